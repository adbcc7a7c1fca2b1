use std::process::ExitCode;

use onetext_brief::plan::status::PlanStatus;

use crate::args::PlanStatusArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &PlanStatusArgs) -> Result<ExitCode, Failure> {
    let view = crate::commands::view(&args.of.case, &args.of.view)?;
    view.prepare(&crate::progress::Bar::default());
    let status = PlanStatus::new(&view, &super::chosen(&args.of.choose)?)?;
    output::told(&status, args.of.view.json, |paper| status.write(paper))?;
    Ok(ExitCode::SUCCESS)
}
