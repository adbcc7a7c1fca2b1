//! Statements as linear inequalities with whole coefficients.

use crate::partial::statement::{Fraction, Partial, Reading, Says, Statement, Strength, Unusable};
use crate::space::Space;
use std::collections::BTreeMap;

/// A quantity that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unknown {
    /// What a value of an issue adds, counted from the worst of the issue: v(issue, place) ≥ 0.
    Value(usize, u32),
    /// What lies between the worst and the best value of an issue: w(issue) ≥ v(issue, place) for each place.
    Range(usize),
    /// What no agreement is worth; any number.
    NoAgreement,
}

/// Σ coefficient · unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sum(pub(super) BTreeMap<Unknown, i64>);

impl Sum {
    /// Adds so many times an unknown.
    pub(super) fn add(&mut self, unknown: Unknown, times: i64) {
        let now = self.0.entry(unknown).or_insert(0);
        *now += times;
        if *now == 0 {
            self.0.remove(&unknown);
        }
    }

    fn add_all(&mut self, other: &Sum, times: i64) {
        for (&unknown, &coefficient) in &other.0 {
            self.add(unknown, coefficient * times);
        }
    }

    /// U(better) − U(worse), where both have the same issues.
    pub(super) fn between(better: &[(usize, u32)], worse: &[(usize, u32)]) -> Self {
        let mut sum = Sum::default();
        for &(issue, place) in better {
            sum.add(Unknown::Value(issue, place), 1);
        }
        for &(issue, place) in worse {
            sum.add(Unknown::Value(issue, place), -1);
        }
        sum
    }

    /// U(package).
    pub(super) fn of_package(package: &[u32]) -> Self {
        Sum(package.iter().enumerate().map(|(issue, &place)| (Unknown::Value(issue, place), 1)).collect())
    }

    /// U(better) − U(worse) of whole packages.
    pub(super) fn of_packages(better: &[u32], worse: &[u32]) -> Self {
        let mut sum = Sum::default();
        for (issue, (&one, &other)) in better.iter().zip(worse).enumerate().filter(|(_, (a, b))| a != b) {
            sum.add(Unknown::Value(issue, one), 1);
            sum.add(Unknown::Value(issue, other), -1);
        }
        sum
    }

    /// U(package) − what no agreement is worth.
    pub(super) fn over_no_agreement(package: &[(usize, u32)]) -> Self {
        let mut sum = Sum::between(package, &[]);
        sum.add(Unknown::NoAgreement, -1);
        sum
    }

    pub(super) fn turned(&self) -> Self {
        Sum(self.0.iter().map(|(&unknown, &coefficient)| (unknown, -coefficient)).collect())
    }
}

/// A sum that is at least nothing, or more than nothing.
#[derive(Debug, Clone)]
pub(super) struct Inequality {
    pub(super) sum: Sum,
    pub(super) strict: bool,
}

impl Inequality {
    fn weak(sum: Sum) -> Self {
        Self { sum, strict: false }
    }
}

/// The same without what no agreement is worth: what is not worse than no agreement against what is worse.
pub(super) fn without_no_agreement(said: &[Inequality]) -> Vec<Inequality> {
    let times = |of: &Inequality| of.sum.0.get(&Unknown::NoAgreement).copied().unwrap_or(0);
    let mut without: Vec<Inequality> = said.iter().filter(|of| times(of) == 0).cloned().collect();
    for above in said.iter().filter(|of| times(of) < 0) {
        for below in said.iter().filter(|of| times(of) > 0) {
            let mut sum = above.sum.clone();
            sum.0.iter_mut().for_each(|(_, coefficient)| *coefficient *= times(below));
            sum.add_all(&below.sum, -times(above));
            without.push(Inequality { sum, strict: above.strict || below.strict });
        }
    }
    without
}

/// The worst and the best value of each issue, where they were said.
pub(super) type Extremes = Vec<Option<(u32, u32)>>;

pub(super) fn extremes(issues: usize, statements: &[Statement]) -> Extremes {
    let mut known: Extremes = vec![None; issues];
    for statement in statements {
        if let Says::Extremes { issue, worst, best } = statement.says {
            known[issue].get_or_insert((worst, best));
        }
    }
    known
}

/// What each statement says, as inequalities; nothing for those that say nothing on worth.
///
/// Statements are taken to fit the space.
pub(super) fn inequalities(
    space: &Space,
    statements: &[Statement],
) -> Result<Vec<Vec<Inequality>>, (usize, Unusable)> {
    let known = extremes(space.issues.len(), statements);
    statements
        .iter()
        .enumerate()
        .map(|(at, statement)| of(space, &known, &statement.says).map_err(|why| (at, why)))
        .collect()
}

fn of(space: &Space, known: &Extremes, says: &Says) -> Result<Vec<Inequality>, Unusable> {
    Ok(match says {
        Says::Prefers { reading: Reading::InTime, .. } => vec![],
        Says::Prefers { better, worse, strength, reading } => {
            let sum = match reading {
                Reading::WhateverElse => whatever_else(space, better, worse),
                Reading::AllElseEqual | Reading::InTime => Sum::between(better.choices(), worse.choices()),
            };
            vec![Inequality { sum, strict: *strength == Strength::Over }]
        }
        Says::Accepts(package) => vec![Inequality::weak(Sum::over_no_agreement(package.choices()))],
        Says::PrefersNoAgreement(package) => {
            vec![Inequality { sum: Sum::over_no_agreement(package.choices()).turned(), strict: true }]
        }
        Says::Extremes { issue, worst, best } => within(space, *issue, *worst, *best),
        Says::Share { from, to, low, high } => {
            let difference = Sum::between(to.choices(), from.choices());
            let mut all = Sum::default();
            (0..space.issues.len()).for_each(|issue| all.add(Unknown::Range(issue), 1));
            let mut said = vec![at_least(&difference, *low, &all)];
            if high.parts < high.of {
                // What can be gained is a sum of known differences only where the extremes are known. They are part of what
                // this statement says.
                let mut all = Sum::default();
                for (issue, known) in known.iter().enumerate() {
                    let (worst, best) =
                        known.ok_or_else(|| Unusable::ExtremesNeeded(space.issues[issue].name.clone()))?;
                    all.add_all(&Sum::between(&[(issue, best)], &[(issue, worst)]), 1);
                    said.extend(within(space, issue, worst, best));
                }
                said.push(at_most(&difference, *high, &all));
            }
            said
        }
        Says::Times { from, to, low, high, than_from, than_to } => {
            let difference = Sum::between(to.choices(), from.choices());
            let unit = Sum::between(than_to.choices(), than_from.choices());
            let mut said = vec![at_least(&difference, *low, &unit)];
            said.extend(high.map(|high| at_most(&difference, high, &unit)));
            said
        }
    })
}

/// U(better, r) − U(worse, s) for the r and s that make it least. An issue left open in both counts for its whole range; one
/// that only one side names counts for what lies between its value and the extreme.
fn whatever_else(space: &Space, better: &Partial, worse: &Partial) -> Sum {
    let mut sum = Sum::default();
    for issue in 0..space.issues.len() {
        if let Some(place) = better.at(issue) {
            sum.add(Unknown::Value(issue, place), 1);
        }
        match worse.at(issue) {
            Some(place) => sum.add(Unknown::Value(issue, place), -1),
            None => sum.add(Unknown::Range(issue), -1),
        }
    }
    sum
}

/// No value of the issue is below `worst` or above `best`.
fn within(space: &Space, issue: usize, worst: u32, best: u32) -> Vec<Inequality> {
    let places = space.issues[issue].values.places().unwrap_or(0);
    let over = |one: u32, other: u32| {
        (one != other).then(|| Inequality::weak(Sum::between(&[(issue, one)], &[(issue, other)])))
    };
    (0..places).flat_map(|place| [over(place, worst), over(best, place)]).flatten().collect()
}

/// difference ≥ share · unit.
fn at_least(difference: &Sum, share: Fraction, unit: &Sum) -> Inequality {
    let mut sum = Sum::default();
    sum.add_all(difference, i64::from(share.of));
    sum.add_all(unit, -i64::from(share.parts));
    Inequality::weak(sum)
}

/// difference ≤ share · unit.
fn at_most(difference: &Sum, share: Fraction, unit: &Sum) -> Inequality {
    let mut inequality = at_least(difference, share, unit);
    inequality.sum = inequality.sum.turned();
    inequality
}
