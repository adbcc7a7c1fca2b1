//! What can be found: one sort of fact for each kind of check, with what a sentence about it needs.

use onetext_text::clause::ClauseIndex;

use crate::ids::{ParticipantId, ProvisionId};
use crate::ledger::{Flag, Status};
use crate::plan::exchange::Giving;
use crate::plan::schedule::Clash;
use crate::plan::standing::Words;
use crate::plan::{Check, Point};

/// What is so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum What {
    /// The words of the entry are not what they were, or cannot be compared.
    Stale(Words),
    /// Times count from something that nothing brings about.
    UndefinedEvent(Undefined),
    /// The text does not say who.
    UndefinedActor(Actor),
    /// The text does not say by when.
    NoDeadline(Open),
    /// Nobody establishes whether it was done.
    NoVerifier,
    /// Each waits for the next, and the last for the first.
    CircularWaiting(Vec<Wait>),
    /// A phase that nothing can begin.
    Unreachable(NeverBegins),
    /// A gate that each of these sides alone can keep shut, by what each could leave undone.
    OneSidedGate(Vec<Keeps>),
    /// The entry needs another that is not there with some options.
    ImpossibleBranch(ProvisionId),
    /// The first entry commands to somebody what the second forbids.
    DutyAndProhibition {
        /// Whom both bind.
        debtor: Vec<ParticipantId>,
        /// How the times of the two lie to each other.
        overlap: Overlap,
    },
    /// Nothing follows from breach.
    NoConsequence,
    /// No dispute clause leads anywhere from it.
    NoDisputeRoute(Uncovered),
    /// The phase ends before the gate of the next (the second entry) is sure to be open.
    NoExtension {
        /// What the gate waits for that may come later.
        later: Point,
    },
    /// Times that cannot all hold.
    DatesConflict(Clash),
    /// Times that can be kept only if others take the right time.
    NotControllable(Clash),
    /// The list (the first entry) may come after its use (the second).
    ListAfterUse {
        /// Whether it would be in time without the time for objections.
        by_vetting: bool,
    },
    /// Sums of an exchange that do not add up.
    SumsDiffer(Sum),
    /// Debtors who have not accepted the clauses that bind them.
    NotAccepted(Vec<NotAgreed>),
}

/// What nothing brings about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Undefined {
    /// An event without actors, needs or a date.
    Event {
        /// Entries that count from it or wait for it.
        counted_by: Vec<ProvisionId>,
    },
    /// The end of a phase of which neither a length nor a following phase says when it is.
    End {
        /// Entries that count from it or wait for it.
        counted_by: Vec<ProvisionId>,
    },
    /// The entry counts from something that is no moment, such as a key or a power.
    NoMoment(Point),
}

/// Who is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// Who is bound.
    Debtor,
    /// Who has a power.
    Holder,
    /// Who puts a list forward.
    Proposer,
    /// Who may object to a list.
    Vetting,
    /// Who acts in a step of a dispute, counted from 1.
    Step(usize),
}

/// What has no deadline.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Open {
    /// The text gives none.
    Unsaid(Deadlined),
    /// It is counted from something that is not there with these options.
    NotThere(Deadlined, Point),
}

/// What should have a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deadlined {
    /// An obligation.
    Obligation,
    /// A batch.
    Batch,
    /// A list.
    List,
    /// The gate of a phase.
    Gate,
}

/// One moment that waits for another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wait {
    /// What waits.
    pub who: Point,
    /// Why.
    pub why: Why,
    /// For what.
    pub on: Point,
}

/// Why one moment waits for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// An event needs it.
    Needs,
    /// An obligation is not owed before.
    Antecedent,
    /// A gate needs it.
    Gate,
    /// A phase follows another.
    Follows,
    /// Something is due in a phase.
    InPhase,
    /// A batch comes after it.
    After,
    /// A list must be there.
    Uses,
    /// Not before it, or so long after it.
    NotBefore,
    /// How long it takes counts from it.
    Takes,
    /// A phase ends so long after it began.
    Lasts,
    /// A phase without a length of its own ends when the next begins.
    EndsWith,
    /// Its deadline counts from it: no time runs before.
    Due,
}

/// Why nothing can begin a phase.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum NeverBegins {
    /// It follows no phase, has no gate and no date.
    Unsaid,
    /// It waits for the first of these, which waits for the next, and so on to the last, which nothing brings about.
    Undefined(Vec<Point>),
    /// The same, and the last waits for itself in a circle.
    Circle(Vec<Point>),
    /// It needs an entry that is not there with some options.
    NotThere(ProvisionId),
}

/// A side that can keep a gate shut.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Keeps {
    /// The side.
    pub side: ParticipantId,
    /// By leaving which of these undone.
    pub by: Vec<(ProvisionId, Hold)>,
}

/// How an act of one side can be withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hold {
    /// An event that needs its act, and needs nothing that an obligation commands to it.
    Event,
    /// An obligation or a batch without a deadline.
    NoDeadline,
    /// An obligation or a batch from whose breach nothing follows.
    NoConsequence,
    /// A list that it puts forward, without a deadline.
    Proposes,
    /// A list to which it may object for as long as it likes.
    Vets,
}

/// How the times of a duty and a prohibition lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Overlap {
    /// Whenever the duty is done, it is forbidden.
    Whole,
    /// Nothing parts all of their times.
    NotParted,
}

/// Why no route leads from a dispute over something.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Uncovered {
    /// The plan has no dispute clause with a step.
    NoneAtAll,
    /// None of its dispute clauses covers this.
    NotThis,
    /// One covers it and names no step.
    NoSteps(ProvisionId),
}

/// Figures of an exchange that do not fit each other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Sum {
    /// The totals of a key are not in its ratio.
    Totals {
        /// Total given.
        gives: u64,
        /// Total returned.
        returns: u64,
    },
    /// The batches of a key, together, are not its total.
    Batches {
        /// Which side of the key.
        half: Giving,
        /// What the batches sum up to.
        sum: u128,
        /// What the key says.
        total: u64,
    },
    /// What a batch returns under a key is not what the ratio gives for what it takes.
    Ratio {
        /// The key.
        key: ProvisionId,
        /// How many are given.
        gives: u64,
        /// How many are returned, as the batch says.
        returns: u64,
        /// How many the key gives for them, where that is a whole number.
        due: Option<u128>,
    },
    /// What a batch gives under a key does not give a whole number in return.
    NotWhole {
        /// The key.
        key: ProvisionId,
        /// How many are given.
        gives: u64,
    },
    /// A batch counts under what is no key.
    NoKey(ProvisionId),
    /// A list has more persons than it is to name.
    Persons {
        /// How many it has.
        persons: usize,
        /// How many it is to name.
        number: u64,
    },
    /// Lists under a key have more persons of a category than the key exchanges.
    Category {
        /// The category.
        category: String,
        /// How many persons the lists have.
        persons: usize,
        /// What the key says.
        total: u64,
    },
    /// A person of a list stands in a category that is on neither side of its key.
    NoCategory {
        /// The category.
        category: String,
        /// The key.
        key: ProvisionId,
    },
    /// A list is to name a number that no side of its key, and no use of it, has.
    Number {
        /// How many it is to name.
        number: u64,
        /// How many are given in what uses it, or altogether.
        gives: u128,
        /// How many are returned.
        returns: u128,
        /// Whether these are the sums of what uses it; else the totals of its key.
        of_uses: bool,
    },
}

/// A debtor and a clause that it has not accepted as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NotAgreed {
    /// The debtor.
    pub party: ParticipantId,
    /// The clause of the current draft.
    pub clause: ClauseIndex,
    /// Where it stands.
    pub status: Status,
    /// What has happened to its consent, where it gave it: the first flag that takes it away.
    pub flag: Option<Flag>,
}

impl What {
    /// The kind of finding.
    pub fn check(&self) -> Check {
        match self {
            Self::Stale(_) => Check::Stale,
            Self::UndefinedEvent(_) => Check::UndefinedEvent,
            Self::UndefinedActor(_) => Check::UndefinedActor,
            Self::NoDeadline(_) => Check::NoDeadline,
            Self::NoVerifier => Check::NoVerifier,
            Self::CircularWaiting(_) => Check::CircularWaiting,
            Self::Unreachable(_) => Check::Unreachable,
            Self::OneSidedGate(_) => Check::OneSidedGate,
            Self::ImpossibleBranch(_) => Check::ImpossibleBranch,
            Self::DutyAndProhibition { .. } => Check::DutyAndProhibition,
            Self::NoConsequence => Check::NoConsequence,
            Self::NoDisputeRoute(_) => Check::NoDisputeRoute,
            Self::NoExtension { .. } => Check::NoExtension,
            Self::DatesConflict(_) => Check::DatesConflict,
            Self::NotControllable(_) => Check::NotControllable,
            Self::ListAfterUse { .. } => Check::ListAfterUse,
            Self::SumsDiffer(_) => Check::SumsDiffer,
            Self::NotAccepted(_) => Check::NotAccepted,
        }
    }
}
