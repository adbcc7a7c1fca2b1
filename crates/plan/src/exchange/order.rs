//! One order of the moves of an exchange.

use serde::{Serialize, Serializer};

use super::Exchange;

/// An order of all moves of one exchange in which everything comes after what it needs. Written as the lists of names of the
/// steps of each move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    moves: Vec<usize>,
    names: Vec<Vec<String>>,
}

/// Why a list of steps is no order of the exchange.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    /// A name that no step has.
    #[error("\"{0}\" is no step of the exchange")]
    Unknown(String),
    /// A step that stands twice.
    #[error("step \"{0}\" stands twice in the order")]
    Twice(String),
    /// A step that is missing.
    #[error("step \"{0}\" is missing from the order")]
    Missing(String),
    /// Steps that happen at once, with another between them.
    #[error("\"{other}\" stands between steps that happen at once, \"{step}\" among them")]
    Torn {
        /// The step that comes too late.
        step: String,
        /// What stands before it.
        other: String,
    },
    /// A step before one that it waits for.
    #[error("\"{later}\" stands before \"{earlier}\", which must be done first")]
    TooEarly {
        /// The step that must be done first.
        earlier: String,
        /// The step that stands before it.
        later: String,
    },
}

impl Order {
    /// The names of the steps of each move, first to last.
    #[must_use]
    pub fn names(&self) -> &[Vec<String>] {
        &self.names
    }

    /// The numbers of the moves.
    pub(super) fn moves(&self) -> &[usize] {
        &self.moves
    }
}

impl Serialize for Order {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.names.serialize(serializer)
    }
}

impl Exchange {
    /// The order in which `steps` stand. Steps that happen at once stand next to each other, in any order among themselves.
    ///
    /// # Errors
    ///
    /// When a step is unknown, missing or stands twice, comes before one it waits for, or is torn from those it happens at once
    /// with.
    pub fn order<S: AsRef<str>>(&self, steps: &[S]) -> Result<Order, OrderError> {
        let mut seen = vec![false; self.steps.len()];
        let mut moves: Vec<usize> = Vec::new();
        let mut begun = vec![false; self.moves.len()];
        let mut previous = "";
        for name in steps.iter().map(AsRef::as_ref) {
            let number = self.terms.steps.iter().position(|step| step.name == name);
            let number = number.ok_or_else(|| OrderError::Unknown(name.to_owned()))?;
            if std::mem::replace(&mut seen[number], true) {
                return Err(OrderError::Twice(name.to_owned()));
            }
            let part_of = self.steps[number].part_of;
            if moves.last() != Some(&part_of) {
                if std::mem::replace(&mut begun[part_of], true) {
                    return Err(OrderError::Torn { step: name.to_owned(), other: previous.to_owned() });
                }
                if let Some(earlier) = self.moves[part_of].before.iter().find(|earlier| !begun[**earlier]) {
                    let earlier = self.names(*earlier).join(" + ");
                    return Err(OrderError::TooEarly { earlier, later: name.to_owned() });
                }
                moves.push(part_of);
            }
            previous = name;
        }
        match seen.iter().position(|seen| !seen) {
            Some(missing) => Err(OrderError::Missing(self.terms.steps[missing].name.clone())),
            None => Ok(self.order_of(moves)),
        }
    }

    /// The order as listed, as far as what comes before what allows: always the first in the list that may come next.
    #[must_use]
    pub fn as_listed(&self) -> Order {
        let mut done = vec![false; self.moves.len()];
        let mut moves = Vec::with_capacity(self.moves.len());
        while let Some(next) = (0..done.len())
            .find(|one| !done[*one] && self.moves[*one].before.iter().all(|earlier| done[*earlier]))
        {
            done[next] = true;
            moves.push(next);
        }
        self.order_of(moves)
    }

    /// The order of these moves, which the caller knows to be one.
    pub(super) fn order_of(&self, moves: Vec<usize>) -> Order {
        let names = moves.iter().map(|one| self.names(*one)).collect();
        Order { moves, names }
    }
}
