//! The project's own format: one TOML file for a whole scenario (see `docs/scenario-format.md`).
//!
//! It says everything that the others say, and the rules between choices that they cannot say. It is read strictly: a key that
//! means nothing is refused, so that a slip of the pen never goes unnoticed.

mod party;
mod toml;

use super::source::{MOST_ISSUES, MOST_NAMED, Refused, Source};
use super::tree::{Node, Value};
use crate::scenario::Scenario;
use crate::space::{Issue, Rule, Space, Values};

pub(crate) use self::toml::read as read_toml;

/// The scenario that a file describes.
///
/// # Errors
///
/// Where something in it is not as the format has it.
pub(crate) fn read(source: &mut Source, root: &Node, name: &str) -> Result<Scenario, Refused> {
    only(source, root, "a scenario", &["name", "issue", "rule", "party"])?;
    let title = match root.get("name") {
        Some(title) => source.words(title, "the name")?.to_owned(),
        None => name.to_owned(),
    };
    let issues = source.need(root, "issue", "[[issue]] with a name and what it can be decided as")?;
    let given = source.list(issues, "issue")?;
    source.at_most(issues.at, given.len(), MOST_ISSUES, "issues")?;
    let mut listed = Vec::new();
    for node in given {
        listed.push(issue(source, node)?);
    }
    let space = Space::new(title.clone(), listed).map_err(|error| {
        source.refuse(
            issues.at,
            error.to_string(),
            "issues with names and values of their own",
            "mend the issues",
        )
    })?;
    let mut rules = Vec::new();
    source.at_most(root.at, all(source, root, "rule")?.len(), MOST_NAMED, "rules")?;
    for node in all(source, root, "rule")? {
        rules.extend(rule(source, node, &space)?);
    }
    let space = Space::with_rules(title, space.issues, rules).map_err(|error| {
        source.refuse(
            issues.at,
            error.to_string(),
            "rules about issues that can be counted",
            "mend the rules",
        )
    })?;
    let mut profiles = Vec::new();
    source.at_most(root.at, all(source, root, "party")?.len(), MOST_NAMED, "parties")?;
    for node in all(source, root, "party")? {
        let profile = party::read(source, node, &space)?;
        if profiles.iter().any(|other: &crate::utility::Profile| other.name == profile.name) {
            return Err(source.refuse(
                node.at,
                format!("two parties are called {:?}", profile.name),
                "names that tell parties apart",
                "give one of them another name",
            ));
        }
        profiles.push(profile);
    }
    if profiles.is_empty() {
        return Err(source.refuse(
            root.at,
            "there is no party",
            "[[party]] for each party",
            "add the parties",
        ));
    }
    Ok(Scenario { space, profiles })
}

/// The tables of a list that may be left out.
fn all<'a>(source: &Source, node: &'a Node, key: &str) -> Result<&'a [Node], Refused> {
    node.get(key).map_or(Ok(&[]), |list| source.list(list, key))
}

/// Refuses keys that mean nothing.
fn only(source: &Source, node: &Node, what: &str, keys: &[&str]) -> Result<(), Refused> {
    for (key, _) in source.table(node, what)? {
        if !key.words().is_some_and(|words| keys.contains(&words)) {
            return Err(source.refuse(
                key.at,
                format!("{:?} means nothing in {what}", key.words().unwrap_or_default()),
                keys.join(", "),
                "write one of these, or take it away",
            ));
        }
    }
    Ok(())
}

fn issue(source: &mut Source, node: &Node) -> Result<Issue, Refused> {
    only(source, node, "an issue", &["name", "options", "from", "to"])?;
    let name = source.words(source.need(node, "name", "a name")?, "the name of an issue")?.to_owned();
    let values = match (node.get("options"), node.get("from"), node.get("to")) {
        (Some(options), None, None) => {
            let mut listed = Vec::new();
            for option in source.list(options, &format!("the options of {name:?}"))? {
                listed.push(source.words(option, &format!("an option of {name:?}"))?.to_owned());
            }
            Values::Options(listed)
        }
        (None, Some(from), Some(to)) => match (source.whole(from, "from"), source.whole(to, "to")) {
            (Ok(low), Ok(high)) if is_whole(from) && is_whole(to) => Values::Integers { low, high },
            _ => Values::Reals { low: source.number(from, "from")?, high: source.number(to, "to")? },
        },
        _ => {
            return Err(source.refuse(
                node.at,
                format!("what {name:?} can be decided as is not plain"),
                "either options = […], or from = … and to = …",
                "give one of the two",
            ));
        }
    };
    // Checked by itself first, so that the place is that of the issue.
    Space::new("", vec![Issue { name: name.clone(), values: values.clone() }]).map_err(|error| {
        source.refuse(node.at, error.to_string(), "an issue with values that differ", "mend the issue")
    })?;
    Ok(Issue { name, values })
}

/// Whether a number is written without a fraction: 3 is whole, 3.0 real.
fn is_whole(node: &Node) -> bool {
    node.words().is_some_and(|words| words.parse::<i64>().is_ok())
}

/// One `[[rule]]`: `never_together = {…}`, or `if = {…}` with `needs = {…}`.
fn rule(source: &Source, node: &Node, space: &Space) -> Result<Vec<Rule>, Refused> {
    only(source, node, "a rule", &["never_together", "if", "needs"])?;
    match (node.get("never_together"), node.get("if"), node.get("needs")) {
        (Some(together), None, None) => {
            let parts = choices(source, together, space)?;
            Ok(vec![Rule::never_together(flat(&parts))])
        }
        (None, Some(condition), Some(needs)) => {
            let parts = choices(source, condition, space)?;
            let needed = choices(source, needs, space)?;
            if let Some((issue, _)) =
                needed.iter().find(|(issue, _)| parts.iter().any(|(other, _)| other == issue))
            {
                return Err(source.refuse(
                    needs.at,
                    format!("{:?} is both in the condition and in what it needs", space.issues[*issue].name),
                    "a need of other issues",
                    "say it by never_together instead",
                ));
            }
            Ok(needed
                .into_iter()
                .map(|(issue, places)| Rule::requires(flat(&parts), issue, places))
                .collect())
        }
        _ => Err(source.refuse(
            node.at,
            "a rule that says neither what is excluded nor what is needed",
            "never_together = {…}, or if = {…} and needs = {…}",
            "give one of the two",
        )),
    }
}

fn flat(parts: &[(usize, Vec<u32>)]) -> impl Iterator<Item = (usize, u32)> + '_ {
    parts.iter().flat_map(|(issue, places)| places.iter().map(move |place| (*issue, *place)))
}

/// The issues of a table with the places of the values named for each.
fn choices(source: &Source, node: &Node, space: &Space) -> Result<Vec<(usize, Vec<u32>)>, Refused> {
    let mut choices = Vec::new();
    for (key, values) in source.table(node, "choices")? {
        let issue = issue_named(source, key, space)?;
        let values = match &values.value {
            Value::List(values) => values.as_slice(),
            _ => std::slice::from_ref(values),
        };
        if values.is_empty() {
            return Err(source.refuse(
                key.at,
                format!("no value of {:?} is named", space.issues[issue].name),
                "a value, or a list of values",
                "name at least one, or leave the issue out",
            ));
        }
        let mut places = Vec::with_capacity(values.len());
        for value in values {
            places.push(place(source, value, space, issue)?);
        }
        choices.push((issue, places));
    }
    if choices.is_empty() {
        return Err(source.refuse(
            node.at,
            "no choice is named",
            "{ Issue = \"value\" }",
            "name at least one",
        ));
    }
    Ok(choices)
}

fn issue_named(source: &Source, key: &Node, space: &Space) -> Result<usize, Refused> {
    let words = source.words(key, "the name of an issue")?;
    space.issues.iter().position(|issue| issue.name == words).ok_or_else(|| {
        let names: Vec<_> = space.issues.iter().take(8).map(|issue| format!("{:?}", issue.name)).collect();
        source.refuse(
            key.at,
            format!("{words:?} is no issue"),
            names.join(", "),
            "write the name of an issue as it stands there",
        )
    })
}

/// A value of an issue, as words or a number.
fn value(source: &Source, node: &Node, space: &Space, issue: usize) -> Result<crate::space::Value, Refused> {
    let words = source.words(node, &format!("a value of {:?}", space.issues[issue].name))?;
    space.value(issue, words).map_err(|error| {
        source.refuse(node.at, error.to_string(), "a value of the issue", "write it as it stands there")
    })
}

/// The place of a value that can be counted.
fn place(source: &Source, node: &Node, space: &Space, issue: usize) -> Result<u32, Refused> {
    let place = match (value(source, node, space, issue)?, &space.issues[issue].values) {
        (crate::space::Value::Option(place), _) => Some(place),
        (crate::space::Value::Integer(whole), Values::Integers { low, .. }) => {
            u32::try_from(whole.abs_diff(*low)).ok()
        }
        _ => None,
    };
    place.ok_or_else(|| {
        source.refuse(
            node.at,
            format!("{:?} has values that cannot be counted", space.issues[issue].name),
            "options or whole numbers",
            "leave the issue out of the rule",
        )
    })
}
