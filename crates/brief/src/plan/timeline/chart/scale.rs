//! From minutes to places in a picture, and where its scale is labelled.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use onetext_record::plan::schedule::calendar::DAY;
use onetext_record::plan::schedule::{Between, Moment};

use super::super::{Axis, Bar};
use crate::plan::times::tick;

/// The most ticks that fit beside each other.
const TICKS: i64 = 9;
/// What lies so many times farther than the middle of all is not drawn to scale: most things would be in one place.
const FAR: i64 = 8;

/// A place of the scale that is labelled.
pub(super) struct Tick {
    pub(super) x: f64,
    pub(super) label: String,
}

/// Where minutes of one axis stand.
pub(super) struct Scale {
    axis: Axis,
    first: i64,
    last: i64,
    left: f64,
    right: f64,
}

impl Scale {
    pub(super) fn new(axis: &Axis, rows: &[Bar], spans: &[Bar], left: f64, right: f64) -> Self {
        let ends = |bars: &[Bar]| -> Vec<i64> {
            bars.iter().flat_map(|bar| [bar.first, bar.last]).flatten().collect()
        };
        let mut all = ends(rows);
        if all.is_empty() {
            all = ends(spans);
        }
        let begins = spans.iter().filter_map(|span| span.first);
        let first = all.iter().copied().chain(begins).min().unwrap_or(0);
        all.sort_unstable();
        let middle = all.get(all.len() / 2).copied().unwrap_or(first);
        let limit = first + (middle - first).max(DAY) * FAR;
        let last = all.iter().copied().filter(|end| *end <= limit).max().unwrap_or(limit);
        let mut scale = Self { axis: axis.clone(), first, last, left, right };
        scale.widen();
        scale
    }

    /// Room on both sides; and the date that it is read at, where that is near.
    fn widen(&mut self) {
        let length = (self.last - self.first).max(60);
        if let Some(today) = self.axis.today
            && today < self.last + length / 4
            && today > self.first - length / 2
        {
            (self.first, self.last) = (self.first.min(today), self.last.max(today));
        }
        let length = (self.last - self.first).max(60);
        let room = (length / 40).max(15);
        (self.first, self.last) = (self.first - room, self.last + length / 12 + room);
    }

    fn place(&self, minute: i64) -> f64 {
        let part = (minute - self.first) as f64 / (self.last - self.first).max(1) as f64;
        self.left + part * (self.right - self.left)
    }

    /// Where a minute stands, at an edge of the picture where it is beyond it.
    pub(super) fn clamped(&self, minute: i64) -> f64 {
        self.place(minute).clamp(self.left, self.right)
    }

    /// Where a minute stands, if it is in the picture.
    pub(super) fn at(&self, minute: i64) -> Option<f64> {
        (self.first..=self.last).contains(&minute).then(|| self.place(minute))
    }

    /// Whether a minute comes after the picture.
    pub(super) fn is_beyond(&self, minute: i64) -> bool {
        minute > self.last
    }

    /// What is counted on an axis without dates.
    pub(super) fn unit(&self) -> &'static str {
        if self.step().1 { "days" } else { "hours" }
    }

    /// The distance of ticks in minutes, and whether it is whole days.
    fn step(&self) -> (i64, bool) {
        let length = self.last - self.first;
        let steps = [1, 2, 3, 6, 12].map(|hours| hours * 60);
        let days =
            [1, 2, 5, 7, 10, 14, 20, 30, 60, 90, 180, 365, 730, 1825, 3650, 7300].map(|days| days * DAY);
        let found = steps.into_iter().chain(days).find(|step| length / step <= TICKS);
        let step = found.unwrap_or(36500 * DAY);
        (step, step >= DAY)
    }

    pub(super) fn ticks(&self) -> Vec<Tick> {
        match self.axis.zero {
            Some(_) => self.counted(),
            None => self.dated(),
        }
    }

    fn counted(&self) -> Vec<Tick> {
        let (step, days) = self.step();
        let unit = if days { DAY } else { 60 };
        let first = self.first.div_euclid(step) + 1;
        let ticks = (first..).map(|at| at * step).take_while(|minute| *minute <= self.last);
        ticks.map(|minute| Tick { x: self.place(minute), label: (minute / unit).to_string() }).collect()
    }

    fn dated(&self) -> Vec<Tick> {
        let (step, days) = self.step();
        let zone = &self.axis.zone;
        if !days {
            let first = self.first.div_euclid(step) + 1;
            let ticks = (first..).map(|at| Moment(at * step)).take_while(|moment| moment.0 <= self.last);
            let label = |moment: Moment| {
                let clock = moment.clock(zone);
                format!("{}, {:02}:{:02}", clock.day(), clock.hour(), clock.minute())
            };
            return ticks.map(|moment| Tick { x: self.place(moment.0), label: label(moment) }).collect();
        }
        let (mut date, span) = self.first_date(step / DAY);
        let mut ticks = Vec::new();
        while let Some(day) = Between::day(date, zone).filter(|day| day.first.0 <= self.last) {
            if day.first.0 >= self.first {
                let label = tick(day.first, zone, Some(self.axis.year));
                ticks.push(Tick { x: self.place(day.first.0), label });
            }
            match date.checked_add(span) {
                Ok(next) if next > date => date = next,
                _ => break,
            }
        }
        ticks
    }

    /// The first date with a tick, and how far the next is: days, or whole months and years where they are long.
    fn first_date(&self, days: i64) -> (Date, Span) {
        let date = Moment(self.first).date(&self.axis.zone);
        match days {
            ..30 => (date, days.days()),
            30..365 => (date.first_of_month(), (days / 30).months()),
            _ => (date.first_of_year(), (days / 365).years()),
        }
    }
}
