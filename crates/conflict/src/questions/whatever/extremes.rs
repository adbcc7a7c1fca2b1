//! What is stable where everything that is not known is as bad for the state asked about as it may be, and where it is as good.

use std::ops::ControlFlow;

use super::{Asked, NoAnswer, Progress, Settled};
use crate::graph::Graph;
use crate::stability::unknown::{self, Extension};
use crate::stability::{self, Concept, Stable};

/// What is stable in both cases, by the concepts in which nothing but the decision maker's own order matters. See
/// [`whatever`](super::whatever()) for why these are completions.
pub(super) struct Extremes {
    worst: Vec<Stable>,
    best: Vec<Stable>,
}

impl Extremes {
    pub(super) fn of(
        graph: &Graph,
        asked: &Asked,
        progress: &mut Progress,
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Self, NoAnswer> {
        let asked = Self::asked(asked);
        let mut by = |extension| {
            let before = *progress;
            progress.done += graph.states();
            // As the memory is asked for with that of the rest, nothing but being stopped is left to go wrong.
            unknown::solve(graph, extension, &asked, &mut |at| {
                let states = at.done.saturating_mul(graph.states() as u64).checked_div(at.of).unwrap_or(0);
                tell(Progress { done: before.done + usize::try_from(states).unwrap_or(0), ..before })
            })
            .map_err(|_| NoAnswer::Stopped)
        };
        Ok(Self { worst: by(Extension::A)?, best: by(Extension::D)? })
    }

    /// The concepts that this takes. What is searched starts from what these say.
    pub(super) fn asked(asked: &Asked) -> stability::Asked {
        let wanted = |one: &Concept| match one {
            Concept::Nash | Concept::Gmr | Concept::Smr => asked.concepts.contains(one),
            Concept::Seq | Concept::Sseq => false,
        };
        let starts = [(Concept::Seq, Concept::Gmr), (Concept::Sseq, Concept::Smr)];
        let starts = |one: &Concept| {
            let of = |by: &Concept| asked.concepts.contains(by);
            starts.iter().any(|(by, above)| of(by) && (one == above || *one == Concept::Nash))
        };
        let concepts = Concept::ALL.into_iter().filter(|one| wanted(one) || starts(one)).collect();
        stability::Asked { concepts, ..stability::Asked::default() }
    }

    /// Whether a state is stable for a decision maker, where the extremes settle that.
    pub(super) fn settled(&self, concept: Concept, decision_maker: usize, state: usize) -> Option<Settled> {
        let stable = |by: &[Stable], concept| {
            let of = by.iter().find(|one| one.concept == concept)?;
            of.by_decision_maker.get(decision_maker).map(|states| states.contains(state))
        };
        // What is stable by Nash is so by all, and what is so by SEQ and SSEQ is by GMR and SMR.
        let (below, above) = match concept {
            Concept::Nash | Concept::Gmr | Concept::Smr => (concept, concept),
            Concept::Seq => (Concept::Nash, Concept::Gmr),
            Concept::Sseq => (Concept::Nash, Concept::Smr),
        };
        match (stable(&self.worst, below)?, stable(&self.best, above)?) {
            (true, _) => Some(Settled::ALWAYS),
            (_, false) => Some(Settled::NEVER),
            (false, true) => (below == above).then_some(Settled::SOMETIMES),
        }
    }
}
