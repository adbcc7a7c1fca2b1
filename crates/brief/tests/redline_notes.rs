//! Redlines of documents with footnotes and endnotes, each referred to once, several times or by nothing.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not there")]

use onetext_brief::word::redline::{Redline, Stamp};
use onetext_text::Source;
use onetext_text::draft::Draft;
use onetext_text::readings::ReadingOptions;
use onetext_wordml::document::{Content, Document, Side, Story};
use onetext_wordml::testing::Docx;
use onetext_wordml::{Opened, markup};
use proptest::prelude::*;

/// What stands in a paragraph.
#[derive(Debug, Clone, PartialEq)]
enum Part {
    Words(String),
    Footnote(usize),
    Endnote(usize),
}

/// A text and its notes; a reference may have none.
#[derive(Debug, Clone, Default)]
struct Text {
    paragraphs: Vec<Vec<Part>>,
    footnotes: Vec<String>,
    endnotes: Vec<String>,
}

impl Text {
    fn bytes(&self) -> Vec<u8> {
        let part = |part: &Part| match part {
            Part::Words(words) => format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>"),
            Part::Footnote(note) => format!("<w:r><w:footnoteReference w:id=\"{}\"/></w:r>", note + 1),
            Part::Endnote(note) => format!("<w:r><w:endnoteReference w:id=\"{}\"/></w:r>", note + 1),
        };
        let body: String = self
            .paragraphs
            .iter()
            .map(|parts| format!("<w:p>{}</w:p>", parts.iter().map(part).collect::<String>()))
            .collect();
        let notes = |kind: &str, notes: &[String]| -> String {
            let own = |(words, id): (&String, usize)| {
                let run =
                    format!("<w:r><w:{kind}Ref/></w:r><w:r><w:t xml:space=\"preserve\"> {words}</w:t></w:r>");
                format!("<w:{kind} w:id=\"{id}\"><w:p>{run}</w:p></w:{kind}>")
            };
            notes.iter().zip(1..).map(own).collect()
        };
        Docx::new(&body)
            .footnotes(&notes("footnote", &self.footnotes))
            .endnotes(&notes("endnote", &self.endnotes))
            .bytes()
    }
}

fn draft(text: &Text) -> Draft {
    Draft::parse(Source::from_bytes(text.bytes()).unwrap(), &ReadingOptions::default())
}

/// Every paragraph of the running text, with the words of its notes where they are referred to.
fn read(document: &Document) -> Vec<String> {
    let note = |story: Story| -> String {
        let own = document.paragraphs.iter().filter(|paragraph| paragraph.story == story);
        let words: Vec<String> =
            own.map(|paragraph| paragraph.text(Side::Accepted, &[]).trim().to_owned()).collect();
        format!("({})", words.join("|"))
    };
    let body = document.paragraphs.iter().filter(|paragraph| paragraph.story == Story::Body);
    body.map(|paragraph| {
        let pieces = paragraph.shown(Side::Accepted, &[]);
        pieces
            .map(|piece| match piece.content {
                Content::Note(story) => note(story),
                _ => piece.content.as_text().to_owned(),
            })
            .collect()
    })
    .collect()
}

fn settled(made: &Redline, side: Side) -> Vec<String> {
    let opened = Opened::from_bytes(&made.bytes).unwrap();
    read(&Document::read(&markup::settle(&opened.package, side).unwrap()).unwrap())
}

fn whole(text: &Text) -> Vec<String> {
    read(&Opened::from_bytes(&text.bytes()).unwrap().document)
}

fn redline(old: &Text, new: &Text) -> Redline {
    let stamp = Stamp { author: "Mediators".to_owned(), date: None };
    let made = Redline::between(&draft(old), &draft(new), &stamp).unwrap();
    assert_eq!(settled(&made, Side::Accepted), whole(new));
    assert_eq!(settled(&made, Side::Rejected), whole(old));
    made
}

fn text(paragraphs: &[(&str, &[usize])], footnotes: &[&str]) -> Text {
    let paragraph = |(words, notes): &(&str, &[usize])| {
        let references = notes.iter().map(|note| Part::Footnote(*note));
        std::iter::once(Part::Words((*words).to_owned())).chain(references).collect()
    };
    Text {
        paragraphs: paragraphs.iter().map(paragraph).collect(),
        footnotes: footnotes.iter().map(|words| (*words).to_owned()).collect(),
        ..Text::default()
    }
}

const ONE: &str = "The sides shall stop fighting on the first day.";
const TWO: &str = "Prisoners return to their homes within ten weeks.";

#[test]
fn a_note_that_keeps_one_of_its_references_keeps_its_words() {
    let old = text(&[(ONE, &[0]), (TWO, &[0])], &["As agreed in March."]);
    let made = redline(&old, &text(&[(ONE, &[0]), (TWO, &[])], &["As agreed in March."]));
    let package = Opened::from_bytes(&made.bytes).unwrap().package;
    assert!(!package.xml("word/footnotes.xml").unwrap().unwrap().contains("<w:del "));
    assert_eq!(made.told, Vec::<String>::new());
}

#[test]
fn a_reference_whose_note_has_become_another_is_set_anew_and_the_others_stay() {
    let old = text(&[(ONE, &[0]), (TWO, &[0])], &["As agreed in March."]);
    let new = text(&[(ONE, &[0]), (TWO, &[1])], &["As agreed in April.", "See the annex."]);
    let made = redline(&old, &new);
    let main = Opened::from_bytes(&made.bytes).unwrap();
    let main = main.package.main_xml().unwrap();
    assert_eq!((main.matches("<w:ins ").count(), main.matches("<w:del ").count()), (1, 1), "{main}");
}

#[test]
fn a_note_to_which_nothing_refers_is_no_obstacle() {
    let old = text(&[(ONE, &[]), (TWO, &[1])], &["Nobody refers here.", "See the map."]);
    redline(&old, &text(&[(ONE, &[1]), (TWO, &[2])], &["Nor here.", "See the annex.", "See the map."]));
    // Nor is a reference to a note that the file does not have.
    redline(&old, &text(&[(ONE, &[7]), (TWO, &[7])], &["See the map."]));
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec!["truce ", "sides ", "shall ", "meet ", "weekly ", "النار ", "7 "]);
    prop::collection::vec(word, 1..6).prop_map(|words| words.concat())
}

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![
        3 => words().prop_map(Part::Words),
        2 => (0_usize..3).prop_map(Part::Footnote),
        1 => (0_usize..2).prop_map(Part::Endnote),
    ]
}

/// A text, and another with some of its parts and paragraphs.
fn revised() -> impl Strategy<Value = (Text, Text)> {
    let paragraphs = prop::collection::vec(prop::collection::vec(part(), 1..6), 1..6);
    let notes = || prop::collection::vec(words(), 0..4);
    let changes = prop::collection::vec((any::<prop::sample::Index>(), 0_u8..6, part()), 0..6);
    (paragraphs, [notes(), notes(), notes(), notes()], any::<[bool; 2]>(), changes).prop_map(
        |(paragraphs, [footnotes, endnotes, others, more], same, changes)| {
            let mut new = Text {
                paragraphs: paragraphs.clone(),
                footnotes: if same[0] { footnotes.clone() } else { others },
                endnotes: if same[1] { endnotes.clone() } else { more },
            };
            for (at, kind, part) in changes {
                if new.paragraphs.is_empty() {
                    break;
                }
                let at = at.index(new.paragraphs.len());
                match kind {
                    0 if new.paragraphs.len() > 1 => drop(new.paragraphs.remove(at)),
                    1 => new.paragraphs.insert(at, vec![part]),
                    2 => new.paragraphs.rotate_left(at),
                    3 => drop(new.paragraphs[at].pop()),
                    4 => new.paragraphs[at].insert(0, part),
                    _ => new.paragraphs[at].push(part),
                }
            }
            (Text { paragraphs, footnotes, endnotes }, new)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_reference_has_its_note_on_both_sides_however_many_refer_to_it((old, new) in revised()) {
        redline(&old, &new);
    }
}
