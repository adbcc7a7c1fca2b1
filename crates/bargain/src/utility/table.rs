//! Utilities of outcomes that are listed one by one.

use crate::space::{Outcome, Value};
use std::collections::HashMap;

/// What each of some outcomes is worth, and what all others are.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// By the places of the options or, of whole numbers, the numbers.
    listed: HashMap<Box<[i64]>, f64>,
    /// What an outcome that is not listed is worth.
    pub otherwise: f64,
}

impl Table {
    /// A table in which every outcome is worth the same so far.
    #[must_use]
    pub fn new(otherwise: f64) -> Self {
        Self { listed: HashMap::new(), otherwise }
    }

    /// Lists an outcome; what it was listed with before, if it was. Real numbers cannot be listed: nothing is done then.
    pub fn list(&mut self, outcome: &Outcome, worth: f64) -> Option<f64> {
        self.listed.insert(key(outcome)?, worth)
    }

    /// How many outcomes are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.listed.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// The outcomes listed, each as the places of its options or its whole numbers, and their worth; in ascending order.
    #[must_use]
    pub fn listed(&self) -> Vec<(&[i64], f64)> {
        let mut listed: Vec<_> = self.listed.iter().map(|(key, worth)| (&**key, *worth)).collect();
        listed.sort_by(|a, b| a.0.cmp(b.0));
        listed
    }

    /// What the outcome is worth.
    #[must_use]
    pub fn of(&self, outcome: &Outcome) -> f64 {
        key(outcome).and_then(|key| self.listed.get(&key).copied()).unwrap_or(self.otherwise)
    }
}

fn key(outcome: &Outcome) -> Option<Box<[i64]>> {
    outcome
        .0
        .iter()
        .map(|value| match value {
            Value::Option(place) => Some(i64::from(*place)),
            Value::Integer(whole) => Some(*whole),
            Value::Real(_) => None,
        })
        .collect()
}
