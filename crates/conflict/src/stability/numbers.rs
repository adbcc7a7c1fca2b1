//! What is stable for a decision maker where its comparisons come down to numbers: a search for each concept settles all states.

use rayon::prelude::*;

use super::Concept;
use super::arrivals::Arrivals;
use super::ask::{Asked, Restoring};
use super::least::Least;
use super::rule::{Rule, Scale};
use super::steps::{Movers, improvements};
use crate::graph::Graph;
use crate::model::StateSet;

/// The stable states, for each concept that is asked for.
///
/// Of all that the others can bring about after an improvement, it is enough to know the state of the least number: if that does not
/// deter, nothing does. Where an escape counts, the number of a state is the highest that can be moved to from it. Where bringing
/// back the state that was left is no sanction, the two states of the least numbers are known.
pub(super) fn stable(
    graph: &Graph,
    one: usize,
    rule: &Rule,
    scale: Scale<'_>,
    movers: &Movers<Arrivals>,
    asked: &Asked,
) -> Vec<StateSet> {
    let states = graph.states();
    let keep = if asked.restoring == Restoring::Sanctions { 1 } else { 2 };
    let unescaped: Vec<u32> = if asked.wants(Concept::needs_no_escape) {
        let highest = |state: usize| {
            let moves = graph.moves(one, state).iter().map(|&to| scale.numbers[to as usize]);
            moves.fold(scale.numbers[state], u32::max)
        };
        (0..states).map(highest).collect()
    } else {
        Vec::new()
    };
    let of = |concept: &Concept| {
        let leaves = |state| improvements(graph, one, state, rule.leaves);
        if *concept == Concept::Nash {
            return StateSet::of(states, |state| leaves(state).next().is_none());
        }
        let numbers = if concept.needs_no_escape() { &unescaped } else { scale.numbers };
        let against = movers.but(&[one], concept.needs_improving_sanctions());
        let least = Least::new(&against, numbers, keep);
        StateSet::of(states, |state| {
            leaves(state).all(|left| {
                least.from(left as usize).any(|sanction| {
                    (keep == 1 || sanction != state) && scale.deters(numbers[sanction], state)
                })
            })
        })
    };
    asked.concepts.par_iter().map(of).collect()
}
