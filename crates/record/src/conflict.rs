//! Entries of a case's model of a conflict: who may do what, and what each prefers.
//!
//! A model is written in a format of its own, entry by entry (`onetext_conflict::files`). Here is what every entry has beside
//! that in a case: who says so, since when it is known, who may see it.

use crate::act::Dated;
use crate::audience::Audience;
use crate::ids::ParticipantId;
use crate::source::Source;
use crate::when::When;

/// An entry of the model of a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictEntry {
    /// The heading under which it stands: `decision_maker`, `option`, `preference`, …
    pub heading: String,
    /// The participant that a decision maker is.
    pub participant: Option<ParticipantId>,
    /// What warnings say that they concern where they are about this option.
    pub concern: Option<String>,
    /// Whether it is the state that holds now.
    pub now: bool,
    /// Who says so; nobody: those who keep the record.
    pub by: Vec<ParticipantId>,
    /// When they said it, once for every source that differs; none where that is not said.
    pub on: Vec<Dated>,
    /// When the record learnt of it; `None`: it is part of the model as long as there is one.
    pub known: Option<When>,
    /// Who may see it.
    pub audience: Audience,
    /// Where it is known from.
    pub sources: Vec<Source>,
    /// A remark for whoever may see it.
    pub note: Option<String>,
    /// What it says in its own format: its heading, and its fields but those above.
    pub text: String,
}
