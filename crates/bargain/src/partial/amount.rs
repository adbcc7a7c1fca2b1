//! Amounts: how much a package can be worth above another, and what weight an issue can have, in shares of all that can be
//! gained.

use crate::partial::dominance::Orders;
use crate::partial::linear::{NotSettled, Row, float, solve};
use crate::partial::preference::{Preferences, Unknowns};
use crate::partial::sum::{Sum, Unknown, extremes};
use crate::space::Space;
use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use serde::Serialize;
use std::collections::BTreeSet;

/// All utilities in one unit: what can be gained in all issues together is 1.
///
/// Strict statements are taken with their limits, which changes no largest or smallest amount.
pub(super) struct Unit {
    pub(super) unknowns: Unknowns,
    pub(super) rows: Vec<Row>,
}

impl Unit {
    /// With a column for every unknown that statements or these sums speak of, and for the range of each issue among them.
    pub(super) fn new<'a>(preferences: &'a Preferences, sums: impl Iterator<Item = &'a Sum>) -> Self {
        let said: Vec<&Sum> = preferences.said.iter().flatten().map(|said| &said.sum).collect();
        let mut all: Vec<Sum> = said.iter().copied().chain(sums).cloned().collect();
        let issues: BTreeSet<usize> = all
            .iter()
            .flat_map(|sum| sum.0.keys())
            .filter_map(|unknown| match unknown {
                Unknown::Value(issue, _) | Unknown::Range(issue) => Some(*issue),
                Unknown::NoAgreement => None,
            })
            .collect();
        let mut ranges = Sum::default();
        issues.into_iter().for_each(|issue| ranges.add(Unknown::Range(issue), 1));
        all.push(ranges);
        let unknowns = Unknowns::of(all.iter());
        let mut rows: Vec<Row> = said.into_iter().map(|sum| unknowns.row(sum, false)).collect();
        rows.extend(unknowns.ranges());
        Self { unknowns, rows }
    }

    /// The columns of the issues' ranges.
    pub(super) fn ranges(&self) -> Vec<usize> {
        let range =
            |(unknown, &column): (&Unknown, &usize)| matches!(unknown, Unknown::Range(_)).then_some(column);
        self.unknowns.columns.iter().filter_map(range).collect()
    }

    /// The least or the most that the sum can be; none where nothing at all can be gained in any issue.
    pub(super) fn extreme(
        &self,
        sum: &Sum,
        direction: OptimizationDirection,
    ) -> Result<Option<f64>, NotSettled> {
        let mut problem = Problem::new(direction);
        let target = self.unknowns.row(sum, false);
        let mut worth = vec![0.0; self.unknowns.count];
        #[expect(clippy::cast_precision_loss, reason = "coefficients are small whole numbers")]
        target.terms.iter().for_each(|&(column, times)| worth[column] = times as f64);
        let columns: Vec<Variable> =
            worth.iter().map(|&worth| problem.add_var(worth, (0.0, f64::INFINITY))).collect();
        for row in &self.rows {
            problem.add_constraint(float(&row.terms, &columns), ComparisonOp::Ge, 0.0);
        }
        let ranges = self.ranges();
        problem.add_constraint(ranges.iter().map(|&at| (columns[at], 1.0)), ComparisonOp::Eq, 1.0);
        let found = solve(&problem, &columns)?;
        Ok(found.map(|at| at.iter().zip(&worth).map(|(value, worth)| value * worth).sum()))
    }
}

/// How much a party may lose by settling for a package of a list instead of the one that is best for it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Regret {
    /// At most this share of all that can be gained, within about 10⁻⁶.
    pub most: f64,
    /// Compared with this package of the list; itself where no other can be better.
    pub against: usize,
}

impl Preferences {
    /// For each package of a list, the most that the party may lose by it (C. Boutilier, R. Patrascu, P. Poupart and
    /// D. Schuurmans, "Constraint-based optimization and utility elicitation using the minimax decision criterion", Artificial
    /// Intelligence 170 (2006)). The packages with the least of it are those of *minimax regret*.
    ///
    /// Exact whether or not the worst and best values are known: where a package can be better at all, it is by most where
    /// ranges are as small as the values allow.
    ///
    /// Cost: a linear program for each ordered pair.
    ///
    /// # Errors
    ///
    /// Where a linear program fails.
    pub fn regrets(&self, packages: &[Vec<u32>]) -> Result<Vec<Regret>, NotSettled> {
        packages
            .iter()
            .enumerate()
            .map(|(at, package)| {
                let mut worst = Regret { most: 0.0, against: at };
                for (against, other) in packages.iter().enumerate().filter(|(_, other)| *other != package) {
                    let sum = Sum::of_packages(other, package);
                    let unit = Unit::new(self, std::iter::once(&sum));
                    let most = unit.extreme(&sum, OptimizationDirection::Maximize)?.unwrap_or(0.0);
                    if most > worst.most + CLOSE {
                        worst = Regret { most, against };
                    }
                }
                Ok(worst)
            })
            .collect()
    }

    /// What weight each issue can have: the share of what lies between its worst and best value in all that can be gained.
    ///
    /// The upper bounds are exact. The lower are exact where the worst and the best value of every issue were said or follow
    /// from the order of its values; else the weight
    /// may never come so low, and never comes lower.
    ///
    /// Cost: two linear programs an issue, and one for each ordered pair of its values that statements speak of.
    ///
    /// # Errors
    ///
    /// Where a linear program fails.
    pub fn weights(&self, space: &Space) -> Result<Vec<Weight>, NotSettled> {
        let all: Vec<Sum> = (0..space.issues.len()).map(range).collect();
        let extremes = self.extremes(space);
        let mut unit = Unit::new(self, all.iter());
        if let Some(extremes) = &extremes {
            // Ranges are then what lies between the extremes, and no more.
            for (issue, &(worst, best)) in extremes.iter().enumerate() {
                let mut sum = Sum::between(&[(issue, best)], &[(issue, worst)]);
                sum.add(Unknown::Range(issue), -1);
                unit.rows.push(unit.unknowns.row(&sum, false));
            }
        }
        (0..space.issues.len())
            .map(|issue| {
                let low = unit.extreme(&all[issue], OptimizationDirection::Minimize)?.unwrap_or(0.0);
                let mut high = 0.0f64;
                for sum in self.spreads(space, issue) {
                    high = high.max(unit.extreme(&sum, OptimizationDirection::Maximize)?.unwrap_or(0.0));
                }
                Ok(Weight { low: low.max(0.0), high: high.min(1.0), exact: extremes.is_some() })
            })
            .collect()
    }

    /// What each package of a list can be worth: the share of all that can be gained, over that of the worst package.
    ///
    /// Never narrower than what the statements leave open. As narrow where the worst and the best value of every issue were said
    /// or follow from the order of its values; else it may be wider.
    ///
    /// Cost: two linear programs a package.
    ///
    /// # Errors
    ///
    /// Where a linear program fails.
    pub fn worth(&self, space: &Space, packages: &[Vec<u32>]) -> Result<Vec<Worth>, NotSettled> {
        let orders = Orders::of(self);
        let said = extremes(space.issues.len(), self.statements());
        let known: Vec<Sum> = said
            .into_iter()
            .enumerate()
            .filter_map(|(issue, said)| {
                let known = said.or_else(|| orders.extremes(issue, space.issues[issue].values.count()?));
                Some((issue, known?))
            })
            .flat_map(|(issue, (worst, best))| {
                // The worst is worth nothing, and the best all that the issue can add.
                let mut all = Sum::between(&[(issue, best)], &[]);
                all.add(Unknown::Range(issue), -1);
                [Sum::between(&[], &[(issue, worst)]), all]
            })
            .collect();
        let worth: Vec<Sum> = packages.iter().map(|package| Sum::of_package(package)).collect();
        let ranges: Vec<Sum> = (0..space.issues.len()).map(range).collect();
        let mut unit = Unit::new(self, worth.iter().chain(&ranges).chain(&known));
        for sum in &known {
            unit.rows.push(unit.unknowns.row(sum, false));
        }
        worth
            .iter()
            .map(|sum| {
                let low = unit.extreme(sum, OptimizationDirection::Minimize)?.unwrap_or(0.0);
                let high = unit.extreme(sum, OptimizationDirection::Maximize)?.unwrap_or(0.0);
                Ok(Worth { low: low.clamp(0.0, 1.0), high: high.clamp(0.0, 1.0) })
            })
            .collect()
    }

    /// What can lie between the worst and the best value of an issue: each spoken-of value against each, and one not spoken
    /// of, where there is one, which may be worst or best.
    fn spreads(&self, space: &Space, issue: usize) -> Vec<Sum> {
        let spoken: BTreeSet<u32> = self
            .said
            .iter()
            .flatten()
            .flat_map(|said| said.sum.0.keys())
            .filter_map(|unknown| match unknown {
                Unknown::Value(of, place) if *of == issue => Some(*place),
                _ => None,
            })
            .collect();
        let silent = space.issues[issue].values.count().is_none_or(|count| count - spoken.len() as u64 > 0);
        if silent && spoken.is_empty() {
            return vec![range(issue)];
        }
        let mut spreads = Vec::new();
        for &one in &spoken {
            for &other in spoken.iter().filter(|other| **other != one) {
                spreads.push(Sum::between(&[(issue, one)], &[(issue, other)]));
            }
            if silent {
                spreads.push(Sum::between(&[(issue, one)], &[]));
                let mut best = range(issue);
                best.add(Unknown::Value(issue, one), -1);
                spreads.push(best);
            }
        }
        spreads
    }
}

fn range(issue: usize) -> Sum {
    let mut sum = Sum::default();
    sum.add(Unknown::Range(issue), 1);
    sum
}

/// What a package can be worth, as a share of all that can be gained.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Worth {
    /// At least.
    pub low: f64,
    /// At most.
    pub high: f64,
}

impl Worth {
    /// Whether it is known exactly, within what linear programs tell apart.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.high - self.low < 2.0 * CLOSE
    }
}

/// What weight an issue can have.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Weight {
    /// At least.
    pub low: f64,
    /// At most.
    pub high: f64,
    /// Whether `low` is reached.
    pub exact: bool,
}

/// Amounts that differ by less are taken for one.
pub(super) const CLOSE: f64 = 1e-6;
