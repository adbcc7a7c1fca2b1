//! Word documents: drafts of a view that are sent, as they stand or with changes and comments marked; and the brief, set from
//! the same page that a browser shows.

pub mod amendments;
mod brief;
pub mod comments;
pub mod marked;
mod page;
mod tree;

pub use brief::brief;

use onetext_wordml::document::Direction;

/// What stands at the foot of every sheet: left to right, since its words are English.
const PAGE_OF_PAGES: &str = "\t\u{200e}{page} of {pages}";

/// A direction of the model as one of a document.
const fn direction(direction: crate::model::Direction) -> Direction {
    match direction {
        crate::model::Direction::Ltr => Direction::Ltr,
        crate::model::Direction::Rtl => Direction::Rtl,
    }
}
