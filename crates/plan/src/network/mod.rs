//! Temporal networks: what must come how long after what, and what others decide.
//!
//! A [`Network`] is a *simple temporal network with uncertainty* (STNU; Vidal and Fargier 1999; Morris, Muscettola and
//! Vidal 2001). Its nodes are events. A *requirement* says how long after one event another must come; whoever carries the
//! plan out sees to that. A *contingent* link says how long after one event another will come by itself: somebody else, or
//! the world, decides the duration within known limits, and it is seen only when it happens.
//!
//! **What is asked.** Can all requirements hold at all (*consistency*: Dechter, Meiri and Pearl 1991)? And can whoever
//! carries the plan out keep them whatever the others take, knowing at each moment only what has happened by then
//! (*dynamic controllability*)? [`Network::controllability`] answers both, with the constraints that cannot hold together
//! where the answer is no, and with a [`Strategy`] to follow where it is yes.
//!
//! **How time is taken.** Exactly: whole numbers of a unit that the caller chooses ([`Time`]). What is seen to happen can
//! be answered in the same instant: "when the ships have left, at once the gate opens" takes no time. So "B not after C" can
//! be kept by doing B in the moment that C is seen.
//!
//! ```
//! use onetext_plan::network::{Bounds, Controllability, Network};
//!
//! // The inspection ends 2 to 5 days after the ceasefire; others decide when. The crossing is to open on the day after
//! // the inspection, and the convoy, which needs 3 days of loading, on the same day.
//! let mut plan = Network::new();
//! let ceasefire = plan.node("ceasefire")?;
//! let inspected = plan.node("inspected")?;
//! let opened = plan.node("opened")?;
//! let loading = plan.node("loading")?;
//! plan.contingent(ceasefire, inspected, 2, 5)?;
//! plan.require(inspected, opened, Bounds::between(1, 1))?;
//! let load = plan.require(loading, opened, Bounds::at_least(3))?;
//! plan.require(ceasefire, loading, Bounds::at_least(0))?;
//! assert!(matches!(plan.controllability(), Controllability::Controllable(_)));
//!
//! // If loading may also begin only after the inspection, there is no way.
//! plan.require(inspected, loading, Bounds::at_least(0))?;
//! let Controllability::Inconsistent(conflict) = plan.controllability() else { unreachable!() };
//! assert_eq!(conflict.constraints().len(), 3);
//! assert!(conflict.constraints().contains(&load));
//! # Ok::<(), onetext_plan::network::Refused>(())
//! ```

mod conflict;
mod consistency;
mod controllability;
mod decimal;
mod distances;
mod execution;
mod graph;
pub mod json;
mod strategy;

use std::collections::HashMap;

use thiserror::Error;

pub use conflict::{Conflict, Side, Step};
pub use consistency::Window;
pub use controllability::Controllability;
pub use execution::{Execution, Misstep, Open};
pub use strategy::{Distance, Rule, Strategy, Wait};

/// A moment or a duration, in whole numbers of the caller's unit: days, minutes, millionths of a second.
///
/// It has room for every decimal number of a file to be read exactly, and for sums of as many bounds as there can be.
pub type Time = i128;

/// The largest bound that a link may have, in either direction. It is so far from the limits of [`Time`] that no sum of
/// bounds of one network can reach them.
pub const LARGEST: Time = 1 << 96;

/// The most links of one network; see [`LARGEST`].
const MOST_LINKS: usize = 1 << 28;

/// A node of one network: the events of a plan, numbered in the order in which they were added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) usize);

impl NodeId {
    /// Its place in [`Network::nodes`], from 0.
    pub fn index(self) -> usize {
        self.0
    }
}

/// A link of one network: numbered from 0 in the order in which links were added, so that a caller can keep what it stands
/// for beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConstraintId(pub(crate) usize);

impl ConstraintId {
    /// Its place in [`Network::constraints`], from 0.
    pub fn index(self) -> usize {
        self.0
    }
}

/// How long after one event another must come. Negative: before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// At the earliest; `None`: open.
    pub min: Option<Time>,
    /// At the latest; `None`: open.
    pub max: Option<Time>,
}

impl Bounds {
    /// Not less than `min` and not more than `max`.
    pub fn between(min: Time, max: Time) -> Self {
        Self { min: Some(min), max: Some(max) }
    }

    /// Not less than `min`.
    pub fn at_least(min: Time) -> Self {
        Self { min: Some(min), max: None }
    }

    /// Not more than `max`, which says nothing of what comes first.
    pub fn at_most(max: Time) -> Self {
        Self { min: None, max: Some(max) }
    }

    /// Whether a duration is within them.
    pub fn allow(&self, duration: Time) -> bool {
        self.min.is_none_or(|min| min <= duration) && self.max.is_none_or(|max| duration <= max)
    }
}

/// Who sees to it that a link holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Keeper {
    /// Whoever carries the plan out: a requirement.
    Planner,
    /// Others: the duration comes about within these bounds by itself, and is seen when it is over.
    Others,
}

/// A link between two nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Constraint {
    /// From which event durations are counted. Of a contingent link: what sets it going.
    pub from: NodeId,
    /// To which.
    pub to: NodeId,
    /// How long.
    pub bounds: Bounds,
    /// Who sees to it.
    pub keeper: Keeper,
}

/// A node or link that a network cannot have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refused {
    /// A second node of the same name.
    #[error("there is a node of this name already")]
    SameName,
    /// A node of another network.
    #[error("there is no such node in this network")]
    UnknownNode,
    /// The least duration is longer than the greatest.
    #[error("the least duration is longer than the greatest")]
    Reversed,
    /// A contingent link that may take no time or less.
    #[error("what others decide takes some time: its least duration must be more than 0")]
    NotPositive,
    /// A contingent link from a node to itself.
    #[error("what others decide ends in another node than it begins with")]
    SameNode,
    /// A node whose time two contingent links decide; this is the first of them.
    #[error("its time is decided by another contingent link already")]
    DecidedTwice(ConstraintId),
    /// A bound beyond [`LARGEST`], or more links than can be summed.
    #[error("the number is too large")]
    TooLarge,
}

/// Events and what is known or wanted of the time between them. See the page of the [module](self).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Network {
    nodes: Vec<String>,
    names: HashMap<String, NodeId>,
    constraints: Vec<Constraint>,
    /// For each node the contingent link that decides it.
    decided_by: Vec<Option<ConstraintId>>,
}

impl Network {
    /// A network without nodes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a node.
    ///
    /// # Errors
    /// [`Refused::SameName`].
    pub fn node(&mut self, name: impl Into<String>) -> Result<NodeId, Refused> {
        let name = name.into();
        let id = NodeId(self.nodes.len());
        if self.names.contains_key(&name) {
            return Err(Refused::SameName);
        }
        self.names.insert(name.clone(), id);
        self.nodes.push(name);
        self.decided_by.push(None);
        Ok(id)
    }

    /// Adds a requirement: `to` must come so long after `from`.
    ///
    /// # Errors
    /// [`Refused::UnknownNode`], [`Refused::Reversed`], [`Refused::TooLarge`].
    pub fn require(&mut self, from: NodeId, to: NodeId, bounds: Bounds) -> Result<ConstraintId, Refused> {
        self.link(Constraint { from, to, bounds, keeper: Keeper::Planner })
    }

    /// Adds a contingent link: `to` comes by itself between `min` and `max` after `from`, and nobody here decides when.
    ///
    /// # Errors
    /// [`Refused::UnknownNode`], [`Refused::Reversed`], [`Refused::NotPositive`], [`Refused::SameNode`],
    /// [`Refused::DecidedTwice`], [`Refused::TooLarge`].
    pub fn contingent(
        &mut self,
        from: NodeId,
        to: NodeId,
        min: Time,
        max: Time,
    ) -> Result<ConstraintId, Refused> {
        if let Some(first) = self.decided_by.get(to.0).copied().flatten() {
            return Err(Refused::DecidedTwice(first));
        }
        if from == to {
            return Err(Refused::SameNode);
        }
        if min <= 0 {
            return Err(Refused::NotPositive);
        }
        let bounds = Bounds::between(min, max);
        let id = self.link(Constraint { from, to, bounds, keeper: Keeper::Others })?;
        if let Some(decided) = self.decided_by.get_mut(to.0) {
            *decided = Some(id);
        }
        Ok(id)
    }

    fn link(&mut self, constraint: Constraint) -> Result<ConstraintId, Refused> {
        if constraint.from.0.max(constraint.to.0) >= self.nodes.len() {
            return Err(Refused::UnknownNode);
        }
        let Bounds { min, max } = constraint.bounds;
        let too_large =
            |bound: Option<Time>| bound.is_some_and(|bound| bound.unsigned_abs() > LARGEST.unsigned_abs());
        if too_large(min) || too_large(max) || self.constraints.len() >= MOST_LINKS {
            return Err(Refused::TooLarge);
        }
        if let (Some(min), Some(max)) = (min, max)
            && min > max
        {
            return Err(Refused::Reversed);
        }
        let id = ConstraintId(self.constraints.len());
        self.constraints.push(constraint);
        Ok(id)
    }

    /// The names of the nodes, in the order in which they were added.
    pub fn nodes(&self) -> &[String] {
        &self.nodes
    }

    /// The name of a node.
    pub fn name(&self, node: NodeId) -> &str {
        self.nodes.get(node.0).map_or("", String::as_str)
    }

    /// The node of that name.
    pub fn find(&self, name: &str) -> Option<NodeId> {
        self.names.get(name).copied()
    }

    /// The links, in the order in which they were added.
    pub fn constraints(&self) -> &[Constraint] {
        &self.constraints
    }

    /// The contingent link that decides when a node comes; none: whoever carries the plan out does.
    pub fn decided_by(&self, node: NodeId) -> Option<ConstraintId> {
        self.decided_by.get(node.0).copied().flatten()
    }
}
