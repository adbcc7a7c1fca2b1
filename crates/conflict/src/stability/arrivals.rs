//! Moves seen from where they lead, for searches backwards.

use super::rule::Among;
use super::steps::improvements;
use crate::graph::Graph;

/// From which states a mover can come to each state.
#[derive(Clone, Debug)]
pub(super) struct Arrivals {
    /// Where the origins of each state begin in `from`; one more than there are states.
    begin: Vec<usize>,
    from: Vec<u32>,
}

impl Arrivals {
    /// Of the moves out of each of `states` states, those that `moves` tells. What leads out of the states is left out.
    pub(super) fn new<M: IntoIterator<Item = u32>>(states: usize, moves: impl Fn(usize) -> M) -> Self {
        let mut begin = vec![0; states + 1];
        for state in 0..states {
            for to in moves(state) {
                if let Some(count) = begin.get_mut(to as usize + 1) {
                    *count += 1;
                }
            }
        }
        let mut so_far = 0;
        for count in &mut begin {
            so_far += *count;
            *count = so_far;
        }
        let mut next = begin.clone();
        let mut from = vec![0; so_far];
        for state in 0..states {
            for to in moves(state) {
                let to = to as usize;
                if to < states {
                    from[next[to]] = u32::try_from(state).unwrap_or(u32::MAX);
                    next[to] += 1;
                }
            }
        }
        Self { begin, from }
    }

    /// All moves of a decision maker.
    pub(super) fn all(graph: &Graph, decision_maker: usize) -> Self {
        Self::new(graph.states(), |state| graph.moves(decision_maker, state).iter().copied())
    }

    /// Those moves of a decision maker that lead to a state which compares, with the state left, as `answers` says.
    pub(super) fn improving(graph: &Graph, decision_maker: usize, answers: Among) -> Self {
        Self::new(graph.states(), |state| improvements(graph, decision_maker, state, answers))
    }

    /// The states from which the mover can come to `state`.
    pub(super) fn origins(&self, state: usize) -> &[u32] {
        &self.from[self.begin[state]..self.begin[state + 1]]
    }
}
