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
    if !main.is_file() {
        return Err(OpenError::NoCaseFile(root.to_path_buf()));
    }
    let mut files = Vec::new();
    let bytes = fs::read(&main).map_err(|error| OpenError::Io(main, error))?;
    files.extend(file("case.toml".to_owned(), bytes, IN_CASE, told));
    for name in record_files(root, told) {
        add(root, format!("record/{name}"), IN_RECORD, &mut files, told);
    }
    if root.join("lineage.toml").exists() {
        add(root, "lineage.toml".to_owned(), IN_LINEAGE, &mut files, told);
    }
    for (index, file) in files.iter_mut().enumerate() {
        file.index = index;
    }
    Ok(files)
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
                if name.ends_with(".toml") && !name.starts_with('.') && is_file {
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
    match fs::read(root.join(&name)) {
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
    let bytes = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    match String::from_utf8(bytes) {
        Ok(text) => Some(File { index: 0, name, text, items }),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            told.push(Diagnostic::at(
                Severity::Problem,
                &name,
                &text,
                good..good + 1,
                "this is not UTF-8",
                "a text file in UTF-8",
                "save the file as UTF-8; until then nothing in it is read",
            ));
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
    let bytes = fs::read(root.join(&path)).map_err(|error| {
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
