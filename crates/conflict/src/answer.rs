//! What is stable in a model, by the way of solving that fits it.

use std::ops::ControlFlow;

use thiserror::Error;

use crate::graph::{Graph, NotLaidOut};
use crate::model::{Feasible, Model, Moves, StateSet, Unusable};
use crate::option_form::{self, Conflict, Levels, MOST_OPTIONS};
use crate::questions::whatever::{self, Whatever, whatever};
use crate::stability::{self, Concept, Restoring, Stable};

/// What to find out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// By which concepts; the answers come in this order.
    pub concepts: Vec<Concept>,
    /// Whether the others deter by bringing back the state that was left. Makes a difference for graphs alone.
    pub restoring: Restoring,
    /// How many bytes the work may take.
    pub budget: u64,
}

impl Default for Ask {
    fn default() -> Self {
        Self { concepts: Concept::ALL.to_vec(), restoring: Restoring::default(), budget: u64::MAX }
    }
}

/// What is stable.
#[derive(Clone, Debug)]
pub enum Answer {
    /// All preferences are known, and states were solved in place: sets are by bitmask.
    InPlace(Vec<Stable>),
    /// All preferences are known, and the model was laid out as a graph: sets are by position.
    Laid(Vec<Stable>),
    /// Some preferences are not known. By position.
    Partly(Vec<Whatever>),
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many parts are done.
    pub done: usize,
    /// How many there are; 0 before the work begins.
    pub of: usize,
    /// About how many bytes the work takes beside the model; 0 where that is not told.
    pub bytes: u64,
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum NoAnswer {
    /// A preference cannot be used.
    #[error(transparent)]
    Unusable(#[from] Unusable),
    /// It was not solved in option form.
    #[error(transparent)]
    InPlace(#[from] option_form::NotSolved),
    /// It could not be laid out.
    #[error(transparent)]
    Graph(#[from] NotLaidOut),
    /// It was not solved as a graph.
    #[error(transparent)]
    Laid(#[from] stability::NoAnswer),
    /// Preferences are partly unknown, and restoring was not to deter.
    #[error(
        "where preferences are partly unknown, bringing back the state that was left always deters; leave that setting out"
    )]
    Restoring,
    /// What is not known could not be completed.
    #[error(transparent)]
    Partly(#[from] whatever::NoAnswer),
}

/// What is stable in a model. Sources: see [`Concept`]; where preferences are partly unknown, [`whatever()`].
///
/// A model in option form whose preferences are all known is solved in place ([`option_form`]); everything else as a graph.
///
/// # Errors
/// Where it would take more memory than there is, where known comparisons contradict each other, and where `tell` says to stop.
pub fn answer(
    model: &Model,
    ask: &Ask,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Answer, NoAnswer> {
    if let Some(answer) = in_place(model, ask, tell)? {
        return Ok(answer);
    }
    let graph = Graph::of(model, ask.budget)?;
    of_graph(&graph, ask, tell)
}

/// What is stable in a model in option form whose preferences are all known; nothing for others, and where so few of so many
/// combinations can be that going through all of them would be the longer way.
fn in_place(
    model: &Model,
    ask: &Ask,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Option<Answer>, NoAnswer> {
    let Moves::Options(form) = &model.moves else { return Ok(None) };
    let fits = u32::try_from(form.options.len()).is_ok_and(|options| options <= MOST_OPTIONS)
        && form.coalesced.is_empty()
        && !matches!(form.feasible, Feasible::Listed(_))
        && model.preferences.iter().all(|preference| preference.is_known());
    if !fits {
        return Ok(None);
    }
    let who = 0..model.decision_makers.len();
    let levels = who.map(|at| model.levels(at, ask.budget)).collect::<Result<Vec<_>, _>>()?;
    let levels: Vec<&dyn Levels> = levels.iter().map(|levels| levels as &dyn Levels).collect();
    let asked = option_form::Ask { concepts: ask.concepts.clone(), budget: ask.budget };
    let conflict = Conflict::new(form, &levels)?;
    let bytes = conflict.needs(&asked.concepts).bytes;
    if tell(Progress { done: 0, of: 0, bytes }).is_break() {
        return Err(option_form::NotSolved::Stopped { finished: Vec::new() }.into());
    }
    let found = conflict.solve(&asked, &mut |at| tell(Progress { done: at.done, of: at.of, bytes }))?;
    Ok(Some(Answer::InPlace(found)))
}

/// What is stable in a graph.
///
/// # Errors
/// As [`answer`].
pub fn of_graph(
    graph: &Graph,
    ask: &Ask,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Answer, NoAnswer> {
    let all_known = (0..graph.decision_makers()).filter_map(|at| graph.relation(at)).all(|of| of.is_known());
    if !all_known {
        if ask.restoring == Restoring::DoesNot {
            return Err(NoAnswer::Restoring);
        }
        let (concepts, budget) = (ask.concepts.clone(), ask.budget);
        let asked = whatever::Asked { concepts, budget, ..whatever::Asked::default() };
        let bytes = whatever::memory(graph, &asked);
        if tell(Progress { done: 0, of: 0, bytes }).is_break() {
            return Err(whatever::NoAnswer::Stopped.into());
        }
        let found = whatever(graph, &asked, &mut |at| tell(Progress { done: at.done, of: at.of, bytes }))?;
        return Ok(Answer::Partly(found));
    }
    let asked =
        stability::Asked { concepts: ask.concepts.clone(), restoring: ask.restoring, budget: ask.budget };
    let bytes = stability::memory(graph, &asked);
    if tell(Progress { done: 0, of: 0, bytes }).is_break() {
        return Err(stability::NoAnswer::Stopped.into());
    }
    let found = stability::solve(graph, &asked, &mut |at| {
        let whole = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        tell(Progress { done: whole(at.done), of: whole(at.of), bytes })
    })?;
    Ok(Answer::Laid(found))
}

impl Answer {
    /// The equilibria by a concept, by position; where not all is known, those that are equilibria whatever the rest is. `None`
    /// for a concept that was not asked for.
    #[must_use]
    pub fn equilibria(&self, model: &Model, concept: Concept) -> Option<StateSet> {
        match self {
            Self::InPlace(all) => {
                let found = all.iter().find(|one| one.concept == concept)?.equilibria();
                let Moves::Options(form) = &model.moves else { return Some(found) };
                let mut by_position = StateSet::empty(model.states());
                for bitmask in found.iter() {
                    form.position(bitmask as u64).into_iter().for_each(|at| by_position.insert(at));
                }
                Some(by_position)
            }
            Self::Laid(all) => Some(all.iter().find(|one| one.concept == concept)?.equilibria()),
            Self::Partly(all) => Some(all.iter().find(|one| one.concept == concept)?.always()),
        }
    }
}
