//! What is due in the next days, and what is overdue.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::dates::Calendars;
use super::{Followed, Following, Incident, State, StepState};
use crate::as_of::AsOf;
use crate::ids::ParticipantId;
use crate::plan::package::Plan;
use crate::plan::time::{Length, Point, Trigger};
use crate::plan::{Content, Modality, Provision};
use crate::when::When;

/// Something that is due.
#[derive(Debug)]
pub struct Due<'f, 'p, 'a> {
    /// By when: of several dates, the earliest that has not passed; else the last.
    pub when: When,
    /// What it is.
    pub what: What<'f, 'p, 'a>,
    /// Who has to do it; none: the text does not say.
    pub who: Vec<&'p ParticipantId>,
    /// Whether that date has passed.
    pub passed: bool,
}

/// What is due.
#[derive(Debug, Clone, Copy)]
pub enum What<'f, 'p, 'a> {
    /// An entry of the plan.
    Entry(&'f Followed<'p, 'a>),
    /// A step of the dispute clause in an incident: the incident, the place of the route, and that of the step.
    Step(&'f Incident<'p, 'a>, usize, usize),
}

/// What is due by a length of time after the moment, and what is overdue, the earliest first. Whatever was carried out, is over or
/// is excused is not due, nor is what is forbidden; what waits for something else is, where its deadline has a date.
pub fn due<'f, 'p, 'a>(
    following: &'f Following<'p, 'a>,
    plan: &Plan<'_, 'p>,
    within: Length,
    as_of: &AsOf,
) -> Vec<Due<'f, 'p, 'a>> {
    let zone = &as_of.zone;
    let now = When::local(as_of.at);
    let limit =
        Calendars::new(plan, as_of).after(now, within).map_or(DateTime::MAX, |limit| limit.ends(zone));
    let mut found = Vec::new();
    for row in following.rows.iter().filter(|row| is_open(row)) {
        let ahead = row.due.iter().map(|due| due.when).find(|&when| !as_of.is_past(when));
        let Some(when) = ahead.or(row.due.last().map(|due| due.when)) else { continue };
        if when.starts(zone) <= limit {
            let (what, who) = (What::Entry(row), responsible(row.provision, plan));
            found.push(Due { when, what, who, passed: ahead.is_none() });
        }
    }
    for incident in following.incidents.iter().filter(|incident| incident.is_open()) {
        for (at, route) in incident.routes.iter().enumerate() {
            for (place, step) in route.steps.iter().enumerate() {
                let Some(until) = step.until.filter(|until| until.starts(zone) <= limit) else { continue };
                if matches!(step.state, StepState::Running | StepState::Waiting | StepState::Missed) {
                    let what = What::Step(incident, at, place);
                    let passed = step.state == StepState::Missed;
                    found.push(Due { when: until, what, who: step.step.who.iter().collect(), passed });
                }
            }
        }
    }
    found.sort_by(|a, b| a.when.compare(&b.when, zone));
    found
}

fn is_open(row: &Followed<'_, '_>) -> bool {
    // A power is used or not; and the end of what is forbidden is nobody's duty.
    let no_duty = match &row.provision.content {
        Content::Power(_) => true,
        Content::Obligation(one) => one.modality == Modality::Prohibition,
        _ => false,
    };
    let settled = [
        State::Fulfilled,
        State::Late,
        State::Happened,
        State::Excused,
        State::Ended,
        State::Unused,
        State::InUse,
    ];
    // Of a phase that has begun, what is due is over; its end is no duty.
    let begun = matches!(row.provision.content, Content::Phase(_)) && !row.complete.is_empty();
    !no_duty && !begun && !settled.into_iter().any(|state| row.is(state))
}

/// Who has to carry an entry out, as the plan says: of a batch, both sides of its keys.
pub fn responsible<'p>(provision: &'p Provision, plan: &Plan<'_, 'p>) -> Vec<&'p ParticipantId> {
    match &provision.content {
        Content::Obligation(one) => one.debtor.iter().collect(),
        Content::Event(event) => event.actors.iter().collect(),
        Content::List(list) => list.proposer.iter().collect(),
        Content::Power(power) => power.holder.iter().collect(),
        Content::Batch(batch) => {
            let mut sides: Vec<&'p ParticipantId> = Vec::new();
            for lot in &batch.lots {
                let Some(Content::Key(key)) = plan.content(&lot.key) else { continue };
                for by in [&key.gives.by, &key.returns.by] {
                    if !sides.contains(&by) {
                        sides.push(by);
                    }
                }
            }
            sides
        }
        _ => Vec::new(),
    }
}

/// From which point of the plan its days are counted: the one from which its deadlines count days, where they all count from one.
pub fn first_day<'p>(provisions: impl IntoIterator<Item = &'p Provision>) -> Option<&'p Point> {
    let mut points: BTreeMap<&Point, usize> = BTreeMap::new();
    for provision in provisions {
        let (from, due) = match &provision.content {
            Content::Obligation(one) => (&one.from, &one.due),
            Content::Batch(batch) => (&batch.from, &batch.due),
            Content::Event(event) => (&event.from, &event.due),
            Content::List(list) => (&None, &list.due),
            Content::Phase(phase) => (&None, &phase.due),
            Content::Power(power) => (&None, &power.due),
            _ => continue,
        };
        for deadline in [from, due].into_iter().flatten() {
            if let Trigger::Day { of, .. } = &deadline.trigger {
                *points.entry(of).or_default() += 1;
            }
        }
    }
    match points.len() {
        1 => points.into_keys().next(),
        _ => None,
    }
}

impl<'p, 'a> Following<'p, 'a> {
    /// The day of the plan that a date is, the day of `first` being day 1; `None`: that is not dated, or dated differently, or
    /// comes later.
    pub fn day_of(&self, first: &Point, when: When, as_of: &AsOf) -> Option<u32> {
        let row = self.get(&first.of)?;
        let [moment] = row.complete.as_slice() else { return None };
        let zone = &as_of.zone;
        let days = when.starts(zone).date().since(moment.when.starts(zone).date()).ok()?.get_days();
        u32::try_from(days).ok()?.checked_add(1)
    }
}
