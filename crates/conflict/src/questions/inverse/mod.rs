//! Which preferences would make a wished state stable: the inverse question (Kinsara, Petersons, Hipel and Kilgour 2015; Wang,
//! Hipel, Fang and Dang 2018).

mod orders;
mod smallest;

pub use orders::{Orders, Share, orders};
pub use smallest::{Change, Changed, Progress, Raise, Together, smallest, together};

use super::sequences::{Sequences, Step, compare, others};
use crate::graph::Graph;
use crate::model::StateSet;
use crate::stability::Concept;

/// What a decision maker would have to prefer for a state to be stable for it: every clause has to hold.
///
/// It tells the preferences that make the state stable exactly: whatever is not said of them does not matter. For SEQ and SSEQ
/// that is so given what the others prefer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Whose preferences, by place.
    pub decision_maker: usize,
    /// The position of the wished state.
    pub state: usize,
    /// One for each state that the decision maker can move to from there, in order of position.
    pub clauses: Vec<Clause>,
}

/// That a move must be no improvement, or must be deterred from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Where the move leads: the clause holds where that is not preferred to the wished state.
    pub to: usize,
    /// Or where one of these deters. The shortest first.
    pub deterrents: Vec<Deterrent>,
}

/// Something that the others can bring about after a move, if it deters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deterrent {
    /// Their moves; no shorter legal sequence does it.
    pub steps: Vec<Step>,
    /// Where these lead: it deters where that is not preferred to the wished state. (It may be that state itself.)
    pub state: usize,
    /// Nor any of these, which the decision maker could still move to. Empty for concepts that know no escape.
    pub escapes: Vec<usize>,
}

/// What is left of a condition where some comparisons are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// It holds.
    Holds,
    /// It does not.
    Fails,
    /// It holds exactly where this does, in which clauses that hold, deterrents that cannot deter, and escapes that are none are
    /// left out.
    Depends(Condition),
}

impl Condition {
    /// What is left where `preferred` says which states are known to be preferred to the wished one, and which not to be.
    ///
    /// What depends on comparisons that are partly settled by each other is not simplified further.
    #[must_use]
    pub fn given(&self, preferred: impl Fn(usize) -> Option<bool>) -> Given {
        let preferred = |state| if state == self.state { Some(false) } else { preferred(state) };
        let mut clauses = Vec::new();
        for clause in &self.clauses {
            let possible = clause.deterrents.iter().filter(|one| {
                preferred(one.state) != Some(true)
                    && one.escapes.iter().all(|&escape| preferred(escape) != Some(true))
            });
            let deterrents: Vec<Deterrent> = possible
                .map(|one| {
                    let escapes = one.escapes.iter().copied().filter(|&escape| preferred(escape).is_none());
                    Deterrent { escapes: escapes.collect(), ..one.clone() }
                })
                .collect();
            let certain = |one: &Deterrent| one.escapes.is_empty() && preferred(one.state) == Some(false);
            let improvement = preferred(clause.to);
            if improvement == Some(false) || deterrents.iter().any(certain) {
                continue;
            }
            if improvement == Some(true) && deterrents.is_empty() {
                return Given::Fails;
            }
            clauses.push(Clause { to: clause.to, deterrents });
        }
        if clauses.is_empty() { Given::Holds } else { Given::Depends(Self { clauses, ..self.clone() }) }
    }

    /// Whether the condition holds where `preferred` says which states are preferred to the wished one.
    #[must_use]
    pub fn holds(&self, preferred: impl Fn(usize) -> bool) -> bool {
        let fine = |state| state == self.state || !preferred(state);
        self.clauses.iter().all(|clause| {
            fine(clause.to)
                || clause
                    .deterrents
                    .iter()
                    .any(|one| fine(one.state) && one.escapes.iter().all(|&escape| fine(escape)))
        })
    }

    /// The states whose comparison with the wished state matters, in order of position.
    #[must_use]
    pub fn concerned(&self) -> Vec<usize> {
        let deterrents = self.clauses.iter().flat_map(|clause| &clause.deterrents);
        let mut states: Vec<usize> = deterrents
            .flat_map(|one| one.escapes.iter().copied().chain([one.state]))
            .chain(self.clauses.iter().map(|clause| clause.to))
            .filter(|&state| state != self.state)
            .collect();
        states.sort_unstable();
        states.dedup();
        states
    }
}

/// What a decision maker would have to prefer for `state` to be stable for it by `concept`.
///
/// Time in proportion to the moves of the others in what they can bring about, for each of the decision maker's moves.
#[must_use]
pub fn condition(graph: &Graph, decision_maker: usize, state: usize, concept: Concept) -> Condition {
    let others = others(graph, decision_maker);
    let improves =
        |by, from, to| !concept.needs_improving_sanctions() || compare(graph, by, to, from).is_better();
    let clauses = graph.moves(decision_maker, state).iter().map(|&to| {
        let to = to as usize;
        let mut deterrents = Vec::new();
        let mut seen = StateSet::empty(graph.states());
        let mut sequences = Sequences::new(graph, to, &others, improves);
        while let Some((found, reached)) = sequences.next() {
            if concept == Concept::Nash || seen.contains(reached) {
                continue;
            }
            seen.insert(reached);
            let escapes: Vec<usize> = if concept.needs_no_escape() {
                graph.moves(decision_maker, reached).iter().map(|&to| to as usize).collect()
            } else {
                Vec::new()
            };
            // What asks that the move be no improvement adds nothing.
            if reached != to && !escapes.contains(&to) {
                let escapes = escapes.into_iter().filter(|&escape| escape != state).collect();
                deterrents.push(Deterrent { steps: sequences.steps(found), state: reached, escapes });
            }
        }
        Clause { to, deterrents }
    });
    Condition { decision_maker, state, clauses: clauses.collect() }
}
