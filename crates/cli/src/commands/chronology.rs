use std::process::ExitCode;

use onetext_brief::chronology::Chronology;
use onetext_brief::paper::Paper;

use crate::args::ChronologyArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &ChronologyArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    let chronology = Chronology::new(&view, args.since);
    if args.view.json {
        output::json(&chronology)?;
    } else {
        let mut paper = Paper::new(output::width(), true);
        chronology.write(&mut paper);
        output::print(&paper.finish())?;
    }
    Ok(ExitCode::SUCCESS)
}
