//! What is dominated among labels of four parties that come in lexicographic order.
//!
//! With the first number descending, a label is dominated if one before it has at least its second, third and fourth. By
//! ranges of the second number there are staircases of third and fourth numbers, arranged as by Fenwick (*A new data
//! structure for cumulative frequency tables*, Software: Practice and Experience 24, 1994), so that the labels of any
//! second number and more are in log(ranges) of them; one staircase is asked by halving. Labels of the label's own range
//! are looked at one by one.

use super::key::{Key, Layout, Place};
use super::merge::Keep;

/// How many ranges of second numbers there are at most, as a power of two.
const RANGES: u32 = 11;
/// How many second numbers there are at most; with more, few ranges might hold most labels.
const NUMBERS: u64 = 1 << 17;
/// How many labels that dominated lately are looked at first.
const LATELY: usize = 8;

/// The staircases.
pub(super) struct Ranges<K> {
    spare: K,
    places: [Place; 3],
    shift: u32,
    /// By range from the greatest: its labels.
    own: Vec<Vec<K>>,
    /// By place of the tree: steps, ascending by the third number in the high half and so descending by the fourth in the
    /// low half.
    stairs: Vec<Vec<u64>>,
    lately: Lately<K>,
}

impl<K: Key> Ranges<K> {
    /// For labels with numbers up to these; none where there are not four, or where the scale is so fine that a range could
    /// hold much of them, unless they are spread evenly.
    pub(super) fn new(layout: &Layout<K>, most: &[u64], evenly: bool) -> Option<Self> {
        let &[_, second, third, fourth] = most else { return None };
        if (second >= NUMBERS && !evenly) || third.max(fourth) >= u64::from(u32::MAX) {
            return None;
        }
        let shift = (u64::BITS - second.leading_zeros()).saturating_sub(RANGES);
        #[allow(clippy::cast_possible_truncation, reason = "less than two to the power of RANGES")]
        let ranges = (second >> shift) as usize + 1;
        Some(Self {
            spare: layout.spare,
            places: [layout.places[1], layout.places[2], layout.places[3]],
            shift,
            own: vec![Vec::new(); ranges],
            stairs: vec![Vec::new(); ranges + 1],
            lately: Lately::new(),
        })
    }

    /// Its range counted from the greatest, and its step.
    #[allow(clippy::cast_possible_truncation, reason = "less than two to the power of RANGES")]
    fn place(&self, key: K) -> (usize, u64) {
        let range = (key.number(&self.places[0]) >> self.shift) as usize;
        let step = key.number(&self.places[1]) << 32 | key.number(&self.places[2]);
        (self.own.len() - 1 - range, step)
    }
}

/// Whether a step of the staircase is at least as far in both.
#[inline(always)]
fn under(stairs: &[u64], step: u64) -> bool {
    let third = step & !u64::from(u32::MAX);
    let next = stairs.partition_point(|one| *one < third);
    #[allow(clippy::cast_possible_truncation, reason = "the low half is what is compared")]
    stairs.get(next).is_some_and(|one| *one as u32 >= step as u32)
}

#[allow(clippy::cast_possible_truncation, reason = "the low half is what is compared")]
fn climb(stairs: &mut Vec<u64>, step: u64) {
    if under(stairs, step) {
        return;
    }
    // What is equal in the third number is below in the fourth.
    let last = stairs.partition_point(|one| *one <= step);
    let first = last - stairs[..last].iter().rev().take_while(|one| **one as u32 <= step as u32).count();
    stairs.splice(first..last, [step]);
}

impl<K: Key> Keep<K> for Ranges<K> {
    fn restart(&mut self) {
        self.own.iter_mut().for_each(Vec::clear);
        self.stairs.iter_mut().for_each(Vec::clear);
        self.lately = Lately::new();
    }

    fn keep(&mut self, key: K) -> bool {
        if self.lately.covers(key, self.spare) {
            return false;
        }
        let (range, step) = self.place(key);
        // The ranges before its own, the widest part first, as that is where most that dominates is.
        let mut at = 0;
        for bit in (0..usize::BITS - range.leading_zeros()).rev() {
            if range >> bit & 1 == 1 {
                at += 1 << bit;
                if under(&self.stairs[at], step) {
                    return false;
                }
            }
        }
        if let Some(&one) = self.own[range].iter().find(|one| one.covers(key, self.spare)) {
            self.lately.add(one);
            return false;
        }
        self.own[range].push(key);
        let mut at = range + 1;
        while at < self.stairs.len() {
            climb(&mut self.stairs[at], step);
            at += at & at.wrapping_neg();
        }
        true
    }
}

/// The labels that dominated others lately, the last first. Few labels dominate most of what falls.
pub(super) struct Lately<K> {
    labels: [K; LATELY],
    known: usize,
}

impl<K: Key> Lately<K> {
    pub(super) fn new() -> Self {
        Self { labels: [K::ZERO; LATELY], known: 0 }
    }

    #[inline(always)]
    pub(super) fn covers(&mut self, key: K, spare: K) -> bool {
        let found = self.labels[..self.known].iter().position(|one| one.covers(key, spare));
        if let Some(at) = found {
            self.labels[..=at].rotate_right(1);
        }
        found.is_some()
    }

    pub(super) fn add(&mut self, key: K) {
        self.known = LATELY.min(self.known + 1);
        self.labels[self.known - 1] = key;
        self.labels[..self.known].rotate_right(1);
    }
}
