//! Two drafts side by side: every clause of the new draft with what changed in it, in the new draft's order, and the
//! clauses that fell at the place where they stood.

use serde::{Deserialize, Serialize};

use crate::clause::ClauseIndex;
use crate::draft::Draft;
use crate::lineage::{Lineage, Link, Relation};
use crate::redline::{Change, ChangeKind, redline};

/// A row of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "row", rename_all = "snake_case")]
pub enum Row {
    /// Clauses that correspond, at the place of the first of the new ones. The further clauses of a split or a merge
    /// have no rows of their own.
    Compared(ComparedClause),
    /// A clause without predecessor.
    New {
        /// In the new draft.
        clause: ClauseIndex,
        /// Its words.
        text: String,
    },
    /// A clause without successor, behind what stood before it in the old draft.
    Deleted {
        /// In the old draft.
        clause: ClauseIndex,
        /// Its words.
        text: String,
    },
    /// The old place of a clause that moved.
    MovedAway {
        /// In the old draft.
        clause: ClauseIndex,
        /// Where it is now, in the new draft.
        to: ClauseIndex,
    },
}

/// Corresponding clauses with what changed between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedClause {
    /// How they correspond.
    pub link: Link,
    /// What changed, from the words of all old clauses in their order, with a space between each two, to those of all
    /// new ones. Words only: a label that changed is told by [`Link::renumbered`].
    pub changes: Vec<Change>,
}

impl ComparedClause {
    /// Whether any word changed.
    pub fn has_changes(&self) -> bool {
        self.changes.iter().any(|change| change.kind != ChangeKind::Equal)
    }
}

/// Lays out a comparison of two drafts; `lineage` must be theirs.
///
/// Every clause of both drafts is in exactly one row, but for clauses that moved, whose old place is told by a
/// [`Row::MovedAway`] besides. Clauses that fell stand behind the clause that they followed. The time is that of the
/// redlines of the clauses that changed.
pub fn assemble(old: &Draft, new: &Draft, lineage: &Lineage) -> Vec<Row> {
    let mut fallen = Fallen::of(old, lineage);
    let mut starts: Vec<Option<&Link>> = vec![None; new.outline().clauses.len()];
    let mut is_new = vec![false; new.outline().clauses.len()];
    for link in &lineage.links {
        if let Some(start) = link.new.first().and_then(|first| starts.get_mut(first.0 as usize)) {
            *start = Some(link);
        }
    }
    for clause in &lineage.new {
        if let Some(mark) = is_new.get_mut(clause.0 as usize) {
            *mark = true;
        }
    }

    let mut rows = Vec::with_capacity(lineage.links.len() + lineage.deleted.len() + lineage.new.len());
    rows.append(&mut fallen.first);
    for (clause, _) in new.outline().iter() {
        if let Some(link) = starts[clause.0 as usize] {
            rows.push(Row::Compared(compare(old, new, link)));
            for &predecessor in &link.old {
                rows.append(&mut fallen.after[predecessor.0 as usize]);
            }
        } else if is_new[clause.0 as usize] {
            rows.push(Row::New { clause, text: new.text_of(clause) });
        }
    }
    rows
}

fn compare(old: &Draft, new: &Draft, link: &Link) -> ComparedClause {
    let (before, after) = (joined(old, &link.old), joined(new, &link.new));
    let changes = if link.relation == Relation::Identical {
        vec![Change { kind: ChangeKind::Equal, old: before, new: after }]
    } else {
        redline(&before, &after)
    };
    ComparedClause { link: link.clone(), changes }
}

fn joined(draft: &Draft, clauses: &[ClauseIndex]) -> String {
    clauses.iter().map(|&clause| draft.text_of(clause)).collect::<Vec<_>>().join(" ")
}

/// What no longer stands where it stood, by the clause of the old draft that it follows.
struct Fallen {
    first: Vec<Row>,
    after: Vec<Vec<Row>>,
}

impl Fallen {
    fn of(old: &Draft, lineage: &Lineage) -> Self {
        let mut links: Vec<Option<&Link>> = vec![None; old.outline().clauses.len()];
        for link in &lineage.links {
            for clause in &link.old {
                if let Some(place) = links.get_mut(clause.0 as usize) {
                    *place = Some(link);
                }
            }
        }
        let mut fallen = Self { first: Vec::new(), after: vec![Vec::new(); links.len()] };
        let mut anchor: Option<ClauseIndex> = None;
        for (clause, _) in old.outline().iter() {
            let row = match links[clause.0 as usize] {
                None => Row::Deleted { clause, text: old.text_of(clause) },
                Some(link) => match link.new.first() {
                    Some(&to) if link.moved && link.old.first() == Some(&clause) => {
                        Row::MovedAway { clause, to }
                    }
                    Some(_) if link.moved => continue,
                    _ => {
                        anchor = Some(clause);
                        continue;
                    }
                },
            };
            match anchor {
                None => fallen.first.push(row),
                Some(anchor) => fallen.after[anchor.0 as usize].push(row),
            }
        }
        fallen
    }
}
