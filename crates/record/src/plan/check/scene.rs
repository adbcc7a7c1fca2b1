//! The plan of one package, as the checks look at it.

use std::collections::HashMap;

use jiff::tz::TimeZone;

use super::waits::Waits;
use super::{Question, What};
use crate::ids::ProvisionId;
use crate::plan::package::{Held, Plan};
use crate::plan::schedule::{Days, Schedule};
use crate::plan::{Calendar, Content, Point};

/// What a check found: what is so, and about which entries.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Found {
    pub(super) what: What,
    pub(super) entries: Vec<ProvisionId>,
}

impl Found {
    pub(super) fn new(what: What, held: &Held<'_>) -> Self {
        Self { what, entries: vec![held.provision.id.clone()] }
    }
}

/// The plan of one package: its entries in an order that does not depend on their names.
pub(super) struct Scene<'s, 'p> {
    pub(super) question: &'s Question<'s, 'p>,
    pub(super) plan: &'s Plan<'s, 'p>,
    /// The entries of the plan.
    pub(super) entries: Vec<&'s Held<'p>>,
    numbers: HashMap<&'p ProvisionId, usize>,
    /// What waits for what.
    pub(super) waits: Waits,
    /// For each entry, the powers (by number) that name it.
    pub(super) powers: Over<'p>,
    /// For each entry, the dispute clauses (by number) that name it.
    pub(super) disputes: Over<'p>,
    /// When each moment can be.
    pub(super) schedule: Schedule,
    /// The calendars of the plan, in a zone without changes of the clock; the first has every day.
    pub(super) days: Vec<Days>,
    calendars: HashMap<&'p ProvisionId, usize>,
}

/// Which entries cover which others.
#[derive(Debug, Default)]
pub(super) struct Over<'p> {
    /// Those that cover the whole plan.
    pub(super) whole: Vec<usize>,
    named: HashMap<&'p ProvisionId, Vec<usize>>,
}

impl<'p> Over<'p> {
    fn add(&mut self, number: usize, over: &'p [ProvisionId]) {
        if over.is_empty() {
            self.whole.push(number);
        }
        for id in over {
            self.named.entry(id).or_default().push(number);
        }
    }

    /// Those that cover any of these entries.
    pub(super) fn covering(&self, ids: &[&ProvisionId]) -> impl Iterator<Item = usize> {
        let named = ids.iter().flat_map(|id| self.named.get(*id).into_iter().flatten());
        self.whole.iter().chain(named).copied().collect::<Vec<_>>().into_iter()
    }
}

impl<'s, 'p> Scene<'s, 'p> {
    pub(super) fn new(question: &'s Question<'s, 'p>, plan: &'s Plan<'s, 'p>) -> Self {
        let entries: Vec<&Held<'_>> = plan.entries().to_vec();
        let numbers: HashMap<&ProvisionId, usize> =
            entries.iter().enumerate().map(|(number, held)| (&held.provision.id, number)).collect();
        let (mut powers, mut disputes) = (Over::default(), Over::default());
        for (number, held) in entries.iter().enumerate() {
            match &held.provision.content {
                Content::Power(power) => powers.add(number, &power.over),
                Content::Dispute(dispute) => disputes.add(number, &dispute.over),
                _ => {}
            }
        }
        let waits = Waits::new(&entries, &numbers);
        let schedule = Schedule::new(plan, question.happened, question.now);
        // Changes of the clock lengthen and shorten all lengths alike, so they are left out where lengths are compared.
        let new_days = |calendar: Option<&Calendar>| {
            let calendar = calendar.map(|calendar| Calendar { zone: None, ..calendar.clone() });
            Days::new(calendar.as_ref(), &TimeZone::UTC, question.now.at.date())
        };
        let mut days = vec![new_days(None)];
        let mut calendars = HashMap::new();
        for (provision, calendar) in plan.calendars() {
            calendars.insert(&provision.id, days.len());
            days.push(new_days(Some(calendar)));
        }
        Self { question, plan, entries, numbers, waits, powers, disputes, schedule, days, calendars }
    }

    /// The number of an entry of this plan.
    pub(super) fn number(&self, id: &ProvisionId) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    /// The place in `days` of a calendar; of none, and of one that is not there, that of every day.
    pub(super) fn calendar(&self, id: Option<&ProvisionId>) -> usize {
        id.and_then(|id| self.calendars.get(id)).copied().unwrap_or(0)
    }

    /// What an entry of this plan provides.
    pub(super) fn content(&self, id: &ProvisionId) -> Option<&'p Content> {
        self.number(id).map(|number| &self.entries[number].provision.content)
    }

    /// The moment that a point is, where it is one of this plan.
    pub(super) fn moment(&self, point: &Point) -> Option<usize> {
        super::waits::moment(&self.entries, &self.numbers, point)
    }
}
