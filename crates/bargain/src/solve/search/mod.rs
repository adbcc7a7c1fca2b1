//! Solutions from the structure of additive utilities, without a frontier.
//!
//! A frontier can have millions of points where a solution needs a handful. The way here: a *bound* on how good any package
//! can be, from prices at which the parties' gains are added up ([`dual`]: for given prices the best package is found issue
//! by issue); then all packages that could be that good ([`layers`]: choices issue by issue, where what cannot reach the mark
//! any more is dropped and what is worth the same to everybody is kept once). If there is none, the mark is lowered,
//! until a package reaches it; since everything that reaches the mark was kept, the best of it is the best of all, and
//! all that tie with it are there.
//!
//! Where many could be that good, a good package is found first, by continuing of each length only those with most room to
//! every cut: no lower mark than what it reaches is needed. Prices beside the best ones then drop what they alone do not, as do
//! partial packages that are worth more to somebody and less to nobody. If more are left than are kept, what is certain is told:
//! what the best package met reaches, and what none exceeds.
//!
//! Prices: Lagrange multipliers of "everybody gains at least t", and for the product the inequality of the arithmetic and the
//! geometric mean, Π gᵢ ≤ (Σ λᵢgᵢ / n)ⁿ / Π λᵢ (H. Everett, "Generalized Lagrange multiplier method", Operations Research 11,
//! 1963).

mod dual;
mod front;
mod goal;
mod layers;
#[cfg(test)]
mod tests;

use crate::fewest::Sets;
use crate::solve::points::is_rational;
use crate::solve::worth::Worth;
use crate::solve::{Problem, Solution};
use crate::steps::Steps;
use goal::Goal;
use layers::Kept;
use num_bigint::BigUint;

/// What a solution picks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// What the picked packages are worth to each party, in steps: each different worth once, the first party's greatest
    /// first. None where there is no zone of agreement.
    pub points: Vec<Vec<i64>>,
    /// For each of `points`, packages of that worth, by the places of their values: so many as were asked for, in order.
    pub packages: Vec<Vec<Vec<u32>>>,
    /// For each of `points`, how many packages have that worth.
    pub counts: Vec<BigUint>,
}

/// Why a search ended without an answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NotSettled {
    /// Too many partial packages could still be the best.
    #[error(
        "the solution was not found among {most} partial packages, as many as are kept{}: ask for a smaller scale, or decide some issues first",
        .between.as_ref().map(ToString::to_string).unwrap_or_default()
    )]
    Labels {
        /// How many are kept of one length.
        most: usize,
        /// What is certain all the same.
        between: Option<Between>,
    },
    /// Too many sets of parties would have to be tried.
    #[error(
        "which of the parties can gain or agree together was not found among {0} sets of them: leave some parties out"
    )]
    Sets(usize),
}

/// What is certain of a solution that was not found.
#[derive(Debug, Clone, PartialEq)]
pub struct Between {
    /// What the solution makes as large as it can be.
    pub what: &'static str,
    /// How large that is in a package that was met; nothing where none was that gives everybody what they have without an agreement.
    pub met: Option<f64>,
    /// How large it is at most in any package.
    pub at_most: f64,
}

impl std::fmt::Display for Between {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { what, met, at_most } = self;
        match met {
            Some(met) => write!(f, " ({what} is at least {met:.4} and at most {at_most:.4})"),
            None => write!(f, " ({what} is at most {at_most:.4})"),
        }
    }
}

/// How many partial packages of one length are kept at most.
const LABELS: usize = 4_000_000;

/// How many of them are kept while marks are tried from the bound downwards.
const FEW_LABELS: usize = if cfg!(test) { 16 } else { 20_000 };

/// How many partial packages of one length are continued to find one good package.
const WIDTH: usize = 4_000;

/// How many sets of parties are tried that might gain together, where not all can.
const SETS: usize = 4096;

/// All packages that the solution picks, with at most `at_most` packages listed for each worth.
///
/// Cost: values × parties × partial packages that can still reach the best; measured in `benches/benches/solve.rs`.
///
/// # Errors
///
/// Where more than four million partial packages would have to be kept.
pub fn search(
    steps: &Steps,
    solution: Solution,
    problem: &Problem,
    at_most: usize,
) -> Result<Found, NotSettled> {
    let d = &problem.disagreement;
    let nothing = Found::default();
    // Any package is a start for the largest smallest gain, and what reaches it is a start for everything else.
    let egalitarian = best(steps, &Goal::smallest(d.clone(), vec![1; d.len()], None), &[])?;
    let fairest = picked(&egalitarian, &Worth::new(Solution::Egalitarian, d, d, &problem.weights), d, 1);
    if fairest.points.is_empty() {
        return Ok(nothing);
    }
    let seeds: Vec<Vec<u32>> = fairest.packages.into_iter().flatten().collect();
    let goal = match solution {
        Solution::Egalitarian => {
            return Ok(picked(&egalitarian, &Worth::new(solution, d, d, &problem.weights), d, at_most));
        }
        Solution::Nash => return nash(steps, problem, &seeds, at_most),
        Solution::Utilitarian => Goal::sum(problem.weights.clone(), d.clone()),
        Solution::KalaiSmorodinsky | Solution::EqualLoss => {
            let ideal = ideal(steps, d, &seeds)?;
            let goal = if solution == Solution::EqualLoss {
                Goal::smallest(ideal.clone(), vec![1; d.len()], Some(d.clone()))
            } else {
                Goal::smallest(d.clone(), ideal.iter().zip(d).map(|(a, d)| a - d).collect(), Some(d.clone()))
            };
            return Ok(picked(
                &best(steps, &goal, &seeds)?,
                &Worth::new(solution, d, &ideal, &problem.weights),
                d,
                at_most,
            ));
        }
    };
    Ok(picked(&best(steps, &goal, &seeds)?, &Worth::new(solution, d, d, &problem.weights), d, at_most))
}

/// The packages worth exactly as much as a point of the frontier, at most `at_most` of them, and how many there are.
///
/// Nothing is worth more to anybody and less to nobody, so these are all that give everybody at least as much.
///
/// Cost: partial packages that can still give everybody as much.
///
/// # Errors
///
/// Where more than four million partial packages would have to be kept.
pub fn outcomes_of(
    steps: &Steps,
    point: &[i64],
    at_most: usize,
) -> Result<(Vec<Vec<u32>>, BigUint), NotSettled> {
    let cuts = Goal::smallest(point.to_vec(), vec![1; point.len()], None).cuts(
        steps,
        0.0,
        &[vec![1.0; point.len()]],
    );
    let kept =
        layers::all(steps, &cuts, LABELS, false).ok_or(NotSettled::Labels { most: LABELS, between: None })?;
    Ok(kept.packages(point, at_most))
}

/// The most that each party gets where nobody gets less than without an agreement; there must be such a package.
fn ideal(steps: &Steps, disagreement: &[i64], seeds: &[Vec<u32>]) -> Result<Vec<i64>, NotSettled> {
    (0..steps.parties())
        .map(|party| {
            let kept = best(steps, &Goal::most_of(party, disagreement.to_vec()), seeds)?;
            let most = kept
                .points()
                .filter(|point| is_rational(point, disagreement))
                .map(|point| point[party])
                .max();
            Ok(most.unwrap_or(disagreement[party]))
        })
        .collect()
}

/// The largest product of gains, of as many parties as can gain together.
///
/// What different sets of gainers reach is compared by its product, as where goods cannot be shared (I. Caragiannis et al.,
/// "The unreasonable fairness of maximum Nash welfare", ACM Transactions on Economics and Computation 7, 2019).
fn nash(steps: &Steps, problem: &Problem, seeds: &[Vec<u32>], at_most: usize) -> Result<Found, NotSettled> {
    let d = &problem.disagreement;
    let parties = steps.parties();
    let worth = Worth::new(Solution::Nash, d, d, &problem.weights);
    let mut found = Found::default();
    let sets = (0..=parties).rev().flat_map(|size| Sets::new(parties, size));
    for (tried, set) in sets.enumerate() {
        if found.points.first().is_some_and(|point| worth.gainers(point) > set.len()) {
            break;
        }
        if tried >= SETS {
            return Err(NotSettled::Sets(SETS));
        }
        let mut gains = vec![false; parties];
        set.iter().for_each(|&party| gains[party] = true);
        let goal = Goal::product(d.clone(), gains);
        let kept = best(steps, &goal, seeds)?;
        let next = picked(&kept, &worth, d, at_most);
        let Some(point) = next.points.first().filter(|point| goal.stands(point)) else { continue };
        match found.points.first().map_or(std::cmp::Ordering::Greater, |best| worth.compare(point, best)) {
            std::cmp::Ordering::Greater => found = next,
            std::cmp::Ordering::Equal => {
                for ((point, packages), count) in next.points.into_iter().zip(next.packages).zip(next.counts)
                {
                    if !found.points.contains(&point) {
                        found.points.push(point);
                        found.packages.push(packages);
                        found.counts.push(count);
                    }
                }
            }
            std::cmp::Ordering::Less => {}
        }
    }
    Ok(found.in_order())
}

impl Found {
    fn in_order(self) -> Self {
        let mut all: Vec<_> = self.points.into_iter().zip(self.packages).zip(self.counts).collect();
        all.sort_by(|((one, _), _), ((other, _), _)| other.cmp(one));
        let mut found = Found::default();
        for ((point, packages), count) in all {
            found.points.push(point);
            found.packages.push(packages);
            found.counts.push(count);
        }
        found
    }
}

/// All packages that reach a mark that the best reaches; the best are among them. Packages that another betters for somebody
/// and for nobody makes worse are left out where no solution picks them.
fn best(steps: &Steps, goal: &Goal, seeds: &[Vec<u32>]) -> Result<Kept, NotSettled> {
    let dual = dual::solve(steps, goal, seeds);
    let dominance = goal.betters_are_picked() && !dual::is_cut(steps);
    let mut mark = dual.marks();
    let prices = [dual.prices.clone()];
    loop {
        let at = mark.next();
        let cuts = goal.cuts(steps, at, &prices);
        let Some(kept) = layers::all(steps, &cuts, FEW_LABELS, dominance) else { break };
        let reached = kept.points().any(|point| goal.reaches(&point, at));
        if reached || mark.is_last() {
            return Ok(kept);
        }
    }
    // A mark that a good package reaches leaves as few as can be.
    let prices = dual.and_beside();
    let near = layers::some(steps, &goal.cuts(steps, dual.upper, &prices), WIDTH);
    let values = near.iter().filter(|point| goal.stands(point)).map(|point| goal.value(point));
    let met = values.chain(dual.met).reduce(f64::max);
    let cuts = goal.cuts(steps, met.unwrap_or(f64::NEG_INFINITY), &prices);
    layers::all(steps, &cuts, LABELS, dominance).ok_or_else(|| NotSettled::Labels {
        most: LABELS,
        between: Some(Between { what: goal.words(), met, at_most: dual.upper }),
    })
}

/// Of what was kept, what the solution prefers.
fn picked(kept: &Kept, worth: &Worth, disagreement: &[i64], at_most: usize) -> Found {
    let mut points: Vec<Vec<i64>> = kept.points().filter(|point| is_rational(point, disagreement)).collect();
    points.sort_unstable_by(|one, other| other.cmp(one));
    points.dedup();
    let mut best: Vec<Vec<i64>> = Vec::new();
    for point in points {
        let order = best.first().map_or(std::cmp::Ordering::Greater, |best| worth.compare(&point, best));
        if order.is_gt() {
            best.clear();
        }
        if order.is_ge() {
            best.push(point);
        }
    }
    let (packages, counts) = best.iter().map(|point| kept.packages(point, at_most)).unzip();
    Found { points: best, packages, counts }
}
