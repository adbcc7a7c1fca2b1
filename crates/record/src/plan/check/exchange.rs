//! Sums of an exchange that do not add up, and lists that can come after their use.

use std::collections::{HashMap, HashSet};

use super::late::{Base, Late};
use super::scene::{Found, Scene};
use super::waits::Moment;
use super::{Sum, What};
use crate::ids::ProvisionId;
use crate::plan::exchange::Giving;
use crate::plan::package::Held;
use crate::plan::{Batch, Content, Key, List};

pub(super) fn found(scene: &Scene<'_, '_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (number, held) in scene.entries.iter().enumerate() {
        match &held.provision.content {
            Content::Key(key) => {
                found.extend(
                    of_key(scene, held, key).into_iter().map(|sum| Found::new(What::SumsDiffer(sum), held)),
                );
            }
            Content::Batch(batch) => {
                found.extend(
                    of_batch(scene, batch).into_iter().map(|sum| Found::new(What::SumsDiffer(sum), held)),
                );
            }
            Content::List(list) => {
                let sums = of_list(scene, held, list);
                found.extend(sums.into_iter().map(|sum| Found::new(What::SumsDiffer(sum), held)));
                found.extend(after_use(scene, number, list));
            }
            _ => {}
        }
    }
    found
}

/// What the ratio of a key returns for so many; `None`: no whole number.
fn returned(key: &Key, gives: u64) -> Option<u128> {
    let (whole, exact) = key.gives.ratio(&key.returns, gives);
    exact.then_some(u128::from(whole))
}

fn of_key(scene: &Scene<'_, '_>, held: &Held<'_>, key: &Key) -> Vec<Sum> {
    let mut sums = Vec::new();
    if let (Some(gives), Some(returns)) = (key.gives.total, key.returns.total)
        && returned(key, gives) != Some(u128::from(returns))
    {
        sums.push(Sum::Totals { gives, returns });
    }
    let lots = || {
        let batches = scene.entries.iter().filter_map(|held| match &held.provision.content {
            Content::Batch(batch) => Some(batch),
            _ => None,
        });
        batches.flat_map(|batch| &batch.lots).filter(|lot| lot.key == held.provision.id)
    };
    if lots().next().is_some() {
        let gives: u128 = lots().map(|lot| u128::from(lot.gives)).sum();
        let returns = lots().map(|lot| lot.returns.map(u128::from).or_else(|| returned(key, lot.gives)));
        let halves = [
            (Giving::Gives, Some(gives), key.gives.total),
            (Giving::Returns, returns.sum(), key.returns.total),
        ];
        // Where what is given differs, so does what is returned for it: that is one thing.
        let differs = halves.into_iter().find_map(|(half, sum, total)| {
            let (sum, total) = (sum?, total?);
            (sum != u128::from(total)).then_some(Sum::Batches { half, sum, total })
        });
        sums.extend(differs);
    }
    sums.extend(persons_of_key(scene, &held.provision.id, key));
    sums
}

/// Persons of lists under a key, by category, that are more than the key exchanges.
fn persons_of_key(scene: &Scene<'_, '_>, id: &ProvisionId, key: &Key) -> Vec<Sum> {
    let mut sums = Vec::new();
    let lists = scene.entries.iter().filter_map(|held| match &held.provision.content {
        Content::List(list) if list.key.as_ref() == Some(id) => Some(list),
        _ => None,
    });
    let mut persons: HashMap<&str, usize> = HashMap::new();
    for category in lists.flat_map(|list| &list.persons).filter_map(|person| person.category.as_deref()) {
        *persons.entry(category).or_default() += 1;
    }
    for side in [&key.gives, &key.returns] {
        if let (Some(&persons), Some(total)) = (persons.get(side.category.as_str()), side.total)
            && u64::try_from(persons).is_ok_and(|persons| persons > total)
        {
            sums.push(Sum::Category { category: side.category.clone(), persons, total });
        }
    }
    sums
}

fn of_batch(scene: &Scene<'_, '_>, batch: &Batch) -> Vec<Sum> {
    let mut sums = Vec::new();
    for lot in &batch.lots {
        let key = match scene.content(&lot.key) {
            Some(Content::Key(key)) => key,
            Some(_) => {
                sums.push(Sum::NoKey(lot.key.clone()));
                continue;
            }
            None => continue,
        };
        let due = returned(key, lot.gives);
        match lot.returns {
            Some(returns) if due != Some(u128::from(returns)) => {
                sums.push(Sum::Ratio { key: lot.key.clone(), gives: lot.gives, returns, due });
            }
            None if due.is_none() => sums.push(Sum::NotWhole { key: lot.key.clone(), gives: lot.gives }),
            _ => {}
        }
    }
    sums
}

fn of_list(scene: &Scene<'_, '_>, held: &Held<'_>, list: &List) -> Vec<Sum> {
    let mut sums = Vec::new();
    if let Some(number) = list.number
        && u64::try_from(list.persons.len()).is_ok_and(|persons| persons > number)
    {
        sums.push(Sum::Persons { persons: list.persons.len(), number });
    }
    let Some((id, Some(Content::Key(key)))) = list.key.as_ref().map(|id| (id, scene.content(id))) else {
        return sums;
    };
    let mut strange: Vec<&str> = Vec::new();
    for category in list.persons.iter().filter_map(|person| person.category.as_deref()) {
        if category != key.gives.category && category != key.returns.category && !strange.contains(&category)
        {
            strange.push(category);
        }
    }
    strange.sort_unstable();
    let strange = strange.into_iter();
    sums.extend(strange.map(|category| Sum::NoCategory { category: category.to_owned(), key: id.clone() }));
    sums.extend(list.number.and_then(|number| number_differs(scene, held, list, id, key, number)));
    sums
}

/// Whether a list is to name as many as one side, or both, of what uses it, or of its key where nothing that uses it tells.
fn number_differs(
    scene: &Scene<'_, '_>,
    held: &Held<'_>,
    list: &List,
    id: &ProvisionId,
    key: &Key,
    number: u64,
) -> Option<Sum> {
    let uses = users(scene, held, list);
    let lots = uses
        .iter()
        .filter_map(|&user| match &scene.entries[user].provision.content {
            Content::Batch(batch) => Some(&batch.lots),
            _ => None,
        })
        .flatten()
        .filter(|lot| lot.key == *id);
    let mut sums: Option<(u128, u128)> = None;
    for lot in lots {
        let (gives, returns) = sums.unwrap_or_default();
        let more = lot.returns.map(u128::from).or_else(|| returned(key, lot.gives))?;
        sums = Some((gives + u128::from(lot.gives), returns + more));
    }
    let of_uses = sums.is_some();
    let totals = || Some((u128::from(key.gives.total?), u128::from(key.returns.total?)));
    let (gives, returns) = sums.or_else(totals)?;
    let fits = |sum: u128| u128::from(number) == sum;
    // One of several lists under the totals of a key may name a part of them.
    let part = !of_uses && u128::from(number) < gives.max(returns);
    let differs = !(fits(gives) || fits(returns) || fits(gives + returns) || part);
    differs.then_some(Sum::Number { number, gives, returns, of_uses })
}

/// What a list must be there for, as it says itself or as its users say.
fn users(scene: &Scene<'_, '_>, held: &Held<'_>, list: &List) -> Vec<usize> {
    let named = list.used_by.iter().filter_map(|user| scene.number(user));
    let own = &held.provision.id;
    let using = scene.entries.iter().enumerate().filter(|(_, other)| match &other.provision.content {
        Content::Obligation(obligation) => obligation.uses.contains(own),
        _ => false,
    });
    let mut users: Vec<usize> = named.chain(using.map(|(number, _)| number)).collect();
    users.sort_unstable();
    users.dedup();
    users
}

/// Uses of a list that can be due before the list is, or before the time for objections has run.
fn after_use(scene: &Scene<'_, '_>, number: usize, list: &List) -> Vec<Found> {
    let held = scene.entries[number];
    let mut found = Vec::new();
    for user in users(scene, held, list) {
        let after = bases(scene, 2 * number).into_iter().find_map(|base| {
            let mut late = Late::new(scene, base);
            let (list_by, use_by) = (late.due(list.due.as_ref())?, late.of(2 * user)?);
            let vetted = list.vetting.as_ref().and_then(|vetting| vetting.within);
            let ready_by = vetted.map_or_else(|| list_by.clone(), |within| list_by.clone().plus(within, 0));
            Some((list_by.can_exceed(&use_by, scene), ready_by.can_exceed(&use_by, scene)))
        });
        if let Some((alone, with_vetting)) = after
            && (alone || with_vetting)
        {
            let entries = vec![held.provision.id.clone(), scene.entries[user].provision.id.clone()];
            found.push(Found { what: What::ListAfterUse { by_vetting: !alone }, entries });
        }
    }
    found
}

/// What the deadline of a moment counts from, one after the other; dates last.
fn bases(scene: &Scene<'_, '_>, moment: Moment) -> Vec<Base> {
    let mut chain: Vec<Moment> = Vec::new();
    let mut seen: HashSet<Moment> = HashSet::new();
    let mut left = vec![moment];
    while let Some(moment) = left.pop() {
        for &(on, why) in scene.waits.of(moment) {
            let counted = matches!(
                why,
                super::Why::Due
                    | super::Why::Lasts
                    | super::Why::InPhase
                    | super::Why::Follows
                    | super::Why::Takes
            );
            if counted && seen.insert(on) {
                chain.push(on);
                left.push(on);
            }
        }
    }
    chain.into_iter().map(Base::Moment).chain([Base::Dates]).collect()
}
