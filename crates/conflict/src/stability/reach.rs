//! What decision makers can bring about together.

use super::rule::Among;
use super::steps::Steps;
use super::ways::Ways;
use crate::graph::Graph;
use crate::model::StateSet;
use crate::relation::Compared;

/// Which states some decision makers can bring about together from `state` by one move or more, in any order, nobody moving twice
/// in a row (the legal sequences of Fang, Hipel and Kilgour 1993, chapter 3: R_H of a coalition H). The state itself is among
/// them where they can come back to it.
///
/// With `improving`, only moves count to what compares, for the one who moves, with the state it leaves as one of these.
///
/// Takes time in proportion to the moves of these decision makers; with `improving`, to all of theirs, reached or not.
#[must_use]
pub fn reachable(graph: &Graph, movers: &[usize], improving: Option<&[Compared]>, state: usize) -> StateSet {
    let steps: Vec<Steps<'_>> = movers
        .iter()
        .map(|&mover| match improving {
            None => Steps::Of(graph, mover),
            Some(improving) => Steps::improving(graph, mover, Among::of(improving)),
        })
        .collect();
    reached(graph, &steps.iter().collect::<Vec<_>>(), state, &mut Ways::new(graph.states()))
}

/// The same, with room that is used again.
pub(super) fn reached(graph: &Graph, movers: &[&Steps<'_>], state: usize, ways: &mut Ways) -> StateSet {
    let mut reached = StateSet::empty(graph.states());
    if state < graph.states() {
        ways.find(
            movers.len(),
            |mover, state| movers[mover].from(state),
            state,
            |to| {
                reached.insert(to);
                false
            },
        );
    }
    reached
}
