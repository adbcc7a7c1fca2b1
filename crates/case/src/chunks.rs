//! Cutting a TOML file into items, so that a mistake in one of them costs that one alone.

use std::ops::Range;

/// Cuts `text` before each line that opens a table of a single name: `[[act]]`, and what is a slip for it, such as `[act]`
/// or `[[acts]]`. A dotted name, as in `[[act.sources]]`, belongs to the item above it.
///
/// The first piece is what stands before the first item. Pieces follow each other without a gap. A line inside a
/// multi-line string opens nothing; but where such a string is never closed, the next opening line ends it, so that what
/// follows is not lost. Linear in the text.
pub(crate) fn chunks(text: &str) -> Vec<Range<usize>> {
    cut(text.len(), openings(text))
}

/// Cuts a piece that cannot be read before each line in it that looks as if it was to open something: `[[act]`, or what is
/// left of `[[act]]` at the end of half a file. Also inside strings: one that is closed only in a later item has taken the
/// items between with it. A cut that was no good makes parts that cannot be read either, so that no item is read in part.
/// Where it is enough, only the last such line is cut at: the others may well stand in a text. Gives the whole piece, where
/// there is no such line. Linear in the piece, but for `can_be_read`.
pub(crate) fn salvage(piece: &str, can_be_read: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in piece.split_inclusive('\n') {
        let header = line.split('#').next().unwrap_or_default().trim();
        if header.starts_with('[') && !header.contains('.') {
            found.push(at);
        }
        at += line.len();
    }
    match found.last() {
        Some(&last) if can_be_read(&piece[..last]) => cut(piece.len(), vec![last]),
        _ => cut(piece.len(), found),
    }
}

fn cut(end: usize, openings: Vec<usize>) -> Vec<Range<usize>> {
    let mut cuts = vec![0];
    cuts.extend(openings.into_iter().filter(|&at| at > 0));
    cuts.push(end);
    cuts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// The name in `[[name]]` or `[name]`, where the line is such a header of a single name.
fn item_name(line: &str) -> Option<&str> {
    let line = line.trim();
    let (name, rest) = match line.strip_prefix("[[") {
        Some(name) => name.split_once("]]")?,
        None => line.strip_prefix('[')?.split_once(']')?,
    };
    let rest = rest.trim_start();
    let name = name.trim();
    // A line of a list can look the same: `[true],` or `[1]`. A name in quotation marks does so, too, and nobody writes it.
    let is_value = matches!(name, "true" | "false" | "inf" | "nan");
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    ((rest.is_empty() || rest.starts_with('#')) && is_name && !is_value).then_some(name)
}

fn openings(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    // What stands inside a multi-line string, to be given back should the string never end.
    let mut inside: Option<(&str, Vec<usize>)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if item_name(line).is_some() {
            match &mut inside {
                None => found.push(at),
                Some((_, swallowed)) => swallowed.push(at),
            }
        } else {
            inside = match inside.take() {
                None => opens_string(line).map(|quote| (quote, Vec::new())),
                Some((quote, swallowed)) => match closing(line, quote) {
                    None => Some((quote, swallowed)),
                    Some(end) => opens_string(&line[end + quote.len()..]).map(|quote| (quote, Vec::new())),
                },
            };
        }
        at += line.len();
    }
    if let Some((_, swallowed)) = inside {
        found.extend(swallowed);
    }
    found
}

/// The delimiter of a multi-line string that begins on this line and does not end on it.
fn opens_string(line: &str) -> Option<&'static str> {
    let mut rest = line;
    loop {
        let start = rest.find(['#', '"', '\''])?;
        let tail = &rest[start..];
        let quote = if tail.starts_with('#') {
            return None;
        } else if tail.starts_with("\"\"\"") {
            "\"\"\""
        } else if tail.starts_with("'''") {
            "'''"
        } else if tail.starts_with('"') {
            "\""
        } else {
            "'"
        };
        let body = &tail[quote.len()..];
        match closing(body, quote) {
            Some(end) => rest = &body[end + quote.len()..],
            None if quote.len() == 3 => return Some(quote),
            None => return None,
        }
    }
}

/// Where `quote` closes a string whose body starts here; a backslash escapes only between double quotes.
fn closing(body: &str, quote: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let end = from + body[from..].find(quote)?;
        let escapes = body[..end].bytes().rev().take_while(|&byte| byte == b'\\').count();
        if quote.starts_with('\'') || escapes % 2 == 0 {
            return Some(end);
        }
        from = end + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        chunks(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn items_are_cut_at_their_headers_and_keep_their_own_tables() {
        let text = "title = \"x\"\n[[act]]\nid = \"a\"\n[[act.sources]]\nwho = \"b\"\n [[ note ]] # later\nid = \"n\"\n";
        assert_eq!(
            cut(text),
            [
                "title = \"x\"\n",
                "[[act]]\nid = \"a\"\n[[act.sources]]\nwho = \"b\"\n",
                " [[ note ]] # later\nid = \"n\"\n"
            ]
        );
    }

    #[test]
    fn a_header_inside_a_closed_string_opens_nothing() {
        let text = "[[act]]\nwords = \"\"\"he said\n[[act]]\nand \\\"\"\" \"\"\"\n[[act]]\n";
        assert_eq!(cut(text).len(), 2, "{:?}", cut(text));
        assert_eq!(cut("a = 'it''''\n[[act]]\n").len(), 2);
        assert_eq!(cut("# \"\"\" a comment\n[[act]]\n[[act]]\n").len(), 3);
    }

    #[test]
    fn a_string_that_is_never_closed_does_not_swallow_what_follows() {
        let text = "[[act]]\nwords = \"\"\"never closed\n[[act]]\nid = \"b\"\n[[note]]\n";
        assert_eq!(cut(text).len(), 3);
    }

    #[test]
    fn pieces_follow_each_other_without_a_gap() {
        for text in [
            "",
            "\n",
            "[[act]]",
            "\u{feff}[[act]]\n",
            "[[act]]\r\n[[act]]\r\n",
            "[[act\n[[other]]\n[[act]]x\n",
        ] {
            assert_eq!(cut(text).concat(), text);
        }
    }

    #[test]
    fn a_slip_for_a_heading_opens_an_item_and_a_line_of_a_list_does_not() {
        assert_eq!(cut("[act]\n[[acts]]\n[[act.sources]]\n[note] # x\n").len(), 3);
        assert_eq!(cut("a = [\n[1]\n,[true],\n[\"act\"]\n[true]\n]\n").len(), 1);
    }

    #[test]
    fn a_piece_that_cannot_be_read_is_cut_at_whatever_was_to_be_a_heading() {
        let parts = |text: &str| salvage(text, |part| toml::de::DeTable::parse(part).is_ok()).len();
        assert_eq!(parts("[[act]]\nid = \"a\"\n[[ac"), 2);
        assert_eq!(parts("[[act]]\nwords = \"\"\"\n[[act]]\nwords = \"\"\"x\n"), 2);
        assert_eq!(parts("[[act]]\n[[act.sources]\n"), 1, "an act is not read without its sources");
        assert_eq!(parts("[[act]]\n"), 1);
        assert_eq!(
            parts("[[act]]\nwords = \"\"\"\n[[act]]\n\"\"\"\n["),
            2,
            "what stands in a text is left in it"
        );
    }

    proptest::proptest! {
        #[test]
        fn no_byte_is_lost_or_read_twice(
            text in r#"(\[\[act\]\]|\[act|\]|"""|'''|"|'|#|\\|[a-z=. ]|\r?\n|م){0,60}"#,
        ) {
            proptest::prop_assert_eq!(cut(&text).concat(), text.as_str());
            let parts: String = salvage(&text, |part| part.len() % 2 == 0).into_iter().map(|range| &text[range]).collect();
            proptest::prop_assert_eq!(parts, text);
        }
    }
}
