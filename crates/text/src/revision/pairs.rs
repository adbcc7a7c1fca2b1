//! Which items of two lists stay in place: what the lineage links and what shares words, in the heaviest order.

use std::collections::{HashMap, HashSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::chain::{Pair, heaviest};
use super::items::{Item, Texts};
use super::worth::worth;

/// Both sides and what the lineage links between their paragraphs.
#[derive(Debug)]
pub(super) struct Sides<'a> {
    pub(super) old: Texts<'a>,
    pub(super) new: Texts<'a>,
    pub(super) links: Vec<(usize, usize)>,
}

/// A phrase that occurs more often than this on one side tells little of what corresponds.
const OFTEN: usize = 8;
/// So many of the items that share phrases with one are looked at.
const CLOSEST: usize = 6;
/// Words of a phrase.
const PHRASE: usize = 3;
/// Between two pairs that stay, so many pairs are looked at one by one.
const FEW: usize = 2500;

/// The pairs of two lists that stay in place, in order.
pub(super) fn align(sides: &Sides<'_>, old: &[Item], new: &[Item]) -> Vec<Pair> {
    let linked = linked(sides, old, new);
    let mut candidates: HashSet<(usize, usize)> = linked.clone();
    candidates.extend(same(sides, old, new));
    candidates.extend(sharing_phrases(old, new));
    let kept = heaviest(weighed(sides, (old, new), &linked, candidates.into_iter()));

    // What is left between two neighbours that stay is compared with what is left between the same neighbours.
    let mut all = kept.clone();
    let mut from = (0, 0);
    let ends = kept.iter().map(|pair| (pair.old, pair.new)).chain([(old.len(), new.len())]);
    for end in ends {
        let (olds, news) = (from.0..end.0, from.1..end.1);
        if !olds.is_empty() && !news.is_empty() && olds.len() * news.len() <= FEW {
            let between = olds.flat_map(|old| news.clone().map(move |new| (old, new)));
            all.extend(heaviest(weighed(sides, (old, new), &linked, between)));
        }
        from = (end.0 + 1, end.1 + 1);
    }
    all.sort_unstable_by_key(|pair| pair.old);
    all
}

fn weighed(
    sides: &Sides<'_>,
    (old, new): (&[Item], &[Item]),
    linked: &HashSet<(usize, usize)>,
    candidates: impl Iterator<Item = (usize, usize)>,
) -> Vec<Pair> {
    candidates
        .filter_map(|pair| {
            let (before, after) = (old.get(pair.0)?, new.get(pair.1)?);
            let worth = worth(before, after, linked.contains(&pair), same_text(sides, before, after))?;
            Some(Pair { old: pair.0, new: pair.1, worth })
        })
        .collect()
}

/// Whether two items have the same paragraphs.
fn same_text(sides: &Sides<'_>, old: &Item, new: &Item) -> bool {
    old.words == new.words
        && old.paragraphs.len() == new.paragraphs.len()
        && old
            .paragraphs
            .clone()
            .zip(new.paragraphs.clone())
            .all(|(old, new)| sides.old.text(old) == sides.new.text(new))
}

/// Items with paragraphs that the lineage links.
fn linked(sides: &Sides<'_>, old: &[Item], new: &[Item]) -> HashSet<(usize, usize)> {
    let mut pairs = HashSet::new();
    for (at, item) in old.iter().enumerate() {
        let first = sides.links.partition_point(|link| link.0 < item.paragraphs.start);
        let own = sides.links[first..].iter().take_while(|link| link.0 < item.paragraphs.end);
        for &(_, paragraph) in own {
            let other = new.partition_point(|item| item.paragraphs.end <= paragraph);
            if new.get(other).is_some_and(|item| item.paragraphs.contains(&paragraph)) {
                pairs.insert((at, other));
            }
        }
    }
    pairs
}

/// Lists that have no more items together than this are compared as a whole: the time grows with the square of how much they
/// differ.
const WHOLE: usize = 8000;
/// So many items between two that say what no other says, where there are more of them all.
const STRETCH: usize = 1000;

/// Items that say the same, found as lines of two files are, so that what occurs often is paired in its order.
fn same<'a>(sides: &Sides<'a>, old: &[Item], new: &[Item]) -> Vec<(usize, usize)> {
    let mut keys: HashMap<Vec<&str>, usize> = HashMap::new();
    let mut number = |items: &[Item], texts: &Texts<'a>| -> Vec<usize> {
        let own = |item: &Item| item.paragraphs.clone().map(|at| texts.text(at)).collect();
        items
            .iter()
            .map(|item| {
                let next = keys.len();
                *keys.entry(own(item)).or_insert(next)
            })
            .collect()
    };
    let (before, after) = (number(old, &sides.old), number(new, &sides.new));
    equal(&before, &after, WHOLE)
}

/// Positions of equal keys that rise on both sides, or nearly so: beyond `whole` keys together, those that occur once on each
/// side are held fast, and what lies between two of them is compared by itself; where that is long, what occurs for the
/// so-manieth time on one side is proposed with the same on the other. Takes O(n log n) and for each of the two bounds its
/// square.
fn equal(old: &[usize], new: &[usize], whole: usize) -> Vec<(usize, usize)> {
    if old.len() + new.len() <= whole {
        return capture_diff_slices(Algorithm::Myers, old, new)
            .into_iter()
            .filter(|op| matches!(op, DiffOp::Equal { .. }))
            .flat_map(|op| op.old_range().zip(op.new_range()))
            .collect();
    }
    let (olds, news) = (places(old), places(new));
    // What only one side has takes no part.
    let shared = |keys: &[usize], others: &HashMap<usize, Vec<usize>>| -> Vec<usize> {
        (0..keys.len()).filter(|&at| others.contains_key(&keys[at])).collect()
    };
    let (left, right) = (shared(old, &news), shared(new, &olds));
    let single = |key: &usize| -> Option<Pair> {
        match (olds.get(key)?.as_slice(), news.get(key)?.as_slice()) {
            (&[old], &[new]) => Some(Pair { old, new, worth: 1 }),
            _ => None,
        }
    };
    let fast = heaviest(left.iter().filter_map(|&at| single(&old[at])).collect());
    let mut found = Vec::new();
    let mut from = (0, 0);
    let ends = fast.iter().map(|pair| (pair.old, pair.new)).chain([(old.len(), new.len())]);
    for end in ends {
        let to = (left.partition_point(|&at| at < end.0), right.partition_point(|&at| at < end.1));
        let (one, two) = (&left[from.0..to.0], &right[from.1..to.1]);
        let keys = |places: &[usize], of: &[usize]| places.iter().map(|&at| of[at]).collect::<Vec<_>>();
        let (before, after) = (keys(one, old), keys(two, new));
        let pairs = if before.len() + after.len() <= STRETCH {
            equal(&before, &after, STRETCH)
        } else {
            by_occurrence(&before, &after)
        };
        found.extend(pairs.into_iter().map(|(old, new)| (one[old], two[new])));
        found.extend((end.0 < old.len()).then_some(end));
        from = (to.0 + 1, to.1 + 1);
    }
    found
}

/// Where each key occurs.
fn places(keys: &[usize]) -> HashMap<usize, Vec<usize>> {
    let mut places: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, &key) in keys.iter().enumerate() {
        places.entry(key).or_default().push(at);
    }
    places
}

/// Each occurrence of a key with the occurrence on the other side that has the same number: the first with the first.
fn by_occurrence(old: &[usize], new: &[usize]) -> Vec<(usize, usize)> {
    let news = places(new);
    let mut seen: HashMap<usize, usize> = HashMap::new();
    old.iter()
        .enumerate()
        .filter_map(|(at, key)| {
            let number = seen.entry(*key).or_default();
            let other = news.get(key)?.get(*number)?;
            *number += 1;
            Some((at, *other))
        })
        .collect()
}

/// Items that share rare phrases, the closest of each.
fn sharing_phrases(old: &[Item], new: &[Item]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&[u32], Vec<usize>> = HashMap::new();
    for (at, item) in new.iter().enumerate() {
        for phrase in phrases(item) {
            let own = places.entry(phrase).or_default();
            if own.last() != Some(&at) {
                own.push(at);
            }
        }
    }
    let mut often: HashMap<&[u32], usize> = HashMap::new();
    for phrase in old.iter().flat_map(phrases) {
        *often.entry(phrase).or_default() += 1;
    }
    let mut pairs = Vec::new();
    let mut shared: HashMap<usize, usize> = HashMap::new();
    for (at, item) in old.iter().enumerate() {
        shared.clear();
        for phrase in phrases(item).filter(|phrase| often.get(phrase).is_some_and(|&times| times <= OFTEN)) {
            for &other in places.get(phrase).filter(|own| own.len() <= OFTEN).into_iter().flatten() {
                *shared.entry(other).or_default() += 1;
            }
        }
        let mut found: Vec<(usize, usize)> = shared.iter().map(|(&other, &count)| (count, other)).collect();
        found.sort_unstable_by_key(|&(count, other)| (std::cmp::Reverse(count), other));
        pairs.extend(found.into_iter().take(CLOSEST).map(|(_, other)| (at, other)));
    }
    pairs
}

/// The phrases of an item; of one that is shorter than a phrase, all its words.
fn phrases(item: &Item) -> impl Iterator<Item = &[u32]> {
    let short = item.words.len() < PHRASE && !item.words.is_empty();
    item.words.windows(PHRASE).chain(short.then_some(item.words.as_slice()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_proposed_piece_by_piece_is_equal_and_what_occurs_once_in_its_place_is_proposed(
            old in prop::collection::vec(0_usize..40, 0..60),
            cut in prop::collection::vec(any::<bool>(), 60),
        ) {
            let new: Vec<usize> = old.iter().zip(&cut).filter(|(_, cut)| !**cut).map(|(key, _)| *key).collect();
            let found = equal(&old, &new, 0);
            for &(before, after) in &found {
                prop_assert_eq!(old[before], new[after]);
            }
            let (olds, news) = (places(&old), places(&new));
            let once = old.iter().filter(|key| olds[key].len() == 1 && news.contains_key(key)).count();
            let single = found.iter().filter(|pair| olds[&old[pair.0]].len() == 1).count();
            prop_assert_eq!(single, once);
            let same = equal(&old, &old, 0);
            prop_assert_eq!(same, (0..old.len()).map(|at| (at, at)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn long_stretches_without_a_single_key_are_paired_by_occurrence() {
        let old: Vec<usize> = (0..100_000).map(|at| at % 2).collect();
        let new: Vec<usize> = (0..90_000).map(|at| at % 3).collect();
        let found = equal(&old, &new, WHOLE);
        assert_eq!(found.len(), 60_000);
        assert!(found.iter().all(|&(before, after)| old[before] == new[after]));
    }
}
