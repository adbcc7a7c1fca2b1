//! Which pairs stay in place: the heaviest set that has the same order on both sides.

/// A pair that may stay in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) worth: u64,
}

/// The heaviest set of pairs whose old and new positions both rise, in order. A position may be in many pairs; one of them at
/// most is chosen. Of sets that weigh the same, the one whose last pairs stand first.
///
/// Takes O(n log n): a Fenwick tree over new positions holds the heaviest set that ends before each.
pub(super) fn heaviest(mut pairs: Vec<Pair>) -> Vec<Pair> {
    // For one old position, later new positions first: so none of its pairs builds upon another of them.
    pairs.sort_unstable_by(|one, other| (one.old, other.new).cmp(&(other.old, one.new)));
    let size = pairs.iter().map(|pair| pair.new + 2).max().unwrap_or(0);
    // Each cell: weight of a set, and the position (plus one) of its last pair.
    let mut tree = vec![(0_u64, 0_usize); size];
    let mut previous = vec![0_usize; pairs.len()];
    let mut best = (0_u64, 0_usize);
    for (position, pair) in pairs.iter().enumerate() {
        let mut below = (0_u64, 0_usize);
        let mut cell = pair.new;
        while cell > 0 {
            if tree[cell].0 > below.0 {
                below = tree[cell];
            }
            cell &= cell - 1;
        }
        previous[position] = below.1;
        let set = (below.0 + pair.worth, position + 1);
        let mut cell = pair.new + 1;
        while cell < size {
            if set.0 > tree[cell].0 {
                tree[cell] = set;
            }
            cell += cell & cell.wrapping_neg();
        }
        if set.0 > best.0 {
            best = set;
        }
    }
    let mut chosen = Vec::new();
    let mut position = best.1;
    while position > 0 {
        chosen.push(pairs[position - 1]);
        position = previous[position - 1];
    }
    chosen.reverse();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By trying every set.
    fn slowly(pairs: &[Pair]) -> u64 {
        (0_u32..1 << pairs.len())
            .filter_map(|set| {
                let mut taken: Vec<Pair> =
                    (0..pairs.len()).filter(|at| set >> at & 1 == 1).map(|at| pairs[at]).collect();
                taken.sort_by_key(|pair| pair.old);
                let rises = taken.windows(2).all(|two| two[0].old < two[1].old && two[0].new < two[1].new);
                rises.then(|| taken.iter().map(|pair| pair.worth).sum())
            })
            .max()
            .unwrap_or(0)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_other_set_in_order_weighs_more(found in prop::collection::vec((0_usize..6, 0_usize..6, 1_u64..20), 0..12)) {
            let pairs: Vec<Pair> = found.into_iter().map(|(old, new, worth)| Pair { old, new, worth }).collect();
            let chosen = heaviest(pairs.clone());
            prop_assert!(chosen.windows(2).all(|two| two[0].old < two[1].old && two[0].new < two[1].new));
            prop_assert_eq!(chosen.iter().map(|pair| pair.worth).sum::<u64>(), slowly(&pairs));
        }
    }
}
