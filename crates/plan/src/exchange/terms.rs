//! What an exchange is made of: its parties, its steps with their values, what comes before what, and the guarantees.

mod checks;

use std::collections::BTreeMap;

use serde::Serialize;

pub use checks::TermsError;

/// The most steps (and the most guarantees) that an exchange may have. Below it no sum of amounts leaves 64 bits.
pub const MAX_STEPS: usize = 4096;

/// The largest amount, of either sign.
pub const MAX_AMOUNT: i64 = 1_000_000_000_000_000;

/// What an amount may be, from `low` to `high`, both included; in whole numbers of the unit that the caller has chosen, such as
/// thousandths of a point. There are no fractions, so that nothing is lost to rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Range {
    low: i64,
    high: i64,
}

impl Range {
    /// From `low` to `high`.
    ///
    /// # Errors
    ///
    /// When `low` is above `high`, and when either is further from nought than [`MAX_AMOUNT`].
    pub fn new(low: i64, high: i64) -> Result<Self, RangeError> {
        let too_large = |amount: i64| amount.unsigned_abs() > MAX_AMOUNT.unsigned_abs();
        match [low, high].into_iter().find(|amount| too_large(*amount)) {
            Some(amount) => Err(RangeError::TooLarge { amount }),
            None if low > high => Err(RangeError::Reversed { low, high }),
            None => Ok(Self { low, high }),
        }
    }

    /// One amount that is known.
    ///
    /// # Errors
    ///
    /// When it is further from nought than [`MAX_AMOUNT`].
    pub fn exactly(amount: i64) -> Result<Self, RangeError> {
        Self::new(amount, amount)
    }

    /// Nothing.
    pub(super) const NOUGHT: Self = Self { low: 0, high: 0 };

    /// The lower end.
    #[must_use]
    pub fn low(self) -> i64 {
        self.low
    }

    /// The upper end.
    #[must_use]
    pub fn high(self) -> i64 {
        self.high
    }

    /// How far the ends are apart: nought for an amount that is known.
    #[must_use]
    pub fn width(self) -> i64 {
        self.high - self.low
    }
}

/// Why two numbers are no range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    /// The lower end is above the upper one.
    #[error("a range from {low} to {high}: the first number must not be above the second")]
    Reversed {
        /// The lower end as given.
        low: i64,
        /// The upper end as given.
        high: i64,
    },
    /// An end that sums could not be made of safely.
    #[error("the amount {amount} is beyond {MAX_AMOUNT}; choose a larger unit")]
    TooLarge {
        /// That end.
        amount: i64,
    },
}

/// One thing that one party does. Things that several do in the same moment are several steps, named together in
/// [`Terms::at_once`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is called; no two steps have the same name.
    pub name: String,
    /// The party that does it.
    pub actor: String,
    /// The parties that it goes to; all the others where none is named.
    pub to: Vec<String>,
    /// How much it counts where steps are only counted, such as the number of persons.
    pub units: u32,
    /// What it is worth to a party, by that party's own valuation: below nought for what it costs. A value that is not stated is
    /// **unknown** for the actor and for those that the step goes to, and nothing for everybody else.
    pub values: BTreeMap<String, Range>,
}

impl Step {
    /// A step that goes to all other parties, counts as one, and whose values are unknown.
    pub fn new(name: impl Into<String>, actor: impl Into<String>) -> Self {
        Self { name: name.into(), actor: actor.into(), to: Vec::new(), units: 1, values: BTreeMap::new() }
    }

    /// The same step, going to `party`, too.
    #[must_use]
    pub fn to(mut self, party: impl Into<String>) -> Self {
        self.to.push(party.into());
        self
    }

    /// The same step, counting as so many.
    #[must_use]
    pub fn units(mut self, units: u32) -> Self {
        self.units = units;
        self
    }

    /// The same step, worth so much to `party`.
    #[must_use]
    pub fn worth(mut self, party: impl Into<String>, value: Range) -> Self {
        self.values.insert(party.into(), value);
        self
    }
}

/// What a party forfeits when it stops: a deposit, a guarantor's undertaking, the price of a breach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guarantee {
    /// The party that would forfeit it.
    pub party: String,
    /// How much, by that party's own valuation; never below nought.
    pub amount: Range,
    /// The step after which it is no longer held; to the end of the exchange when there is none.
    pub until: Option<String>,
}

/// Everything that is given about an exchange, before it is looked at as a whole by [`Exchange::new`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// The parties. Where results are equal, the order in which they are listed decides.
    pub parties: Vec<String>,
    /// The steps. Where results are equal, the order in which they are listed decides.
    pub steps: Vec<Step>,
    /// Pairs of steps of which the first must be done before the second.
    pub before: Vec<(String, String)>,
    /// Steps that happen in one moment, all of them or none: an exchange of two things at a bridge, say.
    pub at_once: Vec<Vec<String>>,
    /// What parties forfeit when they stop.
    pub guarantees: Vec<Guarantee>,
}

/// An exchange that hangs together: every name is known, nothing waits for itself.
///
/// Its **moves** are what happens in one moment: one step, or several that happen at once. An order is an order of moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    pub(super) terms: Terms,
    pub(super) steps: Vec<StepParts>,
    pub(super) moves: Vec<Move>,
    pub(super) guarantees: Vec<GuaranteeParts>,
}

/// A step by the numbers of its parties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StepParts {
    pub(super) actor: usize,
    pub(super) to: Vec<usize>,
    /// The worth for each party; `None` where it is unknown.
    pub(super) values: Vec<Option<Range>>,
    /// The number of the move that it is part of.
    pub(super) part_of: usize,
}

/// What happens in one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Move {
    /// Its steps, as listed.
    pub(super) steps: Vec<usize>,
    /// The parties that do one of them, each once, as listed.
    pub(super) movers: Vec<usize>,
    /// The moves that must come before it, as stated.
    pub(super) before: Vec<usize>,
}

/// A guarantee by numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GuaranteeParts {
    pub(super) party: usize,
    pub(super) amount: Range,
    /// The move after which it is gone.
    pub(super) until: Option<usize>,
}

impl Exchange {
    /// Checks `terms` as a whole. O(steps × parties + pairs).
    ///
    /// # Errors
    ///
    /// For what is unknown, named twice, below nought or too much, for steps that wait for each other in a circle, and for steps
    /// that cannot happen at once.
    pub fn new(terms: Terms) -> Result<Self, TermsError> {
        checks::exchange(terms)
    }

    /// What it was made of.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The names of the steps of one move, as listed.
    pub(super) fn names(&self, number: usize) -> Vec<String> {
        self.moves[number].steps.iter().map(|step| self.terms.steps[*step].name.clone()).collect()
    }
}
