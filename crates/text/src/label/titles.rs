//! Lines that name something: headings with their labels, and what in a line's words makes it look like a heading
//! where nothing marks it as one. Whether it is one depends on what stands around it, which [`crate::blocks`] sees.

use super::reader::Reader;
use super::tables::{TITLES, UNIT_WORDS, may_be_unit};
use super::{Announces, Dress, Label, leading_ordinal, start_of, starts_with_word, unit_name};

/// The label of a heading, with where the words behind it begin: `Article 3` of `[Article 3bis] *(forests)*`.
pub(crate) fn heading_label(text: &str) -> Option<(Label, usize)> {
    let mut reader = Reader { text, at: 0 };
    let mut brackets = 0;
    loop {
        if brackets < 4 && reader.rest().starts_with('[') && !reader.rest().starts_with("[^") {
            reader.at += 1;
            brackets += 1;
        } else if reader.emphasis() == 0 {
            break;
        }
    }
    let mut inside = reader;
    if let Some((label, value)) = unit_name(&mut inside) {
        let mut body = inside;
        while brackets > 0 && body.eat(']') {
            brackets -= 1;
        }
        body.emphasis();
        body.eat_any(&[':', '.', '：']);
        body.emphasis();
        body.blanks();
        let dash = body;
        if body.eat_any(&['–', '—', '-']).is_none() || !(body.peek().is_none() || body.blanks()) {
            body = dash;
        }
        return Some((Label::named(label, value), body.at));
    }
    match start_of(text) {
        Some(start) if !start.bullet && !start.doubtful && start.announces == Announces::Item => {
            Some((start.label, start.body))
        }
        _ => None,
    }
}

/// What makes a line look like a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Title {
    /// It names a unit: `Article 3 – Prisoners`.
    Unit {
        /// Rank of the unit, 1 the widest.
        rank: u8,
        /// Its number.
        value: u32,
        /// What stands behind the number.
        rest: Rest,
    },
    /// A title that many texts have, with its rank: `Preamble`.
    Known(u8),
    /// Bold from end to end.
    Bold,
    /// A label and a few words without a stop: `A. Mitigation`.
    Labelled {
        /// The label.
        label: Label,
        /// Whether the words are in capitals, or all of it is bold.
        loud: bool,
    },
    /// Capitals only.
    Capitals,
}

/// What stands behind the number of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rest {
    /// Nothing.
    Nothing,
    /// A title behind a dash or in parentheses, or all of the line is bold.
    SetOff,
    /// Words behind a colon or a point, which can be a title or a sentence.
    Running,
    /// Words behind a blank alone.
    Bare,
}

/// Rank of a title that is bold, or in capitals, and names no unit.
pub(crate) const UNNAMED: u8 = 6;

/// The longest line that is looked at as a title, in bytes.
const LONGEST: usize = 240;

/// What makes a line look like a heading, if anything does.
pub(crate) fn title(line: &str) -> Option<Title> {
    if line.len() > LONGEST || line.ends_with([',', ';', '،', '؛']) {
        return None;
    }
    let first = line.chars().next()?;
    // Lines that start with a small letter are the most frequent ones, and no titles but for a known word.
    if first.is_ascii_lowercase()
        && !may_be_unit(line)
        && !TITLES.iter().any(|(word, _)| starts_with_word(line, word))
    {
        return None;
    }
    if line.chars().count() > 90 {
        return None;
    }
    let bold = (line.starts_with("**") && line.ends_with("**")
        || line.starts_with("__") && line.ends_with("__"))
        && line.len() > 4
        && !line[2..line.len() - 2].contains(&line[..2]);
    let bare = line.trim_start_matches(['*', '_', '[']);
    let last = line.trim_end_matches(['*', '_', ']', ')']).chars().next_back()?;
    if matches!(last, ',' | ';' | '،' | '؛') {
        return None;
    }
    if let Some((rank, value, rest)) = unit(bare) {
        return unit_title(rank, value, rest, bold, last);
    }
    let words = bare.trim_end_matches(['*', '_', ']', ':']).trim();
    if let Some((_, rank)) = TITLES.iter().find(|(title, _)| words.eq_ignore_ascii_case(title)) {
        return Some(Title::Known(*rank));
    }
    if matches!(last, '.' | ':' | '?' | '!' | '…' | '؟') {
        return None;
    }
    match start_of(line).filter(|start| start.label.family.dress != Dress::Bare) {
        Some(start) if start.announces == Announces::Option || start.bullet || start.doubtful => None,
        Some(start) => {
            let words = &line[start.body..];
            let few = words.split_whitespace().count() <= 10 && words.chars().any(char::is_alphabetic);
            let loud = bold || capitals(words, 3);
            let capital =
                words.trim_start_matches(['*', '_', '[', '(']).chars().next().is_some_and(opens_title);
            (few && (loud || capital)).then_some(Title::Labelled { label: start.label, loud })
        }
        None if bold => Some(Title::Bold),
        None => {
            let plain = !line.contains(['[', ']', '{', '}', '|', '<']);
            let known = ["NO TEXT", "TBD", "TBC", "PLACEHOLDER", "RESERVED"]
                .iter()
                .any(|word| line.starts_with(word));
            (plain && !known && capitals(line, 4) && line.split_whitespace().count() <= 12)
                .then_some(Title::Capitals)
        }
    }
}

fn unit_title(rank: u8, value: u32, rest: &str, bold: bool, last: char) -> Option<Title> {
    let words = rest.trim_matches(['*', '_', ']', ' ']).trim_end_matches(['.', ':']);
    let few = words.split_whitespace().count() <= 12;
    let stop = matches!(last, '.' | ':' | '?' | '!' | '؟');
    let rest = if words.is_empty() {
        Rest::Nothing
    } else if bold || words.starts_with(['(', '–', '—', '-']) && !stop {
        Rest::SetOff
    } else if stop || !few {
        return None;
    } else if words.starts_with([':', '.', '：']) {
        Rest::Running
    } else if rest.starts_with([' ', '\u{a0}', '\t'])
        && words.split_whitespace().count() <= 8
        && words.chars().next().is_some_and(opens_title)
    {
        Rest::Bare
    } else {
        return None;
    };
    Some(Title::Unit { rank, value, rest })
}

/// The unit that a line starts by naming: its rank, its number, and what stands behind them.
fn unit(bare: &str) -> Option<(u8, u32, &str)> {
    if let Some((value, end)) = leading_ordinal(bare) {
        return Some((1, value, &bare[end..]));
    }
    if !may_be_unit(bare) {
        return None;
    }
    let rank = UNIT_WORDS
        .iter()
        .filter(|(word, _)| starts_with_word(bare, word))
        .max_by_key(|(word, _)| word.len())
        .map(|&(_, rank)| rank)?;
    let mut reader = Reader { text: bare, at: 0 };
    let (_, value) = unit_name(&mut reader)?;
    Some((rank, value, reader.rest()))
}

/// Rank of the unit that a line starts by naming.
pub(crate) fn unit_rank(line: &str) -> Option<u8> {
    unit(line.trim_start_matches(['*', '_', '['])).map(|(rank, ..)| rank)
}

/// Whether a line is, or starts with, the name of a unit that stands beside articles: `Article 4`, `ANNEX`.
pub(crate) fn names_unit(line: &str) -> bool {
    unit_rank(line).is_some()
        || TITLES.iter().any(|(title, rank)| *rank == 1 && line.eq_ignore_ascii_case(title))
}

/// Whether words are written in capitals, `least` letters or more.
fn capitals(words: &str, least: usize) -> bool {
    let mut letters = 0;
    for c in words.chars() {
        if c.is_lowercase() || c.is_alphabetic() && !c.is_uppercase() {
            return false;
        }
        letters += usize::from(c.is_uppercase());
    }
    letters >= least
}

/// Whether a title can start so: a capital, or a letter of a script that has none.
pub(crate) fn opens_title(c: char) -> bool {
    c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase()
}
