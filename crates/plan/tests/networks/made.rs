//! Networks made up at random.

use fastrand::Rng;
use onetext_plan::network::{Bounds, ConstraintId, Keeper, Network, NodeId, Time};

/// A link by the numbers of its nodes: from, to, least, greatest, whether others decide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    pub from: usize,
    pub to: usize,
    pub min: Option<Time>,
    pub max: Option<Time>,
    pub contingent: bool,
}

pub fn network(nodes: usize, links: &[Link]) -> Network {
    let mut network = Network::new();
    let ids: Vec<NodeId> = (0..nodes).map(|node| network.node(format!("n{node}")).unwrap()).collect();
    for link in links {
        let (from, to) = (ids[link.from], ids[link.to]);
        if link.contingent {
            network.contingent(from, to, link.min.unwrap(), link.max.unwrap()).unwrap();
        } else {
            network.require(from, to, Bounds { min: link.min, max: link.max }).unwrap();
        }
    }
    network
}

pub fn links(network: &Network) -> Vec<Link> {
    let link = |constraint: &onetext_plan::network::Constraint| Link {
        from: constraint.from.index(),
        to: constraint.to.index(),
        min: constraint.bounds.min,
        max: constraint.bounds.max,
        contingent: constraint.keeper == Keeper::Others,
    };
    network.constraints().iter().map(link).collect()
}

/// The same network with these links alone.
pub fn only(network: &Network, keep: &[ConstraintId]) -> Network {
    let all = links(network);
    let kept: Vec<Link> = keep.iter().map(|id| all[id.index()]).collect();
    self::network(network.nodes().len(), &kept)
}

/// A small network with small whole numbers: everything may be tied to everything.
pub fn small(random: &mut Rng, most_nodes: usize, most_time: Time) -> (usize, Vec<Link>) {
    let nodes = random.usize(2..=most_nodes);
    let mut links = Vec::new();
    let mut decided = vec![false; nodes];
    for _ in 0..random.usize(0..=nodes / 2) {
        let (from, to) = (random.usize(..nodes), random.usize(..nodes));
        if from != to && !decided[to] {
            decided[to] = true;
            let min = random.i128(1..most_time);
            let max = random.i128(min..=most_time);
            links.push(Link { from, to, min: Some(min), max: Some(max), contingent: true });
        }
    }
    for _ in 0..random.usize(0..=nodes + 1) {
        let (from, to) = (random.usize(..nodes), random.usize(..nodes));
        let min = random.i128(-most_time..=most_time);
        let max = random.i128(min..=most_time);
        let (min, max) = match random.u8(..4) {
            0 => (None, Some(max)),
            1 => (Some(min), None),
            _ => (Some(min), Some(max)),
        };
        if from != to {
            links.push(Link { from, to, min, max, contingent: false });
        }
    }
    (nodes, links)
}

/// A small network in which much follows closely on what others decide, so that there is much to wait for.
pub fn answers(random: &mut Rng, most_nodes: usize, most_time: Time) -> (usize, Vec<Link>) {
    let nodes = random.usize(3..=most_nodes.max(3));
    let mut links = Vec::new();
    for to in 1..nodes {
        let from = random.usize(..to);
        let contingent = to % 2 == 1;
        let min = random.i128(1..=most_time / 2);
        let max = min + random.i128(0..=most_time);
        links.push(Link { from, to, min: Some(min), max: Some(max), contingent });
    }
    for _ in 0..random.usize(1..nodes) {
        let (from, to) = (random.usize(..nodes), random.usize(..nodes));
        let min = random.i128(-most_time..=1);
        let max = min + random.i128(most_time / 2..=2 * most_time);
        if from != to {
            links.push(Link { from, to, min: Some(min), max: Some(max), contingent: false });
        }
    }
    (nodes, links)
}

/// A small network in which many events come at a fixed distance from others, and many at the same time.
pub fn ties(random: &mut Rng, most_nodes: usize, most_time: Time) -> (usize, Vec<Link>) {
    let (nodes, mut links) = answers(random, most_nodes, most_time);
    for link in links.iter_mut().filter(|link| !link.contingent) {
        let fixed = if random.bool() { 0 } else { random.i128(0..=most_time) };
        match random.u8(..3) {
            0 => (link.min, link.max) = (Some(fixed), Some(fixed)),
            1 => (link.min, link.max) = (Some(0), link.max.map(|max| max.max(0))),
            _ => {}
        }
    }
    (nodes, links)
}

/// A plan of many events as plans are: several lines of work, each a chain of things that the planner does and that others
/// do, with gates between the lines that leave so much slack to both sides.
pub fn plan(random: &mut Rng, nodes: usize, slack: Time) -> (usize, Vec<Link>) {
    let lines = (nodes / 12).max(2);
    let mut links = Vec::new();
    let mut last: Vec<usize> = vec![0; lines];
    // When each comes if everything takes as long as in the middle.
    let mut middle: Vec<Time> = vec![0; nodes];
    for node in 1..nodes {
        let line = random.usize(..lines);
        let from = last[line];
        let contingent = node % 3 == 0;
        let min = random.i128(1..30);
        let max = min + random.i128(2..20);
        links.push(Link { from, to: node, min: Some(min), max: Some(max), contingent });
        middle[node] = middle[from] + (min + max) / 2;
        last[line] = node;
        let gate = random.usize(..node);
        if random.u8(..3) == 0 && gate != from {
            let apart = middle[node] - middle[gate];
            let (min, max) = (Some(apart - slack), Some(apart + slack));
            links.push(Link { from: gate, to: node, min, max, contingent: false });
        }
    }
    (nodes, links)
}
