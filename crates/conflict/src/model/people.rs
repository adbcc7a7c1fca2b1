//! Decision makers by what people call them.

use thiserror::Error;

use super::{DecisionMaker, Model};
use crate::names::{listed, nearest};

/// Why a text means no decision maker.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no decision maker {given:?}; {help}")]
pub struct NoSuchDecisionMaker {
    /// What was given.
    pub given: String,
    /// What to do.
    pub help: String,
}

impl Model {
    /// The place of the decision maker that a text means, by id or by name.
    ///
    /// # Errors
    /// Where there is none, or several have the name: with what was meant perhaps.
    pub fn decision_maker(&self, text: &str) -> Result<usize, NoSuchDecisionMaker> {
        decision_maker(&self.decision_makers, text)
    }
}

/// The place of the one that is meant.
pub(crate) fn decision_maker(makers: &[DecisionMaker], text: &str) -> Result<usize, NoSuchDecisionMaker> {
    let given = text.trim();
    if let Some(place) = makers.iter().position(|one| one.id == given) {
        return Ok(place);
    }
    let mut named = makers.iter().enumerate().filter(|(_, one)| one.name == given).map(|(place, _)| place);
    if let (Some(place), None) = (named.next(), named.next()) {
        return Ok(place);
    }
    let known = makers.iter().flat_map(|one| [one.id.as_str(), one.name.as_str()]);
    let help = match nearest(given, known) {
        Some(meant) if meant != given => format!("did you mean {meant:?}?"),
        Some(_) => "several have this name: give the id of one".to_owned(),
        None => format!("there are {}", listed(makers.iter().map(|one| one.id.as_str()))),
    };
    Err(NoSuchDecisionMaker { given: given.to_owned(), help })
}
