//! GeniusWeb: domains and linear additive profiles in JSON.
//!
//! A profile carries its domain with it. u = Σ wᵢ·uᵢ; a value that a profile does not evaluate is worth 0. The reservation
//! value is what the reservation bid is worth.

use super::evaluators::{Places, given, table};
use super::source::{MOST_ISSUES, Refused, Source};
use super::tree::{Node, Value};
use super::weighted::{self, issues_of_the_domain};
use crate::space::{Issue, Outcome, Space, Values};
use crate::utility::{Additive, Profile, Utility};

/// The space that a domain describes.
///
/// # Errors
///
/// Where its issues make none.
pub(crate) fn read_domain(source: &mut Source, root: &Node, name: &str) -> Result<Space, Refused> {
    let title = root.get("name").and_then(Node::words).unwrap_or(name).to_owned();
    let given = source.need(root, "issuesValues", "a table of issues and their values")?;
    let entries = source.table(given, "issuesValues")?;
    source.at_most(given.at, entries.len(), MOST_ISSUES, "issues")?;
    let mut issues = Vec::new();
    for (key, values) in entries {
        let name = source.words(key, "the name of an issue")?.to_owned();
        let values = if let Some(list) = values.get("values") {
            Values::Options(options(source, list, &name)?)
        } else if let Some(range) = values.get("range") {
            range_of(source, range, &name)?
        } else {
            return Err(source.refuse(
                values.at,
                format!("the values of {name:?} are not given"),
                "{\"values\": […]} or {\"range\": [from, to, step]}",
                "add them",
            ));
        };
        issues.push(Issue { name, values });
    }
    Space::new(title, issues).map_err(|error| {
        source.refuse(given.at, error.to_string(), "issues with values of their own", "mend the domain")
    })
}

/// The options of a list; one that is there twice is there once, stated.
pub(crate) fn options(source: &mut Source, list: &Node, issue: &str) -> Result<Vec<String>, Refused> {
    let mut options: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for node in source.list(list, &format!("the values of {issue:?}"))? {
        let words = source.words(node, &format!("a value of {issue:?}"))?.to_owned();
        if seen.insert(words.clone()) {
            options.push(words);
        } else {
            source.repaired(
                node.at,
                format!("the value {words:?} of {issue:?} is there twice: once was taken"),
            );
        }
    }
    if options.is_empty() {
        return Err(source.refuse(
            list.at,
            format!("the issue {issue:?} has no value"),
            "at least one",
            "give it its values, or leave the issue out here and in the profiles",
        ));
    }
    Ok(options)
}

/// How many numbers a range may come to where each is an option.
const MOST: f64 = 1_000_000.0;

/// The numbers from one to another by a step; whole ones by ones are a range of whole numbers.
fn range_of(source: &Source, range: &Node, issue: &str) -> Result<Values, Refused> {
    let what = format!("the range of {issue:?}");
    let wrong = |message: String| {
        source.refuse(
            range.at,
            message,
            "[from, to, step], three numbers, the step above 0",
            "mend the range",
        )
    };
    let numbers = source.list(range, &what)?;
    let [low_node, high_node, step_node] = numbers else {
        return Err(wrong(format!("{what} has {} numbers", numbers.len())));
    };
    let (low, high) = (decimal(source, low_node, &what)?, decimal(source, high_node, &what)?);
    let step = decimal(source, step_node, &what)?;
    if low > high || step <= 0.0 {
        return Err(wrong(format!("{what} runs from {low} to {high} by {step}")));
    }
    let whole = |node: &Node| node.words().and_then(crate::space::whole);
    if let (Some(low), Some(high), Some(1)) = (whole(low_node), whole(high_node), whole(step_node)) {
        return Ok(Values::Integers { low, high });
    }
    let count = ((high - low) / step + 1e-9).floor() + 1.0;
    if count > MOST {
        return Err(wrong(format!("{what} comes to more than {MOST} numbers")));
    }
    // As decimals of the digits given, so that 0.1 + 0.2 is 0.3.
    let digits = numbers.iter().filter_map(Node::words).map(decimals).max().unwrap_or(0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and a million")]
    let count = count as u32;
    Ok(Values::Options((0..count).map(|k| format!("{:.*}", digits, low + f64::from(k) * step)).collect()))
}

/// A finite number; GeniusWeb also writes them as words.
fn decimal(source: &Source, node: &Node, what: &str) -> Result<f64, Refused> {
    match &node.value {
        Value::Words(words) => words.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    }
    .map_or_else(|| source.number(node, what), Ok)
}

/// How many digits a number has after its point.
fn decimals(written: &str) -> usize {
    let (mantissa, exponent) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
    let after = mantissa.split_once('.').map_or(0, |(_, digits)| digits.len());
    let exponent: i64 = exponent.parse().unwrap_or(0);
    usize::try_from((i64::try_from(after).unwrap_or(0) - exponent).clamp(0, 17)).unwrap_or(0)
}

/// The domain that a profile carries with it.
pub(crate) fn domain_of(root: &Node) -> Option<&Node> {
    root.get(ADDITIVE)?.get("domain")
}

/// The only form of profile that says all in the file.
pub(crate) const ADDITIVE: &str = "LinearAdditiveUtilitySpace";

/// The profile of a party.
///
/// # Errors
///
/// Where it is not linear additive, or of another domain.
pub(crate) fn read_profile(
    source: &mut Source,
    root: &Node,
    space: &Space,
    name: &str,
) -> Result<Profile, Refused> {
    let Some(body) = root.get(ADDITIVE) else {
        return Err(source.refuse(
            root.at,
            "a profile of GeniusWeb that is not linear additive",
            ADDITIVE,
            "take the file away, or write what it says as a scenario in TOML",
        ));
    };
    if let Some(domain) = body.get("domain") {
        let own = read_domain(source, domain, &space.name)?;
        check_same(source, domain, &own, space)?;
    }
    let weights = source.need(body, "issueWeights", "a table of issues and their weights")?;
    let utilities =
        source.need(body, "issueUtilities", "a table of issues and what their values are worth")?;
    for (at, table) in [(weights, "issueWeights"), (utilities, "issueUtilities")] {
        source.at_most(at.at, source.table(at, table)?.len(), MOST_ISSUES, "issues")?;
        issues_of_the_domain(source, source.table(at, table)?, space)?;
    }
    let terms = weighted::terms(source, weights, utilities, space, evaluator)?;
    let utility = Utility::Additive(Additive { terms, bias: 0.0, at_most: None });
    let reservation = match body.get("reservationBid").filter(|bid| bid.value != Value::Null) {
        Some(bid) => Some(utility.of(&outcome(source, bid, space)?)),
        None => None,
    };
    Ok(Profile { name: name.to_owned(), utility, reservation, discount: 1.0 })
}

fn evaluator(source: &mut Source, node: &Node, issue: &Issue) -> Result<crate::utility::Evaluator, Refused> {
    let either = |one: &str, other: &str| node.get(one).or_else(|| node.get(other));
    if let Some(discrete) = either("discreteutils", "DiscreteValueSetUtilities") {
        let values = source.need(discrete, "valueUtilities", "a table of values and their worth")?;
        return given(source, values, issue);
    }
    let Some(numbers) = either("numberutils", "NumberValueSetUtilities") else {
        return Err(source.refuse(
            node.at,
            format!("what the values of {:?} are worth is not given", issue.name),
            "discreteutils or numberutils",
            "add one of them",
        ));
    };
    let number = |key: &str| {
        let node = source.need(numbers, key, "a number")?;
        decimal(source, node, key)
    };
    let (low, low_worth) = (number("lowValue")?, number("lowUtility")?);
    let (high, high_worth) = (number("highValue")?, number("highUtility")?);
    if low >= high {
        return Err(source.refuse(
            numbers.at,
            format!("the worth of {:?} is given from {low} to {high}", issue.name),
            "a lowValue below the highValue",
            "mend the values",
        ));
    }
    let places = Places::of(source, numbers.at, issue)?;
    let mut worth = Vec::with_capacity(places.count());
    for place in 0..places.count() {
        let called = places.called(place);
        let Ok(number) = called.trim().parse::<f64>() else {
            return Err(source.refuse(
                numbers.at,
                format!("{called:?} of {:?} is no number", issue.name),
                "discreteutils for an issue of words",
                "give the worth of each value",
            ));
        };
        let inside = (low..=high).contains(&number);
        let line = low_worth + (number - low) * (high_worth - low_worth) / (high - low);
        worth.push(if inside { line } else { 0.0 });
    }
    Ok(table(worth, issue))
}

/// The outcome that a bid names. An issue that it leaves open is taken at its least worth, stated.
fn outcome(source: &mut Source, bid: &Node, space: &Space) -> Result<Outcome, Refused> {
    let values = bid.get("issuevalues").unwrap_or(bid);
    let mut chosen = Vec::with_capacity(space.issues.len());
    for (at, issue) in space.issues.iter().enumerate() {
        let value = source.need(values, &issue.name, "the value of the issue")?;
        let words = source.words(value, &format!("the value of {:?}", issue.name))?;
        chosen.push(space.value(at, words).map_err(|error| {
            source.refuse(value.at, error.to_string(), "a value of the domain", "mend the bid")
        })?);
    }
    Ok(Outcome(chosen))
}

/// Refuses a profile whose own domain is not the one beside it.
fn check_same(source: &Source, node: &Node, own: &Space, space: &Space) -> Result<(), Refused> {
    let differs = |what: String| {
        source.refuse(
            node.at,
            format!("the domain in the profile is not the one beside it: {what}"),
            format!("the issues and values of {:?}", space.name),
            "put the profile beside its own domain",
        )
    };
    for issue in &space.issues {
        match own.issues.iter().find(|other| other.name == issue.name) {
            None => return Err(differs(format!("it has no issue {:?}", issue.name))),
            Some(other) if !alike(&issue.values, &other.values) => {
                return Err(differs(format!("{:?} has {} there", issue.name, other.values)));
            }
            Some(_) => {}
        }
    }
    match own.issues.iter().find(|other| !space.issues.iter().any(|issue| issue.name == other.name)) {
        Some(more) => Err(differs(format!("it has the issue {:?}", more.name))),
        None => Ok(()),
    }
}

/// Whether values are the same, in whatever order.
fn alike(one: &Values, other: &Values) -> bool {
    match (one, other) {
        (Values::Options(one), Values::Options(other)) => {
            let set: std::collections::HashSet<_> = one.iter().collect();
            one.len() == other.len() && other.iter().all(|option| set.contains(option))
        }
        (one, other) => one == other,
    }
}
