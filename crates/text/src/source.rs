//! The bytes of a draft, kept exactly, and the way from a byte to a line and column.

use std::path::Path;
use std::sync::Arc;

use onetext_wordml::{Document, Opened, Refused};

use crate::span::Span;
use crate::word::{Side, Word};

/// What files of word processors, and archives, begin with: a zip archive, also an empty one and one in several pieces; a
/// compound file, as of older Office programs; rich text; PDF. None of them is a text to be read as it stands.
const DOCUMENTS: [&[u8]; 6] =
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF-"];

/// How names of files end that word processors and their like make, and what such a name says that the file is.
const NAMES: [(&str, &str); 13] = [
    ("docx", "a Word document"),
    ("docm", "a Word document"),
    ("dotx", "a Word template"),
    ("dotm", "a Word template"),
    ("doc", "a document of Word 97 to 2003"),
    ("dot", "a template of Word 97 to 2003"),
    ("odt", "an OpenDocument text"),
    ("ott", "an OpenDocument template"),
    ("fodt", "an OpenDocument text"),
    ("rtf", "a file in Rich Text Format"),
    ("pages", "a document of Pages"),
    ("wpd", "a document of WordPerfect"),
    ("pdf", "a PDF"),
];

/// How many bytes lie between two entries of the table that makes columns cheap on very long lines.
const STRIDE: usize = 1024;

/// A draft's bytes and their text projection. For UTF-8 the two are the same: byte order mark, carriage returns
/// and NUL stay where they are. For a Word document the projection holds its words, and a [`crate::word::Map`] leads back from
/// it to the paragraphs. [`Source::as_bytes`] gives back what [`Source::from_bytes`] took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    text: String,
    /// First byte of each line, from line 1.
    lines: Vec<u32>,
    /// Characters before byte `n * STRIDE`.
    characters: Vec<u32>,
    /// The document that the text is a projection of, if it is one.
    word: Option<Arc<Word>>,
}

/// An encoding that a draft seems to be in when it is not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LikelyEncoding {
    /// UTF-16, low byte first (Windows programs call it "Unicode").
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// UTF-32 in either order.
    Utf32,
    /// Arabic Windows.
    Windows1256,
    /// Hebrew Windows.
    Windows1255,
    /// Western Windows.
    Windows1252,
    /// ISO 8859-1.
    Latin1,
    /// A zip archive, as a Word document is.
    Zip,
    /// No encoding that is known here; perhaps not a text at all.
    Unknown,
}

impl std::fmt::Display for LikelyEncoding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Utf16Le => "UTF-16 (little-endian)",
            Self::Utf16Be => "UTF-16 (big-endian)",
            Self::Utf32 => "UTF-32",
            Self::Windows1256 => "Windows-1256 (Arabic)",
            Self::Windows1255 => "Windows-1255 (Hebrew)",
            Self::Windows1252 => "Windows-1252 (Western European)",
            Self::Latin1 => "ISO 8859-1 (Latin-1)",
            Self::Zip => "a zip archive, such as a Word document",
            Self::Unknown => "an encoding that cannot be told, or not a text",
        })
    }
}

/// Why bytes were not taken as a draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EncodingRefused {
    /// The bytes are not UTF-8.
    #[error(
        "not UTF-8: byte {position} (line {line}, column {column}) does not belong there; the file is likely {likely}. \
         Open it in the program that made it and save it as UTF-8, then add it again"
    )]
    NotUtf8 {
        /// What the bytes look like.
        likely: LikelyEncoding,
        /// Offset of the first byte that cannot stand, from 0.
        position: usize,
        /// Its 1-based line, counting line feeds.
        line: u32,
        /// Its 1-based column, in characters as far as they could be read.
        column: u32,
    },
    /// The file is no text, and what it is cannot be read as a draft.
    #[error(transparent)]
    Word(#[from] Refused),
    /// The name says that the file is a document, and it is none.
    #[error("the file is named as {named} and holds {}: {}", .holds.as_words(), .holds.help())]
    NotAsNamed {
        /// What the name says that it is.
        named: &'static str,
        /// What it holds.
        holds: Holds,
    },
    /// The bytes are more than places in a draft can be counted for.
    #[error(
        "the file has {bytes} bytes; a draft can have {} at most. Divide it into several drafts",
        u32::MAX
    )]
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
}

/// What a file holds whose name says that it is a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// No bytes at all.
    Nothing,
    /// Zeros alone, as a copy has that was begun and not made.
    Zeros,
    /// Something that can be named and that word processors open.
    Other(&'static str),
    /// A text in UTF-8.
    Text,
    /// Bytes of which it cannot be told what they are.
    Unknown,
}

impl Holds {
    fn of(bytes: &[u8]) -> Self {
        if bytes.is_empty() {
            return Self::Nothing;
        }
        if bytes.iter().all(|&byte| byte == 0) {
            return Self::Zeros;
        }
        if let Err(Refused::Otherwise { what }) = Opened::from_bytes(bytes) {
            return Self::Other(what);
        }
        let is_text = std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'));
        if is_text { Self::Text } else { Self::Unknown }
    }

    const fn as_words(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Zeros => "zeros alone",
            Self::Other(what) => what,
            Self::Text => "plain text",
            Self::Unknown => "bytes that are neither a document nor a text",
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::Nothing | Self::Zeros | Self::Unknown => "ask for it again",
            Self::Other(_) => "open it in a word processor and save it as .docx",
            Self::Text => {
                "if it is the draft, give it a name that ends in .md; else ask for the document again"
            }
        }
    }
}

impl Source {
    /// Takes the bytes of a file that has a name, as [`Source::with_changes`] does. What the file is, its content tells; but
    /// where its name says that it is a document and its content is none, it is not taken for a text.
    ///
    /// # Errors
    /// As for [`Source::with_changes`]; or the file is not what its name says.
    pub fn of_file(name: &Path, bytes: Vec<u8>, side: Side) -> Result<Self, EncodingRefused> {
        let ending = name.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let named = NAMES.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)).map(|(_, what)| *what);
        match named.filter(|_| !begins_as_document(&bytes)) {
            Some(named) => Err(EncodingRefused::NotAsNamed { named, holds: Holds::of(&bytes) }),
            None => Self::with_changes(bytes, side),
        }
    }

    /// Takes the bytes of a file as they are: a text, or a Word document, whose tracked changes are read as accepted.
    ///
    /// # Errors
    /// As for [`Source::with_changes`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, EncodingRefused> {
        Self::with_changes(bytes, Side::Accepted)
    }

    /// Takes the bytes of a file as they are; where they are a Word document, one side of its tracked changes is read. What
    /// a file is, its content tells, not its name.
    ///
    /// # Errors
    /// [`EncodingRefused`] when a text is not UTF-8, when a document is refused, or when either is 4 GiB or longer.
    pub fn with_changes(bytes: Vec<u8>, side: Side) -> Result<Self, EncodingRefused> {
        if begins_as_document(&bytes) {
            let document = Opened::from_bytes(&bytes)?.document;
            return Self::from_document(bytes, document, side);
        }
        Self::from_text(bytes)
    }

    /// Takes the bytes of a text as they are.
    ///
    /// # Errors
    /// [`EncodingRefused`] when they are not UTF-8, or are 4 GiB or longer. UTF-16 without a byte order mark can be
    /// valid UTF-8 full of NUL; it is recognised by where the NULs stand and refused too.
    pub fn from_text(bytes: Vec<u8>) -> Result<Self, EncodingRefused> {
        if u32::try_from(bytes.len()).is_err() {
            return Err(EncodingRefused::TooLong { bytes: bytes.len() });
        }
        if let Some((likely, position)) = wide(&bytes) {
            return Err(refusal(&bytes, likely, position));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::index(text)),
            Err(error) => {
                let position = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                let likely = narrow(&bytes);
                Err(refusal(&bytes, likely, position))
            }
        }
    }

    /// Takes a Word document that has been read: its file, what it says, and which side of its tracked changes is meant.
    ///
    /// # Errors
    /// [`EncodingRefused::TooLong`] when its words are 4 GiB or longer.
    pub fn from_document(bytes: Vec<u8>, document: Document, side: Side) -> Result<Self, EncodingRefused> {
        let (text, word) = Word::project(bytes, document, side);
        if u32::try_from(text.len()).is_err() {
            return Err(EncodingRefused::TooLong { bytes: text.len() });
        }
        Ok(Self { word: Some(Arc::new(word)), ..Self::index(text) })
    }

    fn index(text: String) -> Self {
        let bytes = text.as_bytes();
        let mut lines = Vec::with_capacity(bytes.len() / 64 + 1);
        lines.push(0);
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                lines.push(at as u32 + 1);
            }
        }
        let mut characters = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut count = 0;
        for block in bytes.chunks(STRIDE) {
            characters.push(count);
            count += starts(block);
        }
        if characters.is_empty() {
            characters.push(0);
        }
        Self { text, lines, characters, word: None }
    }

    /// Exactly the bytes that were taken.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.word.as_ref().map_or(self.text.as_bytes(), |word| &word.bytes)
    }

    /// The Word document that this is, if it is one.
    #[must_use]
    pub fn word(&self) -> Option<&Word> {
        self.word.as_deref()
    }

    /// The number, for people, of the paragraph in which a byte of the projection lies, where this is a Word document.
    #[must_use]
    pub fn paragraph_at(&self, byte: u32) -> Option<u32> {
        self.word().and_then(|word| word.paragraph_at(byte))
    }

    /// The text projection, in which all spans are counted.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words at a span; empty where the span does not lie in this text on character boundaries.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Line and column of a byte, both from 1, the column in characters; a byte order mark is no column. What lies
    /// behind the end counts as the end. Takes the time of a binary search, however long the line.
    #[must_use]
    pub fn line_column(&self, byte: u32) -> (u32, u32) {
        let byte = byte.min(self.text.len() as u32);
        let line = self.lines.partition_point(|&start| start <= byte);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let mut column = 1 + if (byte - start) as usize <= 2 * STRIDE {
            starts(&self.text.as_bytes()[start as usize..byte as usize])
        } else {
            self.characters_before(byte) - self.characters_before(start)
        };
        if start == 0 && byte > 0 && self.text.starts_with('\u{feff}') {
            column -= 1;
        }
        (line as u32, column)
    }

    /// The byte at a 1-based line and column, if there is such a place.
    #[must_use]
    pub fn byte_at(&self, line: u32, column: u32) -> Option<u32> {
        let start = *self.lines.get(line.checked_sub(1)? as usize)?;
        let end = self.lines.get(line as usize).copied().unwrap_or(self.text.len() as u32);
        let mark = if start == 0 && self.text.starts_with('\u{feff}') { 3 } else { 0 };
        let words = self.slice(Span::new(start + mark, end));
        let (at, _) = words.char_indices().nth(column.checked_sub(1)? as usize)?;
        Some(start + mark + at as u32)
    }

    /// First byte of each line.
    pub(crate) fn line_starts(&self) -> &[u32] {
        &self.lines
    }

    fn characters_before(&self, byte: u32) -> u32 {
        let block = (byte as usize / STRIDE).min(self.characters.len() - 1);
        self.characters[block] + starts(&self.text.as_bytes()[block * STRIDE..byte as usize])
    }
}

fn begins_as_document(bytes: &[u8]) -> bool {
    DOCUMENTS.iter().any(|start| bytes.starts_with(start))
}

/// How many characters start in these bytes of a UTF-8 text.
fn starts(bytes: &[u8]) -> u32 {
    // Sums of bytes in blocks that cannot overflow one byte: compilers make vector code of this.
    let block =
        |block: &[u8]| u32::from(block.iter().map(|&byte| u8::from((byte as i8) >= -0x40)).sum::<u8>());
    bytes.chunks(255).map(block).sum()
}

fn refusal(bytes: &[u8], likely: LikelyEncoding, position: usize) -> EncodingRefused {
    let before = &bytes[..position];
    let line = memchr::memchr_iter(b'\n', before).count() as u32 + 1;
    let column = starts(&before[memchr::memrchr(b'\n', before).map_or(0, |at| at + 1)..]) + 1;
    EncodingRefused::NotUtf8 { likely, position, line, column }
}

/// UTF-16 and UTF-32, by byte order mark or by where the high bytes stand.
fn wide(bytes: &[u8]) -> Option<(LikelyEncoding, usize)> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Some((LikelyEncoding::Utf32, 0));
    }
    if bytes.starts_with(&[0xff, 0xfe]) {
        return Some((LikelyEncoding::Utf16Le, 0));
    }
    if bytes.starts_with(&[0xfe, 0xff]) {
        return Some((LikelyEncoding::Utf16Be, 0));
    }
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let first_nul = memchr::memchr(0, sample)?;
    if sample.len() < 8 {
        return None;
    }
    // Latin letters have a high byte of 0, Hebrew 5, Arabic 6. A blank has 0 in every language.
    let high = |byte: u8| byte == 0 || byte == 5 || byte == 6;
    let units = sample.len() / 2;
    let share = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|&&byte| high(byte)).count();
    let (even, odd) = (share(0), share(1));
    if odd * 10 >= units * 8 && even * 10 <= units {
        Some((LikelyEncoding::Utf16Le, first_nul))
    } else if even * 10 >= units * 8 && odd * 10 <= units {
        Some((LikelyEncoding::Utf16Be, first_nul))
    } else {
        None
    }
}

/// Encodings of one byte a character, by which bytes are frequent.
fn narrow(bytes: &[u8]) -> LikelyEncoding {
    if bytes.starts_with(b"PK\x03\x04") {
        return LikelyEncoding::Zip;
    }
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let mut counts = [0u32; 256];
    for &byte in sample {
        counts[byte as usize] += 1;
    }
    let sum = |from: usize, to: usize| counts[from..=to].iter().sum::<u32>();
    let (controls, windows, upper) = (sum(0, 8) + sum(14, 31), sum(0x80, 0x9f), sum(0xa0, 0xff));
    if controls as usize * 50 > sample.len() {
        return LikelyEncoding::Unknown;
    }
    let letters = sum(b'A' as usize, b'Z' as usize) + sum(b'a' as usize, b'z' as usize);
    if upper > letters {
        // Hebrew letters are E0–FA and nothing of C0–DF but points; Arabic letters lie in both.
        return if sum(0xe0, 0xfa) > 8 * sum(0xc0, 0xdf) {
            LikelyEncoding::Windows1255
        } else {
            LikelyEncoding::Windows1256
        };
    }
    if windows > 0 { LikelyEncoding::Windows1252 } else { LikelyEncoding::Latin1 }
}
