use std::process::ExitCode;

use onetext_brief::plan::check::PlanCheck;
use onetext_record::plan::Check;

use crate::args::PlanCheckArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &PlanCheckArgs) -> Result<ExitCode, Failure> {
    let view = crate::commands::view(&args.of.case, &args.of.view)?;
    view.prepare(&crate::progress::Bar::default());
    let only: Vec<Check> = args.only.iter().filter_map(|name| name.parse().ok()).collect();
    let found = PlanCheck::new(&view, &super::chosen(&args.of.choose)?, &only)
        .map_err(|error| Failure::NoResult(error.to_string()))?;
    output::told(&found, args.of.view.json, |paper| found.write(paper))?;
    Ok(if found.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
