//! Exact words: what has to be the same for words to be the same words.

use serde::{Deserialize, Serialize};

/// A digest of exact words: two texts have the same one if and only if they are the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WordsHash(pub [u8; 16]);
