//! Words, numbers in digits and marks of a text, with the form in which words are looked up.

use std::borrow::Cow;

use crate::label::digit;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Word,
    /// Digits, with the separators between them.
    Digits,
    /// One character that is neither.
    Mark(char),
}

/// A stretch of text without white space.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sort: Sort,
    /// Of a word: lower case, without vowel marks and tatweel; letters as written otherwise.
    pub(super) plain: Cow<'t, str>,
}

impl Token<'_> {
    pub(super) fn is(&self, mark: char) -> bool {
        self.sort == Sort::Mark(mark)
    }

    /// Ends a sentence or a part of one that stands alone.
    pub(super) fn is_stop(&self) -> bool {
        matches!(self.sort, Sort::Mark('.' | ';' | ':' | '!' | '?' | '؛' | '؟' | '۔' | '׃'))
    }
}

/// Cuts a text into tokens.
pub(super) fn tokenize(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        at += c.len_utf8();
        if c.is_whitespace() || is_invisible(c) {
            continue;
        }
        let sort = if digit(c).is_some() {
            at = digits_end(text, start, at);
            Sort::Digits
        } else if is_letter(c) {
            at = word_end(text, at);
            Sort::Word
        } else {
            Sort::Mark(c)
        };
        let plain = match sort {
            Sort::Word => plain(&text[start..at]),
            _ => Cow::Borrowed(""),
        };
        tokens.push(Token { start, end: at, sort, plain });
    }
    tokens
}

/// Marks of direction and joiners say nothing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Vowel marks of Arabic and Hebrew, and the stroke that stretches a word: left out of plain words.
fn is_vowel_mark(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{300}'..='\u{36f}')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_vowel_mark(c)
}

fn word_end(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(c) = text[at..].chars().next() {
        let joins = match c {
            '\'' | '’' | '״' | '׳' => {
                text[at + c.len_utf8()..].chars().next().is_some_and(char::is_alphabetic)
            }
            '"' => text[at + 1..].chars().next().is_some_and(|c| ('א'..='ת').contains(&c)) && at > from,
            c => is_letter(c),
        };
        if !joins {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// Goes on through digits and through separators that have a digit behind them: `40,000`, `1.5`, `٤٫٥`, `40 000`
/// with a blank that does not break.
fn digits_end(text: &str, start: usize, from: usize) -> usize {
    let mut at = from;
    while let Some(c) = text[at..].chars().next() {
        let behind = &text[at + c.len_utf8()..];
        let joins = digit(c).is_some()
            || match c {
                '.' | '٫' | '٬' => behind.chars().next().and_then(digit).is_some(),
                ',' => group_of_three(behind) || decimals(&text[..start], &text[start..at], behind),
                '\u{a0}' | '\u{202f}' | '\u{2009}' => group_of_three(behind),
                _ => false,
            };
        if !joins {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// Whether exactly three digits follow.
fn group_of_three(text: &str) -> bool {
    let mut chars = text.chars().map(digit);
    (0..3).all(|_| chars.next().flatten().is_some()) && chars.next().flatten().is_none()
}

/// Whether a comma stands before decimals, `2,5`, and not in a list, `4,5,7`.
fn decimals(ahead: &str, before: &str, behind: &str) -> bool {
    let rest = behind.trim_start_matches(|c| digit(c).is_some());
    let goes_on = rest.strip_prefix(',').is_some_and(|rest| rest.chars().next().and_then(digit).is_some());
    let goes_before = ahead.ends_with(',');
    rest.len() < behind.len() && !goes_on && !goes_before && !before.contains(',') && !before.contains('.')
}

fn plain(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let kept = word.chars().filter(|&c| !is_vowel_mark(c)).map(|c| if c == '’' { '\'' } else { c });
    Cow::Owned(kept.flat_map(char::to_lowercase).collect())
}

/// Letters that are written in more than one way made one: alif with and without hamza, final ya, ta marbuta. `None`
/// where the word has none of them.
pub(super) fn loose(plain: &str) -> Option<String> {
    let one = |c: char| match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        other => other,
    };
    plain.chars().any(|c| one(c) != c).then(|| plain.chars().map(one).collect())
}
