//! Redlines in Word documents: the old one with changes that make it the new one, and nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails where something is not there, and says what it skips"
)]

mod common;

use common::here;
use onetext_brief::word::redline::{Redline, Stamp};
use onetext_text::Source;
use onetext_text::draft::Draft;
use onetext_text::readings::ReadingOptions;
use onetext_wordml::document::{ChangeKind, Document, Paragraph, Side, Story};
use onetext_wordml::testing::Docx;
use onetext_wordml::{Opened, markup};
use proptest::prelude::*;

fn draft(bytes: impl Into<Vec<u8>>) -> Draft {
    Draft::parse(Source::from_bytes(bytes.into()).unwrap(), &ReadingOptions::default())
}

fn stamp() -> Stamp {
    Stamp { author: "Mediators".to_owned(), date: None }
}

/// A redline, made of two drafts and read back by other means than it is checked with: all its changes settled.
fn redline(old: &Draft, new: &Draft) -> (Redline, Opened) {
    let made = Redline::between(old, new, &stamp()).unwrap();
    let opened = Opened::from_bytes(&made.bytes).unwrap();
    (made, opened)
}

fn words(opened: &Opened, side: Side) -> Vec<String> {
    let document = Document::read(&markup::settle(&opened.package, side).unwrap()).unwrap();
    document.paragraphs.iter().map(|paragraph| paragraph.text(Side::Accepted, &[])).collect()
}

/// The clauses of one side, as a draft has them.
fn clauses(opened: &Opened, side: Side) -> Vec<(String, String)> {
    let settled = draft(markup::settle(&opened.package, side).unwrap().write().unwrap());
    told(&settled)
}

fn told(draft: &Draft) -> Vec<(String, String)> {
    draft.outline().iter().map(|(index, clause)| (clause.id.clone(), draft.text_of(index))).collect()
}

const OLD: &str = "# A truce\n\n## Article 1\n\n1. The sides shall stop fighting on the first day of the month.\n\n\
    2. Prisoners return to their homes within ten weeks after signature.\n\n## Article 2\n\n\
    1. A mission of twelve monitors watches the coastal road and its bridges.\n\n2. Wells are repaired.\n";
const NEW: &str = "# A truce\n\n## Article 1\n\n1. The sides shall stop all fighting on the first day of the month.\n\n\
    2. A mission of twelve monitors watches the coastal road and its bridges.\n\n3. Wells and pipes are repaired.\n\n\
    ## Article 2\n\n1. Prisoners return to their homes within six weeks after signature.\n";

#[test]
fn accepting_gives_the_clauses_of_the_new_draft_and_rejecting_those_of_the_old_one() {
    let (old, new) = (draft(OLD), draft(NEW));
    let (made, opened) = redline(&old, &new);
    assert_eq!(clauses(&opened, Side::Accepted), told(&new));
    assert_eq!(clauses(&opened, Side::Rejected), told(&old));
    assert!(made.marked.inserted > 0 && made.told.is_empty(), "{made:?}");
    let changes = &opened.document.changes;
    assert!(
        changes.iter().all(|change| change.author.as_deref() == Some("Mediators") && change.date.is_none())
    );
    assert!(changes.iter().any(|change| change.kind == ChangeKind::Insertion));
}

#[test]
fn a_draft_against_itself_is_its_own_document_byte_for_byte() {
    let (_, opened) = redline(&draft(OLD), &draft(OLD));
    assert!(opened.document.changes.is_empty());
    let bytes = opened.package.write().unwrap();
    let (again, _) = redline(&draft(bytes.clone()), &draft(bytes.clone()));
    assert_eq!(again.bytes, bytes);
}

#[test]
fn labels_that_are_typed_with_a_blank_in_word_are_no_change_where_markdown_has_them() {
    let words =
        ["1. Each farm draws water.", "2. The gate opens at dawn.", "(a) on feast days;", "(b) on others."];
    let typed = onetext_wordml::testing::Docx::of_paragraphs(&words).bytes();
    let markdown = draft(format!("{}\n", words.join("\n\n")).into_bytes());
    let (made, opened) = redline(&draft(typed), &markdown);
    assert!(opened.document.changes.is_empty(), "{:?}", made.sentences());
}

#[test]
fn the_same_drafts_give_the_same_bytes() {
    let (old, new) = (draft(OLD), draft(NEW));
    assert_eq!(redline(&old, &new).0, redline(&old, &new).0);
}

#[test]
fn a_date_and_a_name_are_those_that_were_given() {
    let stamp = Stamp { author: "Secretariat".to_owned(), date: Some("2031-03-05T00:00:00Z".to_owned()) };
    let made = Redline::between(&draft(OLD), &draft(NEW), &stamp).unwrap();
    let changes = Opened::from_bytes(&made.bytes).unwrap().document.changes;
    assert!(!changes.is_empty());
    for change in changes {
        assert_eq!(
            (change.author.as_deref(), change.date.as_deref()),
            (Some("Secretariat"), Some("2031-03-05T00:00:00Z"))
        );
    }
}

#[test]
fn changes_that_wait_in_the_old_document_are_not_told_again() {
    let (_, first) = redline(&draft(OLD), &draft(NEW));
    let marked = draft(first.package.write().unwrap());
    let (made, opened) = redline(&marked, &draft(NEW));
    assert_eq!(made.marked.all(), 0, "{made:?}");
    assert!(opened.document.changes.is_empty());
}

#[test]
fn paragraphs_of_public_drafts_that_did_not_change_keep_their_bytes() {
    let paris = here("../../../shared/data/paris");
    if !paris.exists() {
        eprintln!("skipped: {} is absent", paris.display());
        return;
    }
    let open = |name: &str| draft(std::fs::read(paris.join(name)).unwrap());
    // How many are kept at least, as was counted: the last draft was written anew almost throughout.
    for (before, after, least) in
        [("23-oct-2015.md", "4-dec-2015.md", 180), ("4-dec-2015.md", "12-dec-2015.md", 18)]
    {
        let (old, new) = (open(before), open(after));
        let (_, plain) = redline(&old, &old);
        let (made, opened) = redline(&old, &new);
        let part = |opened: &Opened| opened.package.main_xml().unwrap().to_owned();
        let (before_xml, after_xml) = (part(&plain), part(&opened));
        let rejected = words(&opened, Side::Rejected);
        assert_eq!(rejected, words(&plain, Side::Accepted));
        // Everything in which nothing is marked, in the order of the old document, beside what is there in that.
        let part = |xml: &str, paragraph: &Paragraph| xml.get(paragraph.source.clone()).unwrap().to_owned();
        let of_body = |opened: &Opened| -> Vec<Paragraph> {
            let paragraphs = opened.document.paragraphs.iter();
            paragraphs.filter(|one| one.story == Story::Body).cloned().collect()
        };
        let kept: Vec<String> = of_body(&opened)
            .iter()
            .map(|paragraph| part(&after_xml, paragraph))
            .filter(|xml| {
                !["<w:ins ", "<w:del ", "<w:moveFrom ", "<w:moveTo "].iter().any(|mark| xml.contains(mark))
            })
            .collect();
        let mut old_ones = of_body(&plain).into_iter().map(|paragraph| part(&before_xml, &paragraph));
        for xml in &kept {
            assert!(old_ones.any(|old| old == *xml), "{before} to {after}: {xml}");
        }
        assert!(kept.len() >= least, "{before} to {after}: {} are kept", kept.len());
        assert_eq!(words(&opened, Side::Accepted), words(&redline(&new, &new).1, Side::Accepted));
        assert!(made.told.is_empty(), "{:?}", made.told);
    }
}

/// A paragraph, a content control and a table of one row, as they stand in a file.
fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn control(paragraphs: &[&str]) -> String {
    let content: String = paragraphs.iter().map(|words| p(words)).collect();
    format!("<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>")
}

/// The redline of two Word documents with these bodies, and what it says with all changes accepted and with all rejected,
/// as each is read when they are settled.
fn of_bodies(old: &str, new: &str) -> (Redline, [Vec<String>; 2]) {
    let (old, new) = (draft(Docx::new(old).bytes()), draft(Docx::new(new).bytes()));
    let (made, opened) = redline(&old, &new);
    (made, [words(&opened, Side::Accepted), words(&opened, Side::Rejected)])
}

const FIRST: &str = "1. The first clause of the text.";
const LAST: &str = "9. The last clause of the text.";

#[test]
fn a_content_control_that_the_new_draft_does_not_have_goes_whole() {
    let (first, last) = (p(FIRST), p(LAST));
    let told = control(&["Contents", "1. First"]);
    let (_, sides) = of_bodies(&format!("{first}{told}{last}"), &format!("{first}{last}"));
    assert_eq!(sides, [vec![FIRST, LAST], vec![FIRST, "Contents", "1. First", LAST]]);
    let old = format!("{}{}{last}", control(&["Contents", ""]), p(""));
    let (_, sides) = of_bodies(&old, &format!("{}{last}", p("The title")));
    assert_eq!(sides, [vec!["The title", LAST], vec!["Contents", "", "", LAST]]);
}

fn table(cells: [&str; 2]) -> String {
    let cells: String = cells.iter().map(|words| format!("<w:tc>{}</w:tc>", p(words))).collect();
    format!("<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>")
}

#[test]
fn tables_that_touch_come_and_go_without_a_paragraph_between_them() {
    let (first, last) = (p(FIRST), p(LAST));
    let without = format!("{first}{last}");
    let with = format!("{first}{}{}{last}", table(["a", "b"]), table(["c", "d"]));
    let (few, many) = (vec![FIRST, LAST], vec![FIRST, "a", "b", "c", "d", LAST]);
    assert_eq!(of_bodies(&without, &with).1, [many.clone(), few.clone()]);
    assert_eq!(of_bodies(&with, &without).1, [few, many.clone()]);
    let other = with.replace(">a<", ">seven ships<").replace(">b<", ">in ten ports<");
    let (_, [accepted, rejected]) = of_bodies(&with, &other);
    assert_eq!(accepted, [FIRST, "seven ships", "in ten ports", "c", "d", LAST]);
    assert_eq!(rejected, many);
}

#[test]
fn a_text_that_ends_in_a_table_or_is_empty_comes_and_goes() {
    let (first, last) = (p(FIRST), p(LAST));
    let whole = format!("{first}{last}");
    let tabled = format!("{first}{}", table(["a", "b"]));
    for (old, new) in
        [(&whole, &tabled), (&tabled, &whole), (&whole, &String::new()), (&String::new(), &whole)]
    {
        let (_, sides) = of_bodies(old, new);
        for (mut side, body) in sides.into_iter().zip([new, old]) {
            // An empty paragraph may be left behind a table and where there is nothing else: Word has one there itself.
            if side.last().is_some_and(String::is_empty) {
                side.pop();
            }
            let wanted = Opened::from_bytes(&Docx::new(body).bytes()).unwrap();
            assert_eq!(side, words(&wanted, Side::Accepted), "{old} / {new}");
        }
    }
}

fn sentence() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "truce",
        "sides",
        "shall",
        "meet",
        "weekly",
        "[open]",
        "وقف",
        "النار",
        "שלום",
        "*soft*",
        "7",
    ]);
    prop::collection::vec(word, 1..9).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_two_drafts_have_a_redline_that_reads_both_ways(
        old in prop::collection::vec(sentence(), 0..8),
        new in prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(sentence())), 0..8),
    ) {
        let text = |sentences: &[String]| {
            let numbered = sentences.iter().zip(1..).map(|(words, number)| format!("{number}. {words}\n\n"));
            format!("# Draft\n\n{}", numbered.collect::<String>())
        };
        let changed: Vec<String> = new.into_iter().filter_map(|(from, own)| own.or_else(|| {
            (!old.is_empty()).then(|| old[from.index(old.len())].clone())
        })).collect();
        let (before, after) = (draft(text(&old)), draft(text(&changed)));
        let (_, opened) = redline(&before, &after);
        prop_assert_eq!(clauses(&opened, Side::Accepted), told(&after));
        prop_assert_eq!(clauses(&opened, Side::Rejected), told(&before));
    }
}
