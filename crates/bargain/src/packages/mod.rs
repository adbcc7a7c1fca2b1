//! The packages of a space that ask least: in order of what they cost, without going through all of them.
//!
//! A *demand* is a combination that somebody has ruled out and that a package can have all the same: it is then crossed. What
//! a package costs is compared part by part: how many demands it crosses; how many *moves* it asks of all sides together; how
//! many of the side of which it asks most. Of packages that cost the same, those come first whose values come first in the
//! first issue in which they differ. So the order of packages is total, and the same every time.

mod clash;
mod search;

#[cfg(test)]
mod tests;

use crate::space::{Rule, Space, SpaceError, Uncountable};

pub use clash::{Clash, clash, left};

/// What choosing one value of an issue asks of each side, in moves; of sides beyond its end nothing.
pub type Moves = Vec<u32>;

/// A question about the packages of a space.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What can be decided, and the rules that no package breaks. Every issue has values that can be counted.
    pub space: &'a Space,
    /// For each issue and each of its values, what it asks of each side. Of what is not there, nothing is asked.
    pub moves: &'a [Vec<Moves>],
    /// Combinations that somebody has ruled out: [`Rule::never_together`].
    pub demands: &'a [Rule],
}

/// Which packages are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Those that cross no demand.
    Without,
    /// Those that cross at least one.
    Crossing,
    /// All.
    All,
}

/// A package, and what it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The place of each issue's value.
    pub places: Vec<u32>,
    /// The demands that it crosses, in order.
    pub crosses: Vec<usize>,
    /// How many moves it asks of each side.
    pub moves: Vec<u32>,
}

impl Package {
    /// How many moves it asks of all sides together.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.moves.iter().sum()
    }

    /// How many moves it asks of the side of which it asks most.
    #[must_use]
    pub fn most(&self) -> u32 {
        self.moves.iter().copied().max().unwrap_or(0)
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// A demand does not fit the space.
    #[error(transparent)]
    Space(#[from] SpaceError),
    /// An issue has values that cannot be gone through.
    #[error("{0:?} has more values than can be gone through one by one: say which of them are looked at")]
    Values(String),
    /// The outcomes cannot be gone through.
    #[error(transparent)]
    Uncountable(#[from] Uncountable),
}

impl Question<'_> {
    /// The first `most` packages of those wanted, in order.
    ///
    /// Cost: issues × values × sets of rules open together ([`crate::space::Walk`]) for a bound that is exact but for the
    /// last part of the cost; then at most `most` visits for each place in the space, set of open rules and number of moves
    /// by side. Never the number of packages.
    ///
    /// # Errors
    ///
    /// Where demands do not fit the space, an issue has real numbers, or too many rules are open together.
    pub fn first(&self, wanted: Wanted, most: usize) -> Result<Vec<Package>, NoAnswer> {
        search::first(self, wanted, most)
    }
}
