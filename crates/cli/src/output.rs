//! What is printed, and where: results on standard output, everything else on standard error.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;

use onetext_brief::paper::Paper;
use onetext_wordml::new::NewDocument;
use onetext_wordml::write;
use serde::Serialize;

use crate::args::DocxArgs;
use crate::failure::Failure;

/// The widest that running text is set, in columns.
const WIDEST: usize = 100;
/// The width where there is no terminal to ask.
const USUAL: usize = 80;

/// Prints a result. Colours are kept where standard output is a terminal that wants them.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Prints a result as JSON, indented, with a final line feed. Piece by piece, since it can be many megabytes; and as it is, since
/// JSON writes control characters as escapes and has no colours to take away.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let mut out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    serde_json::to_writer_pretty(&mut out, value).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}

/// Prints a result for a terminal, as `write` says it.
pub(crate) fn paper(write: impl FnOnce(&mut Paper)) -> Result<(), Failure> {
    let mut paper = Paper::new(width(), true);
    write(&mut paper);
    print(&paper.finish())
}

/// Prints a result as JSON, or else for a terminal.
pub(crate) fn told(
    result: &impl Serialize,
    as_json: bool,
    write: impl FnOnce(&mut Paper),
) -> Result<(), Failure> {
    if as_json { json(result) } else { paper(write) }
}

/// Writes a file that was asked for, or prints it where its name is `-`.
pub(crate) fn file(path: &Path, text: &str) -> Result<(), Failure> {
    if path == Path::new("-") {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())?;
        return Ok(out.flush()?);
    }
    may_be_replaced(path, text)?;
    std::fs::write(path, text).map_err(|error| Failure::written(path, &error))?;
    complain(&format!("written: {}\n", path.display()));
    Ok(())
}

/// What files of each kind that is written begin with, in small letters, and what they are.
const KINDS: &[(&str, &str)] = &[
    ("<!doctype html", "HTML page"),
    ("<svg", "SVG picture"),
    ("begin:vcalendar", "calendar"),
    ("\"entry\",\"sort\",\"what\"", "table of a plan"),
];

/// How many bytes of a file tell what it is.
const BEGINNING: u64 = 4096;

/// A page replaces a page, a picture a picture, and so on, and nothing else: a slip of the pen must not cost a draft or a case.
fn may_be_replaced(path: &Path, text: &str) -> Result<(), Failure> {
    // A pipe or a device has nothing to lose, and reading it could wait for ever.
    if !std::fs::metadata(path).is_ok_and(|there| there.is_file()) {
        return Ok(());
    }
    let mut there = Vec::new();
    let beginning = |file: File| file.take(BEGINNING).read_to_end(&mut there);
    if File::open(path).and_then(beginning).is_err() {
        return Ok(());
    }
    let start = |bytes: &[u8]| {
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(64)]).to_lowercase();
        start.trim_start_matches('\u{feff}').trim_start().to_owned()
    };
    let is = |bytes: &[u8], begins: &str| start(bytes).starts_with(begins);
    let kind = KINDS.iter().find(|(begins, _)| is(text.as_bytes(), begins));
    if there.is_empty() || kind.is_some_and(|(begins, _)| is(&there, begins)) {
        return Ok(());
    }
    let what = kind.map_or_else(String::new, |(_, name)| format!(" and is no {name}"));
    Err(Failure::Usage(format!("{} is there already{what}; choose another name", path.display())))
}

/// Writes a Word document that was asked for, or prints its bytes where its name is `-`. A file that is there may be what a
/// delegation sent, and nothing in it tells; so it is replaced only where that is asked for.
pub(crate) fn document(to: &DocxArgs, bytes: &[u8]) -> Result<(), Failure> {
    let Some(path) = &to.docx else { return Ok(()) };
    if path == Path::new("-") {
        let mut out = std::io::stdout().lock();
        out.write_all(bytes)?;
        return Ok(out.flush()?);
    }
    free(to)?;
    std::fs::write(path, bytes).map_err(|error| Failure::written(path, &error))?;
    complain(&format!("written: {}\n", path.display()));
    Ok(())
}

/// Whether a Word document can go where it was asked for; what takes long asks before it begins.
pub(crate) fn free(to: &DocxArgs) -> Result<(), Failure> {
    match &to.docx {
        Some(path) if path != Path::new("-") && !to.replace && path.exists() => Err(Failure::Usage(format!(
            "{} is there already; choose another name, or say --replace to write over it",
            path.display()
        ))),
        Some(path) if path != Path::new("-") => Failure::no_folder(path).map_or(Ok(()), Err),
        _ => Ok(()),
    }
}

/// Writes a new Word document that was asked for, as [`document`] does.
pub(crate) fn new_document(to: &DocxArgs, new: &NewDocument) -> Result<(), Failure> {
    let bytes = write::document(new).map_err(|why| Failure::NoResult(why.to_string()))?;
    document(to, &bytes)
}

/// Says something on standard error. There is nothing to be done where even that is closed.
pub(crate) fn complain(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// The width to set running text in.
pub(crate) fn width() -> usize {
    let columns = terminal_size::terminal_size().map_or(USUAL, |(width, _)| usize::from(width.0));
    columns.clamp(40, WIDEST)
}
