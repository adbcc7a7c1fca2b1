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

fn small() -> impl Strategy<Value = Scenario> {
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
                scenario(&tables, &caps, bias, rules)
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
        let steps = Steps::new(&small, 1).unwrap();
        let expected = literally(&small, &steps);
        for ties in [Ties::One, Ties::Count, Ties::All { at_most: usize::MAX }] {
            same(&of_steps(&steps, &Ask { ties, ..Ask::default() }).unwrap(), &expected);
        }
    }

    #[test]
    fn a_frontier_within_an_error_has_for_every_outcome_a_point_that_lacks_no_more(
        small in small(),
        most_labels in 1usize..8,
    ) {
        let steps = Steps::new(&small, 1).unwrap();
        let frontier = of_steps(&steps, &Ask { most_labels, ..Ask::default() }).unwrap();
        prop_assert!(frontier.size() <= most_labels);
        let lacks = frontier.error().map_or(vec![0; steps.parties()], <[u64]>::to_vec);
        for point in literally(&small, &steps).keys() {
            let enough = |has: &[i64]| {
                has.iter().zip(&lacks).zip(point).all(|((has, lacks), wants)| has.saturating_add_unsigned(*lacks) >= *wants)
            };
            prop_assert!(frontier.points().any(enough), "nothing near {:?}", point);
        }
        for (at, point) in frontier.points().enumerate() {
            prop_assert!(small.space.allows(frontier.outcome(at)));
            prop_assert_eq!(steps.of(frontier.outcome(at)), point);
        }
    }
}

/// Whether a sweep keeps of labels in descending order what it should.
fn keeps_as_defined(numbers: usize, keys: &[Vec<u64>], most: u64, sweep: &str) {
    use super::merge::Keep;
    let bits = vec![u64::BITS - most.leading_zeros(); numbers];
    let layout = u128::layout(&bits).unwrap();
    let most = vec![most; numbers];
    let mut keep: Box<dyn Keep<u128>> = match sweep {
        "three" => Box::new(super::three::Sweep::new(&layout, &most)),
        "four" => Box::new(super::four::Ranges::new(&layout, &most, true).unwrap()),
        _ => Box::new(super::many::Tree::new(layout.clone())),
    };
    // Twice, as what came in one group is to be forgotten in the next.
    for _ in 0..2 {
        keep.restart();
        let kept: Vec<Vec<u64>> = keys.iter().filter(|key| keep.keep(layout.pack(key))).cloned().collect();
        let expected: Vec<Vec<u64>> = (keys.iter().enumerate())
            .filter(|(at, key)| !keys[..*at].iter().any(|other| other.iter().zip(*key).all(|(a, b)| a >= b)))
            .map(|(_, key)| key.clone())
            .collect();
        assert_eq!(kept, expected, "{sweep}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn of_many_labels_every_sweep_keeps_those_that_none_before_covers(
        seed in any::<u64>(),
        count in 1usize..700,
        most in prop::sample::select(vec![3u64, 40, 9_999, 300_000]),
        thick in 1u64..50,
    ) {
        let mut rng = fastrand::Rng::with_seed(seed);
        for (numbers, sweep) in [(3, "three"), (3, "many"), (4, "four"), (4, "many"), (5, "many"), (6, "many")] {
            // Near a plane, so that many are kept.
            let mut keys: Vec<Vec<u64>> = (0..count)
                .map(|_| {
                    let parts: Vec<u64> = (0..numbers).map(|_| rng.u64(1..1000)).collect();
                    let sum: u64 = parts.iter().sum();
                    parts.iter().map(|part| (part * most / sum).saturating_sub(rng.u64(..thick) * most / 20_000)).collect()
                })
                .collect();
            keys.sort_unstable_by(|one, other| other.cmp(one));
            keys.dedup();
            keeps_as_defined(numbers, &keys, most, sweep);
        }
    }

    #[test]
    fn a_frontier_does_not_depend_on_the_order_of_issues_or_of_parties(
        seed in any::<u64>(),
        parties in 1usize..5,
        issues in 1usize..7,
        scale in prop::sample::select(vec![7i64, 300, 2_000_000_000]),
    ) {
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut tables: Vec<Vec<Vec<i64>>> = (0..issues)
            .map(|_| (0..rng.usize(1..5)).map(|_| (0..parties).map(|_| rng.i64(-scale..=scale)).collect()).collect())
            .collect();
        let points = |tables: &[Vec<Vec<i64>>]| {
            let steps = Steps::from_tables(1, parties, tables.iter().map(|table| table.concat()).collect());
            let found = of_steps(&steps, &Ask { ties: Ties::Count, ..Ask::default() }).unwrap();
            let ways: Vec<BigUint> = (0..found.size()).map(|point| found.ways(point).unwrap().clone()).collect();
            let points: BTreeMap<Vec<i64>, BigUint> = found.points().map(<[i64]>::to_vec).zip(ways).collect();
            points
        };
        let before = points(&tables);
        rng.shuffle(&mut tables);
        prop_assert_eq!(&points(&tables), &before);
        for value in tables.iter_mut().flatten() {
            value.reverse();
        }
        let turned = before.into_iter().map(|(mut point, ways)| { point.reverse(); (point, ways) }).collect();
        prop_assert_eq!(points(&tables), turned);
    }
}

#[test]
fn an_issue_of_steps_that_stands_for_several_of_the_space_keeps_their_order() {
    use crate::utility::{Aggregate, Bound, HyperRectangle, Nested, Pays, Take};
    let mut scenario = scenario(&[vec![vec![0, 0], vec![0, 1, 1], vec![0, 0]]], &[None], 0, vec![]);
    // The first and the third issue together.
    scenario.profiles.push(Profile {
        utility: Utility::Nested(Nested {
            whole: Aggregate {
                rectangles: [(0, 1), (1, 0)]
                    .map(|(first, third)| HyperRectangle {
                        bounds: vec![
                            Bound { issue: 0, low: f64::from(first), high: f64::from(first) },
                            Bound { issue: 2, low: f64::from(third), high: f64::from(third) },
                        ],
                        worth: 1.0,
                        weight: 1.0,
                        pays: Pays::Inside,
                    })
                    .to_vec(),
                parts: vec![],
                take: Take::Sum,
                weight: 1.0,
            },
            divisor: 1.0,
            at_most: None,
        }),
        ..scenario.profiles[0].clone()
    });
    let steps = Steps::new(&scenario, 1).unwrap();
    assert_eq!(steps.issues(), 2);
    let frontier = of_steps(&steps, &Ask { ties: Ties::All { at_most: 9 }, ..Ask::default() }).unwrap();
    assert_eq!(frontier.points().collect::<Vec<_>>(), [[1, 1]]);
    let packages: Vec<Vec<u32>> =
        frontier.outcomes(0).unwrap().iter().map(|one| steps.package(one)).collect();
    assert_eq!(packages, [[0, 1, 1], [0, 2, 1], [1, 1, 0], [1, 2, 0]]);
    assert_eq!(steps.package(frontier.outcome(0)), packages[0]);
}

#[test]
fn of_more_outcomes_than_can_be_listed_the_ties_are_counted() {
    let steps = Steps::from_tables(1, 2, vec![vec![1, 0, 0, 1, 1, 0, 0, 1, 0, 0]; 60]);
    let frontier = of_steps(&steps, &Ask { ties: Ties::Count, ..Ask::default() }).unwrap();
    assert_eq!(frontier.size(), 61);
    // Of 60 issues half for each, two values for either: 60 over 30 times 2 to the power of 60.
    let half = frontier.points().position(|point| point == [30, 30]).unwrap();
    assert_eq!(frontier.ways(half).unwrap().to_string(), "136349779319459210200203199013453824");
    assert_eq!(&frontier.outcome(half)[..32], &[[0; 30].as_slice(), &[1, 1]].concat());
}

#[test]
fn what_cannot_be_looked_for_is_refused_and_what_is_looked_for_can_be_stopped() {
    let nobody = Steps::from_tables(1, 0, vec![vec![]]);
    assert_eq!(of_steps(&nobody, &Ask::default()), Err(TooHard::NoParty));
    let empty = Steps::from_tables(1, 1, vec![vec![1], vec![]]);
    assert_eq!(of_steps(&empty, &Ask::default()), Err(TooHard::Empty(1)));
    let huge = Steps::from_tables(1, 1, vec![vec![0, i64::MAX]; 3]);
    assert_eq!(of_steps(&huge, &Ask::default()), Err(TooHard::TooLarge { party: 0 }));
    let many = Steps::from_tables(1, 17, vec![[[0; 17], [1 << 40; 17]].concat()]);
    assert_eq!(of_steps(&many, &Ask::default()), Err(TooHard::Parties { parties: 17, most: 16 }));
    let fine = Steps::from_tables(1, 2, vec![vec![0, 1, 1, 0]; 9]);
    let mut seen = Vec::new();
    let stopped = of_steps_telling(&fine, &Ask::default(), &mut |progress| {
        seen.push(progress);
        if progress.issues_done == 4 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(stopped, Err(TooHard::Stopped));
    assert_eq!(seen.last(), Some(&Progress { issues_done: 4, issues: 9, labels: 0 }));
}

#[test]
fn more_combinations_than_can_be_held_are_refused_and_fewer_points_are_found_within_an_error() {
    // Two issues in which no value is better than another for both parties.
    let steep =
        |times: i64| (0..1 << 14).flat_map(|value| [times * value, times * (16_383 - value)]).collect();
    let steps = Steps::from_tables(1, 2, vec![steep(1), steep(1_000_000)]);
    assert!(matches!(of_steps(&steps, &Ask::default()), Err(TooHard::Candidates(_))));
    let near = of_steps(&steps, &Ask { most_labels: 4, ..Ask::default() }).unwrap();
    assert!(!near.exact() && near.epsilon() > 0.0);
}

#[test]
fn rules_that_tie_too_much_together_are_refused() {
    let mut rng = fastrand::Rng::with_seed(3);
    let rules = (0..250).map(|_| {
        let one = rng.usize(..60);
        let other = (one + 1 + rng.usize(..59)) % 60;
        Rule::never_together([(one, rng.u32(..3)), (other, rng.u32(..3))])
    });
    let scenario = scenario(&[vec![vec![1; 3]; 60]], &[None], 0, rules.collect());
    let steps = Steps::new(&scenario, 1).unwrap();
    assert!(matches!(of_steps(&steps, &Ask::default()), Err(TooHard::Entangled(_))));
}
