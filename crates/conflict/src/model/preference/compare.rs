//! How any two states compare.

use super::closure::closed;
use super::levels::{by_statements, check_weights, ranked};
use super::{Class, Preference, Statement, Unusable, Which, Wish};
use crate::memory::{TooLarge, fits};
use crate::model::{Model, Moves, OptionForm};
use crate::relation::{Compared, Pairs, Relation};

impl Preference {
    /// How any two states of a model compare.
    ///
    /// What is wholly known takes 4 bytes a state (8 with strength; 20 and more while it is sorted), what is not a byte for each
    /// pair of states.
    ///
    /// # Errors
    /// Where it is not about the states of this model, its comparisons go round in a circle, or it takes more than `budget` bytes.
    pub fn relation(&self, model: &Model, budget: u64) -> Result<Relation, Unusable> {
        let mut relation = if self.wish.is_known() {
            let level = Self { wish: self.wish.clone(), unknown: Vec::new() }.by_position(model, budget)?;
            Relation::Levels { level, stretch: self.stretches(model)? }
        } else {
            Relation::Table(self.pairs(model, budget)?)
        };
        if !self.unknown.is_empty() {
            let mut pairs = match relation {
                Relation::Levels { .. } => table_of(&relation, model.states(), budget)?,
                Relation::Table(pairs) => pairs,
            };
            for (one, other) in &self.unknown {
                let (one, other) = (one.positions(model)?, other.positions(model)?);
                for &one in &one {
                    other
                        .iter()
                        .filter(|&&other| other != one)
                        .for_each(|&other| pairs.set(one, other, Compared::Unknown));
                }
            }
            relation = Relation::Table(pairs);
        }
        Ok(relation)
    }

    /// Where strength is given: in which stretch each state lies, between what is much preferred and what is not.
    fn stretches(&self, model: &Model) -> Result<Option<Vec<u32>>, Unusable> {
        match (&self.wish, &model.moves) {
            (Wish::Ranking(classes), _) if classes.iter().skip(1).any(|class| class.much) => {
                let below =
                    |place: usize| classes.iter().skip(place + 1).filter(|class: &&Class| class.much).count();
                ranked(classes, model.states(), |place, _| below(place)).map(Some)
            }
            (Wish::Prioritising(statements), Moves::Options(form)) => {
                Ok(much(statements).map(|much| by_statements(form, much)))
            }
            _ => Ok(None),
        }
    }

    fn pairs(&self, model: &Model, budget: u64) -> Result<Pairs, Unusable> {
        let states = model.states();
        table_fits(states, budget)?;
        match (&self.wish, &model.moves) {
            (Wish::Known(given), _) if given.states() != states => {
                Err(Unusable::Length { of: "states", given: given.states(), needed: states })
            }
            (Wish::Known(given), _) => closed(given).map_err(Unusable::Circle),
            (Wish::Unknown | Wish::Ranking(_) | Wish::Payoffs(_), _) => Ok(Pairs::unknown(states)),
            (_, Moves::Arcs(_)) => Err(Unusable::NoOptions),
            (Wish::Weighting(weights), Moves::Options(form)) => {
                check_weights(form, weights)?;
                Ok(each_pair(form, |one, other| by_bounds(weights, one, other)))
            }
            (Wish::Prioritising(statements), Moves::Options(form)) => {
                Ok(by_some_statements(form, statements))
            }
        }
    }
}

impl Which {
    /// The positions of the states that are meant.
    ///
    /// # Errors
    /// Where a statement is about options and the model has none, or a position is beyond it.
    pub fn positions(&self, model: &Model) -> Result<Vec<usize>, Unusable> {
        match (self, &model.moves) {
            (Self::Where(statement), Moves::Options(form)) => {
                let states = form.bitmasks().enumerate();
                Ok(states.filter(|(_, bitmask)| statement.holds(*bitmask)).map(|(at, _)| at).collect())
            }
            (Self::Where(_), Moves::Arcs(_)) => Err(Unusable::NoOptions),
            (Self::These(positions), _) => {
                let states = model.states();
                let known = |&state: &u32| {
                    if (state as usize) < states {
                        Ok(state as usize)
                    } else {
                        Err(Unusable::NoState { state, states })
                    }
                };
                positions.iter().map(known).collect()
            }
        }
    }
}

/// The statements up to the last that makes a difference much of one; none where none does.
fn much(statements: &[Statement]) -> Option<&[Statement]> {
    let last = statements.iter().rposition(|statement| statement.much)?;
    statements.get(..=last)
}

fn table_fits(states: usize, budget: u64) -> Result<(), TooLarge> {
    fits(
        || format!("a table of the pairs of {states} states"),
        states as u128 * states as u128,
        budget,
        "state preferences so that any two states compare, or use fewer states",
    )
}

fn table_of(relation: &Relation, states: usize, budget: u64) -> Result<Pairs, Unusable> {
    table_fits(states, budget)?;
    let mut pairs = Pairs::unknown(states);
    for one in 0..states {
        (0..one).for_each(|other| pairs.set(one, other, relation.compare(one, other)));
    }
    Ok(pairs)
}

fn each_pair(form: &OptionForm, compared: impl Fn(u64, u64) -> Compared) -> Pairs {
    let bitmasks: Vec<_> = form.bitmasks().collect();
    let mut pairs = Pairs::unknown(bitmasks.len());
    for (one, &bitmask) in bitmasks.iter().enumerate() {
        for (other, &against) in bitmasks.iter().enumerate().take(one) {
            pairs.set(one, other, compared(bitmask, against));
        }
    }
    pairs
}

/// What is certain whatever the weights are between their bounds.
fn by_bounds(weights: &[(i64, i64)], one: u64, other: u64) -> Compared {
    let (mut least, mut most) = (0_i128, 0_i128);
    for (option, &(low, high)) in weights.iter().enumerate() {
        match (one >> option & 1, other >> option & 1) {
            (1, 0) => (least, most) = (least + i128::from(low), most + i128::from(high)),
            (0, 1) => (least, most) = (least - i128::from(high), most - i128::from(low)),
            _ => {}
        }
    }
    match (least, most) {
        (0, 0) => Compared::Same,
        (1.., _) => Compared::Better,
        (_, ..=-1) => Compared::Worse,
        _ => Compared::Unknown,
    }
}

/// Statements of which some are not known to be wished: the first in which two states differ decides between them.
fn by_some_statements(form: &OptionForm, statements: &[Statement]) -> Pairs {
    // For each state a bit for each statement, the first in the highest bit of the first word.
    let keys: Vec<Vec<u64>> = form
        .bitmasks()
        .map(|bitmask| {
            let holds = |some: &[Statement]| {
                some.iter()
                    .enumerate()
                    .fold(0, |bits, (at, one)| bits | u64::from(one.statement.holds(bitmask)) << (63 - at))
            };
            statements.chunks(64).map(holds).collect()
        })
        .collect();
    let much = much(statements).map_or(0, <[_]>::len);
    let mut pairs = Pairs::unknown(keys.len());
    for (one, key) in keys.iter().enumerate() {
        for (other, against) in keys.iter().enumerate().take(one) {
            let differs = key.iter().zip(against).enumerate().find(|(_, (one, other))| one != other);
            let compared = differs.map_or(Compared::Same, |(word, (bits, others))| {
                let bit = (bits ^ others).leading_zeros() as usize;
                let statement = word * 64 + bit;
                let better = bits << bit >> 63 == 1;
                match (statements.get(statement).is_some_and(|one| one.known), better, statement < much) {
                    (false, ..) => Compared::Unknown,
                    (true, true, true) => Compared::MuchBetter,
                    (true, true, false) => Compared::Better,
                    (true, false, true) => Compared::MuchWorse,
                    (true, false, false) => Compared::Worse,
                }
            });
            pairs.set(one, other, compared);
        }
    }
    pairs
}
