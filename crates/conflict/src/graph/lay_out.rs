//! The graph of a model.

use thiserror::Error;

use super::{Graph, Player, add_up};
use crate::memory::{TooLarge, fits};
use crate::model::{Model, Moves, OptionForm, Unusable};
use crate::relation::Relation;

/// Why a model was not laid out.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotLaidOut {
    /// What a decision maker prefers cannot be used.
    #[error("the preferences of {name:?}: {reason}")]
    Preference {
        /// The name of the decision maker.
        name: String,
        /// What is the matter.
        reason: Unusable,
    },
    /// It would take more memory than there is.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

impl Graph {
    /// The states, moves and preferences of a model.
    ///
    /// A decision maker can move from a state to another where the two differ in its own options alone, each of them in a
    /// direction in which it can be changed. A state that stands for several combinations has the moves of all of them.
    ///
    /// # Errors
    /// Where preferences cannot be used, and where it would take more than `budget` bytes: this is told before it is tried.
    pub fn of(model: &Model, budget: u64) -> Result<Self, NotLaidOut> {
        let states = model.states();
        let makers = model.decision_makers.len();
        // Three numbers a state while moves are found, and for each decision maker where its moves begin.
        let mut needs = states as u128 * (24 + 8 * makers as u128);
        let refuse = |needs: u128| {
            let what = || format!("the graph of {states} states");
            fits(
                what,
                needs,
                budget,
                "use fewer states, or preferences that are all known and ask for equilibria only",
            )
        };
        refuse(needs)?;
        let mut moves = Vec::with_capacity(makers);
        for maker in 0..makers {
            let found = match &model.moves {
                Moves::Options(form) => {
                    let found = Lines::of(form, maker);
                    needs += found.at_most() * if form.coalesced.is_empty() { 4 } else { 12 };
                    Some(found)
                }
                Moves::Arcs(arcs) => {
                    needs += arcs.moves.get(maker).map_or(0, Vec::len) as u128 * 12;
                    None
                }
            };
            refuse(needs)?;
            moves.push(found);
        }
        let mut left = budget.saturating_sub(u64::try_from(needs).unwrap_or(u64::MAX));
        let mut decision_makers = Vec::with_capacity(makers);
        for (maker, lines) in moves.into_iter().enumerate() {
            let name = || model.decision_makers.get(maker).map_or_else(String::new, |one| one.name.clone());
            let relation = match model.preferences.get(maker) {
                Some(preference) => preference.relation(model, left),
                None => Err(Unusable::Nobody(maker)),
            };
            let relation = relation.map_err(|reason| NotLaidOut::Preference { name: name(), reason })?;
            left = left.saturating_sub(size(&relation));
            decision_makers.push(match (&model.moves, lines) {
                (Moves::Options(form), Some(lines)) => lines.player(form, states, relation),
                (Moves::Arcs(arcs), _) => {
                    Player::new(states, arcs.moves.get(maker).cloned().unwrap_or_default(), relation)
                }
                (Moves::Options(_), None) => Player::new(states, Vec::new(), relation),
            });
        }
        Ok(Self { states, decision_makers })
    }
}

/// What a relation takes in memory, in bytes.
fn size(relation: &Relation) -> u64 {
    let entries = |list: &Vec<u32>| list.len() as u64 * 4;
    match relation {
        Relation::Levels { level, stretch } => entries(level) + stretch.as_ref().map_or(0, entries),
        Relation::Table(pairs) => (pairs.states() as u64).pow(2),
    }
}

/// The combinations in an order in which those that differ in the options of one decision maker alone stand together.
struct Lines {
    /// What they agree in, the combination, and the position of its state.
    combinations: Vec<(u64, u64, u32)>,
    one_way: OneWay,
}

struct OneWay {
    take_only: u64,
    drop_only: u64,
}

impl OneWay {
    /// Whether each option that differs can be changed in this direction.
    const fn allows(&self, from: u64, to: u64) -> bool {
        from & !to & self.take_only == 0 && to & !from & self.drop_only == 0
    }
}

impl Lines {
    fn of(form: &OptionForm, decision_maker: usize) -> Self {
        let own = form.own(decision_maker);
        let one_way = OneWay { take_only: form.take_only() & own, drop_only: form.drop_only() & own };
        let mut next = 0;
        let mut combinations: Vec<_> = form
            .feasible
            .iter()
            .map(|bitmask| {
                let position = match form.coalesced.contains_key(&bitmask) {
                    true => form
                        .position(bitmask)
                        .and_then(|position| u32::try_from(position).ok())
                        .unwrap_or(u32::MAX),
                    false => {
                        next += 1;
                        next - 1
                    }
                };
                (bitmask & !own, bitmask, position)
            })
            .collect();
        combinations.sort_unstable();
        Self { combinations, one_way }
    }

    fn lines(&self) -> impl Iterator<Item = &[(u64, u64, u32)]> {
        self.combinations.chunk_by(|one, other| one.0 == other.0)
    }

    /// How many moves there are at most.
    fn at_most(&self) -> u128 {
        self.lines().map(|line| line.len() as u128 * (line.len() as u128 - 1)).sum()
    }

    /// The moves from one combination of a line, as positions in order.
    fn from<'a>(&'a self, line: &'a [(u64, u64, u32)], from: u64) -> impl Iterator<Item = u32> + 'a {
        let to = line.iter().filter(move |(_, to, _)| *to != from && self.one_way.allows(from, *to));
        to.map(|&(_, _, position)| position)
    }

    fn player(self, form: &OptionForm, states: usize, relation: Relation) -> Player {
        if !form.coalesced.is_empty() {
            let each = self.lines().flat_map(|line| line.iter().map(move |one| (line, one)));
            let moves = each.flat_map(|(line, &(_, bitmask, position))| {
                self.from(line, bitmask).map(move |to| (position, to))
            });
            return Player::new(states, moves.collect(), relation);
        }
        // Without coalesced states each combination is one state, and its moves come in order of position.
        let mut from = vec![0; states + 1];
        for line in self.lines() {
            for &(_, bitmask, position) in line {
                if let Some(count) = from.get_mut(position as usize + 1) {
                    *count = self.from(line, bitmask).count();
                }
            }
        }
        add_up(&mut from);
        let mut to = vec![0; from.last().copied().unwrap_or(0)];
        for line in self.lines() {
            for &(_, bitmask, position) in line {
                let begin = from.get(position as usize).copied().unwrap_or(0);
                let places = to.iter_mut().skip(begin);
                places.zip(self.from(line, bitmask)).for_each(|(place, position)| *place = position);
            }
        }
        Player { from, to, relation }
    }
}
