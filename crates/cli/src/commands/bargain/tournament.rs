use std::num::{NonZeroU32, NonZeroUsize};
use std::ops::ControlFlow;
use std::process::ExitCode;

use onetext_bargain::negotiate::Protocol;
use onetext_bargain::negotiate::tournament::{Files, NoTournament, NotResumed, Settings, Tournament};
use onetext_brief::bargain::tournament::Fared;
use onetext_case::Progress as _;

use super::{Rules, no_negotiation};
use crate::args::TournamentArgs;
use crate::failure::Failure;
use crate::output;
use crate::progress::Bar;

pub(crate) fn run(args: &TournamentArgs) -> Result<ExitCode, Failure> {
    match args.negotiate.rules()? {
        Rules::Alternating(protocol) => held(args, protocol),
        Rules::SingleText(protocol) => held(args, protocol),
    }
}

fn held<P: Protocol>(args: &TournamentArgs, protocol: P) -> Result<ExitCode, Failure> {
    let entrants = args.negotiate.entrants(&protocol)?;
    let mut scenarios = Vec::with_capacity(args.scenarios.len());
    for path in &args.scenarios {
        let asked = super::read_files(path, &[], args.reading.into(), args.negotiate.reals)?;
        for repair in &asked.repairs {
            output::complain(&format!("{}: repaired: {repair}\n", path.display()));
        }
        scenarios.push((path.display().to_string(), asked.scenario));
    }
    let settings = Settings {
        repetitions: NonZeroU32::new(args.repeat).unwrap_or(NonZeroU32::MIN),
        seed: args.negotiate.seed,
        permuted: !args.one_order,
        self_play: !args.no_self_play,
        distances: args.distances,
    };
    let tournament = Tournament::new(protocol, scenarios, entrants, settings).map_err(|why| match &why {
        NoTournament::Scenario { scenario, why } => no_negotiation(&format!("{scenario}: "), why),
        NoTournament::Twice(_) | NoTournament::TooMany | NoTournament::TooFew { .. } => {
            Failure::Usage(why.to_string())
        }
        _ => Failure::NoResult(why.to_string()),
    })?;
    let mut files = Files::open(&tournament, args.out.as_deref(), args.json_lines.as_deref(), args.resume)
        .map_err(failed)?;
    let threads = args.threads.and_then(|threads| NonZeroUsize::new(usize::from(threads)));
    let bar = Bar::default();
    bar.begin("Negotiating", usize::try_from(tournament.sessions()).unwrap_or(usize::MAX));
    let mut told = files.done();
    bar.steps(told);
    let ran = files.run(threads, &mut |done| {
        bar.steps(done - told);
        told = done;
        ControlFlow::Continue(())
    });
    bar.end();
    ran.map_err(failed)?;
    let fared =
        Fared { tournament: tournament.digest(), of: tournament.sessions(), summary: files.summary() };
    output::told(&fared, args.negotiate.json, |paper| fared.write(paper))?;
    Ok(ExitCode::SUCCESS)
}

fn failed(why: NotResumed) -> Failure {
    match &why {
        NotResumed::There(path) => Failure::Usage(format!(
            "{} is there already: say --resume to go on with it, or choose another name",
            path.display()
        )),
        NotResumed::File { file, why } => Failure::written(file, why),
        _ => Failure::NoResult(why.to_string()),
    }
}
