//! What is dominated among labels of three parties that come in lexicographic order.
//!
//! With the first number descending, a label is dominated if one before it has at least its second and its third: the
//! sweep of Kung, Luccio and Preparata (*On finding the maxima of a set of vectors*, J. ACM 22, 1975), which keeps the
//! staircase of second and third numbers. The staircase is an array by second number where the scale allows it, and short
//! sorted lists otherwise; an array in two levels answers with two reads, and changes in blocks.

use super::key::{Key, Layout};

/// How many second numbers an array is kept for.
const ARRAY: u64 = 1 << 17;
/// How many numbers a block holds, as a power of two.
const BLOCK: u32 = 6;
/// How many lists there are otherwise, as a power of two.
const LISTS: u32 = 10;

/// The staircase of second and third numbers.
pub(super) enum Staircase {
    /// By second number: one more than the greatest third number at it or after it in its block; and by block the same of
    /// all blocks after.
    Array { here: Vec<u32>, after: Vec<u32> },
    /// Lists by the highest bits of the second number, ascending by it and so descending by the third; and by list one
    /// more than the greatest third number in those after.
    Lists { shift: u32, lists: Vec<Vec<(u64, u64)>>, after: Vec<u64> },
}

impl Staircase {
    /// For second and third numbers up to these.
    pub(super) fn new(second: u64, third: u64) -> Self {
        if second < ARRAY && third < u64::from(u32::MAX) {
            #[allow(clippy::cast_possible_truncation, reason = "less than ARRAY")]
            let numbers = second as usize + 1;
            return Self::Array { here: vec![0; numbers], after: vec![0; numbers.div_ceil(1 << BLOCK)] };
        }
        let shift = (u64::BITS - second.leading_zeros()).saturating_sub(LISTS);
        #[allow(clippy::cast_possible_truncation, reason = "less than two to the power of LISTS")]
        let lists = (second >> shift) as usize + 1;
        Self::Lists { shift, lists: vec![Vec::new(); lists], after: vec![0; lists] }
    }

    /// Nothing has come.
    pub(super) fn clear(&mut self) {
        match self {
            Self::Array { here, after } => {
                here.fill(0);
                after.fill(0);
            }
            Self::Lists { lists, after, .. } => {
                lists.iter_mut().for_each(Vec::clear);
                after.fill(0);
            }
        }
    }

    /// Whether nothing that came before has at least as much of both; if so, this has come.
    #[inline(always)]
    #[allow(
        clippy::cast_possible_truncation,
        reason = "numbers are no greater than the staircase was made for"
    )]
    pub(super) fn rises(&mut self, second: u64, third: u64) -> bool {
        match self {
            Self::Array { here, after } => {
                let (at, level) = (second as usize, third as u32 + 1);
                let block = at >> BLOCK;
                if here[at] >= level || after[block] >= level {
                    return false;
                }
                let start = block << BLOCK;
                for greatest in here[start..=at].iter_mut().rev().take_while(|greatest| **greatest < level) {
                    *greatest = level;
                }
                for greatest in after[..block].iter_mut().rev().take_while(|greatest| **greatest < level) {
                    *greatest = level;
                }
                true
            }
            Self::Lists { shift, lists, after } => {
                let at = (second >> *shift) as usize;
                let list = &mut lists[at];
                let next = list.partition_point(|step| step.0 < second);
                if after[at] > third || list.get(next).is_some_and(|step| step.1 >= third) {
                    return false;
                }
                // What is equal in the second number is below in the third.
                let last = next + usize::from(list.get(next).is_some_and(|step| step.0 == second));
                let first = last - list[..last].iter().rev().take_while(|step| step.1 <= third).count();
                list.splice(first..last, [(second, third)]);
                for greatest in after[..at].iter_mut().rev().take_while(|greatest| **greatest <= third) {
                    *greatest = third + 1;
                }
                true
            }
        }
    }
}

/// The sweep over packed labels.
pub(super) struct Sweep {
    staircase: Staircase,
    places: [super::key::Place; 2],
}

impl Sweep {
    /// For labels of three parties with numbers up to these.
    pub(super) fn new<K: Key>(layout: &Layout<K>, most: &[u64]) -> Self {
        Self { staircase: Staircase::new(most[1], most[2]), places: [layout.places[1], layout.places[2]] }
    }
}

impl<K: Key> super::merge::Keep<K> for Sweep {
    fn restart(&mut self) {
        self.staircase.clear();
    }

    #[inline(always)]
    fn keep(&mut self, key: K) -> bool {
        self.staircase.rises(key.number(&self.places[0]), key.number(&self.places[1]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_staircase_rises_where_nothing_before_has_as_much_of_both(
            steps in prop::collection::vec((0u64..300, 0u64..300), 0..60),
            stretch in 0u32..40,
        ) {
            let mut staircase = Staircase::new(300 << stretch, 300);
            for round in 0..2 {
                let mut before: Vec<(u64, u64)> = Vec::new();
                for &(second, third) in &steps {
                    let second = (second << stretch) + round;
                    let rises = !before.iter().any(|step| step.0 >= second && step.1 >= third);
                    prop_assert_eq!(staircase.rises(second, third), rises);
                    before.push((second, third));
                }
                staircase.clear();
            }
        }
    }
}
