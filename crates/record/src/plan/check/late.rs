//! By when something comes at the latest, as the deadlines of the plan have it, counted from one moment or on dates.

use super::scene::Scene;
use super::waits::Moment;
use crate::plan::schedule::Between;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Span {
    months: i64,
    working: i64,
    minutes: i64,
}

impl Span {
    const DAY: i64 = 24 * 60;

    /// A moment, counted from the zero of dates.
    pub(super) fn on(moment: crate::plan::schedule::Moment) -> Self {
        Self { minutes: moment.0, ..Self::default() }
    }

    pub(super) fn plus(self, length: Length) -> Self {
        let days = i64::from(length.days);
        let (working, days) = if length.working { (days, 0) } else { (0, days) };
        Self {
            months: self.months + i64::from(length.months),
            working: self.working + working,
            minutes: self.minutes + days * Self::DAY + i64::from(length.minutes),
        }
    }

    /// Whether it can be longer than the other, from whatever day both count.
    pub(super) fn can_exceed(self, other: Self) -> bool {
        let (months, working) = (self.months - other.months, self.working - other.working);
        // A month has 28 to 31 days; of five working days each week has two days more, and holidays can make it longer.
        let of_months = months * if months > 0 { 31 } else { 28 };
        let of_working = if working > 0 { working + 2 * ((working + 4) / 5) } else { working };
        (of_months + of_working) * Self::DAY + self.minutes - other.minutes > 0
    }
}

/// The latest moments of a plan, counted from one base.
pub(super) struct Late<'l, 's, 'p> {
    scene: &'l Scene<'s, 'p>,
    base: Base,
    asked: Vec<Moment>,
}

impl<'l, 's, 'p> Late<'l, 's, 'p> {
    pub(super) fn new(scene: &'l Scene<'s, 'p>, base: Base) -> Self {
        Self { scene, base, asked: Vec::new() }
    }

    /// The latest that a moment comes after the base; `None`: no deadline counts from there.
    pub(super) fn of(&mut self, moment: Moment) -> Option<Span> {
        if self.base == Base::Moment(moment) {
            return Some(Span::default());
        }
        if self.asked.contains(&moment) {
            return None;
        }
        self.asked.push(moment);
        let found = self.find(moment);
        self.asked.pop();
        found
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
                let own = self.due(event.due.as_ref());
                // What nobody has to act for comes with the last of what it needs.
                let follows = (event.actors.is_empty() || event.takes.is_some())
                    .then(|| self.after(&event.needs, event.takes.as_ref()))
                    .flatten();
                earlier(own, follows)
            }
            Content::Phase(phase) if moment % 2 == 1 => {
                let length = phase.length.filter(|_| phase.extension.is_none())?;
                Some(self.of(moment - 1)?.plus(length))
            }
            Content::Phase(phase) => {
                let own = self.due(phase.due.as_ref());
                let before = phase.follows.as_ref().and_then(|before| self.scene.number(before));
                let follows = phase.gate.is_empty().then(|| self.of(2 * before? + 1)).flatten();
                earlier(own, follows)
            }
            Content::Obligation(obligation) if obligation.modality == Modality::Duty => {
                let own = self.due(obligation.due.as_ref());
                let phase = obligation.phase.as_ref().and_then(|phase| self.scene.number(phase));
                earlier(own, phase.and_then(|phase| self.of(2 * phase + 1)))
            }
            Content::Batch(batch) => {
                let own = self.due(batch.due.as_ref());
                let phase = batch.phase.as_ref().and_then(|phase| self.scene.number(phase));
                earlier(own, phase.and_then(|phase| self.of(2 * phase + 1)))
            }
            Content::List(list) => self.due(list.due.as_ref()),
            _ => None,
        }
    }

    /// By when a deadline is.
    pub(super) fn due(&mut self, due: Option<&Deadline>) -> Option<Span> {
        match &due?.trigger {
            Trigger::Date(when) => {
                let between =
                    Between::of(when, &self.scene.question.now.zone).filter(|_| self.base == Base::Dates)?;
                Some(Span::on(between.last))
            }
            Trigger::Within { length, of } => {
                let from = self.scene.moment(of)?;
                Some(self.of(from)?.plus(*length))
            }
            Trigger::Day { day, of } => {
                let from = self.scene.moment(of)?;
                Some(self.of(from)?.plus(Length { days: *day, ..Length::default() }))
            }
        }
    }

    fn after(&mut self, needs: &[crate::plan::Point], takes: Option<&Takes>) -> Option<Span> {
        let named = takes.and_then(|takes| takes.of.as_ref()).map(std::slice::from_ref);
        let mut last: Option<Span> = None;
        for point in named.unwrap_or(needs) {
            let from = self.scene.moment(point)?;
            let span = self.of(from)?;
            last = Some(last.filter(|last| !span.can_exceed(*last)).unwrap_or(span));
        }
        last.map(|last| takes.map_or(last, |takes| last.plus(takes.most)))
    }
}

fn earlier(one: Option<Span>, other: Option<Span>) -> Option<Span> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if one.can_exceed(other) { other } else { one }),
        (one, other) => one.or(other),
    }
}
