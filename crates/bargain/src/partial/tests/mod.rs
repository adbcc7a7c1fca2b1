//! Answers against utilities that are written out, and statements read word by word.

use crate::partial::statement::{Fraction, Partial, Reading, Says, Statement, Strength};
use crate::space::{Issue, Space, Values};
use proptest::prelude::*;

mod amount;
mod figure;
mod preference;
mod question;

/// A space with so many options an issue.
pub(super) fn space(counts: &[u32]) -> Space {
    let issues = counts.iter().enumerate().map(|(at, &count)| Issue {
        name: format!("issue {at}"),
        values: Values::Options((0..count).map(|place| place.to_string()).collect()),
    });
    Space::new("", issues.collect()).unwrap()
}

/// Every package.
pub(super) fn packages(counts: &[u32]) -> Vec<Vec<u32>> {
    counts.iter().fold(vec![vec![]], |so_far, &count| {
        so_far
            .iter()
            .flat_map(|start| (0..count).map(move |place| [start.as_slice(), &[place]].concat()))
            .collect()
    })
}

/// A utility written out: what each value adds, and what no agreement is worth.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) values: Vec<Vec<i64>>,
    pub(super) no_agreement: i64,
}

impl Written {
    pub(super) fn of(&self, package: &[u32]) -> i64 {
        package.iter().zip(&self.values).map(|(&place, values)| values[place as usize]).sum()
    }

    pub(super) fn difference(&self, to: &Partial, from: &Partial) -> i64 {
        let of = |partial: &Partial| -> i64 {
            partial.choices().iter().map(|&(issue, place)| self.values[issue][place as usize]).sum()
        };
        of(to) - of(from)
    }

    /// All that can be gained.
    pub(super) fn whole(&self) -> i64 {
        self.values.iter().map(|values| values.iter().max().unwrap() - values.iter().min().unwrap()).sum()
    }

    /// Whether a statement is true of it, by going through packages.
    pub(super) fn agrees(&self, says: &Says, counts: &[u32]) -> bool {
        let ordered = |better: i64, worse: i64, strength: Strength| match strength {
            Strength::Over => better > worse,
            Strength::NotWorse => better >= worse,
        };
        let within = |difference: i64, low: Fraction, high: Option<Fraction>, unit: i64| {
            difference * i64::from(low.of) >= i64::from(low.parts) * unit
                && high.is_none_or(|high| difference * i64::from(high.of) <= i64::from(high.parts) * unit)
        };
        let all = packages(counts);
        match says {
            Says::Prefers { reading: Reading::InTime, .. } => true,
            Says::Prefers { better, worse, strength, reading } => {
                all.iter().filter(|package| better.is_in(package)).all(|one| {
                    all.iter().filter(|package| worse.is_in(package)).all(|other| {
                        let rest_is_equal = (0..counts.len())
                            .all(|issue| better.at(issue).is_some() || one[issue] == other[issue]);
                        (*reading == Reading::AllElseEqual && !rest_is_equal)
                            || ordered(self.of(one), self.of(other), *strength)
                    })
                })
            }
            Says::Accepts(package) => all
                .iter()
                .filter(|whole| package.is_in(whole))
                .all(|whole| self.of(whole) >= self.no_agreement),
            Says::PrefersNoAgreement(package) => all
                .iter()
                .filter(|whole| package.is_in(whole))
                .all(|whole| self.of(whole) < self.no_agreement),
            Says::Extremes { issue, worst, best } => {
                let values = &self.values[*issue];
                let (worst, best) = (values[*worst as usize], values[*best as usize]);
                values.iter().all(|value| (worst..=best).contains(value))
            }
            Says::Share { from, to, low, high } => {
                within(self.difference(to, from), *low, Some(*high), self.whole())
            }
            Says::Times { from, to, low, high, than_from, than_to } => {
                within(self.difference(to, from), *low, *high, self.difference(than_to, than_from))
            }
        }
    }
}

/// Utilities with small whole numbers, all of them: the first value of an issue may be as good as any.
pub(super) fn written(counts: &[u32], most: i64) -> Vec<Written> {
    let cells: Vec<u32> =
        counts.iter().flat_map(|&count| vec![u32::try_from(most).unwrap() + 1; count as usize]).collect();
    packages(&cells)
        .into_iter()
        .map(|cells| {
            let mut cells = cells.into_iter().map(i64::from);
            let values = counts.iter().map(|&count| cells.by_ref().take(count as usize).collect()).collect();
            Written { values, no_agreement: most }
        })
        .collect()
}

/// Statements on a space, most of them orderings.
pub(super) fn statements(counts: &'static [u32]) -> impl Strategy<Value = Vec<Statement>> {
    let packages = prop::collection::vec(any::<prop::sample::Index>(), counts.len());
    let issues = prop::collection::vec(any::<bool>(), counts.len());
    let one = (0usize..9, packages.clone(), packages, issues.clone(), issues, 0u32..4, 0u32..3);
    prop::collection::vec(one, 0..5).prop_map(move |list| {
        let space = space(counts);
        list.into_iter()
            .enumerate()
            .filter_map(|(at, (kind, one, other, of_one, of_other, low, more))| {
                let places = |indexes: &[prop::sample::Index]| -> Vec<u32> {
                    indexes
                        .iter()
                        .zip(counts)
                        .map(|(index, &count)| index.index(count as usize) as u32)
                        .collect()
                };
                let (one, other) = (places(&one), places(&other));
                let part = |of: &[u32], which: &[bool]| {
                    Partial::new(
                        &space,
                        (0..counts.len()).filter(|&issue| which[issue]).map(|issue| (issue, of[issue])),
                    )
                    .ok()
                };
                let strength = if more == 0 { Strength::NotWorse } else { Strength::Over };
                let (low, high) = (Fraction { parts: low, of: 4 }, Fraction { parts: low + more, of: 4 });
                let says = match kind {
                    0..=3 => Says::Prefers {
                        better: part(&one, &of_one)?,
                        worse: part(&other, &of_one)?,
                        strength,
                        reading: Reading::AllElseEqual,
                    },
                    4 => Says::Prefers {
                        better: part(&one, &of_one)?,
                        worse: part(&other, &of_other)?,
                        strength,
                        reading: Reading::WhateverElse,
                    },
                    5 => Says::Accepts(Partial::whole(&space, &one).unwrap()),
                    6 => Says::PrefersNoAgreement(Partial::whole(&space, &one).unwrap()),
                    7 => Says::Times {
                        from: part(&one, &of_one)?,
                        to: part(&other, &of_one)?,
                        low,
                        high: (more > 0).then_some(high),
                        than_from: part(&other, &of_other)?,
                        than_to: part(&one, &of_other)?,
                    },
                    _ => Says::Share {
                        from: part(&one, &of_one)?,
                        to: part(&other, &of_one)?,
                        low,
                        high: Fraction { parts: 4.max(low.parts), of: 4 },
                    },
                };
                says.fits(&space).ok()?;
                Some(Statement { id: at.to_string(), says })
            })
            .collect()
    })
}
