#![allow(clippy::unwrap_used)]

use onetext_wordml::document::{Change, Direction, Format, Piece};
use proptest::prelude::*;

use super::*;

/// Words with the changes that they stand in: 0 none, 1 inserted, 2 deleted, 3 inserted and deleted again.
type Words = (usize, u8);

const WORDS: [&str; 6] = ["gate", "water", "well", "book", "farm", "year"];

/// A document of these paragraphs, each with the changes of its mark; every change is somebody's of some day.
fn document(paragraphs: &[(Vec<Words>, u8)], who: impl Fn(usize) -> (String, Option<String>)) -> Document {
    let mut document = Document::default();
    let mut words_so_far = 0;
    for (words, mark) in paragraphs {
        let stack = |kind: u8, document: &mut Document| -> Vec<ChangeIndex> {
            let kinds: &[ChangeKind] = match kind {
                1 => &[ChangeKind::Insertion],
                2 => &[ChangeKind::Deletion],
                3 => &[ChangeKind::Insertion, ChangeKind::Deletion],
                _ => &[],
            };
            kinds
                .iter()
                .map(|&kind| {
                    let (author, date) = who(document.changes.len());
                    document.changes.push(Change { kind, author: Some(author), date, name: None });
                    ChangeIndex(document.changes.len() as u32 - 1)
                })
                .collect()
        };
        let pieces = words
            .iter()
            .map(|&(word, kind)| {
                words_so_far += 1;
                Piece {
                    // Each stretch of words is another one, so that none is taken for one elsewhere.
                    content: Content::Text(format!("{}{words_so_far} ", WORDS[word % WORDS.len()])),
                    run: 0..0,
                    element: 0..0,
                    format: Format::default(),
                    changes: stack(kind, &mut document),
                    link: None,
                }
            })
            .collect();
        let mark = stack(*mark, &mut document);
        document.paragraphs.push(Paragraph {
            story: Story::Body,
            cell: None,
            source: 0..0,
            style: None,
            heading: None,
            label: None,
            was: None,
            indent: 0,
            first_line: 0,
            direction: Direction::Ltr,
            pieces,
            mark,
            around: Vec::new(),
            before: Before::Paragraph,
            place: 0,
        });
    }
    if let Some(last) = document.paragraphs.last_mut() {
        last.before = Before::End;
    }
    document
}

/// The paragraphs of one side that say something.
fn said(document: &Document, side: Side) -> Vec<String> {
    let texts = document.joined(side).into_iter().map(|joined| document.joined_text(&joined, side));
    texts.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

fn any_paragraphs(most: u8) -> impl Strategy<Value = Vec<(Vec<Words>, u8)>> {
    let words = prop::collection::vec((0_usize..6, 0_u8..=most), 0..4);
    prop::collection::vec((words, 0_u8..3), 1..7)
}

#[test]
fn hands_by_the_thousand_in_one_paragraph_are_too_many_and_one_hand_is_not() {
    let words: Vec<Words> = (0..5_000).map(|at| (at, 1)).collect();
    let day = || Some("2031-03-05T10:00:00Z".to_owned());
    let many = document(&[(words.clone(), 0)], |at| (format!("A{at}"), day()));
    assert!(are_too_many(&many));
    let one = document(&[(words, 0)], |_| ("A".to_owned(), day()));
    assert!(!are_too_many(&one));
}

proptest! {
    #[test]
    fn the_changes_of_one_day_lead_from_the_text_without_them_to_the_text_with_them(paragraphs in any_paragraphs(2)) {
        let document = document(&paragraphs, |_| ("A".into(), Some("2031-03-05T10:00:00Z".into())));
        let found = amendments(&document, None).unwrap();
        let (old, new) = (said(&document, Side::Rejected), said(&document, Side::Accepted));
        let words: Vec<&String> = found.iter().flat_map(|amendment| &amendment.words).collect();
        for word in &words {
            prop_assert!(new.contains(word), "{word:?} in {new:?}");
        }
        for text in new.iter().filter(|text| !old.contains(text)) {
            prop_assert_eq!(words.iter().filter(|word| **word == text).count(), 1, "{:?}: {:?}", text, found);
        }
        let concerned: Vec<ParagraphIndex> =
            found.iter().flat_map(|amendment| amendment.concerns.iter().copied()).collect();
        let gone = document.joined(Side::Rejected).into_iter().filter(|joined| {
            let text = document.joined_text(joined, Side::Rejected).trim().to_owned();
            !text.is_empty() && !new.contains(&text)
        });
        for joined in gone {
            prop_assert!(joined.parts.iter().any(|part| concerned.contains(part)), "{joined:?}: {found:?}");
        }
    }

    #[test]
    fn every_change_of_words_is_in_one_amendment_of_its_own_author_and_day(paragraphs in any_paragraphs(3)) {
        let document = document(&paragraphs, |at| {
            (["A", "B", "C"][at % 3].into(), Some(format!("2031-03-{:02}T10:00:00Z", 1 + at * 7 % 5)))
        });
        let found = amendments(&document, None).unwrap();
        let mut seen = BTreeSet::new();
        for amendment in &found {
            for &change in &amendment.changes {
                prop_assert!(seen.insert(change), "{change:?} twice");
                let change = &document.changes[change.0 as usize];
                prop_assert_eq!(&change.author, &amendment.layer.author);
                prop_assert_eq!(day(change.date.as_deref()), Some(amendment.layer.day));
            }
        }
        let of_words: BTreeSet<ChangeIndex> =
            document.paragraphs.iter().flat_map(|paragraph| &paragraph.pieces).flat_map(|piece| piece.changes.iter().copied()).collect();
        for change in of_words {
            prop_assert!(seen.contains(&change), "{:?} of {:?} in none of {:?}", change, document.changes, found);
        }
    }
}
