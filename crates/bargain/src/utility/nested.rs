//! Utilities that depend on several issues at once: hyper-rectangles, added or compared, nested.

use crate::space::{Outcome, Value};

/// The worth of a tree of hyper-rectangles, divided by `divisor` and cut at `at_most`.
#[derive(Debug, Clone, PartialEq)]
pub struct Nested {
    /// The whole tree; its own weight does count here.
    pub whole: Aggregate,
    /// What its worth is divided by, above 0.
    pub divisor: f64,
    /// What the quotient is cut at (1 in GENIUS).
    pub at_most: Option<f64>,
}

/// Several parts taken together.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// How.
    pub take: Take,
    /// What the whole of it is multiplied by where it is a part of another.
    pub weight: f64,
    /// Its parts that are hyper-rectangles.
    pub rectangles: Vec<HyperRectangle>,
    /// Its parts that are taken together themselves.
    pub parts: Vec<Aggregate>,
}

/// How parts are taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// Their sum.
    Sum,
    /// The least of them.
    Least,
    /// The greatest of them.
    Greatest,
}

/// A worth that is paid for outcomes inside some bounds, or outside them.
#[derive(Debug, Clone, PartialEq)]
pub struct HyperRectangle {
    /// What is paid.
    pub worth: f64,
    /// What that is multiplied by.
    pub weight: f64,
    /// For which outcomes.
    pub pays: Pays,
    /// The bounds; none are kept by every outcome.
    pub bounds: Vec<Bound>,
}

/// For which outcomes a hyper-rectangle pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pays {
    /// For those that keep all bounds.
    Inside,
    /// For those that break at least one bound.
    Outside,
}

/// The values of one issue from `low` to `high`, both included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// The issue's place in the space.
    pub issue: usize,
    /// The least value: of an option its place.
    pub low: f64,
    /// The greatest value.
    pub high: f64,
}

/// What GENIUS begins with when it looks for the least or greatest: the ends of a Java `int`.
const FARTHEST: f64 = i32::MAX as f64;

impl Nested {
    /// What the outcome is worth.
    #[must_use]
    pub fn of(&self, outcome: &Outcome) -> f64 {
        let worth = self.whole.weight * self.whole.of(outcome) / self.divisor;
        self.at_most.map_or(worth, |most| worth.min(most))
    }
}

impl Aggregate {
    /// What the outcome is worth, before the weight. The least of nothing is the greatest Java `int`, the greatest of nothing
    /// its negative, as in GENIUS.
    #[must_use]
    pub fn of(&self, outcome: &Outcome) -> f64 {
        let rectangles = self.rectangles.iter().map(|rectangle| rectangle.of(outcome));
        let parts = self.parts.iter().map(|part| part.of(outcome) * part.weight);
        let all = rectangles.chain(parts);
        match self.take {
            Take::Sum => all.fold(0.0, |sum, worth| sum + worth),
            Take::Least => all.fold(FARTHEST, f64::min),
            Take::Greatest => all.fold(-FARTHEST, f64::max),
        }
    }
}

impl HyperRectangle {
    /// What is paid for the outcome.
    #[must_use]
    pub fn of(&self, outcome: &Outcome) -> f64 {
        let inside = self.bounds.iter().all(|bound| bound.keeps(outcome));
        let pays = match self.pays {
            Pays::Inside => inside,
            Pays::Outside => !inside,
        };
        if pays { self.worth * self.weight } else { 0.0 }
    }
}

impl Bound {
    /// Whether the outcome keeps it.
    #[must_use]
    pub fn keeps(&self, outcome: &Outcome) -> bool {
        #[expect(
            clippy::cast_precision_loss,
            reason = "whole numbers of issues are far below what f64 counts exactly"
        )]
        let number = match outcome.0.get(self.issue) {
            Some(Value::Option(place)) => f64::from(*place),
            Some(Value::Integer(whole)) => *whole as f64,
            Some(Value::Real(real)) => *real,
            None => return false,
        };
        (self.low..=self.high).contains(&number)
    }
}
