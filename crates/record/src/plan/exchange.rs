//! What is exchanged: keys by category, batches, lists of persons, and what a step is worth to a side.

use super::time::{Deadline, Length, Point};
use crate::audience::Audience;
use crate::ids::{ParticipantId, ProvisionId};

/// The ratio for a category: so many of one kind for so many of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// What one side gives.
    pub gives: Side,
    /// What it receives for that.
    pub returns: Side,
}

/// One side of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Who gives.
    pub by: ParticipantId,
    /// So many at a time; above zero.
    pub number: u64,
    /// Of this kind, in neutral words.
    pub category: String,
    /// So many under this key altogether, where the text says it.
    pub total: Option<u64>,
}

impl Side {
    /// How many of another side go with so many of this one, by the ratio of the two: the whole ones, and whether that is all.
    pub fn ratio(&self, other: &Self, count: u64) -> (u64, bool) {
        let each = u128::from(self.number.max(1));
        let all = u128::from(count) * u128::from(other.number);
        (u64::try_from(all / each).unwrap_or(u64::MAX), all.is_multiple_of(each))
    }
}

/// What is exchanged at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// How many under which key.
    pub lots: Vec<Lot>,
    /// The phase in which it is due.
    pub phase: Option<ProvisionId>,
    /// What must have happened before it.
    pub after: Vec<Point>,
    /// Not before.
    pub from: Option<Deadline>,
    /// At the latest.
    pub due: Option<Deadline>,
    /// Whether both sides give at the same moment; otherwise what is given goes before what is returned.
    pub at_once: bool,
    /// Who establishes whether it was done.
    pub verifier: Vec<ParticipantId>,
}

/// So many under a key in one batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    /// The key.
    pub key: ProvisionId,
    /// How many are given.
    pub gives: u64,
    /// How many are returned, where the text says it; `None`: as the key says.
    pub returns: Option<u64>,
}

/// Named persons under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The key; `None`: of no key.
    pub key: Option<ProvisionId>,
    /// Who puts the list forward; `None`: the text does not say.
    pub proposer: Option<ParticipantId>,
    /// By when.
    pub due: Option<Deadline>,
    /// Who may object, and how long they have.
    pub vetting: Option<Vetting>,
    /// How many persons it is to name.
    pub number: Option<u64>,
    /// What it must be there for: batches and obligations.
    pub used_by: Vec<ProvisionId>,
    /// Persons on it, as far as the record knows them.
    pub persons: Vec<Person>,
}

/// Who looks at a list before it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vetting {
    /// Those who may object; empty: the text does not say.
    pub by: Vec<ParticipantId>,
    /// How long they have.
    pub within: Option<Length>,
}

/// A person on a list, under a neutral id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// A neutral id, unique in the list.
    pub id: String,
    /// The category in which they are listed, as the sides of keys name it.
    pub category: Option<String>,
    /// Their name, for those cleared for it alone.
    pub name: Option<String>,
    /// Who is cleared for the name.
    pub name_audience: Audience,
}

/// Which side of a batch gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Giving {
    /// What is given under the keys.
    Gives,
    /// What is returned for it.
    Returns,
}

/// What a step is worth to a side, as whoever recorded it states: a range, never a point that nobody stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The obligation or batch.
    pub step: ProvisionId,
    /// Which half of a batch; `None`: the whole.
    pub half: Option<Giving>,
    /// To whom.
    pub to: ParticipantId,
    /// At least, in the author's own unit; below zero where it is a cost.
    pub low: i64,
    /// At most.
    pub high: i64,
}

/// What a side forfeits if it stops before the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guarantee {
    /// Who would forfeit it.
    pub party: ParticipantId,
    /// Who holds it, or would exact it.
    pub given_by: Vec<ParticipantId>,
    /// At least, in the unit of the values.
    pub low: i64,
    /// At most.
    pub high: i64,
    /// The step after which it is handed back.
    pub until: Option<ProvisionId>,
}
