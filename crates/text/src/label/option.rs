//! Labels of option blocks.

use super::numbers::number;
use super::reader::Reader;
use super::tables::OPTION_WORDS;
use super::{Announces, Dress, Family, Label, Script, Start, ordinal, starts_with_word};

/// `Option 1:`, `**Option 2**`, `Option (a):`, `الخيار ١:`, `אפשרות א:`.
pub(super) fn option(mut reader: Reader<'_>, emphasis: usize) -> Option<Start> {
    let from = reader.at;
    let (_, length) = after_word(reader.rest(), &OPTION_WORDS)?;
    reader.at += length;
    let spaced = reader.blanks();
    let (family, value, roman, suffix) = if let Some((value, end)) = ordinal(reader.rest()) {
        reader.at += end;
        (Family { script: Script::Digits, dress: Dress::Plain, depth: 1 }, value, None, 0)
    } else {
        let parens = reader.eat('(');
        let number = number(&mut reader)?;
        if parens && !reader.eat(')') {
            return None;
        }
        if !spaced && !matches!(number.family.script, Script::Digits) && !parens {
            return None;
        }
        let script = number.family.script;
        // `Option I` is the first, `Option C` the third.
        match number.roman.filter(|roman| matches!(script, Script::Lower | Script::Upper) && *roman <= 10) {
            Some(roman) => {
                (Family { script: Script::RomanUpper, ..number.family }, roman, None, number.suffix)
            }
            None => (number.family, number.value, number.roman, number.suffix),
        }
    };
    let label = crate::inline::fold(&reader.text[from..reader.at]);
    reader.footnotes();
    let mut closed = 0;
    let mut colon = reader.eat_any(&[':', '：']).is_some();
    let mut bracket = false;
    if emphasis > 0 {
        // `**Option 2.** Words`: a point within the emphasis sets off as a colon does.
        let mut behind = reader;
        if !colon && behind.eat('.') && behind.emphasis() == emphasis {
            reader.eat('.');
        }
        closed = reader.emphasis();
        if closed > 0 {
            reader.footnotes();
            reader.blanks();
            colon |= reader.eat_any(&[':', '：', '.']).is_some();
        }
    } else {
        bracket = reader.eat(']');
        reader.blanks();
        colon |= reader.eat_any(&[':', '：']).is_some();
        let dash = reader;
        reader.blanks();
        if !colon
            && reader.eat_any(&['–', '—', '-']).is_some()
            && (reader.peek().is_none() || reader.blanks())
        {
            colon = true;
        } else {
            reader = dash;
        }
    }
    let alone = reader.rest().trim().is_empty();
    if !(colon || closed > 0 || alone && !bracket) {
        return None;
    }
    reader.eat(':');
    reader.blanks();
    let label = Label {
        text: label,
        family: Family { dress: Dress::Plain, ..family },
        value,
        roman,
        prefix: None,
        suffix,
    };
    Some(Start {
        announces: Announces::Option,
        label,
        body: reader.at,
        bullet: false,
        firm: true,
        doubtful: false,
    })
}

fn after_word<'a>(text: &'a str, words: &[&str]) -> Option<(&'a str, usize)> {
    words.iter().find(|word| starts_with_word(text, word)).map(|word| (&text[..word.len()], word.len()))
}
