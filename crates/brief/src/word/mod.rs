//! Word documents: drafts of a view that are sent, as they stand or with changes and comments marked; and the brief, set from
//! the same page that a browser shows.

pub mod amendments;
mod brief;
pub mod comments;
pub mod draft;
pub mod marked;
mod page;
pub mod redline;
pub mod sent;
mod tree;

pub use brief::{brief, plan_matrix};

use onetext_wordml::document::Direction;

/// A direction of the model as one of a document.
const fn direction(direction: crate::model::Direction) -> Direction {
    match direction {
        crate::model::Direction::Ltr => Direction::Ltr,
        crate::model::Direction::Rtl => Direction::Rtl,
    }
}
