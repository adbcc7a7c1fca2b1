//! Phases that nothing can begin, and gates that one side alone can keep shut.

use std::collections::{HashSet, VecDeque};

use super::late::{Base, Late, Span};
use super::remedies::{givers, has_consequence};
use super::scene::{Found, Scene};
use super::silent::has_deadline;
use super::waits::{Moment, components, point};
use super::{Hold, Keeps, NeverBegins, What, Why};
use crate::ids::{ParticipantId, ProvisionId};
use crate::plan::package::Held;
use crate::plan::{Content, Event, Phase, Power, PowerKind};

pub(super) fn found(scene: &Scene<'_, '_>) -> Vec<Found> {
    let mut found = Vec::new();
    let can_come = scene.waits.can_come();
    let circular = circular(scene);
    for (number, held) in scene.entries.iter().enumerate() {
        let Content::Phase(phase) = &held.provision.content else { continue };
        let unsaid = phase.follows.is_none() && phase.gate.is_empty() && phase.due.is_none();
        if unsaid {
            found.push(Found::new(What::Unreachable(NeverBegins::Unsaid), held));
        } else if !can_come[2 * number]
            && let Some(why) = never(scene, 2 * number, &can_come, &circular)
        {
            found.push(Found::new(What::Unreachable(why), held));
        }
        found.extend(no_extension(scene, number, phase));
        if let Some(keeps) = kept_shut(scene, number, phase) {
            found.push(Found::new(What::OneSidedGate(keeps), held));
        }
    }
    found
}

/// Moments that need themselves, through whatever else.
fn circular(scene: &Scene<'_, '_>) -> Vec<bool> {
    let moments = 2 * scene.entries.len();
    let needed: Vec<Vec<(Moment, Why)>> = (0..moments)
        .map(|moment| scene.waits.of(moment).iter().copied().filter(|(_, why)| *why != Why::Due).collect())
        .collect();
    let component = components(&needed);
    let mut size = vec![0_usize; moments];
    for &of in &component {
        size[of] += 1;
    }
    let itself = |moment: Moment| needed[moment].iter().any(|(on, _)| *on == moment);
    (0..moments).map(|moment| size[component[moment]] > 1 || itself(moment)).collect()
}

/// The shortest way from the beginning of a phase to something that cannot come; `None`: it leads through another phase
/// that cannot begin, of which this is said.
fn never(scene: &Scene<'_, '_>, start: Moment, can_come: &[bool], circular: &[bool]) -> Option<NeverBegins> {
    let mut seen: HashSet<Moment> = HashSet::from([start]);
    let mut ways: VecDeque<Vec<Moment>> = VecDeque::from([vec![start]]);
    while let Some(way) = ways.pop_front() {
        let &last = way.last()?;
        let points = || way.iter().skip(1).map(|&moment| point(&scene.entries, moment)).collect();
        if scene.waits.undefined[last] {
            return Some(NeverBegins::Undefined(points()));
        }
        if circular[last] {
            return Some(NeverBegins::Circle(points()));
        }
        if last != start
            && matches!(scene.entries[last / 2].provision.content, Content::Phase(_))
            && last % 2 == 0
        {
            continue;
        }
        for on in scene.waits.needed(last).filter(|&on| !can_come[on]) {
            if seen.insert(on) {
                ways.push_back(way.iter().copied().chain([on]).collect());
            }
        }
    }
    None
}

/// The sides that alone can keep the gate of a phase shut without breach of an obligation, where nothing follows if they do.
/// What has happened once the phase before has begun is not counted; nor is, at the gate of a first phase, what all sides do
/// together, by which they come to be bound at all.
fn kept_shut(scene: &Scene<'_, '_>, number: usize, phase: &Phase) -> Option<Vec<Keeps>> {
    let before = phase.follows.as_ref().and_then(|before| scene.number(before));
    if phase.gate.is_empty() || phase.otherwise.is_some() || phase.follows.is_some() && before.is_none() {
        return None;
    }
    let mut done: HashSet<Moment> = HashSet::new();
    spread(scene, before.map(|before| 2 * before), &mut done);
    let mut open: HashSet<Moment> = done.clone();
    spread(scene, phase.gate.iter().filter_map(|point| scene.moment(point)), &mut open);
    let mut moments: Vec<Moment> = open.difference(&done).copied().collect();
    moments.sort_unstable();
    let guaranteed: Vec<&ParticipantId> =
        scene.plan.guarantees().map(|(_, guarantee)| &guarantee.party).collect();
    let ids: Vec<&ProvisionId> = [Some(number), before]
        .into_iter()
        .flatten()
        .map(|number| &scene.entries[number].provision.id)
        .collect();
    let parties = scene.question.parties;
    let binds_all =
        |event: &Event| before.is_none() && parties.iter().all(|side| event.actors.contains(side));
    let mut keeps: Vec<Keeps> = Vec::new();
    for side in parties {
        if is_answered(scene, side, &ids) {
            continue;
        }
        let mut by: Vec<(ProvisionId, Hold)> = Vec::new();
        for moment in moments.iter().filter(|&&moment| moment % 2 == 0) {
            let held = scene.entries[moment / 2];
            let mut hold = |how: Hold| by.push((held.provision.id.clone(), how));
            match &held.provision.content {
                // Where an obligation commands it, it is seen there whether it binds.
                Content::Event(event)
                    if event.actors.contains(side)
                        && !binds_all(event)
                        && !is_commanded(scene, event, side) =>
                {
                    hold(Hold::Event);
                }
                Content::Obligation(obligation) if obligation.debtor.contains(side) => {
                    hold_back(scene, held, &guaranteed).into_iter().for_each(&mut hold);
                }
                Content::Batch(batch) if givers(scene, batch).contains(&side) => {
                    hold_back(scene, held, &guaranteed).into_iter().for_each(&mut hold);
                }
                Content::List(list) => {
                    if list.proposer.as_ref() == Some(side) && !has_deadline(scene, held) {
                        hold(Hold::Proposes);
                    }
                    let vets = list.vetting.as_ref();
                    if vets.is_some_and(|vetting| vetting.within.is_none() && vetting.by.contains(side)) {
                        hold(Hold::Vets);
                    }
                }
                _ => {}
            }
        }
        if !by.is_empty() {
            keeps.push(Keeps { side: side.clone(), by });
        }
    }
    (!keeps.is_empty()).then_some(keeps)
}

/// How an obligation or a batch can be left undone without more.
fn hold_back(scene: &Scene<'_, '_>, held: &Held<'_>, guaranteed: &[&ParticipantId]) -> Option<Hold> {
    if !has_deadline(scene, held) {
        return Some(Hold::NoDeadline);
    }
    (!has_consequence(scene, held, guaranteed)).then_some(Hold::NoConsequence)
}

/// Whether an event needs what an obligation commands to one of its actors: then the event is that this is done.
fn is_commanded(scene: &Scene<'_, '_>, event: &Event, side: &ParticipantId) -> bool {
    event.needs.iter().any(|need| match scene.content(&need.of) {
        Some(Content::Obligation(obligation)) => obligation.debtor.contains(side),
        _ => false,
    })
}

/// A phase that ends, without a rule for going on, before everything that the gate of the next waits for has to be there.
fn no_extension(scene: &Scene<'_, '_>, next: usize, phase: &Phase) -> Option<Found> {
    let before = phase.follows.as_ref().and_then(|before| scene.number(before))?;
    let Content::Phase(earlier) = &scene.entries[before].provision.content else { return None };
    let length = earlier.length.filter(|_| earlier.extension.is_none() && phase.otherwise.is_none())?;
    let extended = |number: usize| match &scene.entries[number].provision.content {
        Content::Power(power) => power.kind == PowerKind::Extend && power.when.is_empty(),
        _ => false,
    };
    if scene.powers.covering(&[&scene.entries[before].provision.id]).any(extended) {
        return None;
    }
    let mut done: HashSet<Moment> = HashSet::new();
    spread(scene, [2 * before], &mut done);
    let in_time = |moment: Moment| {
        let counted = Late::new(scene, Base::Moment(2 * before)).of(moment);
        let end = Span::default().plus(length, 0);
        counted.is_some_and(|span| !span.can_exceed(&end, scene))
            || is_before_on_dates(scene, moment, 2 * before + 1)
    };
    let open = |moment: &Moment| !done.contains(moment) && *moment != 2 * before + 1 && !in_time(*moment);
    let later = phase.gate.iter().filter_map(|gate| scene.moment(gate)).find(open)?;
    let entries = [before, next].map(|number| scene.entries[number].provision.id.clone());
    Some(Found { what: What::NoExtension { later: point(&scene.entries, later) }, entries: entries.into() })
}

/// Whether a moment comes at the latest when the end of a phase comes at the earliest, on dates.
fn is_before_on_dates(scene: &Scene<'_, '_>, moment: Moment, end: Moment) -> bool {
    let end = scene.schedule.point(&point(&scene.entries, end));
    let earliest = end.and_then(|scheduled| scheduled.window.earliest);
    let by = Late::new(scene, Base::Dates).of(moment);
    by.zip(earliest).is_some_and(|(by, earliest)| !by.can_exceed(&Span::on(earliest), scene))
}

/// Everything that these moments need.
fn spread(scene: &Scene<'_, '_>, from: impl IntoIterator<Item = Moment>, into: &mut HashSet<Moment>) {
    let mut left: Vec<Moment> = from.into_iter().collect();
    while let Some(moment) = left.pop() {
        if into.insert(moment) {
            left.extend(scene.waits.needed(moment));
        }
    }
}

/// Whether somebody else has a power that answers it when this side keeps a gate shut. That the phase before goes on
/// opens no gate.
fn is_answered(scene: &Scene<'_, '_>, side: &ParticipantId, ids: &[&ProvisionId]) -> bool {
    let answers =
        |power: &Power| power.kind != PowerKind::Extend && power.holder.iter().any(|holder| holder != side);
    scene.powers.covering(ids).any(
        |number| matches!(&scene.entries[number].provision.content, Content::Power(power) if answers(power)),
    )
}
