//! Drafts of a negotiating text: what a draft says, what in it is open, and how it differs from another.
//!
//! # The one path
//! ```text
//! bytes ─► Source ─► blocks ─► nesting ─► Outline of clauses ─┐
//!             │                   │                           ├─► lineage (two outlines), redline (two texts)
//!             └──────► inline marks ─► bracket pairs ─► points ┘
//! ```
//! [`Source`] keeps the bytes and refuses what is not UTF-8. [`Draft::parse`] takes it apart and cannot fail: lines
//! become blocks, blocks become a tree of [`clause::Clause`]s, marks inside each clause become brackets, brackets
//! become [`OpenPoint`]s, and each clause gets the digest of its exact words. Whatever involved a choice is listed in
//! [`Draft::readings`] and can be had otherwise through [`ReadingOptions`].
//!
//! [`concordance::Concordance`] finds words in many texts at once. [`particulars`] are what of a sentence can be compared without understanding it: numbers, dates, modal verbs.
//!
//! # What is never to be added
//! Parties, consent, dates, files, and anything that prints: this crate knows text alone. No rewriting of a draft:
//! everything here points into bytes that stay as they came. No recursion over what a file can nest.

pub mod choice;
pub mod clause;
pub mod compare;
pub mod concordance;
pub mod draft;
pub mod folded;
pub mod instead;
pub mod labelled;
pub mod lineage;
pub mod outline;
pub mod parity;
pub mod particulars;
pub mod places;
pub mod points;
pub mod quoted;
pub mod readings;
pub mod redline;
pub mod revision;
pub mod runs;
pub mod sentences;
pub mod source;
pub mod span;
pub mod word;
pub mod wordings;
pub mod words;

mod blocks;
mod bracket;
mod emphasis;
mod inline;
mod label;
mod nesting;
mod options_taken;

pub use clause::{Clause, ClauseIndex, ClauseKind};
pub use draft::{Draft, Unbalanced, UnbalancedWhat};
pub use outline::{ClauseNotFound, Outline};
pub use points::{Alternative, BracketCounts, OpenPoint, PointKind};
pub use readings::{ReadAs, Reading, ReadingOptions, ReadingOverride};
pub use source::{EncodingRefused, LikelyEncoding, Source};
pub use span::Span;
pub use words::{WordsHash, exact_tokens};

/// The version of how drafts are read: bumped whenever the same bytes may give another outline, so that results kept from
/// an earlier version are not used.
pub const READING_VERSION: u32 = 6;
