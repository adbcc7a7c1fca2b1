//! What would follow in a plan, as the program tells it of the worked case.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Ran, Room};
use serde_json::Value;

fn harbour() -> String {
    format!("{}/../../cases/harbour-strike", env!("CARGO_MANIFEST_DIR"))
}

fn ask(reader: &str, more: &[&str]) -> Ran {
    let harbour = harbour();
    let mut args = vec!["plan", "whatif", harbour.as_str(), "--for", reader];
    args.extend(more);
    Room::empty().run(&args)
}

fn json(reader: &str, more: &[&str]) -> Value {
    let more: Vec<&str> = more.iter().copied().chain(["--json"]).collect();
    let Ran { code, out, told } = ask(reader, &more);
    assert_eq!((code, told.as_str()), (0, ""), "{more:?}");
    serde_json::from_str(&out).unwrap()
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect()
}

#[test]
fn a_delay_of_48_hours_moves_what_counts_from_it_by_two_days_and_nothing_else() {
    let then = json("team", &["--delay", "signature=48 hours"]);
    let moments = then["moments"].as_array().unwrap();
    let signature = moments.iter().find(|change| change["entry"]["id"] == "signature").unwrap();
    assert_eq!(signature["when"]["before"]["words"], "on 24 April 2031");
    assert_eq!(signature["when"]["then"]["words"], "on 26 April 2031");
    assert!(moments.len() > 10, "{}", moments.len());
    // The vote comes before the signature and has a deadline of its own.
    assert!(!moments.iter().any(|change| change["entry"]["id"] == "members-vote"));
    assert!(moments.iter().any(|change| change["gate"] == true));
    assert_eq!(then["totals"].as_array().unwrap().len(), 0);
}

#[test]
fn a_person_in_another_category_changes_the_totals_of_both() {
    let then = json("team", &["--reclassify", "reinstatement-list/w-02=claims dropped"]);
    let totals: Vec<(u64, u64)> = then["totals"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| {
            let listed = |side: &str| change["sums"][side]["listed"].as_u64().unwrap();
            (listed("before"), listed("then"))
        })
        .collect();
    assert_eq!(totals, [(4, 3), (0, 1)]);
}

#[test]
fn what_is_supposed_to_happen_is_not_told_as_reported() {
    let then = json("team", &["--on", "signature=2031-04-28"]);
    let moments = then["moments"].as_array().unwrap();
    let signature = moments.iter().find(|change| change["entry"]["id"] == "signature").unwrap();
    assert_eq!(signature["when"]["then"]["words"], "on 28 April 2031");
}

#[test]
fn a_step_less_leaves_hanging_what_names_it() {
    let then = json("team", &["--without", "members-vote"]);
    assert_eq!(ids(&then["left_hanging"]), ["board-ratification", "signature"]);
}

#[test]
fn another_option_in_the_text_brings_its_own_plan_and_the_same_option_changes_nothing() {
    let other = json("team", &["--choose", "4=out", "--instead", "4=in"]);
    let gone = |side: &str| -> Vec<&str> {
        let moments = other["moments"].as_array().unwrap().iter();
        moments
            .filter(|change| change["when"][side].is_null())
            .map(|change| change["entry"]["id"].as_str().unwrap())
            .collect()
    };
    assert!(gone("then").contains(&"gang-of-eight"), "{:?}", gone("then"));
    assert!(gone("before").contains(&"gang-of-seven"), "{:?}", gone("before"));
    let same = json("team", &["--choose", "4=in", "--instead", "4=in"]);
    for field in ["moments", "totals", "new_findings", "gone_findings"] {
        assert_eq!(same[field].as_array().unwrap().len(), 0, "{field}");
    }
}

#[test]
fn a_supposition_that_cannot_be_made_is_refused_with_what_can() {
    for (args, code, told) in [
        (&[][..], 2, "nothing is supposed"),
        (&["--delay", "signature"][..], 2, "write, for example: --delay signature='48 hours'"),
        (&["--delay", "signature=2 moons"][..], 2, "is not a number and a unit of time"),
        (&["--delay", "nobody=2 days"][..], 1, "there is no entry \u{201c}nobody\u{201d}"),
        (&["--delay", "suspend=2 days"][..], 1, "is no moment"),
        (&["--delay", "signature=6 hours"][..], 1, "is known as a day, 2031-04-24: delay it by whole days"),
        (
            &["--reclassify", "reinstatement-list/w-99=claims dropped"][..],
            1,
            "there is no person \u{201c}w-99\u{201d}",
        ),
        (&["--reclassify", "reinstatement-list/w-01=pilots"][..], 1, "there are: gangs back at work"),
        (&["--reclassify", "w-01=pilots"][..], 2, "--reclassify first-list/p7=wounded"),
        (
            &["--on", "signature=2031-05-01", "--delay", "signature=2 days"][..],
            1,
            "two different times are supposed of",
        ),
        (
            &["--choose", "4=in", "--choose", "4=out", "--without", "signature"][..],
            1,
            "is given two different options",
        ),
        (&["--instead", "4=#7"][..], 1, "--instead: clause 4 does not offer that"),
    ] {
        let ran = ask("team", args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.told);
        assert!(ran.told.contains(told), "{args:?}: {}", ran.told);
        assert_eq!(ran.out, "");
    }
}

#[test]
fn a_reader_supposes_of_the_plan_that_they_see_and_of_no_other() {
    let hidden = ask("union", &["--delay", "crane-by-june=2 days"]);
    let nothing = ask("union", &["--delay", "nobody=2 days"]);
    assert_eq!((hidden.code, nothing.code), (1, 1));
    assert_eq!(hidden.told.replace("crane-by-june", "nobody"), nothing.told);
}
