//! Words and values as they stand in XML.

/// Whether XML 1.0 can hold this character.
#[must_use]
pub const fn allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Words for the inside of an element: `&`, `<`, `>` as references; what XML cannot hold is left out.
#[must_use]
pub fn escape_text(words: &str) -> String {
    escape(words, false)
}

/// A value for an attribute between double quotation marks; tabs and line feeds as references, so that they stay.
#[must_use]
pub fn escape_attribute(value: &str) -> String {
    escape(value, true)
}

fn escape(words: &str, attribute: bool) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for character in words.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\t' if attribute => out.push_str("&#9;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            other if allowed(other) => out.push(other),
            _ => {}
        }
    }
    out
}
