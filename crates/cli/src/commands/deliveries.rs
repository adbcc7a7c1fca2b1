use std::process::ExitCode;

use onetext_brief::deliveries::Deliveries;

use crate::args::DeliveriesArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &DeliveriesArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    view.prepare(&crate::progress::Bar::default());
    let deliveries = Deliveries::new(&view, args.to.as_deref())?;
    output::told(&deliveries, args.view.json, |paper| deliveries.write(paper))?;
    Ok(ExitCode::SUCCESS)
}
