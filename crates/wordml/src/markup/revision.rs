//! What is to be changed in a document: the input of [`super::apply`].

use crate::document::ParagraphIndex;
use crate::new::{NewBlock, NewCell, NewComment, NewNote, NewRun};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// In whose name a change is tracked, and when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Stamp {
    /// `w:author`; it is always written.
    pub author: String,
    /// `w:date`, as `2024-08-16T00:00:00Z`; nothing is written where it is `None`.
    pub date: Option<String>,
}

/// Position of a stamp in [`Revision::stamps`].
pub type StampIndex = usize;

/// Tracked changes to be put into a document. Paragraphs that are not named here stay as they are, byte for byte, unless
/// they must lend their mark to a neighbour: see [`super::apply`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Revision {
    /// Who changes, and when; changes refer here.
    pub stamps: Vec<Stamp>,
    /// What becomes of paragraphs of the body and of its notes.
    pub paragraphs: BTreeMap<ParagraphIndex, Treatment>,
    /// New and moved paragraphs and new tables. Those for one place stand in the order given here.
    pub insertions: Vec<Insertion>,
    /// Rows that are deleted with all that is in them; their paragraphs need no treatment and may have none. A table whose
    /// rows are all named here is deleted.
    pub rows: BTreeMap<RowPlace, StampIndex>,
    /// Paragraphs that move in one move with the one before them: that one moves away as well, and the two stand behind each
    /// other at their new place, too.
    pub with_last: BTreeSet<ParagraphIndex>,
    /// New rows in tables that exist.
    pub new_rows: Vec<NewRows>,
    /// New footnotes, to which runs refer with [`crate::new::NoteReference::New`].
    pub notes: Vec<NewNote>,
    /// Comments on paragraphs that exist.
    pub comments: Vec<CommentOn>,
    /// Comments on new paragraphs, which refer to them by position ([`crate::new::NewParagraph::comments`]).
    pub comments_on_new: Vec<NewComment>,
}

impl Revision {
    /// The name that both ends of the move of a paragraph get; `None` where it does not move.
    #[must_use]
    pub fn move_name(&self, paragraph: ParagraphIndex) -> Option<String> {
        self.moves(paragraph).then(|| {
            let heads = self.paragraphs.range(..=paragraph).map(|(index, _)| *index);
            let number = heads.filter(|index| self.moves(*index) && !self.with_last.contains(index)).count();
            format!("move{number}")
        })
    }

    fn moves(&self, paragraph: ParagraphIndex) -> bool {
        matches!(self.paragraphs.get(&paragraph), Some(Treatment::MoveAway { .. }))
    }

    /// Whether a paragraph begins its move, and whether it ends it.
    pub(super) fn ends_of_move(&self, paragraph: ParagraphIndex) -> (bool, bool) {
        let next = ParagraphIndex(paragraph.0.saturating_add(1));
        (!self.with_last.contains(&paragraph), !self.with_last.contains(&next))
    }
}

/// What becomes of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Treatment {
    /// It stays, and some of its words change.
    Edit(Edit),
    /// It goes, with its mark.
    Delete {
        /// Whose change it is.
        stamp: StampIndex,
    },
    /// It moves to the place of the one [`Insertion`] with [`Inserted::Moved`] from it.
    MoveAway {
        /// Whose change it is.
        stamp: StampIndex,
        /// How its words change on the way: deleted here, inserted there.
        splices: Vec<Splice>,
    },
}

/// Changes within a paragraph. Offsets are bytes of its [`text`](crate::Paragraph::text) with earlier changes accepted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edit {
    /// Words that go and come, in order and without overlap; they may touch.
    pub splices: Vec<Splice>,
    /// Places at which the paragraph is parted in two, in order, none within words that a splice deletes. Words that a
    /// splice inserts at the very place of a split stand before it; a split has its own words for behind it.
    pub splits: Vec<Split>,
    /// Whether the next paragraph, which must be its neighbour in the same text or cell and stay or be edited, is joined to
    /// its end, and by whom.
    pub join_next: Option<StampIndex>,
    /// A change of its look and number, where it gets those of another paragraph or loses its own number.
    pub like: Option<(Like, StampIndex)>,
}

/// Words that go and words that come at one place of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Splice {
    /// Bytes of the text that are deleted; empty where words are only inserted.
    pub at: Range<usize>,
    /// What is inserted behind them. It looks like the words that it replaces or else those before it, except for what its
    /// [`Look`](crate::new::Look) says of bold, italic, raised and struck through.
    pub insert: Vec<NewRun>,
    /// Whose change it is.
    pub stamp: StampIndex,
}

/// A new paragraph mark within a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Split {
    /// Byte of the text at which the new paragraph begins.
    pub at: usize,
    /// Words inserted at the beginning of the new paragraph, such as its label and a tab.
    pub insert: Vec<NewRun>,
    /// The look of the new paragraph, where it is not that of the one that is parted.
    pub like: Option<Like>,
    /// Whose change it is.
    pub stamp: StampIndex,
}

/// From which paragraph a look is taken: style, spacing, indents, tabs and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Like {
    /// The paragraph whose properties are copied.
    pub paragraph: ParagraphIndex,
    /// What becomes of its automatic number.
    pub number: Number,
}

/// The automatic number of a paragraph that looks like another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// It comes with the look.
    Same,
    /// There is none, even if the style gives one.
    Without,
    /// It is that of a list that the document defines, at one of its levels, and the indents are those of the level.
    In {
        /// The `w:numId`.
        list: i32,
        /// From 0.
        level: u8,
    },
}

/// Something new between the paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// Where.
    pub place: Place,
    /// What.
    pub content: Inserted,
    /// Whose look a paragraph takes, and every paragraph in the cells of a table. A moved paragraph without it keeps its
    /// own; a new one without it looks as its [`Style`](crate::new::Style) says, as far as the document has that style.
    pub like: Option<Like>,
    /// Whose change it is.
    pub stamp: StampIndex,
}

/// A place between paragraphs, in the same text or cell as the paragraph or table that it names. What is deleted beside a
/// place is no obstacle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Right before a paragraph.
    Before(ParagraphIndex),
    /// Right behind a paragraph.
    After(ParagraphIndex),
    /// Right before a table, by its position in [`crate::Document::tables`].
    BeforeTable(u32),
    /// Right behind a table.
    AfterTable(u32),
}

/// What is inserted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inserted {
    /// New words. A [`label`](crate::new::NewParagraph::label) is written as words with a tab behind it.
    Block(NewBlock),
    /// The words of a paragraph that has [`Treatment::MoveAway`], changed as its splices say.
    Moved {
        /// That paragraph.
        from: ParagraphIndex,
    },
}

/// A row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowPlace {
    /// Position in [`crate::Document::tables`].
    pub table: u32,
    /// Row, from 0.
    pub row: u32,
}

/// New rows of a table. They look like the row before which they stand, or else the last one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRows {
    /// The old row before which they stand; a row number equal to how many there are means the end.
    pub before: RowPlace,
    /// The rows, each with its cells.
    pub rows: Vec<Vec<NewCell>>,
    /// Whose change it is.
    pub stamp: StampIndex,
}

/// A comment on words of a paragraph that exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentOn {
    /// The paragraph.
    pub paragraph: ParagraphIndex,
    /// Bytes of its text with earlier changes accepted; `None` means all of it.
    pub words: Option<Range<usize>>,
    /// The comment.
    pub comment: NewComment,
}
