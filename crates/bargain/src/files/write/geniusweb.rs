//! JSON of GeniusWeb.

use super::text::Node;
use super::{CannotSay, Target, lose_time, tables};
use crate::space::{Issue, Space, Value, Values};
use crate::utility::{Evaluator, Profile};

const TARGET: Target = Target::GeniusWeb;

/// Whether GeniusWeb has a function for what an issue of whole numbers is evaluated as: a line between its ends.
pub(super) fn fits(issue: &Issue, evaluator: &Evaluator) -> bool {
    let Values::Integers { low, high } = issue.values else { return false };
    let straight = match evaluator {
        Evaluator::Linear { held: false, .. } | Evaluator::Constant(_) => true,
        Evaluator::Linear { slope, from, offset, .. } => {
            let plain = Evaluator::Linear { slope: *slope, from: *from, offset: *offset, held: false };
            [low, high].into_iter().all(|end| (0.0..=1.0).contains(&plain.of(Value::Integer(end))))
        }
        _ => false,
    };
    straight && low < high
}

/// The domain.
pub(super) fn domain(space: &Space, words: &[bool]) -> Result<Node, CannotSay> {
    let mut issues = Vec::with_capacity(space.issues.len());
    for (at, issue) in space.issues.iter().enumerate() {
        let values = match &issue.values {
            Values::Integers { low, high } if !words[at] => {
                let ends = [*low, *high, 1].into_iter().map(Node::Whole).collect();
                Node::table([("range", Node::List(ends))])
            }
            Values::Options(_) | Values::Integers { .. } => {
                let values = tables::names(space, at).into_iter().map(Node::Words).collect();
                Node::table([("values", Node::List(values))])
            }
            Values::Reals { .. } | Values::Grid { .. } => {
                return Err(TARGET.cannot(format!("that {:?} is decided as a real number", issue.name)));
            }
        };
        issues.push((issue.name.clone(), values));
    }
    Ok(Node::table([("name", Node::words(&space.name)), ("issuesValues", Node::Table(issues))]))
}

/// The profile of a party, which carries the domain with it.
pub(super) fn profile(
    space: &Space,
    profile: &Profile,
    words: &[bool],
    domain: Node,
    lost: &mut Vec<String>,
) -> Result<Node, CannotSay> {
    let terms = tables::terms(space, profile, None, TARGET)?;
    lose_time(&profile.name, profile.discount, profile.reservation, lost);
    let sum: f64 = terms.iter().map(|term| term.weight).sum();
    if (sum - 1.0).abs() > 1e-9 {
        lost.push(format!(
            "that the weights of {:?} sum to {sum}: programs of GeniusWeb want them to sum to 1",
            profile.name
        ));
    }
    let mut utilities = Vec::with_capacity(terms.len());
    let mut weights = Vec::with_capacity(terms.len());
    for (at, (issue, term)) in space.issues.iter().zip(&terms).enumerate() {
        let utility = match issue.values {
            // A constant that was put into the issue makes a table of a line.
            Values::Integers { low, high } if !words[at] => {
                let worth = |end: i64| Node::Number(term.evaluator.of(Value::Integer(end)));
                let numbers = Node::table([
                    ("lowValue", Node::Whole(low)),
                    ("lowUtility", worth(low)),
                    ("highValue", Node::Whole(high)),
                    ("highUtility", worth(high)),
                ]);
                Node::table([("numberutils", numbers)])
            }
            _ => {
                let table = tables::table(space, at, &term.evaluator).into_iter().map(Node::Number);
                let table = tables::names(space, at).into_iter().zip(table).collect();
                let values = Node::table([("valueUtilities", Node::Table(table))]);
                Node::table([("discreteutils", values)])
            }
        };
        utilities.push((issue.name.clone(), utility));
        weights.push((issue.name.clone(), Node::Number(term.weight)));
    }
    let body = Node::table([
        ("name", Node::words(&profile.name)),
        ("domain", domain),
        ("issueUtilities", Node::Table(utilities)),
        ("issueWeights", Node::Table(weights)),
    ]);
    Ok(Node::table([("LinearAdditiveUtilitySpace", body)]))
}
