//! How binding a clause is, as far as language versions are compared.

use crate::particulars::{Particular, Strength, Value, Weak};

/// How binding a modal is, as far as versions are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// "Shall", "must", "will", and whatever is denied.
    Binding,
    Effort,
    Should,
    May,
}

impl Class {
    pub(super) fn of(value: &Value) -> Option<Self> {
        let Value::Modal { strength, .. } = value else { return None };
        Some(match strength {
            Strength::Shall | Strength::Will => Self::Binding,
            Strength::ShallEndeavour | Strength::WillEndeavour | Strength::ShouldEndeavour => Self::Effort,
            Strength::Should => Self::Should,
            Strength::May => Self::May,
        })
    }
}

/// How many denials a clause has: those that must be said, and those that a translation may say without one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Denials {
    strong: usize,
    weak: [usize; Weak::ALL.len()],
}

impl Denials {
    pub(super) fn of(particulars: &[Particular]) -> Self {
        let count = |weak: Weak| {
            particulars.iter().filter(|p| p.value == Value::Negation { weak: Some(weak) }).count()
        };
        Self { strong: particulars.iter().filter(|p| is_strong(p)).count(), weak: Weak::ALL.map(count) }
    }

    pub(super) fn are_none(&self) -> bool {
        self.strong == 0 && self.weak.iter().all(|&weak| weak == 0)
    }

    /// Whether one side must lack a denial of the other, whatever its weak ones stand for. A weak one that both sides have
    /// in the same sense stands for that of the other side, and so for no other denial: beside "without … دون" a missing
    /// "not" has nothing to hide behind.
    pub(super) fn apart(&self, other: &Self) -> bool {
        let most = |side: &Self, than: &Self| {
            let weak = side.weak.iter().zip(&than.weak).map(|(mine, others)| mine.saturating_sub(*others));
            side.strong + weak.sum::<usize>()
        };
        most(self, other) < other.strong || most(other, self) < self.strong
    }

    /// Whether both sides have as many of those that must be said.
    pub(super) fn as_many_strong(&self, other: &Self) -> bool {
        self.strong == other.strong
    }
}

/// Denials that must be said, as printed.
pub(super) fn strong_words(particulars: &[Particular]) -> Option<String> {
    let words: Vec<&str> = particulars.iter().filter(|p| is_strong(p)).map(|p| p.words.as_str()).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn is_strong(particular: &Particular) -> bool {
    matches!(particular.value, Value::Negation { weak: None } | Value::Modal { denied: true, .. })
}
