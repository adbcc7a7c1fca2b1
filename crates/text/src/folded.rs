//! The form in which words are looked for: whatever their capitals, accents and vowel signs.
//!
//! People type and paste the same words differently and mean the same. So letters are taken in compatibility
//! decomposition (NFKD) and lower case, without combining marks, tatweel and characters that are not seen; in Arabic the
//! forms of alef become one by that; digits of other scripts are Western ones; any white space is one blank. This form is
//! for finding alone: whether words are the same words is for [`crate::words`] to say.

use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::label::digit;

/// A text in the form that is compared, with the place in the original that each of its bytes comes from.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    text: String,
    origins: Vec<usize>,
}

impl Folded {
    /// Takes time in proportion to the length of the text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut folded =
            Self { text: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len()) };
        for (at, character) in text.char_indices() {
            fold(character, |part| {
                if part == ' ' && (folded.text.is_empty() || folded.text.ends_with(' ')) {
                    return;
                }
                folded.text.push(part);
                folded.origins.resize(folded.text.len(), at);
            });
        }
        if folded.text.ends_with(' ') {
            folded.text.pop();
            folded.origins.pop();
        }
        folded
    }

    /// The text in this form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether a word begins or ends at a byte of the folded text: what is looked for are words, not parts of words.
    #[must_use]
    pub fn is_edge(&self, at: usize) -> bool {
        let before = self.text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = self.text[at..].chars().next().is_some_and(char::is_alphanumeric);
        !(before && after)
    }

    /// Where the bytes of a range come from in `original`, marks behind the last letter included.
    #[must_use]
    pub fn origin(&self, range: Range<usize>, original: &str) -> Range<usize> {
        let start = self.origins.get(range.start).copied().unwrap_or(0);
        let end = match self.origins.get(range.end) {
            Some(&next) => original[..next].trim_end().len(),
            None => original.len(),
        };
        start..end
    }
}

/// A word of a text: a run of letters and digits, by a digest of its folded form, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoldedWord {
    /// The same for the same word in the folded form; another for another, but for chance (1 in 2^64).
    pub digest: u64,
    /// Its first byte in the text.
    pub start: usize,
    /// The byte behind it, with its marks.
    pub end: usize,
}

/// The words of a text; everything between them (marks, brackets, quotation marks, white space) is left out. Takes time
/// in proportion to the length of the text.
#[must_use]
pub fn words(text: &str) -> Vec<FoldedWord> {
    // 64-bit FNV-1a: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut open: Option<FoldedWord> = None;
    for (at, character) in text.char_indices() {
        let next = at + character.len_utf8();
        let mut ends = false;
        let mut feed = |part: char| {
            if !part.is_alphanumeric() {
                ends = true;
                return;
            }
            let word = open.get_or_insert(FoldedWord { digest: BASIS, start: at, end: next });
            word.digest = (word.digest ^ u64::from(u32::from(part))).wrapping_mul(PRIME);
            word.end = next;
        };
        if character.is_ascii() {
            feed(character.to_ascii_lowercase());
        } else {
            fold(character, feed);
        }
        if ends {
            words.extend(open.take());
        } else if let Some(word) = &mut open {
            // A vowel sign belongs to the word before it.
            word.end = next;
        }
    }
    words.extend(open);
    words
}

/// The folded words of a text with single blanks between: the same for texts that differ in marks, capitals, accents,
/// vowel signs and line breaks alone.
#[must_use]
pub fn plain(text: &str) -> String {
    let folded = Folded::new(text);
    let words = folded.as_str().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Calls `put` for each character that one becomes.
fn fold(character: char, mut put: impl FnMut(char)) {
    if character.is_ascii() {
        put(if character.is_whitespace() { ' ' } else { character.to_ascii_lowercase() });
        return;
    }
    match TABLE.get(character as usize) {
        Some(known) => known.iter().copied().take_while(|&part| part != END).for_each(put),
        None => slowly(character, &mut put),
    }
}

/// Stands for no character.
const END: char = '\0';

/// What each character below U+0800 becomes: all of Latin, Greek, Cyrillic, Hebrew and Arabic that texts are written in.
static TABLE: LazyLock<Vec<[char; 4]>> = LazyLock::new(|| {
    let entry = |code: u32| {
        let mut parts = [END; 4];
        let mut filled = 0;
        slowly(char::from_u32(code).unwrap_or(END), &mut |part| {
            if let Some(place) = parts.get_mut(filled) {
                *place = part;
            }
            filled += 1;
        });
        parts
    };
    (0..0x800).map(entry).collect()
});

fn slowly(character: char, put: &mut impl FnMut(char)) {
    for part in character.nfkd().flat_map(char::to_lowercase) {
        let unseen = matches!(part,
            '\u{640}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        if unseen || is_combining_mark(part) {
            continue;
        }
        let western = digit(part).and_then(|value| char::from_digit(value, 10));
        put(if part.is_whitespace() { ' ' } else { western.unwrap_or(part) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_differently_and_mean_alike_is_one_form() {
        for (one, other) in [
            ("The Cease\n  Fire", "the cease fire"),
            ("résumé", "RESUME"),
            ("وَقْفُ إطلاق النّار", "وقف اطلاق النار"),
            ("الـمـادة ١٤", "المادة 14"),
            ("שָׁלוֹם", "שלום"),
            ("co\u{ad}operate\u{200b}", "cooperate"),
            ("ﬁve", "five"),
            ("۷ days", "7 days"),
        ] {
            assert_eq!(Folded::new(one).as_str(), Folded::new(other).as_str());
            let digests = |text: &str| words(text).iter().map(|word| word.digest).collect::<Vec<_>>();
            assert_eq!(digests(one), digests(other), "{one}");
        }
    }

    #[test]
    fn words_stand_where_they_stood_with_their_vowel_signs() {
        let text = "“The gate,” (وَقْفُ) 1:31";
        let found: Vec<&str> = words(text).iter().map(|word| &text[word.start..word.end]).collect();
        assert_eq!(found, ["The", "gate", "وَقْفُ", "1", "31"]);
        assert_eq!(plain(text), "the gate وقف 1 31");
    }

    #[test]
    fn no_character_becomes_more_than_the_table_holds() {
        for code in 0..0x800 {
            let mut parts = 0;
            slowly(char::from_u32(code).unwrap_or('a'), &mut |_| parts += 1);
            assert!(parts <= 4, "U+{code:04X}");
        }
    }
}
