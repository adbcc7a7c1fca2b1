//! Which clauses changed places: those outside the heaviest set of clauses that are in the same order in both
//! drafts.

/// For places in the old draft, given in the order of the new one, with weights: which are out of order.
///
/// Takes O(n log n): a Fenwick tree over old places holds the heaviest chain that ends at or before each.
pub(super) fn out_of_order(places: &[(usize, u64)]) -> Vec<bool> {
    let size = places.iter().map(|&(place, _)| place + 2).max().unwrap_or(0);
    // Each cell: weight of a chain, and the position (plus one) of its last element.
    let mut tree = vec![(0_u64, 0_usize); size];
    let mut previous = vec![0_usize; places.len()];
    let mut best = (0_u64, 0_usize);
    for (position, &(place, weight)) in places.iter().enumerate() {
        let mut below = (0_u64, 0_usize);
        let mut cell = place;
        while cell > 0 {
            if tree[cell].0 > below.0 {
                below = tree[cell];
            }
            cell &= cell - 1;
        }
        previous[position] = below.1;
        let chain = (below.0 + weight, position + 1);
        let mut cell = place + 1;
        while cell < size {
            if chain.0 > tree[cell].0 {
                tree[cell] = chain;
            }
            cell += cell & cell.wrapping_neg();
        }
        if chain.0 > best.0 {
            best = chain;
        }
    }
    let mut moved = vec![true; places.len()];
    let mut position = best.1;
    while position > 0 {
        moved[position - 1] = false;
        position = previous[position - 1];
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::out_of_order;

    #[test]
    fn the_lighter_of_two_crossing_clauses_is_the_one_that_moved() {
        assert_eq!(out_of_order(&[(0, 5), (3, 1), (1, 5), (2, 5)]), [false, true, false, false]);
        assert_eq!(out_of_order(&[(1, 1), (0, 9)]), [true, false]);
    }

    #[test]
    fn the_same_order_moves_nothing() {
        let places: Vec<_> = (0..50).map(|place| (place, 1)).collect();
        assert!(out_of_order(&places).iter().all(|&moved| !moved));
        assert!(out_of_order(&[]).is_empty());
    }
}
