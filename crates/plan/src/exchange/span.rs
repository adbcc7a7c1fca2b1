//! Amounts as results: ranges of which an end may be unknown, and the sums that they come from.

use serde::Serialize;

use super::terms::Range;

/// An amount in the caller's unit, from `low` to `high`; `None` where a value that is unknown leaves that end open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Span {
    /// The lower end.
    pub low: Option<i64>,
    /// The upper end.
    pub high: Option<i64>,
}

impl Span {
    /// An amount of which nothing is known.
    pub const UNKNOWN: Self = Self { low: None, high: None };

    pub(super) fn new(low: i64, high: i64) -> Self {
        Self { low: Some(low), high: Some(high) }
    }

    /// Whether nothing above nought is possible.
    #[must_use]
    pub fn never_above_nought(self) -> bool {
        self.high.is_some_and(|high| high <= 0)
    }

    /// Whether only what is above nought is possible.
    #[must_use]
    pub fn always_above_nought(self) -> bool {
        self.low.is_some_and(|low| low > 0)
    }

    /// The span of the larger of two amounts.
    #[must_use]
    pub fn larger(self, other: Self) -> Self {
        // An open lower end is below everything, an open upper end above.
        let high = self.high.zip(other.high).map(|(one, two)| one.max(two));
        Self { low: self.low.max(other.low), high }
    }

    /// The same where it is above nought, otherwise nought.
    #[must_use]
    pub fn at_least_nought(self) -> Self {
        self.larger(Self::new(0, 0))
    }
}

/// A sum of values, some of which may be unknown, from which values can be taken away again.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    low: i64,
    high: i64,
    pub(super) unknown: usize,
}

impl Sum {
    pub(super) fn add(&mut self, value: Option<Range>) {
        match value {
            Some(value) => {
                self.low += value.low();
                self.high += value.high();
            }
            None => self.unknown += 1,
        }
    }

    pub(super) fn remove(&mut self, value: Option<Range>) {
        match value {
            Some(value) => {
                self.low -= value.low();
                self.high -= value.high();
            }
            None => self.unknown -= 1,
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high + other.high,
            unknown: self.unknown + other.unknown,
        }
    }

    pub(super) fn span(self) -> Span {
        if self.unknown > 0 { Span::UNKNOWN } else { Span::new(self.low, self.high) }
    }

    /// The sum with its sign turned round: what is worth -5 to -3 costs 3 to 5.
    pub(super) fn turned(self) -> Span {
        if self.unknown > 0 { Span::UNKNOWN } else { Span::new(-self.high, -self.low) }
    }
}
