//! A file as it was given: its text, what was settled in reading it, and where in it something stands.

use std::fmt;

use serde::Serialize;
use thiserror::Error;

/// Something that the file leaves open or says twice, and how it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Settled {
    /// The file.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// What it says, and how it was taken.
    pub what: String,
    /// Whether it tells of what the file does not say, and not of something in it.
    pub unsaid: bool,
}

impl fmt::Display for Settled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// A line and a column, both from 1; columns are counted in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Error)]
pub struct Refused {
    /// The file.
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

/// The largest file that is read, in bytes.
const LARGEST: usize = 64 << 20;

/// The text of a file.
#[derive(Clone, Debug)]
pub(super) struct Source {
    name: String,
    text: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// The text of these bytes: UTF-8 with or without a byte order mark.
    pub(super) fn new(name: &str, bytes: &[u8]) -> Result<Self, Refused> {
        let refuse = |place, message: String, expected: &str, help: &str| {
            Err(Refused {
                file: name.to_owned(),
                place,
                message,
                expected: expected.into(),
                help: help.into(),
            })
        };
        if bytes.len() > LARGEST {
            return refuse(
                None,
                format!("the file has {} bytes", bytes.len()),
                "at most 64 MB",
                "state preferences by options instead of state by state",
            );
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let mut line_starts = vec![0];
                line_starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
                Ok(Self { name: name.to_owned(), text: text.to_owned(), line_starts })
            }
            Err(error) => {
                let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let valid = String::from_utf8_lossy(valid);
                let last = valid.rsplit('\n').next().unwrap_or_default();
                let place = Place { line: valid.matches('\n').count() + 1, column: last.chars().count() + 1 };
                refuse(
                    Some(place),
                    "a byte that is not UTF-8".into(),
                    "text in UTF-8",
                    "save the file as UTF-8",
                )
            }
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The line of a byte, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= at)
    }

    /// The place of a byte.
    pub(super) fn place(&self, at: usize) -> Place {
        let line = self.line(at);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.text.get(start..at).map_or(0, |before| before.chars().count()) + 1;
        Place { line, column }
    }

    /// A refusal because of what stands at a byte.
    pub(super) fn refuse(
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

    /// A refusal that is about the file as a whole.
    pub(super) fn refuse_all(
        &self,
        message: impl Into<String>,
        expected: impl Into<String>,
        help: impl Into<String>,
    ) -> Refused {
        Refused { place: None, ..self.refuse(0, message, expected, help) }
    }

    /// How something at a byte was read.
    pub(super) fn settled(&self, at: usize, what: impl Into<String>) -> Settled {
        Settled { file: self.name.clone(), line: self.line(at), what: what.into(), unsaid: false }
    }
}
