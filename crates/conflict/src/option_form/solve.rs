//! Solving, decision maker by decision maker and concept by concept.

use std::ops::ControlFlow;

use rayon::prelude::*;

use super::level::{self, Level};
use super::needs::by_improvements;
use super::order::Order;
use super::sweep::{Bits, Higher, Lower, sweep};
use super::{Ask, Conflict, DecisionMaker, NotSolved, Progress};
use crate::memory;
use crate::model::StateSet;
use crate::stability::{Concept, Stable};

type Tell<'a> = dyn FnMut(Progress) -> ControlFlow<()> + 'a;

impl Conflict<'_> {
    /// What is stable, for whom and by which of the concepts asked for, each once, in their order.
    ///
    /// The states of every set are bitmasks, a bit of memory each, and can be gone through in order without a list of them.
    /// Before each pass over all states `tell` hears how far it is, and can stop it. One pass takes a time in proportion to 2^k
    /// times the options that are moved (GMR, SMR) or that somebody owns (SEQ, SSEQ); GMR and SMR take one for the others and one
    /// for the decision maker, more where some combinations cannot be; SEQ and SSEQ one for each of the others, and again until
    /// nothing changes.
    ///
    /// # Errors
    /// Where it would take more memory than `ask.budget`; where `tell` stopped it.
    pub fn solve(
        &self,
        ask: &Ask,
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Vec<Stable>, NotSolved> {
        memory::fits(
            || format!("solving all combinations of {} options", self.options),
            self.needs(&ask.concepts).bytes.into(),
            ask.budget,
            "ask for fewer concepts at a time, or leave out options that nobody will change",
        )?;
        let mut found: Vec<Stable> = Vec::new();
        for &concept in &ask.concepts {
            if found.iter().all(|stable| stable.concept != concept) {
                found.push(Stable { concept, by_decision_maker: Vec::new() });
            }
        }
        match self.solve_into(&mut found, tell) {
            ControlFlow::Continue(()) => Ok(found),
            ControlFlow::Break(()) => {
                // A decision maker counts as finished where all concepts are.
                let finished = found.iter().map(|stable| stable.by_decision_maker.len()).min().unwrap_or(0);
                found.iter_mut().for_each(|stable| stable.by_decision_maker.truncate(finished));
                Err(NotSolved::Stopped { finished: found })
            }
        }
    }

    fn solve_into(&self, found: &mut [Stable], tell: &mut Tell<'_>) -> ControlFlow<()> {
        let concepts: Vec<Concept> = found.iter().map(|stable| stable.concept).collect();
        let by_improvements = by_improvements(&concepts);
        let movers = self.decision_makers.iter().filter(|one| one.bits.own != 0).count();
        let orders_made = if by_improvements && movers > 1 { movers } else { 0 };
        let mut telling = Telling {
            tell,
            now: Progress {
                done: 0,
                of: orders_made + movers * (1 + concepts.len()),
                decision_maker: 0,
                concept: None,
                rounds: 0,
            },
        };
        let mut orders: Vec<Option<Order>> = self.decision_makers.iter().map(|_| None).collect();
        for (focal, one) in self.decision_makers.iter().enumerate() {
            if one.bits.own == 0 {
                // Who cannot move has nothing to leave for.
                for stable in &mut *found {
                    stable.by_decision_maker.push(self.all());
                }
                continue;
            }
            if by_improvements {
                for (other, order) in orders.iter_mut().enumerate() {
                    let Some(mover) = self.decision_makers.get(other) else { continue };
                    if other != focal && mover.bits.own != 0 && order.is_none() {
                        telling.reading(other)?;
                        *order = Some(Order::new(
                            self.options,
                            self.feasible.as_deref(),
                            mover.bits,
                            mover.levels,
                        ));
                        telling.now.done += 1;
                    }
                }
            }
            telling.reading(focal)?;
            match level::bytes(one.highest) {
                1 => Focal::<u8>::new(self, focal, one).solve(&orders, found, &mut telling)?,
                2 => Focal::<i16>::new(self, focal, one).solve(&orders, found, &mut telling)?,
                _ => Focal::<i32>::new(self, focal, one).solve(&orders, found, &mut telling)?,
            }
            for (other, order) in orders.iter_mut().enumerate() {
                if !self.is_needed_after(focal, other) {
                    *order = None;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// All states that can be.
    fn all(&self) -> StateSet {
        StateSet::of_words(1 << self.options, |first| self.can_be(first))
    }

    /// Which of the 64 states from `first` on can be.
    fn can_be(&self, first: u64) -> u64 {
        match &self.feasible {
            None => !0,
            Some(words) => {
                usize::try_from(first / 64).ok().and_then(|at| words.get(at)).copied().unwrap_or(0)
            }
        }
    }
}

struct Telling<'a, 'b> {
    tell: &'a mut Tell<'b>,
    now: Progress,
}

impl Telling<'_, '_> {
    fn reading(&mut self, decision_maker: usize) -> ControlFlow<()> {
        self.now = Progress { decision_maker, concept: None, rounds: 0, ..self.now };
        (self.tell)(self.now)
    }

    fn concept(&mut self, concept: Concept) -> ControlFlow<()> {
        self.now = Progress { done: self.now.done + 1, concept: Some(concept), rounds: 0, ..self.now };
        (self.tell)(self.now)
    }

    fn round(&mut self) -> ControlFlow<()> {
        self.now.rounds += 1;
        (self.tell)(self.now)
    }
}

/// So many states are gone through by one thread at a time: a multiple of 64.
const PIECE: usize = 4096;

/// The decision maker for whom states are looked at.
struct Focal<'a, T> {
    conflict: &'a Conflict<'a>,
    bits: Bits,
    others: Vec<usize>,
    /// Its levels; the lowest where a state cannot be.
    levels: Vec<T>,
    /// What is being found about each state.
    values: Vec<T>,
}

impl<'a, T: Level> Focal<'a, T> {
    fn new(conflict: &'a Conflict<'a>, focal: usize, one: &DecisionMaker<'_>) -> Self {
        let states = 1 << conflict.options;
        let mut levels = vec![T::default(); states];
        levels.par_chunks_mut(PIECE).enumerate().for_each(|(piece, levels)| {
            let mut told = [0; PIECE];
            let told = &mut told[..levels.len()];
            one.levels.fill((piece * PIECE) as u64, told);
            levels.iter_mut().zip(told).for_each(|(level, told)| *level = T::of(*told));
        });
        let others = conflict.others(focal).collect();
        let mut focal = Self { conflict, bits: one.bits, others, levels, values: vec![T::default(); states] };
        mask(&mut focal.levels, conflict.feasible.as_deref(), T::LOWEST);
        focal
    }

    fn solve(
        mut self,
        orders: &[Option<Order>],
        found: &mut [Stable],
        telling: &mut Telling<'_, '_>,
    ) -> ControlFlow<()> {
        // One after the other where the second begins with what the first has found.
        let together = [Concept::Nash, Concept::Smr, Concept::Gmr, Concept::Seq, Concept::Sseq];
        let mut has_highest = false;
        for concept in together {
            let Some(stable) = found.iter_mut().find(|stable| stable.concept == concept) else { continue };
            telling.concept(concept)?;
            let begins_with_highest = matches!(concept, Concept::Nash | Concept::Smr | Concept::Sseq);
            if !(begins_with_highest && has_highest) {
                self.values
                    .par_chunks_mut(PIECE)
                    .zip(self.levels.par_chunks(PIECE))
                    .for_each(|(values, levels)| values.copy_from_slice(levels));
                if begins_with_highest {
                    sweep(self.conflict.options, &mut self.values, self.bits, Higher);
                }
            }
            has_highest = concept == Concept::Nash;
            if concept != Concept::Nash {
                let feasible = self.conflict.feasible.as_deref();
                let sum = mask(&mut self.values, feasible, T::HIGHEST);
                match concept {
                    Concept::Seq | Concept::Sseq => self.lower_by_improvements(orders, telling)?,
                    _ => self.lower_by_moves(sum, telling)?,
                }
                // Also gives the lowest to what cannot be.
                self.values.par_chunks_mut(PIECE).zip(self.levels.par_chunks(PIECE)).for_each(
                    |(values, levels)| {
                        values
                            .iter_mut()
                            .zip(levels)
                            .for_each(|(value, level)| *value = (*value).min(*level));
                    },
                );
                sweep(self.conflict.options, &mut self.values, self.bits, Higher);
            }
            stable.by_decision_maker.push(self.not_above());
        }
        telling.now.done += 1;
        ControlFlow::Continue(())
    }

    /// The states that can be and whose value is not above their level.
    fn not_above(&self) -> StateSet {
        StateSet::of_words(self.values.len(), |first| {
            let Ok(first_at) = usize::try_from(first) else { return 0 };
            let mut holds = [0_u8; 64];
            let values = self.values[first_at..].iter().zip(&self.levels[first_at..]);
            holds
                .iter_mut()
                .zip(values)
                .for_each(|(holds, (value, level))| *holds = u8::from(value <= level));
            let word = holds.as_chunks().0.iter().rfold(0, |word, eight| word << 8 | in_bits(*eight));
            word & self.conflict.can_be(first)
        })
    }

    /// Gives each state the lowest of its own value and of those of all that the others can bring about.
    fn lower_by_moves(&mut self, mut sum: u64, telling: &mut Telling<'_, '_>) -> ControlFlow<()> {
        let options = self.conflict.options;
        let bits = |at: usize| self.conflict.decision_makers[at].bits;
        let Some(feasible) = self.conflict.feasible.as_deref() else {
            let all = self.others.iter().map(|&at| bits(at)).reduce(Bits::and);
            all.into_iter().for_each(|all| sweep(options, &mut self.values, all, Lower));
            return ControlFlow::Continue(());
        };
        // Values only ever become lower, so that they are as before where their sum is.
        let mut quiet = 0;
        for &other in self.others.iter().cycle() {
            telling.round()?;
            sweep(options, &mut self.values, bits(other), Lower);
            let before = std::mem::replace(&mut sum, mask(&mut self.values, Some(feasible), T::HIGHEST));
            // Who has just moved can bring about nothing more at once.
            quiet = if before == sum { quiet + 1 } else { 1 };
            if quiet == self.others.len() {
                break;
            }
        }
        ControlFlow::Continue(())
    }

    /// The same for what they can bring about by improvements.
    fn lower_by_improvements(
        &mut self,
        orders: &[Option<Order>],
        telling: &mut Telling<'_, '_>,
    ) -> ControlFlow<()> {
        let mut quiet = 0;
        for &other in self.others.iter().cycle() {
            telling.round()?;
            let changed = orders[other].as_ref().is_some_and(|order| order.lower(&mut self.values));
            quiet = if changed { 1 } else { quiet + 1 };
            if quiet == self.others.len() {
                break;
            }
        }
        ControlFlow::Continue(())
    }
}

/// Eight answers of 0 or 1 as bits, the first as the lowest.
const fn in_bits(eight: [u8; 8]) -> u64 {
    // Each of the eight bytes is added at its own distance below the highest byte, and no two sums meet in a bit.
    u64::from_le_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// Gives all states that cannot be this value; returns the sum of all values then.
fn mask<T: Level>(values: &mut [T], feasible: Option<&[u64]>, value: T) -> u64 {
    let Some(feasible) = feasible else { return 0 };
    let pieces = values.par_chunks_mut(PIECE).zip(feasible.par_chunks(PIECE / 64));
    pieces
        .map(|(values, feasible)| {
            let mut sum = 0;
            for (values, &can_be) in values.chunks_mut(64).zip(feasible) {
                // There may be fewer than 64 states at all.
                let mut left = !can_be & (!0 >> (64 - values.len()));
                while left != 0 {
                    values[left.trailing_zeros() as usize] = value;
                    left &= left - 1;
                }
                sum += values.iter().map(|one| one.told()).sum::<u64>();
            }
            sum
        })
        .sum()
}
