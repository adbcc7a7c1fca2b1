use std::process::ExitCode;

use onetext_brief::mandates::Mandates;

use crate::args::CaseArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &CaseArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    view.prepare(&crate::progress::Bar::default());
    let mandates = Mandates::new(&view);
    output::told(&mandates, args.view.json, |paper| mandates.write(paper))?;
    Ok(ExitCode::SUCCESS)
}
