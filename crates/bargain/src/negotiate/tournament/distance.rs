//! How far an agreement is from the best that could be.

use crate::analysis::{self, NoAnswer, Ties};
use crate::frontier::Ask;
use crate::scenario::Scenario;
use serde::Serialize;
use std::ops::ControlFlow;

/// How many labels a frontier may keep.
const LABELS: usize = 1 << 20;

/// Points to measure from.
#[derive(Debug, Clone)]
pub(super) struct Marks {
    frontier: Vec<Vec<f64>>,
    nash: Vec<Vec<f64>>,
}

/// Distances in utilities before discounting, as the crow flies.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Distances {
    /// To the nearest point of the Pareto frontier.
    pub to_frontier: f64,
    /// To the nearest outcome that Nash's solution picks; none where there is no zone of agreement.
    pub to_nash: Option<f64>,
}

impl Marks {
    /// The frontier and Nash's solution of a scenario.
    pub(super) fn new(scenario: &Scenario) -> Result<Self, NoAnswer> {
        let ask = Ask { ties: Ties::One, most_labels: LABELS };
        let report = analysis::frontier(scenario, None, &ask, &mut |_| ControlFlow::Continue(()))?;
        let nash = analysis::solutions(scenario, None)?.nash;
        Ok(Self {
            frontier: report.frontier.into_iter().map(|point| point.utilities).collect(),
            nash: nash.into_iter().map(|picked| picked.utilities).collect(),
        })
    }

    pub(super) fn distances(&self, scenario: &Scenario, package: &[u32]) -> Distances {
        let outcome = scenario.space.outcome(package);
        let here: Vec<f64> = scenario.profiles.iter().map(|profile| profile.utility.of(&outcome)).collect();
        let nearest = |points: &[Vec<f64>]| {
            points
                .iter()
                .map(|there| here.iter().zip(there).map(|(a, b)| (a - b).powi(2)).sum::<f64>())
                .min_by(f64::total_cmp)
                .map(f64::sqrt)
        };
        Distances { to_frontier: nearest(&self.frontier).unwrap_or(0.0), to_nash: nearest(&self.nash) }
    }
}
