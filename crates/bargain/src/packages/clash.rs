//! What demands leave, and which of them leave nothing.

use num_bigint::BigUint;
use serde::Serialize;

use super::NoAnswer;
use crate::fewest::smallest;
use crate::space::{Rule, Space};

/// Demands that together leave no package. Any one of them left out, some package is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// Their places in the list that was given, ascending; none where the space's own rules leave nothing.
    pub demands: Vec<usize>,
    /// Whether no fewer leave no package; if not, the search for fewer stopped early.
    pub fewest: bool,
}

/// How many packages keep all of these demands, exactly.
///
/// Cost: as [`Space::outcomes`].
///
/// # Errors
///
/// Where a demand does not fit the space, or its outcomes cannot be counted.
pub fn left<'a>(space: &'a Space, demands: impl IntoIterator<Item = &'a Rule>) -> Result<BigUint, NoAnswer> {
    let rules = space.rules.iter().chain(demands).cloned().collect();
    Ok(Space::with_rules(space.name.clone(), space.issues.clone(), rules)?.outcomes()?)
}

/// The fewest demands, whoever's, that leave no package; nothing where some package keeps them all.
///
/// Cost: a count of outcomes for each set that is looked at; a few more than there are demands where few clash.
///
/// # Errors
///
/// As [`left`].
pub fn clash(space: &Space, demands: &[Rule]) -> Result<Option<Clash>, NoAnswer> {
    let all: Vec<usize> = (0..demands.len()).collect();
    let nothing_left = |of: &[usize]| -> Result<Option<Vec<usize>>, NoAnswer> {
        let left = left(space, of.iter().filter_map(|&at| demands.get(at)))?;
        Ok((left == BigUint::ZERO).then(|| of.to_vec()))
    };
    Ok(smallest(&all, nothing_left)?.map(|clash| Clash { demands: clash.of, fewest: clash.fewest }))
}
