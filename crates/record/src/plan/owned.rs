//! Findings that somebody owns: an ambiguity may be meant.

use crate::audience::Audience;
use crate::ids::{ParticipantId, ProvisionId};

/// A mark on a finding: somebody knows of it and means it so. The finding is then shown to those who own it, and to those
/// to whom they let it be shown, alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owned {
    /// What is found.
    pub check: Check,
    /// In which provision.
    pub of: ProvisionId,
    /// Who owns it.
    pub owner: Vec<ParticipantId>,
    /// Why it is meant so.
    pub reason: String,
    /// To whom else they let it be shown.
    pub shown_to: Audience,
}

/// What a check before signature looks for. Each name stands for one kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The words that it was read from have changed, and nobody has confirmed it since.
    Stale,
    /// Nothing says what brings an event about.
    UndefinedEvent,
    /// The text does not say who is bound, who has a power, who proposes a list.
    UndefinedActor,
    /// An obligation, list or gate without a deadline.
    NoDeadline,
    /// An obligation that nobody verifies.
    NoVerifier,
    /// Things that wait for each other.
    CircularWaiting,
    /// A phase or gate that nothing can bring about.
    Unreachable,
    /// A gate that one side alone can keep shut, with nothing that follows if it does.
    OneSidedGate,
    /// An obligation that cannot be carried out under some option of the text.
    ImpossibleBranch,
    /// The same conduct commanded and forbidden to the same at the same time.
    DutyAndProhibition,
    /// Nothing follows from breach.
    NoConsequence,
    /// No dispute clause covers it.
    NoDisputeRoute,
    /// A phase that ends before the gate of the next can be sure to be open, without a rule for going on.
    NoExtension,
    /// Dates that cannot all hold.
    DatesConflict,
    /// Durations that others decide can make the plan fail, whatever is done.
    NotControllable,
    /// A list that is due after its use.
    ListAfterUse,
    /// Sums of an exchange that do not add up.
    SumsDiffer,
    /// A debtor who never accepted the clause.
    NotAccepted,
}
