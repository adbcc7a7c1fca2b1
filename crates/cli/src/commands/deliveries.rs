use std::process::ExitCode;

use onetext_brief::deliveries::Deliveries;
use onetext_brief::paper::Paper;

use crate::args::DeliveriesArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &DeliveriesArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    view.prepare(&crate::progress::Bar::default());
    let deliveries = Deliveries::new(&view, args.to.as_deref())?;
    if args.view.json {
        output::json(&deliveries)?;
    } else {
        let mut paper = Paper::new(output::width(), true);
        deliveries.write(&mut paper);
        output::print(&paper.finish())?;
    }
    Ok(ExitCode::SUCCESS)
}
