//! What holds surely holds in every utility written out that agrees; what holds possibly is shown by one.

use super::{Written, packages, space, statements, written};
use crate::partial::preference::Witness;
use crate::partial::statement::{Partial, Reading, Says, Statement, Strength};
use crate::partial::sum::{Sum, Unknown};
use crate::partial::{Conflict, Dominated, NoPreferences, Preferences, Relations, Whether, dominated};
use crate::space::Space;
use proptest::prelude::*;

const COUNTS: &[u32] = &[2, 3];

/// The witness as a utility written out. What it does not speak of is worth what the worst is.
fn written_out(witness: &Witness, counts: &[u32]) -> Written {
    let worth = |unknown: Unknown| {
        let mut sum = Sum::default();
        sum.add(unknown, 1);
        i64::try_from(witness.of(&sum)).unwrap()
    };
    Written {
        values: (0..counts.len())
            .map(|issue| (0..counts[issue]).map(|place| worth(Unknown::Value(issue, place))).collect())
            .collect(),
        no_agreement: worth(Unknown::NoAgreement),
    }
}

fn agreeing_with(statements: &[Statement], all: &[Written]) -> Vec<Written> {
    all.iter()
        .filter(|utility| statements.iter().all(|said| utility.agrees(&said.says, COUNTS)))
        .cloned()
        .collect()
}

/// With every no agreement that makes a difference.
fn all_written() -> Vec<Written> {
    written(COUNTS, 2)
        .into_iter()
        .flat_map(|utility| (-1..=5).map(move |no_agreement| Written { no_agreement, ..utility.clone() }))
        .collect()
}

fn preferences(statements: &[Statement]) -> Result<Preferences, Conflict> {
    match Preferences::new(&space(COUNTS), statements.to_vec()) {
        Ok(preferences) => Ok(preferences),
        Err(NoPreferences::Contradiction(conflict)) => Err(conflict),
        Err(other) => panic!("{other}"),
    }
}

/// The same said of parts that are called otherwise.
fn renamed(says: &Says, part: &impl Fn(&Partial) -> Partial) -> Says {
    match says.clone() {
        Says::Prefers { better, worse, strength, reading } => {
            Says::Prefers { better: part(&better), worse: part(&worse), strength, reading }
        }
        Says::Accepts(package) => Says::Accepts(part(&package)),
        Says::PrefersNoAgreement(package) => Says::PrefersNoAgreement(part(&package)),
        Says::Share { from, to, low, high } => Says::Share { from: part(&from), to: part(&to), low, high },
        Says::Times { from, to, low, high, than_from, than_to } => {
            let (than_from, than_to) = (part(&than_from), part(&than_to));
            Says::Times { from: part(&from), to: part(&to), low, high, than_from, than_to }
        }
        extremes @ Says::Extremes { .. } => extremes,
    }
}

fn prefers(
    better: &[(usize, u32)],
    worse: &[(usize, u32)],
    strength: Strength,
    reading: Reading,
) -> Statement {
    let part = |choices: &[(usize, u32)]| Partial::new(&space(COUNTS), choices.iter().copied()).unwrap();
    let says = Says::Prefers { better: part(better), worse: part(worse), strength, reading };
    Statement { id: String::new(), says }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_sure_holds_in_every_utility_and_what_is_possible_is_shown_by_one(
        statements in statements(COUNTS),
    ) {
        let all = all_written();
        let agreeing = agreeing_with(&statements, &all);
        let Ok(preferences) = preferences(&statements) else {
            prop_assert!(agreeing.is_empty(), "called contradictory: {:?} agrees", agreeing[0]);
            return Ok(());
        };
        for one in packages(COUNTS) {
            for other in packages(COUNTS) {
                for (strength, holds) in [
                    (Strength::Over, (|a, b| a > b) as fn(i64, i64) -> bool),
                    (Strength::NotWorse, |a, b| a >= b),
                ] {
                    match preferences.some(&Sum::of_packages(&one, &other), strength).unwrap() {
                        Ok(witness) => {
                            let utility = written_out(&witness, COUNTS);
                            prop_assert!(holds(utility.of(&one), utility.of(&other)));
                            for said in &statements {
                                prop_assert!(utility.agrees(&said.says, COUNTS), "{utility:?} {said:?}");
                            }
                        }
                        Err(because) => {
                            // Enough are those named: no utility that agrees with them alone does it.
                            let named: Vec<Statement> = because.iter().map(|&at| statements[at].clone()).collect();
                            for utility in agreeing_with(&named, &all) {
                                prop_assert!(!holds(utility.of(&one), utility.of(&other)), "{utility:?}");
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_contradiction_is_one_and_none_of_its_statements_can_be_left_out(statements in statements(COUNTS)) {
        let Err(conflict) = preferences(&statements) else { return Ok(()) };
        prop_assert!(conflict.fewest);
        let some = |of: &[usize]| of.iter().map(|&at| statements[at].clone()).collect::<Vec<_>>();
        prop_assert!(preferences(&some(&conflict.statements)).is_err());
        // No set of fewer, wherever it is.
        for set in 0u32..1 << statements.len() {
            if (set.count_ones() as usize) < conflict.statements.len() {
                let of: Vec<usize> = (0..statements.len()).filter(|at| set & (1 << at) != 0).collect();
                prop_assert!(preferences(&some(&of)).is_ok());
            }
        }
    }

    #[test]
    fn issues_and_values_in_another_order_change_nothing(statements in statements(COUNTS)) {
        let Ok(here) = preferences(&statements) else { return Ok(()) };
        // The issues the other way round, and the values of each, too.
        let there_counts: Vec<u32> = COUNTS.iter().rev().copied().collect();
        let there_space = space(&there_counts);
        let turned = |(issue, place): (usize, u32)| (COUNTS.len() - 1 - issue, COUNTS[issue] - 1 - place);
        let part = |of: &Partial| Partial::new(&there_space, of.choices().iter().copied().map(turned)).unwrap();
        let there = statements.iter().map(|said| Statement { id: said.id.clone(), says: renamed(&said.says, &part) });
        let there = Preferences::new(&there_space, there.collect()).unwrap();
        let whole = |package: &[u32]| {
            let mut turned: Vec<(usize, u32)> = package.iter().copied().enumerate().map(turned).collect();
            turned.sort_unstable();
            turned.into_iter().map(|(_, place)| place).collect::<Vec<u32>>()
        };
        for one in packages(COUNTS) {
            for other in packages(COUNTS) {
                let (here, there) =
                    (here.compare(&one, &other).unwrap(), there.compare(&whole(&one), &whole(&other)).unwrap());
                prop_assert_eq!(here.better.surely(), there.better.surely());
                prop_assert_eq!(here.better.possibly(), there.better.possibly());
                prop_assert_eq!(here.not_worse.surely(), there.not_worse.surely());
                prop_assert_eq!(here.not_worse.possibly(), there.not_worse.possibly());
            }
        }
    }

    #[test]
    fn sure_preference_is_transitive_possible_and_only_grows(statements in statements(COUNTS)) {
        let Ok(all) = preferences(&statements) else { return Ok(()) };
        let packages = packages(COUNTS);
        let fewer = preferences(&statements[..statements.len() / 2]).unwrap();
        let mut sure = vec![vec![false; packages.len()]; packages.len()];
        for (a, one) in packages.iter().enumerate() {
            for (b, other) in packages.iter().enumerate() {
                let standing = all.compare(one, other).unwrap();
                sure[a][b] = standing.not_worse.surely();
                prop_assert!(!standing.better.surely() || standing.not_worse.surely());
                prop_assert!(!standing.not_worse.surely() || standing.not_worse.possibly());
                prop_assert!(!standing.better.possibly() || standing.not_worse.possibly());
                let opposite = all.compare(other, one).unwrap();
                prop_assert_eq!(standing.not_worse.surely(), !opposite.better.possibly());
                prop_assert_eq!(standing.not_worse.possibly(), !opposite.better.surely());
                let before = fewer.compare(one, other).unwrap();
                prop_assert!(!before.not_worse.surely() || standing.not_worse.surely());
                prop_assert!(!before.better.surely() || standing.better.surely());
                prop_assert!(before.not_worse.possibly() || !standing.not_worse.possibly());
            }
        }
        for a in 0..packages.len() {
            for b in 0..packages.len() {
                for c in 0..packages.len() {
                    prop_assert!(!(sure[a][b] && sure[b][c]) || sure[a][c]);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn relations_of_a_list_are_those_of_its_pairs(statements in statements(COUNTS)) {
        let Ok(preferences) = preferences(&statements) else { return Ok(()) };
        let packages = packages(COUNTS);
        let relations = Relations::new(&preferences, &packages).unwrap();
        let alone = dominated(std::slice::from_ref(&relations));
        for (a, one) in packages.iter().enumerate() {
            for (b, other) in packages.iter().enumerate() {
                let standing = preferences.compare(one, other).unwrap();
                prop_assert_eq!(relations.possibly_better(a, b), standing.better.possibly());
                prop_assert_eq!(relations.possibly_not_worse(a, b), standing.not_worse.possibly());
                prop_assert_eq!(relations.surely_better(a, b), standing.better.surely());
                prop_assert_eq!(relations.surely_not_worse(a, b), standing.not_worse.surely());
                prop_assert_eq!(alone[b].surely_by.contains(&a), standing.better.surely());
            }
        }
    }
}

#[test]
fn several_parties_dominate_together_only_what_none_of_them_prefers() {
    let one = [prefers(&[(0, 1)], &[(0, 0)], Strength::Over, Reading::WhateverElse)];
    let other = [prefers(&[(1, 2)], &[(1, 0)], Strength::NotWorse, Reading::AllElseEqual)];
    let list = [vec![0, 0], vec![1, 2], vec![1, 0]];
    let relations = |said: &[Statement]| Relations::new(&preferences(said).unwrap(), &list).unwrap();
    let together = dominated(&[relations(&one), relations(&other)]);
    // For the second party the first value of issue 0 may be better.
    assert_eq!(together[0], Dominated { surely_by: vec![], possibly_by: vec![1, 2] });
    let opposed = [prefers(&[(0, 0)], &[(0, 1)], Strength::Over, Reading::WhateverElse)];
    let opposed = dominated(&[relations(&one), relations(&opposed)]);
    assert_eq!(opposed[0], Dominated::default());
    let alike = dominated(&[relations(&one), relations(&one)]);
    assert_eq!(alike[0], Dominated { surely_by: vec![1, 2], possibly_by: vec![] });
}

#[test]
fn the_reading_makes_the_difference() {
    let said = |reading| preferences(&[prefers(&[(0, 1)], &[(0, 0)], Strength::Over, reading)]).unwrap();
    let whole = |reading| said(reading).compare(&[1, 0], &[0, 2]).unwrap().better;
    // The rest differs: only "whatever else" settles it.
    assert_eq!(whole(Reading::AllElseEqual), Whether::Possibly);
    assert_eq!(whole(Reading::WhateverElse), Whether::Surely { because: vec![0] });
    assert_eq!(whole(Reading::InTime), Whether::Possibly);
    let alone = |reading| said(reading).compare(&[1, 2], &[0, 2]).unwrap().better;
    assert_eq!(alone(Reading::AllElseEqual), Whether::Surely { because: vec![0] });
    assert_eq!(alone(Reading::InTime), Whether::Possibly, "an order in time says nothing on worth");
}

#[test]
fn two_opposite_statements_are_the_contradiction_whatever_else_was_said() {
    let equal = |better, worse| prefers(&[better], &[worse], Strength::Over, Reading::AllElseEqual);
    let said = [equal((1, 0), (1, 1)), equal((0, 1), (0, 0)), equal((1, 1), (1, 2)), equal((0, 0), (0, 1))];
    let conflict = preferences(&said).unwrap_err();
    assert_eq!(conflict, Conflict { statements: vec![1, 3], fewest: true });
    let words = conflict.words(&space(COUNTS), &said);
    assert_eq!(words[0].1, "{issue 0: 1} over {issue 0: 0}, all else equal");
}

#[test]
fn what_is_surely_not_worse_than_an_accepted_text_is_acceptable() {
    let space = space(COUNTS);
    let accepted = Partial::whole(&space, &[0, 1]).unwrap();
    let preferences = preferences(&[
        Statement { id: "text".into(), says: Says::Accepts(accepted) },
        prefers(&[(0, 1)], &[(0, 0)], Strength::Over, Reading::AllElseEqual),
    ])
    .unwrap();
    let standing = |package: &[u32]| preferences.compare_with_no_agreement(package).unwrap().not_worse;
    assert_eq!(standing(&[1, 1]), Whether::Surely { because: vec![0, 1] });
    assert_eq!(standing(&[0, 2]), Whether::Possibly);
}

/// An issue over all that follow it together, all else equal.
fn over_all_that_follow(space: &Space, issue: usize) -> Statement {
    let issues = space.issues.len();
    let part = |taken: bool| {
        Partial::new(space, (issue..issues).map(|at| (at, u32::from((at == issue) == taken)))).unwrap()
    };
    let (better, worse) = (part(true), part(false));
    let says = Says::Prefers { better, worse, strength: Strength::Over, reading: Reading::AllElseEqual };
    Statement { id: issue.to_string(), says }
}

#[test]
fn orders_of_issues_that_halve_every_range_are_decided() {
    // Each issue is worth more than all that follow: values go down to 2⁻²⁹ of the first.
    let space = super::space(&[2; 30]);
    let said = (0..30).map(|issue| over_all_that_follow(&space, issue)).collect();
    let preferences = Preferences::new(&space, said).unwrap();
    let (mut first, mut rest) = (vec![0; 30], vec![1; 30]);
    first[0] = 1;
    rest[0] = 0;
    assert_eq!(preferences.compare(&first, &rest).unwrap().better, Whether::Surely { because: vec![0] });
    let (mut one, mut other) = (vec![0; 30], vec![0; 30]);
    one[28] = 1;
    other[29] = 1;
    assert_eq!(preferences.compare(&one, &other).unwrap().better, Whether::Surely { because: vec![28] });
    assert!(!preferences.compare(&other, &rest).unwrap().better.possibly());
}

#[test]
fn orders_that_exclude_each_other_by_tiny_amounts_are_a_contradiction() {
    let space = super::space(&[2; 12]);
    let whatever_else = |issue| {
        let mut said = over_all_that_follow(&space, issue);
        if let Says::Prefers { reading, .. } = &mut said.says {
            *reading = Reading::WhateverElse;
        }
        said
    };
    // Each outweighs the range of every other issue, those before it too.
    match Preferences::new(&space, (0..12).map(whatever_else).collect()) {
        Err(NoPreferences::Contradiction(conflict)) => assert_eq!(conflict.statements.len(), 2),
        other => panic!("{other:?}"),
    }
}
