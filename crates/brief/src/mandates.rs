//! Who decides behind each party, what its delegation may agree to, and which consent that puts in question.

use serde::Serialize;

use crate::heading::Heading;
use crate::line::Line;
use crate::model::{DateSaid, Person, Place, StatusName};
use crate::paper::{Ink, Paper, isolate};

/// Principals and mandates, as one reader may see them on one date.
#[derive(Debug, Clone, Serialize)]
pub struct Mandates {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// The parties, in the case's order.
    pub parties: Vec<PartyMandate>,
}

/// Who decides behind a party, and what its delegation may agree to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartyMandate {
    /// The party.
    pub party: Person,
    /// Who decides; `None`: not recorded.
    pub principal: Option<String>,
    /// Since when; `None`: since the start of the record.
    pub principal_since: Option<DateSaid>,
    /// What the delegation may agree to: all that holds, the latest first; none: not recorded.
    pub mandates: Vec<MandateSaid>,
    /// Changes of either, oldest first.
    pub changes: Vec<Change>,
    /// Consent from before a change, which waits to be renewed or confirmed.
    pub waiting: Vec<Given>,
    /// Consent on the delegation's own authority beyond the mandate that it had then.
    pub beyond: Vec<Given>,
}

/// A mandate that holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MandateSaid {
    /// The act that gave it; `None`: it is as the case began.
    pub act: Option<String>,
    /// In words.
    pub mandate: String,
    /// Since when; `None`: since the start of the record.
    pub mandate_since: Option<DateSaid>,
    /// The clauses that it is for; `None`: it names none.
    pub covers: Option<Covers>,
    /// Whether it is from before the present principal, and may not be theirs.
    pub mandate_is_older: bool,
}

/// The clauses that a mandate is for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Covers {
    /// The draft in which they are named.
    pub draft: String,
    /// As they are named there.
    pub clauses: Vec<String>,
    /// What they have become in the current draft.
    pub now: Vec<Place>,
}

/// A change of principal or mandate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The act.
    pub act: String,
    /// When.
    pub on: DateSaid,
    /// The new principal.
    pub principal: Option<String>,
    /// The new mandate.
    pub mandate: Option<String>,
    /// The clauses that the new mandate is for.
    pub covers: Option<Covers>,
    /// Who or what it replaces.
    pub former: Option<String>,
}

/// Consent by one act.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Given {
    /// The act.
    pub act: String,
    /// When it was done.
    pub on: DateSaid,
    /// What was done, in few words.
    pub what: Line,
    /// How the party stands by it.
    pub status: StatusName,
    /// The topmost clauses of the current draft on which it counts and is in question.
    pub clauses: Vec<Place>,
}

impl Mandates {
    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        self.heading.write(paper, "principals and mandates", "");
        if self.parties.is_empty() {
            paper.paragraph("No party is in this view.");
        }
        for party in &self.parties {
            party.write(paper);
        }
    }
}

impl PartyMandate {
    fn write(&self, paper: &mut Paper) {
        paper.heading(&isolate(&self.party.name));
        let since = |line: Line, since: Option<&DateSaid>| match since {
            Some(since) => line.text(", since ").text(&since.words),
            None => line,
        };
        let known = |what: &str, of: Option<&String>| match of {
            Some(of) => Line::new().text(what).text(": ").given(of),
            None => Line::new().text(what).text(": not recorded in this view"),
        };
        let principal = known("Decides", self.principal.as_ref());
        paper.paragraph(since(principal, self.principal_since.as_ref()).isolated());
        if self.mandates.is_empty() {
            paper.paragraph(known("Mandate", None).isolated());
        }
        for one in &self.mandates {
            let mut mandate = known("Mandate", Some(&one.mandate));
            if let Some(covers) = &one.covers {
                mandate = mandate.text("; for ").line(&covers.line());
            }
            paper.paragraph(since(mandate, one.mandate_since.as_ref()).isolated());
            if one.mandate_is_older {
                let words = "The mandate is from before the present principal, and may not be theirs.";
                paper.inked(Ink::Middling, 0, words);
            }
        }
        for change in &self.changes {
            paper.item(0, "-", change.line().isolated());
        }
        given(paper, "Waits to be renewed or confirmed, being from before a change:", &self.waiting);
        given(paper, "Given by the delegation, beyond the mandate that it had then:", &self.beyond);
    }
}

impl Covers {
    fn line(&self) -> Line {
        let line = crate::build::clauses(&self.clauses).text(" of ").given(&self.draft);
        let now = Line::new().list(self.now.iter().map(|place| place.label.as_str()));
        match now.is_empty() {
            true => line.text(" (in the current draft: nothing)"),
            false => line.text(" (in the current draft: ").line(&now).text(")"),
        }
    }
}

impl Change {
    fn line(&self) -> Line {
        let mut line = Line::new().text(&self.on.words).text(":");
        if let Some(principal) = &self.principal {
            line = line.text(" ").given(principal).text(" decides");
        }
        if let Some(mandate) = &self.mandate {
            line = line.text(if self.principal.is_some() { "; mandate: " } else { " mandate: " });
            line = line.given(mandate);
        }
        if let Some(covers) = &self.covers {
            line = line.text("; for ").line(&covers.line());
        }
        if let Some(former) = &self.former {
            line = line.text(" (before: ").given(former).text(")");
        }
        line.text(" [act ").given(&self.act).text("]")
    }
}

fn given(paper: &mut Paper, heading: &str, given: &[Given]) {
    if !given.is_empty() {
        paper.inked(Ink::Middling, 0, heading);
    }
    for one in given {
        let line = Line::new().line(&one.what).text(" [").text(&one.on.words).text("; act ").given(&one.act);
        let line = line.text("]: ").text(&one.status.words).text("; on ");
        let line = line.list(one.clauses.iter().map(|place| place.label.as_str()));
        paper.item(2, "-", line.isolated());
    }
}
