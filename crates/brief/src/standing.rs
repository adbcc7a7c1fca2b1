//! An act, and how it stands: what listings of packages, mandates and of what would fall are made of.

use serde::Serialize;

use crate::line::Line;
use crate::model::{DateSaid, Person, Said};
use crate::paper::Ink;

/// An act, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActStanding {
    /// The act's id.
    pub act: String,
    /// When it was done.
    pub on: DateSaid,
    /// Who did it.
    pub by: Vec<Person>,
    /// Who did what, in few words.
    pub what: Line,
    /// The words said, cut where they are long.
    pub words: Option<Said>,
    /// Whether it stands.
    pub state: ActState,
    /// Why, in words: `withdrawn (6 March 2031)`.
    pub why: Line,
}

/// Whether an act stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActState {
    /// It stands.
    Stands,
    /// It waits for an answer, or depends on something that does.
    Open,
    /// Its date has not come.
    Announced,
    /// It does not stand any more, or depends on something that does not.
    Fallen,
}

impl ActState {
    /// In words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::Open => "open",
            Self::Announced => "announced",
            Self::Fallen => "does not stand",
        }
    }

    pub(crate) fn ink(self) -> Ink {
        match self {
            Self::Stands => Ink::Good,
            Self::Open | Self::Announced => Ink::Middling,
            Self::Fallen => Ink::Alarm,
        }
    }
}

impl ActStanding {
    /// What was done, when, under which id, in which words.
    pub(crate) fn line(&self) -> Line {
        let line =
            Line::new().line(&self.what).text(" [").text(&self.on.words).text("; act ").given(&self.act);
        let line = line.text("]");
        match &self.words {
            Some(said) => line.text(": ").quoted(&said.words),
            None => line,
        }
    }

    /// Whether it stands, and why where that says more.
    pub(crate) fn standing(&self) -> Line {
        let line = Line::from(self.state.words());
        if self.why.is_empty() { line } else { line.text(": ").line(&self.why) }
    }
}
