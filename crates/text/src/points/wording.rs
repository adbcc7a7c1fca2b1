//! What the words in and between brackets say: nothing yet, "or", or that there is no text.

pub(super) fn floor(words: &str, limit: usize) -> usize {
    (0..=limit.min(words.len())).rev().find(|&at| words.is_char_boundary(at)).unwrap_or(0)
}

/// `Placeholder …`, in any dress.
pub(super) fn is_reserved(words: &str) -> bool {
    // A bounded look: brackets inside brackets would otherwise be looked at again and again.
    let bare = words[..floor(words, 40)].trim_start_matches([' ', '*', '_', '{', '[', '\n', '\r', '\t']);
    bare.get(..11).is_some_and(|head| head.eq_ignore_ascii_case("placeholder"))
}

/// Nothing, `X`, dots, rules or bullets: a place without words. And "to be determined" and its like.
pub(super) fn is_blank(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    if bare.len() > 60 {
        return false;
    }
    let crosses = bare.len() < 5 && bare.bytes().all(|byte| matches!(byte, b'x' | b'X'));
    // `[.]` and `[,]` are punctuation that may stand or fall.
    let dots = bare != "."
        && bare
            .chars()
            .all(|c| matches!(c, '.' | '…' | '_' | '-' | '–' | '—' | '•' | '●' | '#' | '?' | '\\' | ' '));
    const LATER: [&str; 15] = [
        "tbd",
        "tbc",
        "to be determined",
        "to be decided",
        "to be completed",
        "to be confirmed",
        "to be inserted",
        "to be added",
        "يحدد لاحقا",
        "يُحدد لاحقاً",
        "يحدد لاحقاً",
        "يستكمل لاحقا",
        "להשלמה",
        "יושלם",
        "ייקבע בהמשך",
    ];
    crosses || dots || LATER.iter().any(|later| bare.trim_end_matches('.').eq_ignore_ascii_case(later))
}

/// Only a word that joins others.
pub(crate) fn is_joiner(words: &str) -> bool {
    let bare: String =
        words.chars().filter(|c| !c.is_whitespace() && !matches!(c, '[' | ']' | '*' | '_' | ',')).collect();
    matches!(
        bare.to_lowercase().as_str(),
        "or" | "and" | "and/or" | "/or" | "/and" | "/" | "أو" | "و" | "و/أو" | "או" | "ו" | "ו/או"
    )
}

/// What may stand between two wordings for one place: nothing, a blank, emphasis, "or", "/".
pub(super) fn is_gap(gap: &str) -> bool {
    let bare =
        gap.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '\u{200e}' | '\u{200f}'));
    bare.is_empty() || bare == "/" || says_or(bare)
}

/// Whether what stands between two brackets says "or", be it behind a comma.
pub(super) fn says_or(gap: &str) -> bool {
    let bare = gap.trim().trim_start_matches([',', '،']).trim_start();
    ["or", "and/or", "أو", "و/أو", "או", "ו/או"].iter().any(|joiner| bare.eq_ignore_ascii_case(joiner))
}

/// Whether only a comma stands between two brackets.
pub(super) fn is_comma(gap: &str) -> bool {
    matches!(gap.trim(), "," | "،")
}

/// `No text`, with or without a note in parentheses.
pub(super) fn is_no_text(words: &str) -> bool {
    let mut bare = words.trim_matches(['[', ']', ' ', '.', '*', '_']);
    if let Some(at) = bare.find(['(', '{'])
        && bare.ends_with([')', '}'])
    {
        bare = bare[..at].trim_end_matches([' ', '.', ']', '*', '_']);
    }
    const KNOWN: [&str; 9] = [
        "no text",
        "no provision",
        "no provisions",
        "لا نص",
        "لا يوجد نص",
        "بدون نص",
        "ללא טקסט",
        "אין טקסט",
        "ללא נוסח",
    ];
    bare.len() < 40 && KNOWN.iter().any(|known| bare.eq_ignore_ascii_case(known))
}
