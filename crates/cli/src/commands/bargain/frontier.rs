use std::ops::ControlFlow;
use std::process::ExitCode;

use onetext_bargain::analysis::{self, Ties};
use onetext_bargain::frontier::Ask;
use onetext_case::Progress as _;

use crate::args::{FrontierArgs, TiesArg};
use crate::failure::Failure;
use crate::output;
use crate::progress::Bar;

/// How many packages that are worth the same are listed.
const LISTED: usize = 1_000;

pub(crate) fn run(args: &FrontierArgs) -> Result<ExitCode, Failure> {
    let asked = super::open(&args.of)?;
    let ties = match args.ties {
        TiesArg::One => Ties::One,
        TiesArg::Count => Ties::Count,
        TiesArg::All => Ties::All { at_most: LISTED },
    };
    let ask = Ask { ties, most_labels: args.most };
    let bar = Bar::default();
    bar.begin("Looking for the frontier", asked.scenario.space.issues.len());
    let mut done = 0;
    let answer = analysis::frontier(&asked.scenario, args.of.scale, &ask, &mut |progress| {
        (done..progress.issues_done).for_each(|_| bar.step());
        done = progress.issues_done;
        ControlFlow::Continue(())
    });
    bar.end();
    let report = asked.answered(answer)?;
    match &args.svg {
        Some(path) => {
            let one_party =
                || Failure::NoResult("there is one party: a frontier is drawn between two".to_owned());
            output::file(path, &report.svg().ok_or_else(one_party)?)?;
        }
        None => output::told(&report, args.of.json, |paper| report.write(paper, args.all))?,
    }
    Ok(ExitCode::SUCCESS)
}
