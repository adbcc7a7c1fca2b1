//! What can be told of a scenario as a whole, in its own words and numbers.
//!
//! Here steps are turned back into outcomes by name and utilities as the profiles have them. [`frontier()`] tells what no
//! outcome betters, [`solutions()`] what the published solutions pick, [`statistics()`] both with what is usually told of a
//! scenario. Each says on which scale it is exact.

mod frontier;
mod solutions;
mod statistics;

use crate::frontier::TooHard;
use crate::scenario::Scenario;
use crate::solve::NotSettled;
use crate::space::{Space, Value};
use crate::steps::{NotInSteps, Steps};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

pub use frontier::{FrontierReport, Point, Ties, frontier};
pub use solutions::{Clash, Demand, Picked, Solutions, solutions};
pub use statistics::{Statistics, statistics};

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NoAnswer {
    /// The scenario cannot be looked at in steps.
    #[error(transparent)]
    NotInSteps(#[from] NotInSteps),
    /// No frontier was found.
    #[error(transparent)]
    TooHard(#[from] TooHard),
    /// No solution was found.
    #[error(transparent)]
    NotSettled(#[from] NotSettled),
    /// Nobody's wishes are known.
    #[error("the scenario has no profile: there is nobody to find an agreement for")]
    NoParty,
}

/// An outcome by the names of its issues and values.
#[derive(Debug, Clone, PartialEq)]
pub struct Named(pub Vec<(String, NamedValue)>);

/// A value as it is told: an option by its name, a number as a number.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum NamedValue {
    /// An option.
    Option(String),
    /// A whole number.
    Integer(i64),
    /// A real number.
    Real(f64),
}

impl Serialize for Named {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (issue, value) in &self.0 {
            map.serialize_entry(issue, value)?;
        }
        map.end()
    }
}

impl std::fmt::Display for NamedValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NamedValue::Option(option) => f.write_str(option),
            NamedValue::Integer(whole) => whole.fmt(f),
            NamedValue::Real(real) => real.fmt(f),
        }
    }
}

impl Space {
    /// An outcome by the names of its issues and values.
    #[must_use]
    pub fn named(&self, outcome: &crate::space::Outcome) -> Named {
        let named = |(at, &value): (usize, &Value)| {
            let value = match value {
                Value::Option(_) => NamedValue::Option(self.called(at, value)),
                Value::Integer(whole) => NamedValue::Integer(whole),
                Value::Real(real) => NamedValue::Real(real),
            };
            (self.issues[at].name.clone(), value)
        };
        Named(outcome.0.iter().enumerate().map(named).collect())
    }
}

/// A scenario in steps of the scale asked for, or else of one that fits it.
fn steps(scenario: &Scenario, scale: Option<u64>) -> Result<Steps, NoAnswer> {
    if scenario.profiles.is_empty() {
        return Err(NoAnswer::NoParty);
    }
    Ok(match scale {
        Some(scale) => Steps::new(scenario, scale)?,
        None => Steps::fitting(scenario)?,
    })
}

/// What the parties have without an agreement, in steps: their reservation values; or the least that they can have, where any
/// agreement is better than none or nothing is said.
fn disagreement(scenario: &Scenario, steps: &Steps) -> Vec<i64> {
    let least = steps.least();
    let of = |(profile, least): (&crate::utility::Profile, i64)| match profile.reservation {
        Some(reservation) if reservation.is_finite() => steps.in_steps(reservation),
        Some(_) | None => least,
    };
    scenario.profiles.iter().zip(least).map(of).collect()
}

/// What an outcome, given by its places in steps, is called and worth.
fn told(scenario: &Scenario, steps: &Steps, places: &[u32]) -> (Named, Vec<f64>) {
    let outcome = scenario.space.outcome(&steps.package(places));
    let utilities = scenario.profiles.iter().map(|profile| profile.utility.of(&outcome)).collect();
    (scenario.space.named(&outcome), utilities)
}
