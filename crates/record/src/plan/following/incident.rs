//! Incidents: an alleged breach, what was answered to it, the route of the dispute clause with its clock, and how it closed.
//!
//! **The rule.** An incident is open until an act that stands closes it, or whoever alleged it takes that back. Which dispute
//! clause is its route: of those that cover an entry concerned, the one that names it; else the one that names its phase; else the
//! one over the whole plan; of several, the one over the fewest entries. A step begins when the one before is done, or when its
//! time is over; the first one with the notice of the alleged breach. A step without a time ends only when it is done.

use std::collections::HashMap;

use jiff::tz::TimeZone;

use super::dates::Calendars;
use crate::act::{Act, Allegation, Deed, Kind};
use crate::ids::{ActId, ParticipantId, ProvisionId};
use crate::plan::package::Plan;
use crate::plan::{Content, DisputeClause, DisputeStep, Provision};
use crate::timeline::Timeline;
use crate::when::When;

/// An alleged breach, and what came of it.
#[derive(Debug, Clone)]
pub struct Incident<'p, 'a> {
    /// The act by which it is alleged.
    pub act: &'a Act,
    /// Its place in the timeline.
    pub(super) at: usize,
    /// Whom it is about, and when it happened, as alleged.
    pub allegation: &'a Allegation,
    /// Entries of the plan concerned, in the order of the plan.
    pub entries: Vec<&'p Provision>,
    /// Acts that answer it, or answer these, and stand; in order.
    pub answers: Vec<&'a Act>,
    /// Acts on its route and answers that were taken back since, in order.
    pub taken_back: Vec<&'a Act>,
    /// The routes of the dispute clauses that cover it; several, where entries have different ones.
    pub routes: Vec<Route<'p, 'a>>,
    /// What closed it.
    pub closed: Option<Closed<'a>>,
}

/// How an incident closed.
#[derive(Debug, Clone, Copy)]
pub enum Closed<'a> {
    /// By an act that says so.
    Settled(&'a Act),
    /// Whoever alleged it took it back.
    TakenBack(&'a Act),
}

impl<'a> Closed<'a> {
    /// The act.
    pub fn act(self) -> &'a Act {
        match self {
            Self::Settled(act) | Self::TakenBack(act) => act,
        }
    }
}

/// The route of a dispute clause in one incident.
#[derive(Debug, Clone)]
pub struct Route<'p, 'a> {
    /// The dispute clause.
    pub provision: &'p Provision,
    /// What it says.
    pub clause: &'p DisputeClause,
    /// Its steps with their times, in order.
    pub steps: Vec<Clocked<'p, 'a>>,
}

/// A step of a route, and when it is to be done.
#[derive(Debug, Clone)]
pub struct Clocked<'p, 'a> {
    /// Its number, from 1.
    pub number: u32,
    /// What the clause says of it.
    pub step: &'p DisputeStep,
    /// From when its time runs; `None`: that hangs on a step before it that has no time of its own.
    pub begins: Option<When>,
    /// Until when there is time; `None`: the clause does not say, or it is not known from when.
    pub until: Option<When>,
    /// The acts that are this step, in order.
    pub acts: Vec<&'a Act>,
    /// Where it stands.
    pub state: StepState,
}

/// Where a step of a dispute clause stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// It was done in time, or at a time that cannot be held against one.
    Done,
    /// It was done after its time.
    DoneLate,
    /// Its time runs.
    Running,
    /// Its time is over, and nothing is recorded of it.
    Missed,
    /// Its time has not begun.
    Waiting,
    /// The matter closed before its time was over.
    Closed,
}

impl Incident<'_, '_> {
    /// Whether nothing has closed it.
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// Whether somebody else denied it or answered it.
    pub fn is_answered(&self) -> bool {
        self.answers.iter().any(|act| is_said_to(act, self.act))
    }

    /// Those whom it is about and from whom nothing is recorded in answer to it.
    pub fn unheard(&self) -> impl Iterator<Item = &ParticipantId> {
        self.allegation.about.iter().filter(|who| !self.answers.iter().any(|act| act.by.contains(who)))
    }
}

/// Whether an act answers an allegation as somebody else's word on it.
fn is_said_to(act: &Act, alleged: &Act) -> bool {
    let others = act.by.is_empty() || act.by.iter().any(|by| !alleged.by.contains(by));
    let says = matches!(
        act.kind(),
        Kind::Deny
            | Kind::Respond
            | Kind::Report
            | Kind::State
            | Kind::Verify
            | Kind::Allege
            | Kind::Characterise
    );
    others && says
}

/// Every incident by the moment, in order. Takes time in proportion to the acts, and for each incident to what answers it.
pub(super) fn incidents<'p, 'a>(
    plan: &Plan<'_, 'p>,
    timeline: &Timeline<'a>,
    calendars: &Calendars<'_>,
) -> Vec<Incident<'p, 'a>> {
    let acts = timeline.acts();
    let mut closing: HashMap<&ActId, &'a Act> = HashMap::new();
    for (at, act) in acts.iter().enumerate() {
        for id in act.closes.iter().filter(|_| timeline.is_in_force(at)) {
            closing.entry(id).or_insert(act);
        }
    }
    let of = |(at, act): (usize, &&'a Act)| {
        let Deed::Allege(allegation) = &act.deed else { return None };
        let entries: Vec<&'p Provision> =
            act.plan.iter().filter_map(|id| Some(plan.get(id)?.provision)).collect();
        let on_clauses = act.anchor.as_ref().is_some_and(|anchor| !anchor.clauses.is_empty());
        if entries.is_empty() && !on_clauses {
            return None;
        }
        let (answers, taken_back) = answers(timeline, at);
        let settled = closing.get(&act.id).map(|act| Closed::Settled(act));
        let closed = settled.or_else(|| withdrawn(timeline, at).map(Closed::TakenBack));
        let routes = routes(plan, &entries)
            .into_iter()
            .map(|(provision, clause)| route(provision, clause, act, &answers, closed, timeline, calendars))
            .collect();
        Some(Incident { act, at, allegation, entries, answers, taken_back, routes, closed })
    };
    acts.iter().enumerate().filter_map(of).collect()
}

/// The withdrawal of an allegation as a whole.
fn withdrawn<'a>(timeline: &Timeline<'a>, at: usize) -> Option<&'a Act> {
    let act = timeline.acts()[at];
    let whole = |&other: &usize| {
        let other = timeline.acts()[other];
        other.anchor.is_none() || other.anchor == act.anchor
    };
    timeline.withdrawals(at).find(whole).map(|other| timeline.acts()[other])
}

/// The acts that answer one, and those that answer these: those that stand, and those that were taken back.
fn answers<'a>(timeline: &Timeline<'a>, at: usize) -> (Vec<&'a Act>, Vec<&'a Act>) {
    let mut found = vec![at];
    let mut seen: std::collections::HashSet<usize> = [at].into();
    let mut next = 0;
    while let Some(&one) = found.get(next) {
        found.extend(timeline.all_answers(one).iter().copied().filter(|&answer| seen.insert(answer)));
        next += 1;
    }
    found.remove(0);
    found.sort_unstable();
    // What takes something back is said with what it takes back.
    let is_said = |&&at: &&usize| timeline.acts()[at].kind() != Kind::Withdraw;
    let (stand, taken_back): (Vec<usize>, Vec<usize>) =
        found.iter().filter(is_said).partition(|&&at| timeline.is_in_force(at));
    let acts = |places: Vec<usize>| places.into_iter().map(|at| timeline.acts()[at]).collect();
    (acts(stand), acts(taken_back))
}

/// The dispute clauses that cover these entries, each the most specific for one of them, in the order of the plan.
fn routes<'p>(plan: &Plan<'_, 'p>, entries: &[&'p Provision]) -> Vec<(&'p Provision, &'p DisputeClause)> {
    let clauses: Vec<(&'p Provision, &'p DisputeClause)> = plan.disputes().collect();
    let best = |entry: Option<&Provision>| {
        let covers = |(place, (_, clause)): (usize, &(&'p Provision, &'p DisputeClause))| {
            let rank = match entry {
                _ if clause.over.is_empty() => 2,
                Some(entry) if clause.over.contains(&entry.id) => 0,
                Some(entry) if phase_of(entry).is_some_and(|phase| clause.over.contains(phase)) => 1,
                _ => return None,
            };
            Some((rank, clause.over.len(), place))
        };
        clauses.iter().enumerate().filter_map(covers).min().map(|(_, _, place)| place)
    };
    let mut found: Vec<usize> = match entries {
        [] => best(None).into_iter().collect(),
        _ => entries.iter().filter_map(|entry| best(Some(entry))).collect(),
    };
    found.sort_unstable();
    found.dedup();
    found.into_iter().filter_map(|place| clauses.get(place).copied()).collect()
}

/// The phase in which an entry is to be carried out.
pub(super) fn phase_of(provision: &Provision) -> Option<&ProvisionId> {
    match &provision.content {
        Content::Obligation(obligation) => obligation.phase.as_ref(),
        Content::Batch(batch) => batch.phase.as_ref(),
        _ => None,
    }
}

fn route<'p, 'a>(
    provision: &'p Provision,
    clause: &'p DisputeClause,
    alleged: &'a Act,
    answers: &[&'a Act],
    closed: Option<Closed<'a>>,
    timeline: &Timeline<'a>,
    calendars: &Calendars<'_>,
) -> Route<'p, 'a> {
    let closed = closed.map(|closed| closed.act().earliest());
    let mut begins = Some(alleged.earliest());
    let mut steps = Vec::with_capacity(clause.steps.len());
    for (number, step) in (1_u32..).zip(&clause.steps) {
        let acts: Vec<&'a Act> = answers.iter().copied().filter(|act| act.step == Some(number)).collect();
        let done = acts.first().map(|act| act.earliest());
        let until = match (begins, step.within) {
            (Some(begins), Some(within)) => calendars.after(begins, within),
            _ => None,
        };
        let state = step_state(done, begins, until, closed, timeline);
        steps.push(Clocked { number, step, begins, until, acts, state });
        begins = done.or(until);
    }
    Route { provision, clause, steps }
}

fn step_state(
    done: Option<When>,
    begins: Option<When>,
    until: Option<When>,
    closed: Option<When>,
    timeline: &Timeline<'_>,
) -> StepState {
    let as_of = timeline.as_of;
    let zone: &TimeZone = &as_of.zone;
    let is_after = |one: When, end: When| one.starts(zone) > end.ends(zone);
    match (done, until) {
        (Some(done), Some(until)) if is_after(done, until) => return StepState::DoneLate,
        (Some(_), _) => return StepState::Done,
        (None, _) => {}
    }
    // Of a matter that is closed, what had been missed by then was missed; nothing runs any more.
    let over = |until: When| match closed {
        Some(closed) => is_after(closed, until),
        None => as_of.is_past(until),
    };
    match (begins, until) {
        (_, Some(until)) if over(until) => StepState::Missed,
        _ if closed.is_some() => StepState::Closed,
        (Some(begins), _) if as_of.has_begun(begins) => StepState::Running,
        _ => StepState::Waiting,
    }
}
