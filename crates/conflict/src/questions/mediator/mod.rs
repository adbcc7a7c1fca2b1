//! What a third party could change: an option added, taken away, secured or made one-way, a combination ruled out.
//!
//! Kinsara (2014) asks what third parties can do about preferences (see [`inverse`](super::inverse)); this asks what they can do
//! about the options themselves, one thing at a time.

mod alter;
mod wish;

use std::ops::ControlFlow;

use thiserror::Error;

use super::what_if::{Equilibria, Progress, WhatIf, what_if};
use crate::model::{Direction, Expression, Model, Moves, NoStates, Opt, OptionForm};

/// One thing that a third party does to a model in option form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intervention {
    /// Somebody is given an option more. It is the last one: its bit follows those of the others, and every combination of these
    /// can be with it and without.
    Add {
        /// The option.
        option: Opt,
        /// What each decision maker makes of it, in their order.
        liking: Vec<Liking>,
    },
    /// An option is taken away: what it is taken in can no longer be.
    Remove(usize),
    /// An option is secured: what it is not taken in can no longer be.
    Secure(usize),
    /// An option can be changed in this direction from now on.
    Direct(usize, Direction),
    /// States for which this holds can no longer be.
    RuleOut(Expression),
}

/// What a decision maker makes of an option that is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Liking {
    /// It does not care.
    Indifferent,
    /// It prefers that it is taken, or that it is not.
    Prefers {
        /// That it is taken.
        taken: bool,
        /// Whether that counts before everything else; otherwise it counts only between states that it preferred alike.
        first: bool,
    },
    /// It is not known which of two states it prefers that differ in this.
    Unknown,
}

/// Why an intervention is not possible.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotPossible {
    /// The states are not combinations of options.
    #[error("third-party moves change options, and this model gives its states and moves one by one")]
    NoOptions,
    /// There is no such option.
    #[error("there is no option number {}", .0 + 1)]
    NoOption(usize),
    /// There are as many options as there can be.
    #[error("a model has at most 64 options")]
    TooManyOptions,
    /// The owner of an added option is not there, or not everybody has a preference about it.
    #[error(
        "an option that is added needs an owner among the {decision_makers} decision makers, and a preference of each about it"
    )]
    WhoseOption {
        /// How many decision makers there are.
        decision_makers: usize,
    },
    /// Nothing would be left, or too much to list.
    #[error(transparent)]
    States(#[from] NoStates),
    /// Weights or payoffs would be beyond whole numbers of 64 bits, or there are too many states for each two to be compared.
    #[error(
        "the weights or payoffs are too large to add a preference about one more option, or the states too many to compare each two"
    )]
    TooLarge,
}

/// Every single intervention that needs nothing to be thought up: each option removed, secured, and directed otherwise than it is; and
/// for each two options, the states ruled out in which each of the two is as told, taken or not. So many as three times the options
/// and four times the pairs of them, with one more for each that is one-way.
#[must_use]
pub fn single(form: &OptionForm) -> Vec<Intervention> {
    let options = form.options.len();
    let mut all = Vec::new();
    for (at, option) in form.options.iter().enumerate() {
        all.extend([Intervention::Remove(at), Intervention::Secure(at)]);
        let others = [Direction::Both, Direction::TakeOnly, Direction::DropOnly];
        all.extend(
            others
                .into_iter()
                .filter(|&direction| direction != option.direction)
                .map(|direction| Intervention::Direct(at, direction)),
        );
    }
    let literal = |option: usize, taken: bool| {
        let expression = Expression::Taken(u32::try_from(option).unwrap_or(u32::MAX));
        if taken { expression } else { Expression::Not(Box::new(expression)) }
    };
    for one in 0..options {
        for other in one + 1..options {
            for (first, second) in [(true, true), (true, false), (false, true), (false, false)] {
                all.push(Intervention::RuleOut(Expression::All(vec![
                    literal(one, first),
                    literal(other, second),
                ])));
            }
        }
    }
    all
}

/// What came of trying interventions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Those that change the equilibria. States are told by bitmask: of the model now where they are lost, of the changed one
    /// where they are gained.
    pub what_if: WhatIf<Intervention>,
    /// Those that are not possible, and why.
    pub not_possible: Vec<(Intervention, NotPossible)>,
}

/// Solves a model with each of these interventions in turn, and tells which change the equilibria that `solve` finds, by bitmask.
/// With an option added, a state of now is still there where it is with the option or without. `tell` hears of each before it is
/// tried, and can stop: what was found by then is given.
///
/// # Errors
/// Those of solving.
pub fn interventions<E>(
    model: &Model,
    all: Vec<Intervention>,
    solve: &mut dyn FnMut(&Model) -> Result<Vec<Equilibria>, E>,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Tried, E> {
    let mut not_possible = Vec::new();
    let bits = match &model.moves {
        Moves::Options(form) => form.options.len(),
        Moves::Arcs(_) => 0,
    };
    // Of states that count as one, another may stand for all where something changed.
    let now = move |bitmask: u64| {
        let bitmask = if bits < 64 { bitmask & ((1 << bits) - 1) } else { bitmask };
        match &model.moves {
            Moves::Options(form) => form.coalesced.get(&bitmask).copied().unwrap_or(bitmask),
            Moves::Arcs(_) => bitmask,
        }
    };
    let make = &mut |intervention: &Intervention| match intervention.apply(model) {
        Ok(model) => Some(model),
        Err(error) => {
            not_possible.push((intervention.clone(), error));
            None
        }
    };
    let what_if = what_if(model, all, make, now, solve, tell)?;
    Ok(Tried { what_if, not_possible })
}
