//! What holds because several would move at once (SIM): each would gain by moving alone, and all together bring about something worse.

use rayon::prelude::*;

use super::ask::{Asked, NoAnswer, Tell, Work};
use super::general::by_rule;
use super::rule::Rule;
use super::sides::{Room, Side};
use super::{Concept, Stable, general};
use crate::graph::Graph;
use crate::model::{OptionForm, StateSet};

/// Which states are stable for whom, by each of the concepts asked for together with simultaneous stability (Fraser and Hipel 1979;
/// 1984, chapter 3), in their order. `seq` and `smr` are the usual ones.
///
/// Where a state is unstable by the concept for two decision makers or more, each improvement of one of them that nobody sanctions is
/// also held against the others moving at the same time: it is sanctioned where some of the others, each with any improvement of its
/// own from that state, bring about together with it a combination of options that is feasible and that the decision maker does not
/// prefer to the state. Where all its improvements are sanctioned, the state is stable for it after all. In a state that is unstable
/// for one decision maker only, nobody else is taken to move.
///
/// `graph` is `form` laid out: states in order of their bitmasks. How long it takes grows with the product of the numbers of
/// improvements of all decision makers from one state.
///
/// # Errors
/// Where combinations are coalesced; else as [`solve`](super::solve).
pub fn solve(
    graph: &Graph,
    form: &OptionForm,
    asked: &Asked,
    tell: Tell<'_>,
) -> Result<Vec<Stable>, NoAnswer> {
    if !form.coalesced.is_empty() {
        return Err(NoAnswer::Coalesced);
    }
    general::all_known(graph)?;
    let alone = by_rule(graph, &Rule::GENERAL, asked, tell)?;
    let players = graph.decision_makers();
    let steps = general::steps(graph, &Rule::GENERAL, asked.wants(Concept::needs_improving_sanctions));
    let everybody: Vec<[usize; 1]> = (0..players).map(|player| [player]).collect();
    let sides: Vec<Side<'_>> =
        everybody.iter().map(|one| general::alone(graph, one, &Rule::GENERAL, &steps, asked)).collect();
    let bitmasks: Vec<u64> = form.feasible.iter().collect();
    let own: Vec<u64> = (0..players).map(|player| form.own(player)).collect();
    let at_once = AtOnce { graph, form, bitmasks: &bitmasks, own: &own, sides: &sides };
    let unstable: Vec<Vec<usize>> = alone.iter().map(unstable_for_several).collect();
    let mut work = Work::new(unstable.iter().map(|states| states.len() as u64).sum(), tell)?;
    alone
        .into_iter()
        .zip(unstable)
        .map(|(mut stable, states)| {
            for states in states.chunks(256) {
                let deterred: Vec<Vec<usize>> = states
                    .par_iter()
                    .map_init(
                        || sides.first().map(Side::room),
                        |room, &state| {
                            room.as_mut().map_or_else(Vec::new, |room| at_once.deterred(&stable, state, room))
                        },
                    )
                    .collect();
                for (&state, deterred) in states.iter().zip(deterred) {
                    for player in deterred {
                        stable.by_decision_maker[player].insert(state);
                    }
                }
                work.add(states.len())?;
            }
            Ok(stable)
        })
        .collect()
}

fn unstable_for_several(stable: &Stable) -> Vec<usize> {
    let states = stable.by_decision_maker.first().map_or(0, StateSet::size);
    let unstable = |state: usize| stable.by_decision_maker.iter().filter(|set| !set.contains(state)).count();
    (0..states).filter(|&state| unstable(state) >= 2).collect()
}

struct AtOnce<'a> {
    graph: &'a Graph,
    form: &'a OptionForm,
    bitmasks: &'a [u64],
    own: &'a [u64],
    sides: &'a [Side<'a>],
}

impl AtOnce<'_> {
    /// For whom `state` is unstable, but for what the others would do at the same time.
    fn deterred(&self, stable: &Stable, state: usize, room: &mut Room) -> Vec<usize> {
        // What each would choose for its own options, if it moved.
        let choices: Vec<Vec<u64>> = self
            .sides
            .iter()
            .zip(self.own)
            .map(|(side, own)| {
                side.leaves(state, room).iter().map(|&to| self.bitmasks[to as usize] & own).collect()
            })
            .collect();
        let unstable = |&player: &usize| !stable.by_decision_maker[player].contains(state);
        (0..self.own.len())
            .filter(unstable)
            .filter(|&player| {
                self.sides[player].unsanctioned(stable.concept, state, room).iter().all(|&left| {
                    self.worse_together(player, state, self.bitmasks[left as usize], 0, &choices)
                })
            })
            .collect()
    }

    /// Whether some of the others from `next` on, by a choice each, turn `bitmask` into something feasible that `player` does not
    /// prefer to `state`. What nobody else changes is what the player would gain by.
    fn worse_together(
        &self,
        player: usize,
        state: usize,
        bitmask: u64,
        next: usize,
        choices: &[Vec<u64>],
    ) -> bool {
        let Some(own) = self.own.get(next) else {
            return self.form.feasible.place(bitmask).is_some_and(|at| {
                self.graph.relation(player).is_some_and(|relation| !relation.compare(at, state).is_better())
            });
        };
        self.worse_together(player, state, bitmask, next + 1, choices)
            || next != player
                && choices[next].iter().any(|choice| {
                    self.worse_together(player, state, bitmask & !own | choice, next + 1, choices)
                })
    }
}
