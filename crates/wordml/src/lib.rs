//! WordprocessingML (ISO/IEC 29500-1, part 17) in and out: what a Word document says, with its tracked changes, comments,
//! notes and numbers; new documents; and changes marked in a document that exists, in place.
//!
//! # The one path
//! ```text
//! bytes ─► package (parts, bounded) ─► read ─► Document ─┬─► its paragraphs, labels, changes, comments
//!                                                        └─► markup (edits by paragraph) ─► bytes
//! NewDocument ─► write ─► bytes
//! ```
//! A [`Document`] knows where in its parts each paragraph and each run stands, so that `markup` can copy what is not
//! touched byte for byte. What is written is made of the same [`new`] paragraphs, whether a whole document or one paragraph
//! that a redline inserts.
//!
//! # What is never to be added
//! Drafts, clauses, brackets, parties: this crate knows documents alone. No rendering and no layout. No recursion over what
//! a file can nest, and no part of a file held in memory beyond the limits of the package.

pub mod document;
pub mod markup;
pub mod new;
pub mod numbering;
pub mod package;
pub mod read;
pub mod revisions;
pub mod scrub;
mod symbols;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod write;
pub mod xml;

pub use document::{Document, Paragraph, ParagraphIndex};
pub use package::{Package, Refused};
pub use read::Opened;
