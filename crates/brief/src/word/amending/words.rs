//! Other words for a paragraph, as what goes of it and what comes.

use std::ops::Range;

use onetext_record::novelty::amended;
use onetext_text::redline::{ChangeKind, redline};
use onetext_wordml::document;
use onetext_wordml::markup::Splice;

use super::super::amendments::WhyNot;
use super::super::marked::run;

/// The changes that give a part of a paragraph's text these words, or the part of it for which they are.
///
/// # Errors
/// Nothing tells where the words belong, or it says so already.
pub(super) fn splices(
    text: &str,
    body: Range<usize>,
    words: &str,
    stamp: usize,
) -> Result<Vec<Splice>, WhyNot> {
    let old = text.get(body.clone()).ok_or(WhyNot::NoPlace)?;
    // References to notes are no words that anybody speaks of: they stay where they are.
    let plain: String = old.split(document::NOTE).collect();
    let new = amended(&plain, words).ok_or(WhyNot::NoPlace)?;
    let mut splices = Vec::new();
    let mut at = 0;
    for change in redline(&plain, &new) {
        let end = at + change.old.len();
        if change.kind != ChangeKind::Equal {
            splices.extend(around_notes(old, at..end, &change.new, stamp, body.start));
        }
        at = end;
    }
    if splices.is_empty() { Err(WhyNot::SameAsIs) } else { Ok(splices) }
}

/// A change of words, counted without the references to notes among them, as changes of the words between these.
fn around_notes(text: &str, plain: Range<usize>, insert: &str, stamp: usize, from: usize) -> Vec<Splice> {
    let mut splices: Vec<Splice> = Vec::new();
    let (mut at, mut start) = (0, 0);
    for part in text.split(document::NOTE) {
        let end = at + part.len();
        let own = plain.start.clamp(at, end)..plain.end.clamp(at, end);
        let here = plain.start <= end && plain.end >= at;
        if here && (own.start < own.end || splices.is_empty() && plain.is_empty()) {
            let shift = from + start;
            let place = shift + own.start - at..shift + own.end - at;
            splices.push(Splice { at: place, insert: Vec::new(), stamp });
        }
        at = end;
        start += part.len() + document::NOTE.len_utf8();
    }
    if let Some(first) = splices.first_mut() {
        first.insert = run(insert);
    }
    splices
}

/// Puts changes among those that are there, in order.
///
/// # Errors
/// They are to the same words as others, or at the same place.
pub(super) fn add(splices: &mut Vec<Splice>, new: Vec<Splice>) -> Result<(), WhyNot> {
    let meet = |one: &Splice, other: &Splice| one.at.start <= other.at.end && other.at.start <= one.at.end;
    if new.iter().any(|one| splices.iter().any(|other| meet(one, other))) {
        return Err(WhyNot::SameWords);
    }
    splices.extend(new);
    splices.sort_by_key(|splice| (splice.at.start, splice.at.end));
    Ok(())
}

/// A text with its changes made.
pub(super) fn made(text: &str, splices: &[Splice]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for splice in splices {
        out.push_str(text.get(at..splice.at.start).unwrap_or_default());
        out.extend(splice.insert.iter().map(|run| run.text.as_str()));
        at = splice.at.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
