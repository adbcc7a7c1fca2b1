//! A redline read back: what it says with all changes accepted, and with all rejected.

use crate::paper::isolate;
use crate::points::count;

use onetext_wordml::document::{Document, Side, Story};
use onetext_wordml::{Package, markup};

use super::super::read_back::{Told, Unlike, same};
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

/// Reads a redline both ways: the running text paragraph by paragraph, and the note of each reference in it.
///
/// # Errors
/// The first place that does not read as it must.
pub(super) fn both_ways(document: &Document, old: &Sheet<'_>, new: &Sheet<'_>) -> Result<(), Unlike> {
    let told = |sheet: &Sheet<'_>| {
        let words = |at: usize| sheet.paragraphs.get(at).map(|paragraph| paragraph.text.clone());
        Told::unchanged(&sheet.document, |at| words(at).unwrap_or_default())
    };
    same(&Told::on(document, Side::Accepted), &told(new), Side::Accepted)?;
    same(&Told::on(document, Side::Rejected), &told(old), Side::Rejected)
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
