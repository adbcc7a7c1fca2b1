use std::process::ExitCode;

use onetext_brief::plan::timeline::Timeline;

use crate::args::PlanTimelineArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &PlanTimelineArgs) -> Result<ExitCode, Failure> {
    let view = crate::commands::view(&args.of.case, &args.of.view)?;
    view.prepare(&crate::progress::Bar::default());
    let timeline = Timeline::new(&view, &super::chosen(&args.of.choose)?)?;
    if let Some(path) = &args.svg {
        output::file(path, &timeline.svg())?;
    } else if let Some(path) = &args.html {
        output::file(path, &timeline.html())?;
    } else {
        output::told(&timeline, args.of.view.json, |paper| timeline.write(paper))?;
    }
    Ok(ExitCode::SUCCESS)
}
