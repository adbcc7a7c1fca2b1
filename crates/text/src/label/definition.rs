//! Paragraphs that fix the meaning of a term.

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
