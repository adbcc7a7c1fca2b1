//! A redline read back: what it says with all changes accepted, and with all rejected.

use crate::paper::isolate;
use crate::points::count;
use std::collections::{HashMap, HashSet};

use onetext_wordml::document::{Content, Document, Side, Story};
use onetext_wordml::{Package, Paragraph, markup};

use super::RedlineError;
use super::sides::{Sheet, is_counted};

/// An automatic number that is another in the accepted redline than in the new draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// The paragraph of the new draft.
    pub(super) new: usize,
    pub(super) wanted: String,
    pub(super) found: String,
    /// How its words begin.
    words: String,
}

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

/// Reads a redline both ways: the running text paragraph by paragraph, and the note of each reference in it.
///
/// # Errors
/// The first place that does not read as it must.
pub(super) fn both_ways(document: &Document, old: &Sheet<'_>, new: &Sheet<'_>) -> Result<(), Unlike> {
    same(&Told::on(document, Side::Accepted), &Told::of(new), Side::Accepted)?;
    same(&Told::on(document, Side::Rejected), &Told::of(old), Side::Rejected)
}

/// A paragraph as it reads.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    /// Whether it stands in a table.
    cell: bool,
    words: String,
    /// The notes that it refers to.
    notes: Vec<Story>,
    /// Its paragraph.
    at: usize,
}

impl Line {
    fn is_empty(&self) -> bool {
        !self.cell && self.words.is_empty()
    }
}

/// What one side of a document says.
#[derive(Debug, Default)]
struct Told {
    body: Vec<Line>,
    notes: HashMap<Story, Vec<Line>>,
}

impl Told {
    fn on(document: &Document, side: Side) -> Self {
        let joined = document.joined(side);
        let lines = joined.iter().filter_map(|joined| {
            let at = joined.looks.0 as usize;
            let paragraph = document.paragraphs.get(at)?;
            let parts = joined.parts.iter().filter_map(|part| document.paragraphs.get(part.0 as usize));
            let notes = parts.flat_map(|part| references(document, part, side)).collect();
            let words = document.joined_text(joined, side);
            Some((paragraph, Line { cell: paragraph.cell.is_some(), words, notes, at }))
        });
        Self::gathered(lines)
    }

    /// A document in which no change waits, with the words that its paragraphs have as a sheet.
    fn of(sheet: &Sheet<'_>) -> Self {
        let all = sheet.document.paragraphs.iter().zip(&sheet.paragraphs).enumerate();
        let lines = all.map(|(at, (paragraph, own))| {
            let notes = references(&sheet.document, paragraph, Side::Accepted).collect();
            (paragraph, Line { cell: paragraph.cell.is_some(), words: own.text.clone(), notes, at })
        });
        Self::gathered(lines)
    }

    /// Nothing for a note that the file does not have.
    fn note(&self, story: Story) -> &[Line] {
        self.notes.get(&story).map_or(&[], Vec::as_slice)
    }

    fn gathered<'d>(lines: impl Iterator<Item = (&'d Paragraph, Line)>) -> Self {
        let mut told = Self::default();
        for (paragraph, mut line) in lines {
            match paragraph.story {
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

fn references<'d>(
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
fn same(found: &Told, wanted: &Told, side: Side) -> Result<(), Unlike> {
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

/// Reads the automatic numbers of a redline when all is accepted, and tells of those that differ from the new draft's.
///
/// # Errors
/// A part cannot be read.
pub(super) fn numbered(
    package: &Package,
    document: &Document,
    new: &Sheet<'_>,
) -> Result<Vec<Number>, RedlineError> {
    if !new.document.paragraphs.iter().any(is_counted) && !document.paragraphs.iter().any(is_counted) {
        return Ok(Vec::new());
    }
    let accepted = Document::read(&markup::settle(package, Side::Accepted)?)?;
    Ok(numbers(&accepted, new))
}

/// The automatic numbers that differ, bullets not counted.
fn numbers(accepted: &Document, new: &Sheet<'_>) -> Vec<Number> {
    let shown = |document: &Document, at: usize| {
        let label = document.paragraphs.get(at)?.label.as_ref()?;
        (!label.bullet).then(|| label.text.clone())
    };
    // Notes stand behind the running text, and not in the same order.
    let is_body = |at: &usize| new.paragraph(*at).is_some_and(|paragraph| paragraph.story == Story::Body);
    (0..new.paragraphs.len())
        .filter(is_body)
        .filter_map(|at| {
            let wanted = shown(&new.document, at);
            let found = shown(accepted, at);
            let words = new.paragraphs.get(at)?.text.chars().take(40).collect();
            (wanted != found).then(|| Number {
                new: at,
                wanted: wanted.unwrap_or_default(),
                found: found.unwrap_or_default(),
                words,
            })
        })
        .collect()
}

/// So many differing numbers are told one by one.
const TOLD: usize = 3;

/// What a reader should know of numbers that differ; `before` tells the one that a paragraph of the new draft had.
pub(super) fn told(numbers: &[Number], before: impl Fn(usize) -> Option<String>) -> Vec<String> {
    let name = |label: &str| if label.is_empty() { "no number".to_owned() } else { isolate(label) };
    let mut told: Vec<String> = numbers
        .iter()
        .take(TOLD)
        .map(|number| {
            let before = before(number.new).filter(|before| *before != number.found);
            let had = before.map_or_else(String::new, |before| format!(", and the old one {}", name(&before)));
            format!(
                "Word will number the paragraph \u{201c}{}\u{2026}\u{201d} with {} where the new draft has {}{had}.",
                isolate(number.words.trim()),
                name(&number.found),
                name(&number.wanted)
            )
        })
        .collect();
    if numbers.len() > TOLD {
        told.push(format!("The same holds for {} more.", count(numbers.len() - TOLD, "paragraph")));
    }
    told
}
