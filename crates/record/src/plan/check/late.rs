//! By when something comes at the latest, as the deadlines of the plan have it, counted from one moment or on dates.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::scene::Scene;
use super::waits::Moment;
use crate::plan::schedule::calendar::DAY;
use crate::plan::schedule::{self, Between, Days};
use crate::plan::time::{Deadline, Length, Trigger};
use crate::plan::{Content, Modality, Takes};

/// What times are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// A moment of the plan.
    Moment(Moment),
    /// The zero of dates.
    Dates,
}

/// A sum of lengths. Months and working days stay by themselves, so that the same in two sums is the same time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Span {
    months: i64,
    /// By place of the calendar.
    working: BTreeMap<usize, i64>,
    minutes: i64,
}

impl Span {
    /// A moment, counted from the zero of dates.
    pub(super) fn on(moment: schedule::Moment) -> Self {
        Self { minutes: moment.0, ..Self::default() }
    }

    /// So much longer, on the calendar with that place.
    pub(super) fn plus(mut self, length: Length, calendar: usize) -> Self {
        let days = i64::from(length.days);
        self.months += i64::from(length.months);
        self.minutes += i64::from(length.minutes);
        match length.working {
            true => *self.working.entry(calendar).or_default() += days,
            false => self.minutes += days * DAY,
        }
        self
    }

    /// Whether it can be longer than the other, from whatever day both count.
    pub(super) fn can_exceed(&self, other: &Self, scene: &Scene<'_, '_>) -> bool {
        let every_day = scene.days.first();
        let months = Length { months: part(self.months - other.months), ..Length::default() };
        let mut most = self.minutes - other.minutes;
        match longest(every_day, months, self.months < other.months) {
            Some(more) => most += more,
            None => return true,
        }
        let calendars: BTreeSet<usize> = self.working.keys().chain(other.working.keys()).copied().collect();
        for calendar in calendars {
            let of = |span: &Self| span.working.get(&calendar).copied().unwrap_or(0);
            let days = Length { days: part(of(self) - of(other)), working: true, ..Length::default() };
            match longest(scene.days.get(calendar), days, of(self) < of(other)) {
                Some(more) => most += more,
                None => return true,
            }
        }
        most > 0
    }
}

/// How many, whichever of two has more.
fn part(difference: i64) -> u32 {
    u32::try_from(difference.unsigned_abs()).unwrap_or(u32::MAX)
}

/// The most minutes that a length can add, or, where it is taken away, the least that it takes, below zero. `None`: it may
/// never be over.
fn longest(days: Option<&Days>, length: Length, taken_away: bool) -> Option<i64> {
    let Some(days) = days.filter(|_| !length.is_zero()) else { return Some(0) };
    let bounds = days.bounds(length);
    if taken_away { Some(-bounds.least) } else { bounds.most }
}

/// The latest moments of a plan, counted from one base.
pub(super) struct Late<'l, 's, 'p> {
    scene: &'l Scene<'s, 'p>,
    base: Base,
    /// What has been found; nothing of what is being looked for, so that what waits for itself has no latest moment.
    known: HashMap<Moment, Option<Span>>,
    /// What has to be found before.
    missing: Vec<Moment>,
}

impl<'l, 's, 'p> Late<'l, 's, 'p> {
    pub(super) fn new(scene: &'l Scene<'s, 'p>, base: Base) -> Self {
        Self { scene, base, known: HashMap::new(), missing: Vec::new() }
    }

    /// The latest that a moment comes after the base; `None`: no deadline counts from there. Each moment is looked at once,
    /// however many ways lead to it.
    pub(super) fn of(&mut self, moment: Moment) -> Option<Span> {
        let mut left = vec![moment];
        while let Some(&at) = left.last() {
            self.known.entry(at).or_insert(None);
            let found = self.find(at);
            if self.missing.is_empty() {
                self.known.insert(at, found);
                left.pop();
            }
            left.append(&mut self.missing);
        }
        self.get(moment)
    }

    /// The latest that a moment comes, where that is known; else it is noted as missing.
    fn get(&mut self, moment: Moment) -> Option<Span> {
        if self.base == Base::Moment(moment) {
            return Some(Span::default());
        }
        let known = self.known.get(&moment).cloned();
        if known.is_none() {
            self.missing.push(moment);
        }
        known.flatten()
    }

    fn find(&mut self, moment: Moment) -> Option<Span> {
        let content = &self.scene.entries[moment / 2].provision.content;
        match content {
            Content::Event(event) => {
                let dated = event.expected.filter(|_| self.base == Base::Dates);
                if let Some(between) =
                    dated.and_then(|when| Between::of(&when, &self.scene.question.now.zone))
                {
                    return Some(Span::on(between.last));
                }
                let own = self.by(event.due.as_ref());
                // What nobody has to act for comes with the last of what it needs.
                let follows = (event.actors.is_empty() || event.takes.is_some())
                    .then(|| self.after(&event.needs, event.takes.as_ref()))
                    .flatten();
                self.earlier(own, follows)
            }
            Content::Phase(phase) if moment % 2 == 1 => {
                let length = phase.length.filter(|_| phase.extension.is_none())?;
                Some(self.get(moment - 1)?.plus(length, 0))
            }
            Content::Phase(phase) => {
                let own = self.by(phase.due.as_ref());
                let before = phase.follows.as_ref().and_then(|before| self.scene.number(before));
                let follows = phase.gate.is_empty().then(|| self.get(2 * before? + 1)).flatten();
                self.earlier(own, follows)
            }
            Content::Obligation(obligation) if obligation.modality == Modality::Duty => {
                let own = self.by(obligation.due.as_ref());
                let phase = obligation.phase.as_ref().and_then(|phase| self.scene.number(phase));
                let by_phase = phase.and_then(|phase| self.get(2 * phase + 1));
                self.earlier(own, by_phase)
            }
            Content::Batch(batch) => {
                let own = self.by(batch.due.as_ref());
                let phase = batch.phase.as_ref().and_then(|phase| self.scene.number(phase));
                let by_phase = phase.and_then(|phase| self.get(2 * phase + 1));
                self.earlier(own, by_phase)
            }
            Content::List(list) => self.by(list.due.as_ref()),
            _ => None,
        }
    }

    /// By when a deadline is.
    pub(super) fn due(&mut self, due: Option<&Deadline>) -> Option<Span> {
        if let Some(from) = due?.trigger.point().and_then(|point| self.scene.moment(point)) {
            self.of(from);
        }
        self.by(due)
    }

    fn by(&mut self, due: Option<&Deadline>) -> Option<Span> {
        let due = due?;
        match &due.trigger {
            Trigger::Date(when) => {
                let between =
                    Between::of(when, &self.scene.question.now.zone).filter(|_| self.base == Base::Dates)?;
                Some(Span::on(between.last))
            }
            Trigger::Within { length, of } => {
                let from = self.scene.moment(of)?;
                Some(self.get(from)?.plus(*length, self.scene.calendar(due.calendar.as_ref())))
            }
            Trigger::Day { day, of } => {
                let from = self.scene.moment(of)?;
                Some(self.get(from)?.plus(Length { days: *day, ..Length::default() }, 0))
            }
        }
    }

    fn after(&mut self, needs: &[crate::plan::Point], takes: Option<&Takes>) -> Option<Span> {
        let named = takes.and_then(|takes| takes.of.as_ref()).map(std::slice::from_ref);
        let moments: Option<Vec<Moment>> =
            named.unwrap_or(needs).iter().map(|point| self.scene.moment(point)).collect();
        let spans: Vec<Option<Span>> = moments?.into_iter().map(|moment| self.get(moment)).collect();
        let mut last: Option<Span> = None;
        for span in spans {
            let span = span?;
            last = Some(last.filter(|last| !span.can_exceed(last, self.scene)).unwrap_or(span));
        }
        last.map(|last| takes.map_or(last.clone(), |takes| last.plus(takes.most, 0)))
    }

    fn earlier(&self, one: Option<Span>, other: Option<Span>) -> Option<Span> {
        match (one, other) {
            (Some(one), Some(other)) => Some(if one.can_exceed(&other, self.scene) { other } else { one }),
            (one, other) => one.or(other),
        }
    }
}
