//! What is stable in a model in option form whose preferences are all known: exact, for up to 28 options and all their states.
//!
//! Nothing is listed, neither states nor moves: a state is a bitmask, and everything that a decision maker can do is done for all
//! states at once (`sweep`). For decision maker i with levels u, with O for the others:
//!
//! - **Nash**: s is stable iff the highest u that i can reach from s is u(s).
//! - **GMR**: let w(q) be the lowest u of q and of all that the others can bring about from q. s is stable iff w(q) ≤ u(s) for all q
//!   that i can move to. (An improvement q counts for itself in w only with u(q) > u(s), which is no sanction, so that nothing is
//!   added by letting it count; and what is no improvement has w(q) ≤ u(q) ≤ u(s), so that nothing is demanded of it.)
//! - **SMR**: the same with the highest u that i can reach, instead of u, in w: a sanction s₂ holds iff neither s₂ nor anything
//!   that i can reach from it is preferred to s. As w(q) may then be above u(q), the lower of both is taken, which leaves out
//!   what is no improvement and changes nothing for what is.
//! - **SEQ** and **SSEQ**: as GMR and SMR, but w counts what the others can bring about by improvements only (`order`).
//!
//! What the others can bring about: in option form the moves of each are transitive, so that two moves of one decision maker in a
//! row are one move or none, and the rule that nobody moves twice in a row takes nothing away; the same holds for improvements,
//! which are transitive where all is known. So w is found by letting the others move one after another, each as it likes, until
//! nothing changes any more. Where every combination can be, once is enough, since the others' moves do not depend on each other.
//! Whether the others can return to q itself does not matter (as above), and they cannot return to s: only i can undo its move.

mod level;
mod needs;
mod order;
mod rows;
mod solve;
mod sweep;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use thiserror::Error;

use crate::memory::TooLarge;
use crate::model::{Feasible, OptionForm};
use crate::stability::{Concept, Stable};
use sweep::Bits;

pub use needs::Needs;

/// At most so many options are solved for.
pub const MOST_OPTIONS: u32 = 28;

/// What a decision maker prefers, as a level for each state: of two states, that of the higher level is preferred.
pub trait Levels: Sync {
    /// No level is higher. The lower this is, the less memory is taken: one byte for each state up to 255, two up to 65,535,
    /// otherwise four.
    fn highest(&self) -> u32;

    /// Tells the levels of the states whose bitmasks are `first` and those that follow it. For states that cannot be, anything
    /// may be told. Several threads ask at once, mostly for 64 to 4,096 states from a multiple of that number on, and for
    /// each state at most twice.
    fn fill(&self, first: u64, into: &mut [u32]);
}

/// Levels in a table, by bitmask. What is beyond it has level 0.
impl Levels for Vec<u32> {
    fn highest(&self) -> u32 {
        self.iter().copied().max().unwrap_or(0)
    }

    fn fill(&self, first: u64, into: &mut [u32]) {
        let told = usize::try_from(first).ok().and_then(|first| self.get(first..)).unwrap_or(&[]);
        let known = told.len().min(into.len());
        into[..known].copy_from_slice(&told[..known]);
        into[known..].fill(0);
    }
}

/// A model in option form and what each decision maker prefers in it.
pub struct Conflict<'a> {
    options: u32,
    /// A bit for each combination that can be; none where all can be.
    feasible: Option<Cow<'a, [u64]>>,
    decision_makers: Vec<DecisionMaker<'a>>,
}

struct DecisionMaker<'a> {
    bits: Bits,
    levels: &'a dyn Levels,
    highest: u32,
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Ask {
    /// By which concepts.
    pub concepts: Vec<Concept>,
    /// How many bytes there are for it.
    pub budget: u64,
}

impl Default for Ask {
    fn default() -> Self {
        Self { concepts: Concept::ALL.to_vec(), budget: u64::MAX }
    }
}

/// How far solving is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many parts are done.
    pub done: usize,
    /// How many there are. They do not take the same time.
    pub of: usize,
    /// The decision maker that is gone about.
    pub decision_maker: usize,
    /// The concept; none while its preferences are read.
    pub concept: Option<Concept>,
    /// How often the others have moved so far, for this concept.
    pub rounds: usize,
}

/// Why nothing, or not everything, was solved.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotSolved {
    /// More options than [`MOST_OPTIONS`].
    #[error(
        "{options} options make too many combinations: at most {MOST_OPTIONS} options are solved for all their combinations"
    )]
    Options {
        /// How many there are.
        options: usize,
    },
    /// Some combinations count as one state.
    #[error("combinations that count as one state are solved as a graph only")]
    Coalesced,
    /// It would take more memory than there is for it.
    #[error(transparent)]
    Memory(#[from] TooLarge),
    /// It was stopped.
    #[error("stopped before the end")]
    Stopped {
        /// What was found before: for each concept asked for, the states stable for the first decision makers.
        finished: Vec<Stable>,
    },
}

impl<'a> Conflict<'a> {
    /// A model with the levels of each of its decision makers. Those that own no option count, too: they stay everywhere.
    ///
    /// # Errors
    /// Where there are too many options, or coalesced states.
    pub fn new(form: &'a OptionForm, levels: &[&'a dyn Levels]) -> Result<Self, NotSolved> {
        let too_many = NotSolved::Options { options: form.options.len() };
        let options = u32::try_from(form.options.len()).map_err(|_| too_many.clone())?;
        if options > MOST_OPTIONS {
            return Err(too_many);
        }
        if !form.coalesced.is_empty() {
            return Err(NotSolved::Coalesced);
        }
        let feasible = match &form.feasible {
            Feasible::All(_) => None,
            Feasible::Dense { set, .. } => Some(Cow::Borrowed(set.words())),
            Feasible::Listed(bitmasks) => {
                let mut words = vec![0; (1_usize << options).div_ceil(64)];
                for bitmask in bitmasks {
                    if let Some(word) = words.get_mut((bitmask / 64) as usize) {
                        *word |= 1 << (bitmask % 64);
                    }
                }
                Some(Cow::Owned(words))
            }
        };
        // At most 28 bits are set in any of these.
        let mask = |bits: u64| usize::try_from(bits).unwrap_or(0);
        let decision_makers = levels
            .iter()
            .enumerate()
            .map(|(at, &levels)| DecisionMaker {
                bits: Bits::new(mask(form.own(at)), mask(form.take_only()), mask(form.drop_only())),
                levels,
                highest: levels.highest(),
            })
            .collect();
        Ok(Self { options, feasible, decision_makers })
    }

    /// How much memory it will take to say what is stable by these concepts.
    #[must_use]
    pub fn needs(&self, concepts: &[Concept]) -> Needs {
        Needs::of(self, concepts)
    }

    /// The places of those who can move, other than one.
    fn others(&self, than: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        let can_move = |at: &usize| self.decision_makers.get(*at).is_some_and(|one| one.bits.own != 0);
        (0..self.decision_makers.len()).filter(move |&at| at != than).filter(can_move)
    }
}
