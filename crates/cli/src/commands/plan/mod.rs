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

use onetext_record::act::Choice;
use onetext_record::read;

use crate::args::{PlanArgs, PlanCommand};
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

/// Options as they are typed: `CLAUSE=OPTION; OPTION`, one option for each open point of the clause, in order.
fn chosen(typed: &[String]) -> Result<Vec<(String, Vec<Choice>)>, Failure> {
    let one = |typed: &String| {
        let wrong = || {
            let message = "write a clause and the option at each of its open points: --choose '7=five; #2'";
            Failure::Usage(format!("--choose: \u{201c}{typed}\u{201d} is no clause with options; {message}"))
        };
        let (clause, options) = typed.split_once('=').ok_or_else(wrong)?;
        let options: Option<Vec<Choice>> =
            options.split(';').map(|option| read::choice(option.trim())).collect();
        let options = options.filter(|_| !clause.trim().is_empty()).ok_or_else(wrong)?;
        Ok((clause.trim().to_owned(), options))
    };
    typed.iter().map(one).collect()
}
