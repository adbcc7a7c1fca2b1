//! References to other clauses: `clause 11`, `Article 4(2)`, `الفقرة 2 من المادة 4`, `סעיף 11`.

use super::lists::Meaning;
use super::numbers::of_digits;
use super::read::Reader;
use super::tokens::Sort;
use super::value::Value;
use crate::label::{UNIT_WORDS, digit, letter_place};

/// The number of a clause and where it ends.
struct Numbered {
    parts: Vec<String>,
    end: usize,
}

/// A range of more clauses than this is compared by its ends.
const LONGEST_RANGE: u16 = 100;

impl Reader<'_> {
    pub(super) fn reference(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.ordinal_first(at) {
            return Some(end);
        }
        let (plural, unit) = self.unit_word(at)?;
        let first = self.numbered(at + unit).or_else(|| self.first_of_range(at + unit).filter(|_| plural))?;
        // Further parts: "paragraph 2 of Article 4", "Article 4, paragraph 2".
        if let Some((whole, end)) = self.with_further(at, &first) {
            self.keep(at, end, Value::Reference(whole));
            return Some(end);
        }
        self.keep(at, first.end, Value::Reference(first.parts.join(".")));
        let mut last = first;
        // More of the same: "Articles 4, 5 and 7".
        while let Some((from, next)) = self.one_more(last.end).filter(|_| plural) {
            if self.range(last.end).is_some() {
                self.between(&last, &next);
            }
            self.keep(from, next.end, Value::Reference(next.parts.join(".")));
            last = next;
        }
        Some(last.end)
    }

    /// The first of several with "from" before it: `المواد من 3 إلى 5`.
    fn first_of_range(&self, at: usize) -> Option<Numbered> {
        let first = self.numbered(at + self.means(at, Meaning::Of)?)?;
        self.range(first.end).map(|_| first)
    }

    /// What stands between the first and the last of several, in tokens: "to", or a dash.
    fn range(&self, at: usize) -> Option<usize> {
        let dash = matches!(self.token(at)?.sort, Sort::Mark('-' | '\u{2010}' | '\u{2011}' | '–'));
        if dash { Some(1) } else { self.means(at, Meaning::Range) }
    }

    /// What "3 to 5" refers to besides its ends: so it differs from "3 and 5", and not from "3, 4 and 5".
    fn between(&mut self, first: &Numbered, last: &Numbered) {
        let whole = |numbered: &Numbered| match numbered.parts.as_slice() {
            [one] => one.parse::<u16>().ok(),
            _ => None,
        };
        let Some((from, to)) = whole(first).zip(whole(last)) else { return };
        if to.saturating_sub(from) <= LONGEST_RANGE {
            for number in from.saturating_add(1)..to {
                self.keep(first.end - 1, last.end, Value::Reference(number.to_string()));
            }
        }
    }

    /// A word that names parts of a text: whether several, and its length.
    fn unit_word(&self, at: usize) -> Option<(bool, usize)> {
        let (plural, hit) = self.hit(at, |meaning| match meaning {
            Meaning::Reference { plural } => Some(plural),
            _ => None,
        })?;
        Some((plural, hit.length))
    }

    fn with_further(&self, at: usize, first: &Numbered) -> Option<(String, usize)> {
        let comma = self.is_mark(first.end, ',') || self.is_mark(first.end, '،');
        let of = self.means(first.end, Meaning::Of);
        let next = if comma { first.end + 1 } else { first.end + of.unwrap_or(0) };
        let (_, unit) = self.unit_word(next)?;
        let second = self.numbered(next + unit)?;
        let (mine, other) = (rank(self.printed(at)), rank(self.printed(next)));
        let mut parts = first.parts.clone();
        if comma {
            if other.zip(mine).is_none_or(|(other, mine)| other <= mine) {
                return None;
            }
            parts.extend(second.parts);
        } else {
            // Without "of" only where it is written together with the unit: `פסקה 2 לסעיף 4`.
            if of.is_none() && !self.printed(next).starts_with(['ב', 'ל', 'ש']) {
                return None;
            }
            parts.splice(0..0, second.parts);
        }
        Some((parts.join("."), second.end))
    }

    /// `the second phase`.
    fn ordinal_first(&mut self, at: usize) -> Option<usize> {
        let (value, hit) = self.ordinal(at)?;
        let (_, unit) = self.unit_word(at + hit)?;
        // "the second article 4" is a reference of its own.
        if self.numbered(at + hit + unit).is_some() {
            return None;
        }
        let end = at + hit + unit;
        self.keep(at, end, Value::Reference(value.to_string()));
        Some(end)
    }

    pub(super) fn ordinal(&self, at: usize) -> Option<(i64, usize)> {
        let (value, hit) = self.hit(at, |meaning| match meaning {
            Meaning::Ordinal(value) => Some(value),
            _ => None,
        })?;
        Some((value, hit.length))
    }

    fn one_more(&self, at: usize) -> Option<(usize, Numbered)> {
        let mut next = at;
        if self.is_mark(next, ',') || self.is_mark(next, '،') {
            next += 1;
        }
        next += self.means(next, Meaning::Joiner).or_else(|| self.range(next)).unwrap_or(0);
        if next > at && self.is_hyphen(next) {
            next += 1;
        }
        if next == at || !(self.token(next)?.sort == Sort::Digits || self.is_mark(next, '(')) {
            return None;
        }
        let numbered = self.numbered(next)?;
        let counted = self
            .hit(numbered.end, |meaning| {
                matches!(meaning, Meaning::Unit(_) | Meaning::Month(_) | Meaning::Multiple(_)).then_some(())
            })
            .is_some();
        (!counted && !self.is_mark(numbered.end, '%')).then_some((next, numbered))
    }

    /// The number of a clause: `11`, `4.2`, `4(2)(a)`, `Four`, `الرابعة`, `ב`, `(b)`, `(ج)`.
    fn numbered(&self, at: usize) -> Option<Numbered> {
        let token = self.token(at)?;
        let mut end = at + 1;
        let mut parts = match token.sort {
            Sort::Mark('(') => {
                end = at;
                Vec::new()
            }
            Sort::Digits => {
                let text = self.printed(at);
                let parts: Vec<String> = text.split(['.', '٫']).map(western).collect();
                let plain = text.chars().all(|c| digit(c).is_some() || matches!(c, '.' | '٫'));
                (plain && parts.iter().all(|part| (1..=4).contains(&part.len()))).then_some(parts)?
            }
            Sort::Word => {
                let letter = self.hit(at, |meaning| match meaning {
                    Meaning::Letter(place) => Some(place),
                    _ => None,
                });
                if let Some((place, hit)) = letter {
                    let letter = char::from(b'a' + place.saturating_sub(1) % 26);
                    return Some(Numbered { parts: vec![letter.to_string()], end: at + hit.length });
                }
                if let Some((value, length)) = self.ordinal(at) {
                    return Some(Numbered { parts: vec![value.to_string()], end: at + length });
                }
                let number = self.hit(at, |meaning| match meaning {
                    Meaning::Number(value) => Some(value),
                    _ => None,
                });
                if let Some((value, hit)) = number.filter(|(_, hit)| !hit.and) {
                    return Some(Numbered { parts: vec![value.to_string()], end: at + hit.length });
                }
                vec![self.lettered(at)?]
            }
            Sort::Mark(_) => return None,
        };
        while self.is_mark(end, '(')
            && self.is_mark(end + 2, ')')
            && let Some(part) = self.in_brackets(end + 1)
        {
            parts.push(part);
            end += 3;
        }
        (!parts.is_empty()).then_some(Numbered { parts, end })
    }

    /// What stands between brackets as a number of a part: digits, or a letter.
    fn in_brackets(&self, at: usize) -> Option<String> {
        match self.token(at)?.sort {
            Sort::Digits => Some(of_digits(self.printed(at))?.as_whole()?.to_string()),
            Sort::Word => letter_place(self.printed(at)),
            Sort::Mark(_) => None,
        }
    }

    /// A capital, a Roman numeral, or a letter of Arabic or Hebrew as a number.
    fn lettered(&self, at: usize) -> Option<String> {
        let word = self.printed(at);
        if !word.is_ascii() || word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return letter_place(word);
        }
        None
    }
}

fn western(digits: &str) -> String {
    digits.chars().filter_map(digit).filter_map(|value| char::from_digit(value, 10)).collect()
}

/// How wide a unit is: 1 the widest.
fn rank(word: &str) -> Option<u8> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    let same = |unit: &str| unit.eq_ignore_ascii_case(singular) || unit == word;
    UNIT_WORDS.iter().find(|(unit, _)| same(unit)).map(|&(_, rank)| rank)
}
