//! The model of a conflict that a view has.

use std::collections::BTreeMap;

use onetext_conflict::files::{Document, Opened, Refused};
use onetext_conflict::model::Model;
use onetext_record::{ConflictEntry, ParticipantId, Reader, schema};
use thiserror::Error;

use crate::view::View;

/// The model of a conflict, as one reader may see it on one date.
#[derive(Debug, Clone)]
pub struct ConflictOfView {
    /// The model.
    pub model: Model,
    /// The participant that each decision maker is, in their order.
    pub participants: Vec<Option<ParticipantId>>,
    /// What warnings say that they concern where they are about an option, by the place of the option.
    pub concerns: BTreeMap<usize, String>,
    /// The entries that the model is made of, in the order of the file.
    pub entries: Vec<ConflictEntry>,
    /// For each entry that says what somebody prefers, whose preference it is, by place.
    pub whose: Vec<Option<usize>>,
}

/// Why there is no model.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoConflict {
    /// The case does not name the reader for analysis.
    #[error("there is no analysis for this reader: the team decides who has it")]
    NotForReader,
    /// The view has no entries.
    #[error(
        "there is no model of a conflict in this view: its entries stand in conflict.toml, each with its audience"
    )]
    None,
    /// What the view has makes no model, and its reader is not the team.
    #[error("what this reader may see of conflict.toml makes no model; `onetext check` tells the team why")]
    NoModelForReader,
    /// What the view has makes no model.
    #[error(
        "what this reader may see of conflict.toml makes no model: {message}; expected: {expected}; {help}"
    )]
    NoModel {
        /// What is wrong.
        message: String,
        /// What was expected.
        expected: String,
        /// What to do.
        help: String,
    },
}

impl ConflictOfView {
    /// The model that the entries of a view make.
    ///
    /// # Errors
    /// The reader is not named for analysis; there is no entry; or they make no model.
    pub fn new(view: &View) -> Result<Self, NoConflict> {
        if !view.analyses {
            return Err(NoConflict::NotForReader);
        }
        // What is wrong with it is for the team alone: it may come from what others may not see.
        let told = |why| match why {
            NoConflict::NoModel { .. } if view.reader != Reader::Team => NoConflict::NoModelForReader,
            why => why,
        };
        Self::of(&view.conflict).map_err(told)
    }

    pub(crate) fn of(entries: &[ConflictEntry]) -> Result<Self, NoConflict> {
        if entries.is_empty() {
            return Err(NoConflict::None);
        }
        // Each text is one entry, so that the entries of the document are those of the view, in the same order.
        let document = document(entries)?;
        let entries = entries.to_vec();
        let mut model = document.model(BUDGET)?.model;
        // Of several states that were said to hold now, the last one does.
        let now = document.entries().iter().zip(&entries).rfind(|(_, entry)| entry.now);
        if let Some(name) = now.and_then(|(state, _)| state.brings()) {
            model.status_quo = model.state(name).ok();
        }
        let whose = document.entries().iter().map(|entry| {
            let of = entry.of().filter(|_| entry.heading().is_preference())?;
            model.decision_maker(of).ok()
        });
        let whose = whose.collect();
        let headed = |heading: &'static str| entries.iter().filter(move |entry| entry.heading == heading);
        Ok(Self {
            participants: headed("decision_maker").map(|entry| entry.participant.clone()).collect(),
            concerns: headed("option")
                .enumerate()
                .filter_map(|(at, entry)| Some((at, entry.concern.clone()?)))
                .collect(),
            model,
            entries,
            whose,
        })
    }
}

/// Which of these entries, each a different one, are left where those fall that name what no other brings in. None, where they
/// cannot be read together.
pub(crate) fn closed(entries: &[&ConflictEntry]) -> Vec<bool> {
    let read = document(entries.iter().copied());
    read.map_or_else(|_| vec![false; entries.len()], |mut document| document.keep_closed(|_| true))
}

/// Whether entries can be read together.
pub(crate) fn can_be_read(entries: &[ConflictEntry]) -> bool {
    document(entries).is_ok()
}

/// The file as it stands, so that what is told of it has its own place.
pub(crate) fn in_place(name: &str, text: &str) -> Result<Document, Refused> {
    Document::read(name, text.as_bytes(), None, &schema::conflict::names())
}

/// The model that entries make, without those that name what no other brings in.
pub(crate) fn model_of(mut document: Document) -> Result<Opened, Refused> {
    document.keep_closed(|_| true);
    document.model(BUDGET)
}

/// How the file is called in messages.
const FILE: &str = "conflict.toml";
/// How many bytes a table of preferences may take.
const BUDGET: u64 = 1 << 30;

/// Entries as a document of their own.
fn document<'e>(entries: impl IntoIterator<Item = &'e ConflictEntry>) -> Result<Document, Refused> {
    let text: String = entries.into_iter().flat_map(|entry| [entry.text.as_str(), "\n"]).collect();
    Document::read(FILE, text.as_bytes(), None, &[])
}

impl From<Refused> for NoConflict {
    fn from(why: Refused) -> Self {
        Self::NoModel { message: why.message, expected: why.expected, help: why.help }
    }
}
