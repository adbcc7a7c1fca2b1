//! What is there for the case that something is not done: consequences, and a route for disputes.

use super::scene::{Found, Scene};
use super::{Uncovered, What};
use crate::ids::{ParticipantId, ProvisionId};
use crate::plan::package::Held;
use crate::plan::{Batch, Content, PowerKind};

pub(super) fn found(scene: &Scene<'_, '_>) -> Vec<Found> {
    let has_steps = |number: usize| matches!(&scene.entries[number].provision.content, Content::Dispute(dispute) if !dispute.steps.is_empty());
    let any_route = (0..scene.entries.len()).any(has_steps);
    let guaranteed: Vec<&ParticipantId> =
        scene.plan.guarantees().map(|(_, guarantee)| &guarantee.party).collect();
    let mut found = Vec::new();
    for held in &scene.entries {
        let (Content::Obligation(_) | Content::Batch(_)) = &held.provision.content else { continue };
        if !has_consequence(scene, held, &guaranteed) {
            found.push(Found::new(What::NoConsequence, held));
        }
        let covering: Vec<usize> = scene.disputes.covering(&ids(held)).collect();
        if covering.iter().any(|&number| has_steps(number)) {
            continue;
        }
        let why = match covering.first() {
            _ if !any_route => Uncovered::NoneAtAll,
            Some(&number) => Uncovered::NoSteps(scene.entries[number].provision.id.clone()),
            None => Uncovered::NotThis,
        };
        found.push(Found::new(What::NoDisputeRoute(why), held));
    }
    found
}

/// The entry, and its phase: what powers and dispute clauses name to cover it.
fn ids<'h>(held: &'h Held<'_>) -> Vec<&'h ProvisionId> {
    let phase = match &held.provision.content {
        Content::Obligation(obligation) => obligation.phase.as_ref(),
        Content::Batch(batch) => batch.phase.as_ref(),
        _ => None,
    };
    std::iter::once(&held.provision.id).chain(phase).collect()
}

/// Whether something follows where an obligation or a batch is not done: as it says itself, by a power of somebody other than
/// its debtors, by what its phase says, or by what a debtor forfeits. Of a batch, something must follow whoever of those who
/// give does not.
pub(super) fn has_consequence(scene: &Scene<'_, '_>, held: &Held<'_>, guaranteed: &[&ParticipantId]) -> bool {
    let follows = |debtor: &[&ParticipantId]| {
        debtor.iter().any(|debtor| guaranteed.contains(debtor)) || is_answered(scene, held, debtor)
    };
    let phase = match &held.provision.content {
        Content::Obligation(obligation) => {
            let named = obligation.powers.iter().any(|power| scene.plan.get(power).is_some());
            if obligation.on_breach.is_some() || named {
                return true;
            }
            &obligation.phase
        }
        Content::Batch(batch) => &batch.phase,
        _ => return false,
    };
    let phase = phase.as_ref().and_then(|phase| scene.content(phase));
    let returns = matches!(phase, Some(Content::Phase(phase)) if phase.snapback.is_some());
    returns
        || match &held.provision.content {
            Content::Obligation(obligation) => follows(&obligation.debtor.iter().collect::<Vec<_>>()),
            Content::Batch(batch) => match givers(scene, batch).as_slice() {
                [] => follows(&[]),
                givers => givers.iter().all(|giver| follows(&[giver])),
            },
            _ => false,
        }
}

/// Whether a power of somebody other than these debtors answers that an entry is not done.
fn is_answered(scene: &Scene<'_, '_>, held: &Held<'_>, debtor: &[&ParticipantId]) -> bool {
    scene.powers.covering(&ids(held)).any(|number| match &scene.entries[number].provision.content {
        Content::Power(power) => {
            let of_others =
                power.holder.is_empty() || power.holder.iter().any(|holder| !debtor.contains(&holder));
            power.kind != PowerKind::Extend && of_others
        }
        _ => false,
    })
}

/// Who gives or returns something in a batch, each once.
pub(super) fn givers<'s>(scene: &Scene<'s, '_>, batch: &'s Batch) -> Vec<&'s ParticipantId> {
    let keys = batch.lots.iter().filter_map(|lot| match scene.content(&lot.key) {
        Some(Content::Key(key)) => Some([&key.gives.by, &key.returns.by]),
        _ => None,
    });
    let mut givers: Vec<&ParticipantId> = keys.flatten().collect();
    givers.sort_unstable();
    givers.dedup();
    givers
}
