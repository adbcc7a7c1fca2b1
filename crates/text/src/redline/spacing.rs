//! Gives the white space between tokens to the pieces, so that edits carry as little of it as they can and the
//! pieces still add up to both texts exactly.

use std::ops::Range;

use super::cleanup::Piece;
use super::tokens::Token;
use super::{Change, ChangeKind};

/// One text with its tokens, and the places where it is cut into pieces.
struct Side<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Side<'_> {
    /// The white space before the token at `index`; at the end of the tokens, what follows the last one.
    fn gap(&self, index: usize) -> Range<usize> {
        let start = index.checked_sub(1).map_or(0, |before| self.tokens[before].end);
        let end = self.tokens.get(index).map_or(self.text.len(), |token| token.start);
        start..end
    }
}

/// Turns pieces of tokens into changes of text.
pub(super) fn changes(
    old: &str,
    new: &str,
    old_tokens: &[Token],
    new_tokens: &[Token],
    pieces: &[Piece],
) -> Vec<Change> {
    if pieces.is_empty() {
        return if old.is_empty() && new.is_empty() { Vec::new() } else { vec![equal(old, new)] };
    }
    let old_side = Side { text: old, tokens: old_tokens };
    let new_side = Side { text: new, tokens: new_tokens };
    // cuts[i] is where piece i begins, in both texts.
    let mut cuts = vec![(0, 0); pieces.len() + 1];
    cuts[pieces.len()] = (old.len(), new.len());
    for (index, piece) in pieces.iter().enumerate() {
        if piece.equal {
            continue;
        }
        let (before, after) = edges(piece, &old_side, &new_side);
        if index > 0 {
            cuts[index] = before;
        }
        if index + 1 < pieces.len() {
            cuts[index + 1] = after;
        }
    }
    pieces
        .iter()
        .zip(cuts.windows(2))
        .map(|(piece, cut)| {
            let (old, new) = (&old[cut[0].0..cut[1].0], &new[cut[0].1..cut[1].1]);
            let kind = match (piece.equal, old.is_empty(), new.is_empty()) {
                (true, _, _) => ChangeKind::Equal,
                (false, true, _) => ChangeKind::Inserted,
                (false, false, true) => ChangeKind::Deleted,
                (false, false, false) => ChangeKind::Replaced,
            };
            Change { kind, old: old.to_owned(), new: new.to_owned() }
        })
        .collect()
}

fn equal(old: &str, new: &str) -> Change {
    Change { kind: ChangeKind::Equal, old: old.to_owned(), new: new.to_owned() }
}

type Cut = (usize, usize);

/// Where an edit begins and ends, each as a place in the old and in the new text.
fn edges(piece: &Piece, old: &Side<'_>, new: &Side<'_>) -> (Cut, Cut) {
    match (piece.old.is_empty(), piece.new.is_empty()) {
        (true, _) => {
            let (at, (start, end)) = one_sided(piece.old.start, &piece.new, old, new);
            ((at, start), (at, end))
        }
        (false, true) => {
            let (at, (start, end)) = one_sided(piece.new.start, &piece.old, new, old);
            ((start, at), (end, at))
        }
        (false, false) => {
            let (old_before, new_before) = (old.gap(piece.old.start), new.gap(piece.new.start));
            let (old_after, new_after) = (old.gap(piece.old.end), new.gap(piece.new.end));
            let before = if old_before.is_empty() == new_before.is_empty() {
                (old_before.end, new_before.end)
            } else {
                (old_before.start, new_before.start)
            };
            let after = if old_after.is_empty() == new_after.is_empty() {
                (old_after.start, new_after.start)
            } else {
                (old_after.end, new_after.end)
            };
            (before, after)
        }
    }
}

/// For words that only one text (`full`) has: the place in the other text (`bare`), and the stretch of `full`.
fn one_sided(at: usize, range: &Range<usize>, bare: &Side<'_>, full: &Side<'_>) -> (usize, (usize, usize)) {
    let gap = bare.gap(at);
    let (before, after) = (full.gap(range.start), full.gap(range.end));
    let (first, last) = (range.start == 0, range.end == full.tokens.len());
    if first && last {
        return (gap.end, (before.start, after.end));
    }
    if first {
        // Nothing equal stands before it: the other text's white space belongs to what follows.
        let end = if gap.is_empty() || after.is_empty() { after.end } else { after.start };
        return (gap.start, (0, end));
    }
    if last {
        let start = if gap.is_empty() { before.start } else { before.end };
        return (gap.end, (start, after.end));
    }
    if gap.is_empty() {
        (gap.end, (before.start, after.end))
    } else if !before.is_empty() {
        (gap.end, (before.end, after.end))
    } else if !after.is_empty() {
        (gap.start, (before.end, after.start))
    } else {
        (gap.end, (before.end, after.end))
    }
}
