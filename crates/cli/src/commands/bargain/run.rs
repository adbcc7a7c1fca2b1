use std::process::ExitCode;

use onetext_bargain::negotiate::{Protocol, session};

use super::{Asked, Rules, no_negotiation};
use crate::args::RunArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &RunArgs) -> Result<ExitCode, Failure> {
    let asked = super::read(&args.of, args.negotiate.reals)?;
    match args.negotiate.rules()? {
        Rules::Alternating(protocol) => held(args, asked, &protocol),
        Rules::SingleText(protocol) => held(args, asked, &protocol),
    }
}

fn held<P: Protocol>(args: &RunArgs, asked: Asked, protocol: &P) -> Result<ExitCode, Failure> {
    let entrants = args.negotiate.entrants(protocol)?;
    let report = session(&asked.scenario, protocol, &entrants, args.negotiate.seed)
        .map_err(|why| no_negotiation("", &why))?;
    let report = asked.with(report);
    output::told(&report, args.negotiate.json, |paper| report.write(paper))?;
    Ok(ExitCode::SUCCESS)
}
