//! Particulars: what of a sentence can be compared without understanding it.
//!
//! Numbers, ratios, durations, dates, times of day, modal verbs, negations and references to other clauses, each with
//! a value that does not depend on the language: `seven`, `7`, `٧`, `سبعة` and `שבעה` are one value. What counts as
//! what is data: word lists for English, Arabic and Hebrew ([`Lists`]), each entry with its source, to which a caller
//! can add. [`differences`] tells what changed between two wordings of one language in these terms.
//!
//! The way through: the text is cut into `tokens`; each word is looked up in the lists, without the conjunctions and
//! prepositions that Arabic and Hebrew write together with it; and one pass from left to right (`read`) takes the
//! longest thing that begins at each place.

mod changes;
mod lists;
mod modals;
mod numbers;
mod read;
mod references;
mod time;
mod tokens;
mod value;

pub(crate) use lists::NamedWords;
pub(crate) use read::label_number;

pub use changes::{Difference, DifferenceKind, Direction, differences, differences_with};
pub use lists::{Lang, Lists, ListsError};
pub use value::{Amount, Day, Duration, Kind, Particular, Strength, Value, Weak};

/// The particulars of a text, by place. Takes time in proportion to the length of the text.
///
/// Square brackets of a draft are looked through: `[two][three] years` is two durations.
#[must_use]
pub fn particulars(text: &str, lang: Lang) -> Vec<Particular> {
    particulars_with(text, Lists::of(lang))
}

/// The particulars of a text by lists of the caller's own.
#[must_use]
pub fn particulars_with(text: &str, lists: &Lists) -> Vec<Particular> {
    read::read(text, lists)
}
