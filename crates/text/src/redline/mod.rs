//! Redline: what changed between two wordings, word by word, as a person would mark it.
//!
//! The way through: both texts are cut into `tokens` (whole words, numbers and brackets), the tokens are
//! compared, `cleanup` turns the raw comparison into phrases, and `spacing` gives every stretch of white
//! space to the piece where it disturbs least.

mod cleanup;
mod spacing;
pub(crate) mod tokens;

use serde::{Deserialize, Serialize};

pub(crate) use cleanup::hardly_alike;
pub(crate) use tokens::count_words;

/// What happened to a stretch of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// The same words in both texts. White space and Unicode normal form may differ.
    Equal,
    /// Words that are only in the old text.
    Deleted,
    /// Words that are only in the new text.
    Inserted,
    /// Words of the old text in whose place others stand in the new one.
    Replaced,
}

/// A stretch of a redline. The `old` parts of all changes, joined, are the old text exactly, and the `new` parts
/// the new text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// The words in the old text; empty for [`ChangeKind::Inserted`].
    pub old: String,
    /// The words in the new text; empty for [`ChangeKind::Deleted`]. This is what to show of an equal stretch.
    pub new: String,
}

impl Change {
    /// Whether words come into the new text, in place of others or of none.
    pub fn brings_words(&self) -> bool {
        self.kind != ChangeKind::Equal && !self.new.trim().is_empty()
    }
}

/// Compares two texts word by word.
///
/// Words are those of Unicode (UAX #29), so that vowel marks stay with their letters in Arabic and Hebrew;
/// compounds joined by a hyphen or a maqaf, numbers with their separators and signs, and footnote references are
/// whole. A short unchanged word between two edits is taken into the edit, and edits are moved to the boundaries of
/// brackets and sentences where the same words allow it. Two texts with hardly a word in common are shown as one
/// replaced by the other.
///
/// Time is close to linear in the length of the texts for those that are alike; the comparison bounds its work
/// where they are not.
pub fn redline(old: &str, new: &str) -> Vec<Change> {
    let mut interner = tokens::Interner::default();
    let old_tokens = tokens::tokenize(old, &mut interner);
    let new_tokens = tokens::tokenize(new, &mut interner);
    redline_tokens(old, new, &old_tokens, &new_tokens)
}

/// As [`redline`], of texts that are cut into tokens already, by one interner.
pub(crate) fn redline_tokens(
    old: &str,
    new: &str,
    old_tokens: &[tokens::Token],
    new_tokens: &[tokens::Token],
) -> Vec<Change> {
    let pieces = cleanup::pieces(old_tokens, new_tokens);
    spacing::changes(old, new, old_tokens, new_tokens, &pieces)
}

/// How many edits a redline has, and how many words they touch: many edits of few words are hard to read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// Stretches that are not equal.
    pub edits: usize,
    /// Words of the old text that are deleted or replaced.
    pub words_deleted: usize,
    /// Words of the new text that are inserted or that replace others.
    pub words_inserted: usize,
    /// Words that are in both.
    pub words_equal: usize,
}

impl Extent {
    /// Counts over a redline.
    pub fn of(changes: &[Change]) -> Self {
        let mut extent = Self::default();
        for change in changes {
            if change.kind == ChangeKind::Equal {
                extent.words_equal += tokens::count_words(&change.new);
            } else {
                extent.edits += 1;
                extent.words_deleted += tokens::count_words(&change.old);
                extent.words_inserted += tokens::count_words(&change.new);
            }
        }
        extent
    }
}
