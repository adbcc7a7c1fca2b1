//! Numbers in labels: digits, letters and Roman numerals, Western, Arabic and Hebrew, with `bis` and its like.

use super::reader::Reader;
use super::tables::SUFFIXES;
use super::{Dress, Family, Script, starts_with_word};

pub(super) struct Number {
    pub(super) family: Family,
    pub(super) value: u32,
    pub(super) roman: Option<u32>,
    pub(super) prefix: Option<u32>,
    pub(super) suffix: u8,
}

pub(super) fn number(reader: &mut Reader<'_>) -> Option<Number> {
    let first = reader.peek()?;
    if digit(first).is_some() {
        return digits(reader);
    }
    let letters: String = reader.rest().chars().take(8).take_while(|c| c.is_alphabetic()).collect();
    let count = letters.chars().count();
    let plain = |script| Family { script, dress: Dress::Plain, depth: 1 };
    let (family, value, roman) = if first.is_ascii_alphabetic() {
        let lower = first.is_ascii_lowercase();
        let roman = roman(&letters);
        let alphabet = if lower { Script::Lower } else { Script::Upper };
        let numerals = if lower { Script::RomanLower } else { Script::RomanUpper };
        let position = u32::from(first.to_ascii_lowercase() as u8 - b'a') + 1;
        if count == 1 {
            (plain(alphabet), position, roman)
        } else if let Some(value) = roman.filter(|_| count <= 7) {
            (plain(numerals), value, Some(value))
        } else if count == 2 && letters.bytes().all(|byte| byte == first as u8) {
            (plain(alphabet), position + 26, None)
        } else {
            return None;
        }
    } else if ('\u{620}'..='\u{64a}').contains(&first) {
        let value = abjad(first)?;
        if count > 1 && !(count == 2 && letters == "هـ") {
            return None;
        }
        (plain(Script::Arabic), value, hijai(first))
    } else if ('\u{5d0}'..='\u{5ea}').contains(&first) {
        if count > 2 {
            return None;
        }
        (plain(Script::Hebrew), letters.chars().map(gematria).sum(), None)
    } else {
        return None;
    };
    reader.at += letters.len();
    reader.eat_any(&['׳', '\'']).filter(|_| family.script == Script::Hebrew);
    let suffix = suffix(reader);
    Some(Number { family, value, roman, prefix: None, suffix })
}

fn digits(reader: &mut Reader<'_>) -> Option<Number> {
    let mut parts: [u32; 2] = [0, 0];
    let mut depth = 0u8;
    loop {
        let mut value = 0u32;
        let mut length = 0;
        while let Some(next) = reader.peek().and_then(digit) {
            value = value.saturating_mul(10).saturating_add(next);
            length += 1;
            reader.at += reader.peek().map_or(1, char::len_utf8);
        }
        if length == 0 {
            // `3.x`: a number that is still to be given.
            if depth > 0 && reader.eat('x') {
                parts = [parts[1], 1000];
                depth += 1;
            }
            break;
        }
        if length > 4 || length == 4 && (1900..2100).contains(&value) {
            return None;
        }
        parts = [parts[1], value];
        depth = depth.saturating_add(1);
        let mut dot = *reader;
        let mut next = None;
        if dot.eat('.') {
            next = dot.peek();
        }
        let joined = next.is_some_and(|c| digit(c).is_some())
            || next == Some('x') && dot.rest()[1..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        if !joined || depth > 6 {
            break;
        }
        *reader = dot;
    }
    let suffix = suffix(reader);
    if reader.peek().is_some_and(char::is_alphanumeric) {
        return None;
    }
    Some(Number {
        family: Family { script: Script::Digits, dress: Dress::Plain, depth },
        value: parts[1],
        roman: None,
        prefix: (depth > 1).then_some(parts[0]),
        suffix,
    })
}

/// `bis`, ` quater`, `.bis`, `bis Alt`, or a letter as in `2A`.
fn suffix(reader: &mut Reader<'_>) -> u8 {
    let mut total = 0u8;
    for _ in 0..2 {
        let mut next = *reader;
        if !next.blanks() {
            next.eat('.');
        }
        let Some(&(word, value)) = SUFFIXES.iter().find(|(word, _)| starts_with_word(next.rest(), word))
        else {
            break;
        };
        next.at += word.len();
        if next.peek().is_some_and(char::is_alphanumeric) {
            break;
        }
        total = total.saturating_add(value);
        *reader = next;
    }
    if total == 0 {
        let mut next = *reader;
        if let Some(letter) =
            next.peek().filter(|c| c.is_ascii_alphabetic() || ('\u{5d0}'..='\u{5ea}').contains(c))
        {
            let value = if letter.is_ascii() {
                u32::from(letter.to_ascii_lowercase() as u8 - b'a') + 1
            } else {
                gematria(letter)
            };
            next.at += letter.len_utf8();
            let digit_before = reader.text[..reader.at].chars().next_back().and_then(digit).is_some();
            if digit_before && matches!(next.peek(), None | Some('.' | ')' | ':' | ' ' | ']' | '*')) {
                *reader = next;
                return u8::try_from(value.min(90)).unwrap_or(90) + 100;
            }
        }
    }
    total
}

/// Western, Arabic-Indic and extended Arabic-Indic digits.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        _ => None,
    }
}

fn roman(letters: &str) -> Option<u32> {
    let (mut total, mut last) = (0u32, u32::MAX);
    for c in letters.chars() {
        let value = match c.to_ascii_lowercase() {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            _ => return None,
        };
        if value > last {
            total = (total + value).checked_sub(2 * last)?;
        } else {
            total += value;
        }
        last = value;
    }
    Some(total)
}

/// A letter that numbers, as the Latin letter of the same place, so that `(أ)`, `(א)` and `(a)` are one; a Roman numeral in
/// capitals as its number.
pub(crate) fn letter_place(word: &str) -> Option<String> {
    let latin = |place: u32| {
        let letter = u8::try_from(place).ok().filter(|place| (1..=26).contains(place))?;
        Some(char::from(b'a' + letter - 1).to_string())
    };
    let mut letters = word.chars();
    let first = letters.next()?;
    let more = letters.next().is_some();
    if word.is_ascii() {
        let numeral = roman(word).filter(|_| more && word.len() <= 5);
        return match numeral {
            Some(value) if first.is_ascii_uppercase() => Some(value.to_string()),
            Some(_) => Some(word.to_owned()),
            None => (!more && first.is_ascii_alphabetic()).then(|| first.to_ascii_lowercase().to_string()),
        };
    }
    if ('א'..='ת').contains(&first) {
        let letters: Vec<u32> = word.chars().map(gematria).collect();
        // Two letters are a number as far as lists go; `זה` and `לא` are words.
        let value = match letters[..] {
            [one] => one,
            [ten @ (10 | 20), one @ 1..=9] => ten + one,
            [9, one @ (6 | 7)] => 9 + one,
            _ => return None,
        };
        return latin(value);
    }
    let alone = !more || word == "هـ";
    abjad(first).filter(|_| alone).and_then(latin)
}

/// Place of an Arabic letter in the order used for lists.
fn abjad(c: char) -> Option<u32> {
    if matches!(c, 'أ' | 'إ' | 'آ') {
        return Some(1);
    }
    "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ".chars().position(|letter| letter == c).map(|at| at as u32 + 1)
}

/// Place of an Arabic letter in the alphabet as it is taught, in which lists count too: `ت` behind `ب`.
fn hijai(c: char) -> Option<u32> {
    if matches!(c, 'أ' | 'إ' | 'آ') {
        return Some(1);
    }
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().position(|letter| letter == c).map(|at| at as u32 + 1)
}

/// Value of a Hebrew letter in numerals.
fn gematria(c: char) -> u32 {
    const VALUES: [(char, u32); 27] = [
        ('א', 1),
        ('ב', 2),
        ('ג', 3),
        ('ד', 4),
        ('ה', 5),
        ('ו', 6),
        ('ז', 7),
        ('ח', 8),
        ('ט', 9),
        ('י', 10),
        ('ך', 20),
        ('כ', 20),
        ('ל', 30),
        ('ם', 40),
        ('מ', 40),
        ('ן', 50),
        ('נ', 50),
        ('ס', 60),
        ('ע', 70),
        ('ף', 80),
        ('פ', 80),
        ('ץ', 90),
        ('צ', 90),
        ('ק', 100),
        ('ר', 200),
        ('ש', 300),
        ('ת', 400),
    ];
    VALUES.iter().find(|(letter, _)| *letter == c).map_or(0, |&(_, value)| value)
}
