use std::process::ExitCode;

use onetext_brief::chronology::Chronology;

use crate::args::ChronologyArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &ChronologyArgs) -> Result<ExitCode, Failure> {
    let view = super::view(&args.case, &args.view)?;
    let chronology = Chronology::new(&view, args.since);
    output::told(&chronology, args.view.json, |paper| chronology.write(paper))?;
    Ok(ExitCode::SUCCESS)
}
