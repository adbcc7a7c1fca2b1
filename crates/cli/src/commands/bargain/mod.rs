//! What each command on a negotiation scenario does.

mod convert;
mod evaluate;
mod frontier;
mod run;
mod solve;
mod tournament;

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::Path;
use std::process::ExitCode;

use onetext_bargain::analysis::NoAnswer;
use onetext_bargain::files::{Ignored, Opened, Reading, Repair};
use onetext_bargain::negotiate::{
    AlternatingOffers, CannotNegotiate, Entrant, Protocol, Serving, SingleText,
};
use onetext_bargain::scenario::Scenario;
use onetext_bargain::space::Uncountable;
use onetext_bargain::steps::NotInSteps;
use onetext_brief::bargain::{Discretised, OfFiles};

use crate::args::{
    BargainArgs, BargainCommand, FilesArgs, NegotiateArgs, ProtocolArg, ReadingArg, ScenarioArgs,
};
use crate::failure::Failure;

pub(crate) fn run(args: &BargainArgs) -> Result<ExitCode, Failure> {
    match &args.command {
        BargainCommand::Evaluate(args) => evaluate::run(args),
        BargainCommand::Frontier(args) => frontier::run(args),
        BargainCommand::Solve(args) => solve::solve(args),
        BargainCommand::Describe(args) => solve::describe(args),
        BargainCommand::Convert(args) => convert::run(args),
        BargainCommand::Run(args) => run::run(args),
        BargainCommand::Tournament(args) => tournament::run(args),
    }
}

/// A scenario as it is asked about, and how it was read.
struct Asked {
    scenario: Scenario,
    repairs: Vec<Repair>,
    ignored: Vec<Ignored>,
    discretised: Option<Discretised>,
    reading: Reading,
}

fn open(args: &ScenarioArgs) -> Result<Asked, Failure> {
    read(&args.of, args.reals)
}

fn read(of: &FilesArgs, reals: Option<u32>) -> Result<Asked, Failure> {
    read_files(&of.scenario, &of.files, of.reading.into(), reals)
}

/// The scenario of a path; of a folder these files alone, if any are named.
fn read_files(path: &Path, files: &[String], reading: Reading, reals: Option<u32>) -> Result<Asked, Failure> {
    let opened = if files.is_empty() {
        Scenario::open(path, reading)
    } else {
        Scenario::open_some(path, files, reading)
    };
    let Opened { mut scenario, repairs, ignored, .. } = opened.map_err(|why| {
        // A file that is in the way need not be.
        let how = if path.is_dir() && files.is_empty() {
            "; or --files NAMES for some files of the folder alone"
        } else {
            ""
        };
        Failure::NoResult(format!("{why}{how}"))
    })?;
    if scenario.space.outcomes().is_ok_and(|count| count == 0_u32.into()) {
        let message =
            "every outcome breaks a rule, so that there is nothing to agree on: take one of the rules back";
        return Err(Failure::NoResult(format!("{}: {message}", path.display())));
    }
    let mut discretised = None;
    if let Some(values) = reals {
        let (looked_at, issues) =
            scenario.discretised(values).map_err(|why| Failure::Usage(format!("--reals: {why}")))?;
        scenario = looked_at;
        discretised = (!issues.is_empty()).then_some(Discretised { issues, values });
    }
    Ok(Asked { scenario, repairs, ignored, discretised, reading })
}

impl Asked {
    /// An answer with how the files were read.
    fn answered<T>(self, answer: Result<T, NoAnswer>) -> Result<OfFiles<T>, Failure> {
        let answer = answer.map_err(|why| {
            let real = matches!(why, NoAnswer::NotInSteps(NotInSteps::Uncountable(Uncountable::Real(_))));
            Failure::NoResult(format!("{why}{}", how_reals(real)))
        })?;
        Ok(self.with(answer))
    }

    /// What came of it with how the files were read.
    fn with<T>(self, answer: T) -> OfFiles<T> {
        let Self { repairs, ignored, discretised, reading, .. } = self;
        OfFiles { answer, reading, repairs, ignored, discretised }
    }
}

impl From<ReadingArg> for Reading {
    fn from(reading: ReadingArg) -> Self {
        match reading {
            ReadingArg::Own => Self::OfItsFormat,
            ReadingArg::Negmas => Self::NegMas,
        }
    }
}

/// How to say how real numbers are to be looked at, where that is what is missing.
fn how_reals(missing: bool) -> &'static str {
    if missing { " with --reals VALUES" } else { "" }
}

/// Why nothing can be negotiated, in words; `of` says in what.
fn no_negotiation(of: &str, why: &CannotNegotiate) -> Failure {
    let real = matches!(why, CannotNegotiate::Uncountable(Uncountable::Real(_)));
    let message = format!("{of}{why}{}", how_reals(real));
    match why {
        CannotNegotiate::Seats { .. } => Failure::Usage(format!("--with: {message}")),
        _ => Failure::NoResult(message),
    }
}

/// The rules that were asked for.
enum Rules {
    Alternating(AlternatingOffers),
    SingleText(SingleText),
}

impl NegotiateArgs {
    fn rules(&self) -> Result<Rules, Failure> {
        let rounds = NonZeroU32::new(self.steps).unwrap_or(NonZeroU32::MIN);
        let shown = self.least_served.and_then(|shown| NonZeroUsize::new(usize::from(shown)));
        match (self.protocol, shown) {
            (ProtocolArg::Alternating, Some(_)) => Err(Failure::Usage(
                "--least-served: changes are shown under --protocol single-text alone".to_owned(),
            )),
            (ProtocolArg::Alternating, None) => Ok(Rules::Alternating(AlternatingOffers { rounds })),
            (ProtocolArg::SingleText, shown) => {
                let serving = shown.map_or(Serving::Chance, |shown| Serving::LeastServed { shown });
                Ok(Rules::SingleText(SingleText { rounds, serving }))
            }
        }
    }

    /// Those who were asked for, under these rules.
    fn entrants<P: Protocol>(&self, protocol: &P) -> Result<Vec<Entrant<P::Party>>, Failure> {
        let entrant = |name: &String| {
            protocol.entrant(name.trim()).map_err(|why| Failure::Usage(format!("--with: {why}")))
        };
        self.with.iter().map(entrant).collect()
    }
}
