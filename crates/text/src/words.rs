//! Exact words: what has to be the same for words to be the same words.
//!
//! Exact words are tokens by Unicode's word boundaries (UAX #29) in normalisation form C, blanks and line breaks left
//! out. Emphasis marks, link addresses, HTML comments and formatting tags are not words; brackets, punctuation,
//! numbers and cross-references are. A footnote mark counts as a mark, whatever its number.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

use crate::inline::{self, Mark};
use crate::span::Span;

/// A digest of exact words: two texts have the same one if and only if they are the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WordsHash(pub [u8; 16]);

/// Stands behind each token in what is hashed; no UTF-8 text has this byte.
const TOKEN_END: u8 = 0xff;

impl WordsHash {
    /// The digest of the exact words of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut hashed = Vec::with_capacity(text.len() + text.len() / 4);
        let clean = without_marks(text);
        feed(&clean, &mut hashed);
        Self::digest(&hashed)
    }

    /// One digest for a sequence of clauses, each with a boundary behind it. Clauses without words do not count: so an
    /// option whose words stand in the paragraph below its label has the words that it has when they stand behind it.
    #[must_use]
    pub fn of_sequence<'a>(hashes: impl IntoIterator<Item = &'a WordsHash>) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"clauses");
        let empty = Self::digest(&[]);
        for hash in hashes.into_iter().filter(|hash| **hash != empty) {
            hasher.update(&hash.0);
        }
        Self::shorten(&hasher.finalize())
    }

    pub(crate) fn digest(hashed: &[u8]) -> Self {
        Self::shorten(&blake3::hash(hashed))
    }

    fn shorten(hash: &blake3::Hash) -> Self {
        let mut short = [0; 16];
        short.copy_from_slice(&hash.as_bytes()[..16]);
        Self(short)
    }

    /// The digest as 32 hexadecimal digits.
    #[must_use]
    pub fn to_hex(&self) -> String {
        self.0.iter().fold(String::with_capacity(32), |mut hex, byte| {
            for half in [byte >> 4, byte & 15] {
                hex.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
            }
            hex
        })
    }
}

/// The exact words of a text, in order.
#[must_use]
pub fn exact_tokens(text: &str) -> Vec<Cow<'_, str>> {
    let clean = without_marks(text);
    let mut words = Vec::new();
    if clean == text {
        for_each_token(text, |token| words.push(token));
    } else {
        for_each_token(&clean, |token| words.push(Cow::Owned(token.into_owned())));
    }
    words
}

/// Text without what is not words, as one block that stands by itself.
pub(crate) fn without_marks(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut marks = Vec::new();
    inline::lex(text, Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX)), &mut marks);
    inline::settle_alone(text, &mut marks);
    inline::write_words(text, Span::new(0, text.len() as u32), &marks, &mut clean);
    clean
}

/// Puts the words of a clause into the bytes that are hashed.
pub(crate) fn feed_clause(text: &str, span: Span, marks: &[Mark], clean: &mut String, hashed: &mut Vec<u8>) {
    if inline::is_words_only(span, marks) {
        feed(&text[span.range()], hashed);
    } else {
        clean.clear();
        inline::write_words(text, span, marks, clean);
        feed(clean, hashed);
    }
}

fn feed(clean: &str, hashed: &mut Vec<u8>) {
    hashed.reserve(clean.len() + clean.len() / 4);
    for_each_token(clean, |token| {
        hashed.extend_from_slice(token.as_bytes());
        hashed.push(TOKEN_END);
    });
}

/// What a byte is to the division into tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Word,
    Mark,
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0u8;
    while byte < 128 {
        classes[byte as usize] = if byte.is_ascii_whitespace() || byte == 0x0b {
            Class::Blank
        } else if is_word(byte) {
            Class::Word
        } else {
            Class::Mark
        };
        byte += 1;
    }
    classes
};

/// Tokens of a text that has been rid of what is not words.
fn for_each_token<'a>(text: &'a str, mut take: impl FnMut(Cow<'a, str>)) {
    let bytes = text.as_bytes();
    let class = |at: usize| bytes.get(at).map_or(Class::Blank, |&byte| CLASSES[byte as usize]);
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while class(at) == Class::Word {
            at += 1;
        }
        match class(at) {
            // Most words stand between blanks.
            Class::Blank => {
                if at > start {
                    take(Cow::Borrowed(&text[start..at]));
                }
                at += 1;
                continue;
            }
            // A mark that ends a word and a run of its own: `word,`.
            Class::Mark if at > start && class(at + 1) == Class::Blank => {
                take(Cow::Borrowed(&text[start..at]));
                take(Cow::Borrowed(&text[at..at + 1]));
                at += 2;
                continue;
            }
            _ => {}
        }
        let mut ascii = true;
        loop {
            match class(at) {
                Class::Blank => break,
                Class::Other => ascii = false,
                Class::Word | Class::Mark => {}
            }
            at += 1;
        }
        let run = &text[start..at];
        if ascii { ascii_tokens(run, &mut take) } else { unicode_tokens(run, &mut take) }
    }
}

/// UAX #29 where it needs no tables.
fn ascii_tokens<'a>(run: &'a str, take: &mut impl FnMut(Cow<'a, str>)) {
    let bytes = run.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        at += 1;
        if is_word(bytes[start]) {
            while at < bytes.len() {
                if is_word(bytes[at]) {
                    at += 1;
                    continue;
                }
                let (before, after) = (bytes[at - 1], bytes.get(at + 1).copied().unwrap_or(b' '));
                let joins = match bytes[at] {
                    b'.' | b'\'' => {
                        before.is_ascii_alphabetic() && after.is_ascii_alphabetic()
                            || before.is_ascii_digit() && after.is_ascii_digit()
                    }
                    b':' => before.is_ascii_alphabetic() && after.is_ascii_alphabetic(),
                    b',' | b';' => before.is_ascii_digit() && after.is_ascii_digit(),
                    _ => false,
                };
                if !joins {
                    break;
                }
                at += 2;
            }
        }
        take(Cow::Borrowed(&run[start..at]));
    }
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn unicode_tokens<'a>(run: &'a str, take: &mut impl FnMut(Cow<'a, str>)) {
    if is_nfc_quick(run.chars()) == IsNormalized::Yes {
        for word in run.split_word_bounds().filter(|word| !word.trim().is_empty()) {
            take(Cow::Borrowed(word));
        }
    } else {
        let normal: String = run.nfc().collect();
        for word in normal.split_word_bounds().filter(|word| !word.trim().is_empty()) {
            take(Cow::Owned(word.to_owned()));
        }
    }
}
