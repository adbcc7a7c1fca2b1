//! Weights and evaluations in two tables by issue, as several formats give them.

use super::source::{Refused, Source};
use super::tree::Node;
use crate::space::{Issue, Space};
use crate::utility::{Evaluator, Term};

/// The terms of the issues of a space, in order: each weight from one table, each evaluator read from another.
///
/// # Errors
///
/// Where an issue has no weight or evaluation, or one that cannot be read.
pub(super) fn terms(
    source: &mut Source,
    weights: &Node,
    worths: &Node,
    space: &Space,
    evaluator: impl Fn(&mut Source, &Node, &Issue) -> Result<Evaluator, Refused>,
) -> Result<Vec<Term>, Refused> {
    let mut terms = Vec::with_capacity(space.issues.len());
    for issue in &space.issues {
        let weight = source.need(weights, &issue.name, "a weight")?;
        let weight = source.number(weight, &format!("the weight of {:?}", issue.name))?;
        let worth = source.need(worths, &issue.name, "what its values are worth")?;
        terms.push(Term { weight, evaluator: evaluator(source, worth, issue)? });
    }
    tell_sum(source, weights.at, &terms, "");
    Ok(terms)
}

/// Tells where weights do not sum to 1; `kept_as` says whose example is followed in keeping them.
pub(super) fn tell_sum(source: &mut Source, at: usize, terms: &[Term], kept_as: &str) {
    let sum: f64 = terms.iter().map(|term| term.weight).sum();
    if (sum - 1.0).abs() > 0.001 {
        source.repaired(at, format!("the weights sum to {sum}, not 1: they are kept{kept_as}"));
    }
}

/// Whether a key names an issue of the space.
pub(super) fn is_issue(space: &Space, key: &Node) -> bool {
    space.issues.iter().any(|issue| key.words() == Some(&issue.name))
}

/// Refuses keys that name no issue of the domain.
///
/// # Errors
///
/// At the first such key.
pub(super) fn issues_of_the_domain(
    source: &Source,
    entries: &[(Node, Node)],
    space: &Space,
) -> Result<(), Refused> {
    match entries.iter().find(|(key, _)| !is_issue(space, key)) {
        None => Ok(()),
        Some((key, _)) => Err(source.refuse(
            key.at,
            format!("{:?} is no issue of the domain {:?}", key.words().unwrap_or_default(), space.name),
            "an issue of the domain",
            "put the profile beside its own domain",
        )),
    }
}
