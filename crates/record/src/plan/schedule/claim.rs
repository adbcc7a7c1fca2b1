//! What an entry of a plan says of the time between two moments.

use serde::Serialize;

use super::calendar::Moment;
use crate::ids::{ParticipantId, ProvisionId};
use crate::plan::time::{Length, Point};
use crate::when::When;

/// A moment that a schedule is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// The zero from which dates are counted. It is no moment of the plan.
    Dates,
    /// A point of the plan. Of a prohibition: when it ends.
    Point(Point),
    /// The beginning of what takes its time, where no point of the plan is its beginning; of a prohibition: since when.
    Begin(ProvisionId),
    /// The end of the vetting of a list.
    Vetted(ProvisionId),
}

/// The field of an entry that says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// It has happened, as reported.
    Happened,
    /// The date that an event is to have.
    Expected,
    /// Not before.
    From,
    /// At the latest.
    Due,
    /// What must have happened before an event.
    Needs,
    /// The antecedent of an obligation.
    When,
    /// What must have happened before a batch.
    After,
    /// What must have happened before a phase begins.
    Gate,
    /// The phase before.
    Follows,
    /// How long a phase lasts, with what may extend it.
    Length,
    /// The phase in which something is due.
    Phase,
    /// How long something takes.
    Takes,
    /// How long those who vet a list have.
    Vetting,
    /// What a list must be there for.
    UsedBy,
    /// Which lists must be there.
    Uses,
}

/// How long after a moment another comes, or on which date, as an entry states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Term {
    /// Not before it, or not after it.
    Itself,
    /// So long after it.
    Length(Length),
    /// Within that day of the plan, of which it is day 1.
    Day(u32),
    /// At the end of that day, of which it is day 1: how a phase lasts so many days.
    Days(u32),
    /// On a later day than it.
    NextDay,
    /// A date, counted from nothing.
    Date(When),
}

/// What one field of one entry says of the time between two moments.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Claim {
    /// The entry.
    pub entry: ProvisionId,
    /// Its field.
    pub field: Field,
    /// The moment that comes later, or on a date.
    pub of: Node,
    /// The moment that it is counted from; [`Node::Dates`] where it is a date.
    pub than: Node,
    /// Not earlier than that.
    pub least: Option<Term>,
    /// Not later than that.
    pub most: Option<Term>,
    /// How many times a phase may go on for so long beyond `most`.
    pub extended: Option<(u32, Length)>,
    /// The calendar whose days count.
    pub calendar: Option<ProvisionId>,
    /// Whether others or nobody decide how long it is: the plan must hold whatever they take.
    pub uncertain: bool,
    /// Those others; none: nobody decides, or the text does not say who.
    pub decided_by: Vec<ParticipantId>,
    /// The date of what it is counted from, where that is known: then days are counted on the calendar.
    pub since: Option<When>,
}

/// Which of its two bounds a claim sets in a chain of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Not earlier.
    Least,
    /// Not later; of what others decide: it may take that long.
    Most,
}

/// One of the things that cannot all hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Told {
    /// What is said.
    pub claim: Claim,
    /// Which of its bounds counts here.
    pub bound: Bound,
    /// The moment that this bound comes to, where it is known.
    pub moment: Option<Moment>,
}

impl Term {
    /// How long a phase lasts: of whole days, to the end of the last of them.
    pub(super) fn lasting(length: Length) -> Self {
        length.whole_days().map_or(Self::Length(length), Self::Days)
    }
}

impl Told {
    /// What this bound says.
    pub fn term(&self) -> Option<Term> {
        match self.bound {
            Bound::Least => self.claim.least,
            Bound::Most => self.claim.most,
        }
    }
}

impl Node {
    /// The point of the plan that it is.
    pub fn point(&self) -> Option<&Point> {
        match self {
            Self::Point(point) => Some(point),
            _ => None,
        }
    }

    /// The entry that it belongs to.
    pub fn entry(&self) -> Option<&ProvisionId> {
        match self {
            Self::Dates => None,
            Self::Point(point) => Some(&point.of),
            Self::Begin(id) | Self::Vetted(id) => Some(id),
        }
    }
}
