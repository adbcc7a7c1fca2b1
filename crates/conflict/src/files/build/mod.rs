//! From entries to a model: who decides, over what, which states there are, and what each prefers.

mod compare;
mod options;
mod order;
mod people;
mod states;

use std::collections::BTreeMap;

pub(super) use order::MUCH;

use super::entries::{Document, Entry, Heading};
use super::source::{Refused, Settled, Source};
use super::tree::Node;
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
        let mut builder =
            Builder { document: self, source: &self.source, budget, settled: self.settled.clone() };
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
        if let Moves::Options(_) = model.moves {
            states::coalesce(&mut builder, &mut model)?;
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
        for decision_maker in 0..model.decision_makers.len() {
            let preference = order::read(&mut builder, &model, decision_maker)?;
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

    fn settle(&mut self, at: usize, what: impl Into<String>) {
        self.settled.push(self.source.settled(at, what));
    }
}
