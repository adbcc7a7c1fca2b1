//! From a script of paragraphs to the tracked changes that carry it out.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use onetext_text::redline::{Change, ChangeKind};
use onetext_text::revision::{MARK, RowStep, Script, Step, Together, splices};
use onetext_wordml::ParagraphIndex;
use onetext_wordml::document::{Colour, Content, Piece, Side, Story};
use onetext_wordml::markup::{
    Edit, Inserted, Insertion, Like, NewRows, Number, Place, Revision, RowPlace, Splice, Split, Stamp,
    Treatment,
};
use onetext_wordml::new::{
    Highlight, Look, NewBlock, NewCell, NewNote, NewParagraph, NewRun, NewTable, NoteReference,
};

use super::lists::Lists;
use super::look::{self, Looks};
use super::sides::{Sheet, is_counted};

/// All changes are in one name.
const STAMP: usize = 0;

/// The changes that make the old document say what the new one says. `relisted`: paragraphs of the new document that stay,
/// but go into the list that `lists` has for theirs.
pub(super) fn revision(
    old: &Sheet<'_>,
    new: &Sheet<'_>,
    script: &Script,
    stamp: &Stamp,
    lists: &Lists,
    relisted: &HashSet<usize>,
) -> Revision {
    let mut planner = Planner {
        old,
        new,
        looks: Looks::new(&old.document.paragraphs),
        lists,
        relisted,
        revision: Revision { stamps: vec![stamp.clone()], ..Revision::default() },
        notes: HashMap::new(),
    };
    planner.sequence(&script.body);
    for note in &script.notes {
        planner.sequence(&note.steps);
    }
    planner.revision
}

struct Planner<'a> {
    old: &'a Sheet<'a>,
    new: &'a Sheet<'a>,
    looks: Looks,
    lists: &'a Lists,
    relisted: &'a HashSet<usize>,
    revision: Revision,
    /// New notes by the story that they have in the new document.
    notes: HashMap<Story, usize>,
}

fn index(at: usize) -> ParagraphIndex {
    ParagraphIndex(u32::try_from(at).unwrap_or(u32::MAX))
}

impl Planner<'_> {
    /// The steps of a text, a cell or a note.
    fn sequence(&mut self, steps: &[Step]) {
        let Some(mut place) = steps.iter().find_map(|step| self.before(step)) else { return };
        let mut near = 0;
        let mut left = steps.iter().peekable();
        while let Some(step) = left.next() {
            match step {
                Step::Together(both) => {
                    self.together(both);
                    near = both.old.end - 1;
                    place = Place::After(index(near));
                    while let Some(Step::Inserted { new }) = left.peek()
                        && self.goes_on(near, *new)
                    {
                        left.next();
                    }
                    if left.peek().is_some_and(|next| begins_with_insertion(next)) {
                        self.delete_last(near);
                    }
                }
                Step::Deleted { old } => {
                    self.treat(*old, Treatment::Delete { stamp: STAMP });
                    near = *old;
                    place = Place::After(index(near));
                }
                Step::MovedAway { old, .. } => {
                    near = *old;
                    place = Place::After(index(near));
                }
                Step::Inserted { new } => {
                    let like = self.like(*new, near);
                    let paragraph = self.paragraph(*new);
                    self.insert(place, Inserted::Block(NewBlock::Paragraph(paragraph)), like);
                }
                Step::MovedHere { old, new, changes } => self.moved((*old, *new), changes, place, near),
                Step::Table { old, rows, .. } => {
                    near = old.end - 1;
                    if let Some(table) = self.table(old.start) {
                        self.rows(table, rows);
                        place = Place::AfterTable(table);
                    }
                }
                Step::TableDeleted { old } => {
                    near = old.end - 1;
                    if let Some(table) = self.table(old.start) {
                        old.clone().for_each(|at| self.delete_row(at));
                        place = Place::AfterTable(table);
                    }
                }
                Step::TableInserted { new } => {
                    let (table, like) = self.new_table(new, near);
                    self.insert(place, Inserted::Block(NewBlock::Table(table)), like);
                }
            }
        }
    }

    /// Lets the words that a paragraph loses at its end stand behind those that come in their place: then what is inserted does
    /// not touch what is inserted behind the paragraph, which LibreOffice would take for one insertion, the mark between them
    /// included.
    fn delete_last(&mut self, old: usize) {
        let Some(text) = self.old.paragraphs.get(old).map(|paragraph| paragraph.text.as_str()) else {
            return;
        };
        let Some(Treatment::Edit(edit)) = self.revision.paragraphs.get_mut(&index(old)) else { return };
        let Some((last, before)) = edit.splices.split_last_mut() else { return };
        if last.at.end != text.len() || last.insert.is_empty() || !edit.splits.is_empty() {
            return;
        }
        if last.at.is_empty() {
            // Nothing falls there: the last word or mark is written once more, and falls.
            let start = last_of(text);
            let taken = before.last().map_or(0, |splice| splice.at.end);
            let Some(look) = look_at(self.old, old, start).filter(|_| start >= taken) else { return };
            last.insert.insert(0, NewRun { text: text[start..].to_owned(), look, ..NewRun::default() });
            last.at.start = start;
        }
        let behind = Splice { at: last.at.clone(), insert: Vec::new(), stamp: last.stamp };
        last.at.end = last.at.start;
        edit.splices.push(behind);
    }

    /// Adds a paragraph behind one whose last words are inserted, as if somebody had typed on there: the mark between the two
    /// is the new one. That is how Word marks it, and LibreOffice, which takes insertions that touch for one, would else
    /// reject the old mark with them. Whether it was done.
    fn goes_on(&mut self, old: usize, new: usize) -> bool {
        let Some(end) = self.old.paragraphs.get(old).map(|paragraph| paragraph.text.len()) else {
            return false;
        };
        let Some(Treatment::Edit(edit)) = self.revision.paragraphs.get(&index(old)) else { return false };
        let inserts = edit.splices.last().is_some_and(|last| last.at.end == end && !last.insert.is_empty())
            || edit.splits.last().is_some_and(|last| last.at == end);
        let Some(like) = self.like(new, old).filter(|_| inserts && edit.join_next.is_none()) else {
            return false;
        };
        let length = self.new.paragraphs.get(new).map_or(0, |paragraph| paragraph.text.len());
        let insert = self.runs(new, &(0..length));
        let split = Split { at: end, insert, like: Some(like), stamp: STAMP };
        if let Some(Treatment::Edit(edit)) = self.revision.paragraphs.get_mut(&index(old)) {
            edit.splits.push(split);
        }
        true
    }

    /// The place before a step's words in the old document, if it has such.
    fn before(&self, step: &Step) -> Option<Place> {
        match step {
            Step::Together(both) => Some(Place::Before(index(both.old.start))),
            Step::Deleted { old } | Step::MovedAway { old, .. } => Some(Place::Before(index(*old))),
            Step::Table { old, .. } | Step::TableDeleted { old } => {
                Some(Place::BeforeTable(self.table(old.start)?))
            }
            Step::Inserted { .. } | Step::MovedHere { .. } | Step::TableInserted { .. } => None,
        }
    }

    /// The table that a paragraph of the old document stands in.
    fn table(&self, at: usize) -> Option<u32> {
        Some(self.old.paragraph(at)?.cell?.table)
    }

    fn treat(&mut self, old: usize, treatment: Treatment) {
        self.revision.paragraphs.insert(index(old), treatment);
    }

    fn insert(&mut self, place: Place, content: Inserted, like: Option<Like>) {
        self.revision.insertions.push(Insertion { place, content, like, stamp: STAMP });
    }

    /// The row of a paragraph of the old document goes.
    fn delete_row(&mut self, at: usize) {
        if let Some(cell) = self.old.paragraph(at).and_then(|paragraph| paragraph.cell) {
            self.revision.rows.insert(RowPlace { table: cell.table, row: cell.row }, STAMP);
        }
    }

    fn rows(&mut self, table: u32, steps: &[RowStep]) {
        let mut row = 0;
        let next = |planner: &Self, old: &Range<usize>| {
            planner
                .old
                .paragraph(old.start)
                .and_then(|paragraph| paragraph.cell)
                .map_or(0, |cell| cell.row + 1)
        };
        for step in steps {
            match step {
                RowStep::Together { old, cells, .. } => {
                    cells.iter().for_each(|steps| self.sequence(steps));
                    row = next(self, old);
                }
                RowStep::Deleted { old } => {
                    self.delete_row(old.start);
                    row = next(self, old);
                }
                RowStep::Inserted { new } => {
                    let cells = self.cells(new);
                    let before = RowPlace { table, row };
                    match self.revision.new_rows.last_mut() {
                        Some(last) if last.before == before => last.rows.push(cells),
                        _ => self.revision.new_rows.push(NewRows { before, rows: vec![cells], stamp: STAMP }),
                    }
                }
            }
        }
    }

    /// The cells of a new row.
    fn cells(&mut self, row: &Range<usize>) -> Vec<NewCell> {
        let mut cells: Vec<NewCell> = Vec::new();
        let mut column = None;
        for at in row.clone() {
            let own = self.new.paragraph(at).and_then(|paragraph| paragraph.cell).map(|cell| cell.column);
            let paragraph = self.paragraph(at);
            match cells.last_mut() {
                Some(cell) if column == own => cell.paragraphs.push(paragraph),
                _ => cells.push(NewCell { paragraphs: vec![paragraph], ..NewCell::default() }),
            }
            column = own;
        }
        cells
    }

    fn new_table(&mut self, new: &Range<usize>, near: usize) -> (NewTable, Option<Like>) {
        let cell = |planner: &Self, at: usize| planner.new.paragraph(at).and_then(|paragraph| paragraph.cell);
        let like = self.like(new.start, near);
        let mut rows: Vec<Range<usize>> = Vec::new();
        for at in new.clone() {
            let row = cell(self, at).map(|cell| cell.row);
            match rows.last_mut() {
                Some(last) if cell(self, last.start).map(|cell| cell.row) == row => last.end = at + 1,
                _ => rows.push(at..at + 1),
            }
        }
        let found = cell(self, new.start).and_then(|cell| self.new.document.tables.get(cell.table as usize));
        let headers = found.map_or(0, |table| table.rows.iter().take_while(|row| row.header).count());
        let rows: Vec<Vec<NewCell>> = rows.iter().map(|row| self.cells(row)).collect();
        let widths = vec![1; rows.iter().map(Vec::len).max().unwrap_or(0)];
        let direction =
            self.new.paragraph(new.start).map(|paragraph| paragraph.direction).unwrap_or_default();
        (NewTable { direction, widths, headers, rows }, like)
    }

    /// Whose look a paragraph of the new document takes.
    fn like(&self, new: usize, near: usize) -> Option<Like> {
        let paragraph = self.new.paragraph(new)?;
        let mut like = self.looks.like(paragraph, near)?;
        if is_counted(paragraph) {
            // A number goes on with those of its own list, not with those of the list that happens to stand before.
            let part = look::Part::of(paragraph);
            let mate = self.lists.mate(paragraph, near);
            let mate =
                mate.filter(|at| self.old.paragraph(*at).is_some_and(|one| look::Part::of(one) == part));
            like = match (mate, self.lists.of(paragraph)) {
                (Some(mate), _) => Like { paragraph: index(mate), number: Number::Same },
                (None, Some((list, level))) => Like { number: Number::In { list, level }, ..like },
                (None, None) => Like { number: Number::Without, ..like },
            };
        }
        Some(like)
    }

    /// The look of a paragraph that stays, where it must change.
    fn changed_look(&self, old: usize, new: usize) -> Option<Like> {
        let (before, after) = (self.old.paragraph(old)?, self.new.paragraph(new)?);
        if !look::differ_in_number(before, after) {
            return self.like(new, old);
        }
        let number = match self.lists.of(after) {
            Some((list, level)) => Number::In { list, level },
            None => Number::Without,
        };
        Some(Like { paragraph: index(old), number })
    }

    /// A paragraph of the new document, to be written whole.
    fn paragraph(&mut self, at: usize) -> NewParagraph {
        let Some(found) = self.new.paragraph(at) else { return NewParagraph::default() };
        let length = self.new.paragraphs.get(at).map_or(0, |paragraph| paragraph.text.len());
        NewParagraph {
            style: look::style(found),
            direction: found.direction,
            runs: self.runs(at, &(0..length)),
            ..NewParagraph::default()
        }
    }

    /// Words of a paragraph of the new document.
    fn runs(&mut self, at: usize, range: &Range<usize>) -> Vec<NewRun> {
        let new = self.new;
        let Some(paragraph) = new.paragraph(at) else { return Vec::new() };
        let (typed, range) = new.in_document(at, range);
        let mut runs: Vec<NewRun> = Vec::new();
        if !typed.is_empty() {
            runs.push(NewRun { text: typed, ..NewRun::default() });
        }
        let mut start = 0;
        for piece in paragraph.shown(Side::Accepted, &new.document.changes) {
            let text = piece.content.as_text();
            let own = range.start.saturating_sub(start)..range.end.saturating_sub(start).min(text.len());
            start += text.len();
            if own.start >= own.end {
                continue;
            }
            let note = match piece.content {
                Content::Note(story) => Some(NoteReference::New(self.note(story))),
                Content::Text(_) | Content::Tab | Content::Break => None,
            };
            let words = if note.is_some() { "" } else { text.get(own).unwrap_or_default() };
            let look = if note.is_some() { Look::default() } else { look_of(piece) };
            match runs.last_mut() {
                Some(last)
                    if note.is_none()
                        && last.note.is_none()
                        && last.look == look
                        && last.link.as_deref() == piece.link.as_deref() =>
                {
                    last.text.push_str(words);
                }
                _ => runs.push(NewRun {
                    text: words.to_owned(),
                    look,
                    note,
                    link: piece.link.as_deref().map(str::to_owned),
                }),
            }
        }
        runs
    }

    /// A note of the new document, as a new one of the old document.
    fn note(&mut self, story: Story) -> usize {
        if let Some(&known) = self.notes.get(&story) {
            return known;
        }
        let position = self.revision.notes.len();
        self.notes.insert(story, position);
        self.revision.notes.push(NewNote::default());
        let own: Vec<usize> = self.new.note(story).collect();
        let mut paragraphs: Vec<NewParagraph> = own.into_iter().map(|at| self.paragraph(at)).collect();
        // A blank is written between the note's number and its words.
        if let Some(run) = paragraphs.first_mut().and_then(|first| first.runs.first_mut()) {
            run.text = run.text.trim_start().to_owned();
        }
        if let Some(note) = self.revision.notes.get_mut(position) {
            note.paragraphs = paragraphs;
        }
        position
    }

    fn moved(&mut self, (old, new): (usize, usize), changes: &[Change], place: Place, near: usize) {
        let splices = self.spliced(new, changes, (0, 0));
        self.treat(old, Treatment::MoveAway { stamp: STAMP, splices });
        let differs = self.differ(old, new);
        let like = if differs { self.like(new, near) } else { None };
        self.insert(place, Inserted::Moved { from: index(old) }, like);
    }

    fn differ(&self, old: usize, new: usize) -> bool {
        match (self.old.paragraph(old), self.new.paragraph(new)) {
            (Some(old), Some(new)) => look::differ(old, new),
            _ => false,
        }
    }

    /// The splices of changes within one paragraph, of which the first begins at these bytes of the old and the new one.
    fn spliced(&mut self, new: usize, changes: &[Change], from: (usize, usize)) -> Vec<Splice> {
        splices(changes)
            .into_iter()
            .map(|splice| Splice {
                at: from.0 + splice.old.start..from.0 + splice.old.end,
                insert: self.runs(new, &(from.1 + splice.new.start..from.1 + splice.new.end)),
                stamp: STAMP,
            })
            .collect()
    }

    fn together(&mut self, both: &Together) {
        if both.old.len() == 1 && both.new.len() == 1 {
            let (old, new) = (both.old.start, both.new.start);
            let edit = Edit { splices: self.spliced(new, &both.changes, (0, 0)), ..Edit::default() };
            self.edit(old, new, edit);
            return;
        }
        let mut way = Way { old: both.old.start, new: both.new.start, at: (0, 0), edit: Edit::default() };
        for change in &both.changes {
            match (change.kind, change.new.contains(MARK)) {
                (ChangeKind::Equal, _) => self.equal(&mut way, change),
                (_, true) => self.parted(&mut way, change),
                (_, false) => self.put_together(&mut way, change),
            }
        }
        let (old, first) = (way.old, way.first());
        self.edit(old, first, way.edit);
    }

    /// An edit of a paragraph that becomes one of the new document, or its first part does.
    fn edit(&mut self, old: usize, new: usize, mut edit: Edit) {
        if self.differ(old, new) || self.relisted.contains(&new) {
            edit.like = self.changed_look(old, new).map(|like| (like, STAMP));
        }
        if edit != Edit::default() {
            self.treat(old, Treatment::Edit(edit));
        }
    }

    /// Words that stay, with the marks among them.
    fn equal(&mut self, way: &mut Way, change: &Change) {
        let mut parts = change.old.split(MARK).zip(change.new.split(MARK)).peekable();
        while let Some((old, new)) = parts.next() {
            let own = Change { kind: ChangeKind::Equal, old: old.to_owned(), new: new.to_owned() };
            let found = self.spliced(way.new, &[own], way.at);
            way.edit.splices.extend(found);
            way.at = (way.at.0 + old.len(), way.at.1 + new.len());
            if parts.peek().is_some() {
                let edit = std::mem::take(&mut way.edit);
                self.edit(way.old, way.first(), edit);
                (way.old, way.new, way.at) = (way.old + 1, way.new + 1, (0, 0));
            }
        }
    }

    /// Words in whose place others come, with marks among them.
    fn parted(&mut self, way: &mut Way, change: &Change) {
        let end = way.at.0 + change.old.len();
        let mut parts = change.new.split(MARK);
        let first = parts.next().unwrap_or_default();
        if !change.old.is_empty() || !first.is_empty() {
            let insert = self.runs(way.new, &(way.at.1..way.at.1 + first.len()));
            way.edit.splices.push(Splice { at: way.at.0..end, insert, stamp: STAMP });
        }
        way.at = (end, way.at.1 + first.len());
        for part in parts {
            way.new += 1;
            way.at.1 = part.len();
            let insert = self.runs(way.new, &(0..part.len()));
            let like = if self.differ(way.old, way.new) { self.like(way.new, way.old) } else { None };
            way.edit.splits.push(Split { at: end, insert, like, stamp: STAMP });
        }
    }

    /// Words that fall, with marks among them, and what comes in their place.
    fn put_together(&mut self, way: &mut Way, change: &Change) {
        let insert = self.runs(way.new, &(way.at.1..way.at.1 + change.new.len()));
        let mut insert = Some(insert);
        let mut parts = change.old.split(MARK).peekable();
        while let Some(part) = parts.next() {
            let insert = insert.take().unwrap_or_default();
            if !part.is_empty() || !insert.is_empty() {
                way.edit.splices.push(Splice { at: way.at.0..way.at.0 + part.len(), insert, stamp: STAMP });
            }
            way.at.0 += part.len();
            if parts.peek().is_some() {
                let mut edit = std::mem::take(&mut way.edit);
                edit.join_next = Some(STAMP);
                self.treat(way.old, Treatment::Edit(edit));
                (way.old, way.at.0) = (way.old + 1, 0);
            }
        }
        way.at.1 += change.new.len();
    }
}

/// How far an edit of several paragraphs has come.
struct Way {
    /// Paragraph of the old document.
    old: usize,
    /// Paragraph of the new document.
    new: usize,
    /// Bytes of both.
    at: (usize, usize),
    edit: Edit,
}

impl Way {
    /// The paragraph of the new document that the one of the old document begins.
    fn first(&self) -> usize {
        self.new.saturating_sub(self.edit.splits.len())
    }
}

/// Whether a step puts words right behind the mark of the paragraph before.
fn begins_with_insertion(step: &Step) -> bool {
    match step {
        Step::MovedHere { .. } | Step::Inserted { .. } => true,
        Step::Together(both) => {
            both.changes.first().is_some_and(|first| first.old.is_empty() && !first.new.is_empty())
        }
        _ => false,
    }
}

/// Where the last word of a text begins, or the mark that stands behind it.
fn last_of(text: &str) -> usize {
    let word = text.trim_end_matches(char::is_alphanumeric).len();
    let mark = text.char_indices().next_back().map_or(0, |(at, _)| at);
    word.min(mark)
}

/// How the words at a place of a paragraph look; `None` where no words stand there.
fn look_at(sheet: &Sheet<'_>, paragraph: usize, at: usize) -> Option<Look> {
    let mut start = 0;
    for piece in sheet.paragraph(paragraph)?.shown(Side::Accepted, &sheet.document.changes) {
        let length = piece.content.as_text().len();
        if (start..start + length).contains(&at) {
            return matches!(piece.content, Content::Text(_)).then(|| look_of(piece));
        }
        start += length;
    }
    None
}

fn look_of(piece: &Piece) -> Look {
    Look {
        bold: piece.format.bold,
        italic: piece.format.italic,
        superscript: piece.format.superscript,
        strike: piece.format.strike,
        marked: piece.format.marked.and_then(highlight),
        ..Look::default()
    }
}

/// The highlighter's name of a colour.
fn highlight(colour: Colour) -> Option<Highlight> {
    match (colour.red, colour.green, colour.blue) {
        (0, 0xff, 0) => Some(Highlight::Green),
        (0xff, 0xff, 0) => Some(Highlight::Yellow),
        (0, 0xff, 0xff) => Some(Highlight::Cyan),
        (0xff, 0, 0xff) => Some(Highlight::Magenta),
        (0xff, 0, 0) => Some(Highlight::Red),
        (0xc0, 0xc0, 0xc0) => Some(Highlight::LightGrey),
        _ => None,
    }
}
