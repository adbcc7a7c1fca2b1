//! Cutting a TOML file into items, so that a mistake in one of them costs that one alone.

use std::ops::Range;

/// Cuts `text` before each line that opens an item: `[[act]]` and the like, where `is_item` knows the name.
///
/// The first piece is what stands before the first item. Pieces follow each other without a gap. A line inside a
/// multi-line string opens nothing; but where such a string is never closed, the next opening line ends it, so that what
/// follows is not lost. Linear in the text.
pub(crate) fn chunks(text: &str, is_item: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let openings = openings(text, &is_item);
    let mut cuts = vec![0];
    cuts.extend(openings.into_iter().filter(|&at| at > 0));
    cuts.push(text.len());
    cuts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// The name in `[[name]]`, where the line is such a header of a single name.
fn item_name(line: &str) -> Option<&str> {
    let name = line.trim().strip_prefix("[[")?;
    let (name, rest) = name.split_once("]]")?;
    let rest = rest.trim_start();
    (rest.is_empty() || rest.starts_with('#')).then(|| name.trim().trim_matches(['"', '\'']))
}

fn openings(text: &str, is_item: &impl Fn(&str) -> bool) -> Vec<usize> {
    let mut found = Vec::new();
    // What stands inside a multi-line string, to be given back should the string never end.
    let mut inside: Option<(&str, Vec<usize>)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if item_name(line).is_some_and(is_item) {
            match &mut inside {
                None => found.push(at),
                Some((_, swallowed)) => swallowed.push(at),
            }
        } else {
            inside = match inside.take() {
                None => opens_string(line).map(|quote| (quote, Vec::new())),
                Some((quote, swallowed)) => match line.find(quote) {
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
        chunks(text, |name| ["act", "note"].contains(&name)).into_iter().map(|range| &text[range]).collect()
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
}
