//! Quoted lines: `> 1. Each farm …`. The mark at their start is Markdown machinery, what stands behind it is read as if
//! it stood alone.

use super::Scan;
use crate::label;
use crate::source::Source;
use crate::span::Span;

/// For each line, how many bytes at its start mark it as quoted; empty when none does. A quotation starts behind a
/// blank line or at the top: a line of running text that was wrapped at `>` is none. Nor is `> 5 per cent`.
pub(super) fn quoted(source: &Source) -> Vec<u32> {
    let (text, lines) = (source.text(), source.line_starts());
    if memchr::memchr(b'>', text.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut marks = Vec::new();
    // Whether a line that starts with the mark is quoted here.
    let (mut inside, mut blank) = (false, true);
    for (index, &from) in lines.iter().enumerate() {
        let to = lines.get(index + 1).map_or(text.len(), |&next| next as usize);
        let raw = &text[from as usize..to];
        let mark = mark_length(raw);
        let rest = raw[mark..].trim();
        let starts = blank
            && (!rest.starts_with(|c: char| c.is_numeric())
                || label::start_of(rest).is_some_and(|start| !start.doubtful));
        inside = mark > 0 && (inside || starts);
        blank = raw.trim().is_empty();
        if inside {
            marks.resize(index, 0);
            marks.push(mark as u32);
        }
    }
    marks
}

/// How many bytes `>`, or several of them, take at the start of a line, with the blank behind them.
fn mark_length(raw: &str) -> usize {
    let bytes = raw.as_bytes();
    let mut at = 0;
    loop {
        let blanks = bytes[at..].iter().take(4).take_while(|&&byte| byte == b' ').count();
        if blanks > 3 || bytes.get(at + blanks) != Some(&b'>') {
            return at;
        }
        at += blanks + 1;
        at += usize::from(bytes.get(at) == Some(&b' '));
    }
}

impl Scan<'_> {
    /// Counts the marks of quoted lines as machinery, but for those that stand within a clause.
    pub(super) fn set_quotes_aside(&mut self) {
        if self.quoted.is_empty() {
            return;
        }
        let within = |spans: &[Span], at: u32| {
            let before = spans.partition_point(|span| span.start <= at);
            before > 0 && spans[before - 1].end > at
        };
        let blocks: Vec<Span> = self.found.blocks.iter().map(|block| block.span).collect();
        let mut marks = Vec::new();
        for (&from, &mark) in self.lines.iter().zip(&self.quoted) {
            if mark > 0 && !within(&blocks, from) && !within(&self.found.machinery, from) {
                marks.push(Span::new(from, from + mark));
            }
        }
        self.found.machinery.extend(marks);
        self.found.machinery.sort_unstable_by_key(|span| span.start);
    }
}
