//! Dates: days and months of the calendar, in the orders in which they are written.

use super::lists::Meaning;
use super::read::Reader;
use super::tokens::Sort;
use super::value::{Day, Value};
use crate::label::digit;

impl Reader<'_> {
    /// `2031-03-03`, `3/3/2031`, `3.3.2031`, `3 March 2031`, `3 آذار/مارس`, `March 3, 2031`, `March 2031`.
    pub(super) fn date(&mut self, at: usize) -> Option<usize> {
        let (day, end) = self
            .iso(at)
            .or_else(|| self.with_slashes(at))
            .or_else(|| self.with_dots(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.month_first(at))?;
        self.keep(at, end, Value::Date(day));
        Some(end)
    }

    /// Where days of the week end that begin here: `يوم الاثنين`, `يومي الأحد والاثنين`, `יום שני`. They are no number of days.
    pub(super) fn weekdays(&self, at: usize) -> Option<usize> {
        let named = |at: usize| self.means(at, Meaning::Weekday).map(|length| at + length);
        let mut end = named(at + self.means(at, Meaning::BeforeWeekday)?)?;
        loop {
            let mark =
                self.token(end).is_some_and(|token| matches!(token.sort, Sort::Mark(',' | '،' | '-' | '–')));
            let next = if mark { end + 1 } else { end + self.means(end, Meaning::Joiner).unwrap_or(0) };
            let Some(further) = named(next) else { break };
            end = further;
        }
        // `الأيام الاثنين والعشرين` are twenty-two days.
        let tens = self.hit(end, |meaning| matches!(meaning, Meaning::Number(20..=90)).then_some(()));
        (!tens.is_some_and(|(_, hit)| hit.and)).then_some(end)
    }

    /// The digits of a token as a number, if they are so many and no separators.
    fn plain_digits(&self, at: usize, long: std::ops::RangeInclusive<usize>) -> Option<u16> {
        let token = self.token(at).filter(|token| token.sort == Sort::Digits)?;
        let text = &self.text[token.start..token.end];
        long.contains(&text.chars().count()).then(|| value_of(text)).flatten()
    }

    fn iso(&self, at: usize) -> Option<(Day, usize)> {
        let (year, month, day) = (
            self.plain_digits(at, 4..=4)?,
            self.plain_digits(at + 2, 2..=2)?,
            self.plain_digits(at + 4, 2..=2)?,
        );
        let joined = (1..5).all(|next| self.touches_before(at + next));
        let hyphens = self.is_mark(at + 1, '-') && self.is_mark(at + 3, '-');
        (joined && hyphens).then_some((of(Some(year), month, Some(day))?, at + 5))
    }

    /// Day before month, as is usual where Arabic and Hebrew are written; in English only where it can be nothing else.
    fn with_slashes(&self, at: usize) -> Option<(Day, usize)> {
        let (first, second, year) = (
            self.plain_digits(at, 1..=2)?,
            self.plain_digits(at + 2, 1..=2)?,
            self.plain_digits(at + 4, 4..=4)?,
        );
        let joined = (1..5).all(|next| self.touches_before(at + next));
        if !joined || !self.is_mark(at + 1, '/') || !self.is_mark(at + 3, '/') {
            return None;
        }
        let day_first = self.lists.ten_behind || first > 12 || first == second;
        let (day, month) = match (day_first, second > 12) {
            (true, _) => (first, second),
            (false, true) => (second, first),
            (false, false) => return None,
        };
        Some((of(Some(year), month, Some(day))?, at + 5))
    }

    fn with_dots(&self, at: usize) -> Option<(Day, usize)> {
        let token = self.token(at).filter(|token| token.sort == Sort::Digits)?;
        let mut parts = self.text[token.start..token.end].split('.');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.chars().count() != 4 {
            return None;
        }
        Some((of(Some(value_of(year)?), value_of(month)?, Some(value_of(day)?))?, at + 1))
    }

    fn day_first(&self, at: usize) -> Option<(Day, usize)> {
        let day = self.plain_digits(at, 1..=2)?;
        let mut next = at + 1;
        if self.touches_before(next) && matches!(self.printed(next), "st" | "nd" | "rd" | "th") {
            next += 1;
        }
        if self.month(next).is_none()
            && let Some(length) = self.means(next, Meaning::Of)
        {
            next += length;
        }
        let (month, end) = self.month(next)?;
        let (year, end) = self.year(end);
        Some((of(year, month, Some(day))?, end))
    }

    fn month_first(&self, at: usize) -> Option<(Day, usize)> {
        let (month, next) = self.month(at)?;
        if let Some(year) = self.plain_digits(next, 4..=4) {
            return Some((of(Some(year), month, None)?, next + 1));
        }
        let day = self.plain_digits(next, 1..=2)?;
        let mut end = next + 1;
        if self.touches_before(end) && matches!(self.printed(end), "st" | "nd" | "rd" | "th") {
            end += 1;
        }
        let (year, end) = self.year(end);
        Some((of(year, month, Some(day))?, end))
    }

    /// A month, under two names where both are given; English ones with a capital, so that "may" is none.
    fn month(&self, at: usize) -> Option<(u16, usize)> {
        let one = |at: usize| {
            let (month, hit) = self.hit(at, |meaning| match meaning {
                Meaning::Month(month) => Some(month),
                _ => None,
            })?;
            let small = self.printed(at).starts_with(|c: char| c.is_ascii_lowercase());
            (!small).then_some((month, at + hit.length))
        };
        let (month, end) = one(at)?;
        let again = one(end + 1).filter(|&(again, _)| again == month && self.is_mark(end, '/'));
        Some((u16::from(month), again.map_or(end, |(_, end)| end)))
    }

    /// A year behind a month, after a comma or without one.
    fn year(&self, at: usize) -> (Option<u16>, usize) {
        let comma = self.is_mark(at, ',') || self.is_mark(at, '،');
        let from = if comma { at + 1 } else { at };
        match self.plain_digits(from, 4..=4) {
            Some(year) => (Some(year), from + 1),
            None => (None, at),
        }
    }
}

fn of(year: Option<u16>, month: u16, day: Option<u16>) -> Option<Day> {
    let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    let day = match day {
        Some(day) => Some(u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?),
        None => None,
    };
    Some(Day { year, month, day })
}

fn value_of(digits: &str) -> Option<u16> {
    digits
        .chars()
        .try_fold(0u16, |value, c| value.checked_mul(10)?.checked_add(u16::try_from(digit(c)?).ok()?))
}
