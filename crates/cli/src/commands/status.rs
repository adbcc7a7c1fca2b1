use std::process::ExitCode;

use onetext_brief::status::Status;

use crate::args::CaseArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &CaseArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    view.prepare(&crate::progress::Bar::default());
    let status = Status::new(&view);
    output::told(&status, args.view.json, |paper| status.write(&view, paper))?;
    Ok(ExitCode::SUCCESS)
}
