use std::path::Path;
use std::process::ExitCode;

use onetext_brief::plan::ics::PlanCalendar;

use crate::args::PlanIcsArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &PlanIcsArgs) -> Result<ExitCode, Failure> {
    let view = crate::commands::view(&args.of.case, &args.of.view)?;
    view.prepare(&crate::progress::Bar::default());
    let calendar = PlanCalendar::new(&view, &super::chosen(&args.of.choose)?)?;
    if args.of.view.json {
        output::json(&calendar)?;
        return Ok(ExitCode::SUCCESS);
    }
    output::file(args.out.as_deref().unwrap_or(Path::new("-")), &calendar.text())?;
    Ok(ExitCode::SUCCESS)
}
