//! Steps against the profiles that they are made of.

use super::*;
use crate::space::{Issue, Outcome, Rule, Space, Values};
use crate::utility::{
    Additive, Aggregate, Bound, Evaluator, HyperRectangle, Nested, Pays, Table, Take, Term, Utility,
};
use proptest::prelude::*;

fn space(counts: &[u32], rules: Vec<Rule>) -> Space {
    let values = |count: &u32| Values::Integers { low: 0, high: i64::from(*count) - 1 };
    let issues = counts
        .iter()
        .enumerate()
        .map(|(at, count)| Issue { name: at.to_string(), values: values(count) })
        .collect();
    Space::with_rules("", issues, rules).unwrap()
}

fn profile(utility: Utility) -> Profile {
    Profile { name: "party".into(), utility, reservation: None, discount: 1.0 }
}

fn rectangle(worth: f64, bounds: &[(usize, u32, u32)]) -> HyperRectangle {
    let bound =
        |&(issue, low, high): &(usize, u32, u32)| Bound { issue, low: f64::from(low), high: f64::from(high) };
    HyperRectangle { worth, weight: 1.0, pays: Pays::Inside, bounds: bounds.iter().map(bound).collect() }
}

fn sum(rectangles: Vec<HyperRectangle>, parts: Vec<Aggregate>, take: Take) -> Aggregate {
    Aggregate { take, weight: 1.0, rectangles, parts }
}

/// Every allowed package by the places of the issues, with its steps by way of the blocks.
fn all(steps: &Steps) -> Vec<(Vec<u32>, Vec<i64>)> {
    let mut all = vec![vec![]];
    for issue in 0..steps.issues() {
        let places = 0..u32::try_from(steps.values(issue)).unwrap();
        all = all
            .iter()
            .flat_map(|start: &Vec<u32>| {
                places.clone().map(move |place| [start.as_slice(), &[place]].concat())
            })
            .collect();
    }
    all.into_iter()
        .filter(|places| steps.allows(places))
        .map(|places| (steps.package(&places), steps.of(&places)))
        .collect()
}

#[test]
fn issues_that_no_party_ties_together_stay_apart() {
    let nested = Nested {
        whole: sum(
            vec![rectangle(2.0, &[(0, 0, 1), (2, 1, 1)]), rectangle(1.0, &[(1, 0, 0)])],
            vec![],
            Take::Sum,
        ),
        divisor: 1.0,
        at_most: None,
    };
    let scenario =
        Scenario { space: space(&[3, 2, 2, 4], vec![]), profiles: vec![profile(Utility::Nested(nested))] };
    let steps = Steps::new(&scenario, 1).unwrap();
    assert_eq!((0..steps.issues()).map(|issue| steps.values(issue)).collect::<Vec<_>>(), [6, 2, 4]);
}

#[test]
fn issues_that_are_too_many_to_be_looked_at_together_are_named() {
    let bounds: Vec<(usize, u32, u32)> = (0..10).map(|issue| (issue, 0, 1)).collect();
    let least = sum(vec![rectangle(1.0, &bounds)], vec![], Take::Least);
    let nested = Nested { whole: sum(vec![], vec![least], Take::Sum), divisor: 1.0, at_most: None };
    let scenario =
        Scenario { space: space(&[10; 10], vec![]), profiles: vec![profile(Utility::Nested(nested))] };
    assert_eq!(
        Steps::new(&scenario, 1).unwrap_err().to_string(),
        "what \"0\", \"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\" and 2 more are worth cannot be told apart, and together they have \
         more values than the 1048576 that can be looked at one by one: decide some of them first"
    );
}

#[test]
fn steps_are_as_fine_as_nothing_is_rounded_by() {
    let additive = |worths: Vec<f64>| {
        Utility::Additive(Additive {
            terms: vec![Term { weight: 0.5, evaluator: Evaluator::Table(worths) }],
            bias: 0.0,
            at_most: Some(1.0),
        })
    };
    let scenario = |worths| Scenario {
        space: Space::new(
            "",
            vec![Issue { name: "price".into(), values: Values::Options(vec!["a".into(), "b".into()]) }],
        )
        .unwrap(),
        profiles: vec![profile(additive(worths))],
    };
    let exact = Steps::fitting(&scenario(vec![1.0 / 3.0, 0.25])).unwrap();
    assert_eq!((exact.scale(), exact.rounding()), (24, 0.0));
    let irrational = vec![std::f64::consts::FRAC_1_PI, std::f64::consts::FRAC_1_SQRT_2];
    let rounded = Steps::fitting(&scenario(irrational)).unwrap();
    assert_eq!(rounded.scale(), 1_000_000_000);
    assert!(rounded.rounding() > 0.0 && rounded.rounding() <= 0.5e-9);
}

proptest! {
    #[test]
    fn through_blocks_every_outcome_is_worth_what_its_profile_says(
        counts in prop::collection::vec(1u32..4, 1..5),
        rectangles in prop::collection::vec((0i8..9, prop::collection::vec((0usize..5, 0u32..4, 0u32..4), 0..3), any::<bool>()), 0..5),
        listed in prop::collection::vec((prop::collection::vec(0u32..4, 5), 0i8..9), 0..4),
        ruled in prop::collection::vec(prop::collection::vec((0usize..5, 0u32..4), 1..4), 0..3),
        with_table in any::<bool>(),
        outside in any::<u8>(),
        most in prop::sample::select(vec![4, 12, 1 << 20]),
    ) {
        let fit = |(issue, place): (usize, u32)| { let issue = issue % counts.len(); (issue, place % counts[issue]) };
        let rules = ruled.into_iter().map(|values| Rule::never_together(values.into_iter().map(fit))).collect();
        let (mut plain, mut least) = (vec![], vec![]);
        for (worth, bounds, compared) in rectangles {
            let bounds: Vec<_> = bounds.into_iter().map(|(issue, low, high)| (issue % counts.len(), low.min(high), low.max(high))).collect();
            let mut rectangle = rectangle(f64::from(worth), &bounds);
            if plain.len() < 8 && outside >> plain.len() & 1 == 1 {
                rectangle.pays = Pays::Outside;
            }
            if compared { &mut least } else { &mut plain }.push(rectangle);
        }
        let parts = if least.is_empty() { vec![] } else { vec![sum(least, vec![], Take::Least)] };
        let nested = Nested { whole: sum(plain, parts, Take::Sum), divisor: 1.0, at_most: Some(12.0) };
        let space = space(&counts, rules);
        let mut profiles = vec![profile(Utility::Nested(nested))];
        if with_table {
            let mut table = Table::new(1.0);
            for (places, worth) in listed {
                let places: Vec<u32> = counts.iter().zip(places).map(|(count, place)| place % count).collect();
                table.list(&space.outcome(&places), f64::from(worth));
            }
            profiles.push(profile(Utility::Table(table)));
        }
        let scenario = Scenario { space, profiles };
        // With smaller blocks, hyper-rectangles stand apart where no wish needs the block whole.
        let worths = Worths::new(&scenario, most).or_else(|_| Worths::new(&scenario, 1 << 20)).unwrap();
        let steps = worths.in_steps(&scenario, 1).unwrap();
        let all = all(&steps);
        prop_assert_eq!(BigUint::from(all.len()), scenario.space.outcomes().unwrap());
        for (package, worth) in all.iter().cloned() {
            prop_assert!(scenario.space.allows(&package));
            let outcome: Outcome = scenario.space.outcome(&package);
            #[expect(clippy::cast_possible_truncation, reason = "small whole numbers")]
            let expected: Vec<i64> = scenario.profiles.iter().map(|profile| profile.utility.of(&outcome) as i64).collect();
            prop_assert_eq!(worth, expected);
        }
        let reached = |party: usize| {
            let worths = || all.iter().map(|(_, worth)| worth[party]);
            worths().min().zip(worths().max())
        };
        let expected: Option<Vec<(i64, i64)>> = (0..steps.parties()).map(reached).collect();
        prop_assert_eq!(steps.extremes().unwrap(), expected);
    }
}
