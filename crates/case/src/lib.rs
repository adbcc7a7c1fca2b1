//! A case as a whole: one negotiation, in one folder.
//!
//! **What lives here.** The folder format and its diagnostics ([`diagnostics`]), the [`Case`] that is read from a folder
//! ([`load`]), and the [`View`] of it that one reader may have ([`view`]); with the drafts of a view and how their clauses
//! are followed ([`texts`]).
//!
//! **The path of data.** Folder → items, each read or reported → [`Case`] → [`Case::view`] drops what the reader may not
//! see → [`View`] → the consent ledger and whatever else is computed.
//!
//! **Never here.** Terminals, HTML, HTTP, SQL. And nothing that computes from a [`Case`] what is then shown: only a
//! [`View`] is shown.

pub mod bargain;
pub mod cache;
pub mod case;
mod choices;
mod chunks;
pub mod conflict;
pub mod diagnostics;
mod highlights;
pub mod import;
mod inspect;
pub mod load;
pub mod outside;
pub mod progress;
pub mod texts;
pub mod view;
pub mod write;

pub use case::{About, Case, OpenError};
pub use diagnostics::{Diagnostic, Severity};
pub use highlights::Highlights;
pub use progress::{Progress, Silent};
pub use texts::Texts;
pub use view::{UnknownReader, View};
