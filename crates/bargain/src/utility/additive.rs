//! Utilities to which each issue adds its part, whatever is chosen elsewhere.

use crate::space::{Outcome, Value};

/// Σ weight·evaluation over the issues, and a constant; never more than `at_most` where the format caps it.
#[derive(Debug, Clone, PartialEq)]
pub struct Additive {
    /// One an issue, in the order of the space.
    pub terms: Vec<Term>,
    /// Added whatever is chosen.
    pub bias: f64,
    /// What the sum is cut at (1 in GENIUS).
    pub at_most: Option<f64>,
}

/// What one issue adds.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// What its evaluation is multiplied by. Weights need not sum to one.
    pub weight: f64,
    /// What each value is worth.
    pub evaluator: Evaluator,
}

/// What each value of an issue is worth, before its weight.
#[derive(Debug, Clone, PartialEq)]
pub enum Evaluator {
    /// By place of the option.
    Table(Vec<f64>),
    /// By the distance of a whole number from `low`; those beyond the table are worth nothing.
    Whole {
        /// What the first entry is for.
        low: i64,
        /// One a number.
        table: Vec<f64>,
    },
    /// slope·(v − from) + offset, held within 0 and 1 where the format does so.
    Linear {
        /// Per unit of the value.
        slope: f64,
        /// The value at which `offset` holds.
        from: f64,
        /// The evaluation there.
        offset: f64,
        /// Whether less than 0 counts as 0 and more than 1 as 1.
        held: bool,
    },
    /// 0 below `low` and from `high` on, 1 at `top`, straight lines between (GENIUS: at `high` it is 0 even where that is the
    /// top).
    Triangular {
        /// Where it begins to rise.
        low: f64,
        /// Where it is 1.
        top: f64,
        /// Where it is 0 again.
        high: f64,
    },
    /// The same for every value.
    Constant(f64),
    /// Σ coefficientₖ·vᵏ, from the constant upwards.
    Polynomial(Vec<f64>),
}

impl Additive {
    /// What the outcome is worth: the terms added in the order of the issues.
    #[must_use]
    pub fn of(&self, outcome: &Outcome) -> f64 {
        let sum =
            self.terms.iter().zip(&outcome.0).fold(self.bias, |sum, (term, &value)| sum + term.of(value));
        self.at_most.map_or(sum, |most| sum.min(most))
    }
}

impl Term {
    /// What the issue adds when it is decided as this.
    #[must_use]
    pub fn of(&self, value: Value) -> f64 {
        self.weight * self.evaluator.of(value)
    }
}

impl Evaluator {
    /// The evaluation of a value. One that the evaluator does not know is worth nothing: profiles are checked against their
    /// space before they are used.
    #[must_use]
    pub fn of(&self, value: Value) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "whole numbers of issues are far below what f64 counts exactly"
        )]
        let number = match value {
            Value::Option(place) => f64::from(place),
            Value::Integer(whole) => whole as f64,
            Value::Real(real) => real,
        };
        match self {
            Evaluator::Table(table) => match value {
                Value::Option(place) => table.get(place as usize).copied().unwrap_or(0.0),
                Value::Integer(_) | Value::Real(_) => 0.0,
            },
            Evaluator::Whole { low, table } => match value {
                Value::Integer(whole) => whole
                    .checked_sub(*low)
                    .and_then(|place| usize::try_from(place).ok())
                    .and_then(|place| table.get(place))
                    .copied()
                    .unwrap_or(0.0),
                Value::Option(_) | Value::Real(_) => 0.0,
            },
            Evaluator::Linear { slope, from, offset, held } => {
                let evaluation = slope * (number - from) + offset;
                if *held { evaluation.clamp(0.0, 1.0) } else { evaluation }
            }
            Evaluator::Triangular { low, top, high } => triangular(number, *low, *top, *high),
            Evaluator::Constant(constant) => *constant,
            Evaluator::Polynomial(coefficients) => {
                coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * number + coefficient)
            }
        }
    }
}

fn triangular(v: f64, low: f64, top: f64, high: f64) -> f64 {
    if v < low {
        0.0
    } else if v < top {
        (v - low) / (top - low)
    } else if v < high {
        1.0 - (v - top) / (high - top)
    } else {
        0.0
    }
}
