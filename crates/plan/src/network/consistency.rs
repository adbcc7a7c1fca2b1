//! Consistency: whether all bounds can hold at all, and then when each event can come at all.
//!
//! Others' durations count here as if the planner could choose them. Bounds are differences, so a network is consistent
//! exactly where its distance graph has no cycle of negative length, and distances are the earliest and latest times
//! (Dechter, Meiri and Pearl 1991). Distances by Bellman and Ford: O(nodes × links).

use super::{ConstraintId, Network, NodeId, Side, Time};

/// How much work may go into finding a cycle of fewer links than the first that was found, in relaxations.
const EFFORT: usize = 4_000_000;

/// When an event can come, counted from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    /// At the earliest; `None`: nothing says.
    pub earliest: Option<Time>,
    /// At the latest; `None`: nothing says.
    pub latest: Option<Time>,
}

/// One bound as an edge: `to` comes at most `weight` after `from`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arc {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) weight: Time,
    pub(super) source: (ConstraintId, Side),
}

pub(super) fn arcs(network: &Network) -> Vec<Arc> {
    let mut arcs = Vec::with_capacity(2 * network.constraints.len());
    for (at, link) in network.constraints.iter().enumerate() {
        let id = ConstraintId(at);
        let (from, to) = (link.from.0, link.to.0);
        if let Some(weight) = link.bounds.max {
            arcs.push(Arc { from, to, weight, source: (id, Side::Most) });
        }
        if let Some(min) = link.bounds.min {
            arcs.push(Arc { from: to, to: from, weight: -min, source: (id, Side::Least) });
        }
    }
    arcs
}

impl Network {
    /// For each node when it can come at all, counted from `from`, whatever it takes of all that is not decided yet;
    /// `None` where the network is inconsistent. O(nodes × links).
    ///
    /// These are the times that some schedule has, not those that can be kept whatever others take.
    pub fn windows(&self, from: NodeId) -> Option<Vec<Window>> {
        let arcs = arcs(self);
        negative_cycle(self.nodes.len(), &arcs).is_none().then(|| windows(self.nodes.len(), &arcs, from.0))
    }
}

fn windows(nodes: usize, arcs: &[Arc], from: usize) -> Vec<Window> {
    let latest = distances(nodes, arcs, from);
    let reversed: Vec<Arc> = arcs.iter().map(|arc| Arc { from: arc.to, to: arc.from, ..*arc }).collect();
    let earliest = distances(nodes, &reversed, from);
    let window = |(earliest, latest): (Option<Time>, Option<Time>)| Window {
        earliest: earliest.map(|distance| -distance),
        latest,
    };
    earliest.into_iter().zip(latest).map(window).collect()
}

/// The lengths of shortest paths from one node, where no cycle is negative.
fn distances(nodes: usize, arcs: &[Arc], from: usize) -> Vec<Option<Time>> {
    let mut distances = vec![None; nodes];
    if let Some(start) = distances.get_mut(from) {
        *start = Some(0);
    }
    while relax(arcs, &mut distances) {}
    distances
}

fn relax(arcs: &[Arc], distances: &mut [Option<Time>]) -> bool {
    let mut changed = false;
    for arc in arcs {
        let Some(through) = distances[arc.from].map(|distance: Time| distance + arc.weight) else { continue };
        if distances[arc.to].is_none_or(|distance| through < distance) {
            distances[arc.to] = Some(through);
            changed = true;
        }
    }
    changed
}

/// The edges of a negative cycle in their order, by their places in `arcs`; one of few edges where there are several. It
/// visits no node twice, so no link can be left out of it.
pub(super) fn negative_cycle(nodes: usize, arcs: &[Arc]) -> Option<Vec<usize>> {
    let found = any_negative_cycle(nodes, arcs)?;
    let within = nodes.saturating_mul(arcs.len()).saturating_mul(found.len()) <= EFFORT;
    let shorter = if within { cycle_of_fewest(nodes, arcs, found.len()) } else { None };
    Some(shorter.unwrap_or(found))
}

/// Bellman and Ford from everywhere at once, with a look after each round at whether nodes follow each other in a circle,
/// which they do only where it is negative.
fn any_negative_cycle(nodes: usize, arcs: &[Arc]) -> Option<Vec<usize>> {
    let mut distances: Vec<Time> = vec![0; nodes];
    let mut before: Vec<Option<usize>> = vec![None; nodes];
    loop {
        let mut changed = false;
        for (at, arc) in arcs.iter().enumerate() {
            let through = distances[arc.from] + arc.weight;
            if through < distances[arc.to] {
                distances[arc.to] = through;
                before[arc.to] = Some(at);
                changed = true;
            }
        }
        if !changed {
            return None;
        }
        if let Some(cycle) = circle(arcs, &before) {
            return Some(cycle);
        }
    }
}

/// A circle among the edges by which nodes were reached last.
fn circle(arcs: &[Arc], before: &[Option<usize>]) -> Option<Vec<usize>> {
    // In which walk a node was first seen, from 1.
    let mut seen = vec![0_usize; before.len()];
    for start in 0..before.len() {
        let walk = start + 1;
        let mut node = start;
        while seen[node] == 0 {
            seen[node] = walk;
            let Some(at) = before[node] else { break };
            node = arcs[at].from;
        }
        if seen[node] != walk || before[node].is_none() {
            continue;
        }
        let (mut cycle, first) = (Vec::new(), node);
        while let Some(at) = before[node] {
            cycle.push(at);
            node = arcs[at].from;
            if node == first {
                cycle.reverse();
                return Some(cycle);
            }
        }
    }
    None
}

/// A negative cycle of fewer than `than` edges, and of as few as there are: shortest walks of 1, 2, 3 … edges from every
/// node. A walk of the fewest edges visits no node twice.
fn cycle_of_fewest(nodes: usize, arcs: &[Arc], than: usize) -> Option<Vec<usize>> {
    let mut best: Option<Vec<usize>> = None;
    for start in 0..nodes {
        let most = best.as_ref().map_or(than, Vec::len);
        let mut lengths: Vec<Option<Time>> = vec![None; nodes];
        lengths[start] = Some(0);
        let mut through: Vec<Vec<Option<usize>>> = Vec::new();
        for edges in 1..most {
            let mut next: Vec<Option<Time>> = vec![None; nodes];
            let mut by: Vec<Option<usize>> = vec![None; nodes];
            for (at, arc) in arcs.iter().enumerate() {
                let Some(length) = lengths[arc.from].map(|length| length + arc.weight) else { continue };
                if next[arc.to].is_none_or(|known| length < known) {
                    next[arc.to] = Some(length);
                    by[arc.to] = Some(at);
                }
            }
            through.push(by);
            lengths = next;
            if lengths[start].is_some_and(|length| length < 0) {
                let mut cycle = Vec::with_capacity(edges);
                let mut node = start;
                for by in through.iter().rev() {
                    let Some(at) = by[node] else { break };
                    cycle.push(at);
                    node = arcs[at].from;
                }
                cycle.reverse();
                best = Some(cycle);
                break;
            }
        }
    }
    best
}
