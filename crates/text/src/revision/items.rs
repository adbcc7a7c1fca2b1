//! What is compared with each other: the paragraphs and tables of a text, the rows of a table.

use std::ops::Range;

use super::{Paragraph, Place, Side};
use crate::lineage::Lineage;
use crate::redline::tokens::{Interner, Token, tokenize};

/// What an item is; only items of one kind are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Table,
    /// With so many cells.
    Row(usize),
}

/// Paragraphs that stay together whatever happens.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) paragraphs: Range<usize>,
    pub(super) words: Vec<u32>,
}

/// The paragraphs of one side with their words.
#[derive(Debug)]
pub(super) struct Texts<'a> {
    pub(super) paragraphs: &'a [Paragraph],
    pub(super) tokens: Vec<Vec<Token>>,
    words: Vec<Vec<u32>>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(paragraphs: &'a [Paragraph], interner: &mut Interner) -> Self {
        let tokens: Vec<Vec<Token>> =
            paragraphs.iter().map(|paragraph| tokenize(&paragraph.text, interner)).collect();
        let words = tokens
            .iter()
            .map(|tokens| tokens.iter().filter(|token| token.is_word()).map(|token| token.key).collect())
            .collect();
        Self { paragraphs, tokens, words }
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.paragraphs.get(at).map_or("", |paragraph| paragraph.text.as_str())
    }

    fn item(&self, kind: Kind, paragraphs: Range<usize>) -> Item {
        let words = self.words.get(paragraphs.clone()).unwrap_or_default().concat();
        Item { kind, paragraphs, words }
    }

    /// The paragraphs and tables of the running text.
    pub(super) fn body(&self) -> Vec<Item> {
        let key = |paragraph: &Paragraph, at: usize| match paragraph.place {
            Place::Cell { table, .. } => (Some(table), 0),
            Place::Body | Place::Note(_) => (None, at),
        };
        let end = self.paragraphs.iter().take_while(|found| !matches!(found.place, Place::Note(_))).count();
        self.runs(0..end, key)
            .map(|run| {
                let table = matches!(self.paragraphs[run.start].place, Place::Cell { .. });
                self.item(if table { Kind::Table } else { Kind::Paragraph }, run)
            })
            .collect()
    }

    /// The rows of a table.
    pub(super) fn rows(&self, table: &Range<usize>) -> Vec<Item> {
        self.runs(table.clone(), |paragraph, _| match paragraph.place {
            Place::Cell { row, .. } => row,
            Place::Body | Place::Note(_) => 0,
        })
        .map(|run| self.item(Kind::Row(self.cells(&run).count()), run))
        .collect()
    }

    /// The cells of a row.
    pub(super) fn cells(&self, row: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        self.runs(row.clone(), |paragraph, _| match paragraph.place {
            Place::Cell { column, .. } => column,
            Place::Body | Place::Note(_) => 0,
        })
    }

    /// The notes, each with its paragraphs.
    pub(super) fn notes(&self) -> Vec<(u32, Range<usize>)> {
        let start = self.paragraphs.iter().take_while(|found| !matches!(found.place, Place::Note(_))).count();
        self.runs(start..self.paragraphs.len(), |paragraph, _| note(paragraph))
            .filter_map(|run| Some((note(&self.paragraphs[run.start])?, run)))
            .collect()
    }

    /// The paragraphs of a cell or a note.
    pub(super) fn singly(&self, paragraphs: &Range<usize>) -> Vec<Item> {
        paragraphs.clone().map(|at| self.item(Kind::Paragraph, at..at + 1)).collect()
    }

    /// Cuts a range where a key changes.
    fn runs<K: PartialEq>(
        &self,
        range: Range<usize>,
        key: impl Fn(&Paragraph, usize) -> K,
    ) -> std::vec::IntoIter<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut last: Option<K> = None;
        for at in range {
            let Some(paragraph) = self.paragraphs.get(at) else { break };
            let own = key(paragraph, at);
            match (runs.last_mut(), last.as_ref() == Some(&own)) {
                (Some(run), true) => run.end = at + 1,
                _ => runs.push(at..at + 1),
            }
            last = Some(own);
        }
        runs.into_iter()
    }
}

fn note(paragraph: &Paragraph) -> Option<u32> {
    match paragraph.place {
        Place::Note(note) => Some(note),
        Place::Body | Place::Cell { .. } => None,
    }
}

/// A link between more paragraphs than this says too little of any two of them.
const MANY: usize = 64;

/// The pairs of paragraphs whose clauses the lineage links, in order.
pub(super) fn links(old: Side<'_>, new: Side<'_>, lineage: &Lineage) -> Vec<(usize, usize)> {
    let (of_old, of_new) = (of_clauses(old), of_clauses(new));
    let mut pairs = Vec::new();
    for link in &lineage.links {
        let gather = |clauses: &[crate::ClauseIndex], of: &[Range<usize>]| -> Vec<usize> {
            clauses.iter().filter_map(|clause| of.get(clause.0 as usize)).cloned().flatten().collect()
        };
        let (before, after) = (gather(&link.old, &of_old), gather(&link.new, &of_new));
        if before.len() * after.len() <= MANY {
            pairs.extend(before.iter().flat_map(|&old| after.iter().map(move |&new| (old, new))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// For each clause of a draft, the paragraphs that its words stand in.
fn of_clauses(side: Side<'_>) -> Vec<Range<usize>> {
    let mut placed: Vec<(u32, u32, usize)> = side
        .paragraphs
        .iter()
        .enumerate()
        .filter_map(|(at, paragraph)| paragraph.span.map(|span| (span.start, span.end, at)))
        .collect();
    placed.sort_unstable();
    let clauses = &side.draft.outline().clauses;
    clauses
        .iter()
        .map(|clause| {
            let first = placed.partition_point(|&(_, end, _)| end <= clause.span.start);
            let mut found = placed[first..].iter().take_while(|&&(start, ..)| start < clause.span.end);
            let Some(&(_, _, from)) = found.next() else { return 0..0 };
            // Paragraphs of a clause follow each other, unless a note stands in its midst.
            from..found.last().map_or(from, |&(_, _, last)| last.max(from)) + 1
        })
        .collect()
}
