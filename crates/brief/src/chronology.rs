//! What happened, in order.

use onetext_case::View;
use onetext_record::{Reader, When};
use serde::Serialize;

use crate::build;
use crate::model::Event;
use crate::paper::{Paper, isolate};
use crate::status::reader_name;
use crate::terminal;
use crate::wording;

/// What happened, oldest first, as one reader may see it on one date.
#[derive(Debug, Clone, Serialize)]
pub struct Chronology {
    /// What the case is called.
    pub title: String,
    /// Who reads.
    pub reader: Reader,
    /// The reader's name.
    pub reader_name: String,
    /// The date that it is read at.
    pub as_of: When,
    /// In words.
    #[serde(skip)]
    as_of_words: String,
    /// Only what the record learnt after this date is here.
    pub since: Option<When>,
    /// What happened.
    pub events: Vec<Event>,
}

impl Chronology {
    /// Everything in a view that the record learnt after `since`.
    pub fn new(view: &View, since: Option<When>) -> Self {
        Self {
            title: view.about.title.clone(),
            reader: view.reader.clone(),
            reader_name: reader_name(view),
            as_of: view.as_of,
            as_of_words: wording::date(&view.as_of, view.zone()).words,
            since,
            events: build::chronology(view, since),
        }
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        paper.title(&isolate(&self.title));
        paper.paragraph(&format!("For {}. As of {}.", isolate(&self.reader_name), self.as_of_words));
        paper.blank();
        if self.events.is_empty() {
            paper.paragraph("Nothing in this view.");
        }
        terminal::events(paper, &self.events);
    }
}
