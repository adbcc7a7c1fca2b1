//! What is wrong where a piece of a file is no TOML, in the words of somebody who never heard of TOML.
//!
//! The parser says where it stopped and what it would have taken there. What a person did is told from that and from the
//! line: a curly quotation mark, a missing one, a name twice.

use std::ops::Range;

/// A slip of the pen, with its place in the piece.
pub(super) struct Slip {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) expected: String,
    pub(super) help: String,
}

/// What kept `text`, one piece of a file, from being read.
pub(super) fn explain(text: &str, error: &toml::de::Error) -> Slip {
    let span = error.span().unwrap_or(0..text.len());
    let start = (0..=span.start.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let place = Place { text, start, end: span.end.clamp(start, text.len()) };
    let mut slip = place.slip(error.message());
    slip.help = format!("{}; until then {}", slip.help, left_out(text));
    slip
}

/// What a mistake in this piece costs.
fn left_out(text: &str) -> String {
    let first = text.trim_start().lines().next().unwrap_or_default();
    match first.split('#').next().map(str::trim) {
        Some(header) if header.starts_with('[') => {
            format!("this {header} is left out, and the rest is read")
        }
        _ => "what stands before the first item is left out, and the rest is read".to_owned(),
    }
}

struct Place<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl Place<'_> {
    fn slip(&self, told: &str) -> Slip {
        let here = self.text[self.start..].chars().next();
        let (before, line) = self.line();
        let key = line.split(['=', ':', ' ', '\t']).find(|part| !part.is_empty()).unwrap_or_default();
        if line.trim_start().starts_with('[') && !before.contains('=') {
            return self.at(
                "this heading is not closed as it was opened",
                "two brackets on either side, as in [[act]], and nothing behind them",
                "mend the brackets",
            );
        }
        if here.is_some_and(is_curly) {
            return self.at(
                "these quotation marks are not straight",
                "straight quotation marks: \"…\"",
                "type \" in place of each; word processors make them curly by themselves",
            );
        }
        if let Some(invisible) = here.filter(|&c| is_invisible(c) && !matches!(c, '\n' | '\r')) {
            return self.at(
                format!("there is an invisible character here (U+{:04X})", u32::from(invisible)),
                "visible characters and plain spaces",
                "delete it; where it was to separate words, type a space",
            );
        }
        if told.starts_with("duplicate key") {
            return self.at(
                format!("`{}` stands twice in one item", &self.text[self.start..self.end]),
                "each field once",
                "take one of the two lines out; where a new item should begin above it, write its heading, such as [[act]]",
            );
        }
        if told.starts_with("invalid multi-line") {
            return self.open_text();
        }
        if told.starts_with("invalid basic string") || told.starts_with("invalid literal string") {
            return self.at(
                "the quotation mark at the end of this text is missing",
                "a text between two quotation marks, on one line",
                "add the quotation mark; a text of several lines stands between \"\"\" and \"\"\"",
            );
        }
        if told.contains("escape") || told.contains("unicode") {
            return self.at(
                "a backslash cannot stand here: it gives the letter behind it another meaning",
                "a text without backslashes, or with \\\\ for each",
                "write \\\\ for each \\",
            );
        }
        if told.starts_with("missing opening quote") {
            return self.at(
                "the quotation mark at the beginning of this text is missing",
                "a text between two quotation marks",
                "add the quotation mark",
            );
        }
        if told.starts_with("string values must be quoted") || told.starts_with("invalid boolean") {
            return self.bare_value(key);
        }
        if told.starts_with("key with no value") {
            return match before.trim_end().ends_with(':') {
                true => self.at(
                    format!("`{key}` has a colon where `=` belongs"),
                    format!("{key} = …"),
                    "write = in place of the colon",
                ),
                false => self.at(
                    "`=` is missing: this line says nothing",
                    "a field, `=` and its value",
                    "add what is missing; a remark to yourself begins with #",
                ),
            };
        }
        if told.starts_with("invalid unquoted key") {
            return self.at(
                "this cannot stand in the name of a field",
                "the name of a field, `=` and its value",
                "write the name of the field as `onetext record CASE KIND --help` has it, without the hyphens",
            );
        }
        if ["date", "time", "month", "day", "hour", "minute", "second", "offset"]
            .iter()
            .any(|part| told.starts_with(&format!("invalid {part}")))
        {
            return self.at(
                "this is no date of the calendar",
                "a date such as 2031-03-05, or 2031-03-05T18:00:00",
                "write year, month and day in digits, with two for the month and the day",
            );
        }
        if told.starts_with("unclosed") {
            return self.at(
                "a closing bracket is missing here",
                "a bracket at the end of the list",
                "add the bracket",
            );
        }
        if told.starts_with("missing comma") || told.starts_with("invalid inline table") {
            return self.at(
                "a comma or a closing bracket is missing before this",
                "commas between the entries of a list, and a bracket at its end",
                "add the comma or the bracket",
            );
        }
        if told.starts_with("unexpected key or value") {
            return self.behind_value(here, before);
        }
        self.at(format!("this cannot be read: {told}"), "a field, `=` and its value", "mend this line")
    }

    fn bare_value(&self, key: &str) -> Slip {
        let value = self.text[self.start..self.end].trim();
        match value.to_lowercase().as_str() {
            "" => self.at(
                format!("`{key}` has no value"),
                format!("{key} = …"),
                format!("write the value, or leave `{key}` out"),
            ),
            "true" | "yes" => self.at(
                format!("`{value}` is not a value"),
                "true or false, in small letters",
                format!("write {key} = true"),
            ),
            "false" | "no" => self.at(
                format!("`{value}` is not a value"),
                "true or false, in small letters",
                format!("write {key} = false"),
            ),
            date if date.starts_with(|c: char| c.is_ascii_digit()) => self.at(
                "this is neither a date nor a number",
                "a date such as 2031-03-05, a number such as 40000, or a text in quotation marks",
                "write it so",
            ),
            _ => self.at(
                "the quotation marks around this text are missing",
                "a text between two quotation marks",
                format!("write {key} = \"{value}\""),
            ),
        }
    }

    /// Something stands behind a value that was whole already.
    fn behind_value(&self, here: Option<char>, before: &str) -> Slip {
        match (here, before.trim_end().chars().next_back()) {
            (Some(','), Some(last)) if last.is_ascii_digit() => self.at(
                "a number cannot have a comma in it",
                "a number in plain digits, such as 40000 or 12.5",
                "leave the comma out",
            ),
            (Some(','), _) => self.at(
                "several values stand without square brackets",
                "a list in square brackets: [\"…\", \"…\"]",
                "put square brackets around the list",
            ),
            (_, Some('"' | '\'')) => self.at(
                "something stands behind the end of the text",
                "one text between two quotation marks",
                "write \\\" for a quotation mark within the text, or put the whole between \"\"\" and \"\"\"",
            ),
            _ => self.at(
                "something stands behind the value",
                "one value, and nothing behind it on its line",
                "take it out, or write it on a line of its own; a remark to yourself begins with #",
            ),
        }
    }

    /// A text of several lines that has no end: it is told where it begins.
    fn open_text(&self) -> Slip {
        let quote =
            ["\"\"\"", "'''"].into_iter().max_by_key(|quote| self.text.rfind(quote)).unwrap_or_default();
        let start = self.text.rfind(quote).unwrap_or(self.start);
        Slip {
            span: start..start + quote.len(),
            ..self.at(
                format!("the text that begins here with {quote} has no end"),
                format!("{quote} behind its last word"),
                format!("write {quote} where the text ends"),
            )
        }
    }

    fn at(&self, message: impl Into<String>, expected: impl Into<String>, help: impl Into<String>) -> Slip {
        Slip {
            span: self.start..self.end,
            message: message.into(),
            expected: expected.into(),
            help: help.into(),
        }
    }

    /// What stands before the place on its line, and the line.
    fn line(&self) -> (&str, &str) {
        let begins = self.text[..self.start].rfind('\n').map_or(0, |at| at + 1);
        let ends = self.text[self.start..].find('\n').map_or(self.text.len(), |at| self.start + at);
        (&self.text[begins..self.start], &self.text[begins..ends])
    }
}

fn is_curly(c: char) -> bool {
    matches!(c, '\u{201c}'..='\u{201f}' | '\u{2018}'..='\u{201b}' | '\u{ab}' | '\u{bb}' | '\u{2039}' | '\u{203a}')
}

/// Control characters, spaces that are no spaces, marks of direction.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || (c.is_whitespace() && c != ' ')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
