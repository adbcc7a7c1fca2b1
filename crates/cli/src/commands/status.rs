use std::process::ExitCode;

use onetext_brief::paper::Paper;
use onetext_brief::status::Status;

use crate::args::CaseArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &CaseArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    view.prepare(&crate::progress::Bar::default());
    let status = Status::new(&view);
    if args.view.json {
        output::json(&status)?;
    } else {
        let mut paper = Paper::new(output::width(), true);
        status.write(&view, &mut paper);
        output::print(&paper.finish())?;
    }
    Ok(ExitCode::SUCCESS)
}
