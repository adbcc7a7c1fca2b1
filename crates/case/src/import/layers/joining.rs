//! Which amendments of one layer are one: new paragraphs behind each other, both ends of a move, a note with its reference.

use std::collections::BTreeMap;

use onetext_wordml::document::{ChangeKind, Document, ParagraphIndex, Side};

use super::{Amendment, Around, Layer};

/// New paragraphs of one layer that follow one another make one amendment, and so do the two ends of a move; a note comes and
/// goes with the paragraph that refers to it.
pub(super) fn joined(document: &Document, around: &Around, found: Vec<Amendment>) -> Vec<Amendment> {
    let mut joined: Vec<Amendment> = Vec::with_capacity(found.len());
    let mut ends: BTreeMap<(Layer, String), usize> = BTreeMap::new();
    // Paragraphs of which nothing is left.
    let mut gone: BTreeMap<(Layer, ParagraphIndex), usize> = BTreeMap::new();
    for amendment in found {
        let names: Vec<(Layer, String)> = amendment
            .changes
            .iter()
            .filter_map(|change| document.changes.get(change.0 as usize)?.name.clone())
            .map(|name| (amendment.layer.clone(), name))
            .collect();
        let other_end = names.iter().find_map(|name| ends.get(name)).copied();
        let goes_with = amendment
            .goes_with(around)
            .and_then(|refers| gone.get(&(amendment.layer.clone(), refers)).copied());
        if let Some(at) =
            goes_with.or(other_end.filter(|_| amendment.follows_its_reference(document, around)))
        {
            joined[at].changes.extend(amendment.changes);
            joined[at].upon.extend(amendment.upon);
            continue;
        }
        let follows = amendment.concerns.is_empty();
        let into = other_end.or_else(|| {
            let last = joined.len().checked_sub(1)?;
            let before = joined.get(last)?;
            let between = before.marked.1.0 as usize + 1..amendment.marked.0.0 as usize;
            let next = follows
                && before.concerns.is_empty()
                && before.note == amendment.note
                && before.layer == amendment.layer
                && before.behind == amendment.behind
                && before.words.is_empty() == amendment.words.is_empty()
                && (before.upon == amendment.upon || amendment.words.is_empty())
                && !between.into_iter().any(|at| says(document, at));
            next.then_some(last)
        });
        let goes = amendment.words.is_empty();
        let concerns = amendment.concerns.clone();
        let at = match into {
            Some(at) => {
                joined[at].take_in(amendment);
                at
            }
            None => {
                joined.push(amendment);
                joined.len() - 1
            }
        };
        let layer = &joined[at].layer;
        gone.extend(concerns.into_iter().filter(|_| goes).map(|paragraph| ((layer.clone(), paragraph), at)));
        ends.extend(names.into_iter().map(|name| (name, at)));
    }
    joined
}

/// Whether a paragraph says something with all changes.
fn says(document: &Document, at: usize) -> bool {
    document
        .paragraphs
        .get(at)
        .is_some_and(|paragraph| paragraph.shown(Side::Accepted, &document.changes).next().is_some())
}

impl Amendment {
    fn take_in(&mut self, other: Self) {
        for paragraph in other.concerns {
            if !self.concerns.contains(&paragraph) {
                self.concerns.push(paragraph);
            }
        }
        self.behind = self.behind.or(other.behind);
        self.arrives |= other.arrives;
        self.words.extend(other.words);
        self.edits.extend(other.edits);
        self.changes.extend(other.changes);
        self.upon.extend(other.upon);
        self.marked.1 = self.marked.1.max(other.marked.1);
    }

    /// The paragraph that refers to the note of which nothing is left, with which it may have gone.
    fn goes_with(&self, around: &Around) -> Option<ParagraphIndex> {
        let (refers, _) = around.refers.get(&self.within.filter(|_| self.words.is_empty())?)?;
        Some(*refers)
    }

    /// Whether it is a note of which nothing changes but that its reference moves.
    fn follows_its_reference(&self, document: &Document, around: &Around) -> bool {
        let Some((_, reference)) = self.within.and_then(|story| around.refers.get(&story)) else {
            return false;
        };
        let goes = self.words.is_empty();
        self.changes.iter().filter(|change| !reference.contains(change)).all(|change| {
            let kind = document.changes.get(change.0 as usize).map(|change| change.kind);
            goes && kind == Some(ChangeKind::Deletion)
        })
    }
}
