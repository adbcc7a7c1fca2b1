//! Rows of tables that go and come.

use super::MarkupError;
use super::host::Host;
use super::part::Part;
use super::patch::Patches;
use super::revision::{NewRows, RowPlace, StampIndex};
use super::tree::{Id, Tree};
use crate::document::ParagraphIndex;
use crate::new::{NewCell, NewParagraph};
use crate::write::order::{self, Properties};
use crate::write::paragraph::paragraph;
use crate::write::{Like, TEXT_WIDTH, table};
use std::collections::BTreeMap;

/// Marks the rows of the revision.
pub(super) fn mark(
    part: &Part<'_, '_>,
    nodes: &BTreeMap<ParagraphIndex, Id>,
    host: &mut Host<'_>,
    patches: &mut Patches,
) -> Result<(), MarkupError> {
    if part.known.tables.is_empty() {
        return Ok(());
    }
    let tree = part.tree;
    let by_start: BTreeMap<usize, Id> =
        tree.all().filter(|id| tree.word(*id) == "tr").map(|id| (tree.span(id).start, id)).collect();
    let find = |place: RowPlace| -> Option<Id> {
        let row = part.document.tables.get(place.table as usize)?.rows.get(place.row as usize)?;
        by_start.get(&row.source.start).copied()
    };
    for (place, stamp) in &host.revision.rows {
        let row = find(*place).ok_or(MarkupError::Row { row: *place })?;
        delete(part, row, *stamp, host, patches)?;
    }
    for new in &host.revision.new_rows {
        insert(part, new, nodes, &find, host, patches)?;
    }
    Ok(())
}

fn delete(
    part: &Part<'_, '_>,
    row: Id,
    stamp: StampIndex,
    host: &mut Host<'_>,
    patches: &mut Patches,
) -> Result<(), MarkupError> {
    let tree = part.tree;
    let rows = std::iter::once(row).chain(tree.within(row).filter(|id| tree.word(*id) == "tr"));
    for row in rows.collect::<Vec<_>>() {
        let mark = host.tag("del", stamp, "/>");
        match tree.child(row, "trPr") {
            Some(properties) if tree.is_empty_tag(properties) => {
                patches.replace(tree.span(properties), format!("<w:trPr>{mark}</w:trPr>"));
            }
            Some(properties) => {
                let at = match tree.child(properties, "trPrChange") {
                    Some(change) => tree.span(change).start,
                    None => tree.inner(properties).end,
                };
                patches.replace(at..at, mark);
            }
            None => {
                let at = match tree.child(row, "tblPrEx") {
                    Some(exceptions) => tree.span(exceptions).end,
                    None => tree.start(row).end,
                };
                patches.replace(at..at, format!("<w:trPr>{mark}</w:trPr>"));
            }
        }
    }
    for node in tree.within(row).filter(|id| tree.word(*id) == "p").collect::<Vec<_>>() {
        // What is in a text box goes with it.
        let boxed = tree.ancestors(node).take_while(|id| *id != row).any(|id| tree.word(id) == "r");
        if !boxed {
            patches.replace(tree.span(node), part.deleted(node, stamp, true, host)?);
        }
    }
    Ok(())
}

fn insert(
    part: &Part<'_, '_>,
    new: &NewRows,
    nodes: &BTreeMap<ParagraphIndex, Id>,
    find: &impl Fn(RowPlace) -> Option<Id>,
    host: &mut Host<'_>,
    patches: &mut Patches,
) -> Result<(), MarkupError> {
    let tree = part.tree;
    let lost = MarkupError::Row { row: new.before };
    let (at, like) = match find(new.before) {
        Some(row) => (tree.span(row).start, row),
        None => {
            let last = new.before.row.checked_sub(1).ok_or(lost)?;
            let last = RowPlace { row: last, ..new.before };
            let row = find(last).ok_or(MarkupError::Row { row: new.before })?;
            (tree.span(row).end, row)
        }
    };
    let widths: Vec<u32> = tree
        .parent(like)
        .and_then(|table| tree.child(table, "tblGrid"))
        .into_iter()
        .flat_map(|grid| tree.children(grid))
        .filter(|column| tree.word(*column) == "gridCol")
        .map(|column| tree.number(column, "w").and_then(|width| u32::try_from(width).ok()).unwrap_or(0))
        .collect();
    let widths = if widths.is_empty() { vec![TEXT_WIDTH] } else { widths };
    let old_cells: Vec<Id> = tree.children(like).filter(|id| tree.word(*id) == "tc").collect();
    let mut out = String::new();
    for cells in &new.rows {
        if cells.len() == old_cells.len() && cells.iter().all(|cell| cell.across <= 1) {
            write_like(part, cells, like, &old_cells, new.stamp, nodes, host, &mut out);
        } else {
            let tracked = host.inserting(new.stamp);
            table::row(&mut out, cells, &widths, false, Some(&tracked), host);
        }
    }
    patches.replace(at..at, out);
    Ok(())
}

/// A row that looks like another one, cell by cell.
#[allow(clippy::too_many_arguments)]
fn write_like(
    part: &Part<'_, '_>,
    cells: &[NewCell],
    like: Id,
    old_cells: &[Id],
    stamp: StampIndex,
    nodes: &BTreeMap<ParagraphIndex, Id>,
    host: &mut Host<'_>,
    out: &mut String,
) {
    let tree = part.tree;
    let of_row = tree.child(like, "trPr").map_or("", |properties| tree.source(tree.inner(properties)));
    let mut properties = Properties::of(order::ROW, of_row);
    for gone in ["tblHeader", "del", "trPrChange"] {
        properties.remove(gone);
    }
    properties.put("ins", host.tag("ins", stamp, "/>"));
    out.push_str("<w:tr>");
    properties.write("w:trPr", out);
    for (cell, old) in cells.iter().zip(old_cells) {
        out.push_str("<w:tc>");
        let of_cell = tree.child(*old, "tcPr").map_or("", |properties| tree.source(tree.inner(properties)));
        let mut properties = Properties::of(order::CELL, of_cell);
        for gone in ["vMerge", "hMerge", "cellIns", "cellDel", "cellMerge", "tcPrChange"] {
            properties.remove(gone);
        }
        properties.write("w:tcPr", out);
        let first = tree.child(*old, "p");
        let place = first.map_or(String::new(), |node| part.properties(node));
        let index = first.and_then(|node| part.known.paragraphs.get(&tree.span(node).start).copied());
        let run = index.map_or(String::new(), |index| part.run_look(index, nodes));
        let place = Like { paragraph: &place, run: &run };
        let empty = [NewParagraph::default()];
        let paragraphs = if cell.paragraphs.is_empty() { empty.as_slice() } else { &cell.paragraphs };
        for new in paragraphs {
            let tracked = host.inserting(stamp);
            paragraph(out, new, Some(&place), Some(&tracked), host);
        }
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>");
}

/// Whether an element is a table of which every row is deleted on a side: used where tables are settled.
pub(super) fn rows_of(tree: &Tree<'_>, table: Id) -> Vec<Id> {
    tree.within(table)
        .filter(|id| tree.word(*id) == "tr")
        .filter(|row| tree.ancestors(*row).find(|id| tree.word(*id) == "tbl") == Some(table))
        .collect()
}
