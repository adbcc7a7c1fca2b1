//! From a raw comparison to pieces that a reader takes in at a glance.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::tokens::{Role, Token};

/// A stretch of tokens that is equal in both texts, or that is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) equal: bool,
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// Below this share of common words (in per mille of the longer text) two texts are shown as one replaced by the
/// other: stray common words would only distract.
const HARDLY_ALIKE: usize = 200;

/// The pieces of both token lists, equal and unequal in turn.
pub(super) fn pieces(old: &[Token], new: &[Token]) -> Vec<Piece> {
    let mut pieces = compare(old, new);
    let common = pieces.iter().filter(|piece| piece.equal).map(|piece| words(&new[piece.new.clone()])).sum();
    let (shorter, longer) = (words(old).min(words(new)), words(old).max(words(new)));
    if hardly_alike(common, shorter, longer) {
        return vec![Piece { equal: false, old: 0..old.len(), new: 0..new.len() }];
    }
    absorb_islands(&mut pieces, old, new);
    slide(&mut pieces, old, new);
    join(&mut pieces);
    pieces
}

fn compare(old: &[Token], new: &[Token]) -> Vec<Piece> {
    let old_keys: Vec<u32> = old.iter().map(|token| token.key).collect();
    let new_keys: Vec<u32> = new.iter().map(|token| token.key).collect();
    let mut pieces: Vec<Piece> = capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys)
        .into_iter()
        .map(|op| Piece {
            equal: matches!(op, DiffOp::Equal { .. }),
            old: op.old_range(),
            new: op.new_range(),
        })
        .collect();
    join(&mut pieces);
    pieces
}

/// Joins neighbours of the same kind and drops what is empty.
fn join(pieces: &mut Vec<Piece>) {
    pieces.retain(|piece| !piece.old.is_empty() || !piece.new.is_empty());
    pieces.dedup_by(|next, last| {
        let same = next.equal == last.equal;
        if same {
            last.old.end = next.old.end;
            last.new.end = next.new.end;
        }
        same
    });
}

/// Whether two texts of so many words with so many in common are shown as one replaced by the other.
pub(crate) fn hardly_alike(common: usize, shorter: usize, longer: usize) -> bool {
    longer >= 6 && shorter > 0 && common * 1000 < longer * HARDLY_ALIKE
}

/// Takes short unchanged stretches between two edits into one edit, until none is left.
fn absorb_islands(pieces: &mut Vec<Piece>, old: &[Token], new: &[Token]) {
    loop {
        let mut absorbed = false;
        let mut index = 1;
        while index + 1 < pieces.len() {
            if pieces[index].equal && is_island(&pieces[index - 1..=index + 1], old, new) {
                let (next_old, next_new) = (pieces[index + 1].old.end, pieces[index + 1].new.end);
                pieces[index - 1].old.end = next_old;
                pieces[index - 1].new.end = next_new;
                pieces.drain(index..=index + 1);
                absorbed = true;
            } else {
                index += 1;
            }
        }
        if !absorbed {
            return;
        }
    }
}

/// Whether the middle one of three pieces is better read as part of one edit with its neighbours.
///
/// An edit that only sets or lifts brackets never draws in the words between: that a word lost its brackets is
/// the news, not the word.
fn is_island(around: &[Piece], old: &[Token], new: &[Token]) -> bool {
    let [left, middle, right] = around else { return false };
    let between = &new[middle.new.clone()];
    let (left_words, left_letters) = size(left, old, new);
    let (right_words, right_letters) = size(right, old, new);
    let smaller = left_words.min(right_words);
    // A figure that changed is read best on its own.
    if figures(left, old, new) || figures(right, old, new) {
        return false;
    }
    let between_words = words(between);

    if between_words == 0 {
        // A bracket or a stop between two small edits keeps them apart; beside a long one it only distracts.
        let divides = between.iter().any(|token| token.is_bracket() || token.role == Role::Stop);
        return left_words + right_words > if divides { 6 } else { 0 };
    }
    if smaller == 0 || between.iter().any(Token::is_bracket) {
        return false;
    }
    let letters = letters(between);
    let short_word = between_words == 1 && (letters <= 3 || letters <= 4 && smaller >= 2);
    let lost_in_edits =
        between_words <= (smaller / 3).min(3) && letters <= left_letters.min(right_letters) / 2;
    short_word || lost_in_edits
}

fn size(piece: &Piece, old: &[Token], new: &[Token]) -> (usize, usize) {
    let (old, new) = (&old[piece.old.clone()], &new[piece.new.clone()]);
    (words(old).max(words(new)), letters(old).max(letters(new)))
}

/// Whether an edit is about figures alone.
fn figures(piece: &Piece, old: &[Token], new: &[Token]) -> bool {
    let mut words =
        old[piece.old.clone()].iter().chain(&new[piece.new.clone()]).filter(|token| token.is_word());
    words.clone().next().is_some() && words.all(|token| token.role == Role::Number)
}

fn words(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| token.is_word()).count()
}

fn letters(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| token.is_word()).map(|token| token.length as usize).sum()
}

/// Moves insertions and deletions along equal words to where a reader expects them: whole brackets, whole
/// sentences, whole phrases between commas.
fn slide(pieces: &mut [Piece], old: &[Token], new: &[Token]) {
    for index in 0..pieces.len() {
        if pieces[index].equal {
            continue;
        }
        let (tokens, range) = match (pieces[index].old.is_empty(), pieces[index].new.is_empty()) {
            (true, false) => (new, pieces[index].new.clone()),
            (false, true) => (old, pieces[index].old.clone()),
            _ => continue,
        };
        let before = if index > 0 { pieces[index - 1].old.len() } else { 0 };
        let after = pieces.get(index + 1).map_or(0, |piece| piece.old.len());
        let shift = best_shift(tokens, &range, before, after);
        if shift != 0 {
            move_piece(pieces, index, shift);
        }
    }
}

/// By how many tokens to move an edit, to the right if positive.
fn best_shift(tokens: &[Token], range: &Range<usize>, before: usize, after: usize) -> isize {
    let mut best = (boundary_score(tokens, range), 0_isize);
    let mut consider = |candidate: Range<usize>, shift: isize| {
        let score = boundary_score(tokens, &candidate);
        if score > best.0 || score == best.0 && shift > best.1 {
            best = (score, shift);
        }
    };
    // A neighbour that would vanish altogether is left one token, so that two edits never touch.
    for step in 1..before.max(1) {
        if tokens[range.start - step].key != tokens[range.end - step].key {
            break;
        }
        consider(range.start - step..range.end - step, -(step as isize));
    }
    for step in 1..after.max(1) {
        if tokens[range.start + step - 1].key != tokens[range.end + step - 1].key {
            break;
        }
        consider(range.start + step..range.end + step, step as isize);
    }
    best.1
}

fn boundary_score(tokens: &[Token], range: &Range<usize>) -> i32 {
    let inside = &tokens[range.clone()];
    let (Some(first), Some(last)) = (inside.first(), inside.last()) else { return 0 };
    let previous = range.start.checked_sub(1).map(|index| &tokens[index]);
    let following = tokens.get(range.end);
    let mut score = 0;
    if balanced(inside) {
        score += 8;
        if first.role == Role::Opening && last.role == Role::Closing {
            score += 4;
        }
    }
    score += match previous {
        None => 3,
        Some(token) if token.role == Role::Stop => 3,
        Some(token) if token.role == Role::Comma => 1,
        Some(token) if token.end < first.start => 1,
        Some(_) => 0,
    };
    score += match last.role {
        Role::Stop => 2,
        Role::Comma => 2,
        _ => 0,
    };
    score += match following {
        None => 2,
        Some(token) if token.role == Role::Stop => 2,
        Some(token) if last.end < token.start => 1,
        Some(_) => 0,
    };
    if matches!(first.role, Role::Stop | Role::Closing) {
        score -= 2;
    }
    score
}

fn balanced(tokens: &[Token]) -> bool {
    let mut depth = 0_i32;
    for token in tokens {
        match token.role {
            Role::Opening => depth += 1,
            Role::Closing => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

fn move_piece(pieces: &mut [Piece], index: usize, shift: isize) {
    let moved = |position: usize| position.saturating_add_signed(shift);
    let piece = &mut pieces[index];
    piece.old = moved(piece.old.start)..moved(piece.old.end);
    piece.new = moved(piece.new.start)..moved(piece.new.end);
    let (old, new) = (piece.old.clone(), piece.new.clone());
    if let Some(previous) = index.checked_sub(1).and_then(|before| pieces.get_mut(before)) {
        previous.old.end = old.start;
        previous.new.end = new.start;
    }
    if let Some(next) = pieces.get_mut(index + 1) {
        next.old.start = old.end;
        next.new.start = new.end;
    }
}
