//! Sorted shifted copies of sorted labels, merged into one sorted list.
//!
//! Merging by twos takes log₂(copies) passes over the candidates, each of them in order of memory and without a branch that
//! depends on the data. For two parties what is dominated falls away in every pass.

use super::key::{Key, Place};
use std::ops::Range;

/// What may become a label: one that there was, and one option more.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<K> {
    pub(super) key: K,
    /// The label that there was.
    pub(super) from: u32,
    /// The place of the option's value in its issue.
    pub(super) place: u32,
}

/// Labels that there are, each to be taken with one option.
#[derive(Debug, Clone)]
pub(super) struct Source<K> {
    pub(super) labels: Range<usize>,
    /// What the option adds.
    pub(super) adds: K,
    pub(super) place: u32,
}

/// What is kept of a list that comes in descending order.
pub(super) trait Keep<K> {
    /// A new list begins.
    fn restart(&mut self);
    /// Whether this one is kept.
    fn keep(&mut self, key: K) -> bool;
}

/// Everything.
pub(super) struct All;

impl<K> Keep<K> for All {
    fn restart(&mut self) {}

    #[inline(always)]
    fn keep(&mut self, _: K) -> bool {
        true
    }
}

/// For one or two parties: what has more of the last number than all before, so that nothing before dominates it; and what
/// is equal to one that is kept.
pub(super) struct Rising<K> {
    last: Place,
    /// What is kept has at least this.
    next: u64,
    kept: K,
}

impl<K: Key> Rising<K> {
    pub(super) fn new(last: Place) -> Self {
        Self { last, next: 0, kept: K::ZERO }
    }
}

impl<K: Key> Keep<K> for Rising<K> {
    fn restart(&mut self) {
        self.next = 0;
    }

    #[inline(always)]
    fn keep(&mut self, key: K) -> bool {
        let number = key.number(&self.last);
        let more = number >= self.next;
        let same = (key == self.kept) & (self.next > 0);
        self.next = if more { number + 1 } else { self.next };
        self.kept = if more { key } else { self.kept };
        more | same
    }
}

/// Labels in descending order, wherever they are.
trait Run<K> {
    fn len(&self) -> usize;
    fn at(&self, index: usize) -> Candidate<K>;
}

struct Shifted<'a, K> {
    keys: &'a [K],
    from: u32,
    adds: K,
    place: u32,
}

impl<K: Key> Run<K> for Shifted<'_, K> {
    fn len(&self) -> usize {
        self.keys.len()
    }

    #[inline(always)]
    #[allow(clippy::cast_possible_truncation, reason = "labels are fewer than 2³²")]
    fn at(&self, index: usize) -> Candidate<K> {
        Candidate { key: self.keys[index].plus(self.adds), from: self.from + index as u32, place: self.place }
    }
}

impl<K: Key> Run<K> for [Candidate<K>] {
    fn len(&self) -> usize {
        self.len()
    }

    #[inline(always)]
    fn at(&self, index: usize) -> Candidate<K> {
        self[index]
    }
}

/// Room for merging, used again for every layer.
pub(super) struct Merger<K> {
    one: Vec<Candidate<K>>,
    other: Vec<Candidate<K>>,
    ends: Vec<usize>,
}

impl<K: Key> Merger<K> {
    pub(super) fn new() -> Self {
        Self { one: Vec::new(), other: Vec::new(), ends: Vec::new() }
    }

    /// The candidates of all sources in descending order; equal ones in the order of the sources.
    ///
    /// Cost: candidates × log₂(sources).
    pub(super) fn merge(
        &mut self,
        keys: &[K],
        sources: &[Source<K>],
        keep: &mut impl Keep<K>,
    ) -> &mut [Candidate<K>] {
        let most = sources.iter().map(|source| source.labels.len()).sum();
        let nothing = Candidate { key: K::ZERO, from: 0, place: 0 };
        if self.one.len() < most {
            self.one.resize(most, nothing);
            self.other.resize(most, nothing);
        }
        self.ends.clear();
        let mut end = 0;
        let shifted = |source: &Source<K>| Shifted {
            keys: &keys[source.labels.clone()],
            #[allow(clippy::cast_possible_truncation, reason = "labels are fewer than 2³²")]
            from: source.labels.start as u32,
            adds: source.adds,
            place: source.place,
        };
        for pair in sources.chunks(2) {
            let room = &mut self.one[end..];
            end += match pair {
                [first, second] => two(&shifted(first), &shifted(second), room, keep),
                [only] => two(&shifted(only), &Shifted { keys: &[], ..shifted(only) }, room, keep),
                _ => 0,
            };
            self.ends.push(end);
        }
        while self.ends.len() > 1 {
            let (mut begin, mut end, mut runs) = (0, 0, 0);
            for pair in 0..self.ends.len().div_ceil(2) {
                let middle = self.ends[2 * pair];
                let last = self.ends.get(2 * pair + 1).copied().unwrap_or(middle);
                let room = &mut self.other[end..];
                end += two(&self.one[begin..middle], &self.one[middle..last], room, keep);
                begin = last;
                self.ends[runs] = end;
                runs += 1;
            }
            self.ends.truncate(runs);
            std::mem::swap(&mut self.one, &mut self.other);
        }
        let end = self.ends.first().copied().unwrap_or(0);
        &mut self.one[..end]
    }
}

/// Two lists into one; tells how many were kept.
fn two<K: Key, A: Run<K> + ?Sized, B: Run<K> + ?Sized>(
    one: &A,
    other: &B,
    room: &mut [Candidate<K>],
    keep: &mut impl Keep<K>,
) -> usize {
    keep.restart();
    let (mut i, mut j, mut kept) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        let (a, b) = (one.at(i), other.at(j));
        let first = a.key >= b.key;
        let next = if first { a } else { b };
        i += usize::from(first);
        j += usize::from(!first);
        room[kept] = next;
        kept += usize::from(keep.keep(next.key));
    }
    for next in (i..one.len()).map(|at| one.at(at)).chain((j..other.len()).map(|at| other.at(at))) {
        room[kept] = next;
        kept += usize::from(keep.keep(next.key));
    }
    kept
}
