//! What is printed, and where: results on standard output, everything else on standard error.

use std::io::Write as _;
use std::path::Path;

use serde::Serialize;

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

/// Prints a result as JSON, indented, with a final line feed.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    print(&text)
}

/// Writes a file that was asked for, or prints it where its name is `-`.
pub(crate) fn file(path: &Path, text: &str) -> Result<(), Failure> {
    if path == Path::new("-") {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())?;
        return Ok(out.flush()?);
    }
    std::fs::write(path, text).map_err(|error| Failure::file(path, &error))?;
    complain(&format!("written: {}\n", path.display()));
    Ok(())
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
