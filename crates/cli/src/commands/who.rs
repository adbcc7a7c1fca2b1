use std::process::ExitCode;

use onetext_brief::who::Who;

use crate::args::WhoArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &WhoArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    view.prepare(&crate::progress::Bar::default());
    let who = Who::new(&view, &args.clause).map_err(|error| Failure::NoResult(error.to_string()))?;
    output::told(&who, args.view.json, |paper| who.write(&view, paper))?;
    Ok(ExitCode::SUCCESS)
}
