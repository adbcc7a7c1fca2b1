use std::process::ExitCode;

use clap::CommandFactory as _;

use crate::args::{Arguments, ManArgs};
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &ManArgs) -> Result<ExitCode, Failure> {
    std::fs::create_dir_all(&args.dir).map_err(|error| Failure::file(&args.dir, &error))?;
    clap_mangen::generate_to(Arguments::command(), &args.dir)
        .map_err(|error| Failure::file(&args.dir, &error))?;
    output::complain(&format!("written: man pages in {}\n", args.dir.display()));
    Ok(ExitCode::SUCCESS)
}
