//! NegoLog: profiles in JSON. There is no file of the domain: it is what the profiles evaluate.

use super::evaluators::given;
use super::source::{MOST_ISSUES, Refused, Source};
use super::tree::{Node, Value};
use super::weighted;
use crate::space::{Issue, Space, Values};
use crate::utility::{Additive, Profile, Utility};

/// The space of the issues and values that a profile evaluates, in its order.
///
/// # Errors
///
/// Where they make none.
pub(crate) fn domain_of(source: &Source, root: &Node, name: &str) -> Result<Space, Refused> {
    let given = source.need(root, "issues", "a table of issues")?;
    let entries = source.table(given, "issues")?;
    source.at_most(given.at, entries.len(), MOST_ISSUES, "issues")?;
    let mut issues = Vec::new();
    for (key, values) in entries {
        let name = source.words(key, "the name of an issue")?.to_owned();
        let options = source
            .table(values, &format!("the values of {name:?}"))?
            .iter()
            .map(|(key, _)| source.words(key, "a value").map(str::to_owned))
            .collect::<Result<_, _>>()?;
        issues.push(Issue { name, values: Values::Options(options) });
    }
    Space::new(name, issues).map_err(|error| {
        source.refuse(given.at, error.to_string(), "issues with values of their own", "mend the profile")
    })
}

/// The profile of a party: u = Σ wᵢ·uᵢ.
///
/// # Errors
///
/// Where it is of another domain, or leaves a weight out.
pub(crate) fn read_profile(
    source: &mut Source,
    root: &Node,
    space: &Space,
    name: &str,
) -> Result<Profile, Refused> {
    let weights = source.need(root, "issueWeights", "a table of issues and their weights")?;
    let issues = source.need(root, "issues", "a table of issues and what their values are worth")?;
    let (given_issues, given_weights) =
        (source.table(issues, "issues")?, source.table(weights, "issueWeights")?);
    source.at_most(issues.at, given_issues.len().max(given_weights.len()), MOST_ISSUES, "issues")?;
    for (key, _) in given_issues.iter().chain(given_weights) {
        if !weighted::is_issue(space, key) {
            return Err(source.refuse(
                key.at,
                format!(
                    "{:?} is an issue here and not in the other profile",
                    key.words().unwrap_or_default()
                ),
                "profiles for the same issues",
                "put each profile beside those of its own domain",
            ));
        }
    }
    let terms = weighted::terms(source, weights, issues, space, given)?;
    let reservation = match root.get("reservationValue").filter(|node| node.value != Value::Null) {
        Some(node) => {
            let reservation = source.number_or_nothing(node, "reservationValue")?;
            if !(0.0..=1.0).contains(&reservation) {
                source.repaired(
                    node.at,
                    format!("a reservation value of {reservation} is outside 0 to 1: it is kept"),
                );
            }
            Some(reservation)
        }
        None => None,
    };
    let utility = Utility::Additive(Additive { terms, bias: 0.0, at_most: None });
    Ok(Profile { name: name.to_owned(), utility, reservation, discount: 1.0 })
}
