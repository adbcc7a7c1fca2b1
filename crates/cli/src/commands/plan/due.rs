use std::process::ExitCode;

use onetext_brief::plan::due::PlanDue;

use crate::args::PlanDueArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &PlanDueArgs) -> Result<ExitCode, Failure> {
    let view = crate::commands::view(&args.of.case, &args.of.view)?;
    view.prepare(&crate::progress::Bar::default());
    let chosen = super::chosen(&args.of.choose)?;
    let due = PlanDue::new(&view, args.within, &chosen)?;
    output::told(&due, args.of.view.json, |paper| due.write(paper))?;
    Ok(ExitCode::SUCCESS)
}
