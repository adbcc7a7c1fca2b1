//! The moment at which a record is looked at.

use std::cmp::Ordering;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::act::Act;
use crate::when::When;

/// A moment, as a civil time of the case's zone. For a whole day, its last moment.
#[derive(Debug, Clone)]
pub struct AsOf {
    /// The moment.
    pub at: DateTime,
    /// The zone of the case.
    pub zone: TimeZone,
}

impl AsOf {
    /// The last moment that a date or time may mean.
    pub fn end_of(when: When, zone: TimeZone) -> Self {
        Self { at: when.ends(&zone), zone }
    }

    /// Whether something had begun by then.
    pub fn has_begun(&self, when: When) -> bool {
        when.starts(&self.zone) <= self.at
    }

    /// Whether something was over by then: a day is over when its last moment has passed.
    pub fn is_past(&self, when: When) -> bool {
        when.ends(&self.zone) < self.at
    }

    /// Whether an act had been done by then, by the earliest account.
    pub fn is_done(&self, act: &Act) -> bool {
        self.has_begun(act.earliest())
    }

    /// Whether the record knew of an act by then.
    pub fn is_known(&self, act: &Act) -> bool {
        self.has_begun(act.known)
    }

    /// Orders acts by when they were done, then by when the record learnt of them, then by id.
    pub fn order(&self, a: &Act, b: &Act) -> Ordering {
        a.earliest()
            .compare(&b.earliest(), &self.zone)
            .then_with(|| a.known.compare(&b.known, &self.zone))
            .then_with(|| a.id.cmp(&b.id))
    }
}
