//! One pass through a text: at each place the longest thing that begins there.

use super::lists::{Hit, Lists, Meaning};
use super::tokens::{Sort, Token, tokenize};
use super::value::{Particular, Value};
use crate::label::letter_place;
use crate::span::Span;

/// A text cut into tokens, with what the lists know of each.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: Vec<Token<'t>>,
    pub(super) lists: &'t Lists,
    hits: Vec<Vec<Hit>>,
    found: Vec<Particular>,
    /// Whether whoever is to act in this sentence has been denied: "no party".
    pub(super) denied_subject: bool,
    /// Whether this sentence has denied anything.
    pub(super) denied: bool,
}

pub(super) fn read(text: &str, lists: &Lists) -> Vec<Particular> {
    let tokens = tokenize(text);
    let hits = (0..tokens.len()).map(|at| lists.hits(&tokens, at)).collect();
    let mut reader =
        Reader { text, tokens, lists, hits, found: Vec::new(), denied_subject: false, denied: false };
    let mut at = 0;
    while at < reader.tokens.len() {
        at = reader.step(at);
    }
    reader.found
}

/// The number in a label, in Western digits: `4` of `Article 4`, `المادة الرابعة` and `٤`; a letter as the Latin one of its place.
pub(crate) fn label_number(label: &str, lists: &Lists) -> Option<String> {
    let named = read(label, lists).into_iter().find_map(|particular| match particular.value {
        Value::Reference(number) => Some(number),
        Value::Number { amount, .. } => Some(amount.to_string()),
        _ => None,
    });
    named.or_else(|| letter_place(label.trim_matches(|c: char| !c.is_alphanumeric())))
}

impl<'t> Reader<'t> {
    /// Takes what begins at a token and tells where to go on; always further.
    fn step(&mut self, at: usize) -> usize {
        if self.tokens[at].is_stop() {
            (self.denied, self.denied_subject) = (false, false);
            return at + 1;
        }
        if self.tokens[at].sort == Sort::Word && self.hits[at].is_empty() && self.lists.frames.is_empty() {
            return at + 1;
        }
        if let Some(length) = self.means(at, Meaning::Nothing) {
            return at + length;
        }
        if let Some(end) = self.weekdays(at) {
            return end;
        }
        let end = self
            .reference(at)
            .or_else(|| self.date(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.modal(at))
            .or_else(|| self.negation(at));
        // A unit that has been read with the numbers before it is done with: `في المئة` holds no hundred of its own.
        let unit = || self.hit(at, |meaning| matches!(meaning, Meaning::Unit(_)).then_some(()));
        end.or_else(|| unit().map(|(_, hit)| at + hit.length)).unwrap_or(at + 1).max(at + 1)
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at)
    }

    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.token(at).is_some_and(|token| token.is(mark))
    }

    /// Whether nothing stands between a token and the one before it.
    pub(super) fn touches_before(&self, at: usize) -> bool {
        at > 0 && self.token(at).is_some_and(|token| self.tokens[at - 1].end == token.start)
    }

    /// As printed.
    pub(super) fn printed(&self, at: usize) -> &'t str {
        self.token(at).map_or("", |token| &self.text[token.start..token.end])
    }

    /// The longest phrase that begins at a token and has a meaning that is wanted.
    pub(super) fn hit<T>(&self, at: usize, wanted: impl Fn(Meaning) -> Option<T>) -> Option<(T, Hit)> {
        self.hits.get(at)?.iter().find_map(|hit| Some((wanted(hit.meaning)?, *hit)))
    }

    pub(super) fn means(&self, at: usize, wanted: Meaning) -> Option<usize> {
        self.hit(at, |meaning| (meaning == wanted).then_some(())).map(|(_, hit)| hit.length)
    }

    /// Keeps what stands in tokens `from..to`.
    pub(super) fn keep(&mut self, from: usize, to: usize, value: Value) {
        let span = self.span(from, to);
        let words = one_line(&self.text[span.range()]);
        self.found.push(Particular { span, words, value, forbids: false });
    }

    /// Keeps what stands in tokens `from..to`, and whose unit stands further on.
    pub(super) fn keep_with(&mut self, from: usize, to: usize, unit: (usize, usize), value: Value) {
        let span = self.span(from, to);
        let (number, unit) = (&self.text[span.range()], &self.text[self.span(unit.0, unit.1).range()]);
        let words = format!("{} {}", one_line(number), one_line(unit));
        self.found.push(Particular { span, words, value, forbids: false });
    }

    /// Keeps a modal that stands in tokens `from..to`.
    pub(super) fn keep_modal(&mut self, from: usize, to: usize, value: Value, forbids: bool) {
        let span = self.span(from, to);
        let words = one_line(&self.text[span.range()]);
        self.found.push(Particular { span, words, value, forbids });
    }

    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let start = self.token(from).map_or(0, |token| token.start);
        let end = to.checked_sub(1).and_then(|last| self.token(last)).map_or(start, |token| token.end);
        Span::new(start as u32, end as u32)
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
