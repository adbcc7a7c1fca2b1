//! Legal sequences of moves: nobody moves twice in a row.

use crate::graph::Graph;
use crate::model::StateSet;
use crate::relation::Compared;

/// A move in a sequence: who moves, and where that leads. Where it starts from is where the step before led.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Step {
    /// Who moves, by place.
    pub decision_maker: usize,
    /// The position of the state that it moves to.
    pub to: usize,
}

/// How `one` compares with `other` for a decision maker; the same for one that is not there.
pub(super) fn compare(graph: &Graph, decision_maker: usize, one: usize, other: usize) -> Compared {
    graph.relation(decision_maker).map_or(Compared::Same, |relation| relation.compare(one, other))
}

/// All decision makers but one.
pub(super) fn others(graph: &Graph, decision_maker: usize) -> Vec<usize> {
    (0..graph.decision_makers()).filter(|&other| other != decision_maker).collect()
}

/// A state with the one who moved last.
#[derive(Clone, Copy)]
struct Found {
    state: usize,
    by: usize,
    /// What was found before; `None` for a first move.
    from: Option<usize>,
}

/// What legal sequences from a state come to (R_H and, by improvements, R_H⁺: Fang, Hipel and Kilgour 1993, section 3.2): each
/// pair of a state and a last mover once, the shortest sequence first, and of equally long ones that whose movers and states
/// come first. The pairs are searched as they are asked for.
///
/// The last mover has to be kept: where improvements are not transitive, or moves are not, what can follow depends on it.
pub(super) struct Sequences<'a, F> {
    graph: &'a Graph,
    start: usize,
    movers: &'a [usize],
    allowed: F,
    seen: StateSet,
    found: Vec<Found>,
    given: usize,
    /// How many of what was found were gone on from; `None` where not even the start was.
    expanded: Option<usize>,
}

impl<'a, F: Fn(usize, usize, usize) -> bool> Sequences<'a, F> {
    /// Sequences from `start` by these decision makers, of moves that are allowed: (decision maker, from, to).
    pub(super) fn new(graph: &'a Graph, start: usize, movers: &'a [usize], allowed: F) -> Self {
        let seen = StateSet::empty(graph.states() * graph.decision_makers());
        Self { graph, start, movers, allowed, seen, found: Vec::new(), given: 0, expanded: None }
    }

    /// The sequence to what was found as number `found`.
    pub(super) fn steps(&self, found: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut at = self.found.get(found);
        while let Some(&Found { state, by, from }) = at {
            steps.push(Step { decision_maker: by, to: state });
            at = from.and_then(|from| self.found.get(from));
        }
        steps.reverse();
        steps
    }

    /// Go on from what was found earliest; false where nothing is left.
    fn expand(&mut self) -> bool {
        let (state, last, from) = match self.expanded {
            None => (self.start, None, None),
            Some(at) => match self.found.get(at) {
                Some(found) => (found.state, Some(found.by), Some(at)),
                None => return false,
            },
        };
        self.expanded = Some(self.expanded.map_or(0, |at| at + 1));
        for &by in self.movers {
            if last == Some(by) {
                continue;
            }
            for &to in self.graph.moves(by, state) {
                let to = to as usize;
                let pair = by * self.graph.states() + to;
                if !self.seen.contains(pair) && (self.allowed)(by, state, to) {
                    self.seen.insert(pair);
                    self.found.push(Found { state: to, by, from });
                }
            }
        }
        true
    }
}

impl<F: Fn(usize, usize, usize) -> bool> Iterator for Sequences<'_, F> {
    /// The number of what was found, and its state.
    type Item = (usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.found.get(self.given) {
                self.given += 1;
                return Some((self.given - 1, found.state));
            }
            if !self.expand() {
                return None;
            }
        }
    }
}
