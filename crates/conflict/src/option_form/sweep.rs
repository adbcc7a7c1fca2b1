//! What somebody can reach at best or at worst, for all states at once.
//!
//! The moves of a decision maker from a state lead to every choice of its own options that its one-way options allow: a product,
//! one factor for each option. So the best of what can be reached is found option by option: first the better of "as it is" and
//! "this option changed" for every state, then the same with the next option on what was found, and so on. For all 2^k states that
//! takes as many comparisons as there are options, and no list of moves.

use super::level::Level;
use super::rows::{Cut, ROW_BITS, ones};

/// Bits that somebody can change, and in which direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bits {
    /// All of them.
    pub(super) own: usize,
    /// Those that can only be set.
    pub(super) take_only: usize,
    /// Those that can only be cleared. None of them is in `take_only`: a bit that is in both cannot be changed.
    pub(super) drop_only: usize,
}

impl Bits {
    pub(super) const fn new(own: usize, take_only: usize, drop_only: usize) -> Self {
        let own = own & !(take_only & drop_only);
        Self { own, take_only: take_only & own, drop_only: drop_only & own }
    }

    /// The bits of both.
    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            own: self.own | other.own,
            take_only: self.take_only | other.take_only,
            drop_only: self.drop_only | other.drop_only,
        }
    }

    /// Those that can be set or cleared, but not both.
    pub(super) const fn one_way(self) -> usize {
        self.take_only | self.drop_only
    }
}

/// Of two values, which counts.
pub(super) trait Choice<T>: Copy + Send + Sync {
    fn of(self, one: T, other: T) -> T;
}

/// The lower of two.
#[derive(Clone, Copy)]
pub(super) struct Lower;
/// The higher of two.
#[derive(Clone, Copy)]
pub(super) struct Higher;

impl<T: Ord> Choice<T> for Lower {
    #[inline]
    fn of(self, one: T, other: T) -> T {
        one.min(other)
    }
}

impl<T: Ord> Choice<T> for Higher {
    #[inline]
    fn of(self, one: T, other: T) -> T {
        one.max(other)
    }
}

/// Together with the bits within rows, so many bits across rows are done at once, so that a group of rows stays in a processor's
/// own memory.
const FIRST_ACROSS: u32 = 4;
/// So many bits are done at once that are all across rows.
const ACROSS: u32 = 5;

/// Gives each state the lowest or highest of its own value and of those of all states that can be reached from it by changing the
/// bits, whether they can be or not: a state that cannot be must have a value that does not count.
pub(super) fn sweep<T: Level>(options: u32, values: &mut [T], bits: Bits, choice: impl Choice<T>) {
    let in_rows = (1 << ROW_BITS) - 1;
    let mut along = bits.own & in_rows;
    let mut across = bits.own & !in_rows;
    let mut at_once = if along == 0 { ACROSS } else { FIRST_ACROSS };
    while along | across != 0 {
        let now = lowest(across, at_once);
        let cut = Cut::new(options, along | now, ROW_BITS);
        cut.in_groups(values, |_, rows| {
            for row in &mut *rows {
                sweep_row(row, along, bits, choice);
            }
            sweep_rows(rows, now, bits, choice);
        });
        along = 0;
        across &= !now;
        at_once = ACROSS;
    }
}

/// How many bytes [`sweep`] takes at most.
pub(super) const fn bytes(options: u32, bits: Bits) -> u64 {
    Cut::new(options, bits.own, ROW_BITS).bytes()
}

/// The lowest `count` bits of a mask.
const fn lowest(mask: usize, count: u32) -> usize {
    let mut left = mask;
    while ones(left) > count {
        left &= !(1 << left.ilog2());
    }
    left
}

fn each(mut mask: usize) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = mask & mask.wrapping_neg();
        mask ^= bit;
        (bit != 0).then_some(bit)
    })
}

fn sweep_row<T: Level>(row: &mut [T], along: usize, bits: Bits, choice: impl Choice<T>) {
    for bit in each(along) {
        match bit {
            1 => sweep_near::<T, 1, 2>(row, bits, choice),
            2 => sweep_near::<T, 2, 4>(row, bits, choice),
            4 => sweep_near::<T, 4, 8>(row, bits, choice),
            8 => sweep_near::<T, 8, 16>(row, bits, choice),
            _ => {
                for pair in row.chunks_exact_mut(2 * bit) {
                    let (without, with) = pair.split_at_mut(bit);
                    join(without, with, bit, bits, choice);
                }
            }
        }
    }
}

/// As [`sweep_row`] for a bit that is known when this is compiled, so that it does without a loop for each pair.
fn sweep_near<T: Level, const BIT: usize, const PAIR: usize>(
    row: &mut [T],
    bits: Bits,
    choice: impl Choice<T>,
) {
    let (set, clear) = (bits.drop_only & BIT == 0, bits.take_only & BIT == 0);
    for pair in row.as_chunks_mut::<PAIR>().0 {
        let old = *pair;
        for at in 0..BIT {
            let both = choice.of(old[at], old[at + BIT]);
            pair[at] = if set { both } else { old[at] };
            pair[at + BIT] = if clear { both } else { old[at + BIT] };
        }
    }
}

fn sweep_rows<T: Level>(rows: &mut [&mut [T]], across: usize, bits: Bits, choice: impl Choice<T>) {
    for (place, bit) in each(across).enumerate() {
        for pair in rows.chunks_exact_mut(2 << place) {
            let (without, with) = pair.split_at_mut(1 << place);
            for (without, with) in without.iter_mut().zip(with) {
                join(without, with, bit, bits, choice);
            }
        }
    }
}

/// For states without and with a bit, in the same order.
fn join<T: Level>(without: &mut [T], with: &mut [T], bit: usize, bits: Bits, choice: impl Choice<T>) {
    let pairs = without.iter_mut().zip(with);
    if bits.take_only & bit != 0 {
        pairs.for_each(|(without, with)| *without = choice.of(*without, *with));
    } else if bits.drop_only & bit != 0 {
        pairs.for_each(|(without, with)| *with = choice.of(*without, *with));
    } else {
        pairs.for_each(|(without, with)| {
            let both = choice.of(*without, *with);
            (*without, *with) = (both, both);
        });
    }
}
