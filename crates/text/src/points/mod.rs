//! Open points: the places of a draft that are still to be decided.

mod attribution;
mod brackets;
mod options;
mod placeholders;
mod wording;

use std::collections::HashMap;

use serde::Serialize;

use crate::bracket::{Doubt, Pair};
use crate::clause::{Clause, ClauseIndex};
use crate::inline::{Mark, reader_words};
use crate::label::Family;
use crate::readings::ReadAs;
use crate::span::Span;
use crate::word::Map;
use wording::{is_blank, is_reserved};

use attribution::Attribution;
pub(crate) use attribution::name_key;
pub(crate) use options::around_options;
pub(crate) use wording::is_joiner;

/// Brackets nested deeper than this have no text of their own in [`Alternative::text`]; their span says where it is.
/// It keeps the size of the result in proportion to that of the draft.
pub const DEEPEST_TEXT: usize = 24;

/// What kind of decision an open point asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PointKind {
    /// Words that may stand or fall: `[shall]`.
    Optional,
    /// One of several wordings: `[shall][should]`, or option blocks.
    Alternatives,
    /// Reserved and unwritten: `[X]`, `###`, `{Placeholder …}`.
    Placeholder,
}

/// One wording for an open point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alternative {
    /// The words without the brackets around them; for an option block all of it behind its label.
    pub span: Span,
    /// The words as a person reads them, without attribution; empty for `No text`. For an option block they are those
    /// of all its paragraphs, so that it does not matter whether they begin behind the label or below it.
    pub text: String,
    /// The names that the draft attributes the words to, as the caller spelt them.
    pub attributed: Vec<String>,
    /// Where these names stand, with the marks that set them off: no part of the words.
    #[serde(skip)]
    pub attribution: Option<Span>,
}

/// A place that is still to be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenPoint {
    /// The clause in whose own text it starts; for option blocks the first of them.
    pub clause: ClauseIndex,
    /// From its first mark to behind its last.
    pub span: Span,
    /// 1-based line of its first character.
    pub line: u32,
    /// 1-based column of its first character, in characters.
    pub column: u32,
    /// What kind of decision it asks for.
    pub kind: PointKind,
    /// The wordings to choose from; one for words that may stand or fall, none for a placeholder.
    pub alternatives: Vec<Alternative>,
    /// The innermost open point that this one starts inside, by its place among the points.
    pub parent: Option<usize>,
    /// The option blocks, when it is made of these; else empty.
    pub blocks: Vec<ClauseIndex>,
}

/// Marks counted over a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct BracketCounts {
    /// Opening brackets, unmatched ones included.
    pub open: usize,
    /// Closing brackets, unmatched ones included.
    pub close: usize,
    /// Option blocks.
    pub options: usize,
    /// Placeholders, those among alternatives included: `[5][X]` holds one.
    pub placeholders: usize,
}

/// What points are made from.
pub(crate) struct Material<'a> {
    pub(crate) text: &'a str,
    pub(crate) clauses: &'a [Clause],
    pub(crate) marks: &'a [Mark],
    /// First mark of each clause, and one behind the last.
    pub(crate) offsets: &'a [usize],
    pub(crate) pairs: &'a [Pair],
    /// Which pairs only enclose an option; empty when none does.
    pub(crate) around: &'a [bool],
    pub(crate) options: &'a HashMap<u32, (u32, Family)>,
    pub(crate) names: &'a HashMap<String, String>,
    pub(crate) overrides: &'a HashMap<u32, ReadAs>,
    /// What of the text is a mark, where it is a projection of a Word document.
    pub(crate) word: Option<&'a Map>,
}

/// The points, how many placeholders and option blocks there are, and choices made.
pub(crate) struct Found {
    pub(crate) points: Vec<OpenPoint>,
    pub(crate) placeholders: usize,
    pub(crate) doubts: Vec<Doubt>,
}

/// What a pair of brackets holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Words,
    /// `[X]`, `[ ]`: can be one of several alternatives.
    Blank,
    /// `[Placeholder for …]`: always a place of its own.
    Reserved,
    /// `[or]`, `[and]`: joins its neighbours.
    Joiner,
}

/// Finds the open points of a draft, in order of their places.
pub(crate) fn find(material: &Material<'_>) -> Found {
    let mut found = Found { points: Vec::new(), placeholders: 0, doubts: Vec::new() };
    let holds: Vec<Holds> = material.pairs.iter().map(|pair| material.holds(pair)).collect();
    material.bracket_points(&holds, &mut found);
    material.loose_placeholders(&holds, &mut found);
    material.option_points(&mut found);
    found.points.sort_by_key(|point| (point.span.start, std::cmp::Reverse(point.span.end)));
    let mut around: Vec<usize> = Vec::new();
    for at in 0..found.points.len() {
        let start = found.points[at].span.start;
        while around.last().is_some_and(|&outer| found.points[outer].span.end <= start) {
            around.pop();
        }
        found.points[at].parent = around.last().copied();
        around.push(at);
    }
    found
}

impl Material<'_> {
    fn inside(&self, pair: &Pair) -> Span {
        Span::new(self.marks[pair.open].end, self.marks[pair.close].start)
    }

    fn words(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    fn holds(&self, pair: &Pair) -> Holds {
        match self.overrides.get(&self.marks[pair.open].start) {
            Some(ReadAs::Placeholder) => return Holds::Reserved,
            Some(ReadAs::Optional | ReadAs::Alternatives) => return Holds::Words,
            _ => {}
        }
        let words = self.words(self.inside(pair));
        if is_reserved(words) {
            Holds::Reserved
        } else if pair.innermost && is_blank(words) {
            Holds::Blank
        } else if words.len() < 24 && is_joiner(words) {
            Holds::Joiner
        } else {
            Holds::Words
        }
    }

    fn alternative(&self, pair: &Pair, depth: usize) -> Alternative {
        let inside = self.inside(pair);
        let Attribution { names, words, span } = self.attribution(inside);
        let text = if depth > DEEPEST_TEXT {
            String::new()
        } else {
            reader_words(self.text, words, &self.marks[pair.open + 1..pair.close])
        };
        Alternative { span: inside, text, attributed: names, attribution: span }
    }
}
