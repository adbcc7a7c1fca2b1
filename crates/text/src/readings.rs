//! Readings: what was taken for what where the text alone does not settle it, and how a reader overrides it.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// What a mark in the text can be taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadAs {
    /// Words like any other: the marks are part of the text and decide nothing.
    Text,
    /// Brackets around words that are not agreed.
    Brackets,
    /// Words that may stand or fall by themselves.
    Optional,
    /// One of several wordings for the same place.
    Alternatives,
    /// A place that is reserved and unwritten.
    Placeholder,
    /// A Markdown link.
    Link,
    /// A reference to a footnote.
    Footnote,
    /// A Markdown checkbox.
    Checkbox,
    /// A clause that stands outside the option before it.
    Outside,
    /// The start of a clause of its own, of a line that could go on with the words before it.
    Item,
    /// A line that is a heading though nothing marks it as one.
    Heading,
}

/// A place, other than a bracket, where reading was a choice.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) span: Span,
    pub(crate) chosen: ReadAs,
    pub(crate) possible: ReadAs,
    pub(crate) why: &'static str,
}

/// One reading that involved a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// The place.
    pub span: Span,
    /// Its 1-based line.
    pub line: u32,
    /// Its 1-based column, in characters.
    pub column: u32,
    /// What it was taken for.
    pub chosen: ReadAs,
    /// What else it could be.
    pub possible: Vec<ReadAs>,
    /// Why it was chosen, as a sentence for people.
    pub why: &'static str,
}

/// What a reader says instead about the bracket, label or line that starts at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingOverride {
    /// 1-based line of the opening mark.
    pub line: u32,
    /// 1-based column of the opening mark, in characters.
    pub column: u32,
    /// What it is to be taken for. `optional` keeps it apart from its neighbours, `alternatives` joins it to the
    /// bracket before it in the same clause, whatever stands between. At the first character of a line, `item` has its
    /// label start a clause, `heading` makes the line a heading, and `text` has it go on with the words before it.
    #[serde(rename = "as")]
    pub read_as: ReadAs,
}

/// What the caller knows and the text does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReadingOptions {
    /// Names that attribute words: `[Upper Farm: words]`, `[words (Upper Farm)]`. Case is not looked at.
    pub names: Vec<String>,
    /// Readings to be had otherwise.
    pub overrides: Vec<ReadingOverride>,
}
