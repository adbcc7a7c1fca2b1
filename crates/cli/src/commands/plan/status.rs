use std::process::ExitCode;

use onetext_brief::plan::status::PlanStatus;

use crate::args::PlanStatusArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &PlanStatusArgs) -> Result<ExitCode, Failure> {
    let view = crate::commands::view(&args.of.case, &args.of.view)?;
    view.prepare(&crate::progress::Bar::default());
    let status = PlanStatus::new(&view, &super::chosen(&args.of.choose)?)?;
    if let Some(path) = &args.csv {
        // Some spreadsheets take a file for UTF-8 by this mark alone; a program that reads on has no use for it.
        let mark = if path.as_os_str() == "-" { "" } else { "\u{feff}" };
        output::file(path, &format!("{mark}{}", status.csv()))?;
    } else if let Some(path) = &args.html {
        output::file(path, &status.html())?;
    } else if args.docx.docx.is_some() {
        output::new_document(&args.docx, &onetext_brief::word::plan_matrix(&status))?;
    } else {
        output::told(&status, args.of.view.json, |paper| status.write(paper))?;
    }
    Ok(ExitCode::SUCCESS)
}
