use std::path::Path;
use std::process::ExitCode;

use onetext_brief::network::NetworkReport;
use onetext_brief::paper::Paper;
use onetext_case::diagnostics::{Diagnostic, Severity};
use onetext_plan::network::json::File;

use crate::args::NetworkArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &NetworkArgs) -> Result<ExitCode, Failure> {
    let file = read(&args.file)?;
    let report = NetworkReport::new(&file);
    if args.json {
        output::json(&report)?;
    } else {
        let mut paper = Paper::new(output::width(), true);
        report.write(&mut paper);
        output::print(&paper.finish())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> Result<File, Failure> {
    let name = path.display().to_string();
    let bytes = onetext_case::outside::read(path).map_err(|error| Failure::file(path, &error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..at).map(String::from_utf8_lossy).unwrap_or_default().into_owned();
        let told = Diagnostic::at(
            Severity::Problem,
            &name,
            &before,
            before.len()..before.len(),
            "this is no text in UTF-8",
            "JSON, which is written in UTF-8",
            "save the file as UTF-8",
        );
        Failure::NoResult(told.to_string())
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    File::read(text).map_err(|fault| {
        let told = Diagnostic::at(
            Severity::Problem,
            &name,
            text,
            fault.span,
            fault.message,
            fault.expected,
            fault.help,
        );
        Failure::NoResult(told.to_string())
    })
}
