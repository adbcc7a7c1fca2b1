//! What is to be written: documents, and the paragraphs that a redline inserts.

use crate::document::{Colour, Direction, Story};

/// A document to be written. Nothing else goes into the file: no name, no time, no program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewDocument {
    /// Title, in the document's properties.
    pub title: String,
    /// Language of the text, as a BCP 47 tag: `en`, `ar`, `he-IL`.
    pub language: String,
    /// Direction of the text as a whole.
    pub direction: Direction,
    /// What stands at the top of every page; nothing where empty.
    pub header: String,
    /// What stands at the foot of every page, with `{page}` and `{pages}` where the numbers belong; nothing where empty.
    pub footer: String,
    /// Whether its pages lie across, as wide tables need it.
    pub across: bool,
    /// What it says.
    pub blocks: Vec<NewBlock>,
    /// Footnotes, which runs refer to by position.
    pub notes: Vec<NewNote>,
    /// Comments, which paragraphs refer to by position.
    pub comments: Vec<NewComment>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewBlock {
    /// A paragraph.
    Paragraph(NewParagraph),
    /// A table.
    Table(NewTable),
}

/// What a paragraph is, from which its look follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Style {
    /// The document's title.
    Title,
    /// What stands below the title.
    Subtitle,
    /// A heading, of level 1 to 9.
    Heading(u8),
    /// A clause, with its label to the side of its words.
    Clause,
    /// Running text.
    #[default]
    Body,
    /// An item of a list with a bullet.
    Bullet,
    /// Words that are quoted as a block.
    Quote,
    /// Code or other words whose spacing matters.
    Verbatim,
    /// Small print: sources, remarks, keys.
    Small,
}

/// A paragraph to be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewParagraph {
    /// What it is.
    pub style: Style,
    /// Its label as it is to be read, written as words before a tab: `2.1`, `(a)`; `None` where it has none.
    pub label: Option<String>,
    /// How the label looks.
    pub label_look: Look,
    /// A reference behind the label, before the words.
    pub label_note: Option<NoteReference>,
    /// How deep it stands, from 0.
    pub level: u8,
    /// Direction of writing.
    pub direction: Direction,
    /// Its words.
    pub runs: Vec<NewRun>,
    /// Comments on the whole of it, by position in [`NewDocument::comments`].
    pub comments: Vec<usize>,
}

/// Words of one format.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewRun {
    /// The words; a tab is written as a tab, a line feed as a line break, a form feed as the start of a new page. Other control
    /// characters, which XML cannot hold, are left out.
    pub text: String,
    /// How they look.
    pub look: Look,
    /// A reference behind them.
    pub note: Option<NoteReference>,
    /// Where they lead, as a link.
    pub link: Option<String>,
}

/// The reference to a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteReference {
    /// To a new footnote, by position among the new ones.
    New(usize),
    /// To a note that the document already has.
    Kept(Story),
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Look {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Raised.
    pub superscript: bool,
    /// Struck through.
    pub strike: bool,
    /// In a fixed-width face.
    pub code: bool,
    /// Less prominent than the text around.
    pub faint: bool,
    /// Laid behind the words.
    pub marked: Option<Highlight>,
}

/// The colours that Word's highlighter has and that are used here (`ST_HighlightColor`, ISO/IEC 29500-1, 17.18.40).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Highlight {
    /// `green`, 00FF00.
    Green,
    /// `yellow`, FFFF00.
    Yellow,
    /// `cyan`, 00FFFF.
    Cyan,
    /// `magenta`, FF00FF.
    Magenta,
    /// `red`, FF0000.
    Red,
    /// `lightGray`, C0C0C0.
    LightGrey,
    /// The colour of words that come from elsewhere: by its name where the highlighter has it, else as a shade.
    Of(Colour),
}

/// A footnote to be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewNote {
    /// Its paragraphs.
    pub paragraphs: Vec<NewParagraph>,
}

/// A comment to be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewComment {
    /// In whose name.
    pub author: String,
    /// When, as `2024-08-16T00:00:00Z`; `None` writes no date.
    pub date: Option<String>,
    /// Its words, paragraphs parted by line feeds.
    pub text: String,
}

/// A table to be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewTable {
    /// Direction in which its columns run.
    pub direction: Direction,
    /// Widths of its columns, in parts of the sum of them all.
    pub widths: Vec<u32>,
    /// How many of the first rows are repeated on each page, as headers.
    pub headers: usize,
    /// Its rows, each with its cells.
    pub rows: Vec<Vec<NewCell>>,
}

/// A cell of a table to be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewCell {
    /// Its paragraphs; a cell without one gets an empty one, which the format demands.
    pub paragraphs: Vec<NewParagraph>,
    /// How many columns it covers; 0 counts as 1.
    pub across: u32,
    /// Its ground.
    pub shade: Option<crate::document::Colour>,
}
