//! What an entry of a plan mentions: participants, and other entries.

use super::phases::Takes;
use super::time::{Deadline, Point, Trigger};
use super::{Content, Provision};
use crate::ids::{ParticipantId, ProvisionId};

impl Provision {
    /// Every participant whom its content mentions. Who owns a finding, and who reads the words so, is not content.
    pub fn participants(&self) -> Vec<&ParticipantId> {
        let mut people: Vec<&ParticipantId> = Vec::new();
        fn deciding(takes: &Option<Takes>) -> impl Iterator<Item = &ParticipantId> {
            takes.iter().flat_map(|takes| &takes.decided_by)
        }
        match &self.content {
            Content::Event(event) => {
                people.extend(&event.actors);
                people.extend(deciding(&event.takes));
            }
            Content::Phase(phase) => {
                people.extend(phase.extension.iter().flat_map(|extension| &extension.by));
            }
            Content::Obligation(obligation) => {
                people.extend(&obligation.debtor);
                people.extend(&obligation.creditor);
                people.extend(&obligation.verifier);
                people.extend(deciding(&obligation.takes));
            }
            Content::Power(power) => people.extend(&power.holder),
            Content::Key(key) => people.extend([&key.gives.by, &key.returns.by]),
            Content::Batch(batch) => people.extend(&batch.verifier),
            Content::List(list) => {
                people.extend(&list.proposer);
                people.extend(list.vetting.iter().flat_map(|vetting| &vetting.by));
            }
            Content::Dispute(dispute) => {
                people.extend(&dispute.notify);
                people.extend(dispute.steps.iter().flat_map(|step| &step.who));
            }
            Content::Value(value) => people.push(&value.to),
            Content::Guarantee(guarantee) => {
                people.push(&guarantee.party);
                people.extend(&guarantee.given_by);
            }
            Content::Calendar(_) | Content::Owned(_) => {}
        }
        people
    }

    /// Every other entry that its content mentions.
    pub fn mentions(&self) -> Vec<&ProvisionId> {
        let mut found = Mentions::default();
        match &self.content {
            Content::Event(event) => {
                found.points(&event.needs);
                found.deadlines([&event.from, &event.due]);
                found.takes(&event.takes);
            }
            Content::Phase(phase) => {
                found.0.extend(&phase.follows);
                found.points(&phase.gate);
                found.deadlines([&phase.due]);
                found.points(phase.extension.iter().filter_map(|extension| extension.until.as_ref()));
            }
            Content::Obligation(obligation) => {
                found.0.extend(&obligation.phase);
                found.points(&obligation.when);
                found.points(&obligation.unless);
                found.deadlines([&obligation.from, &obligation.due]);
                found.takes(&obligation.takes);
                found.0.extend(&obligation.powers);
                found.0.extend(&obligation.uses);
            }
            Content::Power(power) => {
                found.0.extend(&power.over);
                found.points(&power.when);
                found.deadlines([&power.due]);
            }
            Content::Batch(batch) => {
                found.0.extend(batch.lots.iter().map(|lot| &lot.key));
                found.0.extend(&batch.phase);
                found.points(&batch.after);
                found.deadlines([&batch.from, &batch.due]);
            }
            Content::List(list) => {
                found.0.extend(&list.key);
                found.deadlines([&list.due]);
                found.0.extend(&list.used_by);
            }
            Content::Dispute(dispute) => found.0.extend(&dispute.over),
            Content::Value(value) => found.0.push(&value.step),
            Content::Guarantee(guarantee) => found.0.extend(&guarantee.until),
            Content::Owned(owned) => found.0.push(&owned.of),
            Content::Key(_) | Content::Calendar(_) => {}
        }
        found.0
    }
}

/// Entries mentioned so far.
#[derive(Default)]
struct Mentions<'p>(Vec<&'p ProvisionId>);

impl<'p> Mentions<'p> {
    fn points(&mut self, points: impl IntoIterator<Item = &'p Point>) {
        self.0.extend(points.into_iter().map(|point| &point.of));
    }

    fn deadlines<const N: usize>(&mut self, deadlines: [&'p Option<Deadline>; N]) {
        for deadline in deadlines.into_iter().flatten() {
            self.0.extend(&deadline.calendar);
            self.points(Trigger::point(&deadline.trigger));
        }
    }

    fn takes(&mut self, takes: &'p Option<Takes>) {
        self.points(takes.iter().filter_map(|takes| takes.of.as_ref()));
    }
}
