//! Links that cannot all be kept: why a network has no schedule, or none that could be followed.

use super::{ConstraintId, Network, NodeId, Time, consistency, controllability};

/// One side of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The second event comes at least so long after the first; of a contingent link: it may take no longer than that.
    Least,
    /// At most; of a contingent link: it may take as long as that.
    Most,
}

/// One step of a conflict: one side of one link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step {
    /// The link.
    pub constraint: ConstraintId,
    /// Which of its bounds counts here.
    pub side: Side,
    /// The event that the step begins at.
    pub from: NodeId,
    /// The event that it leads to.
    pub to: NodeId,
}

/// Links that cannot all be kept. None of them can be left out: without it the others could be kept or, where the network is
/// inconsistent, their times could at least hold. A contingent link is left out by leaving its end to the planner.
///
/// The steps are in the order of the cycle that shows it. In a network that is inconsistent each step begins where the one
/// before ended, and the last ends where the first began. Where only control is lacking, the cycle is semi-reducible in the
/// sense of Morris (2006): a link that comes in more than once is told the first time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    steps: Vec<Step>,
    short_by: Option<Time>,
}

impl Conflict {
    pub(super) fn new(network: &Network, sources: &[(ConstraintId, Side)], short_by: Option<Time>) -> Self {
        let step = |&(constraint, side): &(ConstraintId, Side)| {
            let link = network.constraints.get(constraint.0)?;
            let (from, to) = match side {
                Side::Most => (link.from, link.to),
                Side::Least => (link.to, link.from),
            };
            Some(Step { constraint, side, from, to })
        };
        Self { steps: sources.iter().filter_map(step).collect(), short_by }
    }

    /// The sides of links that make it, in order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The links that make it, each once, in the order of the steps.
    pub fn constraints(&self) -> Vec<ConstraintId> {
        let mut found: Vec<ConstraintId> = Vec::new();
        for step in &self.steps {
            if !found.contains(&step.constraint) {
                found.push(step.constraint);
            }
        }
        found
    }

    /// By how much the bounds of the cycle miss each other, where the network is inconsistent: so much longer or shorter
    /// all bounds of the cycle together would have to be. Else `None`: how much is lacking depends on how long others take.
    pub fn short_by(&self) -> Option<Time> {
        self.short_by
    }
}

/// The conflict of an inconsistent network, `None` where it is consistent.
pub(super) fn of_consistency(network: &Network) -> Option<Conflict> {
    let arcs = consistency::arcs(network);
    let cycle = consistency::negative_cycle(network.nodes.len(), &arcs)?;
    let sources: Vec<_> = cycle.iter().filter_map(|at| arcs.get(*at)).map(|arc| arc.source).collect();
    let total: Time = cycle.iter().filter_map(|at| arcs.get(*at)).map(|arc| arc.weight).sum();
    Some(Conflict::new(network, &sources, Some(-total)))
}

/// A conflict of a consistent network that cannot be controlled, made as small as leaving out single links makes it.
///
/// Leaving a link out never makes a network harder to control, so one pass over the links is enough: one that was needed
/// when it was tried is needed still among fewer.
pub(super) fn of_control(network: &Network, found: Vec<(ConstraintId, Side)>) -> Conflict {
    let mut needed: Vec<ConstraintId> = Vec::new();
    let mut sources = found;
    while let Some(tried) = sources.iter().map(|(id, _)| *id).find(|id| !needed.contains(id)) {
        let mut rest: Vec<ConstraintId> =
            sources.iter().map(|(id, _)| *id).filter(|id| *id != tried).collect();
        rest.sort_unstable();
        match controllability::cycle(network, |id| rest.binary_search(&id).is_ok()) {
            Some(smaller) => sources = smaller,
            None => needed.push(tried),
        }
    }
    Conflict::new(network, &sources, None)
}
