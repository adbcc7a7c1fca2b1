//! The rule by which deliveries differ, on texts small enough to see through.

use super::*;
use crate::entry::Authentic;
use crate::testing::{Library, acts, as_of};

const FIRST: &str = "# Agreement\n\n1. Each farm shall draw water on alternate days.\n\n2. Lower Farm shall repair the pump within 14 days.\n\n3. The gate is open.\n";
const ARABIC: &str = "1. تفتح المزرعة العليا البوابة كل يوم.\n\n2. تصلح المزرعة السفلى المضخة.\n";

fn may() -> String {
    FIRST.replace("Farm shall", "Farm may")
}

fn library(drafts: &[(&str, &str)]) -> Library {
    let drafts: Vec<(&str, Authentic, &str)> =
        drafts.iter().map(|(id, text)| (*id, Authentic::Text, *text)).collect();
    Library::new(&drafts)
}

/// The rule, who holds which draft, and what differs, of each.
fn told(texts: &Library, lines: &str) -> Vec<String> {
    let (acts, as_of) = (acts(lines), as_of("2031-03-20"));
    let timeline = Timeline::new(&acts, &as_of);
    differing(&timeline, texts)
        .iter()
        .map(|one| {
            let side = |side: &Side<'_>| {
                let who: Vec<&str> = side.held.iter().map(|(who, _)| who.as_str()).collect();
                format!("{} of {}", side.draft, who.join(" "))
            };
            format!(
                "{:?}: {} | {}: {}",
                one.rule,
                side(&one.sides[0]),
                side(&one.sides[1]),
                words(&one.passages)
            )
        })
        .collect()
}

fn words(passages: &[Passage]) -> String {
    let changes = passages.iter().flat_map(|passage| &passage.changes);
    let differ = changes.filter(|change| change.kind != ChangeKind::Equal);
    differ.map(|change| format!("{}>{}", change.old, change.new)).collect::<Vec<_>>().join("; ")
}

fn nearly(texts: &Library, lines: &str, new: &str) -> Vec<(String, usize, String)> {
    let (acts, new, as_of) = (acts(lines), acts(new), as_of("2031-03-20"));
    let timeline = Timeline::new(&acts, &as_of);
    nearly_the_same(&timeline, texts, &new[0])
        .into_iter()
        .map(|near| (near.draft.to_string(), near.deliveries.len(), words(&[near.passage])))
        .collect()
}

#[test]
fn two_who_were_last_handed_words_that_differ_by_one_are_told_apart() {
    let may = may();
    let texts = library(&[("first", FIRST), ("other", &may)]);
    let lines = "a deliver council 2031-03-01; draft = \"first\"; to = [\"upper\", \"priest\"]
         b deliver council 2031-03-02; draft = \"other\"; to = \"lower\"";
    assert_eq!(told(&texts, lines), ["LastHanded: first of priest upper | other of lower: shall>may"]);
    let same = "a deliver council 2031-03-01; draft = \"first\"; to = [\"upper\", \"lower\"]";
    assert!(told(&texts, same).is_empty());
}

#[test]
fn texts_that_are_parallel_on_purpose_are_told_as_marked_and_warn_of_nothing() {
    let may = may();
    let texts = library(&[("first", FIRST), ("other", &may)]);
    let lines = "a deliver council 2031-03-01; draft = \"first\"; to = \"upper\"";
    let new = "b deliver council 2031-03-02; draft = \"other\"; to = \"lower\"";
    let marked = format!("{new}; parallel = true");
    for (line, deliberate) in [(new, false), (marked.as_str(), true)] {
        let (acts, as_of) = (acts(&format!("{lines}\n{line}")), as_of("2031-03-20"));
        let timeline = Timeline::new(&acts, &as_of);
        let found = differing(&timeline, &texts);
        assert_eq!((found.len(), found[0].is_deliberate()), (1, deliberate));
        assert_eq!(nearly(&texts, lines, line).is_empty(), deliberate);
    }
}

#[test]
fn in_arabic_one_word_is_found_as_well() {
    let changed = ARABIC.replace("كل يوم", "كل أسبوع");
    let mut texts = library(&[("first", ARABIC), ("other", &changed)]);
    for (entry, _, _) in &mut texts.0 {
        entry.lang = "ar".into();
    }
    let lines = "a deliver council 2031-03-01; draft = \"first\"; to = \"upper\"
         b deliver council 2031-03-02; draft = \"other\"; to = \"lower\"";
    assert_eq!(told(&texts, lines), ["LastHanded: first of upper | other of lower: يوم>أسبوع"]);
}

#[test]
fn one_text_in_two_languages_is_no_difference() {
    let mut texts = library(&[("first", ARABIC), ("second", FIRST)]);
    texts.0[0].0.lang = "ar".into();
    texts.0[0].0.authentic = Authentic::Translation { of: Some("second".into()), force: None };
    let lines = "a deliver council 2031-03-01; draft = \"first\"; to = \"upper\"
         b deliver council 2031-03-02; draft = \"second\"; to = \"lower\"";
    assert!(told(&texts, lines).is_empty());
    // Read out in another language: in which words, nobody has written down.
    let may = may();
    let texts = library(&[("first", FIRST), ("other", &may)]);
    let lines = "a deliver council 2031-03-01; draft = \"first\"; to = \"upper\"
         b deliver council 2031-03-02; draft = \"other\"; to = \"lower\"; lang = \"ar\"; form = \"oral\"";
    assert!(told(&texts, lines).is_empty());
}

#[test]
fn a_summary_and_a_side_letter_are_not_compared_with_the_text() {
    let may = may();
    let mut texts = library(&[("first", FIRST), ("other", &may)]);
    texts.0[0].0.authentic = Authentic::Summary;
    let lines = "a deliver council 2031-03-01; draft = \"first\"; to = \"upper\"
         b deliver council 2031-03-02; draft = \"other\"; to = \"lower\"";
    assert!(told(&texts, lines).is_empty());
    let letter = "Dear neighbours,\n\nthe priest will visit you on Sunday.\n\nHe brings bread.\n\nPeace be with you.\n";
    let texts = library(&[("first", letter), ("other", FIRST)]);
    assert!(told(&texts, lines).is_empty());
}

#[test]
fn a_later_draft_that_one_has_not_got_yet_is_no_alarm_but_a_single_word_is() {
    let second = FIRST.replace("alternate days", "every day but Sunday").replace("14", "21");
    let texts = library(&[("first", FIRST), ("second", &second)]);
    let both = "a deliver council 2031-03-01; draft = \"first\"; to = [\"upper\", \"lower\"]";
    let ahead = format!("{both}\n b deliver council 2031-03-02; draft = \"second\"; to = \"lower\"");
    let found = told(&texts, &ahead);
    assert!(
        found.len() == 1 && found[0].starts_with("LaterDraft: first of upper | second of lower"),
        "{found:?}"
    );
    let caught_up = format!("{ahead}\n c deliver council 2031-03-03; draft = \"second\"; to = \"upper\"");
    assert!(told(&texts, &caught_up).is_empty());
    let never = "a deliver council 2031-03-01; draft = \"first\"; to = \"upper\"
         b deliver council 2031-03-02; draft = \"second\"; to = \"lower\"";
    assert!(told(&texts, never)[0].starts_with("LastHanded"), "the two never had the same words");
    let may = may();
    let texts = library(&[("first", FIRST), ("second", &may)]);
    assert_eq!(told(&texts, &ahead), ["LastHanded: first of upper | second of lower: shall>may"]);
}

#[test]
fn one_who_is_handed_other_words_under_one_title_is_told() {
    let second = FIRST.replace("alternate days", "every day but Sunday").replace("14", "21");
    let mut texts = library(&[("first", FIRST), ("second", &second)]);
    let lines = "a deliver council 2031-03-01; draft = \"first\"; to = \"upper\"
         b deliver council 2031-03-02; draft = \"second\"; to = \"upper\"";
    assert!(told(&texts, lines).is_empty());
    for (entry, _, _) in &mut texts.0 {
        entry.title = Some("The plan".into());
    }
    assert!(told(&texts, lines)[0].starts_with("SameTitle: first of upper | second of upper"));
}

#[test]
fn only_clauses_that_were_delivered_are_compared() {
    let other = may().replace("14", "21");
    let texts = library(&[("first", FIRST), ("other", &other)]);
    let lines = "a deliver council 2031-03-01; draft = \"first\"; to = \"upper\"
         b deliver council 2031-03-02; draft = \"other\"; clauses = [\"1\", \"3\"]; to = \"lower\"";
    assert!(told(&texts, lines).is_empty());
    let later =
        format!("{lines}\n c show council 2031-03-03; draft = \"other\"; clauses = [\"2\"]; to = \"lower\"");
    let found = told(&texts, &later);
    assert_eq!(found, ["LastHanded: first of upper | other of lower: shall>may; 14>21"]);
    let over = format!("{later}\n d deliver council 2031-03-04; draft = \"first\"; to = \"lower\"");
    assert!(told(&texts, &over).is_empty(), "what was handed last counts");
    let part = format!(
        "{later}\n d deliver council 2031-03-04; draft = \"other\"; clauses = [\"2\"]; to = \"upper\""
    );
    assert!(told(&texts, &part).is_empty());
}

#[test]
fn a_clause_that_only_one_of_two_texts_has_is_a_difference() {
    let longer = format!("{FIRST}\n4. The well is holy.\n");
    for (drafts, expected) in [
        ([("first", FIRST), ("other", longer.as_str())], ">The well is holy."),
        ([("first", longer.as_str()), ("other", FIRST)], "The well is holy.>"),
    ] {
        let texts = library(&drafts);
        let lines = "a deliver council 2031-03-01; draft = \"first\"; to = \"upper\"
             b deliver council 2031-03-02; draft = \"other\"; to = \"lower\"";
        assert_eq!(told(&texts, lines), [format!("LastHanded: first of upper | other of lower: {expected}")]);
    }
}

#[test]
fn a_delivery_that_differs_by_a_single_word_from_an_earlier_one_is_found_before_it_is_made() {
    let may = may();
    let two = may.replace("14", "21");
    let texts = library(&[("first", FIRST), ("two", &two), ("other", &may)]);
    let lines = "a deliver council 2031-03-01; draft = \"first\"; to = \"upper\"
         b deliver council 2031-03-02; draft = \"first\"; to = \"priest\"; copy = 2";
    let new = |draft: &str| format!("n deliver council 2031-03-05; draft = {draft:?}; to = \"lower\"");
    let one = |at: &str| nearly(&texts, at, &new("other"));
    assert_eq!(one(lines), [("first".into(), 2, "shall>may".into())]);
    assert!(nearly(&texts, lines, &new("two")).is_empty(), "two words are seen by whoever reads");
    assert!(nearly(&texts, lines, &new("first")).is_empty());
    assert!(
        one("a show council 2031-03-01; draft = \"first\"; to = \"upper\"; clauses = [\"1\"]").is_empty()
    );
    let part = "a deliver council 2031-03-01; draft = \"first\"; to = \"upper\"; clauses = [\"2\"]";
    let first_clause = "a deliver council 2031-03-01; draft = \"first\"; to = \"upper\"; clauses = [\"1\"]";
    let next = two.replace("alternate days", "alternate mornings");
    let many = library(&[("first", FIRST), ("next", &next)]);
    assert!(
        nearly(&many, first_clause, &new("next")).is_empty(),
        "an earlier draft of which one clause was handed out"
    );
    let same_clause = format!("{}; clauses = [\"1\"]", new("next"));
    assert_eq!(nearly(&many, first_clause, &same_clause).len(), 1);
    assert!(nearly(&many, part, &same_clause).is_empty());
    assert_eq!(
        one("a show council 2031-03-01; draft = \"first\"; to = \"upper\"; clauses = [\"2\"]").len(),
        1
    );
}
