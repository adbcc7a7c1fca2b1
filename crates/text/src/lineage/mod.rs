//! Lineage: which clauses of one draft became which clauses of the next.
//!
//! The way through: `features` counts the words of every clause and weighs them by how rare they are;
//! `candidates` finds the pairs worth a look; `align` chooses partners one to one, by words and by place;
//! `groups` adds what was merged, split or chosen among options, `lists` what belongs to lists that were folded
//! into a clause; `order` tells what changed places.
//!
//! The same two drafts give the same lineage on every machine: all arithmetic is on integers and every tie is
//! broken by position. `between(a, b)` and `between(b, a)` weigh the same pairs by the same measures; they can
//! differ where two pairs tie in score and in position, and where an option of the old draft gives up what it was
//! matched with for the text that was chosen.

mod align;
mod candidates;
mod features;
mod groups;
mod links;
mod lists;
mod order;

use serde::{Deserialize, Serialize};

use crate::clause::ClauseIndex;
use crate::draft::Draft;

/// Changes whenever the same two drafts would give another lineage than before; part of the key of a cache.
pub const LINEAGE_VERSION: u32 = 2;

/// How the clauses of a [`Link`] correspond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// One clause, with the same exact words.
    Identical,
    /// One clause, with other words.
    Edited,
    /// One clause became several.
    Split,
    /// Several clauses became one.
    Merged,
    /// Of rival wordings, one or a mix of them is left.
    OptionChosen,
}

/// How alike the words of linked clauses are, from 0 (nothing in common) to 1 (the same words), in steps of a
/// thousandth. Rare words count for more than common ones, and bracketed words that fell count for less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Similarity(u16);

impl Similarity {
    /// The same words.
    pub const SAME: Self = Self(1000);

    fn from_per_mille(value: u32) -> Self {
        Self(u16::try_from(value.min(1000)).unwrap_or(1000))
    }

    /// In thousandths, from 0 to 1000.
    pub fn per_mille(self) -> u16 {
        self.0
    }

    /// As a number from 0 to 1.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

/// Clauses of two drafts that correspond. At least one side is a single clause unless an [`Override`] says
/// otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Clauses of the old draft, in document order, never empty.
    pub old: Vec<ClauseIndex>,
    /// Clauses of the new draft, in document order, never empty.
    pub new: Vec<ClauseIndex>,
    /// How they correspond.
    pub relation: Relation,
    /// Whether the clause stands under another clause or heading than before, or changed order with its
    /// neighbours. Of clauses that changed order, those with the fewest words count as moved.
    pub moved: bool,
    /// Whether its label, or that of a clause above it, is another than before.
    pub renumbered: bool,
    /// How alike the words are.
    pub similarity: Similarity,
}

/// A correction of the matcher by people: the clauses in `old` became those in `new`. With `new` empty: the old
/// clauses have no successor. With `old` empty: the new clauses have no predecessor.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Ids of clauses of the old draft.
    #[serde(default)]
    pub old: Vec<String>,
    /// Ids of clauses of the new draft.
    #[serde(default)]
    pub new: Vec<String>,
}

impl Override {
    /// The ids that name no clause of the two drafts. An override with such an id still holds for its other ids.
    pub fn unknown_ids<'a>(&'a self, old: &Draft, new: &Draft) -> Vec<&'a str> {
        let missing = |ids: &'a [String], draft: &Draft| {
            let known: std::collections::HashSet<&str> =
                draft.outline().clauses.iter().map(|clause| clause.id.as_str()).collect();
            ids.iter().map(String::as_str).filter(|id| !known.contains(id)).collect::<Vec<_>>()
        };
        let mut unknown = missing(&self.old, old);
        unknown.extend(missing(&self.new, new));
        unknown
    }
}

/// What became of every clause of a draft in the next one. Each clause of the old draft is in exactly one of
/// `links` and `deleted`, each of the new draft in exactly one of `links` and `new`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lineage {
    /// Corresponding clauses, in the order of the new draft. Headings are linked as well.
    pub links: Vec<Link>,
    /// Clauses of the old draft without successor, in document order.
    pub deleted: Vec<ClauseIndex>,
    /// Clauses of the new draft without predecessor, in document order.
    pub new: Vec<ClauseIndex>,
}

impl Lineage {
    /// Matches the clauses of two drafts.
    ///
    /// What `overrides` say holds; the rest is matched around it. Of overrides that name the same clause, the first
    /// counts. Close to linear in the size of the drafts.
    pub fn between(old: &Draft, new: &Draft, overrides: &[Override]) -> Self {
        links::between(old, new, overrides)
    }

    /// For every clause of the old draft, the position in `links` of its link; `None` where it was deleted. For
    /// callers that follow many clauses: one pass over all links.
    pub fn link_of_each_old(&self) -> Vec<Option<usize>> {
        positions(self.links.iter().map(|link| &link.old), &self.deleted)
    }

    /// For every clause of the new draft, the position in `links` of its link; `None` where it is new.
    pub fn link_of_each_new(&self) -> Vec<Option<usize>> {
        positions(self.links.iter().map(|link| &link.new), &self.new)
    }

    /// The clauses of the new draft that a clause of the old one became; none if it was deleted. Looks through all
    /// links.
    pub fn successors(&self, old: ClauseIndex) -> &[ClauseIndex] {
        self.links.iter().find(|link| link.old.contains(&old)).map_or(&[], |link| &link.new)
    }

    /// The clauses of the old draft that a clause of the new one came from; none if it is new. Looks through all
    /// links.
    pub fn predecessors(&self, new: ClauseIndex) -> &[ClauseIndex] {
        self.links.iter().find(|link| link.new.contains(&new)).map_or(&[], |link| &link.old)
    }
}

fn positions<'a>(
    sides: impl Iterator<Item = &'a Vec<ClauseIndex>>,
    unlinked: &[ClauseIndex],
) -> Vec<Option<usize>> {
    let linked: Vec<(usize, usize)> = sides
        .enumerate()
        .flat_map(|(position, side)| side.iter().map(move |clause| (clause.0 as usize, position)))
        .collect();
    let mut found = vec![None; linked.len() + unlinked.len()];
    for (clause, position) in linked {
        if let Some(place) = found.get_mut(clause) {
            *place = Some(position);
        }
    }
    found
}
