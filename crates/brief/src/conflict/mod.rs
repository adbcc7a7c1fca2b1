//! What is told of a conflict: which states are stable and for whom, why, how one comes there, what would have to be otherwise.
//!
//! A model is a file of decision makers, options and preferences; that of a case comes from a view. What follows from it is
//! computed by `onetext_conflict`; here it is set in words, in tables and in pictures.

mod inverse;
mod otherwise;
mod paths;
pub mod picture;
mod scene;
mod solved;
mod table;
mod why;
mod wished;

pub use inverse::InverseSaid;
pub use otherwise::OtherwiseSaid;
pub use paths::{From as PathsFrom, PathsSaid};
pub use scene::{Scene, StateSaid};
pub use solved::{ByConcept, Further, Solved, StateLine, TOLD, lines_of};
pub use why::{HoldsSaid, WhySaid};
pub(crate) use wished::{rule, wished};

use onetext_conflict::stability::Concept;

/// A concept as people read it.
pub(crate) const fn concept(concept: Concept) -> &'static str {
    match concept {
        Concept::Nash => "Nash stability",
        Concept::Gmr => "general metarationality (GMR)",
        Concept::Smr => "symmetric metarationality (SMR)",
        Concept::Seq => "sequential stability (SEQ)",
        Concept::Sseq => "symmetric sequential stability (SSEQ)",
    }
}

/// A concept at the head of a column.
pub(crate) const fn short(concept: Concept) -> &'static str {
    match concept {
        Concept::Nash => "Nash",
        Concept::Gmr => "GMR",
        Concept::Smr => "SMR",
        Concept::Seq => "SEQ",
        Concept::Sseq => "SSEQ",
    }
}
