use std::process::ExitCode;

use onetext_brief::promises::Promises;

use crate::args::PromisesArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &PromisesArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    view.prepare(&crate::progress::Bar::default());
    let promises = Promises::new(&view, args.to.as_deref())?;
    output::told(&promises, args.view.json, |paper| promises.write(paper))?;
    Ok(ExitCode::SUCCESS)
}
