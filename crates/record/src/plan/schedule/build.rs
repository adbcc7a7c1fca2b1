//! From the entries of a plan to claims on the time between its moments.
//!
//! What has happened is fixed to its date, and what its own entry says of when it should have happened is left out: lateness
//! is a fact about the past, and no contradiction in what is still to come.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Happened;
use super::calendar::{Between, Days, Moment};
use super::claim::{Claim, Field, Node, Term};
use crate::ids::ProvisionId;
use crate::plan::package::Plan;
use crate::plan::phases::{Event, Phase, Takes};
use crate::plan::time::{Deadline, Length, Point, Trigger};
use crate::plan::{Batch, Content, List, Modality, Obligation};
use crate::when::When;

/// A claim as a link between two nodes, in minutes.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) claim: Claim,
    pub(super) from: usize,
    pub(super) to: usize,
    /// At least and at most so many minutes, from whenever it counts.
    pub(super) min: Option<i64>,
    pub(super) max: Option<i64>,
    /// How its bounds are counted on a calendar; `None`: minutes are all there is to it.
    pub(super) exact: Option<Exact>,
    /// Whether windows leave it out, because it cannot hold with others.
    pub(super) left_out: bool,
}

/// Bounds to be counted on a calendar.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exact {
    pub(super) days: usize,
    pub(super) least: Option<Term>,
    pub(super) most: Option<Term>,
}

/// The moments of a plan and what is said of the time between them.
#[derive(Debug)]
pub(super) struct Links {
    pub(super) nodes: Vec<Node>,
    pub(super) links: Vec<Link>,
    /// The calendars in use; the first has every day, in the zone of the case.
    pub(super) days: Vec<Days>,
    /// For each node the one from which its time is counted first, if any.
    pub(super) counted_from: Vec<Option<usize>>,
    /// For each node when it happened or is expected, where that is known.
    pub(super) known: Vec<Option<(When, Between)>>,
}

/// Builds [`Links`].
pub(super) struct Builder<'a> {
    plan: &'a Plan<'a, 'a>,
    happened: &'a Happened,
    zone: &'a TimeZone,
    around: Date,
    places: HashMap<Node, usize>,
    calendars: BTreeMap<Option<ProvisionId>, usize>,
    bounds: HashMap<(usize, Length), super::calendar::Bounds>,
    out: Links,
}

impl<'a> Builder<'a> {
    pub(super) fn links(
        plan: &'a Plan<'a, 'a>,
        happened: &'a Happened,
        zone: &'a TimeZone,
        around: Date,
    ) -> Links {
        let out = Links {
            nodes: Vec::new(),
            links: Vec::new(),
            days: Vec::new(),
            counted_from: Vec::new(),
            known: Vec::new(),
        };
        let mut builder = Self {
            plan,
            happened,
            zone,
            around,
            places: HashMap::new(),
            calendars: BTreeMap::new(),
            bounds: HashMap::new(),
            out,
        };
        builder.calendar(None);
        builder.place(Node::Dates);
        builder.all();
        builder.out
    }

    fn all(&mut self) {
        // All points first, in the order of the case, so that what is known of each is known before it is counted from.
        for held in self.plan.entries() {
            let id = &held.provision.id;
            let expected = match &held.provision.content {
                Content::Event(event) => event.expected,
                Content::Obligation(_) | Content::Batch(_) | Content::List(_) | Content::Phase(_) => None,
                _ => continue,
            };
            let begin = Point { of: id.clone(), end: false };
            self.point(begin, expected);
            if matches!(held.provision.content, Content::Phase(_)) {
                self.point(Point { of: id.clone(), end: true }, None);
            }
        }
        for held in self.plan.entries() {
            let id = &held.provision.id;
            match &held.provision.content {
                Content::Event(event) => self.event(id, event),
                Content::Phase(phase) => self.phase(id, phase),
                Content::Obligation(obligation) => self.obligation(id, obligation),
                Content::Batch(batch) => self.batch(id, batch),
                Content::List(list) => self.list(id, list),
                _ => {}
            }
        }
    }

    fn place(&mut self, node: Node) -> usize {
        let next = self.out.nodes.len();
        let at = *self.places.entry(node.clone()).or_insert(next);
        if at == next {
            self.out.nodes.push(node);
            self.out.counted_from.push(None);
            self.out.known.push(None);
        }
        at
    }

    /// A point, fixed to its date where it has happened or has one.
    fn point(&mut self, point: Point, expected: Option<When>) {
        let happened = self.happened.get(&point).copied();
        let at = self.place(Node::Point(point.clone()));
        let Some(when) = happened.or(expected) else { return };
        let Some(between) = Between::of(&when, self.zone) else { return };
        self.out.known[at] = Some((when, between));
        let field = if happened.is_some() { Field::Happened } else { Field::Expected };
        let mut claim = self.claim(&point.of, field, at, 0);
        (claim.least, claim.most) = (Some(Term::Date(when)), Some(Term::Date(when)));
        self.link(claim, 0, at, Some(between.first.0), Some(between.last.0), None);
    }

    fn find(&self, point: &Point) -> Option<usize> {
        self.places.get(&Node::Point(point.clone())).copied()
    }

    fn begin_of(&self, id: &ProvisionId) -> Option<usize> {
        self.find(&Point { of: id.clone(), end: false })
    }

    fn has_happened(&self, at: usize) -> bool {
        self.out.nodes[at].point().is_some_and(|point| self.happened.contains_key(point))
    }

    fn calendar(&mut self, id: Option<&ProvisionId>) -> usize {
        let calendar = match id.and_then(|id| self.plan.content(id)) {
            Some(Content::Calendar(calendar)) => Some(calendar),
            _ => None,
        };
        let id = calendar.and(id).cloned();
        if let Some(&known) = self.calendars.get(&id) {
            return known;
        }
        self.out.days.push(Days::new(calendar, self.zone, self.around));
        self.calendars.insert(id, self.out.days.len() - 1);
        self.out.days.len() - 1
    }

    fn bounds(&mut self, days: usize, length: Length) -> super::calendar::Bounds {
        let all = &self.out.days;
        *self.bounds.entry((days, length)).or_insert_with(|| all[days].bounds(length))
    }

    fn claim(&self, entry: &ProvisionId, field: Field, of: usize, than: usize) -> Claim {
        Claim {
            entry: entry.clone(),
            field,
            of: self.out.nodes[of].clone(),
            than: self.out.nodes[than].clone(),
            least: None,
            most: None,
            extended: None,
            calendar: None,
            uncertain: false,
            decided_by: Vec::new(),
            since: None,
        }
    }

    fn link(
        &mut self,
        claim: Claim,
        from: usize,
        to: usize,
        min: Option<i64>,
        max: Option<i64>,
        exact: Option<Exact>,
    ) {
        if min.is_some() || max.is_some() {
            if from != 0 && from != to && self.out.counted_from[to].is_none() {
                self.out.counted_from[to] = Some(from);
            }
            self.out.links.push(Link { claim, from, to, min, max, exact, left_out: false });
        }
    }

    /// One moment does not come before another.
    fn not_before(&mut self, entry: &ProvisionId, field: Field, of: usize, than: usize) {
        if self.has_happened(of) {
            return;
        }
        let mut claim = self.claim(entry, field, of, than);
        claim.least = Some(Term::Itself);
        self.link(claim, than, of, Some(0), None, None);
    }

    fn all_before(&mut self, entry: &ProvisionId, field: Field, of: usize, points: &[Point]) {
        for point in points {
            if let Some(than) = self.find(point) {
                self.not_before(entry, field, of, than);
            }
        }
    }

    /// Not before, or not after, what a deadline names.
    fn deadline(&mut self, entry: &ProvisionId, field: Field, of: usize, deadline: Option<&Deadline>) {
        let Some(deadline) = deadline.filter(|_| !self.has_happened(of)) else { return };
        let days = self.calendar(deadline.calendar.as_ref());
        let least = field == Field::From;
        let (than, term) = match &deadline.trigger {
            Trigger::Date(when) => (0, Term::Date(*when)),
            Trigger::Within { length, of: point } => match self.find(point) {
                Some(than) => (than, Term::Length(*length)),
                None => return,
            },
            Trigger::Day { day, of: point } => match self.find(point) {
                Some(than) => (than, Term::Day(*day)),
                None => return,
            },
        };
        let mut claim = self.claim(entry, field, of, than);
        claim.calendar = deadline.calendar.clone();
        *if least { &mut claim.least } else { &mut claim.most } = Some(term);
        self.bounded(claim, than, of, days);
    }

    /// A link for what a claim says, counted on a calendar where it is known from when.
    fn bounded(&mut self, claim: Claim, than: usize, of: usize, days: usize) {
        let terms = (claim.least, claim.most);
        self.counted(claim, terms, than, of, days);
    }

    /// The same with these as its least and most.
    fn counted(
        &mut self,
        mut claim: Claim,
        (least, most): (Option<Term>, Option<Term>),
        than: usize,
        of: usize,
        days: usize,
    ) {
        if let Some((when, between)) = self.out.known[than].filter(|_| !claim.uncertain) {
            let all = &self.out.days[days];
            let min = least.map(|term| first(all, term, between.first, Some(between.last)));
            let max = most.map(|term| last(all, term, Some(between.first), between.last));
            if min.is_none_or(|min| min.is_some()) && max.is_none_or(|max| max.is_some()) {
                let minutes = |moment: Option<Option<Moment>>| moment.flatten().map(|moment| moment.0);
                claim.since = Some(when);
                return self.link_dated(claim, than, of, minutes(min), minutes(max));
            }
        }
        let min = least.and_then(|term| self.minutes(days, term, false));
        let max = most.and_then(|term| self.minutes(days, term, true));
        let exact = (than != 0).then_some(Exact { days, least, most });
        self.link(claim, than, of, min, max, exact);
    }

    /// A link whose moments are known because what it is counted from has a date.
    fn link_dated(&mut self, claim: Claim, than: usize, of: usize, min: Option<i64>, max: Option<i64>) {
        if self.out.counted_from[of].is_none() && of != than {
            self.out.counted_from[of] = Some(than);
        }
        self.link(claim, 0, of, min, max, None);
    }

    /// The minutes of a bound, from whenever it counts; of a date its first or last moment.
    fn minutes(&mut self, days: usize, term: Term, most: bool) -> Option<i64> {
        match term {
            Term::Itself | Term::NextDay => Some(0),
            Term::Days(day) => {
                let bounds = self.out.days[days].bounds_of_day(day);
                if most { bounds.most } else { Some(bounds.least) }
            }
            Term::Length(length) => {
                let bounds = self.bounds(days, length);
                if most { bounds.most } else { Some(bounds.least) }
            }
            Term::Day(day) => {
                let bounds = self.out.days[days].bounds_of_day(day);
                // The beginning of a day comes a day before its end.
                if most { bounds.most } else { Some(bounds.least - super::calendar::DAY) }
            }
            Term::Date(when) => {
                let between = Between::of(&when, self.out.days[days].zone())?;
                Some(if most { between.last.0 } else { between.first.0 })
            }
        }
    }

    /// How long something takes until `of`; `needs` is what has to be there before it begins.
    fn takes(&mut self, id: &ProvisionId, of: usize, takes: &Takes, needs: &[Point], phase: Option<usize>) {
        if self.has_happened(of) {
            return;
        }
        let named = takes.of.as_ref().and_then(|point| self.find(point));
        let there: Vec<usize> = needs.iter().filter_map(|point| self.find(point)).collect();
        let than = match (named, there.as_slice()) {
            (Some(named), _) => named,
            (None, [only]) => *only,
            (None, several) => {
                let begin = self.place(Node::Begin(id.clone()));
                for &than in several {
                    self.not_before(id, Field::Takes, begin, than);
                }
                if let Some(phase) = phase.filter(|_| several.is_empty()) {
                    self.not_before(id, Field::Phase, begin, phase);
                }
                begin
            }
        };
        let mut claim = self.claim(id, Field::Takes, of, than);
        (claim.least, claim.most) = (Some(Term::Length(takes.least)), Some(Term::Length(takes.most)));
        claim.uncertain = takes.is_uncertain();
        claim.decided_by = takes.decided_by.clone();
        self.bounded(claim, than, of, 0);
    }

    fn event(&mut self, id: &ProvisionId, event: &Event) {
        let Some(of) = self.begin_of(id) else { return };
        self.deadline(id, Field::Due, of, event.due.as_ref());
        self.deadline(id, Field::From, of, event.from.as_ref());
        if let Some(takes) = &event.takes {
            self.takes(id, of, takes, &event.needs, None);
        }
        self.all_before(id, Field::Needs, of, &event.needs);
    }

    fn phase(&mut self, id: &ProvisionId, phase: &Phase) {
        let end = Point { of: id.clone(), end: true };
        let (Some(begin), Some(end)) = (self.begin_of(id), self.find(&end)) else { return };
        self.deadline(id, Field::Due, begin, phase.due.as_ref());
        if let Some(before) = &phase.follows {
            self.follows(id, before, begin);
        }
        self.all_before(id, Field::Gate, begin, &phase.gate);
        match phase.length {
            Some(length) if !self.has_happened(end) => self.lasts(id, phase, length, begin, end),
            _ => self.not_before(id, Field::Length, end, begin),
        }
    }

    /// A phase begins when the one before it is over: of one that ends with a day, on a later day.
    fn follows(&mut self, id: &ProvisionId, before: &ProvisionId, begin: usize) {
        let Some(end) = self.find(&Point { of: before.clone(), end: true }) else { return };
        let length = match self.plan.content(before) {
            Some(Content::Phase(before)) => before.length,
            _ => None,
        };
        let whole = length.and_then(Length::whole_days);
        if whole.is_none() || self.has_happened(end) || self.has_happened(begin) {
            return self.not_before(id, Field::Follows, begin, end);
        }
        let mut claim = self.claim(id, Field::Follows, begin, end);
        claim.least = Some(Term::Itself);
        let exact = Exact { days: 0, least: Some(Term::NextDay), most: None };
        self.link(claim, end, begin, Some(0), None, Some(exact));
    }

    fn lasts(&mut self, id: &ProvisionId, phase: &Phase, length: Length, begin: usize, end: usize) {
        let mut claim = self.claim(id, Field::Length, end, begin);
        claim.least = Some(Term::lasting(length));
        let Some(extension) = &phase.extension else {
            claim.most = claim.least;
            return self.bounded(claim, begin, end, 0);
        };
        self.bounded(claim.clone(), begin, end, 0);
        // With a rule for going on, it ends at the latest when it has gone on as often as the rule allows.
        if let (Some(each), Some(times)) = (extension.length, extension.times) {
            (claim.least, claim.most) = (None, Some(Term::lasting(length)));
            claim.extended = Some((times, each));
            let all = length.and_times(each, times).map(Term::lasting);
            if all.is_some() {
                self.counted(claim, (None, all), begin, end, 0);
            }
        }
    }

    /// Something due in a phase comes between its beginning and its end.
    fn within(&mut self, id: &ProvisionId, of: usize, phase: Option<&ProvisionId>) -> Option<usize> {
        let phase = phase?;
        let begin = self.begin_of(phase)?;
        let end = self.find(&Point { of: phase.clone(), end: true })?;
        if !self.has_happened(of) {
            self.not_before(id, Field::Phase, of, begin);
            let mut claim = self.claim(id, Field::Phase, of, end);
            claim.most = Some(Term::Itself);
            self.link(claim, end, of, None, Some(0), None);
        }
        Some(begin)
    }

    fn obligation(&mut self, id: &ProvisionId, obligation: &Obligation) {
        let Some(of) = self.begin_of(id) else { return };
        if obligation.modality == Modality::Prohibition {
            return self.prohibition(id, of, obligation);
        }
        self.deadline(id, Field::Due, of, obligation.due.as_ref());
        self.deadline(id, Field::From, of, obligation.from.as_ref());
        self.all_before(id, Field::When, of, &obligation.when);
        let phase = self.within(id, of, obligation.phase.as_ref());
        if let Some(takes) = &obligation.takes {
            self.takes(id, of, takes, &obligation.when, phase);
        }
        for list in &obligation.uses {
            self.uses(id, Field::Uses, of, list);
        }
    }

    /// A prohibition begins at its `from`, with its antecedent or with its phase, and ends when it is due to, or with its
    /// phase. Nobody has to bring these moments about.
    fn prohibition(&mut self, id: &ProvisionId, end: usize, obligation: &Obligation) {
        let begin = self.place(Node::Begin(id.clone()));
        self.deadline(id, Field::From, begin, obligation.from.as_ref());
        self.all_before(id, Field::When, begin, &obligation.when);
        let phase = obligation.phase.as_ref();
        if let Some(phase) = phase.and_then(|phase| self.begin_of(phase)) {
            self.not_before(id, Field::Phase, begin, phase);
        }
        if self.has_happened(end) {
            return;
        }
        if obligation.due.is_some() {
            self.deadline(id, Field::Due, end, obligation.due.as_ref());
        } else if let Some(phase) = phase {
            self.within(id, end, Some(phase));
        }
    }

    fn batch(&mut self, id: &ProvisionId, batch: &Batch) {
        let Some(of) = self.begin_of(id) else { return };
        self.deadline(id, Field::Due, of, batch.due.as_ref());
        self.deadline(id, Field::From, of, batch.from.as_ref());
        self.all_before(id, Field::After, of, &batch.after);
        self.within(id, of, batch.phase.as_ref());
    }

    fn list(&mut self, id: &ProvisionId, list: &List) {
        let Some(of) = self.begin_of(id) else { return };
        self.deadline(id, Field::Due, of, list.due.as_ref());
        let ready = self.ready(id, list);
        for used in &list.used_by {
            if let (Some(use_at), Some(ready)) = (self.begin_of(used), ready) {
                self.not_before(id, Field::UsedBy, use_at, ready);
            }
        }
    }

    /// From when a list can be used: when it has been vetted, or delivered where nobody vets it.
    fn ready(&mut self, id: &ProvisionId, list: &List) -> Option<usize> {
        let delivered = self.begin_of(id)?;
        let Some(vetting) = &list.vetting else { return Some(delivered) };
        let node = Node::Vetted(id.clone());
        if let Some(&known) = self.places.get(&node) {
            return Some(known);
        }
        let vetted = self.place(node);
        let mut claim = self.claim(id, Field::Vetting, vetted, delivered);
        claim.least = Some(Term::Itself);
        claim.most = vetting.within.map(Term::Length);
        claim.uncertain = claim.most.is_some();
        claim.decided_by = vetting.by.clone();
        self.bounded(claim, delivered, vetted, 0);
        Some(vetted)
    }

    fn uses(&mut self, id: &ProvisionId, field: Field, of: usize, list: &ProvisionId) {
        if let Some(Content::List(content)) = self.plan.content(list)
            && let Some(ready) = self.ready(list, content)
        {
            self.not_before(id, field, of, ready);
        }
    }
}

/// The first moment that a bound allows, counted from moments not earlier than `from`.
pub(super) fn first(days: &Days, term: Term, from: Moment, until: Option<Moment>) -> Option<Moment> {
    match term {
        Term::Itself => Some(from),
        Term::Length(length) => days.first_after(from, until, length),
        Term::Day(day) => Some(days.day(from, day)?.first),
        Term::Days(day) => Some(days.day(from, day)?.last),
        Term::NextDay => Some(days.day(from, 2)?.first),
        Term::Date(when) => Some(Between::of(&when, days.zone())?.first),
    }
}

/// The last moment that a bound allows, counted from moments not later than `to`.
pub(super) fn last(days: &Days, term: Term, from: Option<Moment>, to: Moment) -> Option<Moment> {
    match term {
        Term::Itself | Term::NextDay => Some(to),
        Term::Length(length) => days.last_after(from, to, length),
        Term::Day(day) | Term::Days(day) => Some(days.day(to, day)?.last),
        Term::Date(when) => Some(Between::of(&when, days.zone())?.last),
    }
}
