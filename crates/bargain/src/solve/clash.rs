//! Why there is no zone of agreement: demands that exclude each other.

use crate::solve::{NotSettled, Problem, Solution, search};
use crate::steps::Steps;

/// The smallest sets of parties whose disagreement points no package reaches together: single parties that no package
/// satisfies, or else pairs, and so on. Nothing where there is a zone of agreement.
///
/// Cost: a [`search()`] a set of parties, from the smallest sets up; at most 2ⁿ.
///
/// # Errors
///
/// Where a search is not settled.
pub fn smallest(steps: &Steps, disagreement: &[i64]) -> Result<Vec<Vec<usize>>, NotSettled> {
    let parties = steps.parties();
    for size in 1..=parties {
        let mut clashes = Vec::new();
        for set in (1u32..1 << parties.min(31)).filter(|set| set.count_ones() as usize == size) {
            let members: Vec<usize> = (0..parties).filter(|party| set & (1 << party) != 0).collect();
            let among = steps.among(&members);
            let problem = Problem::new(members.iter().map(|&party| disagreement[party]).collect());
            if search(&among, Solution::Egalitarian, &problem, 0)?.points.is_empty() {
                clashes.push(members);
            }
        }
        if !clashes.is_empty() {
            return Ok(clashes);
        }
    }
    Ok(Vec::new())
}
