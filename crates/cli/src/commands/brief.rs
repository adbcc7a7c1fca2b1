use std::process::ExitCode;

use onetext_brief::{Brief, Options, html, terminal, word};

use crate::args::BriefArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &BriefArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    view.prepare(&crate::progress::Bar::default());
    let brief = Brief::new(&view, &Options { since: args.since, copy: args.copy.clone() });
    if args.view.json {
        output::json(&brief)?;
    } else if let Some(path) = &args.html {
        output::file(path, &html::render(&brief))?;
    } else if args.docx.docx.is_some() {
        output::new_document(&args.docx, &word::brief(&brief))?;
    } else {
        output::print(&terminal::render(&brief, output::width(), true))?;
    }
    Ok(ExitCode::SUCCESS)
}
