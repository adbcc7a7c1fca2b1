//! What happened, in order.

use onetext_case::View;
use onetext_record::When;
use serde::Serialize;

use crate::build;
use crate::heading::Heading;
use crate::model::Event;
use crate::paper::Paper;
use crate::terminal;

/// What happened, oldest first, as one reader may see it on one date.
#[derive(Debug, Clone, Serialize)]
pub struct Chronology {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// Only what the record learnt after this date is here.
    pub since: Option<When>,
    /// What happened.
    pub events: Vec<Event>,
}

impl Chronology {
    /// Everything in a view that the record learnt after `since`.
    pub fn new(view: &View, since: Option<When>) -> Self {
        Self { heading: Heading::of(view), since, events: build::chronology(view, since) }
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        self.heading.write(paper, "", "");
        paper.blank();
        if self.events.is_empty() {
            paper.paragraph("Nothing in this view.");
        }
        terminal::events(paper, &self.events);
    }
}
