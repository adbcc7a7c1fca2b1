//! What would be different if something were: a conflict solved again and again, each time with one thing changed.
//!
//! How to solve is up to the caller: [`Equilibria::of_graph`] and [`Equilibria::of_model`] do it by the way that fits and tell, where not
//! all is known, what is an equilibrium whatever the rest is.

use std::ops::ControlFlow;

use crate::answer::{self, Answer, Ask, NoAnswer, answer};
use crate::graph::Graph;
use crate::model::{Model, Moves, StateSet};
use crate::stability::Concept;

/// The equilibria by one concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equilibria {
    /// By which concept.
    pub concept: Concept,
    /// The states, in ascending order: by position where graphs are solved, by bitmask where models in option form are.
    pub states: Vec<u64>,
}

impl Equilibria {
    /// Those of a graph, by position, for each concept asked for.
    ///
    /// # Errors
    /// As [`answer()`].
    pub fn of_graph(graph: &Graph, ask: &Ask) -> Result<Vec<Self>, NoAnswer> {
        let answer = answer::of_graph(graph, ask, &mut |_| ControlFlow::Continue(()))?;
        Ok(Self::told(&answer, |position| Some(position as u64)))
    }

    /// Those of a model, for each concept asked for: by bitmask where it is in option form, otherwise by position.
    ///
    /// # Errors
    /// As [`answer()`].
    pub fn of_model(model: &Model, ask: &Ask) -> Result<Vec<Self>, NoAnswer> {
        let answer = answer(model, ask, &mut |_| ControlFlow::Continue(()))?;
        Ok(match (&model.moves, &answer) {
            (Moves::Options(form), Answer::Laid(_) | Answer::Partly(_)) => {
                let bitmasks: Vec<u64> = form.bitmasks().collect();
                Self::told(&answer, |position| bitmasks.get(position).copied())
            }
            _ => Self::told(&answer, |bitmask| Some(bitmask as u64)),
        })
    }

    fn told(answer: &Answer, name: impl Fn(usize) -> Option<u64>) -> Vec<Self> {
        let told =
            |concept, states: &StateSet| Self { concept, states: states.iter().filter_map(&name).collect() };
        match answer {
            Answer::InPlace(all) | Answer::Laid(all) => {
                all.iter().map(|one| told(one.concept, &one.equilibria())).collect()
            }
            Answer::Partly(all) => all.iter().map(|one| told(one.concept, &one.always())).collect(),
        }
    }
}

/// How the equilibria by one concept differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// By which concept.
    pub concept: Concept,
    /// The states that become equilibria.
    pub gained: Vec<u64>,
    /// The states that no longer are.
    pub lost: Vec<u64>,
}

/// What changes the equilibria, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding<W> {
    /// What is otherwise.
    pub what: W,
    /// How the equilibria differ: concepts by which they do, in the order in which they were solved for.
    pub effects: Vec<Effect>,
}

/// What came of trying one thing after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf<W> {
    /// The equilibria as things are.
    pub now: Vec<Equilibria>,
    /// What changes them, in the order in which it was tried. Whatever else was tried leaves them as they are.
    pub findings: Vec<Finding<W>>,
    /// How far it came: not through all where it was stopped.
    pub progress: Progress,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many things were tried.
    pub tried: usize,
    /// Out of how many.
    pub of: usize,
}

impl<W> WhatIf<W> {
    /// Whether everything was tried.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.progress.tried == self.progress.of
    }

    /// What makes `state` an equilibrium by `concept` that it is not now.
    pub fn gaining(&self, concept: Concept, state: u64) -> impl Iterator<Item = &W> {
        self.having(concept, move |effect| effect.gained.contains(&state))
    }

    /// What makes `state` no longer an equilibrium by `concept`.
    pub fn losing(&self, concept: Concept, state: u64) -> impl Iterator<Item = &W> {
        self.having(concept, move |effect| effect.lost.contains(&state))
    }

    fn having(&self, concept: Concept, has: impl Fn(&Effect) -> bool) -> impl Iterator<Item = &W> {
        let fits = move |effect: &Effect| effect.concept == concept && has(effect);
        self.findings.iter().filter(move |one| one.effects.iter().any(&fits)).map(|one| &one.what)
    }
}

/// Solve things as they are, and then with each of `all` that can be made; `before` tells which state of now a state then is.
///
/// # Errors
/// Those of solving.
pub(super) fn what_if<W, M, E>(
    now: &M,
    all: Vec<W>,
    make: &mut dyn FnMut(&W) -> Option<M>,
    before: impl Fn(u64) -> u64,
    solve: &mut dyn FnMut(&M) -> Result<Vec<Equilibria>, E>,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<WhatIf<W>, E> {
    let progress = Progress { tried: 0, of: all.len() };
    let mut what_if = WhatIf { now: solve(now)?, findings: Vec::new(), progress };
    for what in all {
        if tell(what_if.progress).is_break() {
            break;
        }
        what_if.progress.tried += 1;
        let Some(changed) = make(&what) else { continue };
        let then = solve(&changed)?;
        let effects: Vec<Effect> = what_if
            .now
            .iter()
            .zip(&then)
            .map(|(now, then)| effect(now, then, &before))
            .filter(|effect| !effect.gained.is_empty() || !effect.lost.is_empty())
            .collect();
        if !effects.is_empty() {
            what_if.findings.push(Finding { what, effects });
        }
    }
    Ok(what_if)
}

fn effect(now: &Equilibria, then: &Equilibria, before: &impl Fn(u64) -> u64) -> Effect {
    let mut kept: Vec<u64> = then.states.iter().map(|&state| before(state)).collect();
    kept.sort_unstable();
    let gained = |state: &u64| now.states.binary_search(&before(*state)).is_err();
    Effect {
        concept: now.concept,
        gained: then.states.iter().copied().filter(gained).collect(),
        lost: now.states.iter().copied().filter(|state| kept.binary_search(state).is_err()).collect(),
    }
}
