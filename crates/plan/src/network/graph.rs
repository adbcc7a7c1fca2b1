//! The distance graph of a network: every bound as an edge, in Morris's normal form.
//!
//! An edge from X to Y of weight w says Y − X ≤ w. A contingent link from A to C, of x to y, becomes a node A′ that comes
//! exactly x after A, and from A′ to C a duration of 0 to y − x that others decide, with its two special edges: the *lower
//! case* A′ → C of 0 ("it may be over at once") and the *upper case* C → A′ of −(y − x) ("it may take that long"). So each
//! node has either ordinary negative edges into it or one upper-case edge, never both, and an upper-case edge whose weight
//! reaches 0 loses its label (Morris 2014).

use super::{Constraint, ConstraintId, Keeper, Network, Side, Time};

/// Which rule an edge stands for. The number is that of the contingent link within the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Ordinary,
    Lower(u32),
    Upper(u32),
}

/// Where an edge comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Origin {
    /// One side of a link of the network.
    Given(ConstraintId, Side),
    /// The fixed distance of A′ from A: every path over it goes on, or came, over another edge of the link.
    Form,
    /// One edge followed by another.
    Both(u32, u32),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) weight: Time,
    pub(super) label: Label,
    pub(super) origin: Origin,
}

/// A contingent link in normal form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contingent {
    /// The activation as given, A.
    pub(super) given: u32,
    /// The node that others decide, C.
    pub(super) node: u32,
    /// By how much A′ comes after A: the least duration.
    pub(super) least: Time,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Graph {
    /// How many nodes the network has.
    given: usize,
    /// Those first, then one A′ for each contingent link whose duration is not fixed.
    pub(super) nodes: usize,
    pub(super) edges: Vec<Edge>,
    pub(super) contingent: Vec<Contingent>,
}

impl Graph {
    /// The graph of the links that `keep` names. A contingent link that is left out leaves its end to the planner.
    pub(super) fn new(network: &Network, keep: impl Fn(ConstraintId) -> bool) -> Self {
        let given = network.nodes.len();
        let mut graph = Self { given, nodes: given, ..Self::default() };
        for (at, constraint) in network.constraints.iter().enumerate() {
            let id = ConstraintId(at);
            if keep(id) {
                graph.add(id, constraint);
            }
        }
        graph
    }

    fn add(&mut self, id: ConstraintId, constraint: &Constraint) {
        let (from, to) = (constraint.from.0 as u32, constraint.to.0 as u32);
        let (min, max) = (constraint.bounds.min, constraint.bounds.max);
        match (constraint.keeper, min, max) {
            // A duration that is known beforehand is kept by whoever keeps it.
            (Keeper::Others, Some(min), Some(max)) if min < max => {
                let activation = self.nodes as u32;
                self.nodes += 1;
                let link = self.contingent.len() as u32;
                let spread = max - min;
                self.contingent.push(Contingent { given: from, node: to, least: min });
                self.edge(from, activation, min, Label::Ordinary, Origin::Form);
                self.edge(activation, from, -min, Label::Ordinary, Origin::Form);
                self.edge(activation, to, 0, Label::Lower(link), Origin::Given(id, Side::Least));
                self.edge(to, activation, -spread, Label::Upper(link), Origin::Given(id, Side::Most));
                self.edge(activation, to, spread, Label::Ordinary, Origin::Given(id, Side::Most));
                self.edge(to, activation, 0, Label::Ordinary, Origin::Given(id, Side::Least));
            }
            _ => {
                if let Some(max) = max {
                    self.edge(from, to, max, Label::Ordinary, Origin::Given(id, Side::Most));
                }
                if let Some(min) = min {
                    self.edge(to, from, -min, Label::Ordinary, Origin::Given(id, Side::Least));
                }
            }
        }
    }

    pub(super) fn edge(&mut self, from: u32, to: u32, weight: Time, label: Label, origin: Origin) -> u32 {
        let at = self.edges.len() as u32;
        self.edges.push(Edge { from, to, weight, label, origin });
        at
    }

    /// A node as one of the network, and by how much it comes after that.
    pub(super) fn given(&self, node: u32) -> (u32, Time) {
        match (node as usize).checked_sub(self.given) {
            None => (node, 0),
            Some(link) => self.contingent.get(link).map_or((node, 0), |link| (link.given, link.least)),
        }
    }

    /// The sides of given links that edges were made from, in order, each once.
    pub(super) fn sources(&self, edges: &[u32]) -> Vec<(ConstraintId, Side)> {
        let mut seen = vec![false; self.edges.len()];
        let mut found: Vec<(ConstraintId, Side)> = Vec::new();
        let mut open: Vec<u32> = edges.iter().rev().copied().collect();
        while let Some(edge) = open.pop() {
            let Some(seen) = seen.get_mut(edge as usize) else { continue };
            if std::mem::replace(seen, true) {
                continue;
            }
            match self.edges.get(edge as usize).map(|edge| edge.origin) {
                Some(Origin::Given(id, side)) => found.push((id, side)),
                Some(Origin::Both(first, then)) => open.extend([then, first]),
                Some(Origin::Form) | None => {}
            }
        }
        let mut once = std::collections::HashSet::new();
        found.retain(|source| once.insert(*source));
        found
    }
}
