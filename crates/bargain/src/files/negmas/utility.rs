//! The utility functions of NegMAS that say everything in their file.

use super::{Read, by_issue, outcome, type_of};
use crate::files::evaluators::{Function, given};
use crate::files::source::{Refused, Source};
use crate::files::tree::{Node, Value};
use crate::space::{Issue, Space, Values};
use crate::utility::{
    Additive, Aggregate, Bound, Evaluator, HyperRectangle, Nested, Pays, Table, Take, Term, Utility,
};

pub(super) fn read(source: &mut Source, node: &Node, space: &Space) -> Read {
    match type_of(node).unwrap_or_default() {
        "LinearAdditiveUtilityFunction" | "LinearUtilityAggregationFunction" => additive(source, node, space),
        "AffineUtilityFunction" | "LinearUtilityFunction" => affine(source, node, space),
        "ConstUtilityFunction" => {
            let value = source.need(node, "value", "a number")?;
            let bias = source.number(value, "value")?;
            let nothing = Term { weight: 0.0, evaluator: Evaluator::Constant(0.0) };
            let terms = vec![nothing; space.issues.len()];
            Ok(Utility::Additive(Additive { terms, bias, at_most: None }))
        }
        "MappingUtilityFunction" => mapping(source, node, space),
        "HyperRectangleUtilityFunction" => rectangles(source, node, space),
        other => Err(source.refuse(
            node.get("type").map_or(node.at, |kind| kind.at),
            format!("a utility function of type {other:?}, which is computed by a program and not given in the file"),
            "a linear additive or affine function, a mapping, hyper-rectangles, or one of these discounted",
            "take the file away, or write what it computes as one of these",
        )),
    }
}

/// The number of a key, or another where it is not there.
fn or(source: &Source, node: &Node, key: &str, otherwise: f64) -> Result<f64, Refused> {
    match node.get(key).filter(|value| value.value != Value::Null) {
        Some(value) => source.number(value, key),
        None => Ok(otherwise),
    }
}

fn number(source: &Source, node: &Node, key: &str) -> Result<f64, Refused> {
    source.number(source.need(node, key, "a number")?, key)
}

/// The weights of the issues; 1 each where there are none.
fn weights(source: &mut Source, node: &Node, space: &Space) -> Result<Vec<f64>, Refused> {
    match node.get("weights").filter(|weights| weights.value != Value::Null) {
        None => Ok(vec![1.0; space.issues.len()]),
        Some(weights) => by_issue(source, weights, space, "weights")?
            .iter()
            .map(|w| source.number(w, "a weight"))
            .collect(),
    }
}

/// Σ wᵢ·fᵢ(vᵢ) + bias.
fn additive(source: &mut Source, node: &Node, space: &Space) -> Read {
    let values = source.need(node, "values", "a function for each issue")?;
    let functions = by_issue(source, values, space, "functions")?;
    let weights = weights(source, node, space)?;
    let mut terms = Vec::with_capacity(functions.len());
    for ((function, weight), issue) in functions.into_iter().zip(weights).zip(&space.issues) {
        terms.push(Term { weight, evaluator: evaluator(source, function, issue)? });
    }
    Ok(Utility::Additive(Additive { terms, bias: or(source, node, "bias", 0.0)?, at_most: None }))
}

fn evaluator(source: &mut Source, node: &Node, issue: &Issue) -> Result<Evaluator, Refused> {
    let function = match type_of(node) {
        Some("TableFun") => return given(source, source_mapping(source, node)?, issue),
        None if matches!(node.value, Value::Table(_)) => return given(source, node, issue),
        Some("IdentityFun") => Function::Polynomial(vec![0.0, 1.0]),
        Some("ConstFun") => Function::Polynomial(vec![number(source, node, "bias")?]),
        Some("LinearFun") => Function::Polynomial(vec![0.0, number(source, node, "slope")?]),
        Some("AffineFun") => {
            Function::Polynomial(vec![or(source, node, "bias", 0.0)?, number(source, node, "slope")?])
        }
        Some("QuadraticFun") => Function::Polynomial(vec![
            or(source, node, "bias", 0.0)?,
            number(source, node, "a1")?,
            number(source, node, "a2")?,
        ]),
        Some("PolynomialFun") => {
            let given = source.need(node, "coefficients", "a list of numbers")?;
            let mut coefficients = vec![or(source, node, "bias", 0.0)?];
            for coefficient in source.list(given, "coefficients")? {
                coefficients.push(source.number(coefficient, "a coefficient")?);
            }
            Function::Polynomial(coefficients)
        }
        Some("ExponentialFun") => Function::Exponential {
            base: or(source, node, "base", std::f64::consts::E)?,
            tau: number(source, node, "tau")?,
            bias: or(source, node, "bias", 0.0)?,
        },
        Some("LogFun") => Function::Logarithm {
            base: or(source, node, "base", std::f64::consts::E)?,
            tau: number(source, node, "tau")?,
            scale: or(source, node, "scale", 1.0)?,
            bias: or(source, node, "bias", 0.0)?,
        },
        Some(kind @ ("SinFun" | "CosFun")) => Function::Sine {
            amplitude: or(source, node, "amplitude", 1.0)?,
            multiplier: or(source, node, "multiplier", 1.0)?,
            phase: or(source, node, "phase", 0.0)?
                + if kind == "CosFun" { std::f64::consts::FRAC_PI_2 } else { 0.0 },
            bias: or(source, node, "bias", 0.0)?,
        },
        other => {
            return Err(source.refuse(
                node.at,
                format!("a function of type {:?}", other.unwrap_or("none")),
                "TableFun, IdentityFun, ConstFun, LinearFun, AffineFun, QuadraticFun, PolynomialFun, ExponentialFun, LogFun, SinFun or CosFun",
                "give the worth of each value by a TableFun",
            ));
        }
    };
    function.over(source, node.at, issue)
}

fn source_mapping<'a>(source: &Source, node: &'a Node) -> Result<&'a Node, Refused> {
    source.need(node, "mapping", "a table of values and their worth")
}

/// Σ wᵢ·vᵢ + bias, over values that are numbers.
fn affine(source: &mut Source, node: &Node, space: &Space) -> Read {
    let weights = weights(source, node, space)?;
    let mut terms = Vec::with_capacity(weights.len());
    for (weight, issue) in weights.into_iter().zip(&space.issues) {
        let evaluator = if weight == 0.0 {
            Evaluator::Constant(0.0)
        } else {
            Function::Polynomial(vec![0.0, 1.0]).over(source, node.at, issue)?
        };
        terms.push(Term { weight, evaluator });
    }
    Ok(Utility::Additive(Additive { terms, bias: or(source, node, "bias", 0.0)?, at_most: None }))
}

/// Outcomes listed one by one, each as a list of values.
fn mapping(source: &mut Source, node: &Node, space: &Space) -> Read {
    let given = source_mapping(source, node)?;
    let otherwise = match node.get("default").filter(|value| value.value != Value::Null) {
        Some(value) => source.number_or_nothing(value, "default")?,
        None => f64::NEG_INFINITY,
    };
    let mut table = Table::new(otherwise);
    for (key, worth) in source.table(given, "mapping")? {
        let listed = outcome(source, key, space)?;
        let worth = source.number(worth, "the worth of an outcome")?;
        if table.list(&listed, worth).is_some() {
            return Err(source.refuse(
                key.at,
                "an outcome is listed twice",
                "each outcome once",
                "take one away",
            ));
        }
    }
    // Where every outcome is listed, nothing is left to be worth it.
    if space.outcomes().is_ok_and(|outcomes| outcomes == table.len().into()) {
        table.otherwise = 0.0;
    }
    Ok(Utility::Table(table))
}

/// Hyper-rectangles, each a table from the place of an issue (from 0) to two numbers that its value must lie between, or to
/// the one that it must be.
fn rectangles(source: &mut Source, node: &Node, space: &Space) -> Read {
    let ranges = source.need(node, "outcome_ranges", "a list of hyper-rectangles")?;
    let ranges = source.list(ranges, "outcome_ranges")?;
    let worths = source.need(node, "utilities", "a list of numbers")?;
    let worths = source.list(worths, "utilities")?;
    if ranges.len() != worths.len() {
        return Err(source.refuse(
            node.at,
            format!("there are {} hyper-rectangles and {} utilities", ranges.len(), worths.len()),
            "one utility for each",
            "mend the lists",
        ));
    }
    let weights = node.get("weights").filter(|weights| weights.value != Value::Null);
    let weights = weights.map(|weights| source.list(weights, "weights")).transpose()?;
    let mut parts = Vec::with_capacity(ranges.len());
    for (place, (range, worth)) in ranges.iter().zip(worths).enumerate() {
        let weight = match weights.and_then(|weights| weights.get(place)) {
            Some(weight) => source.number(weight, "a weight")?,
            None => 1.0,
        };
        parts.push(HyperRectangle {
            worth: source.number(worth, "a utility")?,
            weight,
            pays: Pays::Inside,
            bounds: bounds(source, range, space)?,
        });
    }
    let bias = or(source, node, "bias", 0.0)?;
    if bias != 0.0 {
        parts.push(HyperRectangle { worth: bias, weight: 1.0, pays: Pays::Inside, bounds: Vec::new() });
    }
    let whole = Aggregate { take: Take::Sum, weight: 1.0, rectangles: parts, parts: Vec::new() };
    Ok(Utility::Nested(Nested { whole, divisor: 1.0, at_most: None }))
}

fn bounds(source: &Source, range: &Node, space: &Space) -> Result<Vec<Bound>, Refused> {
    if range.value == Value::Null {
        return Ok(Vec::new());
    }
    let mut bounds = Vec::new();
    for (key, ends) in source.table(range, "a hyper-rectangle")? {
        let issue =
            key.words().and_then(|words| words.parse::<usize>().ok()).filter(|at| *at < space.issues.len());
        let numbers = issue.filter(|&at| !matches!(space.issues[at].values, Values::Options(_)));
        let Some(issue) = numbers else {
            return Err(source.refuse(
                key.at,
                format!("{:?} is the place of no issue of numbers", key.words().unwrap_or("a list")),
                "the place of an issue, counted from 0",
                "put the profile beside its own domain",
            ));
        };
        let (low, high) = match &ends.value {
            Value::Number(number, _) => (*number, *number),
            _ => {
                let (low, high) = super::ends(source, ends, "the ends of a range")?;
                // The ends do not belong to the range.
                (
                    source.number(low, "the least value")?.next_up(),
                    source.number(high, "the greatest value")?.next_down(),
                )
            }
        };
        bounds.push(Bound { issue, low, high });
    }
    Ok(bounds)
}
