//! How a document must read with every marked amendment: said from the amendments alone, and not from the marks.

use std::collections::BTreeSet;

use onetext_wordml::ParagraphIndex;
use onetext_wordml::document::{Side, Story};
use onetext_wordml::markup::Place;

use super::super::read_back::{Line, Told, references};
use super::plan::{Arrival, Plan, What};
use super::words::made;

/// What the document says.
pub(super) fn accepted(plan: &Plan<'_>) -> Told {
    let mut telling = Telling { plan, arrivals: plan.in_order(), lines: Vec::new(), tables: BTreeSet::new() };
    let paragraphs = &plan.sheet.opened.document.paragraphs;
    for (at, paragraph) in (0_u32..).zip(paragraphs) {
        if paragraph.story != Story::Body {
            telling.paragraph(at);
            continue;
        }
        let table = paragraph.cell.map(|cell| cell.table);
        if let Some(table) = table
            && telling.tables.insert(table)
        {
            telling.arrivals(Place::BeforeTable(table));
        }
        telling.arrivals(Place::Before(ParagraphIndex(at)));
        if !plan.is_moved(at) {
            telling.paragraph(at);
        }
        telling.arrivals(Place::After(ParagraphIndex(at)));
        let next = paragraphs.get(at as usize + 1).filter(|next| next.story == Story::Body);
        if let Some(table) = table
            && next.and_then(|next| next.cell).is_none_or(|cell| cell.table != table)
        {
            telling.arrivals(Place::AfterTable(table));
        }
    }
    Told::gathered(telling.lines.into_iter())
}

struct Telling<'a> {
    plan: &'a Plan<'a>,
    arrivals: Vec<&'a Arrival>,
    lines: Vec<(Story, Line)>,
    /// Tables that have begun.
    tables: BTreeSet<u32>,
}

impl Telling<'_> {
    fn arrivals(&mut self, place: Place) {
        let here = |arrival: &&Arrival| arrival.slot.place == place;
        for arrival in self.arrivals.iter().copied().filter(here).collect::<Vec<_>>() {
            match &arrival.what {
                What::Moved(range) => range.clone().for_each(|at| self.paragraph(at)),
                What::New(paragraphs, edits) => {
                    let at = arrival.slot.after.map_or(0, |after| after as usize);
                    let line = |words| Line { cell: false, words, notes: Vec::new(), at };
                    let words = paragraphs.iter().map(|new| made(&new.text(), edits));
                    self.lines.extend(words.map(|words| (Story::Body, line(words))));
                }
            }
        }
    }

    fn paragraph(&mut self, at: u32) {
        if self.plan.struck_by(at).is_some() {
            return;
        }
        let document = &self.plan.sheet.opened.document;
        let Some(paragraph) = document.paragraphs.get(at as usize) else { return };
        let text = self.plan.sheet.text(ParagraphIndex(at));
        let words = made(&text, self.plan.edits.get(&at).map_or(&[], Vec::as_slice));
        let notes = references(document, paragraph, Side::Accepted).collect();
        let line = Line { cell: paragraph.cell.is_some(), words, notes, at: at as usize };
        self.lines.push((paragraph.story, line));
    }
}
