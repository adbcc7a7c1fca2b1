use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::ExitCode;

use onetext_brief::conflict::picture::{Drawn, MOST, picture};
use onetext_brief::conflict::{Further, Scene, Solved, lines_of};
use onetext_conflict::answer::{Answer, Ask};
use onetext_conflict::graph::Graph;
use onetext_conflict::model::{Moves, Preference, StateSet};
use onetext_conflict::stability::unknown::Extension;
use onetext_conflict::stability::{
    self, Concept, NoAnswer, Restoring, coalition, limited, simultaneous, strength, unknown,
};

use super::asked::{Asked, going_on};
use crate::args::{ExtensionArg, SolveConflictArgs};
use crate::failure::Failure;
use crate::output;

pub(super) fn run(args: &SolveConflictArgs) -> Result<ExitCode, Failure> {
    let asked = Asked::open(&args.of)?;
    let restoring = if args.restoring_is_no_sanction { Restoring::DoesNot } else { Restoring::Sanctions };
    let concepts = match args.concepts.as_slice() {
        [] => Concept::ALL.to_vec(),
        some => some.iter().map(|&one| one.into()).collect(),
    };
    let ask = Ask { concepts, restoring, budget: asked.budget };
    let answer = asked.asked(&ask)?;
    let mut solved = Solved::new(&asked.model, &answer);
    // Questions beside the five concepts, and pictures, are asked of the graph.
    let laid = wants_graph(args, &asked).then(|| asked.graph()).transpose()?;
    if let Some(graph) = &laid {
        solved.further = further(args, &asked, graph, restoring)?;
    }
    if let Some(path) = &args.states {
        states(path, &asked, &answer)?;
    }
    let empty = Graph::new(0, Vec::new());
    let scene = Scene::new(&asked.model, laid.as_ref().unwrap_or(&empty));
    if let Some(path) = &args.html {
        let drawn = laid.as_ref().map(|graph| drawn(&asked, graph, &answer)).transpose()?.flatten();
        output::file(path, &solved.html(&scene, args.all, drawn.as_deref()))?;
        return Ok(ExitCode::SUCCESS);
    }
    asked.told(&solved, args.of.json, |paper| solved.write(&scene, args.all, paper))?;
    Ok(ExitCode::SUCCESS)
}

fn wants_graph(args: &SolveConflictArgs, asked: &Asked) -> bool {
    args.coalitions
        || args.simultaneous
        || args.limited.is_some()
        || args.extension.is_some()
        || (args.html.is_some() && asked.model.states() <= MOST)
        || asked.model.preferences.iter().any(Preference::has_strength)
}

fn drawn(asked: &Asked, graph: &Graph, answer: &Answer) -> Result<Option<String>, Failure> {
    let Some(equilibria) = answer.equilibria(&asked.model, Concept::Seq) else { return Ok(None) };
    let drawn = Drawn { from: None, improvements: false, equilibria: &equilibria };
    Ok(picture(&Scene::new(&asked.model, graph), &drawn).ok())
}

/// What was asked for beside the five concepts.
fn further(
    args: &SolveConflictArgs,
    asked: &Asked,
    graph: &Graph,
    restoring: Restoring,
) -> Result<Vec<Further>, Failure> {
    let question = stability::Asked { restoring, budget: asked.budget, ..stability::Asked::default() };
    let model = &asked.model;
    let mut found = Vec::new();
    let mut add =
        |by: String, words: String, holding: &StateSet| found.push(Further::new(model, by, words, holding));
    if model.preferences.iter().any(Preference::has_strength) {
        for one in strength::solve(graph, &question, &mut going_on).map_err(refused)? {
            let words = format!("Strongly stable for everybody by {}", one.concept.key().to_uppercase());
            add(format!("strong_{}", one.concept.key()), words, &all(&one.strong));
        }
    }
    if args.simultaneous {
        let Moves::Options(form) = &model.moves else {
            let message = "--simultaneous: several at once can only move where states are choices of options";
            return Err(Failure::NoResult(message.to_owned()));
        };
        for one in simultaneous::solve(graph, form, &question, &mut going_on).map_err(refused)? {
            let words = format!("{}, with sanctions by several at once", one.concept.key().to_uppercase());
            add(format!("{}_sim", one.concept.key()), words, &one.equilibria());
        }
    }
    if args.coalitions {
        let every = coalition::every(graph.decision_makers()).map_err(refused)?;
        let concepts = vec![Concept::Nash, Concept::Gmr, Concept::Smr, Concept::Seq];
        let question = stability::Asked { concepts, ..question.clone() };
        for one in coalition::solve(graph, &every, &question, &mut going_on).map_err(refused)? {
            let words = format!("Left by no coalition, by coalition {}", one.concept.key().to_uppercase());
            add(format!("coalition_{}", one.concept.key()), words, &one.for_all());
        }
    }
    if let Some(moves) = args.limited {
        for one in limited::solve(graph, u32::from(moves), &mut going_on).map_err(refused)? {
            let words = format!(
                "Limited-move stability, {} ahead",
                if one.horizon == 1 { "1 move".to_owned() } else { format!("{} moves", one.horizon) }
            );
            add(format!("limited_{}", one.horizon), words, &all(&one.by_decision_maker));
        }
        let far = limited::non_myopic(graph, &mut going_on).map_err(refused)?;
        add("non_myopic".to_owned(), "Non-myopic stability".to_owned(), &all(&far));
    }
    if let Some(extension) = args.extension {
        let extension = Extension::from(extension);
        for one in unknown::solve(graph, extension, &question, &mut going_on).map_err(refused)? {
            let (key, concept) = (extension.key(), one.concept.key());
            let words = format!("{} by extension {key}", concept.to_uppercase());
            add(format!("extension_{key}_{concept}"), words, &one.equilibria());
        }
    }
    Ok(found)
}

fn all(sets: &[StateSet]) -> StateSet {
    let mut sets = sets.iter();
    let mut all = sets.next().cloned().unwrap_or_else(|| StateSet::empty(0));
    sets.for_each(|set| all.intersect(set));
    all
}

fn refused(why: NoAnswer) -> Failure {
    Failure::NoResult(why.to_string())
}

/// A line of JSON for each state, as they come.
fn states(path: &Path, asked: &Asked, answer: &Answer) -> Result<(), Failure> {
    if path == Path::new("-") {
        let message = "--states: name a file; standard output has the answer itself";
        return Err(Failure::Usage(message.to_owned()));
    }
    let file = std::fs::File::create(path).map_err(|error| Failure::written(path, &error))?;
    let mut out = BufWriter::with_capacity(1 << 20, file);
    for line in lines_of(&asked.model, answer) {
        serde_json::to_writer(&mut out, &line)
            .map_err(std::io::Error::from)
            .and_then(|()| out.write_all(b"\n"))
            .map_err(|error| Failure::written(path, &error))?;
    }
    out.flush().map_err(|error| Failure::written(path, &error))
}

impl From<ExtensionArg> for Extension {
    fn from(extension: ExtensionArg) -> Self {
        match extension {
            ExtensionArg::A => Self::A,
            ExtensionArg::B => Self::B,
            ExtensionArg::C => Self::C,
            ExtensionArg::D => Self::D,
        }
    }
}
