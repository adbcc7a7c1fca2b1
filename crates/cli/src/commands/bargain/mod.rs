//! What each command on a negotiation scenario does.

mod evaluate;
mod frontier;
mod solve;

use std::path::Path;
use std::process::ExitCode;

use onetext_bargain::analysis::NoAnswer;
use onetext_bargain::files::{Opened, Reading};
use onetext_bargain::scenario::Scenario;
use onetext_brief::bargain::OfFiles;

use crate::args::{BargainArgs, BargainCommand};
use crate::failure::Failure;

pub(crate) fn run(args: &BargainArgs) -> Result<ExitCode, Failure> {
    match &args.command {
        BargainCommand::Evaluate(args) => evaluate::run(args),
        BargainCommand::Frontier(args) => frontier::run(args),
        BargainCommand::Solve(args) => solve::solve(args),
        BargainCommand::Describe(args) => solve::describe(args),
    }
}

fn open(path: &Path) -> Result<Opened, Failure> {
    Scenario::open(path, Reading::default()).map_err(|why| Failure::NoResult(why.to_string()))
}

/// An answer with how the files were read.
fn of_files<T>(opened: Opened, answer: Result<T, NoAnswer>) -> Result<OfFiles<T>, Failure> {
    let answer = answer.map_err(|why| Failure::NoResult(why.to_string()))?;
    Ok(OfFiles { answer, repairs: opened.repairs, ignored: opened.ignored })
}
