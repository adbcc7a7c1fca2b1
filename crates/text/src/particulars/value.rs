//! The values of particulars, and how two of them compare.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// Something in a sentence that can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particular {
    /// Where it stands. Of `[two][three] years` both durations begin at their number; only the last goes on to its unit.
    pub span: Span,
    /// The words as printed, on one line; of a number whose unit stands further on, both.
    pub words: String,
    /// What it says.
    pub value: Value,
    /// Whether it forbids by denying a permission: "may not", "cannot", the "may" of "no party may".
    pub forbids: bool,
}

impl Particular {
    /// What sort of thing it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.value.kind()
    }
}

/// What sort of thing a particular is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A number, with or without "per cent".
    Number,
    /// `1:3`, `three for one`.
    Ratio,
    /// A length of time.
    Duration,
    /// A day, a month or a time of day.
    Date,
    /// A word that says how binding a sentence is.
    Modal,
    /// A word that denies.
    Negation,
    /// The number of another clause.
    Reference,
}

/// What a particular says, in terms that do not depend on the language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// A number.
    Number {
        /// How much.
        amount: Amount,
        /// Whether it is so many of a hundred.
        per_cent: bool,
    },
    /// A place in an order: `seventh`, `22nd`, `السابع`.
    Ordinal(Amount),
    /// So many of one for so many of another, in the order in which they are written.
    Ratio(Amount, Amount),
    /// A length of time.
    Duration(Duration),
    /// A day, as far as it is given.
    Date(Day),
    /// A time of day, in minutes from midnight.
    Time(u16),
    /// How binding a sentence is.
    Modal {
        /// What is demanded or allowed.
        strength: Strength,
        /// Whether it is denied: "shall not". "May not" forbids, and so is [`Strength::Shall`] denied.
        denied: bool,
    },
    /// A denial.
    Negation {
        /// In what sense, where a translation may well say it without a denial; `None`: it is a "not" that must be said.
        weak: Option<Weak>,
    },
    /// The number of another clause, with those above it first: `4.2` for Article 4(2).
    Reference(String),
}

impl Value {
    /// What sort of thing it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Number { .. } | Self::Ordinal(_) => Kind::Number,
            Self::Ratio(..) => Kind::Ratio,
            Self::Duration(_) => Kind::Duration,
            Self::Date(_) | Self::Time(_) => Kind::Date,
            Self::Modal { .. } => Kind::Modal,
            Self::Negation { .. } => Kind::Negation,
            Self::Reference(_) => Kind::Reference,
        }
    }

    /// Which of two values is the greater: more, longer, later or stronger. `None` where that cannot be said: values
    /// of different sorts, a month against thirty days, ratios that differ on both sides, `shall` against `shall not`.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number { amount: a, per_cent: p }, Self::Number { amount: b, per_cent: q }) => {
                (p == q).then(|| a.cmp(b))
            }
            (Self::Ordinal(a), Self::Ordinal(b)) => Some(a.cmp(b)),
            (Self::Ratio(a, b), Self::Ratio(c, d)) => match (a.cmp(c), b.cmp(d)) {
                (Ordering::Equal, other) | (other, Ordering::Equal) => Some(other),
                _ => None,
            },
            (Self::Duration(a), Self::Duration(b)) => a.compare(*b),
            (Self::Date(a), Self::Date(b)) => a.compare(*b),
            (Self::Time(a), Self::Time(b)) => Some(a.cmp(b)),
            (Self::Modal { strength: a, denied: x }, Self::Modal { strength: b, denied: y }) => {
                (x == y).then(|| a.cmp(b))
            }
            _ => (self == other).then_some(Ordering::Equal),
        }
    }
}

/// An amount, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

impl Amount {
    const ONE: i64 = 1_000_000;

    /// A whole number; `None` for what is too large to be kept exactly.
    #[must_use]
    pub fn whole(value: i64) -> Option<Self> {
        value.checked_mul(Self::ONE).map(Self)
    }

    /// From millionths.
    #[must_use]
    pub const fn millionths(value: i64) -> Self {
        Self(value)
    }

    /// In millionths.
    #[must_use]
    pub const fn as_millionths(self) -> i64 {
        self.0
    }

    /// The whole number that it is, if it is one.
    #[must_use]
    pub const fn as_whole(self) -> Option<i64> {
        if self.0 % Self::ONE == 0 { Some(self.0 / Self::ONE) } else { None }
    }

    pub(super) fn times(self, by: i64) -> Option<Self> {
        self.0.checked_mul(by).map(Self)
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / Self::ONE, (self.0 % Self::ONE).unsigned_abs());
        if part == 0 {
            return write!(f, "{whole}");
        }
        let digits = format!("{part:06}");
        write!(f, "{whole}.{}", digits.trim_end_matches('0'))
    }
}

/// A length of time. Hours, days and weeks are one measure, months and years another; working days are a third.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Duration {
    /// In seconds.
    Seconds(Amount),
    /// In months of the calendar.
    Months(Amount),
    /// In working days.
    WorkingDays(Amount),
}

impl Duration {
    const DAY: i64 = 86_400;

    /// Which is the longer. A month is 28 to 31 days: where that decides nothing, neither does this.
    #[must_use]
    pub fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Seconds(a), Self::Seconds(b))
            | (Self::Months(a), Self::Months(b))
            | (Self::WorkingDays(a), Self::WorkingDays(b)) => Some(a.cmp(&b)),
            (Self::Months(months), Self::Seconds(seconds)) => against(months, seconds),
            (Self::Seconds(seconds), Self::Months(months)) => against(months, seconds).map(Ordering::reverse),
            _ => None,
        }
    }
}

/// Months against seconds, where the shortest and the longest months agree.
fn against(months: Amount, seconds: Amount) -> Option<Ordering> {
    let shortest = months.times(28 * Duration::DAY)?;
    let longest = months.times(31 * Duration::DAY)?;
    if shortest > seconds {
        Some(Ordering::Greater)
    } else if longest < seconds {
        Some(Ordering::Less)
    } else {
        None
    }
}

/// A day of the calendar of today, as far as it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Day {
    /// The year, where it is given.
    pub year: Option<u16>,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, where it is given.
    pub day: Option<u8>,
}

impl Day {
    /// Which is the later. `None` where one of them leaves out what decides it.
    #[must_use]
    pub fn compare(self, other: Self) -> Option<Ordering> {
        if self.year.is_some() != other.year.is_some() {
            return None;
        }
        let by_month = (self.year, self.month).cmp(&(other.year, other.month));
        if by_month != Ordering::Equal {
            return Some(by_month);
        }
        match (self.day, other.day) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            (None, None) => Some(Ordering::Equal),
            _ => None,
        }
    }
}

/// In what sense words deny that a translation may well say without a denial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weak {
    /// `without`, `ללא`.
    Without,
    /// `only`, `solely`.
    Only,
    /// `unless`, `if not`.
    Unless,
    /// `no later than`, `not more than`.
    Bound,
    /// A noun or verb that denies what follows: `absence`, `عدم`, `יימנע`.
    Lack,
    /// A word that denies an adjective: `غير`, `בלתי`.
    Non,
    /// The second of "neither … nor".
    Again,
    /// Anything else: `no longer`, `whether or not`.
    Other,
}

impl Weak {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Without,
        Self::Only,
        Self::Unless,
        Self::Bound,
        Self::Lack,
        Self::Non,
        Self::Again,
        Self::Other,
    ];
}

/// How binding words are, the weakest first. It orders words as drafters use them; what they oblige to is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// `may`, `is entitled to`.
    May,
    /// `should endeavour to`.
    ShouldEndeavour,
    /// `should`.
    Should,
    /// `will endeavour to`, or an effort without a modal verb.
    WillEndeavour,
    /// `shall endeavour to`, `must work to`.
    ShallEndeavour,
    /// `will`.
    Will,
    /// `shall`, `must`, `undertakes to`.
    Shall,
}

impl Strength {
    /// In English words, by what is typical of it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::May => "may",
            Self::ShouldEndeavour => "should endeavour",
            Self::Should => "should",
            Self::WillEndeavour => "will endeavour",
            Self::ShallEndeavour => "shall endeavour",
            Self::Will => "will",
            Self::Shall => "shall",
        }
    }

    /// The same where only an effort is promised.
    pub(super) const fn as_effort(self) -> Self {
        match self {
            Self::Shall => Self::ShallEndeavour,
            Self::Will => Self::WillEndeavour,
            Self::Should => Self::ShouldEndeavour,
            other => other,
        }
    }
}
