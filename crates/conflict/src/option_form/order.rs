//! What the others can bring about by improvements of their own, for all states at once.
//!
//! A decision maker's improvements from a state are the states on the same line, in the direction of its one-way options, that it
//! prefers. So its states are put in order once, line by line, from what it prefers most on; a walk along that order then knows,
//! at each state, the lowest value of everything that is preferred to it. Levels are not needed again after that.

use std::sync::Mutex;

use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Levels;
use super::level::Level;
use super::rows::{Cut, ones, spread};
use super::sweep::Bits;

/// The states of every line of a decision maker, in order of its preference.
pub(super) struct Order {
    bits: Bits,
    options: u32,
    entries: Entries,
}

/// A place on a line and whether the state there is preferred like the one before in order.
trait Entry: Copy + Default + Send + Sync + 'static {
    fn new(place: usize, tied: bool) -> Self;
    fn place(self) -> usize;
    fn tied(self) -> bool;
}

macro_rules! entry {
    ($type:ty) => {
        impl Entry for $type {
            fn new(place: usize, tied: bool) -> Self {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "the type is chosen by how long lines are"
                )]
                let place = place as Self;
                place | Self::from(tied) << (Self::BITS - 1)
            }

            fn place(self) -> usize {
                (self & (Self::MAX >> 1)) as usize
            }

            fn tied(self) -> bool {
                self >> (Self::BITS - 1) == 1
            }
        }
    };
}
entry!(u8);
entry!(u16);
entry!(u32);

enum Entries {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

/// How many bytes an entry takes on lines of so many bits.
const fn entry_bytes(line_bits: u32) -> u64 {
    match line_bits {
        0..=7 => 1,
        8..=15 => 2,
        _ => 4,
    }
}

/// How many bytes an [`Order`] takes.
pub(super) const fn bytes(options: u32, bits: Bits) -> u64 {
    entry_bytes(ones(bits.own)) << options
}

/// How many bytes it takes to make one, besides itself.
pub(super) fn making_bytes(options: u32, bits: Bits, threads: u64) -> u64 {
    let cut = Cut::small(options, bits.own);
    let levels = 4 * cut.group() as u64;
    let keys = 8_u64 << ones(bits.own);
    (levels + keys) * threads.min(cut.groups() as u64)
}

/// How many bytes [`Order::lower`] takes for values of so many bytes.
pub(super) fn lower_bytes(options: u32, bits: Bits, value_bytes: u64, threads: u64) -> u64 {
    let cut = Cut::small(options, bits.own);
    let line = 1_u64 << ones(bits.own);
    let lines = lines_at_once(&cut, bits, value_bytes) as u64;
    let cover = value_bytes << ones(bits.one_way());
    let steps = 8 << (ones(cut.across) + ones(cut.along));
    cut.bytes()
        + steps
        + (lines * (line + GAP as u64) * value_bytes + cover) * threads.min(cut.groups() as u64)
}

impl Order {
    /// Puts the states of each line in order. States that cannot be come first, as if preferred to all and alike; they must have
    /// [`Level::HIGHEST`] as their value, which neither changes nor counts then.
    pub(super) fn new(options: u32, feasible: Option<&[u64]>, bits: Bits, levels: &dyn Levels) -> Self {
        let make = Making { cut: Cut::small(options, bits.own), own: bits.own, feasible, levels };
        let entries = match entry_bytes(ones(bits.own)) {
            1 => Entries::One(make.entries(options)),
            2 => Entries::Two(make.entries(options)),
            _ => Entries::Four(make.entries(options)),
        };
        Self { bits, options, entries }
    }

    /// Gives each state the lowest of its own value and of those of all improvements from it; says whether anything changed.
    ///
    /// As moves and preferences are transitive, it does not matter whether values count as they were or as they become.
    pub(super) fn lower<T: Level>(&self, values: &mut [T]) -> bool {
        match &self.entries {
            Entries::One(entries) => self.lower_by(values, entries),
            Entries::Two(entries) => self.lower_by(values, entries),
            Entries::Four(entries) => self.lower_by(values, entries),
        }
    }

    fn lower_by<T: Level, E: Entry>(&self, values: &mut [T], entries: &[E]) -> bool {
        let cut = Cut::small(self.options, self.bits.own);
        let at_once = lines_at_once(&cut, self.bits, size_of::<T>() as u64);
        let line = 1 << ones(self.bits.own);
        let steps: Vec<usize> = (0..1 << ones(cut.along)).map(|place| spread(place, cut.along)).collect();
        let changed = AtomicBool::new(false);
        let room = Room::<Walk<T>>::default();
        cut.in_groups(values, |group, rows| {
            let mut walk = room.take(|| Walk::new(line, at_once, self.bits));
            let entries = &entries[group * cut.lines() * line..][..cut.lines() * line];
            let mut changed_here = false;
            for (batch, entries) in entries.chunks(line * at_once).enumerate() {
                let begins: Vec<usize> =
                    (0..at_once).map(|at| cut.line_begin(batch * at_once + at)).collect();
                walk.load(rows, &begins, &steps);
                if walk.lower(entries) {
                    walk.store(rows, &begins, &steps);
                    changed_here = true;
                }
            }
            if changed_here {
                changed.store(true, Ordering::Relaxed);
            }
            room.give_back(walk);
        });
        changed.into_inner()
    }
}

/// Room that threads work in, kept from one group to the next.
struct Room<T>(Mutex<Vec<T>>);

impl<T> Default for Room<T> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

impl<T> Room<T> {
    fn take(&self, make: impl FnOnce() -> T) -> T {
        self.0.lock().ok().and_then(|mut free| free.pop()).unwrap_or_else(make)
    }

    fn give_back(&self, room: T) {
        if let Ok(mut free) = self.0.lock() {
            free.push(room);
        }
    }
}

struct Making<'a> {
    cut: Cut,
    own: usize,
    feasible: Option<&'a [u64]>,
    levels: &'a dyn Levels,
}

impl Making<'_> {
    fn entries<E: Entry>(&self, options: u32) -> Vec<E> {
        let cut = self.cut;
        let line = 1 << ones(self.own);
        let steps = cut.row_steps();
        let along: Vec<usize> = (0..1 << ones(cut.along)).map(|place| spread(place, cut.along)).collect();
        let mut entries = vec![E::default(); 1 << options];
        let room = Room::default();
        entries.par_chunks_mut(cut.lines() * line).enumerate().for_each(|(group, entries)| {
            let (mut levels, mut keys) =
                room.take(|| (vec![0_u32; cut.group()], Vec::<u64>::with_capacity(line)));
            let first = cut.first_row(group) << cut.row_bits;
            for (row, step) in levels.chunks_exact_mut(cut.row()).zip(&steps) {
                self.levels.fill((first | step << cut.row_bits) as u64, row);
            }
            for (at, entries) in entries.chunks_exact_mut(line).enumerate() {
                let begin = cut.line_begin(at);
                keys.clear();
                let mut place = 0;
                for (row, step) in levels.chunks_exact(cut.row()).zip(&steps) {
                    let first = first | step << cut.row_bits;
                    for step in &along {
                        let can_be = self.feasible.is_none_or(|words| {
                            words[(first | begin | step) / 64] >> ((begin | step) % 64) & 1 == 1
                        });
                        let rank = if can_be { u64::from(!row[begin | step]) + 1 } else { 0 };
                        keys.push(rank << PLACE_BITS | place);
                        place += 1;
                    }
                }
                if line > LONG {
                    keys.par_sort_unstable();
                } else {
                    keys.sort_unstable();
                }
                let mut before = None;
                for (entry, key) in entries.iter_mut().zip(&keys) {
                    let rank = key >> PLACE_BITS;
                    *entry = E::new((key & ((1 << PLACE_BITS) - 1)) as usize, before == Some(rank));
                    before = Some(rank);
                }
            }
            room.give_back((levels, keys));
        });
        entries
    }
}

/// How many bits say where on its line a state is.
const PLACE_BITS: u32 = 28;
/// Longer lines are put in order by several threads.
const LONG: usize = 1 << 16;
/// Values left free between two lines, so that the same places of several lines do not compete for the same part of the
/// processor's memory.
const GAP: usize = 16;

/// How many lines are gone along together: those that share what is read at once from memory, unless they take too much.
fn lines_at_once(cut: &Cut, bits: Bits, value_bytes: u64) -> usize {
    let most = (1_u64 << 20) / (value_bytes << ones(bits.own)).max(1);
    usize::try_from(most).unwrap_or(1).clamp(1, 16).min(cut.lines()).next_power_of_two()
}

/// Some lines of values, each in one piece.
struct Walk<T> {
    line: usize,
    one_way: usize,
    flip: usize,
    values: Vec<T>,
    /// For lines with one-way bits: see [`Cover`].
    cover: Vec<T>,
}

impl<T: Level> Walk<T> {
    fn new(line: usize, lines: usize, bits: Bits) -> Self {
        let one_way = gather(bits.one_way(), bits.own);
        let cover = if one_way == 0 { 0 } else { 1 << ones(one_way) };
        Self {
            line,
            one_way,
            flip: gather(gather(bits.drop_only, bits.own), one_way),
            values: vec![T::HIGHEST; lines * (line + GAP)],
            cover: vec![T::HIGHEST; cover],
        }
    }

    fn load(&mut self, rows: &[&mut [T]], begins: &[usize], steps: &[usize]) {
        let stride = self.line + GAP;
        for (row, part) in rows.iter().zip((0..).step_by(steps.len())) {
            for (place, step) in steps.iter().enumerate() {
                let column = self.values[part + place..].iter_mut().step_by(stride);
                column.zip(begins).for_each(|(value, begin)| *value = row[begin | step]);
            }
        }
    }

    fn store(&self, rows: &mut [&mut [T]], begins: &[usize], steps: &[usize]) {
        let stride = self.line + GAP;
        for (row, part) in rows.iter_mut().zip((0..).step_by(steps.len())) {
            for (place, step) in steps.iter().enumerate() {
                let column = self.values[part + place..].iter().step_by(stride);
                column.zip(begins).for_each(|(value, begin)| row[begin | step] = *value);
            }
        }
    }

    fn lower<E: Entry>(&mut self, entries: &[E]) -> bool {
        let mut changed = false;
        let lines = self.values.chunks_exact_mut(self.line + GAP);
        for (values, entries) in lines.zip(entries.chunks_exact(self.line)) {
            changed |= if self.one_way == 0 {
                lower_line(values, entries)
            } else {
                lower_one_way(values, entries, self.one_way, self.flip, &mut self.cover)
            };
        }
        changed
    }
}

fn lower_line<T: Level, E: Entry>(values: &mut [T], entries: &[E]) -> bool {
    let mut changed = false;
    // The lowest value of what is preferred to the state, and of that and what is preferred like it so far.
    let (mut preferred, mut so_far) = (T::HIGHEST, T::HIGHEST);
    for entry in entries {
        preferred = if entry.tied() { preferred } else { so_far };
        let value = &mut values[entry.place()];
        let old = *value;
        so_far = so_far.min(old);
        *value = old.min(preferred);
        changed |= preferred < old;
    }
    changed
}

/// As [`lower_line`] where some bits can only be changed one way: of what is preferred, only what can be reached counts.
fn lower_one_way<T: Level, E: Entry>(
    values: &mut [T],
    entries: &[E],
    one_way: usize,
    flip: usize,
    cover: &mut [T],
) -> bool {
    let mut changed = false;
    cover.fill(T::HIGHEST);
    let mut cover = Cover::new(cover);
    for alike in entries.chunk_by(|_, next| next.tied()) {
        for entry in alike {
            let value = &mut values[entry.place()];
            let reached = cover.lowest(gather(entry.place(), one_way) ^ flip);
            if reached < *value {
                *value = reached;
                changed = true;
            }
        }
        for entry in alike {
            cover.add(gather(entry.place(), one_way) ^ flip, values[entry.place()]);
        }
    }
    changed
}

/// The lowest value so far for every choice of bits that can only be set: of what can be reached from it by setting more.
///
/// To keep both adding and asking short, half of the bits are gone over when a value is added (every choice from which it can be
/// reached), the other half when one is asked for (every choice that can be reached): at most 2^(bits / 2) steps each.
struct Cover<'a, T> {
    table: &'a mut [T],
    low: usize,
    high: usize,
}

impl<'a, T: Level> Cover<'a, T> {
    fn new(table: &'a mut [T]) -> Self {
        let bits = table.len().trailing_zeros();
        let low = (1 << (bits / 2)) - 1;
        let high = (table.len() - 1) & !low;
        Self { table, low, high }
    }

    fn add(&mut self, bits: usize, value: T) {
        let kept = bits & self.high;
        for fewer in within(bits & self.low) {
            let entry = &mut self.table[kept | fewer];
            *entry = value.min(*entry);
        }
    }

    fn lowest(&self, bits: usize) -> T {
        within(self.high & !bits).map(|more| self.table[bits | more]).min().unwrap_or(T::HIGHEST)
    }
}

/// All choices of some bits, none and all of them included.
fn within(mask: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(mask), move |&last| (last != 0).then(|| (last - 1) & mask))
}

/// The bits of `from` at the places that `mask` has, put together: the inverse of [`spread`].
fn gather(from: usize, mut mask: usize) -> usize {
    let mut gathered = 0;
    let mut at = 0;
    while mask != 0 {
        let lowest = mask & mask.wrapping_neg();
        gathered |= usize::from(from & lowest != 0) << at;
        at += 1;
        mask ^= lowest;
    }
    gathered
}
