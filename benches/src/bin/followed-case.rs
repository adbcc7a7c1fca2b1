//! Writes a case with a plan of 500 duties and 50,000 reports on it into the folder that is named.

use std::path::Path;
use std::process::ExitCode;

use onetext_benches::followed_case::{Size, write};

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else { return ExitCode::from(2) };
    match write(Path::new(&folder), Size { obligations: 500, reports: 50_000 }, 20_250_125) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
