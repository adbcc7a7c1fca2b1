use std::process::ExitCode;

use onetext_case::write::{NewDraft, add_draft, add_item};

use crate::args::AddArgs;
use crate::failure::Failure;

pub(crate) fn run(args: &AddArgs) -> Result<ExitCode, Failure> {
    super::write(&args.case, args.dry_run, |case| match &args.file {
        Some(file) => add_draft(case, &NewDraft { file, given: &args.given }, super::now(case)),
        None => add_item(case, &args.item, &args.given),
    })
}
