//! Moves seen from where they start, for searches forwards.

use super::rule::Among;
use crate::graph::Graph;

/// Where a mover can go from each state.
pub(super) enum Steps<'a> {
    /// All moves of a decision maker.
    Of(&'a Graph, usize),
    /// Some moves, laid out: where those of each state begin in `to`, and one more than there are states.
    Laid { begin: Vec<usize>, to: Vec<u32> },
}

impl Steps<'_> {
    /// Those moves of a decision maker that lead to a state which compares, with the state left, as `answers` says.
    pub(super) fn improving(graph: &Graph, decision_maker: usize, answers: Among) -> Self {
        Self::laid((0..graph.states()).map(|state| improvements(graph, decision_maker, state, answers)))
    }

    /// The moves from each state in turn.
    pub(super) fn laid(states: impl Iterator<Item = impl IntoIterator<Item = u32>>) -> Self {
        let mut begin = vec![0];
        let mut to = Vec::new();
        for moves in states {
            to.extend(moves);
            begin.push(to.len());
        }
        Self::Laid { begin, to }
    }

    /// Where the mover can go from `state`.
    pub(super) fn from(&self, state: usize) -> &[u32] {
        match self {
            Self::Of(graph, decision_maker) => graph.moves(*decision_maker, state),
            Self::Laid { begin, to } => &to[begin[state]..begin[state + 1]],
        }
    }
}

/// The moves of a decision maker from `state` to what compares with it so.
pub(super) fn improvements(
    graph: &Graph,
    decision_maker: usize,
    state: usize,
    among: Among,
) -> impl Iterator<Item = u32> {
    let relation = graph.relation(decision_maker);
    graph
        .moves(decision_maker, state)
        .iter()
        .copied()
        .filter(move |&to| relation.is_some_and(|relation| among.holds(relation.compare(to as usize, state))))
}

/// For each decision maker what it can do, in one of the two forms: all, and by improvements.
pub(super) struct Movers<M> {
    all: Vec<M>,
    improving: Vec<M>,
}

impl<M> Movers<M> {
    /// What is not asked for is left empty.
    pub(super) fn new(all: impl Iterator<Item = M>, improving: Option<impl Iterator<Item = M>>) -> Self {
        Self { all: all.collect(), improving: improving.into_iter().flatten().collect() }
    }

    /// All decision makers but those of a coalition; with improvements only, or with all their moves.
    pub(super) fn but(&self, coalition: &[usize], improving: bool) -> Vec<&M> {
        let movers = if improving { &self.improving } else { &self.all };
        movers.iter().enumerate().filter(|(at, _)| !coalition.contains(at)).map(|(_, mover)| mover).collect()
    }

    /// Those of a coalition with all their moves.
    pub(super) fn of(&self, coalition: &[usize]) -> Vec<&M> {
        coalition.iter().filter_map(|&at| self.all.get(at)).collect()
    }
}
