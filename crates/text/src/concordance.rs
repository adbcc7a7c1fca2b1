//! Where words stand, in many texts at once.
//!
//! A text is a sequence of passages, its clauses. Successive drafts have most of their clauses in common, so each passage
//! is taken apart once, whatever number of texts it stands in; words are then looked up by the rarest of them.

use std::collections::HashMap;

use crate::options_taken::{self, Part};
use crate::words::{WordsHash, exact_tokens};

/// The place of a text in a [`Concordance`], in the order in which texts were added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextIndex(pub u32);

/// Texts, by the exact words that stand in them.
#[derive(Debug, Default)]
pub struct Concordance {
    tokens: HashMap<String, u32>,
    passages: Vec<Passage>,
    by_words: HashMap<WordsHash, u32>,
    /// The passages of each text, in order.
    texts: Vec<Vec<u32>>,
    /// For each token, the passages and places in them where it stands.
    postings: Vec<Vec<(u32, u32)>>,
}

#[derive(Debug)]
struct Passage {
    tokens: Box<[u32]>,
    /// The texts that it stands in, and where in them.
    stands: Vec<(u32, u32)>,
}

/// Exact words, in the terms of one [`Concordance`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Phrase(Box<[u32]>);

/// A token that stands in no text.
const NOWHERE: u32 = u32::MAX;

impl Phrase {
    /// How many words, numbers and marks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `other` stands in this phrase, word after word. No phrase has the empty one.
    #[must_use]
    pub fn has(&self, other: &Self) -> bool {
        !other.is_empty()
            && other.len() <= self.len()
            && !other.0.contains(&NOWHERE)
            && self.0.windows(other.len()).any(|window| *window == *other.0)
    }
}

/// Words found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stand {
    /// The text.
    pub text: TextIndex,
    /// The passage in which they begin, counted from 0.
    pub first: u32,
    /// The passage in which they end.
    pub last: u32,
    /// Whether they stand between brackets that open and close in that passage.
    pub bracketed: bool,
}

impl Concordance {
    /// Adds a text. `words` is asked for the words of a passage whose digest has not been met before: the digest stands
    /// for the words.
    pub fn add(
        &mut self,
        digests: impl IntoIterator<Item = WordsHash>,
        words: impl Fn(usize) -> String,
    ) -> TextIndex {
        let text = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        let mut passages = Vec::new();
        for (at, digest) in digests.into_iter().enumerate() {
            let passage = match self.by_words.get(&digest) {
                Some(&passage) => passage,
                None => {
                    let passage = self.passage(&words(at));
                    self.by_words.insert(digest, passage);
                    passage
                }
            };
            let place = u32::try_from(at).unwrap_or(u32::MAX);
            self.passages[passage as usize].stands.push((text, place));
            passages.push(passage);
        }
        self.texts.push(passages);
        TextIndex(text)
    }

    fn passage(&mut self, words: &str) -> u32 {
        let number = u32::try_from(self.passages.len()).unwrap_or(u32::MAX);
        let mut tokens = Vec::new();
        for (place, token) in exact_tokens(words).into_iter().enumerate() {
            let next = u32::try_from(self.postings.len()).unwrap_or(NOWHERE);
            let token = match self.tokens.get(token.as_ref()) {
                Some(&token) => token,
                None => {
                    self.tokens.insert(token.into_owned(), next);
                    self.postings.push(Vec::new());
                    next
                }
            };
            self.postings[token as usize].push((number, u32::try_from(place).unwrap_or(u32::MAX)));
            tokens.push(token);
        }
        self.passages.push(Passage { tokens: tokens.into(), stands: Vec::new() });
        number
    }

    /// Exact words as they are looked for.
    #[must_use]
    pub fn phrase(&self, words: &str) -> Phrase {
        let number = |token: &str| self.tokens.get(token).copied().unwrap_or(NOWHERE);
        Phrase(exact_tokens(words).iter().map(|token| number(token)).collect())
    }

    /// The words of some passages of a text, one after the other.
    #[must_use]
    pub fn words_of(&self, text: TextIndex, places: impl IntoIterator<Item = usize>) -> Phrase {
        let passages = self.texts.get(text.0 as usize).map(Vec::as_slice).unwrap_or_default();
        let at = |place: usize| passages.get(place).map(|&passage| &self.passages[passage as usize].tokens);
        Phrase(places.into_iter().filter_map(at).flat_map(|tokens| tokens.iter().copied()).collect())
    }

    /// Whether two places, in whatever texts, hold the same passage.
    #[must_use]
    pub fn same(&self, one: (TextIndex, usize), other: (TextIndex, usize)) -> bool {
        let passage = |(text, place): (TextIndex, usize)| self.texts.get(text.0 as usize)?.get(place);
        passage(one).is_some() && passage(one) == passage(other)
    }

    /// Everywhere that these words stand, word after word, be it across the boundary of passages; in the order of texts and
    /// of passages, one for each passage that they begin in. Takes time in proportion to how often the rarest of
    /// the words stands in different passages, and to the length of the answer.
    #[must_use]
    pub fn find(&self, phrase: &Phrase) -> Vec<Stand> {
        let often = |token: u32| self.postings.get(token as usize).map_or(0, Vec::len);
        let rarest = phrase.0.iter().enumerate().min_by_key(|(_, token)| often(**token));
        let Some((offset, &token)) = rarest else { return Vec::new() };
        let mut found = Vec::new();
        for &(number, place) in self.postings.get(token as usize).map(Vec::as_slice).unwrap_or_default() {
            let passage = &self.passages[number as usize];
            let place = place as usize;
            // What part of the phrase lies in this passage, if it stands here.
            let from = offset.saturating_sub(place);
            let start = (place + from) - offset;
            let to = phrase.len().min(offset + passage.tokens.len() - place);
            if passage.tokens[start..start + (to - from)] != phrase.0[from..to] {
                continue;
            }
            if (from, to) == (0, phrase.len()) {
                let bracketed = self.is_bracketed(&passage.tokens, start, start + phrase.len());
                found.extend(passage.stands.iter().map(|&(text, at)| Stand {
                    text: TextIndex(text),
                    first: at,
                    last: at,
                    bracketed,
                }));
            } else {
                found.extend(passage.stands.iter().filter_map(|&(text, at)| {
                    let first = self.ends_before(text, at, &phrase.0[..from])?;
                    let last = self.goes_on_after(text, at, &phrase.0[to..])?;
                    Some(Stand { text: TextIndex(text), first, last, bracketed: false })
                }));
            }
        }
        found.sort_unstable();
        found.dedup_by_key(|stand| (stand.text, stand.first));
        found
    }

    /// Whether words with open points read as `wanted` once an option is taken at one of them or more; those at which none is
    /// taken stay open. Takes time in proportion to the product of the two lengths.
    #[must_use]
    pub fn can_read(&self, words: &Phrase, wanted: &Phrase) -> bool {
        let mark = |mark: &str| self.tokens.get(mark).copied();
        let (open, close, joiners) = (mark("["), mark("]"), [mark("or"), mark("/")]);
        options_taken::can_read(&words.0, &wanted.0, |token| match Some(token) {
            token if token == open => Part::Open,
            token if token == close => Part::Close,
            token if joiners.contains(&token) => Part::Joiner,
            _ => Part::Word,
        })
    }

    /// The passage in which `words` begin, where they end right before passage `at` of a text.
    fn ends_before(&self, text: u32, at: u32, mut words: &[u32]) -> Option<u32> {
        let passages = self.texts.get(text as usize)?;
        let mut at = at as usize;
        while !words.is_empty() {
            at = at.checked_sub(1)?;
            let tokens = &self.passages[*passages.get(at)? as usize].tokens;
            let shared = tokens.len().min(words.len());
            let (rest, tail) = words.split_at(words.len() - shared);
            if tokens[tokens.len() - shared..] != *tail {
                return None;
            }
            words = rest;
        }
        u32::try_from(at).ok()
    }

    /// The passage in which `words` end, where they begin right behind passage `at` of a text.
    fn goes_on_after(&self, text: u32, at: u32, mut words: &[u32]) -> Option<u32> {
        let passages = self.texts.get(text as usize)?;
        let mut at = at as usize;
        while !words.is_empty() {
            at += 1;
            let tokens = &self.passages[*passages.get(at)? as usize].tokens;
            let shared = tokens.len().min(words.len());
            let (head, rest) = words.split_at(shared);
            if tokens[..shared] != *head {
                return None;
            }
            words = rest;
        }
        u32::try_from(at).ok()
    }

    /// Whether brackets open before `start` and close behind `end`.
    fn is_bracketed(&self, tokens: &[u32], start: usize, end: usize) -> bool {
        let [open, close] = ["[", "]"].map(|mark| self.tokens.get(mark).copied());
        let depth = tokens[..start].iter().fold(0usize, |depth, token| match Some(*token) {
            token if token == open => depth + 1,
            token if token == close => depth.saturating_sub(1),
            _ => depth,
        });
        depth > 0 && tokens[end..].iter().any(|token| Some(*token) == close)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn concordance(texts: &[Vec<String>]) -> Concordance {
        let mut made = Concordance::default();
        for text in texts {
            made.add(text.iter().map(|passage| WordsHash::of(passage)), |at| text[at].clone());
        }
        made
    }

    fn places(stands: &[Stand]) -> Vec<(u32, u32, u32)> {
        stands.iter().map(|stand| (stand.text.0, stand.first, stand.last)).collect()
    }

    /// By looking at every place of every text.
    fn slowly(texts: &[Vec<String>], words: &str) -> Vec<(u32, u32, u32)> {
        let wanted: Vec<String> = exact_tokens(words).into_iter().map(|token| token.into_owned()).collect();
        let mut found = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            let all: Vec<(u32, String)> = text
                .iter()
                .zip(0u32..)
                .flat_map(|(passage, at)| {
                    exact_tokens(passage)
                        .into_iter()
                        .map(move |token| (at, token.into_owned()))
                        .collect::<Vec<_>>()
                })
                .collect();
            for window in all.windows(wanted.len().max(1)) {
                let same = window.iter().map(|(_, token)| token).eq(wanted.iter());
                let place = (number as u32, window[0].0, window[window.len() - 1].0);
                if same
                    && found
                        .last()
                        .is_none_or(|last: &(u32, u32, u32)| (last.0, last.1) != (place.0, place.1))
                {
                    found.push(place);
                }
            }
        }
        found
    }

    proptest! {
        #[test]
        fn words_are_found_wherever_they_stand_and_nowhere_else(
            texts in prop::collection::vec(
                prop::collection::vec(prop::collection::vec(prop::sample::select(vec!["a", "b", "c", "[", "]", "."]), 0..5), 0..5),
                0..4,
            ),
            words in prop::collection::vec(prop::sample::select(vec!["a", "b", "c", "[", "]", ".", "d"]), 1..6),
        ) {
            let texts: Vec<Vec<String>> =
                texts.iter().map(|text| text.iter().map(|passage| passage.join(" ")).collect()).collect();
            let words = words.join(" ");
            let made = concordance(&texts);
            prop_assert_eq!(places(&made.find(&made.phrase(&words))), slowly(&texts, &words));
        }
    }

    #[test]
    fn words_between_brackets_are_told_from_words_that_stand() {
        let made = concordance(&[vec!["The gate [opens][stays open] at dawn ] or [ later.".to_owned()]]);
        let bracketed = |words: &str| made.find(&made.phrase(words))[0].bracketed;
        assert!(bracketed("stays open") && bracketed("opens"));
        assert!(!bracketed("The gate") && !bracketed("at dawn") && !bracketed("later."));
    }

    #[test]
    fn nothing_is_nowhere() {
        let made = concordance(&[vec!["a".to_owned(), String::new()]]);
        assert!(made.find(&made.phrase("")).is_empty());
        assert!(!made.phrase("a").has(&made.phrase("")) && !made.phrase("x").has(&made.phrase("x")));
    }
}
