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
use crate::utility::Profile;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

pub use frontier::{FrontierReport, Point, Ties, frontier};
pub use solutions::{Clash, Demand, Picked, Solutions, solutions};
pub use statistics::{AtStake, FrontierNumbers, NotFound, Statistics, statistics};

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

/// What the parties have without an agreement, in steps: their reservation values; or the least that any outcome gives them,
/// where any agreement is better than none or nothing is said.
fn disagreement(scenario: &Scenario, steps: &Steps) -> Result<Vec<i64>, NoAnswer> {
    let known = |profile: &Profile| profile.reservation.filter(|reservation| reservation.is_finite());
    let least = if scenario.profiles.iter().all(|profile| known(profile).is_some()) {
        None
    } else {
        steps.extremes().map_err(NotInSteps::from)?
    };
    let of = |(party, profile): (usize, &Profile)| match known(profile) {
        Some(reservation) => steps.in_steps(reservation),
        // Where every outcome breaks a rule, there is nothing that could be less.
        None => least.as_ref().map_or(0, |least| least[party].0),
    };
    Ok(scenario.profiles.iter().enumerate().map(of).collect())
}

/// What an outcome, given by its places in steps, is called and worth.
fn told(scenario: &Scenario, steps: &Steps, places: &[u32]) -> (Named, Vec<f64>) {
    let outcome = scenario.space.outcome(&steps.package(places));
    let utilities = scenario.profiles.iter().map(|profile| profile.utility.of(&outcome)).collect();
    (scenario.space.named(&outcome), utilities)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frontier::Ask;
    use crate::space::{Issue, Values};
    use crate::utility::{Profile, Table, Utility};
    use std::ops::ControlFlow;

    /// Two parties that list whole outcomes, so that nothing is told issue by issue.
    fn listed() -> Scenario {
        let issue = |name: &str, options: &[&str]| Issue {
            name: name.into(),
            values: Values::Options(options.iter().map(ToString::to_string).collect()),
        };
        let space = Space::new(
            "",
            vec![issue("Gate", &["open", "shut"]), issue("Guard", &["ours", "theirs", "both"])],
        )
        .unwrap();
        let profile = |name: &str, worths: &[(u32, u32, f64)], reservation: f64| {
            let mut table = Table::new(0.0);
            for &(gate, guard, worth) in worths {
                table.list(&space.outcome(&[gate, guard]), worth);
            }
            Profile {
                name: name.into(),
                utility: Utility::Table(table),
                reservation: Some(reservation),
                discount: 1.0,
            }
        };
        let profiles = vec![
            profile("one", &[(0, 0, 1.0), (0, 2, 0.5), (1, 1, 0.25)], 0.25),
            profile("other", &[(0, 1, 1.0), (0, 2, 0.5), (1, 1, 0.75)], 0.25),
        ];
        Scenario { space, profiles }
    }

    #[test]
    fn outcomes_of_utilities_that_are_no_sums_are_told_by_their_issues() {
        let scenario = listed();
        let report = frontier(&scenario, None, &Ask::default(), &mut |_| ControlFlow::Continue(())).unwrap();
        let told: Vec<(String, Vec<f64>)> = report
            .frontier
            .iter()
            .map(|point| {
                (
                    point.outcome.0.iter().map(|(_, value)| value.to_string()).collect::<Vec<_>>().join(" "),
                    point.utilities.clone(),
                )
            })
            .collect();
        let expected = [
            ("open ours", [1.0, 0.0]),
            ("open both", [0.5, 0.5]),
            ("shut theirs", [0.25, 0.75]),
            ("open theirs", [0.0, 1.0]),
        ];
        assert_eq!(told, expected.map(|(outcome, utilities)| (outcome.to_owned(), utilities.to_vec())));
        assert_eq!((report.scale, report.exact, report.rounding), (4, true, 0.0));
    }

    #[test]
    fn solutions_name_outcomes_and_utilities_and_what_is_rational_is_counted() {
        let told = statistics(&listed(), None).unwrap();
        let picked = |of: &[Picked]| of.iter().map(|one| one.utilities.clone()).collect::<Vec<_>>();
        let solutions = told.solutions.unwrap();
        assert_eq!(picked(&solutions.nash), [[0.5, 0.5]]);
        assert_eq!(picked(&solutions.utilitarian), [[0.5, 0.5], [0.25, 0.75]]);
        assert_eq!((told.outcomes.as_str(), told.rational_share), ("6", Some(2.0 / 6.0)));
    }

    #[test]
    fn without_a_reservation_value_the_worst_outcome_is_what_no_agreement_is_worth() {
        let mut scenario = listed();
        scenario.profiles[0].reservation = None;
        scenario.profiles[1].reservation = Some(f64::NEG_INFINITY);
        assert_eq!(solutions(&scenario, None).unwrap().disagreement, [0.0, 0.0]);
        scenario.profiles[0].reservation = Some(-0.5);
        assert_eq!(solutions(&scenario, None).unwrap().disagreement, [-0.5, 0.0]);
    }
}
