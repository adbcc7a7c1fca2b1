//! Evaluators as tables, for formats that know no other.

use super::{CannotSay, Target, additive};
use crate::scenario::Scenario;
use crate::space::{Issue, Space, Value, Values};
use crate::utility::{Additive, Evaluator, Profile, Term};

/// How many values of one issue are written one by one.
const MOST: u64 = 100_000;

/// Which issues of whole numbers have to be written as words, because what some party wishes of them is no function that the
/// format knows; each is stated.
///
/// # Errors
///
/// Where one has too many values to be listed.
pub(super) fn as_words(
    scenario: &Scenario,
    fits: impl Fn(&Issue, &Evaluator) -> bool,
    target: Target,
    lost: &mut Vec<String>,
) -> Result<Vec<bool>, CannotSay> {
    let mut words = Vec::with_capacity(scenario.space.issues.len());
    for (at, issue) in scenario.space.issues.iter().enumerate() {
        let Values::Integers { .. } = issue.values else {
            words.push(matches!(issue.values, Values::Options(_)));
            continue;
        };
        let term = |profile: &Profile| {
            profile.utility.additive().and_then(|additive| additive.terms.get(at)).cloned()
        };
        let all_fit = scenario.profiles.iter().filter_map(term).all(|term| fits(issue, &term.evaluator));
        if !all_fit {
            if issue.values.count().is_none_or(|count| count > MOST) {
                return Err(target
                    .cannot(format!("what the {} of {:?} are worth one by one", issue.values, issue.name)));
            }
            lost.push(format!("that {:?} is of whole numbers: they are written as words", issue.name));
        }
        words.push(!all_fit);
    }
    Ok(words)
}

/// What every value of an issue that can be counted is evaluated as.
pub(super) fn table(space: &Space, issue: usize, evaluator: &Evaluator) -> Vec<f64> {
    space.values(issue).map(|value| evaluator.of(value)).collect()
}

/// What every value of an issue is called.
pub(super) fn names(space: &Space, issue: usize) -> Vec<String> {
    space.values(issue).map(|value| space.called(issue, value)).collect()
}

/// The terms of a profile for formats without a constant: it is put into the first issue that has a weight.
///
/// # Errors
///
/// Where the sum is cut, or no issue can take the constant.
pub(super) fn terms(
    space: &Space,
    profile: &Profile,
    cut: Option<f64>,
    target: Target,
) -> Result<Vec<Term>, CannotSay> {
    let additive = additive(profile, target)?;
    check_cut(space, profile, additive, cut, target)?;
    let mut terms = additive.terms.clone();
    if additive.bias != 0.0 {
        let found = terms.iter().enumerate().find(|(at, term)| {
            term.weight != 0.0 && space.issues[*at].values.count().is_some_and(|count| count <= MOST)
        });
        let Some(at) = found.map(|(at, _)| at) else {
            return Err(
                target.cannot(format!("the {} that {:?} adds to every outcome", additive.bias, profile.name))
            );
        };
        let more = additive.bias / terms[at].weight;
        let table: Vec<f64> =
            table(space, at, &terms[at].evaluator).into_iter().map(|worth| worth + more).collect();
        terms[at].evaluator = match space.issues[at].values {
            Values::Integers { low, .. } => Evaluator::Whole { low, table },
            Values::Options(_) | Values::Reals { .. } | Values::Grid { .. } => Evaluator::Table(table),
        };
    }
    Ok(terms)
}

/// Refuses a sum that is cut where the format does not cut, or the other way round, unless no outcome reaches there.
pub(super) fn check_cut(
    space: &Space,
    profile: &Profile,
    additive: &Additive,
    cut: Option<f64>,
    target: Target,
) -> Result<(), CannotSay> {
    if additive.at_most == cut {
        return Ok(());
    }
    let greatest = additive.bias
        + additive.terms.iter().enumerate().map(|(at, term)| greatest(space, at, term)).sum::<f64>();
    // Weights that sum to 1 but for the last places reach no further.
    let reached = |most: Option<f64>| most.is_some_and(|most| greatest > most + 1e-9);
    if reached(additive.at_most) {
        return Err(target.cannot(format!(
            "that the utility of {:?} is cut at {}",
            profile.name,
            additive.at_most.unwrap_or_default()
        )));
    }
    if reached(cut) {
        return Err(target.cannot(format!(
            "utilities above {}, which {:?} has: they would be cut",
            cut.unwrap_or_default(),
            profile.name
        )));
    }
    Ok(())
}

/// The most that an issue can add, or a bound on it.
fn greatest(space: &Space, issue: usize, term: &Term) -> f64 {
    let most = |values: &mut dyn Iterator<Item = Value>| {
        values.map(|value| term.of(value)).fold(f64::NEG_INFINITY, f64::max)
    };
    match (&space.issues[issue].values, &term.evaluator) {
        (Values::Integers { low, high }, Evaluator::Linear { .. } | Evaluator::Constant(_)) => {
            most(&mut [Value::Integer(*low), Value::Integer(*high)].into_iter())
        }
        (
            Values::Reals { low, high } | Values::Grid { low, high, .. },
            Evaluator::Linear { .. } | Evaluator::Constant(_),
        ) => most(&mut [Value::Real(*low), Value::Real(*high)].into_iter()),
        (Values::Reals { .. } | Values::Grid { .. }, Evaluator::Triangular { .. }) => term.weight.max(0.0),
        (Values::Reals { .. } | Values::Grid { .. }, _) => f64::INFINITY,
        _ => most(&mut space.values(issue)),
    }
}
