//! Rows: runs of states with consecutive bitmasks, and the groups of rows that moves lead through.

use rayon::prelude::*;

/// The bits of `index`, put in order at the places that `mask` has.
pub(super) const fn spread(index: usize, mut mask: usize) -> usize {
    let mut spread = 0;
    let mut left = index;
    while mask != 0 && left != 0 {
        let lowest = mask & mask.wrapping_neg();
        if left & 1 == 1 {
            spread |= lowest;
        }
        left >>= 1;
        mask ^= lowest;
    }
    spread
}

/// How many bits are set.
pub(super) const fn ones(mask: usize) -> u32 {
    mask.count_ones()
}

/// How the states of a model are cut so that the lines of some bits are together: a line is all states that differ in these bits
/// only.
///
/// A row is a run of consecutive bitmasks. Rows that differ in the given bits only form a group; each line lies in one group, and
/// groups are independent of each other. Lines are numbered by what is left of the bitmask without the given bits, so that the
/// lines of a group have consecutive numbers, however long rows are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    /// How many bits number the states in a row.
    pub(super) row_bits: u32,
    /// The given bits within a row.
    pub(super) along: usize,
    /// The given bits in the number of a row.
    pub(super) across: usize,
    /// How many bits number the rows.
    rows_bits: u32,
}

/// A group of so many states (as a power of two) fits into a processor's own memory.
const GROUP_BITS: u32 = 16;
/// Rows are no longer than this many states (as a power of two).
pub(super) const ROW_BITS: u32 = 12;
/// There are at most so many rows (as a power of two), unless they would be longer than [`ROW_BITS`]: each takes room.
const ROWS_BITS: u32 = 20;

impl Cut {
    /// With rows of a given length (as a power of two).
    pub(super) const fn new(options: u32, own: usize, row_bits: u32) -> Self {
        let row_bits = if row_bits < options { row_bits } else { options };
        let along = own & ((1 << row_bits) - 1);
        Self { row_bits, along, across: own >> row_bits, rows_bits: options - row_bits }
    }

    /// With rows short enough for groups to be small, if that can be.
    pub(super) fn small(options: u32, own: usize) -> Self {
        let shortest = options.saturating_sub(ROWS_BITS).clamp(6, ROW_BITS);
        (shortest..=ROW_BITS)
            .rev()
            .map(|row_bits| Self::new(options, own, row_bits))
            .find(|cut| cut.group_bits() <= GROUP_BITS)
            .unwrap_or_else(|| Self::new(options, own, shortest))
    }

    /// How many states are in a row.
    pub(super) const fn row(&self) -> usize {
        1 << self.row_bits
    }

    const fn group_bits(&self) -> u32 {
        self.row_bits + ones(self.across)
    }

    /// How many states are in a group.
    pub(super) const fn group(&self) -> usize {
        1 << self.group_bits()
    }

    /// How many groups there are.
    pub(super) const fn groups(&self) -> usize {
        1 << (self.rows_bits - ones(self.across))
    }

    /// How many lines are in a group.
    pub(super) const fn lines(&self) -> usize {
        1 << (self.row_bits - ones(self.along))
    }

    /// Where in a row the line of this number within its group begins.
    pub(super) const fn line_begin(&self, line: usize) -> usize {
        spread(line, !self.along & (self.row() - 1))
    }

    /// The number of the first row of a group.
    pub(super) const fn first_row(&self, group: usize) -> usize {
        spread(group, !self.across & ((1 << self.rows_bits) - 1))
    }

    /// What has to be added to the number of a group's first row for each of its rows, in order.
    pub(super) fn row_steps(&self) -> Vec<usize> {
        (0..1 << ones(self.across)).map(|row| spread(row, self.across)).collect()
    }

    /// How many bytes [`Self::in_groups`] takes.
    pub(super) const fn bytes(&self) -> u64 {
        if self.across == 0 { 0 } else { 32 << self.rows_bits }
    }

    /// Does something to all groups: with the number of the group and its rows in order.
    pub(super) fn in_groups<T: Send>(
        &self,
        values: &mut [T],
        work: impl Fn(usize, &mut [&mut [T]]) + Sync + Send,
    ) {
        if self.across == 0 {
            return values
                .par_chunks_mut(self.row())
                .enumerate()
                .for_each(|(group, row)| work(group, &mut [row]));
        }
        let mut rows: Vec<_> = values.chunks_mut(self.row()).map(Some).collect();
        let steps = self.row_steps();
        let mut grouped = Vec::with_capacity(rows.len());
        for group in 0..self.groups() {
            let first = self.first_row(group);
            grouped.extend(steps.iter().filter_map(|step| rows[first | step].take()));
        }
        grouped.par_chunks_mut(steps.len()).enumerate().for_each(|(group, rows)| work(group, rows));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_once_in_order_of_its_number() {
        let mut random = fastrand::Rng::with_seed(5);
        for _ in 0..300 {
            let options = random.u32(1..=13);
            let own = random.usize(..1 << options);
            for cut in [Cut::small(options, own), Cut::new(options, own, random.u32(0..=options))] {
                let mut states: Vec<usize> = (0..1 << options).collect();
                let mut numbers = vec![0_usize; 1 << options];
                cut.in_groups(&mut states, |group, rows| {
                    let first = cut.first_row(group) << cut.row_bits;
                    assert_eq!(rows[0][0], first);
                    for line in 0..cut.lines() {
                        let number = group * cut.lines() + line;
                        assert_eq!(first | cut.line_begin(line), spread(number, !own & ((1 << options) - 1)));
                    }
                    for (row, step) in rows.iter().zip(cut.row_steps()) {
                        assert_eq!(row[0], first | step << cut.row_bits);
                        assert_eq!((first ^ row[0]) & !own, 0);
                    }
                });
                cut.in_groups(&mut numbers, |_, rows| {
                    rows.iter_mut().for_each(|row| row.iter_mut().for_each(|number| *number += 1));
                });
                assert!(numbers.iter().all(|&times| times == 1));
            }
        }
    }
}
