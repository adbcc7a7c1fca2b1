//! What would fall if an act were withdrawn or ran out.

use onetext_record::whatif::How;
use serde::Serialize;

use crate::heading::Heading;
use crate::line::Line;
use crate::model::{Person, Place, StatusName};
use crate::paper::{Ink, Paper};
use crate::standing::{ActStanding, ActState};

/// What would fall, as one reader may see it on one date.
#[derive(Debug, Clone, Serialize)]
pub struct WhatIf {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// What is supposed to happen to the act.
    pub what: What,
    /// For which clauses of its draft alone; none: for all of it.
    pub clauses: Vec<String>,
    /// The act, as it stands.
    pub act: ActStanding,
    /// Acts that would fall or be open again, each after what it hangs on. What has fallen already is not among them.
    pub falls: Vec<Fall>,
    /// Acts that would stand better than they do.
    pub rises: Vec<Rise>,
    /// Where a party would stand otherwise on clauses of the current draft.
    pub changes: Vec<Change>,
}

/// What is supposed to happen to an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// All who did it take it back.
    Withdraw,
    /// It runs out.
    Lapse,
}

/// An act that would fall.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fall {
    /// The act, as it stands.
    #[serde(flatten)]
    pub said: ActStanding,
    /// How it would stand.
    pub after: ActState,
    /// How far down the chain it is: 1, where it hangs on the act itself.
    pub depth: usize,
    /// What it hangs on.
    pub hangs: Vec<Hang>,
}

/// By what an act hangs on another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hang {
    /// The other act.
    pub on: String,
    /// By what.
    pub how: How,
}

/// An act that would stand better.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rise {
    /// The act, as it stands.
    #[serde(flatten)]
    pub said: ActStanding,
    /// How it would stand.
    pub after: ActState,
}

/// Clauses on which one party would stand otherwise, in one way.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The party.
    pub party: Person,
    /// As it stands.
    pub before: Position,
    /// As it would stand.
    pub after: Position,
    /// The clauses of the current draft, in order.
    pub clauses: Vec<Place>,
    /// Those of them that stand under none of the others, and are no headings where anything else is among them.
    #[serde(skip)]
    pub topmost: Vec<String>,
}

/// Where a party stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Position {
    /// In one word.
    pub status: StatusName,
    /// What has happened to it since.
    pub flags: Vec<String>,
    /// The same in words.
    pub flag_words: Vec<String>,
    /// Where no objection is all there is: by when, and under which rule.
    pub note: Option<Line>,
    /// The act from which it follows.
    pub act: Option<String>,
}

impl Position {
    fn words(&self) -> Line {
        let status = || Line::from(self.status.words.as_str());
        let line = self.note.clone().unwrap_or_else(status);
        self.flag_words.iter().fold(line, |line, flag| line.text(" \u{2013} ").text(flag))
    }
}

impl WhatIf {
    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        self.heading.write(paper, "what if", "");
        let done = match self.what {
            What::Withdraw => "Suppose that this is taken back",
            What::Lapse => "Suppose that this runs out",
        };
        let mut line = Line::from(done);
        if !self.clauses.is_empty() {
            line = line.text(" for ").line(&crate::build::clauses(&self.clauses));
        }
        paper.paragraph(line.text(": ").line(&self.act.line()).isolated());
        if self.act.state == ActState::Fallen {
            let line = Line::from("It does not stand as it is: ").line(&self.act.why).text(".");
            paper.inked(Ink::Middling, 0, line.isolated());
        }
        paper.heading("What would fall");
        if self.falls.is_empty() {
            paper.paragraph("Nothing in this view hangs on it that has not fallen already.");
        }
        for fall in &self.falls {
            paper.item(0, "-", fall.said.line().isolated());
            for hang in &fall.hangs {
                paper.indented(2, how(hang.how).given(&hang.on).isolated());
            }
            change_of_state(paper, fall.said.state, fall.after);
        }
        if !self.rises.is_empty() {
            paper.heading("What would stand better");
        }
        for rise in &self.rises {
            paper.item(0, "-", rise.said.line().isolated());
            change_of_state(paper, rise.said.state, rise.after);
        }
        paper.heading("Where parties would stand otherwise");
        if self.changes.is_empty() {
            paper.paragraph("On no clause of the current draft.");
        }
        for change in &self.changes {
            let line = Line::new().given(&change.party.name).text(": ");
            let line = line.list(change.topmost.iter().map(String::as_str));
            paper.item(0, "-", line.isolated());
            let line = change.before.words().text(" \u{2192} ").line(&change.after.words());
            paper.indented(2, line.isolated());
        }
    }
}

fn how(how: How) -> Line {
    Line::from(match how {
        How::Condition => "only with ",
        How::Answer => "rests on the answer ",
        How::Renewed => "said again in ",
        How::Undone => "undone by ",
    })
}

fn change_of_state(paper: &mut Paper, before: ActState, after: ActState) {
    paper.inked(after.ink(), 2, &format!("{} \u{2192} {}", before.words(), after.words()));
}
