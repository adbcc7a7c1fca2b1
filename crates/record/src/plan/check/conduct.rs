//! The same conduct commanded and forbidden to the same at the same time.

use std::collections::{HashMap, HashSet};

use super::scene::{Found, Scene};
use super::waits::Moment;
use super::{Overlap, What, Why};
use crate::ids::ParticipantId;
use crate::plan::schedule::{Node, Scheduled};
use crate::plan::{Content, Modality, Obligation, Point};

pub(super) fn found(scene: &Scene<'_, '_>) -> Vec<Found> {
    let mut by_action: HashMap<&str, Vec<(usize, &Obligation)>> = HashMap::new();
    for (number, held) in scene.entries.iter().enumerate() {
        if let Content::Obligation(obligation) = &held.provision.content
            && let Some(action) = &obligation.action
        {
            by_action.entry(action).or_default().push((number, obligation));
        }
    }
    let mut found = Vec::new();
    for same in by_action.into_values() {
        let of =
            |modality: Modality| same.iter().filter(move |(_, obligation)| obligation.modality == modality);
        for &(duty, command) in of(Modality::Duty) {
            for &(ban, forbidden) in of(Modality::Prohibition) {
                let both = |debtor: &&ParticipantId| forbidden.debtor.contains(debtor);
                let debtor: Vec<ParticipantId> = command.debtor.iter().filter(both).cloned().collect();
                if debtor.is_empty() {
                    continue;
                }
                if let Some(overlap) = overlap(scene, (duty, command), (ban, forbidden)) {
                    let ids = [duty, ban].map(|number| scene.entries[number].provision.id.clone());
                    found.push(Found {
                        what: What::DutyAndProhibition { debtor, overlap },
                        entries: ids.into(),
                    });
                }
            }
        }
    }
    found
}

/// How the times of a duty and a prohibition lie to each other; `None`: something parts them.
fn overlap(
    scene: &Scene<'_, '_>,
    (duty, command): (usize, &Obligation),
    (ban, forbidden): (usize, &Obligation),
) -> Option<Overlap> {
    let before_duty = needed(scene, [2 * duty]);
    let moments =
        |points: &[Point]| points.iter().filter_map(|point| scene.moment(point)).collect::<Vec<_>>();
    // The prohibition is over before the duty is owed: what ends it comes first, or its phase does.
    let ends = moments(&forbidden.unless);
    let ended = ends.iter().any(|end| before_duty.contains(end));
    let phase = |obligation: &Obligation| obligation.phase.as_ref().and_then(|phase| scene.number(phase));
    let of_ban = phase(forbidden);
    let over = of_ban
        .is_some_and(|phase| before_duty.contains(&(2 * phase + 1)) || follows(scene, &before_duty, phase));
    // The duty is done before it is forbidden, or is no duty any more once it is.
    let before_ban = needed(scene, [2 * ban]);
    let done = before_ban.contains(&(2 * duty));
    let excused = moments(&command.unless).iter().any(|end| before_ban.contains(end));
    let of_duty = phase(command);
    let later = of_duty
        .is_some_and(|phase| before_ban.contains(&(2 * phase + 1)) || follows(scene, &before_ban, phase));
    if ended || over || done || excused || later {
        return None;
    }
    let open_begin = forbidden.from.is_none() && forbidden.when.is_empty();
    let open_end = forbidden.due.is_none() && forbidden.unless.is_empty();
    let same_phase = of_ban.is_none() || of_ban == of_duty;
    if open_begin && open_end && same_phase {
        return Some(Overlap::Whole);
    }
    in_figures(scene, duty, ban, open_begin && of_ban.is_none(), forbidden)
}

/// The same by their windows: on dates, or counted from the same moment.
fn in_figures(
    scene: &Scene<'_, '_>,
    duty: usize,
    ban: usize,
    from_the_start: bool,
    forbidden: &Obligation,
) -> Option<Overlap> {
    let id = |number: usize| scene.entries[number].provision.id.clone();
    let point = |number: usize| Node::Point(Point { of: id(number), end: false });
    let (act, begin, end) = (point(duty), Node::Begin(id(ban)), point(ban));
    let mut whole = false;
    for counted in [on_dates as Counted, after as Counted] {
        let of = |node: &Node| scene.schedule.moment(node).and_then(counted);
        let (Some(act), begin, end) = (of(&act), of(&begin), of(&end)) else { continue };
        let same = |other: &Option<Window>| other.as_ref().is_none_or(|other| other.of == act.of);
        if !same(&begin) || !same(&end) {
            continue;
        }
        let begins = begin.and_then(|begin| begin.earliest);
        let ends = end.and_then(|end| end.latest);
        let before = ends.zip(act.earliest).is_some_and(|(end, earliest)| end <= earliest);
        let behind = begins.zip(act.latest).is_some_and(|(begin, latest)| latest <= begin);
        if before || behind {
            return None;
        }
        let covers_begin = from_the_start || begins.zip(act.earliest).is_some_and(|(begin, at)| begin <= at);
        let endless = forbidden.due.is_none() && forbidden.phase.is_none() && forbidden.unless.is_empty();
        let covers_end =
            endless || ends.zip(act.latest).is_some_and(|(end, at)| at <= end && forbidden.unless.is_empty());
        whole |= covers_begin && covers_end;
    }
    Some(if whole { Overlap::Whole } else { Overlap::NotParted })
}

/// A window and what it is counted from; nothing: dates.
struct Window {
    of: Option<Node>,
    earliest: Option<i64>,
    latest: Option<i64>,
}

type Counted = fn(&Scheduled) -> Option<Window>;

fn on_dates(scheduled: &Scheduled) -> Option<Window> {
    let minutes = |moment: Option<crate::plan::schedule::Moment>| moment.map(|moment| moment.0);
    let (earliest, latest) = (minutes(scheduled.window.earliest), minutes(scheduled.window.latest));
    Some(Window { of: None, earliest, latest })
}

fn after(scheduled: &Scheduled) -> Option<Window> {
    let after = scheduled.after.as_ref()?;
    Some(Window { of: Some(after.of.clone()), earliest: after.earliest, latest: after.latest })
}

/// Everything that these moments need, with themselves.
fn needed(scene: &Scene<'_, '_>, from: [Moment; 1]) -> HashSet<Moment> {
    let mut found = HashSet::new();
    let mut left = from.to_vec();
    while let Some(moment) = left.pop() {
        if found.insert(moment) {
            left.extend(scene.waits.needed(moment));
        }
    }
    found
}

/// Whether any of these moments is the beginning of a phase that follows this one.
fn follows(scene: &Scene<'_, '_>, moments: &HashSet<Moment>, phase: usize) -> bool {
    moments.iter().any(|&moment| {
        let follows = |(on, why): &(Moment, Why)| *why == Why::Follows && on / 2 == phase;
        scene.waits.of(moment).iter().any(follows)
    })
}
