//! Linear profiles: `utility_space > objective`, with a weight and an evaluator for each issue.
//!
//! u = min(1, Σ wᵢ·eᵢ). Weights are not made to sum to one. The evaluation of a discrete value is divided by the greatest
//! that the *file* gives for its issue, values that the domain does not have included.

use super::domain::bounds;
use super::{Domain, Kind, number, required, whole};
use crate::files::source::{Refused, Source};
use crate::files::weighted::tell_sum;
use crate::files::xml::Element;
use crate::space::{Issue, Values};
use crate::utility::{Additive, Evaluator, Term, Utility};
use std::collections::{HashMap, HashSet};

/// Below this, GENIUS takes the greatest evaluation of an issue for nothing.
const NOTHING: f64 = 0.000_01;

/// An issue in the profile with the weight that stands beside it.
struct Weighed<'a> {
    element: &'a Element,
    weight: Option<f64>,
}

pub(super) fn read(source: &mut Source, root: &Element, domain: &Domain) -> Result<Utility, Refused> {
    let mut issues = HashMap::new();
    level(source, root, &mut issues)?;
    if issues.is_empty() {
        return Err(source.refuse(
            root.at,
            "the profile says nothing of any issue",
            "an <issue> and a <weight> for each issue of the domain",
            "add them, or take the file away",
        ));
    }
    check_domain(source, root, domain, &issues)?;
    let mut terms = Vec::with_capacity(domain.indices.len());
    for (&index, issue) in domain.indices.iter().zip(&domain.space.issues) {
        let Some(Weighed { element, weight }) = issues.get(&index) else {
            return Err(source.refuse(
                root.at,
                format!("the profile says nothing of {:?}, the issue with index {index}", issue.name),
                "an <issue> and a <weight> for each issue of the domain",
                "add them, or use the domain that the profile was made for",
            ));
        };
        let Some(weight) = *weight else {
            return Err(source.refuse(
                element.at,
                format!("no weight is given for {:?}, the issue with index {index}", issue.name),
                format!("<weight index=\"{index}\" value=\"…\"/> beside the issue"),
                "add it",
            ));
        };
        terms.push(Term { weight, evaluator: evaluator(source, element, issue)? });
    }
    tell_sum(source, root.at, &terms, ", as in GENIUS");
    Ok(Utility::Additive(Additive { terms, bias: 0.0, at_most: Some(1.0) }))
}

/// The issues of one level with their weights, and those of the objectives in it.
fn level<'a>(
    source: &mut Source,
    element: &'a Element,
    issues: &mut HashMap<i64, Weighed<'a>>,
) -> Result<(), Refused> {
    let mut weights = HashMap::new();
    for weight in element.named("weight") {
        let index = whole(source, weight, "index")?;
        if weights.insert(index, number(source, weight, "value")?).is_some() {
            source.repaired(
                weight.at,
                format!("a second weight for the issue with index {index}: the last counts, as in GENIUS"),
            );
        }
    }
    for issue in element.named("issue") {
        let index = whole(source, issue, "index")?;
        let weighed = Weighed { element: issue, weight: weights.get(&index).copied() };
        if issues.insert(index, weighed).is_some() {
            source.repaired(
                issue.at,
                format!("a second issue with index {index}: the last counts, as in GENIUS"),
            );
        }
    }
    for objective in element.named("objective") {
        level(source, objective, issues)?;
    }
    Ok(())
}

/// Refuses a profile for another domain; states where one only calls issues by other names, or has more of them.
fn check_domain(
    source: &mut Source,
    root: &Element,
    domain: &Domain,
    issues: &HashMap<i64, Weighed<'_>>,
) -> Result<(), Refused> {
    let mut alike = 0;
    let mut renamed = Vec::new();
    for (&index, Weighed { element, .. }) in issues {
        let Some(place) = domain.place(index) else {
            renamed
                .push((element.at, format!("the domain has no issue with index {index}: it was left out")));
            continue;
        };
        let issue = &domain.space.issues[place];
        let name = element.attribute("name").unwrap_or_default();
        if name.is_empty() || name == issue.name {
            alike += 1;
            continue;
        }
        if shares_values(element, issue) {
            alike += 1;
        }
        renamed.push((
            element.at,
            format!(
                "the issue with index {index} is called {name:?} here and {:?} in the domain: it was taken by its index, as in GENIUS",
                issue.name
            ),
        ));
    }
    if alike == 0 {
        return Err(source.refuse(
            root.at,
            format!("no issue of the profile is one of the domain {:?}", domain.space.name),
            "a profile for this domain",
            "put it beside its own domain",
        ));
    }
    renamed.sort();
    for (at, what) in renamed {
        source.repaired(at, what);
    }
    Ok(())
}

fn shares_values(element: &Element, issue: &Issue) -> bool {
    let Values::Options(options) = &issue.values else { return false };
    let known: HashSet<&str> = options.iter().map(String::as_str).collect();
    element.named("item").filter_map(|item| item.attribute("value")).any(|value| known.contains(value))
}

fn evaluator(source: &mut Source, element: &Element, issue: &Issue) -> Result<Evaluator, Refused> {
    let kind = match element.attribute("type") {
        // Without one GENIUS takes the issue for discrete; where the domain has numbers, it cannot have been meant.
        None if element.first("evaluator").is_some() && element.first("item").is_none() => {
            source.repaired(element.at, "the issue has no type here: it was given that of the domain");
            match issue.values {
                Values::Options(_) => Kind::Discrete,
                Values::Integers { .. } => Kind::Integer,
                Values::Reals { .. } | Values::Grid { .. } => Kind::Real,
            }
        }
        _ => Kind::of(source, element)?,
    };
    match (&issue.values, kind) {
        (Values::Options(options), Kind::Discrete) => discrete(source, element, issue, options),
        (Values::Integers { low, .. }, Kind::Integer) => integer(source, element, issue, *low),
        (Values::Reals { .. }, Kind::Real) => of_real(source, element, issue),
        (values, _) => Err(source.refuse(
            element.at,
            format!("{:?} is of another type here than in the domain, where it has {values}", issue.name),
            "the same type in both",
            "give it the type of the domain, or use the domain that the profile was made for",
        )),
    }
}

fn discrete(
    source: &mut Source,
    element: &Element,
    issue: &Issue,
    options: &[String],
) -> Result<Evaluator, Refused> {
    let known: HashSet<&str> = options.iter().map(String::as_str).collect();
    let mut given: HashMap<&str, f64> = HashMap::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for item in element.named("item") {
        let value = required(source, item, "value")?;
        places.insert(value, item.at);
        let evaluation = match item.attribute("evaluation") {
            None | Some("null") => continue,
            Some(_) => number(source, item, "evaluation")?,
        };
        if evaluation < 0.0 {
            source.repaired(
                item.at,
                format!(
                    "the evaluation of {value:?} is {evaluation}, less than nothing: it is kept, as in GENIUS"
                ),
            );
        }
        if given.insert(value, evaluation).is_some() {
            source.repaired(item.at, format!("{value:?} is evaluated twice: the last counts, as in GENIUS"));
        }
        if !known.contains(value) {
            source.repaired(
                item.at,
                format!("the domain gives {:?} no value {value:?}: it cannot be chosen, and its evaluation counts only towards the greatest", issue.name),
            );
        }
    }
    let Some(greatest) = given.values().copied().reduce(f64::max) else {
        return Err(source.refuse(
            element.at,
            format!("no value of {:?} has an evaluation", issue.name),
            "evaluation=\"…\" on each <item>",
            "add the evaluations, or take the file away",
        ));
    };
    if greatest < NOTHING {
        source.repaired(
            element.at,
            format!("no value of {:?} is evaluated above nothing: all count as 0, as in GENIUS", issue.name),
        );
    }
    let mut table = Vec::with_capacity(options.len());
    for option in options {
        let evaluation = given.get(option.as_str()).copied().unwrap_or_else(|| {
            let at = places.get(option.as_str()).copied().unwrap_or(element.at);
            source.repaired(at, format!("{option:?} of {:?} has no evaluation: it counts as 0", issue.name));
            0.0
        });
        table.push(if greatest < NOTHING { 0.0 } else { evaluation / greatest });
    }
    Ok(Evaluator::Table(table))
}

fn integer(source: &mut Source, element: &Element, issue: &Issue, low: i64) -> Result<Evaluator, Refused> {
    let from = match bounds(element).attribute("lowerbound") {
        Some(_) => whole(source, bounds(element), "lowerbound")?,
        None => {
            source.repaired(
                element.at,
                format!("{:?} has no lower bound here: that of the domain, {low}, was taken", issue.name),
            );
            low
        }
    };
    if from != low {
        source.repaired(
            element.at,
            format!(
                "{:?} begins at {from} here and at {low} in the domain: evaluations are counted from {from}, as in GENIUS",
                issue.name
            ),
        );
    }
    let Some(evaluator) = element.first("evaluator") else {
        source
            .repaired(element.at, format!("{:?} has no evaluator: it counts as 0, as in GENIUS", issue.name));
        return Ok(Evaluator::Constant(0.0));
    };
    #[expect(clippy::cast_precision_loss, reason = "bounds of issues are far below what f64 counts exactly")]
    Ok(Evaluator::Linear {
        slope: number(source, evaluator, "slope")?,
        from: from as f64,
        offset: number(source, evaluator, "offset")?,
        held: true,
    })
}

fn of_real(source: &mut Source, element: &Element, issue: &Issue) -> Result<Evaluator, Refused> {
    let Some(evaluator) = element.first("evaluator") else {
        return Err(source.refuse(
            element.at,
            format!("{:?} has no evaluator", issue.name),
            "<evaluator ftype=\"linear\" parameter0=\"…\" parameter1=\"…\"/>",
            "add it",
        ));
    };
    match required(source, evaluator, "ftype")?.to_ascii_lowercase().as_str() {
        "linear" => Ok(Evaluator::Linear {
            slope: number(source, evaluator, "parameter1")?,
            from: 0.0,
            offset: number(source, evaluator, "parameter0")?,
            held: true,
        }),
        "constant" => Ok(Evaluator::Constant(number(source, evaluator, "parameter0")?)),
        "triangular" => Ok(Evaluator::Triangular {
            low: number(source, evaluator, "parameter0")?,
            high: number(source, evaluator, "parameter1")?,
            top: number(source, evaluator, "parameter2")?,
        }),
        other => Err(source.refuse(
            evaluator.at,
            format!("an evaluator of type {other:?}"),
            "linear, constant or triangular",
            "GENIUS knows no other for real numbers: use one of these",
        )),
    }
}
