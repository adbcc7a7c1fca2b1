//! One pass over a part that holds a story: the body, footnotes, endnotes or comments.
//!
//! What stands around words is either entered, so that what it holds is read as if it stood there alone, or passed over.
//! Nothing recurses: what is entered is remembered in a list of frames, which the cursor's limit of depth bounds.

mod change;
mod paragraph;
mod table;

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::fields::Fields;
use super::lists::ListPlace;
use super::measure;
use super::properties::{NESTED, ParagraphProperties, RunProperties, change_kind};
use super::styles::{ParagraphLook, Styles};
use crate::document::{
    Before, CellPlace, Change, ChangeIndex, Content, Format, LeftOut, Paragraph, ParagraphIndex, Piece,
    Story, Table,
};
use crate::package::Refused;
use crate::xml::{Cursor, Name, Node, Space};

/// How many moves may be open at a place.
const MOVES: usize = 16;

/// How much a part may hold, in paragraphs, pieces, changes, tables, rows, marks of comments and what is told, all together:
/// about 5,000 pages. What is kept for each takes up to 200 bytes, for which a hostile part needs no more than 8.
const ITEMS: usize = 1_000_000;

/// What was read of one story: the body, or one note or comment.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    pub(super) paragraphs: Vec<Paragraph>,
    /// The list and level that each paragraph asks for, with the look of its style.
    pub(super) lists: Vec<ListPlace>,
    pub(super) tables: Vec<Table>,
    pub(super) changes: Vec<Change>,
    pub(super) left_out: Vec<LeftOut>,
    /// Footnotes and endnotes in the order of their references.
    pub(super) references: Vec<Story>,
    pub(super) anchors: Vec<CommentMark>,
    /// Tracked changes of looks.
    pub(super) restyled: usize,
    /// Tracked changes of single cells.
    pub(super) cells_changed: usize,
    /// The id that its last paragraph has for comments.
    pub(super) last_id: Option<String>,
}

/// A mark of where a comment belongs.
#[derive(Debug, Clone, Copy)]
pub(super) struct CommentMark {
    pub(super) comment: i32,
    pub(super) sort: MarkSort,
    /// The paragraph of the stretch, by position; one past the last where none follows.
    pub(super) paragraph: usize,
    /// Byte of its accepted text.
    pub(super) offset: usize,
}

/// What a mark of a comment says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkSort {
    Start,
    End,
    Reference,
}

/// A note or comment that was read.
#[derive(Debug)]
pub(super) struct Aside {
    pub(super) id: i32,
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
    pub(super) stretch: Stretch,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Body,
    Footnotes,
    Endnotes,
    Comments,
}

impl Sort {
    fn root(self) -> &'static str {
        match self {
            Self::Body => "document",
            Self::Footnotes => "footnotes",
            Self::Endnotes => "endnotes",
            Self::Comments => "comments",
        }
    }

    fn aside(self) -> Option<&'static str> {
        match self {
            Self::Body => None,
            Self::Footnotes => Some("footnote"),
            Self::Endnotes => Some("endnote"),
            Self::Comments => Some("comment"),
        }
    }
}

/// What the elements of a part refer to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'s> {
    pub(super) styles: &'s Styles,
    /// Targets of links, by the ids of their relationships.
    pub(super) links: &'s HashMap<String, String>,
}

/// What was read of a part: its body, or its notes or comments in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) body: Stretch,
    pub(super) asides: Vec<Aside>,
}

/// Reads a part; `cursor` makes a new pass over it.
///
/// Fields that begin and never end make a second pass necessary, in which they count as nothing.
pub(super) fn read<'i>(
    sort: Sort,
    around: Around<'_>,
    cursor: impl Fn() -> Cursor<'i>,
) -> Result<Told, Refused> {
    let mut first = Walk::new(sort, around, cursor(), Fields::default());
    first.run()?;
    let endless = first.fields.endless();
    if endless.is_empty() {
        return Ok(first.told);
    }
    let mut second = Walk::new(sort, around, cursor(), Fields::without(endless));
    second.run()?;
    Ok(second.told)
}

/// An element that was entered.
#[derive(Debug)]
enum Frame {
    /// Nothing ends with it.
    Plain,
    /// The tracked change around what follows ends.
    Change,
    /// A part of its own that holds paragraphs or words: a structured part, a block of custom XML.
    Part,
    /// The link of before counts again.
    Link(Option<Arc<str>>),
    /// A field written as one element ends.
    Field,
    Paragraph,
    Run,
    Table {
        start: usize,
        /// Its position among the tables of the body; none for a table within a table or in a note.
        index: Option<usize>,
    },
    Row {
        start: usize,
        outermost: bool,
        /// How many of the changes around are its own.
        changes: usize,
    },
    Cell {
        outermost: bool,
    },
    Aside,
    /// A block that is left out with all its paragraphs.
    Contents,
}

/// The paragraph that is being read.
#[derive(Debug)]
struct Open {
    start: usize,
    properties: ParagraphProperties,
    look: Rc<ParagraphLook>,
    pieces: Vec<Piece>,
    mark: Vec<ChangeIndex>,
    /// Bytes of its text with all changes accepted, so far.
    accepted: usize,
    hidden: String,
    /// Something of it was left out as part of a table of contents.
    contents: bool,
    /// The move that began in it last.
    moved: Option<String>,
}

/// A run that is being read.
#[derive(Debug)]
struct Run {
    start: usize,
    properties: RunProperties,
    format: Format,
    /// The first of its pieces.
    first: usize,
}

struct Walk<'i, 's> {
    cursor: Cursor<'i>,
    sort: Sort,
    around: Around<'s>,
    told: Told,
    frames: Vec<Frame>,
    /// Tracked changes around what comes next, outermost first.
    changes: Vec<ChangeIndex>,
    /// Moves whose ends stand around what comes next: id and name.
    moves: Vec<(String, Option<String>)>,
    link: Option<Arc<str>>,
    fields: Fields,
    open: Option<Open>,
    runs: Vec<Run>,
    tables: usize,
    /// The paragraph that ended last, by position, as long as nothing else has begun or ended behind it.
    beside: Option<usize>,
    /// The cells and structured parts around what comes next, by number.
    places: Vec<u32>,
    next_place: u32,
    cell: Option<CellPlace>,
    contents: usize,
    aside: Option<Aside>,
    /// How many things were kept.
    items: usize,
    /// Words at the ends of runs are kept as they are (`xml:space`), by what stands around.
    preserve: bool,
}

impl<'i, 's> Walk<'i, 's> {
    fn new(sort: Sort, around: Around<'s>, cursor: Cursor<'i>, fields: Fields) -> Self {
        Self {
            cursor,
            sort,
            around,
            told: Told::default(),
            frames: Vec::new(),
            changes: Vec::new(),
            moves: Vec::new(),
            link: None,
            fields,
            open: None,
            runs: Vec::new(),
            tables: 0,
            beside: None,
            places: Vec::new(),
            next_place: 1,
            cell: None,
            contents: 0,
            aside: None,
            items: 0,
            preserve: false,
        }
    }

    fn run(&mut self) -> Result<(), Refused> {
        loop {
            if self.items > ITEMS {
                let part = crate::xml::shown(self.cursor.part());
                return Err(Refused::TooLarge {
                    what: format!("what \"{part}\" holds"),
                    limit: format!("{ITEMS} paragraphs, stretches of words and changes"),
                });
            }
            match self.cursor.next()? {
                Node::Open(name) => {
                    if self.frames.is_empty() && name.word() != Some(self.sort.root()) {
                        return Err(self.cursor.refuse(&format!(
                            "it begins with the element \"{}\" where \"{}\" is expected",
                            crate::xml::shown(name.local),
                            self.sort.root()
                        )));
                    }
                    if let Some(frame) = self.enter(name)? {
                        self.frames.push(frame);
                    }
                }
                Node::Close(_) => {
                    if let Some(frame) = self.frames.pop() {
                        self.leave(frame);
                    }
                }
                Node::Text(_) => {}
                Node::End => return Ok(()),
            }
        }
    }

    /// The story that is being read.
    fn stretch(&mut self) -> &mut Stretch {
        match &mut self.aside {
            Some(aside) => &mut aside.stretch,
            None => &mut self.told.body,
        }
    }

    /// Reads an element that begins: to its end, or up to its content, which the frame ends.
    fn enter(&mut self, name: Name<'i>) -> Result<Option<Frame>, Refused> {
        match name.space {
            Space::Word => self.enter_word(name.local),
            Space::Math => match name.local {
                "oMath" | "oMathPara" => Ok(Some(Frame::Plain)),
                "r" if self.open.is_some() => Ok(Some(self.begin_run())),
                "t" if !self.runs.is_empty() => self.words(true),
                name if name.ends_with("Pr") => self.pass(),
                _ => Ok(Some(Frame::Plain)),
            },
            _ => self.leave_out(name),
        }
    }

    fn enter_word(&mut self, name: &'i str) -> Result<Option<Frame>, Refused> {
        match name {
            "p" if self.open.is_none() && self.runs.is_empty() => self.begin_paragraph(),
            "tbl" if self.open.is_none() => Ok(Some(self.begin_table())),
            "tr" if self.open.is_none() && self.tables > 0 => Ok(Some(self.begin_row())),
            "tc" if self.open.is_none() && self.tables > 0 => Ok(Some(self.begin_cell())),
            "r" if self.open.is_some() => Ok(Some(self.begin_run())),
            "p" | "tbl" | "tr" | "tc" | "r" => self.leave_out(Name { space: Space::Word, local: name }),
            "pPr" if self.open.is_some() => self.paragraph_properties(),
            "rPr" if !self.runs.is_empty() => self.run_properties(),
            "trPr" => self.row_properties(),
            "tcPr" => self.cell_properties(),
            "t" | "delText" if !self.runs.is_empty() => {
                let preserved = match self.cursor.attribute(Space::Xml, "space") {
                    Some(space) => space == "preserve",
                    None => self.preserve,
                };
                self.words(preserved)
            }
            "tab" | "ptab" => self.sign(Content::Tab),
            // What parts pages and columns is layout.
            "br" if matches!(self.cursor.word("type"), Some("page" | "column")) => self.pass(),
            "br" | "cr" => self.sign(Content::Break),
            "noBreakHyphen" => self.sign(Content::Text('\u{2011}'.into())),
            "sym" => self.symbol(),
            "footnoteReference" | "endnoteReference" => self.reference(name),
            "ins" | "del" | "moveFrom" | "moveTo" => {
                if self.changes.len() == NESTED {
                    let what = format!("more than {NESTED} tracked changes stand within each other");
                    return Err(self.cursor.refuse(&what));
                }
                Ok(change_kind(name).map(|kind| self.begin_change(kind)))
            }
            "moveFromRangeStart" | "moveToRangeStart" => {
                let id = self.cursor.word("id").unwrap_or_default().to_owned();
                let moved = self.cursor.word("name").map(str::to_owned);
                if let Some(open) = &mut self.open {
                    open.moved.clone_from(&moved);
                }
                // One that never ends is forgotten in time.
                if self.moves.len() == MOVES {
                    self.moves.remove(0);
                }
                self.moves.push((id, moved));
                self.pass()
            }
            "moveFromRangeEnd" | "moveToRangeEnd" => {
                let id = self.cursor.word("id").unwrap_or_default();
                if let Some(at) = self.moves.iter().rposition(|(open, _)| open == id) {
                    self.moves.remove(at);
                }
                self.pass()
            }
            "commentRangeStart" => self.comment_mark(MarkSort::Start),
            "commentRangeEnd" => self.comment_mark(MarkSort::End),
            "commentReference" => self.comment_mark(MarkSort::Reference),
            "hyperlink" => Ok(Some(self.begin_link())),
            "fldSimple" => {
                let code = self.cursor.word("instr").unwrap_or_default().to_owned();
                let told = self.fields.simple(&code);
                self.tell_contents(told);
                Ok(Some(Frame::Field))
            }
            "fldChar" if !self.runs.is_empty() => self.field_sign(),
            "instrText" | "delInstrText" => {
                let code = self.cursor.text()?;
                self.fields.code(&code);
                Ok(None)
            }
            "sdtPr" => {
                let contents = measure::is_contents(&mut self.cursor)?;
                if contents && let Some(last @ Frame::Part) = self.frames.last_mut() {
                    *last = Frame::Contents;
                    if self.contents == 0 {
                        self.tell("a table of contents".to_owned());
                    }
                    self.contents += 1;
                }
                Ok(None)
            }
            "drawing" | "pict" | "object" | "altChunk" | "subDoc" => {
                self.leave_out(Name { space: Space::Word, local: name })
            }
            "sdt" | "customXml" => {
                self.part(Before::Other);
                self.begin_place();
                Ok(Some(Frame::Part))
            }
            "sdtContent" => {
                self.begin_place();
                Ok(Some(Frame::Part))
            }
            "sectPr" | "tblPr" | "tblGrid" | "tblPrEx" => {
                let restyled = measure::restyled(&mut self.cursor)?;
                self.stretch().restyled += restyled;
                Ok(None)
            }
            "sdtEndPr" | "customXmlPr" | "smartTagPr" | "rubyPr" | "rt" | "fldData" | "background" => {
                self.pass()
            }
            name if self.sort.aside() == Some(name) && self.aside.is_none() => self.begin_aside(),
            "document" | "body" => {
                if self.cursor.attribute(Space::Xml, "space") == Some("preserve") {
                    self.preserve = true;
                }
                Ok(Some(Frame::Plain))
            }
            // Whatever else there is, now or later: what it holds is read, so that no word is lost.
            _ => Ok(Some(Frame::Plain)),
        }
    }

    fn leave(&mut self, frame: Frame) {
        let end = self.cursor.span().end;
        match frame {
            Frame::Plain => {}
            Frame::Part => {
                self.places.pop();
                self.part(Before::Other);
            }
            Frame::Change => {
                self.changes.pop();
            }
            Frame::Link(before) => self.link = before,
            Frame::Field => {
                self.fields.end();
            }
            Frame::Paragraph => self.end_paragraph(end),
            Frame::Run => self.end_run(end),
            Frame::Table { start, index } => {
                self.tables -= 1;
                self.beside = None;
                if let Some(table) = index.and_then(|index| self.told.body.tables.get_mut(index)) {
                    table.source = start..end;
                }
            }
            Frame::Row { start, outermost, changes } => {
                self.changes.truncate(self.changes.len().saturating_sub(changes));
                if outermost && let Some(row) = self.last_row() {
                    row.source = start..end;
                }
            }
            Frame::Cell { outermost } => {
                self.places.pop();
                self.beside = None;
                if outermost {
                    self.cell = None;
                }
            }
            Frame::Aside => {
                self.told.asides.extend(self.aside.take());
                self.fields.end_story();
                self.beside = None;
            }
            Frame::Contents => {
                self.places.pop();
                self.contents -= 1;
                if self.open.is_none() {
                    self.beside = None;
                }
            }
        }
    }

    /// Passes over the element that began last.
    fn pass(&mut self) -> Result<Option<Frame>, Refused> {
        self.cursor.pass_over()?;
        Ok(None)
    }

    /// Passes over an element, and tells what people would miss of it.
    fn leave_out(&mut self, name: Name<'i>) -> Result<Option<Frame>, Refused> {
        if let Some(what) = measure::told(&mut self.cursor, name)? {
            self.tell(what);
        }
        Ok(None)
    }

    fn tell(&mut self, what: String) {
        self.items += 1;
        let stretch = self.stretch();
        let near = u32::try_from(stretch.paragraphs.len()).ok().map(ParagraphIndex);
        stretch.left_out.push(LeftOut { near, what });
    }

    /// Tells of a field that is left out, unless it stands in a block that is.
    fn tell_contents(&mut self, told: Option<&'static str>) {
        if let Some(told) = told.filter(|_| self.contents == 0) {
            self.tell(told.to_owned());
        }
    }

    /// Something that is no paragraph begins behind the paragraph that ended last.
    fn part(&mut self, what: Before) {
        if self.open.is_none() {
            self.follow(what);
        }
    }

    /// A place of its own for paragraphs begins.
    fn begin_place(&mut self) {
        self.places.push(self.next_place);
        self.next_place = self.next_place.saturating_add(1);
    }

    /// Tells the paragraph that ended last, if nothing came between, what follows it.
    fn follow(&mut self, by: Before) {
        if let Some(beside) = self.beside.take()
            && let Some(paragraph) = self.stretch().paragraphs.get_mut(beside)
        {
            paragraph.before = by;
        }
    }
}
