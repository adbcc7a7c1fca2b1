//! What a Markdown file has besides words: front matter, comments, rules, marks of headings, link definitions.

use std::collections::HashSet;

use super::{BlockKind, Line, Scan};
use crate::inline::is_address;

impl<'a> Scan<'a> {
    /// YAML between `---` and `---` at the very top; gives the line behind it.
    pub(super) fn front_matter(&mut self) -> usize {
        let first = self.line(0);
        if self.text.starts_with('\u{feff}') {
            self.set_aside(0, 3);
        }
        if first.words != "---" || first.column > 0 || self.word.is_some() {
            return 0;
        }
        for index in 1..self.lines.len() {
            let line = self.line(index);
            if line.column == 0 && matches!(line.words, "---" | "...") {
                self.set_aside(first.start, line.end());
                return index + 1;
            }
        }
        0
    }

    pub(super) fn comment(&mut self, line: Line<'a>, index: usize) -> Option<usize> {
        if !self.comments || !line.words.starts_with("<!--") {
            return None;
        }
        let from = line.start as usize + 4;
        let Some(length) = memchr::memmem::find(&self.text.as_bytes()[from..], b"-->") else {
            self.comments = false;
            return None;
        };
        let end = from + length + 3;
        let last = index + self.lines[index..].partition_point(|&start| (start as usize) < end) - 1;
        let rest_to = self.lines.get(last + 1).map_or(self.text.len(), |&next| next as usize);
        if !self.text[end..rest_to].trim().is_empty() {
            return None;
        }
        self.set_aside(line.start, end as u32);
        Some(last + 1)
    }

    /// A block of code between two fences is one paragraph, with its fences; gives the line behind it. A fence that is
    /// not closed is words.
    pub(super) fn fence(&mut self, line: Line<'a>, index: usize) -> Option<usize> {
        let mark = *line.words.as_bytes().first()?;
        let length = line.words.bytes().take_while(|&byte| byte == mark).count();
        let kind = usize::from(mark == b'~');
        if length < 3 || self.endless[kind] <= length || mark == b'`' && line.words[length..].contains('`') {
            return None;
        }
        let closes =
            |line: Line<'_>| line.words.len() >= length && line.words.bytes().all(|byte| byte == mark);
        let Some(last) = (index + 1..self.lines.len()).find(|&below| closes(self.line(below))) else {
            self.endless[kind] = length;
            return None;
        };
        let end = self.line(last).end();
        self.push(BlockKind::Paragraph, None, line, line.start, line.start);
        if let Some(block) = self.found.blocks.last_mut() {
            block.span.end = end;
            block.body_end = end;
            block.code = true;
        }
        self.open = None;
        self.table = false;
        Some(last + 1)
    }
}

/// `---`, `***`, `___`: three or more of one mark and nothing else.
pub(super) fn is_rule(words: &str) -> bool {
    let mark = words.as_bytes()[0];
    words.bytes().filter(|&byte| byte == mark).count() > 2
        && words.bytes().all(|byte| byte == mark || byte == b' ' || byte == b'\t')
}

pub(super) fn marked_level(words: &str) -> Option<u8> {
    let level = words.bytes().take_while(|&byte| byte == b'#').count();
    let rest = &words[level..];
    ((1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(level as u8)
}

pub(super) fn underlined_level(words: &str) -> Option<u8> {
    let mark = *words.as_bytes().first().filter(|byte| matches!(byte, b'=' | b'-'))?;
    (words.len() > 2 && words.bytes().all(|byte| byte == mark)).then_some(if mark == b'=' { 1 } else { 2 })
}

/// `[name]: address`, with the name in lower case. What stands behind the colon has to be an address: `[Egypt]: noted`
/// is words.
pub(super) fn link_definition(words: &str) -> Option<String> {
    let close = words.bytes().take(1000).position(|byte| byte == b']')?;
    let name = &words[1..close];
    let rest = words[close + 1..].strip_prefix(':')?.trim_start();
    let address = rest.split_whitespace().next()?;
    let title = rest[address.len()..].trim();
    let quoted = title.is_empty()
        || title.len() > 1 && title.starts_with(['"', '\'', '(']) && title.ends_with(['"', '\'', ')']);
    let good = !name.trim().is_empty()
        && !name.contains('[')
        && quoted
        && (is_address(address.as_bytes()) || address.starts_with('/') || address.starts_with('<'));
    good.then(|| link_name(name))
}

/// The names of link reference definitions.
#[derive(Debug, Default)]
pub(crate) struct Definitions {
    names: HashSet<String>,
    /// First bytes of the names, by their lower five bits.
    starts: u32,
}

impl Definitions {
    pub(super) fn insert(&mut self, name: String) {
        self.starts |= bit(name.as_bytes());
        self.names.insert(name);
    }

    /// Whether a name is defined; case and the width of blanks do not matter.
    pub(crate) fn contains(&self, name: &str) -> bool {
        let bare = name.trim_start().as_bytes();
        // Most brackets are no names: a quick look at the first letter, where its case is a matter of one bit.
        let possible = bare.first().is_some_and(|first| !first.is_ascii()) || self.starts & bit(bare) != 0;
        possible && self.names.contains(&link_name(name))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// For letters the same in both cases.
fn bit(name: &[u8]) -> u32 {
    name.first().map_or(0, |first| 1 << (first & 31))
}

/// A link name as names are compared: lower case, blanks folded.
fn link_name(name: &str) -> String {
    crate::inline::fold(name).to_lowercase()
}
