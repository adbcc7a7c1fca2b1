//! The `[[party]]` tables of the project's own format.

use super::{all, issue_named, only, value};
use crate::files::evaluators::{Function, given_exactly};
use crate::files::source::{Refused, Source};
use crate::files::tree::{Node, Value};
use crate::space::{Issue, Outcome, Space, Values};
use crate::utility::{
    Additive, Aggregate, Bound, Evaluator, HyperRectangle, Nested, Pays, Profile, Table, Take, Term, Utility,
};

pub(super) fn read(source: &mut Source, node: &Node, space: &Space) -> Result<Profile, Refused> {
    let keys =
        ["name", "reservation", "discount", "at_most", "bias", "wishes", "together", "outcome", "otherwise"];
    only(source, node, "a party", &keys)?;
    let name = source.words(source.need(node, "name", "a name")?, "the name of a party")?.to_owned();
    let reservation = match node.get("reservation") {
        Some(node) => Some(source.number_or_nothing(node, "reservation")?),
        None => None,
    };
    let discount = match node.get("discount") {
        Some(node) => {
            let discount = source.number(node, "discount")?;
            if !(discount > 0.0 && discount <= 1.0) {
                return Err(source.wrong(
                    node,
                    "discount",
                    "a number above 0 and up to 1: what is left at the deadline",
                ));
            }
            discount
        }
        None => 1.0,
    };
    let at_most = node.get("at_most").map(|node| source.number(node, "at_most")).transpose()?;
    let utility = match (node.get("wishes"), node.get("together"), node.get("outcome")) {
        (Some(wishes), None, None) => {
            unused(source, node, &["otherwise"])?;
            let terms = wishes_of(source, wishes, space)?;
            let bias = or(source, node, "bias", 0.0)?;
            Utility::Additive(Additive { terms, bias, at_most })
        }
        (None, Some(together), None) => {
            unused(source, node, &["otherwise", "bias"])?;
            let divisor = or(source, together, "divide_by", 1.0)?;
            if divisor <= 0.0 {
                return Err(source.refuse(
                    together.at,
                    format!("divide_by is {divisor}"),
                    "a number above 0",
                    "mend it",
                ));
            }
            let whole = aggregate(source, together, space, true)?;
            Utility::Nested(Nested { whole, divisor, at_most })
        }
        (None, None, Some(_)) => {
            unused(source, node, &["bias", "at_most"])?;
            let mut table = Table::new(or(source, node, "otherwise", 0.0)?);
            for listed in all(source, node, "outcome")? {
                only(source, listed, "an outcome", &["choose", "worth"])?;
                let outcome = outcome(source, source.need(listed, "choose", "{ Issue = value }")?, space)?;
                let worth = source.number(source.need(listed, "worth", "a number")?, "worth")?;
                if table.list(&outcome, worth).is_some() {
                    return Err(source.refuse(
                        listed.at,
                        "an outcome is listed twice",
                        "each once",
                        "take one away",
                    ));
                }
            }
            Utility::Table(table)
        }
        _ => {
            return Err(source.refuse(
                node.at,
                format!("what outcomes are worth to {name:?} is not plain"),
                "one of [party.wishes], [party.together] and [[party.outcome]]",
                "give one of the three",
            ));
        }
    };
    Ok(Profile { name, utility, reservation, discount })
}

fn unused(source: &Source, node: &Node, keys: &[&str]) -> Result<(), Refused> {
    match keys.iter().find_map(|key| node.get(key).map(|found| (key, found))) {
        Some((key, found)) => Err(source.refuse(
            found.at,
            format!("{key:?} means nothing for a party whose worth is given in this way"),
            "only what belongs to it",
            "take it away",
        )),
        None => Ok(()),
    }
}

fn or(source: &Source, node: &Node, key: &str, otherwise: f64) -> Result<f64, Refused> {
    node.get(key).map_or(Ok(otherwise), |node| source.number(node, key))
}

/// `[party.wishes.Issue]`, one for each issue.
fn wishes_of(source: &mut Source, node: &Node, space: &Space) -> Result<Vec<Term>, Refused> {
    for (key, _) in source.table(node, "wishes")? {
        issue_named(source, key, space)?;
    }
    let mut terms = Vec::with_capacity(space.issues.len());
    for issue in &space.issues {
        let wish = source.need(node, &issue.name, "a weight and what each value is worth")?;
        terms.push(Term {
            weight: or(source, wish, "weight", 1.0)?,
            evaluator: evaluator(source, wish, issue)?,
        });
    }
    Ok(terms)
}

fn evaluator(source: &mut Source, node: &Node, issue: &Issue) -> Result<Evaluator, Refused> {
    only(source, node, "a wish", &["weight", "worth", "line", "triangle", "polynomial", "constant"])?;
    let forms = ["worth", "line", "triangle", "polynomial", "constant"];
    let mut stated = forms.iter().filter_map(|form| Some((*form, node.get(form)?)));
    let (Some((form, given_by)), None) = (stated.next(), stated.next()) else {
        return Err(source.refuse(
            node.at,
            format!("what the values of {:?} are worth is not plain", issue.name),
            "one of worth, line, triangle, polynomial and constant",
            "give one of them",
        ));
    };
    if matches!(issue.values, Values::Options(_)) && matches!(form, "line" | "triangle") {
        return Err(source.refuse(
            given_by.at,
            format!("{:?} has options, and a {form} is a function of numbers", issue.name),
            "worth = { … }",
            "give the worth of each option",
        ));
    }
    match form {
        "worth" => given_exactly(source, given_by, issue),
        "line" => {
            only(source, given_by, "a line", &["from", "at_from", "slope", "held"])?;
            let held = match given_by.get("held").map(|held| &held.value) {
                None => false,
                Some(Value::Truth(truth)) => truth == "true",
                Some(_) => return Err(source.wrong(given_by, "held", "true or false")),
            };
            Ok(Evaluator::Linear {
                slope: source.number(source.need(given_by, "slope", "a number")?, "slope")?,
                from: or(source, given_by, "from", 0.0)?,
                offset: or(source, given_by, "at_from", 0.0)?,
                held,
            })
        }
        "triangle" => {
            only(source, given_by, "a triangle", &["low", "top", "high"])?;
            let number = |key: &str| source.number(source.need(given_by, key, "a number")?, key);
            Ok(Evaluator::Triangular { low: number("low")?, top: number("top")?, high: number("high")? })
        }
        "polynomial" => {
            let mut coefficients = Vec::new();
            for coefficient in source.list(given_by, "polynomial")? {
                coefficients.push(source.number(coefficient, "a coefficient")?);
            }
            Function::Polynomial(coefficients).over(source, given_by.at, issue)
        }
        _ => Ok(Evaluator::Constant(source.number(given_by, "constant")?)),
    }
}

/// `[party.together]`: boxes and parts, added or compared.
fn aggregate(source: &Source, node: &Node, space: &Space, outermost: bool) -> Result<Aggregate, Refused> {
    let keys: &[&str] = if outermost {
        &["take", "weight", "box", "part", "divide_by"]
    } else {
        &["take", "weight", "box", "part"]
    };
    only(source, node, "what is taken together", keys)?;
    let take = source.need(node, "take", "\"sum\", \"least\" or \"greatest\"")?;
    let take = match take.words() {
        Some("sum") => Take::Sum,
        Some("least") => Take::Least,
        Some("greatest") => Take::Greatest,
        _ => return Err(source.wrong(take, "take", "\"sum\", \"least\" or \"greatest\"")),
    };
    let rectangles = all(source, node, "box")?
        .iter()
        .map(|node| rectangle(source, node, space))
        .collect::<Result<Vec<_>, _>>()?;
    let parts = all(source, node, "part")?
        .iter()
        .map(|node| aggregate(source, node, space, false))
        .collect::<Result<Vec<_>, _>>()?;
    if rectangles.is_empty() && parts.is_empty() && take != Take::Sum {
        return Err(source.refuse(
            node.at,
            "the least or greatest of nothing",
            "a box or a part in it",
            "add one, or take it away",
        ));
    }
    Ok(Aggregate { take, weight: or(source, node, "weight", 1.0)?, rectangles, parts })
}

fn rectangle(source: &Source, node: &Node, space: &Space) -> Result<HyperRectangle, Refused> {
    only(source, node, "a box", &["worth", "weight", "inside", "outside"])?;
    let (pays, bounds) = match (node.get("inside"), node.get("outside")) {
        (Some(inside), None) => (Pays::Inside, bounds(source, inside, space)?),
        (None, Some(outside)) => (Pays::Outside, bounds(source, outside, space)?),
        (None, None) => (Pays::Inside, Vec::new()),
        (Some(_), Some(outside)) => {
            return Err(source.refuse(
                outside.at,
                "a box is inside and outside",
                "one of the two",
                "make two boxes",
            ));
        }
    };
    let worth = source.number(source.need(node, "worth", "a number")?, "worth")?;
    Ok(HyperRectangle { worth, weight: or(source, node, "weight", 1.0)?, pays, bounds })
}

/// `{ Issue = [first, last] }`, or `{ Issue = value }`.
fn bounds(source: &Source, node: &Node, space: &Space) -> Result<Vec<Bound>, Refused> {
    let mut bounds = Vec::new();
    for (key, ends) in source.table(node, "the bounds of a box")? {
        let issue = issue_named(source, key, space)?;
        let end = |node: &Node| match &space.issues[issue].values {
            Values::Options(_) => value(source, node, space, issue).map(|value| match value {
                crate::space::Value::Option(place) => f64::from(place),
                _ => 0.0,
            }),
            // Bounds of numbers may lie beyond the issue's own.
            Values::Integers { .. } | Values::Reals { .. } | Values::Grid { .. } => {
                source.number(node, "a bound")
            }
        };
        let (low, high) = match &ends.value {
            Value::List(list) => match list.as_slice() {
                [low, high] => (end(low)?, end(high)?),
                _ => return Err(source.wrong(ends, "a bound", "[first, last], or one value")),
            },
            _ => (end(ends)?, end(ends)?),
        };
        bounds.push(Bound { issue, low, high });
    }
    Ok(bounds)
}

fn outcome(source: &Source, node: &Node, space: &Space) -> Result<Outcome, Refused> {
    for (key, _) in source.table(node, "choose")? {
        issue_named(source, key, space)?;
    }
    let mut chosen = Vec::with_capacity(space.issues.len());
    for (at, issue) in space.issues.iter().enumerate() {
        let given = source.need(node, &issue.name, "a value for each issue")?;
        let value = value(source, given, space, at)?;
        if matches!(value, crate::space::Value::Real(_)) {
            return Err(source.refuse(
                given.at,
                format!("{:?} is decided as a real number, so outcomes cannot be listed", issue.name),
                "issues that can be counted",
                "give the wishes issue by issue instead",
            ));
        }
        chosen.push(value);
    }
    Ok(Outcome(chosen))
}
