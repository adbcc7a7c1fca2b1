//! Rows of tables.

use super::{BlockKind, Line, Scan};
use crate::label::{self, Announces};

impl Scan<'_> {
    /// Takes a line that is part of a table.
    pub(super) fn row(&mut self, line: Line<'_>, index: usize) -> bool {
        if !line.words.contains('|') || !self.says_line(line) {
            self.table = false;
            return false;
        }
        let separator = |words: &str| {
            words.contains('-')
                && words.contains('|')
                && words.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
        };
        if separator(line.words) && self.table {
            let open = self.table;
            self.set_aside(line.start, line.end());
            self.table = open;
            return true;
        }
        let heads = index + 1 < self.lines.len() && separator(self.line(index + 1).words);
        let edged =
            line.words.len() > 1 && line.words.starts_with('|') && (self.open.is_none() || self.table);
        if !(self.table || heads && !line.words.starts_with('#') || edged && line.words[1..].contains('|')) {
            return false;
        }
        let kind = if heads && !self.table { BlockKind::Header } else { BlockKind::Row };
        self.table = true;
        let bare = line.words.strip_prefix('|').unwrap_or(line.words);
        let lead = line.words.len() - bare.trim_start().len();
        let words = bare.strip_suffix('|').unwrap_or(bare).trim();
        let mut body = line.start + lead as u32;
        let body_end = body + words.len() as u32;
        let mut label = None;
        if kind == BlockKind::Row {
            let cell = words.split('|').next().unwrap_or("").trim_end();
            let found = label::start_of(cell).filter(|start| {
                start.body == cell.len() && !start.bullet && start.announces == Announces::Item
            });
            let bare_number = !cell.is_empty()
                && cell.len() < 12
                && cell.chars().all(|c| label::digit(c).is_some() || c == '.');
            let found = found.map(|start| start.label).or_else(|| {
                bare_number.then(|| label::start_of(&format!("{cell}. x")).map(|start| start.label)).flatten()
            });
            if let Some(found) = found {
                let behind = words[cell.len()..].trim_start().strip_prefix('|').map_or("", str::trim_start);
                body = body_end - behind.len() as u32;
                label = Some(found);
            }
        }
        self.push(kind, label, line, line.start, body);
        if let Some(block) = self.found.blocks.last_mut() {
            block.body_end = body_end.max(block.body);
        }
        self.open = None;
        true
    }
}
