//! On which days changes and comments were made, as far as a file tells, and what is said where it does not.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use jiff::civil::Date;
use onetext_record::When;
use onetext_wordml::Document;

use super::wording::{count, day_in_words, shortened};

/// Years in which a tracked change can have been made: what lies outside them, no clock showed that anybody worked by.
const YEARS: RangeInclusive<i16> = 1990..=2199;

/// What programs write that were told to leave times out.
const NO_TIMES: [&str; 2] = ["1970-01-01T00:00:00", "0001-01-01T00:00:00"];

/// What a file says of when something was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written<'d> {
    /// On this day.
    Day(Date),
    /// Nothing.
    Nothing,
    /// Something that is no date on which anybody can have worked.
    Unreadable(&'d str),
}

/// What a date of a file says. Word writes the hour of the author's own clock and calls it UTC, so the day is taken as written
/// and no zone is applied.
pub(super) fn written(date: Option<&str>) -> Written<'_> {
    let written = date.unwrap_or_default().trim();
    if written.is_empty() || NO_TIMES.iter().any(|start| written.starts_with(start)) {
        return Written::Nothing;
    }
    let parts = written
        .split_at_checked(10)
        .filter(|(_, hour)| hour.is_empty() || hour.starts_with(['T', ' ', 'Z', '+', '-']));
    let day: Option<Date> = parts.and_then(|(day, _)| day.parse().ok());
    match day.filter(|day| YEARS.contains(&day.year())) {
        Some(day) => Written::Day(day),
        None => Written::Unreadable(written),
    }
}

/// The day that a date of a file says.
pub(super) fn day(date: Option<&str>) -> Option<Date> {
    match written(date) {
        Written::Day(day) => Some(day),
        Written::Nothing | Written::Unreadable(_) => None,
    }
}

/// The dates of a document's changes and comments.
pub(super) struct Days<'d> {
    /// How many changes, and how many comments, have no date.
    without: (usize, usize),
    /// How many changes, and how many comments, have one that cannot be read.
    unreadable: (usize, usize),
    /// What is written there.
    texts: BTreeSet<&'d str>,
    /// The days of changes, and those of comments.
    of: (Vec<Date>, Vec<Date>),
}

impl<'d> Days<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let mut days = Self {
            without: (0, 0),
            unreadable: (0, 0),
            texts: BTreeSet::new(),
            of: (Vec::new(), Vec::new()),
        };
        let changes = document.changes.iter().map(|change| (true, change.date.as_deref()));
        // What says nothing becomes no act, whatever its date.
        let comments = document.comments.iter().filter(|comment| !comment.text.trim().is_empty());
        let comments = comments.map(|comment| (false, comment.date.as_deref()));
        let one = |of: &mut (usize, usize), is_change: bool| {
            *(if is_change { &mut of.0 } else { &mut of.1 }) += 1;
        };
        for (is_change, date) in changes.chain(comments) {
            match written(date) {
                Written::Day(day) if is_change => days.of.0.push(day),
                Written::Day(day) => days.of.1.push(day),
                Written::Nothing => one(&mut days.without, is_change),
                Written::Unreadable(text) => {
                    one(&mut days.unreadable, is_change);
                    days.texts.insert(text);
                }
            }
        }
        days
    }

    /// Whether each change and each comment has a day.
    pub(super) fn are_all_there(&self) -> bool {
        self.without == (0, 0) && self.unreadable == (0, 0)
    }

    /// What is asked for, where some have none.
    pub(super) fn question(&self) -> String {
        let mut lack = Vec::new();
        if self.without != (0, 0) {
            let have = if self.without.0 + self.without.1 == 1 { "has" } else { "have" };
            lack.push(format!("{} {have} no date", what(self.without)));
        }
        if self.unreadable != (0, 0) {
            lack.push(self.unread());
        }
        format!("{}; say on which day it came: --on 2031-03-05", lack.join(", and "))
    }

    /// `the dates of 2 tracked changes cannot be read: “2031-02-30T10:00:00Z”`.
    fn unread(&self) -> String {
        let dates = if self.unreadable.0 + self.unreadable.1 == 1 { "date" } else { "dates" };
        let texts: Vec<String> =
            self.texts.iter().map(|text| format!("\u{201c}{}\u{201d}", shortened(text))).collect();
        format!("the {dates} of {} cannot be read: {}", what(self.unreadable), texts.join(", "))
    }

    /// What is to be known of the dates, once a day is given for what has none.
    pub(super) fn remarks(&self, given: When) -> Vec<String> {
        let mut told = Vec::new();
        let day = day_in_words(given);
        if self.unreadable != (0, 0) {
            told.push(format!(
                "{}; the day on which the document came is put down instead, {day}",
                self.unread()
            ));
        }
        let later = |days: &[Date]| days.iter().filter(|&&day| day > given.date()).count();
        let counts = (later(&self.of.0), later(&self.of.1));
        if let Some(last) = self.of.0.iter().chain(&self.of.1).max().filter(|_| counts != (0, 0)) {
            let (is, its) =
                if counts.0 + counts.1 == 1 { ("is", "its act has") } else { ("are", "their acts have") };
            told.push(format!(
                "{} {is} dated after the day on which the document came, {day}, the last on {}; {its} the day that the file \
                 writes, and no view of an earlier day shows it",
                what(counts),
                day_in_words(When::day(*last))
            ));
        }
        told
    }
}

/// `2 tracked changes and 1 comment`.
fn what((changes, comments): (usize, usize)) -> String {
    let of_sorts = [(changes, "tracked change"), (comments, "comment")].into_iter();
    let what: Vec<String> =
        of_sorts.filter(|(number, _)| *number > 0).map(|(number, one)| count(number, one)).collect();
    what.join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_taken_as_written_and_what_can_be_no_date_is_none() {
        let march = Date::constant(2031, 3, 5);
        for text in ["2031-03-05", "2031-03-05T23:59:59Z", " 2031-03-05T10:00:00+03:00 ", "2031-03-05Z"] {
            assert_eq!(written(Some(text)), Written::Day(march), "{text}");
        }
        for text in [
            "2031-02-30T10:00:00Z",
            "0000-00-00T00:00:00Z",
            "9998-01-01T00:00:00Z",
            "2031-03-055",
            "yesterday",
            "٢٠٣١-٠٣-٠٥",
        ] {
            assert_eq!(written(Some(text)), Written::Unreadable(text));
        }
        for text in [None, Some(""), Some("1970-01-01T00:00:00Z"), Some("0001-01-01T00:00:00Z")] {
            assert_eq!(written(text), Written::Nothing, "{text:?}");
        }
    }
}
