//! Frontiers and oppositions that others published with their scenarios.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test stops where something is wrong, and says what it skips"
)]

use onetext_bargain::files::Reading;
use onetext_bargain::frontier::{Ask, Ties, distance_to_all_satisfied, of_points, of_steps};
use onetext_bargain::scenario::Scenario;
use onetext_bargain::steps::Steps;
use serde_json::Value;
use std::path::Path;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/negotiation/scenarios");

/// A scenario, and what was published with it.
fn published(name: &str, file: &str) -> Option<(Scenario, Value)> {
    let directory = Path::new(DATA).join(name);
    let Ok(text) = std::fs::read_to_string(directory.join(file)) else {
        eprintln!("skipped: {} is not there", directory.display());
        return None;
    };
    let opened = Scenario::open(&directory, Reading::OfItsFormat).unwrap();
    Some((opened.scenario, serde_json::from_str(&text).unwrap()))
}

/// What a scenario's files call opposition is the distance of the Kalai point; in two of three scenarios no point is nearer.
#[test]
fn opposition_is_what_is_published_where_the_kalai_point_is_the_nearest() {
    for (name, file) in
        [("nl-domain15", "specs.json"), ("nl-domain36", "specs.json"), ("gw-ozu-domain01", "specials.json")]
    {
        let Some((scenario, published)) = published(name, file) else { return };
        let steps = Steps::new(&scenario, 1_000_000_000).unwrap();
        let frontier = of_steps(&steps, &Ask::default()).unwrap();
        let opposition = frontier.opposition().unwrap();
        let number = |value: &Value| value.as_f64().unwrap();
        let (kalai, expected) = match file {
            "specs.json" => {
                ([number(&published["Kalai_A"]), number(&published["Kalai_B"])], &published["Opposition"])
            }
            _ => {
                ([0, 1].map(|party| number(&published["kalai"]["utility"][party])), &published["opposition"])
            }
        };
        let expected = number(expected);
        assert!((distance_to_all_satisfied(&kalai) - expected).abs() < 1e-8, "{name}");
        if file == "specs.json" {
            assert!((opposition - expected).abs() < 1e-8, "{name}: {opposition} and {expected}");
        } else {
            // The Nash point published beside it is nearer.
            let nash = [0, 1].map(|party| number(&published["nash"]["utility"][party]));
            assert!((opposition - distance_to_all_satisfied(&nash)).abs() < 1e-8 && opposition < expected);
        }
    }
}

#[test]
fn the_frontier_of_a_public_scenario_is_the_one_published_with_it() {
    let Some((scenario, published)) = published("gw-ozu-domain01", "specials.json") else { return };
    let steps = Steps::new(&scenario, 10_000_000_000).unwrap();
    let frontier = of_steps(&steps, &Ask { ties: Ties::Count, ..Ask::default() }).unwrap();
    let mut expected: Vec<[f64; 2]> = (published["pareto_front"].as_array().unwrap().iter())
        .map(|point| [0, 1].map(|party| point["utility"][party].as_f64().unwrap()))
        .collect();
    expected.sort_by(|one, other| other[0].total_cmp(&one[0]));
    let found = frontier.in_utilities();
    assert_eq!(frontier.size(), expected.len());
    for (found, expected) in found.iter().zip(expected.iter().flatten()) {
        assert!((found - expected).abs() < 1e-9, "{found} and {expected}");
    }
    // As from the utilities of all outcomes, without steps.
    let mut outcomes = vec![vec![]];
    for issue in 0..scenario.space.issues.len() {
        let values: Vec<_> = scenario.space.values(issue).collect();
        outcomes = outcomes
            .into_iter()
            .flat_map(|start: Vec<_>| values.iter().map(move |&value| [start.as_slice(), &[value]].concat()))
            .collect();
    }
    let outcomes: Vec<_> = outcomes.into_iter().map(onetext_bargain::space::Outcome).collect();
    let utilities: Vec<f64> = (outcomes.iter())
        .flat_map(|outcome| scenario.profiles.iter().map(move |profile| profile.utility.of(outcome)))
        .collect();
    assert_eq!(of_points(&utilities, 2).unwrap().len(), expected.len());
}

/// Of ten issues of ten values that hyper-rectangles tie together, nobody goes through the outcomes.
#[test]
fn of_ten_issues_that_hang_together_the_frontier_is_the_one_that_was_published() {
    for name in ["gx-10issues-nonlinear", "gx-10issues-raw"] {
        let directory = Path::new(DATA).join(name);
        let Ok(text) = std::fs::read_to_string(directory.join("pareto.xml")) else {
            eprintln!("skipped: {} is not there", directory.display());
            return;
        };
        let mut expected: Vec<Vec<f64>> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| line.split(',').map(|number| number.trim().parse().unwrap()).collect())
            .collect();
        expected.sort_by(|one, other| other[0].total_cmp(&one[0]));
        let scenario = Scenario::open(&directory, Reading::OfItsFormat).unwrap().scenario;
        let steps = Steps::new(&scenario, 100_000_000).unwrap();
        let frontier = of_steps(&steps, &Ask::default()).unwrap();
        assert!(frontier.exact());
        assert_eq!(frontier.size(), expected.len(), "{name}");
        for (at, expected) in expected.iter().enumerate() {
            let outcome = scenario.space.outcome(&steps.package(frontier.outcome(at)));
            for (profile, expected) in scenario.profiles.iter().zip(expected) {
                let worth = profile.utility.of(&outcome);
                assert!((worth - expected).abs() < 1e-6, "{name}, {}: {worth}, not {expected}", profile.name);
            }
        }
    }
}
