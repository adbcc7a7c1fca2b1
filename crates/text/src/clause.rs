//! What a draft consists of: clauses in document order, forming a tree by nesting.

use serde::{Deserialize, Serialize};

use crate::span::Span;
use crate::words::WordsHash;

/// What kind of unit a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClauseKind {
    /// A title: `## Article 3`. Level 1 is the highest.
    Heading(u8),
    /// A preambular or otherwise unnumbered paragraph.
    Paragraph,
    /// A numbered paragraph or lettered sub-paragraph.
    Item,
    /// One block of words among several for the same place: `Option 1: …`.
    Option,
    /// A paragraph that fixes the meaning of a term.
    Definition,
    /// A row of a table.
    Row,
}

impl ClauseKind {
    /// Its name in JSON: `heading`, `paragraph`, `item`, `option`, `definition` or `row`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Heading(_) => "heading",
            Self::Paragraph => "paragraph",
            Self::Item => "item",
            Self::Option => "option",
            Self::Definition => "definition",
            Self::Row => "row",
        }
    }
}

/// Position of a clause in its draft, in document order, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClauseIndex(pub u32);

/// The smallest numbered or paragraphed unit of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Unique in its draft, made from labels on the way down to it: `article-3.2.a`; where there is no label,
    /// from its position among its unlabelled siblings: `preamble.p4`.
    pub id: String,
    /// What kind of unit it is.
    pub kind: ClauseKind,
    /// The label as printed, without the punctuation that sets it off where that is not part of it:
    /// `2`, `(a)`, `3bis`, `Option 1`, `Article 3`; empty when there is none.
    pub label: String,
    /// Labels of the clauses above it and its own, for people: `Article 3, 2, (a)`.
    pub path: String,
    /// The clause that it stands under, if any.
    pub parent: Option<ClauseIndex>,
    /// 1-based line of its first character.
    pub line: u32,
    /// All of its own text with its label, without its children.
    pub span: Span,
    /// Its own text without label, and without the white space around it.
    pub body: Span,
    /// Its own exact words, without those of its children.
    pub words: WordsHash,
    /// How many open points start in its own text.
    pub open_points: u32,
    /// Whether some of its own text stands inside an open point that begins in another clause: a bracket that opens
    /// there and closes here or further on. Whether its words stand is decided there, whatever its own points say.
    pub bracketed: bool,
}
