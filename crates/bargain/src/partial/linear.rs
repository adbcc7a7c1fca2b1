//! Systems of homogeneous linear inequalities: whether they can hold together, proved either way.
//!
//! Every inequality is Σ aⱼxⱼ ≥ 0 or > 0 with whole aⱼ, and every x ≥ 0. Since all scales are alike, "> 0" is "≥ 1". Either
//! there is a point, or there are multipliers yₖ ≥ 0 of the inequalities with Σₖ yₖaₖⱼ ≤ 0 for each j that do not vanish on the
//! strict ones (T. S. Motzkin's transposition theorem), and never both. Each answer is found by linear programming in
//! floating point and then checked in whole numbers; where it fails the check, the simplex method is run in whole numbers. So
//! rounding never decides.

use crate::partial::{exact, simplex};
use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};
use num_bigint::BigInt;

/// Why a question is left open.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSettled {
    /// Linear programming failed.
    #[error(
        "linear programming failed on it ({0}): leave out statements with very small or very large fractions"
    )]
    Solver(String),
    /// Floating point proved nothing, and whole numbers took too long.
    #[error("no answer was proved in reasonable time: leave out statements that many issues take part in")]
    TooLong,
}

/// Σ aⱼxⱼ ≥ 0, or > 0.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Column and coefficient.
    pub(super) terms: Vec<(usize, i64)>,
    pub(super) strict: bool,
}

/// Rows over unknowns that are at least nothing.
#[derive(Debug, Clone)]
pub(super) struct System {
    pub(super) columns: usize,
    pub(super) rows: Vec<Row>,
}

/// Whether all rows can hold together.
#[derive(Debug, Clone)]
pub(super) enum Settled {
    /// They hold here.
    Point(Vec<BigInt>),
    /// They cannot, and these of them cannot already.
    Never(Vec<usize>),
}

impl System {
    /// Whether all rows can hold together, proved.
    ///
    /// Cost: one to three linear programs.
    pub(super) fn settle(&self) -> Result<Settled, NotSettled> {
        if self.rows.iter().all(|row| !row.strict) {
            return Ok(Settled::Point(vec![BigInt::ZERO; self.columns]));
        }
        if let Ok(Some(settled)) = self.settle_in_floating_point() {
            return Ok(settled);
        }
        simplex::settle(self).ok_or(NotSettled::TooLong)
    }

    /// What floating point finds, if it is then proved.
    fn settle_in_floating_point(&self) -> Result<Option<Settled>, NotSettled> {
        // A point where nothing is tight bears rounding; only where there is none do ties have to be met exactly.
        if let Some(point) = self.point(true)? {
            let rounded = exact::rounded(&point, ROUNDED_TO);
            if self.holds(&rounded) {
                return Ok(Some(Settled::Point(rounded)));
            }
        }
        if self.rows.iter().any(|row| !row.strict)
            && let Some(point) = self.point(false)?
        {
            return Ok(exact::point(self, &point).map(Settled::Point));
        }
        Ok(self.multipliers()?.and_then(|near| exact::multipliers(self, &near)).map(Settled::Never))
    }

    /// Whether all rows hold at a point, in whole numbers.
    pub(super) fn holds(&self, point: &[BigInt]) -> bool {
        point.iter().all(|value| *value >= BigInt::ZERO)
            && self.rows.iter().all(|row| {
                let sum: BigInt = row.terms.iter().map(|&(column, times)| &point[column] * times).sum();
                if row.strict { sum > BigInt::ZERO } else { sum >= BigInt::ZERO }
            })
    }

    /// The point with the smallest sum at which every strict row is at least 1, or every row if `all`.
    fn point(&self, all: bool) -> Result<Option<Vec<f64>>, NotSettled> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let unknowns: Vec<Variable> =
            (0..self.columns).map(|_| problem.add_var(1.0, (0.0, f64::INFINITY))).collect();
        for row in &self.rows {
            let least = if all || row.strict { 1.0 } else { 0.0 };
            problem.add_constraint(float(&row.terms, &unknowns), ComparisonOp::Ge, least);
        }
        solve(&problem, &unknowns)
    }

    /// Multipliers of the rows that show that they cannot all hold: those with the smallest sum, 1 on the strict rows together.
    fn multipliers(&self) -> Result<Option<Vec<f64>>, NotSettled> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let multipliers: Vec<Variable> =
            self.rows.iter().map(|_| problem.add_var(1.0, (0.0, f64::INFINITY))).collect();
        for column in self.by_column() {
            if column.iter().any(|&(_, times)| times > 0) {
                problem.add_constraint(float(&column, &multipliers), ComparisonOp::Le, 0.0);
            }
        }
        let strict = self.rows.iter().zip(&multipliers).filter(|(row, _)| row.strict);
        problem.add_constraint(strict.map(|(_, &var)| (var, 1.0)), ComparisonOp::Eq, 1.0);
        solve(&problem, &multipliers)
    }

    /// The coefficients of each column, each with its row.
    pub(super) fn by_column(&self) -> Vec<Vec<(usize, i64)>> {
        let mut columns = vec![Vec::new(); self.columns];
        for (at, row) in self.rows.iter().enumerate() {
            for &(column, times) in &row.terms {
                columns[column].push((at, times));
            }
        }
        columns
    }
}

/// How many parts of one a point is rounded to.
const ROUNDED_TO: f64 = 1_048_576.0;

#[expect(clippy::cast_precision_loss, reason = "coefficients are small whole numbers")]
pub(super) fn float(terms: &[(usize, i64)], unknowns: &[Variable]) -> Vec<(Variable, f64)> {
    terms.iter().map(|&(at, times)| (unknowns[at], times as f64)).collect()
}

/// Where the optimum is; nothing where there is none because the constraints exclude each other.
pub(super) fn solve(problem: &Problem, unknowns: &[Variable]) -> Result<Option<Vec<f64>>, NotSettled> {
    match problem.solve() {
        Ok(outcome) => match outcome.into_solution() {
            Ok(solution) => Ok(Some(unknowns.iter().map(|&at| solution.var_value(at)).collect())),
            Err(_) => Err(NotSettled::Solver("it stopped early".to_owned())),
        },
        Err(Error::Infeasible) => Ok(None),
        Err(other) => Err(NotSettled::Solver(other.to_string())),
    }
}
