//! Why there is no zone of agreement: demands that exclude each other.

use crate::solve::{NotSettled, Problem, Solution, search};
use crate::steps::Steps;

/// How many sets of parties are looked at.
const SETS: usize = 4096;

/// The smallest sets of parties whose disagreement points no package reaches together: single parties that no package
/// satisfies, or else pairs, and so on. Nothing where there is a zone of agreement.
///
/// Cost: a [`search()`] a set of parties, from the smallest sets up; at most 4096 sets.
///
/// # Errors
///
/// Where a search is not settled, or more sets would have to be looked at.
pub fn smallest(steps: &Steps, disagreement: &[i64]) -> Result<Vec<Vec<usize>>, NotSettled> {
    let clash = |members: &[usize]| -> Result<bool, NotSettled> {
        let problem = Problem::new(members.iter().map(|&party| disagreement[party]).collect());
        Ok(search(&steps.among(members), Solution::Egalitarian, &problem, 0)?.points.is_empty())
    };
    let everybody: Vec<usize> = (0..steps.parties()).collect();
    if !clash(&everybody)? {
        return Ok(Vec::new());
    }
    let mut looked_at = 0;
    for size in 1..=steps.parties() {
        let mut clashes = Vec::new();
        for members in Sets::new(steps.parties(), size) {
            looked_at += 1;
            if looked_at > SETS {
                return Err(NotSettled::Sets(SETS));
            }
            if clash(&members)? {
                clashes.push(members);
            }
        }
        if !clashes.is_empty() {
            return Ok(clashes);
        }
    }
    Ok(Vec::new())
}

/// The sets of `size` of the first `of` numbers, in order.
pub(super) struct Sets {
    of: usize,
    next: Option<Vec<usize>>,
}

impl Sets {
    pub(super) fn new(of: usize, size: usize) -> Self {
        Self { of, next: (size <= of).then(|| (0..size).collect()) }
    }
}

impl Iterator for Sets {
    type Item = Vec<usize>;

    fn next(&mut self) -> Option<Vec<usize>> {
        let now = self.next.take()?;
        let size = now.len();
        // The last member that can still move up; those behind it follow closely.
        if let Some(at) = (0..size).rev().find(|&at| now[at] < self.of - size + at) {
            let mut next = now.clone();
            next[at] += 1;
            (at + 1..size).for_each(|behind| next[behind] = next[behind - 1] + 1);
            self.next = Some(next);
        }
        Some(now)
    }
}
