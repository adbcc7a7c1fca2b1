//! Packages against all outcomes of small spaces.

use std::cmp::Ordering;

use num_bigint::BigUint;
use proptest::prelude::*;

use super::{Clash, Moves, NoAnswer, Package, Question, Wanted, clash, left};
use crate::space::{Issue, Rule, Space, Values};

fn space(counts: &[u32], rules: Vec<Rule>) -> Space {
    let issue = |(at, &count): (usize, &u32)| Issue {
        name: at.to_string(),
        values: Values::Integers { low: 0, high: i64::from(count) - 1 },
    };
    Space::with_rules("", counts.iter().enumerate().map(issue).collect(), rules).unwrap()
}

/// Every outcome of the issues, allowed or not.
fn all(counts: &[u32]) -> Vec<Vec<u32>> {
    counts.iter().fold(vec![vec![]], |so_far, &count| {
        so_far
            .iter()
            .flat_map(|start| (0..count).map(move |place| [start.as_slice(), &[place]].concat()))
            .collect()
    })
}

/// All packages in order, made one by one.
fn oracle(question: &Question<'_>, counts: &[u32], sides: usize) -> Vec<Package> {
    let mut packages: Vec<Package> = all(counts)
        .into_iter()
        .filter(|places| question.space.allows(places))
        .map(|places| {
            let mut moves = vec![0; sides];
            for (issue, &place) in places.iter().enumerate() {
                for (side, more) in question.moves[issue][place as usize].iter().enumerate() {
                    moves[side] += more;
                }
            }
            let broken = |at: &usize| question.demands[*at].broken_by(&places);
            let crosses = (0..question.demands.len()).filter(broken).collect();
            Package { places, crosses, moves }
        })
        .collect();
    packages.sort_by(|a, b| {
        let key = |package: &Package| (package.crosses.len(), package.total(), package.most());
        key(a).cmp(&key(b)).then_with(|| -> Ordering { a.places.cmp(&b.places) })
    });
    packages
}

prop_compose! {
    fn drawn()(counts in prop::collection::vec(1u32..4, 1..6))(
        moves in counts.iter().map(|&count| prop::collection::vec(prop::collection::vec(0u32..3, 3), count as usize)).collect::<Vec<_>>(),
        rules in prop::collection::vec(prop::collection::vec((0usize..6, 0u32..4), 1..3), 0..3),
        demands in prop::collection::vec(prop::collection::vec((0usize..6, 0u32..4), 1..4), 0..6),
        counts in Just(counts),
    ) -> (Vec<u32>, Vec<Vec<Moves>>, Vec<Rule>, Vec<Rule>) {
        let fit = |(issue, place): (usize, u32)| { let issue = issue % counts.len(); (issue, place % counts[issue]) };
        let rule = |values: Vec<(usize, u32)>| Rule::never_together(values.into_iter().map(fit));
        let (rules, demands) = (rules.into_iter().map(rule).collect(), demands.into_iter().map(rule).collect());
        (counts, moves, rules, demands)
    }
}

proptest! {
    #[test]
    fn packages_come_in_the_order_of_what_they_cost((counts, moves, rules, demands) in drawn(), most in 0usize..12) {
        let space = space(&counts, rules);
        let question = Question { space: &space, moves: &moves, demands: &demands };
        let expected = oracle(&question, &counts, 3);
        for (wanted, crosses) in
            [(Wanted::All, None), (Wanted::Without, Some(false)), (Wanted::Crossing, Some(true))]
        {
            let expected: Vec<Package> = expected
                .iter()
                .filter(|package| crosses.is_none_or(|crosses| crosses != package.crosses.is_empty()))
                .take(most)
                .cloned()
                .collect();
            prop_assert_eq!(question.first(wanted, most).unwrap(), expected);
        }
    }

    #[test]
    fn a_clash_is_the_smallest_set_that_every_package_crosses((counts, moves, rules, demands) in drawn()) {
        let space = space(&counts, rules);
        let question = Question { space: &space, moves: &moves, demands: &demands };
        let packages = oracle(&question, &counts, 3);
        let leaves_none = |set: u32| {
            packages.iter().all(|package| package.crosses.iter().any(|&at| set & (1 << at) != 0))
        };
        let smallest = (0u32..1 << demands.len()).filter(|&set| leaves_none(set)).map(u32::count_ones).min();
        let found = clash(&space, &demands).unwrap();
        prop_assert_eq!(found.as_ref().map(|clash| clash.demands.len()), smallest.map(|size| size as usize));
        if let Some(found) = found {
            prop_assert!(found.fewest);
            prop_assert!(leaves_none(found.demands.iter().map(|&at| 1 << at).sum()));
        }
        let kept = packages.iter().filter(|package| package.crosses.is_empty()).count();
        prop_assert_eq!(left(&space, &demands).unwrap(), BigUint::from(kept));
    }
}

#[test]
fn demands_over_more_packages_than_can_be_listed_are_found_to_clash() {
    let space = space(&[10; 30], Vec::new());
    let demands = [
        Rule::never_together((0..5).map(|place| (7, place))),
        Rule::never_together([(3, 1), (4, 1)]),
        Rule::never_together((5..10).map(|place| (7, place))),
    ];
    assert_eq!(clash(&space, &demands).unwrap(), Some(Clash { demands: vec![0, 2], fewest: true }));
    assert_eq!(left(&space, &demands[..1]).unwrap().to_string(), format!("5{}", "0".repeat(29)));
}

#[test]
fn a_demand_that_does_not_fit_the_space_is_refused() {
    let space = space(&[2, 2], Vec::new());
    for demand in [Rule::never_together([(2, 0)]), Rule::never_together([(0, 2)])] {
        assert!(matches!(clash(&space, &[demand]), Err(NoAnswer::Space(_))));
    }
}

#[test]
fn the_first_packages_of_a_space_that_nobody_could_go_through_are_found() {
    let counts = [4; 60];
    // Two sides that want the opposite everywhere, and a demand at every third issue.
    let moves = vec![vec![vec![0, 1], vec![1, 1], vec![1, 0], vec![1, 1]]; 60];
    let demands: Vec<Rule> = (0..20).map(|at| Rule::never_together([(at * 3, 0), (at * 3 + 1, 0)])).collect();
    let space = space(&counts, Vec::new());
    let question = Question { space: &space, moves: &moves, demands: &demands };
    let found = question.first(Wanted::Without, 20).unwrap();
    assert_eq!(found.len(), 20);
    assert!(
        found
            .iter()
            .all(|package| package.crosses.is_empty() && package.total() == 60 && package.most() == 30)
    );
    assert!(found.windows(2).all(|two| two[0].places < two[1].places));
    let crossing = question.first(Wanted::Crossing, 1).unwrap();
    assert_eq!(crossing[0].crosses.len(), 1);
}
