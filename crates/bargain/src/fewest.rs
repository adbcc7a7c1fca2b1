//! The fewest things that cannot hold together: statements that contradict each other, demands that leave no package, parties
//! that no package satisfies.

use std::collections::BTreeSet;

/// Things that cannot hold together, none of which could be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clash {
    /// Ascending.
    pub(crate) of: Vec<usize>,
    /// Whether no clash is of fewer.
    pub(crate) fewest: bool,
}

/// How many sets are looked at before the search for fewer stops.
const ROUNDS: usize = 200;

/// The fewest of `from` that cannot hold together; of several, found in a fixed order. Nothing where all can.
///
/// `cannot` says whether some of them cannot hold together and, if so, which of them are enough. It must be monotone: what
/// cannot hold together cannot hold with more.
///
/// First one clash is made minimal by leaving out what is not needed (J. W. Chinneck and E. W. Dravnieks, "Locating minimal
/// infeasible constraint sets in linear programs", ORSA Journal on Computing 3 (1991)). Then smaller ones are looked for among
/// the sets that meet every correction found so far, smallest first (A. Ignatiev, A. Previti, M. Liffiton and J. Marques-Silva,
/// "Smallest MUS extraction with minimal hitting set dualization", CP 2015).
pub(crate) fn smallest<E>(
    from: &[usize],
    mut cannot: impl FnMut(&[usize]) -> Result<Option<Vec<usize>>, E>,
) -> Result<Option<Clash>, E> {
    let Some(enough) = cannot(from)? else { return Ok(None) };
    let mut least = needed(enough, &mut cannot)?;
    // Sets of which each clash has one at least.
    let mut corrections: Vec<Vec<usize>> = Vec::new();
    for _ in 0..ROUNDS {
        let meeting = match meeting(&corrections, least.len()) {
            Ok(Some(meeting)) => meeting,
            Ok(None) => return Ok(Some(Clash { of: least, fewest: true })),
            Err(TooMany) => break,
        };
        if cannot(&meeting)?.is_some() {
            least = meeting;
            continue;
        }
        // They hold together: add what can be added, and one of the rest is in every clash.
        let mut hold = meeting;
        let mut rest = Vec::new();
        for &thing in from.iter().filter(|thing| !hold.contains(thing)).collect::<Vec<_>>() {
            hold.push(thing);
            if cannot(&hold)?.is_some() {
                hold.pop();
                rest.push(thing);
            }
        }
        corrections.push(rest);
    }
    Ok(Some(Clash { of: least, fewest: false }))
}

/// Those that are needed of a clash.
fn needed<E>(
    clash: Vec<usize>,
    cannot: &mut impl FnMut(&[usize]) -> Result<Option<Vec<usize>>, E>,
) -> Result<Vec<usize>, E> {
    let mut left: BTreeSet<usize> = clash.into_iter().collect();
    for thing in left.clone() {
        if !left.contains(&thing) {
            continue;
        }
        let without: Vec<usize> = left.iter().copied().filter(|other| *other != thing).collect();
        // What was tried and kept stays needed in every smaller clash.
        if let Some(enough) = cannot(&without)? {
            left = enough.into_iter().collect();
        }
    }
    Ok(left.into_iter().collect())
}

/// A smallest set that meets each of these sets, if it has fewer than `below`.
///
/// # Errors
///
/// Where that takes more than [`TRIES`] tries.
fn meeting(sets: &[Vec<usize>], below: usize) -> Result<Option<Vec<usize>>, TooMany> {
    let mut tries = TRIES;
    for size in 0..below {
        let mut chosen = Vec::new();
        if meets(sets, &mut chosen, size, &mut tries)? {
            chosen.sort_unstable();
            return Ok(Some(chosen));
        }
    }
    Ok(None)
}

/// How many choices are tried for one set that meets all others.
const TRIES: usize = 1 << 18;

/// More than [`TRIES`].
struct TooMany;

fn meets(
    sets: &[Vec<usize>],
    chosen: &mut Vec<usize>,
    left: usize,
    tries: &mut usize,
) -> Result<bool, TooMany> {
    *tries = tries.checked_sub(1).ok_or(TooMany)?;
    let missed = sets.iter().filter(|set| !set.iter().any(|thing| chosen.contains(thing)));
    let Some(missed) = missed.min_by_key(|set| set.len()) else { return Ok(true) };
    if left == 0 {
        return Ok(false);
    }
    for &thing in missed {
        chosen.push(thing);
        if meets(sets, chosen, left - 1, tries)? {
            return Ok(true);
        }
        chosen.pop();
    }
    Ok(false)
}

/// The sets of `size` of the first `of` numbers, in order.
pub(crate) struct Sets {
    of: usize,
    next: Option<Vec<usize>>,
}

impl Sets {
    pub(crate) fn new(of: usize, size: usize) -> Self {
        Self { of, next: (size <= of).then(|| (0..size).collect()) }
    }
}

impl Iterator for Sets {
    type Item = Vec<usize>;

    fn next(&mut self) -> Option<Vec<usize>> {
        let now = self.next.take()?;
        let size = now.len();
        // The last member that can still move up; those behind it follow closely.
        if let Some(at) = (0..size).rev().find(|&at| now[at] < self.of - size + at) {
            let mut next = now.clone();
            next[at] += 1;
            (at + 1..size).for_each(|behind| next[behind] = next[behind - 1] + 1);
            self.next = Some(next);
        }
        Some(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whether one of the clashes is among these.
    fn has(clashes: &[BTreeSet<usize>], of: &[usize]) -> Option<Vec<usize>> {
        clashes.iter().find(|clash| clash.iter().all(|thing| of.contains(thing))).map(|_| of.to_vec())
    }

    proptest! {
        #[test]
        fn the_clash_found_is_of_the_fewest_things(
            clashes in prop::collection::vec(prop::collection::btree_set(0usize..9, 1..5), 0..7),
        ) {
            let all: Vec<usize> = (0..9).collect();
            let found = smallest(&all, |of| Ok::<_, ()>(has(&clashes, of))).unwrap();
            let fewest = clashes.iter().map(BTreeSet::len).min();
            prop_assert_eq!(found.as_ref().map(|clash| clash.of.len()), fewest);
            if let Some(found) = found {
                prop_assert!(found.fewest);
                prop_assert!(clashes.contains(&found.of.into_iter().collect()));
            }
        }
    }
}
