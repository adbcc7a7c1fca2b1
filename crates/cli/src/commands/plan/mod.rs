//! What each command on a plan does.

mod network;

use std::process::ExitCode;

use crate::args::{PlanArgs, PlanCommand};
use crate::failure::Failure;

pub(crate) fn run(args: &PlanArgs) -> Result<ExitCode, Failure> {
    match &args.command {
        PlanCommand::Network(args) => network::run(args),
    }
}
