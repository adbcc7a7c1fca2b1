//! Lines become blocks: headings, paragraphs, labelled items, options, table rows, footnotes. What is Markdown
//! machinery and says nothing is set aside here.

mod counted;
mod flow;
mod machinery;
mod quotes;
mod tables;
mod titles;

use std::collections::HashMap;

use crate::label::{self, Announces, Label};
use crate::readings::{Choice, ReadAs};
use crate::source::Source;
use crate::span::Span;
use crate::word::{Map, Word};
use machinery::{is_rule, link_definition, marked_level, underlined_level};

pub(crate) use machinery::Definitions;

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
    /// Evident from its label and short title alone: `II. SUBSTANCE`. How wide a unit it names follows from where the
    /// first of its sort stands.
    Lettered,
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
    /// Whether it is a block of code, in which no mark has a meaning.
    pub(crate) code: bool,
}

/// A draft as a sequence of blocks.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    pub(crate) blocks: Vec<Block>,
    /// Names of link reference definitions.
    pub(crate) definitions: Definitions,
    /// What is neither clause nor blank, in order.
    pub(crate) machinery: Vec<Span>,
    /// Lines that could have been read otherwise.
    pub(crate) choices: Vec<Choice>,
}

/// Divides a text into blocks, in one pass.
pub(crate) fn divide(source: &Source, overrides: &HashMap<u32, ReadAs>) -> Blocks {
    let mut scan = Scan {
        text: source.text(),
        lines: source.line_starts(),
        word: source.word().map(Word::map),
        quoted: if source.word().is_some() { Vec::new() } else { quotes::quoted(source) },
        overrides,
        found: Blocks::default(),
        open: None,
        table: false,
        comments: true,
        endless: [usize::MAX; 2],
        lists: Vec::new(),
        units: [0; titles::RANKS],
        lettered: Vec::new(),
        untitled: None,
    };
    let mut line = scan.front_matter();
    while line < scan.lines.len() {
        line = scan.take(line);
    }
    scan.set_quotes_aside();
    scan.found
}

struct Scan<'a> {
    text: &'a str,
    lines: &'a [u32],
    /// What of the text is a mark, where it is a projection of a Word document: in such a text nothing else is.
    word: Option<&'a Map>,
    /// For each line, how many bytes at its start mark it as quoted; empty when no line is.
    quoted: Vec<u32>,
    overrides: &'a HashMap<u32, ReadAs>,
    found: Blocks,
    /// The block that the next line may go on with.
    open: Option<usize>,
    table: bool,
    /// Whether the end of a comment can still be found.
    comments: bool,
    /// From which length on fences of backticks and of tildes are known to have no end.
    endless: [usize; 2],
    /// The last label of each list so far, with its column.
    lists: Vec<(Label, u32)>,
    /// The last number of each sort of unit that was named in a heading.
    units: [u32; titles::RANKS],
    /// The last label of each sort of lettered heading.
    lettered: Vec<Label>,
    /// The heading whose title may stand in the next line.
    untitled: Option<usize>,
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
        if let Some(&mark) = self.quoted.get(index).filter(|&&mark| mark > 0) {
            start = from + mark as usize;
            raw = &self.text[start..to];
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

    /// Whether a mark at its start can say what a line is.
    fn says_line(&self, line: Line<'_>) -> bool {
        self.word.is_none_or(|word| word.says_line(line.start))
    }

    fn set_aside(&mut self, from: u32, to: u32) {
        self.found.machinery.push(Span::new(from, to));
        self.open = None;
        self.table = false;
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
        let untitled = self.untitled.take();
        // The words of a Word document are words, whatever they look like; but for `[^1]:`, which can be nothing else.
        let first = if self.says_line(line) || first == b'[' { first } else { b' ' };
        match first {
            b'*' | b'-' | b'_' | b'~' | b'<' | b'{' if self.word.is_some() => {}
            b'`' | b'~' => {
                if let Some(behind) = self.fence(line, index) {
                    return behind;
                }
            }
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
                    && self.word.is_none()
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
        if untitled.is_some_and(|heading| self.title_below(heading, line, index)) {
            return next;
        }
        if let Some(kind) = self.title(line, index) {
            self.evident(line, kind);
            return next;
        }
        if self.labelled(line, index) {
            return next;
        }
        if let Some(open) = self.open.filter(|&open| !self.is_next_of_preamble(open, line)) {
            let block = &mut self.found.blocks[open];
            block.span.end = line.end();
            block.body_end = line.end();
            return next;
        }
        let following = (self.word.is_none() && next < self.lines.len()).then(|| self.line(next));
        if let Some(level) = following.and_then(|below| underlined_level(below.words)) {
            self.heading(line, level);
            let below = self.line(next);
            self.set_aside(below.start, below.end());
            return next + 1;
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
            code: false,
        });
    }

    fn heading(&mut self, line: Line<'_>, level: u8) {
        let marks = line.words.len() - line.words.trim_start_matches('#').len();
        let blanks = line.words[marks..].len() - line.words[marks..].trim_start().len();
        self.heading_as(line, BlockKind::Heading(level), line.start + (marks + blanks) as u32);
    }

    /// A heading that nothing marks.
    fn evident(&mut self, line: Line<'_>, kind: BlockKind) {
        self.heading_as(line, kind, line.start);
        let Some(block) = self.found.blocks.last() else { return };
        let named = block.label.as_ref().is_some_and(|label| label.family.script == label::Script::Named);
        if named && block.body >= block.body_end && matches!(kind, BlockKind::Evident(_)) {
            self.untitled = Some(self.found.blocks.len() - 1);
        }
    }

    fn heading_as(&mut self, line: Line<'_>, kind: BlockKind, title: u32) {
        let mut words = self.text[title as usize..line.end() as usize].trim_end();
        if matches!(kind, BlockKind::Heading(_)) && self.word.is_none() {
            let bare = words.trim_end_matches('#');
            if bare.len() < words.len() && (bare.is_empty() || bare.ends_with([' ', '\t'])) {
                words = bare.trim_end();
            }
        }
        let found = self.counted_heading(line, title).or_else(|| label::heading_label(words));
        let body = found.as_ref().map_or(title, |(_, at)| title + *at as u32);
        let body = body.min(title + words.len() as u32);
        self.push(kind, None, line, line.start, body);
        if let Some(block) = self.found.blocks.last_mut() {
            block.body_end = title + words.len() as u32;
            block.label = found.map(|(label, _)| label);
        }
        self.open = None;
        self.table = false;
    }

    fn footnote(&mut self, line: Line<'_>, mark_end: usize) {
        let words = &line.words[mark_end + 1..];
        let body = mark_end + 1 + (words.len() - words.trim_start().len());
        let label = Label::named(line.words[..mark_end].to_owned(), 0);
        self.push(BlockKind::Footnote, Some(label), line, line.start, line.start + body as u32);
        self.table = false;
    }

    /// Items and options, several on a line if need be.
    fn labelled(&mut self, line: Line<'a>, index: usize) -> bool {
        let counted = self.counted(line);
        let begins = counted.is_some();
        let typed =
            || label::start_of(line.words).filter(|_| self.word.is_none() || !is_asterisk(line.words));
        let Some(first) = counted.or_else(typed) else { return false };
        if !begins && !self.begins(&first, line, index) {
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
            if kind == BlockKind::Item {
                self.remember_last();
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
}

/// Whether words begin with a mark that is a bullet in Markdown alone: in a word processor an asterisk is a reference.
pub(crate) fn is_asterisk(words: &str) -> bool {
    words.starts_with(['*', '+']) && words[1..].starts_with(char::is_whitespace)
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
