//! What each command on a plan does.

mod check;
mod due;
mod ics;
mod incident;
mod network;
mod order;
mod status;
mod timeline;
mod whatif;

use std::process::ExitCode;

use crate::args::{PlanArgs, PlanCommand};
use crate::commands::chosen;
use crate::failure::Failure;

pub(crate) fn run(args: &PlanArgs) -> Result<ExitCode, Failure> {
    match &args.command {
        PlanCommand::Check(args) => check::run(args),
        PlanCommand::Network(args) => network::run(args),
        PlanCommand::Status(args) => status::run(args),
        PlanCommand::Order(args) => order::run(args),
        PlanCommand::Whatif(args) => whatif::run(args),
        PlanCommand::Incident(args) => incident::run(args),
        PlanCommand::Due(args) => due::run(args),
        PlanCommand::Ics(args) => ics::run(args),
        PlanCommand::Timeline(args) => timeline::run(args),
    }
}
