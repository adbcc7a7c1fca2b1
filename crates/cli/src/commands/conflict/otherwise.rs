use std::process::ExitCode;

use onetext_brief::conflict::{OtherwiseSaid, Scene};
use onetext_case::Progress as _;
use onetext_conflict::answer::{Ask, NoAnswer};
use onetext_conflict::graph::Graph;
use onetext_conflict::model::{Direction, Moves, Opt, OptionForm};
use onetext_conflict::questions::mediator::{Intervention, Liking, interventions, single};
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
    let mut all = single(form);
    let added = added(&asked, args, form)?;
    all.extend(added.clone());
    let bar = Bar::default();
    let mut tell = counting(&bar, "Trying one change after the other");
    let tried = interventions(&asked.model, all, &mut |model| Equilibria::of_model(model, &ask), &mut tell)
        .map_err(refused)?;
    bar.end();
    let empty = Graph::new(0, Vec::new());
    let said = OtherwiseSaid::of_interventions(
        &Scene::new(&asked.model, &empty),
        concept,
        &tried,
        wish.and_then(|wish| form.bitmask(wish)),
        added.as_ref(),
    );
    asked.told(&said, args.of.json, |paper| said.write(paper))?;
    Ok(ExitCode::SUCCESS)
}

/// The option that was asked for with `--add`.
fn added(asked: &Asked, args: &InterveneArgs, form: &OptionForm) -> Result<Option<Intervention>, Failure> {
    let Some(add) = &args.add else { return Ok(None) };
    let Some((owner, name)) = add.split_once(':').map(|(owner, name)| (owner.trim(), name.trim())) else {
        let message = "--add: say whose it is and what it is called, as in --add 'Ann: Leave'";
        return Err(Failure::Usage(message.to_owned()));
    };
    let taken = |taken| Liking::Prefers { taken, first: false };
    let mut liking = vec![Liking::Unknown; asked.model.decision_makers.len()];
    let said = [
        (&args.liked_by, taken(true)),
        (&args.disliked_by, taken(false)),
        (&args.indifferent, Liking::Indifferent),
    ];
    for (who, likes) in said {
        for one in who {
            let at = asked.decision_maker(one)?;
            liking.get_mut(at).into_iter().for_each(|liking| *liking = likes);
        }
    }
    let is_taken = form.options.iter().any(|option| option.id == name || option.name == name);
    let id = if is_taken { format!("{name} (new)") } else { name.to_owned() };
    let option =
        Opt { name: id.clone(), id, owner: asked.decision_maker(owner)?, direction: Direction::Both };
    Ok(Some(Intervention::Add { option, liking }))
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
