//! What is usually told of a scenario.

use super::{NoAnswer, Solutions, disagreement, solutions, steps};
use crate::frontier::{self, Ask, Ties};
use crate::scenario::Scenario;
use crate::steps::Steps;
use serde::Serialize;

/// A scenario in numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statistics {
    /// How many outcomes there are, in decimal digits.
    pub outcomes: String,
    /// How many points the frontier has.
    pub frontier_size: usize,
    /// Whether none is missing on the scale of `solutions`.
    pub exact: bool,
    /// How far from the frontier its points are at most, in utility.
    pub epsilon: f64,
    /// How far the nearest point is from a utility of 1 for everybody, as GENIUS and NegoLog define it.
    pub opposition: Option<f64>,
    /// The share of outcomes that give everybody at least what they have without an agreement; none where there are too
    /// many to be gone through.
    pub rational_share: Option<f64>,
    /// What the published solutions pick.
    #[serde(flatten)]
    pub solutions: Solutions,
}

/// How many outcomes are gone through to count those that are rational.
const GONE_THROUGH: u64 = 20_000_000;

/// How many labels the frontier may keep.
const LABELS: usize = 1 << 20;

/// A scenario in numbers, on the scale given or one that fits it.
///
/// Cost: that of the frontier, and of going through the outcomes where there are at most twenty million.
///
/// # Errors
///
/// As [`super::solutions()`].
pub fn statistics(scenario: &Scenario, scale: Option<u64>) -> Result<Statistics, NoAnswer> {
    let steps = steps(scenario, scale)?;
    let frontier = frontier::of_steps(&steps, &Ask { ties: Ties::One, most_labels: LABELS })?;
    Ok(Statistics {
        outcomes: scenario.space.outcomes().map_err(crate::steps::NotInSteps::from)?.to_string(),
        frontier_size: frontier.size(),
        exact: frontier.exact(),
        epsilon: frontier.epsilon(),
        opposition: frontier.opposition(),
        rational_share: rational_share(&steps, &disagreement(scenario, &steps)),
        solutions: solutions::from(scenario, &steps, frontier.exact().then_some(&frontier))?,
    })
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
