//! Sentences in which something changed.

use unicode_segmentation::UnicodeSegmentation;

use crate::redline::{Change, ChangeKind};

/// The sentences of a text, by Unicode's sentence boundaries (UAX #29), without the blanks around them.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    bounds(text).map(|(_, sentence)| sentence.trim()).filter(|sentence| !sentence.is_empty())
}

/// The sentences with the blanks behind them, and where they start.
pub(crate) fn bounds(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // The iterator itself subtracts from nothing when it is asked how many there are of an empty text.
    let mut bounds = text.split_sentence_bound_indices();
    std::iter::from_fn(move || bounds.next())
}

/// The sentences of the old and of the new text that a redline touches, in order. Words that fall touch the sentence of the
/// new text from which they fell, and words that come in the sentence of the old text that they came into.
pub fn touched(changes: &[Change]) -> (Vec<String>, Vec<String>) {
    let differs = |change: &Change| change.kind != ChangeKind::Equal;
    (of_side(changes, |change| &change.old, differs), of_side(changes, |change| &change.new, differs))
}

/// The sentences of the new text that words come into, in order.
pub fn come_into(changes: &[Change]) -> Vec<String> {
    of_side(changes, |change| &change.new, Change::brings_words)
}

fn of_side(
    changes: &[Change],
    side: fn(&Change) -> &String,
    wanted: impl Fn(&Change) -> bool,
) -> Vec<String> {
    let text: String = changes.iter().map(|change| side(change).as_str()).collect();
    let mut edits = Vec::new();
    let mut at = 0;
    for change in changes {
        let end = at + side(change).len();
        if wanted(change) {
            // Blanks at the ends belong to no sentence.
            let piece = side(change);
            let start = at + (piece.len() - piece.trim_start().len());
            edits.push((start.min(end), (at + piece.trim_end().len()).max(at)));
        }
        at = end;
    }
    let touches = |&(start, sentence): &(usize, &str)| {
        let end = start + sentence.len();
        edits.iter().any(|&(from, to)| from < end && to > start || from == to && from >= start && from <= end)
    };
    bounds(&text)
        .filter(touches)
        .map(|(_, sentence)| sentence.trim().to_owned())
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redline::redline;

    #[test]
    fn only_sentences_with_a_change_are_touched() {
        let old = "North pays the toll. South opens the gate at six. The Islands watch.";
        let new = "North pays the toll. South opens the gate at seven. The Islands watch.";
        let (before, after) = touched(&redline(old, new));
        assert_eq!(before, ["South opens the gate at six."]);
        assert_eq!(after, ["South opens the gate at seven."]);
    }

    #[test]
    fn words_that_fall_touch_the_sentence_that_they_fell_from() {
        let (before, after) =
            touched(&redline("North shall pay in coin. So be it.", "North shall pay. So be it."));
        assert_eq!(before, ["North shall pay in coin."]);
        assert_eq!(after, ["North shall pay."]);
    }

    #[test]
    fn the_same_text_has_no_changed_sentence() {
        assert_eq!(touched(&redline("One. Two.", "One. Two.")), (Vec::new(), Vec::new()));
        assert_eq!((sentences("").count(), sentences("").collect::<Vec<_>>().len()), (0, 0));
        assert_eq!(sentences(" One. Two! ").collect::<Vec<_>>(), ["One.", "Two!"]);
    }
}
