//! What two documents have otherwise and a redline does not mark: the formatting of words that stay, merged cells of new rows.

use std::ops::Range;

use onetext_text::redline::{Change, ChangeKind};
use onetext_text::revision::{RowStep, Script, Step, Together};
use onetext_wordml::document::{Colour, Side};

use super::look;
use super::sides::Sheet;
use crate::points::count;

/// So many places are named.
const NAMED: usize = 3;

/// Tells of paragraphs that stay of which style, direction or formatting is another in the new document.
pub(super) fn told(old: &Sheet<'_>, new: &Sheet<'_>, script: &Script) -> Vec<String> {
    let mut found: Vec<usize> = Vec::new();
    script.visit_together(&mut |both| {
        if both.old.len() == 1 && both.new.len() == 1 && differs(old, new, both) {
            found.push(both.new.start);
        }
    });
    if found.is_empty() {
        return Vec::new();
    }
    let named: Vec<String> = found.iter().filter_map(|at| new.begins(*at)).take(NAMED).collect();
    let more = if found.len() > named.len() && !named.is_empty() { ", \u{2026}" } else { "" };
    let places = if named.is_empty() { String::new() } else { format!(": {}{more}", named.join(", ")) };
    vec![format!("The formatting of {} differs and is not marked{places}.", count(found.len(), "paragraph"))]
}

fn differs(old: &Sheet<'_>, new: &Sheet<'_>, both: &Together) -> bool {
    let (Some(before), Some(after)) = (old.paragraph(both.old.start), new.paragraph(both.new.start)) else {
        return false;
    };
    let style = |style: &Option<String>| style.as_deref().map(str::to_lowercase);
    let marked = look::differ(before, after);
    if !marked && (style(&before.style), before.direction) != (style(&after.style), after.direction) {
        return true;
    }
    let (one, two) = (Formats::of(old, both.old.start), Formats::of(new, both.new.start));
    let mut at = (0, 0);
    both.changes.iter().any(|change: &Change| {
        let (from, to) = (at, (at.0 + change.old.len(), at.1 + change.new.len()));
        at = to;
        if change.kind != ChangeKind::Equal || change.old != change.new {
            return false;
        }
        let (_, here) = old.in_document(both.old.start, &(from.0..to.0));
        let (_, there) = new.in_document(both.new.start, &(from.1..to.1));
        here.len() == there.len() && !one.same(&here, &two, &there)
    })
}

/// Bold, italic, underlined, struck through, raised, and the colour behind.
type Format = (bool, bool, bool, bool, bool, Option<Colour>);

/// The formatting of a paragraph's words: where each stretch ends. White space takes that of the words before it.
struct Formats {
    ends: Vec<(usize, Format)>,
}

impl Formats {
    fn of(sheet: &Sheet<'_>, at: usize) -> Self {
        let mut ends: Vec<(usize, Format)> = Vec::new();
        let mut end = 0;
        let pieces = sheet
            .paragraph(at)
            .into_iter()
            .flat_map(|own| own.shown(Side::Accepted, &sheet.document.changes));
        for piece in pieces {
            let text = piece.content.as_text();
            end += text.len();
            let look = &piece.format;
            let own = (look.bold, look.italic, look.underline, look.strike, look.superscript, look.marked);
            match ends.last_mut() {
                Some(last) if last.1 == own || text.trim().is_empty() => last.0 = end,
                _ => ends.push((end, own)),
            }
        }
        Self { ends }
    }

    fn at(&self, place: usize) -> Option<(usize, Format)> {
        let index = self.ends.partition_point(|(end, _)| *end <= place);
        self.ends.get(index).copied()
    }

    /// Whether two stretches of the same length are formatted alike.
    fn same(&self, here: &Range<usize>, other: &Self, there: &Range<usize>) -> bool {
        let mut done = 0;
        while done < here.len() {
            let (Some((end, one)), Some((until, two))) =
                (self.at(here.start + done), other.at(there.start + done))
            else {
                return true;
            };
            if one != two {
                return false;
            }
            done = (end - here.start).min(until - there.start);
        }
        true
    }
}

/// Tells of new rows of tables that stay of which the new document has cells merged.
pub(super) fn merged(new: &Sheet<'_>, script: &Script) -> Option<String> {
    let mut rows = 0;
    for step in &script.body {
        let Step::Table { rows: steps, .. } = step else { continue };
        for row in steps {
            let RowStep::Inserted { new: paragraphs } = row else { continue };
            let cell = new.paragraph(paragraphs.start).and_then(|paragraph| paragraph.cell);
            let merged = cell
                .and_then(|cell| new.document.tables.get(cell.table as usize)?.rows.get(cell.row as usize))
                .is_some_and(|row| row.merged);
            rows += usize::from(merged);
        }
    }
    (rows > 0).then(|| format!("Merged cells come apart in {}.", count(rows, "new row")))
}
