//! Where a conflict can go from a state: status quo analysis (Li, Kilgour and Hipel 2005).

use std::collections::BTreeMap;

use super::sequences::{Step, compare};
use crate::graph::Graph;
use crate::model::StateSet;
use crate::relation::Compared;

/// How many moves are looked ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Horizon {
    /// So many at most.
    Moves(usize),
    /// As many as it takes.
    Any,
}

/// Of which moves sequences are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All moves.
    Moves,
    /// Moves to what the mover is known to prefer to what it leaves.
    Improvements,
    /// These, and moves of which it is not known whether the mover prefers where they lead.
    PossibleImprovements,
}

/// What legal sequences from a state reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    start: usize,
    ways: Vec<Way>,
    arcs: Vec<Arc>,
    nodes: Vec<Node>,
}

/// How a state is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Its position.
    pub state: usize,
    /// A shortest sequence of moves to it; of several the one whose movers and states come first. None for the start.
    pub steps: Vec<Step>,
    /// How many sequences are as short (the largest number there is, where they are more).
    pub shortest: u64,
}

/// A move that some legal sequence makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arc {
    /// The position of the state that is left.
    pub from: usize,
    /// The position of the state that is come to.
    pub to: usize,
    /// Who moves.
    pub decision_maker: usize,
    /// Whether it ends a shortest sequence to that state.
    pub shortest: bool,
}

/// A state with the one who moved last.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Node {
    state: usize,
    by: usize,
    /// The moves of the shortest sequences to it.
    length: usize,
    /// The nodes one move before; none for a first move.
    before: Vec<usize>,
    /// How many sequences of that length there are.
    sequences: u64,
}

impl Paths {
    /// The position of the state that sequences start from.
    #[must_use]
    pub const fn start(&self) -> usize {
        self.start
    }

    /// The states reached, in order of position, the start among them.
    #[must_use]
    pub fn ways(&self) -> &[Way] {
        &self.ways
    }

    /// How a state is reached, if it is.
    #[must_use]
    pub fn way(&self, state: usize) -> Option<&Way> {
        self.ways.binary_search_by_key(&state, |way| way.state).ok().and_then(|at| self.ways.get(at))
    }

    /// How those of some states are reached that are: equilibria, for example.
    pub fn to<'a>(&'a self, states: &'a StateSet) -> impl Iterator<Item = &'a Way> {
        self.ways.iter().filter(|way| states.contains(way.state))
    }

    /// The moves that legal sequences make within the horizon, in order of the states left, those come to, and who moves.
    #[must_use]
    pub fn arcs(&self) -> &[Arc] {
        &self.arcs
    }

    /// The shortest sequences to a state, but no more than `most`, in order of movers and states.
    #[must_use]
    pub fn shortest(&self, state: usize, most: usize) -> Vec<Vec<Step>> {
        let Some(way) = self.way(state) else { return Vec::new() };
        if way.steps.is_empty() {
            return if most == 0 { Vec::new() } else { vec![Vec::new()] };
        }
        // What comes next on the way there from each node, so that sequences are made from the front.
        let mut onwards: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        let mut firsts = Vec::new();
        let ends = |node: &Node| node.state == state && node.length == way.steps.len();
        let mut waiting: Vec<usize> =
            self.nodes.iter().enumerate().filter(|(_, node)| ends(node)).map(|(at, _)| at).collect();
        let mut wanted = StateSet::empty(self.nodes.len());
        waiting.iter().for_each(|&node| wanted.insert(node));
        while let Some(node) = waiting.pop() {
            let Some(before) = self.nodes.get(node).map(|node| &node.before) else { continue };
            if before.is_empty() {
                firsts.push(node);
            }
            for &earlier in before {
                if let Some(onwards) = onwards.get_mut(earlier) {
                    onwards.push(node);
                }
                if !wanted.contains(earlier) {
                    wanted.insert(earlier);
                    waiting.push(earlier);
                }
            }
        }
        let in_order = |nodes: &mut Vec<usize>| {
            nodes.sort_unstable_by_key(|&node| self.nodes.get(node).map(|node| (node.by, node.state)));
        };
        in_order(&mut firsts);
        onwards.iter_mut().for_each(in_order);

        let mut sequences = Vec::new();
        let mut steps: Vec<Step> = Vec::new();
        // Nodes still to be gone to, each with how many moves come before it.
        let mut waiting: Vec<(usize, usize)> = firsts.iter().rev().map(|&node| (node, 0)).collect();
        while let Some((at, length)) = waiting.pop() {
            if sequences.len() == most {
                break;
            }
            let Some(node) = self.nodes.get(at) else { continue };
            steps.truncate(length);
            steps.push(Step { decision_maker: node.by, to: node.state });
            if steps.len() == way.steps.len() {
                sequences.push(steps.clone());
            } else if let Some(onwards) = onwards.get(at) {
                waiting.extend(onwards.iter().rev().map(|&next| (next, length + 1)));
            }
        }
        sequences
    }
}

/// What legal sequences of moves of `movers` reach from `start` within a horizon; nobody moves twice in a row.
///
/// Time and room in proportion to the decision makers times the moves of all states reached. States that are not there reach
/// nothing but themselves.
#[must_use]
pub fn paths(graph: &Graph, start: usize, horizon: Horizon, kind: Kind, movers: &[usize]) -> Paths {
    let allowed = |by, from, to| match kind {
        Kind::Moves => true,
        Kind::Improvements => compare(graph, by, to, from).is_better(),
        Kind::PossibleImprovements => {
            let compared = compare(graph, by, to, from);
            compared.is_better() || compared == Compared::Unknown
        }
    };
    let mut movers: Vec<usize> = movers.to_vec();
    movers.sort_unstable();
    movers.dedup();

    let mut found = Found { numbers: BTreeMap::new(), nodes: Vec::new(), arcs: BTreeMap::new() };
    let mut first_length = BTreeMap::from([(start, 0)]);
    let mut at = None;
    loop {
        let (state, last, length) = match at.map(|at: usize| found.nodes.get(at)) {
            None => (start, None, 0),
            Some(Some(node)) => (node.state, Some(node.by), node.length),
            Some(None) => break,
        };
        if horizon != Horizon::Moves(length) {
            for &by in movers.iter().filter(|&&by| last != Some(by)) {
                for &to in graph.moves(by, state) {
                    let to = to as usize;
                    if allowed(by, state, to) {
                        let first = *first_length.entry(to).or_insert(length + 1);
                        found.go(at, (state, to, by), length + 1, first);
                    }
                }
            }
        } else if last.is_some() {
            // All further nodes are as far away.
            break;
        }
        at = Some(at.map_or(0, |at| at + 1));
    }
    let Found { nodes, arcs, .. } = found;
    let ways = ways(start, &nodes);
    let arcs = arcs
        .into_iter()
        .map(|((from, to, decision_maker), shortest)| Arc { from, to, decision_maker, shortest })
        .collect();
    Paths { start, ways, arcs, nodes }
}

/// What the search has found.
struct Found {
    /// The node of each last mover and state.
    numbers: BTreeMap<(usize, usize), usize>,
    nodes: Vec<Node>,
    arcs: BTreeMap<(usize, usize, usize), bool>,
}

impl Found {
    /// Note a move (from, to, by) after node `before`, as move number `length` of a sequence, to a state that is `first` reached
    /// by so many.
    fn go(
        &mut self,
        before: Option<usize>,
        (from, to, by): (usize, usize, usize),
        length: usize,
        first: usize,
    ) {
        *self.arcs.entry((from, to, by)).or_default() |= length == first;
        let so_many = before.and_then(|before| self.nodes.get(before)).map_or(1, |before| before.sequences);
        let next = self.nodes.len();
        match self.numbers.get(&(by, to)).and_then(|&number| self.nodes.get_mut(number)) {
            None => {
                self.numbers.insert((by, to), next);
                let before = before.into_iter().collect();
                self.nodes.push(Node { state: to, by, length, before, sequences: so_many });
            }
            Some(node) if node.length == length => {
                node.before.extend(before);
                node.sequences = node.sequences.saturating_add(so_many);
            }
            Some(_) => {}
        }
    }
}

/// By state, its first shortest sequence and how many there are. Nodes come in the order of their first shortest sequences.
fn ways(start: usize, nodes: &[Node]) -> Vec<Way> {
    let mut ways = BTreeMap::from([(start, Way { state: start, steps: Vec::new(), shortest: 1 })]);
    for node in nodes {
        if let Some(way) = ways.get_mut(&node.state) {
            if way.steps.len() == node.length {
                way.shortest = way.shortest.saturating_add(node.sequences);
            }
            continue;
        }
        let mut steps = Vec::with_capacity(node.length);
        let mut at = Some(node);
        while let Some(node) = at {
            steps.push(Step { decision_maker: node.by, to: node.state });
            at = node.before.first().and_then(|&before| nodes.get(before));
        }
        steps.reverse();
        ways.insert(node.state, Way { state: node.state, steps, shortest: node.sequences });
    }
    ways.into_values().collect()
}
