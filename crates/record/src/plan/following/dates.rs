//! On which dates points of a plan came about, as the record tells, and which deadlines follow from that.
//!
//! An event, a list, a power comes about when somebody reports it; an obligation or a batch, when it is reported carried out.
//! An event that nobody has to bring about comes about with the last of what it needs, or on the date that the text gives it. A
//! phase begins when that is reported; else when its gate is open and the phase before it is over. It ends when the next one is
//! reported to begin; else with its length, if no rule for going on says otherwise: of so many days with the last of them, the day
//! on which it begins being the first.

use std::collections::{HashMap, HashSet, VecDeque};

use jiff::tz::TimeZone;

use super::accounts::Progress;
use crate::act::Act;
use crate::as_of::AsOf;
use crate::ids::ProvisionId;
use crate::plan::package::Plan;
use crate::plan::schedule::{self, Between, Days};
use crate::plan::time::{Calendar, Deadline, Length, Point, Trigger};
use crate::plan::{Content, Event, Phase};
use crate::when::When;

/// A date on which something came about, and who tells so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment<'a> {
    /// The date.
    pub when: When,
    /// The acts that tell so, in order; none: it follows from dates of other things.
    pub told: Vec<&'a Act>,
}

impl<'a> Moment<'a> {
    /// Adds that an act gives this date.
    pub(super) fn add(moments: &mut Vec<Self>, when: When, act: &'a Act) {
        match moments.iter_mut().find(|moment| moment.when == when) {
            Some(moment) if moment.told.iter().any(|told| told.id == act.id) => {}
            Some(moment) => moment.told.push(act),
            None => moments.push(Self { when, told: vec![act] }),
        }
    }
}

/// A deadline with a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueDate<'a> {
    /// By when; of a day, its end.
    pub when: When,
    /// The date from which it is counted, and who gives that; `None`: the text gives the date itself.
    pub from: Option<Moment<'a>>,
}

/// Whether a point of the plan has come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Came {
    /// It has.
    Yes,
    /// It has not, as far as the record tells.
    NotYet,
    /// Accounts differ, or the plan does not say when.
    Unclear,
}

/// The dates of all points of a plan.
#[derive(Debug, Default)]
pub(super) struct Dates<'p, 'a> {
    /// Of entries, and of the ends of phases.
    moments: [HashMap<&'p ProvisionId, Vec<Moment<'a>>>; 2],
    /// Entries whose accounts differ; phases whose end nothing tells.
    unclear: [HashSet<&'p ProvisionId>; 2],
}

impl<'p, 'a> Dates<'p, 'a> {
    /// The dates that follow from what is reported. Takes time in proportion to the entries and what they mention.
    pub(super) fn new(
        plan: &Plan<'_, 'p>,
        progress: &HashMap<&'p ProvisionId, Progress<'a>>,
        extended: &dyn Fn(&ProvisionId) -> bool,
        calendars: &Calendars<'p>,
    ) -> Self {
        let mut dates = Self::default();
        let mut waiting: HashMap<&'p ProvisionId, Vec<(&'p ProvisionId, bool)>> = HashMap::new();
        let mut ready: VecDeque<(&'p ProvisionId, bool)> = VecDeque::new();
        for held in plan.entries() {
            let id = &held.provision.id;
            if let Some(told) = progress.get(id) {
                if told.differ {
                    dates.unclear[0].insert(id);
                }
                if !told.complete.is_empty() && !told.differ {
                    dates.moments[0].insert(id, told.complete.clone());
                }
            }
            let mut wait = |on: &'p ProvisionId, end: bool| waiting.entry(on).or_default().push((id, end));
            match &held.provision.content {
                Content::Event(event) => {
                    event.needs.iter().for_each(|need| wait(&need.of, false));
                    ready.push_back((id, false));
                }
                Content::Phase(phase) => {
                    phase.gate.iter().for_each(|need| wait(&need.of, false));
                    phase.follows.iter().for_each(|before| wait(before, false));
                    phase
                        .extension
                        .iter()
                        .filter_map(|extension| extension.until.as_ref())
                        .for_each(|until| wait(&until.of, true));
                    wait(id, true);
                    ready.extend([(id, false), (id, true)]);
                }
                _ => {}
            }
        }
        let followers: HashMap<&ProvisionId, &ProvisionId> = plan
            .phases()
            .filter_map(|(provision, phase)| Some((phase.follows.as_ref()?, &provision.id)))
            .collect();
        while let Some((id, end)) = ready.pop_front() {
            if dates.moments[usize::from(end)].contains_key(id) || !end && dates.unclear[0].contains(id) {
                continue;
            }
            let found = match (plan.content(id), end) {
                (Some(Content::Event(event)), false) => dates.event(event, &calendars.zone),
                (Some(Content::Phase(phase)), false) => dates.begin(phase, &calendars.zone),
                (Some(Content::Phase(phase)), true) => {
                    let next =
                        followers.get(id).and_then(|next| progress.get(next)).filter(|next| !next.differ);
                    match next.map(|next| &next.complete).filter(|begun| !begun.is_empty()) {
                        Some(begun) => Some(begun.clone()),
                        None if extended(id) => None,
                        None => dates.end(id, phase, calendars),
                    }
                }
                _ => None,
            };
            if let Some(found) = found {
                dates.moments[usize::from(end)].insert(id, found);
                dates.unclear[usize::from(end)].remove(id);
                ready.extend(waiting.get(id).into_iter().flatten().copied());
            } else if end && dates.moments[0].contains_key(id) {
                dates.unclear[1].insert(id);
            }
        }
        dates
    }

    /// The dates of a point, the earliest first; none: nothing dates it.
    pub(super) fn of(&self, point: &Point) -> &[Moment<'a>] {
        self.moments[usize::from(point.end)].get(&point.of).map_or(&[], Vec::as_slice)
    }

    /// Whether a point has come about by the moment.
    pub(super) fn came(&self, point: &Point, plan: &Plan<'_, 'p>, as_of: &AsOf) -> Came {
        let dates = self.of(point);
        let is_moment = matches!(
            plan.content(&point.of),
            Some(
                Content::Event(_)
                    | Content::Phase(_)
                    | Content::Obligation(_)
                    | Content::Batch(_)
                    | Content::List(_)
            )
        );
        match dates.last() {
            // The last day of a phase is a day of the phase.
            Some(last) if point.end && last.when.time().is_none() && !as_of.is_past(last.when) => {
                Came::NotYet
            }
            Some(last) if as_of.has_begun(last.when) => Came::Yes,
            Some(_) => Came::NotYet,
            None if !is_moment || self.unclear[usize::from(point.end)].contains(&point.of) => Came::Unclear,
            None => Came::NotYet,
        }
    }

    /// The dates on which a deadline is, the earliest first; none: nothing dates it.
    pub(super) fn due(&self, deadline: &Deadline, calendars: &Calendars<'p>) -> Vec<DueDate<'a>> {
        let Some(days) = calendars.days(deadline.calendar.as_ref()) else { return Vec::new() };
        let count = |of: &Point, count: &dyn Fn(When) -> Option<When>| {
            let counted =
                |moment: &Moment<'a>| Some(DueDate { when: count(moment.when)?, from: Some(moment.clone()) });
            self.of(of).iter().filter_map(counted).collect()
        };
        match &deadline.trigger {
            Trigger::Date(when) => vec![DueDate { when: *when, from: None }],
            Trigger::Within { length, of } => count(of, &|from| calendars.count(days, from, *length)),
            Trigger::Day { day, of } => count(of, &|first| calendars.day(days, first, *day)),
        }
    }

    fn event(&self, event: &Event, zone: &TimeZone) -> Option<Vec<Moment<'a>>> {
        if !event.actors.is_empty() || event.takes.is_some() {
            return None;
        }
        match (event.needs.is_empty(), event.expected) {
            (true, Some(expected)) => Some(vec![Moment { when: expected, told: Vec::new() }]),
            (true, None) => None,
            (false, _) => self.last_of(event.needs.iter().map(|need| self.of(need)), zone),
        }
    }

    /// A phase begins when the last point of its gate has come about and the phase before it is over: of one that ends with a day,
    /// on the next.
    fn begin(&self, phase: &Phase, zone: &TimeZone) -> Option<Vec<Moment<'a>>> {
        let over = |before: &ProvisionId| -> Vec<Moment<'a>> {
            let next = |moment: &Moment<'a>| match moment.when.time() {
                Some(_) => moment.clone(),
                None => {
                    let day = moment.when.date().tomorrow().map_or(moment.when, When::day);
                    Moment { when: day, told: moment.told.clone() }
                }
            };
            self.moments[1].get(before).into_iter().flatten().map(next).collect()
        };
        let before = phase.follows.as_ref().map(over);
        if before.is_none() && phase.gate.is_empty() {
            return None;
        }
        let gate = phase.gate.iter().map(|point| self.of(point));
        self.last_of(gate.chain(before.as_deref()), zone)
    }

    fn end(&self, id: &ProvisionId, phase: &Phase, calendars: &Calendars<'p>) -> Option<Vec<Moment<'a>>> {
        let begun = self.moments[0].get(id)?;
        let length = phase.length?;
        let end = |length: Length| -> Option<Vec<Moment<'a>>> {
            let of = |moment: &Moment<'a>| {
                Some(Moment { when: calendars.lasting(moment.when, length)?, told: moment.told.clone() })
            };
            begun.iter().map(of).collect()
        };
        let Some(rule) = phase.extension.as_ref().filter(|rule| rule.by.is_empty()) else {
            return end(length);
        };
        match (&rule.until, rule.times, rule.length) {
            (Some(until), ..) => {
                let (end, until) = (end(length)?, self.of(until));
                self.last_of([end.as_slice(), until].into_iter(), &calendars.zone)
            }
            (None, Some(times), Some(more)) => end(length.and_times(more, times)?),
            (None, ..) => None,
        }
    }

    /// When the last of several things came about: from the earliest that all accounts allow to the latest.
    fn last_of<'m>(
        &self,
        all: impl Iterator<Item = &'m [Moment<'a>]>,
        zone: &TimeZone,
    ) -> Option<Vec<Moment<'a>>>
    where
        'a: 'm,
    {
        let mut first: Option<&Moment<'a>> = None;
        let mut last: Option<&Moment<'a>> = None;
        let later = |one: Option<&'m Moment<'a>>, other: &'m Moment<'a>| match one {
            Some(one) if one.when.compare(&other.when, zone).is_ge() => Some(one),
            _ => Some(other),
        };
        for dates in all {
            first = later(first, dates.first()?);
            last = later(last, dates.last()?);
        }
        let (first, last) = (first?.clone(), last?.clone());
        Some(if first.when == last.when { vec![last] } else { vec![first, last] })
    }
}

/// The calendars of a plan, for counting from dates that are known.
#[derive(Debug)]
pub(super) struct Calendars<'p> {
    zone: TimeZone,
    every_day: Days,
    named: HashMap<&'p ProvisionId, Days>,
}

impl<'p> Calendars<'p> {
    pub(super) fn new(plan: &Plan<'_, 'p>, as_of: &AsOf) -> Self {
        let days = |calendar: Option<&Calendar>| Days::new(calendar, &as_of.zone, as_of.at.date());
        let named = plan.calendars().map(|(provision, calendar)| (&provision.id, days(Some(calendar))));
        Self { zone: as_of.zone.clone(), every_day: days(None), named: named.collect() }
    }

    /// The days of a calendar; `None`: the plan does not have it.
    fn days(&self, calendar: Option<&ProvisionId>) -> Option<&Days> {
        calendar.map_or(Some(&self.every_day), |id| self.named.get(id))
    }

    /// The last moment that is so long after a date or moment, every day counting. `None`: beyond the years that dates have.
    pub(super) fn after(&self, from: When, length: Length) -> Option<When> {
        self.count(&self.every_day, from, length)
    }

    /// When a phase of that length ends: of whole days, with the last of them.
    fn lasting(&self, begins: When, length: Length) -> Option<When> {
        match length.whole_days() {
            Some(days) => self.day(&self.every_day, begins, days),
            None => self.after(begins, length),
        }
    }

    fn count(&self, days: &Days, from: When, length: Length) -> Option<When> {
        let between = Between::of(&from, &self.zone)?;
        let last = days.last_after(Some(between.first), between.last, length)?;
        Some(self.when(last, from.time().is_none()))
    }

    /// The end of a day of the plan, the day of `first` being day 1.
    fn day(&self, days: &Days, first: When, day: u32) -> Option<When> {
        Some(self.when(days.day(Between::of(&first, &self.zone)?.last, day)?.last, true))
    }

    /// A moment as it is said: of a whole day, where it may be the last minute of one in the zone of the case, that day.
    fn when(&self, moment: schedule::Moment, of_a_day: bool) -> When {
        let clock = moment.clock(&self.zone);
        match of_a_day && (clock.hour(), clock.minute()) == (23, 59) {
            true => When::day(clock.date()),
            false => When::local(clock),
        }
    }
}
