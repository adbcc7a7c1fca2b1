//! How a controllable network is kept: for every event that the planner brings about, what it must follow, by when, and for
//! how long it must wait for what others decide.
//!
//! The rules are the fewest that are enough for whoever looks, at each moment, only at what has happened by then. They come
//! from the edges that deciding controllability finds: along every path that matters, edges that lead back in time come
//! before those that lead forward, whatever others take, which is what makes looking ahead needless (dispatchability: Morris
//! 2014). Of these a rule is left out where another and what follows from the rest say the same (after Muscettola, Morris
//! and Tsamardinos 1998). Of events that always come at a fixed distance from each other the earliest speaks for the rest.

use super::distances::{Distances, NONE};
use super::graph::{Graph, Label};
use super::{Keeper, Network, NodeId, Time, Window};

/// The rules for one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The event.
    pub node: NodeId,
    /// When it comes, counted from [`Strategy::origin`], as far as that does not depend on what others take.
    pub window: Option<Window>,
    /// What must have come before it, and by how much, which is more than 0.
    pub after: Vec<Distance>,
    /// Once one of these has come, the event comes not later than that much after it.
    pub within: Vec<Distance>,
    /// What others decide and is to be waited for.
    pub waits: Vec<Wait>,
}

/// How far from another event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Distance {
    /// The other event.
    pub node: NodeId,
    /// How far.
    pub time: Time,
}

/// Not before `until` has come or `time` has passed since `since`, whichever is earlier; and not before `since`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Wait {
    /// The event that others decide.
    pub until: NodeId,
    /// What sets it going.
    pub since: NodeId,
    /// How long to wait for it at most.
    pub time: Time,
}

/// Rules under which a network is kept whatever others take within their bounds. [`Strategy::execution`] follows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strategy {
    origin: Option<NodeId>,
    rules: Vec<Rule>,
    pub(super) others: Vec<Other>,
    pub(super) nodes: usize,
}

/// An event that others decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Other {
    pub(super) node: NodeId,
    pub(super) since: NodeId,
    pub(super) least: Time,
    pub(super) most: Time,
}

impl Strategy {
    /// The first event that no other comes before, if there is one: what windows are counted from.
    pub fn origin(&self) -> Option<NodeId> {
        self.origin
    }

    /// The rules, one for each event that the planner brings about, in the order in which these can come first.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rules that a closed graph leaves for the planner.
    pub(super) fn new(network: &Network, graph: &Graph) -> Self {
        let nodes = network.nodes.len();
        let edges = plain(graph);
        let distances = Distances::new(nodes, &edges);
        let decided = |node: usize| network.decided_by(NodeId(node)).is_some();
        let origin = (0..nodes).find(|&origin| (0..nodes).all(|node| distances.between(node, origin) <= 0));
        let order = Order::new(&edges, &distances, &decided);
        let waits = waits(graph, &distances, nodes);
        let links = network.constraints.iter().filter(|link| link.keeper == Keeper::Others);
        let others: Vec<Other> = links
            .filter_map(|link| {
                let (Some(least), Some(most)) = (link.bounds.min, link.bounds.max) else { return None };
                Some(Other { node: link.to, since: link.from, least, most })
            })
            .collect();
        let mut rules: Vec<Rule> = (0..nodes)
            .filter(|node| !decided(*node))
            .map(|node| Rule {
                node: NodeId(node),
                window: origin.map(|origin| Window {
                    earliest: Some(-distances.between(node, origin)),
                    latest: Some(distances.between(origin, node)).filter(|latest| *latest < NONE),
                }),
                after: order.after(node),
                within: order.within(node),
                waits: waits.get(node).cloned().unwrap_or_default(),
            })
            .collect();
        for Rule { after, waits, .. } in &mut rules {
            // Whoever waits for something is there after the least that it takes.
            after.retain(|after| {
                let through = |wait: &Wait| {
                    let other = others.iter().find(|other| other.node == wait.until);
                    wait.since == after.node && other.is_some_and(|other| after.time <= other.least)
                };
                !waits.iter().any(through)
            });
        }
        rules.sort_by_key(|rule| (rule.window.and_then(|window| window.earliest), rule.node));
        Self { origin: origin.map(NodeId), rules, others, nodes }
    }
}

/// The edges without a label, A′ told as its A, which it always comes at the same distance after; of several between the
/// same nodes the one that says most.
fn plain(graph: &Graph) -> Vec<(usize, usize, Time)> {
    let plain = graph.edges.iter().filter(|edge| edge.label == Label::Ordinary);
    let mut edges: Vec<(usize, usize, Time)> = plain
        .map(|edge| {
            let (from, before) = graph.given(edge.from);
            let (to, after) = graph.given(edge.to);
            (from as usize, to as usize, edge.weight + before - after)
        })
        .filter(|(from, to, _)| from != to)
        .collect();
    edges.sort_unstable();
    edges.dedup_by_key(|(from, to, _)| (*from, *to));
    edges
}

/// The edges that rules may be made of, and which of them say the same as others.
struct Order<'a> {
    distances: &'a Distances,
    decided: &'a dyn Fn(usize) -> bool,
    /// From each node, to which other, and how long.
    out: Vec<Vec<(usize, Time)>>,
    /// To each node, from which other.
    into: Vec<Vec<(usize, Time)>>,
}

impl<'a> Order<'a> {
    /// The edges that deciding controllability found, and the same to and between those that speak for others.
    fn new(
        edges: &[(usize, usize, Time)],
        distances: &'a Distances,
        decided: &'a dyn Fn(usize) -> bool,
    ) -> Self {
        let nodes = distances.nodes();
        let mut order =
            Self { distances, decided, out: vec![Vec::new(); nodes], into: vec![Vec::new(); nodes] };
        let leaders: Vec<usize> = (0..nodes).map(|node| order.leader(node)).collect();
        let mut all: Vec<(usize, usize, Time)> = Vec::with_capacity(edges.len());
        for (node, &leader) in leaders.iter().enumerate() {
            all.push((node, leader, distances.between(node, leader)));
            all.push((leader, node, distances.between(leader, node)));
        }
        for &(from, to, weight) in edges {
            let (first, last) = (leaders[from], leaders[to]);
            let weight_to_last = weight + distances.between(to, last);
            all.push((from, to, weight));
            all.push((from, last, weight_to_last));
            all.push((first, last, distances.between(first, from) + weight_to_last));
        }
        all.retain(|(from, to, _)| from != to);
        all.sort_unstable();
        all.dedup_by_key(|(from, to, _)| (*from, *to));
        for (from, to, weight) in all {
            order.out[from].push((to, weight));
            order.into[to].push((from, weight));
        }
        order
    }

    /// Whether two always come at the same distance from each other.
    fn tied(&self, one: usize, other: usize) -> bool {
        let (there, back) = (self.distances.between(one, other), self.distances.between(other, one));
        there < NONE && back < NONE && there + back <= 0
    }

    /// Whether the one may speak for the other: always, unless they come at a fixed distance from each other. Then the
    /// earlier speaks for the later, and of two at the same time the one that others decide, or the first.
    fn may_speak(&self, speaker: usize, other: usize) -> bool {
        if !self.tied(speaker, other) {
            return true;
        }
        let distance = self.distances.between(speaker, other);
        let key = |node: usize| (!(self.decided)(node), node);
        distance > 0 || (distance == 0 && key(speaker) < key(other))
    }

    /// The one that speaks for all that come at a fixed distance from a node.
    fn leader(&self, node: usize) -> usize {
        let tied = (0..self.distances.nodes()).filter(|other| self.tied(node, *other));
        tied.fold(
            node,
            |leader, other| if self.may_speak(other, leader) && other != leader { other } else { leader },
        )
    }

    /// The negative edges from a node that no other negative edge from it makes needless.
    fn after(&self, node: usize) -> Vec<Distance> {
        let before: Vec<(usize, Time)> =
            self.out[node].iter().copied().filter(|(_, weight)| *weight < 0).collect();
        let needed = |&&(other, weight): &&(usize, Time)| {
            !before.iter().any(|&(by, first)| {
                by != other
                    && first + self.distances.between(by, other) <= weight
                    && self.may_speak(by, other)
            })
        };
        let rule = |&(other, weight): &(usize, Time)| Distance { node: NodeId(other), time: -weight };
        before.iter().filter(needed).map(rule).collect()
    }

    /// The edges to a node that are not negative and that no other such edge to it makes needless.
    fn within(&self, node: usize) -> Vec<Distance> {
        let from: Vec<(usize, Time)> = self.into[node]
            .iter()
            .copied()
            .filter(|(other, weight)| *weight >= 0 && self.distances.between(*other, node) >= 0)
            .collect();
        let needed = |&&(other, weight): &&(usize, Time)| {
            !from.iter().any(|&(by, last)| {
                by != other
                    && self.distances.between(other, by) + last <= weight
                    && self.may_speak(by, other)
                    && self.may_speak(by, node)
            })
        };
        let rule = |&(other, weight): &(usize, Time)| Distance { node: NodeId(other), time: weight };
        from.iter().filter(needed).map(rule).collect()
    }
}

/// For each node the waits that no rule or other wait makes needless.
fn waits(graph: &Graph, distances: &Distances, nodes: usize) -> Vec<Vec<Wait>> {
    let mut waits: Vec<Vec<Wait>> = vec![Vec::new(); nodes];
    for (link, contingent) in graph.contingent.iter().enumerate() {
        let since = contingent.given as usize;
        let mut times: Vec<Time> = vec![0; nodes];
        for edge in graph.edges.iter().filter(|edge| edge.label == Label::Upper(link as u32)) {
            let (from, before) = graph.given(edge.from);
            if edge.from != contingent.node {
                let time = contingent.least - edge.weight - before;
                times[from as usize] = times[from as usize].max(time);
            }
        }
        let waiting: Vec<usize> = (0..nodes).filter(|node| times[*node] > 0).collect();
        for &node in &waiting {
            let time = times[node];
            let known = distances.between(node, since) <= -time;
            let through = |&by: &usize| {
                distances.between(node, by) < 0 && times[by] - distances.between(node, by) >= time
            };
            if !known && !waiting.iter().any(through) {
                waits[node].push(Wait {
                    until: NodeId(contingent.node as usize),
                    since: NodeId(since),
                    time,
                });
            }
        }
    }
    waits
}
