//! Domains: `negotiation_template > utility_space > objective > issue`.

use super::{Domain, Kind, number, required, whole};
use crate::files::source::{MOST_ISSUES, Refused, Source};
use crate::files::xml::Element;
use crate::space::{Issue, Space, Values};
use std::collections::HashSet;

/// The domain that a `<negotiation_template>` describes.
///
/// # Errors
///
/// Where its issues make no space.
pub(crate) fn read(source: &mut Source, root: &Element, name: &str) -> Result<Domain, Refused> {
    let space = root.first("utility_space").unwrap_or(root);
    let mut elements = Vec::new();
    collect(space, &mut elements);
    if let Some(given) = space.attribute("number_of_issues")
        && given.trim().parse() != Ok(elements.len())
    {
        source.repaired(
            space.at,
            format!("number_of_issues is {given:?}, and there are {}: they were counted", elements.len()),
        );
    }
    source.at_most(space.at, elements.len(), MOST_ISSUES, "issues")?;
    let mut issues = Vec::with_capacity(elements.len());
    for element in &elements {
        let index = whole(source, element, "index")?;
        issues.push((index, *element, issue(source, element, index)?));
    }
    issues.sort_by_key(|(index, _, _)| *index);
    if let Some([(index, _, _), (_, second, _)]) =
        issues.windows(2).find(|pair| pair[0].0 == pair[1].0).and_then(|pair| pair.first_chunk::<2>())
    {
        return Err(source.refuse(
            second.at,
            format!("two issues have the index {index}"),
            "an index that no other issue has: profiles name issues by it",
            "give one of them another index, here and in the profiles",
        ));
    }
    let mut names = HashSet::new();
    for (index, element, issue) in &mut issues {
        while !names.insert(issue.name.clone()) {
            let other = format!("{} ({index})", issue.name);
            source.repaired(
                element.at,
                format!("another issue is called {:?}, too: this one is called {other:?}", issue.name),
            );
            issue.name = other;
        }
    }
    let title = space
        .first("objective")
        .and_then(|objective| objective.attribute("name"))
        .filter(|title| !title.is_empty())
        .unwrap_or(name)
        .to_owned();
    let (indices, places): (Vec<_>, Vec<_>) =
        issues.iter().map(|(index, element, _)| (*index, element.at)).unzip();
    let first = places.first().copied().unwrap_or(space.at);
    let space =
        Space::new(title, issues.into_iter().map(|(_, _, issue)| issue).collect()).map_err(|error| {
            source.refuse(
                first,
                error.to_string(),
                "issues with names and values of their own",
                "mend the domain",
            )
        })?;
    Ok(Domain { space, indices })
}

/// The issues of an element, those in nested objectives included.
fn collect<'a>(element: &'a Element, issues: &mut Vec<&'a Element>) {
    for child in &element.children {
        match child.name.as_str() {
            "issue" => issues.push(child),
            "objective" => collect(child, issues),
            _ => {}
        }
    }
}

fn issue(source: &mut Source, element: &Element, index: i64) -> Result<Issue, Refused> {
    let name = match element.attribute("name") {
        Some(name) => name.to_owned(),
        None => {
            let name = format!("issue {index}");
            source.repaired(element.at, format!("an issue without a name: it is called {name:?}"));
            name
        }
    };
    let values = match Kind::of(source, element)? {
        Kind::Discrete => Values::Options(options(source, element, &name)?),
        Kind::Integer => {
            let bounds = bounds(element);
            let (low, high) = (whole(source, bounds, "lowerbound")?, whole(source, bounds, "upperbound")?);
            check_range(source, element, &name, &low, &high, low <= high)?;
            Values::Integers { low, high }
        }
        Kind::Real => {
            let bounds = bounds(element);
            let (low, high) = (number(source, bounds, "lowerbound")?, number(source, bounds, "upperbound")?);
            check_range(source, element, &name, &low, &high, low <= high)?;
            Values::Reals { low, high }
        }
    };
    Ok(Issue { name, values })
}

fn options(source: &mut Source, element: &Element, name: &str) -> Result<Vec<String>, Refused> {
    let mut options = Vec::new();
    let mut seen = HashSet::new();
    for item in element.named("item") {
        let value = required(source, item, "value")?;
        if seen.insert(value) {
            options.push(value.to_owned());
        } else {
            source
                .repaired(item.at, format!("the value {value:?} of {name:?} is there twice: once was taken"));
        }
    }
    if options.is_empty() {
        return Err(source.refuse(
            element.at,
            format!("the issue {name:?} has no value"),
            "at least one <item index=\"1\" value=\"…\"/>",
            "give it its values, or leave the issue out here and in the profiles",
        ));
    }
    Ok(options)
}

/// The element that gives the bounds of an issue of numbers: itself, or the `<range>` in it.
pub(super) fn bounds(issue: &Element) -> &Element {
    if issue.attribute("lowerbound").is_some() { issue } else { issue.first("range").unwrap_or(issue) }
}

fn check_range(
    source: &Source,
    element: &Element,
    name: &str,
    low: &dyn std::fmt::Display,
    high: &dyn std::fmt::Display,
    right: bool,
) -> Result<(), Refused> {
    if right {
        return Ok(());
    }
    Err(source.refuse(
        element.at,
        format!("the issue {name:?} runs from {low} to {high}"),
        "a lower bound that is not above the upper one",
        "exchange the bounds, or mend them",
    ))
}
