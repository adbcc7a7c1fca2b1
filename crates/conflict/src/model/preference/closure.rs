//! What follows from comparisons of single states.

use crate::model::StateSet;
use crate::relation::{Compared, Pairs};

/// All that follows from known comparisons: what is at least as good as something is at least as good as all that follows below
/// it; where one step on the way is a preference, so is the whole, and where one is much of one, so is the whole.
///
/// Time in proportion to the known comparisons times the states, 64 at once.
///
/// # Errors
/// The states of a circle, each at least as good as the next and one better, where there is one.
pub(super) fn closed(given: &Pairs) -> Result<Pairs, Vec<usize>> {
    let states = given.states();
    let below: Vec<Vec<usize>> = (0..states)
        .map(|one| {
            let at_least = |other: &usize| {
                given.compare(one, *other).is_better() || given.compare(one, *other) == Compared::Same
            };
            (0..states).filter(|&other| other != one).filter(at_least).collect()
        })
        .collect();
    let alike = alike(&below);
    for (one, others) in below.iter().enumerate() {
        for &other in others {
            if alike[one] == alike[other] && given.compare(one, other).is_better() {
                return Err(circle(&below, one, other));
            }
        }
    }
    // Groups are numbered so that what is below comes first.
    let groups = alike.iter().max().map_or(0, |last| last + 1);
    let mut members = vec![Vec::new(); groups];
    alike.iter().enumerate().for_each(|(state, &group)| members[group].push(state));
    let mut worse = vec![StateSet::empty(groups); groups];
    let mut much_worse = worse.clone();
    for group in 0..groups {
        let (mut all, mut much) = (StateSet::empty(groups), StateSet::empty(groups));
        for (&one, &other) in
            members[group].iter().flat_map(|one| below[*one].iter().map(move |other| (one, other)))
        {
            let lower = alike[other];
            if lower == group {
                continue;
            }
            all.insert(lower);
            all.unite(&worse[lower]);
            much.unite(&much_worse[lower]);
            if given.compare(one, other) == Compared::MuchBetter {
                much.insert(lower);
                much.unite(&worse[lower]);
            }
        }
        (worse[group], much_worse[group]) = (all, much);
    }
    let mut pairs = Pairs::unknown(states);
    for group in 0..groups {
        for &one in &members[group] {
            members[group].iter().for_each(|&other| pairs.set(one, other, Compared::Same));
            for lower in worse[group].iter() {
                let compared =
                    if much_worse[group].contains(lower) { Compared::MuchBetter } else { Compared::Better };
                members[lower].iter().for_each(|&other| pairs.set(one, other, compared));
            }
        }
    }
    Ok(pairs)
}

/// The group of each state: states are in one group where each is at least as good as the other. What is below a group has a lower
/// number (Tarjan 1972, without recursion).
fn alike(below: &[Vec<usize>]) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let states = below.len();
    let (mut found, mut lowest, mut group) = (vec![NONE; states], vec![NONE; states], vec![NONE; states]);
    let (mut open, mut visited, mut groups) = (Vec::new(), 0, 0);
    for start in 0..states {
        if found[start] != NONE {
            continue;
        }
        let mut path = vec![(start, 0)];
        while let Some(&mut (state, ref mut next)) = path.last_mut() {
            if *next == 0 && found[state] == NONE {
                (found[state], lowest[state]) = (visited, visited);
                visited += 1;
                open.push(state);
            }
            if let Some(&other) = below[state].get(*next) {
                *next += 1;
                if found[other] == NONE {
                    path.push((other, 0));
                } else if group[other] == NONE {
                    lowest[state] = lowest[state].min(found[other]);
                }
                continue;
            }
            path.pop();
            if let Some(&(before, _)) = path.last() {
                lowest[before] = lowest[before].min(lowest[state]);
            }
            if lowest[state] == found[state] {
                while let Some(member) = open.pop() {
                    group[member] = groups;
                    if member == state {
                        break;
                    }
                }
                groups += 1;
            }
        }
    }
    group
}

/// The states from `first`, which is better than `second`, back to `first`, by a shortest way.
fn circle(below: &[Vec<usize>], first: usize, second: usize) -> Vec<usize> {
    let mut came = vec![None; below.len()];
    came[second] = Some(second);
    let mut waiting = std::collections::VecDeque::from([second]);
    while let Some(state) = waiting.pop_front() {
        for &other in &below[state] {
            if came[other].is_none() {
                came[other] = Some(state);
                waiting.push_back(other);
            }
        }
    }
    let mut back = vec![];
    let mut at = first;
    while let Some(before) = came[at].filter(|_| at != second) {
        at = before;
        back.push(at);
    }
    back.reverse();
    std::iter::once(first).chain(back).collect()
}
