//! A draft as a Word document: its clauses with the labels that they have, each as deep as it stands, brackets and all.
//!
//! What is written is read back as the same draft: clauses keep their ids, labels and exact words. How deep a clause stands
//! is carried by the indent of its paragraph; front matter, comments and other machinery of the file are not carried.

use std::collections::{BTreeSet, HashMap};

use onetext_text::clause::{Clause, ClauseIndex, ClauseKind};
use onetext_text::draft::Draft;
use onetext_text::runs::{Run, Runs};
use onetext_text::word::Marks;
use onetext_wordml::document::Direction;
use onetext_wordml::new::{
    Highlight, Look, NewBlock, NewCell, NewDocument, NewNote, NewParagraph, NewRun, NewTable, NoteReference,
    Style,
};

/// What stands around the words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Title, in the document's properties.
    pub title: String,
    /// Language of the draft, as a BCP 47 tag.
    pub language: String,
    /// What stands at the top of every page.
    pub header: String,
    /// What stands at the foot of every page, with `{page}` and `{pages}` where the numbers belong.
    pub footer: String,
}

/// The draft as it stands, with its brackets and options. Takes time in proportion to its length.
#[must_use]
pub fn document(draft: &Draft, page: &Page) -> NewDocument {
    let direction = match crate::wording::direction(&page.language) {
        crate::model::Direction::Ltr => Direction::Ltr,
        crate::model::Direction::Rtl => Direction::Rtl,
    };
    let mut writer = Writer::of(draft, direction);
    writer.write();
    NewDocument {
        title: page.title.clone(),
        language: page.language.clone(),
        direction,
        across: false,
        header: page.header.clone(),
        footer: page.footer.clone(),
        blocks: writer.blocks,
        notes: writer.notes,
        comments: Vec::new(),
    }
}

struct Writer<'d> {
    draft: &'d Draft,
    marks: Option<Marks>,
    direction: Direction,
    blocks: Vec<NewBlock>,
    notes: Vec<NewNote>,
    /// Notes that are referred to and that there are, by what they are called: their place among `notes`.
    named: HashMap<String, usize>,
    /// For each clause, how many clauses it stands under that are no headings.
    levels: Vec<u8>,
    /// For each clause, the note that it is part of.
    within: Vec<Option<usize>>,
}

impl<'d> Writer<'d> {
    fn of(draft: &'d Draft, direction: Direction) -> Self {
        let clauses = &draft.outline().clauses;
        let mut writer = Self {
            draft,
            marks: Marks::of(draft),
            direction,
            blocks: Vec::with_capacity(clauses.len()),
            notes: Vec::new(),
            named: HashMap::new(),
            levels: Vec::with_capacity(clauses.len()),
            within: Vec::with_capacity(clauses.len()),
        };
        let notes = !writer.has_odd_notes();
        for clause in clauses {
            let name = note_name(clause).filter(|_| notes);
            let note = match name {
                Some(name) => {
                    writer.named.insert(name.to_owned(), writer.notes.len());
                    writer.notes.push(NewNote::default());
                    Some(writer.notes.len() - 1)
                }
                None => clause.parent.and_then(|above| *writer.within.get(above.0 as usize)?),
            };
            writer.within.push(note);
            let above = clause.parent.map(|above| above.0 as usize);
            let heading = |at: usize| matches!(clauses.get(at), Some(above) if is_heading(above));
            let level = above.map_or(0, |at| {
                let own = writer.levels.get(at).copied().unwrap_or(0);
                if heading(at) { own } else { own.saturating_add(1) }
            });
            writer.levels.push(level);
        }
        writer
    }

    /// Whether a note is there twice, or is referred to and not there, or there and not referred to. At the foot of a page
    /// such notes would be others, or none: so all of them are written as they stand, `[^1]` and `[^1]: words`.
    fn has_odd_notes(&self) -> bool {
        let outline = self.draft.outline();
        let mut there: Vec<&str> = outline.clauses.iter().filter_map(note_name).collect();
        let runs = outline.iter().map(|(index, _)| self.draft.runs(index, None));
        let referred: BTreeSet<String> = runs
            .flat_map(|runs| runs.label.into_iter().chain(runs.body))
            .filter_map(|run| run.note)
            .collect();
        there.sort_unstable();
        !referred.iter().map(String::as_str).eq(there)
    }

    fn write(&mut self) {
        let mut next = 0;
        let clauses = &self.draft.outline().clauses;
        while let Some(clause) = clauses.get(next) {
            let index = ClauseIndex(next as u32);
            let head = self.draft.is_table_head(index);
            if head || clause.kind == ClauseKind::Row {
                let rows = clauses[next + 1..].iter().take_while(|row| row.kind == ClauseKind::Row).count();
                self.table(next, next + 1 + rows, head);
                next += 1 + rows;
                continue;
            }
            let paragraph = self.paragraph(index, clause);
            match self.within.get(next).copied().flatten().and_then(|note| self.notes.get_mut(note)) {
                Some(note) => note.paragraphs.push(paragraph),
                None => self.blocks.push(NewBlock::Paragraph(paragraph)),
            }
            next += 1;
        }
    }

    fn paragraph(&self, index: ClauseIndex, clause: &Clause) -> NewParagraph {
        let Runs { label, body } = self.draft.runs(index, self.marks.as_ref());
        let level = self.levels.get(index.0 as usize).copied().unwrap_or(0);
        let plain = NewParagraph { level, direction: self.direction, ..NewParagraph::default() };
        if let ClauseKind::Heading(level) = clause.kind {
            let mut runs = label;
            let parted = runs.last().is_some_and(|last| last.text.ends_with(char::is_whitespace));
            if !runs.is_empty() && !body.is_empty() && !parted {
                runs.push(Run { text: " ".to_owned(), ..Run::default() });
            }
            runs.extend(body);
            // Headings are bold by their style.
            let runs = runs.into_iter().map(|run| Run { bold: false, ..run });
            return NewParagraph {
                style: Style::Heading(level.clamp(1, 9)),
                level: 0,
                runs: self.runs(runs),
                ..plain
            };
        }
        let runs = self.runs(body);
        let note = note_name(clause).is_some();
        if note && self.within.get(index.0 as usize).copied().flatten().is_some() {
            return NewParagraph { runs, ..plain };
        }
        if label.is_empty() {
            let bullet = clause.label.is_empty() && clause.body.start > clause.span.start;
            let style = if bullet { Style::Bullet } else { Style::Body };
            return NewParagraph { style, runs, ..plain };
        }
        let mut shown = String::new();
        for run in &label {
            match &run.note {
                Some(name) if self.note(Some(name)).is_none() => shown.push_str(&reference(name)),
                _ => shown.push_str(&run.text.replace('\n', " ")),
            }
        }
        let named = |run: &&Run| run.text.contains(char::is_alphanumeric);
        let look = label.iter().find(named).map_or_else(Look::default, look_of);
        let referred = label.iter().find_map(|run| self.note(run.note.as_deref()));
        NewParagraph {
            style: Style::Clause,
            label: Some(shown.trim().to_owned()),
            label_look: look,
            label_note: referred,
            runs,
            ..plain
        }
    }

    fn table(&mut self, from: usize, to: usize, head: bool) {
        let mut widest: Vec<u32> = Vec::new();
        let mut rows = Vec::with_capacity(to - from);
        for row in from..to {
            let mut cells = Vec::new();
            for (column, runs) in
                self.draft.cells(ClauseIndex(row as u32), self.marks.as_ref()).into_iter().enumerate()
            {
                let length: usize = runs.iter().map(|run| run.text.chars().count()).sum();
                let width = u32::try_from(length.clamp(6, 60)).unwrap_or(60);
                match widest.get_mut(column) {
                    Some(widest) => *widest = width.max(*widest),
                    None => widest.push(width),
                }
                let runs = self.runs(runs);
                let words = NewParagraph { runs, direction: self.direction, ..NewParagraph::default() };
                cells.push(NewCell { paragraphs: vec![words], ..NewCell::default() });
            }
            rows.push(cells);
        }
        // Rows may have fewer cells than others.
        for row in &mut rows {
            row.resize_with(widest.len(), NewCell::default);
        }
        let headers = usize::from(head);
        let table = NewTable { direction: self.direction, widths: widest, headers, rows };
        self.blocks.push(NewBlock::Table(table));
    }

    fn runs(&self, runs: impl IntoIterator<Item = Run>) -> Vec<NewRun> {
        let mut new: Vec<NewRun> = Vec::new();
        for run in runs {
            match &run.note {
                Some(name) => match self.note(Some(name)) {
                    Some(note) => match new.last_mut().filter(|last| last.note.is_none()) {
                        Some(last) => last.note = Some(note),
                        None => new.push(NewRun { note: Some(note), ..NewRun::default() }),
                    },
                    None => new.push(NewRun { text: reference(name), ..NewRun::default() }),
                },
                None => new.push(NewRun { look: look_of(&run), text: run.text, note: None, link: run.link }),
            }
        }
        new
    }

    fn note(&self, name: Option<&str>) -> Option<NoteReference> {
        self.named.get(name?).copied().map(NoteReference::New)
    }
}

fn is_heading(clause: &Clause) -> bool {
    matches!(clause.kind, ClauseKind::Heading(_))
}

/// What a footnote is called.
fn note_name(clause: &Clause) -> Option<&str> {
    clause.label.strip_prefix("[^")?.strip_suffix(']')
}

/// The reference to a note, as words.
fn reference(name: &str) -> String {
    format!("[^{name}]")
}

fn look_of(run: &Run) -> Look {
    Look {
        bold: run.bold,
        italic: run.italic,
        superscript: run.superscript,
        marked: run.marked.map(Highlight::Of),
        ..Look::default()
    }
}
