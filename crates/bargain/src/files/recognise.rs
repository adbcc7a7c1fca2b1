//! What a file holds, by its content.

use super::source::{Refused, Source};
use super::xml::{self, Element};
use serde::Serialize;
use std::fmt;

/// A format of scenarios.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// XML of GENIUS.
    Genius,
}

/// What a file holds.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// A `<negotiation_template>`.
    GeniusDomain(Element),
    /// A `<utility_space>`.
    GeniusProfile(Element),
    /// Nothing of a scenario; and why that is thought.
    Other(String),
}

impl Content {
    /// The format that it is in.
    pub(crate) fn format(&self) -> Format {
        Format::Genius
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Content::GeniusDomain(_) => "a domain of GENIUS",
            Content::GeniusProfile(_) => "a profile of GENIUS",
            Content::Other(why) => why,
        })
    }
}

/// What the file holds.
///
/// # Errors
///
/// Where it is of one of the formats but cannot be read.
pub(crate) fn recognise(source: &mut Source) -> Result<Content, Refused> {
    let text = source.text().trim_start();
    if text.starts_with('<') {
        if !["negotiation_template", "utility_space"].iter().any(|root| text.contains(&format!("<{root}"))) {
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
    }
    Ok(Content::Other("in no format of scenarios".into()))
}
