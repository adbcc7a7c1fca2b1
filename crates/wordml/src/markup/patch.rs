//! Changes of a part, by place: everything between them is copied byte for byte.

use std::cmp::Reverse;
use std::ops::Range;

/// Replacements of stretches of a text. Where one lies within another, the outer one counts alone.
#[derive(Debug, Default)]
pub(super) struct Patches {
    list: Vec<Patch>,
}

#[derive(Debug)]
struct Patch {
    at: Range<usize>,
    with: String,
}

impl Patches {
    /// Replaces a stretch; an empty one is a place at which something is inserted, in the order of the calls.
    pub(super) fn replace(&mut self, at: Range<usize>, with: impl Into<String>) {
        self.list.push(Patch { at, with: with.into() });
    }

    /// Takes a stretch away.
    pub(super) fn remove(&mut self, at: Range<usize>) {
        if !at.is_empty() {
            self.replace(at, String::new());
        }
    }

    /// Whether nothing is changed.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Puts the patches into order, for [`Patches::render`]. O(n log n).
    pub(super) fn sort(&mut self) {
        // The sort is stable: insertions at one place stay in the order of the calls, before what is replaced there.
        self.list.sort_by_key(|patch| (patch.at.start, !patch.at.is_empty(), Reverse(patch.at.end)));
    }

    /// A stretch of the text with the patches that lie in it. They must have been sorted. O(log n) and the length of what
    /// comes out.
    pub(super) fn render(&self, text: &str, range: Range<usize>) -> String {
        let mut out = String::with_capacity(range.len());
        let mut at = range.start;
        let first = self.list.partition_point(|patch| patch.at.start < range.start);
        for patch in self.list.iter().skip(first) {
            if patch.at.start > range.end || (patch.at.start == range.end && !patch.at.is_empty()) {
                break;
            }
            if patch.at.start < at || patch.at.end > range.end {
                continue;
            }
            out.push_str(text.get(at..patch.at.start).unwrap_or_default());
            out.push_str(&patch.with);
            at = patch.at.end;
        }
        out.push_str(text.get(at..range.end).unwrap_or_default());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_patched_is_copied_and_the_outer_patch_counts() {
        let text = "one two three four";
        let mut patches = Patches::default();
        patches.replace(4..7, "2");
        patches.replace(8..13, "[inner]");
        patches.replace(8..18, "rest");
        patches.replace(4..4, "a ");
        patches.replace(4..4, "b ");
        patches.replace(18..18, "!");
        patches.sort();
        assert_eq!(patches.render(text, 0..text.len()), "one a b 2 rest!");
        assert_eq!(patches.render(text, 0..7), "one a b 2");
        assert_eq!(patches.render(text, 4..13), "a b 2 [inner]", "the outer patch is outside of the stretch");
    }
}
