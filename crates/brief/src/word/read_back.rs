//! A document with tracked changes read back: what it says with all of them accepted, and with all rejected.

use std::collections::{HashMap, HashSet};

use onetext_wordml::Paragraph;
use onetext_wordml::document::{Content, Document, Side, Story};

/// What does not read as it must.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unlike {
    /// The side of the redline.
    pub(super) side: Side,
    /// Where, in the draft that this side must read as.
    pub(super) place: Place,
    pub(super) found: String,
    pub(super) wanted: String,
}

/// A place of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph of the running text.
    Body(usize),
    /// A note.
    Note(Story),
}

/// A paragraph as it reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Whether it stands in a table.
    pub(super) cell: bool,
    pub(super) words: String,
    /// The notes that it refers to.
    pub(super) notes: Vec<Story>,
    /// Its paragraph.
    pub(super) at: usize,
}

impl Line {
    fn is_empty(&self) -> bool {
        !self.cell && self.words.is_empty()
    }
}

/// What one side of a document says.
#[derive(Debug, Default)]
pub(super) struct Told {
    body: Vec<Line>,
    notes: HashMap<Story, Vec<Line>>,
}

impl Told {
    pub(super) fn on(document: &Document, side: Side) -> Self {
        let joined = document.joined(side);
        let lines = joined.iter().filter_map(|joined| {
            let at = joined.looks.0 as usize;
            let paragraph = document.paragraphs.get(at)?;
            let parts = joined.parts.iter().filter_map(|part| document.paragraphs.get(part.0 as usize));
            let notes = parts.flat_map(|part| references(document, part, side)).collect();
            let words = document.joined_text(joined, side);
            Some((paragraph.story, Line { cell: paragraph.cell.is_some(), words, notes, at }))
        });
        Self::gathered(lines)
    }

    /// A document in which no change waits, with the words of each paragraph as `words` has them.
    pub(super) fn unchanged(document: &Document, words: impl Fn(usize) -> String) -> Self {
        let all = document.paragraphs.iter().enumerate();
        let lines = all.map(|(at, paragraph)| {
            let notes = references(document, paragraph, Side::Accepted).collect();
            (paragraph.story, Line { cell: paragraph.cell.is_some(), words: words(at), notes, at })
        });
        Self::gathered(lines)
    }

    /// The same without the empty paragraphs of the running text.
    pub(super) fn without_empty(mut self) -> Self {
        self.body.retain(|line| !line.is_empty());
        self
    }

    /// Nothing for a note that the file does not have.
    fn note(&self, story: Story) -> &[Line] {
        self.notes.get(&story).map_or(&[], Vec::as_slice)
    }

    /// Lines in their order, each with the text in which it stands.
    pub(super) fn gathered(lines: impl Iterator<Item = (Story, Line)>) -> Self {
        let mut told = Self::default();
        for (story, mut line) in lines {
            match story {
                Story::Body => told.body.push(line),
                // A blank that parts a note's number from its words is none of its words.
                note => {
                    line.words = line.words.trim_start().to_owned();
                    told.notes.entry(note).or_default().push(line);
                }
            }
        }
        // Word ends every text with a paragraph, if need be with an empty one: behind a table, or where there is nothing else.
        for text in std::iter::once(&mut told.body).chain(told.notes.values_mut()) {
            if text.last().is_some_and(Line::is_empty)
                && text.iter().rev().nth(1).is_none_or(|line| line.cell)
            {
                text.pop();
            }
        }
        told
    }
}

pub(super) fn references<'d>(
    document: &'d Document,
    paragraph: &'d Paragraph,
    side: Side,
) -> impl Iterator<Item = Story> + 'd {
    paragraph.shown(side, &document.changes).filter_map(|piece| match piece.content {
        Content::Note(story) => Some(story),
        Content::Text(_) | Content::Tab | Content::Break => None,
    })
}

/// Compares two sides: their running texts, then the notes that the same reference has in both, and those that these refer to.
///
/// # Errors
/// The first place that does not read as it must.
pub(super) fn same(found: &Told, wanted: &Told, side: Side) -> Result<(), Unlike> {
    let mut notes = Vec::new();
    let fail = |at: usize, (own, other): (Option<&Line>, Option<&Line>), place: Option<Story>| {
        let last = wanted.body.last().map_or(0, |line| line.at);
        Unlike {
            side,
            place: match place {
                None => Place::Body(wanted.body.get(at).map_or(last, |line| line.at)),
                Some(note) => Place::Note(note),
            },
            found: shown(own),
            wanted: shown(other),
        }
    };
    if let Some(at) = differing(&found.body, &wanted.body, &mut notes) {
        return Err(fail(at, (found.body.get(at), wanted.body.get(at)), None));
    }
    let mut seen: HashSet<(Story, Story)> = HashSet::new();
    while let Some((own, other)) = notes.pop() {
        if !seen.insert((own, other)) {
            continue;
        }
        let (one, two) = (found.note(own), wanted.note(other));
        if let Some(at) = differing(one, two, &mut notes) {
            return Err(fail(at, (one.get(at), two.get(at)), Some(other)));
        }
    }
    Ok(())
}

/// The first place at which two texts differ; `notes` gets the notes that they refer to at the same places.
fn differing(found: &[Line], wanted: &[Line], notes: &mut Vec<(Story, Story)>) -> Option<usize> {
    (0..wanted.len().max(found.len())).find(|&at| match (found.get(at), wanted.get(at)) {
        (Some(own), Some(other)) if (own.cell, &own.words) == (other.cell, &other.words) => {
            notes.extend(own.notes.iter().copied().zip(other.notes.iter().copied()));
            own.notes.len() != other.notes.len()
        }
        _ => true,
    })
}

fn shown(line: Option<&Line>) -> String {
    line.map_or_else(|| "(no paragraph)".to_owned(), |line| line.words.chars().take(80).collect())
}
