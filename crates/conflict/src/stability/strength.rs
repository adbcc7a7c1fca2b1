//! What is strongly and what is weakly stable where it is told how much states are preferred.

use super::ask::{Asked, NoAnswer, Tell};
use super::general::{by_rule, solve as solve_general};
use super::rule::Rule;
use super::{Concept, Stable};
use crate::graph::Graph;
use crate::model::StateSet;

/// What is stable by one concept, told apart by how much deters (Hamouda, Kilgour and Hipel 2004 for two decision makers, 2006 for
/// any number).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// By which concept.
    pub concept: Concept,
    /// For each decision maker the states that it does not leave because every improvement can be answered by something much worse;
    /// with a concept that looks at escapes, by something from which all it can move to is much worse, too. States without an
    /// improvement are among them.
    pub strong: Vec<StateSet>,
    /// For each decision maker the states that are stable, but not strongly.
    pub weak: Vec<StateSet>,
}

/// Which states of a graph are strongly and weakly stable for whom. An improvement, of a decision maker or of those who sanction, is a
/// move to what is preferred, much or not. Without strength in a decision maker's preferences nothing is much worse for it, and only what
/// is Nash stable is strongly stable.
///
/// # Errors
/// As [`solve`](super::solve): strength together with unknown preferences is not looked at.
pub fn solve(graph: &Graph, asked: &Asked, tell: Tell<'_>) -> Result<Vec<Strength>, NoAnswer> {
    let stable = solve_general(graph, asked, tell)?;
    let strong = by_rule(graph, &Rule::STRONG, asked, tell)?;
    Ok(stable.into_iter().zip(strong).map(|(stable, strong)| apart(stable, strong)).collect())
}

fn apart(stable: Stable, strong: Stable) -> Strength {
    let weak = stable
        .by_decision_maker
        .iter()
        .zip(&strong.by_decision_maker)
        .map(|(stable, strong)| StateSet::of(stable.size(), |at| stable.contains(at) && !strong.contains(at)))
        .collect();
    Strength { concept: stable.concept, strong: strong.by_decision_maker, weak }
}
