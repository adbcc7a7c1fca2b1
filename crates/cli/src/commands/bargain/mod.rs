//! What each command on a negotiation scenario does.

mod evaluate;
mod frontier;
mod solve;

use std::process::ExitCode;

use onetext_bargain::analysis::NoAnswer;
use onetext_bargain::files::{Ignored, Opened, Reading, Repair};
use onetext_bargain::scenario::Scenario;
use onetext_bargain::space::Uncountable;
use onetext_bargain::steps::NotInSteps;
use onetext_brief::bargain::{Discretised, OfFiles};

use crate::args::{BargainArgs, BargainCommand, ScenarioArgs};
use crate::failure::Failure;

pub(crate) fn run(args: &BargainArgs) -> Result<ExitCode, Failure> {
    match &args.command {
        BargainCommand::Evaluate(args) => evaluate::run(args),
        BargainCommand::Frontier(args) => frontier::run(args),
        BargainCommand::Solve(args) => solve::solve(args),
        BargainCommand::Describe(args) => solve::describe(args),
    }
}

/// A scenario as it is asked about, and how it was read.
struct Asked {
    scenario: Scenario,
    repairs: Vec<Repair>,
    ignored: Vec<Ignored>,
    discretised: Option<Discretised>,
}

fn open(args: &ScenarioArgs) -> Result<Asked, Failure> {
    let Opened { mut scenario, repairs, ignored, .. } = Scenario::open(&args.scenario, Reading::default())
        .map_err(|why| Failure::NoResult(why.to_string()))?;
    let mut discretised = None;
    if let Some(values) = args.reals {
        let (looked_at, issues) =
            scenario.discretised(values).map_err(|why| Failure::Usage(format!("--reals: {why}")))?;
        scenario = looked_at;
        discretised = (!issues.is_empty()).then_some(Discretised { issues, values });
    }
    Ok(Asked { scenario, repairs, ignored, discretised })
}

impl Asked {
    /// An answer with how the files were read.
    fn answered<T>(self, answer: Result<T, NoAnswer>) -> Result<OfFiles<T>, Failure> {
        let answer = answer.map_err(|why| {
            let how = match &why {
                NoAnswer::NotInSteps(NotInSteps::Uncountable(Uncountable::Real(_))) => " with --reals VALUES",
                _ => "",
            };
            Failure::NoResult(format!("{why}{how}"))
        })?;
        Ok(OfFiles { answer, repairs: self.repairs, ignored: self.ignored, discretised: self.discretised })
    }
}
