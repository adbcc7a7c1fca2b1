//! Automatic numbers that paragraphs gain, lose or change while their words stay.

use std::collections::HashSet;

use onetext_text::revision::Script;
use onetext_wordml::Paragraph;

use super::check::Number;
use super::look;
use super::sides::Sheet;
use crate::paper::isolate;
use crate::points::count;

/// The number of a paragraph as Word shows it; none for a bullet.
pub(super) fn shown(paragraph: &Paragraph) -> Option<String> {
    paragraph.label.as_ref().filter(|label| !label.bullet).map(|label| label.text.clone())
}

/// Whether a paragraph that stays has another number, or another rank, in the new draft.
pub(super) fn any_differs(old: &Sheet<'_>, new: &Sheet<'_>, script: &Script) -> bool {
    let mut found = false;
    script.visit_kept(&mut |before, after| {
        found |= old
            .paragraph(before)
            .zip(new.paragraph(after))
            .is_some_and(|(before, after)| look::differ(before, after) || shown(before) != shown(after));
    });
    found
}

/// So many numbers are told one by one.
const TOLD: usize = 3;

/// Tells of the numbers that the redline changes as a look, but for paragraphs whose number does not come out so, and for
/// those whose number follows from what comes and goes before.
pub(super) fn told(
    old: &Sheet<'_>,
    new: &Sheet<'_>,
    script: &Script,
    relisted: &HashSet<usize>,
    wrong: &[Number],
) -> Vec<String> {
    let mut changed: Vec<(usize, String, String)> = Vec::new();
    let name = |label: Option<String>| label.map_or_else(|| "no number".to_owned(), |label| isolate(&label));
    script.visit_kept(&mut |before, after| {
        if let (Some(one), Some(two)) = (old.paragraph(before), new.paragraph(after))
            && (look::differ(one, two) || relisted.contains(&after))
            && shown(one) != shown(two)
            && !wrong.iter().any(|number| number.new == after)
        {
            changed.push((after, name(shown(one)), name(shown(two))));
        }
    });
    let mut told: Vec<String> = changed
        .iter()
        .take(TOLD)
        .map(|(after, one, two)| {
            let words = new.begins(*after).unwrap_or_else(|| "an empty paragraph".to_owned());
            format!("The number of {words} goes from {one} to {two}, marked as a change of its look.")
        })
        .collect();
    if changed.len() > TOLD {
        told.push(format!("So do the numbers of {} more.", count(changed.len() - TOLD, "paragraph")));
    }
    told
}
