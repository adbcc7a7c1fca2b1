//! What is preferred in every utility that agrees with the statements, and what in some.

use crate::partial::conflict::{Conflict, conflict};
use crate::partial::dominance::Orders;
use crate::partial::linear::{NotSettled, Row, Settled, System};
use crate::partial::statement::{Partial, Reading, Says, Statement, Strength, Unusable};
use crate::partial::sum::{Inequality, Sum, Unknown, extremes, inequalities, without_no_agreement};
use crate::space::Space;
use num_bigint::BigInt;
use serde::Serialize;
use std::collections::BTreeMap;

/// All additive utilities that agree with what one party said; at least one does.
#[derive(Debug, Clone)]
pub struct Preferences {
    statements: Vec<Statement>,
    /// What each statement says.
    pub(super) said: Vec<Vec<Inequality>>,
}

/// Why statements give no preferences.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPreferences {
    /// A statement cannot be taken.
    #[error("the statement {id:?} cannot be taken: {why}")]
    Unusable {
        /// Its name.
        id: String,
        /// Why.
        why: Unusable,
    },
    /// Statements contradict each other.
    #[error("{} statements cannot all be meant as they stand", .0.statements.len())]
    Contradiction(Conflict),
    /// Whether they do is not settled.
    #[error(transparent)]
    NotSettled(#[from] NotSettled),
}

/// Whether something holds in every utility that agrees with the statements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Whether {
    /// In every one, and these statements are enough for it: places in the list given, ascending. Not always the fewest.
    Surely {
        /// Which.
        because: Vec<usize>,
    },
    /// In some and not in others.
    Possibly,
    /// In none, and these statements are enough for that.
    Never {
        /// Which.
        because: Vec<usize>,
    },
}

impl Whether {
    /// Whether it holds in every utility.
    #[must_use]
    pub fn surely(&self) -> bool {
        matches!(self, Whether::Surely { .. })
    }

    /// Whether it holds in some utility.
    #[must_use]
    pub fn possibly(&self) -> bool {
        !matches!(self, Whether::Never { .. })
    }
}

/// How one package stands to another for a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Whether the first is not worse than the second.
    pub not_worse: Whether,
    /// Whether the first is better than the second.
    pub better: Whether,
}

/// Some utility, given by what each unknown is worth, in one unit.
#[derive(Debug, Clone)]
pub(super) struct Witness(BTreeMap<Unknown, BigInt>);

impl Witness {
    /// What the sum is worth. A value that neither statements nor the question spoke of may be worth what the worst is.
    pub(super) fn of(&self, sum: &Sum) -> BigInt {
        sum.0.iter().filter_map(|(unknown, &times)| self.0.get(unknown).map(|value| value * times)).sum()
    }
}

impl Preferences {
    /// The preferences of a party that said this of the space.
    ///
    /// Cost: one to three linear programs where nothing is contradictory.
    ///
    /// # Errors
    ///
    /// Where a statement does not fit the space, or statements contradict each other.
    pub fn new(space: &Space, statements: Vec<Statement>) -> Result<Self, NoPreferences> {
        let unusable = |at: usize, why| NoPreferences::Unusable { id: statements[at].id.clone(), why };
        for (at, statement) in statements.iter().enumerate() {
            statement.says.fits(space).map_err(|why| unusable(at, why))?;
        }
        let said = inequalities(space, &statements).map_err(|(at, why)| unusable(at, why))?;
        match conflict(&said)? {
            Some(conflict) => Err(NoPreferences::Contradiction(conflict)),
            None => Ok(Self { statements, said }),
        }
    }

    /// Of statements that are known not to contradict each other, with what each says.
    pub(super) fn taken(statements: Vec<Statement>, said: Vec<Vec<Inequality>>) -> Self {
        Self { statements, said }
    }

    /// What was said.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// How one package stands to another: two whole packages by the places of their values.
    ///
    /// Cost: at most four times one to three linear programs of (values that differ or were spoken of) × (statements).
    ///
    /// # Errors
    ///
    /// Where the answer is not proved.
    pub fn compare(&self, one: &[u32], other: &[u32]) -> Result<Standing, NotSettled> {
        self.standing(&Sum::of_packages(one, other))
    }

    /// How a package stands to no agreement. What was accepted makes it surely acceptable where it is surely not worse.
    ///
    /// # Errors
    ///
    /// As [`Preferences::compare`].
    pub fn compare_with_no_agreement(&self, package: &[u32]) -> Result<Standing, NotSettled> {
        let choices: Vec<(usize, u32)> = package.iter().copied().enumerate().collect();
        self.standing(&Sum::over_no_agreement(&choices))
    }

    /// How one partial package stands to another, all else equal. Issues that only one of them names are left out.
    ///
    /// # Errors
    ///
    /// As [`Preferences::compare`].
    pub fn compare_parts(&self, one: &Partial, other: &Partial) -> Result<Standing, NotSettled> {
        let shared = |of: &Partial, with: &Partial| -> Vec<(usize, u32)> {
            of.choices().iter().copied().filter(|choice| with.at(choice.0).is_some()).collect()
        };
        self.standing(&Sum::between(&shared(one, other), &shared(other, one)))
    }

    fn standing(&self, difference: &Sum) -> Result<Standing, NotSettled> {
        let turned = difference.turned();
        // In order of how much they ask: more than nothing implies at least nothing.
        let may_be_better = self.some(difference, Strength::Over)?;
        let may_be_worse = self.some(&turned, Strength::Over)?;
        let may_not_be_worse = match &may_be_better {
            Ok(_) => None,
            Err(_) => self.some(difference, Strength::NotWorse)?.err(),
        };
        let may_not_be_better = match &may_be_worse {
            Ok(_) => None,
            Err(_) => self.some(&turned, Strength::NotWorse)?.err(),
        };
        let whether = |never: Option<Vec<usize>>, surely: Option<Vec<usize>>| match (never, surely) {
            (_, Some(because)) => Whether::Surely { because },
            (Some(because), None) => Whether::Never { because },
            (None, None) => Whether::Possibly,
        };
        Ok(Standing {
            not_worse: whether(may_not_be_worse, may_be_worse.err()),
            better: whether(may_be_better.err(), may_not_be_better),
        })
    }

    /// Whether the first is surely not worse than the second.
    ///
    /// # Errors
    ///
    /// As [`Preferences::compare`].
    pub fn surely_not_worse(&self, one: &[u32], other: &[u32]) -> Result<bool, NotSettled> {
        Ok(self.some(&Sum::of_packages(other, one), Strength::Over)?.is_err())
    }

    /// Whether the first is possibly not worse than the second.
    ///
    /// # Errors
    ///
    /// As [`Preferences::compare`].
    pub fn possibly_not_worse(&self, one: &[u32], other: &[u32]) -> Result<bool, NotSettled> {
        Ok(self.some(&Sum::of_packages(one, other), Strength::NotWorse)?.is_ok())
    }

    /// A utility in which the sum is more than nothing, or at least nothing; or the statements that are enough to exclude it.
    pub(super) fn some(
        &self,
        sum: &Sum,
        strength: Strength,
    ) -> Result<Result<Witness, Vec<usize>>, NotSettled> {
        let asked = Inequality { sum: sum.clone(), strict: strength == Strength::Over };
        let said = self.said.iter().enumerate().map(|(at, said)| (at, said.as_slice()));
        let (system, whose, unknowns) = labelled(said, Some(&asked));
        Ok(match system.settle()? {
            Settled::Point(point) => Ok(witness(&unknowns, &point)),
            Settled::Never(rows) => {
                let mut because: Vec<usize> = rows.into_iter().filter_map(|row| whose[row]).collect();
                because.sort_unstable();
                because.dedup();
                Err(because)
            }
        })
    }

    /// The worst and the best value of each issue, if all were said or follow from the order of its values.
    pub(super) fn extremes(&self, space: &Space) -> Option<Vec<(u32, u32)>> {
        let orders = Orders::of(self);
        let said = extremes(space.issues.len(), &self.statements).into_iter().enumerate();
        said.map(|(issue, said)| said.or_else(|| orders.extremes(issue, space.issues[issue].values.count()?)))
            .collect()
    }

    /// The same preferences among packages, without what no agreement is worth.
    pub(super) fn without_no_agreement(&self) -> Self {
        let all: Vec<Inequality> = self.said.iter().flatten().cloned().collect();
        Self { statements: self.statements.clone(), said: vec![without_no_agreement(&all)] }
    }

    /// Whether a statement is told only, and says nothing on worth.
    #[must_use]
    pub fn says_nothing_on_worth(&self, at: usize) -> bool {
        self.said.get(at).is_none_or(Vec::is_empty)
    }
}

impl Statement {
    /// Whether it is about order in time.
    #[must_use]
    pub fn in_time(&self) -> bool {
        matches!(self.says, Says::Prefers { reading: Reading::InTime, .. })
    }
}

/// Where the unknowns stand in a system: what no agreement is worth may be negative and has a second column.
#[derive(Debug, Clone)]
pub(super) struct Unknowns {
    pub(super) columns: BTreeMap<Unknown, usize>,
    pub(super) count: usize,
}

impl Unknowns {
    /// A column for each unknown that the sums speak of.
    pub(super) fn of<'a>(sums: impl Iterator<Item = &'a Sum>) -> Self {
        let mut columns: BTreeMap<Unknown, usize> =
            sums.flat_map(|sum| sum.0.keys()).map(|&unknown| (unknown, 0)).collect();
        for (at, column) in columns.values_mut().enumerate() {
            *column = at;
        }
        // `NoAgreement` is the last unknown of all, and so is its second column.
        let count = columns.len() + usize::from(columns.contains_key(&Unknown::NoAgreement));
        Self { columns, count }
    }

    pub(super) fn row(&self, sum: &Sum, strict: bool) -> Row {
        let mut terms: Vec<(usize, i64)> =
            sum.0.iter().map(|(unknown, &times)| (self.columns[unknown], times)).collect();
        if let Some(&times) = sum.0.get(&Unknown::NoAgreement) {
            terms.push((self.count - 1, -times));
        }
        Row { terms, strict }
    }

    /// That no value of an issue is above the issue's range, for the values and ranges that are spoken of.
    pub(super) fn ranges(&self) -> Vec<Row> {
        let above = |(unknown, &value): (&Unknown, &usize)| match unknown {
            Unknown::Value(issue, _) => self
                .columns
                .get(&Unknown::Range(*issue))
                .map(|&range| Row { terms: vec![(range, 1), (value, -1)], strict: false }),
            Unknown::Range(_) | Unknown::NoAgreement => None,
        };
        self.columns.iter().filter_map(above).collect()
    }
}

fn witness(unknowns: &Unknowns, point: &[BigInt]) -> Witness {
    let value = |(&unknown, &column): (&Unknown, &usize)| {
        let value = match unknown {
            Unknown::NoAgreement => &point[column] - &point[unknowns.count - 1],
            Unknown::Value(..) | Unknown::Range(_) => point[column].clone(),
        };
        (unknown, value)
    };
    Witness(unknowns.columns.iter().map(value).collect())
}

/// The system of what statements say, each with its place, and of what is asked besides; and whose each row is.
fn labelled<'a>(
    said: impl Iterator<Item = (usize, &'a [Inequality])> + Clone,
    asked: Option<&'a Inequality>,
) -> (System, Vec<Option<usize>>, Unknowns) {
    let all = said.clone().flat_map(|(_, said)| said).chain(asked);
    let unknowns = Unknowns::of(all.map(|inequality| &inequality.sum));
    let mut rows = Vec::new();
    let mut whose = Vec::new();
    let labelled = said.flat_map(|(at, said)| said.iter().map(move |inequality| (Some(at), inequality)));
    for (at, inequality) in labelled.chain(asked.map(|asked| (None, asked))) {
        rows.push(unknowns.row(&inequality.sum, inequality.strict));
        whose.push(at);
    }
    rows.extend(unknowns.ranges());
    whose.resize(rows.len(), None);
    (System { columns: unknowns.count, rows }, whose, unknowns)
}

/// As [`labelled`], without the unknowns.
pub(super) fn system<'a>(
    said: impl Iterator<Item = (usize, &'a [Inequality])> + Clone,
    asked: Option<&'a Inequality>,
) -> (System, Vec<Option<usize>>) {
    let (system, whose, _) = labelled(said, asked);
    (system, whose)
}
