//! The words given, and which stretches of them can stand at an open point.

use unicode_normalization::UnicodeNormalization;

use crate::inline;
use crate::points::is_joiner;
use crate::sentences;
use crate::span::Span;
use crate::words::{exact_tokens, without_marks};

/// Words as exact tokens, and without the blanks between them: words that the draft divides by a bracket, as in `farm[s]`, are
/// found in these.
pub(super) struct Given {
    /// Without what is not words, in normalisation form C and on one line.
    clean: String,
    tokens: Vec<Token>,
    /// The tokens without blanks.
    solid: String,
    /// For each byte of these, and the one behind them, which token starts there, from 1; 0 where none does.
    starting: Vec<u32>,
}

/// One of the tokens.
struct Token {
    /// Where it is in what is clean.
    place: Span,
    /// Where it is in what is solid.
    solid: Span,
    /// Whether a sentence starts with it, and one ended before.
    begins_sentence: bool,
    /// Whether the label of a paragraph starts with it: `(a)`, `(ii)`, `(2)` first or behind a mark that ends something.
    begins_label: bool,
}

/// A place in the words given, without the blanks between them, and whether the draft has a blank before what comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) at: u32,
    pub(super) blank: bool,
}

/// What words that stand at a point may do, because one of its options does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Allowed {
    /// Run over the end of a sentence.
    sentences: bool,
    /// Run over the label of a paragraph.
    labels: bool,
    /// Begin with a word that joins options.
    joined: bool,
    /// End in such a word.
    joining: bool,
    /// End in a comma or a dash.
    loose: bool,
    /// End where a sentence ends.
    ended: bool,
}

impl Allowed {
    /// What words may do at a point with these options.
    pub(super) fn at<'o>(options: impl Iterator<Item = &'o str>) -> Self {
        let mut allowed = Self::default();
        for option in options {
            let given = Given::new(option);
            let (first, last) = (given.token(given.tokens.first()), given.token(given.tokens.last()));
            allowed.sentences |= given.tokens.iter().any(|token| token.begins_sentence);
            allowed.labels |= given.tokens.iter().any(|token| token.begins_label);
            allowed.joined |= is_joiner(first);
            allowed.joining |= is_joiner(last);
            allowed.loose |= is_loose(last);
            allowed.ended |= matches!(last, "." | "!" | "?" | "؟");
        }
        allowed
    }
}

impl Given {
    pub(super) fn new(words: &str) -> Self {
        // A line break tells nothing of sentences.
        let clean = inline::fold(&without_marks(words).nfc().collect::<String>());
        let exact = exact_tokens(words);
        let (mut tokens, mut solid) = (Vec::with_capacity(exact.len()), String::new());
        let mut at = 0;
        for (number, token) in exact.iter().enumerate() {
            let start = clean[at..].find(&**token).map_or(at, |behind| at + behind);
            at = (start + token.len()).min(clean.len());
            let from = solid.len() as u32;
            solid.push_str(token);
            tokens.push(Token {
                place: Span::new(start as u32, at as u32),
                solid: Span::new(from, solid.len() as u32),
                begins_sentence: false,
                begins_label: begins_label(&exact, number),
            });
        }
        let begins = |sentence: &str| sentence.starts_with(|c: char| c.is_alphabetic() || c == '(');
        for (start, sentence) in sentences::bounds(&clean).skip(1).filter(|(_, sentence)| begins(sentence)) {
            let first = tokens.partition_point(|token| token.place.end as usize <= start);
            if let Some(token) = tokens.get_mut(first).filter(|_| !sentence.is_empty()) {
                token.begins_sentence = true;
            }
        }
        let mut starting = vec![0; solid.len() + 1];
        for (number, token) in tokens.iter().enumerate() {
            starting[token.solid.start as usize] = number as u32 + 1;
        }
        starting[solid.len()] = tokens.len() as u32 + 1;
        Self { clean, tokens, solid, starting }
    }

    fn token(&self, token: Option<&Token>) -> &str {
        token.and_then(|token| self.solid.get(token.solid.range())).unwrap_or_default()
    }

    /// The number of the token that starts at a place, or of the one behind the last.
    fn starts(&self, at: u32) -> Option<usize> {
        (*self.starting.get(at as usize)? as usize).checked_sub(1)
    }

    /// The exact words.
    pub(super) fn tokens(&self) -> Vec<&str> {
        self.tokens.iter().map(|token| self.token(Some(token))).collect()
    }

    /// How long all of it is, without blanks.
    pub(super) fn len(&self) -> u32 {
        self.solid.len() as u32
    }

    /// Where words of the draft end that start at a place, if they are there; a word that is divided there is none that is whole
    /// here, and the other way round. How many characters were looked at is added to `walked`.
    pub(super) fn behind(&self, place: Place, words: &str, walked: &mut usize) -> Option<Place> {
        let Place { mut at, mut blank } = place;
        let mut rest = self.solid.get(at as usize..)?.chars();
        let mut before = self.solid[..at as usize].chars().next_back();
        *walked += 1;
        for c in words.chars() {
            *walked += 1;
            if c == ' ' {
                blank = true;
                continue;
            }
            let is_divided = self.starts(at).is_some();
            let in_word = before.is_some_and(char::is_alphanumeric) && c.is_alphanumeric();
            if rest.next() != Some(c) || blank && !is_divided || !blank && is_divided && in_word {
                return None;
            }
            at += c.len_utf8() as u32;
            (before, blank) = (Some(c), false);
        }
        Some(Place { at, blank })
    }

    /// Where the first of new words ends that starts at a place; nothing where it cannot stand first, or is another than is asked
    /// for.
    pub(super) fn behind_first(&self, place: Place, is_word: bool, allowed: Allowed) -> Option<Place> {
        let token = self.tokens.get(self.starts(place.at)?)?;
        let may_join = allowed.joined || !is_joiner(self.token(Some(token)));
        (may_join && (allowed.labels || !token.begins_label))
            .then(|| self.behind_token(token, Some(is_word)))?
    }

    /// Where one more of new words ends; nothing where it is none of them, or another than is asked for.
    pub(super) fn behind_more(&self, place: Place, is_word: Option<bool>, allowed: Allowed) -> Option<Place> {
        let token = self.tokens.get(self.starts(place.at)?)?;
        let may = (allowed.sentences || !token.begins_sentence) && (allowed.labels || !token.begins_label);
        may.then(|| self.behind_token(token, is_word))?
    }

    /// Whether new words may end at a place.
    pub(super) fn may_end(&self, place: Place, allowed: Allowed) -> bool {
        let Some(behind) = self.starts(place.at) else { return false };
        let last = behind.checked_sub(1).and_then(|last| self.tokens.get(last));
        let ends_sentence = self.tokens.get(behind).is_some_and(|next| next.begins_sentence);
        let last = self.token(last);
        let stands = (allowed.loose || !is_loose(last)) && (allowed.joining || !is_joiner(last));
        stands && (allowed.ended || !ends_sentence)
    }

    /// Nothing for a bracket. Words put in never run into those beside them.
    fn behind_token(&self, token: &Token, is_word: Option<bool>) -> Option<Place> {
        let words = self.token(Some(token));
        let is_asked_for = is_word.is_none_or(|is_word| is_word == words.chars().any(char::is_alphanumeric));
        (is_asked_for && !words.contains(['[', ']'])).then_some(Place { at: token.solid.end, blank: true })
    }

    /// The tokens of a stretch.
    pub(super) fn within(&self, place: Span) -> Vec<&str> {
        let inside = |token: &&Token| place.start <= token.solid.start && token.solid.end <= place.end;
        self.tokens.iter().filter(inside).map(|token| self.token(Some(token))).collect()
    }

    /// A stretch as it was given, on one line.
    pub(super) fn text(&self, place: Span) -> String {
        let from = self.starts(place.start).and_then(|first| self.tokens.get(first));
        let to = self.starts(place.end).and_then(|behind| self.tokens.get(behind.checked_sub(1)?));
        match (from, to) {
            (Some(from), Some(to)) if from.place.start < to.place.end => {
                self.clean[from.place.start as usize..to.place.end as usize].to_owned()
            }
            _ => String::new(),
        }
    }
}

fn begins_label(tokens: &[std::borrow::Cow<'_, str>], at: usize) -> bool {
    match &tokens[at..] {
        [open, label, close, ..] if open == "(" && close == ")" => {
            let is_number = label.chars().all(char::is_numeric);
            let is_roman = label.chars().all(|c| "ivxIVX".contains(c));
            let is_letter = label.chars().count() == 1 && label.chars().all(char::is_alphabetic);
            let behind = at.checked_sub(1).is_none_or(|before| ends_something(&tokens[before]));
            behind && (is_number || is_roman || is_letter)
        }
        _ => false,
    }
}

fn ends_something(token: &str) -> bool {
    matches!(token, "." | ":" | ";" | "," | "،" | "؛" | "؟" | "?" | "!")
}

/// Whether something is to come behind a mark.
fn is_loose(token: &str) -> bool {
    matches!(token, "," | ";" | ":" | "،" | "؛" | "-" | "–" | "—" | "(")
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Place = Place { at: 0, blank: false };

    #[test]
    fn stretches_are_given_back_as_they_were() {
        let given = Given::new("Pay **seven\n or more** crowns, 5[^1] cafe\u{301}s.");
        let tokens = ["Pay", "seven", "or", "more", "crowns", ",", "5", "[", "^", "]", "caf\u{e9}s", "."];
        assert_eq!(given.tokens(), tokens);
        let behind = |place, words: &str| given.behind(place, words, &mut 0);
        let seven = behind(START, "Pay seven").unwrap();
        assert_eq!(given.text(Span::new(3, seven.at)), "seven");
        let more = behind(seven, " or more ").unwrap();
        assert_eq!((given.text(Span::new(3, more.at)).as_str(), more.blank), ("seven or more", true));
        assert_eq!(given.within(Span::new(3, more.at)), ["seven", "or", "more"]);
        assert_eq!(behind(more, "crowns ,"), behind(more, "crowns,"));
        for other in ["crow ns", "cr"] {
            assert!(behind(more, other).is_none_or(|at| behind(at, " owns").is_none()), "{other}");
        }
        assert_eq!(behind(START, "Payseven"), None);
        let allowed = Allowed::at(std::iter::empty());
        let bracket = given.solid.find('[').unwrap() as u32;
        assert_eq!(given.behind_first(Place { at: bracket, blank: true }, false, allowed), None);
    }

    /// Whether all of these words can be new at a point with this option.
    fn stands(words: &str, option: &str) -> bool {
        let (given, allowed) = (Given::new(words), Allowed::at(std::iter::once(option)));
        let mut place =
            [false, true].into_iter().find_map(|is_word| given.behind_first(START, is_word, allowed));
        while let Some(at) = place.filter(|place| place.at < given.len()) {
            place = given.behind_more(at, None, allowed);
        }
        place.is_some_and(|place| given.may_end(place, allowed))
    }

    #[test]
    fn what_no_option_is_cannot_stand() {
        for words in
            ["at noon", ", if it snows", "under (a) and (b)", "under Art. 5", "7.5 per cent", "e.g. at noon"]
        {
            assert!(stands(words, "at dawn"), "{words}");
        }
        for words in [
            ",",
            "",
            "at noon. The gate shuts",
            "at noon: (a) daily; (b) weekly",
            "daily, or",
            "or daily",
            "(a) daily",
            "at noon,",
            "יומי או",
        ] {
            assert!(!stands(words, "at dawn"), "{words}");
        }
        assert!(stands("It opens. It shuts.", "It stays. It is shut."));
        assert!(stands("at noon,", "at dawn,"));
        assert!(stands("or eight", "or seven"));
    }
}
