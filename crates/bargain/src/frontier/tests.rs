//! Frontiers from structure beside a look at every outcome.

use super::*;
use crate::scenario::Scenario;
use crate::space::{Issue, Rule, Space, Values};
use crate::utility::{Additive, Evaluator, Profile, Term, Utility};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A small scenario with rules and cuts, in whole utilities, so that a scale of 1 is exact.
fn scenario(tables: &[Vec<Vec<i64>>], caps: &[Option<i64>], bias: i64, rules: Vec<Rule>) -> Scenario {
    let issues = (tables[0].iter().enumerate())
        .map(|(issue, table)| Issue {
            name: issue.to_string(),
            values: Values::Options((0..table.len()).map(|value| value.to_string()).collect()),
        })
        .collect();
    let profiles = tables.iter().zip(caps).map(|(tables, cap)| Profile {
        name: String::new(),
        utility: Utility::Additive(Additive {
            terms: tables
                .iter()
                .map(|table| Term {
                    weight: 1.0,
                    evaluator: Evaluator::Table(table.iter().map(|&adds| adds as f64).collect()),
                })
                .collect(),
            bias: bias as f64,
            at_most: cap.map(|cap| cap as f64),
        }),
        reservation: None,
        discount: 1.0,
    });
    let profiles = profiles.collect();
    Scenario { space: Space::with_rules("", issues, rules).unwrap(), profiles }
}

/// Every outcome that breaks no rule.
fn outcomes(space: &Space) -> Vec<Vec<u32>> {
    let mut all = vec![vec![]];
    for issue in 0..space.issues.len() {
        let values = u32::try_from(space.values(issue).count()).unwrap();
        all = all
            .into_iter()
            .flat_map(|start: Vec<u32>| (0..values).map(move |place| [start.as_slice(), &[place]].concat()))
            .collect();
    }
    all.retain(|places| space.allows(places));
    all
}

fn covers(one: &[i64], other: &[i64]) -> bool {
    one.iter().zip(other).all(|(one, other)| one >= other)
}

/// The frontier by definition: by point, its outcomes in order.
fn literally(scenario: &Scenario, steps: &Steps) -> BTreeMap<Vec<i64>, Vec<Vec<u32>>> {
    let mut points: BTreeMap<Vec<i64>, Vec<Vec<u32>>> = BTreeMap::new();
    for outcome in outcomes(&scenario.space) {
        points.entry(steps.of(&outcome)).or_default().push(outcome);
    }
    let all: Vec<Vec<i64>> = points.keys().cloned().collect();
    points.retain(|point, _| !all.iter().any(|other| other != point && covers(other, point)));
    points
}

#[derive(Debug, Clone)]
struct Small {
    scenario: Scenario,
}

fn small() -> impl Strategy<Value = Small> {
    let shape = (1usize..=5, prop::collection::vec(1usize..5, 1..6), 1i64..12);
    shape.prop_flat_map(|(parties, values, spread)| {
        let table = |values: usize| prop::collection::vec(-spread..=spread, values);
        let tables = values.iter().map(|&values| table(values)).collect::<Vec<_>>();
        let tables = prop::collection::vec(tables, parties);
        let cap = prop::option::weighted(0.3, -spread..=3 * spread);
        let caps = prop::collection::vec(cap, parties);
        let part = (0usize..6, 0u32..5);
        let rule = (any::<bool>(), prop::collection::vec(part, 2..4));
        let rules = prop::collection::vec(rule, 0..5);
        let rules = (prop::bool::weighted(0.5), rules);
        (tables, caps, prop::bool::weighted(0.5), -5i64..5, rules).prop_map(
            move |(tables, caps, cut, bias, (ruled, rules))| {
                let fit = |(issue, place): (usize, u32)| {
                    let issue = issue % values.len();
                    (issue, place % u32::try_from(values[issue]).unwrap())
                };
                let rules = rules.into_iter().map(|(needs, parts)| {
                    let (one, other) = (fit(parts[0]), fit(parts[1]));
                    if needs && one.0 != other.0 {
                        Rule::needs(one, other)
                    } else {
                        Rule::never_together(parts.into_iter().map(fit))
                    }
                });
                let rules = if ruled { rules.collect() } else { vec![] };
                let caps = if cut { caps } else { vec![None; caps.len()] };
                Small { scenario: scenario(&tables, &caps, bias, rules) }
            },
        )
    })
}

/// Points, ways and outcomes as the definition has them.
fn same(frontier: &Frontier, literally: &BTreeMap<Vec<i64>, Vec<Vec<u32>>>) {
    assert!(frontier.exact());
    let points: Vec<&[i64]> = frontier.points().collect();
    let expected: Vec<&[i64]> = literally.keys().rev().map(Vec::as_slice).collect();
    assert_eq!(points, expected);
    for (at, point) in points.iter().enumerate() {
        let outcomes = &literally[*point];
        assert_eq!(frontier.outcome(at), outcomes[0]);
        if let Some(ways) = frontier.ways(at) {
            assert_eq!(ways, &BigUint::from(outcomes.len()));
        }
        if let Some(listed) = frontier.outcomes(at) {
            assert_eq!(listed, outcomes);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_frontier_has_the_points_the_outcomes_and_the_ties_that_its_definition_gives(small in small()) {
        let steps = Steps::new(&small.scenario, 1).unwrap();
        let expected = literally(&small.scenario, &steps);
        for ties in [Ties::One, Ties::Count, Ties::All { at_most: usize::MAX }] {
            same(&of_steps(&steps, &Ask { ties, ..Ask::default() }).unwrap(), &expected);
        }
    }

    #[test]
    fn a_frontier_within_an_error_has_for_every_outcome_a_point_that_lacks_no_more(
        small in small(),
        most_labels in 1usize..8,
    ) {
        let steps = Steps::new(&small.scenario, 1).unwrap();
        let frontier = of_steps(&steps, &Ask { most_labels, ..Ask::default() }).unwrap();
        prop_assert!(frontier.size() <= most_labels);
        let lacks = frontier.error().map_or(vec![0; steps.parties()], <[u64]>::to_vec);
        for point in literally(&small.scenario, &steps).keys() {
            let enough = |has: &[i64]| {
                has.iter().zip(&lacks).zip(point).all(|((has, lacks), wants)| has.saturating_add_unsigned(*lacks) >= *wants)
            };
            prop_assert!(frontier.points().any(enough), "nothing near {:?}", point);
        }
        for (at, point) in frontier.points().enumerate() {
            prop_assert!(small.scenario.space.allows(frontier.outcome(at)));
            prop_assert_eq!(steps.of(frontier.outcome(at)), point);
        }
    }
}
