//! The exchange that a plan describes: its duties and batches as steps, what must come before what, and what each is worth
//! to whom as far as somebody stated it.
//!
//! The mathematics is in [`onetext_plan::exchange`]; here entries become its terms, and its names lead back to entries.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use onetext_plan::exchange::{Guarantee as Forfeit, MAX_AMOUNT, Range, Step as Move, Terms};

use super::exchange::{Giving, Key};
use super::package::Plan;
use super::{Content, Modality, Point, Provision};
use crate::ids::{ParticipantId, ProvisionId};

/// The steps of a plan as an exchange.
#[derive(Debug, Clone)]
pub struct Steps<'p> {
    /// Each step, in the order of the case, the giving half of a batch before the returning one.
    pub steps: Vec<Step<'p>>,
    /// What the mathematics takes: steps by [`Step::name`], parties by id.
    pub terms: Terms,
    /// Who stated the values that are used, each once, in the order of the case.
    pub valued_by: Vec<ParticipantId>,
    /// Steps whose worth to somebody is stated more than once: the range that covers all statements is used.
    pub stated_twice: Vec<(String, ParticipantId)>,
    /// Duties that are no step, since the text does not say who is bound, or no party is.
    pub without_actor: Vec<&'p Provision>,
    /// Duties and batches that are left out, since nobody stated what they are worth while somebody did of others.
    pub without_value: Vec<&'p Provision>,
    /// Duties and batches that are left out, since they wait for each other in a circle, or come between such circles.
    pub in_circles: Vec<&'p Provision>,
}

/// Which steps are looked at, and by whose values.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// These entries alone; none: every duty and batch, and where somebody stated values those that have one.
    pub entries: Vec<ProvisionId>,
    /// The values that this participant stated, and no others.
    pub by: Option<ParticipantId>,
}

/// One thing that one party does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<'p> {
    /// Unique among the steps.
    pub name: String,
    /// The entry.
    pub provision: &'p Provision,
    /// Which half, where the entry is a batch.
    pub half: Option<Giving>,
    /// Who does it.
    pub actor: ParticipantId,
    /// How many persons or things, where the entry says it.
    pub units: u64,
}

impl<'p> Steps<'p> {
    /// The steps of a plan between these parties.
    ///
    /// A duty is a step of each party that is bound by it, all at once where there are several; a batch is a step of each
    /// side, one after the other or at once as it says. A step comes after what its antecedent, its phase and that phase's gate
    /// need, through events and lists; and after every step of the phases before its own.
    pub fn new(plan: &Plan<'_, 'p>, parties: &[ParticipantId], selection: &Selection) -> Self {
        let mut found = Self {
            steps: Vec::new(),
            terms: Terms { parties: parties.iter().map(ToString::to_string).collect(), ..Terms::default() },
            valued_by: Vec::new(),
            stated_twice: Vec::new(),
            without_actor: Vec::new(),
            without_value: Vec::new(),
            in_circles: Vec::new(),
        };
        let by = selection.by.as_ref();
        found.add_duties(plan, parties);
        found.add_batches(plan, parties);
        let places: HashMap<&ProvisionId, usize> =
            plan.entries().iter().enumerate().map(|(at, held)| (&held.provision.id, at)).collect();
        found.steps.sort_by_key(|step| places.get(&step.provision.id));
        found.select(plan, selection);
        found.add_precedence(plan);
        found.leave_out_circles();
        let worth = found.worth(plan, by);
        found.add_moves(plan, parties, &worth);
        found.add_guarantees(plan, by);
        found
    }

    /// Whether anybody stated what any step is worth.
    pub fn has_values(&self) -> bool {
        self.terms.steps.iter().any(|step| !step.values.is_empty())
    }

    /// A step by its name.
    pub fn step(&self, name: &str) -> Option<&Step<'p>> {
        self.steps.iter().find(|step| step.name == name)
    }

    fn add_duties(&mut self, plan: &Plan<'_, 'p>, parties: &[ParticipantId]) {
        for (provision, obligation) in plan.obligations() {
            if obligation.modality == Modality::Prohibition {
                continue;
            }
            let actors: Vec<&ParticipantId> =
                obligation.debtor.iter().filter(|debtor| parties.contains(debtor)).collect();
            if actors.is_empty() {
                self.without_actor.push(provision);
                continue;
            }
            let name = |actor: &ParticipantId| match actors.len() {
                1 => provision.id.to_string(),
                _ => format!("{}:{actor}", provision.id),
            };
            let units = obligation.quantity.as_ref().map_or(1, |quantity| quantity.number);
            let names: Vec<String> = actors.iter().map(|actor| name(actor)).collect();
            for (actor, name) in actors.iter().zip(&names) {
                let step = Step { name: name.clone(), provision, half: None, actor: (*actor).clone(), units };
                self.steps.push(step);
            }
            if names.len() > 1 {
                self.terms.at_once.push(names);
            }
        }
    }

    fn add_batches(&mut self, plan: &Plan<'_, 'p>, parties: &[ParticipantId]) {
        for (provision, batch) in plan.batches() {
            // By who gives: a batch under several keys may have several givers on one side.
            let mut sides: BTreeMap<(Giving, &ParticipantId), u64> = BTreeMap::new();
            for lot in &batch.lots {
                let Some(Content::Key(key)) = plan.content(&lot.key) else { continue };
                *sides.entry((Giving::Gives, &key.gives.by)).or_default() += lot.gives;
                *sides.entry((Giving::Returns, &key.returns.by)).or_default() +=
                    returned(lot.gives, lot.returns, key);
            }
            let mut names: Vec<(Giving, String)> = Vec::new();
            for ((half, actor), units) in sides {
                if !parties.contains(actor) {
                    continue;
                }
                let only = names.iter().all(|(other, _)| *other != half);
                let name = if only {
                    format!("{}:{half}", provision.id)
                } else {
                    format!("{}:{half}:{actor}", provision.id)
                };
                names.push((half, name.clone()));
                self.steps.push(Step { name, provision, half: Some(half), actor: actor.clone(), units });
            }
            if batch.at_once && names.len() > 1 {
                self.terms.at_once.push(names.into_iter().map(|(_, name)| name).collect());
            } else {
                let of =
                    |half: Giving| names.iter().filter(move |(own, _)| *own == half).map(|(_, name)| name);
                for given in of(Giving::Gives) {
                    self.terms
                        .before
                        .extend(of(Giving::Returns).map(|returned| (given.clone(), returned.clone())));
                }
            }
        }
    }

    /// Leaves out the steps that are not asked for.
    fn select(&mut self, plan: &Plan<'_, 'p>, selection: &Selection) {
        let asked = &selection.entries;
        if !asked.is_empty() {
            self.leave_out(|step| asked.contains(&step.provision.id));
            self.without_actor.retain(|provision| asked.contains(&provision.id));
            return;
        }
        let is_meant =
            |provision: &Provision| selection.by.as_ref().is_none_or(|by| provision.by.contains(by));
        let valued: BTreeSet<&ProvisionId> = plan
            .values()
            .filter(|(provision, _)| is_meant(provision))
            .map(|(_, value)| &value.step)
            .collect();
        if self.steps.iter().any(|step| valued.contains(&step.provision.id)) {
            self.without_value = self.leave_out(|step| valued.contains(&step.provision.id));
        }
    }

    /// Keeps these steps; the entries of the others.
    fn leave_out(&mut self, keep: impl Fn(&Step<'p>) -> bool) -> Vec<&'p Provision> {
        let mut left: Vec<&'p Provision> = Vec::new();
        self.steps.retain(|step| {
            let kept = keep(step);
            if !kept && left.last().is_none_or(|last| last.id != step.provision.id) {
                left.push(step.provision);
            }
            kept
        });
        let names: BTreeSet<&str> = self.steps.iter().map(|step| step.name.as_str()).collect();
        self.terms
            .before
            .retain(|(one, other)| names.contains(one.as_str()) && names.contains(other.as_str()));
        self.terms.at_once.retain(|group| group.iter().all(|name| names.contains(name.as_str())));
        left
    }

    /// Leaves out what waits for itself by way of others: no order has it.
    fn leave_out_circles(&mut self) {
        // What happens at once waits together.
        let mut group: HashMap<&str, usize> = HashMap::new();
        for (at, step) in self.steps.iter().enumerate() {
            group.insert(&step.name, at);
        }
        for together in &self.terms.at_once {
            if let Some(&first) = together.first().and_then(|name| group.get(name.as_str())) {
                for name in together {
                    group.insert(name, first);
                }
            }
        }
        let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (one, other) in &self.terms.before {
            if let (Some(&one), Some(&other)) = (group.get(one.as_str()), group.get(other.as_str())) {
                pairs.insert((one, other));
            }
        }
        let mut left: BTreeSet<usize> = group.values().copied().collect();
        // Whoever waits for nothing that is left, or is waited for by nothing that is left, is in no circle.
        loop {
            let waiting: BTreeSet<usize> = pairs.iter().map(|pair| pair.1).collect();
            let waited_for: BTreeSet<usize> = pairs.iter().map(|pair| pair.0).collect();
            let before = left.len();
            left.retain(|at| waiting.contains(at) && waited_for.contains(at));
            pairs.retain(|(one, other)| left.contains(one) && left.contains(other));
            if left.len() == before {
                break;
            }
        }
        let circling: BTreeSet<String> =
            group.iter().filter(|(_, at)| left.contains(at)).map(|(name, _)| (*name).to_owned()).collect();
        if !circling.is_empty() {
            self.in_circles = self.leave_out(|step| !circling.contains(&step.name));
        }
    }

    fn add_precedence(&mut self, plan: &Plan<'_, 'p>) {
        let mut needs = Needs { plan, of_entry: HashMap::new(), known: HashMap::new() };
        for step in &self.steps {
            needs.of_entry.entry(&step.provision.id).or_default().push(step.name.clone());
        }
        let mut pairs: BTreeSet<(String, String)> = BTreeSet::new();
        for step in &self.steps {
            for earlier in needs.before(&step.provision.id) {
                // Both halves of a batch come after what the batch needs, and none after itself.
                if !needs.of_entry.get(&step.provision.id).is_some_and(|own| own.contains(&earlier)) {
                    pairs.insert((earlier, step.name.clone()));
                }
            }
        }
        self.terms.before.extend(pairs);
    }

    /// What each step is stated to be worth to each party.
    fn worth(
        &mut self,
        plan: &Plan<'_, 'p>,
        by: Option<&ParticipantId>,
    ) -> BTreeMap<(String, ParticipantId), Range> {
        let mut worth: BTreeMap<(String, ParticipantId), Range> = BTreeMap::new();
        for (provision, value) in plan.values() {
            if by.is_some_and(|by| !provision.by.contains(by)) {
                continue;
            }
            // The worth of a whole batch is told for its first half, and the other is nothing on top of that.
            let halves = self.steps.iter().filter(|step| {
                step.provision.id == value.step && (value.half.is_none() || step.half == value.half)
            });
            for (at, step) in halves.enumerate() {
                let (low, high) = if at == 0 { (value.low, value.high) } else { (0, 0) };
                let limit = |amount: i64| amount.clamp(-MAX_AMOUNT, MAX_AMOUNT);
                let Ok(range) = Range::new(limit(low), limit(high)) else { continue };
                let key = (step.name.clone(), value.to.clone());
                let covering = match worth.get(&key) {
                    None => range,
                    Some(other) => {
                        self.stated_twice.push(key.clone());
                        Range::new(other.low().min(range.low()), other.high().max(range.high()))
                            .unwrap_or(range)
                    }
                };
                worth.insert(key, covering);
                for author in &provision.by {
                    if !self.valued_by.contains(author) {
                        self.valued_by.push(author.clone());
                    }
                }
            }
        }
        self.stated_twice.sort();
        self.stated_twice.dedup();
        worth
    }

    fn add_moves(
        &mut self,
        plan: &Plan<'_, 'p>,
        parties: &[ParticipantId],
        worth: &BTreeMap<(String, ParticipantId), Range>,
    ) {
        for step in &self.steps {
            // Each step counts as one: mules and sacks cannot be added up.
            let mut made = Move::new(step.name.clone(), step.actor.to_string());
            for to in receivers(plan, step).filter(|to| parties.contains(to) && **to != step.actor) {
                made = made.to(to.to_string());
            }
            for party in parties {
                if let Some(range) = worth.get(&(step.name.clone(), party.clone())) {
                    made = made.worth(party.to_string(), *range);
                }
            }
            self.terms.steps.push(made);
        }
    }

    fn add_guarantees(&mut self, plan: &Plan<'_, 'p>, by: Option<&ParticipantId>) {
        for (provision, guarantee) in plan.guarantees() {
            let is_meant = by.is_none_or(|by| provision.by.contains(by));
            let party = guarantee.party.to_string();
            if !is_meant || !self.terms.parties.contains(&party) {
                continue;
            }
            let Ok(amount) = Range::new(guarantee.low.min(MAX_AMOUNT), guarantee.high.min(MAX_AMOUNT)) else {
                continue;
            };
            // Handed back after the last step of the entry.
            let of_entry = |until: &ProvisionId| {
                self.steps.iter().rev().find(|step| step.provision.id == *until).map(|step| step.name.clone())
            };
            let until = guarantee.until.as_ref().and_then(of_entry);
            self.terms.guarantees.push(Forfeit { party, amount, until });
        }
    }
}

/// How many are returned in a lot: as the text says, else as the key says, rounded down.
pub fn returned(gives: u64, returns: Option<u64>, key: &Key) -> u64 {
    returns.unwrap_or_else(|| key.gives.ratio(&key.returns, gives).0)
}

/// To whom a step goes.
fn receivers<'p>(plan: &Plan<'_, 'p>, step: &Step<'p>) -> impl Iterator<Item = &'p ParticipantId> {
    let found: Vec<&'p ParticipantId> = match &step.provision.content {
        Content::Obligation(obligation) => obligation.creditor.iter().collect(),
        Content::Batch(batch) => batch
            .lots
            .iter()
            .filter_map(|lot| match plan.content(&lot.key)? {
                Content::Key(key) if step.half == Some(Giving::Returns) => Some(&key.gives.by),
                Content::Key(key) => Some(&key.returns.by),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    found.into_iter()
}

/// Which steps come before an entry.
struct Needs<'e, 'p> {
    plan: &'e Plan<'e, 'p>,
    /// Names of the steps of an entry.
    of_entry: HashMap<&'p ProvisionId, Vec<String>>,
    known: HashMap<ProvisionId, BTreeSet<String>>,
}

impl Needs<'_, '_> {
    /// Steps that come before an entry can be carried out, or happens, or begins. What waits for itself is left to the
    /// mathematics to find where it is a step, and to the checks otherwise.
    fn before(&mut self, id: &ProvisionId) -> BTreeSet<String> {
        if let Some(known) = self.known.get(id) {
            return known.clone();
        }
        self.known.insert(id.clone(), BTreeSet::new());
        let mut found = BTreeSet::new();
        match self.plan.content(id) {
            Some(Content::Obligation(obligation)) => {
                found.extend(self.of_points(&obligation.when));
                for used in &obligation.uses {
                    found.extend(self.of_point(&Point { of: used.clone(), end: false }));
                }
                found
                    .extend(obligation.phase.iter().flat_map(|phase| self.before(phase)).collect::<Vec<_>>());
            }
            Some(Content::Batch(batch)) => {
                found.extend(self.of_points(&batch.after));
                found.extend(batch.phase.iter().flat_map(|phase| self.before(phase)).collect::<Vec<_>>());
            }
            Some(Content::Event(event)) => found.extend(self.of_points(&event.needs)),
            Some(Content::Phase(phase)) => {
                found.extend(self.of_points(&phase.gate));
                if let Some(earlier) = &phase.follows {
                    let within = self.within(earlier);
                    // Whatever those within wait for comes before them, and so before this.
                    found.extend(if within.is_empty() {
                        self.before(earlier).into_iter().collect()
                    } else {
                        within
                    });
                }
            }
            _ => {}
        }
        self.known.insert(id.clone(), found.clone());
        found
    }

    fn of_points(&mut self, points: &[Point]) -> Vec<String> {
        points.iter().flat_map(|point| self.of_point(point)).collect()
    }

    /// The last steps that come before a point: those of its own entry, else those that it waits for.
    fn of_point(&mut self, point: &Point) -> BTreeSet<String> {
        let own = match point.end {
            true => self.within(&point.of),
            false => self.of_entry.get(&point.of).cloned().unwrap_or_default(),
        };
        // Whatever these wait for comes before them.
        if own.is_empty() { self.before(&point.of) } else { own.into_iter().collect() }
    }

    /// Steps that are due in a phase.
    fn within(&self, phase: &ProvisionId) -> Vec<String> {
        let is_in = |content: &Content| match content {
            Content::Obligation(obligation) => obligation.phase.as_ref() == Some(phase),
            Content::Batch(batch) => batch.phase.as_ref() == Some(phase),
            _ => false,
        };
        let entries = self.plan.entries().iter().filter(|held| is_in(&held.provision.content));
        entries.filter_map(|held| self.of_entry.get(&held.provision.id)).flatten().cloned().collect()
    }
}

#[cfg(test)]
mod tests;
