//! Whose look words take that come into a paragraph.

use super::inline::{Fragment, link};
use super::tree::{Id, Tree};
use std::ops::Range;

/// The words of a paragraph with their runs, for looking up by place.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// In order, both by position and by text.
    all: Vec<Words>,
    /// Those that are in no link or field.
    free: Vec<Words>,
}

/// A stretch of words.
#[derive(Debug, Clone)]
struct Words {
    /// The position of their fragment.
    position: usize,
    text: Range<usize>,
    run: Id,
}

impl Runs {
    /// The runs of the fragments of a paragraph, without notes and what earlier changes took away. O(n) and the depth of each.
    pub(super) fn of(tree: &Tree<'_>, fragments: &[Fragment]) -> Self {
        let words = |(position, fragment): (usize, &Fragment)| match fragment {
            Fragment::Child(child) if !child.text.is_empty() && !child.dead && !child.note => {
                Some(Words { position, text: child.text.clone(), run: child.run })
            }
            _ => None,
        };
        let all: Vec<Words> = fragments.iter().enumerate().filter_map(words).collect();
        let free = all.iter().filter(|words| link(tree, words.run).is_none()).cloned().collect();
        Self { all, free }
    }

    /// The run whose look words take that come in at a position: the first that they replace, or the last before, or the
    /// first behind. Words outside of a link (`linked` says whether they stand in one) do not look like one if there is
    /// another run. O(log n).
    pub(super) fn look_at(&self, position: usize, replaced: &Range<usize>, linked: bool) -> Option<Id> {
        let fitting = if linked { &self.all } else { &self.free };
        let gone = first_within(&self.all, replaced);
        gone.filter(|words| linked || self.is_free(words))
            .or_else(|| beside(fitting, position))
            .or(gone)
            .or_else(|| beside(&self.all, position))
            .map(|words| words.run)
    }

    fn is_free(&self, words: &Words) -> bool {
        self.free.binary_search_by_key(&words.position, |free| free.position).is_ok()
    }
}

/// The first words all of which stand in a stretch of the text.
fn first_within<'w>(words: &'w [Words], stretch: &Range<usize>) -> Option<&'w Words> {
    let first = words.partition_point(|words| words.text.start < stretch.start);
    words.get(first).filter(|words| words.text.end <= stretch.end)
}

/// The last words before a position, or else the first behind it.
fn beside(words: &[Words], position: usize) -> Option<&Words> {
    let behind = words.partition_point(|words| words.position < position);
    behind.checked_sub(1).and_then(|before| words.get(before)).or_else(|| words.get(behind))
}
