//! Profiles of GENIUS as NegMAS 0.16 reads them, for those who compare results with its.
//!
//! It differs from GENIUS in what follows, and by it most profiles come to another order of outcomes:
//! - evaluations are not divided by the greatest of their issue, and sums are not cut at 1;
//! - a whole number counts by itself, not from its lower bound on, and evaluators are not held within 0 and 1;
//! - issues are found by name, but their weights by index; an issue without a weight has 1;
//! - where indices have gaps, an issue of one value stands in each gap, and its weight (or 1) is added to every utility;
//!   a weight beyond all indices is added as well;
//! - hyper-rectangles are not divided by `maxutility`, their bounds do not belong to them, and those that exclude count as if
//!   they included;
//! - a discount is taken for each round, which is why it cannot be compared with one that GENIUS takes for the whole time.

use super::{Domain, number, required, whole};
use crate::files::source::{Refused, Source};
use crate::files::xml::Element;
use crate::space::{Issue, Values};
use crate::utility::{
    Additive, Aggregate, Bound, Evaluator, HyperRectangle, Nested, Pays, Take, Term, Utility,
};
use std::collections::{HashMap, HashSet};

pub(super) fn read(source: &mut Source, root: &Element, domain: &Domain) -> Result<Utility, Refused> {
    let objective = root.named("objective").last().unwrap_or(root);
    let last = domain.indices.last().copied().unwrap_or(0);
    let mut weights = HashMap::new();
    let mut bias = 0.0;
    for weight in objective.named("weight") {
        let index = whole(source, weight, "index")?;
        let value = number(source, weight, "value")?;
        if (1..=last).contains(&index) {
            weights.insert(index, value);
        } else {
            source.repaired(
                weight.at,
                format!("a weight of no issue, {value}: it is added to every utility, as in NegMAS"),
            );
            bias += value;
        }
    }
    let rectangles = rectangles(source, objective, domain)?;
    if !rectangles.is_empty() {
        let mut rectangles = rectangles;
        if bias != 0.0 {
            rectangles.push(HyperRectangle {
                worth: bias,
                weight: 1.0,
                pays: Pays::Inside,
                bounds: Vec::new(),
            });
        }
        let whole = Aggregate { take: Take::Sum, weight: 1.0, rectangles, parts: Vec::new() };
        return Ok(Utility::Nested(Nested { whole, divisor: 1.0, at_most: None }));
    }
    let mut named: HashMap<&str, &Element> = HashMap::new();
    for issue in objective.named("issue") {
        named.insert(required(source, issue, "name")?, issue);
    }
    let of_numbers = !named.values().any(|issue| issue.first("item").is_some());
    let mut terms = Vec::with_capacity(domain.indices.len());
    for (index, issue) in domain.indices.iter().zip(&domain.space.issues) {
        let weight = weights.get(index).copied().unwrap_or(1.0);
        let evaluator = match named.get(issue.name.as_str()) {
            Some(element) => evaluator(source, element, issue)?,
            None => None,
        };
        terms.push(match evaluator {
            Some(evaluator) => Term { weight, evaluator },
            None if of_numbers => Term { weight: 0.0, evaluator: Evaluator::Constant(0.0) },
            None if matches!(issue.values, Values::Options(_)) => {
                return Err(source.refuse(
                    root.at,
                    format!(
                        "the profile says nothing of {:?}, which NegMAS looks for by this name",
                        issue.name
                    ),
                    "issues of the same names as in the domain",
                    "read it as GENIUS does",
                ));
            }
            None => Term { weight, evaluator: line(1.0, 0.0) },
        });
    }
    if !of_numbers {
        let gaps = (1..=last).filter(|index| domain.indices.binary_search(index).is_err()).count();
        // One name for all of them, so that the last weight given for one counts for each.
        let weight = (1..=last)
            .filter(|index| domain.indices.binary_search(index).is_err())
            .filter_map(|index| weights.get(&index))
            .next_back()
            .copied()
            .unwrap_or(1.0);
        if gaps > 0 {
            #[expect(clippy::cast_precision_loss, reason = "a count of issues")]
            let added = gaps as f64 * weight;
            source.repaired(
                root.at,
                format!("indices have {gaps} gaps: {added} is added to every utility, as in NegMAS"),
            );
            bias += added;
        }
    }
    Ok(Utility::Additive(Additive { terms, bias, at_most: None }))
}

fn line(slope: f64, offset: f64) -> Evaluator {
    Evaluator::Linear { slope, from: 0.0, offset, held: false }
}

fn evaluator(source: &mut Source, element: &Element, issue: &Issue) -> Result<Option<Evaluator>, Refused> {
    if let Some(evaluator) = element.first("evaluator") {
        let kind = required(source, evaluator, "ftype")?;
        if kind != "linear" {
            return Err(source.refuse(
                evaluator.at,
                format!("an evaluator of type {kind:?}"),
                "linear",
                "read it as GENIUS does",
            ));
        }
        let either = |one: &str, other: &str, otherwise: f64| match [one, other]
            .into_iter()
            .find(|name| evaluator.attribute(name).is_some())
        {
            Some(name) => number(source, evaluator, name),
            None => Ok(otherwise),
        };
        let (slope, offset) = (either("slope", "parameter1", 1.0)?, either("offset", "parameter0", 0.0)?);
        return match issue.values {
            Values::Options(_) => Err(source.refuse(
                evaluator.at,
                format!("a function of numbers for {:?}, which has words", issue.name),
                "an evaluation of each value",
                "use the domain that the profile was made for",
            )),
            Values::Integers { .. } | Values::Reals { .. } | Values::Grid { .. } => {
                Ok(Some(line(slope, offset)))
            }
        };
    }
    let words = match &issue.values {
        Values::Options(options) => options.clone(),
        Values::Integers { low, high } if element.first("item").is_some() && high.abs_diff(*low) < MOST => {
            (*low..=*high).map(|whole| whole.to_string()).collect()
        }
        Values::Integers { .. } | Values::Reals { .. } | Values::Grid { .. } => return Ok(None),
    };
    let known: HashSet<&str> = words.iter().map(String::as_str).collect();
    let mut given: HashMap<&str, f64> = HashMap::new();
    for item in element.named("item") {
        let value = required(source, item, "value")?;
        if !known.contains(value) {
            return Err(source.refuse(
                item.at,
                format!("the domain gives {:?} no value {value:?}", issue.name),
                "a value of the domain",
                "read it as GENIUS does",
            ));
        }
        given.insert(value, number(source, item, "evaluation")?);
    }
    if given.is_empty() {
        return Ok(None);
    }
    let table = words.iter().map(|word| {
        given.get(word.as_str()).copied().ok_or_else(|| {
            source.refuse(
                element.at,
                format!(
                    "{word:?} of {:?} has no evaluation, and NegMAS gives such outcomes no utility",
                    issue.name
                ),
                "an evaluation of each value",
                "read it as GENIUS does",
            )
        })
    });
    Ok(Some(crate::files::evaluators::table(table.collect::<Result<_, _>>()?, issue)))
}

/// How many whole numbers of an issue may be evaluated one by one.
const MOST: u64 = 1 << 20;

fn rectangles(source: &Source, objective: &Element, domain: &Domain) -> Result<Vec<HyperRectangle>, Refused> {
    let mut rectangles = Vec::new();
    let utilities = objective
        .children
        .iter()
        .filter(|child| matches!(child.name.as_str(), "utility" | "utility_function"));
    for function in utilities.flat_map(|utility| utility.named("ufun")) {
        if function.attribute("aggregation").is_some_and(|how| how != "sum")
            || function.first("ufun").is_some()
        {
            return Err(source.refuse(
                function.at,
                "a <ufun> that is no plain sum of hyper-rectangles",
                "aggregation=\"sum\", the only one that NegMAS reads",
                "read it as GENIUS does",
            ));
        }
        let weight = match function.attribute("weight") {
            Some(_) => number(source, function, "weight")?,
            None => 1.0,
        };
        for rectangle in &function.children {
            let mut bounds = Vec::new();
            for bound in &rectangle.children {
                let index = whole(source, bound, "index")?;
                // The ends do not belong to the range.
                let (low, high) =
                    (number(source, bound, "min")?.next_up(), number(source, bound, "max")?.next_down());
                match domain.place(index) {
                    Some(issue) => bounds.push(Bound { issue, low, high }),
                    None => {
                        return Err(source.refuse(
                            bound.at,
                            format!("the domain has no issue with index {index}"),
                            "a profile for this domain",
                            "put it beside its own domain",
                        ));
                    }
                }
            }
            let worth = match rectangle.attribute("utility") {
                Some(_) => number(source, rectangle, "utility")?,
                None => 0.0,
            };
            rectangles.push(HyperRectangle { worth, weight, pays: Pays::Inside, bounds });
        }
    }
    Ok(rectangles)
}
