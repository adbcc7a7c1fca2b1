//! GENIUS: domains and profiles in XML, evaluated as GENIUS 10.4 does.
//!
//! A domain and its profiles belong together by the *index* of each issue; GENIUS does not look at the names in a profile, so
//! where they differ that is stated. Values of discrete issues belong together by their words.

mod additive;
mod as_negmas;
mod domain;
mod nonlinear;

use super::open::Reading;
use super::source::{Refused, Source};
use super::xml::Element;
use crate::space::Space;
use crate::utility::Profile;

pub(crate) use domain::read as read_domain;

/// A space, and the index by which GENIUS knows each issue.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Domain {
    /// The space, its issues in the order of their indices.
    pub(crate) space: Space,
    /// By place of the issue, ascending.
    pub(crate) indices: Vec<i64>,
}

impl Domain {
    /// The place of the issue with this index.
    fn place(&self, index: i64) -> Option<usize> {
        self.indices.binary_search(&index).ok()
    }
}

/// The profile that a `<utility_space>` describes.
///
/// # Errors
///
/// Where it cannot be read as GENIUS does, or belongs to another domain.
pub(crate) fn read_profile(
    source: &mut Source,
    root: &Element,
    domain: &Domain,
    name: &str,
    reading: Reading,
) -> Result<Profile, Refused> {
    let kind = root.attribute("type").unwrap_or_default();
    let utility = match kind {
        _ if reading == Reading::NegMas => as_negmas::read(source, root, domain)?,
        "nonlinear" => nonlinear::read(source, root, domain)?,
        "constraint" => {
            return Err(source.refuse(
                root.at,
                "this is a constraint utility space, in which rules set outcomes to nothing",
                "a linear or a nonlinear utility space",
                "take the file away, or write what it says as a scenario in TOML",
            ));
        }
        _ => {
            if kind == "UNCERTAIN" {
                source.repaired(
                    root.at,
                    "how uncertain the negotiator is was left out: its preferences are read as if it knew them",
                );
            }
            additive::read(source, root, domain)?
        }
    };
    let reservation = match stated(source, root, "reservation")? {
        Some((reservation, at)) => {
            if !(0.0..=1.0).contains(&reservation) {
                source.repaired(
                    at,
                    format!(
                        "a reservation value of {reservation} is outside 0 to 1: it is kept, as in GENIUS"
                    ),
                );
            }
            reservation
        }
        None => 0.0,
    };
    let discount = match stated(source, root, "discount_factor")? {
        Some((discount, at)) if reading == Reading::NegMas && discount > 0.0 && discount < 1.0 => {
            source.repaired(
                at,
                format!(
                    "NegMAS takes the discount of {discount} for each round; here it is for the whole time"
                ),
            );
            discount
        }
        Some((discount, at)) if discount <= 0.0 || discount > 1.0 => {
            source.repaired(
                at,
                format!(
                    "a discount factor of {discount} is not above 0 and up to 1: it counts as 1, as in GENIUS"
                ),
            );
            1.0
        }
        found => found.map_or(1.0, |(discount, _)| discount),
    };
    Ok(Profile { name: name.to_owned(), utility, reservation: Some(reservation), discount })
}

/// The `value` of the element of this name, in the root or, where it was put there, in the objective; and where it stands.
fn stated(source: &mut Source, root: &Element, name: &str) -> Result<Option<(f64, usize)>, Refused> {
    let found = root.first(name).or_else(|| root.named("objective").find_map(|inner| inner.first(name)));
    let Some(element) = found else { return Ok(None) };
    let value = element.attribute("value").unwrap_or_default();
    if value.trim().is_empty() || value == "null" {
        source.repaired(element.at, format!("<{name}> gives no value: it counts as left out, as in GENIUS"));
        return Ok(None);
    }
    number(source, element, "value").map(|number| Some((number, element.at)))
}

/// The number that an attribute gives, as Java reads one.
///
/// # Errors
///
/// Where there is none, or it is no finite number.
fn number(source: &Source, element: &Element, attribute: &str) -> Result<f64, Refused> {
    let given = required(source, element, attribute)?;
    match real(given) {
        Some(number) => Ok(number),
        None => Err(source.refuse(
            element.at,
            format!("{attribute}={given:?} of <{}> is not a finite number", element.name),
            "a number such as 0.25, with a point before the fraction",
            "write the number",
        )),
    }
}

/// The whole number that an attribute gives.
///
/// # Errors
///
/// Where there is none.
fn whole(source: &Source, element: &Element, attribute: &str) -> Result<i64, Refused> {
    let given = required(source, element, attribute)?;
    crate::space::whole(given).ok_or_else(|| {
        source.refuse(
            element.at,
            format!("{attribute}={given:?} of <{}> is not a whole number", element.name),
            "a whole number such as 3",
            "write the number",
        )
    })
}

/// What an attribute gives.
///
/// # Errors
///
/// Where it is not there.
fn required<'a>(source: &Source, element: &'a Element, attribute: &str) -> Result<&'a str, Refused> {
    element.attribute(attribute).ok_or_else(|| {
        source.refuse(
            element.at,
            format!("<{}> has no {attribute}", element.name),
            format!("{attribute}=\"…\""),
            "add it",
        )
    })
}

/// A finite number as Java writes one; it may end in `d` or `f`.
fn real(given: &str) -> Option<f64> {
    let given = given.trim();
    let digits = given.strip_suffix(['d', 'D', 'f', 'F']).unwrap_or(given);
    let ends_as_number = digits.ends_with(|c: char| c.is_ascii_digit() || c == '.');
    digits.parse().ok().filter(|number: &f64| number.is_finite() && ends_as_number)
}

/// What kind of values an issue has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Discrete,
    Integer,
    Real,
}

impl Kind {
    /// What an attribute calls it, as GENIUS reads that: in any case.
    fn named(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "discrete" => Some(Self::Discrete),
            "integer" => Some(Self::Integer),
            "real" => Some(Self::Real),
            _ => None,
        }
    }

    /// The kind of an `<issue>`: its `type`, and discrete without one. Old files give it by `vtype` or `etype` alone, which
    /// GENIUS passes over; what they mean is plain.
    fn of(source: &mut Source, issue: &Element) -> Result<Self, Refused> {
        if let Some(name) = issue.attribute("type") {
            return Self::named(name).ok_or_else(|| {
                source.refuse(
                    issue.at,
                    format!("an issue of type {name:?}"),
                    "discrete, integer or real",
                    "give it one of these types",
                )
            });
        }
        let other = ["vtype", "etype"].into_iter().find_map(|attribute| {
            let kind = issue.attribute(attribute).and_then(Self::named)?;
            Some((attribute, kind))
        });
        match other {
            Some((attribute, kind)) if kind != Self::Discrete => {
                source.repaired(
                    issue.at,
                    format!("the issue has no type, which would make it discrete: it was given that of its {attribute}"),
                );
                Ok(kind)
            }
            _ => Ok(Self::Discrete),
        }
    }
}
