//! Public scenarios, broken ones included: each is read, or refused with what to do.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails where something is not there")]

use onetext_bargain::files::Reading;
use onetext_bargain::scenario::Scenario;
use onetext_bargain::space::Outcome;
use std::path::Path;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/negotiation/scenarios");

/// What cannot be read, and by which words the refusal says why.
const REFUSED: [(&str, &str); 5] = [
    ("anl25-dinners", "computed by a program"),
    ("gx-2ndhandcar-real", "an issue of type \"price\""),
    ("gx-flightbooking-dup", "there are 3 domains in the directory"),
    ("gx-laptop-null-evals", "no value of \"Laptop\" has an evaluation"),
    ("gx-railway-missing-evals", "this is a constraint utility space"),
];

#[test]
fn every_public_scenario_is_read_or_refused_with_what_to_do() {
    let Ok(entries) = std::fs::read_dir(DATA) else {
        eprintln!("skipped: {DATA} is not there");
        return;
    };
    let mut random = fastrand::Rng::with_seed(7);
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let refused = REFUSED.iter().find(|(refused, _)| *refused == name).map(|(_, why)| *why);
        match (Scenario::open(&path, Reading::OfItsFormat), refused) {
            (Ok(opened), None) => {
                let Scenario { space, profiles } = opened.scenario;
                assert!(!profiles.is_empty(), "{name}");
                for _ in 0..20 {
                    let places =
                        space.issues.iter().map(|issue| random.u32(0..issue.values.places().unwrap_or(1)));
                    let outcome = space.outcome(&places.collect::<Vec<_>>());
                    for profile in &profiles {
                        assert!(profile.utility.of(&outcome).is_finite(), "{name}: {}", profile.name);
                    }
                }
            }
            (Err(error), Some(why)) => {
                assert!(error.message.contains(why), "{name}: {error}");
                assert!(!error.help.is_empty() && !error.expected.is_empty(), "{name}: {error}");
            }
            (Ok(_), Some(why)) => panic!("{name} was read, in spite of this: {why}"),
            (Err(error), None) => panic!("{name} was refused: {error}"),
        }
    }
}

#[test]
fn a_scenario_of_geniusweb_has_the_utilities_that_were_published_with_it() {
    let path = Path::new(DATA).join("gw-ozu-domain01");
    let Ok(points) = std::fs::read(path.join("specials.json")) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let points: serde_json::Value = serde_json::from_slice(&points).unwrap();
    let Scenario { space, profiles } = Scenario::open(&path, Reading::OfItsFormat).unwrap().scenario;
    let frontier = points["pareto_front"].as_array().unwrap();
    assert!(!frontier.is_empty());
    for point in frontier.iter().chain([&points["nash"], &points["kalai"]]) {
        let value = |(at, issue): (usize, &onetext_bargain::space::Issue)| {
            space.value(at, point["bid"][&issue.name].as_str().unwrap()).unwrap()
        };
        let outcome = Outcome(space.issues.iter().enumerate().map(value).collect());
        for (profile, expected) in profiles.iter().zip(point["utility"].as_array().unwrap()) {
            let (here, there) = (profile.utility.of(&outcome), expected.as_f64().unwrap());
            assert!((here - there).abs() < 1e-9, "{}: {here}, not {there}", profile.name);
        }
    }
}
