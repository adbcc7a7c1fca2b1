//! What is stable where preferences are partly unknown: four ways to take what is not known.

use super::Stable;
use super::ask::{Asked, NoAnswer, Tell};
use super::general::by_rule;
use super::rule::{Among, Rule};
use crate::graph::Graph;

/// What a decision maker makes of a state of which it is not known whether it prefers it (Li, Hipel, Kilgour and Fang 2004).
///
/// In all four the others sanction, where their sanctions are to be improvements, by moves to what they prefer or of which it is
/// not known whether they do. Moves to what is not known do not add up as improvements do: from a state to a second and from there
/// to a third may be possible improvements where from the first to the third is none; who moved last is kept for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Extension {
    /// It moves to what is not known, and only what it certainly does not prefer deters it: the most aggressive.
    A,
    /// It moves only to what it prefers, and only what it certainly does not prefer deters it.
    B,
    /// It moves to what is not known, and what is not known deters it, too.
    C,
    /// It moves only to what it prefers, and what is not known deters it, too: the most cautious.
    D,
}

impl Extension {
    /// All four.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// The name in data files and results.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
            Self::D => "d",
        }
    }

    const fn rule(self) -> Rule {
        let possible = Among::BETTER.or(Among::UNKNOWN);
        Rule {
            leaves: match self {
                Self::A | Self::C => possible,
                Self::B | Self::D => Among::BETTER,
            },
            sanctions: match self {
                Self::A | Self::B => possible.not(),
                Self::C | Self::D => Among::BETTER.not(),
            },
            escapes: match self {
                Self::A | Self::B => possible,
                Self::C | Self::D => Among::BETTER,
            },
            answers: possible,
        }
    }
}

/// Which states of a graph are stable for whom by one of the four extensions. Where everything is known, that is what
/// [`solve`](super::solve) says.
///
/// The source defines Nash, GMR, SMR and SEQ; SSEQ is taken in the same way: sanctions as in SEQ, from which there is no escape as in
/// SMR.
///
/// # Errors
/// Where more memory is needed than is allowed, and where `tell` says to stop.
pub fn solve(
    graph: &Graph,
    extension: Extension,
    asked: &Asked,
    tell: Tell<'_>,
) -> Result<Vec<Stable>, NoAnswer> {
    by_rule(graph, &extension.rule(), asked, tell)
}
