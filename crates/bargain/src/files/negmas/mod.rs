//! NegMAS: outcome spaces and utility functions in YAML or JSON, each known by its `type`.

mod utility;

use super::evaluators::Places;
use super::geniusweb::options;
use super::source::{MOST_ISSUES, Refused, Source};
use super::tree::{Node, Value};
use super::weighted::issues_of_the_domain;
use crate::space::{Issue, Outcome, Space, Values};
use crate::utility::{Profile, Utility};

/// The last part of a `type`, which may be written with the module that it is in.
pub(crate) fn type_of(node: &Node) -> Option<&str> {
    node.get("type").and_then(Node::words).map(|name| name.rsplit('.').next().unwrap_or(name))
}

/// Whether a table is an outcome space.
pub(crate) fn is_domain(node: &Node) -> bool {
    node.get("issues").is_some() && type_of(node).is_some_and(|name| name.ends_with("OutcomeSpace"))
}

/// Whether a table is a utility function.
pub(crate) fn is_profile(node: &Node) -> bool {
    type_of(node).is_some_and(|name| name.ends_with("UtilityFunction") || name.ends_with("UFun"))
}

/// The space that an outcome space describes.
///
/// # Errors
///
/// Where its issues make none.
pub(crate) fn read_domain(source: &mut Source, root: &Node, name: &str) -> Result<Space, Refused> {
    let title = root.get("name").and_then(Node::words).unwrap_or(name).to_owned();
    let given = source.need(root, "issues", "a list of issues")?;
    let listed = source.list(given, "issues")?;
    source.at_most(given.at, listed.len(), MOST_ISSUES, "issues")?;
    let mut issues = Vec::new();
    for (node, number) in listed.iter().zip(1..) {
        let name = match node.get("name") {
            Some(name) => source.words(name, "the name of an issue")?.to_owned(),
            None => {
                let name = format!("issue {number}");
                source.repaired(node.at, format!("an issue without a name: it is called {name:?}"));
                name
            }
        };
        let values = values(source, node, &name)?;
        issues.push(Issue { name, values });
    }
    Space::new(title, issues).map_err(|error| {
        source.refuse(
            given.at,
            error.to_string(),
            "issues with names and values of their own",
            "mend the domain",
        )
    })
}

fn values(source: &mut Source, issue: &Node, name: &str) -> Result<Values, Refused> {
    let given = source.need(issue, "values", "a list of values, or the first and the last of a range")?;
    let kind = type_of(issue).unwrap_or_default();
    let what = format!("the values of {name:?}");
    let range = |low: String, high: String| {
        source.refuse(
            given.at,
            format!("the issue {name:?} runs from {low} to {high}"),
            "a first value that is not above the last",
            "exchange the two, or mend them",
        )
    };
    match kind {
        "ContiguousIssue" => {
            let (low, high) = match &given.value {
                Value::Number(..) => (0, source.whole(given, &what)?.saturating_sub(1)),
                _ => {
                    let (low, high) = ends(source, given, &what)?;
                    (source.whole(low, &what)?, source.whole(high, &what)?)
                }
            };
            if low > high {
                return Err(range(low.to_string(), high.to_string()));
            }
            Ok(Values::Integers { low, high })
        }
        "ContinuousIssue" | "ContinuousInfiniteIssue" => {
            let (low, high) = match &given.value {
                Value::Number(..) => (0.0, source.number(given, &what)?),
                _ => {
                    let (low, high) = ends(source, given, &what)?;
                    (source.number(low, &what)?, source.number(high, &what)?)
                }
            };
            if low > high {
                return Err(range(low.to_string(), high.to_string()));
            }
            Ok(Values::Reals { low, high })
        }
        _ => Ok(Values::Options(options(source, given, name)?)),
    }
}

/// The two ends of a range.
fn ends<'a>(source: &Source, node: &'a Node, what: &str) -> Result<(&'a Node, &'a Node), Refused> {
    match source.list(node, what)? {
        [low, high] => Ok((low, high)),
        other => Err(source.refuse(
            node.at,
            format!("{what} are {} numbers", other.len()),
            "the first and the last of the range",
            "give the two ends, or another type of issue",
        )),
    }
}

/// The profile of a party.
///
/// # Errors
///
/// Where its utility is computed by a program, or belongs to another domain.
pub(crate) fn read_profile(
    source: &mut Source,
    root: &Node,
    space: &Space,
    name: &str,
) -> Result<Profile, Refused> {
    let mut discount = 1.0;
    let mut body = root;
    while type_of(body) == Some("ExpDiscountedUFun") {
        if let Some(node) = body.get("discount").filter(|node| node.value != Value::Null) {
            discount *= factor(source, node)?;
        }
        if let Some(factor) = body.get("factor").filter(|factor| factor.words() != Some("relative_time")) {
            let factor_at = factor.at;
            let words = factor.words().unwrap_or("another measure").to_owned();
            source.repaired(
                factor_at,
                format!("the discount goes by {words:?}: it was taken to go by the share of the time that has passed"),
            );
        }
        body = source.need(body, "ufun", "the utility function that is discounted")?;
    }
    let utility = utility::read(source, body, space)?;
    let of = |key: &str| root.get(key).or_else(|| body.get(key)).filter(|node| node.value != Value::Null);
    let reservation = match (of("reserved_value"), of("reserved_outcome")) {
        (Some(node), _) => source.number_or_nothing(node, "reserved_value")?,
        (None, Some(node)) => utility.of(&outcome(source, node, space)?),
        (None, None) => f64::NEG_INFINITY,
    };
    if reservation.is_finite() && !(0.0..=1.0).contains(&reservation) {
        source.repaired(
            of("reserved_value").map_or(root.at, |node| node.at),
            format!("a reservation value of {reservation} is outside 0 to 1: it is kept"),
        );
    }
    Ok(Profile { name: name.to_owned(), utility, reservation: Some(reservation), discount })
}

fn factor(source: &mut Source, node: &Node) -> Result<f64, Refused> {
    let discount = source.number(node, "discount")?;
    if discount > 0.0 && discount <= 1.0 {
        return Ok(discount);
    }
    Err(source.refuse(
        node.at,
        format!("a discount factor of {discount}"),
        "a number above 0 and up to 1",
        "write how much of a utility is left at the deadline",
    ))
}

/// The outcome that a list of values, or a table by issue, names.
fn outcome(source: &Source, node: &Node, space: &Space) -> Result<Outcome, Refused> {
    let count = space.issues.len();
    let mut chosen = Vec::with_capacity(count);
    for (at, issue) in space.issues.iter().enumerate() {
        let value = match &node.value {
            Value::List(values) if values.len() == count => values.get(at),
            Value::Table(_) => node.get(&issue.name),
            _ => None,
        };
        let Some(value) = value else {
            return Err(source.refuse(
                node.at,
                format!("the outcome names no value of {:?}", issue.name),
                format!("a value for each of the {count} issues, in their order"),
                "write the outcome in full",
            ));
        };
        chosen.push(value_of(source, value, space, at)?);
    }
    Ok(Outcome(chosen))
}

/// The value of an issue that a node names.
fn value_of(source: &Source, node: &Node, space: &Space, at: usize) -> Result<crate::space::Value, Refused> {
    let issue = &space.issues[at];
    let words = source.words(node, &format!("the value of {:?}", issue.name))?;
    let by_number = || {
        let place = Places::of(source, node.at, issue).ok()?.find(node)?;
        u32::try_from(place).ok().map(crate::space::Value::Option)
    };
    match (space.value(at, words), &issue.values) {
        (Ok(value), _) => Ok(value),
        (Err(error), Values::Options(_)) => by_number().ok_or(error),
        (Err(error), _) => Err(error),
    }
    .map_err(|error| source.refuse(node.at, error.to_string(), "a value of the domain", "mend the value"))
}

/// What a profile says of its issues one by one, in their order: a list, or a table by name.
fn by_issue<'a>(
    source: &mut Source,
    node: &'a Node,
    space: &Space,
    what: &str,
) -> Result<Vec<&'a Node>, Refused> {
    match &node.value {
        Value::List(values) if values.len() == space.issues.len() => Ok(values.iter().collect()),
        Value::List(values) => Err(source.refuse(
            node.at,
            format!("there are {} {what}, and {} issues in the domain", values.len(), space.issues.len()),
            "one for each issue, in the order of the domain",
            "put the profile beside its own domain",
        )),
        Value::Table(entries) => {
            source.at_most(node.at, entries.len(), MOST_ISSUES, what)?;
            issues_of_the_domain(source, entries, space)?;
            space.issues.iter().map(|issue| source.need(node, &issue.name, what)).collect()
        }
        _ => Err(source.wrong(node, what, "a list, or a table by issue")),
    }
}

/// What a utility function says of the whole: see [`utility`].
type Read = Result<Utility, Refused>;
