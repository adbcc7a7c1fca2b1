//! What happens, and the blocks of time that it divides: events and phases.

use super::time::{Deadline, Length, Point};
use crate::ids::{ParticipantId, ProvisionId};
use crate::when::When;

/// Something that happens, from which times are counted. It is defined where something brings it about: somebody's act,
/// other points of the plan, or a date. Where the text says none of these, it is undefined, and a check tells so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Event {
    /// Those without whose act it cannot happen.
    pub actors: Vec<ParticipantId>,
    /// What must have happened before it.
    pub needs: Vec<Point>,
    /// The date on which it is to happen, where the text or an agreement gives one.
    pub expected: Option<When>,
    /// Not before.
    pub from: Option<Deadline>,
    /// At the latest.
    pub due: Option<Deadline>,
    /// How long it takes.
    pub takes: Option<Takes>,
}

/// How long something takes, from a point of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takes {
    /// At least.
    pub least: Length,
    /// At most.
    pub most: Length,
    /// From when; `None`: from the last of what it needs.
    pub of: Option<Point>,
    /// Those who decide how long it takes, where it is not who has to do it: the plan must hold whatever they take. Empty:
    /// whoever has to do it decides.
    pub decided_by: Vec<ParticipantId>,
    /// Whether nobody decides: weather, sea, the state of a road.
    pub by_nobody: bool,
}

impl Takes {
    /// Whether the plan must hold for every length, since others or nobody decides.
    pub fn is_uncertain(&self) -> bool {
        self.by_nobody || !self.decided_by.is_empty()
    }
}

/// A block of time with a gate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phase {
    /// The phase before it.
    pub follows: Option<ProvisionId>,
    /// What must have happened before it begins.
    pub gate: Vec<Point>,
    /// By when the gate is to open.
    pub due: Option<Deadline>,
    /// How long it lasts. The day on which it begins is its first: one of 42 days, or of six weeks, ends with its 42nd day, and
    /// what follows it begins on the next. Where it is no whole number of days, it ends so long after the moment of its
    /// beginning.
    pub length: Option<Length>,
    /// Under which rule it goes on beyond its length.
    pub extension: Option<Extension>,
    /// What follows where the gate does not open, as the text says.
    pub otherwise: Option<String>,
    /// What returns to its earlier state where the phase fails, as the text says.
    pub snapback: Option<String>,
}

/// A rule under which a phase goes on beyond its length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extension {
    /// Those who must agree; empty: it goes on by itself.
    pub by: Vec<ParticipantId>,
    /// How long each time.
    pub length: Option<Length>,
    /// How often; `None`: the text sets no limit.
    pub times: Option<u32>,
    /// As long as this has not happened.
    pub until: Option<Point>,
}

impl Phase {
    /// Whether the text says when it ends at the latest: it has a length, and does not go on by itself without a limit. Where
    /// others must agree to its going on, it ends with its length as long as they do not.
    pub fn is_limited(&self) -> bool {
        self.length.is_some() && self.extension.as_ref().is_none_or(Extension::is_limited)
    }
}

impl Extension {
    /// Whether it needs somebody's agreement, or goes on for so long, so many times.
    fn is_limited(&self) -> bool {
        !self.by.is_empty() || self.times.is_some() && self.length.is_some()
    }
}
