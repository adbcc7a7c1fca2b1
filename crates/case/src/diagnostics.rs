//! What is wrong with a case, said so that somebody who does not program can mend it.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

/// How much something matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// An item was left out, or a reference leads nowhere: `check` fails.
    Problem,
    /// Everything was read, but it may not say what was meant.
    Remark,
}

/// One thing to mend, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// File, relative to the case folder, with `/` between folders.
    pub file: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column, in characters.
    pub column: usize,
    /// The line as it stands, and how many of its characters from `column` on are meant.
    pub excerpt: Option<Excerpt>,
    /// What is wrong.
    pub message: String,
    /// What was expected.
    pub expected: String,
    /// What to do.
    pub help: String,
}

/// A line of a file with the part that is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// The line, shortened where it is very long.
    pub text: String,
    /// How many characters from the column on are meant; at least 1.
    pub length: usize,
}

/// The longest line shown whole, in characters.
const EXCERPT: usize = 160;

impl Diagnostic {
    /// Problems before remarks, then by file and place.
    pub(crate) fn order(&self, other: &Self) -> std::cmp::Ordering {
        (self.severity, &self.file, self.line, self.column, &self.message).cmp(&(
            other.severity,
            &other.file,
            other.line,
            other.column,
            &other.message,
        ))
    }

    /// A problem or remark at a byte range of a file's text.
    pub fn at(
        severity: Severity,
        file: &str,
        text: &str,
        span: Range<usize>,
        message: impl Into<String>,
        expected: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let start = floor_boundary(text, span.start);
        let end = floor_boundary(text, span.end.max(start));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
        let before = text[line_start..start].chars().count();
        let whole = &text[line_start..line_end];
        let excerpt = (!whole.trim().is_empty() && whole.chars().count() <= EXCERPT).then(|| Excerpt {
            text: whole.chars().map(visible).collect(),
            length: text[start..end.min(line_end).max(start)].chars().count().max(1),
        });
        Self {
            severity,
            file: file.to_owned(),
            line: text[..start].bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: before + 1,
            excerpt,
            message: message.into(),
            expected: expected.into(),
            help: help.into(),
        }
    }

    /// A problem with a file as a whole.
    pub fn file(
        file: &str,
        message: impl Into<String>,
        expected: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Problem,
            file: file.to_owned(),
            line: 1,
            column: 1,
            excerpt: None,
            message: message.into(),
            expected: expected.into(),
            help: help.into(),
        }
    }
}

impl fmt::Display for Diagnostic {
    /// `file:line:column: message`, then what was expected and what to do, each on a line of its own.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: &str| -> String { text.chars().map(visible).collect() };
        write!(f, "{}:{}:{}: {}", shown(&self.file), self.line, self.column, shown(&self.message))?;
        if let Some(Excerpt { text, length }) = &self.excerpt {
            write!(f, "\n    | {text}\n    | {}{}", " ".repeat(self.column - 1), "^".repeat(*length))?;
        }
        if !self.expected.is_empty() {
            write!(f, "\n    expected: {}", shown(&self.expected))?;
        }
        if !self.help.is_empty() {
            write!(f, "\n    to do: {}", shown(&self.help))?;
        }
        Ok(())
    }
}

/// A character as it can be shown: one that controls a terminal, or turns the direction of what follows, is shown and not
/// obeyed.
fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            char::REPLACEMENT_CHARACTER
        }
        _ => c,
    }
}

/// The last character boundary at or before `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_counted_in_characters_and_shown() {
        let text = "a = 1\r\nاسم = \"مصر\"\r\n";
        let at = text.find("\"مصر\"").unwrap();
        let diagnostic = Diagnostic::at(
            Severity::Problem,
            "case.toml",
            text,
            at..at + 8,
            "no such participant",
            "an id",
            "add it",
        );
        assert_eq!((diagnostic.line, diagnostic.column), (2, 7));
        assert_eq!(diagnostic.excerpt.as_ref().unwrap().length, 5);
        assert_eq!(
            diagnostic.to_string(),
            "case.toml:2:7: no such participant\n    | اسم = \"مصر\"\n    |       ^^^^^\n    expected: an id\n    to do: add it"
        );
    }

    #[test]
    fn a_place_outside_the_text_or_inside_a_character_does_not_panic() {
        for (start, end) in [(0, 0), (1, 1), (2, 900), (900, 1), (usize::MAX, 0)] {
            let _ = Diagnostic::at(Severity::Remark, "f", "م", start..end, "", "", "").to_string();
        }
    }
}
