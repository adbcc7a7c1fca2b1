use super::*;
use crate::scenario::Scenario;
use crate::solve::Points;
use crate::space::{Issue, Rule, Space, Values};
use crate::utility::{Additive, Evaluator, Profile, Term, Utility};
use proptest::prelude::*;

/// A scenario of small whole utilities, so that ties are common.
fn scenario(tables: &[Vec<Vec<i8>>], parties: usize, cap: Option<f64>, rules: Vec<Rule>) -> Scenario {
    let issues = tables
        .iter()
        .enumerate()
        .map(|(at, values)| Issue {
            name: at.to_string(),
            values: Values::Options((0..values.len()).map(|v| v.to_string()).collect()),
        })
        .collect();
    let profile = |party: usize| Profile {
        name: party.to_string(),
        utility: Utility::Additive(Additive {
            terms: tables
                .iter()
                .map(|values| Term {
                    weight: 1.0,
                    evaluator: Evaluator::Table(values.iter().map(|adds| f64::from(adds[party])).collect()),
                })
                .collect(),
            bias: 0.0,
            at_most: cap,
        }),
        reservation: None,
        discount: 1.0,
    };
    Scenario {
        space: Space::with_rules("", issues, rules).unwrap(),
        profiles: (0..parties).map(profile).collect(),
    }
}

/// Every allowed package with what it is worth.
fn listed(steps: &Steps) -> Vec<(Vec<u32>, Vec<i64>)> {
    (0..steps.issues())
        .fold(vec![vec![]], |so_far: Vec<Vec<u32>>, issue| {
            let places = 0..u32::try_from(steps.values(issue)).unwrap();
            so_far
                .iter()
                .flat_map(|start| places.clone().map(move |place| [start.as_slice(), &[place]].concat()))
                .collect()
        })
        .into_iter()
        .filter(|package| steps.allows(package))
        .map(|package| {
            let worth = steps.of(&package);
            (package, worth)
        })
        .collect()
}

/// A solution by its words, with real numbers where they are exact: an oracle that shares nothing with what it checks.
fn by_definition(solution: Solution, listed: &[(Vec<u32>, Vec<i64>)], d: &[i64]) -> Vec<Vec<u32>> {
    let rational: Vec<&(Vec<u32>, Vec<i64>)> =
        listed.iter().filter(|(_, u)| u.iter().zip(d).all(|(u, d)| u >= d)).collect();
    let ideal: Vec<i64> =
        (0..d.len()).map(|p| rational.iter().map(|(_, u)| u[p]).max().unwrap_or(0)).collect();
    // 720720 is divided by every range of up to 16 steps, so that shares are whole.
    let key = |u: &[i64]| -> Vec<i64> {
        let gains: Vec<i64> = u.iter().zip(d).map(|(u, d)| u - d).collect();
        let mut key: Vec<i64> = match solution {
            Solution::Nash => {
                let positive: Vec<i64> = gains.iter().copied().filter(|&g| g > 0).collect();
                return vec![positive.len() as i64, positive.iter().product()];
            }
            Solution::KalaiSmorodinsky => gains
                .iter()
                .enumerate()
                .filter(|(p, _)| ideal[*p] > d[*p])
                .map(|(p, g)| {
                    let range = ideal[p] - d[p];
                    assert_eq!(720_720 % range, 0);
                    g * (720_720 / range)
                })
                .collect(),
            Solution::Egalitarian => gains,
            Solution::EqualLoss => u.iter().zip(&ideal).map(|(u, a)| u - a).collect(),
            Solution::Utilitarian => return vec![u.iter().sum()],
        };
        key.sort_unstable();
        key
    };
    let best = rational.iter().map(|(_, u)| key(u)).max();
    rational.iter().filter(|(_, u)| Some(key(u)) == best).map(|(package, _)| package.clone()).collect()
}

fn any_problem() -> impl Strategy<Value = (Steps, Vec<i64>)> {
    (1usize..5)
        .prop_flat_map(|parties| {
            let values = prop::collection::vec(prop::collection::vec(-1i8..3, parties), 1..4);
            (
                Just(parties),
                prop::collection::vec(values, 1..6),
                prop::collection::vec(-2i64..5, parties),
                prop::option::of(0i8..6),
                prop::collection::vec(prop::collection::vec((0usize..6, 0u32..4), 1..3), 0..3),
            )
        })
        .prop_map(|(parties, tables, d, cap, rules)| {
            let fit = |(issue, place): (usize, u32)| {
                let issue = issue % tables.len();
                (issue, place % tables[issue].len() as u32)
            };
            let rules =
                rules.into_iter().map(|values| Rule::never_together(values.into_iter().map(fit))).collect();
            (Steps::new(&scenario(&tables, parties, cap.map(f64::from), rules), 1).unwrap(), d)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_search_finds_all_packages_that_the_definition_picks((steps, d) in any_problem()) {
        let listed = listed(&steps);
        for solution in Solution::ALL {
            let mut expected = by_definition(solution, &listed, &d);
            expected.sort();
            let found = search(&steps, solution, &Problem::new(d.clone()), usize::MAX).unwrap();
            let mut packages: Vec<Vec<u32>> = found.packages.iter().flatten().cloned().collect();
            packages.sort();
            prop_assert_eq!(&packages, &expected, "{:?}", solution);
            prop_assert_eq!(found.counts.iter().sum::<BigUint>(), BigUint::from(expected.len()));
        }
    }

    #[test]
    fn of_points_the_same_ones_are_picked((steps, d) in any_problem()) {
        let listed = listed(&steps);
        let flat: Vec<i64> = listed.iter().flat_map(|(_, u)| u.clone()).collect();
        for solution in Solution::ALL {
            let picked: Vec<Vec<u32>> =
                Points::new(steps.parties(), &flat).solution(solution, &Problem::new(d.clone())).into_iter().map(|at| listed[at].0.clone()).collect();
            prop_assert_eq!(picked, by_definition(solution, &listed, &d), "{:?}", solution);
        }
    }

    #[test]
    fn where_there_is_no_zone_the_smallest_sets_of_demands_that_clash_are_named((steps, d) in any_problem()) {
        let listed = listed(&steps);
        let holds = |set: &[usize]| listed.iter().any(|(_, u)| set.iter().all(|&p| u[p] >= d[p]));
        let sets: Vec<Vec<usize>> = (1u32..1 << d.len()).map(|set| (0..d.len()).filter(|p| set & (1 << p) != 0).collect()).collect();
        let smallest = sets.iter().filter(|set| !holds(set)).map(Vec::len).min();
        let expected: Vec<Vec<usize>> = sets.into_iter().filter(|set| !holds(set) && Some(set.len()) == smallest).collect();
        prop_assert_eq!(crate::solve::clash::smallest(&steps, &d).unwrap(), expected);
    }
}

/// The same problem with each party's utilities multiplied and shifted.
fn stretched(steps: &Steps, d: &[i64], by: &[(i64, i64)]) -> (Steps, Vec<i64>) {
    let tables = (0..steps.issues())
        .map(|issue| {
            (0..steps.values(issue))
                .flat_map(|value| {
                    let shift = |party: usize| if issue == 0 { by[party].1 } else { 0 };
                    steps
                        .adds(issue, value)
                        .iter()
                        .enumerate()
                        .map(move |(p, adds)| adds * by[p].0 + shift(p))
                        .collect::<Vec<_>>()
                })
                .collect()
        })
        .collect();
    let d = d.iter().zip(by).map(|(d, (times, plus))| d * times + plus).collect();
    (Steps::from_tables(1, steps.parties(), tables), d)
}

proptest! {
    #[test]
    fn nash_and_kalai_smorodinsky_do_not_change_when_a_party_measures_its_utility_otherwise(
        (parties, tables, d, by) in (1usize..4).prop_flat_map(|parties| (
            Just(parties),
            prop::collection::vec(prop::collection::vec(prop::collection::vec(0i64..9, parties), 1..4), 1..5),
            prop::collection::vec(0i64..9, parties),
            prop::collection::vec((1i64..50, -20i64..20), parties),
        ))
    ) {
        let steps = Steps::from_tables(1, parties, tables.into_iter().map(|values| values.into_iter().flatten().collect()).collect());
        let (other, other_d) = stretched(&steps, &d, &by);
        // Where not all can gain together, products of different parties' gains are compared.
        let all_can_gain = listed(&steps).iter().any(|(_, u)| u.iter().zip(&d).all(|(u, d)| u > d));
        for solution in [Solution::Nash, Solution::KalaiSmorodinsky] {
            if solution == Solution::Nash && !all_can_gain {
                continue;
            }
            let mut one: Vec<_> = search(&steps, solution, &Problem::new(d.clone()), usize::MAX).unwrap().packages.concat();
            let mut two: Vec<_> = search(&other, solution, &Problem::new(other_d.clone()), usize::MAX).unwrap().packages.concat();
            one.sort();
            two.sort();
            prop_assert_eq!(one, two, "{:?}", solution);
        }
    }

    #[test]
    fn what_is_picked_is_rational_and_pareto_optimal_and_parties_alike_are_treated_alike((steps, d) in any_problem()) {
        let listed = listed(&steps);
        let turned: Vec<usize> = (0..d.len()).rev().collect();
        let turned_d: Vec<i64> = turned.iter().map(|&p| d[p]).collect();
        for solution in Solution::ALL {
            let found = search(&steps, solution, &Problem::new(d.clone()), 0).unwrap();
            for point in &found.points {
                prop_assert!(point.iter().zip(&d).all(|(u, d)| u >= d));
                prop_assert!(!listed.iter().any(|(_, other)| other != point && other.iter().zip(point).all(|(other, u)| other >= u)));
            }
            let other = search(&steps.among(&turned), solution, &Problem::new(turned_d.clone()), 0).unwrap();
            let mut back: Vec<Vec<i64>> = other.points.iter().map(|point| point.iter().rev().copied().collect()).collect();
            back.sort_unstable_by(|one, two| two.cmp(one));
            prop_assert_eq!(&back, &found.points, "{:?}", solution);
        }
    }
}
