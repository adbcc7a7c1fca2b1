//! What each command on a model of a conflict does.

mod asked;
mod draw;
mod otherwise;
mod solve;

use std::ops::ControlFlow;
use std::process::ExitCode;

use onetext_brief::conflict::{InverseSaid, PathsFrom, PathsSaid, Scene, StateSaid, WhySaid};
use onetext_conflict::files::Document;
use onetext_conflict::model::StateSet;
use onetext_conflict::stability::Concept;
use serde::Serialize;

use crate::args::{ConflictArgs, ConflictCommand, ConvertConflictArgs, InverseArgs, PathsArgs, WhyArgs};
use crate::failure::Failure;
use crate::output;
use asked::Asked;

pub(crate) fn run(args: &ConflictArgs) -> Result<ExitCode, Failure> {
    match &args.command {
        ConflictCommand::Solve(args) => solve::run(args),
        ConflictCommand::Why(args) => why(args),
        ConflictCommand::Paths(args) => paths(args),
        ConflictCommand::Inverse(args) => inverse(args),
        ConflictCommand::Sensitivity(args) => otherwise::sensitivity(args),
        ConflictCommand::Intervene(args) => otherwise::intervene(args),
        ConflictCommand::Draw(args) => draw::run(args),
        ConflictCommand::Convert(args) => convert(args),
    }
}

#[derive(Serialize)]
struct Whys {
    state: StateSaid,
    answers: Vec<WhySaid>,
}

fn why(args: &WhyArgs) -> Result<ExitCode, Failure> {
    let asked = Asked::open(&args.of)?;
    let graph = asked.graph()?;
    let scene = Scene::new(&asked.model, &graph);
    let state = asked.state(&args.state)?;
    let who: Vec<usize> = match &args.who {
        Some(who) => vec![asked.decision_maker(who)?],
        None => (0..graph.decision_makers()).collect(),
    };
    let concepts: Vec<Concept> = args.concept.map_or_else(|| Concept::ALL.to_vec(), |one| vec![one.into()]);
    let each = who.iter().flat_map(|&who| concepts.iter().map(move |&concept| (who, concept)));
    let answers: Vec<WhySaid> = each.map(|(who, by)| WhySaid::new(&scene, who, state, by)).collect();
    let whys = Whys { state: scene.state(state), answers };
    asked.told(&whys, args.of.json, |paper| {
        paper.title(whys.state.line().isolated());
        whys.answers.iter().for_each(|why| why.write(paper));
    })?;
    Ok(ExitCode::SUCCESS)
}

fn paths(args: &PathsArgs) -> Result<ExitCode, Failure> {
    let asked = Asked::open(&args.of)?;
    let graph = asked.graph()?;
    let scene = Scene::new(&asked.model, &graph);
    let from = asked.from(args.from.as_deref())?;
    let to = match &args.to {
        Some(to) => {
            let to = asked.state(to)?;
            StateSet::of(graph.states(), |state| state == to)
        }
        None => asked.equilibria(&graph, args.concept.into())?,
    };
    let movers: Vec<usize> = match args.by.as_slice() {
        [] => (0..graph.decision_makers()).collect(),
        by => by.iter().map(|who| asked.decision_maker(who)).collect::<Result<_, _>>()?,
    };
    let question = PathsFrom {
        from,
        to: &to,
        improvements: args.improvements,
        movers: &movers,
        steps: args.steps.map(usize::from),
    };
    let said = PathsSaid::new(&scene, &question);
    asked.told(&said, args.of.json, |paper| said.write(paper))?;
    Ok(ExitCode::SUCCESS)
}

fn inverse(args: &InverseArgs) -> Result<ExitCode, Failure> {
    let asked = Asked::open(&args.of)?;
    let graph = asked.graph()?;
    let scene = Scene::new(&asked.model, &graph);
    let state = asked.state(&args.state)?;
    let said = InverseSaid::new(&scene, state, args.concept.into(), &mut |progress| {
        if progress.tried < MOST_TRIED { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    asked.told(&said, args.of.json, |paper| said.write(paper))?;
    Ok(ExitCode::SUCCESS)
}

/// How many combinations of changes are tried for the change of several that makes a state hold.
const MOST_TRIED: usize = 200_000;

fn convert(args: &ConvertConflictArgs) -> Result<ExitCode, Failure> {
    let (path, game) = asked::place(&args.model);
    let bytes = onetext_case::outside::read(&path).map_err(|error| Failure::file(&path, &error))?;
    let document = Document::read(&path.display().to_string(), &bytes, game, &[]);
    let document = document.map_err(|why| Failure::NoResult(why.to_string()))?;
    output::file(&args.out, &document.to_toml())?;
    Ok(ExitCode::SUCCESS)
}
