//! Which stretches of a paragraph are set from right to left, as Word must be told run by run.

use crate::document::Direction;

/// How a character weighs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// It has a direction of its own.
    Strong(Direction),
    /// A European digit: with the strong character before it where that is left to right.
    Digit,
    /// A tab or a line break: with the paragraph.
    Separator,
    /// What takes the direction of what is around it.
    Neutral,
}

/// The direction of each character of a paragraph of direction `base`: a plain form of the bidirectional algorithm's rules
/// W7, N1 and N2 (Unicode Standard Annex 9), without levels and isolates, since Word finds these itself within a run.
///
/// O(n).
#[must_use]
pub(super) fn directions(base: Direction, text: impl Iterator<Item = char>) -> Vec<Direction> {
    let mut found: Vec<Direction> = Vec::new();
    let mut last = base;
    // Where the characters begin that wait for what comes behind them.
    let mut waiting: Option<usize> = None;
    for c in text {
        let strong = match weight(c) {
            Weight::Strong(direction) => Some(direction),
            Weight::Digit if last == Direction::Ltr => Some(Direction::Ltr),
            Weight::Separator => Some(base),
            Weight::Digit | Weight::Neutral => None,
        };
        let Some(direction) = strong else {
            waiting.get_or_insert(found.len());
            found.push(base);
            continue;
        };
        if let Some(from) = waiting.take() {
            let between = if direction == last { direction } else { base };
            found.iter_mut().skip(from).for_each(|found| *found = between);
        }
        last = direction;
        found.push(direction);
    }
    if let Some(from) = waiting {
        found.iter_mut().skip(from).for_each(|found| *found = base);
    }
    found
}

/// Words in stretches of one direction, with `directions` those of its characters.
pub(super) fn stretches<'a>(
    words: &'a str,
    directions: &'a [Direction],
) -> impl Iterator<Item = (&'a str, Direction)> {
    let mut from = 0;
    directions.chunk_by(|one, next| one == next).filter_map(move |chunk| {
        let rest = words.get(from..)?;
        let length: usize = rest.chars().take(chunk.len()).map(char::len_utf8).sum();
        from += length;
        Some((rest.get(..length)?, *chunk.first()?))
    })
}

/// The direction of words by their first strong character (rules P2 and P3 of Unicode Standard Annex 9); `None` where no
/// character has one.
#[must_use]
pub fn direction_of(words: &str) -> Option<Direction> {
    words.chars().find_map(|c| match weight(c) {
        Weight::Strong(direction) => Some(direction),
        _ => None,
    })
}

/// Whether a character is of a script that is written from right to left, or a mark of that direction.
#[must_use]
pub(super) const fn is_rtl(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Whether a character is of the Hebrew script.
#[must_use]
pub(super) const fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}')
}

fn weight(c: char) -> Weight {
    match c {
        '\t' | '\n' => Weight::Separator,
        '0'..='9' => Weight::Digit,
        '\u{200e}' => Weight::Strong(Direction::Ltr),
        c if is_rtl(c) => Weight::Strong(Direction::Rtl),
        c if c.is_alphabetic() => Weight::Strong(Direction::Ltr),
        _ => Weight::Neutral,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(base: Direction, text: &str) -> String {
        directions(base, text.chars())
            .into_iter()
            .map(|direction| if direction == Direction::Rtl { 'R' } else { 'l' })
            .collect()
    }

    #[test]
    fn neutral_characters_go_with_what_is_on_both_sides_and_else_with_the_paragraph() {
        assert_eq!(shown(Direction::Ltr, "a (b) א, ב."), "llllllRRRRl");
        assert_eq!(shown(Direction::Rtl, "a (b) א, ב."), "llllRRRRRRR");
    }

    #[test]
    fn digits_stay_with_the_latin_words_before_them_and_else_go_with_the_script() {
        assert_eq!(shown(Direction::Rtl, "S/2334 א 12"), "llllllRRRRR");
        assert_eq!(shown(Direction::Ltr, "א 12"), "Rlll");
        assert_eq!(shown(Direction::Rtl, "2.1\tא"), "RRRRR");
    }
}
