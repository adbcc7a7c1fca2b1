//! Words that say how binding a sentence is, and words that deny.

use super::lists::Meaning;
use super::read::Reader;
use super::tokens::Sort;
use super::value::{Strength, Value, Weak};

/// How many words may stand between a modal verb and the words that make it an effort: "shall jointly work to".
const BEFORE_EFFORT: usize = 3;

impl Reader<'_> {
    pub(super) fn modal(&mut self, at: usize) -> Option<usize> {
        // A denial that stands directly before is part of it: `לא רשאי`, `לא יהיה רשאי`.
        if self.strong_negation(at).is_some() && self.lists.ten_behind {
            let between = usize::from(self.means(at + 1, Meaning::Auxiliary).is_some());
            let verb = at + 1 + between;
            let ((strength, _), length) = self.verb(verb)?;
            self.take(at, verb + length, strength, true);
            return Some(verb + length);
        }
        if let Some((end, strength)) = self.frame(at) {
            self.take(at, end, strength, false);
            return Some(end);
        }
        if let Some(((strength, denied), length)) = self.verb(at) {
            let mut end = at + length;
            let denied_behind = self.strong_negation(end);
            if let Some(length) = denied_behind {
                end += length;
            }
            let effort = (end..=end + BEFORE_EFFORT)
                .take_while(|&at| self.token(at).is_some_and(|token| token.sort == Sort::Word))
                .find_map(|at| Some(at + self.effort(at)?.1));
            let strength = if effort.is_some() { strength.as_effort() } else { strength };
            let end = effort.unwrap_or(end);
            self.take(at, end, strength, denied || denied_behind.is_some());
            return Some(end);
        }
        let ((own, alone), length) = self.effort(at)?;
        if !alone {
            return None;
        }
        self.take(at, at + length, own.unwrap_or(Strength::Shall).as_effort(), false);
        Some(at + length)
    }

    fn take(&mut self, from: usize, to: usize, strength: Strength, denied: bool) {
        let forbids = strength == Strength::May && (denied || self.denied_subject);
        let strength = if forbids { Strength::Shall } else { strength };
        self.denied |= denied;
        self.keep_modal(from, to, Value::Modal { strength, denied }, forbids);
    }

    /// Takes a denial. The second of "neither … nor" is weak: other languages say it with "or".
    pub(super) fn negation(&mut self, at: usize) -> Option<usize> {
        let ((weak, subject), hit) = self.hit(at, |meaning| match meaning {
            Meaning::Negation { weak, subject } => Some((weak, subject)),
            _ => None,
        })?;
        let end = at + hit.length;
        // "No. 5" is a number.
        if self.is_mark(end, '.') && self.token(end + 1).is_some_and(|token| token.sort == Sort::Digits) {
            return None;
        }
        let again = self.denied && (hit.and || self.printed(at).eq_ignore_ascii_case("nor"));
        let weak = if again { weak.or(Some(Weak::Again)) } else { weak };
        if weak.is_none() {
            self.denied = true;
            self.denied_subject |= subject;
        }
        self.keep(at, end, Value::Negation { weak });
        Some(end)
    }

    fn strong_negation(&self, at: usize) -> Option<usize> {
        let (weak, hit) = self.hit(at, |meaning| match meaning {
            Meaning::Negation { weak, .. } => Some(weak),
            _ => None,
        })?;
        weak.is_none().then_some(hit.length)
    }

    fn verb(&self, at: usize) -> Option<((Strength, bool), usize)> {
        let (found, hit) = self.hit(at, |meaning| match meaning {
            Meaning::Modal { strength, denied } => Some((strength, denied)),
            _ => None,
        })?;
        // "May" with a capital inside a sentence is the month.
        let month = self.means(at, Meaning::Month(5)).is_some()
            && self.printed(at).starts_with('M')
            && at > 0
            && self.token(at - 1).is_some_and(|token| token.sort != Sort::Mark('.'));
        (!month).then_some((found, hit.length))
    }

    fn effort(&self, at: usize) -> Option<((Option<Strength>, bool), usize)> {
        let (found, hit) = self.hit(at, |meaning| match meaning {
            Meaning::Effort { own, alone } => Some((own, alone)),
            _ => None,
        })?;
        Some((found, hit.length))
    }

    /// `لكل طرف أن`, `وعليها أن`: at the start of a sentence or of a part of one, or behind "and".
    fn frame(&self, at: usize) -> Option<(usize, Strength)> {
        let token = self.token(at).filter(|token| token.sort == Sort::Word)?;
        let first = at == 0 || self.token(at - 1).is_some_and(|before| before.sort != Sort::Word);
        let starts = first || token.plain.starts_with(['و', 'ف']);
        if self.strong_negation(at).is_some() || self.verb(at).is_some() {
            return None;
        }
        self.lists.frames.iter().filter(|frame| (starts || frame.anywhere) && frame.opens(token)).find_map(
            |frame| {
                let end = (at + 1..=at + frame.within)
                    .take_while(|&next| {
                        self.token(next).is_some_and(|token| token.sort == Sort::Word)
                            && self.verb(next).is_none()
                    })
                    .find(|&next| frame.closes(&self.tokens[next]))?;
                Some((end + 1, frame.strength))
            },
        )
    }
}
