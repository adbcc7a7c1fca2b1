//! How a controllable network is kept: for every event that the planner brings about, what it must follow, by when, and for
//! how long it must wait for what others decide.
//!
//! The rules are the fewest that are enough for whoever looks, at each moment, only at what has happened by then. They come
//! from the edges that deciding controllability finds: along every path that matters, edges that lead back in time come
//! before those that lead forward, whatever others take, which is what makes looking ahead needless (dispatchability: Morris
//! 2014). Of these a rule is left out where another and what follows from the rest say the same (after Muscettola, Morris
//! and Tsamardinos 1998). Of events that always come at a fixed distance from each other the earliest speaks for the rest.

use super::graph::{Graph, Label};
use super::{Keeper, Network, NodeId, Time, Window};

/// No path. Sums of two distances stay below the limit of [`Time`].
const NONE: Time = Time::MAX / 4;

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
        let distances = Distances::new(graph, nodes);
        let decided = |node: usize| network.decided_by(NodeId(node)).is_some();
        let origin = (0..nodes).find(|&origin| (0..nodes).all(|node| distances.between(node, origin) <= 0));
        let order = Order { distances: &distances, decided: &decided };
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

/// How much later than one node another can come at the most, for every two, whatever others take.
struct Distances {
    nodes: usize,
    table: Vec<Time>,
}

impl Distances {
    /// Shortest paths of the edges without a label (Floyd and Warshall). A node A′ is told as its A, which it always comes
    /// at the same distance after.
    fn new(graph: &Graph, nodes: usize) -> Self {
        let mut distances = Self { nodes, table: vec![NONE; nodes * nodes] };
        for node in 0..nodes {
            distances.table[node * nodes + node] = 0;
        }
        for edge in graph.edges.iter().filter(|edge| edge.label == Label::Ordinary) {
            let (from, before) = graph.given(edge.from);
            let (to, after) = graph.given(edge.to);
            let known = &mut distances.table[from as usize * nodes + to as usize];
            *known = (*known).min(edge.weight + before - after);
        }
        let mut row = Vec::with_capacity(nodes);
        for through in 0..nodes {
            row.clear();
            row.extend_from_slice(&distances.table[through * nodes..(through + 1) * nodes]);
            for from in distances.table.chunks_exact_mut(nodes.max(1)) {
                let first = from[through];
                if first >= NONE {
                    continue;
                }
                for (known, then) in from.iter_mut().zip(&row) {
                    if *then < NONE {
                        *known = (*known).min(first + then);
                    }
                }
            }
        }
        distances
    }

    fn between(&self, from: usize, to: usize) -> Time {
        self.table[from * self.nodes + to]
    }
}

/// Which of the rules say the same as others.
struct Order<'a> {
    distances: &'a Distances,
    decided: &'a dyn Fn(usize) -> bool,
}

impl Order<'_> {
    /// Whether the one may speak for the other: always, unless they come at a fixed distance from each other. Then the
    /// earlier speaks for the later, and of two at the same time the one that others decide, or the first.
    fn may_speak(&self, speaker: usize, other: usize) -> bool {
        let distance = self.distances.between(speaker, other);
        let back = self.distances.between(other, speaker);
        if distance >= NONE || back >= NONE || distance + back > 0 {
            return true;
        }
        let key = |node: usize| (!(self.decided)(node), node);
        distance > 0 || (distance == 0 && key(speaker) < key(other))
    }

    /// The negative edges from a node that no other negative edge from it makes needless.
    fn after(&self, node: usize) -> Vec<Distance> {
        let table = self.distances;
        let before: Vec<usize> = (0..table.nodes).filter(|other| table.between(node, *other) < 0).collect();
        let needed = |&&other: &&usize| {
            let whole = table.between(node, other);
            !before.iter().any(|&by| {
                by != other
                    && table.between(node, by) + table.between(by, other) == whole
                    && self.may_speak(by, other)
            })
        };
        let rule = |&other: &usize| Distance { node: NodeId(other), time: -table.between(node, other) };
        before.iter().filter(needed).map(rule).collect()
    }

    /// The edges to a node that are not negative and that no other such edge to it makes needless.
    fn within(&self, node: usize) -> Vec<Distance> {
        let table = self.distances;
        let from: Vec<usize> = (0..table.nodes)
            .filter(|other| *other != node && (0..NONE).contains(&table.between(*other, node)))
            .collect();
        let needed = |&&other: &&usize| {
            let whole = table.between(other, node);
            !from.iter().any(|&by| {
                by != other
                    && table.between(other, by) < NONE
                    && table.between(other, by) + table.between(by, node) == whole
                    && self.may_speak(by, other)
                    && self.may_speak(by, node)
            })
        };
        let rule = |&other: &usize| Distance { node: NodeId(other), time: table.between(other, node) };
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
