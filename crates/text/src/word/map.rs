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
    /// What was added to be read as marks, by place.
    marks: Vec<(Span, Mark)>,
    /// The labels that Word counts, by place.
    labels: Vec<Span>,
}

/// What something added is to whoever reads the projection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Says at the start of a line what the line is: `## `, `| `, `[^1]: `.
    Line,
    /// Emphasis.
    Inline,
    /// The reference to a note: `[^1]`.
    Note,
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

    /// The stretches of a paragraph in order: where each stands in the projection, and where it begins in the paragraph's text.
    pub(super) fn stretches_of(&self, paragraph: ParagraphIndex) -> impl Iterator<Item = (Span, usize)> {
        let own = self.whole(paragraph).map_or(&[][..], |whole| {
            let from = self.stretches.partition_point(|stretch| stretch.span.end <= whole.span.start);
            self.stretches.get(from..).unwrap_or_default()
        });
        own.iter()
            .take_while(move |stretch| stretch.paragraph == paragraph)
            .map(|stretch| (stretch.span, stretch.at as usize))
    }

    fn whole(&self, paragraph: ParagraphIndex) -> Option<&Whole> {
        let at = (*self.by_paragraph.get(paragraph.0 as usize)?)?;
        self.paragraphs.get(at as usize)
    }
}

impl Map {
    /// What was added at a byte to be read as a mark, from there to its end; `None` where the document itself has what
    /// stands there.
    pub(crate) fn mark_at(&self, byte: u32) -> Option<(Span, Mark)> {
        let next = self.marks.partition_point(|(span, _)| span.end <= byte);
        self.marks.get(next).copied().filter(|(span, _)| span.start <= byte)
    }

    /// Whether a line that starts at a byte is said to be a heading, a row or a note there.
    pub(crate) fn says_line(&self, byte: u32) -> bool {
        self.mark_at(byte).is_some_and(|(_, mark)| mark == Mark::Line)
    }

    /// The label that Word counts, if one starts at a byte.
    pub(crate) fn label_at(&self, byte: u32) -> Option<Span> {
        let at = self.labels.binary_search_by_key(&byte, |label| label.start).ok()?;
        self.labels.get(at).copied()
    }
}

/// A projection that is being written.
pub(super) struct Builder {
    text: String,
    map: Map,
    /// Where the paragraph that is being written began.
    begun: u32,
    label: Span,
}

impl Builder {
    pub(super) fn new(paragraphs: usize) -> Self {
        let map = Map { by_paragraph: vec![None; paragraphs], ..Map::default() };
        Self { text: String::new(), map, begun: 0, label: Span::default() }
    }

    fn at(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// What comes next starts a line.
    pub(super) fn new_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.begun = self.at();
    }

    /// What comes next starts a line, and a blank one stands before it.
    pub(super) fn blank_line(&mut self) {
        self.new_line();
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.begun = self.at();
    }

    pub(super) fn columns(&mut self, columns: usize) {
        self.text.extend(std::iter::repeat_n(' ', columns));
    }

    /// Adds what is neither a word of the document nor read as a mark.
    pub(super) fn add(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Adds a mark.
    pub(super) fn mark(&mut self, mark: Mark, words: &str) {
        if !words.is_empty() {
            let from = self.at();
            self.text.push_str(words);
            self.map.marks.push((Span::new(from, self.at()), mark));
        }
    }

    /// Adds the label that Word counts for a paragraph, which is the one being written.
    pub(super) fn label(&mut self, words: &str) {
        let from = self.at();
        self.text.push_str(words);
        self.label = Span::new(from, self.at());
        self.map.labels.push(self.label);
    }

    /// Words of the document. What ends a line stands as a blank.
    pub(super) fn copy(&mut self, words: &str, paragraph: ParagraphIndex, at: usize) {
        let from = self.at();
        if words.contains(['\n', '\r']) {
            self.text.extend(words.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        } else {
            self.text.push_str(words);
        }
        self.stretch(from, paragraph, at);
    }

    /// A line break of the document, as one.
    pub(super) fn copy_break(&mut self, paragraph: ParagraphIndex, at: usize) {
        let from = self.at();
        self.text.push('\n');
        self.stretch(from, paragraph, at);
    }

    /// The reference to a note. In the text of its paragraph one character stands for it, which is three bytes long, as the
    /// shortest reference is not: the stretch leads to it from the first byte, and covers what there is of it.
    pub(super) fn note(&mut self, words: &str, paragraph: ParagraphIndex, at: usize) {
        let from = self.at();
        self.mark(Mark::Note, words);
        let length = onetext_wordml::document::NOTE.len_utf8() as u32;
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let span = Span::new(from, from + length.min(self.at() - from));
        self.map.stretches.push(Stretch { span, paragraph, at });
    }

    fn stretch(&mut self, from: u32, paragraph: ParagraphIndex, at: usize) {
        let span = Span::new(from, self.at());
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        if span.is_empty() {
            return;
        }
        match self.map.stretches.last_mut() {
            Some(last)
                if last.paragraph == paragraph
                    && last.span.end == from
                    && last.at + last.span.len() == at =>
            {
                last.span.end = span.end;
            }
            _ => self.map.stretches.push(Stretch { span, paragraph, at }),
        }
    }

    /// Ends the paragraphs that were written, one behind the other, since the line or the last paragraph began, which are one
    /// on this side. Takes time in proportion to them and to their stretches.
    pub(super) fn end(&mut self, paragraphs: &[ParagraphIndex]) {
        let end = self.at();
        let mut next = self.map.stretches.partition_point(|stretch| stretch.span.start < self.begun);
        for (place, &paragraph) in paragraphs.iter().enumerate() {
            let last = place + 1 == paragraphs.len();
            while self.map.stretches.get(next).is_some_and(|stretch| stretch.paragraph == paragraph) {
                next += 1;
            }
            // What the next one has begins where this one ends.
            let behind = self.map.stretches.get(next).filter(|_| !last);
            let to = behind.map_or(end, |stretch| stretch.span.start);
            let label = if last { std::mem::take(&mut self.label) } else { Span::default() };
            if let Some(of) = self.map.by_paragraph.get_mut(paragraph.0 as usize) {
                *of = Some(self.map.paragraphs.len() as u32);
            }
            self.map.paragraphs.push(Whole { paragraph, span: Span::new(self.begun, to), label });
            self.begun = to;
        }
    }

    pub(super) fn finish(mut self) -> (String, Map) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        (self.text, self.map)
    }
}
