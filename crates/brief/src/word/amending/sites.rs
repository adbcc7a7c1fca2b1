//! Where clauses stand in a Word document, and where something new can come between them.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use onetext_text::clause::{ClauseIndex, ClauseKind};
use onetext_text::draft::Draft;
use onetext_wordml::document::{CellPlace, Story};
use onetext_wordml::markup::{Like, Number, Place, RowPlace};
use onetext_wordml::{Document, ParagraphIndex};

use super::super::amendments::WhyNot;

/// The paragraphs and rows that are a clause with all that is below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Site {
    /// Paragraphs of the body, without those of notes.
    pub(super) paragraphs: Range<u32>,
    /// Rows of tables, each of which is a part of it as a whole.
    pub(super) rows: BTreeSet<RowPlace>,
}

/// A place between clauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) place: Place,
    /// The paragraph right before it.
    pub(super) after: Option<u32>,
    /// How deep the clause stands behind which it is: what is below a clause ends before the clause does.
    depth: u32,
}

impl Slot {
    /// By place; at one place, what stands deeper comes first.
    pub(super) fn order(&self) -> (Place, Reverse<u32>) {
        (self.place, Reverse(self.depth))
    }

    /// Whether it lies between paragraphs of a range.
    pub(super) fn is_within(&self, range: &Range<u32>) -> bool {
        self.after.is_some_and(|after| range.start <= after && after + 1 < range.end)
    }
}

/// Where the clauses of a document stand.
#[derive(Debug)]
pub(super) struct Sites<'d> {
    document: &'d Document,
    draft: &'d Draft,
    /// The paragraphs of each clause, without those below it.
    own: Vec<Vec<u32>>,
}

impl<'d> Sites<'d> {
    /// `draft` must be what the document is read as.
    pub(super) fn new(document: &'d Document, draft: &'d Draft) -> Self {
        let paragraphs =
            |span| draft.source().word().into_iter().flat_map(move |word| word.map().paragraphs(span));
        let own = draft.outline().clauses.iter();
        let own = own.map(|clause| paragraphs(clause.span).map(|paragraph| paragraph.0).collect()).collect();
        Self { document, draft, own }
    }

    /// Where a clause stands with all that is below it.
    ///
    /// # Errors
    /// It is a note; it shares a paragraph with clauses that are not below it.
    pub(super) fn site(&self, clause: ClauseIndex) -> Result<Site, WhyNot> {
        let below = self.draft.outline().subtree(clause);
        let all = self.own.get(below.clone()).unwrap_or_default().iter().flatten().copied();
        let here: Vec<u32> = all.filter(|&at| self.is_body(at)).collect();
        let (Some(&first), Some(&last)) = (here.iter().min(), here.iter().max()) else {
            return Err(WhyNot::InNote);
        };
        let (mut first, mut last) = (first, last);
        let rows: BTreeSet<RowPlace> = (first..=last).filter_map(|at| self.row(at)).collect();
        // A row goes as a whole, with its empty cells.
        while first > 0 && self.row(first - 1).is_some_and(|row| rows.contains(&row)) {
            first -= 1;
        }
        while self.row(last + 1).is_some_and(|row| rows.contains(&row)) {
            last += 1;
        }
        let paragraphs = first..last + 1;
        let others = self.own.iter().enumerate().filter(|(at, _)| !below.contains(at));
        if others.flat_map(|(_, own)| own).any(|at| paragraphs.contains(at)) {
            return Err(WhyNot::SharedParagraph);
        }
        Ok(Site { paragraphs, rows })
    }

    /// The place behind a clause with all that is below it, or before all clauses.
    ///
    /// # Errors
    /// Nothing can come there.
    pub(super) fn behind(&self, clause: Option<ClauseIndex>) -> Result<Slot, WhyNot> {
        let Some(clause) = clause else {
            let first = self.own.iter().flatten().copied().filter(|&at| self.is_body(at)).min();
            let first = first.ok_or(WhyNot::NoSuchPlace)?;
            let place = match self.cell(first) {
                Some(cell) if self.first_of_table(cell.table) == Some(first) => {
                    Place::BeforeTable(cell.table)
                }
                Some(_) => return Err(WhyNot::InTable),
                None => Place::Before(ParagraphIndex(first)),
            };
            return Ok(Slot { place, after: first.checked_sub(1), depth: 0 });
        };
        let site = self.site(clause)?;
        let last = site.paragraphs.end - 1;
        let place = match self.cell(last) {
            Some(cell) if self.cell(last + 1).is_none_or(|next| next.table != cell.table) => {
                Place::AfterTable(cell.table)
            }
            Some(_) => return Err(WhyNot::InTable),
            None => Place::After(ParagraphIndex(last)),
        };
        Ok(Slot { place, after: Some(last), depth: self.depth(clause) })
    }

    /// Whose look a new clause takes behind this one: that of the clause itself, or of the first below it that is no heading,
    /// as a heading only names what stands there.
    pub(super) fn sibling(&self, behind: Option<ClauseIndex>) -> Option<ParagraphIndex> {
        let clauses = &self.draft.outline().clauses;
        let range = match behind {
            Some(clause) => self.draft.outline().subtree(clause),
            None => 0..clauses.len(),
        };
        let fits = |at: &usize| {
            clauses
                .get(*at)
                .is_some_and(|clause| !matches!(clause.kind, ClauseKind::Heading(_) | ClauseKind::Row))
        };
        let first = range.into_iter().find(fits)?;
        let paragraph = self.own.get(first)?.iter().copied().find(|&at| self.is_body(at))?;
        self.cell(paragraph).is_none().then_some(ParagraphIndex(paragraph))
    }

    pub(super) fn is_row(&self, clause: ClauseIndex) -> bool {
        self.draft.outline().get(clause).is_some_and(|clause| clause.kind == ClauseKind::Row)
    }

    /// Whether Word counts a number for a paragraph.
    pub(super) fn is_counted(&self, paragraph: ParagraphIndex) -> bool {
        let found = self.document.paragraphs.get(paragraph.0 as usize);
        found.and_then(|paragraph| paragraph.label.as_ref()).is_some_and(|label| !label.bullet)
    }

    /// The look of a new paragraph.
    pub(super) fn like(&self, paragraph: ParagraphIndex, numbered: bool) -> Like {
        let bullet = !self.is_counted(paragraph);
        Like { paragraph, number: if numbered || bullet { Number::Same } else { Number::Without } }
    }

    fn depth(&self, clause: ClauseIndex) -> u32 {
        let outline = self.draft.outline();
        let above = |clause: &ClauseIndex| outline.get(*clause)?.parent;
        std::iter::successors(Some(clause), above).fold(0, |depth, _| depth + 1)
    }

    fn is_body(&self, at: u32) -> bool {
        self.document.paragraphs.get(at as usize).is_some_and(|paragraph| paragraph.story == Story::Body)
    }

    fn cell(&self, at: u32) -> Option<CellPlace> {
        self.document.paragraphs.get(at as usize)?.cell
    }

    fn row(&self, at: u32) -> Option<RowPlace> {
        self.cell(at).map(|cell| RowPlace { table: cell.table, row: cell.row })
    }

    fn first_of_table(&self, table: u32) -> Option<u32> {
        let of_table = |at: &u32| self.cell(*at).is_some_and(|cell| cell.table == table);
        (0..self.document.paragraphs.len() as u32).find(of_table)
    }
}
