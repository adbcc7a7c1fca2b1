//! Who may see an item, and who is reading.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Serialize, Serializer};

use crate::ids::{AudienceId, ParticipantId};

/// One name in an audience, as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AudienceName {
    /// Everybody.
    Public,
    /// The mediation team's own record-keepers.
    Team,
    /// One participant.
    Participant(ParticipantId),
    /// A named set of participants.
    Set(AudienceId),
}

/// Who may see an item. The empty audience is the team only, which sees everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Audience(pub Vec<AudienceName>);

impl Audience {
    /// Everybody.
    pub fn public() -> Self {
        Self(vec![AudienceName::Public])
    }

    /// The team's record-keepers only: what an absent `audience` means for acts and drafts.
    pub fn team() -> Self {
        Self::default()
    }

    /// Whether `reader` is in this audience, with the named sets of the case. Linear in its length.
    pub fn includes(&self, reader: &Reader, sets: &NamedSets) -> bool {
        if *reader == Reader::Team {
            return true;
        }
        // A name that is both a participant's and a set's is reported; until it is mended it means both, so that an entry
        // that a reader may not know of takes nothing from them.
        let means =
            |name: &str, reader: &ParticipantId| name == reader.as_str() || sets.contains(name, reader);
        self.0.iter().any(|name| match (name, reader) {
            (AudienceName::Public, _) => true,
            (AudienceName::Participant(id), Reader::Participant(reader)) => means(id.as_str(), reader),
            (AudienceName::Set(id), Reader::Participant(reader)) => means(id.as_str(), reader),
            _ => false,
        })
    }
}

/// One named set of participants (`[[audience]]`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedSet {
    /// Its name in audiences.
    pub id: AudienceId,
    /// Who is in it.
    pub members: BTreeSet<ParticipantId>,
}

/// The named sets of participants of a case (`[[audience]]`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NamedSets(pub BTreeMap<AudienceId, BTreeSet<ParticipantId>>);

impl NamedSets {
    /// Whether `participant` is a member of `set`; an unknown set has no members.
    pub fn contains(&self, set: &str, participant: &ParticipantId) -> bool {
        self.0.get(set).is_some_and(|members| members.contains(participant))
    }
}

/// Who a view is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reader {
    /// Anybody: sees what is public.
    Public,
    /// The team's record-keepers: see everything.
    Team,
    /// A participant: sees what is public and what they are in the audience of.
    Participant(ParticipantId),
}

impl fmt::Display for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Public => f.write_str("public"),
            Self::Team => f.write_str("team"),
            Self::Participant(id) => id.fmt(f),
        }
    }
}

impl Serialize for Reader {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
