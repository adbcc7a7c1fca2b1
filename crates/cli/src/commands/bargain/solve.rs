use std::process::ExitCode;

use onetext_bargain::analysis;

use crate::args::ScenarioArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn solve(args: &ScenarioArgs) -> Result<ExitCode, Failure> {
    let opened = super::open(&args.scenario)?;
    let answer = analysis::solutions(&opened.scenario, args.scale);
    let solutions = super::of_files(opened, answer)?;
    output::told(&solutions, args.json, |paper| solutions.write(paper))?;
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn describe(args: &ScenarioArgs) -> Result<ExitCode, Failure> {
    let opened = super::open(&args.scenario)?;
    let answer = analysis::statistics(&opened.scenario, args.scale);
    let statistics = super::of_files(opened, answer)?;
    output::told(&statistics, args.json, |paper| statistics.write(paper))?;
    Ok(ExitCode::SUCCESS)
}
