//! Documents that are sent: drafts of a view as Word documents, as they stand or with changes and comments marked.

pub mod amendments;
pub mod comments;
