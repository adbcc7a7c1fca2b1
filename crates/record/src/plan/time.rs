//! When something of a plan is due: on a date, or so long after something else.

use jiff::civil::{Date, Weekday};
use serde::Serialize;

use crate::ids::ProvisionId;
use crate::when::When;

/// A moment of the plan that times are counted from: an event happening, an obligation, list or batch being carried out, a
/// phase beginning; or a phase ending.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// The provision.
    pub of: ProvisionId,
    /// The end of a phase and not its beginning (written `phase-id.end`).
    pub end: bool,
}

/// A length of time as a text states it. Months and working days have no fixed number of days before it is known from when
/// they count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Length {
    /// Calendar months; a year is twelve.
    pub months: u32,
    /// Days; a week is seven.
    pub days: u32,
    /// Minutes; an hour is sixty.
    pub minutes: u32,
    /// Whether only working days count in `days`.
    pub working: bool,
}

/// By when something is due, or not before when it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// What it is counted from.
    pub trigger: Trigger,
    /// The calendar whose days count; `None`: every day, in the zone of the case.
    pub calendar: Option<ProvisionId>,
}

/// What a deadline is counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// A date or a moment (`by = 2031-05-01`).
    Date(When),
    /// So long after a point of the plan (`within = "7 days", of = "signature"`).
    Within {
        /// How long.
        length: Length,
        /// After what.
        of: Point,
    },
    /// The end of that day of the plan, the day of the point itself being day 1 (`day = 7, of = "start"`).
    Day {
        /// Counted from 1.
        day: u32,
        /// What happens on day 1.
        of: Point,
    },
}

/// Days that count, and the zone in which they begin and end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Days of the week that are no working days.
    pub rest: Vec<Weekday>,
    /// Dates that are no working days.
    pub holidays: Vec<Date>,
    /// The zone's name; `None`: that of the case.
    pub zone: Option<String>,
}

impl Length {
    /// Days in a month, at most: what a month is taken for where it is not known from when it counts.
    const MONTH_AT_MOST: u64 = 31;

    /// The most minutes that it can last: months taken for their longest, working days for days of which each week has five
    /// and no holiday.
    pub fn at_most_minutes(self) -> u64 {
        let days = u64::from(self.days);
        let days = if self.working { days + 2 * days.div_ceil(5) } else { days };
        let days = days + u64::from(self.months) * Self::MONTH_AT_MOST;
        days * 24 * 60 + u64::from(self.minutes)
    }

    /// The number of its days, where it is nothing but that, and every day counts.
    pub fn whole_days(self) -> Option<u32> {
        (self.days > 0 && self.months == 0 && self.minutes == 0 && !self.working).then_some(self.days)
    }

    /// This length, and another one so many times; `None`: it is too long for any plan, or adds working days to others.
    pub fn and_times(self, other: Self, times: u32) -> Option<Self> {
        let part = |one: u32, other: u32| one.checked_add(other.checked_mul(times)?);
        (self.working == other.working).then_some(())?;
        Some(Self {
            months: part(self.months, other.months)?,
            days: part(self.days, other.days)?,
            minutes: part(self.minutes, other.minutes)?,
            working: self.working,
        })
    }

    /// Whether it is no time at all.
    pub fn is_zero(self) -> bool {
        self.months == 0 && self.days == 0 && self.minutes == 0
    }
}

/// Why a text is no length of time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotALength {
    /// There is no number and unit in it.
    #[error("is not a number and a unit of time")]
    Unreadable,
    /// It is too long for any plan.
    #[error("is longer than a hundred years")]
    TooLong,
}

impl std::str::FromStr for Length {
    type Err = NotALength;

    /// One or several pairs of a whole number and a unit: `48 hours`, `1 week 2 days`, `10 working days`.
    fn from_str(text: &str) -> Result<Self, NotALength> {
        let mut length = Self::default();
        let mut words = text.split_whitespace().filter(|word| *word != "and").peekable();
        let mut parts = 0_usize;
        while let Some(number) = words.next() {
            let number: u32 = number.parse().map_err(|_| NotALength::Unreadable)?;
            let working = words.next_if(|word| *word == "working").is_some();
            let unit = words.next().ok_or(NotALength::Unreadable)?;
            if working && !matches!(unit, "day" | "days") {
                return Err(NotALength::Unreadable);
            }
            let (part, each) = match unit {
                "minute" | "minutes" => (&mut length.minutes, 1),
                "hour" | "hours" => (&mut length.minutes, 60),
                "day" | "days" => (&mut length.days, 1),
                "week" | "weeks" => (&mut length.days, 7),
                "month" | "months" => (&mut length.months, 1),
                "year" | "years" => (&mut length.months, 12),
                _ => return Err(NotALength::Unreadable),
            };
            let sum = number.checked_mul(each).and_then(|more| part.checked_add(more));
            *part = sum.ok_or(NotALength::TooLong)?;
            length.working |= working;
            parts += 1;
        }
        match parts {
            0 => Err(NotALength::Unreadable),
            // Working days stand alone: what they would be counted with is not said by a sum.
            2.. if length.working => Err(NotALength::Unreadable),
            _ if length.months > 1200 || length.days > 36_600 || length.minutes > 36_600 * 24 * 60 => {
                Err(NotALength::TooLong)
            }
            _ => Ok(length),
        }
    }
}

impl std::fmt::Display for Length {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let day = if self.working { "working day" } else { "day" };
        let (hours, minutes) = match self.minutes % 60 {
            0 => (self.minutes / 60, 0),
            _ => (0, self.minutes),
        };
        let parts = [(self.months, "month"), (self.days, day), (hours, "hour"), (minutes, "minute")];
        let mut between = "";
        for (number, unit) in parts.into_iter().filter(|(number, _)| *number > 0) {
            write!(f, "{between}{number} {unit}{}", if number == 1 { "" } else { "s" })?;
            between = " ";
        }
        if self.is_zero() { write!(f, "0 {day}s") } else { Ok(()) }
    }
}

impl Serialize for Length {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Trigger {
    /// The point of the plan that it is counted from.
    pub fn point(&self) -> Option<&Point> {
        match self {
            Self::Date(_) => None,
            Self::Within { of, .. } | Self::Day { of, .. } => Some(of),
        }
    }
}

impl Point {
    /// As written in a plan.
    pub fn parse(text: &str) -> Self {
        match text.strip_suffix(".end") {
            Some(phase) => Self { of: ProvisionId::new(phase), end: true },
            None => Self { of: ProvisionId::new(text), end: false },
        }
    }
}

impl std::fmt::Display for Point {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.of, if self.end { ".end" } else { "" })
    }
}

impl Serialize for Point {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
