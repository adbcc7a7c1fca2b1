use std::process::ExitCode;

use onetext_brief::paper::Paper;
use onetext_brief::promises::Promises;

use crate::args::PromisesArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &PromisesArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    view.prepare(&crate::progress::Bar::default());
    let promises = Promises::new(&view, args.to.as_deref())?;
    if args.view.json {
        output::json(&promises)?;
    } else {
        let mut paper = Paper::new(output::width(), true);
        promises.write(&mut paper);
        output::print(&paper.finish())?;
    }
    Ok(ExitCode::SUCCESS)
}
