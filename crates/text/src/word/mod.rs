//! Drafts that are Word documents: the document, its words as a text that can be read as a draft, and the way back from that
//! text to paragraphs.

mod map;
mod marks;
mod notice;
mod project;

pub(crate) use map::Mark;
pub use map::{Map, Part};
pub use marks::{ClauseMarks, Marks};
pub use notice::{Notice, beside};
pub use onetext_wordml::document::{Colour, Side};

use onetext_wordml::{Document, ParagraphIndex};

use crate::span::Span;

/// A Word document as a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The file as it came.
    pub(crate) bytes: Vec<u8>,
    pub(crate) document: Document,
    pub(crate) side: Side,
    pub(crate) map: Map,
}

impl Word {
    /// A document with its projection.
    pub(crate) fn project(bytes: Vec<u8>, document: Document, side: Side) -> (String, Self) {
        let (text, map) = project::project(&document, side);
        (text, Self { bytes, document, side, map })
    }

    /// What the file says, with its tracked changes and comments.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Whether tracked changes that wait in it were read as accepted or as rejected.
    #[must_use]
    pub fn side(&self) -> Side {
        self.side
    }

    /// The way between the projection and the paragraphs.
    #[must_use]
    pub fn map(&self) -> &Map {
        &self.map
    }

    /// What the words do not show: changes that wait, comments, what is struck through by hand, and what was left out.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        notice::notices(&self.document, self.side)
    }

    /// The number of a paragraph for people, from 1, empty ones and those in tables counted, footnotes behind the body.
    #[must_use]
    pub fn number(paragraph: ParagraphIndex) -> u32 {
        paragraph.0 + 1
    }

    /// Where the paragraph of that number for people stands in the projection; `None` where nothing of it does.
    #[must_use]
    pub fn span_of_number(&self, number: u32) -> Option<Span> {
        self.map.span_of(ParagraphIndex(number.checked_sub(1)?))
    }

    /// The number, for people, of the paragraph in which a place of the projection lies.
    #[must_use]
    pub fn paragraph_at(&self, byte: u32) -> Option<u32> {
        self.map.place(byte).map(|(paragraph, _)| Self::number(paragraph))
    }

    /// The words of a span of the projection in the paragraphs themselves, one after the other.
    pub fn parts(&self, span: Span) -> impl Iterator<Item = Part> {
        self.map.parts(span)
    }
}
