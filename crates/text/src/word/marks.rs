//! Colours laid behind the words of a Word document: what the highlighter or a shade marks, and how much of each clause.

use std::collections::BTreeSet;

use onetext_wordml::document::{Colour, Content};
use onetext_wordml::{Paragraph, ParagraphIndex};
use unicode_segmentation::UnicodeSegmentation;

use super::Word;
use crate::clause::ClauseIndex;
use crate::draft::Draft;
use crate::span::Span;

/// The colours behind the words of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// Words that stand in the document, in the order of the text, each with the colour behind it.
    stretches: Vec<(Span, Option<Colour>)>,
}

/// How many words of a clause's own text have which colour behind them. Children of the clause are not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClauseMarks {
    /// Each colour, in the order of its first word, with how many words it is behind.
    pub colours: Vec<(Colour, usize)>,
    /// Words without a colour.
    pub unmarked: usize,
}

impl Marks {
    /// The colours of a draft; `None` where no word has one, as in every draft that is no Word document. Takes time in
    /// proportion to the document.
    #[must_use]
    pub fn of(draft: &Draft) -> Option<Self> {
        let word = draft.source().word()?;
        let mut stretches = Vec::new();
        for (index, paragraph) in (0_u32..).zip(&word.document.paragraphs) {
            add(word, ParagraphIndex(index), paragraph, &mut stretches);
        }
        stretches.sort_unstable_by_key(|(span, _)| span.start);
        stretches.iter().any(|(_, colour)| colour.is_some()).then_some(Self { stretches })
    }

    /// Every colour that is used.
    #[must_use]
    pub fn colours(&self) -> BTreeSet<Colour> {
        self.stretches.iter().filter_map(|(_, colour)| *colour).collect()
    }

    /// Words of a span of the text with the colour behind each, in order. A colour that begins within a word is not behind
    /// it.
    pub fn within<'d>(
        &self,
        draft: &'d Draft,
        span: Span,
    ) -> impl Iterator<Item = (&'d str, Option<Colour>)> {
        let mut next = self.stretches.partition_point(|(stretch, _)| stretch.end <= span.start);
        draft.source().slice(span).unicode_word_indices().filter_map(move |(at, word)| {
            let at = span.start + at as u32;
            while self.stretches.get(next).is_some_and(|(stretch, _)| stretch.end <= at) {
                next += 1;
            }
            let (stretch, colour) = self.stretches.get(next)?;
            (stretch.start <= at).then_some((word, *colour))
        })
    }

    /// The stretches of words that a span touches, in order, each with the colour behind it.
    pub(crate) fn over(&self, span: Span) -> impl Iterator<Item = (Span, Option<Colour>)> {
        let from = self.stretches.partition_point(|(stretch, _)| stretch.end <= span.start);
        let rest = self.stretches.get(from..).unwrap_or_default().iter().copied();
        rest.take_while(move |(stretch, _)| stretch.start < span.end)
    }

    /// The colour behind a character; `None` where the document does not say it.
    pub(crate) fn at(&self, character: Span) -> Option<Option<Colour>> {
        self.over(character).next().map(|(_, colour)| colour)
    }

    /// How much of a clause is marked.
    #[must_use]
    pub fn of_clause(&self, draft: &Draft, clause: ClauseIndex) -> ClauseMarks {
        let mut marks = ClauseMarks::default();
        let Some(clause) = draft.outline().get(clause) else { return marks };
        for (_, colour) in self.within(draft, clause.body) {
            match colour {
                None => marks.unmarked += 1,
                Some(colour) => match marks.colours.iter_mut().find(|(known, _)| *known == colour) {
                    Some((_, words)) => *words += 1,
                    None => marks.colours.push((colour, 1)),
                },
            }
        }
        marks
    }
}

/// Adds the words of a paragraph: those of its pieces, as far as they stand in the text.
fn add(
    word: &Word,
    index: ParagraphIndex,
    paragraph: &Paragraph,
    stretches: &mut Vec<(Span, Option<Colour>)>,
) {
    let mut standing = word.map.stretches_of(index).peekable();
    let mut end = 0;
    for piece in paragraph.shown(word.side, &word.document.changes) {
        let start = end;
        end += piece.content.as_text().len();
        while let Some(&(span, at)) = standing.peek() {
            let (from, to) = (at.max(start), (at + span.len() as usize).min(end));
            if from < to && matches!(piece.content, Content::Text(_)) {
                let place = |offset: usize| span.start + (offset - at) as u32;
                stretches.push((Span::new(place(from), place(to)), piece.format.marked));
            }
            // What goes on behind this piece is for the next one, too.
            if at + span.len() as usize > end {
                break;
            }
            standing.next();
        }
    }
}
