//! Regret, weights and acceptability against utilities written out.

use super::{Written, packages, space, statements, written};
use crate::partial::statement::{Fraction, Partial, Reading, Says, Statement, Strength};
use crate::partial::{NoPreferences, Preferences, Sampling};
use crate::space::Space;
use proptest::prelude::*;

const COUNTS: &[u32] = &[2, 3];

fn said(says: Says) -> Statement {
    Statement { id: String::new(), says }
}

fn over(space: &Space, better: &[(usize, u32)], worse: &[(usize, u32)]) -> Statement {
    said(Says::Prefers {
        better: Partial::new(space, better.iter().copied()).unwrap(),
        worse: Partial::new(space, worse.iter().copied()).unwrap(),
        strength: Strength::Over,
        reading: Reading::AllElseEqual,
    })
}

/// Utilities that agree, in which something can be gained.
fn agreeing(statements: &[Statement]) -> Vec<Written> {
    written(COUNTS, 2)
        .into_iter()
        .filter(|utility| utility.whole() > 0)
        .flat_map(|utility| (-1..=5).map(move |no_agreement| Written { no_agreement, ..utility.clone() }))
        .filter(|utility| statements.iter().all(|said| utility.agrees(&said.says, COUNTS)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_utility_that_agrees_loses_more_or_weighs_outside(statements in statements(COUNTS)) {
        let space = space(COUNTS);
        let preferences = match Preferences::new(&space, statements.clone()) {
            Ok(preferences) => preferences,
            Err(NoPreferences::Contradiction(_)) => return Ok(()),
            Err(other) => panic!("{other}"),
        };
        let packages = packages(COUNTS);
        let regrets = preferences.regrets(&packages).unwrap();
        let weights = preferences.weights(&space).unwrap();
        for utility in agreeing(&statements) {
            let best = packages.iter().map(|package| utility.of(package)).max().unwrap();
            for (package, regret) in packages.iter().zip(&regrets) {
                let lost = (best - utility.of(package)) as f64 / utility.whole() as f64;
                prop_assert!(lost <= regret.most + 1e-6, "{lost} {regret:?} {utility:?}");
            }
            for (values, weight) in utility.values.iter().zip(&weights) {
                let range = (values.iter().max().unwrap() - values.iter().min().unwrap()) as f64;
                let share = range / utility.whole() as f64;
                prop_assert!((weight.low - 1e-6..=weight.high + 1e-6).contains(&share), "{share} {weight:?}");
            }
        }
        // What is drawn agrees: no package surely worse than another of the list is ever first.
        let shares = preferences.acceptability(&packages, Sampling { samples: 200, seed: 1 }).unwrap();
        if let Some(shares) = shares {
            let relations = crate::partial::Relations::new(&preferences, &packages).unwrap();
            for one in 0..packages.len() {
                for (other, regret) in regrets.iter().enumerate() {
                    if relations.surely_better(one, other) && regret.most > 1e-6 {
                        prop_assert!(shares.first[other].share < 0.02, "{:?}", shares.first[other]);
                    }
                }
            }
        }
    }
}

#[test]
fn regret_is_what_the_best_utility_for_the_other_gives() {
    let space = space(&[2, 2]);
    let list = packages(&[2, 2]);
    let nothing = Preferences::new(&space, vec![]).unwrap();
    assert!(nothing.regrets(&list).unwrap().iter().all(|regret| (regret.most - 1.0).abs() < 1e-6));
    // 1 over 0 in both issues, and the first issue over the second: only (0, 1) against (1, 0) and the best can lose.
    let ordered = Preferences::new(
        &space,
        vec![
            over(&space, &[(0, 1)], &[(0, 0)]),
            over(&space, &[(1, 1)], &[(1, 0)]),
            over(&space, &[(0, 1), (1, 0)], &[(0, 0), (1, 1)]),
        ],
    )
    .unwrap();
    let most: Vec<f64> = ordered.regrets(&list).unwrap().iter().map(|regret| regret.most).collect();
    for (found, expected) in most.iter().zip([1.0, 1.0, 0.5, 0.0]) {
        assert!((found - expected).abs() < 1e-6, "{most:?}");
    }
    let weights = ordered.weights(&space).unwrap();
    assert!((weights[0].low - 0.5).abs() < 1e-6 && (weights[0].high - 1.0).abs() < 1e-6, "{weights:?}");
    assert!(weights[1].low.abs() < 1e-6 && (weights[1].high - 0.5).abs() < 1e-6, "{weights:?}");
}

#[test]
fn shares_of_the_whole_bound_weights_and_need_to_know_the_extremes() {
    let space = space(&[2, 3]);
    let part = |issue, place| Partial::new(&space, [(issue, place)]).unwrap();
    let share = |low, high| {
        said(Says::Share {
            from: part(0, 0),
            to: part(0, 1),
            low: Fraction { parts: low, of: 10 },
            high: Fraction { parts: high, of: 10 },
        })
    };
    let unknown = Preferences::new(&space, vec![share(2, 3)]).unwrap_err();
    assert!(matches!(unknown, NoPreferences::Unusable { .. }), "{unknown}");
    let extremes = |issue, best| said(Says::Extremes { issue, worst: 0, best });
    let told = vec![extremes(0, 1), extremes(1, 2), share(2, 3)];
    let weights = Preferences::new(&space, told.clone()).unwrap().weights(&space).unwrap();
    for (weight, (low, high)) in weights.iter().zip([(0.2, 0.3), (0.7, 0.8)]) {
        assert!((weight.low - low).abs() < 1e-6 && (weight.high - high).abs() < 1e-6 && weight.exact);
    }
    // An issue of at most three tenths cannot be worth more than the other: those two statements and the interval.
    let first = over(&space, &[(0, 1), (1, 0)], &[(0, 0), (1, 2)]);
    match Preferences::new(&space, [told, vec![first]].concat()) {
        Err(NoPreferences::Contradiction(conflict)) => assert_eq!(conflict.statements, [2, 3]),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_alike_is_drawn_alike_and_the_same_seed_draws_the_same() {
    let space = space(&[2, 2]);
    let list = packages(&[2, 2]);
    let nothing = Preferences::new(&space, vec![]).unwrap();
    let drawn = nothing.acceptability(&list, Sampling::default()).unwrap().unwrap();
    for share in &drawn.first {
        assert!((share.share - 0.25).abs() <= 4.0 * share.error && share.error < 0.02, "{drawn:?}");
    }
    assert_eq!(drawn, nothing.acceptability(&list, Sampling::default()).unwrap().unwrap());
    // One issue over the other and nothing else: by symmetry the others are as before.
    let one = Preferences::new(&space, vec![over(&space, &[(0, 1)], &[(0, 0)])]).unwrap();
    let drawn = one.acceptability(&list, Sampling::default()).unwrap().unwrap();
    for (share, expected) in drawn.first.iter().zip([0.0, 0.0, 0.5, 0.5]) {
        assert!((share.share - expected).abs() <= 4.0 * share.error, "{drawn:?}");
    }
}

#[test]
fn statements_that_leave_only_ties_are_drawn_on_what_they_leave() {
    let space = space(&[2, 2]);
    let equal = |better: u32, worse: u32| {
        let mut told = over(&space, &[(0, better)], &[(0, worse)]);
        if let Says::Prefers { strength, .. } = &mut told.says {
            *strength = Strength::NotWorse;
        }
        told
    };
    let preferences = Preferences::new(&space, vec![equal(0, 1), equal(1, 0)]).unwrap();
    let drawn = preferences.acceptability(&packages(&[2, 2]), Sampling::default()).unwrap().unwrap();
    // (0, x) and (1, x) tie; which x is better is open.
    assert_eq!(drawn.first[0], drawn.first[2]);
    assert!((drawn.first[0].share - 0.5).abs() < 4.0 * drawn.first[0].error, "{drawn:?}");
}
