use std::process::ExitCode;

use onetext_brief::conflict::{OtherwiseSaid, Scene};
use onetext_case::Progress as _;
use onetext_conflict::answer::{Ask, NoAnswer};
use onetext_conflict::graph::Graph;
use onetext_conflict::model::Moves;
use onetext_conflict::questions::mediator::{interventions, single};
use onetext_conflict::questions::sensitivity::{Failed, sensitivity as orders, statements};
use onetext_conflict::questions::what_if::{Equilibria, Progress};
use onetext_conflict::stability::Concept;

use super::asked::Asked;
use crate::args::{InterveneArgs, SensitivityArgs};
use crate::failure::Failure;
use crate::progress::Bar;

pub(super) fn sensitivity(args: &SensitivityArgs) -> Result<ExitCode, Failure> {
    let asked = Asked::open(&args.of)?;
    let graph = asked.graph()?;
    let scene = Scene::new(&asked.model, &graph);
    let concept = Concept::from(args.concept);
    let bar = Bar::default();
    let mut tell = counting(&bar, "Trying one preference after the other");
    let ask = Ask { concepts: vec![concept], budget: asked.budget, ..Ask::default() };
    let found = orders(&graph, &mut |graph| Equilibria::of_graph(graph, &ask), &mut tell);
    let found = found.map_err(|why| match why {
        Failed::Contradiction(why) => Failure::NoResult(why.to_string()),
        Failed::Solving(why) => refused(why),
    })?;
    bar.end();
    let statements = match &asked.model.moves {
        Moves::Options(_) => {
            let bar = Bar::default();
            let mut tell = counting(&bar, "Trying one statement after the other");
            let found = statements(&asked.model, &mut |model| Equilibria::of_model(model, &ask), &mut tell)
                .map_err(refused)?;
            bar.end();
            Some(found)
        }
        Moves::Arcs(_) => None,
    };
    let said = OtherwiseSaid::of_preferences(&scene, concept, &found, statements.as_ref());
    asked.told(&said, args.of.json, |paper| said.write(paper))?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn intervene(args: &InterveneArgs) -> Result<ExitCode, Failure> {
    let asked = Asked::open(&args.of)?;
    let Moves::Options(form) = &asked.model.moves else {
        let message = "a third party changes options, and this model gives its states and moves one by one";
        return Err(Failure::NoResult(message.to_owned()));
    };
    let concept = Concept::from(args.concept);
    let ask = Ask { concepts: vec![concept], budget: asked.budget, ..Ask::default() };
    let wish = args.wish.as_deref().map(|wish| asked.state(wish)).transpose()?;
    let bar = Bar::default();
    let mut tell = counting(&bar, "Trying one change after the other");
    let tried =
        interventions(&asked.model, single(form), &mut |model| Equilibria::of_model(model, &ask), &mut tell)
            .map_err(refused)?;
    bar.end();
    let empty = Graph::new(0, Vec::new());
    let said = OtherwiseSaid::of_interventions(
        &Scene::new(&asked.model, &empty),
        concept,
        &tried,
        wish.and_then(|wish| form.bitmask(wish)),
    );
    asked.told(&said, args.of.json, |paper| said.write(paper))?;
    Ok(ExitCode::SUCCESS)
}

fn counting<'b>(bar: &'b Bar, what: &'static str) -> impl FnMut(Progress) -> std::ops::ControlFlow<()> + 'b {
    let mut begun = false;
    move |progress| {
        if begun {
            bar.step();
        } else {
            bar.begin(what, progress.of);
            begun = true;
        }
        std::ops::ControlFlow::Continue(())
    }
}

fn refused(why: NoAnswer) -> Failure {
    Failure::NoResult(why.to_string())
}
