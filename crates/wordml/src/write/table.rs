//! Tables, and rows for tables that exist.

use super::order::{self, Properties};
use super::paragraph::paragraph;
use super::{Surroundings, Tracked, styles};
use crate::document::{Direction, Story};
use crate::new::{NewCell, NewParagraph, NewTable, NoteReference, Style};

/// Writes a table: `<w:tbl>…</w:tbl>`. The format demands a paragraph behind a table at the end of a document or a cell, and
/// between two tables that are not to become one; that is the caller's.
///
/// `width` is the room for it, in twentieths of a point. With `tracked`, each row is inserted with its words.
pub fn table(
    out: &mut String,
    table: &NewTable,
    width: u32,
    tracked: Option<&Tracked<'_>>,
    around: &mut dyn Surroundings,
) {
    let widths = widths(table, width);
    out.push_str("<w:tbl>");
    let mut properties = Properties::new(order::TABLE);
    if let Some(style) = around.reference_style("TableGrid") {
        properties.value("tblStyle", &style);
    } else {
        properties.put("tblBorders", styles::borders());
    }
    if table.direction == Direction::Rtl {
        properties.switch("bidiVisual", true);
    }
    properties.put("tblW", format!("<w:tblW w:w=\"{width}\" w:type=\"dxa\"/>"));
    properties.put("tblLayout", "<w:tblLayout w:type=\"fixed\"/>".to_owned());
    properties.put("tblLook", look(table.headers > 0));
    properties.write("w:tblPr", out);
    out.push_str("<w:tblGrid>");
    for width in &widths {
        out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    out.push_str("</w:tblGrid>");
    for (at, cells) in table.rows.iter().enumerate() {
        row(out, cells, &widths, at < table.headers, tracked, around);
    }
    out.push_str("</w:tbl>");
}

/// Writes one row: `<w:tr>…</w:tr>`, of the columns whose widths these are; `header` repeats it on each page.
pub fn row(
    out: &mut String,
    cells: &[NewCell],
    widths: &[u32],
    header: bool,
    tracked: Option<&Tracked<'_>>,
    around: &mut dyn Surroundings,
) {
    let mut properties = Properties::new(order::ROW);
    properties.switch("cantSplit", true);
    if header {
        properties.switch("tblHeader", true);
    }
    if let Some(tracked) = tracked {
        // A row moves as an insertion: the format has no other mark for it.
        let mut mark = String::new();
        Tracked { arrival: super::Arrival::Inserted, ..*tracked }.mark(&mut mark, around);
        properties.put("ins", mark);
    }
    out.push_str("<w:tr>");
    properties.write("w:trPr", out);
    let mut widths = widths.iter().copied();
    let mut around = InCell(around);
    for cell in cells {
        let across = cell.across.max(1);
        let width: u32 = widths.by_ref().take(across as usize).sum();
        write_cell(out, cell, width, tracked, &mut around);
    }
    if cells.is_empty() {
        write_cell(out, &NewCell::default(), widths.sum(), tracked, &mut around);
    }
    out.push_str("</w:tr>");
}

fn write_cell(
    out: &mut String,
    cell: &NewCell,
    width: u32,
    tracked: Option<&Tracked<'_>>,
    around: &mut InCell<'_>,
) {
    let mut properties = Properties::new(order::CELL);
    properties.put("tcW", format!("<w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"));
    if cell.across > 1 {
        properties.value("gridSpan", &cell.across.to_string());
    }
    if let Some(ground) = cell.shade {
        let (red, green, blue) = (ground.red, ground.green, ground.blue);
        properties.put(
            "shd",
            format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{red:02X}{green:02X}{blue:02X}\"/>"),
        );
    }
    out.push_str("<w:tc>");
    properties.write("w:tcPr", out);
    for words in &cell.paragraphs {
        paragraph(out, words, None, tracked, around);
    }
    if cell.paragraphs.is_empty() {
        paragraph(out, &NewParagraph::default(), None, tracked, around);
    }
    out.push_str("</w:tc>");
}

/// Widths of the columns, in twentieths of a point, which add up to no more than the room: by the parts that the table names,
/// or the same for each of as many as its widest row has.
fn widths(table: &NewTable, room: u32) -> Vec<u32> {
    let columns = |row: &Vec<NewCell>| row.iter().map(|cell| cell.across.max(1) as usize).sum();
    let columns: usize = table.rows.iter().map(columns).max().unwrap_or(0).max(1);
    let mut parts = table.widths.clone();
    // A column without a part of its own gets the mean of the others.
    let mean =
        parts.iter().sum::<u32>().checked_div(u32::try_from(parts.len()).unwrap_or(0)).unwrap_or(1).max(1);
    parts.resize(columns, mean);
    let all: u64 = parts.iter().map(|part| u64::from(*part)).sum::<u64>().max(1);
    parts.iter().map(|part| u32::try_from(u64::from(*part) * u64::from(room) / all).unwrap_or(room)).collect()
}

/// Which conditional looks of the style hold: that of the first row where it is a header.
fn look(header: bool) -> String {
    let (value, first) = if header { ("0420", 1) } else { ("0400", 0) };
    format!(
        "<w:tblLook w:val=\"{value}\" w:firstRow=\"{first}\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" \
         w:noHBand=\"0\" w:noVBand=\"1\"/>"
    )
}

/// A document's surroundings within a cell, where running text is set closer.
struct InCell<'a>(&'a mut dyn Surroundings);

impl Surroundings for InCell<'_> {
    fn style(&self, style: Style) -> Option<String> {
        match style {
            Style::Body => self.0.cell_style(),
            other => self.0.style(other),
        }
    }

    fn cell_style(&self) -> Option<String> {
        self.0.cell_style()
    }

    fn reference_style(&self, id: &'static str) -> Option<String> {
        self.0.reference_style(id)
    }

    fn bullets(&self) -> Option<i32> {
        self.0.bullets()
    }

    fn label_width(&self, level: u8) -> u32 {
        self.0.label_width(level)
    }

    fn link(&mut self, address: &str) -> Option<String> {
        self.0.link(address)
    }

    fn note(&mut self, reference: NoteReference) -> Option<Story> {
        self.0.note(reference)
    }

    fn comment(&mut self, position: usize) -> Option<i32> {
        self.0.comment(position)
    }

    fn change(&mut self) -> i32 {
        self.0.change()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_room_by_their_parts_and_never_exceed_it() {
        let row = |columns: usize| vec![NewCell::default(); columns];
        let table = NewTable { widths: vec![1, 2], rows: vec![row(3), row(1)], ..NewTable::default() };
        assert_eq!(widths(&table, 4000), [1000, 2000, 1000]);
        assert_eq!(widths(&NewTable::default(), 4000), [4000]);
        let wide = NewTable { widths: vec![u32::MAX / 4; 3], rows: vec![row(3)], ..NewTable::default() };
        assert!(widths(&wide, 9070).iter().sum::<u32>() <= 9070);
    }
}
