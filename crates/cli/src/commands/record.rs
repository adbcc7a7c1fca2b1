use std::process::ExitCode;

use crate::args::RecordArgs;
use crate::failure::Failure;

pub(crate) fn run(args: &RecordArgs) -> Result<ExitCode, Failure> {
    let case = super::open(&args.case)?;
    let change = onetext_case::write::record(&case, args.kind, &args.given, super::now(&case))?;
    super::write(&args.case, &change, args.dry_run)?;
    Ok(ExitCode::SUCCESS)
}
