//! Tracked changes put into a document that exists, in place.

pub mod revision;

pub use revision::{
    CommentOn, Edit, Inserted, Insertion, Like, NewRows, Place, Revision, RowPlace, Splice, Split, Stamp,
    StampIndex, Treatment,
};
