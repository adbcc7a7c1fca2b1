//! Preferences that are wholly known, as a level for each state: the higher, the more preferred.

use super::{Class, Preference, Statement, Unusable, Wish};
use crate::memory::fits;
use crate::model::{Expression, Feasible, Model, Moves, OptionForm};
use crate::option_form::Levels;

/// The level of each state of a model in option form for one decision maker, found by bitmask where it is asked for.
///
/// A state of a higher level is preferred, two of one level alike; the numbers mean nothing else.
#[derive(Clone, Debug)]
pub struct StateLevels<'a> {
    form: &'a OptionForm,
    found: Found<'a>,
}

#[derive(Clone, Debug)]
enum Found<'a> {
    /// A bit for each statement, the first in the highest bit.
    Statements(Vec<&'a Expression>),
    /// The sum of the weights of the options taken, counted from the least possible.
    Weights {
        /// For the lowest six options together: by how much the sum is above `first`.
        low: Box<[i64; 64]>,
        /// For each further option that is taken.
        high: Vec<i64>,
        /// The level of the state in which nothing is taken.
        first: i64,
        /// The highest level.
        highest: u32,
    },
    /// By position.
    Table(Vec<u32>),
}

impl Model {
    /// The level of each state for a decision maker, where the model is in option form and the preference wholly known.
    ///
    /// Statements (up to 32) and weights take no memory to speak of; else it is 4 bytes a state, and 12 while they are sorted.
    ///
    /// # Errors
    /// Where states are not choices of options, the preference is not known or not usable, or it takes more than `budget` bytes.
    pub fn levels(&self, decision_maker: usize, budget: u64) -> Result<StateLevels<'_>, Unusable> {
        let Moves::Options(form) = &self.moves else { return Err(Unusable::NoOptions) };
        let preference = self.preferences.get(decision_maker).ok_or(Unusable::Nobody(decision_maker))?;
        if !preference.is_known() {
            return Err(Unusable::Unknown);
        }
        let found = match &preference.wish {
            Wish::Prioritising(statements) if statements.len() <= 32 => {
                Found::Statements(statements.iter().map(|one| &one.statement).collect())
            }
            Wish::Weighting(weights) => match by_weights(form, weights)? {
                Some(found) => found,
                None => Found::Table(preference.by_position(self, budget)?),
            },
            _ => Found::Table(preference.by_position(self, budget)?),
        };
        Ok(StateLevels { form, found })
    }
}

impl StateLevels<'_> {
    /// Whether the levels are kept in a table of 4 bytes a state.
    #[must_use]
    pub const fn has_table(&self) -> bool {
        matches!(self.found, Found::Table(_))
    }

    /// The levels of up to 64 bitmasks that begin at `first`, a multiple of 64.
    fn block(&self, first: u64, block: &mut [u32]) {
        match &self.found {
            Found::Statements(statements) => {
                // The last statement decides the lowest bit. There are at most 32.
                let mut held = [0; 32];
                for (held, statement) in held.iter_mut().zip(statements.iter().rev()) {
                    *held = statement.holds_in_64(first);
                }
                block.fill(0);
                let eights = held.as_chunks::<8>().0.iter().take(statements.len().div_ceil(8));
                for (held, shift) in eights.zip((0..).step_by(8)) {
                    for (at, levels) in block.chunks_mut(8).enumerate() {
                        let turned = turned(held.map(|held| held.to_le_bytes()[at]));
                        for (level, bits) in levels.iter_mut().zip(turned) {
                            *level |= u32::from(bits) << shift;
                        }
                    }
                }
            }
            Found::Weights { low, high, first: nothing, .. } => {
                let taken = |option: usize| first.checked_shr(option as u32 + 6).unwrap_or(0) & 1 == 1;
                let base = high.iter().enumerate().filter(|(at, _)| taken(*at)).map(|(_, weight)| weight);
                // A part of the sum may be below nought; the whole wraps round to what it comes to.
                let base = base.fold(*nothing, |sum, weight| sum.wrapping_add(*weight));
                for (level, low) in block.iter_mut().zip(low.iter()) {
                    *level = base.wrapping_add(*low) as u32;
                }
            }
            Found::Table(table) => self.tell_from(table, first, block),
        }
    }

    fn tell_from(&self, table: &[u32], first: u64, block: &mut [u32]) {
        let form = self.form;
        if let (Feasible::All(_), true) = (&form.feasible, form.coalesced.is_empty()) {
            let start = usize::try_from(first).unwrap_or(usize::MAX).min(table.len());
            let given = &table[start..(start + block.len()).min(table.len())];
            block[..given.len()].copy_from_slice(given);
            return;
        }
        if let (Feasible::Dense { set, .. }, true) = (&form.feasible, form.coalesced.is_empty()) {
            // Those that can be lie in a row in the table: only the first has to be looked for.
            let word =
                usize::try_from(first / 64).ok().and_then(|at| set.words().get(at)).copied().unwrap_or(0);
            let Some(place) = form.feasible.place(first + u64::from(word.trailing_zeros())) else { return };
            let mut given = table.iter().skip(place);
            for (bit, level) in block.iter_mut().enumerate() {
                if word >> bit & 1 == 1 {
                    *level = given.next().copied().unwrap_or(0);
                }
            }
            return;
        }
        for (level, bitmask) in block.iter_mut().zip(first..) {
            *level = form.position(bitmask).and_then(|position| table.get(position)).copied().unwrap_or(0);
        }
    }
}

/// Eight rows of eight bits, turned: bit b of row r becomes bit r of row b.
fn turned(rows: [u8; 8]) -> [u8; 8] {
    // Squares of 1, 2 and 4 bits on either side of the diagonal change places, for all squares of a size at once.
    let mut bits = u64::from_le_bytes(rows);
    for (distance, above) in [(7, 0x00aa_00aa_00aa_00aa), (14, 0x0000_cccc_0000_cccc), (28, 0xf0f0_f0f0)] {
        let differ = (bits ^ bits >> distance) & above;
        bits ^= differ ^ differ << distance;
    }
    bits.to_le_bytes()
}

impl Levels for StateLevels<'_> {
    fn highest(&self) -> u32 {
        match &self.found {
            Found::Statements(statements) => {
                1_u32.checked_shl(statements.len() as u32).map_or(u32::MAX, |all| all - 1)
            }
            Found::Weights { highest, .. } => *highest,
            Found::Table(table) => table.iter().copied().max().unwrap_or(0),
        }
    }

    fn fill(&self, first: u64, into: &mut [u32]) {
        let begun = usize::try_from(first % 64).unwrap_or(0);
        let (head, rest) = into.split_at_mut(if begun == 0 { 0 } else { into.len().min(64 - begun) });
        if begun != 0 {
            let mut block = [0; 64];
            self.block(first - first % 64, &mut block);
            head.iter_mut().zip(block.iter().skip(begun)).for_each(|(level, told)| *level = *told);
        }
        let first = first + head.len() as u64;
        for (block, at) in rest.chunks_mut(64).zip(0..) {
            self.block(first + at * 64, block);
        }
    }
}

/// Levels from sums of weights, where they fit.
fn by_weights(form: &OptionForm, weights: &[(i64, i64)]) -> Result<Option<Found<'static>>, Unusable> {
    check_weights(form, weights)?;
    if !form.coalesced.is_empty() {
        return Ok(None);
    }
    let sum = |which: fn(i64) -> bool| -> i128 {
        weights.iter().map(|&(weight, _)| weight).filter(|&weight| which(weight)).map(i128::from).sum()
    };
    let (least, most) = (sum(|weight| weight < 0), sum(|weight| weight > 0));
    let (Ok(least), Ok(highest)) = (i64::try_from(least), u32::try_from(most - least)) else {
        return Ok(None);
    };
    let weight = |option: usize| weights.get(option).map_or(0, |weight| weight.0);
    let low = Box::new(std::array::from_fn(|bits| {
        (0..6).filter(|option| bits >> option & 1 == 1).map(weight).sum()
    }));
    let high = weights.iter().skip(6).map(|weight| weight.0).collect();
    Ok(Some(Found::Weights { low, high, first: least.wrapping_neg(), highest }))
}

pub(super) fn check_weights(form: &OptionForm, weights: &[(i64, i64)]) -> Result<(), Unusable> {
    if weights.len() != form.options.len() {
        return Err(Unusable::Length { of: "options", given: weights.len(), needed: form.options.len() });
    }
    match weights.iter().position(|(low, high)| low > high) {
        Some(option) => Err(Unusable::Bounds { option, low: weights[option].0, high: weights[option].1 }),
        None => Ok(()),
    }
}

/// What is added up for a state by weights that are known.
fn sum(weights: &[(i64, i64)], bitmask: u64) -> i128 {
    weights
        .iter()
        .enumerate()
        .filter(|(at, _)| bitmask >> at & 1 == 1)
        .map(|(_, weight)| i128::from(weight.0))
        .sum()
}

impl Preference {
    /// Whether any two states compare in a known way.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.unknown.is_empty() && self.wish.is_known()
    }

    /// The level of each state by position, where all is known; levels are counted from 0 without gaps.
    pub(super) fn by_position(&self, model: &Model, budget: u64) -> Result<Vec<u32>, Unusable> {
        let states = model.states();
        let bytes = states as u128 * 20;
        fits(
            || format!("the order of {states} states"),
            bytes,
            budget,
            "use statements or weights of options, or fewer states",
        )?;
        match &self.wish {
            Wish::Ranking(classes) => ranked(classes, states, |place, classes| classes - 1 - place),
            Wish::Payoffs(payoffs) if payoffs.len() == states => Ok(compact(payoffs)),
            Wish::Payoffs(payoffs) => {
                Err(Unusable::Length { of: "states", given: payoffs.len(), needed: states })
            }
            Wish::Weighting(weights) => {
                let Moves::Options(form) = &model.moves else { return Err(Unusable::NoOptions) };
                check_weights(form, weights)?;
                Ok(compact(&form.bitmasks().map(|bitmask| sum(weights, bitmask)).collect::<Vec<_>>()))
            }
            Wish::Prioritising(statements) => {
                let Moves::Options(form) = &model.moves else { return Err(Unusable::NoOptions) };
                Ok(by_statements(form, statements))
            }
            Wish::Known(_) | Wish::Unknown => Err(Unusable::Unknown),
        }
    }
}

impl Wish {
    /// Whether it compares any two states in a known way.
    pub(super) fn is_known(&self) -> bool {
        match self {
            Self::Ranking(_) | Self::Payoffs(_) => true,
            Self::Weighting(weights) => weights.iter().all(|(low, high)| low == high),
            Self::Prioritising(statements) => statements.iter().all(|statement| statement.known),
            Self::Known(_) | Self::Unknown => false,
        }
    }
}

/// A number for each state by the class that it is in.
pub(super) fn ranked(
    classes: &[Class],
    states: usize,
    number: impl Fn(usize, usize) -> usize,
) -> Result<Vec<u32>, Unusable> {
    let mut levels = vec![None; states];
    for (place, class) in classes.iter().enumerate() {
        let number = u32::try_from(number(place, classes.len())).unwrap_or(u32::MAX);
        for &state in &class.states {
            let level = levels.get_mut(state as usize).ok_or(Unusable::NoState { state, states })?;
            if level.replace(number).is_some() {
                return Err(Unusable::Twice(state as usize));
            }
        }
    }
    let given = levels.iter().enumerate();
    given.map(|(state, level)| level.ok_or(Unusable::Unranked(state))).collect()
}

/// The level of each state by statements of which an earlier one counts before all later ones.
pub(super) fn by_statements(form: &OptionForm, statements: &[Statement]) -> Vec<u32> {
    let bitmasks: Vec<_> = form.bitmasks().collect();
    let mut levels = vec![0; bitmasks.len()];
    for some in statements.chunks(32) {
        let keys: Vec<_> = levels
            .iter()
            .zip(&bitmasks)
            .map(|(&level, &bitmask)| {
                some.iter()
                    .fold(u64::from(level), |key, one| key << 1 | u64::from(one.statement.holds(bitmask)))
            })
            .collect();
        levels = compact(&keys);
    }
    levels
}

/// Numbers from 0 without gaps in the order of `keys`.
fn compact<K: Ord + Copy>(keys: &[K]) -> Vec<u32> {
    let mut different = keys.to_vec();
    different.sort_unstable();
    different.dedup();
    keys.iter().map(|key| different.partition_point(|other| other < key) as u32).collect()
}
