//! Which words of a projection are which words of the Word document that it was made of.

use std::ops::Range;

use onetext_wordml::ParagraphIndex;

use crate::span::Span;

/// What of the projection comes from where: stretches of words that stand alike in both, in order of the projection, and
/// the stretch of each paragraph as a whole.
///
/// What lies in no stretch was added so that the text can be read as a draft: marks of headings and tables, labels that
/// Word counts, backslashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Map {
    /// By place in the projection; none overlap.
    stretches: Vec<Stretch>,
    /// By place in the projection; none overlap. Of paragraphs that a deleted mark joins, each has its own.
    paragraphs: Vec<Whole>,
    /// For each paragraph of the document, where it is among `paragraphs`.
    by_paragraph: Vec<Option<u32>>,
}

/// Words that are the same, byte by byte, in the projection and in the text of a paragraph. A tab or a line break may stand
/// as a blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    span: Span,
    paragraph: ParagraphIndex,
    /// First byte in the paragraph's text.
    at: u32,
}

/// A paragraph with its label and marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Whole {
    paragraph: ParagraphIndex,
    span: Span,
    /// The label that Word counts, if it has one.
    label: Span,
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The paragraph.
    pub paragraph: ParagraphIndex,
    /// Bytes of its text ([`onetext_wordml::Paragraph::text`], on the side that was projected); empty where only its label
    /// or nothing of it was asked for.
    pub at: Range<usize>,
    /// Whether the label that Word counts is part of it.
    pub label: bool,
}

impl Map {
    /// The parts of paragraphs that a span of the projection covers, in its order. Paragraphs that it touches with added
    /// marks alone are not among them. Takes the time of a binary search and of what is found.
    pub fn parts(&self, span: Span) -> impl Iterator<Item = Part> {
        let from = self.paragraphs.partition_point(|whole| whole.span.end <= span.start);
        let covered = self.paragraphs.get(from..).unwrap_or_default().iter();
        covered.take_while(move |whole| whole.span.start < span.end).filter_map(move |whole| {
            let label =
                !whole.label.is_empty() && whole.label.start < span.end && whole.label.end > span.start;
            let within = Span::new(whole.span.start.max(span.start), whole.span.end.min(span.end));
            let at = self.words(within);
            (label || at.is_some()).then(|| Part {
                paragraph: whole.paragraph,
                at: at.unwrap_or(0..0),
                label,
            })
        })
    }

    /// The paragraphs of which a span of the projection covers a word or the label.
    pub fn paragraphs(&self, span: Span) -> impl Iterator<Item = ParagraphIndex> {
        self.parts(span).map(|part| part.paragraph)
    }

    /// From the first to behind the last byte of one paragraph's text within a span that leaves this paragraph nowhere.
    fn words(&self, span: Span) -> Option<Range<usize>> {
        let from = self.stretches.partition_point(|stretch| stretch.span.end <= span.start);
        let to = self.stretches.partition_point(|stretch| stretch.span.start < span.end);
        let (first, last) = (self.stretches.get(from..to)?.first()?, self.stretches.get(to.checked_sub(1)?)?);
        let start = first.at + span.start.saturating_sub(first.span.start);
        let end = last.at + last.span.end.min(span.end).saturating_sub(last.span.start);
        (start < end).then_some(start as usize..end as usize)
    }

    /// The paragraph at a byte of the projection, with the place in its text: that of the byte, or where it was added, of
    /// the next byte of the same paragraph. Between paragraphs, the end of the one before.
    #[must_use]
    pub fn place(&self, byte: u32) -> Option<(ParagraphIndex, usize)> {
        let whole = self.paragraphs.partition_point(|whole| whole.span.start <= byte).max(1) - 1;
        let whole = self.paragraphs.get(whole)?;
        let next = self.stretches.partition_point(|stretch| stretch.span.end <= byte);
        let own = |at: usize| self.stretches.get(at).filter(|stretch| stretch.paragraph == whole.paragraph);
        let offset = match (own(next), next.checked_sub(1).and_then(own)) {
            (Some(stretch), _) => stretch.at + byte.saturating_sub(stretch.span.start),
            (None, Some(last)) => last.at + last.span.len(),
            (None, None) => 0,
        };
        Some((whole.paragraph, offset as usize))
    }

    /// Where a paragraph stands in the projection, with its label and marks; `None` where nothing of it does.
    #[must_use]
    pub fn span_of(&self, paragraph: ParagraphIndex) -> Option<Span> {
        self.whole(paragraph).map(|whole| whole.span)
    }

    /// Where the label that Word counts for a paragraph stands in the projection.
    #[must_use]
    pub fn label_of(&self, paragraph: ParagraphIndex) -> Option<Span> {
        self.whole(paragraph).map(|whole| whole.label).filter(|label| !label.is_empty())
    }

    /// The byte of the projection at which a place in a paragraph's text stands; for the end of the text, behind its last
    /// byte. `None` where the paragraph is not projected.
    #[must_use]
    pub fn byte_of(&self, paragraph: ParagraphIndex, offset: usize) -> Option<u32> {
        let whole = self.whole(paragraph)?;
        let from = self.stretches.partition_point(|stretch| stretch.span.end <= whole.span.start);
        let own = self.stretches.get(from..)?.iter().take_while(|stretch| stretch.paragraph == paragraph);
        let mut byte = whole.span.start;
        for stretch in own {
            if offset < stretch.at as usize {
                break;
            }
            byte = stretch.span.start + (offset as u32 - stretch.at).min(stretch.span.len());
            if offset < (stretch.at + stretch.span.len()) as usize {
                break;
            }
        }
        Some(byte)
    }

    fn whole(&self, paragraph: ParagraphIndex) -> Option<&Whole> {
        let at = (*self.by_paragraph.get(paragraph.0 as usize)?)?;
        self.paragraphs.get(at as usize)
    }
}
