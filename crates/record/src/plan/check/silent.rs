//! What the text does not say: what brings an event about, who, by when, who verifies.

use std::collections::HashMap;

use super::scene::{Found, Scene};
use super::waits::Moment;
use super::{Actor, Deadlined, Open, Undefined, What};
use crate::ids::ProvisionId;
use crate::plan::package::Held;
use crate::plan::{Content, Deadline, Modality, Point};

pub(super) fn found(scene: &Scene<'_, '_>) -> Vec<Found> {
    let counted_by = counted_by(scene);
    let deadlines = Deadlines::new(scene);
    let mut found = Vec::new();
    for (number, held) in scene.entries.iter().enumerate() {
        let mut say = |what: What| found.push(Found::new(what, held));
        let counting = |moment: Moment| counted_by.get(&moment).cloned().unwrap_or_default();
        for point in &scene.waits.no_moments[number] {
            say(What::UndefinedEvent(Undefined::NoMoment(point.clone())));
        }
        match &held.provision.content {
            Content::Event(_) if scene.waits.undefined[2 * number] => {
                say(What::UndefinedEvent(Undefined::Event { counted_by: counting(2 * number) }));
            }
            Content::Phase(phase) => {
                let counted_by = counting(2 * number + 1);
                if scene.waits.undefined[2 * number + 1] && !counted_by.is_empty() {
                    say(What::UndefinedEvent(Undefined::End { counted_by }));
                }
                let gated = !phase.gate.is_empty();
                let by_its_gate = || phase.gate.iter().all(|point| deadlines.has(scene, point));
                if gated && !is_there(scene, phase.due.as_ref()) && !by_its_gate() {
                    say(What::NoDeadline(open(Deadlined::Gate, phase.due.as_ref())));
                }
            }
            Content::Obligation(obligation) => {
                if obligation.debtor.is_empty() {
                    say(What::UndefinedActor(Actor::Debtor));
                }
                if obligation.modality == Modality::Duty && !has_deadline(scene, held) {
                    say(What::NoDeadline(open(Deadlined::Obligation, obligation.due.as_ref())));
                }
                if obligation.verifier.is_empty() {
                    say(What::NoVerifier);
                }
            }
            Content::Batch(batch) => {
                if !has_deadline(scene, held) {
                    say(What::NoDeadline(open(Deadlined::Batch, batch.due.as_ref())));
                }
                if batch.verifier.is_empty() {
                    say(What::NoVerifier);
                }
            }
            Content::List(list) => {
                if list.proposer.is_none() {
                    say(What::UndefinedActor(Actor::Proposer));
                }
                if list.vetting.as_ref().is_some_and(|vetting| vetting.by.is_empty()) {
                    say(What::UndefinedActor(Actor::Vetting));
                }
                if !has_deadline(scene, held) {
                    say(What::NoDeadline(open(Deadlined::List, list.due.as_ref())));
                }
            }
            Content::Power(power) if power.holder.is_empty() => say(What::UndefinedActor(Actor::Holder)),
            Content::Dispute(dispute) => {
                for (at, _) in dispute.steps.iter().enumerate().filter(|(_, step)| step.who.is_empty()) {
                    say(What::UndefinedActor(Actor::Step(at + 1)));
                }
            }
            _ => {}
        }
    }
    for circle in scene.waits.circles() {
        let mut entries: Vec<ProvisionId> = Vec::new();
        for (moment, _, _) in &circle {
            let id = &scene.entries[moment / 2].provision.id;
            if !entries.contains(id) {
                entries.push(id.clone());
            }
        }
        found.push(Found {
            what: What::CircularWaiting(super::waits::waits(&scene.entries, &circle)),
            entries,
        });
    }
    found
}

/// For each moment, the entries that count from it or wait for it.
fn counted_by(scene: &Scene<'_, '_>) -> HashMap<Moment, Vec<ProvisionId>> {
    let mut counted_by: HashMap<Moment, Vec<ProvisionId>> = HashMap::new();
    for (number, held) in scene.entries.iter().enumerate() {
        for own in [2 * number, 2 * number + 1] {
            // The end of a phase waits for its own beginning, which nobody wrote.
            for (on, _) in scene.waits.of(own).iter().filter(|(on, _)| on / 2 != number) {
                let by = counted_by.entry(*on).or_default();
                if by.last() != Some(&held.provision.id) {
                    by.push(held.provision.id.clone());
                }
            }
        }
    }
    counted_by
}

fn open(what: Deadlined, due: Option<&Deadline>) -> Open {
    match due.and_then(|due| due.trigger.point()) {
        Some(point) => Open::NotThere(what, point.clone()),
        None => Open::Unsaid(what),
    }
}

/// Whether there is a deadline, and what it counts from is in this plan.
fn is_there(scene: &Scene<'_, '_>, deadline: Option<&Deadline>) -> bool {
    deadline.is_some_and(|deadline| deadline.trigger.point().is_none_or(|point| scene.plan.has(point)))
}

/// Whether an obligation, batch or list has a deadline, of its own or by the end of its phase.
pub(super) fn has_deadline(scene: &Scene<'_, '_>, held: &Held<'_>) -> bool {
    let (due, phase) = match &held.provision.content {
        Content::Obligation(obligation) => (&obligation.due, &obligation.phase),
        Content::Batch(batch) => (&batch.due, &batch.phase),
        Content::List(list) => (&list.due, &None),
        _ => return false,
    };
    is_there(scene, due.as_ref()) || phase.as_ref().is_some_and(|phase| lasts(scene, phase))
}

/// Whether the text says when a phase ends at the latest.
fn lasts(scene: &Scene<'_, '_>, phase: &ProvisionId) -> bool {
    matches!(scene.content(phase), Some(Content::Phase(phase)) if phase.is_limited())
}

/// Which moments have a deadline, of their own or by what they need; what waits for itself has none. Takes time in
/// proportion to the entries and what they mention.
struct Deadlines(Vec<bool>);

impl Deadlines {
    fn new(scene: &Scene<'_, '_>) -> Self {
        let moments = 2 * scene.entries.len();
        let (mut own, mut missing) = (vec![false; moments], vec![None; moments]);
        let mut needing: Vec<Vec<Moment>> = vec![Vec::new(); moments];
        let mut by_needs = |moment: Moment, needs: &[Point]| {
            // What is not in the plan never has one.
            missing[moment] = Some(needs.len());
            for on in needs.iter().filter_map(|need| scene.moment(need)) {
                needing[on].push(moment);
            }
        };
        for (number, held) in scene.entries.iter().enumerate() {
            let begin = 2 * number;
            match &held.provision.content {
                Content::Event(event) => {
                    own[begin] = event.expected.is_some() || is_there(scene, event.due.as_ref());
                    if event.actors.is_empty() && (!event.needs.is_empty() || event.takes.is_some()) {
                        by_needs(begin, &event.needs);
                    }
                }
                Content::Phase(phase) => {
                    let follows = phase.gate.is_empty() && phase.follows.is_some();
                    own[begin] = is_there(scene, phase.due.as_ref()) || follows;
                    own[begin + 1] = phase.is_limited();
                    if !phase.gate.is_empty() {
                        by_needs(begin, &phase.gate);
                    }
                }
                _ => own[begin] = has_deadline(scene, held),
            }
        }
        let first = |moment: &Moment| own[*moment] || missing[*moment] == Some(0);
        let mut ready: Vec<Moment> = (0..moments).filter(first).collect();
        let mut has = vec![false; moments];
        while let Some(moment) = ready.pop() {
            if std::mem::replace(&mut has[moment], true) {
                continue;
            }
            for &next in &needing[moment] {
                if let Some(left) = &mut missing[next] {
                    *left -= 1;
                    if *left == 0 {
                        ready.push(next);
                    }
                }
            }
        }
        Self(has)
    }

    fn has(&self, scene: &Scene<'_, '_>, point: &Point) -> bool {
        scene.moment(point).is_some_and(|moment| self.0[moment])
    }
}
