//! All outcomes of a frontier: how many give each point, and which.
//!
//! An outcome whose point is on the frontier has, after every issue, a label that is in that layer: anything that
//! dominated it there would dominate it in the end. So the outcomes of a point are the ways to it through the layers.

use super::TooHard;
use super::key::Key;
use super::layers::{Layers, cut_one, sources};
use super::problem::Problem;
use num_bigint::BigUint;
use std::ops::AddAssign;

/// One way from a layer to the next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    to: u32,
    place: u32,
    from: u32,
}

/// Goes through all ways from the layer before the issue taken as number `taken` to the one after it.
///
/// Cost: for each option one walk through both layers; where sums are cut, one search for each label and option.
#[allow(clippy::cast_possible_truncation, reason = "labels are fewer than 2³²")]
fn ways<K: Key>(
    problem: &Problem<'_>,
    layers: &Layers<K>,
    taken: usize,
    mut found: impl FnMut(Way),
) -> Result<(), TooHard> {
    let (before, after) = (&layers.all[taken], &layers.all[taken + 1]);
    for (open, sources) in sources(problem, &layers.layout, taken, before)? {
        let Some((_, labels)) = after.groups.iter().find(|group| group.0 == open) else { continue };
        let there = &after.keys[labels.clone()];
        for source in sources {
            let mut at = 0;
            for from in source.labels {
                let sum = before.keys[from].plus(source.adds);
                let place = if problem.cuts() {
                    let sum = cut_one(problem, &layers.layout, sum);
                    there.binary_search_by(|key| sum.cmp(key)).ok()
                } else {
                    while at < there.len() && there[at] > sum {
                        at += 1;
                    }
                    (there.get(at) == Some(&sum)).then_some(at)
                };
                if let Some(place) = place {
                    let to = (labels.start + place) as u32;
                    found(Way { to, place: source.place, from: from as u32 });
                }
            }
        }
    }
    Ok(())
}

/// By point, how many outcomes give it.
pub(super) fn count<K: Key>(problem: &Problem<'_>, layers: &Layers<K>) -> Result<Vec<BigUint>, TooHard> {
    let values = |issue: usize| BigUint::from(problem.steps.values(issue));
    let outcomes: BigUint = (0..problem.steps.issues()).map(values).product();
    if outcomes.bits() <= u64::from(u128::BITS) {
        Ok(count_in::<K, u128>(problem, layers)?.into_iter().map(BigUint::from).collect())
    } else {
        count_in::<K, BigUint>(problem, layers)
    }
}

fn count_in<K: Key, N>(problem: &Problem<'_>, layers: &Layers<K>) -> Result<Vec<N>, TooHard>
where
    N: Clone + From<u8> + for<'a> AddAssign<&'a N>,
{
    let mut counts = vec![N::from(1)];
    for taken in 0..problem.order.len() {
        let mut next = vec![N::from(0); layers.all[taken + 1].keys.len()];
        ways(problem, layers, taken, |way| next[way.to as usize] += &counts[way.from as usize])?;
        counts = next;
    }
    Ok(counts)
}

/// By point, the outcomes that give it, at most so many of each, as places in the order of the issues and in
/// the order of their packages. Where a point has more, these are the first of them if each issue is one of the space's, no
/// choices exclude each other and no sum is cut.
pub(super) fn list<K: Key>(
    problem: &Problem<'_>,
    layers: &Layers<K>,
    at_most: usize,
) -> Result<Vec<Vec<Vec<u32>>>, TooHard> {
    let mut by_layer: Vec<Vec<Way>> = Vec::with_capacity(problem.order.len());
    for taken in 0..problem.order.len() {
        let mut all = Vec::new();
        ways(problem, layers, taken, |way| all.push(way))?;
        all.sort_unstable();
        by_layer.push(all);
    }
    let points = layers.all.last().map_or(0, |layer| layer.keys.len());
    let mut lists = Vec::with_capacity(points);
    for point in (0..).take(points) {
        let mut list = Vec::new();
        let mut choices = vec![0; problem.order.len()];
        back(&by_layer, &problem.order, point, at_most, &mut choices, &mut list);
        list.sort_by_cached_key(|places| problem.steps.package(places));
        lists.push(list);
    }
    Ok(lists)
}

/// Every way back from a label.
fn back(
    by_layer: &[Vec<Way>],
    order: &[usize],
    label: u32,
    at_most: usize,
    choices: &mut Vec<u32>,
    list: &mut Vec<Vec<u32>>,
) {
    let Some((ways, before)) = by_layer.split_last() else {
        list.push(choices.clone());
        return;
    };
    let begin = ways.partition_point(|way| way.to < label);
    for way in ways[begin..].iter().take_while(|way| way.to == label) {
        if list.len() >= at_most {
            return;
        }
        choices[order[before.len()]] = way.place;
        back(before, order, way.from, at_most, choices, list);
    }
}
