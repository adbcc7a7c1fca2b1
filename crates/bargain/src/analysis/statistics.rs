//! What is usually told of a scenario.

use super::{NoAnswer, Solutions, disagreement, solutions, steps};
use crate::frontier::{self, Ask, Ties};
use crate::scenario::Scenario;
use crate::steps::{NotInSteps, Steps};
use crate::utility::Profile;
use serde::Serialize;

/// A scenario in numbers: whatever of them can be found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statistics {
    /// How many outcomes there are, in decimal digits.
    pub outcomes: String,
    /// What each party has at stake, in their order.
    pub stakes: Vec<AtStake>,
    /// What there is to say of the frontier.
    #[serde(flatten)]
    pub frontier: Option<FrontierNumbers>,
    /// The share of outcomes that give everybody at least what they have without an agreement; none where there are too
    /// many to be gone through.
    pub rational_share: Option<f64>,
    /// What the published solutions pick.
    #[serde(flatten)]
    pub solutions: Option<Solutions>,
    /// What was not found, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_found: Vec<NotFound>,
}

/// What a party has at stake, in utility.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AtStake {
    /// Who.
    pub party: String,
    /// What no agreement is worth to it; none where nothing is said or any agreement is better than none.
    pub reservation: Option<f64>,
    /// What is left of a utility at the deadline.
    pub discount: f64,
    /// The least that an outcome gives it; none where that was not found.
    pub least: Option<f64>,
    /// The most that an outcome gives it.
    pub most: Option<f64>,
}

/// A frontier in numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FrontierNumbers {
    /// How many points it has.
    pub frontier_size: usize,
    /// Whether none is missing on the scale of the solutions.
    pub exact: bool,
    /// How far from the frontier its points are at most, in utility.
    pub epsilon: f64,
    /// How far the nearest point is from a utility of 1 for everybody, as GENIUS and NegoLog define it.
    pub opposition: Option<f64>,
}

/// Something that was looked for and not found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotFound {
    /// What: `stakes`, `frontier`, `solutions`.
    pub what: &'static str,
    /// Why, and what to do.
    pub why: String,
}

/// How many outcomes are gone through to count those that are rational.
const GONE_THROUGH: u64 = 20_000_000;

/// How many labels the frontier may keep.
const LABELS: usize = 1 << 20;

/// A scenario in numbers, on the scale given or one that fits it. What cannot be found is left out, and told.
///
/// Cost: that of the frontier, and of going through the outcomes where there are at most twenty million.
///
/// # Errors
///
/// Where there is no party, or outcomes cannot be counted.
pub fn statistics(scenario: &Scenario, scale: Option<u64>) -> Result<Statistics, NoAnswer> {
    let outcomes = scenario.space.outcomes().map_err(NotInSteps::from)?.to_string();
    let mut not_found = Vec::new();
    let mut found =
        |what: &'static str, why: &NoAnswer| not_found.push(NotFound { what, why: why.to_string() });
    let steps = match steps(scenario, scale) {
        Ok(steps) => steps,
        Err(NoAnswer::NotInSteps(
            why @ (NotInSteps::Entangled { .. } | NotInSteps::TooManyValues { .. }),
        )) => {
            let why = NoAnswer::NotInSteps(why);
            ["stakes", "frontier", "solutions"].into_iter().for_each(|what| found(what, &why));
            let stakes = at_stake(scenario, None);
            return Ok(Statistics {
                outcomes,
                stakes,
                frontier: None,
                rational_share: None,
                solutions: None,
                not_found,
            });
        }
        Err(other) => return Err(other),
    };
    let extremes = match steps.extremes() {
        Ok(extremes) => extremes,
        Err(why) => {
            found("stakes", &NotInSteps::from(why).into());
            None
        }
    };
    let frontier = match frontier::of_steps(&steps, &Ask { ties: Ties::One, most_labels: LABELS }) {
        Ok(frontier) => Some(frontier),
        Err(why) => {
            found("frontier", &why.into());
            None
        }
    };
    let exact = frontier.as_ref().filter(|frontier| frontier.exact());
    let solutions = match solutions::from(scenario, &steps, exact) {
        Ok(solutions) => Some(solutions),
        Err(why) => {
            found("solutions", &why);
            None
        }
    };
    let in_units = |&(least, most): &(i64, i64)| (steps.in_units(least), steps.in_units(most));
    Ok(Statistics {
        outcomes,
        stakes: at_stake(scenario, extremes.map(|all| all.iter().map(in_units).collect())),
        frontier: frontier.map(|frontier| FrontierNumbers {
            frontier_size: frontier.size(),
            exact: frontier.exact(),
            epsilon: frontier.epsilon(),
            opposition: frontier.opposition(),
        }),
        rational_share: disagreement(scenario, &steps).ok().and_then(|d| rational_share(&steps, &d)),
        solutions,
        not_found,
    })
}

fn at_stake(scenario: &Scenario, extremes: Option<Vec<(f64, f64)>>) -> Vec<AtStake> {
    let of = |(party, profile): (usize, &Profile)| {
        let (least, most) = extremes.as_ref().map(|extremes| extremes[party]).unzip();
        AtStake {
            party: profile.name.clone(),
            reservation: profile.reservation.filter(|worth| worth.is_finite()),
            discount: profile.discount,
            least,
            most,
        }
    };
    scenario.profiles.iter().enumerate().map(of).collect()
}

/// The share of allowed outcomes that give everybody at least what they have without an agreement, by going through all.
fn rational_share(steps: &Steps, disagreement: &[i64]) -> Option<f64> {
    let all = (0..steps.issues()).try_fold(1u64, |all, issue| all.checked_mul(steps.values(issue) as u64))?;
    if all > GONE_THROUGH {
        return None;
    }
    let mut count = Count { steps, disagreement, allowed: 0, rational: 0 };
    count.go(0, steps.base(), steps.has_rules().then(|| steps.walk().start()));
    #[expect(clippy::cast_precision_loss, reason = "a share of at most twenty million")]
    (count.allowed > 0).then(|| count.rational as f64 / count.allowed as f64)
}

struct Count<'a> {
    steps: &'a Steps,
    disagreement: &'a [i64],
    allowed: u64,
    rational: u64,
}

impl Count<'_> {
    fn go(&mut self, at: usize, sum: &[i64], open: Option<crate::space::Open>) {
        let Some(&issue) = self.steps.walk().order().get(at) else {
            self.allowed += 1;
            // A cap never takes a party below what it has without an agreement unless the cap itself is below that.
            let reaches =
                |((&u, &d), cap): ((&i64, &i64), &Option<i64>)| cap.map_or(u, |cap| cap.min(u)) >= d;
            self.rational += u64::from(sum.iter().zip(self.disagreement).zip(self.steps.cap()).all(reaches));
            return;
        };
        let mut next = sum.to_vec();
        for (place, value) in (0u32..).zip(0..self.steps.values(issue)) {
            let open = match &open {
                None => None,
                Some(open) => match self.steps.walk().choose(at, open, place) {
                    Some(open) => Some(open),
                    None => continue,
                },
            };
            next.iter_mut()
                .zip(sum)
                .zip(self.steps.adds(issue, value))
                .for_each(|((next, sum), adds)| *next = sum + adds);
            self.go(at + 1, &next, open);
        }
    }
}
