//! One of the two documents of a redline, as paragraphs that can be compared and edited.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::lineage::Lineage;
use onetext_text::revision::{Paragraph, Place};
use onetext_wordml::document::{Content, Document, Side, Story};
use onetext_wordml::{Paragraph as WordParagraph, ParagraphIndex};

use crate::paper::isolate;

/// A Word document without tracked changes, and the draft that was read from it.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) draft: &'a Draft,
    pub(super) document: Cow<'a, Document>,
    /// Its paragraphs, by [`ParagraphIndex`].
    pub(super) paragraphs: Vec<Paragraph>,
    /// Paragraphs whose text here does not begin as in the document.
    starts: HashMap<usize, Start>,
    /// The notes, by order.
    numbers: HashMap<Story, u32>,
}

/// How the text of a paragraph begins, where that is not as in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Start {
    /// With these words, which the document has as an automatic number.
    With(String),
    /// Without so many bytes, which the other document has as an automatic number.
    Without(usize),
}

impl<'a> Sheet<'a> {
    /// `None` where the draft did not come as a Word document.
    pub(super) fn new(draft: &'a Draft) -> Option<Self> {
        let word = draft.source().word()?;
        let document = word.document();
        let mut numbers: HashMap<Story, u32> = HashMap::new();
        for paragraph in document.paragraphs.iter().filter(|paragraph| paragraph.story != Story::Body) {
            let next = numbers.len() as u32;
            numbers.entry(paragraph.story).or_insert(next);
        }
        let paragraphs = (0..)
            .map(ParagraphIndex)
            .zip(&document.paragraphs)
            .map(|(index, paragraph)| Paragraph {
                text: text(document, paragraph),
                span: word.map().span_of(index),
                place: place(paragraph, &numbers),
                sort: paragraph.heading.map_or(0, u32::from),
                notes: references(document, paragraph, &numbers),
            })
            .collect();
        Some(Self { draft, document: Cow::Borrowed(document), paragraphs, starts: HashMap::new(), numbers })
    }

    /// Makes labels of this document like those of the other, older one, so that a label which is typed in one and counted by
    /// Word in the other is no change: where the other counts none, those are typed of the lists that it does not `define`;
    /// typed ones of clauses with the same label are counted where the other counts them.
    pub(super) fn label_like(&mut self, old: &Sheet<'_>, lineage: &Lineage, defines: impl Fn(i32) -> bool) {
        let counts = |document: &Document| document.paragraphs.iter().any(is_counted);
        if !counts(&old.document) {
            if counts(&self.document) {
                self.type_labels(defines);
            }
            return;
        }
        for link in &lineage.links {
            let ([before], [after]) = (link.old.as_slice(), link.new.as_slice()) else { continue };
            let (Some(before), Some(after)) = (old.first_paragraph(*before), self.first_paragraph(*after))
            else {
                continue;
            };
            let Some(label) = old
                .paragraph(before)
                .filter(|paragraph| is_counted(paragraph))
                .and_then(|paragraph| paragraph.label.clone())
            else {
                continue;
            };
            let typed = self.paragraph(after).is_some_and(|paragraph| paragraph.label.is_none());
            let Some(text) =
                self.paragraphs.get_mut(after).map(|paragraph| &mut paragraph.text).filter(|_| typed)
            else {
                continue;
            };
            let Some(rest) = text.strip_prefix(label.text.as_str()) else { continue };
            let words = rest.trim_start();
            if words.len() == rest.len() {
                continue;
            }
            let gone = text.len() - words.len();
            *text = words.to_owned();
            self.starts.insert(after, Start::Without(gone));
            if let Some(paragraph) = self.document.to_mut().paragraphs.get_mut(after) {
                paragraph.label = Some(label);
            }
        }
    }

    /// Has every number that Word counts in a list that the other document does not define as words before a tab.
    fn type_labels(&mut self, defines: impl Fn(i32) -> bool) {
        for (at, paragraph) in self.document.to_mut().paragraphs.iter_mut().enumerate() {
            if !is_counted(paragraph) || paragraph.label.as_ref().is_some_and(|label| defines(label.list)) {
                continue;
            }
            if let (Some(label), Some(own)) = (paragraph.label.take(), self.paragraphs.get_mut(at)) {
                let words = format!("{}\t", label.text);
                own.text.insert_str(0, &words);
                self.starts.insert(at, Start::With(words));
            }
        }
    }

    fn first_paragraph(&self, clause: ClauseIndex) -> Option<usize> {
        let span = self.draft.outline().get(clause)?.span;
        let word = self.draft.source().word()?;
        word.map().paragraphs(span).next().map(|index| index.0 as usize)
    }

    /// What part of a paragraph's text is not in the document but typed for it, and which bytes of the text that the document
    /// has are the rest.
    pub(super) fn in_document(&self, at: usize, range: &Range<usize>) -> (String, Range<usize>) {
        match self.starts.get(&at) {
            None => (String::new(), range.clone()),
            Some(Start::Without(gone)) => (String::new(), range.start + gone..range.end + gone),
            Some(Start::With(words)) => {
                let own = range.start.min(words.len())..range.end.min(words.len());
                let rest = range.start.saturating_sub(words.len())..range.end.saturating_sub(words.len());
                (words.get(own).unwrap_or_default().to_owned(), rest)
            }
        }
    }

    /// A paragraph of the document.
    pub(super) fn paragraph(&self, at: usize) -> Option<&WordParagraph> {
        self.document.paragraphs.get(at)
    }

    /// The number of a note; of one that the file does not have, one that no note has.
    pub(super) fn note_number(&self, story: Story) -> u32 {
        self.numbers.get(&story).copied().unwrap_or(u32::MAX)
    }

    /// How the words of a paragraph begin, in quotation marks; `None` where it has none.
    pub(super) fn begins(&self, at: usize) -> Option<String> {
        let text = self.paragraphs.get(at)?.text.trim();
        let start: String = text.chars().take(40).collect();
        let more = if start.len() < text.len() { "\u{2026}" } else { "" };
        (!text.is_empty()).then(|| format!("\u{201c}{}{more}\u{201d}", isolate(start.trim_end())))
    }

    /// The paragraphs of a note.
    pub(super) fn note(&self, story: Story) -> impl Iterator<Item = usize> {
        let paragraphs = self.document.paragraphs.iter().enumerate();
        paragraphs.filter(move |(_, paragraph)| paragraph.story == story).map(|(at, _)| at)
    }
}

/// Whether Word counts a number for it; a bullet is none.
pub(super) fn is_counted(paragraph: &WordParagraph) -> bool {
    paragraph.label.as_ref().is_some_and(|label| !label.bullet)
}

/// The words of a paragraph, of a document in which no change waits.
pub(super) fn text(document: &Document, paragraph: &WordParagraph) -> String {
    paragraph.text(Side::Accepted, &document.changes)
}

fn place(paragraph: &WordParagraph, numbers: &HashMap<Story, u32>) -> Place {
    match (numbers.get(&paragraph.story), paragraph.cell) {
        (Some(&note), _) => Place::Note(note),
        (None, Some(cell)) => Place::Cell { table: cell.table, row: cell.row, column: cell.column },
        (None, None) => Place::Body,
    }
}

/// The notes that a paragraph refers to; one that the file does not have has a number that no paragraph is in.
fn references(document: &Document, paragraph: &WordParagraph, numbers: &HashMap<Story, u32>) -> Vec<u32> {
    paragraph
        .shown(Side::Accepted, &document.changes)
        .filter_map(|piece| match piece.content {
            Content::Note(story) => Some(numbers.get(&story).copied().unwrap_or(u32::MAX)),
            Content::Text(_) | Content::Tab | Content::Break => None,
        })
        .collect()
}
