//! Why there is no zone of agreement: demands that exclude each other.

use crate::fewest::{self, Sets};
use crate::solve::{NotSettled, Problem, Solution, search};
use crate::steps::Steps;

/// How many sets of parties are looked at.
const SETS: usize = 4096;

/// The smallest sets of parties whose disagreement points no package reaches together: single parties that no package
/// satisfies, or else pairs, and so on. Nothing where there is a zone of agreement.
///
/// Cost: a [`search()`] for each set of parties that is looked at: few to find one of the smallest, then all of that size; at
/// most 4096.
///
/// # Errors
///
/// Where a search is not settled, or more sets would have to be looked at.
pub fn smallest(steps: &Steps, disagreement: &[i64]) -> Result<Vec<Vec<usize>>, NotSettled> {
    let cannot = |members: &[usize]| -> Result<bool, NotSettled> {
        if members.is_empty() {
            return Ok(false);
        }
        let problem = Problem::new(members.iter().map(|&party| disagreement[party]).collect());
        Ok(search(&steps.among(members), Solution::Egalitarian, &problem, 0)?.points.is_empty())
    };
    let everybody: Vec<usize> = (0..steps.parties()).collect();
    let found = fewest::smallest(&everybody, |members| -> Result<_, NotSettled> {
        Ok(cannot(members)?.then(|| members.to_vec()))
    })?;
    let size = match found {
        None => return Ok(Vec::new()),
        Some(clash) if clash.fewest => clash.of.len(),
        Some(_) => return Err(NotSettled::Sets(SETS)),
    };
    let mut clashes = Vec::new();
    for (looked_at, members) in Sets::new(steps.parties(), size).enumerate() {
        if looked_at >= SETS {
            return Err(NotSettled::Sets(SETS));
        }
        if cannot(&members)? {
            clashes.push(members);
        }
    }
    Ok(clashes)
}
