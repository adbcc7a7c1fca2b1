//! The frontier of a scenario.

use super::{Named, NoAnswer, steps, told};
use crate::frontier::{self, Ask, Progress};
use crate::scenario::Scenario;
use serde::Serialize;
use std::ops::ControlFlow;

pub use crate::frontier::Ties;

/// The Pareto frontier of a scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FrontierReport {
    /// The parties, in the order of `utilities`.
    pub parties: Vec<String>,
    /// How many outcomes there are, in decimal digits.
    pub outcomes: String,
    /// How many steps there are to a unit of utility: two outcomes are alike to a party if their steps are.
    pub scale: u64,
    /// Whether no point of the frontier is missing on that scale.
    pub exact: bool,
    /// How far from the frontier the points are at most, in utility; 0 where it is exact.
    pub epsilon: f64,
    /// How far an outcome's steps can be from its utility; 0 where nothing was rounded.
    pub rounding: f64,
    /// The volume of utilities above 0 for everybody that some point of the frontier betters; none where it takes too long to find
    /// out.
    pub hypervolume: Option<f64>,
    /// How far the nearest point is from a utility of 1 for everybody, as GENIUS and NegoLog define it.
    pub opposition: Option<f64>,
    /// How many points the frontier has: outcomes that are worth the same to everybody are one.
    pub frontier_size: usize,
    /// The points, most for the first party first.
    pub frontier: Vec<Point>,
}

/// Outcomes on the frontier that are worth the same to everybody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Point {
    /// The first of them, in the order of the values.
    pub outcome: Named,
    /// What it is worth to each party, as its profile has it.
    pub utilities: Vec<f64>,
    /// How many there are, in decimal digits; only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ways: Option<String>,
    /// All of them, up to as many as were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all: Option<Vec<Named>>,
}

/// How many looks at points a volume may take.
pub(super) const LOOKS: u64 = 200_000_000;

/// The frontier of a scenario, on the scale given or one that fits it.
///
/// Cost: see [`frontier::of_steps`].
///
/// # Errors
///
/// Where the scenario cannot be looked at in steps, or the frontier is too hard to find.
pub fn frontier(
    scenario: &Scenario,
    scale: Option<u64>,
    ask: &Ask,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<FrontierReport, NoAnswer> {
    let steps = steps(scenario, scale)?;
    let found = frontier::of_steps_telling(&steps, ask, tell)?;
    let point = |at: usize| {
        let (outcome, utilities) = told(scenario, &steps, found.outcome(at));
        let all =
            found.outcomes(at).map(|all| all.iter().map(|places| told(scenario, &steps, places).0).collect());
        Point { outcome, utilities, ways: found.ways(at).map(ToString::to_string), all }
    };
    Ok(FrontierReport {
        parties: scenario.profiles.iter().map(|profile| profile.name.clone()).collect(),
        outcomes: scenario.space.outcomes().map_err(crate::steps::NotInSteps::from)?.to_string(),
        scale: steps.scale(),
        exact: found.exact(),
        epsilon: found.epsilon(),
        rounding: steps.rounding(),
        hypervolume: found.hypervolume(&vec![0.0; steps.parties()], LOOKS),
        opposition: found.opposition(),
        frontier_size: found.size(),
        frontier: (0..found.size()).map(point).collect(),
    })
}
