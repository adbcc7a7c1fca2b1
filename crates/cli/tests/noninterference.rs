//! What a reader may not see changes nothing that the reader is shown.
//!
//! Random cases, with every kind of act and every field that can lead to something else, are changed in what one reader
//! may not see: hidden items come, go, change, break, move and take other names. Every output for that reader must stay
//! the same, byte for byte. And in cases in which every item carries a word of its own, no word of a hidden item, and no
//! hidden part of a visible one, may turn up in any output.
//!
//! Who may see an item is decided here by the format page alone, and not by the program's own reading of it. `ci/mutation`
//! shows that these tests fail when any one filter is taken out of the view.
//!
//! `ONETEXT_CASES` sets how many cases each test tries, `ONETEXT_SEED` which ones.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails, also where it is in a function of its own"
)]

mod support_noninterference;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use onetext_brief::plan::EntryName;
use onetext_brief::plan::check::PlanCheck;
use onetext_case::cache::Cache;
use onetext_case::{Case, Silent};
use onetext_record::{ParticipantId, Reader};
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use support_noninterference::model::{Model, Sort, TOLD_BY_FILES, day};
use support_noninterference::outputs::{self, Output, Questions};
use support_noninterference::tape::Tape;
use support_noninterference::{change, generate, relabel};
use tempfile::TempDir;

/// How many decisions a case takes.
const DECISIONS: usize = 4000;
/// The same for a change.
const IN_CHANGE: usize = 90;
/// Clauses that are asked about: some in most texts, some in few, some in none.
const CLAUSES: &[&str] = &["1", "3", "4(a)", "7", "9"];
/// Words that stand in many items.
const COMMON: &[&str] = &["goats", "the well"];

fn number(name: &str, usual: u32) -> u32 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

/// Tries so many cases, the same ones every time unless a seed is given, and makes a failing one as small as it gets.
fn try_cases<S: Strategy>(usual: u32, strategy: &S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let mut seed = [0; 32];
    seed[..4].copy_from_slice(&number("ONETEXT_SEED", 1).to_le_bytes());
    let config = Config {
        cases: number("ONETEXT_CASES", usual),
        max_shrink_iters: number("ONETEXT_SHRINK", 40),
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    match runner.run(strategy, test) {
        Ok(()) => {}
        Err(TestError::Fail(reason, _)) => panic!("{reason}"),
        Err(TestError::Abort(reason)) => panic!("no result: {reason}"),
    }
}

/// What is drawn for a case: the case itself, who reads it and when, and the changes.
fn drawn(changes: usize) -> impl Strategy<Value = (Vec<u32>, Vec<u32>, Vec<Vec<u32>>)> {
    (
        vec(any::<u32>(), DECISIONS).no_shrink(),
        vec(any::<u32>(), 4).no_shrink(),
        vec(vec(any::<u32>(), IN_CHANGE).no_shrink(), 1..=changes),
    )
}

/// Who reads, as of which days, by number; the last counts for what is hidden.
fn reading(tape: &mut Tape<'_>, model: &Model) -> (String, Vec<usize>) {
    let mut readers = model.ids(Sort::Participant);
    readers.push("public".to_owned());
    let reader = tape.pick(&readers).clone();
    let later = 35 + tape.below(22);
    (reader, vec![later, 15 + tape.below(20)])
}

fn questions(model: &Model, reader: &str, days: &[usize]) -> Questions {
    let today = days[0];
    let hidden = model.secrets(reader, today).into_iter().filter(|secret| secret.hidden);
    let mut searches: Vec<String> = COMMON.iter().map(|&words| words.to_owned()).collect();
    searches.extend(hidden.map(|secret| secret.mark).step_by(5).take(6));
    Questions {
        reader: reader.to_owned(),
        days: days.iter().map(|&number| day(number)).collect(),
        since: day(days[1].saturating_sub(6)),
        clauses: CLAUSES.iter().map(|&clause| clause.to_owned()).collect(),
        searches,
    }
}

/// A folder of a case that is kept if the test fails.
fn written(model: &Model) -> tempfile::TempDir {
    let parent = tempfile::tempdir().unwrap();
    model.write(&parent.path().join("case")).unwrap();
    parent
}

/// Random cases are to be valid: otherwise they would try less than they seem to.
fn assert_valid(root: &Path) -> Result<(), TestCaseError> {
    let case = Case::read_folder(root, Cache::none(), &Silent)
        .map_err(|error| TestCaseError::fail(error.to_string()))?;
    let problems: Vec<String> = case
        .diagnostics()
        .iter()
        .filter(|one| one.severity == onetext_case::Severity::Problem)
        .map(|one| format!("{one:?}"))
        .collect();
    match problems.first() {
        None => Ok(()),
        Some(problem) => Err(TestCaseError::fail(format!("the generator made an invalid case: {problem}"))),
    }
}

/// The first output that differs, with the first line that does.
fn difference(before: &[Output], after: &[Output]) -> Option<String> {
    for (one, other) in before.iter().zip(after) {
        if one == other {
            continue;
        }
        let mut lines = one.text.lines().zip(other.text.lines()).enumerate();
        let line = lines.find(|(_, (a, b))| a != b).map_or_else(
            || "one ends before the other".to_owned(),
            |(at, (a, b))| format!("line {}\n  was: {a}\n  is:  {b}", at + 1),
        );
        return Some(format!("output: {} (then: {})\n{line}", one.name, other.name));
    }
    (before.len() != after.len()).then(|| "output: there are more or fewer of them".to_owned())
}

/// Keeps both folders where they can be looked at.
fn keep(before: tempfile::TempDir, after: tempfile::TempDir) -> String {
    format!("kept in {} and {}", before.keep().display(), after.keep().display())
}

fn compare(
    (case, who, changes): (Vec<u32>, Vec<u32>, Vec<Vec<u32>>),
    answers: impl Fn(&Path, &Questions) -> Vec<Output>,
) -> Result<(), TestCaseError> {
    let model = generate::case(&mut Tape::new(&case));
    let (reader, days) = reading(&mut Tape::new(&who), &model);
    let before = written(&model);
    assert_valid(&before.path().join("case"))?;
    let mut changed = model.clone();
    let told = change::apply(&mut changed, &reader, days[0], &changes);
    let after = written(&changed);
    let asked = questions(&model, &reader, &days);
    match difference(&answers(before.path(), &asked), &answers(after.path(), &asked)) {
        None => Ok(()),
        Some(difference) => Err(TestCaseError::fail(format!(
            "what {reader} may not see changed what {reader} is shown\n{difference}\nchanges:\n  {}\n{}",
            told.join("\n  "),
            keep(before, after)
        ))),
    }
}

#[test]
fn what_is_hidden_changes_no_output() {
    try_cases(80, &drawn(16), |drawn| {
        compare(drawn, |parent, asked| outputs::of_folder(&parent.join("case"), asked))
    });
}

#[test]
fn what_is_hidden_changes_nothing_that_the_program_prints() {
    try_cases(3, &drawn(16), |drawn| compare(drawn, outputs::of_program));
}

#[test]
fn no_word_of_a_hidden_item_is_in_any_output() {
    try_cases(60, &drawn(1), |(case, who, _)| {
        let model = generate::case(&mut Tape::new(&case));
        let (reader, days) = reading(&mut Tape::new(&who), &model);
        let folder = written(&model);
        for &today in &days {
            let asked = questions(&model, &reader, &[today, days[1]]);
            let asked = Questions { days: vec![day(today)], ..asked };
            let outputs = outputs::of_folder(&folder.path().join("case"), &asked);
            for secret in model.secrets(&reader, today).into_iter().filter(|secret| secret.hidden) {
                if let Some((output, line)) = found(&outputs, &secret.mark) {
                    return Err(TestCaseError::fail(format!(
                        "{reader} is shown a word of the hidden {}\noutput: {}\n  {line}\nkept in {}",
                        secret.of,
                        output.name,
                        folder.keep().display()
                    )));
                }
            }
        }
        Ok(())
    });
}

/// The rule on owned findings, computed from the case by itself: exactly these are withheld.
#[test]
fn findings_that_others_own_are_withheld_and_no_others() {
    let withheld = Cell::new(0);
    try_cases(60, &drawn(1), |(case, who, _)| {
        let model = generate::case(&mut Tape::new(&case));
        let (reader, days) = reading(&mut Tape::new(&who), &model);
        let folder = written(&model);
        let case = Case::read_folder(&folder.path().join("case"), Cache::none(), &Silent).unwrap();
        let who = match reader.as_str() {
            "public" => Reader::Public,
            id => Reader::Participant(ParticipantId::new(id)),
        };
        for &today in &days {
            let view = case.view(&who, day(today).parse().unwrap()).unwrap();
            let found: BTreeSet<(String, String)> =
                view.owned_by_others.iter().map(|(check, of)| (check.to_string(), of.to_string())).collect();
            let expected = model.owned_by_others(&reader, today);
            let shown = PlanCheck::new(&view, &[], &[]).map_or_else(
                |_| Vec::new(),
                |check| {
                    let owned = check.owned.into_iter().map(|owned| owned.finding);
                    check.findings.into_iter().chain(owned).collect()
                },
            );
            for finding in shown {
                let is_owned =
                    |of: &EntryName| expected.contains(&(finding.check.to_string(), of.id.clone()));
                if finding.entries.iter().any(is_owned) {
                    return Err(TestCaseError::fail(format!("{reader} is shown {finding:?}")));
                }
            }
            withheld.set(withheld.get() + expected.len());
            if found != expected {
                return Err(TestCaseError::fail(format!(
                    "{reader} on {}: {found:?} are withheld, and {expected:?} are to be\nkept in {}",
                    day(today),
                    folder.keep().display()
                )));
            }
        }
        Ok(())
    });
    assert!(
        withheld.get() >= number("ONETEXT_CASES", 60) as usize / 4,
        "{} findings were withheld",
        withheld.get()
    );
}

/// What an act is called, by its author or by whoever wrote the record, is no fact: whether words are a change or the meaning
/// of what stands is the very thing in dispute.
#[test]
fn what_an_act_is_called_changes_no_fact_in_any_output() {
    let tried = Cell::new((0, 0));
    try_cases(30, &drawn(1), |(case, who, _)| {
        let mut model = generate::case(&mut Tape::new(&case));
        relabel::add_sayings(&mut model, &mut Tape::new(&who));
        let (reader, days) = reading(&mut Tape::new(&who), &model);
        let mut changed = model.clone();
        let (kinds, labels) = relabel::apply(&mut changed);
        tried.set((tried.get().0 + kinds, tried.get().1 + labels));
        let (before, after) = (written(&model), written(&changed));
        assert_valid(&before.path().join("case"))?;
        let asked = questions(&model, &reader, &days);
        let outputs = |folder: &TempDir| outputs::of_folder(&folder.path().join("case"), &asked);
        let was = relabel::without_kinds(relabel::with_other_labels(outputs(&before), &model));
        match difference(&was, &relabel::without_kinds(outputs(&after))) {
            None => Ok(()),
            Some(difference) => Err(TestCaseError::fail(format!(
                "another name for acts changed what {reader} is shown\n{difference}\n{}",
                keep(before, after)
            ))),
        }
    });
    let (kinds, labels) = tried.get();
    assert!(kinds > 60 && labels > 60, "{kinds} kinds and {labels} labels were exchanged");
}

/// Colours behind words are part of what is compared: some drafts of the random cases are Word documents with them. What else such a
/// file tells is in no output.
#[test]
fn marks_of_drafts_are_among_the_outputs_and_what_files_tell_of_people_is_not() {
    let (told, sent) = (Cell::new(0), Cell::new(0));
    try_cases(12, &drawn(1), |(case, who, _)| {
        let model = generate::case(&mut Tape::new(&case));
        let (reader, days) = reading(&mut Tape::new(&who), &model);
        let folder = written(&model);
        let asked = questions(&model, &reader, &days);
        let outputs = outputs::of_folder(&folder.path().join("case"), &asked);
        let is_told = outputs.iter().any(|output| output.text.contains("marked green: "));
        told.set(told.get() + usize::from(is_told));
        let files: Vec<_> =
            outputs.iter().filter(|output| output.text.contains("word/document.xml")).collect();
        sent.set(sent.get() + files.len());
        if let Some((output, line)) = found(&outputs, TOLD_BY_FILES) {
            return Err(TestCaseError::fail(format!("{}: {line}", output.name)));
        }
        Ok(())
    });
    assert!(told.get() > 0, "no draft of {} had marks", number("ONETEXT_CASES", 12));
    assert!(sent.get() > 0, "no draft was sent");
}

/// The first output and line in which a mark stands as a word of its own.
fn found<'o>(outputs: &'o [Output], mark: &str) -> Option<(&'o Output, &'o str)> {
    outputs.iter().find_map(|output| {
        if !output.text.contains(mark) {
            return None;
        }
        let line = output.text.lines().find(|line| line.contains(mark))?;
        let at = line.find(mark)?;
        let start = line[..at].char_indices().rev().nth(80).map_or(0, |(at, _)| at);
        let end = line[at..].char_indices().nth(80).map_or(line.len(), |(more, _)| at + more);
        Some((output, &line[start..end]))
    })
}

/// A case of two participants and what is added to it: what `upper` is shown of the record.
fn shown_to_upper(items: &str, secret: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let case = "title = \"The well\"\nlanguages = [\"en\"]\ndate = 2031-03-20\n\n\
        [[participant]]\nid = \"upper\"\nname = \"Upper\"\nrole = \"party\"\n\n";
    let act = |fields: &str| {
        format!(
            "[[act]]\nkind = \"state\"\nby = \"upper\"\non = 2031-03-02\nwords = \"hello\"\naudience = [\"upper\"]\n{fields}\n"
        )
    };
    let record = act("id = \"on-secret\"\ndraft = \"secret\"\nclauses = [\"2\"]")
        + &act("id = \"on-seen\"\ndraft = \"seen\"\nclauses = [\"2\"]")
        + &act("id = \"for-both\"").replace("[\"upper\"]", "[\"both\"]");
    for (name, text) in [
        ("case.toml", format!("{case}{items}")),
        ("record/1.toml", record),
        ("drafts/secret.md", secret.to_owned()),
        ("drafts/seen.md", "1. One.\n\n2. Two.\n".to_owned()),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let case = Case::read_folder(folder.path(), Cache::none(), &Silent).unwrap();
    let reader = Reader::Participant(ParticipantId::new("upper"));
    let view = case.view(&reader, "2031-03-20".parse().unwrap()).unwrap();
    view.acts.iter().map(|act| format!("{} {:?}", act.id, act.anchor)).collect()
}

const SEEN: &str = "[[draft]]\nid = \"seen\"\nfile = \"drafts/seen.md\"\nlang = \"en\"\non = 2031-03-01\nauthentic = \"text\"\naudience = [\"upper\"]\n\n";
const SECRET: &str = "[[draft]]\nid = \"secret\"\nfile = \"drafts/secret.md\"\nlang = \"en\"\non = 2031-03-01\nauthentic = \"text\"\n\n";
const BOTH: &str = "[[audience]]\nid = \"both\"\nmembers = [\"upper\"]\n\n";

#[test]
fn the_labels_of_a_hidden_text_decide_nothing() {
    let items = [SEEN, SECRET, BOTH].concat();
    assert_eq!(shown_to_upper(&items, "1. One.\n\n2. Two.\n"), shown_to_upper(&items, "1. One.\n"));
}

#[test]
fn a_hidden_draft_of_the_same_id_decides_nothing() {
    let twin = SECRET.replace("id = \"secret\"", "id = \"seen\"");
    let with = [&twin, SEEN, SECRET, BOTH].concat();
    assert_eq!(
        shown_to_upper(&[SEEN, SECRET, BOTH].concat(), "1. One.\n"),
        shown_to_upper(&with, "1. One.\n")
    );
}

#[test]
fn a_hidden_participant_with_the_id_of_a_set_decides_nothing() {
    let hidden =
        "[[participant]]\nid = \"both\"\nname = \"Both\"\nrole = \"party\"\naudience = [\"team\"]\n\n";
    let (without, with) = ([SEEN, SECRET, BOTH].concat(), [SEEN, SECRET, BOTH, hidden].concat());
    let text = "1. One.\n\n2. Two.\n";
    assert_eq!(shown_to_upper(&without, text), shown_to_upper(&with, text));
}

/// Whoever may see a round may not see for that what the mediators want of it, nor what they fall back on.
#[test]
fn what_to_ask_for_and_to_fall_back_on_have_an_audience_of_their_own() {
    let shown = |ask: &str, fallback: &str, more: &str| {
        let folder = tempfile::tempdir().unwrap();
        let case = "title = \"The well\"\nlanguages = [\"en\"]\ndate = 2031-03-20\n\n[[participant]]\nid = \"upper\"\n\
            name = \"Upper\"\nrole = \"party\"\n\n[[participant]]\nid = \"council\"\nname = \"Council\"\nrole = \"mediator\"\n";
        let round = format!(
            "[[act]]\nid = \"round\"\nkind = \"convene\"\nby = \"council\"\non = 2031-03-21\nknown = 2031-03-19\n\
             attendees = [\"upper\"]\naudience = [\"upper\"]\nask = \"{ask}\"\nfallback = \"{fallback}\"\n{more}"
        );
        fs::write(folder.path().join("case.toml"), case).unwrap();
        fs::create_dir(folder.path().join("record")).unwrap();
        fs::write(folder.path().join("record/a.toml"), round).unwrap();
        let case = Case::read_folder(folder.path(), Cache::none(), &Silent).unwrap();
        let reader = Reader::Participant(ParticipantId::new("upper"));
        format!("{:#?}", case.view(&reader, "2031-03-20".parse().unwrap()).unwrap().acts)
    };
    let secret = shown("the gate", "the pump", "");
    assert_eq!(secret, shown("the pump", "the gate", ""));
    assert_eq!(secret, shown("the gate", "the pump", "ask_audience = [\"council\"]\n"));
    let told = shown("the gate", "the pump", "ask_audience = [\"upper\", \"council\"]\n");
    assert!(told.contains("the gate") && told.contains("the pump") && !told.contains(" Participant("));
}

#[test]
fn what_is_kept_of_a_failing_case_can_be_read_again() {
    let numbers: Vec<u32> = (0..DECISIONS as u32).map(|at| at.wrapping_mul(2_654_435_761) >> 7).collect();
    let model = generate::case(&mut Tape::new(&numbers));
    let folder = written(&model);
    let case = folder.path().join("case");
    assert!(fs::read_to_string(case.join("case.toml")).unwrap().contains("[[participant]]"));
    assert!(assert_valid(&case).is_ok());
}

/// A case of two parties who answer a sealed proposal: everything that anybody but the team is shown.
fn shown_of_sealed(answers: &str, day: &str) -> Vec<(String, Vec<Output>)> {
    shown_of_sealed_text("", answers, day)
}

/// The same, where clause 1 has these words at its end.
fn shown_of_sealed_text(open: &str, answers: &str, day: &str) -> Vec<(String, Vec<Output>)> {
    let folder = tempfile::tempdir().unwrap();
    let person = |id: &str, role: &str| {
        format!("[[participant]]\nid = \"{id}\"\nname = \"{id}\"\nrole = \"{role}\"\n\n")
    };
    let case = format!(
        "title = \"The well\"\nlanguages = [\"en\"]\ndate = 2031-03-20\n\n{}{}{}{SEALED_DRAFT}",
        person("upper", "party"),
        person("lower", "party"),
        person("council", "mediator")
    );
    for (name, text) in [
        ("case.toml", case),
        ("record/1.toml", format!("{SEALED_PROPOSAL}{answers}")),
        ("drafts/seen.md", format!("1. The gate shall be open{open}.\n\n2. The pump shall be mended.\n")),
        ("drafts/seen.ar.md", "1. تبقى البوابة مفتوحة [في كل وقت].\n\n2. تصلح المضخة.\n".to_owned()),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    assert_valid(folder.path()).unwrap();
    ["upper", "lower", "council", "public"]
        .map(|reader| {
            let asked = Questions {
                reader: reader.to_owned(),
                days: vec![day.to_owned()],
                since: "2031-03-01".to_owned(),
                clauses: vec!["1".to_owned()],
                searches: vec!["gate".to_owned(), "agreed".to_owned()],
            };
            (reader.to_owned(), outputs::of_folder(folder.path(), &asked))
        })
        .into()
}

/// An acceptance of the whole with an option taken.
fn chosen(who: &str, choice: &str) -> String {
    answer(who, "accept", 5, &format!("draft = \"seen\"\nchoice = [\"{choice}\"]\n"))
}

const SEALED_DRAFT: &str = "[[draft]]\nid = \"seen-ar\"\nfile = \"drafts/seen.ar.md\"\nlang = \"ar\"\non = 2031-03-01\nauthentic = \"translation\"\nof = \"seen\"\naudience = [\"public\"]\n\n\
    [[draft]]\nid = \"seen\"\nfile = \"drafts/seen.md\"\nlang = \"en\"\non = 2031-03-01\nauthentic = \"text\"\naudience = [\"public\"]\ncurrent = true\n\n";
const SEALED_PROPOSAL: &str = "[[act]]\nid = \"offer\"\nkind = \"table\"\nby = \"council\"\nto = [\"upper\", \"lower\"]\non = 2031-03-02\n\
    until = 2031-03-10T18:00:00\nsealed = true\ndraft = \"seen\"\naudience = [\"public\"]\n\n\
    [[act]]\nid = \"question\"\nkind = \"ask\"\nby = \"council\"\nto = [\"upper\", \"lower\"]\non = 2031-03-03\nanswers = \"offer\"\nwords = \"can you?\"\naudience = [\"public\"]\n\n\
    [[act]]\nid = \"request\"\nkind = \"ask\"\nby = \"council\"\nto = [\"lower\"]\non = 2031-03-03\ndraft = \"seen\"\naudience = [\"public\"]\n\n\
    [[act]]\nid = \"handed\"\nkind = \"deliver\"\nby = \"council\"\nto = [\"lower\"]\non = 2031-03-03\ndraft = \"seen\"\naudience = [\"public\"]\n\n";

/// An answer to the sealed proposal: whose, of what kind, on which day, and what else it says.
fn answer(who: &str, kind: &str, day: u32, more: &str) -> String {
    format!(
        "[[act]]\nid = \"{who}-{kind}-{day}\"\nkind = \"{kind}\"\nby = \"{who}\"\non = 2031-03-{day:02}\nanswers = \"offer\"\naudience = [\"public\"]\n{more}\n"
    )
}

/// Answers of which no one gives agreement; each names somebody's yes, no, both, or what looks like a yes and is none.
fn no_agreement() -> Vec<(&'static str, String)> {
    let no = |who: &str| answer(who, "reject", 5, "");
    vec![
        ("no answer", String::new()),
        ("one yes", yes("upper")),
        ("the other yes", yes("lower")),
        ("one no", no("upper")),
        ("a yes and a no", yes("upper") + &no("lower")),
        ("two noes", no("upper") + &no("lower")),
        ("a yes and a response", yes("upper") + &answer("lower", "respond", 5, "words = \"perhaps\"\n")),
        ("a yes on a condition", yes("upper") + &answer("lower", "accept", 5, "if = [\"upper-accept-5\"]\n")),
        (
            "a yes ad referendum",
            yes("upper") + &answer("lower", "accept", 5, "authority = \"ad_referendum\"\n"),
        ),
        (
            "a yes to a part",
            yes("upper") + &answer("lower", "accept", 5, "draft = \"seen\"\nclauses = [\"1\"]\n"),
        ),
        (
            "a yes and a change of mind",
            answer("lower", "accept", 4, "")
                + &answer("lower", "reject", 5, "")
                + &answer("upper", "accept", 6, ""),
        ),
        (
            "a yes taken back",
            answer("lower", "accept", 4, "")
                + &answer("lower", "withdraw", 5, "").replace("\"offer\"", "\"lower-accept-4\"")
                + &answer("upper", "accept", 6, ""),
        ),
        ("a yes to the idea", yes("upper") + &answer("lower", "accept", 5, "extent = \"concept\"\n")),
        ("no objection", yes("upper") + &answer("lower", "accept", 5, "strength = \"no_objection\"\n")),
        ("a yes of which the hour is not known", yes("upper") + &answer("lower", "accept", 10, "")),
        ("a change proposed", answer("lower", "amend", 5, "draft = \"seen\"\nwords = \"we cannot\"\n")),
        ("a statement", answer("lower", "state", 5, "words = \"we cannot\"\n")),
        ("support", answer("lower", "endorse", 5, "draft = \"seen\"\n")),
        (
            "a yes to a language version",
            answer("lower", "accept", 5, "").replace("answers = \"offer\"", "draft = \"seen-ar\""),
        ),
        (
            "a yes to the question whether they agree to its words",
            answer("lower", "accept", 5, "").replace("\"offer\"", "\"request\""),
        ),
        ("a yes to a delivery of it", answer("lower", "accept", 5, "").replace("\"offer\"", "\"handed\"")),
        (
            "a yes that the mediator recorded as its own",
            answer("lower", "accept", 5, "through = \"lower\"\n")
                .replace("by = \"lower\"", "by = \"council\""),
        ),
        (
            "an answer to a question about it",
            answer("lower", "respond", 5, "words = \"never\"\n").replace("\"offer\"", "\"question\""),
        ),
        ("a yes too late", yes("upper") + &answer("lower", "accept", 11, "")),
        (
            "a yes to the draft and not to the proposal",
            yes("upper")
                + &answer("lower", "accept", 5, "").replace("answers = \"offer\"", "draft = \"seen\""),
        ),
    ]
}

#[test]
fn sealed_answers_show_nothing_until_all_have_said_yes() {
    for day in ["2031-03-04", "2031-03-09", "2031-03-15"] {
        let nothing = shown_of_sealed("", day);
        for (told, answers) in no_agreement() {
            for ((reader, before), (_, after)) in nothing.iter().zip(shown_of_sealed(&answers, day)) {
                let differs = difference(before, &after);
                assert_eq!(differs, None, "{told}: {reader} as of {day}");
            }
        }
        // Where a place is open, yes is to the same option of it, and to some option.
        let nothing = shown_of_sealed_text(OPEN, "", day);
        let none = yes("upper") + &yes("lower");
        for (told, answers) in
            [("different choices", chosen("upper", "in") + &chosen("lower", "out")), ("no choice", none)]
        {
            for ((reader, before), (_, after)) in
                nothing.iter().zip(shown_of_sealed_text(OPEN, &answers, day))
            {
                assert_eq!(difference(before, &after), None, "{told}: {reader} as of {day}");
            }
        }
    }
}

fn yes(who: &str) -> String {
    answer(who, "accept", 5, "")
}

const OPEN: &str = " [at all times]";

/// What cannot be read seals all the same, as far as it can be told what it sealed.
#[test]
fn a_slip_in_a_sealed_proposal_unseals_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let shown = |proposal: &str, answers: &str| {
        let case = "title = \"The well\"\nlanguages = [\"en\"]\ndate = 2031-03-20\n\n[[participant]]\nid = \"upper\"\nname = \"U\"\nrole = \"party\"\n\n\
            [[participant]]\nid = \"lower\"\nname = \"L\"\nrole = \"party\"\n\n[[participant]]\nid = \"council\"\nname = \"C\"\nrole = \"mediator\"\n\n\
            [[draft]]\nid = \"seen\"\nfile = \"drafts/seen.md\"\nlang = \"en\"\non = 2031-03-01\nauthentic = \"text\"\naudience = [\"public\"]\n";
        for (name, text) in [
            ("case.toml", case.to_owned()),
            ("record/1.toml", format!("{proposal}{answers}")),
            ("drafts/seen.md", "1. One.\n".to_owned()),
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let case = Case::read_folder(folder.path(), Cache::none(), &Silent).unwrap();
        let view = case
            .view(&Reader::Participant(ParticipantId::new("upper")), "2031-03-09".parse().unwrap())
            .unwrap();
        view.acts.iter().map(|act| act.id.to_string()).collect::<Vec<_>>()
    };
    let answers = answer("lower", "accept", 5, "")
        + &answer("lower", "reject", 6, "").replace("answers = \"offer\"", "draft = \"seen\"")
        + &answer("lower", "state", 7, "words = \"hello\"\n").replace("answers = \"offer\"\n", "");
    let proposal = "[[act]]\nid = \"offer\"\nkind = \"table\"\nby = \"council\"\nto = [\"upper\", \"lower\"]\non = 2031-03-02\nuntil = 2031-03-10\nsealed = true\ndraft = \"seen\"\naudience = [\"public\"]\n";
    assert_eq!(shown(proposal, &format!("\n{answers}")), ["offer", "lower-state-7"]);
    for slip in [
        "colour = \"red\"\n\n",
        "words = = \"x\"\n\n",
        "sources = [{ kind = \"text\", who = \"x\", reff = \"y\" }]\n\n",
    ] {
        assert_eq!(shown(&format!("{proposal}{slip}"), &answers), ["lower-state-7"], "{slip}");
    }
}

#[test]
fn when_all_have_said_yes_to_a_sealed_proposal_it_is_shown_with_the_answers() {
    let yes = |who: &str, day| answer(who, "accept", day, "extent = \"words\"\n");
    let both = yes("upper", 5) + &yes("lower", 6);
    let waiting = shown_of_sealed("", "2031-03-06");
    for ((reader, shown), (_, before)) in shown_of_sealed(&both, "2031-03-06").into_iter().zip(&waiting) {
        assert!(difference(before, &shown).is_some(), "{reader}");
        let found = found(&shown, "upper-accept-5");
        assert!(found.is_some(), "{reader} sees the answers");
    }
    // The same option in other words is the same, and what happens later undoes nothing.
    for (open, same) in [
        (OPEN, chosen("upper", "in") + &chosen("lower", "at all times")),
        ("", yes("upper", 5) + &yes("lower", 6) + &answer("lower", "reject", 7, "")),
    ] {
        for (reader, shown) in shown_of_sealed_text(open, &same, "2031-03-15") {
            assert!(found(&shown, "upper-accept-5").is_some(), "{reader} sees the answers");
        }
    }
    // On the day on which one of them has not answered yet, nothing is shown.
    for ((reader, shown), (_, before)) in
        shown_of_sealed(&both, "2031-03-05").into_iter().zip(shown_of_sealed("", "2031-03-05"))
    {
        assert_eq!(difference(&before, &shown), None, "{reader}");
    }
}
