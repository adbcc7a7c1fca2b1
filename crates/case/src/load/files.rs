//! The files of a case folder.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use onetext_record::Pending;
use onetext_record::read::DraftItem;
use onetext_text::source::{EncodingRefused, LikelyEncoding, Source};
use onetext_text::word::Side;

use super::{IN_CASE, IN_CONFLICT, IN_LINEAGE, IN_PLAN, IN_PREFERENCES, IN_RECORD, Mention};
use crate::case::OpenError;
use crate::diagnostics::{Diagnostic, Severity};
use crate::write::stays_below;

/// A file of items.
#[derive(Debug, Clone)]
pub(crate) struct File {
    /// Its position among the files of the case.
    pub(super) index: usize,
    /// Relative to the case folder, with `/` between folders.
    pub(crate) name: String,
    pub(crate) text: String,
    /// Where bytes stand that are not UTF-8: each is a replacement character in the text.
    pub(super) foreign: Vec<usize>,
    /// What these bytes likely are.
    pub(super) likely: Option<LikelyEncoding>,
    /// The items that it may have.
    pub(super) items: &'static [&'static str],
}

/// All files of items, in order of name within each folder.
pub(super) fn read(root: &Path, told: &mut Vec<Diagnostic>) -> Result<Vec<File>, OpenError> {
    if root.is_file() {
        return Err(OpenError::NotAFolder(root.to_path_buf()));
    }
    if !root.is_dir() {
        return Err(OpenError::NoFolder(root.to_path_buf()));
    }
    let main = root.join("case.toml");
    if fs::symlink_metadata(&main).is_err() {
        return Err(OpenError::NoCaseFile(root.to_path_buf()));
    }
    let mut files = Vec::new();
    let bytes = read_plain(&main).map_err(|error| OpenError::Io(main, error))?;
    files.extend(file("case.toml".to_owned(), bytes, IN_CASE, told));
    for (folder, what, items) in [
        ("record", "files of acts and notes", IN_RECORD),
        ("plan", "files of entries of the plan", IN_PLAN),
        ("preferences", "files of assessments of wishes", IN_PREFERENCES),
    ] {
        for name in files_in(root, folder, what, told) {
            add(root, format!("{folder}/{name}"), items, &mut files, told);
        }
    }
    // A link that leads nowhere is there, too, and is told.
    for (name, items) in [("lineage.toml", IN_LINEAGE), ("conflict.toml", IN_CONFLICT)] {
        if fs::symlink_metadata(root.join(name)).is_ok() {
            add(root, name.to_owned(), items, &mut files, told);
        }
    }
    for (index, file) in files.iter_mut().enumerate() {
        file.index = index;
    }
    Ok(files)
}

/// Reads a file, and nothing else: opening what is no file may wait for ever.
fn read_plain(path: &Path) -> std::io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(std::io::Error::new(ErrorKind::InvalidInput, "this is no file"));
    }
    crate::outside::read(path)
}

/// The names of the files of items in a folder of the case, in order.
fn files_in(root: &Path, folder: &str, what: &str, told: &mut Vec<Diagnostic>) -> Vec<String> {
    let entries = match fs::read_dir(root.join(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            told.push(unreadable(folder, &error));
            return Vec::new();
        }
    };
    let mut names = Vec::new();
    for entry in entries {
        match entry {
            Err(error) => told.push(unreadable(folder, &error)),
            Ok(entry) => {
                let name = entry.file_name().to_string_lossy().into_owned();
                let is_file = entry.path().is_file();
                if name.ends_with(".toml") && !name.starts_with('.') {
                    names.push(name);
                } else if is_file && !name.starts_with('.') {
                    let mut remark = Diagnostic::file(
                        &format!("{folder}/{name}"),
                        "this file is not read: its name does not end in .toml",
                        format!("{what}, with names that end in .toml"),
                        format!("rename it, or move it out of the folder {folder}"),
                    );
                    remark.severity = Severity::Remark;
                    told.push(remark);
                }
            }
        }
    }
    names.sort();
    names
}

fn add(
    root: &Path,
    name: String,
    items: &'static [&'static str],
    files: &mut Vec<File>,
    told: &mut Vec<Diagnostic>,
) {
    match read_plain(&root.join(&name)) {
        Ok(bytes) => files.extend(file(name, bytes, items, told)),
        Err(error) => told.push(unreadable(&name, &error)),
    }
}

fn file(
    name: String,
    bytes: Vec<u8>,
    items: &'static [&'static str],
    told: &mut Vec<Diagnostic>,
) -> Option<File> {
    let bytes = match std::str::from_utf8(&bytes) {
        // A copy that was broken off: what is there can be read up to the last whole character.
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => {
            let text = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let end = text.len()..text.len();
            told.push(Diagnostic::at(
                Severity::Problem,
                &name,
                &text,
                end,
                "the file ends within a character: it seems to be cut off here",
                "the whole file",
                "fetch the file again; until then the items before this place are read",
            ));
            text.into_owned().into_bytes()
        }
        _ => bytes,
    };
    match Source::from_text(bytes.clone()) {
        Ok(source) => {
            let text = source.text();
            let text = without_marks(text.strip_prefix('\u{feff}').unwrap_or(text));
            Some(File { index: 0, name, text, items, foreign: Vec::new(), likely: None })
        }
        // Bytes of another encoding here and there cost the items that they stand in.
        Err(EncodingRefused::NotUtf8 { likely, .. }) if is_of_bytes(likely) => {
            let (mut text, mut foreign) = (String::with_capacity(bytes.len()), Vec::new());
            for chunk in bytes.utf8_chunks() {
                text.push_str(chunk.valid());
                if !chunk.invalid().is_empty() {
                    foreign.push(text.len());
                    text.push(char::REPLACEMENT_CHARACTER);
                }
            }
            Some(File { index: 0, name, text: without_marks(&text), items, foreign, likely: Some(likely) })
        }
        Err(refused) => {
            let (message, line, column) = not_a_text(&refused);
            let help =
                "open it in the program that made it and save it as UTF-8; until then nothing in it is read";
            let mut problem = Diagnostic::file(&name, message, "a text file in UTF-8", help);
            (problem.line, problem.column) = (line, column);
            told.push(problem);
            None
        }
    }
}

/// Whether an encoding has one byte for each letter and plain ASCII below 128, so that the rest of a file can be read whatever
/// these bytes mean.
fn is_of_bytes(likely: LikelyEncoding) -> bool {
    matches!(
        likely,
        LikelyEncoding::Windows1252
            | LikelyEncoding::Windows1255
            | LikelyEncoding::Windows1256
            | LikelyEncoding::Latin1
    )
}

/// The text with blanks for byte order marks at the beginning of lines, which joining files leaves there, and line feeds for
/// carriage returns that stand alone: places stay what they are.
fn without_marks(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\u{feff}' if clean.is_empty() || clean.ends_with('\n') => clean.push_str("   "),
            '\r' if characters.peek() != Some(&'\n') => clean.push('\n'),
            other => clean.push(other),
        }
    }
    clean
}

fn unreadable(name: &str, error: &std::io::Error) -> Diagnostic {
    let (message, help) = match error.kind() {
        ErrorKind::NotFound => (
            "this is a link to something that is not there".to_owned(),
            "put the file itself there, or take the link away",
        ),
        ErrorKind::PermissionDenied => (
            "this may not be opened".to_owned(),
            "have yourself allowed to read it; until then it is left out",
        ),
        ErrorKind::NotADirectory => ("this is a file".to_owned(), "make a folder of that name in its place"),
        ErrorKind::InvalidInput => ("this is no file".to_owned(), "take it away, or put a file in its place"),
        _ => (format!("this cannot be opened: {error}"), "see whether the disk can be read"),
    };
    let expected = if matches!(name, "record" | "plan") {
        "a folder of files that can be read"
    } else {
        "a file that can be read"
    };
    Diagnostic::file(name, message, expected, help)
}

/// Whether a path within the case folder leads out of it by way of a link: what somebody else put there must not fetch
/// other files of this machine into a brief.
fn leads_out(root: &Path, path: &Path) -> bool {
    match (root.canonicalize(), root.join(path).canonicalize()) {
        (Ok(root), Ok(path)) => !path.starts_with(root),
        _ => false,
    }
}

/// The file of a draft, as it is; or why it cannot be read.
pub(super) fn draft(
    root: &Path,
    file: &str,
    item: &DraftItem,
    mention: &Mention<'_>,
) -> Result<Source, Box<Diagnostic>> {
    let span = item.file_span.clone().unwrap_or(mention.place.span.clone());
    let span = span.start + mention.place.offset..span.end + mention.place.offset;
    let refuse = |message: String, expected: &str, help: &str| {
        Box::new(Diagnostic::at(
            Severity::Problem,
            &mention.file.name,
            &mention.file.text,
            span.clone(),
            message,
            expected,
            help,
        ))
    };
    let path = PathBuf::from(file);
    if !stays_below(&path) {
        return Err(refuse(
            format!("the file \u{201c}{file}\u{201d} is not inside the case folder"),
            "a file below the case folder, such as \"drafts/first.en.md\"",
            "copy the file into the folder drafts, or run: onetext add CASE draft FILE",
        ));
    }
    if leads_out(root, &path) {
        return Err(refuse(
            format!("the file \u{201c}{file}\u{201d} is a link that leads out of the case folder"),
            "a file that is itself below the case folder",
            "put the file itself there in place of the link, so that the case is whole wherever it is copied to",
        ));
    }
    let bytes = read_plain(&root.join(&path)).map_err(|error| {
        let message = match error.kind() {
            ErrorKind::NotFound => format!("there is no file \u{201c}{file}\u{201d}"),
            ErrorKind::InvalidInput => format!("\u{201c}{file}\u{201d} is no file"),
            ErrorKind::PermissionDenied => format!("the file \u{201c}{file}\u{201d} may not be opened"),
            _ => format!("the file \u{201c}{file}\u{201d} cannot be opened: {error}"),
        };
        refuse(
            message,
            "the draft's file, below the case folder",
            "put the file there, or correct its name here",
        )
    })?;
    let side = match item.changes {
        Pending::Accepted => Side::Accepted,
        Pending::Rejected => Side::Rejected,
    };
    Source::of_file(&path, bytes, side).map_err(|refused| {
        let (message, line, column) = not_a_text(&refused);
        let (expected, help) = match refused {
            EncodingRefused::Word(_) | EncodingRefused::NotAsNamed { .. } => (
                "a Word document (.docx), or a text in UTF-8",
                "put a file that can be read in its place, and name it in `file`",
            ),
            _ => ("a draft in UTF-8", "open it in the program that made it and save it as UTF-8"),
        };
        let help = format!("{help}; until then the draft and what is on its clauses is left out");
        let mut told = Diagnostic::file(file, message, expected, help);
        (told.line, told.column) = (line, column);
        Box::new(told)
    })
}

/// Why bytes are no text, and where that shows first.
fn not_a_text(refused: &EncodingRefused) -> (String, usize, usize) {
    match refused {
        EncodingRefused::NotUtf8 { likely, line, column, .. } => {
            (format!("this is not UTF-8; it is likely {likely}"), *line as usize, *column as usize)
        }
        EncodingRefused::Word(_) | EncodingRefused::NotAsNamed { .. } => (refused.to_string(), 1, 1),
        EncodingRefused::TooLong { bytes } => {
            (format!("this has {bytes} bytes, more than can be read"), 1, 1)
        }
    }
}
