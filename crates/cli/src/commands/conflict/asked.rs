//! The model that is asked about, from a file or from a case.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use onetext_brief::heading::Heading;
use onetext_brief::line::Line;
use onetext_brief::paper::{Ink, Paper};
use onetext_case::conflict::ConflictOfView;
use onetext_conflict::answer::{Answer, Ask, answer};
use onetext_conflict::files;
use onetext_conflict::graph::Graph;
use onetext_conflict::model::{Model, StateSet};
use onetext_conflict::stability::Concept;
use onetext_record::schema::conflict::names;

use serde::Serialize;

use crate::args::ModelArgs;
use crate::failure::Failure;
use crate::output;
use crate::progress::Bar;
use onetext_case::Progress as _;

/// What takes as many bytes or more is told beforehand.
const MUCH: u64 = 64 << 20;
/// How much of the free memory is used at most.
const SHARE: (u64, u64) = (4, 5);

/// A model, and how much room there is to work with it.
pub(super) struct Asked {
    pub(super) model: Model,
    pub(super) budget: u64,
    /// Of a case: which one, for whom, and as of when.
    of: Option<Heading>,
}

/// An answer, with the case and the reader that it is for.
#[derive(Serialize)]
struct Told<'a, T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a Heading>,
    #[serde(flatten)]
    answer: &'a T,
}

impl Asked {
    pub(super) fn open(args: &ModelArgs) -> Result<Self, Failure> {
        let budget = args.memory.map_or_else(available, |megabytes| megabytes.saturating_mul(1 << 20));
        if args.model.is_dir() {
            let Some(reader) = &args.reader else {
                let message = "--for: say who reads: a participant of the case, public, or team";
                return Err(Failure::Usage(message.to_owned()));
            };
            let (_, view) = super::super::view_for(&args.model, reader, args.as_of)?;
            let of = ConflictOfView::new(&view).map_err(|why| Failure::NoResult(why.to_string()))?;
            let mut model = of.model;
            let heading = Heading::of(&view);
            let reader = &heading.reader_name;
            model.title = Some(format!("{}, for {reader}, as of {}", heading.title, heading.as_of_words));
            return Ok(Self { model, budget, of: Some(heading) });
        }
        if args.reader.is_some() {
            let message = "--for: a file has no readers; name the folder of a case";
            return Err(Failure::Usage(message.to_owned()));
        }
        Self::read(&args.model, budget)
    }

    /// A model from a file; of several games in it the one that is named, as in `games.json#17`.
    fn read(path: &Path, budget: u64) -> Result<Self, Failure> {
        let (path, game) = place(path);
        let bytes = onetext_case::outside::read(&path).map_err(|error| Failure::file(&path, &error))?;
        let name = path.display().to_string();
        let refused = |why: files::Refused| Failure::NoResult(why.to_string());
        let document = files::Document::read(&name, &bytes, game, &names()).map_err(refused)?;
        if document.entries().iter().any(|entry| entry.kept("audience").is_some()) {
            let message = format!(
                "{name} is part of a case, and says who may see what of it: name the folder of the case, and --for whom"
            );
            return Err(Failure::Usage(message));
        }
        let files::Opened { model, settled } = document.model(budget).map_err(refused)?;
        settled.iter().for_each(|told| output::complain(&format!("{told}\n")));
        Ok(Self { model, budget, of: None })
    }

    /// Prints an answer as JSON, or else for a terminal.
    pub(super) fn told(
        &self,
        answer: &impl Serialize,
        as_json: bool,
        write: impl FnOnce(&mut Paper),
    ) -> Result<(), Failure> {
        let told = Told { of: self.of.as_ref(), answer };
        output::told(&told, as_json, |paper| {
            write(paper);
            if let Some(of) = &self.of {
                paper.blank();
                let line = Line::from("Of ").given(&of.title).text(", for ").given(&of.reader_name);
                paper.inked(Ink::Faint, 0, line.text(", as of ").text(&of.as_of_words).text(".").isolated());
            }
        })
    }

    pub(super) fn graph(&self) -> Result<Graph, Failure> {
        Graph::of(&self.model, self.budget).map_err(|why| Failure::NoResult(why.to_string()))
    }

    pub(super) fn state(&self, named: &str) -> Result<usize, Failure> {
        self.model.state(named).map_err(|why| Failure::Usage(why.to_string()))
    }

    pub(super) fn decision_maker(&self, named: &str) -> Result<usize, Failure> {
        self.model.decision_maker(named).map_err(|why| Failure::Usage(why.to_string()))
    }

    /// The state that is named; without a name the status quo.
    pub(super) fn from(&self, named: Option<&str>) -> Result<usize, Failure> {
        match (named, self.model.status_quo) {
            (Some(named), _) => self.state(named),
            (None, Some(status_quo)) => Ok(status_quo),
            (None, None) => {
                let message = "--from: the model has no status quo; say from which state";
                Err(Failure::Usage(message.to_owned()))
            }
        }
    }

    /// What is stable, with progress where it takes long.
    pub(super) fn answer(&self, concepts: &[Concept]) -> Result<Answer, Failure> {
        let ask = Ask { concepts: concepts.to_vec(), budget: self.budget, ..Ask::default() };
        self.asked(&ask)
    }

    pub(super) fn asked(&self, ask: &Ask) -> Result<Answer, Failure> {
        let bar = Bar::default();
        let (mut begun, mut done) = (false, 0);
        let answer = answer(&self.model, ask, &mut |progress| {
            if progress.of == 0 {
                if progress.bytes >= MUCH {
                    let much = onetext_conflict::memory::bytes(progress.bytes);
                    output::complain(&format!("onetext: this takes about {much} of memory\n"));
                }
                return ControlFlow::Continue(());
            }
            if !begun {
                bar.begin("Looking for what is stable", progress.of);
                begun = true;
            }
            bar.steps((progress.done.saturating_sub(done)) as u64);
            done = done.max(progress.done);
            ControlFlow::Continue(())
        });
        bar.end();
        answer.map_err(|why| Failure::NoResult(why.to_string()))
    }

    /// The equilibria by a concept, by position: where not all is known, those that are equilibria whatever the rest is.
    pub(super) fn equilibria(&self, graph: &Graph, concept: Concept) -> Result<StateSet, Failure> {
        let answer = self.answer(&[concept])?;
        Ok(answer.equilibria(&self.model, concept).unwrap_or_else(|| StateSet::empty(graph.states())))
    }
}

/// The file that is meant, and which of several games in it.
pub(super) fn place(path: &Path) -> (PathBuf, Option<usize>) {
    match path.to_str().map(files::which) {
        Some((file, game)) if !path.exists() => (PathBuf::from(file), game),
        _ => (path.to_owned(), None),
    }
}

/// How many bytes may be used: most of what the machine has free.
fn available() -> u64 {
    let told = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("MemAvailable:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
    kilobytes.map_or(USUAL, |kilobytes| kilobytes.saturating_mul(1024) / SHARE.1 * SHARE.0)
}

/// Where the machine does not tell how much is free: four gigabytes.
const USUAL: u64 = 4 << 30;

/// Goes on however far the work is: who wants it to end stops the program, and nothing is lost by that.
pub(super) fn going_on<P>(_: P) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
