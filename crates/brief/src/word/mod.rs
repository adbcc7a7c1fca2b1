//! Word documents: drafts of a view that are sent, as they stand or with changes and comments marked; and the brief, set from
//! the same page that a browser shows.

pub mod amending;
pub mod amendments;
mod brief;
pub mod comments;
pub mod draft;
mod held;
pub mod marked;
mod page;
mod read_back;
pub mod redline;
pub mod sent;
mod tree;

pub use brief::{brief, plan_matrix};
pub use held::held;

use jiff::tz::TimeZone;
use onetext_record::When;
use onetext_wordml::document::Direction;

/// A date as Word writes it: in UTC where an offset is known, or else as it is written; a day begins at midnight.
pub fn stamped(when: &When) -> String {
    when.starts(&TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A direction of the model as one of a document.
const fn direction(direction: crate::model::Direction) -> Direction {
    match direction {
        crate::model::Direction::Ltr => Direction::Ltr,
        crate::model::Direction::Rtl => Direction::Rtl,
    }
}
