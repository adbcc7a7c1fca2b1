//! The words given, and which stretches of them can stand at an open point.

use unicode_normalization::UnicodeNormalization;

use crate::inline;
use crate::points::is_joiner;
use crate::sentences::sentences;
use crate::span::Span;
use crate::words::exact_tokens;

/// Words as exact tokens, and without the blanks between them: words that the draft divides by a bracket, as in `farm[s]`, are
/// found in these.
pub(super) struct Given {
    /// Without what is not words, in normalisation form C.
    clean: String,
    /// The tokens in it.
    tokens: Vec<Span>,
    /// The tokens without blanks.
    solid: String,
    /// Where each token starts in these; one more for the end.
    starts: Vec<u32>,
}

/// A place in the words given, without the blanks between them, and whether the draft has a blank before what comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) at: u32,
    pub(super) blank: bool,
}

impl Given {
    pub(super) fn new(words: &str) -> Self {
        let clean: String = crate::words::without_marks(words).nfc().collect();
        let (mut tokens, mut solid, mut starts) = (Vec::new(), String::new(), Vec::new());
        let mut at = 0;
        for token in exact_tokens(words) {
            let start = clean[at..].find(&*token).map_or(at, |behind| at + behind);
            at = (start + token.len()).min(clean.len());
            tokens.push(Span::new(start as u32, at as u32));
            starts.push(solid.len() as u32);
            solid.push_str(&token);
        }
        starts.push(solid.len() as u32);
        Self { clean, tokens, solid, starts }
    }

    /// The exact words.
    pub(super) fn tokens(&self) -> Vec<&str> {
        self.starts.windows(2).map(|ends| &self.solid[ends[0] as usize..ends[1] as usize]).collect()
    }

    /// How long all of it is, without blanks.
    pub(super) fn len(&self) -> u32 {
        self.solid.len() as u32
    }

    /// Where words of the draft end that start at a place. A word that is divided there is none that is whole here, and the other
    /// way round.
    pub(super) fn behind(&self, place: Place, words: &str) -> Option<Place> {
        let Place { mut at, mut blank } = place;
        for c in words.chars() {
            if c == ' ' {
                blank = true;
                continue;
            }
            let rest = self.solid.get(at as usize..)?;
            let is_divided = self.starts.binary_search(&at).is_ok();
            let before = self.solid[..at as usize].chars().next_back();
            let in_word = before.is_some_and(char::is_alphanumeric) && c.is_alphanumeric();
            if !rest.starts_with(c) || blank && !is_divided || !blank && is_divided && in_word {
                return None;
            }
            at += c.len_utf8() as u32;
            blank = false;
        }
        Some(Place { at, blank })
    }

    /// Where the token ends that starts at a place; nothing for a bracket.
    pub(super) fn behind_token(&self, place: Place) -> Option<Place> {
        let at = self.starts.binary_search(&place.at).ok()?;
        let end = *self.starts.get(at + 1)?;
        let token = &self.solid[place.at as usize..end as usize];
        // Words put in never run into those beside them.
        (!token.contains(['[', ']'])).then_some(Place { at: end, blank: true })
    }

    /// How many tokens a stretch has.
    pub(super) fn count(&self, place: Span) -> usize {
        let at = |place: u32| self.starts.partition_point(|start| *start < place);
        at(place.end).saturating_sub(at(place.start))
    }

    /// A stretch as it was given, on one line.
    pub(super) fn text(&self, place: Span) -> String {
        let first = self.starts.partition_point(|start| *start < place.start);
        let behind = first + self.count(place);
        match (self.tokens.get(first), behind.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if first.start < last.end => {
                inline::fold(&self.clean[first.start as usize..last.end as usize])
            }
            _ => String::new(),
        }
    }
}

/// Whether words can stand at a point with these options.
pub(super) fn can_stand<'o>(words: &str, options: impl Iterator<Item = &'o str> + Clone) -> bool {
    let has_words = words.chars().any(char::is_alphanumeric);
    let within =
        |measure: fn(&str) -> usize| measure(words) <= options.clone().map(measure).max().unwrap_or(0);
    has_words && within(breaks) && within(labels) && within(loose_start) && within(loose_end)
}

/// Ends of sentences with another sentence behind them.
fn breaks(words: &str) -> usize {
    let begins = |sentence: &&str| sentence.starts_with(|c: char| c.is_alphabetic() || c == '(');
    sentences(words).skip(1).filter(begins).count()
}

/// Labels of paragraphs: `(a)`, `(ii)`, `(2)` first or behind a mark that ends something.
fn labels(words: &str) -> usize {
    let tokens = exact_tokens(words);
    let is_label = |at: usize| match &tokens[at..] {
        [open, label, close, ..] if open == "(" && close == ")" => {
            let is_number = label.chars().all(|c| c.is_numeric());
            let is_roman = label.chars().all(|c| "ivxIVX".contains(c));
            let is_letter = label.chars().count() == 1 && label.chars().all(char::is_alphabetic);
            let behind = at.checked_sub(1).is_none_or(|before| ends_something(&tokens[before]));
            behind && (is_number || is_roman || is_letter)
        }
        _ => false,
    };
    (0..tokens.len()).filter(|at| is_label(*at)).count()
}

fn ends_something(token: &str) -> bool {
    matches!(token, "." | ":" | ";" | "," | "،" | "؛" | "؟" | "?" | "!")
}

/// 1 where the words join on to others before them.
fn loose_start(words: &str) -> usize {
    usize::from(exact_tokens(words).first().is_some_and(|first| is_joiner(first)))
}

/// 1 where something is to come behind the words: a comma, a dash, "or".
fn loose_end(words: &str) -> usize {
    let tokens = exact_tokens(words);
    usize::from(tokens.last().is_some_and(|last| {
        is_joiner(last) || matches!(&**last, "," | ";" | ":" | "،" | "؛" | "-" | "–" | "—" | "(")
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_given_back_as_they_were() {
        let given = Given::new("Pay **seven\n or more** crowns, 5[^1] cafe\u{301}s.");
        let tokens = ["Pay", "seven", "or", "more", "crowns", ",", "5", "[", "^", "]", "caf\u{e9}s", "."];
        assert_eq!(given.tokens(), tokens);
        let start = Place { at: 0, blank: false };
        let seven = given.behind(start, "Pay seven").unwrap();
        assert_eq!(given.text(Span::new(3, seven.at)), "seven");
        let more = given.behind(seven, " or more ").unwrap();
        assert_eq!((given.text(Span::new(3, more.at)).as_str(), more.blank), ("seven or more", true));
        assert_eq!(given.behind(more, "crowns ,"), given.behind(more, "crowns,"));
        for other in ["crow ns", "cr"] {
            let crow = given.behind(more, other);
            assert!(crow.is_none_or(|at| given.behind(at, " owns").is_none()), "{other}");
        }
        assert_eq!(given.behind(start, "Payseven"), None);
        let bracket = given.solid.find('[').unwrap() as u32;
        assert_eq!(given.behind_token(Place { at: bracket, blank: true }), None);
    }

    #[test]
    fn what_no_option_is_cannot_stand() {
        let stands = |words: &str, option: &str| can_stand(words, std::iter::once(option));
        for words in
            ["at noon", ", if it snows", "under (a) and (b)", "under Art. 5", "7.5 per cent", "e.g. at noon"]
        {
            assert!(stands(words, "at dawn"), "{words}");
        }
        for words in [
            "—",
            "...",
            ",",
            "",
            "at noon. The gate shuts",
            "at noon: (a) daily; (b) weekly",
            "daily, or",
            "or daily",
            "(a) daily",
            "at noon,",
        ] {
            assert!(!stands(words, "at dawn"), "{words}");
        }
        assert!(stands("It opens. It shuts.", "It stays. It is shut."));
        assert!(!stands("It opens. It shuts. Keep out.", "It stays. It is shut."));
        assert!(stands("at noon,", "at dawn,"));
        assert!(stands("or eight", "or seven"));
    }
}
