//! What is known of a state's stability where comparisons are partly known.

use std::sync::Arc;

use crate::graph::Graph;
use crate::model::StateSet;
use crate::questions::order::Order;
use crate::questions::sequences::{Sequences, others};
use crate::stability::Concept;

/// A comparison that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) decision_maker: usize,
    /// Whether this is preferred to `than` is not known.
    pub(super) one: usize,
    pub(super) than: usize,
    /// Whether the state asked about may be stable because it is.
    pub(super) helps: bool,
}

/// What follows from what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judged {
    /// The state is stable under every completion.
    Stable,
    /// Under none.
    Unstable,
    /// That does not follow either way. A completion under which the state is stable may have to settle this.
    Open(Open),
}

/// Whether `state` is stable for a decision maker by what is known of everybody's orders.
///
/// Each improvement is tried twice: with sanctions of which all is certain, and with sanctions of which nothing is excluded. The
/// second is more than any completion allows, since two states could sanction by being preferred to each other; so what is left
/// open is to be searched.
pub(super) fn judge(
    graph: &Graph,
    orders: &[Arc<Order>],
    decision_maker: usize,
    state: usize,
    concept: Concept,
) -> Judged {
    let prefers =
        |who: usize, one, other| orders.get(who).map_or(Some(false), |order| order.prefers(one, other));
    let better = |one| prefers(decision_maker, one, state);
    let own = |one| Open { decision_maker, one, than: state, helps: false };
    let others = others(graph, decision_maker);
    let escapes = |from: usize| {
        let moves = if concept.needs_no_escape() { graph.moves(decision_maker, from) } else { &[] };
        moves.iter().map(|&to| to as usize)
    };
    // The first sanction of which nothing is excluded, or all is certain: the steps to it, as (who, from, to).
    let sanction = |from: usize, certain: bool| {
        // Not being excluded asks that it is not known to be otherwise, being certain that it is known to be so.
        let improves =
            |by, from, to| !concept.needs_improving_sanctions() || prefers(by, to, from).unwrap_or(!certain);
        let fine = |one| !better(one).unwrap_or(certain);
        if others.iter().all(|&other| graph.moves(other, from).is_empty()) {
            return None;
        }
        let mut seen = StateSet::empty(graph.states());
        let mut sequences = Sequences::new(graph, from, &others, improves);
        while let Some((found, reached)) = sequences.next() {
            if !seen.contains(reached) && fine(reached) && escapes(reached).all(fine) {
                return Some((sequences.steps(found), reached));
            }
            seen.insert(reached);
        }
        None
    };

    let mut open = None;
    for &to in graph.moves(decision_maker, state) {
        let to = to as usize;
        let improvement = better(to);
        if improvement == Some(false) {
            continue;
        }
        if concept != Concept::Nash && sanction(to, true).is_some() {
            continue;
        }
        if improvement.is_none() {
            open = open.or(Some(own(to)));
            continue;
        }
        let possible = if concept == Concept::Nash { None } else { sanction(to, false) };
        let Some((steps, reached)) = possible else { return Judged::Unstable };
        // Something on the way is not known, or the sanction would be certain.
        let mut from = to;
        let mut unknown = None;
        for step in steps {
            if concept.needs_improving_sanctions() && prefers(step.decision_maker, step.to, from).is_none() {
                unknown = unknown.or(Some(Open {
                    decision_maker: step.decision_maker,
                    one: step.to,
                    than: from,
                    helps: true,
                }));
            }
            from = step.to;
        }
        let unknown = unknown.or_else(|| {
            std::iter::once(reached).chain(escapes(reached)).find(|&one| better(one).is_none()).map(own)
        });
        open = open.or(unknown);
    }
    open.map_or(Judged::Stable, Judged::Open)
}
