//! What a change changes against each text: every answer with its reason, and the facts beside the labels.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails where something is not there")]

mod support;

use std::fmt::Write as _;

use onetext_case::View;
use onetext_record::novelty::{
    self, Change, Earliest, First, Missing, NoAnswer, Novelty, Question, Stands, Why,
};
use onetext_record::texts::{Drafts as _, Texts as _};
use onetext_record::{Reader, Timeline};
use onetext_text::clause::ClauseIndex;
use onetext_text::words::exact_tokens;
use proptest::prelude::*;
use support::{Folder, end};

const HEAD: &str = "title = \"The well\"\nlanguages = [\"en\"]\n\
    [[participant]]\nid = \"upper\"\nname = \"Upper Farm\"\nrole = \"party\"\n\
    [[participant]]\nid = \"lower\"\nname = \"Lower Farm\"\nalso = [\"the lower people\"]\nrole = \"party\"\n\
    [[participant]]\nid = \"council\"\nname = \"Village Council\"\nrole = \"mediator\"\n\
    [[participant]]\nid = \"abbey\"\nname = \"The Abbey\"\nrole = \"endorser\"\n";

const FIRST: &str = "# The well\n\n1. Each farm [shall][should] draw water on alternate days.\n\n\
    2. Lower Farm shall repair the pump within 14 days of signature.\n\n\
    3. [Upper Farm shall open the gate at all times.]\n";
const SECOND: &str = "# The well\n\n1. Each farm shall draw water on alternate days.\n\n\
    2. Lower Farm shall repair the pump within 21 days of signature.\n\n\
    3. Upper Farm shall open the gate [at all times][from dawn to dusk].\n\n\
    4. The Village Council shall read the meter every week.\n";

/// A draft as `id by day; what it is; its text`, `-` for none.
struct Draft<'a>(&'a str, &'a str, &'a str);

fn case(drafts: &[Draft<'_>], acts: &str) -> Folder {
    let folder = Folder::empty();
    let mut head = HEAD.to_owned();
    for Draft(line, authentic, text) in drafts {
        let [id, by, on] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let lang = if authentic.contains("lang") { "" } else { "lang = \"en\"\n" };
        let what = if authentic.is_empty() { "authentic = \"text\"" } else { authentic };
        let _ = write!(
            head,
            "[[draft]]\nid = \"{id}\"\nby = \"{by}\"\non = 2031-03-{on}\n{lang}{what}\naudience = [\"public\"]\n"
        );
        if *text != "-" {
            let _ = writeln!(head, "file = \"drafts/{id}.md\"");
            folder.put(&format!("drafts/{id}.md"), text);
        }
    }
    folder.put("case.toml", head);
    let mut record = String::new();
    for line in acts.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (head, fields) = line.split_once(';').unwrap_or((line, ""));
        let [id, kind, by, on] = head.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let _ = writeln!(
            record,
            "[[act]]\nid = \"{id}\"\nkind = \"{kind}\"\nby = \"{by}\"\non = 2031-03-{on}\naudience = [\"public\"]\n{}",
            fields.replace(';', "\n")
        );
    }
    folder.put("record/r.toml", record);
    folder
}

fn view(folder: &Folder) -> View {
    let case = folder.open();
    assert_eq!(case.problems(), 0, "{}", support::told(&case));
    case.view(&Reader::Team, end()).unwrap()
}

fn ask(view: &View, act: Option<&str>, against: Option<&str>) -> Result<Novelty, NoAnswer> {
    let now = view.now();
    let timeline = Timeline::new(&view.acts, &now);
    let question = Question { act: act.map(Into::into), against: against.map(Into::into) };
    let standings = onetext_record::ledger::standings(&timeline, view.texts());
    novelty::novelty(&timeline, &standings, view.texts(), &view.participants, &question)
}

/// All changes of a case.
fn changes(drafts: &[Draft<'_>], acts: &str) -> Vec<Change> {
    ask(&view(&case(drafts, acts)), None, None).unwrap().changes
}

const TWO: [Draft<'_>; 2] = [Draft("first council 01", "", FIRST), Draft("second council 15", "", SECOND)];

fn one(acts: &str, against: &str) -> (Stands, Why, Vec<String>) {
    let found = ask(&view(&case(&TWO, acts)), Some("a"), Some(against)).unwrap();
    let baseline = found.changes[0].baselines[0].clone();
    (baseline.stands, baseline.why, baseline.clauses)
}

#[test]
fn the_words_of_a_draft_are_held_against_the_drafts_before_it() {
    let acts = "m amend council 15; draft = \"second\"; clauses = [\"2\"]; label = \"clarification\"
        w characterise lower 16; answers = \"m\"; label = \"new demand\"";
    let changes = changes(&TWO, acts);
    let [change] = changes.as_slice() else { panic!("{changes:?}") };
    assert_eq!(change.label.as_deref(), Some("clarification"));
    assert_eq!(change.labels_by_others[0].label, "new demand");
    assert_eq!(change.labels_by_others[0].by, ["lower".into()]);
    assert_eq!(change.clause.as_deref(), Some("the-well.2"));
    assert_eq!(change.named, ["lower".into()]);
    let [baseline] = change.baselines.as_slice() else { panic!("{:?}", change.baselines) };
    assert_eq!((baseline.draft.as_str(), baseline.stands), ("first", Stands::Changed));
    let [difference] = baseline.differences.as_slice() else { panic!("{:?}", baseline.differences) };
    let told = (difference.kind.as_str(), difference.from.as_deref(), difference.to.as_deref());
    assert_eq!(told, ("duration", Some("14 days"), Some("21 days")));
    assert_eq!(difference.direction.map(|direction| direction.as_str()), Some("longer"));
    let earliest = baseline.earliest.known().unwrap();
    assert_eq!(earliest.by, ["council".into()]);
    assert_eq!(
        (earliest.on.to_string().as_str(), earliest.act.as_ref().unwrap().as_str()),
        ("2031-03-15", "m")
    );
}

#[test]
fn every_answer_has_its_reason() {
    let words = |words: &str, clauses: &str| {
        format!("a amend upper 20; draft = \"second\"; {clauses}; words = {words:?}")
    };
    let on_two = "clauses = [\"2\"]";
    let same = words("Lower Farm shall repair the pump within 14 days of signature.", on_two);
    assert_eq!(one(&same, "first"), (Stands::Identical, Why::SameClause, vec!["the-well.2".to_owned()]));
    let part = words("within 14 days", on_two);
    assert_eq!(one(&part, "first").1, Why::WithinClause { option: false });
    assert_eq!(one(&part, "second").0, Stands::Changed);
    assert_eq!(one(&part, "second").1, Why::OtherPart);
    let elsewhere = words("draw water on alternate days", on_two);
    let found = one(&elsewhere, "first");
    assert_eq!(found, (Stands::Identical, Why::Elsewhere { option: false }, vec!["the-well.1".to_owned()]));
    let optional = words("Upper Farm shall open the gate at all times.", "clauses = [\"3\"]");
    assert_eq!(one(&optional, "first").1, Why::WithinClause { option: true });
    assert_eq!(one(&optional, "first").0, Stands::Identical);
    assert_eq!(one(&optional, "second").1, Why::OptionsTaken);
    assert_eq!(one(&optional, "second").0, Stands::Changed);
    let option = words("should", "clauses = [\"2\"]");
    assert_eq!(one(&option, "first").1, Why::Elsewhere { option: true });
    let longer = words(
        "Lower Farm shall repair the pump and the pipe within 30 days of signature, at its own expense.",
        on_two,
    );
    assert_eq!(one(&longer, "first"), (Stands::Changed, Why::OtherWords, vec!["the-well.2".to_owned()]));
    let meter = words("The meter is read by nobody.", "clauses = [\"4\"]");
    assert_eq!(one(&meter, "first"), (Stands::Absent, Why::NoClause, vec![]));
    let nowhere = words("A toll is paid.", "");
    assert_eq!(one(&nowhere, "first"), (Stands::Absent, Why::NoPlace, vec![]));
    let own = "a amend council 15; draft = \"second\"; clauses = [\"2\"]";
    assert_eq!(one(own, "second").1, Why::OwnWords);
    assert_eq!(one(own, "second").0, Stands::Identical);
}

#[test]
fn against_a_summary_a_report_a_translation_another_language_or_no_file_it_is_always_unknown() {
    let same = "1. The gate is open.\n";
    let drafts = |last: &'static str, text: &'static str| {
        [Draft("first council 01", last, text), Draft("second council 02", "", same)]
    };
    let act = "a amend upper 20; draft = \"second\"; clauses = [\"1\"]; words = \"The gate is open.\"";
    let told = |authentic: &'static str, text: &'static str| {
        let change = changes(&drafts(authentic, text), act).remove(0);
        let baseline = change.baselines.into_iter().find(|one| one.draft.as_str() == "first").unwrap();
        assert_eq!(baseline.stands, Stands::Unknown, "{authentic}");
        assert!(baseline.differences.is_empty());
        baseline.why
    };
    let inexact = |missing| Why::Inexact { change: None, baseline: Some(missing) };
    assert_eq!(told("authentic = \"summary\"", same), inexact(Missing::Summary));
    assert_eq!(told("authentic = \"unpublished\"", same), inexact(Missing::Unpublished));
    assert_eq!(told("authentic = \"unpublished\"", "-"), inexact(Missing::Unpublished));
    assert_eq!(told("authentic = \"translation\"\nof = \"second\"", same), inexact(Missing::Translation));
    let german = "authentic = \"text\"\nlang = \"de\"";
    assert_eq!(told(german, same), Why::Languages("en".to_owned(), "de".to_owned()));
}

#[test]
fn words_that_are_only_reported_or_not_given_are_unknown_against_everything() {
    let drafts = [
        Draft("first council 01", "", FIRST),
        Draft("report council 02", "authentic = \"unpublished\"", "1. Water.\n"),
        Draft("account council 03", "authentic = \"summary\"", "1. Water.\n"),
    ];
    let acts = "a amend upper 20; draft = \"report\"; words = \"Lower Farm shall repair the pump\"
        b amend upper 20; draft = \"first\"; clauses = [\"2\"]
        c table council 03; draft = \"account\"";
    for change in changes(&drafts, acts) {
        assert!(!change.baselines.is_empty());
        for baseline in &change.baselines {
            assert_eq!(baseline.stands, Stands::Unknown, "{}", change.act);
            assert_eq!(baseline.earliest, First::Nobody, "{}", change.act);
            let Why::Inexact { change: Some(missing), .. } = baseline.why else { panic!("{baseline:?}") };
            let expected = match change.act.as_str() {
                "a" => Missing::Unpublished,
                "b" => Missing::NotGiven,
                _ => Missing::Summary,
            };
            assert_eq!(missing, expected);
        }
    }
}

#[test]
fn words_of_no_known_language_are_found_or_unknown_and_never_absent() {
    let told = |words: &str| one(&format!("a table upper 20; words = {words:?}"), "first");
    assert_eq!(told("within 14 days").0, Stands::Identical);
    assert_eq!(told("within 15 days"), (Stands::Unknown, Why::LanguageUnknown, vec![]));
    let tagged = "a table upper 20; words = \"within 15 days\"; lang = \"en\"";
    assert_eq!(one(tagged, "first").0, Stands::Absent);
    let foreign = "a table upper 20; words = \"within 14 days\"; lang = \"ar\"";
    assert_eq!(one(foreign, "first").0, Stands::Unknown);
}

#[test]
fn baselines_are_the_drafts_before_a_change_and_the_one_that_its_words_are_for() {
    let drafts = [
        Draft("first council 01", "", FIRST),
        Draft("second council 15", "", SECOND),
        Draft("third council 20", "", SECOND),
    ];
    let acts = "a amend upper 10; draft = \"first\"; clauses = [\"2\"]; words = \"within 9 days\"
        b amend upper 18; draft = \"first\"; clauses = [\"2\"]; words = \"within 9 days\"
        c table council 15; draft = \"second\"; clauses = [\"2\"]";
    let told: Vec<(String, Vec<String>)> = changes(&drafts, acts)
        .iter()
        .map(|change| {
            let baselines = change.baselines.iter().map(|one| one.draft.to_string()).collect();
            (change.act.to_string(), baselines)
        })
        .collect();
    let expected = [("a", vec!["first"]), ("c", vec!["first"]), ("b", vec!["first", "second"])];
    for ((act, baselines), (id, drafts)) in told.iter().zip(expected) {
        assert_eq!(
            (act.as_str(), baselines.as_slice()),
            (id, drafts.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>().as_slice())
        );
    }
}

#[test]
fn earliest_is_whoever_had_the_inserted_words_first_at_that_place_in_this_view() {
    let acts = "a amend upper 05; draft = \"first\"; clauses = [\"2\"]; words = \"within 21 days\"
        b clarify lower 04; draft = \"first\"; clauses = [\"1\"]; words = \"for 21 days\"
        m amend council 15; draft = \"second\"; clauses = [\"2\"]";
    let folder = case(&TWO, acts);
    let earliest = |view: &View| {
        let found = ask(view, Some("m"), Some("first")).unwrap();
        found.changes[0].baselines[0].earliest.known().unwrap().clone()
    };
    let first = earliest(&view(&folder));
    assert_eq!((first.act.as_ref().unwrap().as_str(), first.by[0].as_str()), ("a", "upper"));
    // Whoever may not see that act is told of the earliest that they may see.
    let record = std::fs::read_to_string(folder.path("record/r.toml")).unwrap();
    folder.put("record/r.toml", record.replacen("audience = [\"public\"]", "audience = [\"upper\"]", 1));
    let lower = folder.open().view(&Reader::Participant("lower".into()), end()).unwrap();
    assert_eq!(earliest(&lower).act.unwrap().as_str(), "m");
}

#[test]
fn a_word_of_another_sentence_makes_nobody_the_earliest_nor_does_the_text_that_a_change_is_held_against() {
    let text = "1. Lower Farm pays 3 dinars a year. Upper Farm pays 5 dinars a year. [No goat drinks.]\n";
    let drafts = [Draft("first council 01", "", text)];
    let acts = "a amend upper 05; draft = \"first\"; clauses = [\"1\"]; words = \"Lower Farm pays 3 dinars a year. Upper Farm pays 3 dinars a year. [No goat drinks.]\"
        b amend lower 06; draft = \"first\"; clauses = [\"1\"]; words = \"Lower Farm pays 3 dinars a year. Upper Farm pays 5 dinars a year. No goat drinks.\"";
    let view = view(&case(&drafts, acts));
    for act in ["a", "b"] {
        let found = ask(&view, Some(act), Some("first")).unwrap();
        let earliest = found.changes[0].baselines[0].earliest.known().unwrap();
        assert_eq!(earliest.act.as_ref().map(ToString::to_string).as_deref(), Some(act), "{earliest:?}");
    }
}

#[test]
fn who_was_earliest_is_not_known_where_dates_leave_it_open() {
    let told = |one: &str, other: &str| {
        let acts = format!(
            "a amend upper {one}; draft = \"first\"; clauses = [\"2\"]; words = \"within 21 days\"
            b amend lower {other}; draft = \"first\"; clauses = [\"2\"]; words = \"within 21 days\""
        );
        let view = view(&case(&TWO, &acts));
        let told = |act: &str| {
            let found = ask(&view, Some(act), Some("first")).unwrap();
            let earliest = &found.changes[0].baselines[0].earliest;
            let id = |one: &Earliest| one.act.as_ref().unwrap().to_string();
            match earliest.one_of() {
                [] => id(earliest.known().unwrap()),
                several => several.iter().map(id).collect::<Vec<_>>().join(" or "),
            }
        };
        assert_eq!(told("a"), told("b"), "it is the same words");
        told("a")
    };
    assert_eq!(told("05", "05T08:00:00"), "a or b", "a day, and an hour of it");
    assert_eq!(told("05T08:00:00", "05"), "b or a");
    assert_eq!(told("05", "05"), "a or b", "one day, and no hour");
    assert_eq!(told("05T08:00:00", "05T08:00:00"), "a or b", "one hour");
    assert_eq!(told("05T08:00:00", "05T08:01:00"), "a");
    assert_eq!(told("05", "06T00:00:00"), "a");
    assert_eq!(told("06", "05T23:59:00"), "b");
}

#[test]
fn a_draft_and_whoever_puts_it_forward_on_its_day_are_one_and_the_same() {
    let acts = "t table council 15; draft = \"second\"\nu table council 15T10:00:00; draft = \"second\"; clauses = [\"2\"]
        a amend upper 20; draft = \"first\"; clauses = [\"2\"]; words = \"within 21 days\"";
    let found = ask(&view(&case(&TWO, acts)), Some("a"), Some("first")).unwrap();
    let earliest = found.changes[0].baselines[0].earliest.known().unwrap().clone();
    assert_eq!((earliest.by, earliest.on.to_string().as_str()), (vec!["council".into()], "2031-03-15"));
}

#[test]
fn origin_plays_no_part_in_who_was_earliest() {
    let with = |origin: &str| {
        let acts = format!("m amend council 15; draft = \"second\"; clauses = [\"2\"]{origin}");
        ask(&view(&case(&TWO, &acts)), None, None).unwrap()
    };
    assert_eq!(with(""), with("; origin = \"upper\"; origin_audience = [\"public\"]"));
}

#[test]
fn a_draft_without_an_act_can_be_earliest() {
    let acts = "a amend upper 20; draft = \"second\"; clauses = [\"2\"]; words = \"within 14 days\"";
    let found = ask(&view(&case(&TWO, acts)), Some("a"), Some("second")).unwrap();
    let earliest = found.changes[0].baselines[0].earliest.known().unwrap().clone();
    assert_eq!((earliest.act, earliest.draft.unwrap().as_str()), (None, "first"));
    assert_eq!(earliest.on.to_string(), "2031-03-01");
}

#[test]
fn a_whole_draft_is_a_change_for_each_clause_that_is_new_or_edited() {
    let told: Vec<(String, usize)> = changes(&TWO, "t table council 15; draft = \"second\"")
        .iter()
        .map(|change| (change.clause.clone().unwrap(), change.baselines.len()))
        .collect();
    let expected = ["the-well.1", "the-well.2", "the-well.3", "the-well.4"].map(|id| (id.to_owned(), 1));
    assert_eq!(told, expected);
    let first = changes(&TWO, "t table council 01; draft = \"first\"");
    assert_eq!((first.len(), &first[0].clause, first[0].baselines.len()), (1, &None, 0));
}

#[test]
fn a_clause_that_was_dropped_and_came_back_is_held_against_what_it_was() {
    let gate = "2. The gate to the orchard stays open from dawn to dusk on market days.\n";
    let drafts = [
        Draft("first council 01", "", &format!("1. Water is shared among the farms.\n\n{gate}")),
        Draft("second council 02", "", "1. Water is shared among the farms.\n"),
        Draft(
            "third council 03",
            "",
            &format!("1. Water is shared among the farms.\n\n{}", gate.replace("dusk", "noon")),
        ),
    ];
    let found = changes(&drafts, "t table council 03; draft = \"third\"; clauses = [\"2\"]");
    let stands: Vec<Stands> = found[0].baselines.iter().map(|one| one.stands).collect();
    assert_eq!(stands, [Stands::Changed, Stands::Absent]);
    assert_eq!(found[0].baselines[0].differences[0].from.as_deref(), Some("dusk"));
}

#[test]
fn whoever_is_named_before_or_after_the_change_is_named() {
    let acts = "a amend upper 20; draft = \"first\"; clauses = [\"2\"]; words = \"The lower people and Upper Farm shall repair the pump within 14 days of signature.\"
        b amend upper 20; draft = \"first\"; clauses = [\"2\"]; words = \"The Abbey shall repair the pump within 14 days of signature.\"";
    let drafts = [Draft("first council 01", "", FIRST)];
    let named: Vec<Vec<String>> = changes(&drafts, &acts.replace("The lower", "the lower"))
        .iter()
        .map(|change| change.named.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(named, [vec!["upper", "lower"], vec!["lower", "abbey"]]);
}

#[test]
fn what_kind_it_was_and_what_it_is_called_changes_no_fact() {
    let acts =
        "a KIND upper 05; draft = \"first\"; clauses = [\"2\"]; words = \"within 21 days\"; label = \"LABEL\"
        m KIND council 15; draft = \"second\"; label = \"LABEL\"
        c characterise lower 16; answers = \"m\"; label = \"OTHER\"
        k accept lower 17; draft = \"second\"; clauses = [\"2\"]; extent = \"words\"; if = [\"a\"]
        u accept upper 18; draft = \"first\"; extent = \"concept\"";
    let facts = |kind: &str, label: &str, other: &str| {
        let acts = acts.replace("KIND", kind).replace("LABEL", label).replace("OTHER", other);
        let view = view(&case(&TWO, &acts));
        let mut found = ask(&view, None, None).unwrap();
        assert!(found.changes.len() > 3 && found.plans.is_some());
        for change in &mut found.changes {
            change.kind = onetext_record::Kind::Amend;
            change.label = None;
            change.labels_by_others.clear();
        }
        (found, view.ledger())
    };
    let amended = facts("amend", "amendment", "new demand");
    for (kind, label, other) in [
        ("clarify", "clarification", "a trifle"),
        ("float", "idea", "amendment"),
        ("table", "x", "new demand"),
    ] {
        assert_eq!(facts(kind, label, other), amended, "{kind}");
    }
}

#[test]
fn drafts_that_parties_each_hold_to_be_the_plan_stand_side_by_side() {
    let acts = "u accept upper 05; draft = \"first\"; extent = \"concept\"
        l accept lower 06; draft = \"first\"; extent = \"words\"
        m accept lower 16; draft = \"second\"; clauses = [\"2\"]; extent = \"words\"; finality = \"provisional\"
        e endorse abbey 17; draft = \"first\"
        c amend council 15; draft = \"second\"; clauses = [\"2\"]";
    let found = ask(&view(&case(&TWO, acts)), None, None).unwrap();
    let plans = found.plans.unwrap();
    let held: Vec<(&str, &str, Option<&str>)> = plans
        .holders
        .iter()
        .map(|one| (one.who.as_str(), one.draft.as_str(), one.status.map(|status| status.as_str())))
        .collect();
    let expected = [
        ("upper", "first", Some("in_principle")),
        ("lower", "first", Some("accepted")),
        ("lower", "second", Some("provisional")),
        ("abbey", "first", None),
    ];
    assert_eq!(held, expected);
    assert_eq!(plans.changes[0].stands, [Stands::Changed, Stands::Identical]);
    // The first clause has the same words in both: consent to it there is no other plan.
    let same = acts.replace("second\"; clauses = [\"2\"]; extent", "second\"; clauses = [\"1\"]; extent");
    let second = SECOND.replace("farm shall draw", "farm [shall][should] draw");
    let unchanged = [Draft("first council 01", "", FIRST), Draft("second council 15", "", &second)];
    assert_eq!(ask(&view(&case(&unchanged, &same)), None, None).unwrap().plans, None);
    assert!(ask(&view(&case(&TWO, &same)), None, None).unwrap().plans.is_some());
    // Where the two rest on one draft, there is nothing to set side by side.
    let withdrawn = format!("{acts}\n w withdraw lower 18; answers = \"m\"");
    assert_eq!(ask(&view(&case(&TWO, &withdrawn)), None, None).unwrap().plans, None);
}

#[test]
fn of_many_drafts_the_likely_ones_are_taken_and_the_rest_are_counted() {
    let texts: Vec<String> = (0..15).map(|at| format!("1. The toll is {at} coins.\n")).collect();
    let lines: Vec<String> = (0..15).map(|at| format!("d{at} council {:02}", at + 1)).collect();
    let drafts: Vec<Draft<'_>> = lines.iter().zip(&texts).map(|(line, text)| Draft(line, "", text)).collect();
    let acts = "k accept upper 05; draft = \"d3\"; extent = \"words\"
        e endorse abbey 06; draft = \"d4\"
        a amend upper 25; draft = \"d9\"; clauses = [\"1\"]; words = \"The toll is 50 coins.\"
        l accept lower 26; draft = \"d7\"; extent = \"words\"";
    let view = view(&case(&drafts, acts));
    let told = |question: Novelty| {
        let change = &question.changes[0];
        let drafts: Vec<String> = change.baselines.iter().map(|one| one.draft.to_string()).collect();
        (drafts.join(" "), change.left_out)
    };
    assert_eq!(told(ask(&view, None, None).unwrap()), ("d3 d4 d9 d14".to_owned(), 11));
    assert_eq!(told(ask(&view, Some("a"), None).unwrap()).1, 0);
    assert_eq!(told(ask(&view, None, Some("d5")).unwrap()), ("d5".to_owned(), 0));
}

#[test]
fn there_is_no_answer_for_what_is_not_there() {
    let view = view(&case(
        &TWO,
        "s state upper 05; words = \"x\"\n a amend upper 05; draft = \"first\"; words = \"x\"",
    ));
    assert_eq!(ask(&view, Some("x"), None), Err(NoAnswer::NoAct("x".into())));
    assert_eq!(ask(&view, Some("s"), None), Err(NoAnswer::NoChange("s".into())));
    assert!(matches!(ask(&view, None, Some("third")), Err(NoAnswer::NoDraft { .. })));
}

/// What stands where, found by looking at every word of the baseline.
fn slowly(view: &View, change: &Change, act: &onetext_record::Act, baseline: &str) -> Stands {
    let texts = view.texts();
    let (own, baseline) = (change.draft.clone().unwrap(), baseline.into());
    let tokens = |draft: &onetext_record::DraftId, clauses: &[usize]| -> Vec<(usize, String)> {
        let of = |&at: &usize| {
            let text = texts.text_of(draft, ClauseIndex(at as u32)).unwrap();
            exact_tokens(&text).into_iter().map(|token| (at, token.into_owned())).collect::<Vec<_>>()
        };
        clauses.iter().flat_map(of).collect()
    };
    let below = |draft: &onetext_record::DraftId, roots: &[ClauseIndex]| -> Vec<usize> {
        let outline = texts.outline(draft).unwrap();
        let mut all: Vec<usize> = roots.iter().flat_map(|&root| outline.subtree(root)).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let clause = change.places.clone();
    // From draft to draft in order; where that ends in nothing, at one go.
    let ids: Vec<_> = texts.entries().iter().map(|entry| entry.id.clone()).collect();
    let place = |id: &onetext_record::DraftId| ids.iter().position(|one| one == id).unwrap();
    let follow = |from: usize, clauses: &[ClauseIndex], to: usize| -> Vec<ClauseIndex> {
        let lineage = texts.lineage(&ids[from.min(to)], &ids[from.max(to)]).unwrap();
        let mut found: Vec<ClauseIndex> = clauses
            .iter()
            .flat_map(
                |&clause| if from < to { lineage.successors(clause) } else { lineage.predecessors(clause) },
            )
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let (from, to) = (place(&own), place(&baseline));
    let mut counterparts = clause.clone();
    let mut at = from;
    while at != to {
        let next = if to > at { at + 1 } else { at - 1 };
        counterparts = follow(at, &counterparts, next);
        at = next;
    }
    if counterparts.is_empty() && from != to {
        counterparts = follow(from, &clause, to);
    }
    let counterpart = below(&baseline, &counterparts);
    let wanted: Vec<String> = match &act.words {
        Some(words) => exact_tokens(words).into_iter().map(|token| token.into_owned()).collect(),
        None => tokens(&own, &below(&own, &clause)).into_iter().map(|(_, token)| token).collect(),
    };
    let there: Vec<String> = tokens(&baseline, &counterpart).into_iter().map(|(_, token)| token).collect();
    let all: Vec<usize> = (0..texts.outline(&baseline).unwrap().clauses.len()).collect();
    let all = tokens(&baseline, &all);
    let stands = !wanted.is_empty()
        && all.windows(wanted.len()).any(|window| {
            let within = [window[0].0, window[window.len() - 1].0].iter().all(|at| counterpart.contains(at));
            window.iter().map(|(_, token)| token).eq(&wanted) && (act.words.is_some() || !within)
        });
    match () {
        () if stands || !counterpart.is_empty() && there == wanted => Stands::Identical,
        () if !counterparts.is_empty() => Stands::Changed,
        () => Stands::Absent,
    }
}

fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "gate", "water", "pump", "toll", "shall", "[may]", "open", "14", "21", "days",
    ]);
    let clause = prop::collection::vec(word, 1..7).prop_map(|words| words.join(" "));
    prop::collection::vec((clause, any::<bool>()), 1..5).prop_map(|clauses| {
        let mut text = String::new();
        let (mut number, mut letter) = (0, 0u8);
        for (words, below) in clauses {
            if below && number > 0 {
                let _ = writeln!(text, "   ({}) {words};\n", (b'a' + letter) as char);
                letter += 1;
            } else {
                number += 1;
                letter = 0;
                let _ = writeln!(text, "{number}. {words}.\n");
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]
    #[test]
    fn words_stand_where_looking_at_every_word_finds_them(
        texts in prop::collection::vec(text(), 3),
        words in prop::collection::vec(prop::sample::select(vec!["gate", "water", "shall", "open", "14", "days", "[", "]", "may", "."]), 1..4),
        on in 0usize..3,
    ) {
        let drafts: Vec<Draft<'_>> = ["a council 01", "b council 02", "c council 03"]
            .into_iter()
            .zip(&texts)
            .map(|(line, text)| Draft(line, "", text))
            .collect();
        let id = ["a", "b", "c"][on];
        let acts = format!(
            "w amend upper 20; draft = \"{id}\"; clauses = [\"1\"]; words = {:?}\n o table council 0{}; draft = \"{id}\"; clauses = [\"1\"]",
            words.join(" "), on + 1
        );
        let view = view(&case(&drafts, &acts));
        for act in &view.acts {
            for against in ["a", "b", "c"] {
                if act.words.is_none() && against == id {
                    continue;
                }
                let found = ask(&view, Some(act.id.as_str()), Some(against)).unwrap();
                let change = &found.changes[0];
                let baseline = &change.baselines[0];
                prop_assert_eq!(baseline.stands, slowly(&view, change, act, against), "{:?} against {}: {:?}", act, against, baseline);
                prop_assert_eq!(baseline.stands == Stands::Changed, !baseline.differences.is_empty() );
                prop_assert!(baseline.earliest.known().is_some());
            }
        }
    }
}
