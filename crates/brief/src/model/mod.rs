//! What a brief says, before anybody decides how it looks.
//!
//! Everything that any rendering shows is here, so that terminal, HTML and JSON agree. The names of fields are those of
//! `brief --json` and are kept: fields may be added, none is renamed or taken away. Lists that are cut on the first page say
//! in `more` how many were left to the annex that is named in the text.

mod annex;
mod first;
mod parts;
mod told;

use serde::Serialize;

pub use annex::{
    Annexes, ClauseConsent, ClauseNamed, ClauseText, DatedFigure, Disputed, DraftCount, Event, GivenDate,
    GivenLabel, HistoryEntry, Indicator, PartyConsent, PartyPosition, Run, RunKind, Terms, TextAnnex,
    TwoTexts, Unknown, Wording,
};
pub use first::{
    Ask, Block, BlockKind, Cell, Change, Changes, Danger, Deadline, Doubt, FirstPage, Held, Legend, Mark,
    Matrix, MatrixRow, Meeting, Next, Offer, PressLine, Promised, Seen, Voice, WarningInForce,
};
pub use parts::{DateSaid, Direction, DraftTitle, Person, Place, Said, SourceSaid, Standing, StatusName};
pub use told::{ConflictTold, PackagesTold, PlanTold, Told};

/// A mediator's brief: for one reader, as of one date.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Brief {
    /// What stands at the top of every page.
    pub head: Head,
    /// For somebody with two minutes in a car.
    pub first_page: FirstPage,
    /// Everything that the first page counts and does not show.
    pub annexes: Annexes,
}

/// Whose brief it is, of what and when.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Head {
    /// What the case is called.
    pub case: String,
    /// Number of this copy, where one was given.
    pub copy: Option<String>,
    /// The date that it is read at.
    pub as_of: DateSaid,
    /// The time zone of its dates and times, by its IANA name.
    pub zone: String,
    /// The text that is negotiated now; `None` where this reader has none.
    pub draft: Option<DraftTitle>,
    /// Who may read this: a participant's id, `public` or `team`.
    pub reader: String,
    /// The reader's name for people.
    pub reader_name: String,
    /// Working language of the case, as a language tag.
    pub language: String,
    /// Direction of writing of the working language.
    pub direction: Direction,
    /// How many things of the case could not be read and are left out; only the team is told.
    #[serde(skip_serializing_if = "is_zero")]
    pub left_out: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}
