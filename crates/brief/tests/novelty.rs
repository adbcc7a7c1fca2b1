//! What a reader is told of changes, on the worked cases and in both forms.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not there")]

mod common;

use common::{here, view};
use onetext_brief::novelty::Novelty;
use onetext_brief::paper::Paper;
use onetext_record::entry::Authentic;
use onetext_record::novelty::{Question, Stands};

fn all(case: &str, reader: &str) -> (onetext_case::View, Novelty) {
    let view = view(&here(case), reader);
    let novelty = Novelty::new(&view, &Question::default()).unwrap();
    (view, novelty)
}

fn on_paper(novelty: &Novelty) -> String {
    let mut paper = Paper::new(100, false);
    novelty.write(&mut paper);
    paper.finish().replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn against_texts_that_are_not_public_everything_is_unknown_and_says_why() {
    for reader in ["public", "israel", "hamas", "us", "team"] {
        let (view, novelty) = all("../../cases/doha-2024", reader);
        assert!(novelty.changes.len() > 6, "{reader}");
        let mut unpublished = 0;
        for baseline in novelty.changes.iter().flat_map(|change| &change.baselines) {
            let entry = &view.texts().version(&baseline.draft).unwrap().entry;
            assert_ne!(entry.authentic, Authentic::Text, "no text of these talks is reproduced in the case");
            unpublished += usize::from(entry.authentic == Authentic::Unpublished);
            assert_eq!(baseline.stands, Stands::Unknown);
            assert!(baseline.differences.is_empty());
            let why = baseline.why.to_string();
            let reason = match entry.authentic {
                Authentic::Unpublished => "its words are not public, and what is on record of it is reported",
                _ => "what is on record of it is a summary and not its words",
            };
            assert!(why.starts_with(reason), "{why}");
        }
        assert!(unpublished > 20, "{unpublished}");
        let told = on_paper(&novelty);
        assert!(
            told.contains("Against Text of 6 May 2024 (not public), 6 May 2024: unknown; its words are not")
        );
    }
}

#[test]
fn both_labels_and_the_facts_stand_side_by_side() {
    let (_, novelty) = all("../../cases/harbour-strike", "team");
    let told = on_paper(&novelty);
    for line in [
        "clause 9 of First draft, 2 April, Velmar Port Company, 8 April 2031 (act p8ru)",
        "- Velmar Port Company on it: “clarification”",
        "- Dockers' Union of Velmar on it: “new demand” (act q4fs)",
        "Parties rest their consent on different drafts",
    ] {
        assert!(told.contains(line), "{line}");
    }
    let rows = novelty.rows();
    assert_eq!(rows.len(), novelty.changes.len());
    let row = rows.iter().find(|row| row.act.as_str() == "p8ru").unwrap();
    assert_eq!(row.called.len(), 2);
    assert!(row.facts[0].to_string().starts_with("changed against First draft, 2 April, 2 April 2031: "));
}

#[test]
fn a_reader_who_sees_no_act_is_told_that_there_is_no_change() {
    let (_, novelty) = all("tests/cases/arabic", "public");
    if novelty.changes.is_empty() {
        assert!(on_paper(&novelty).contains("Nobody has put forward a change in this view."));
    }
    let json = serde_json::to_value(&novelty).unwrap();
    assert!(json["changes"].is_array() && json["plans"].is_null());
}
