//! Dynamic controllability: whether the plan can be kept whatever others take, as Morris (2014) decides it.
//!
//! A negative edge X → S says that S comes before X; together with an edge Y → X that is not negative it bounds Y, too. From
//! every node S that negative edges lead to, such paths are followed backward for as long as their sum stays negative; where
//! it no longer does, the sum is an edge of its own, for other nodes to be reached by. Edges that such a path may need must
//! be there first: where it comes to a node that negative edges lead to, that node is done before. If that is the node itself,
//! or one that waits for it, they follow each other in a circle of negative length: no strategy exists. Otherwise one does,
//! and the edges found are the rules of it. Each node is done once: O(n³) for n nodes, contingent links counted among them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::conflict::{self, Conflict};
use super::graph::{Edge, Graph, Label, Origin};
use super::strategy::Strategy;
use super::{ConstraintId, Network, Side, Time};

/// Whether a network can be kept, and how, or why not.
#[derive(Debug, Clone)]
pub enum Controllability {
    /// Not even if nothing were left to others.
    Inconsistent(Conflict),
    /// Only if others take the right time.
    Uncontrollable(Conflict),
    /// Whatever others take within their bounds, by these rules.
    Controllable(Strategy),
}

impl Network {
    /// Whether the network can be kept, and how, or why not: see the page of the [module](super). O(n³) for n nodes and
    /// contingent links, in memory for n² distances. Where the rules of the strategy are not needed, [`Network::conflict`] takes less.
    pub fn controllability(&self) -> Controllability {
        if let Some(conflict) = self.inconsistency() {
            return Controllability::Inconsistent(conflict);
        }
        match closure(Graph::new(self, |_| true)) {
            Ok(graph) => Controllability::Controllable(Strategy::new(self, &graph)),
            Err(cycle) => Controllability::Uncontrollable(conflict::of_control(self, cycle)),
        }
    }

    /// Times that cannot all hold, even if nothing were left to others; `None`: the network is consistent.
    /// O(nodes × links).
    pub fn inconsistency(&self) -> Option<Conflict> {
        conflict::of_consistency(self)
    }

    /// What cannot be kept together whatever others take; `None`: the network can be kept. O(n³) at most, and far less where
    /// each event is tied to few others; a conflict of k links takes up to k times as long as networks of its own links take.
    pub fn conflict(&self) -> Option<Conflict> {
        self.inconsistency().or_else(|| {
            let cycle = closure(Graph::new(self, |_| true)).err()?;
            Some(conflict::of_control(self, cycle))
        })
    }
}

/// The sides of links of a cycle for which a part of a network cannot be controlled.
pub(super) fn cycle(
    network: &Network,
    keep: impl Fn(ConstraintId) -> bool,
) -> Option<Vec<(ConstraintId, Side)>> {
    closure(Graph::new(network, keep)).err()
}

/// All edges that follow, or the sides of links that cannot be kept together.
pub(super) fn closure(graph: Graph) -> Result<Graph, Vec<(ConstraintId, Side)>> {
    let mut work = Work::new(graph);
    for source in 0..work.graph.nodes {
        if !work.negative_into[source].is_empty() && work.state[source] == State::New {
            work.run(source as u32)?;
        }
    }
    Ok(work.graph)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Waiting,
    Done,
}

/// Paths into one node, followed backward from it.
struct Frame {
    source: u32,
    /// The contingent link whose upper-case edge the paths end with.
    label: Option<u32>,
    queue: BinaryHeap<Reverse<(Time, u32)>>,
    /// While other frames are worked on: the nodes reached, how far they are, and by which edges.
    reached: Vec<(u32, Reached)>,
    /// The edge to this frame's node from the node that is done before it goes on.
    waits_for: Option<u32>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Reached {
    distance: Option<Time>,
    /// The edge that it was reached by: the last one, or one to a node whose own way is known.
    by: u32,
    /// The edge that the whole way is, once it is settled.
    whole: Option<u32>,
}

struct Work {
    graph: Graph,
    into: Vec<Vec<u32>>,
    negative_into: Vec<Vec<u32>>,
    state: Vec<State>,
    reached: Vec<Reached>,
    touched: Vec<u32>,
}

impl Work {
    fn new(graph: Graph) -> Self {
        let nodes = graph.nodes;
        let mut work = Self {
            into: vec![Vec::new(); nodes],
            negative_into: vec![Vec::new(); nodes],
            state: vec![State::New; nodes],
            reached: vec![Reached::default(); nodes],
            touched: Vec::new(),
            graph,
        };
        for (at, edge) in work.graph.edges.iter().enumerate() {
            let lists = if edge.weight < 0 { &mut work.negative_into } else { &mut work.into };
            lists[edge.to as usize].push(at as u32);
        }
        work
    }

    /// Does a node, and those that must be done before it.
    fn run(&mut self, source: u32) -> Result<(), Vec<(ConstraintId, Side)>> {
        let mut waiting: Vec<Frame> = Vec::new();
        let mut frame = self.begin(source);
        loop {
            match self.go_on(&mut frame) {
                None => {
                    self.state[frame.source as usize] = State::Done;
                    self.leave(&mut frame);
                    let Some(mut last) = waiting.pop() else { return Ok(()) };
                    self.enter(&mut last);
                    frame = last;
                }
                Some(edge) => {
                    let first = self.graph.edges[edge as usize].from;
                    if self.state[first as usize] == State::Waiting {
                        // Around the circle: from the node come upon to this frame's, from that to the one that waits for it …
                        let mut circle = vec![edge];
                        if frame.source != first {
                            for other in waiting.iter().rev() {
                                circle.extend(other.waits_for);
                                if other.source == first {
                                    break;
                                }
                            }
                        }
                        return Err(self.graph.sources(&circle));
                    }
                    frame.waits_for = Some(edge);
                    self.leave(&mut frame);
                    waiting.push(frame);
                    frame = self.begin(first);
                }
            }
        }
    }

    fn begin(&mut self, source: u32) -> Frame {
        self.state[source as usize] = State::Waiting;
        let mut frame =
            Frame { source, label: None, queue: BinaryHeap::new(), reached: Vec::new(), waits_for: None };
        for at in 0..self.negative_into[source as usize].len() {
            let by = self.negative_into[source as usize][at];
            let Edge { from, weight, label, .. } = self.graph.edges[by as usize];
            if let Label::Upper(link) = label {
                frame.label = Some(link);
            }
            self.reach(&mut frame, from, weight, by);
        }
        frame
    }

    fn reach(&mut self, frame: &mut Frame, node: u32, distance: Time, by: u32) {
        let reached = &mut self.reached[node as usize];
        match reached.distance {
            Some(known) if known <= distance => return,
            Some(_) => {}
            None => self.touched.push(node),
        }
        reached.distance = Some(distance);
        reached.by = by;
        frame.queue.push(Reverse((distance, node)));
    }

    /// Follows paths until all are done, or until a node is come upon that must be done before: then the edge from it.
    fn go_on(&mut self, frame: &mut Frame) -> Option<u32> {
        while let Some(Reverse((distance, node))) = frame.queue.pop() {
            let reached = self.reached[node as usize];
            if reached.distance != Some(distance) {
                continue;
            }
            let whole = match reached.whole {
                Some(whole) => whole,
                None => self.settle(frame, node, distance, reached.by),
            };
            if distance >= 0 {
                continue;
            }
            if !self.negative_into[node as usize].is_empty() && self.state[node as usize] != State::Done {
                // To be gone on with from here.
                frame.queue.push(Reverse((distance, node)));
                return Some(whole);
            }
            for at in 0..self.into[node as usize].len() {
                let by = self.into[node as usize][at];
                let Edge { from, weight, label, .. } = self.graph.edges[by as usize];
                // What others decide about one link is not set against itself.
                if matches!(label, Label::Lower(link) if frame.label == Some(link)) {
                    continue;
                }
                self.reach(frame, from, distance + weight, by);
            }
        }
        None
    }

    /// The edge from a node whose distance is final.
    fn settle(&mut self, frame: &Frame, node: u32, distance: Time, by: u32) -> u32 {
        let through = self.graph.edges[by as usize].to;
        let whole = if through == frame.source && self.graph.edges[by as usize].weight < 0 {
            by
        } else {
            let rest = self.reached[through as usize].whole.unwrap_or(by);
            let label = match frame.label {
                Some(link) if distance < 0 => Label::Upper(link),
                _ => Label::Ordinary,
            };
            let whole = self.graph.edge(node, frame.source, distance, label, Origin::Both(by, rest));
            if distance >= 0 && node != frame.source {
                self.into[frame.source as usize].push(whole);
            }
            whole
        };
        self.reached[node as usize].whole = Some(whole);
        whole
    }

    fn leave(&mut self, frame: &mut Frame) {
        for node in self.touched.drain(..) {
            frame.reached.push((node, std::mem::take(&mut self.reached[node as usize])));
        }
    }

    fn enter(&mut self, frame: &mut Frame) {
        for (node, reached) in frame.reached.drain(..) {
            self.reached[node as usize] = reached;
            self.touched.push(node);
        }
    }
}
