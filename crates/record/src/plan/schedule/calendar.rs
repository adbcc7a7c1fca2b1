//! Moments of a plan, and lengths counted from them.
//!
//! All moments lie on one axis: minutes of the clock, counted in UTC, so that a change to summer time neither makes nor
//! loses a minute. Days, months and working days are no fixed number of these minutes. Where it is known from when they
//! count, they are counted on the calendar ([`Days::after`]). Where it is not, the least and the most minutes that they can
//! last stand for them ([`Days::bounds`]); each is used where it forbids less, so that what is told as impossible is
//! impossible, from whatever day it counts.
//!
//! **What a day is.** A length is counted from moment to moment: 7 days after Monday noon is the next Monday at noon, by
//! the clock of the zone. What is known only as a day may have been at any moment of it; counting from its last moment
//! gives the last moment of another day, as texts mean it.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::Serialize;

use crate::plan::time::{Calendar, Length};
use crate::when::When;

/// Minutes of a day without a change of the clock.
pub const DAY: i64 = 24 * 60;

/// How many working days are counted one by one from every day, to know how long they can last; for more, a looser bound
/// is used.
const COUNTED_AT_MOST: u32 = 260;

/// A moment, in minutes since the beginning of 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

/// The first and the last moment that something may have been at, or may be at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Between {
    /// The first.
    pub first: Moment,
    /// The last; not before the first.
    pub last: Moment,
}

/// The least and the most minutes that a length can last, from whenever it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// At least.
    pub least: i64,
    /// At most; `None`: it may never be over, since no day counts.
    pub most: Option<i64>,
}

/// The days of a calendar: which of them count, and when they begin and end.
#[derive(Debug, Clone)]
pub struct Days {
    /// For each day of the week from Monday on whether it is no working day.
    rest: [bool; 7],
    holidays: BTreeSet<Date>,
    zone: TimeZone,
    /// By how many minutes a number of days in this zone can differ from as many times 24 hours.
    drift: i64,
}

impl Moment {
    /// The moment at which a clock in `zone` shows that time; where it does so twice, the first; where never, by the
    /// offset before the gap. `None` beyond the years that dates can have.
    pub fn at(clock: DateTime, zone: &TimeZone) -> Option<Self> {
        let instant = zone.to_ambiguous_timestamp(clock).compatible().ok()?;
        Some(Self(instant.as_second().div_euclid(60)))
    }

    /// What a clock in `zone` shows.
    pub fn clock(self, zone: &TimeZone) -> DateTime {
        zone.to_datetime(self.instant())
    }

    /// The day that it belongs to.
    pub fn date(self, zone: &TimeZone) -> Date {
        self.clock(zone).date()
    }

    fn instant(self) -> Timestamp {
        let least = Timestamp::MIN.as_second();
        let most = Timestamp::MAX.as_second();
        let second = self.0.saturating_mul(60).clamp(least, most);
        Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// So many minutes later.
    pub fn plus(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes))
    }
}

impl Between {
    /// The moments that a date or time may mean, in `zone` where it names no offset. A day lasts from its first minute to
    /// its last.
    pub fn of(when: &When, zone: &TimeZone) -> Option<Self> {
        match (when.time(), when.offset()) {
            (None, _) => Self::day(when.date(), zone),
            (Some(time), Some(offset)) => {
                let instant = offset.to_timestamp(when.date().to_datetime(time)).ok()?;
                let moment = Moment(instant.as_second().div_euclid(60));
                Some(Self { first: moment, last: moment })
            }
            (Some(time), None) => {
                let moment = Moment::at(when.date().to_datetime(time), zone)?;
                Some(Self { first: moment, last: moment })
            }
        }
    }

    /// The first and the last minute of a day.
    pub fn day(date: Date, zone: &TimeZone) -> Option<Self> {
        let begins = |date: Date| {
            let instant = date.to_zoned(zone.clone()).ok()?.timestamp();
            Some(Moment(instant.as_second().div_euclid(60)))
        };
        let last = begins(date.tomorrow().ok()?)?.plus(-1);
        Some(Self { first: begins(date)?, last })
    }
}

impl Days {
    /// The days of a calendar; without one every day counts. Where the calendar names no zone, it is `zone`. `around` is
    /// a day of the plan: changes of the clock in the years about it tell by how much days can differ in length.
    pub fn new(calendar: Option<&Calendar>, zone: &TimeZone, around: Date) -> Self {
        let named = calendar.and_then(|calendar| calendar.zone.as_deref());
        let zone = named.and_then(|name| TimeZone::get(name).ok()).unwrap_or_else(|| zone.clone());
        let mut rest = [false; 7];
        for day in calendar.iter().flat_map(|calendar| &calendar.rest) {
            if let Some(rest) = rest.get_mut(from_monday(*day)) {
                *rest = true;
            }
        }
        let holidays = calendar.map(|calendar| calendar.holidays.iter().copied().collect());
        Self { rest, holidays: holidays.unwrap_or_default(), drift: drift(&zone, around), zone }
    }

    /// The zone in which its days begin and end.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Whether a day counts as a working day.
    pub fn counts(&self, date: Date) -> bool {
        let rests = self.rest.get(from_monday(date.weekday())).copied().unwrap_or(false);
        !rests && !self.holidays.contains(&date)
    }

    /// So long after a moment: months first, then days, by the clock of the zone; then minutes as they pass. The last day
    /// of a month stands for days that it lacks. Working days are those after the day of the moment. `None`: beyond the
    /// years that dates can have, or no day counts.
    pub fn after(&self, moment: Moment, length: Length) -> Option<Moment> {
        let clock = moment.clock(&self.zone);
        if length.months == 0 && length.days == 0 {
            return Some(moment.plus(i64::from(length.minutes)));
        }
        let date = self.date_after(clock.date(), length)?;
        let at = Moment::at(date.to_datetime(clock.time()), &self.zone)?;
        Some(at.plus(i64::from(length.minutes)))
    }

    /// The last moment that is so long after some moment not later than `last`, and, where that is known, not earlier than
    /// `first`. Later moments can lead to earlier ones, where several days lead to one: Saturday morning and Friday evening
    /// to the first working day after them, two ends of a month to the last of February.
    pub fn last_after(&self, first: Option<Moment>, last: Moment, length: Length) -> Option<Moment> {
        let after = self.after(last, length)?;
        if first == Some(last) || (length.months == 0 && length.days == 0) {
            return Some(after);
        }
        let to = Length { minutes: 0, ..length };
        let on = self.after(last, to)?.date(&self.zone);
        let before = last.date(&self.zone).yesterday().ok();
        let before = before.filter(|date| first.is_none_or(|first| first.date(&self.zone) <= *date));
        let same = before.is_some_and(|date| self.date_after(date, to) == Some(on));
        match same || !self.is_regular(on) || !self.is_regular(last.date(&self.zone)) {
            true => Some(Between::day(on, &self.zone)?.last.plus(i64::from(length.minutes))),
            false => Some(after),
        }
    }

    /// The first moment that is so long after some moment not earlier than `first`, and, where that is known, not later
    /// than `last`.
    pub fn first_after(&self, first: Moment, last: Option<Moment>, length: Length) -> Option<Moment> {
        let after = self.after(first, length)?;
        if last == Some(first) || (length.months == 0 && length.days == 0) {
            return Some(after);
        }
        let to = Length { minutes: 0, ..length };
        let on = self.after(first, to)?.date(&self.zone);
        let next = first.date(&self.zone).tomorrow().ok();
        let next = next.filter(|date| last.is_none_or(|last| *date <= last.date(&self.zone)));
        let same = next.is_some_and(|date| self.date_after(date, to) == Some(on));
        match same || !self.is_regular(on) || !self.is_regular(first.date(&self.zone)) {
            true => Some(Between::day(on, &self.zone)?.first.plus(i64::from(length.minutes))),
            false => Some(after),
        }
    }

    /// The day to which a length of days or months leads from a day.
    fn date_after(&self, date: Date, length: Length) -> Option<Date> {
        let date = date.checked_add(Span::new().try_months(length.months).ok()?).ok()?;
        match length.working {
            true => self.working(date, length.days),
            false => date.checked_add(Span::new().try_days(length.days).ok()?).ok(),
        }
    }

    /// Whether a day has 24 hours.
    fn is_regular(&self, date: Date) -> bool {
        Between::day(date, &self.zone).is_some_and(|day| day.last.0 - day.first.0 == DAY - 1)
    }

    /// The day so many working days after a day.
    fn working(&self, from: Date, days: u32) -> Option<Date> {
        let (mut date, mut left) = (from, days);
        if self.rest == [true; 7] && left > 0 {
            return None;
        }
        while left > 0 {
            date = date.tomorrow().ok()?;
            left -= u32::from(self.counts(date));
        }
        Some(date)
    }

    /// The first and the last moment of a day of the plan, where day 1 is the day of `first`.
    pub fn day(&self, first: Moment, day: u32) -> Option<Between> {
        let days = Span::new().try_days(i64::from(day) - 1).ok()?;
        Between::day(first.date(&self.zone).checked_add(days).ok()?, &self.zone)
    }

    /// How long a length can last, from whenever it counts.
    pub fn bounds(&self, length: Length) -> Bounds {
        let minutes = i64::from(length.minutes);
        if length.months == 0 && length.days == 0 {
            return Bounds { least: minutes, most: Some(minutes) };
        }
        let (least, most) = match length.working {
            true => self.working_bounds(length.days),
            false => {
                let (least, most) = month_days(length.months);
                let days = i64::from(length.days);
                (least + days, Some(most + days))
            }
        };
        let whole = |days: i64| days * DAY + minutes;
        Bounds { least: whole(least) - self.drift, most: most.map(|most| whole(most) + self.drift) }
    }

    /// How long it can be from a moment to the end of a day of the plan, where day 1 is the day of the moment.
    pub fn bounds_of_day(&self, day: u32) -> Bounds {
        let day = i64::from(day);
        Bounds { least: (day - 1) * DAY - self.drift, most: Some(day * DAY + self.drift) }
    }

    /// The fewest and the most days that so many working days can last.
    fn working_bounds(&self, count: u32) -> (i64, Option<i64>) {
        if count == 0 {
            return (0, Some(0));
        }
        if self.rest == [true; 7] {
            return (0, None);
        }
        let plain = Self { holidays: BTreeSet::new(), ..self.clone() };
        // Any Monday: without holidays every week is like every other.
        let monday = jiff::civil::date(2001, 1, 1);
        let lasts = |days: &Self, from: Date, count: u32| {
            let to = days.working(from, count)?;
            Some(i64::from(from.until(to).ok()?.get_days()))
        };
        let of_weeks = |count: u32| {
            let from = (0..7).filter_map(|day| monday.checked_add(Span::new().days(day)).ok());
            from.filter_map(|from| lasts(&plain, from, count)).collect::<Vec<i64>>()
        };
        let all = of_weeks(count);
        let (Some(&least), Some(&most)) = (all.iter().min(), all.iter().max()) else { return (0, None) };
        let lost = self.holidays.iter().filter(|day| plain.counts(**day)).count();
        if lost == 0 {
            return (least, Some(most));
        }
        // As long as if every holiday came into it.
        let lost = u32::try_from(lost).unwrap_or(u32::MAX);
        let loose = of_weeks(count.saturating_add(lost)).into_iter().max();
        if count > COUNTED_AT_MOST || lost > COUNTED_AT_MOST {
            return (least, loose);
        }
        // Only from days before a holiday can it be longer than without.
        let reach = loose.unwrap_or(most);
        let mut starts: BTreeSet<Date> = BTreeSet::new();
        for holiday in &self.holidays {
            let before = (0..=reach).filter_map(|days| Span::new().try_days(-days).ok());
            starts.extend(before.filter_map(|span| holiday.checked_add(span).ok()));
        }
        let longest = starts.into_iter().filter_map(|from| lasts(self, from, count)).max();
        (least, Some(longest.unwrap_or(most).max(most)))
    }
}

fn from_monday(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)
}

/// The fewest and the most days that so many months can last. The years about a leap day and about a century without one
/// have every case.
fn month_days(months: u32) -> (i64, i64) {
    let Ok(span) = Span::new().try_months(months) else { return (0, 0) };
    if months == 0 {
        return (0, 0);
    }
    let mut bounds: Option<(i64, i64)> = None;
    for first in [1896, 1996, 2000, 2096] {
        for month in 0..108 {
            let Ok(begins) = jiff::civil::date(first, 1, 1).checked_add(Span::new().months(month)) else {
                continue;
            };
            // Only at the ends of a month does the day on which it begins matter.
            for day in [begins, begins.last_of_month()] {
                let Ok(days) = day.checked_add(span).and_then(|to| day.until(to)) else { continue };
                let days = i64::from(days.get_days());
                let (least, most) = bounds.unwrap_or((days, days));
                bounds = Some((least.min(days), most.max(days)));
            }
        }
    }
    bounds.unwrap_or((0, 0))
}

/// By how much the offsets of a zone differ from each other in the ten years about a day, in minutes.
fn drift(zone: &TimeZone, around: Date) -> i64 {
    let Ok(from) = around.saturating_sub(Span::new().years(1)).to_zoned(zone.clone()) else { return 0 };
    let until = around.saturating_add(Span::new().years(9));
    let first = i64::from(zone.to_offset(from.timestamp()).seconds());
    let (mut least, mut most) = (first, first);
    for change in zone
        .following(from.timestamp())
        .take_while(|change| zone.to_datetime(change.timestamp()).date() <= until)
    {
        let offset = i64::from(change.offset().seconds());
        (least, most) = (least.min(offset), most.max(offset));
    }
    (most - least + 59) / 60
}
