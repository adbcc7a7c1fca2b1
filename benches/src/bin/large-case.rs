//! `large-case DIR [ACTS DRAFTS BYTES]`: writes a large case, the same at every run.

use std::path::PathBuf;
use std::process::ExitCode;

use onetext_benches::large_case::{Size, write};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(root) = arguments.next().map(PathBuf::from) else { return ExitCode::from(2) };
    let mut number = |default| arguments.next().and_then(|text| text.parse().ok()).unwrap_or(default);
    let size = Size { acts: number(10_000), drafts: number(200), draft_bytes: number(100_000) };
    if write(&root, size, 20_240_815).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
