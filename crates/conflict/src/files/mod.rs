//! Files that describe conflicts, read with everything that was settled in reading told, or refused.
//!
//! **The one path.** The bytes of a file become a document: entries of decision makers, options, states and preferences, each
//! with its place. Entries can be dropped, since a reader may not be meant to see them all; what is left becomes a
//! [`Model`](crate::model::Model), or is refused with its place, what was expected and what to do. Nothing is loaded to fail
//! later.

mod build;
mod decimal;
mod drop;
mod entries;
mod json;
mod listed;
mod source;
mod toml;
mod tree;
mod write;

pub use build::Opened;
pub use drop::NameOfNothing;
pub use entries::{Document, Entry, Heading};
pub use source::{Place, Refused, Settled};

/// The model that a file describes. Of a file of several games `game` says which, from 1 (see [`which`]).
///
/// # Errors
/// As [`Document::read`] and [`Document::model`].
pub fn open(name: &str, bytes: &[u8], game: Option<usize>, budget: u64) -> Result<Opened, Refused> {
    Document::read(name, bytes, game, &[])?.model(budget)
}

/// The file and the game in it that `games.json#17` means; a name without `#` and a number at its end means a file alone.
#[must_use]
pub fn which(named: &str) -> (&str, Option<usize>) {
    match named.rsplit_once('#').and_then(|(file, game)| Some((file, game.parse().ok()?))) {
        Some((file, game)) if !file.is_empty() => (file, Some(game)),
        _ => (named, None),
    }
}
