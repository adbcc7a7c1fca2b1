//! On which dates points of a plan came about, as the record tells, and which deadlines follow from that.
//!
//! An event, a list, a power comes about when somebody reports it; an obligation or a batch, when it is reported carried out.
//! An event that nobody has to bring about comes about with the last of what it needs, or on the date that the text gives it. A
//! phase begins when that is reported; else when its gate is open and the phase before it is over. It ends when the next one is
//! reported to begin; else with its length, if no rule for going on says otherwise.

use std::collections::{HashMap, HashSet, VecDeque};

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

use super::accounts::Progress;
use crate::act::Act;
use crate::as_of::AsOf;
use crate::ids::ProvisionId;
use crate::plan::package::Plan;
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
        as_of: &AsOf,
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
                (Some(Content::Event(event)), false) => dates.event(event, as_of),
                (Some(Content::Phase(phase)), false) => dates.begin(phase, &as_of.zone),
                (Some(Content::Phase(phase)), true) => {
                    let next =
                        followers.get(id).and_then(|next| progress.get(next)).filter(|next| !next.differ);
                    match next.map(|next| &next.complete).filter(|begun| !begun.is_empty()) {
                        Some(begun) => Some(begun.clone()),
                        None if extended(id) => None,
                        None => dates.end(id, phase, as_of),
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
    pub(super) fn due(&self, deadline: &Deadline, plan: &Plan<'_, 'p>, zone: &TimeZone) -> Vec<DueDate<'a>> {
        let calendar = match &deadline.calendar {
            None => None,
            Some(id) => match plan.content(id) {
                Some(Content::Calendar(calendar)) => Some(calendar),
                _ => return Vec::new(),
            },
        };
        let count = |of: &Point, length: Length| {
            let counted = |moment: &Moment<'a>| {
                Some(DueDate {
                    when: after(moment.when, length, calendar, zone)?,
                    from: Some(moment.clone()),
                })
            };
            self.of(of).iter().filter_map(counted).collect()
        };
        match &deadline.trigger {
            Trigger::Date(when) => vec![DueDate { when: *when, from: None }],
            Trigger::Within { length, of } => count(of, *length),
            Trigger::Day { day, of } => {
                let count_days = |moment: &Moment<'a>| {
                    let first = When::day(moment.when.starts(zone).date());
                    let length = Length { days: day.saturating_sub(1), ..Length::default() };
                    Some(DueDate { when: after(first, length, calendar, zone)?, from: Some(moment.clone()) })
                };
                self.of(of).iter().filter_map(count_days).collect()
            }
        }
    }

    fn event(&self, event: &Event, as_of: &AsOf) -> Option<Vec<Moment<'a>>> {
        if !event.actors.is_empty() || event.takes.is_some() {
            return None;
        }
        match (event.needs.is_empty(), event.expected) {
            (true, Some(expected)) => Some(vec![Moment { when: expected, told: Vec::new() }]),
            (true, None) => None,
            (false, _) => self.last_of(event.needs.iter().map(|need| self.of(need)), &as_of.zone),
        }
    }

    fn begin(&self, phase: &Phase, zone: &TimeZone) -> Option<Vec<Moment<'a>>> {
        let before = phase.follows.as_ref().map(|before| Point { of: before.clone(), end: true });
        if before.is_none() && phase.gate.is_empty() {
            return None;
        }
        self.last_of(phase.gate.iter().chain(&before).map(|point| self.of(point)), zone)
    }

    fn end(&self, id: &ProvisionId, phase: &Phase, as_of: &AsOf) -> Option<Vec<Moment<'a>>> {
        let begun = self.moments[0].get(id)?;
        let length = phase.length?;
        let zone = &as_of.zone;
        let until = match &phase.extension {
            Some(rule) if rule.by.is_empty() => match (&rule.until, rule.times, rule.length) {
                (Some(until), _, _) => Some(self.of(until)).filter(|dates| !dates.is_empty())?.to_vec(),
                (None, Some(times), Some(more)) => {
                    let more = (0..times).try_fold(length, |sum, _| add(sum, more))?;
                    return ends(begun, more, zone);
                }
                (None, _, _) => return None,
            },
            _ => Vec::new(),
        };
        let ends = ends(begun, length, zone)?;
        if until.is_empty() {
            return Some(ends);
        }
        self.last_of([ends.as_slice(), until.as_slice()].into_iter(), zone)
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

fn ends<'a>(begun: &[Moment<'a>], length: Length, zone: &TimeZone) -> Option<Vec<Moment<'a>>> {
    let end = |moment: &Moment<'a>| {
        Some(Moment { when: after(moment.when, length, None, zone)?, told: moment.told.clone() })
    };
    begun.iter().map(end).collect()
}

fn add(one: Length, other: Length) -> Option<Length> {
    Some(Length {
        months: one.months.checked_add(other.months)?,
        days: one.days.checked_add(other.days)?,
        minutes: one.minutes.checked_add(other.minutes)?,
        working: one.working || other.working,
    })
}

/// So long after a date or moment. After a day, days and hours end with a day; working days are those of the calendar.
/// `None`: beyond the years that dates have.
pub(super) fn after(
    from: When,
    length: Length,
    calendar: Option<&Calendar>,
    zone: &TimeZone,
) -> Option<When> {
    let own_zone = calendar.and_then(|calendar| TimeZone::get(calendar.zone.as_deref()?).ok());
    let counting = own_zone.as_ref().unwrap_or(zone);
    let start = from.starts(counting);
    let date = start.date().checked_add(Span::new().try_months(length.months).ok()?).ok()?;
    let date = match (length.working, calendar) {
        (false, _) => date.checked_add(Span::new().try_days(length.days).ok()?).ok()?,
        (true, calendar) => working_days(date, length.days, calendar)?,
    };
    let when = match (from.time(), length.minutes) {
        (None, minutes) => {
            let more = i64::from(minutes.div_ceil(24 * 60));
            When::day(date.checked_add(more.days()).ok()?)
        }
        (Some(_), minutes) => {
            let at = date.to_datetime(start.time()).to_zoned(counting.clone()).ok()?;
            When::local(at.checked_add(i64::from(minutes).minutes()).ok()?.datetime())
        }
    };
    in_zone(when, own_zone.as_ref(), zone)
}

/// A date or moment of one zone in another: a day ends there at another moment.
fn in_zone(when: When, from: Option<&TimeZone>, to: &TimeZone) -> Option<When> {
    let Some(from) = from.filter(|from| *from != to) else { return Some(when) };
    let at = when.date().to_datetime(when.time().unwrap_or(Time::constant(23, 59, 0, 0)));
    let instant = at.to_zoned(from.clone()).ok()?;
    Some(When::local(instant.with_time_zone(to.clone()).datetime()))
}

fn working_days(from: Date, days: u32, calendar: Option<&Calendar>) -> Option<Date> {
    let works = |date: Date| {
        calendar.is_none_or(|calendar| {
            !calendar.rest.contains(&date.weekday()) && !calendar.holidays.contains(&date)
        })
    };
    if calendar.is_some_and(|calendar| calendar.rest.len() >= 7) {
        return None;
    }
    let mut date = from;
    let mut left = days;
    while left > 0 {
        date = date.tomorrow().ok()?;
        if works(date) {
            left -= 1;
        }
    }
    Some(date)
}
