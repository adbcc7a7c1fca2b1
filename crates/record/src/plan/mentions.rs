//! What an entry of a plan mentions: participants, and other entries, each with what it has to be.

use jiff::tz::TimeZone;

use super::phases::Takes;
use super::time::{Deadline, Point, Trigger};
use super::{Content, Provision, Sort};
use crate::ids::{ParticipantId, ProvisionId};
use crate::when::When;

/// Entries that are moments: whatever happens, begins or is carried out.
const MOMENTS: &[Sort] = &[Sort::Event, Sort::Phase, Sort::Obligation, Sort::Batch, Sort::List];
/// Entries that something can be about: not what only counts days, states a worth or marks a finding.
const MATTERS: &[Sort] = &[
    Sort::Event,
    Sort::Phase,
    Sort::Obligation,
    Sort::Power,
    Sort::Key,
    Sort::Batch,
    Sort::List,
    Sort::Dispute,
];
/// Entries that can be marked.
const FOUND_IN: &[Sort] = &[
    Sort::Event,
    Sort::Phase,
    Sort::Obligation,
    Sort::Power,
    Sort::Key,
    Sort::Batch,
    Sort::List,
    Sort::Dispute,
    Sort::Calendar,
    Sort::Value,
    Sort::Guarantee,
];

/// What the entry that a point leads to may be.
pub fn may_be_point(end: bool) -> &'static [Sort] {
    if end { &[Sort::Phase] } else { MOMENTS }
}

/// What the entry that a field names may be, where the field takes the id of an entry and not a point.
pub fn may_be(field: &str) -> &'static [Sort] {
    match field {
        "calendar" => &[Sort::Calendar],
        "phase" | "follows" => &[Sort::Phase],
        "powers" => &[Sort::Power],
        "uses" => &[Sort::List, Sort::Key],
        "key" => &[Sort::Key],
        "used_by" => &[Sort::Batch, Sort::Obligation],
        "step" => &[Sort::Obligation, Sort::Batch],
        "until" => MOMENTS,
        "of" => FOUND_IN,
        "over" => MATTERS,
        // The entries that an act concerns can be any.
        _ => Sort::ALL,
    }
}

/// One mention of another entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link<'p> {
    /// The field.
    pub field: &'static str,
    /// The entry.
    pub to: &'p ProvisionId,
    /// What that may be; as anything else it cannot be meant.
    pub may_be: &'static [Sort],
}

/// An entry that would have to be done before what it waits for can be there, by dates alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooEarly<'p> {
    /// The field that names what it waits for.
    pub field: &'static str,
    /// What it waits for.
    pub of: &'p ProvisionId,
    /// When that is to be there, at the earliest.
    pub comes: When,
    /// When the entry is due.
    pub due: When,
}

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
        self.links().into_iter().map(|link| link.to).collect()
    }

    /// Every mention of another entry in its content, with what that has to be.
    pub fn links(&self) -> Vec<Link<'_>> {
        let mut found = Links::default();
        match &self.content {
            Content::Event(event) => {
                found.points("needs", &event.needs);
                found.deadlines([&event.from, &event.due]);
                found.takes(&event.takes);
            }
            Content::Phase(phase) => {
                found.ids("follows", &phase.follows);
                found.points("gate", &phase.gate);
                found.deadlines([&phase.due]);
                let until = phase.extension.iter().filter_map(|extension| extension.until.as_ref());
                found.points("until", until);
            }
            Content::Obligation(obligation) => {
                found.ids("phase", &obligation.phase);
                found.points("when", &obligation.when);
                found.points("unless", &obligation.unless);
                found.deadlines([&obligation.from, &obligation.due]);
                found.takes(&obligation.takes);
                found.ids("powers", &obligation.powers);
                found.ids("uses", &obligation.uses);
            }
            Content::Power(power) => {
                found.ids("over", &power.over);
                found.points("when", &power.when);
                found.deadlines([&power.due]);
            }
            Content::Batch(batch) => {
                found.ids("key", batch.lots.iter().map(|lot| &lot.key));
                found.ids("phase", &batch.phase);
                found.points("after", &batch.after);
                found.deadlines([&batch.from, &batch.due]);
            }
            Content::List(list) => {
                found.ids("key", &list.key);
                found.deadlines([&list.due]);
                found.ids("used_by", &list.used_by);
            }
            Content::Dispute(dispute) => found.ids("over", &dispute.over),
            Content::Value(value) => found.ids("step", [&value.step]),
            Content::Guarantee(guarantee) => found.ids("until", &guarantee.until),
            Content::Owned(owned) => found.ids("of", [&owned.of]),
            Content::Key(_) | Content::Calendar(_) => {}
        }
        found.0
    }

    /// What it waits for and would be due before, where dates alone say so: its deadline is a date, and what it waits for
    /// is expected, or may be there at the earliest, on a later one. `find` gives the entry of an id.
    pub fn too_early<'p>(
        &'p self,
        find: impl Fn(&ProvisionId) -> Option<&'p Self>,
        zone: &TimeZone,
    ) -> Option<TooEarly<'p>> {
        let (points, field, from, due, takes) = match &self.content {
            Content::Event(event) => (&event.needs, "needs", &event.from, &event.due, &event.takes),
            Content::Phase(phase) => (&phase.gate, "gate", &None, &phase.due, &None),
            Content::Obligation(one) => (&one.when, "when", &one.from, &one.due, &one.takes),
            Content::Power(power) => (&power.when, "when", &None, &power.due, &None),
            Content::Batch(batch) => (&batch.after, "after", &batch.from, &batch.due, &None),
            _ => return None,
        };
        let due = date(due)?;
        let counted = from.iter().filter_map(|from| from.trigger.point());
        let counted = counted.chain(takes.iter().filter_map(|takes| takes.of.as_ref()));
        let waits = points.iter().map(|point| (field, point)).chain(counted.map(|point| ("of", point)));
        waits
            .filter_map(|(field, point)| {
                let comes = find(&point.of)?.comes_on()?;
                (due.ends(zone) < comes.starts(zone)).then_some(TooEarly { field, of: &point.of, comes, due })
            })
            .next()
    }

    /// The date on which it is to happen, or before which it may not.
    fn comes_on(&self) -> Option<When> {
        match &self.content {
            Content::Event(event) => event.expected.or_else(|| date(&event.from)),
            Content::Obligation(obligation) => date(&obligation.from),
            Content::Batch(batch) => date(&batch.from),
            _ => None,
        }
    }
}

fn date(deadline: &Option<Deadline>) -> Option<When> {
    match deadline.as_ref()?.trigger {
        Trigger::Date(when) => Some(when),
        Trigger::Within { .. } | Trigger::Day { .. } => None,
    }
}

/// Mentions found so far.
#[derive(Default)]
struct Links<'p>(Vec<Link<'p>>);

impl<'p> Links<'p> {
    fn ids(&mut self, field: &'static str, ids: impl IntoIterator<Item = &'p ProvisionId>) {
        self.0.extend(ids.into_iter().map(|to| Link { field, to, may_be: may_be(field) }));
    }

    fn points(&mut self, field: &'static str, points: impl IntoIterator<Item = &'p Point>) {
        let link = |point: &'p Point| Link { field, to: &point.of, may_be: may_be_point(point.end) };
        self.0.extend(points.into_iter().map(link));
    }

    fn deadlines<const N: usize>(&mut self, deadlines: [&'p Option<Deadline>; N]) {
        for deadline in deadlines.into_iter().flatten() {
            self.ids("calendar", &deadline.calendar);
            self.points("of", deadline.trigger.point());
        }
    }

    fn takes(&mut self, takes: &'p Option<Takes>) {
        self.points("of", takes.iter().filter_map(|takes| takes.of.as_ref()));
    }
}
