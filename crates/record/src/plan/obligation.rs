//! What somebody must do, or must not.

use super::phases::Takes;
use super::time::{Deadline, Point};
use crate::ids::{ParticipantId, ProvisionId};

/// What somebody must or must not do. What the text does not say is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// Who is bound; empty: the text does not say.
    pub debtor: Vec<ParticipantId>,
    /// To whom it is owed.
    pub creditor: Vec<ParticipantId>,
    /// A duty or a prohibition.
    pub modality: Modality,
    /// What is to be done or left undone: the consequent.
    pub does: String,
    /// A short name for the conduct, the same wherever the same conduct is commanded or forbidden.
    pub action: Option<String>,
    /// How much.
    pub quantity: Option<Quantity>,
    /// The phase in which it is due.
    pub phase: Option<ProvisionId>,
    /// The antecedent: what must have happened before it is owed.
    pub when: Vec<Point>,
    /// What ends it, or keeps it from being owed, if it happens.
    pub unless: Vec<Point>,
    /// Not before; of a prohibition: since when.
    pub from: Option<Deadline>,
    /// At the latest; of a prohibition: until when.
    pub due: Option<Deadline>,
    /// How long it takes.
    pub takes: Option<Takes>,
    /// Who establishes whether it was done.
    pub verifier: Vec<ParticipantId>,
    /// By what they can tell.
    pub evidence: Option<String>,
    /// What follows where it is not done, as the text says.
    pub on_breach: Option<String>,
    /// Powers that arise where it is not done.
    pub powers: Vec<ProvisionId>,
    /// What is carried out with it: lists that must be there, keys that say how much.
    pub uses: Vec<ProvisionId>,
}

/// Whether something must be done or must not (deontic modality).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// It must be done.
    #[default]
    Duty,
    /// It must not be done.
    Prohibition,
}

/// How much of something: a whole number above zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// How many.
    pub number: u64,
    /// Of what.
    pub unit: Option<String>,
}
