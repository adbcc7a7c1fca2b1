//! Solutions among packages that are given.

use crate::solve::worth::Worth;
use crate::solve::{Problem, Solution};
use std::cmp::Ordering;

/// Packages, each by what it is worth to each party in steps.
#[derive(Debug, Clone, Copy)]
pub struct Points<'a> {
    parties: usize,
    steps: &'a [i64],
}

impl<'a> Points<'a> {
    /// Points one behind the other, `parties` numbers each.
    #[must_use]
    pub fn new(parties: usize, steps: &'a [i64]) -> Self {
        Self { parties, steps }
    }

    /// The points.
    pub fn iter(&self) -> impl Iterator<Item = &'a [i64]> + use<'a> {
        self.steps.chunks_exact(self.parties.max(1))
    }

    /// The most that each party gets where nobody gets less than without an agreement; nothing where there is no such point.
    #[must_use]
    pub fn ideal(&self, disagreement: &[i64]) -> Option<Vec<i64>> {
        self.iter().filter(|point| is_rational(point, disagreement)).fold(
            None,
            |ideal: Option<Vec<i64>>, point| {
                Some(match ideal {
                    Some(ideal) => ideal.iter().zip(point).map(|(a, u)| *a.max(u)).collect(),
                    None => point.to_vec(),
                })
            },
        )
    }

    /// The places of **all** points that the solution picks; none where there is no zone of agreement.
    ///
    /// Given a frontier, these are the solutions of all that it is the frontier of, since each solution is Pareto optimal.
    ///
    /// Cost: points × parties, and more only for points that are nearly best.
    #[must_use]
    pub fn solution(&self, solution: Solution, problem: &Problem) -> Vec<usize> {
        let Some(ideal) = self.ideal(&problem.disagreement) else { return Vec::new() };
        let worth = Worth::new(solution, &problem.disagreement, &ideal, &problem.weights);
        let mut best: Vec<(usize, &[i64])> = Vec::new();
        let mut most = f64::NEG_INFINITY;
        for (at, point) in
            self.iter().enumerate().filter(|(_, point)| is_rational(point, &problem.disagreement))
        {
            let rough = worth.rough(point);
            if rough < most - Worth::slack(most) {
                continue;
            }
            let order = best.first().map_or(Ordering::Greater, |(_, best)| worth.compare(point, best));
            if order.is_gt() {
                best.clear();
                most = rough;
            }
            if order.is_ge() {
                best.push((at, point));
            }
        }
        best.into_iter().map(|(at, _)| at).collect()
    }
}

/// Whether nobody gets less than without an agreement.
pub(crate) fn is_rational(point: &[i64], disagreement: &[i64]) -> bool {
    point.iter().zip(disagreement).all(|(u, d)| u >= d)
}
