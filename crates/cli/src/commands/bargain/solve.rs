use std::process::ExitCode;

use onetext_bargain::analysis;

use crate::args::ScenarioArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn solve(args: &ScenarioArgs) -> Result<ExitCode, Failure> {
    let asked = super::open(args)?;
    let answer = analysis::solutions(&asked.scenario, args.scale);
    let solutions = asked.answered(answer)?;
    output::told(&solutions, args.json, |paper| solutions.write(paper))?;
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn describe(args: &ScenarioArgs) -> Result<ExitCode, Failure> {
    let asked = super::open(args)?;
    let answer = analysis::statistics(&asked.scenario, args.scale);
    let statistics = asked.answered(answer)?;
    output::told(&statistics, args.json, |paper| statistics.write(paper))?;
    Ok(ExitCode::SUCCESS)
}
