//! What the plan of a text says: provisions, each tied to the exact words that it was read from.
//!
//! A [`Provision`] has the header of an act and the same anchor to words as consent, so that staleness, readers and dates
//! come from the same code. What it provides is its [`Content`]: an event, a phase with its gate, an obligation, a power,
//! an exchange key with its batches and lists, a dispute clause; what a step is worth to a side, as somebody stated it; and
//! who owns an ambiguity. Absent fields mean that the text does not say: nothing is filled in.
//!
//! **The path.** Provisions of a view, its texts and a package of options ─► the plan of that package ─► findings, a
//! schedule, an exchange; with the acts of the view: how it is followed.

pub mod check;
pub mod exchange;
pub mod following;
pub mod mentions;
pub mod obligation;
pub mod order;
pub mod owned;
pub mod package;
pub mod phases;
pub mod remedies;
pub mod schedule;
pub mod standing;
pub mod time;
pub mod totals;
pub mod whatif;

use serde::Serialize;

use crate::act::{Anchor, Choice, Dated};
use crate::audience::Audience;
use crate::ids::{ParticipantId, ProvisionId};
use crate::source::Source;
use crate::when::When;

pub use exchange::{Batch, Guarantee, Key, List, Lot, Person, Side, Value, Vetting};
pub use obligation::{Modality, Obligation, Quantity};
pub use owned::{Check, Owned};
pub use phases::{Event, Extension, Phase, Takes};
pub use remedies::{DisputeClause, DisputeStep, Power, PowerKind};
pub use time::{Calendar, Deadline, Length, Point, Trigger};

/// One entry of a plan: what somebody read from words of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    /// Unique among the provisions of the case.
    pub id: ProvisionId,
    /// A short title for people; where there is none, renderings use what it provides.
    pub title: Option<String>,
    /// Who reads it so from the words, or stated it.
    pub by: Vec<ParticipantId>,
    /// When they did, once for every source that differs; never empty, earliest first.
    pub on: Vec<Dated>,
    /// When the record learnt of it.
    pub known: When,
    /// The words that it was read from; `None`: from no words of a draft.
    pub anchor: Option<Anchor>,
    /// The option taken at each open point of the anchor, in document order: it holds only where these are taken.
    pub choice: Vec<Choice>,
    /// Who may see it.
    pub audience: Audience,
    /// Where it is known from.
    pub sources: Vec<Source>,
    /// A remark for whoever may see it.
    pub note: Option<String>,
    /// What it provides.
    pub content: Content,
}

/// What a provision provides.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "most entries of a plan are obligations, the largest")]
pub enum Content {
    /// Something that happens, from which times are counted (`[[event]]`).
    Event(Event),
    /// A block of time with a gate (`[[phase]]`).
    Phase(Phase),
    /// What somebody must or must not do (`[[obligation]]`).
    Obligation(Obligation),
    /// A right to suspend, terminate, extend or snap back (`[[power]]`).
    Power(Power),
    /// The ratio for a category of an exchange (`[[key]]`).
    Key(Key),
    /// What is exchanged at one time (`[[batch]]`).
    Batch(Batch),
    /// Named persons under a key (`[[list]]`).
    List(List),
    /// How disputes over performance are settled (`[[dispute]]`).
    Dispute(DisputeClause),
    /// Days that do not count, and the zone in which days begin (`[[calendar]]`).
    Calendar(Calendar),
    /// What a step is worth to a side, as stated by somebody (`[[value]]`).
    Value(Value),
    /// What a side forfeits if it stops (`[[guarantee]]`).
    Guarantee(Guarantee),
    /// A finding that somebody owns: an ambiguity that is meant (`[[owned]]`).
    Owned(Owned),
}

/// The name of what a provision provides, as the heading of its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is described at the content of its name")]
pub enum Sort {
    Event,
    Phase,
    Obligation,
    Power,
    Key,
    Batch,
    List,
    Dispute,
    Calendar,
    Value,
    Guarantee,
    Owned,
}

impl Content {
    /// The name of what is provided.
    pub fn sort(&self) -> Sort {
        match self {
            Self::Event(_) => Sort::Event,
            Self::Phase(_) => Sort::Phase,
            Self::Obligation(_) => Sort::Obligation,
            Self::Power(_) => Sort::Power,
            Self::Key(_) => Sort::Key,
            Self::Batch(_) => Sort::Batch,
            Self::List(_) => Sort::List,
            Self::Dispute(_) => Sort::Dispute,
            Self::Calendar(_) => Sort::Calendar,
            Self::Value(_) => Sort::Value,
            Self::Guarantee(_) => Sort::Guarantee,
            Self::Owned(_) => Sort::Owned,
        }
    }
}

impl Provision {
    /// When it was read so, by the earliest account.
    pub fn earliest(&self) -> When {
        self.on.first().map_or(self.known, |dated| dated.when)
    }

    /// Its title; where it has none, what an obligation's debtor is to do, else its id.
    pub fn title(&self) -> &str {
        let said = match &self.content {
            Content::Obligation(obligation) => Some(obligation.does.as_str()),
            _ => None,
        };
        self.title.as_deref().or(said).unwrap_or(self.id.as_str())
    }
}
