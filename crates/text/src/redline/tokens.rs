//! The units that a redline compares: words, numbers, brackets and marks, each whole.

use std::borrow::Cow;
use std::collections::HashMap;

use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;

/// What part a token plays in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Word,
    /// A number with its sign or unit.
    Number,
    Opening,
    Closing,
    /// Ends a sentence or a clause: `.`, `;`, `:` and their like.
    Stop,
    Comma,
    Mark,
}

/// A stretch of text without white space. What lies between two tokens is white space only.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The same for the same characters in NFC.
    pub(crate) key: u32,
    pub(crate) role: Role,
    /// Characters.
    pub(crate) length: u32,
}

impl Token {
    pub(crate) fn is_word(&self) -> bool {
        matches!(self.role, Role::Word | Role::Number)
    }

    pub(crate) fn is_bracket(&self) -> bool {
        matches!(self.role, Role::Opening | Role::Closing)
    }
}

/// Gives the same number to the same characters, across both texts.
#[derive(Default)]
pub(crate) struct Interner {
    keys: HashMap<String, u32>,
}

impl Interner {
    fn key(&mut self, text: &str) -> u32 {
        let text: Cow<'_, str> =
            if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) };
        if let Some(&key) = self.keys.get(text.as_ref()) {
            return key;
        }
        let key = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        self.keys.insert(text.into_owned(), key);
        key
    }
}

/// Cuts a text into tokens.
pub(crate) fn tokenize(text: &str, interner: &mut Interner) -> Vec<Token> {
    whole(text)
        .into_iter()
        .map(|segment| {
            let piece = &text[segment.start..segment.end];
            Token {
                start: segment.start,
                end: segment.end,
                key: interner.key(piece),
                role: role(piece, segment.class),
                length: u32::try_from(piece.chars().count()).unwrap_or(u32::MAX),
            }
        })
        .collect()
}

/// How many words a text has.
pub(crate) fn count_words(text: &str) -> usize {
    whole(text).iter().filter(|segment| matches!(segment.class, Class::Word | Class::Number)).count()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Number,
    Joiner,
    Other,
}

#[derive(Debug, Clone, Copy)]
struct Segment {
    start: usize,
    end: usize,
    class: Class,
}

fn role(piece: &str, class: Class) -> Role {
    match class {
        Class::Word => return Role::Word,
        Class::Number => return Role::Number,
        Class::Joiner | Class::Other => {}
    }
    match piece {
        "[" | "(" | "{" | "⟦" | "【" | "（" => Role::Opening,
        "]" | ")" | "}" | "⟧" | "】" | "）" => Role::Closing,
        "." | ";" | ":" | "!" | "?" | "؛" | "؟" | "۔" | "。" | "׃" | "\u{1e}" => Role::Stop,
        "," | "،" | "、" => Role::Comma,
        _ => Role::Mark,
    }
}

/// Unicode's word segments, joined where people see one thing: compounds, numbers with what belongs to them,
/// footnote references, runs of one mark.
fn whole(text: &str) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::with_capacity(text.len() / 5 + 1);
    for (start, piece) in text.split_word_bound_indices() {
        if piece.chars().all(char::is_whitespace) {
            continue;
        }
        let next = Segment { start, end: start + piece.len(), class: class(piece) };
        push(text, &mut segments, next);
    }
    segments
}

fn class(piece: &str) -> Class {
    match piece {
        "-" | "\u{2010}" | "\u{2011}" | "\u{5be}" | "/" | ":" | "–" | "." | "," | "٫" | "٬" => {
            Class::Joiner
        }
        _ => {
            let mut letters = piece.chars().filter(|c| c.is_alphanumeric());
            match letters.next() {
                None => Class::Other,
                Some(first) if first.is_numeric() && letters.all(char::is_numeric) => Class::Number,
                Some(_) => Class::Word,
            }
        }
    }
}

/// Adds a segment, joining it to what stands directly before it where the two are one thing.
fn push(text: &str, segments: &mut Vec<Segment>, next: Segment) {
    let piece = &text[next.start..next.end];
    let count = segments.len();
    let adjacent = |index: usize, to: usize| segments[index].end == to;
    let part = |index: usize| &text[segments[index].start..segments[index].end];

    if count >= 2 && adjacent(count - 1, next.start) && adjacent(count - 2, segments[count - 1].start) {
        let (before, joiner) = (segments[count - 2].class, part(count - 1));
        let hyphen = matches!(joiner, "-" | "\u{2010}" | "\u{2011}" | "\u{5be}");
        let compound = hyphen && is_wordlike(before) && is_wordlike(next.class);
        let number = before == Class::Number
            && next.class == Class::Number
            && segments[count - 1].class == Class::Joiner;
        if compound || number {
            let class = if number { Class::Number } else { Class::Word };
            let start = segments[count - 2].start;
            segments.truncate(count - 2);
            segments.push(Segment { start, end: next.end, class });
            return;
        }
    }
    if count >= 3
        && piece == "]"
        && adjacent(count - 1, next.start)
        && part(count - 2) == "^"
        && part(count - 3) == "["
        && adjacent(count - 2, segments[count - 1].start)
        && adjacent(count - 3, segments[count - 2].start)
    {
        let start = segments[count - 3].start;
        segments.truncate(count - 3);
        segments.push(Segment { start, end: next.end, class: Class::Other });
        return;
    }
    if count >= 1 && adjacent(count - 1, next.start) {
        let last = part(count - 1);
        let sign_after = segments[count - 1].class == Class::Number && matches!(piece, "%" | "‰" | "٪" | "°");
        let sign_before = next.class == Class::Number && matches!(last, "$" | "€" | "£" | "₪" | "¥");
        let run = matches!(piece, "*" | "_" | "#" | "." | "~" | "-")
            && last.ends_with(piece)
            && segments[count - 1].class != Class::Number
            && !is_wordlike(segments[count - 1].class);
        if sign_after || sign_before || run {
            let class = if run { Class::Other } else { Class::Number };
            segments[count - 1] = Segment { start: segments[count - 1].start, end: next.end, class };
            return;
        }
    }
    segments.push(next);
}

fn is_wordlike(class: Class) -> bool {
    matches!(class, Class::Word | Class::Number)
}
