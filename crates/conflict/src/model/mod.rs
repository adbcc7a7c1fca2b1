//! A model as it was given: who decides, over what, and what each prefers.

mod expression;
mod feasible;
mod option_form;
mod people;
mod preference;
mod set;
mod states;

pub use expression::{Expression, Misread, Shown};
pub(crate) use expression::{named_in, quoted};
pub use feasible::{Feasible, NoStates};
pub use option_form::{Direction, Opt, OptionForm};
pub use people::NoSuchDecisionMaker;
pub(crate) use people::decision_maker;
pub use preference::{Class, Preference, StateLevels, Statement, Unusable, Which, Wish};
pub use set::StateSet;
pub use states::NoSuchState;
pub(crate) use states::{NOTHING, list};

use std::collections::BTreeMap;

/// Who decides something. Others refer to it by its place in [`Model::decision_makers`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionMaker {
    /// By what files and commands call it: the name itself, where no shorter one was given.
    pub id: String,
    /// Its name as given.
    pub name: String,
}

/// A conflict: decision makers, the states that they can bring about, and what each prefers.
#[derive(Clone, Debug)]
pub struct Model {
    /// What the model is called, where it was named.
    pub title: Option<String>,
    /// Who decides, in the order given.
    pub decision_makers: Vec<DecisionMaker>,
    /// The states and the moves between them.
    pub moves: Moves,
    /// What each decision maker prefers, in their order.
    pub preferences: Vec<Preference>,
    /// The position of the state that holds now, where one was named.
    pub status_quo: Option<usize>,
    /// What states of option form are called, by position, as far as they were named. (In a graph of arcs all have names.)
    pub state_names: BTreeMap<usize, String>,
}

/// The states of a model, and who can move from which to which.
#[derive(Clone, Debug)]
pub enum Moves {
    /// States are choices of options; a decision maker moves by changing its own.
    Options(OptionForm),
    /// States are named, and every move is given.
    Arcs(Arcs),
}

/// States with names and moves that are given one by one.
#[derive(Clone, Debug)]
pub struct Arcs {
    /// The names of the states, in order of position.
    pub states: Vec<String>,
    /// The moves of each decision maker as pairs of positions, from and to, in byte order and without duplicates.
    pub moves: Vec<Vec<(u32, u32)>>,
}

impl Model {
    /// How many states there are.
    #[must_use]
    pub fn states(&self) -> usize {
        match &self.moves {
            Moves::Options(form) => form.states(),
            Moves::Arcs(arcs) => arcs.states.len(),
        }
    }
}
