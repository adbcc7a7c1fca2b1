//! What a Word document says, and where in its parts each piece of it stands.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// A Word document as read.
///
/// Paragraphs lie flat, in the order in which they are read: those of the body with the cells of its tables row by row,
/// then footnotes and endnotes by the order of their first reference. Tables are told apart by [`Paragraph::cell`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Every paragraph of the body and of its notes.
    pub paragraphs: Vec<Paragraph>,
    /// The tables of the body, in order; a table within a cell is read as paragraphs of that cell.
    pub tables: Vec<Table>,
    /// Tracked changes, in order of place; [`Piece::changes`] and others point here.
    pub changes: Vec<Change>,
    /// Comments, in order of their anchors.
    pub comments: Vec<Comment>,
    /// Words that are in the file and not among the paragraphs, and marks that could not be made sense of.
    pub left_out: Vec<LeftOut>,
}

/// Position of a paragraph in [`Document::paragraphs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParagraphIndex(pub u32);

/// Position of a tracked change in [`Document::changes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangeIndex(pub u32);

/// Where a paragraph belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Story {
    /// The main text: `word/document.xml`.
    Body,
    /// A footnote, by its `w:id` in `word/footnotes.xml`.
    Footnote(i32),
    /// An endnote, by its `w:id` in `word/endnotes.xml`.
    Endnote(i32),
}

/// Direction of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left, as Arabic and Hebrew.
    Rtl,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The part that it is in.
    pub story: Story,
    /// The cell that it stands in, if any.
    pub cell: Option<CellPlace>,
    /// Its bytes in that part, from the start of `<w:p` to behind `</w:p>`.
    pub source: Range<usize>,
    /// The id of its style, where it names one.
    pub style: Option<String>,
    /// Its level among headings, 1 the highest, from its outline level or that of its style; 1 to 9.
    pub heading: Option<u8>,
    /// Its automatic number or bullet as Word shows it.
    pub label: Option<Label>,
    /// How far its text stands in from the margin at which lines begin, in twentieths of a point, with what its style and
    /// numbering say; never less than 0.
    pub indent: u32,
    /// How far in from the same margin its first line begins, its label included, in twentieths of a point: `indent` less
    /// what hangs out, or with what is set in; never less than 0.
    pub first_line: u32,
    /// How it looks with all changes rejected, where that is otherwise: what a tracked change of its style, heading, list or
    /// indent replaced, and the number that it has where none of the tracked changes is there.
    pub was: Option<Box<Was>>,
    /// Direction of writing.
    pub direction: Direction,
    /// Its words and what stands among them, in order, deleted ones included.
    pub pieces: Vec<Piece>,
    /// Tracked changes of the paragraph mark, outermost first: an insertion parts this paragraph from the next, a deletion
    /// joins it with the next.
    pub mark: Vec<ChangeIndex>,
    /// Tracked changes that the whole of it stands in, which come or go with it, outermost first: those of rows. Its pieces
    /// have them, too.
    pub around: Vec<ChangeIndex>,
    /// What follows it where it stands.
    pub before: Before,
    /// Which of the bodies, cells, notes and structured parts of its story it stands in: those that stand in one have the
    /// same number.
    pub place: u32,
}

/// How a paragraph looks with all tracked changes rejected. The fields are those of [`Paragraph`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Was {
    /// [`Paragraph::style`].
    pub style: Option<String>,
    /// [`Paragraph::heading`].
    pub heading: Option<u8>,
    /// [`Paragraph::label`].
    pub label: Option<Label>,
    /// [`Paragraph::indent`].
    pub indent: u32,
    /// [`Paragraph::first_line`].
    pub first_line: u32,
}

/// What follows a paragraph where it stands: in the body, in a cell, in a note, in a structured part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Before {
    /// A paragraph, with which it is joined where its mark goes.
    #[default]
    Paragraph,
    /// A table.
    Table,
    /// Something else: a structured part, the end of the one that it is in, a table of contents.
    Other,
    /// Nothing.
    End,
}

/// The cell of a table that a paragraph stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellPlace {
    /// Position in [`Document::tables`].
    pub table: u32,
    /// Row of the table, from 0.
    pub row: u32,
    /// Cell of the row, from 0.
    pub column: u32,
}

/// A table of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its bytes in the body's part, from `<w:tbl` to behind `</w:tbl>`.
    pub source: Range<usize>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its bytes in the body's part, from `<w:tr` to behind `</w:tr>`.
    pub source: Range<usize>,
    /// How many cells it has.
    pub cells: u32,
    /// Whether it is repeated at the top of each page.
    pub header: bool,
    /// Whether a cell of it covers several columns or rows.
    pub merged: bool,
    /// Tracked insertion or deletion of the whole row.
    pub changes: Vec<ChangeIndex>,
}

/// An automatic number or bullet, as Word shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What is shown: `2.1(b)(iii)`, `Article 3`, `(a)`, `•`.
    pub text: String,
    /// Depth of its list level, from 0.
    pub level: u8,
    /// Whether it is a bullet, which says no more than that an item begins.
    pub bullet: bool,
    /// The `w:numId` that gives it.
    pub list: i32,
}

/// A stretch of a paragraph that is of one kind and has one format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub content: Content,
    /// The bytes, in the paragraph's part, of the run that holds it, from `<w:r` to behind `</w:r>`; the words of a formula
    /// stand in runs of its own (`m:r`).
    pub run: Range<usize>,
    /// The bytes of its own element in that run: `<w:t>…</w:t>`, `<w:tab/>`.
    pub element: Range<usize>,
    /// How it looks, with what styles say.
    pub format: Format,
    /// Tracked changes that it stands in, outermost first.
    pub changes: Vec<ChangeIndex>,
    /// Where a link around it leads.
    pub link: Option<Arc<str>>,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Words, with entities resolved and as they are shown: a symbol of a symbol font as its Unicode character, a hyphen that
    /// does not break as U+2011; a soft hyphen is left out.
    Text(String),
    /// A tab.
    Tab,
    /// A line break within the paragraph.
    Break,
    /// The reference to a footnote or endnote.
    Note(Story),
}

/// How words look, as far as that may mean something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Format {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined in any way.
    pub underline: bool,
    /// Struck through by hand, which is no tracked deletion.
    pub strike: bool,
    /// Raised.
    pub superscript: bool,
    /// Not shown and not printed by Word (`w:vanish`); such words are no part of a paragraph's text.
    pub hidden: bool,
    /// Direction of the run.
    pub direction: Direction,
    /// The colour laid behind the words by the highlighter, or else by shading of run or paragraph.
    pub marked: Option<Colour>,
}

/// A colour behind words: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Colour {
    /// 0 to 255.
    pub red: u8,
    /// 0 to 255.
    pub green: u8,
    /// 0 to 255.
    pub blue: u8,
}

/// The colours of Word's highlighter: the name for people, the name in files (`ST_HighlightColor`, ISO/IEC 29500-1, 17.18.40)
/// and the colour.
const HIGHLIGHTER: [(&str, &str, Colour); 15] = [
    ("green", "green", Colour::of(0x00ff00)),
    ("yellow", "yellow", Colour::of(0xffff00)),
    ("cyan", "cyan", Colour::of(0x00ffff)),
    ("magenta", "magenta", Colour::of(0xff00ff)),
    ("red", "red", Colour::of(0xff0000)),
    ("blue", "blue", Colour::of(0x0000ff)),
    ("dark_blue", "darkBlue", Colour::of(0x00008b)),
    ("dark_cyan", "darkCyan", Colour::of(0x008b8b)),
    ("dark_green", "darkGreen", Colour::of(0x006400)),
    ("dark_magenta", "darkMagenta", Colour::of(0x800080)),
    ("dark_red", "darkRed", Colour::of(0x8b0000)),
    ("dark_yellow", "darkYellow", Colour::of(0x808000)),
    ("dark_grey", "darkGray", Colour::of(0xa9a9a9)),
    ("light_grey", "lightGray", Colour::of(0xd3d3d3)),
    ("black", "black", Colour::of(0x000000)),
];

impl Colour {
    /// The colour of six hexadecimal digits.
    const fn of(digits: u32) -> Self {
        let [_, red, green, blue] = digits.to_be_bytes();
        Self { red, green, blue }
    }

    /// The names for people of the colours of Word's highlighter.
    pub fn names() -> impl Iterator<Item = &'static str> {
        HIGHLIGHTER.iter().map(|(name, ..)| *name)
    }

    /// The colour that a name for people (`green`, `dark_green`) or six hexadecimal digits, with or without `#`, stand for.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if let Some((.., colour)) = HIGHLIGHTER.iter().find(|(known, ..)| *known == name) {
            return Some(*colour);
        }
        let digits = name.strip_prefix('#').unwrap_or(name);
        let plain = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        plain.then(|| u32::from_str_radix(digits, 16).ok().map(Self::of)).flatten()
    }

    /// The colour that files name so where the highlighter made it.
    #[must_use]
    pub fn of_highlighter(name: &str) -> Option<Self> {
        if name == "white" {
            return Some(Self::of(0xffffff));
        }
        HIGHLIGHTER.iter().find(|(_, known, _)| *known == name).map(|(.., colour)| *colour)
    }

    /// The name that files have for it where it is a colour of the highlighter.
    #[must_use]
    pub fn highlighter_name(self) -> Option<&'static str> {
        HIGHLIGHTER.iter().find(|(.., colour)| *colour == self).map(|(_, name, _)| *name)
    }
}

impl std::fmt::Display for Colour {
    /// Its name for people (`green`, `dark_green`), or its digits (`#92d050`): what [`Colour::named`] reads.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match HIGHLIGHTER.iter().find(|(.., colour)| colour == self) {
            Some((name, ..)) => f.write_str(name),
            None => write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue),
        }
    }
}

/// What a tracked change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// `w:ins`.
    Insertion,
    /// `w:del`.
    Deletion,
    /// `w:moveFrom`: the old place of words that moved.
    MoveFrom,
    /// `w:moveTo`: their new place.
    MoveTo,
}

impl ChangeKind {
    /// Whether what stands in such a change is part of the text when all changes are accepted.
    #[must_use]
    pub const fn stays(self) -> bool {
        matches!(self, Self::Insertion | Self::MoveTo)
    }
}

/// A tracked change: one `w:ins`, `w:del`, `w:moveFrom` or `w:moveTo` element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it does.
    pub kind: ChangeKind,
    /// Who made it, as the file says; `None` where it does not.
    pub author: Option<String>,
    /// When, as the file says (`2024-08-16T10:00:00Z`), unread.
    pub date: Option<String>,
    /// For a move, the name that its two ends share.
    pub name: Option<String>,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its `w:id`.
    pub id: i32,
    /// Who made it, as the file says.
    pub author: Option<String>,
    /// When, as the file says, unread.
    pub date: Option<String>,
    /// Its words, paragraphs parted by line feeds.
    pub text: String,
    /// What it is about: from a place in one paragraph to a place in the same or a later one, as offsets of
    /// [`Paragraph::text`] with all changes accepted.
    pub from: Anchor,
    /// The end of what it is about; the same place where it is about a point.
    pub to: Anchor,
    /// The comment that it answers.
    pub answers: Option<i32>,
    /// Whether it is marked as done.
    pub done: bool,
}

/// A place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    /// The paragraph.
    pub paragraph: ParagraphIndex,
    /// Byte of its text with all changes accepted.
    pub offset: usize,
}

/// Something of the file that is not among the paragraphs, or a mark without sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The paragraph in or before which it stands, if it has such a place.
    pub near: Option<ParagraphIndex>,
    /// What it is, for people: "a text box with 2 words: “Not final”", "a picture", "1 hidden word: “Ask”",
    /// "a table of contents". A long stretch of words is cut.
    pub what: String,
}

/// Which text of a document with tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Side {
    /// As it would be with every change accepted.
    #[default]
    Accepted,
    /// As it would be with every change rejected.
    Rejected,
}

impl Side {
    /// Whether what stands within these changes is part of this side's text.
    #[must_use]
    pub fn keeps(self, changes: &[ChangeIndex], all: &[Change]) -> bool {
        changes
            .iter()
            .filter_map(|index| all.get(index.0 as usize))
            .all(|change| change.kind.stays() == (self == Self::Accepted))
    }
}

/// What becomes one paragraph on one side of the tracked changes: those whose marks are not there on that side run on into
/// the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The paragraphs whose words follow each other, in order; at least one.
    pub parts: Vec<ParagraphIndex>,
    /// The one whose mark ends it, and whose style, number and indent it has.
    pub looks: ParagraphIndex,
}

impl Document {
    /// The paragraphs that there are on one side of the tracked changes, as the settling of a document
    /// ([`crate::markup::settle`]) leaves them. A row that is not there has none, nor has a note that nothing refers to on that side. A paragraph without a mark that no other
    /// follows goes if it has no words, unless its cell, note or body would then have no paragraph at its end.
    #[must_use]
    pub fn joined(&self, side: Side) -> Vec<Joined> {
        let notes = self.notes_on(side);
        let mut all: Vec<Joined> = Vec::new();
        // Those that wait for a mark, whether they have words, and whether one before them has stayed.
        let mut parts: Vec<ParagraphIndex> = Vec::new();
        let (mut words, mut stayed) = (false, false);
        // Where one has stayed before a table, and how many had by then.
        let mut tabled: Option<(Story, u32, usize)> = None;
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            let here = ParagraphIndex(u32::try_from(index).unwrap_or(u32::MAX));
            let referred = paragraph.story == Story::Body || notes.contains(&paragraph.story);
            if !referred || !side.keeps(&paragraph.around, &self.changes) {
                continue;
            }
            words |= paragraph.pieces.iter().any(|piece| side.keeps(&piece.changes, &self.changes));
            parts.push(here);
            let ends = match paragraph.before {
                Before::Paragraph => false,
                Before::Table | Before::Other => words,
                // A table between the last one and here is not there on this side if nothing of it is.
                Before::End => {
                    let last = all.last().and_then(|last| self.paragraphs.get(last.looks.0 as usize));
                    let beside = tabled == Some((paragraph.story, paragraph.place, all.len()))
                        || last.is_some_and(|last| {
                            last.before == Before::Table
                                && (last.story, last.place) == (paragraph.story, paragraph.place)
                        });
                    words || !(stayed || beside)
                }
            };
            if ends || side.keeps(&paragraph.mark, &self.changes) {
                all.push(Joined { parts: std::mem::take(&mut parts), looks: here });
                (words, stayed) = (false, true);
            }
            if paragraph.before == Before::Table && stayed {
                tabled = Some((paragraph.story, paragraph.place, all.len()));
            }
            if paragraph.before != Before::Paragraph {
                parts.clear();
                (words, stayed) = (false, false);
            }
        }
        all
    }

    /// The words of each paragraph that are struck through by hand (`w:strike`, `w:dstrike`, also by a style) and stay words
    /// on one side of the tracked changes; stretches of one paragraph that stand apart are parted by `…`. Takes time in
    /// proportion to the document.
    #[must_use]
    pub fn struck_by_hand(&self, side: Side) -> Vec<(ParagraphIndex, String)> {
        let mut found = Vec::new();
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            let (mut words, mut apart) = (String::new(), false);
            for piece in paragraph.shown(side, &self.changes) {
                if piece.format.strike {
                    if apart && !words.is_empty() {
                        words.push_str(" … ");
                    }
                    words.push_str(piece.content.as_text());
                }
                apart = !piece.format.strike;
            }
            if words.contains(char::is_alphanumeric) {
                found.push((ParagraphIndex(u32::try_from(index).unwrap_or(u32::MAX)), words));
            }
        }
        found
    }

    /// The text of what becomes one paragraph on one side.
    #[must_use]
    pub fn joined_text(&self, joined: &Joined, side: Side) -> String {
        let paragraphs = joined.parts.iter().filter_map(|part| self.paragraphs.get(part.0 as usize));
        paragraphs.map(|paragraph| paragraph.text(side, &self.changes)).collect()
    }

    /// The notes to which something refers on one side.
    fn notes_on(&self, side: Side) -> BTreeSet<Story> {
        self.paragraphs
            .iter()
            .flat_map(|paragraph| &paragraph.pieces)
            .filter(|piece| side.keeps(&piece.changes, &self.changes))
            .filter_map(|piece| match piece.content {
                Content::Note(story) => Some(story),
                _ => None,
            })
            .collect()
    }
}

/// The character that stands for the reference to a note in [`Paragraph::text`].
pub const NOTE: char = '\u{fffc}';

impl Content {
    /// As it stands in a paragraph's text: a tab as U+0009, a break as U+000A, a reference as [`NOTE`].
    #[must_use]
    pub fn as_text(&self) -> &str {
        match self {
            Self::Text(words) => words,
            Self::Tab => "\t",
            Self::Break => "\n",
            Self::Note(_) => "\u{fffc}",
        }
    }
}

impl Paragraph {
    /// The id of its style on one side of the tracked changes.
    #[must_use]
    pub fn style_on(&self, side: Side) -> Option<&str> {
        self.was_on(side).map_or(&self.style, |was| &was.style).as_deref()
    }

    /// Its level among headings on one side of the tracked changes.
    #[must_use]
    pub fn heading_on(&self, side: Side) -> Option<u8> {
        self.was_on(side).map_or(self.heading, |was| was.heading)
    }

    /// Its automatic number or bullet on one side of the tracked changes.
    #[must_use]
    pub fn label_on(&self, side: Side) -> Option<&Label> {
        self.was_on(side).map_or(&self.label, |was| &was.label).as_ref()
    }

    /// How far in its first line begins on one side of the tracked changes.
    #[must_use]
    pub fn first_line_on(&self, side: Side) -> u32 {
        self.was_on(side).map_or(self.first_line, |was| was.first_line)
    }

    fn was_on(&self, side: Side) -> Option<&Was> {
        self.was.as_deref().filter(|_| side == Side::Rejected)
    }

    /// Its pieces on one side of the tracked changes, without hidden words: what a reader sees.
    pub fn shown<'p>(&'p self, side: Side, changes: &'p [Change]) -> impl Iterator<Item = &'p Piece> {
        self.pieces.iter().filter(move |piece| !piece.format.hidden && side.keeps(&piece.changes, changes))
    }

    /// Its text on one side of the tracked changes, without its label and without hidden words. Edits of
    /// a document are counted in bytes of this text.
    #[must_use]
    pub fn text(&self, side: Side, changes: &[Change]) -> String {
        self.shown(side, changes).map(|piece| piece.content.as_text()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_back_from_its_name_or_digits() {
        for colour in HIGHLIGHTER.iter().map(|(.., colour)| *colour).chain([Colour::of(0x92d050)]) {
            assert_eq!(Colour::named(&colour.to_string()), Some(colour));
        }
        assert_eq!(Colour::named("92D050"), Some(Colour::of(0x92d050)));
        assert_eq!(Colour::of_highlighter("darkGray").map(|it| it.to_string()).as_deref(), Some("dark_grey"));
        assert_eq!([Colour::named("grün"), Colour::named("+12345"), Colour::named("#fff")], [None; 3]);
    }
}
