//! What is asked of a graph, and why there may be no answer.

use std::ops::ControlFlow;

use thiserror::Error;

use super::Concept;
use crate::memory::TooLarge;

/// What to find out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// By which concepts; the answers come in this order.
    pub concepts: Vec<Concept>,
    /// Whether the others deter a decision maker by bringing back the state that it left.
    pub restoring: Restoring,
    /// How many bytes there are for it beyond the graph itself, as [`memory`](super::memory) estimates them.
    pub budget: u64,
}

impl Default for Asked {
    fn default() -> Self {
        Self { concepts: Concept::ALL.to_vec(), restoring: Restoring::Sanctions, budget: u64::MAX }
    }
}

impl Asked {
    pub(super) fn wants(&self, which: impl Fn(Concept) -> bool) -> bool {
        self.concepts.iter().any(|&concept| which(concept))
    }
}

/// Whether the others deter a decision maker from leaving a state by bringing it back.
///
/// They bring about a state that it does not prefer to the one it left, since it is the same; so the definitions in words (Fang,
/// Hipel and Kilgour 1993, chapter 3) say yes. The matrix form of the same definitions (Xu, Hipel, Kilgour and Fang 2018) leaves
/// the state itself out of those that are less or equally preferred, and says no. The two only differ where moves are given one by
/// one: with options nobody can undo what another decision maker chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Restoring {
    /// It deters: nothing was gained by leaving.
    #[default]
    Sanctions,
    /// It does not.
    DoesNot,
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many states were looked at, once for each decision maker or coalition.
    pub done: u64,
    /// How many there are to be looked at.
    pub of: u64,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoAnswer {
    /// Preferences are partly unknown.
    #[error(
        "decision maker number {} has preferences that are not known, and this is defined where all are: leave it out, or state them",
        decision_maker + 1
    )]
    Unknown {
        /// Whose, by place.
        decision_maker: usize,
    },
    /// There are not two decision makers.
    #[error(
        "limited-move and non-myopic stability are defined for two decision makers, and there are {decision_makers}: for more, published versions disagree with each other. Ask for nash, gmr, smr or seq instead"
    )]
    NotTwo {
        /// How many there are.
        decision_makers: usize,
    },
    /// Preferences are not strict.
    #[error(
        "limited-move and non-myopic stability need strict preferences, and decision maker number {} does not say which of states number {} and {} it prefers: rank one above the other, or ask for nash, gmr, smr or seq",
        decision_maker + 1, one + 1, other + 1
    )]
    NotStrict {
        /// Whose, by place.
        decision_maker: usize,
        /// A state, by position.
        one: usize,
        /// Another that is preferred alike, or of which it is not known.
        other: usize,
    },
    /// Preferences go round in a circle.
    #[error(
        "decision maker number {} prefers states in a circle, so that no move is its best: order its states from best to worst",
        decision_maker + 1
    )]
    Circular {
        /// Whose, by place.
        decision_maker: usize,
    },
    /// Plays do not come to repeat how they end.
    #[error(
        "how plays end does not repeat within {moves} moves: ask for limited-move stability with a horizon instead"
    )]
    NeverRepeats {
        /// Up to how many moves it was looked for.
        moves: u32,
    },
    /// A coalition that has nobody, or names somebody who is not there.
    #[error(
        "a coalition has at least one decision maker, each of them once, out of the {decision_makers} of the model"
    )]
    NoCoalition {
        /// How many there are.
        decision_makers: usize,
    },
    /// Too many coalitions.
    #[error(
        "all coalitions are looked at for at most {most} decision makers, and there are {decision_makers}: name coalitions"
    )]
    Coalitions {
        /// How many there are.
        decision_makers: usize,
        /// How many there may be.
        most: usize,
    },
    /// Options are needed, and there is one state for several combinations of them.
    #[error(
        "simultaneous moves are combined option by option, which has no meaning where several combinations are one state: leave the coalesced states apart, or ask for seq or smr"
    )]
    Coalesced,
    /// It would take more memory than there is for it.
    #[error(transparent)]
    Memory(#[from] TooLarge),
    /// The caller asked to stop.
    #[error("stopped before everything was looked at")]
    Stopped,
}

/// Who is told how far the work is, and may stop it.
pub type Tell<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// The work so far.
pub(super) struct Work<'a> {
    progress: Progress,
    tell: Tell<'a>,
}

impl<'a> Work<'a> {
    pub(super) fn new(of: u64, tell: Tell<'a>) -> Result<Self, NoAnswer> {
        let mut work = Self { progress: Progress { done: 0, of }, tell };
        work.add(0)?;
        Ok(work)
    }

    /// So many states more were looked at.
    pub(super) fn add(&mut self, states: usize) -> Result<(), NoAnswer> {
        self.progress.done += states as u64;
        match (self.tell)(self.progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(NoAnswer::Stopped),
        }
    }
}
