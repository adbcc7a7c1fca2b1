use thiserror::Error;

use crate::memory::TooLarge;

/// Why a preference does not compare the states of a model. States are told by their positions, from 0.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unusable {
    /// There is no such decision maker.
    #[error("there is no decision maker number {0}")]
    Nobody(usize),
    /// Statements or weights, and no options that they could be about.
    #[error("statements and weights are about options, and this model has none: give a ranking or payoffs")]
    NoOptions,
    /// More or fewer weights, payoffs or states than the model has.
    #[error("it is given for {given} {of}, and there are {needed}")]
    Length {
        /// What it is given for: options or states.
        of: &'static str,
        /// How many it is given for.
        given: usize,
        /// How many there are.
        needed: usize,
    },
    /// A state that the model does not have.
    #[error("it names state {state}, and there are {states}, counted from 0")]
    NoState {
        /// The position.
        state: u32,
        /// How many there are.
        states: usize,
    },
    /// A state in no class of a ranking.
    #[error("state {0} is in no class of the ranking: each must be in exactly one")]
    Unranked(usize),
    /// A state in two classes of a ranking.
    #[error("state {0} is in two classes of the ranking, or twice in one: each must be in exactly one")]
    Twice(usize),
    /// Two bounds of a weight the wrong way round.
    #[error("the weight of option {option} is given from {low} to {high}")]
    Bounds {
        /// The place of the option.
        option: usize,
        /// The lower bound.
        low: i64,
        /// The upper bound.
        high: i64,
    },
    /// States each of which would be preferred to itself.
    #[error("the comparisons go round in a circle: {}", circle(.0))]
    Circle(Vec<usize>),
    /// Levels are asked of preferences that are partly unknown.
    #[error("the preferences are partly unknown, and states do not stand on levels")]
    Unknown,
    /// It would not fit into memory.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

fn circle(states: &[usize]) -> String {
    let round: Vec<_> = states.iter().chain(states.first()).map(|state| format!("state {state}")).collect();
    format!("{} (each at least as good as the next, one of them better)", round.join(", "))
}
