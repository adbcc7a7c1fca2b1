//! YAML and JSON of NegMAS.

use super::text::Node;
use super::{CannotSay, Target, additive, tables};
use crate::space::{Issue, Space, Value, Values};
use crate::utility::{Aggregate, Evaluator, Nested, Pays, Profile, Take, Utility};

/// The outcome space.
pub(super) fn domain(space: &Space) -> Node {
    let issues = space.issues.iter().map(|issue| {
        let (kind, values) = match &issue.values {
            Values::Options(options) => {
                ("CategoricalIssue", options.iter().map(|o| Node::words(o)).collect())
            }
            Values::Integers { low, high } => {
                ("ContiguousIssue", vec![Node::Whole(*low), Node::Whole(*high)])
            }
            Values::Reals { low, high } | Values::Grid { low, high, .. } => {
                ("ContinuousIssue", vec![Node::Number(*low), Node::Number(*high)])
            }
        };
        Node::table([
            ("name", Node::words(&issue.name)),
            ("type", Node::words(kind)),
            ("values", Node::List(values)),
        ])
    });
    let counted = space.issues.iter().all(|issue| issue.values.count().is_some());
    let kind = if counted { "DiscreteCartesianOutcomeSpace" } else { "CartesianOutcomeSpace" };
    Node::table([
        ("name", Node::words(&space.name)),
        ("type", Node::words(kind)),
        ("issues", Node::List(issues.collect())),
    ])
}

/// The utility function of a party.
pub(super) fn profile(
    space: &Space,
    profile: &Profile,
    target: Target,
    lost: &mut Vec<String>,
) -> Result<Node, CannotSay> {
    let reservation = match profile.reservation {
        Some(reservation) => Node::Number(reservation),
        None => {
            lost.push(format!("that nothing is known of the reservation value of {:?}: NegMAS takes any agreement for better than none", profile.name));
            Node::Number(f64::NEG_INFINITY)
        }
    };
    let mut entries = match &profile.utility {
        Utility::Nested(nested) => rectangles(space, profile, nested, target)?,
        Utility::Additive(_) | Utility::Table(_) => linear(space, profile, target)?,
    };
    let name = ("name".to_owned(), Node::words(&profile.name));
    let reserved = ("reserved_value".to_owned(), reservation);
    if profile.discount < 1.0 {
        entries.insert(0, name.clone());
        let discounted = [
            ("type".to_owned(), Node::words("ExpDiscountedUFun")),
            ("discount".to_owned(), Node::Number(profile.discount)),
            ("factor".to_owned(), Node::words("relative_time")),
            ("ufun".to_owned(), Node::Table(entries)),
        ];
        return Ok(Node::Table([name, reserved].into_iter().chain(discounted).collect()));
    }
    entries.splice(0..0, [name, reserved]);
    Ok(Node::Table(entries))
}

type Entries = Vec<(String, Node)>;

fn linear(space: &Space, profile: &Profile, target: Target) -> Result<Entries, CannotSay> {
    let additive = additive(profile, target)?;
    tables::check_cut(space, profile, additive, None, target)?;
    let mut functions = Vec::with_capacity(additive.terms.len());
    for (at, (issue, term)) in space.issues.iter().zip(&additive.terms).enumerate() {
        functions.push(
            function(space, at, issue, &term.evaluator).ok_or_else(|| {
                target.cannot(format!("what {:?} wishes of {:?}", profile.name, issue.name))
            })?,
        );
    }
    Ok(vec![
        ("type".to_owned(), Node::words("LinearAdditiveUtilityFunction")),
        ("values".to_owned(), Node::List(functions)),
        (
            "weights".to_owned(),
            Node::List(additive.terms.iter().map(|term| Node::Number(term.weight)).collect()),
        ),
        ("bias".to_owned(), Node::Number(additive.bias)),
    ])
}

/// The function of one issue; none where NegMAS has no such function.
fn function(space: &Space, at: usize, issue: &Issue, evaluator: &Evaluator) -> Option<Node> {
    let line = |slope: f64, from: f64, offset: f64| {
        Node::table([
            ("type", Node::words("AffineFun")),
            ("slope", Node::Number(slope)),
            ("bias", Node::Number(offset - slope * from)),
        ])
    };
    let within = |low: Value, high: Value, slope: f64, from: f64, offset: f64| {
        let plain = Evaluator::Linear { slope, from, offset, held: false };
        [low, high].into_iter().all(|end| (0.0..=1.0).contains(&plain.of(end)))
    };
    let ends = match issue.values {
        Values::Options(_) => None,
        Values::Integers { low, high } => Some((Value::Integer(low), Value::Integer(high))),
        Values::Reals { low, high } | Values::Grid { low, high, .. } => {
            Some((Value::Real(low), Value::Real(high)))
        }
    };
    match (evaluator, ends) {
        (Evaluator::Constant(constant), _) => {
            Some(Node::table([("type", Node::words("ConstFun")), ("bias", Node::Number(*constant))]))
        }
        (Evaluator::Linear { slope, from, offset, held }, Some((low, high)))
            if !held || within(low, high, *slope, *from, *offset) =>
        {
            Some(line(*slope, *from, *offset))
        }
        (Evaluator::Polynomial(coefficients), Some(_)) => Some(Node::table([
            ("type", Node::words("PolynomialFun")),
            ("coefficients", Node::List(coefficients.iter().skip(1).map(|c| Node::Number(*c)).collect())),
            ("bias", Node::Number(coefficients.first().copied().unwrap_or(0.0))),
        ])),
        (_, Some((Value::Real(_), _))) => None,
        _ if issue.values.count().is_some_and(|count| count <= 100_000) => {
            let worth = tables::table(space, at, evaluator).into_iter().map(Node::Number);
            let names = tables::names(space, at);
            let entries = names.into_iter().zip(worth).collect();
            let whole = matches!(issue.values, Values::Integers { .. });
            let mapping = if whole { Node::ByNumber(entries) } else { Node::Table(entries) };
            Some(Node::table([("type", Node::words("TableFun")), ("mapping", mapping)]))
        }
        _ => None,
    }
}

fn rectangles(
    space: &Space,
    profile: &Profile,
    nested: &Nested,
    target: Target,
) -> Result<Entries, CannotSay> {
    let cannot = |what: &str| target.cannot(format!("{what}, as in what {:?} wishes", profile.name));
    let (mut ranges, mut worths, mut most) = (Vec::new(), Vec::new(), 0.0);
    flatten(space, &nested.whole, nested.whole.weight / nested.divisor, &mut |range, worth| {
        ranges.push(range);
        worths.push(Node::Number(worth));
        most += worth.max(0.0);
    })
    .map_err(&cannot)?;
    if nested.at_most.is_some_and(|cut| most > cut + 1e-9) {
        return Err(cannot("that a sum is cut"));
    }
    Ok(vec![
        ("type".to_owned(), Node::words("HyperRectangleUtilityFunction")),
        ("outcome_ranges".to_owned(), Node::List(ranges)),
        ("utilities".to_owned(), Node::List(worths)),
    ])
}

/// The hyper-rectangles of sums of sums, each with what it pays in the end.
fn flatten(
    space: &Space,
    whole: &Aggregate,
    weight: f64,
    add: &mut impl FnMut(Node, f64),
) -> Result<(), &'static str> {
    if whole.take != Take::Sum {
        return Err("the least or the greatest of several");
    }
    for rectangle in &whole.rectangles {
        if rectangle.pays == Pays::Outside {
            return Err("what is paid outside of bounds");
        }
        let mut bounds: Vec<(String, Node)> = Vec::new();
        for bound in &rectangle.bounds {
            if !matches!(space.issues[bound.issue].values, Values::Integers { .. }) {
                return Err("bounds of an issue that is not of whole numbers");
            }
            // The ends do not belong to the range in NegMAS.
            let ends = vec![Node::Number(bound.low.ceil() - 1.0), Node::Number(bound.high.floor() + 1.0)];
            let key = bound.issue.to_string();
            if bounds.iter().any(|(other, _)| *other == key) {
                return Err("two bounds of one issue");
            }
            bounds.push((key, Node::List(ends)));
        }
        add(Node::ByNumber(bounds), rectangle.worth * rectangle.weight * weight);
    }
    whole.parts.iter().try_for_each(|part| flatten(space, part, weight * part.weight, add))
}
