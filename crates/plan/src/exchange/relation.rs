//! What comes before what, closed: rows of bits, one bit for each pair.

/// For each item, the set of items that come before it, and before those, and so on.
#[derive(Clone)]
pub(super) struct Relation {
    count: usize,
    words: usize,
    rows: Vec<u64>,
}

/// A set of items.
pub(super) struct Items(Vec<u64>);

impl Items {
    pub(super) fn has(&self, item: usize) -> bool {
        self.0.get(item / 64).is_some_and(|word| word >> (item % 64) & 1 == 1)
    }
}

impl Relation {
    /// The closure of `before`, which must have no circle. O(pairs × items / 64).
    pub(super) fn new(before: &[Vec<usize>]) -> Self {
        let count = before.len();
        let words = count.div_ceil(64);
        let mut closed = Self { count, words, rows: vec![0; count * words] };
        for item in topological(before) {
            for earlier in &before[item] {
                for word in 0..words {
                    closed.rows[item * words + word] |= closed.rows[earlier * words + word];
                }
                closed.rows[item * words + earlier / 64] |= 1 << (earlier % 64);
            }
        }
        closed
    }

    /// The same pairs the other way round.
    pub(super) fn turned(&self) -> Self {
        let mut turned = Self { count: self.count, words: self.words, rows: vec![0; self.rows.len()] };
        for later in 0..self.count {
            for earlier in self.before(later) {
                turned.rows[earlier * self.words + later / 64] |= 1 << (later % 64);
            }
        }
        turned
    }

    /// Whether `earlier` comes before `later`.
    pub(super) fn has(&self, earlier: usize, later: usize) -> bool {
        self.rows[later * self.words + earlier / 64] >> (earlier % 64) & 1 == 1
    }

    /// Whether all that comes before `one` comes before `other`, too.
    pub(super) fn within(&self, one: usize, other: usize) -> bool {
        let row = |item: usize| &self.rows[item * self.words..(item + 1) * self.words];
        row(one).iter().zip(row(other)).all(|(one, other)| one & !other == 0)
    }

    /// What comes before any of these. O(these × items / 64).
    pub(super) fn before_any(&self, items: impl Iterator<Item = usize>) -> Items {
        let mut found = vec![0; self.words];
        for item in items {
            let row = &self.rows[item * self.words..(item + 1) * self.words];
            found.iter_mut().zip(row).for_each(|(found, own)| *found |= own);
        }
        Items(found)
    }

    /// What comes before `item`, in ascending order.
    pub(super) fn before(&self, item: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.count).filter(move |earlier| self.has(*earlier, item))
    }
}

/// An order of the items in which everything comes after what is before it.
fn topological(before: &[Vec<usize>]) -> Vec<usize> {
    let mut waits_for: Vec<usize> = before.iter().map(Vec::len).collect();
    let mut then: Vec<Vec<usize>> = vec![Vec::new(); before.len()];
    for (later, before) in before.iter().enumerate() {
        for earlier in before {
            then[*earlier].push(later);
        }
    }
    let mut order: Vec<usize> = (0..before.len()).filter(|item| waits_for[*item] == 0).collect();
    let mut next = 0;
    while let Some(item) = order.get(next).copied() {
        next += 1;
        for later in &then[item] {
            waits_for[*later] -= 1;
            if waits_for[*later] == 0 {
                order.push(*later);
            }
        }
    }
    order
}

/// The fewest chains that the items of `relation` can be put into, each from first to last, in the order of their first items.
/// By a largest matching of each item with the next of its chain (Dilworth 1950; Fulkerson 1956). O(items³).
pub(super) fn chains(relation: &Relation) -> Vec<Vec<usize>> {
    let count = relation.count;
    let mut previous: Vec<Option<usize>> = vec![None; count];
    let mut next: Vec<Option<usize>> = vec![None; count];
    let later: Vec<Vec<usize>> = {
        let turned = relation.turned();
        (0..count).map(|item| turned.before(item).collect()).collect()
    };
    for item in 0..count {
        let mut seen = vec![false; count];
        extend(item, &later, &mut seen, &mut previous);
    }
    for (item, previous) in previous.iter().enumerate() {
        if let Some(previous) = previous {
            next[*previous] = Some(item);
        }
    }
    (0..count)
        .filter(|item| previous[*item].is_none())
        .map(|first| std::iter::successors(Some(first), |item| next[*item]).collect())
        .collect()
}

/// Finds for `item` a next one, moving others to another next one where that makes room.
fn extend(item: usize, later: &[Vec<usize>], seen: &mut [bool], previous: &mut [Option<usize>]) -> bool {
    for next in &later[item] {
        if std::mem::replace(&mut seen[*next], true) {
            continue;
        }
        let free = match previous[*next] {
            None => true,
            Some(other) => extend(other, later, seen, previous),
        };
        if free {
            previous[*next] = Some(item);
            return true;
        }
    }
    false
}
