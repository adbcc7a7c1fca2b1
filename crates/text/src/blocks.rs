//! Lines become blocks: headings, paragraphs, labelled items, options, table rows, footnotes. What is Markdown
//! machinery and says nothing is set aside here.

use std::collections::HashSet;

use crate::inline::is_address;
use crate::label::{self, Announces, Label};
use crate::source::Source;
use crate::span::Span;

/// Columns beyond this count as this: no draft nests deeper, and it bounds paths.
const DEEPEST: u32 = 160;
/// Labels that can follow each other on one line: `1. (a) (i)`.
const LABELS_ON_A_LINE: usize = 4;

/// What a block is before nesting is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// Marked with `#` or underlined.
    Heading(u8),
    /// Evident from its words alone, with the rank of the unit that it names.
    Evident(u8),
    Paragraph,
    Item,
    Option,
    Footnote,
    Row,
    /// First row of a table, which names its columns.
    Header,
}

/// A run of lines, or part of one, that will be one clause.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) kind: BlockKind,
    pub(crate) label: Option<Label>,
    /// Column of its first character, from 0, a tab to the next multiple of 4.
    pub(crate) column: u32,
    /// Own text, from its first to behind its last character that is no blank.
    pub(crate) span: Span,
    /// Where the words behind its label begin.
    pub(crate) body: u32,
    /// Where they end, which differs from the end of `span` in headings and rows.
    pub(crate) body_end: u32,
    /// 1-based.
    pub(crate) line: u32,
    pub(crate) bullet: bool,
}

/// A draft as a sequence of blocks.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    pub(crate) blocks: Vec<Block>,
    /// Names of link reference definitions, in lower case.
    pub(crate) definitions: HashSet<String>,
    /// What is neither clause nor blank, in order.
    pub(crate) machinery: Vec<Span>,
}

/// Divides a text into blocks, in one pass.
pub(crate) fn divide(source: &Source) -> Blocks {
    let mut scan = Scan {
        text: source.text(),
        lines: source.line_starts(),
        found: Blocks::default(),
        open: None,
        table: false,
        comments: true,
    };
    let mut line = scan.front_matter();
    while line < scan.lines.len() {
        line = scan.take(line);
    }
    scan.found
}

struct Scan<'a> {
    text: &'a str,
    lines: &'a [u32],
    found: Blocks,
    /// The block that the next line may go on with.
    open: Option<usize>,
    table: bool,
    /// Whether the end of a comment can still be found.
    comments: bool,
}

/// A line without blanks at its ends.
#[derive(Clone, Copy)]
struct Line<'a> {
    words: &'a str,
    start: u32,
    column: u32,
    /// 1-based.
    number: u32,
}

impl Line<'_> {
    fn end(&self) -> u32 {
        self.start + self.words.len() as u32
    }
}

impl<'a> Scan<'a> {
    fn line(&self, index: usize) -> Line<'a> {
        let from = self.lines[index] as usize;
        let to = self.lines.get(index + 1).map_or(self.text.len(), |&next| next as usize);
        let mut raw = &self.text[from..to];
        let mut start = from;
        if from == 0 {
            let bare = raw.trim_start_matches('\u{feff}');
            if raw.len() > bare.len() {
                start += 3;
                raw = &raw[3..];
            }
        }
        let mut column = 0;
        let words = raw.trim_start_matches(|c: char| {
            match c {
                '\t' => column = (column / 4 + 1) * 4,
                c if c.is_whitespace() => column += 1,
                _ => return false,
            }
            true
        });
        start += raw.len() - words.len();
        Line {
            words: words.trim_end(),
            start: start as u32,
            column: u32::min(column, DEEPEST),
            number: index as u32 + 1,
        }
    }

    fn set_aside(&mut self, from: u32, to: u32) {
        self.found.machinery.push(Span::new(from, to));
        self.open = None;
        self.table = false;
    }

    /// YAML between `---` and `---` at the very top; gives the line behind it.
    fn front_matter(&mut self) -> usize {
        let first = self.line(0);
        if self.text.starts_with('\u{feff}') {
            self.set_aside(0, 3);
        }
        if first.words != "---" || first.column > 0 {
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

    /// Takes the line at `index`; gives the next one to take.
    fn take(&mut self, index: usize) -> usize {
        let line = self.line(index);
        let next = index + 1;
        let Some(&first) = line.words.as_bytes().first() else {
            self.open = None;
            self.table = false;
            return next;
        };
        match first {
            b'<' => {
                if let Some(behind) = self.comment(line, index) {
                    return behind;
                }
            }
            b'{' if line.words.starts_with("{:") && line.words.ends_with('}') => {
                self.set_aside(line.start, line.end());
                return next;
            }
            b'*' | b'-' | b'_' if is_rule(line.words) => {
                self.set_aside(line.start, line.end());
                return next;
            }
            b'*' | b'-'
                if line.words[1..].trim() == "TOC"
                    && next < self.lines.len()
                    && self.line(next).words.starts_with("{:toc") =>
            {
                self.set_aside(line.start, line.end());
                return next;
            }
            b'#' if line.column < 4 => {
                if let Some(level) = marked_level(line.words) {
                    self.heading(line, level);
                    return next;
                }
            }
            b'[' => {
                if let Some(end) = crate::inline::footnote_end(line.words.as_bytes(), 0, line.words.len())
                    && line.words.as_bytes().get(end) == Some(&b':')
                {
                    self.footnote(line, end);
                    return next;
                }
                if self.open.is_none()
                    && let Some(name) = link_definition(line.words)
                {
                    self.found.definitions.insert(name);
                    self.set_aside(line.start, line.end());
                    return next;
                }
            }
            _ => {}
        }
        if self.row(line, index) {
            return next;
        }
        if self.labelled(line) {
            return next;
        }
        if let Some(open) = self.open {
            let block = &mut self.found.blocks[open];
            block.span.end = line.end();
            block.body_end = line.end();
            return next;
        }
        let following = (next < self.lines.len()).then(|| self.line(next));
        if let Some(level) = following.and_then(|below| underlined_level(below.words)) {
            self.heading(line, level);
            let below = self.line(next);
            self.set_aside(below.start, below.end());
            return next + 1;
        }
        let alone = following.is_none_or(|below| below.words.is_empty());
        let evident = if (alone || line.words.starts_with("**")) && line.column < 4 {
            label::evident_heading(line.words)
        } else {
            None
        };
        if let Some(rank) = evident {
            self.heading_as(line, BlockKind::Evident(rank), line.start);
            return next;
        }
        self.push(BlockKind::Paragraph, None, line, line.start, line.start);
        next
    }

    fn push(&mut self, kind: BlockKind, label: Option<Label>, line: Line<'_>, start: u32, body: u32) {
        let column = line.column + self.text[line.start as usize..start as usize].chars().count() as u32;
        self.open = Some(self.found.blocks.len());
        self.found.blocks.push(Block {
            kind,
            label,
            column: column.min(DEEPEST),
            span: Span::new(start, line.end()),
            body,
            body_end: line.end(),
            line: line.number,
            bullet: false,
        });
    }

    fn comment(&mut self, line: Line<'a>, index: usize) -> Option<usize> {
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

    fn heading(&mut self, line: Line<'_>, level: u8) {
        let marks = line.words.len() - line.words.trim_start_matches('#').len();
        let blanks = line.words[marks..].len() - line.words[marks..].trim_start().len();
        self.heading_as(line, BlockKind::Heading(level), line.start + (marks + blanks) as u32);
    }

    fn heading_as(&mut self, line: Line<'_>, kind: BlockKind, title: u32) {
        let mut words = self.text[title as usize..line.end() as usize].trim_end();
        if matches!(kind, BlockKind::Heading(_)) {
            let bare = words.trim_end_matches('#');
            if bare.len() < words.len() && (bare.is_empty() || bare.ends_with([' ', '\t'])) {
                words = bare.trim_end();
            }
        }
        let found = label::heading_label(words);
        let body = found.as_ref().map_or(title, |(_, at)| title + *at as u32);
        self.push(kind, None, line, line.start, body);
        if let Some(block) = self.found.blocks.last_mut() {
            block.body_end = title + words.len() as u32;
            block.label = found.map(|(text, _)| Label {
                text,
                family: label::Family { script: label::Script::Named, dress: label::Dress::Plain, depth: 1 },
                value: 0,
                roman: None,
                prefix: None,
                suffix: 0,
            });
        }
        self.open = None;
        self.table = false;
    }

    fn footnote(&mut self, line: Line<'_>, mark_end: usize) {
        let words = &line.words[mark_end + 1..];
        let body = mark_end + 1 + (words.len() - words.trim_start().len());
        let label = Label {
            text: line.words[..mark_end].to_owned(),
            family: label::Family { script: label::Script::Named, dress: label::Dress::Plain, depth: 1 },
            value: 0,
            roman: None,
            prefix: None,
            suffix: 0,
        };
        self.push(BlockKind::Footnote, Some(label), line, line.start, line.start + body as u32);
        self.table = false;
    }

    fn row(&mut self, line: Line<'_>, index: usize) -> bool {
        if !line.words.contains('|') {
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

    /// Items and options, several on a line if need be.
    fn labelled(&mut self, line: Line<'a>) -> bool {
        let Some(first) = label::start_of(line.words) else { return false };
        if self.open.is_some() && !self.interrupts(&first, line) {
            return false;
        }
        let mut at = 0;
        let mut start = first;
        for turn in 1.. {
            let kind = match start.announces {
                Announces::Item => BlockKind::Item,
                Announces::Option => BlockKind::Option,
            };
            let body = at + start.body;
            let (bullet, from) = (start.bullet, line.start + at as u32);
            let nests =
                start.announces == Announces::Item || start.label.family.script != label::Script::Bullet;
            self.push(kind, Some(start.label), line, from, line.start + body as u32);
            if let Some(block) = self.found.blocks.last_mut() {
                block.bullet = bullet;
            }
            if !nests || turn >= LABELS_ON_A_LINE {
                break;
            }
            let rest = &line.words[body..];
            let Some(inner) = label::start_of(rest).filter(|inner| follows_on_line(inner, rest)) else {
                break;
            };
            if let Some(block) = self.found.blocks.last_mut() {
                let own = self.text[..line.start as usize + body].trim_end().len() as u32;
                block.span.end = own.max(block.span.start);
                block.body = block.span.end;
                block.body_end = block.span.end;
            }
            at = body;
            start = inner;
        }
        true
    }

    /// Whether a label on the next line of running text begins a new clause rather than being part of a sentence.
    fn interrupts(&self, start: &label::Start, line: Line<'_>) -> bool {
        let Some(open) = self.open.and_then(|open| self.found.blocks.get(open)) else { return true };
        if start.announces == Announces::Option {
            return true;
        }
        if !start.firm {
            return false;
        }
        let before = self.text[..line.start as usize].trim_end();
        let last = before
            .trim_end_matches(['*', '_', ']', ')', '"', '}', '”', '»', '\\'])
            .chars()
            .next_back()
            .unwrap_or('.');
        let closed = before.ends_with([']', '*', '}', '_'])
            || matches!(last, '.' | ':' | ';' | ',' | '،' | '؛' | '—' | '–' | '؟' | '?');
        if start.bullet {
            return open.bullet || closed || line.column > open.column + 1;
        }
        let label = &start.label;
        let follows = |block: &Block| block.label.as_ref().is_some_and(|last| label::is_next(last, label));
        let repeats =
            open.label.as_ref().is_some_and(|last| last.family == label.family && last.value == label.value)
                && line.column == open.column;
        if (follows(open) || repeats) && line.column <= open.column + 1 {
            return true;
        }
        let again = label.value == 1 || label.roman == Some(1) || label.suffix > 0;
        if again {
            return closed;
        }
        // Further up the page: a list goes on behind its sub-list.
        let earlier = self
            .found
            .blocks
            .iter()
            .rev()
            .take(24)
            .take_while(|block| !matches!(block.kind, BlockKind::Heading(_)));
        let goes_on = earlier.filter(|block| block.column.abs_diff(line.column) < 2).any(follows);
        goes_on && closed
    }
}

/// Whether a label directly behind another one is a label too: an option, or letters below numbers.
fn follows_on_line(inner: &label::Start, rest: &str) -> bool {
    if inner.bullet {
        return false;
    }
    match inner.announces {
        Announces::Option => true,
        Announces::Item => {
            let first = inner.label.value == 1 || inner.label.roman == Some(1);
            first && inner.label.family.dress == label::Dress::Parens && !rest.starts_with(['[', '*', '_'])
        }
    }
}

/// `---`, `***`, `___`: three or more of one mark and nothing else.
fn is_rule(words: &str) -> bool {
    let mark = words.as_bytes()[0];
    words.bytes().filter(|&byte| byte == mark).count() > 2
        && words.bytes().all(|byte| byte == mark || byte == b' ' || byte == b'\t')
}

fn marked_level(words: &str) -> Option<u8> {
    let level = words.bytes().take_while(|&byte| byte == b'#').count();
    let rest = &words[level..];
    ((1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(level as u8)
}

fn underlined_level(words: &str) -> Option<u8> {
    let mark = *words.as_bytes().first().filter(|byte| matches!(byte, b'=' | b'-'))?;
    (words.len() > 2 && words.bytes().all(|byte| byte == mark)).then_some(if mark == b'=' { 1 } else { 2 })
}

/// `[name]: address`, with the name in lower case. What stands behind the colon has to be an address: `[Egypt]: noted`
/// is words.
fn link_definition(words: &str) -> Option<String> {
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

/// A link name as names are compared: lower case, blanks folded.
pub(crate) fn link_name(name: &str) -> String {
    crate::inline::fold(name).to_lowercase()
}
