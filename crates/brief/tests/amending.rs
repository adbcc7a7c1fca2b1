//! Amendments of several people to one draft, whatever they do to it: what is marked reads both ways, and what is not is told.

#![allow(clippy::unwrap_used)]

use onetext_brief::word::amending::with_amendments;
use onetext_brief::word::amendments::{Amendment, Change, WhyNot};
use onetext_brief::word::draft::{Page, document};
use onetext_record::ActId;
use onetext_text::clause::{ClauseIndex, ClauseKind};
use onetext_text::draft::Draft;
use onetext_text::readings::ReadingOptions;
use onetext_text::source::Source;
use onetext_wordml::document::Side;
use onetext_wordml::markup::Stamp;
use onetext_wordml::{Document, Opened, write};
use proptest::prelude::*;

const DRAFT: &str = "# Agreement\n\nThe farms agree.\n\n1. The gate opens at dawn.\n\n2. Water is shared by both farms:\n\n   (a) in summer on alternate days;\n\n   \
     (b) in winter[^1] as each likes.\n\n## Turns\n\n3. Turns are these:\n\n| Farm | Day |\n|---|---|\n| Upper | Monday |\n| Lower | Tuesday |\n\n4. Goats drink \
     last[^2].\n\n5. Disputes go to the council.\n\n[^1]: From the first frost.\n\n[^2]: Kids go with them.\n";

fn draft() -> Draft {
    Draft::parse(Source::from_bytes(DRAFT.as_bytes().to_vec()).unwrap(), &ReadingOptions::default())
}

/// What it does, to which clause, behind which, whose it is, and upon which.
type Drawn = (u8, usize, Option<usize>, u8, Option<usize>);

/// An amendment of any kind; clauses are counted round.
fn any_amendment() -> impl Strategy<Value = Drawn> {
    (0_u8..5, 0_usize..16, prop::option::weighted(0.9, 0_usize..16), 0_u8..3, prop::option::of(0_usize..6))
}

fn amendments(draft: &Draft, drawn: &[Drawn]) -> Vec<Amendment> {
    let clauses = &draft.outline().clauses;
    let at = |number: usize| ClauseIndex((number % clauses.len()) as u32);
    let make = |(number, &(kind, clause, behind, who, upon)): (usize, &Drawn)| {
        let clause = at(clause);
        let behind = behind.map(at);
        let heading = matches!(clauses[clause.0 as usize].kind, ClauseKind::Heading(_));
        let words = || {
            format!(
                "{} and so much more, {number}",
                draft.body(clause).replace("[^1]", "").replace("[^2]", "")
            )
        };
        let change = match kind {
            0 if !heading => Change::Words { clause, words: words() },
            0 | 1 => Change::Struck { clauses: vec![clause] },
            2 => Change::Moved { clauses: vec![clause], behind, words: None },
            _ => {
                let mut paragraphs = vec![format!("The word of number {number} is new.")];
                paragraphs.extend((kind == 3).then(|| "It goes on.".to_owned()));
                Change::New {
                    behind,
                    paragraphs,
                    upon: upon.map(|act| ActId::from(format!("a{act}").as_str())),
                    stands: true,
                }
            }
        };
        let author = ["Upper", "Lower", "Council"][who as usize].to_owned();
        Amendment {
            act: ActId::from(format!("a{number}").as_str()),
            stamp: Stamp { author, date: Some(format!("2031-03-{:02}T00:00:00Z", number + 1)) },
            change,
        }
    };
    drawn.iter().enumerate().map(make).collect()
}

fn said(document: &Document, side: Side) -> Vec<String> {
    let texts = document.joined(side).into_iter().map(|joined| document.joined_text(&joined, side));
    texts.filter(|text| !text.is_empty()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn amendments_are_marked_beside_each_other_or_named_with_what_is_in_their_way(
        drawn in prop::collection::vec(any_amendment(), 0..6)
    ) {
        let draft = draft();
        let bytes = write::document(&document(&draft, &Page::default())).unwrap();
        let old = said(&Opened::from_bytes(&bytes).unwrap().document, Side::Accepted);
        let amendments = amendments(&draft, &drawn);
        let (marked, not) = with_amendments(&bytes, &draft, &amendments).unwrap();
        prop_assert!(not.iter().all(|not| not.why != WhyNot::ReadsOtherwise), "{amendments:#?}\n{not:?}");
        let marked = Opened::from_bytes(&marked).unwrap().document;
        prop_assert_eq!(said(&marked, Side::Rejected), old);
        // Each that is marked is there in its own name, and none that is not.
        for amendment in &amendments {
            let Stamp { author, date } = &amendment.stamp;
            let there = marked.changes.iter().any(|change| change.author.as_ref() == Some(author) && change.date == *date);
            let named = not.iter().any(|not| not.act == amendment.act);
            prop_assert_eq!(there, !named, "{:#?}\n{:?}", amendment, not);
        }
    }
}
