//! A redline read back: what it says with all changes accepted, and with all rejected.

use crate::paper::isolate;
use crate::points::count;
use std::collections::HashMap;

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

/// Reads a redline both ways, and tells of numbers that differ.
///
/// # Errors
/// The first paragraph that does not read as it must.
pub(super) fn both_ways(
    package: &Package,
    old: &Sheet<'_>,
    new: &Sheet<'_>,
) -> Result<Vec<Number>, RedlineError> {
    let document = Document::read(package)?;
    let words = |sheet: &Sheet<'_>, at: usize| {
        sheet.paragraphs.get(at).map_or_else(String::new, |paragraph| paragraph.text.clone())
    };
    let wanted = unchanged(&new.document, |at| words(new, at));
    same(&read(&document, Side::Accepted), &wanted, ("new", "accepted"))?;
    let before = unchanged(&old.document, |at| words(old, at));
    same(&read(&document, Side::Rejected), &before, ("old", "rejected"))?;
    if !new.document.paragraphs.iter().any(is_counted) && !document.paragraphs.iter().any(is_counted) {
        return Ok(Vec::new());
    }
    let accepted = Document::read(&markup::settle(package, Side::Accepted)?)?;
    Ok(numbers(&accepted, new))
}

/// A paragraph as it reads: whether it stands in a table, and its words.
type Told = (bool, String);

/// What one side of a document says: its running text, then its notes by their first reference.
fn read(document: &Document, side: Side) -> Vec<Told> {
    let joined = document.joined(side);
    let all = joined.iter().filter_map(|joined| {
        let paragraph = document.paragraphs.get(joined.looks.0 as usize)?;
        Some((paragraph, document.joined_text(joined, side)))
    });
    by_reference(document, side, all)
}

/// The same of a document in which no change waits, with the words of each paragraph as `words` has them.
fn unchanged(document: &Document, words: impl Fn(usize) -> String) -> Vec<Told> {
    let all = document.paragraphs.iter().enumerate().map(|(at, paragraph)| (paragraph, words(at)));
    by_reference(document, Side::Accepted, all)
}

fn by_reference<'d>(
    document: &'d Document,
    side: Side,
    paragraphs: impl Iterator<Item = (&'d Paragraph, String)>,
) -> Vec<Told> {
    let mut notes: HashMap<Story, Vec<Told>> = HashMap::new();
    let mut told: Vec<Told> = Vec::new();
    for (paragraph, words) in paragraphs {
        let own = (paragraph.cell.is_some(), words);
        match paragraph.story {
            Story::Body => told.push(own),
            // A blank that parts a note's number from its words is none of its words.
            note => notes.entry(note).or_default().push((own.0, own.1.trim_start().to_owned())),
        }
    }
    // Word ends every text with a paragraph, if need be with an empty one: behind a table, or where there is nothing else.
    if told.last() == Some(&(false, String::new())) && told.iter().rev().nth(1).is_none_or(|(cell, _)| *cell)
    {
        told.pop();
    }
    for piece in document.paragraphs.iter().flat_map(|paragraph| paragraph.shown(side, &document.changes)) {
        if let Content::Note(story) = piece.content {
            told.extend(notes.remove(&story).unwrap_or_default());
        }
    }
    told
}

fn same(
    found: &[Told],
    wanted: &[Told],
    (which, side): (&'static str, &'static str),
) -> Result<(), RedlineError> {
    for at in 0..wanted.len().max(found.len()) {
        let (own, other) = (found.get(at), wanted.get(at));
        if own != other {
            let shown = |told: Option<&Told>| {
                told.map_or_else(
                    || "(no paragraph)".to_owned(),
                    |(_, words)| words.chars().take(80).collect(),
                )
            };
            let (found, wanted) = (shown(own), shown(other));
            return Err(RedlineError::Mismatch { which, side, paragraph: at + 1, found, wanted });
        }
    }
    Ok(())
}

/// The automatic numbers that differ, bullets not counted.
fn numbers(accepted: &Document, new: &Sheet<'_>) -> Vec<Number> {
    let shown = |document: &Document, at: usize| {
        let label = document.paragraphs.get(at)?.label.as_ref()?;
        (!label.bullet).then(|| label.text.clone())
    };
    (0..new.paragraphs.len())
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

/// What a reader should know of numbers that differ.
pub(super) fn told(numbers: &[Number]) -> Vec<String> {
    let name = |label: &str| if label.is_empty() { "no number".to_owned() } else { isolate(label) };
    let mut told: Vec<String> = numbers
        .iter()
        .take(TOLD)
        .map(|number| {
            format!(
                "Word will number the paragraph \u{201c}{}…\u{201d} with {} where the new draft has {}.",
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
