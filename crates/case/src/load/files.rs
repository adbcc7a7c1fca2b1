//! The files of a case folder.

use std::fs;
use std::path::{Path, PathBuf};

use onetext_record::read::DraftItem;
use onetext_text::source::{EncodingRefused, Source};

use super::{IN_CASE, IN_LINEAGE, IN_RECORD, Mention};
use crate::case::OpenError;
use crate::diagnostics::{Diagnostic, Severity};
use crate::write::stays_below;

/// A file of items.
#[derive(Debug)]
pub(crate) struct File {
    /// Its position among the files of the case.
    pub(super) index: usize,
    /// Relative to the case folder, with `/` between folders.
    pub(crate) name: String,
    pub(crate) text: String,
    /// The items that it may have.
    pub(super) items: &'static [&'static str],
}

/// All files of items, in order of name within each folder.
pub(super) fn read(root: &Path, told: &mut Vec<Diagnostic>) -> Result<Vec<File>, OpenError> {
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
    for name in record_files(root, told) {
        add(root, format!("record/{name}"), IN_RECORD, &mut files, told);
    }
    // A link that leads nowhere is there, too, and is told.
    if fs::symlink_metadata(root.join("lineage.toml")).is_ok() {
        add(root, "lineage.toml".to_owned(), IN_LINEAGE, &mut files, told);
    }
    for (index, file) in files.iter_mut().enumerate() {
        file.index = index;
    }
    Ok(files)
}

/// Reads a file, and nothing else: opening what is no file may wait for ever.
fn read_plain(path: &Path) -> std::io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("it is no file"));
    }
    fs::read(path)
}

fn record_files(root: &Path, told: &mut Vec<Diagnostic>) -> Vec<String> {
    let folder = root.join("record");
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            told.push(unreadable("record", &error));
            return Vec::new();
        }
    };
    let mut names = Vec::new();
    for entry in entries {
        match entry {
            Err(error) => told.push(unreadable("record", &error)),
            Ok(entry) => {
                let name = entry.file_name().to_string_lossy().into_owned();
                let is_file = entry.path().is_file();
                if name.ends_with(".toml") && !name.starts_with('.') {
                    names.push(name);
                } else if is_file && !name.starts_with('.') {
                    let mut remark = Diagnostic::file(
                        &format!("record/{name}"),
                        "this file is not read: its name does not end in .toml",
                        "files of acts and notes, with names that end in .toml",
                        "rename it, or move it out of the folder record",
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
    match Source::from_bytes(bytes) {
        Ok(source) => {
            let text = source.text();
            let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
            Some(File { index: 0, name, text, items })
        }
        Err(refused) => {
            let (message, line, column) = match refused {
                EncodingRefused::NotUtf8 { likely, line, column, .. } => {
                    (format!("this is not UTF-8; it is likely {likely}"), line, column)
                }
                EncodingRefused::TooLong { bytes } => {
                    (format!("this has {bytes} bytes, more than can be read"), 1, 1)
                }
            };
            let help = "open it in the program that made it and save it as UTF-8; until then nothing in it is read";
            let mut problem = Diagnostic::file(&name, message, "a text file in UTF-8", help);
            (problem.line, problem.column) = (line as usize, column as usize);
            told.push(problem);
            None
        }
    }
}

fn unreadable(name: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::file(
        name,
        format!("this cannot be opened: {error}"),
        "a file that can be read",
        "see who may read it",
    )
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
) -> Result<Source, Diagnostic> {
    let span = item.file_span.clone().unwrap_or(mention.place.span.clone());
    let span = span.start + mention.place.offset..span.end + mention.place.offset;
    let refuse = |message: String, expected: &str, help: &str| {
        Diagnostic::at(
            Severity::Problem,
            &mention.file.name,
            &mention.file.text,
            span.clone(),
            message,
            expected,
            help,
        )
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
            std::io::ErrorKind::NotFound => format!("there is no file \u{201c}{file}\u{201d}"),
            _ => format!("the file \u{201c}{file}\u{201d} cannot be opened: {error}"),
        };
        refuse(
            message,
            "the draft's file, below the case folder",
            "put the file there, or correct its name here",
        )
    })?;
    Source::from_bytes(bytes).map_err(|refused| {
        let mut told = Diagnostic::file(
            file,
            refused.to_string(),
            "a draft in UTF-8",
            "mend the file; until then the draft and what is on its clauses is left out",
        );
        if let EncodingRefused::NotUtf8 { line, column, .. } = refused {
            (told.line, told.column) = (line as usize, column as usize);
        }
        told
    })
}
