//! Who takes part, in what role, and their own words for contested things.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::audience::Audience;
use crate::ids::{ParticipantId, TermId};

/// What somebody is in a negotiation. One participant can have several roles (a mediator who is guarantor, too).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Its consent is required.
    Party,
    /// Assists the parties, with their consent.
    Mediator,
    /// Undertakes to secure performance.
    Guarantor,
    /// Supports a text without being bound.
    Endorser,
    /// Bound by nothing, but its choices depend on the outcome.
    OutsideActor,
}

/// Anyone with a role in the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Neutral id.
    pub id: ParticipantId,
    /// The name that the case uses.
    pub name: String,
    /// At least one role.
    pub roles: Vec<Role>,
    /// Whether this is the lead mediator, who coordinates co-mediators.
    pub lead: bool,
    /// Who decides behind the delegation, at the start of the record.
    pub principal: Option<String>,
    /// What the delegation may agree to, at the start of the record.
    pub mandate: Option<String>,
    /// Other names that texts use for them.
    pub also: Vec<String>,
    /// Who may know that they take part; everybody unless the case says otherwise.
    pub audience: Audience,
}

impl Participant {
    /// Whether they have this role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// A contested thing, with the neutral word and each participant's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Neutral id.
    pub id: TermId,
    /// The word that the case itself uses.
    pub neutral: String,
    /// Each participant's own word.
    pub words: BTreeMap<ParticipantId, String>,
    /// How the case's texts have it in each language (by language tag): every form that counts as this term.
    pub renderings: BTreeMap<String, Vec<String>>,
    /// Who may see this entry; everybody unless the case says otherwise.
    pub audience: Audience,
}
