//! A file as it was given: its text, what had to be repaired in it, and where in it something stands.

use serde::Serialize;
use std::fmt;

/// Something in a file that was not as its format has it, and how it was read all the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Repair {
    /// The file.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// What stood there, and what it was taken for.
    pub what: String,
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// A line and a column, both from 1; columns are counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

/// Why a file or a directory was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
pub struct Refused {
    /// The file or directory.
    pub file: String,
    /// Where in the file, if it is about one place.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
    /// What was expected there.
    pub expected: String,
    /// What to do.
    pub help: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(Place { line, column }) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}; expected {}; {}", self.message, self.expected, self.help)
    }
}

impl Refused {
    /// A refusal that is about a file or directory as a whole.
    pub(crate) fn whole(
        file: &str,
        message: impl Into<String>,
        expected: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            file: file.to_owned(),
            place: None,
            message: message.into(),
            expected: expected.into(),
            help: help.into(),
        }
    }
}

/// The largest file that is read, in bytes.
pub(crate) const LARGEST: usize = 64 << 20;

/// How many issues a scenario may have: many times more than any negotiation.
pub(crate) const MOST_ISSUES: usize = 10_000;

/// How many parties, and how many rules, one file may name.
pub(crate) const MOST_NAMED: usize = 10_000;

/// How many repairs of one file are stated before it is refused instead.
const MOST_REPAIRS: usize = 10_000;

/// The text of a file, with what was repaired in it so far.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    name: String,
    text: String,
    line_starts: Vec<usize>,
    repairs: Vec<Repair>,
    too_many: bool,
}

impl Source {
    /// The text of these bytes: UTF-8 with or without a byte order mark, or else Windows-1252.
    ///
    /// # Errors
    ///
    /// Where it is too large, or no text.
    pub(crate) fn new(name: &str, bytes: &[u8]) -> Result<Self, Refused> {
        if bytes.len() > LARGEST {
            return Err(Refused::whole(
                name,
                format!("the file has {} bytes", bytes.len()),
                format!("at most {LARGEST}"),
                "describe the scenario in a smaller file",
            ));
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let (text, foreign) = match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), Vec::new()),
            Err(_) => windows_1252(bytes),
        };
        if text.contains('\0') {
            return Err(Refused::whole(
                name,
                "the file is not text: it has bytes of value nought",
                "text in UTF-8",
                "save it as UTF-8",
            ));
        }
        let mut line_starts = vec![0];
        line_starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        let mut source =
            Self { name: name.to_owned(), text, line_starts, repairs: Vec::new(), too_many: false };
        let mut last = 0;
        for (at, character) in foreign {
            let line = source.line(at);
            if line != last {
                source.repaired(
                    at,
                    format!("a byte that is not UTF-8 was read as Windows-1252: {character:?}"),
                );
                last = line;
            }
        }
        Ok(source)
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The same file with another text of the same lines.
    pub(crate) fn set_text(&mut self, text: String) {
        self.line_starts.clear();
        self.line_starts.push(0);
        self.line_starts
            .extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        self.text = text;
    }

    /// The line of a byte, from 1.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= at)
    }

    /// The place of a byte.
    pub(crate) fn place(&self, at: usize) -> Place {
        let line = self.line(at);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.text.get(start..at).map_or(0, |before| before.chars().count()) + 1;
        Place { line, column }
    }

    /// States that what stands at a byte was read as something else than its format has.
    pub(crate) fn repaired(&mut self, at: usize, what: impl Into<String>) {
        if self.repairs.len() < MOST_REPAIRS {
            let line = self.line(at);
            self.repairs.push(Repair { file: self.name.clone(), line, what: what.into() });
        } else {
            self.too_many = true;
        }
    }

    /// A refusal because of what stands at a byte.
    pub(crate) fn refuse(
        &self,
        at: usize,
        message: impl Into<String>,
        expected: impl Into<String>,
        help: impl Into<String>,
    ) -> Refused {
        Refused {
            file: self.name.clone(),
            place: Some(self.place(at)),
            message: message.into(),
            expected: expected.into(),
            help: help.into(),
        }
    }

    /// Refuses more of something than is read.
    pub(crate) fn at_most(&self, at: usize, count: usize, most: usize, what: &str) -> Result<(), Refused> {
        if count <= most {
            return Ok(());
        }
        Err(self.refuse(
            at,
            format!("there are {count} {what}"),
            format!("at most {most}"),
            "describe the negotiation in fewer",
        ))
    }

    /// All repairs, by line.
    ///
    /// # Errors
    ///
    /// Where there are so many that nobody would read them.
    pub(crate) fn into_repairs(self) -> Result<Vec<Repair>, Refused> {
        if self.too_many {
            return Err(Refused::whole(
                &self.name,
                format!("more than {MOST_REPAIRS} things would have to be repaired"),
                "a file that is mostly as its format has it",
                "write the file anew",
            ));
        }
        let mut repairs = self.repairs;
        repairs.sort_by_key(|repair| repair.line);
        repairs.dedup();
        Ok(repairs)
    }
}

/// What Windows-1252 has at 0x80 to 0x9F; the five places that it leaves free stand for themselves.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Bytes of which some are not UTF-8, and the places of those in the text. What is valid UTF-8 is kept as that: such files
/// mostly come from editors that mixed the two.
fn windows_1252(bytes: &[u8]) -> (String, Vec<(usize, char)>) {
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut foreign = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for &byte in chunk.invalid() {
            let character = match byte {
                0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
                _ => char::from(byte),
            };
            foreign.push((text.len(), character));
            text.push(character);
        }
    }
    (text, foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_not_utf_8_are_read_as_windows_1252_and_the_line_is_told() {
        let source = Source::new("a.xml", b"one\nprice \x80 5 and \xE9\n").unwrap();
        assert_eq!(source.text(), "one\nprice € 5 and é\n");
        let repairs = source.into_repairs().unwrap();
        assert_eq!(repairs.len(), 1);
        assert_eq!(repairs[0].to_string(), "a.xml:2: a byte that is not UTF-8 was read as Windows-1252: '€'");
    }

    #[test]
    fn places_are_counted_in_characters_from_one() {
        let source = Source::new("a", "é\nxé y".as_bytes()).unwrap();
        assert_eq!(source.place(0), Place { line: 1, column: 1 });
        assert_eq!(source.place(source.text().find('y').unwrap()), Place { line: 2, column: 4 });
    }

    #[test]
    fn a_file_of_other_things_than_text_is_refused() {
        assert!(Source::new("a", b"%PDF\0\0").is_err());
    }
}
