//! A line of running text into which names and words from a case are set, each kept apart in its direction of writing.
//!
//! A sentence in English that names a party in Arabic has to be read in both directions. The parts that come from the case
//! stand between U+2068 (first strong isolate) and U+2069 (pop directional isolate), so that they cannot disturb what
//! stands around them. Terminals get these characters, HTML gets `<bdi>` in their place, JSON gets neither.

use std::fmt;

use serde::{Serialize, Serializer};

/// First strong isolate: what follows has the direction of its first letter.
pub const ISOLATE: char = '\u{2068}';
/// Pop directional isolate.
pub const POP: char = '\u{2069}';

/// A sentence or phrase with parts that come from the case.
#[derive(Debug, Clone, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Line(String);

/// A part of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Words of this program.
    Own(&'a str),
    /// A name, a title or words from the case.
    Given(&'a str),
}

impl Line {
    /// An empty line.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds words of this program.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.0.push_str(text);
        self
    }

    /// Adds a name, a title or other content of the case.
    #[must_use]
    pub fn given(mut self, content: &str) -> Self {
        let content = clean(content);
        if !content.is_empty() {
            self.0.push(ISOLATE);
            self.0.push_str(&content);
            self.0.push(POP);
        }
        self
    }

    /// Adds words of the case in quotation marks.
    #[must_use]
    pub fn quoted(self, words: &str) -> Self {
        self.text("\u{201c}").given(words).text("\u{201d}")
    }

    /// Adds another line.
    #[must_use]
    pub fn line(mut self, other: &Self) -> Self {
        self.0.push_str(&other.0);
        self
    }

    /// Adds content items with commas between, "and" before the last.
    #[must_use]
    pub fn list<'a>(mut self, items: impl IntoIterator<Item = &'a str>) -> Self {
        let items: Vec<&str> = items.into_iter().collect();
        for (at, item) in items.iter().enumerate() {
            let between = match at {
                0 => "",
                _ if at + 1 == items.len() => " and ",
                _ => ", ",
            };
            self = self.text(between).given(item);
        }
        self
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// With the isolates, for terminals.
    pub fn isolated(&self) -> &str {
        &self.0
    }

    /// Its parts in order.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        self.0
            .split(ISOLATE)
            .enumerate()
            .flat_map(|(at, piece)| match (at, piece.split_once(POP)) {
                (0, _) | (_, None) => [Some(Part::Own(piece)), None],
                (_, Some((given, own))) => {
                    [Some(Part::Given(given)), (!own.is_empty()).then_some(Part::Own(own))]
                }
            })
            .flatten()
            .filter(|part| !matches!(part, Part::Own("")))
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self::new().text(text)
    }
}

impl fmt::Display for Line {
    /// Without isolates.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts().try_for_each(|part| match part {
            Part::Own(text) | Part::Given(text) => f.write_str(text),
        })
    }
}

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Content of the case as it can be shown: one line, no control characters (a draft could hold a terminal's escape
/// sequences), and no bidirectional controls, which could make text look like what it is not. Blanks that do not break stay.
pub fn clean(content: &str) -> String {
    let mut shown = String::with_capacity(content.len());
    for c in content.chars() {
        match c {
            // They keep the digits of a number on one line.
            '\u{a0}' | '\u{202f}' => shown.push(c),
            c if c.is_whitespace() => {
                if !shown.ends_with(' ') && !shown.is_empty() {
                    shown.push(' ');
                }
            }
            c if c.is_control() => {}
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            c => shown.push(c),
        }
    }
    if shown.ends_with(' ') {
        shown.pop();
    }
    shown
}

/// `words` cleaned as a part of a longer text, with the blanks at its ends, which stand between it and the words around it.
pub fn clean_part(words: &str) -> String {
    let blank = |c: Option<char>| if c.is_some_and(char::is_whitespace) { " " } else { "" };
    let inner = clean(words);
    if inner.is_empty() {
        return blank(words.chars().next()).to_owned();
    }
    format!("{}{inner}{}", blank(words.chars().next()), blank(words.chars().last()))
}

/// `content` cleaned and, where it has more than `most` characters, cut at a word with an ellipsis.
pub fn shorten(content: &str, most: usize) -> (String, bool) {
    let content = clean(content);
    let Some((end, _)) = content.char_indices().nth(most) else { return (content, false) };
    let head = &content[..end];
    let cut = head.rfind(' ').filter(|&at| at * 2 > end).unwrap_or(end);
    (format!("{}\u{a0}\u{2026}", head[..cut].trim_end()), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_what_is_given_apart() {
        let line = Line::new().given("\u{202e}نقابة").text(" accepted ").quoted("a\nb");
        let parts: Vec<Part<'_>> = line.parts().collect();
        assert_eq!(
            parts,
            [
                Part::Given("نقابة"),
                Part::Own(" accepted \u{201c}"),
                Part::Given("a b"),
                Part::Own("\u{201d}")
            ]
        );
        assert_eq!(line.to_string(), "نقابة accepted \u{201c}a b\u{201d}");
        assert_eq!(line.isolated().matches(ISOLATE).count(), line.isolated().matches(POP).count());
    }

    #[test]
    fn escape_sequences_and_direction_overrides_are_not_shown() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}\u{0}  c\r\n"), "a[31mb c");
    }

    #[test]
    fn long_words_are_cut_at_a_word_and_say_so() {
        assert_eq!(shorten("one two three", 13), ("one two three".to_owned(), false));
        assert_eq!(shorten("one two three", 10), ("one two\u{a0}…".to_owned(), true));
        assert_eq!(shorten(&"ا".repeat(9), 4), ("اااا\u{a0}…".to_owned(), true));
    }
}
