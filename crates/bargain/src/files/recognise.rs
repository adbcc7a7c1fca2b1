//! What a file holds, by its content.

use super::source::{Refused, Source};
use super::tree::{Node, Value};
use super::xml::{self, Element};
use super::{geniusweb, json, negmas, own, yaml};
use serde::Serialize;
use std::fmt;

/// A format of scenarios.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// XML of GENIUS.
    Genius,
    /// JSON of GeniusWeb.
    GeniusWeb,
    /// YAML or JSON of NegMAS.
    NegMas,
    /// JSON of NegoLog.
    NegoLog,
    /// The project's own TOML.
    Own,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Genius => "GENIUS",
            Format::GeniusWeb => "GeniusWeb",
            Format::NegMas => "NegMAS",
            Format::NegoLog => "NegoLog",
            Format::Own => "onetext",
        })
    }
}

/// What a file holds.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// A `<negotiation_template>` of GENIUS.
    GeniusDomain(Element),
    /// A `<utility_space>` of GENIUS.
    GeniusProfile(Element),
    /// A domain in a format that is read from a tree.
    Domain(Format, Node),
    /// A profile in such a format.
    Profile(Format, Node),
    /// A whole scenario in TOML.
    Scenario(Node),
    /// Nothing of a scenario; and why that is thought.
    Other(String),
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Content::GeniusDomain(_) => f.write_str("a domain of GENIUS"),
            Content::GeniusProfile(_) => f.write_str("a profile of GENIUS"),
            Content::Domain(format, _) => write!(f, "a domain of {format}"),
            Content::Profile(format, _) => write!(f, "a profile of {format}"),
            Content::Scenario(_) => f.write_str("a whole scenario"),
            Content::Other(why) => f.write_str(why),
        }
    }
}

/// What only files of scenarios have in them: one that cannot be read is refused, not passed over, where it has one of these.
const MARKS: [&str; 9] = [
    "<utility_space",
    "<negotiation_template",
    "issuesValues",
    "UtilitySpace\"",
    "issueWeights",
    "OutcomeSpace",
    "UtilityFunction",
    "[[issue]]",
    "[[party]]",
];

/// What the file holds.
///
/// # Errors
///
/// Where it is of one of the formats but cannot be read.
pub(crate) fn recognise(source: &mut Source) -> Result<Content, Refused> {
    let text = source.text().trim_start();
    let marked = MARKS.iter().any(|mark| text.contains(mark));
    if text.is_empty() {
        return Ok(Content::Other("an empty file".into()));
    }
    let toml = || text.lines().any(|line| ["[[issue]]", "[[party]]"].contains(&line.trim()));
    let tree = if text.starts_with('<') {
        if !marked {
            return Ok(Content::Other("XML, but neither a domain nor a profile of GENIUS".into()));
        }
        let root = xml::read(source)?;
        return Ok(match root.name.as_str() {
            "negotiation_template" => Content::GeniusDomain(root),
            "utility_space" => Content::GeniusProfile(root),
            other => {
                Content::Other(format!("XML, but <{other}> is neither a domain nor a profile of GENIUS"))
            }
        });
    } else if toml() {
        return own::read_toml(source).map(Content::Scenario);
    } else if text.starts_with('{') {
        json::read(source)
    } else {
        yaml::read(source)
    };
    match tree {
        Ok(tree) => Ok(of_tree(tree)),
        Err(refused) if marked => Err(refused),
        Err(refused) => Ok(Content::Other(format!("in no format of scenarios ({})", refused.message))),
    }
}

/// What a tree holds, by its keys and types.
fn of_tree(tree: Node) -> Content {
    if !matches!(tree.value, Value::Table(_)) {
        return Content::Other("in no format of scenarios".into());
    }
    if tree.get("issuesValues").is_some() {
        Content::Domain(Format::GeniusWeb, tree)
    } else if tree.get(geniusweb::ADDITIVE).is_some() || other_utility_space(&tree) {
        Content::Profile(Format::GeniusWeb, tree)
    } else if negmas::is_domain(&tree) {
        Content::Domain(Format::NegMas, tree)
    } else if negmas::is_profile(&tree) {
        Content::Profile(Format::NegMas, tree)
    } else if tree.get("issueWeights").is_some() && tree.get("issues").is_some() {
        Content::Profile(Format::NegoLog, tree)
    } else {
        Content::Other("neither a domain nor a profile".into())
    }
}

/// Whether a table holds one utility space of GeniusWeb, of whatever kind.
fn other_utility_space(tree: &Node) -> bool {
    match &tree.value {
        Value::Table(entries) => match entries.as_slice() {
            [(key, Node { value: Value::Table(_), .. })] => {
                key.words().is_some_and(|words| words.ends_with("UtilitySpace"))
            }
            _ => false,
        },
        _ => false,
    }
}
