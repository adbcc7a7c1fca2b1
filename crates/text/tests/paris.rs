//! The parser on three real drafts. The figures were counted by a separate script that shares nothing with it: every
//! bracket that is no link or footnote mark, paired by a stack emptied at headings.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

use std::collections::HashSet;

use onetext_text::choice::Choice;
use onetext_text::{ClauseKind, Draft, PointKind, ReadingOptions, Source};

fn read(name: &str) -> Option<Draft> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/paris").join(name);
    match std::fs::read(&path) {
        Ok(bytes) => Some(Draft::parse(Source::from_bytes(bytes).unwrap(), &ReadingOptions::default())),
        Err(_) => {
            eprintln!("skipped: {} is not there", path.display());
            None
        }
    }
}

#[test]
fn brackets_options_and_placeholders_are_those_counted_by_hand() {
    for (name, open, close, options, placeholders, alone) in [
        ("12-dec-2015.md", 0, 0, 0, 0, 0),
        ("23-oct-2015.md", 1025, 1026, 153, 25, 19),
        ("4-dec-2015.md", 1015, 1018, 117, 23, 21),
    ] {
        let Some(draft) = read(name) else { return };
        let counts = draft.counts();
        assert_eq!(
            (counts.open, counts.close, counts.options, counts.placeholders),
            (open, close, options, placeholders),
            "{name}"
        );
        assert_eq!(draft.unbalanced().len(), alone, "{name}");
    }
}

#[test]
fn unbalanced_brackets_are_found_where_they_are() {
    let Some(draft) = read("23-oct-2015.md") else { return };
    let places: Vec<(u32, u32)> = draft.unbalanced().iter().map(|one| (one.line, one.column)).collect();
    assert_eq!(places[..6], [(24, 287), (30, 715), (50, 370), (81, 37), (117, 414), (237, 30)]);
}

#[test]
fn articles_and_paragraphs_are_where_they_are_printed() {
    let Some(october) = read("23-oct-2015.md") else { return };
    let Some(december) = read("4-dec-2015.md") else { return };
    let Some(agreement) = read("12-dec-2015.md") else { return };
    let line = |draft: &Draft, reference: &str| {
        let at = draft.outline().find(reference).unwrap_or_else(|error| panic!("{error}"));
        draft.outline().clauses[at.0 as usize].line
    };
    assert_eq!(line(&october, "Article 3, 3, option 2, 3.3ter"), 135);
    assert_eq!(line(&october, "Article 6, option 2, 17, 17quater"), 614);
    assert_eq!(line(&october, "Article 5, Option II"), 538);
    assert_eq!(line(&october, "Article 17, Option II"), 950);
    assert_eq!(line(&october, "Article 3ter, option 4 (c)"), 436);
    assert_eq!(line(&october, "preamble.p13"), 48);
    assert_eq!(line(&december, "Article 3, 3, option 2, option (b)"), 139);
    assert_eq!(line(&december, "Article 11, Option III"), 684);
    assert_eq!(line(&agreement, "Article 29"), 419);
    let articles = |draft: &Draft| {
        draft
            .outline()
            .clauses
            .iter()
            .filter(|clause| {
                matches!(clause.kind, ClauseKind::Heading(_)) && clause.label.starts_with("Article")
            })
            .count()
    };
    assert_eq!((articles(&october), articles(&december), articles(&agreement)), (30, 30, 29));
    let definitions = |draft: &Draft| {
        draft.outline().clauses.iter().filter(|clause| clause.kind == ClauseKind::Definition).count()
    };
    assert_eq!((definitions(&october), definitions(&december), definitions(&agreement)), (11, 11, 3));
}

#[test]
fn footnotes_stand_apart_from_the_last_article() {
    let Some(december) = read("4-dec-2015.md") else { return };
    let notes: Vec<_> =
        december.outline().clauses.iter().filter(|clause| clause.label.starts_with("[^")).collect();
    assert_eq!(notes.len(), 16);
    assert!(notes.iter().all(|note| note.parent.is_none()));
}

#[test]
fn with_a_choice_at_every_open_point_none_is_left_and_clauses_without_any_keep_their_words() {
    for name in ["23-oct-2015.md", "4-dec-2015.md", "12-dec-2015.md"] {
        let Some(draft) = read(name) else { return };
        for last in [false, true] {
            let clean = draft
                .with_choices(|_, point| {
                    Some(match point.kind {
                        PointKind::Placeholder => Choice::Words("words of ours"),
                        PointKind::Optional if last => Choice::Out,
                        PointKind::Optional => Choice::In,
                        PointKind::Alternatives => {
                            Choice::Alternative(if last { point.alternatives.len() } else { 1 })
                        }
                    })
                })
                .unwrap_or_else(|left| panic!("{name}: {left:?}"));
            let clean =
                Draft::parse(Source::from_bytes(clean.into_bytes()).unwrap(), &ReadingOptions::default());
            let left: Vec<String> =
                clean.points().iter().map(|point| clean.source().slice(point.span).to_owned()).collect();
            assert_eq!(left, Vec::<String>::new(), "{name}, last: {last}");
            let words: HashSet<_> = clean.outline().iter().map(|(_, clause)| clause.words).collect();
            for (index, clause) in draft.outline().iter() {
                let settled =
                    clause.open_points == 0 && !clause.bracketed && clause.kind != ClauseKind::Option;
                let in_option = std::iter::successors(clause.parent, |above| {
                    draft.outline().get(*above).and_then(|above| above.parent)
                })
                .any(|above| {
                    draft.outline().get(above).is_some_and(|above| above.kind == ClauseKind::Option)
                });
                if settled && !in_option {
                    assert!(words.contains(&clause.words), "{name}: {}", draft.text_of(index));
                }
            }
        }
    }
}
