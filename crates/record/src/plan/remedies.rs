//! What is there for the case that something goes wrong: powers and dispute clauses.

use super::time::{Deadline, Length, Point};
use crate::ids::{ParticipantId, ProvisionId};

/// A right to suspend, terminate, extend or snap back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Power {
    /// To do what.
    pub kind: PowerKind,
    /// Who has it; empty: the text does not say.
    pub holder: Vec<ParticipantId>,
    /// Over which provisions; empty: over the whole plan.
    pub over: Vec<ProvisionId>,
    /// What must have happened before it can be used.
    pub when: Vec<Point>,
    /// How long before its use it must be announced.
    pub notice: Option<Length>,
    /// Until when it can be used.
    pub due: Option<Deadline>,
}

/// What a power is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PowerKind {
    /// To stop performance for a time.
    Suspend,
    /// To end what is provided.
    Terminate,
    /// To make it last longer.
    Extend,
    /// To return to an earlier state.
    SnapBack,
}

/// How disputes over performance are settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeClause {
    /// Over which provisions; empty: over the whole plan.
    pub over: Vec<ProvisionId>,
    /// Whom to call in the first hour, in this order.
    pub notify: Vec<ParticipantId>,
    /// The route, in order.
    pub steps: Vec<DisputeStep>,
}

/// One step of the route of a dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeStep {
    /// Who acts.
    pub who: Vec<ParticipantId>,
    /// What they do.
    pub does: String,
    /// How long they have, from the end of the step before; for the first step, from the notice of the alleged breach.
    pub within: Option<Length>,
}
