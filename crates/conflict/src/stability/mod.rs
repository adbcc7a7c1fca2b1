//! Which states are stable, for whom, by which concept.
//!
//! [`solve`] answers for any graph with known preferences, each decision maker for itself against all others. [`unknown`] takes partly
//! unknown preferences, [`strength`] tells what is strongly stable, [`coalition`] asks for decision makers who would move together: one
//! search, with different ideas of what counts as an improvement, a sanction and an escape. [`simultaneous`] adds what several would
//! do at once; [`limited`] looks ahead for two.

mod arrivals;
mod ask;
pub mod coalition;
mod general;
mod leading;
mod least;
pub mod limited;
mod numbers;
mod reach;
mod rule;
mod sides;
pub mod simultaneous;
mod steps;
pub mod strength;
pub mod unknown;
mod ways;

pub use ask::{Asked, NoAnswer, Progress, Restoring, Tell};
pub use general::{memory, solve};
pub use reach::reachable;

use crate::model::StateSet;

/// A concept of stability: what a decision maker fears before it leaves a state.
///
/// Definitions for any number of decision makers: Fang, Hipel and Kilgour (1993), chapter 3; SSEQ: Rêgo and Vieira (2017). All
/// follow the rule that nobody moves twice in a row, and count a state to which the others bring things as a sanction where it
/// is not preferred to the state left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Concept {
    /// Nash (R): it has no move to a state that it prefers.
    Nash,
    /// General metarationality: after each improvement the others can bring about something that it does not prefer.
    Gmr,
    /// Symmetric metarationality: and it cannot escape from there to anything that it prefers.
    Smr,
    /// Sequential stability: the others can do so by improvements of their own alone.
    Seq,
    /// Symmetric sequential stability: by improvements of their own, and there is no escape.
    Sseq,
}

impl Concept {
    /// All concepts, from the least foresight on.
    pub const ALL: [Self; 5] = [Self::Nash, Self::Gmr, Self::Smr, Self::Seq, Self::Sseq];

    /// The name in data files and results.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Nash => "nash",
            Self::Gmr => "gmr",
            Self::Smr => "smr",
            Self::Seq => "seq",
            Self::Sseq => "sseq",
        }
    }

    /// Whether a sanction only deters where there is no escape from it.
    #[must_use]
    pub const fn needs_no_escape(self) -> bool {
        matches!(self, Self::Smr | Self::Sseq)
    }

    /// Whether the others only sanction by improvements of their own.
    #[must_use]
    pub const fn needs_improving_sanctions(self) -> bool {
        matches!(self, Self::Seq | Self::Sseq)
    }
}

/// What is stable by one concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stable {
    /// By which concept.
    pub concept: Concept,
    /// The states that are stable for each decision maker, in their order. By position where a graph was solved, by bitmask where
    /// a model in option form was.
    pub by_decision_maker: Vec<StateSet>,
}

impl Stable {
    /// The states that are stable for everybody.
    #[must_use]
    pub fn equilibria(&self) -> StateSet {
        let mut sets = self.by_decision_maker.iter();
        let mut all = sets.next().cloned().unwrap_or_else(|| StateSet::empty(0));
        sets.for_each(|set| all.intersect(set));
        all
    }
}
