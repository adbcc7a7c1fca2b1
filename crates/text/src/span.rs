//! Places in a draft: byte ranges of its projection, and lines and columns for people.

use serde::{Deserialize, Serialize};

/// A half-open byte range `start..end` of a draft's projection, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}
