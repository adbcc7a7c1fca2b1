use std::ops::ControlFlow;

use crate::model::{Model, Statement, Wish};
use crate::questions::what_if::{Equilibria, Progress, WhatIf, what_if};

/// The statements of a decision maker that prioritises options, with one of them elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reordered {
    /// One is not wished after all.
    Dropped {
        /// Whose, by place.
        decision_maker: usize,
        /// Its place among the statements.
        statement: usize,
    },
    /// One has another rank.
    Moved {
        /// Whose, by place.
        decision_maker: usize,
        /// Its place among the statements.
        statement: usize,
        /// Its place then.
        to: usize,
    },
}

/// Tries, one at a time, every statement of the decision makers that prioritise options (Peng, Hipel and Kilgour 1997) left out or
/// moved to another rank, and tells which change the equilibria that `solve` finds, by bitmask. `tell` hears of each before it is
/// tried, and can stop: what was found by then is given.
///
/// # Errors
/// Those of solving.
pub fn statements<E>(
    model: &Model,
    solve: &mut dyn FnMut(&Model) -> Result<Vec<Equilibria>, E>,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<WhatIf<Reordered>, E> {
    let mut all = Vec::new();
    for (decision_maker, preference) in model.preferences.iter().enumerate() {
        let Wish::Prioritising(statements) = &preference.wish else { continue };
        for statement in 0..statements.len() {
            all.push(Reordered::Dropped { decision_maker, statement });
            // To the next rank is the same as the next one to this.
            let ranks = (0..statements.len()).filter(|&to| to != statement && to + 1 != statement);
            all.extend(ranks.map(|to| Reordered::Moved { decision_maker, statement, to }));
        }
    }
    what_if(model, all, &mut |what| Some(what.apply(model)), |state| state, solve, tell)
}

impl Reordered {
    /// The model with this otherwise.
    #[must_use]
    pub fn apply(&self, model: &Model) -> Model {
        let mut model = model.clone();
        let (Self::Dropped { decision_maker, .. } | Self::Moved { decision_maker, .. }) = *self;
        if let Some(preference) = model.preferences.get_mut(decision_maker)
            && let Wish::Prioritising(statements) = &mut preference.wish
        {
            self.reorder(statements);
        }
        model
    }

    fn reorder(&self, statements: &mut Vec<Statement>) {
        let (Self::Dropped { statement, .. } | Self::Moved { statement, .. }) = *self;
        if statement >= statements.len() {
            return;
        }
        let taken = statements.remove(statement);
        if let Self::Moved { to, .. } = *self {
            statements.insert(to.min(statements.len()), taken);
        }
    }
}
