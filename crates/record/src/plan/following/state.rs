//! In which state an entry of a plan is: one declared rule for each name.

use jiff::tz::TimeZone;
use serde::Serialize;

use crate::plan::time::Length;
use crate::when::When;

/// Where an entry stands, by what is reported of it and by the calendar. It judges nobody: an alleged breach is alleged, and
/// who found what is told beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// A breach of it is alleged and denied or answered otherwise, or accounts of it differ; and nothing has closed that.
    InDispute,
    /// A breach of it is alleged, nobody has answered that, and nothing has closed it.
    Alleged,
    /// A verifier whom the entry names found last that it was not carried out.
    NotFulfilled,
    /// A power to suspend is in use over it, or the latest account says that it is suspended.
    Suspended,
    /// The latest account says that it is excused.
    Excused,
    /// It was carried out after its deadline, by every date that is given.
    Late,
    /// It was carried out.
    Fulfilled,
    /// Of an event: it has happened.
    Happened,
    /// Part of it was carried out.
    Partly,
    /// Its deadline has passed, by every date that is given, and nobody reports that it was carried out.
    Overdue,
    /// It is due, and its deadline has not passed.
    Awaited,
    /// It is owed, and its deadline cannot be dated.
    Unknown,
    /// What must have happened before it is owed has not.
    NotDue,
    /// Of a prohibition or a phase: it has begun and has not ended.
    Running,
    /// Its time is over, or what ends it has happened.
    Ended,
    /// Of a power: it can be used, and nobody uses it.
    Unused,
    /// Of a power: it is in use.
    InUse,
}

/// What the rules look at, of one entry.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts {
    pub(super) open_answered: bool,
    pub(super) open_alleged: bool,
    pub(super) differ: bool,
    pub(super) found_not_fulfilled: bool,
    pub(super) suspended: bool,
    pub(super) excused: bool,
    pub(super) complete: bool,
    /// Whether it was complete only after its deadline.
    pub(super) late: bool,
    pub(super) partly: bool,
    /// What is to happen before it is owed.
    pub(super) owed: Owed,
    pub(super) ended: bool,
    pub(super) deadline: Clock,
    pub(super) nature: Nature,
}

/// Whether an entry is owed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Owed {
    #[default]
    Yes,
    NotYet,
    Unclear,
}

/// Where a deadline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Clock {
    /// There is none, or nothing dates it.
    #[default]
    Undated,
    Ahead,
    Passed,
}

/// What sort of thing an entry is, as far as states go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Nature {
    /// Something is to be done.
    #[default]
    Done,
    /// Something happens.
    Happens,
    /// Something lasts: a prohibition, a phase.
    Lasts,
    /// Something may be used.
    Used { in_use: bool },
}

impl State {
    /// All that holds of an entry, the one to look at first in front.
    pub(super) fn of(facts: &Facts) -> Vec<Self> {
        let mut states = Vec::new();
        let rules = [
            (facts.open_answered || facts.differ, Self::InDispute),
            (facts.open_alleged, Self::Alleged),
            (facts.found_not_fulfilled, Self::NotFulfilled),
            (facts.suspended && !facts.complete, Self::Suspended),
            (facts.excused && !facts.complete, Self::Excused),
        ];
        states.extend(rules.into_iter().filter(|(holds, _)| *holds).map(|(_, state)| state));
        states.push(facts.own());
        if facts.partly && !facts.complete && !facts.ended {
            states.extend(facts.by_calendar().filter(|state| *state == Self::Overdue));
        }
        states
    }
}

impl Facts {
    /// The state by accounts of performance and by the calendar alone.
    fn own(&self) -> State {
        match self.nature {
            Nature::Used { in_use: true } => return State::InUse,
            Nature::Done if self.complete && self.late => return State::Late,
            Nature::Done if self.complete => return State::Fulfilled,
            Nature::Happens if self.complete => return State::Happened,
            _ => {}
        }
        if self.ended {
            return State::Ended;
        }
        if self.partly && matches!(self.nature, Nature::Done) {
            return State::Partly;
        }
        self.by_calendar().next().unwrap_or(State::Unknown)
    }

    fn by_calendar(&self) -> impl Iterator<Item = State> {
        let state = match (self.owed, self.nature, self.deadline) {
            (Owed::NotYet, ..) => State::NotDue,
            (Owed::Unclear, ..) => State::Unknown,
            (_, Nature::Lasts | Nature::Used { .. }, Clock::Passed) => State::Ended,
            (_, Nature::Lasts, _) => State::Running,
            (_, Nature::Used { .. }, _) => State::Unused,
            (_, _, Clock::Passed) => State::Overdue,
            (_, _, Clock::Ahead) => State::Awaited,
            (_, _, Clock::Undated) => State::Unknown,
        };
        std::iter::once(state)
    }
}

/// By how much something comes after a deadline, as far as the dates tell; where one of the two is a day, in days.
pub(super) fn delay(due: When, done: When, zone: &TimeZone) -> Length {
    let (due_at, done_at) = (due.ends(zone), done.starts(zone));
    let minutes = match (due.time(), done.time()) {
        (Some(_), Some(_)) => {
            let between = due_at.to_zoned(zone.clone()).and_then(|due| {
                Ok(done_at.to_zoned(zone.clone())?.timestamp().duration_since(due.timestamp()))
            });
            between.map_or(0, |between| between.as_mins())
        }
        _ => {
            let days = done_at.date().since(due_at.date()).map_or(0, |span| span.get_days());
            return Length { days: u32::try_from(days).unwrap_or_default(), ..Length::default() };
        }
    };
    let minutes = u32::try_from(minutes).unwrap_or_default();
    Length { days: minutes / (24 * 60), minutes: minutes % (24 * 60), ..Length::default() }
}
