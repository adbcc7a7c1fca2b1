//! Entries that need others which are not there with some options of the text.

use super::places::Places;
use super::scene::Found;
use super::{Finding, NeverBegins, Question, What, With};
use crate::ids::ProvisionId;
use crate::plan::package::{Branch, Held, Package};
use crate::plan::time::{Deadline, Trigger};
use crate::plan::{Content, Takes};

/// Entries that are there with options with which something that they cannot do without is not.
pub(super) fn found(question: &Question<'_, '_>, places: &Places<'_, '_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for held in places.all.iter().filter(|held| is_in(held, question.package)) {
        let mut seen: Vec<&ProvisionId> = Vec::new();
        for needed in needs(&held.provision.content) {
            if seen.contains(&needed) {
                continue;
            }
            seen.push(needed);
            // What is in no plan was read from an option that the text has meanwhile not taken.
            let other = places.of(needed).map(|place| places.all[place]);
            let with = other.map_or(Some(With::Always), |other| without(held, other, question.package));
            let Some(with) = with else { continue };
            let what = match &held.provision.content {
                Content::Phase(_) => What::Unreachable(NeverBegins::NotThere(needed.clone())),
                _ => What::ImpossibleBranch(needed.clone()),
            };
            let Found { what, entries } = Found::new(what, held);
            found.push(Finding { what, entries, with });
        }
    }
    found
}

fn is_in(held: &Held<'_>, package: Option<&Package>) -> bool {
    let taken = |branch: &&Branch| package.and_then(|package| at(package, branch));
    held.branches.iter().all(|own| taken(&own).is_none_or(|taken| taken.is_same_as(own)))
}

fn at<'k>(package: &'k Package, branch: &Branch) -> Option<&'k Branch> {
    package.branches.iter().find(|taken| taken.clause == branch.clause)
}

/// With which options an entry is there and the other is not; `None`: wherever one is, so is the other.
fn without(held: &Held<'_>, other: &Held<'_>, package: Option<&Package>) -> Option<With> {
    if !held.can_be_with(other) {
        return Some(With::Where(vec![Package { branches: held.branches.clone() }]));
    }
    let taken = |needed: &&Branch| {
        let own = held.branches.iter().any(|own| own.is_same_as(needed));
        own || package.and_then(|package| at(package, needed)).is_some_and(|taken| taken.is_same_as(needed))
    };
    let open: Vec<Branch> = other.branches.iter().filter(|needed| !taken(needed)).cloned().collect();
    let decided = open.iter().any(|needed| package.is_some_and(|package| at(package, needed).is_some()));
    match (open.is_empty(), decided) {
        (true, _) => None,
        (false, true) => Some(With::Always),
        (false, false) => Some(With::Unless(open)),
    }
}

/// What an entry cannot do without. What ends it if it happens, and from when its deadline counts, are no such things.
fn needs(content: &Content) -> Vec<&ProvisionId> {
    let mut needs: Vec<&ProvisionId> = Vec::new();
    match content {
        Content::Event(event) => {
            needs.extend(event.needs.iter().map(|point| &point.of));
            needs.extend(counted(event.from.as_ref(), event.takes.as_ref()));
        }
        Content::Phase(phase) => {
            needs.extend(&phase.follows);
            needs.extend(phase.gate.iter().map(|point| &point.of));
        }
        Content::Obligation(obligation) => {
            needs.extend(obligation.when.iter().map(|point| &point.of));
            needs.extend(&obligation.phase);
            needs.extend(counted(obligation.from.as_ref(), obligation.takes.as_ref()));
            needs.extend(&obligation.uses);
        }
        Content::Batch(batch) => {
            needs.extend(batch.lots.iter().map(|lot| &lot.key));
            needs.extend(batch.after.iter().map(|point| &point.of));
            needs.extend(&batch.phase);
            needs.extend(counted(batch.from.as_ref(), None));
        }
        Content::List(list) => needs.extend(&list.key),
        _ => {}
    }
    needs
}

fn counted<'c>(
    from: Option<&'c Deadline>,
    takes: Option<&'c Takes>,
) -> impl Iterator<Item = &'c ProvisionId> {
    let from = from.map(|from| &from.trigger).and_then(Trigger::point);
    from.into_iter().chain(takes.and_then(|takes| takes.of.as_ref())).map(|point| &point.of)
}
