//! From entries to a model: who decides, over what, which states there are, and what each prefers.

mod compare;
mod comparisons;
mod options;
mod order;
mod people;
mod states;

use std::collections::{BTreeMap, HashMap};

pub(super) use order::MUCH;

use super::entries::{Document, Entry, Heading};
use super::source::{Refused, Settled, Source};
use super::tree::Node;
use crate::memory::fits;
use crate::model::{Model, Moves};

/// A model as it was read.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The model.
    pub model: Model,
    /// What the file leaves open or says twice, and how it was taken.
    pub settled: Vec<Settled>,
}

impl Document {
    /// The model that the entries describe.
    ///
    /// # Errors
    /// Where they do not describe one, or it would take more than `budget` bytes: with the place of what is in the way, what was
    /// expected there and what to do.
    pub fn model(&self, budget: u64) -> Result<Opened, Refused> {
        let mut builder = Builder {
            document: self,
            source: &self.source,
            budget,
            settled: self.settled.clone(),
            names: HashMap::new(),
        };
        let decision_makers = people::read(&builder)?;
        let moves = if builder.has(Heading::Option) {
            Moves::Options(options::read(&mut builder, &decision_makers)?)
        } else {
            Moves::Arcs(states::arcs(&builder, &decision_makers)?)
        };
        let mut model = Model {
            title: self.title.clone(),
            decision_makers,
            moves,
            preferences: Vec::new(),
            status_quo: None,
            state_names: BTreeMap::new(),
        };
        states::names(&builder, &mut model)?;
        builder.know_names(&model);
        if let Moves::Options(_) = model.moves {
            states::coalesce(&mut builder, &mut model)?;
            builder.know_names(&model);
        }
        let now: Vec<_> = builder.all(Heading::StatusQuo).collect();
        if let [entry, rest @ ..] = now.as_slice() {
            if let Some(second) = rest.first() {
                let help = "take one of them away";
                return Err(self.source.refuse(
                    second.at,
                    "there are two status quos",
                    "one state that holds now",
                    help,
                ));
            }
            model.status_quo = Some(builder.state(&model, builder.need(entry, "state")?)?);
        }
        for (decision_maker, about) in order::by_decision_maker(&builder, &model)?.iter().enumerate() {
            let preference = order::read(&mut builder, &model, decision_maker, about)?;
            model.preferences.push(preference);
        }
        compare::with_statements_aside(&mut builder, &model)?;
        compare::within_coalesced(&mut builder, &model);
        Ok(Opened { model, settled: builder.settled })
    }
}

/// What is read, and what was settled so far.
struct Builder<'d> {
    document: &'d Document,
    source: &'d Source,
    budget: u64,
    settled: Vec<Settled>,
    /// The positions of the states that have names.
    names: HashMap<String, usize>,
}

impl<'d> Builder<'d> {
    fn has(&self, heading: Heading) -> bool {
        self.all(heading).next().is_some()
    }

    fn all(&self, heading: Heading) -> impl Iterator<Item = &'d Entry> + use<'d> {
        self.document.entries.iter().filter(move |entry| entry.heading() == heading && !entry.aside)
    }

    /// A field that must be there.
    fn need(&self, entry: &'d Entry, name: &str) -> Result<&'d Node, Refused> {
        entry.field(name).ok_or_else(|| {
            let heading = entry.heading().written();
            self.source.refuse(
                entry.at,
                format!("this [[{heading}]] has no {name:?}"),
                name,
                format!("add {name} = …"),
            )
        })
    }

    /// Takes up the names of the states of a model, so that each is found at once.
    fn know_names(&mut self, model: &Model) {
        self.names = match &model.moves {
            Moves::Options(_) => model.state_names.iter().map(|(&at, name)| (name.clone(), at)).collect(),
            Moves::Arcs(arcs) => arcs.states.iter().cloned().zip(0..).collect(),
        };
    }

    /// The position of the state of this name.
    fn named(&self, name: &str) -> Option<usize> {
        self.names.get(name.trim()).copied()
    }

    /// Refuses what is said at a byte where it would take more bytes than there are.
    fn fit(
        &self,
        at: usize,
        what: impl FnOnce() -> String,
        bytes: u128,
        help: &'static str,
    ) -> Result<(), Refused> {
        fits(what, bytes, self.budget, help).map_err(|large| {
            let help = "change the model, or allow more memory";
            self.source.refuse(at, large.to_string(), "what fits into memory", help)
        })
    }

    fn settle(&mut self, at: usize, what: impl Into<String>) {
        self.settled.push(self.source.settled(at, what));
    }
}
