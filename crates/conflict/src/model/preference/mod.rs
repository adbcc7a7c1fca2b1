//! What decision makers prefer, and how any two states compare by it.

mod closure;
mod compare;
mod levels;
#[cfg(test)]
mod tests;
mod unusable;

use super::Expression;
use crate::relation::Pairs;

pub use levels::StateLevels;
pub use unusable::Unusable;

/// What a decision maker prefers, as it was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Preference {
    /// How states are ordered.
    pub wish: Wish,
    /// Sets of states of which it is not known which is preferred, whatever the order says and whatever would follow from other
    /// comparisons: each state of the first against each of the second.
    pub unknown: Vec<(Which, Which)>,
}

/// Some of the states of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those for which a statement holds.
    Where(Expression),
    /// Those of these positions.
    These(Vec<u32>),
}

/// The ways in which states are ordered.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Direct ranking: classes of states, best first. Each state is in exactly one class.
    Ranking(Vec<Class>),
    /// Option weighting: a state is worth the sum of the weights of the options that are taken in it, in whole units. Each
    /// weight is known to lie between two bounds, which are the same where it is known.
    Weighting(Vec<(i64, i64)>),
    /// Option prioritising (Peng, Hipel and Kilgour 1997): statements, the first of which counts before all others.
    Prioritising(Vec<Statement>),
    /// What each state is worth, by position.
    Payoffs(Vec<i64>),
    /// Comparisons of single states; what follows from none of them is unknown. For models whose order is known in part.
    Known(Pairs),
    /// Nothing is known.
    Unknown,
}

/// States that are preferred alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Their positions.
    pub states: Vec<u32>,
    /// Whether they are *much* less preferred than the class before (strength of preference: Hamouda, Kilgour and Hipel 2004).
    pub much: bool,
}

/// A statement that a decision maker wishes to be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The statement.
    pub statement: Expression,
    /// Whether it is known that it is wished. Where it is not, nothing is known of two states that differ in this statement and
    /// in none before.
    pub known: bool,
    /// Whether states that differ in this statement or in one before differ much.
    pub much: bool,
}

impl Preference {
    /// Whether it is told of some states that they are *much* preferred to others.
    #[must_use]
    pub fn has_strength(&self) -> bool {
        match &self.wish {
            Wish::Ranking(classes) => classes.iter().any(|class| class.much),
            Wish::Prioritising(statements) => statements.iter().any(|statement| statement.much),
            Wish::Weighting(_) | Wish::Payoffs(_) | Wish::Known(_) | Wish::Unknown => false,
        }
    }
}
