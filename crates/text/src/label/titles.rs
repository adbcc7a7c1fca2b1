//! Lines that name something: headings with their labels, headings that nothing marks, definitions.

use super::reader::Reader;
use super::tables::UNIT_WORDS;
use super::{Announces, start_of, starts_with_word, unit_name};

/// The label of a heading, with where the words behind it begin: `Article 3` of `[Article 3bis] *(forests)*`.
pub(crate) fn heading_label(text: &str) -> Option<(String, usize)> {
    let mut reader = Reader { text, at: 0 };
    let mut brackets = 0;
    loop {
        if brackets < 4 && reader.rest().starts_with('[') && !reader.rest().starts_with("[^") {
            reader.at += 1;
            brackets += 1;
        } else if reader.emphasis() == 0 {
            break;
        }
    }
    let mut inside = reader;
    if let Some((label, _)) = unit_name(&mut inside) {
        let mut body = inside;
        while brackets > 0 && body.eat(']') {
            brackets -= 1;
        }
        body.emphasis();
        body.eat_any(&[':', '.', '：']);
        body.blanks();
        let dash = body;
        if body.eat_any(&['–', '—', '-']).is_none() || !(body.peek().is_none() || body.blanks()) {
            body = dash;
        }
        return Some((label, body.at));
    }
    match start_of(text) {
        Some(start) if !start.bullet && start.announces == Announces::Item => {
            Some((start.label.text, start.body))
        }
        _ => None,
    }
}

/// Whether a line that stands alone is a heading though nothing marks it as one: `**Article 2**`, `المادة ٢`. Gives
/// its rank, 1 the widest unit.
pub(crate) fn evident_heading(line: &str) -> Option<u8> {
    let line = line.trim_end();
    if line.len() > 240 || line.chars().count() > 90 {
        return None;
    }
    let bold = (line.starts_with("**") && line.ends_with("**")
        || line.starts_with("__") && line.ends_with("__"))
        && line.len() > 4
        && !line[2..line.len() - 2].contains(&line[..2]);
    let bare = line.trim_start_matches(['*', '_', '[']);
    let last = line.trim_end_matches(['*', '_', ']', ')']).chars().next_back()?;
    if matches!(last, ',' | ';' | '،' | '؛') {
        return None;
    }
    let mut reader = Reader { text: bare, at: 0 };
    let rank = UNIT_WORDS
        .iter()
        .filter(|(word, _)| starts_with_word(bare, word))
        .max_by_key(|(word, _)| word.len())
        .map(|&(_, rank)| rank);
    if let (Some(rank), Some(_)) = (rank.filter(|&rank| rank < 5), unit_name(&mut reader)) {
        let rest = reader.rest().trim_matches(['*', '_', ']', ' ']).trim_end_matches(['.', ':']);
        if rest.is_empty() || bold {
            return Some(rank);
        }
        let title = rest.starts_with(['(', ':', '–', '—', '-', '.']) && !matches!(last, '.' | ':');
        return title.then_some(rank);
    }
    const WORDS: [&str; 9] = [
        "preamble",
        "الديباجة",
        "ديباجة",
        "מבוא",
        "פתיח",
        "annexes",
        "definitions",
        "final provisions",
        "general provisions",
    ];
    let words = bare.trim_end_matches(['*', '_', ']', ':']).trim();
    if WORDS.iter().any(|word| words.eq_ignore_ascii_case(word)) {
        return Some(4);
    }
    (bold && !matches!(last, '.' | ':' | '?') && start_of(line).is_none()).then_some(6)
}

/// Whether words fix the meaning of a term: a term in quotation marks or emphasis, then "means" or its like.
pub(crate) fn is_definition(body: &str) -> bool {
    let mut words = body.trim_start_matches(['[', ' ']);
    for lead in
        ["يقصد بمصطلح ", "يُقصد بمصطلح ", "يقصد بعبارة ", "يُقصد بعبارة ", "يقصد بـ", "يُقصد بـ", "תעבير "]
    {
        if let Some(rest) = words.strip_prefix(lead) {
            return rest.trim_start_matches(['*', '_', ' ', '[']).starts_with(['"', '«', '“', '”', '„']);
        }
    }
    for lead in ["The term ", "the term ", "The expression ", "مصطلح ", "המונח "] {
        words = words.strip_prefix(lead).unwrap_or(words);
    }
    let marks = words.len() - words.trim_start_matches(['*', '_']).len();
    words = &words[marks..];
    let Some(first) = words.chars().next() else { return false };
    let close: &[char] = match first {
        '"' | '“' | '”' | '„' | '״' | '‟' => &['"', '”', '“', '״', '‟'],
        '«' => &['»'],
        '»' => &['«'],
        '‘' | '\'' => &['’', '\''],
        _ if marks > 0 => &['*', '_'],
        _ => return false,
    };
    let inside = if marks > 0 && !close.contains(&'»') && close[0] == '*' {
        words
    } else {
        &words[first.len_utf8()..]
    };
    let Some(end) =
        inside.char_indices().take(160).find(|(_, c)| close.contains(c)).map(|(at, c)| at + c.len_utf8())
    else {
        return false;
    };
    let hebrew = inside[..end].chars().any(|c| ('\u{5d0}'..='\u{5ea}').contains(&c));
    let mut rest = inside[end..].trim_start_matches(['*', '_', ' ', ']', '[', ',', '\u{a0}']);
    for joiner in ["and ", "or ", "و", "או "] {
        if let Some(other) = rest.strip_prefix(joiner)
            && let Some(quote) = other.trim_start_matches(['*', '_']).strip_prefix(['"', '“', '«', '”'])
            && let Some(at) = quote.find(['"', '”', '»', '“'])
        {
            let width = quote[at..].chars().next().map_or(1, char::len_utf8);
            rest = quote[at + width..].trim_start_matches(['*', '_', ' ']);
        }
    }
    const VERBS: [&str; 20] = [
        "means",
        "mean ",
        "shall mean",
        "shall have the meaning",
        "has the meaning",
        "have the meaning",
        "refers to",
        "is defined as",
        "includes ",
        "يعني",
        "تعني",
        "يقصد",
        "يُقصد",
        "تقصد",
        "هو ",
        "פירושו",
        "פירושה",
        "משמעו",
        "משמעה",
        "משמעותו",
    ];
    VERBS.iter().any(|verb| rest.starts_with(verb)) || hebrew && rest.starts_with(['–', '—', '-'])
}
