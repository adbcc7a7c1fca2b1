use std::process::ExitCode;

use onetext_brief::paper::Paper;
use onetext_brief::who::Who;

use crate::args::WhoArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &WhoArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    view.prepare(&crate::progress::Bar::default());
    let who = Who::new(&view, &args.clause).map_err(|error| Failure::NoResult(error.to_string()))?;
    if args.view.json {
        output::json(&who)?;
    } else {
        let mut paper = Paper::new(output::width(), true);
        who.write(&view, &mut paper);
        output::print(&paper.finish())?;
    }
    Ok(ExitCode::SUCCESS)
}
