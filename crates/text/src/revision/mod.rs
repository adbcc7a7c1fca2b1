//! Revision: how one draft becomes another, paragraph by paragraph, as tracked changes can say it.
//!
//! The way through: `items` divides the paragraphs of both sides into what is compared with each other (paragraphs, tables,
//! rows), `worth` counts the words that two of them share, `chain` chooses the pairs that stay in place so that as few words
//! as possible are marked, `joined` finds paragraphs that were parted or put together, `steps` writes down what is to be done
//! in the order of the marked-up document, and `notes` follows the references to notes. `coarse` makes coarser scripts of one.
//!
//! What is kept in place: of the pairs that the lineage and the words propose, the heaviest set (by words in common) that has
//! the same order in both drafts. What the lineage links outside that set moves, if its words are largely the same; all else
//! is deleted and inserted.

mod chain;
mod coarse;
mod items;
mod joined;
mod notes;
mod pairs;
mod steps;
mod worth;

use std::ops::Range;

use crate::draft::Draft;
use crate::lineage::Lineage;
use crate::redline::{Change, ChangeKind, Extent};
use crate::span::Span;

/// Where a paragraph stands. Paragraphs of one table, row, cell or note follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Place {
    /// In the running text.
    #[default]
    Body,
    /// In a cell of a table of the running text.
    Cell {
        /// Which table.
        table: u32,
        /// Which of its rows.
        row: u32,
        /// Which of the row's cells.
        column: u32,
    },
    /// In a note.
    Note(u32),
}

/// A paragraph of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// Its words as they can be edited: without a label that is not typed.
    pub text: String,
    /// Where its words stand in the draft's projection; `None` where they are not in it.
    pub span: Option<Span>,
    /// Where it stands.
    pub place: Place,
    /// What it is among paragraphs, by any numbering that both sides share: only paragraphs of one sort are parted or put
    /// together, because a paragraph that is put together with another may take on that one's look and number.
    pub sort: u32,
    /// The notes that the characters [`NOTE`] of its text refer to, in order.
    pub notes: Vec<u32>,
}

/// Stands for the reference to a note in the text of a paragraph.
pub const NOTE: char = '\u{fffc}';

/// Stands between the paragraphs of [`Together`] in the text of its changes. No XML document can hold it, and a draft whose
/// text has it is revised without parting or putting together paragraphs.
pub const MARK: char = '\u{1e}';

/// One of the two drafts.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// Its paragraphs, those of notes last.
    pub paragraphs: &'a [Paragraph],
}

/// How one draft becomes another. Paragraphs are named by position in the lists that it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Script {
    /// What happens in the running text, in the order of the marked-up document.
    pub body: Vec<Step>,
    /// What happens in the notes of the old draft to which a reference stays, by the order of the new one; each old note occurs
    /// once. A reference whose old note becomes another than it has in the new draft is replaced. The other notes come and
    /// go with the words that refer to them.
    pub notes: Vec<Note>,
}

/// A note that both drafts have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// In the old draft.
    pub old: u32,
    /// In the new draft.
    pub new: u32,
    /// What happens in it.
    pub steps: Vec<Step>,
}

/// A step of a script. All old paragraphs occur in their order, and all new ones in theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Paragraphs that stay where they are.
    Together(Together),
    /// A paragraph falls.
    Deleted {
        /// In the old draft.
        old: usize,
    },
    /// A paragraph is added.
    Inserted {
        /// In the new draft.
        new: usize,
    },
    /// A paragraph goes elsewhere.
    MovedAway {
        /// In the old draft.
        old: usize,
        /// What it became in the new draft.
        new: usize,
    },
    /// A paragraph comes from elsewhere.
    MovedHere {
        /// In the old draft.
        old: usize,
        /// In the new draft.
        new: usize,
        /// What changed in it on the way.
        changes: Vec<Change>,
    },
    /// A table that both drafts have.
    Table {
        /// All its paragraphs in the old draft.
        old: Range<usize>,
        /// All its paragraphs in the new draft.
        new: Range<usize>,
        /// What happens to its rows, in order.
        rows: Vec<RowStep>,
    },
    /// A table falls.
    TableDeleted {
        /// All its paragraphs, in the old draft.
        old: Range<usize>,
    },
    /// A table is added.
    TableInserted {
        /// All its paragraphs, in the new draft.
        new: Range<usize>,
    },
}

/// What happens to a row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowStep {
    /// It stays.
    Together {
        /// All its paragraphs in the old draft.
        old: Range<usize>,
        /// All its paragraphs in the new draft.
        new: Range<usize>,
        /// What happens in each of its cells.
        cells: Vec<Vec<Step>>,
    },
    /// It falls.
    Deleted {
        /// All its paragraphs, in the old draft.
        old: Range<usize>,
    },
    /// It is added.
    Inserted {
        /// All its paragraphs, in the new draft.
        new: Range<usize>,
    },
}

/// Paragraphs that stay where they are: mostly one and one; one and several where one was parted; several and one where they
/// were put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// In the old draft, never empty.
    pub old: Range<usize>,
    /// In the new draft, never empty.
    pub new: Range<usize>,
    /// From the texts of the old paragraphs to those of the new ones, each joined by [`MARK`]. A mark that is not within an
    /// equal change is set or taken away.
    pub changes: Vec<Change>,
}

impl Together {
    /// Whether the same characters stand on both sides.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.changes.iter().all(|change| change.kind == ChangeKind::Equal && change.old == change.new)
    }
}

/// What is taken out of a text and what is put in its place, so that not a character is left otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// Bytes of the old text.
    pub old: Range<usize>,
    /// Bytes of the new text.
    pub new: Range<usize>,
}

/// The changes of a redline as splices: those that a reader sees, and those of white space and normal form within what is
/// equal. They are in order and do not overlap.
#[must_use]
pub fn splices(changes: &[Change]) -> Vec<Splice> {
    steps::splices(changes)
}

/// How many words a script marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marked {
    /// Words that are inserted, without those of moves.
    pub inserted: usize,
    /// Words that are deleted, without those of moves.
    pub deleted: usize,
    /// Words that are moved, each counted once.
    pub moved: usize,
    /// Paragraphs that are moved.
    pub moves: usize,
}

impl Marked {
    /// All words, with those that moved counted at both of their places.
    #[must_use]
    pub const fn all(&self) -> usize {
        self.inserted + self.deleted + 2 * self.moved
    }

    fn changes(&mut self, changes: &[Change]) {
        let extent = Extent::of(changes);
        self.inserted += extent.words_inserted;
        self.deleted += extent.words_deleted;
    }
}

/// A place that a script is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spot {
    /// A paragraph of the old draft.
    Old(usize),
    /// A paragraph of the new draft.
    New(usize),
    /// A note of the old draft.
    OldNote(u32),
    /// A note of the new draft.
    NewNote(u32),
}

impl Script {
    /// A script to the same end in which what stays or moves at some places falls and comes as a whole, with so many steps
    /// beside it: paragraphs, tables, and the references to notes. `old` and `new` must be those that it was made from.
    #[must_use]
    pub fn coarser(&self, old: &[Paragraph], new: &[Paragraph], spots: &[Spot], reach: usize) -> Self {
        coarse::coarser(self, (old, new), spots, reach)
    }

    /// A script to the same end in which every paragraph and table that is not the same falls and comes as a whole.
    #[must_use]
    pub fn by_paragraph(&self, old: &[Paragraph], new: &[Paragraph]) -> Self {
        coarse::by_paragraph(self, (old, new))
    }

    /// A script to the same end in which the whole old text falls and the whole new one comes.
    #[must_use]
    pub fn replaced(&self) -> Self {
        coarse::replaced(self)
    }

    /// How the one draft becomes the other; `lineage` must be theirs. Deterministic. Time is close to linear in the length of
    /// the drafts where they are alike; what is unlike is compared within bounds.
    #[must_use]
    pub fn between(old: Side<'_>, new: Side<'_>, lineage: &Lineage) -> Self {
        steps::script(old, new, lineage)
    }

    /// Whether the new draft has the same paragraphs as the old one, to the character.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        let mut unchanged = true;
        self.visit(&mut |step| unchanged &= matches!(step, Step::Together(both) if both.is_unchanged()));
        unchanged
    }

    /// How many words it marks.
    #[must_use]
    pub fn marked(&self, old: &[Paragraph], new: &[Paragraph]) -> Marked {
        let mut marked = Marked::default();
        let words = |side: &[Paragraph], range: Range<usize>| -> usize {
            let found = side.get(range).unwrap_or_default();
            found.iter().map(|paragraph| crate::redline::count_words(&paragraph.text)).sum()
        };
        self.visit(&mut |step| match step {
            Step::Together(both) => marked.changes(&both.changes),
            Step::Deleted { old: at } => marked.deleted += words(old, *at..*at + 1),
            Step::Inserted { new: at } => marked.inserted += words(new, *at..*at + 1),
            Step::TableDeleted { old: range } => marked.deleted += words(old, range.clone()),
            Step::TableInserted { new: range } => marked.inserted += words(new, range.clone()),
            Step::MovedHere { changes, .. } => {
                marked.changes(changes);
                marked.moved += Extent::of(changes).words_equal;
                marked.moves += 1;
            }
            Step::MovedAway { .. } | Step::Table { .. } => {}
        });
        marked
    }

    /// Every paragraph that stays in place, old and new, by the order of both; of paragraphs that are parted or put together,
    /// the first on each side.
    pub fn visit_kept(&self, seen: &mut impl FnMut(usize, usize)) {
        self.visit(&mut |step| {
            if let Step::Together(both) = step {
                seen(both.old.start, both.new.start);
            }
        });
    }

    /// All paragraphs that stay in place, in cells and notes too.
    pub fn visit_together(&self, seen: &mut impl FnMut(&Together)) {
        self.visit(&mut |step| {
            if let Step::Together(both) = step {
                seen(both);
            }
        });
    }

    /// The changes of every text that stays or moves, with the paragraphs that it has on both sides.
    fn visit_changes(&mut self, seen: &mut impl FnMut(Range<usize>, Range<usize>, &mut Vec<Change>)) {
        let mut in_step = |step: &mut Step| match step {
            Step::Together(both) => seen(both.old.clone(), both.new.clone(), &mut both.changes),
            Step::MovedHere { old, new, changes } => seen(*old..*old + 1, *new..*new + 1, changes),
            _ => {}
        };
        for step in self.body.iter_mut().chain(self.notes.iter_mut().flat_map(|note| &mut note.steps)) {
            let Step::Table { rows, .. } = step else {
                in_step(step);
                continue;
            };
            for row in rows {
                if let RowStep::Together { cells, .. } = row {
                    cells.iter_mut().flatten().for_each(&mut in_step);
                }
            }
        }
    }

    /// Every step but those of tables that stay, which are told by the steps in their cells; a row that falls or is added is
    /// told as a table that does.
    fn visit(&self, seen: &mut impl FnMut(&Step)) {
        for step in self.body.iter().chain(self.notes.iter().flat_map(|note| &note.steps)) {
            match step {
                Step::Table { rows, .. } => visit_rows(rows, seen),
                _ => seen(step),
            }
        }
    }
}

fn visit_rows(rows: &[RowStep], seen: &mut impl FnMut(&Step)) {
    for row in rows {
        match row {
            RowStep::Together { cells, .. } => cells.iter().flatten().for_each(&mut *seen),
            RowStep::Deleted { old } => seen(&Step::TableDeleted { old: old.clone() }),
            RowStep::Inserted { new } => seen(&Step::TableInserted { new: new.clone() }),
        }
    }
}

/// The paragraphs of a draft that has none of its own: its clauses, label first, as a person reads them. For measuring; what
/// is written out goes through Word.
#[must_use]
pub fn clauses(draft: &Draft) -> Vec<Paragraph> {
    let paragraph = |(index, clause): (crate::ClauseIndex, &crate::Clause)| {
        let words = draft.text_of(index);
        let text = match (clause.label.is_empty(), words.is_empty()) {
            (true, _) => words,
            (false, true) => clause.label.clone(),
            (false, false) => format!("{} {words}", clause.label),
        };
        let heading = matches!(clause.kind, crate::ClauseKind::Heading(_));
        Paragraph { text, span: Some(clause.span), sort: u32::from(heading), ..Paragraph::default() }
    };
    draft.outline().iter().map(paragraph).collect()
}
