use std::process::ExitCode;

use onetext_brief::packages::Packages;

use crate::args::CaseArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &CaseArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    view.prepare(&crate::progress::Bar::default());
    let packages = Packages::new(&view);
    output::told(&packages, args.view.json, |paper| packages.write(paper))?;
    Ok(ExitCode::SUCCESS)
}
