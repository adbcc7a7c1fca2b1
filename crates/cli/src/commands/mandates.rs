use std::process::ExitCode;

use onetext_brief::mandates::Mandates;
use onetext_brief::paper::Paper;

use crate::args::CaseArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &CaseArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    view.prepare(&crate::progress::Bar::default());
    let mandates = Mandates::new(&view);
    if args.view.json {
        output::json(&mandates)?;
    } else {
        let mut paper = Paper::new(output::width(), true);
        mandates.write(&mut paper);
        output::print(&paper.finish())?;
    }
    Ok(ExitCode::SUCCESS)
}
