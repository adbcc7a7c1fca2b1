//! The program `onetext`.
//!
//! **What lives here.** Arguments ([`args`]), what is printed where ([`output`]), and for each command the few lines that
//! lead from its arguments to the crates that do the work ([`commands`]).
//!
//! **The path of data.** Arguments → a case or files are read → a view → something to print, and an exit code: 0, a result
//! was produced; 1, `check` found problems, or there is no result; 2, the command cannot be understood.
//!
//! **Never here.** A rule of the domain, or a decision on what a reader may see.

mod args;
mod commands;
mod failure;
mod output;
mod progress;

use std::process::ExitCode;

use clap::Parser as _;

use crate::args::{Arguments, Command};
use crate::failure::Failure;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments.command) {
        Ok(code) => code,
        Err(failure) => failure.tell(),
    }
}

fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::New(args) => commands::new::run(&args),
        Command::Add(args) => commands::add::run(&args),
        Command::Record(args) => commands::record::run(&args),
        Command::Import(args) => commands::import::run(&args),
        Command::Note(args) => commands::note::run(&args),
        Command::Check(args) => commands::check::run(&args),
        Command::Brief(args) => commands::brief::run(&args),
        Command::Status(args) => commands::status::run(&args),
        Command::Who(args) => commands::who::run(&args),
        Command::Novelty(args) => commands::novelty::run(&args),
        Command::Packages(args) => commands::packages::run(&args),
        Command::Whatif(args) => commands::whatif::run(&args),
        Command::Mandates(args) => commands::mandates::run(&args),
        Command::Chronology(args) => commands::chronology::run(&args),
        Command::Deliveries(args) => commands::deliveries::run(&args),
        Command::Leak(args) => commands::leak::run(&args),
        Command::Promises(args) => commands::promises::run(&args),
        Command::MaySay(args) => commands::may_say::run(&args),
        Command::WhoSees(args) => commands::who_sees::run(&args),
        Command::Disclose(args) => commands::disclose::run(&args),
        Command::Search(args) => commands::search::run(&args),
        Command::Points(args) => commands::points::run(&args),
        Command::Compare(args) => commands::compare::run(&args),
        Command::Export(args) => commands::export::run(&args),
        Command::Parity(args) => commands::parity::run(&args),
        Command::Plan(args) => commands::plan::run(&args),
        Command::Bargain(args) => commands::bargain::run(&args),
        Command::Conflict(args) => commands::conflict::run(&args),
        Command::Bridge(args) => commands::bridge::run(&args),
        Command::Completions(args) => commands::completions::run(&args),
        Command::Man(args) => commands::man::run(&args),
    }
}
