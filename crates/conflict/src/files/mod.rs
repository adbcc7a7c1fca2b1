//! Files that describe conflicts, read with everything that was settled in reading told, or refused.
//!
//! **The one path.** The bytes of a file become a document: entries of decision makers, options, states and preferences, each
//! with its place. Entries can be dropped, since a reader may not be meant to see them all; what is left becomes a
//! [`Model`](crate::model::Model), or is refused with its place, what was expected and what to do. Nothing is loaded to fail
//! later.
