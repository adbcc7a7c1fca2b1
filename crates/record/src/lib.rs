//! What participants did with which words.
//!
//! **What lives here.** Participants and their roles, acts and their sources, who may see what ([`audience`]); strict
//! reading of all of them from TOML ([`read`], by the tables in [`schema`]); and what follows from acts: the consent
//! [`mod@ledger`], and its sisters, each a module of pure functions.
//!
//! **The path of data.**
//! ```text
//! TOML table ─► read ─► Act, Participant, DraftEntry …        (the case drops what the reader may not see)
//! acts, moment ─► Timeline ─┬─► Standings ─► ledger (with Texts), deadlines, promises, silence, warnings, what if
//!                           ├─► novelty (with Drafts)
//!                           └─► chronology, rounds, indicators, packages, principals, deliveries, labels, disputes, renderings
//! ```
//!
//! **Never here.** Files and folders, terminals, HTTP, SQL; and no decision on what a reader may see: functions here
//! compute from what they are given, and are given only what the reader may see. No verdicts: labels, dates and figures
//! that contradict each other stand side by side.

pub mod act;
pub mod as_of;
pub mod audience;
pub mod chronology;
pub mod conflict;
pub mod deadlines;
pub mod deliveries;
pub mod disputes;
pub mod entry;
pub mod ids;
pub mod indicators;
pub mod labels;
pub mod ledger;
mod names;
pub mod novelty;
pub mod own_words;
pub mod packages;
pub mod participant;
pub mod plan;
pub mod preferences;
pub mod principals;
pub mod promises;
pub mod questions;
pub mod read;
pub mod renderings;
pub mod rounds;
pub mod schema;
pub mod silence;
pub mod source;
pub mod standing;
#[cfg(test)]
mod testing;
pub mod texts;
pub mod timeline;
pub mod warnings;
pub mod whatif;
pub mod when;

pub use act::{Act, Deed, Kind};
pub use as_of::AsOf;
pub use audience::{Audience, AudienceName, NamedSet, NamedSets, Reader};
pub use conflict::ConflictEntry;
pub use entry::{Authentic, DraftEntry, Force, LineageMatch, Pending, ReadAs, Reading};
pub use ids::{ActId, AssessmentId, AudienceId, DraftId, NoteId, ParticipantId, ProvisionId, TermId};
pub use ledger::{Consent, Flag, Ledger, Status, ledger};
pub use names::UnknownName;
pub use novelty::{Novelty, novelty};
pub use participant::{Participant, Role, Term};
pub use plan::Provision;
pub use preferences::Assessment;
pub use source::{Source, SourceKind};
pub use texts::{Drafts, Texts};
pub use timeline::Timeline;
pub use when::When;
