//! Statements about states: options joined by not, and, or, if, iff.

use thiserror::Error;

/// A statement about a state that is true or false of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// The option of this place is taken.
    Taken(u32),
    /// The statement does not hold.
    Not(Box<Self>),
    /// All of these hold.
    All(Vec<Self>),
    /// At least one of these holds.
    Any(Vec<Self>),
    /// The first holds if the second does: it is false only where the second holds and the first does not.
    If(Box<Self>, Box<Self>),
    /// Both hold or neither does.
    Iff(Box<Self>, Box<Self>),
}

impl Expression {
    /// Whether the statement holds in the state of this bitmask.
    #[must_use]
    pub fn holds(&self, bitmask: u64) -> bool {
        match self {
            Self::Taken(option) => bitmask >> option & 1 == 1,
            Self::Not(one) => !one.holds(bitmask),
            Self::All(all) => all.iter().all(|one| one.holds(bitmask)),
            Self::Any(any) => any.iter().any(|one| one.holds(bitmask)),
            Self::If(then, condition) => then.holds(bitmask) || !condition.holds(bitmask),
            Self::Iff(one, other) => one.holds(bitmask) == other.holds(bitmask),
        }
    }

    /// Whether the statement holds where only the options in `known` are decided, as `bitmask` says; `None` where that is not
    /// decided yet. (It may say `None` where every way to decide the rest comes to the same.)
    #[must_use]
    pub fn holds_so_far(&self, known: u64, bitmask: u64) -> Option<bool> {
        match self {
            Self::Taken(option) => (known >> option & 1 == 1).then_some(bitmask >> option & 1 == 1),
            Self::Not(one) => one.holds_so_far(known, bitmask).map(|holds| !holds),
            Self::All(all) => fold(all, known, bitmask, false),
            Self::Any(any) => fold(any, known, bitmask, true),
            Self::If(then, condition) => {
                match (then.holds_so_far(known, bitmask), condition.holds_so_far(known, bitmask)) {
                    (Some(true), _) | (_, Some(false)) => Some(true),
                    (Some(false), Some(true)) => Some(false),
                    _ => None,
                }
            }
            Self::Iff(one, other) => {
                Some(one.holds_so_far(known, bitmask)? == other.holds_so_far(known, bitmask)?)
            }
        }
    }
}

/// Whether one of several is `decisive`, which decides for all; or all are otherwise.
fn fold(parts: &[Expression], known: u64, bitmask: u64, decisive: bool) -> Option<bool> {
    let mut undecided = false;
    for part in parts {
        match part.holds_so_far(known, bitmask) {
            Some(holds) if holds == decisive => return Some(decisive),
            Some(_) => {}
            None => undecided = true,
        }
    }
    (!undecided).then_some(!decisive)
}

/// Why a text is no statement.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("column {column}: {message}")]
pub struct Misread {
    /// The character at which it went wrong, from 1.
    pub column: usize,
    /// What was expected there.
    pub message: String,
}
