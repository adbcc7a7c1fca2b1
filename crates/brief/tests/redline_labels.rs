//! Redlines of documents whose numbers Word counts: what is gained, lost and changed is marked as a look, or told.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not there")]

use onetext_brief::word::redline::{Redline, Stamp};
use onetext_text::Source;
use onetext_text::draft::Draft;
use onetext_text::readings::ReadingOptions;
use onetext_wordml::document::{Document, Side};
use onetext_wordml::testing::Docx;
use onetext_wordml::{Opened, markup};
use proptest::prelude::*;

/// Three lists: numbers with letters below them, bullets, and numbers from 5.
fn numbering() -> String {
    let level = |level: usize, format: &str, text: &str, start: u32| {
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>\
             <w:pPr><w:ind w:left=\"{}\" w:hanging=\"360\"/></w:pPr></w:lvl>",
            720 * (level + 1)
        )
    };
    let patterns = [
        level(0, "decimal", "%1.", 1) + &level(1, "lowerLetter", "(%2)", 1),
        level(0, "bullet", "\u{2022}", 1),
        level(0, "decimal", "%1.", 5) + &level(1, "lowerLetter", "(%2)", 1),
    ];
    let mut out = String::new();
    for (id, levels) in patterns.iter().enumerate() {
        out.push_str(&format!("<w:abstractNum w:abstractNumId=\"{id}\">{levels}</w:abstractNum>"));
    }
    for id in 0..patterns.len() {
        out.push_str(&format!("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{id}\"/></w:num>", id + 1));
    }
    out
}

/// A paragraph: its words, and its list and level.
type Line = (String, Option<(u8, u8)>);

fn bytes(lines: &[Line]) -> Vec<u8> {
    let line = |(words, list): &Line| {
        let look = list.map_or(String::new(), |(list, level)| {
            format!(
                "<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>"
            )
        });
        format!("<w:p>{look}<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
    };
    Docx::new(&lines.iter().map(line).collect::<String>()).numbering(&numbering()).bytes()
}

/// Each paragraph as a reader sees it.
fn shown(document: &Document) -> Vec<String> {
    let line = |paragraph: &onetext_wordml::Paragraph| {
        let label = paragraph.label.as_ref().map_or(String::new(), |label| format!("{}\t", label.text));
        format!("{label}{}", paragraph.text(Side::Accepted, &[]))
    };
    document.paragraphs.iter().map(line).collect()
}

/// The redline of two documents, and both sides of it as a reader sees them.
fn redline(old: &[Line], new: &[Line]) -> (Redline, [Vec<String>; 2]) {
    let draft = |lines| Draft::parse(Source::from_bytes(bytes(lines)).unwrap(), &ReadingOptions::default());
    let stamp = Stamp { author: "Mediators".to_owned(), date: None };
    let made = Redline::between(&draft(old), &draft(new), &stamp).unwrap();
    let opened = Opened::from_bytes(&made.bytes).unwrap();
    let side = |side| shown(&Document::read(&markup::settle(&opened.package, side).unwrap()).unwrap());
    let sides = [side(Side::Accepted), side(Side::Rejected)];
    (made, sides)
}

fn whole(lines: &[Line]) -> Vec<String> {
    shown(&Opened::from_bytes(&bytes(lines)).unwrap().document)
}

fn line(words: &str, list: Option<(u8, u8)>) -> Line {
    (words.to_owned(), list)
}

const WORDS: [&str; 3] = [
    "The sides stop fighting on the first day.",
    "Prisoners return to their homes within ten weeks.",
    "A mission watches the coastal road.",
];

/// Three clauses in these lists.
fn clauses(lists: [Option<(u8, u8)>; 3]) -> Vec<Line> {
    WORDS.iter().zip(lists).map(|(words, list)| line(words, list)).collect()
}

const FIRST: Option<(u8, u8)> = Some((1, 0));
const BELOW: Option<(u8, u8)> = Some((1, 1));
const FIFTH: Option<(u8, u8)> = Some((3, 0));

#[test]
fn a_number_that_is_gained_lost_or_another_is_a_change_of_look_and_told() {
    let cases = [
        ([FIRST, FIRST, FIRST], [FIRST, None, FIRST], "goes from \u{2068}2.\u{2069} to no number"),
        ([FIRST, None, FIRST], [FIRST, FIRST, FIRST], "goes from no number to \u{2068}2.\u{2069}"),
        ([None, None, None], [FIRST, FIRST, FIRST], "goes from no number to \u{2068}1.\u{2069}"),
        ([FIRST, FIRST, FIRST], [FIRST, BELOW, FIRST], "goes from \u{2068}2.\u{2069} to \u{2068}(a)\u{2069}"),
        ([FIRST, FIRST, FIRST], [FIFTH, FIFTH, FIFTH], "goes from \u{2068}1.\u{2069} to \u{2068}5.\u{2069}"),
    ];
    for (old, new, said) in cases {
        let (old, new) = (clauses(old), clauses(new));
        let (made, sides) = redline(&old, &new);
        assert_eq!(sides, [whole(&new), whole(&old)]);
        assert_eq!(made.marked.all(), 0);
        assert!(made.told.iter().any(|told| told.contains(said)), "{said}: {:?}", made.told);
        let main = Opened::from_bytes(&made.bytes).unwrap();
        assert!(main.package.main_xml().unwrap().contains("<w:pPrChange "));
    }
}

#[test]
fn a_point_below_a_clause_that_had_none_is_counted() {
    let old = clauses([FIRST; 3]);
    let mut new = old.clone();
    new.insert(1, line("On feast days the gate opens late;", BELOW));
    new.insert(2, line("on others at dawn.", BELOW));
    let (made, sides) = redline(&old, &new);
    assert_eq!(sides, [whole(&new), whole(&old)]);
    assert_eq!(made.told, Vec::<String>::new());
}

#[test]
fn clauses_of_another_list_take_the_one_that_the_old_document_defines_and_does_not_use() {
    let old = clauses([FIRST; 3]);
    let mut new = old.clone();
    new.push(line("Wells are repaired by a committee of both.", FIFTH));
    let (made, sides) = redline(&old, &new);
    assert_eq!(sides, [whole(&new), whole(&old)]);
    assert_eq!(made.told, Vec::<String>::new());
}

fn list() -> impl Strategy<Value = Option<(u8, u8)>> {
    prop_oneof![
        2 => Just(None),
        5 => Just(FIRST),
        2 => Just(BELOW),
        1 => Just(Some((2, 0))),
        2 => Just(FIFTH),
        1 => Just(Some((3, 1))),
    ]
}

fn sentence() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec!["truce", "sides", "shall", "meet", "weekly", "gate", "opens", "7"]);
    prop::collection::vec(word, 1..8).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numbers_are_the_old_ones_when_rejected_and_the_new_ones_when_accepted_unless_told(
        old in prop::collection::vec((sentence(), list()), 1..8),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..5, sentence(), list()), 0..5),
    ) {
        let mut new = old.clone();
        for (at, kind, words, list) in changes {
            let at = at.index(new.len());
            match kind {
                0 if new.len() > 1 => drop(new.remove(at)),
                1 => new.insert(at, (words, list)),
                2 => new[at].0 = words,
                _ => new[at].1 = list,
            }
        }
        let (made, [accepted, rejected]) = redline(&old, &new);
        prop_assert_eq!(rejected, whole(&old));
        let label_told = made.told.iter().any(|told| told.contains("Word will number"));
        if !label_told {
            let wanted = whole(&new);
            // What bullets stand for is no number.
            let plain = |lines: &[String]| -> Vec<String> {
                lines.iter().map(|line| line.trim_start_matches("\u{2022}\t").to_owned()).collect()
            };
            prop_assert_eq!(plain(&accepted), plain(&wanted));
        }
    }
}
