//! Why a state is stable for a decision maker, or is not.

use super::sequences::{Sequences, Step, compare, others};
use crate::graph::Graph;
use crate::model::StateSet;
use crate::relation::Compared;
use crate::stability::Concept;

/// Why a state is stable for a decision maker by a concept, or is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Stable: it has no move to a state that it prefers.
    NoImprovement {
        /// What it could move to, none of it preferred.
        moves: Vec<Reached>,
    },
    /// Stable: the others can answer each of its improvements.
    Answered(Vec<Answered>),
    /// Not stable: there is an improvement that nothing answers. The first such by position.
    Unanswered {
        /// What it would move to.
        improvement: Reached,
        /// What the others could bring about then that would deter it, if it could not escape. Empty for concepts that know no
        /// escape. The shortest sequence first.
        evaded: Vec<Evaded>,
    },
}

impl Why {
    /// Whether the state is stable.
    #[must_use]
    pub const fn is_stable(&self) -> bool {
        !matches!(self, Self::Unanswered { .. })
    }
}

/// A state that the decision maker moves to or is brought to, and how that compares for it with the state it asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Its position.
    pub state: usize,
    /// How it compares with the state that was left.
    pub compared: Compared,
}

/// An improvement and what deters from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// What the decision maker would move to.
    pub improvement: Reached,
    /// What the others can do then.
    pub sanction: Sanction,
    /// What the decision maker could still move to after that, none of it preferred to the state left; `None` for concepts that
    /// do not ask.
    pub responses: Option<Vec<Reached>>,
}

/// What the others can bring about after an improvement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sanction {
    /// Their moves, from the improvement on; nobody moves twice in a row. No shorter sequence does it. By concepts that ask for
    /// it, each is an improvement for its mover.
    pub steps: Vec<Step>,
    /// What that leads to: the same state as the last step.
    pub reached: Reached,
}

/// A sanction that does not deter, as the decision maker can move on to a state that it prefers to the one it left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaded {
    /// What the others can do.
    pub sanction: Sanction,
    /// Where the decision maker would move then; the first such state by position.
    pub escape: Reached,
}

/// How a comparison that is not known is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unknown {
    /// As if nobody preferred either state: what the definitions say of preferences that are known.
    NotPreferred,
    /// Each where it comes up as it is worst for the state: the decision maker may prefer what it moves or escapes to, and a
    /// sanction deters only where it is certain that it does, and that the others prefer what they move to. What is stable so is
    /// stable whatever the unknown preferences are.
    AgainstStability,
    /// Each where it comes up as it is best for the state. What is not stable even so is not stable whatever the unknown
    /// preferences are.
    ForStability,
}

impl Unknown {
    /// Whether a decision maker prefers a state, for it to move or escape there.
    const fn goes(self, compared: Compared) -> bool {
        compared.is_better()
            || (matches!(self, Self::AgainstStability) && matches!(compared, Compared::Unknown))
    }

    /// Whether another prefers a state, for it to sanction by moving there.
    const fn improves(self, compared: Compared) -> bool {
        compared.is_better() || (matches!(self, Self::ForStability) && matches!(compared, Compared::Unknown))
    }
}

/// Why `state` is stable for a decision maker by `concept`, or why not, by the definitions themselves (Fang, Hipel and Kilgour
/// 1993, chapter 3; SSEQ: Rêgo and Vieira 2017). To bring back the state itself deters, too
/// ([`Restoring::Sanctions`](crate::stability::Restoring)). What is not known to be preferred counts as not preferred; see
/// [`why_where`] for other ways to take it.
///
/// Time in proportion to the moves that the others have in the states that they can bring about, for each improvement.
#[must_use]
pub fn why(graph: &Graph, decision_maker: usize, state: usize, concept: Concept) -> Why {
    why_where(graph, decision_maker, state, concept, Unknown::NotPreferred)
}

/// Why a state is stable or is not, as [`why`], where comparisons that are not known are taken so. An improvement told may then
/// be one of which it is not known whether it is, and so for what leads to sanctions and escapes.
///
/// By [`Unknown::AgainstStability`] and [`Unknown::ForStability`] this agrees with [`whatever`](super::whatever::whatever) on what
/// holds always and what never, wholly for Nash, GMR and SMR. By SEQ and SSEQ a state may always be stable, or never, by other
/// reasons under different completions: then neither tells.
#[must_use]
pub fn why_where(
    graph: &Graph,
    decision_maker: usize,
    state: usize,
    concept: Concept,
    unknown: Unknown,
) -> Why {
    let reached = |to: usize| Reached { state: to, compared: compare(graph, decision_maker, to, state) };
    let moves = |from: usize| graph.moves(decision_maker, from).iter().map(|&to| reached(to as usize));

    let others = others(graph, decision_maker);
    let improves =
        |by, from, to| !concept.needs_improving_sanctions() || unknown.improves(compare(graph, by, to, from));
    // The shortest answer to an improvement; or, where there is none, the sanctions that it escapes.
    let answer = |improvement: Reached| {
        if concept == Concept::Nash {
            return Err(Vec::new());
        }
        let mut sequences = Sequences::new(graph, improvement.state, &others, improves);
        let mut evaded = Vec::new();
        let mut seen = StateSet::empty(graph.states());
        while let Some((found, to)) = sequences.next() {
            let to = reached(to);
            // A state comes again with another last mover.
            if unknown.goes(to.compared) || seen.contains(to.state) {
                continue;
            }
            seen.insert(to.state);
            let sanction = Sanction { steps: sequences.steps(found), reached: to };
            if !concept.needs_no_escape() {
                return Ok(Answered { improvement, sanction, responses: None });
            }
            match moves(to.state).find(|response| unknown.goes(response.compared)) {
                Some(escape) => evaded.push(Evaded { sanction, escape }),
                None => {
                    let responses = Some(moves(to.state).collect());
                    return Ok(Answered { improvement, sanction, responses });
                }
            }
        }
        Err(evaded)
    };

    let mut answered = Vec::new();
    for improvement in moves(state).filter(|to| unknown.goes(to.compared)) {
        match answer(improvement) {
            Ok(answer) => answered.push(answer),
            Err(evaded) => return Why::Unanswered { improvement, evaded },
        }
    }
    if answered.is_empty() {
        Why::NoImprovement { moves: moves(state).collect() }
    } else {
        Why::Answered(answered)
    }
}
