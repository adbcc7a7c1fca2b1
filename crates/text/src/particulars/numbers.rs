//! Numbers in digits and in words, with what they count.

use super::lists::{Meaning, Unit};
use super::read::Reader;
use super::tokens::Sort;
use super::value::{Amount, Duration, Value};
use crate::label::digit;

/// A number as read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    pub(super) amount: Amount,
    /// One past its last token.
    pub(super) end: usize,
}

impl Reader<'_> {
    /// A number with what it counts, a ratio, or two of a unit in one word.
    pub(super) fn counted(&mut self, at: usize) -> Option<usize> {
        if let Some((unit, hit)) = self.hit(at, |meaning| match meaning {
            Meaning::Dual(unit) => Some(unit),
            _ => None,
        }) {
            let end = at + hit.length;
            let (half, end) = self.half(end);
            let amount = Amount::whole(2)?.plus(half)?;
            self.keep(at, end, of_unit(amount, unit)?);
            return Some(end);
        }
        if let Some(end) = self.half_of_unit(at).or_else(|| self.sign_ratio(at)) {
            return Some(end);
        }
        // `السنوات الثلاث`: behind a noun with its article.
        if self.lists.has_dual_nouns()
            && let Some((unit, hit)) = self.hit(at, |meaning| match meaning {
                Meaning::Unit(unit) if unit != Unit::PerCent => Some(unit),
                _ => None,
            })
            && self.printed(at + hit.length).contains("ال")
            && let Some(number) = self.in_words(at + hit.length)
        {
            // Tens have no ordinals of their own: `اليوم الثلاثين` is the thirtieth day.
            let tens = number.amount.as_whole().is_some_and(|amount| amount >= 20 && amount % 10 == 0);
            let value = if tens { Value::Ordinal(number.amount) } else { of_unit(number.amount, unit)? };
            self.keep(at, number.end, value);
            return Some(number.end);
        }
        if let Some((place, end)) = self.place(at) {
            self.keep(at, end, Value::Ordinal(place));
            return Some(end);
        }
        let number = self.number(at)?;
        if let Some(second) = self.other_side(number.end) {
            self.keep(at, second.end, Value::Ratio(number.amount, second.amount));
            return Some(second.end);
        }
        let Some((unit, from, to)) = self.unit_behind(number.end) else {
            self.keep(at, number.end, Value::Number { amount: number.amount, per_cent: false });
            return Some(number.end);
        };
        let (half, behind) = if from == number.end { self.half(to) } else { (Amount::millionths(0), to) };
        let value = of_unit(number.amount.plus(half)?, unit)?;
        if from == number.end {
            self.keep(at, behind, value);
            Some(behind)
        } else {
            self.keep_with(at, number.end, (from, to), value);
            Some(number.end)
        }
    }

    /// A place in an order: `seventh`, `22nd`, `twenty-first`, `السادس عشر`, `الثاني والعشرون`.
    fn place(&self, at: usize) -> Option<(Amount, usize)> {
        let suffix =
            |at: usize| self.touches_before(at) && matches!(self.printed(at), "st" | "nd" | "rd" | "th");
        if self.token(at)?.sort == Sort::Digits {
            let number = self.in_digits(at)?;
            return (number.end == at + 2 && suffix(at + 1)).then_some((number.amount, number.end));
        }
        // `שני` is two before it is second.
        let cardinal = self.hit(at, |meaning| matches!(meaning, Meaning::Number(_)).then_some(()));
        if cardinal.is_none()
            && let Some((value, length)) = self.ordinal(at)
        {
            let behind = at + length;
            let more = self.hit(behind, |meaning| match meaning {
                Meaning::Number(more) => Some(more),
                _ => None,
            });
            let more = more.filter(|&(more, hit)| {
                self.lists.ten_behind
                    && value < 10
                    && (more == 10 && !hit.and || (20..=90).contains(&more) && hit.and)
            });
            return match more {
                Some((more, hit)) => Some((Amount::whole(value + more)?, behind + hit.length)),
                None => Some((Amount::whole(value)?, behind)),
            };
        }
        let tens = self.in_words(at)?;
        let (value, length) = self.ordinal(tens.end + 1).filter(|_| self.is_hyphen(tens.end))?;
        Some((tens.amount.plus(Amount::whole(value)?)?, tens.end + 1 + length))
    }

    /// A number in digits or words, with a repetition in brackets: `seven (7)`.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        let mut number = self.in_digits(at).or_else(|| self.in_words(at))?;
        let (half, end) = self.half(number.end);
        number = Number { amount: number.amount.plus(half)?, end };
        if self.is_mark(number.end, '(')
            && let Some(again) = self.in_digits(number.end + 1).or_else(|| self.in_words(number.end + 1))
            && again.amount == number.amount
            && self.is_mark(again.end, ')')
        {
            number.end = again.end + 1;
        }
        Some(number)
    }

    fn in_digits(&self, at: usize) -> Option<Number> {
        let token = self.token(at).filter(|token| token.sort == Sort::Digits)?;
        if self.touches_before(at) && self.ends_in_latin(at - 1) {
            return None;
        }
        let mut end = self.end_of_groups(at);
        let mut amount = of_digits(&self.text[token.start..self.tokens[end - 1].end])?;
        if self.touches_before(end) && self.ends_in_latin(end) {
            // What letters behind a number mean, nobody knows without word lists: `1er`, `18h`.
            let unknown = self.lists.is_empty() && self.printed(end).len() <= 3;
            if !unknown && !matches!(self.printed(end), "st" | "nd" | "rd" | "th") {
                return None;
            }
            end += 1;
        }
        if let Some((value, hit)) = self.hit(end, multiplier)
            && !hit.and
            && let Some(times) = amount.times(value)
        {
            amount = times;
            end += hit.length;
        }
        Some(Number { amount, end })
    }

    /// One past the last group of a number whose groups of three are set apart by blanks: `1 000`, `12 500 000`. Only where
    /// each blank is one and the first group has no more than three digits and does not begin with zero.
    fn end_of_groups(&self, at: usize) -> usize {
        let digits = |at: usize| {
            let token = self.token(at).filter(|token| token.sort == Sort::Digits)?;
            let text = &self.text[token.start..token.end];
            text.chars().map(digit).collect::<Option<Vec<u32>>>()
        };
        if !digits(at).is_some_and(|first| first.len() <= 3 && first.first() != Some(&0)) {
            return at + 1;
        }
        let joins = |next: usize| {
            let gap = self.token(next - 1).zip(self.token(next)).map(|(a, b)| &self.text[a.end..b.start]);
            gap == Some(" ") && digits(next).is_some_and(|group| group.len() == 3)
        };
        (at + 1..).find(|&next| !joins(next)).unwrap_or(at + 1)
    }

    fn ends_in_latin(&self, at: usize) -> bool {
        self.printed(at).ends_with(|c: char| c.is_ascii_alphabetic())
    }

    /// `forty-eight`, `خمسة وعشرون`, `מאה ועשרים`.
    fn in_words(&self, at: usize) -> Option<Number> {
        let (mut total, mut current, mut end, mut any) = (0i64, 0i64, at, false);
        loop {
            let mut next = end;
            let mut joined = false;
            if any && self.is_hyphen(next) {
                next += 1;
            } else if any && current % 100 == 0 && self.token(next).is_some_and(|token| token.plain == "and")
            {
                next += 1;
                joined = true;
            }
            let number = self.hit(next, |meaning| match meaning {
                Meaning::Number(value) => Some(value),
                Meaning::Multiple(value) => any.then_some(value),
                _ => None,
            });
            let Some((value, hit)) = number else { break };
            joined |= any && hit.and;
            let taken = if any { self.go_on(total, current, value, joined) } else { Some(begin(value)) };
            let Some(taken) = taken else { break };
            (total, current) = taken;
            (end, any) = (next + hit.length, true);
        }
        if !any {
            return None;
        }
        Some(Number { amount: Amount::whole(total.checked_add(current)?)?, end })
    }

    /// What a number word makes of the number before it; `None` where it begins another number.
    fn go_on(&self, total: i64, current: i64, value: i64, joined: bool) -> Option<(i64, i64)> {
        let (round, units) = (current % 100 == 0 && (current > 0 || total > 0), current % 100);
        let one_digit = (1..=9).contains(&units);
        match value {
            1_000 | 1_000_000 | 1_000_000_000 if joined => {
                Some((total.checked_add(current)?.checked_add(value)?, 0))
            }
            1_000 | 1_000_000 | 1_000_000_000 => {
                Some((total.checked_add(current.max(1).checked_mul(value)?)?, 0))
            }
            101.. => (current == 0 && value < 1000).then_some((total, value)),
            100 if !joined && (1..=9).contains(&current) => Some((total, current * 100)),
            100 => (current == 0).then_some((total, 100)),
            10 if self.lists.ten_behind && !joined && one_digit => Some((total, current + 10)),
            20..=90 if self.lists.ten_behind && joined && one_digit => Some((total, current + value)),
            1..=99 if round && (joined || !self.lists.ten_behind) => Some((total, current + value)),
            1..=9 if units >= 20 && units % 10 == 0 && joined == self.lists.ten_behind => {
                Some((total, current + value))
            }
            _ => None,
        }
    }

    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        self.touches_before(at)
            && matches!(
                self.token(at).map(|token| token.sort),
                Some(Sort::Mark('-' | '\u{2010}' | '\u{2011}' | '\u{5be}'))
            )
    }

    fn half(&self, at: usize) -> (Amount, usize) {
        match self.means(at, Meaning::Half) {
            Some(length) => (Amount::millionths(500_000), at + length),
            None => (Amount::millionths(0), at),
        }
    }

    /// `half a year`, `نصف سنة`, `חצי שנה`.
    fn half_of_unit(&mut self, at: usize) -> Option<usize> {
        let half = self.means(at, Meaning::HalfOf)?;
        let (unit, _, end) = self.unit(at + half).filter(|(unit, ..)| *unit != Unit::PerCent)?;
        self.keep(at, end, of_unit(Amount::millionths(500_000), unit)?);
        Some(end)
    }

    /// `1:3`, and `18:00` as a time of day.
    fn sign_ratio(&mut self, at: usize) -> Option<usize> {
        let digits = |at: usize| {
            let token = self.token(at).filter(|token| token.sort == Sort::Digits)?;
            Some((of_digits(&self.text[token.start..token.end])?, self.printed(at).chars().count()))
        };
        let ((first, long), (second, wide)) = (digits(at)?, digits(at + 2)?);
        let colon = matches!(self.token(at + 1)?.sort, Sort::Mark(':' | '∶' | '：'));
        if !colon || !self.touches_before(at + 1) || !self.touches_before(at + 2) {
            return None;
        }
        let value = match (first.as_whole()?, second.as_whole()?) {
            (hour @ 0..=23, minute @ 0..=59) if long == 2 && wide == 2 => {
                Value::Time(u16::try_from(hour * 60 + minute).ok()?)
            }
            _ => Value::Ratio(first, second),
        };
        self.keep(at, at + 3, value);
        Some(at + 3)
    }

    /// The other side of a ratio in words: `for one`.
    fn other_side(&self, at: usize) -> Option<Number> {
        let length = self.means(at, Meaning::For)?;
        let number = self.number(at + length)?;
        self.unit_behind(number.end).is_none().then_some(number)
    }

    /// The unit of a number that ends here, with its tokens; it may stand behind further numbers that share it: `[two][three] years`,
    /// `48 or 72 hours`.
    fn unit_behind(&self, at: usize) -> Option<(Unit, usize, usize)> {
        let mut at = at;
        for _ in 0..8 {
            if let Some(found) = self.unit(at) {
                return Some(found);
            }
            at = self.next_of_chain(at)?;
        }
        None
    }

    fn unit(&self, at: usize) -> Option<(Unit, usize, usize)> {
        let from = at;
        if matches!(self.token(at)?.sort, Sort::Mark('%' | '٪')) {
            return Some((Unit::PerCent, from, at + 1));
        }
        let at = if self.is_mark(at, ']') || self.is_hyphen(at) { at + 1 } else { at };
        let (unit, hit) = self.hit(at, |meaning| match meaning {
            Meaning::Unit(unit) => Some(unit),
            _ => None,
        })?;
        // "At 3 on Monday" is no three days: `الساعة 3 يوم الاثنين`.
        if hit.and || self.weekdays(at).is_some() {
            return None;
        }
        // Without a bracket between, the unit is part of the number.
        Some((unit, if self.is_hyphen(from) { from } else { at }, at + hit.length))
    }

    /// Behind the next number of a chain: brackets and joiners, and a number.
    fn next_of_chain(&self, at: usize) -> Option<usize> {
        let mut next = at;
        let mut between = 0;
        while let Some(token) = self.token(next) {
            let passes = matches!(token.sort, Sort::Mark('[' | ']' | '/' | '-' | '–' | '־'));
            let joiner = self.means(next, Meaning::Joiner).filter(|_| token.sort == Sort::Word);
            if !passes && joiner.is_none() {
                break;
            }
            next += joiner.unwrap_or(1);
            between += 1;
        }
        let number = self.in_digits(next).or_else(|| self.in_words(next))?;
        let and = self.hit(next, |meaning| matches!(meaning, Meaning::Number(_)).then_some(()));
        let joined = between > 0 || and.is_some_and(|(_, hit)| hit.and);
        (joined && between <= 4).then_some(number.end)
    }
}

fn begin(value: i64) -> (i64, i64) {
    if value >= 1000 { (value, 0) } else { (0, value) }
}

fn multiplier(meaning: Meaning) -> Option<i64> {
    match meaning {
        Meaning::Number(value @ (1_000 | 1_000_000 | 1_000_000_000)) | Meaning::Multiple(value) => {
            Some(value)
        }
        _ => None,
    }
}

/// A number with a unit.
fn of_unit(amount: Amount, unit: Unit) -> Option<Value> {
    let seconds = |each: i64| amount.times(each).map(Duration::Seconds);
    let duration = match unit {
        Unit::PerCent => return Some(Value::Number { amount, per_cent: true }),
        Unit::Second => seconds(1)?,
        Unit::Minute => seconds(60)?,
        Unit::Hour => seconds(3_600)?,
        Unit::Day => seconds(86_400)?,
        Unit::Week => seconds(7 * 86_400)?,
        Unit::Month => Duration::Months(amount),
        Unit::Year => Duration::Months(amount.times(12)?),
        Unit::WorkingDay => Duration::WorkingDays(amount),
    };
    Some(Value::Duration(duration))
}

/// `40,000`, `1.5`, `٤٫٥`, `40 000`; `None` for what is no number, or too long to be kept exactly.
pub(super) fn of_digits(text: &str) -> Option<Amount> {
    let (mut whole, mut part, mut places) = (0i64, 0i64, None::<u32>);
    let chars: Vec<char> = text.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        if let Some(value) = digit(c) {
            match &mut places {
                None => whole = whole.checked_mul(10)?.checked_add(i64::from(value))?,
                Some(places) => {
                    part = part * 10 + i64::from(value);
                    *places += 1;
                    if *places > 6 {
                        return None;
                    }
                }
            }
            continue;
        }
        let behind = chars[at + 1..].iter().take_while(|&&c| digit(c).is_some()).count();
        match c {
            _ if places.is_some() => return None,
            ',' | '٬' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' if behind == 3 => {}
            '.' | '٫' | ',' => places = Some(0),
            _ => return None,
        }
    }
    let scale = 10i64.checked_pow(6 - places.unwrap_or(0))?;
    Amount::whole(whole)?.plus(Amount::millionths(part * scale))
}
