//! How a plan is followed: of each entry what is reported, by whom, and in which state it is on a date.
//!
//! **The path.** Acts known by the date ─► the accounts of each entry ([`accounts`]) ─► on which dates points of the plan came
//! about ([`dates`]) ─► deadlines ─► states ([`state`]); alleged breaches with their routes beside that ([`incident`]); and what
//! is due next ([`due`]). Nothing is decided between accounts: they stand beside each other, and a state says that they differ.

pub mod accounts;
pub mod dates;
pub mod due;
pub mod incident;
pub mod state;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use jiff::tz::TimeZone;

use super::obligation::Modality;
use super::package::{Held, Plan};
use super::standing::Words;
use super::time::{Deadline, Length, Point};
use super::{Content, PowerKind, Provision};
use crate::act::{Act, Deed, Kind, Performance};
use crate::as_of::AsOf;
use crate::ids::{ActId, DraftId, ParticipantId, ProvisionId};
use crate::timeline::Timeline;
use crate::when::When;

pub use accounts::{Account, Amount, Assessment, SetAside};
pub use dates::{Came, DueDate, Moment};
pub use incident::{Clocked, Closed, Incident, Route, StepState};
pub use state::State;

use accounts::{Asked, Progress};
use dates::{Calendars, Dates};
use state::{Clock, Facts, Nature, Owed};

/// How the plan of a package is followed.
#[derive(Debug)]
pub struct Following<'p, 'a> {
    /// Its entries that can be followed (obligations, batches, lists, events, phases, powers), in the order of the plan.
    pub rows: Vec<Followed<'p, 'a>>,
    /// Alleged breaches, in order.
    pub incidents: Vec<Incident<'p, 'a>>,
    dates: Dates<'p, 'a>,
    /// Where the row of each entry is.
    places: HashMap<&'p ProvisionId, usize>,
}

/// How one entry is followed.
#[derive(Debug)]
pub struct Followed<'p, 'a> {
    /// The entry.
    pub provision: &'p Provision,
    /// Every state that holds; the first is the one to look at first. Never empty.
    pub states: Vec<State>,
    /// Why its state is unknown.
    pub unknown: Option<Unknown>,
    /// Accounts of it, in order; with those that do not count.
    pub accounts: Vec<Account<'a>>,
    /// The latest assessment of each monitor, in order.
    pub levels: Vec<Assessment<'a>>,
    /// On which dates it was carried out, happened or began, the earliest first; by those who say so.
    pub complete: Vec<Moment<'a>>,
    /// How much was done.
    pub amount: Option<Amount>,
    /// The rule of its deadline.
    pub deadline: Rule<'p>,
    /// The dates of its deadline, the earliest first; several, where what it is counted from is dated differently.
    pub due: Vec<DueDate<'a>>,
    /// From when it is owed at the earliest, where the plan says it and it can be dated.
    pub from: Vec<DueDate<'a>>,
    /// By how much it was late, or is overdue: at least and at most.
    pub delay: Option<(Length, Length)>,
    /// What has to come about before it is owed, and has not.
    pub waits_for: Vec<Point>,
    /// Alleged breaches of it: places in [`Following::incidents`], in order.
    pub incidents: Vec<usize>,
    /// Acts by which a power over it is in use, with the power.
    pub powers: Vec<(&'p Provision, &'a Act)>,
}

/// By what rule an entry has a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule<'p> {
    /// The plan does not say.
    None,
    /// The entry's own.
    Own(&'p Deadline),
    /// The end of the phase in which it is due.
    EndOf(&'p ProvisionId),
}

/// Why a state is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// The plan gives no deadline.
    NoDeadline,
    /// What the deadline is counted from is not dated.
    Undated,
    /// Whether it is owed yet depends on something of which accounts differ or that the plan does not date.
    Unclear,
}

impl Followed<'_, '_> {
    /// The state to look at first.
    pub fn state(&self) -> State {
        self.states.first().copied().unwrap_or(State::Unknown)
    }

    /// Whether a state holds, in front or behind another.
    pub fn is(&self, state: State) -> bool {
        self.states.contains(&state)
    }
}

impl<'p, 'a> Following<'p, 'a> {
    /// How a plan is followed, by the acts that a timeline knows. Takes time in proportion to the entries and the acts, but for
    /// sorting, and to entries times powers in use.
    pub fn new(plan: &Plan<'_, 'p>, timeline: &Timeline<'a>) -> Self {
        let calendars = Calendars::new(plan, timeline.as_of);
        let incidents = incident::incidents(plan, timeline, &calendars);
        let mut found = Reports::new(plan, timeline, &incidents);
        let used = Used::all(plan, timeline, &found.accounts);
        let extended = |phase: &ProvisionId| {
            used.iter().any(|used| used.kind == PowerKind::Extend && used.covers(phase, None))
        };
        let dates = Dates::new(plan, &found.progress, &extended, &calendars);
        let others = of_other_options(plan);
        let mut rows = Vec::new();
        for held in plan.entries().iter().filter(|held| !others.contains(&held.provision.id)) {
            let provision = held.provision;
            let Some(terms) = Terms::of(provision) else { continue };
            let row = Row {
                provision,
                terms,
                plan,
                dates: &dates,
                calendars: &calendars,
                used: &used,
                as_of: timeline.as_of,
            };
            rows.push(row.follow(&mut found, &incidents));
        }
        let places = rows.iter().enumerate().map(|(at, row): (_, &Followed<'_, '_>)| (&row.provision.id, at));
        Self { places: places.collect(), rows, incidents, dates }
    }

    /// The dates of a point of the plan, the earliest first; of the end of a phase, also where it is still to come. None: nothing
    /// dates it.
    pub fn dates_of(&self, point: &Point) -> &[Moment<'a>] {
        self.dates.of(point)
    }

    /// How an entry is followed. Takes constant time.
    pub fn get(&self, id: &ProvisionId) -> Option<&Followed<'p, 'a>> {
        self.places.get(id).and_then(|&at| self.rows.get(at))
    }

    /// The incident that an act alleges.
    pub fn incident(&self, id: &ActId) -> Option<&Incident<'p, 'a>> {
        self.incidents.iter().find(|incident| incident.act.id == *id)
    }
}

/// Entries that hold with an option that was not taken: the words with it do not stand in the current draft, and those with
/// another option, from which another entry was read at the same place, do.
fn of_other_options<'p>(plan: &Plan<'_, 'p>) -> HashSet<&'p ProvisionId> {
    let with_choice = || plan.entries().iter().filter(|held| !held.provision.choice.is_empty());
    let stands = |words: Words| matches!(words, Words::Same | Words::Confirmed);
    let taken: HashSet<(&DraftId, &[String])> = with_choice()
        .filter(|held| stands(held.anchored.words))
        .filter_map(|held| held.provision.anchor.as_ref())
        .map(|anchor| (&anchor.draft, anchor.clauses.as_slice()))
        .collect();
    let is_other = |held: &&&Held<'p>| {
        let anchor = held.provision.anchor.as_ref();
        held.anchored.words == Words::Stale
            && anchor.is_some_and(|anchor| taken.contains(&(&anchor.draft, anchor.clauses.as_slice())))
    };
    with_choice().filter(is_other).map(|held| &held.provision.id).collect()
}

/// What is reported of each entry.
struct Reports<'p, 'a> {
    accounts: HashMap<&'p ProvisionId, Vec<Account<'a>>>,
    progress: HashMap<&'p ProvisionId, Progress<'a>>,
    levels: HashMap<&'p ProvisionId, Vec<Assessment<'a>>>,
    incidents: HashMap<&'p ProvisionId, Vec<usize>>,
}

impl<'p, 'a> Reports<'p, 'a> {
    fn new(plan: &Plan<'_, 'p>, timeline: &Timeline<'a>, incidents: &[Incident<'p, 'a>]) -> Self {
        let mut found = Self {
            accounts: HashMap::new(),
            progress: HashMap::new(),
            levels: HashMap::new(),
            incidents: HashMap::new(),
        };
        let mut settled: HashMap<&'p ProvisionId, usize> = HashMap::new();
        for (place, incident) in incidents.iter().enumerate() {
            for entry in &incident.entries {
                found.incidents.entry(&entry.id).or_default().push(place);
            }
            // What closes an alleged breach settles what was told of its entries before.
            if let Some(Closed::Settled(closing)) = incident.closed
                && let Some(at) = timeline.position(&closing.id)
            {
                for entry in &incident.entries {
                    let last = settled.entry(&entry.id).or_insert(at);
                    *last = at.max(*last);
                }
            }
        }
        let asked: HashMap<&'p ProvisionId, Asked<'p>> = plan
            .entries()
            .iter()
            .filter_map(|held| {
                let id = &held.provision.id;
                Some((id, asked(held.provision, settled.get(id).copied())?))
            })
            .collect();
        for (at, act) in timeline.acts().iter().enumerate() {
            if !matches!(act.kind(), Kind::Report | Kind::Verify | Kind::State) {
                continue;
            }
            for id in concerned(timeline, act) {
                let Some((&id, asked)) = asked.get_key_value(id) else { continue };
                found.take(timeline, id, at, asked);
            }
        }
        for (id, accounts) in &found.accounts {
            if let Some(asked) = asked.get(id) {
                found.progress.insert(id, accounts::progress(accounts, asked, timeline));
            }
        }
        found
    }

    fn take(&mut self, timeline: &Timeline<'a>, id: &'p ProvisionId, at: usize, asked: &Asked<'p>) {
        let Some(account) = accounts::account(timeline, at, asked) else { return };
        if let Deed::Verify(finding) = &account.act.deed
            && let Some(level) = finding.level
            && account.set_aside.is_none()
        {
            let levels = self.levels.entry(id).or_default();
            // The latest of each monitor alone; whoever is not named is nobody's last word.
            levels.retain(|one| one.act.by.is_empty() || one.act.by != account.act.by);
            levels.push(Assessment { act: account.act, level });
        }
        self.accounts.entry(id).or_default().push(account);
    }
}

/// The entries that a report concerns: those that it names; where it tells of performance and names none, those that what it
/// answers names.
fn concerned<'a>(timeline: &Timeline<'a>, act: &'a Act) -> &'a [ProvisionId] {
    let tells = match &act.deed {
        Deed::Report(finding) | Deed::Verify(finding) => finding.performance.is_some(),
        _ => false,
    };
    if !act.plan.is_empty() || !tells {
        return &act.plan;
    }
    act.answers.as_ref().and_then(|id| timeline.get(id)).map_or(&[], |answered| answered.plan.as_slice())
}

/// What is asked of the accounts of an entry; `None`: it cannot be followed.
fn asked(provision: &Provision, settled: Option<usize>) -> Option<Asked<'_>> {
    let (verifier, of, happens): (&[ParticipantId], Option<u64>, bool) = match &provision.content {
        Content::Obligation(one) => {
            (&one.verifier, one.quantity.as_ref().map(|quantity| quantity.number), false)
        }
        Content::Batch(batch) => (&batch.verifier, None, false),
        Content::List(list) => (&[], list.number, true),
        Content::Event(_) | Content::Phase(_) | Content::Power(_) => (&[], None, true),
        _ => return None,
    };
    Some(Asked { verifier, of, happens, settled })
}

/// The conditions of an entry, read alike from every sort of entry.
struct Terms<'p> {
    when: Vec<&'p Point>,
    unless: &'p [Point],
    phase: Option<&'p ProvisionId>,
    from: Option<&'p Deadline>,
    due: Option<&'p Deadline>,
    nature: Nature,
}

impl<'p> Terms<'p> {
    fn of(provision: &'p Provision) -> Option<Self> {
        let terms =
            |when: &'p [Point], phase, from: &'p Option<Deadline>, due: &'p Option<Deadline>, nature| Self {
                when: when.iter().collect(),
                unless: &[],
                phase,
                from: from.as_ref(),
                due: due.as_ref(),
                nature,
            };
        Some(match &provision.content {
            Content::Obligation(one) => {
                let lasts = one.modality == Modality::Prohibition;
                let nature = if lasts { Nature::Lasts } else { Nature::Done };
                let terms = terms(&one.when, one.phase.as_ref(), &one.from, &one.due, nature);
                Self { unless: &one.unless, ..terms }
            }
            Content::Batch(batch) => {
                terms(&batch.after, batch.phase.as_ref(), &batch.from, &batch.due, Nature::Done)
            }
            Content::List(list) => terms(&[], None, &None, &list.due, Nature::Done),
            Content::Event(event) => terms(&event.needs, None, &event.from, &event.due, Nature::Happens),
            Content::Phase(phase) => terms(&phase.gate, None, &None, &phase.due, Nature::Lasts),
            Content::Power(power) => {
                terms(&power.when, None, &None, &power.due, Nature::Used { in_use: false })
            }
            _ => return None,
        })
    }
}

/// A power in use.
struct Used<'p, 'a> {
    power: &'p Provision,
    kind: PowerKind,
    over: HashSet<&'p ProvisionId>,
    act: &'a Act,
}

impl<'p, 'a> Used<'p, 'a> {
    /// Every power that is in use by the moment. A use lasts until its author takes it back, its time is over, it is recorded as
    /// having run out, or an act closes it; what ends or extends something is done once.
    fn all(
        plan: &Plan<'_, 'p>,
        timeline: &Timeline<'a>,
        accounts: &HashMap<&'p ProvisionId, Vec<Account<'a>>>,
    ) -> Vec<Self> {
        let closed: HashSet<&ActId> = timeline
            .acts()
            .iter()
            .enumerate()
            .filter(|(at, _)| timeline.is_in_force(*at))
            .flat_map(|(_, act)| &act.closes)
            .collect();
        let mut found = Vec::new();
        for (provision, power) in plan.powers() {
            for account in accounts.get(&provision.id).into_iter().flatten() {
                let act = account.act;
                let about = match &act.deed {
                    Deed::Report(finding) | Deed::Verify(finding) => finding.about.as_slice(),
                    _ => &[],
                };
                let by_holder = power.holder.is_empty()
                    || act.by.iter().chain(about).any(|who| power.holder.contains(who));
                let used =
                    !matches!(account.performance, Some(Performance::NotFulfilled | Performance::Excused));
                let over = act.until.is_some_and(|until| timeline.as_of.is_past(until));
                if by_holder && used && !over && account.set_aside.is_none() && !closed.contains(&act.id) {
                    let over = power.over.iter().collect();
                    found.push(Self { power: provision, kind: power.kind, over, act });
                }
            }
        }
        found
    }

    fn covers(&self, id: &ProvisionId, phase: Option<&ProvisionId>) -> bool {
        self.over.is_empty() || self.over.contains(id) || phase.is_some_and(|phase| self.over.contains(phase))
    }
}

/// An entry whose state is asked for, with all that decides on it.
struct Row<'r, 'e, 'p, 'a> {
    provision: &'p Provision,
    terms: Terms<'p>,
    plan: &'r Plan<'e, 'p>,
    dates: &'r Dates<'p, 'a>,
    calendars: &'r Calendars<'p>,
    used: &'r [Used<'p, 'a>],
    as_of: &'r AsOf,
}

impl<'p, 'a> Row<'_, '_, 'p, 'a> {
    fn follow(self, found: &mut Reports<'p, 'a>, incidents: &[Incident<'p, 'a>]) -> Followed<'p, 'a> {
        let id = &self.provision.id;
        let zone = &self.as_of.zone;
        let accounts = found.accounts.remove(id).unwrap_or_default();
        let progress = found.progress.get(id).cloned().unwrap_or_default();
        let own_incidents = found.incidents.remove(id).unwrap_or_default();
        let (deadline, due) = self.due();
        let from = self.terms.from.map(|from| self.dates.due(from, self.calendars)).unwrap_or_default();
        let (owed, waits_for) = self.owed(&from);
        // Of a phase that nobody reports, its gate says when it began.
        let point = Point { of: id.clone(), end: false };
        let complete = if progress.complete.is_empty() && !progress.differ {
            let begun = |moment: &&Moment<'a>| self.as_of.has_begun(moment.when);
            self.dates.of(&point).iter().filter(begun).cloned().collect()
        } else {
            progress.complete.clone()
        };
        let passed = |due: &DueDate<'a>| self.as_of.is_past(due.when);
        let clock = match due.is_empty() {
            true => Clock::Undated,
            false if due.iter().all(passed) => Clock::Passed,
            false => Clock::Ahead,
        };
        let late = complete.first().zip(due.last());
        let late = late.is_some_and(|(done, due)| done.when.starts(zone) > due.when.ends(zone));
        let mut powers: Vec<(&'p Provision, &'a Act)> = self.powers();
        let in_use = powers.iter().any(|(power, _)| power.id == *id);
        let over = |kind: PowerKind| {
            self.is_performed()
                && self.used.iter().any(|used| used.kind == kind && used.covers(id, self.terms.phase))
        };
        let found_since = |incident: &Incident<'p, 'a>| {
            let finding = |account: &&Account<'a>| account.by_verifier && account.set_aside.is_none();
            accounts.iter().rev().find(finding).is_some_and(|finding| finding.at > incident.at)
        };
        let open = |answered: bool| {
            own_incidents.iter().filter_map(|&place| incidents.get(place)).any(|incident| {
                incident.is_open() && incident.is_answered() == answered && !found_since(incident)
            })
        };
        let ended = self.is_over(&complete, owed) || over(PowerKind::Terminate);
        let facts = Facts {
            open_answered: open(true),
            open_alleged: open(false),
            differ: progress.differ,
            found_not_fulfilled: progress.not_fulfilled,
            suspended: progress.suspended || over(PowerKind::Suspend),
            excused: progress.excused,
            complete: !complete.is_empty(),
            late,
            partly: progress.partly,
            owed,
            ended,
            deadline: clock,
            nature: match self.terms.nature {
                Nature::Used { .. } => Nature::Used { in_use },
                other => other,
            },
        };
        let states = State::of(&facts);
        // What was carried out is not held up by anything.
        powers.retain(|(power, _)| power.id == *id || !facts.complete);
        let unknown = states.contains(&State::Unknown).then_some(match (owed, deadline) {
            (Owed::Unclear, _) => Unknown::Unclear,
            (_, Rule::None) => Unknown::NoDeadline,
            _ => Unknown::Undated,
        });
        let delay = self.delay(&states, &complete, &due, zone);
        Followed {
            provision: self.provision,
            states,
            unknown,
            accounts,
            levels: found.levels.remove(id).unwrap_or_default(),
            complete,
            amount: progress.amount,
            deadline,
            due,
            from,
            delay,
            waits_for,
            incidents: own_incidents,
            powers,
        }
    }

    /// Whether it is something that somebody performs, so that a power can suspend or end it.
    fn is_performed(&self) -> bool {
        matches!(self.provision.content, Content::Obligation(_) | Content::Batch(_) | Content::List(_))
    }

    fn powers(&self) -> Vec<(&'p Provision, &'a Act)> {
        let id = &self.provision.id;
        let concerns = |used: &&Used<'p, 'a>| {
            used.power.id == *id || self.is_performed() && used.covers(id, self.terms.phase)
        };
        self.used.iter().filter(concerns).map(|used| (used.power, used.act)).collect()
    }

    fn due(&self) -> (Rule<'p>, Vec<DueDate<'a>>) {
        match (self.terms.due, self.terms.phase) {
            (Some(due), _) => (Rule::Own(due), self.dates.due(due, self.calendars)),
            (None, Some(phase)) => {
                let end = Point { of: phase.clone(), end: true };
                let date = |moment: &Moment<'a>| DueDate { when: moment.when, from: Some(moment.clone()) };
                (Rule::EndOf(phase), self.dates.of(&end).iter().map(date).collect())
            }
            (None, None) => (Rule::None, Vec::new()),
        }
    }

    /// Whether the entry is owed, and what it waits for.
    fn owed(&self, from: &[DueDate<'a>]) -> (Owed, Vec<Point>) {
        let mut points: Vec<Point> = self.terms.when.iter().map(|&point| point.clone()).collect();
        let begin = |phase: &ProvisionId| Point { of: phase.clone(), end: false };
        points.extend(self.terms.phase.map(begin));
        if let Content::Phase(phase) = &self.provision.content {
            points.extend(phase.follows.iter().map(|before| Point { of: before.clone(), end: true }));
            // Whether a phase has begun is told by its own date where there is one.
            match self.dates.came(&begin(&self.provision.id), self.plan, self.as_of) {
                Came::Yes => return (Owed::Yes, Vec::new()),
                Came::NotYet if points.is_empty() => return (Owed::NotYet, Vec::new()),
                Came::Unclear => return (Owed::Unclear, points),
                Came::NotYet => {}
            }
        }
        let counted = [self.terms.from, self.terms.due].into_iter().flatten();
        points.extend(counted.filter_map(|deadline| deadline.trigger.point().cloned()));
        let came = |point: &Point| self.dates.came(point, self.plan, self.as_of);
        let mut waits: Vec<Point> = points.iter().filter(|point| came(point) != Came::Yes).cloned().collect();
        waits.dedup();
        let not_before = from.first().is_some_and(|from| {
            // "Not before a day" is from its first moment.
            from.when.starts(&self.as_of.zone) > self.as_of.at
        });
        let owed = match () {
            () if points.iter().any(|point| came(point) == Came::NotYet) || not_before => Owed::NotYet,
            () if !waits.is_empty() => Owed::Unclear,
            () => Owed::Yes,
        };
        (owed, waits)
    }

    /// Whether it is over: what ends it has happened; a phase has ended, or the phase in which it forbids something.
    fn is_over(&self, begun: &[Moment<'a>], owed: Owed) -> bool {
        let came = |point: &Point| self.dates.came(point, self.plan, self.as_of) == Came::Yes;
        let end_of = |phase: &ProvisionId| came(&Point { of: phase.clone(), end: true });
        match &self.provision.content {
            Content::Phase(_) => !begun.is_empty() && end_of(&self.provision.id),
            Content::Obligation(one) if one.modality == Modality::Prohibition && one.due.is_none() => {
                self.terms.unless.iter().any(came)
                    || owed == Owed::Yes && self.terms.phase.is_some_and(end_of)
            }
            _ => self.terms.unless.iter().any(came),
        }
    }

    fn delay(
        &self,
        states: &[State],
        complete: &[Moment<'a>],
        due: &[DueDate<'a>],
        zone: &TimeZone,
    ) -> Option<(Length, Length)> {
        let (first_due, last_due) = (due.first()?.when, due.last()?.when);
        let now = When::local(self.as_of.at);
        let now = if self.as_of.at.time() == jiff::civil::Time::constant(23, 59, 59, 999_999_999) {
            When::day(self.as_of.at.date())
        } else {
            now
        };
        let (first, last) = match () {
            () if states.contains(&State::Late) => (complete.first()?.when, complete.last()?.when),
            () if states.contains(&State::Overdue) => (now, now),
            () => return None,
        };
        Some((state::delay(last_due, first, zone), state::delay(first_due, last, zone)))
    }
}
