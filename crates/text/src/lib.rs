//! Drafts of a negotiating text.
pub mod clause;
pub mod span;
pub mod words;
