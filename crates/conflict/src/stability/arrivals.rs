//! Moves seen from where they lead.

use super::rule::Among;
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

/// The moves of a decision maker from `state` to what compares with it so.
pub(super) fn improvements(
    graph: &Graph,
    decision_maker: usize,
    state: usize,
    leaves: Among,
) -> impl Iterator<Item = u32> {
    let relation = graph.relation(decision_maker);
    graph.moves(decision_maker, state).iter().copied().filter(move |&to| {
        relation.is_some_and(|relation| leaves.holds(relation.compare(to as usize, state)))
    })
}

/// For each decision maker, its moves as arrivals: all, and those that improve.
pub(super) struct Movers {
    all: Vec<Arrivals>,
    improving: Vec<Arrivals>,
}

impl Movers {
    /// The movers of a graph; improvements are only looked for where they are `wanted`.
    pub(super) fn new(graph: &Graph, answers: Among, wanted: bool) -> Self {
        let of = |make: &dyn Fn(usize) -> Arrivals| (0..graph.decision_makers()).map(make).collect();
        Self {
            all: of(&|at| Arrivals::all(graph, at)),
            improving: if wanted { of(&|at| Arrivals::improving(graph, at, answers)) } else { Vec::new() },
        }
    }

    /// All decision makers but those of a coalition; with improvements only, or with all their moves.
    pub(super) fn but(&self, coalition: &[usize], improving: bool) -> Vec<&Arrivals> {
        let movers = if improving { &self.improving } else { &self.all };
        movers.iter().enumerate().filter(|(at, _)| !coalition.contains(at)).map(|(_, mover)| mover).collect()
    }

    /// Those of a coalition with all their moves.
    pub(super) fn of(&self, coalition: &[usize]) -> Vec<&Arrivals> {
        coalition.iter().filter_map(|&at| self.all.get(at)).collect()
    }
}
