//! Preferences carried over to the states of a changed model.

use std::cell::OnceCell;

use super::{Liking, NotPossible};
use crate::model::{Class, Expression, OptionForm, Preference, Statement, Which, Wish};
use crate::relation::{Compared, Pairs};

/// Up to how many states every pair is compared.
const COMPARED: usize = 1 << 13;

/// The states of a changed model beside those of the one before.
pub(super) struct Carry<'a> {
    before: &'a OptionForm,
    now: &'a OptionForm,
    /// The bit of the option that was added; 0 where none was.
    bit: u64,
    /// By position now, the position before and whether the added option is taken. Worked out where it is asked for.
    origins: OnceCell<Vec<(usize, bool)>>,
}

impl<'a> Carry<'a> {
    pub(super) const fn new(before: &'a OptionForm, now: &'a OptionForm, bit: u64) -> Self {
        Self { before, now, bit, origins: OnceCell::new() }
    }

    fn origins(&self) -> &[(usize, bool)] {
        self.origins.get_or_init(|| {
            let origin = |bitmask: u64| {
                let position = self.before.position(bitmask & !self.bit);
                (position.unwrap_or(usize::MAX), bitmask & self.bit != 0)
            };
            self.now.bitmasks().map(origin).collect()
        })
    }

    /// What is preferred among the states now, with this made of the option added.
    pub(super) fn preference(
        &self,
        preference: &Preference,
        liking: Option<Liking>,
    ) -> Result<Preference, NotPossible> {
        let wish = self.wish(&preference.wish, liking)?;
        let mut unknown: Vec<(Which, Which)> =
            preference.unknown.iter().map(|(one, other)| (self.which(one), self.which(other))).collect();
        if liking == Some(Liking::Unknown) {
            unknown.push((Which::Where(self.taken(true)), Which::Where(self.taken(false))));
        }
        Ok(Preference { wish, unknown })
    }

    fn which(&self, which: &Which) -> Which {
        match which {
            Which::Where(_) => which.clone(),
            Which::These(positions) => {
                let contains =
                    |before: usize| u32::try_from(before).is_ok_and(|before| positions.contains(&before));
                Which::These(self.positions(|before, _| contains(before)))
            }
        }
    }

    /// The positions now of the states for which this holds: by position before, and whether the added option is taken.
    fn positions(&self, holds: impl Fn(usize, bool) -> bool) -> Vec<u32> {
        let all = self.origins().iter().zip(0_u32..);
        all.filter(|((before, with), _)| holds(*before, *with)).map(|(_, position)| position).collect()
    }

    /// That the added option is taken, or is not.
    fn taken(&self, taken: bool) -> Expression {
        let expression = Expression::Taken(self.bit.trailing_zeros());
        if taken { expression } else { Expression::Not(Box::new(expression)) }
    }

    fn wish(&self, wish: &Wish, liking: Option<Liking>) -> Result<Wish, NotPossible> {
        // Whether it is to be taken, and whether that counts first.
        let prefers = match liking {
            Some(Liking::Prefers { taken, first }) => Some((taken, first)),
            _ => None,
        };
        let last = prefers.is_some_and(|(_, first)| !first);
        Ok(match wish {
            Wish::Ranking(classes) => Wish::Ranking(self.ranking(classes, prefers)),
            Wish::Weighting(weights) => {
                let mut weights = weights.clone();
                if last {
                    for (low, high) in &mut weights {
                        (*low, *high) = (double(*low)?, double(*high)?);
                    }
                }
                if liking.is_some() {
                    let most = |sum: i64, (low, high): &(i64, i64)| {
                        sum.checked_add(low.checked_abs()?.max(high.checked_abs()?))
                    };
                    let more = weights.iter().try_fold(1, most).ok_or(NotPossible::TooLarge)?;
                    let weight = prefers.map_or(0, |(taken, first)| {
                        let weight = if first { more } else { 1 };
                        if taken { weight } else { -weight }
                    });
                    weights.push((weight, weight));
                }
                Wish::Weighting(weights)
            }
            Wish::Prioritising(statements) => {
                let mut statements = statements.clone();
                if let Some((taken, first)) = prefers {
                    let statement = Statement { statement: self.taken(taken), known: true, much: false };
                    statements.insert(if first { 0 } else { statements.len() }, statement);
                }
                Wish::Prioritising(statements)
            }
            Wish::Payoffs(payoffs) => {
                let (low, high) = (payoffs.iter().min().copied(), payoffs.iter().max().copied());
                let more = match (low, high) {
                    (Some(low), Some(high)) => high
                        .checked_sub(low)
                        .and_then(|span| span.checked_add(1))
                        .ok_or(NotPossible::TooLarge)?,
                    _ => 1,
                };
                let worth = |&(before, with): &(usize, bool)| {
                    let worth = payoffs.get(before).copied().unwrap_or(0);
                    match prefers {
                        Some((taken, true)) if taken == with => {
                            worth.checked_add(more).ok_or(NotPossible::TooLarge)
                        }
                        Some((taken, false)) => Ok(double(worth)? + i64::from(taken == with)),
                        _ => Ok(worth),
                    }
                };
                Wish::Payoffs(self.origins().iter().map(worth).collect::<Result<_, _>>()?)
            }
            Wish::Known(pairs) => Wish::Known(self.pairs(|one, other| pairs.compare(one, other), prefers)?),
            Wish::Unknown => match liking {
                None | Some(Liking::Unknown) => Wish::Unknown,
                Some(_) => Wish::Known(self.pairs(
                    |one, other| if one == other { Compared::Same } else { Compared::Unknown },
                    prefers,
                )?),
            },
        })
    }

    fn ranking(&self, classes: &[Class], prefers: Option<(bool, bool)>) -> Vec<Class> {
        // By position before, the place of its class.
        let mut place = vec![0; self.before.states()];
        for (at, class) in classes.iter().enumerate() {
            for &state in &class.states {
                if let Some(place) = place.get_mut(state as usize) {
                    *place = at;
                }
            }
        }
        // How many steps down were much, up to each class; the first class has none before it.
        let mut steps = 0;
        let stretch: Vec<usize> = classes
            .iter()
            .enumerate()
            .map(|(at, class)| {
                steps += usize::from(class.much && at > 0);
                steps
            })
            .collect();
        // Lower is better: what counts first, and what counts next.
        let key = |before: usize, with: bool| {
            let place = place.get(before).copied().unwrap_or(0);
            match prefers {
                None => (place, 0),
                Some((taken, true)) => (usize::from(taken != with), place),
                Some((taken, false)) => (place, usize::from(taken != with)),
            }
        };
        let mut states: Vec<((usize, usize), u32)> =
            self.origins().iter().zip(0..).map(|(&(before, with), at)| (key(before, with), at)).collect();
        states.sort_unstable();
        let mut ranking: Vec<Class> = Vec::new();
        let mut last = None;
        for (key, state) in states {
            // Of two blocks that differ in what counts first, the second is much worse where anything is.
            let step = match prefers {
                Some((_, true)) => (key.0 * steps) + stretch.get(key.1).copied().unwrap_or(0) + key.0,
                _ => stretch.get(key.0).copied().unwrap_or(0),
            };
            match ranking.last_mut() {
                Some(class) if last.is_some_and(|(before, _)| before == key) => class.states.push(state),
                _ => {
                    let much = steps > 0 && last.is_some_and(|(_, before)| before < step);
                    ranking.push(Class { states: vec![state], much });
                }
            }
            last = Some((key, step));
        }
        ranking
    }

    fn pairs(
        &self,
        compare: impl Fn(usize, usize) -> Compared,
        prefers: Option<(bool, bool)>,
    ) -> Result<Pairs, NotPossible> {
        let origins = self.origins();
        if origins.len() > COMPARED {
            return Err(NotPossible::TooLarge);
        }
        let mut pairs = Pairs::unknown(origins.len());
        for (at, &(one, with)) in origins.iter().enumerate() {
            for (later, &(other, also)) in origins.iter().enumerate().skip(at + 1) {
                let by_option = |taken: bool| if taken == with { Compared::Better } else { Compared::Worse };
                let compared = match (prefers.filter(|_| with != also), compare(one, other)) {
                    (Some((taken, true)), _) | (Some((taken, false)), Compared::Same) => by_option(taken),
                    (_, compared) => compared,
                };
                pairs.set(at, later, compared);
            }
        }
        Ok(pairs)
    }
}

fn double(number: i64) -> Result<i64, NotPossible> {
    // One less than there would be room for, as one more may be added.
    number.checked_mul(2).filter(|doubled| *doubled < i64::MAX).ok_or(NotPossible::TooLarge)
}
