//! Tables with their rows and cells, and notes.

use super::{Aside, Frame, Sort, Stretch, Walk};
use crate::document::{Before, CellPlace, ChangeIndex, Row, Table};
use crate::package::Refused;
use crate::read::measure;
use crate::read::properties::NESTED;

impl Walk<'_, '_> {
    pub(super) fn begin_table(&mut self) -> Frame {
        self.items += 1;
        self.part(Before::Table);
        let start = self.cursor.span().start;
        let index = (self.tables == 0 && self.sort == Sort::Body && self.contents == 0).then(|| {
            self.told.body.tables.push(Table { source: start..start, rows: Vec::new() });
            self.told.body.tables.len() - 1
        });
        self.tables += 1;
        Frame::Table { start, index }
    }

    pub(super) fn last_row(&mut self) -> Option<&mut Row> {
        self.told.body.tables.last_mut()?.rows.last_mut()
    }

    /// Whether the row or cell that begins is one of a table of the body that stands in no other.
    pub(super) fn outermost(&self) -> bool {
        self.tables == 1 && self.sort == Sort::Body && self.contents == 0
    }

    pub(super) fn begin_row(&mut self) -> Frame {
        self.items += 1;
        let (start, outermost) = (self.cursor.span().start, self.outermost());
        if outermost && let Some(table) = self.told.body.tables.last_mut() {
            table.rows.push(Row {
                source: start..start,
                cells: 0,
                header: false,
                merged: false,
                changes: Vec::new(),
            });
        }
        Frame::Row { start, outermost, changes: 0 }
    }

    pub(super) fn row_properties(&mut self) -> Result<Option<Frame>, Refused> {
        let properties = measure::row(&mut self.cursor)?;
        self.stretch().restyled += properties.restyled;
        let mut own: Vec<ChangeIndex> =
            properties.changes.into_iter().map(|stamp| self.change(stamp, None)).collect();
        let Some(Frame::Row { outermost, changes, .. }) = self.frames.last_mut() else { return Ok(None) };
        // More changes than may stand within each other make no sense.
        own.truncate(NESTED.saturating_sub(self.changes.len()));
        *changes += own.len();
        let outermost = *outermost;
        self.changes.extend(&own);
        if outermost && let Some(row) = self.last_row() {
            row.header |= properties.header;
            row.changes.extend(own);
        }
        Ok(None)
    }

    pub(super) fn begin_cell(&mut self) -> Frame {
        self.begin_place();
        let outermost = self.outermost();
        if outermost {
            let table = self.told.body.tables.len().saturating_sub(1);
            let row = self.told.body.tables.last().map_or(0, |table| table.rows.len().saturating_sub(1));
            if let Some(last) = self.last_row() {
                let column = last.cells;
                last.cells += 1;
                let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
                self.cell = Some(CellPlace { table: small(table), row: small(row), column });
            }
        }
        Frame::Cell { outermost }
    }

    pub(super) fn cell_properties(&mut self) -> Result<Option<Frame>, Refused> {
        let cell = measure::cell(&mut self.cursor)?;
        if cell.merged && self.outermost() {
            self.last_row().into_iter().for_each(|row| row.merged = true);
        }
        let stretch = self.stretch();
        stretch.restyled += cell.restyled;
        stretch.cells_changed += cell.changed;
        Ok(None)
    }

    pub(super) fn begin_aside(&mut self) -> Result<Option<Frame>, Refused> {
        // What parts notes from the text is no note.
        let sort = self.cursor.word("type").unwrap_or("normal");
        let Some(id) = self.cursor.word("id").and_then(|id| id.trim().parse().ok()) else {
            return self.pass();
        };
        if sort != "normal" {
            return self.pass();
        }
        let said = |name| self.cursor.word(name).filter(|value| !value.is_empty()).map(str::to_owned);
        self.aside =
            Some(Aside { id, author: said("author"), date: said("date"), stretch: Stretch::default() });
        self.changes.clear();
        Ok(Some(Frame::Aside))
    }
}
