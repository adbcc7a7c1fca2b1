//! How binding a clause is, as far as language versions are compared.

use crate::particulars::{Particular, Strength, Value};

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

/// The denials of a clause: those that must be said, and those that a translation may say without one.
pub(super) struct Denials<'f> {
    strong: Vec<&'f Particular>,
    weak: usize,
}

impl<'f> Denials<'f> {
    pub(super) fn of(particulars: &'f [Particular]) -> Self {
        let weak = |p: &&Particular| matches!(p.value, Value::Negation { weak: true });
        let strong = |p: &&Particular| {
            matches!(p.value, Value::Negation { weak: false } | Value::Modal { denied: true, .. })
        };
        Self {
            strong: particulars.iter().filter(strong).collect(),
            weak: particulars.iter().filter(weak).count(),
        }
    }

    pub(super) fn least(&self) -> usize {
        self.strong.len()
    }

    pub(super) fn most(&self) -> usize {
        self.strong.len() + self.weak
    }

    pub(super) fn words(&self) -> Option<String> {
        let words: Vec<&str> = self.strong.iter().map(|p| p.words.as_str()).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}
