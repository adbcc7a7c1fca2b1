//! Text for a terminal: headings, wrapped paragraphs, lists and tables of a given width.
//!
//! Widths are columns of a terminal. Isolates (U+2068, U+2069) have none, and are closed and opened again where a line is
//! wrapped within them, because terminals order each line by itself.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;

use crate::line::{ISOLATE, POP, clean};

/// The narrowest paper that is written on, in columns.
pub const NARROWEST: usize = 20;

/// How something stands out, where colours are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// A heading or a name.
    Strong,
    /// Of less weight: sources, dates.
    Faint,
    /// What to look at first.
    Alarm,
    /// Consent.
    Good,
    /// Weak or qualified consent.
    Middling,
}

impl Ink {
    fn style(self) -> Style {
        match self {
            Self::Strong => Style::new().bold(),
            Self::Faint => Style::new().dimmed(),
            Self::Alarm => Style::new().bold().fg_color(Some(AnsiColor::Red.into())),
            Self::Good => Style::new().fg_color(Some(AnsiColor::Green.into())),
            Self::Middling => Style::new().fg_color(Some(AnsiColor::Yellow.into())),
        }
    }
}

/// `content` of a case, cleaned, kept apart in its direction of writing.
pub fn isolate(content: &str) -> String {
    format!("{ISOLATE}{}{POP}", clean(content))
}

/// A page of text that is being written.
#[derive(Debug, Clone)]
pub struct Paper {
    width: usize,
    colour: bool,
    text: String,
}

impl Paper {
    /// Paper of `width` columns, at least [`NARROWEST`]; with `colour`, what stands out is coloured.
    pub fn new(width: usize, colour: bool) -> Self {
        Self { width: width.max(NARROWEST), colour, text: String::new() }
    }

    /// The width in columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// What has been written.
    pub fn finish(self) -> String {
        self.text
    }

    /// `text` in this ink, where colours are asked for.
    pub fn ink(&self, ink: Ink, text: &str) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let style = ink.style();
        format!("{style}{text}{style:#}")
    }

    /// A title with a rule below.
    pub fn title(&mut self, text: &str) {
        self.wrapped(text, "", "", Some(Ink::Strong));
        self.text.push_str(&"=".repeat(self.width));
        self.text.push('\n');
    }

    /// A heading with a blank line before it.
    pub fn heading(&mut self, text: &str) {
        self.blank();
        self.wrapped(text, "", "", Some(Ink::Strong));
        let longest = display_width(text).min(self.width);
        self.text.push_str(&"-".repeat(longest));
        self.text.push('\n');
    }

    /// A paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.wrapped(text, "", "", None);
    }

    /// A paragraph in ink.
    pub fn inked(&mut self, ink: Ink, indent: usize, text: &str) {
        let indent = " ".repeat(indent);
        self.wrapped(text, &indent, &indent, Some(ink));
    }

    /// A paragraph, `indent` columns in.
    pub fn indented(&mut self, indent: usize, text: &str) {
        let indent = " ".repeat(indent);
        self.wrapped(text, &indent, &indent, None);
    }

    /// An item of a list, `indent` columns in, its further lines below its first word.
    pub fn item(&mut self, indent: usize, bullet: &str, text: &str) {
        let first = format!("{}{bullet} ", " ".repeat(indent));
        let rest = " ".repeat(display_width(&first));
        self.wrapped(text, &first, &rest, None);
    }

    /// A blank line, unless there is one already.
    pub fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Lines as they are.
    pub fn raw(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// A table: the first row is its head. Columns are as wide as what they hold; where that is too much, the widest are
    /// narrowed and wrapped.
    pub fn table(&mut self, rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        let widths = self.widths(rows, columns);
        for (at, row) in rows.iter().enumerate() {
            let cells: Vec<Vec<String>> = (0..columns)
                .map(|column| wrap(row.get(column).map_or("", String::as_str), widths[column], "", ""))
                .collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(0);
            for line in 0..height {
                let mut written = String::new();
                for (column, cell) in cells.iter().enumerate() {
                    let piece = cell.get(line).map_or("", String::as_str);
                    written.push_str(piece);
                    if column + 1 < columns {
                        let gap = widths[column].saturating_sub(display_width(piece)) + 2;
                        written.push_str(&" ".repeat(gap));
                    }
                }
                self.text.push_str(written.trim_end());
                self.text.push('\n');
            }
            if at == 0 && rows.len() > 1 {
                let total = widths.iter().sum::<usize>() + 2 * (columns - 1);
                self.text.push_str(&"-".repeat(total.min(self.width)));
                self.text.push('\n');
            }
        }
    }

    fn widths(&self, rows: &[Vec<String>], columns: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = (0..columns)
            .map(|column| {
                rows.iter()
                    .filter_map(|row| row.get(column))
                    .map(|cell| display_width(cell))
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let room = self.width.saturating_sub(2 * (columns - 1)).max(columns);
        while widths.iter().sum::<usize>() > room {
            let Some(widest) = widths.iter_mut().max() else { break };
            *widest -= 1;
        }
        widths
    }

    fn wrapped(&mut self, text: &str, first: &str, rest: &str, ink: Option<Ink>) {
        for line in wrap(text, self.width, first, rest) {
            match ink {
                Some(ink) => {
                    let indent = line.len() - line.trim_start().len();
                    self.text.push_str(&line[..indent]);
                    self.text.push_str(&self.ink(ink, &line[indent..]));
                }
                None => self.text.push_str(&line),
            }
            self.text.push('\n');
        }
    }
}

/// `text` in lines of `width` columns, isolates whole on each.
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = textwrap::Options::new(width.max(1)).initial_indent(first).subsequent_indent(rest);
    let mut open = false;
    textwrap::wrap(text, options).into_iter().map(|line| whole(line, &mut open, rest)).collect()
}

/// Closes an isolate that a line leaves open, and opens it again where the line before left it open.
fn whole(line: Cow<'_, str>, open: &mut bool, rest: &str) -> String {
    let mut line = line.into_owned();
    if *open {
        let at = if line.starts_with(rest) { rest.len() } else { 0 };
        line.insert(at, ISOLATE);
    }
    *open = line.matches(ISOLATE).count() > line.matches(POP).count();
    if *open {
        line.push(POP);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_closes_what_it_opens_and_none_is_too_wide() {
        let text =
            format!("said {} on Monday", isolate("يستأنف العمل في جميع الأرصفة خلال سبعة أيام من التوقيع"));
        for width in 10..70 {
            for line in wrap(&text, width, "- ", "  ") {
                assert_eq!(line.matches(ISOLATE).count(), line.matches(POP).count(), "{line}");
                assert!(display_width(&line) <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_table_is_no_wider_than_its_paper() {
        let mut paper = Paper::new(40, false);
        let long = "one two three four five six seven eight nine ten".to_owned();
        paper.table(&[
            vec!["clause".into(), "who".into(), "words".into()],
            vec!["1".into(), long.clone(), long],
        ]);
        let text = paper.finish();
        assert!(text.lines().all(|line| display_width(line) <= 40), "{text}");
        assert!(text.lines().count() > 4);
    }

    #[test]
    fn colours_are_used_only_when_asked_for() {
        for colour in [false, true] {
            let mut paper = Paper::new(40, colour);
            paper.inked(Ink::Alarm, 2, "words");
            assert_eq!(paper.finish().contains('\u{1b}'), colour);
        }
    }
}
