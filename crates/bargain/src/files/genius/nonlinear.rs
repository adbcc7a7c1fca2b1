//! Nonlinear profiles: sums, least and greatest of hyper-rectangles, nested.

use super::{Domain, number, whole};
use crate::files::source::{Refused, Source};
use crate::files::xml::Element;
use crate::space::Values;
use crate::utility::{Aggregate, Bound, HyperRectangle, Nested, Pays, Take, Utility};

pub(super) fn read(source: &mut Source, root: &Element, domain: &Domain) -> Result<Utility, Refused> {
    let utility = root
        .first("utility")
        .or_else(|| root.named("objective").find_map(|objective| objective.first("utility")))
        .ok_or_else(|| {
            source.refuse(
                root.at,
                "a nonlinear profile without <utility>",
                "<utility maxutility=\"…\"> in the objective",
                "add it, or take type=\"nonlinear\" away if the profile is linear",
            )
        })?;
    let greatest = number(source, utility, "maxutility")?;
    if greatest <= 0.0 {
        return Err(source.refuse(
            utility.at,
            format!("maxutility is {greatest}, and utilities are divided by it"),
            "a number above 0",
            "give the greatest utility that an outcome can have",
        ));
    }
    let mut functions = utility.named("ufun");
    let first = functions.next().ok_or_else(|| {
        source.refuse(utility.at, "<utility> without <ufun>", "<ufun aggregation=\"sum\">", "add it")
    })?;
    if let Some(second) = functions.next() {
        let at = second.at;
        source.repaired(at, "a second <ufun> in <utility>: only the first counts, as in GENIUS");
    }
    if first.attribute("weight").is_some_and(|weight| super::real(weight) != Some(1.0)) {
        source.repaired(first.at, "the weight of the outermost <ufun> counts for nothing, as in GENIUS");
    }
    let whole = Aggregate { weight: 1.0, ..aggregate(source, first, domain)? };
    Ok(Utility::Nested(Nested { whole, divisor: greatest, at_most: Some(1.0) }))
}

fn aggregate(source: &mut Source, element: &Element, domain: &Domain) -> Result<Aggregate, Refused> {
    let take = match element.attribute("aggregation").map(str::to_ascii_lowercase).as_deref() {
        Some("sum") => Take::Sum,
        Some("min") => Take::Least,
        Some("max") => Take::Greatest,
        None => {
            source
                .repaired(element.at, "<ufun> does not say how its parts are put together: they were added");
            Take::Sum
        }
        Some(other) => {
            return Err(source.refuse(
                element.at,
                format!("<ufun> puts its parts together by {other:?}"),
                "sum, min or max",
                "use one of these",
            ));
        }
    };
    let weight = match element.attribute("weight") {
        Some(_) => number(source, element, "weight")?,
        None => 1.0,
    };
    let mut rectangles = Vec::new();
    for rectangle in element.named("hyperRectangle") {
        rectangles.push(hyper_rectangle(source, rectangle, domain)?);
    }
    let mut parts = Vec::new();
    for part in element.named("ufun") {
        parts.push(aggregate(source, part, domain)?);
    }
    if rectangles.is_empty() && parts.is_empty() && take == Take::Sum {
        source.repaired(element.at, "<ufun> with nothing in it: it counts as 0, as in GENIUS");
    } else if rectangles.is_empty() && parts.is_empty() {
        return Err(source.refuse(
            element.at,
            "<ufun> with nothing in it",
            "a <hyperRectangle> or another <ufun> in it",
            "add one, or take it away",
        ));
    }
    Ok(Aggregate { take, weight, rectangles, parts })
}

fn hyper_rectangle(
    source: &mut Source,
    element: &Element,
    domain: &Domain,
) -> Result<HyperRectangle, Refused> {
    let excludes = element.first("EXCLUDES").is_some();
    if excludes && let Some(includes) = element.first("INCLUDES") {
        source.repaired(includes.at, "<INCLUDES> beside <EXCLUDES>: only the latter count, as in GENIUS");
    }
    let mut bounds = Vec::new();
    for bound in element.named(if excludes { "EXCLUDES" } else { "INCLUDES" }) {
        let index = whole(source, bound, "index")?;
        let issue = domain.place(index).ok_or_else(|| {
            source.refuse(
                bound.at,
                format!("the domain {:?} has no issue with index {index}", domain.space.name),
                "a profile for this domain",
                "put it beside its own domain",
            )
        })?;
        if !matches!(domain.space.issues[issue].values, Values::Integers { .. }) {
            return Err(source.refuse(
                bound.at,
                format!("a bound on {:?}, which is not of whole numbers", domain.space.issues[issue].name),
                "an issue of type integer: GENIUS bounds no other",
                "use the domain that the profile was made for",
            ));
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "bounds of issues are far below what f64 counts exactly"
        )]
        let (low, high) = (whole(source, bound, "min")? as f64, whole(source, bound, "max")? as f64);
        bounds.push(Bound { issue, low, high });
    }
    let weight = match element.attribute("weight") {
        Some(_) => number(source, element, "weight")?,
        None => 1.0,
    };
    let pays = if excludes { Pays::Outside } else { Pays::Inside };
    Ok(HyperRectangle { worth: number(source, element, "utility")?, weight, pays, bounds })
}
