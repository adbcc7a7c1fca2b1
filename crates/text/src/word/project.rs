//! The words of a Word document as a text that is read like any other draft.
//!
//! The text is Markdown to look at: headings are marked with `#`, rows of tables with `|`, notes with `[^1]:`, bold and
//! italic words with `*`; labels that Word counts stand before the words, and the deeper a paragraph begins on its line in
//! Word, the deeper it does here. What of it is such a mark is noted by place: a `#` or a `*` that the document itself has is
//! a word, so that nothing needs to be escaped and no word can be taken for a mark.

use std::collections::HashMap;

use onetext_wordml::document::{CellPlace, Content, Row, Side, Story, Table};
use onetext_wordml::{Document, Paragraph, ParagraphIndex};

use crate::blocks::is_asterisk;

use super::map::{Builder, Map, Mark};

/// Columns from one depth to the next.
const STEP: usize = 4;
/// How far in a paragraph begins at least before it stands under another, in twentieths of a point: 4 points.
const JITTER: u32 = 80;
/// How far a tab at the start of a paragraph sets it in, and a blank, in twentieths of a point.
const TAB: u32 = 720;
const BLANK: u32 = 60;
/// How much of a paragraph is looked at for a label, in bytes and whole pieces.
const LONGEST_LABEL: usize = 160;
/// The deepest that a paragraph stands under others, in steps: as each step is written before each line, a file could
/// ask for a text many times its size by standing each paragraph a little further in.
const DEEPEST: usize = 32;
/// The deepest heading that is marked.
const DEEPEST_HEADING: u8 = 6;

/// The projection of one side of a document, with the way back. Takes time in proportion to the document.
pub(super) fn project(document: &Document, side: Side) -> (String, Map) {
    let is_table = |table: &Table| table.rows.iter().any(|row| row.cells > 1 || row.header);
    let tables: Vec<bool> = document.tables.iter().map(is_table).collect();
    let shown = Shown { document, side, tables: &tables };
    let groups = shown.groups();
    let mut projector = Projector {
        shown,
        out: Builder::new(document.paragraphs.len()),
        widest: document
            .paragraphs
            .iter()
            .filter_map(|paragraph| paragraph.heading_on(side))
            .min()
            .unwrap_or(1),
        above: Vec::new(),
        notes: HashMap::new(),
        order: Vec::new(),
        notes_of_kind: [0; 2],
    };
    projector.body(&groups);
    projector.write_notes(&groups);
    projector.out.finish()
}

/// A paragraph as this side of the tracked changes has it: several where the marks between them fall away. The last one
/// says how it looks, as its mark is the one that stays.
struct Group<'d> {
    paragraphs: Vec<(ParagraphIndex, &'d Paragraph)>,
}

impl<'d> Group<'d> {
    /// The paragraph whose mark stays.
    fn kept(&self) -> Option<&'d Paragraph> {
        self.paragraphs.last().map(|(_, paragraph)| *paragraph)
    }

    fn story(&self) -> Option<Story> {
        self.kept().map(|kept| kept.story)
    }
}

/// One side of a document.
#[derive(Clone, Copy)]
struct Shown<'d> {
    document: &'d Document,
    side: Side,
    /// For each table of the document, whether it is one: more than a frame around paragraphs.
    tables: &'d [bool],
}

struct Projector<'d> {
    shown: Shown<'d>,
    out: Builder,
    /// The level of the widest heading.
    widest: u8,
    /// The paragraphs that the next one may stand under: the innermost last.
    above: Vec<Above>,
    /// What notes that are referred to are called.
    notes: HashMap<Story, String>,
    /// The same notes by their first reference.
    order: Vec<Story>,
    /// How many footnotes and endnotes were referred to so far.
    notes_of_kind: [u32; 2],
}

/// A paragraph that others may stand under.
struct Above {
    /// Where it begins on its line, in twentieths of a point.
    begins: u32,
    labelled: bool,
}

/// A piece of a line.
#[derive(Clone, Copy)]
struct Piece<'d> {
    what: What<'d>,
    paragraph: ParagraphIndex,
    /// Its first byte in the paragraph's text.
    at: usize,
    /// Its emphasis: 1 italic, 2 bold, 3 both; `None` for what takes that of its neighbours.
    emphasis: Option<u8>,
}

#[derive(Clone, Copy)]
enum What<'d> {
    Words(&'d str),
    Blank(&'d str),
    Break,
    Note(Story),
}

/// How a paragraph is written.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Manner {
    /// Column of its lines.
    column: usize,
    /// Whether line breaks stay line breaks.
    lines: bool,
    bold: bool,
    italic: bool,
}

impl Manner {
    /// Running text at the margin.
    const TEXT: Self = Self { column: 0, lines: true, bold: true, italic: true };
}

impl<'d> Shown<'d> {
    /// The paragraphs of this side.
    fn groups(&self) -> Vec<Group<'d>> {
        let part = |index: ParagraphIndex| Some((index, self.document.paragraphs.get(index.0 as usize)?));
        let joined = self.document.joined(self.side).into_iter();
        joined
            .map(|joined| Group { paragraphs: joined.parts.into_iter().filter_map(part).collect() })
            .collect()
    }

    fn row(&self, cell: CellPlace) -> Option<&'d Row> {
        self.document.tables.get(cell.table as usize)?.rows.get(cell.row as usize)
    }

    /// The cell of a group, if it stands in a table that is one.
    fn cell(&self, group: &Group<'_>) -> Option<CellPlace> {
        let is_table = |cell: &CellPlace| self.tables.get(cell.table as usize).is_some_and(|is| *is);
        group.kept().and_then(|kept| kept.cell).filter(is_table)
    }

    /// Where the first word of a paragraph, or its label, stands on its line; `None` for an empty one.
    fn begins(&self, group: &Group<'d>) -> Option<u32> {
        let kept = group.kept()?;
        let mut begins = kept.first_line_on(self.side);
        let counted = kept.label_on(self.side).is_some();
        for (_, paragraph) in &group.paragraphs {
            for piece in paragraph.shown(self.side, &self.document.changes) {
                for c in piece.content.as_text().chars() {
                    match c {
                        // Behind a label that Word counts, blanks set nothing in.
                        _ if counted && c.is_whitespace() => {}
                        '\t' => begins = begins.saturating_add(TAB),
                        c if c.is_whitespace() => begins = begins.saturating_add(BLANK),
                        _ => return Some(begins),
                    }
                }
            }
        }
        None
    }
}

impl<'d> Projector<'d> {
    /// The level of a heading. The title of a document is one, beside the widest of the others: what they name stands under
    /// them, and not under the title of it all.
    fn level(&self, paragraph: &Paragraph) -> Option<u8> {
        let title = || (paragraph.style_on(self.shown.side) == Some("Title")).then_some(self.widest);
        paragraph.heading_on(self.shown.side).or_else(title).map(|level| level.max(1))
    }

    /// The column of a paragraph: one step further in than the innermost paragraph before it that begins clearly further
    /// out. Lists with automatic labels stand in by custom, and so say nothing of an unlabelled paragraph before them.
    fn column(&mut self, group: &Group<'d>, begins: u32) -> usize {
        let counted = group.kept().and_then(|kept| kept.label_on(self.shown.side));
        let labelled = counted.is_some() || self.starts_with_label(group);
        // A bullet that stands deeper than the first level stands below something.
        let listed = counted.is_some_and(|label| !label.bullet || label.level == 0);
        while self
            .above
            .last()
            .is_some_and(|above| above.begins + JITTER >= begins || !above.labelled && (listed || !labelled))
        {
            self.above.pop();
        }
        let column = self.above.len().min(DEEPEST) * STEP;
        self.above.push(Above { begins, labelled });
        column
    }

    /// Whether the words of a paragraph start with a label that somebody typed.
    fn starts_with_label(&self, group: &Group<'d>) -> bool {
        let mut pieces = Vec::new();
        for (index, paragraph) in &group.paragraphs {
            self.pieces(*index, paragraph, Manner::TEXT, &mut pieces);
        }
        settle_emphasis(&mut pieces);
        let (mut words, mut emphasis) = (String::new(), 0);
        for piece in pieces {
            let wanted = piece.emphasis.unwrap_or(0);
            if wanted != emphasis {
                words.push_str(stars(emphasis));
                words.push_str(stars(wanted));
                emphasis = wanted;
            }
            match piece.what {
                _ if words.len() > LONGEST_LABEL => break,
                What::Words(more) | What::Blank(more) => words.push_str(more),
                What::Break => break,
                What::Note(_) => words.push_str("[^1]"),
            }
        }
        words.push_str(stars(emphasis));
        let words = words.trim_start();
        let note = crate::inline::footnote_end(words.as_bytes(), 0, words.len());
        if note.is_some_and(|end| words[end..].starts_with(':')) {
            return true;
        }
        !is_asterisk(words) && crate::label::start_of(words).is_some_and(|start| !start.doubtful)
    }

    fn body(&mut self, groups: &[Group<'d>]) {
        let mut next = 0;
        while let Some(group) = groups.get(next).filter(|group| group.story() == Some(Story::Body)) {
            match self.shown.cell(group) {
                Some(cell) => {
                    let to = next
                        + groups[next..]
                            .iter()
                            .take_while(|other| {
                                self.shown.cell(other).is_some_and(|at| at.table == cell.table)
                            })
                            .count();
                    self.table(&groups[next..to]);
                    next = to;
                }
                None => {
                    self.paragraph(group);
                    next += 1;
                }
            }
        }
    }

    fn paragraph(&mut self, group: &Group<'d>) {
        let (Some(kept), Some(begins)) = (group.kept(), self.shown.begins(group)) else { return };
        self.out.blank_line();
        match self.level(kept) {
            Some(level) => {
                self.out
                    .mark(Mark::Line, &format!("{} ", "#".repeat(usize::from(level.min(DEEPEST_HEADING)))));
                // Headings are bold by their style.
                self.labelled(group, Manner { column: 0, lines: false, bold: false, italic: true });
            }
            None => {
                let column = self.column(group, begins);
                self.out.columns(column);
                self.labelled(group, Manner { column, ..Manner::TEXT });
            }
        }
    }

    fn table(&mut self, groups: &[Group<'d>]) {
        self.above.clear();
        self.out.blank_line();
        let mut first = true;
        let shown = self.shown;
        let row_of = |group: &Group<'_>| shown.cell(group).map(|cell| (cell.table, cell.row));
        for row in groups.chunk_by(|one, other| row_of(one) == row_of(other)) {
            let Some(cell) = row.first().and_then(|group| self.shown.cell(group)) else { continue };
            if row.iter().all(|group| self.shown.begins(group).is_none()) {
                continue;
            }
            let (header, cells) = self.shown.row(cell).map_or((false, 1), |row| (row.header, row.cells));
            let manner = Manner { column: 0, lines: false, bold: !header, italic: !header };
            self.out.new_line();
            self.out.mark(Mark::Line, "|");
            let mut said = row.iter().filter(|group| shown.begins(group).is_some()).peekable();
            for column in 0..cells {
                self.out.add(" ");
                let mut inside = false;
                let here = |group: &&Group<'_>| shown.cell(group).is_some_and(|cell| cell.column <= column);
                while let Some(group) = said.next_if(here) {
                    if std::mem::replace(&mut inside, true) {
                        self.out.add(" ");
                    }
                    self.labelled(group, manner);
                }
                self.out.add(" |");
            }
            if first && header {
                self.out.new_line();
                self.out.mark(Mark::Line, &format!("|{}", " --- |".repeat(cells.max(1) as usize)));
            }
            first = false;
        }
    }

    /// The notes that are referred to, at the end.
    fn write_notes(&mut self, groups: &[Group<'d>]) {
        let mut of: HashMap<Story, Vec<&Group<'d>>> = HashMap::new();
        for group in groups {
            if let Some(story) = group.story().filter(|story| *story != Story::Body) {
                of.entry(story).or_default().push(group);
            }
        }
        // A note may refer to another one.
        let mut next = 0;
        while let Some(&story) = self.order.get(next) {
            next += 1;
            let Some(name) = self.notes.get(&story).cloned() else { continue };
            let paragraphs = of.get(&story).map(Vec::as_slice).unwrap_or_default();
            let shown = self.shown;
            let mut said = paragraphs.iter().filter(|group| shown.begins(group).is_some());
            self.out.blank_line();
            self.out.mark(Mark::Line, &format!("[^{name}]: "));
            if let Some(first) = said.next() {
                self.labelled(first, Manner { column: STEP, ..Manner::TEXT });
            }
            for more in said {
                self.out.blank_line();
                self.out.columns(STEP);
                self.labelled(more, Manner { column: STEP, ..Manner::TEXT });
            }
        }
    }

    /// What a note is called, by the order in which notes are referred to.
    fn note(&mut self, story: Story) -> String {
        if let Some(name) = self.notes.get(&story) {
            return name.clone();
        }
        let (kind, lead) = match story {
            Story::Endnote(_) => (1, "e"),
            Story::Footnote(_) | Story::Body => (0, ""),
        };
        self.notes_of_kind[kind] += 1;
        let name = format!("{lead}{}", self.notes_of_kind[kind]);
        self.notes.insert(story, name.clone());
        self.order.push(story);
        name
    }

    /// Label and words of a paragraph.
    fn labelled(&mut self, group: &Group<'d>, manner: Manner) {
        let label = group.kept().and_then(|kept| kept.label_on(self.shown.side));
        if let Some(label) = label {
            let shown: String = label.text.split_whitespace().collect::<Vec<_>>().join(" ");
            if label.bullet {
                // Within a line of its own it would be a word.
                if manner.lines {
                    self.out.mark(Mark::Line, "- ");
                }
            } else if !shown.is_empty() {
                self.out.label(&shown);
                self.out.add(" ");
            }
        }
        let mut pieces = Vec::new();
        for (index, paragraph) in &group.paragraphs {
            self.pieces(*index, paragraph, manner, &mut pieces);
        }
        let from = pieces
            .iter()
            .position(|piece| !matches!(piece.what, What::Blank(_) | What::Break))
            .unwrap_or(pieces.len());
        pieces.drain(..from);
        settle_emphasis(&mut pieces);
        self.write(&pieces, manner);
        let written: Vec<ParagraphIndex> = group.paragraphs.iter().map(|(index, _)| *index).collect();
        self.out.end(&written);
    }

    /// What a paragraph says, blanks apart from words.
    fn pieces(
        &self,
        index: ParagraphIndex,
        paragraph: &'d Paragraph,
        manner: Manner,
        pieces: &mut Vec<Piece<'d>>,
    ) {
        let mut at = 0;
        for piece in paragraph.shown(self.shown.side, &self.shown.document.changes) {
            let emphasis = Some(
                u8::from(piece.format.italic && manner.italic)
                    + 2 * u8::from(piece.format.bold && manner.bold),
            );
            let mut push = |what, at, emphasis| {
                pieces.push(Piece { what, paragraph: index, at, emphasis });
            };
            match &piece.content {
                Content::Text(words) => {
                    let bare = words.trim();
                    let lead = words.len() - words.trim_start().len();
                    if bare.is_empty() {
                        push(What::Blank(words), at, None);
                    } else {
                        push(What::Blank(&words[..lead]), at, None);
                        push(What::Words(bare), at + lead, emphasis);
                        push(What::Blank(&words[lead + bare.len()..]), at + lead + bare.len(), None);
                    }
                }
                Content::Tab => push(What::Blank("\t"), at, None),
                Content::Break if manner.lines => push(What::Break, at, Some(0)),
                Content::Break => push(What::Blank("\n"), at, None),
                Content::Note(story) => push(What::Note(*story), at, None),
            }
            at += piece.content.as_text().len();
        }
    }

    fn write(&mut self, pieces: &[Piece<'d>], manner: Manner) {
        let mut emphasis = 0;
        for piece in pieces {
            let wanted = piece.emphasis.unwrap_or(0);
            if wanted != emphasis {
                self.out.mark(Mark::Inline, stars(emphasis));
                self.out.mark(Mark::Inline, stars(wanted));
                emphasis = wanted;
            }
            match piece.what {
                What::Words(words) | What::Blank(words) => self.out.copy(words, piece.paragraph, piece.at),
                What::Break => {
                    self.out.copy_break(piece.paragraph, piece.at);
                    self.out.columns(manner.column);
                }
                What::Note(story) => {
                    let name = self.note(story);
                    self.out.note(&format!("[^{name}]"), piece.paragraph, piece.at);
                }
            }
        }
        self.out.mark(Mark::Inline, stars(emphasis));
    }
}

fn stars(emphasis: u8) -> &'static str {
    match emphasis {
        1 => "*",
        2 => "**",
        3 => "***",
        _ => "",
    }
}

/// Blanks and references between words of one emphasis take it; all others have none, so that no mark stands beside
/// a blank that it should not enclose.
fn settle_emphasis(pieces: &mut [Piece<'_>]) {
    let mut at = 0;
    let mut before = 0;
    while at < pieces.len() {
        match pieces[at].emphasis {
            Some(emphasis) => {
                before = emphasis;
                at += 1;
            }
            None => {
                let length = pieces[at..].iter().take_while(|piece| piece.emphasis.is_none()).count();
                let behind = pieces.get(at + length).and_then(|piece| piece.emphasis).unwrap_or(0);
                let shared = if behind == before { before } else { 0 };
                for piece in &mut pieces[at..at + length] {
                    piece.emphasis = Some(shared);
                }
                at += length;
            }
        }
    }
}
