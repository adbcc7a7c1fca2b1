//! What a pair is worth: the words that need not be marked if it stays in place.

use std::collections::HashMap;

use super::items::{Item, Kind};

/// More steps than this are not taken to count the words of two lists in their order: two paragraphs with more than 130,000
/// words each that begin and end unlike.
const STEPS: usize = 1 << 28;

/// Words that stand in both lists in the same order, at most: the length of their longest common subsequence; for lists that
/// are too long for that, the words that stand in both in any order.
///
/// Bit-parallel (H. Hyyrö, "Bit-parallel LCS-length computation revisited", 2004): time in proportion to the length of one
/// list times a 64th of the other's.
pub(super) fn common(one: &[u32], other: &[u32]) -> usize {
    let before = one.iter().zip(other).take_while(|(left, right)| left == right).count();
    let (one, other) = (&one[before..], &other[before..]);
    let behind = one.iter().rev().zip(other.iter().rev()).take_while(|(left, right)| left == right).count();
    let (one, other) = (&one[..one.len() - behind], &other[..other.len() - behind]);
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.is_empty() {
        return before + behind;
    }
    if short.len() / 64 * long.len() > STEPS {
        return before + behind + in_any_order(short, long);
    }
    let mut places: Vec<(u32, usize)> = short.iter().copied().zip(0..).collect();
    places.sort_unstable();
    let blocks = short.len().div_ceil(64);
    let mut row = vec![u64::MAX; blocks];
    let mut own = vec![0_u64; blocks];
    for &word in long {
        let first = places.partition_point(|&(other, _)| other < word);
        let mut found = places[first..].iter().take_while(|&&(other, _)| other == word).peekable();
        if found.peek().is_none() {
            continue;
        }
        own.fill(0);
        for &(_, at) in found {
            own[at / 64] |= 1 << (at % 64);
        }
        let mut carry = false;
        for (cell, &own) in row.iter_mut().zip(&own) {
            let met = *cell & own;
            let (sum, over) = cell.overflowing_add(met);
            let (sum, again) = sum.overflowing_add(u64::from(carry));
            carry = over || again;
            *cell = sum | (*cell & !own);
        }
    }
    let zeros = |(block, cell): (usize, &u64)| {
        let bits = (short.len() - block * 64).min(64);
        let counted = if bits == 64 { u64::MAX } else { (1 << bits) - 1 };
        (!cell & counted).count_ones() as usize
    };
    before + behind + row.iter().enumerate().map(zeros).sum::<usize>()
}

/// Words that stand in both lists, each as often as in the one that has it less often.
fn in_any_order(short: &[u32], long: &[u32]) -> usize {
    let mut left: HashMap<u32, usize> = HashMap::new();
    for word in short {
        *left.entry(*word).or_default() += 1;
    }
    let meets =
        |word: &&u32| left.get_mut(word).filter(|count| **count > 0).map(|count| *count -= 1).is_some();
    long.iter().filter(meets).count()
}

/// Weight of a word in common between items that the lineage links or that say the same, and between others: with nearly as
/// many words, what is known to correspond is the clearer pair.
const LINKED: u64 = 1000;
const OTHER: u64 = 900;

/// What a pair of items is worth; `None` where it is no pair. `linked`: the lineage says that they correspond.
pub(super) fn worth(old: &Item, new: &Item, linked: bool, same_text: bool) -> Option<u64> {
    if old.kind != new.kind {
        return None;
    }
    if same_text {
        return Some(old.words.len() as u64 * LINKED + if linked { 2 } else { 1 });
    }
    let (shorter, longer) = (old.words.len().min(new.words.len()), old.words.len().max(new.words.len()));
    if longer == 0 {
        return Some(if linked { 2 } else { 1 });
    }
    let common = common(&old.words, &new.words);
    let paragraphs = old.kind == Kind::Paragraph;
    if paragraphs && is_replaced_whole(common, shorter, longer) {
        return None;
    }
    if linked {
        return Some(common as u64 * LINKED + 2);
    }
    let telling = if paragraphs { common * 2 >= shorter } else { common > 0 };
    (telling && common > 0).then_some(common as u64 * OTHER + 1)
}

/// Whether a redline shows one of two such texts as replaced by the other.
pub(super) fn is_replaced_whole(common: usize, shorter: usize, longer: usize) -> bool {
    crate::redline::hardly_alike(common, shorter, longer)
}

#[cfg(test)]
mod tests {
    use super::common;
    use proptest::prelude::*;

    fn slowly(one: &[u32], other: &[u32]) -> usize {
        let mut row = vec![0; other.len() + 1];
        for left in one {
            let mut corner = 0;
            for (at, right) in other.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if left == right { corner + 1 } else { above.max(row[at]) };
                corner = above;
            }
        }
        row.last().copied().unwrap_or(0)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn words_in_common_are_counted_as_one_would_slowly(
            one in prop::collection::vec(0_u32..9, 0..200),
            other in prop::collection::vec(0_u32..9, 0..200),
        ) {
            prop_assert_eq!(common(&one, &other), slowly(&one, &other));
        }
    }
}
