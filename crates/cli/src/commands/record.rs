use std::process::ExitCode;

use onetext_case::write::record;

use crate::args::RecordArgs;
use crate::failure::Failure;

pub(crate) fn run(args: &RecordArgs) -> Result<ExitCode, Failure> {
    super::write(&args.case, args.dry_run, |case| record(case, args.kind, &args.given, super::now(case)))
}
