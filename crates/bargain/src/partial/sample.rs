//! Utilities that agree with the statements, drawn at random: how often a package is the best of a list.
//!
//! Drawn uniformly from all (v, w) with 0 ≤ v(issue, value) ≤ w(issue), Σ w = 1 that agree with the statements, over the values
//! that the packages or the statements speak of. That is a choice, as every prior is: shares say how much of what is *possible* is
//! on one side, not how probable it is that the party thinks so. By hit-and-run (R. L. Smith, "Efficient Monte Carlo procedures for
//! generating points uniformly distributed over bounded regions", Operations Research 32 (1984)): from a point in a random
//! direction to a random place on the line inside.

use crate::partial::amount::Unit;
use crate::partial::linear::{NotSettled, Row, Settled, System, float, solve};
use crate::partial::preference::Preferences;
use crate::partial::sum::Sum;
use fastrand::Rng;
use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use serde::Serialize;

/// How utilities are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampling {
    /// How many.
    pub samples: usize,
    /// What the random numbers begin from; the same gives the same answers.
    pub seed: u64,
}

impl Default for Sampling {
    fn default() -> Self {
        Self { samples: 10_000, seed: 0 }
    }
}

/// A share of the utilities drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// In 0..1.
    pub share: f64,
    /// Its standard error, from the spread of the means of 20 batches: draws that follow each other are alike, so the number of
    /// draws alone would promise too much.
    pub error: f64,
}

/// How packages of a list fare in the utilities drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Acceptability {
    /// For each package, how often none is better.
    pub first: Vec<Share>,
    /// For each package and each rank from the first, how often so many of the others are better. Packages that tie share the
    /// better rank.
    pub ranks: Vec<Vec<f64>>,
}

/// How many batches errors are judged from.
const BATCHES: usize = 20;

impl Preferences {
    /// How often each package of a list takes which rank (R. Lahdelma, J. Hokkanen and P. Salminen, "SMAA – stochastic
    /// multiobjective acceptability analysis", European Journal of Operational Research 106 (1998)). Nothing where the statements
    /// leave nothing to gain.
    ///
    /// Cost: samples × unknowns × (what the statements name); some linear programs before.
    ///
    /// # Errors
    ///
    /// Where a linear program fails.
    pub fn acceptability(
        &self,
        packages: &[Vec<u32>],
        sampling: Sampling,
    ) -> Result<Option<Acceptability>, NotSettled> {
        let worth: Vec<Sum> = packages.iter().map(|package| Sum::of_package(package)).collect();
        let Some(drawn) = self.draw(&worth, sampling)? else { return Ok(None) };
        let count = packages.len();
        let mut ranks = vec![vec![0usize; count]; count];
        let mut first = vec![Vec::with_capacity(drawn.len()); count];
        for utility in &drawn {
            for (package, &worth) in utility.iter().enumerate() {
                let better = utility.iter().filter(|other| **other > worth + TIE).count();
                ranks[package][better] += 1;
                first[package].push(better == 0);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "numbers of samples")]
        let share = |of: usize| of as f64 / drawn.len().max(1) as f64;
        Ok(Some(Acceptability {
            first: first.iter().map(|first| Share::of(first)).collect(),
            ranks: ranks.into_iter().map(|ranks| ranks.into_iter().map(share).collect()).collect(),
        }))
    }

    /// What each sum is worth in utilities drawn; nothing where the statements leave nothing to gain.
    pub(super) fn draw(&self, sums: &[Sum], sampling: Sampling) -> Result<Option<Vec<Vec<f64>>>, NotSettled> {
        let unit = Unit::new(&self.without_no_agreement(), sums.iter());
        let Some(mut walk) = Walker::new(&unit, sampling.seed)? else { return Ok(None) };
        let wanted: Vec<Row> = sums.iter().map(|sum| unit.unknowns.row(sum, false)).collect();
        let steps = walk.directions.len().max(1);
        (0..steps * FIRST).for_each(|_| walk.step());
        let draw = |_| {
            (0..steps).for_each(|_| walk.step());
            wanted.iter().map(|row| worth(row, &walk.at)).collect()
        };
        Ok(Some((0..sampling.samples).map(draw).collect()))
    }
}

/// Utilities that differ by less tie.
const TIE: f64 = 1e-9;

/// How many times the number of directions of steps are made before the first draw.
const FIRST: usize = 50;

impl Share {
    /// Of those that are so.
    pub(super) fn of(draws: &[bool]) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "numbers of samples")]
        let mean = |of: &[bool]| of.iter().filter(|is| **is).count() as f64 / of.len().max(1) as f64;
        let share = mean(draws);
        let means: Vec<f64> = draws.chunks((draws.len() / BATCHES).max(1)).take(BATCHES).map(mean).collect();
        #[expect(clippy::cast_precision_loss, reason = "twenty at most")]
        let batches = means.len() as f64;
        let spread: f64 = means.iter().map(|mean| (mean - share).powi(2)).sum();
        Self { share, error: (spread / (batches - 1.0).max(1.0) / batches.max(1.0)).sqrt() }
    }
}

#[expect(clippy::cast_precision_loss, reason = "coefficients are small whole numbers")]
fn worth(row: &Row, at: &[f64]) -> f64 {
    row.terms.iter().map(|&(column, times)| times as f64 * at[column]).sum()
}

/// A point that walks at random inside.
struct Walker {
    at: Vec<f64>,
    /// What must stay at least nothing: row by row, with its value here.
    rows: Vec<Row>,
    spare: Vec<f64>,
    /// A basis of the directions in which all equalities stay: of each, how far it leads in which columns, as far as it does.
    directions: Vec<Vec<(usize, f64)>>,
    random: Rng,
    steps: usize,
}

impl Walker {
    /// From a point well inside.
    fn new(unit: &Unit, seed: u64) -> Result<Option<Self>, NotSettled> {
        let columns = unit.unknowns.count;
        let positive = (0..columns).map(|column| Row { terms: vec![(column, 1)], strict: false });
        let mut rows: Vec<Row> =
            unit.rows.iter().map(|row| Row { strict: false, ..row.clone() }).chain(positive).collect();
        let ranges = unit.ranges();
        let mut equal: Vec<Row> = Vec::new();
        let Some((mut at, margin)) = inside(columns, &rows, &equal, &ranges)? else { return Ok(None) };
        if margin < NARROW {
            // Some rows can only be met with nothing to spare: they are equalities. Which is decided in whole numbers.
            let system = System { columns, rows: rows.clone() };
            let mut never = Vec::new();
            for row in 0..rows.len() {
                let mut asked = system.clone();
                asked.rows[row].strict = true;
                never.push(matches!(asked.settle()?, Settled::Never(_)));
            }
            let (mut kept, mut tied) = (Vec::new(), never.into_iter());
            for row in rows {
                if tied.next() == Some(true) { equal.push(row) } else { kept.push(row) }
            }
            rows = kept;
            match inside(columns, &rows, &equal, &ranges)? {
                Some(found) => at = found.0,
                None => return Ok(None),
            }
        }
        equal.push(Row { terms: ranges.iter().map(|&column| (column, 1)).collect(), strict: false });
        let directions = directions(columns, &equal);
        let spare = rows.iter().map(|row| worth(row, &at)).collect();
        Ok(Some(Self { at, rows, spare, directions, random: Rng::with_seed(seed), steps: 0 }))
    }

    /// To a random place on a random line through here.
    fn step(&mut self) {
        let mut along = vec![0.0; self.at.len()];
        for direction in &self.directions {
            // Any distribution of directions that favours none of two opposite ones leaves the draws uniform.
            let far: f64 = (0..4).map(|_| self.random.f64() - 0.5).sum();
            direction.iter().for_each(|&(column, by)| along[column] += far * by);
        }
        let (mut back, mut forth) = (f64::NEG_INFINITY, f64::INFINITY);
        let change: Vec<f64> = self.rows.iter().map(|row| worth(row, &along)).collect();
        for (&spare, &change) in self.spare.iter().zip(&change) {
            if change > TINY {
                back = back.max(-spare / change);
            } else if change < -TINY {
                forth = forth.min(-spare / change);
            }
        }
        if !(back.is_finite() && forth.is_finite() && back < forth) {
            return;
        }
        let far = back + (forth - back) * self.random.f64();
        self.at.iter_mut().zip(&along).for_each(|(at, along)| *at += far * along);
        self.steps += 1;
        if self.steps.is_multiple_of(FRESH) {
            self.spare = self.rows.iter().map(|row| worth(row, &self.at).max(0.0)).collect();
        } else {
            self.spare
                .iter_mut()
                .zip(&change)
                .for_each(|(spare, change)| *spare = (*spare + far * change).max(0.0));
        }
    }
}

/// A margin below which rows are looked at one by one.
const NARROW: f64 = 1e-6;

/// A change that is none.
const TINY: f64 = 1e-12;

/// After how many steps values are added up afresh.
const FRESH: usize = 256;

/// The point at which the least that any row has to spare is greatest, and how much that is.
fn inside(
    columns: usize,
    rows: &[Row],
    equal: &[Row],
    ranges: &[usize],
) -> Result<Option<(Vec<f64>, f64)>, NotSettled> {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let mut unknowns: Vec<Variable> = (0..columns).map(|_| problem.add_var(0.0, (0.0, 1.0))).collect();
    let margin = problem.add_var(1.0, (0.0, 1.0));
    for row in rows {
        let mut terms = float(&row.terms, &unknowns);
        terms.push((margin, -1.0));
        problem.add_constraint(terms, ComparisonOp::Ge, 0.0);
    }
    for row in equal {
        problem.add_constraint(float(&row.terms, &unknowns), ComparisonOp::Eq, 0.0);
    }
    problem.add_constraint(ranges.iter().map(|&at| (unknowns[at], 1.0)), ComparisonOp::Eq, 1.0);
    unknowns.push(margin);
    Ok(solve(&problem, &unknowns)?.map(|mut at| {
        let margin = at.pop().unwrap_or(0.0);
        (at, margin)
    }))
}

/// A basis of what makes all these rows nothing, by elimination: one direction for each column that is free.
#[expect(clippy::cast_precision_loss, reason = "coefficients are small whole numbers")]
fn directions(columns: usize, equal: &[Row]) -> Vec<Vec<(usize, f64)>> {
    let mut lines: Vec<Vec<f64>> = equal
        .iter()
        .map(|row| {
            let mut line = vec![0.0; columns];
            row.terms.iter().for_each(|&(column, times)| line[column] += times as f64);
            line
        })
        .collect();
    let mut pivots: Vec<usize> = Vec::new();
    for column in 0..columns {
        let done = pivots.len();
        let best =
            (done..lines.len()).max_by(|&a, &b| lines[a][column].abs().total_cmp(&lines[b][column].abs()));
        let Some(best) = best.filter(|&line| lines[line][column].abs() > 1e-9) else { continue };
        lines.swap(done, best);
        let by = lines[done][column];
        lines[done].iter_mut().for_each(|value| *value /= by);
        let pivot = lines[done].clone();
        for (_, line) in lines.iter_mut().enumerate().filter(|(at, _)| *at != done) {
            let by = line[column];
            line.iter_mut().zip(&pivot).for_each(|(value, pivot)| *value -= by * pivot);
        }
        pivots.push(column);
    }
    (0..columns)
        .filter(|column| !pivots.contains(column))
        .map(|free| {
            let of_pivots = pivots.iter().zip(&lines).map(|(&pivot, line)| (pivot, -line[free]));
            std::iter::once((free, 1.0)).chain(of_pivots).filter(|(_, by)| *by != 0.0).collect()
        })
        .collect()
}
