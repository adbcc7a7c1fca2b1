//! What an outcome is worth to a party.

mod additive;
mod nested;
mod table;

use crate::space::Outcome;

pub use additive::{Additive, Evaluator, Term};
pub use nested::{Aggregate, Bound, HyperRectangle, Nested, Pays, Take};
pub use table::Table;

/// What one party wishes, as its file says it.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Whose it is: the name of its file, or what the file calls it.
    pub name: String,
    /// What an outcome is worth.
    pub utility: Utility,
    /// What it is worth to have no agreement, in the same unit, before discounting; none where its file says nothing, minus
    /// infinity where any agreement is better than none.
    pub reservation: Option<f64>,
    /// What is left of a utility at the deadline, in (0, 1]; 1 where waiting costs nothing.
    pub discount: f64,
}

/// What an outcome is worth, by the form in which it is given.
#[derive(Debug, Clone, PartialEq)]
pub enum Utility {
    /// Each issue adds its part, whatever is chosen elsewhere.
    Additive(Additive),
    /// Hyper-rectangles over several issues, added or compared.
    Nested(Nested),
    /// Outcomes listed one by one.
    Table(Table),
}

impl Utility {
    /// What this outcome is worth, undiscounted, computed as the source format defines it.
    ///
    /// Cost: linear in what the profile says.
    #[must_use]
    pub fn of(&self, outcome: &Outcome) -> f64 {
        match self {
            Utility::Additive(additive) => additive.of(outcome),
            Utility::Nested(nested) => nested.of(outcome),
            Utility::Table(table) => table.of(outcome),
        }
    }
}

impl Utility {
    /// The worth of each issue by itself, where whole outcomes are their sum.
    #[must_use]
    pub fn additive(&self) -> Option<&Additive> {
        match self {
            Utility::Additive(additive) => Some(additive),
            Utility::Nested(_) | Utility::Table(_) => None,
        }
    }
}

impl Profile {
    /// What this outcome is worth when it is agreed at `time`, 0 at the beginning and 1 at the deadline: u·dᵗ (GENIUS; the
    /// reservation value is discounted alike).
    #[must_use]
    pub fn at(&self, time: f64, outcome: &Outcome) -> f64 {
        discounted(self.utility.of(outcome), self.discount, time)
    }
}

/// A utility at a time between 0 and 1.
#[must_use]
pub fn discounted(utility: f64, discount: f64, time: f64) -> f64 {
    if discount >= 1.0 { utility } else { utility * discount.powf(time) }
}
