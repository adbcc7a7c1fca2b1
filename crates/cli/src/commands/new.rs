use std::process::ExitCode;

use onetext_case::write::new_case;

use crate::args::NewArgs;
use crate::failure::Failure;

pub(crate) fn run(args: &NewArgs) -> Result<ExitCode, Failure> {
    let name = || {
        args.dir
            .file_name()
            .map_or_else(|| "A new case".to_owned(), |name| name.to_string_lossy().into_owned())
    };
    let title = args.title.clone().unwrap_or_else(name);
    let change = new_case(&args.dir, &title, &args.languages, args.zone.as_deref())?;
    if !args.dry_run {
        change.apply(&args.dir)?;
    }
    super::show(&args.dir, &change, args.dry_run, true)
}
