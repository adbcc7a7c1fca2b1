//! What the published solutions pick in a scenario.

use super::{Named, NoAnswer, disagreement, steps, told};
use crate::frontier::{self, Ask, Frontier, Ties, TooHard};
use crate::scenario::Scenario;
use crate::solve::{Found, Points, Problem, Solution, clash, outcomes_of, search};
use crate::steps::Steps;
use serde::Serialize;

/// What each solution picks: all outcomes, or an empty list where there is no zone of agreement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Solutions {
    /// The parties, in the order of `utilities`.
    pub parties: Vec<String>,
    /// What each party has without an agreement, in utility.
    pub disagreement: Vec<f64>,
    /// Whether some outcome gives everybody at least that.
    pub zone_of_agreement: bool,
    /// The smallest sets of demands that no outcome meets together, where there is no zone of agreement.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clashes: Vec<Clash>,
    /// Where most parties gain, the largest product of gains.
    pub nash: Vec<Picked>,
    /// The largest smallest share of what each could gain.
    pub kalai_smorodinsky: Vec<Picked>,
    /// The largest smallest gain.
    pub egalitarian: Vec<Picked>,
    /// The smallest largest loss against what each could get at most.
    pub equal_loss: Vec<Picked>,
    /// The largest sum.
    pub utilitarian: Vec<Picked>,
    /// Those of them that need utilities of different parties to be comparable.
    pub compare_parties: Vec<Solution>,
    /// How many steps there are to a unit of utility.
    pub scale: u64,
    /// How far an outcome's steps can be from its utility.
    pub rounding: f64,
    /// Solutions of which more outcomes tie than are listed, with how many there are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_all_listed: Vec<(Solution, String)>,
}

/// An outcome that a solution picks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Picked {
    /// What is agreed.
    pub outcome: Named,
    /// What it is worth to each party, as its profile has it.
    pub utilities: Vec<f64>,
}

/// Demands that no outcome meets together, while without any one of them the others can be met.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Clash {
    /// Who demands how much.
    pub demands: Vec<Demand>,
}

/// What a party must have at least.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Demand {
    /// Who.
    pub party: String,
    /// The utility without an agreement.
    pub at_least: f64,
}

/// How many outcomes of one worth are listed.
const LISTED: usize = 1_000;

/// How many labels a frontier may keep before solutions are looked for without it.
const LABELS: usize = 200_000;

/// What each solution picks, on the scale given or one that fits the scenario.
///
/// Cost: that of the frontier where it is small, else of a search for each solution ([`search()`]).
///
/// # Errors
///
/// Where the scenario cannot be looked at in steps, or a solution is not found within what is kept.
pub fn solutions(scenario: &Scenario, scale: Option<u64>) -> Result<Solutions, NoAnswer> {
    let steps = steps(scenario, scale)?;
    let frontier = match frontier::of_steps(&steps, &Ask { ties: Ties::One, most_labels: LABELS }) {
        Ok(frontier) => frontier.exact().then_some(frontier),
        Err(TooHard::Parties { .. }) => None,
        Err(other) => return Err(other.into()),
    };
    from(scenario, &steps, frontier.as_ref())
}

/// What each solution picks, given the frontier if it is at hand.
pub(super) fn from(
    scenario: &Scenario,
    steps: &Steps,
    frontier: Option<&Frontier>,
) -> Result<Solutions, NoAnswer> {
    let problem = Problem::new(disagreement(scenario, steps)?);
    let flat: Option<Vec<i64>> = frontier.map(|frontier| frontier.points().flatten().copied().collect());
    let mut not_all_listed = Vec::new();
    let mut pick = |solution: Solution| -> Result<Vec<Picked>, NoAnswer> {
        let found = match &flat {
            Some(flat) => of_points(steps, Points::new(steps.parties(), flat), solution, &problem)?,
            None => search(steps, solution, &problem, LISTED)?,
        };
        let listed: usize = found.packages.iter().map(Vec::len).sum();
        let all: num_bigint::BigUint = found.counts.iter().sum();
        if all > num_bigint::BigUint::from(listed) {
            not_all_listed.push((solution, all.to_string()));
        }
        let picked = |places: &Vec<u32>| {
            let (outcome, utilities) = told(scenario, steps, places);
            Picked { outcome, utilities }
        };
        Ok(found.packages.iter().flatten().map(picked).collect())
    };
    let nash = pick(Solution::Nash)?;
    let kalai_smorodinsky = pick(Solution::KalaiSmorodinsky)?;
    let egalitarian = pick(Solution::Egalitarian)?;
    let equal_loss = pick(Solution::EqualLoss)?;
    let utilitarian = pick(Solution::Utilitarian)?;
    let zone_of_agreement = !egalitarian.is_empty();
    let names = || scenario.profiles.iter().map(|profile| profile.name.clone());
    let disagreement: Vec<f64> = problem.disagreement.iter().map(|&d| steps.in_units(d)).collect();
    let demand =
        |party: usize| Demand { party: scenario.profiles[party].name.clone(), at_least: disagreement[party] };
    let clashes = if zone_of_agreement { Vec::new() } else { clash::smallest(steps, &problem.disagreement)? };
    Ok(Solutions {
        parties: names().collect(),
        zone_of_agreement,
        clashes: clashes
            .into_iter()
            .map(|set| Clash { demands: set.into_iter().map(demand).collect() })
            .collect(),
        disagreement,
        nash,
        kalai_smorodinsky,
        egalitarian,
        equal_loss,
        utilitarian,
        compare_parties: Solution::ALL.into_iter().filter(|solution| solution.compares_parties()).collect(),
        scale: steps.scale(),
        rounding: steps.rounding(),
        not_all_listed,
    })
}

/// What the solution picks of the points of a frontier, with all outcomes that are worth as much.
fn of_points(
    steps: &Steps,
    points: Points<'_>,
    solution: Solution,
    problem: &Problem,
) -> Result<Found, NoAnswer> {
    let picked = points.solution(solution, problem);
    let mut found = Found::default();
    for point in picked.into_iter().filter_map(|at| points.iter().nth(at)) {
        let (packages, count) = outcomes_of(steps, point, LISTED)?;
        found.points.push(point.to_vec());
        found.packages.push(packages);
        found.counts.push(count);
    }
    Ok(found)
}
