//! The words of a clause with how they are to look: what a draft is written as somewhere else from.

use crate::clause::{Clause, ClauseIndex};
use crate::draft::Draft;
use crate::inline::{Mark, MarkKind};
use crate::source::Source;
use crate::span::Span;
use crate::word::{Colour, Marks};

/// Words of one look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The words. Lines that were only wrapped are joined; a line feed is a line break that somebody meant.
    pub text: String,
    /// Whether they are bold.
    pub bold: bool,
    /// Whether they are italic.
    pub italic: bool,
    /// Whether they are raised.
    pub superscript: bool,
    /// The colour behind them.
    pub marked: Option<Colour>,
    /// Where they lead.
    pub link: Option<String>,
    /// For the reference to a footnote, its label without brackets: `1`; the text is then empty.
    pub note: Option<String>,
}

/// A clause to be written elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Runs {
    /// The label as printed, with what sets it off, and with brackets that open before it: `[2.`, `(a)`, `Option 1:`. Of a
    /// bullet nothing.
    pub label: Vec<Run>,
    /// What stands behind it.
    pub body: Vec<Run>,
}

impl Draft {
    /// The words of a clause as runs, with the colours of `marks` behind them. Takes time in proportion to its length.
    #[must_use]
    pub fn runs(&self, clause: ClauseIndex, marks: Option<&Marks>) -> Runs {
        let Some(found) = self.outline().get(clause) else { return Runs::default() };
        let own = self.marks_of(clause);
        let (start, end) = (words_start(self.source().text(), found), end_of(found));
        let mut writer = Writer::new(self.source(), marks);
        let body = found.body.start.max(start);
        writer.write(Span::new(start, body), own);
        let mut label = writer.take();
        if found.label.is_empty() && is_bullet(&label) {
            label.clear();
        }
        trim(&mut label);
        writer.write(Span::new(body, end), own);
        let mut rest = writer.take();
        trim(&mut rest);
        Runs { label, body: rest }
    }

    /// The cells of a row of a table, each with its runs, as [`Draft::runs`]. Takes time in proportion to the length of the row.
    #[must_use]
    pub fn cells(&self, row: ClauseIndex, marks: Option<&Marks>) -> Vec<Vec<Run>> {
        let Some(found) = self.outline().get(row) else { return Vec::new() };
        let own = self.marks_of(row);
        let words = self.source().slice(found.span);
        let mut writer = Writer::new(self.source(), marks);
        let lead = words.len() - words.strip_prefix('|').unwrap_or(words).len();
        let inner = words.get(lead..).unwrap_or_default();
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        let mut at = found.span.start + lead as u32;
        inner
            .split('|')
            .map(|cell| {
                let span = Span::new(at, at + cell.len() as u32);
                at = span.end + 1;
                writer.write(span, own);
                let mut runs = writer.take();
                trim(&mut runs);
                runs
            })
            .collect()
    }

    /// Whether a clause is the first row of a table, which names its columns.
    #[must_use]
    pub fn is_table_head(&self, clause: ClauseIndex) -> bool {
        let Some(found) = self.outline().get(clause) else { return false };
        let next = self.machinery().partition_point(|span| span.start < found.span.end);
        let Some(below) = self.machinery().get(next) else { return false };
        let between = self.source().slice(Span::new(found.span.end, below.start));
        let rule = self.source().slice(*below);
        between.trim().is_empty()
            && rule.contains('|')
            && rule.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
    }
}

/// Where the words of a clause begin, its label included: behind the marks of a heading.
fn words_start(text: &str, clause: &Clause) -> u32 {
    let words = text.get(clause.span.range()).unwrap_or("");
    let heading = matches!(clause.kind, crate::ClauseKind::Heading(_));
    let marks = if heading { words.len() - words.trim_start_matches('#').len() } else { 0 };
    clause.span.start + marks as u32
}

/// Where they end: of headings before marks that close them.
fn end_of(clause: &Clause) -> u32 {
    match clause.kind {
        crate::ClauseKind::Heading(_) => clause.body.end.max(clause.body.start),
        _ => clause.span.end,
    }
}

fn is_bullet(label: &[Run]) -> bool {
    let words: String = label.iter().map(|run| run.text.trim()).collect();
    words.chars().count() <= 1 && !words.chars().any(char::is_alphanumeric)
}

/// Takes blanks from both ends.
fn trim(runs: &mut Vec<Run>) {
    while let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
        if !first.text.is_empty() || first.note.is_some() {
            break;
        }
        runs.remove(0);
    }
    while let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() || last.note.is_some() {
            break;
        }
        runs.pop();
    }
}

/// Puts words into runs; emphasis goes on from one span to the next.
struct Writer<'t> {
    text: &'t str,
    /// Whether every line ends where somebody meant it to, as in a Word document.
    breaks: bool,
    colours: Option<&'t Marks>,
    /// The look of what comes next.
    look: Run,
    runs: Vec<Run>,
    /// How many runs there were when each link that is open began.
    links: Vec<usize>,
}

impl<'t> Writer<'t> {
    fn new(source: &'t Source, colours: Option<&'t Marks>) -> Self {
        let (text, breaks) = (source.text(), source.word().is_some());
        Self { text, breaks, colours, look: Run::default(), runs: Vec::new(), links: Vec::new() }
    }

    fn take(&mut self) -> Vec<Run> {
        self.links.clear();
        std::mem::take(&mut self.runs)
    }

    fn write(&mut self, span: Span, marks: &[Mark]) {
        let mut at = span.start;
        let from = marks.partition_point(|mark| mark.end <= span.start);
        for (index, mark) in marks.iter().enumerate().skip(from) {
            if mark.start >= span.end {
                break;
            }
            if !matches!(
                mark.kind,
                MarkKind::Strip | MarkKind::Blank | MarkKind::Escaped | MarkKind::Footnote
            ) {
                continue;
            }
            let (start, end) = (mark.start.max(at), mark.end.min(span.end).max(at));
            self.words(Span::new(at, start));
            at = end;
            let (Some(words), Some(whole)) = (
                self.text.get(start as usize..end as usize),
                self.text.get(mark.start as usize..mark.end as usize),
            ) else {
                continue;
            };
            match mark.kind {
                MarkKind::Blank => {
                    let breaks =
                        self.text.get(end as usize..).is_some_and(|rest| rest.starts_with(['\n', '\r']));
                    self.push(if breaks { "\n" } else { " " });
                }
                MarkKind::Escaped => {
                    let character = Span::new(end.saturating_sub(1).max(start), end);
                    self.look.marked = self.colours.and_then(|colours| colours.at(character)).flatten();
                    self.push(words.trim_start_matches('\\'));
                }
                MarkKind::Footnote => {
                    let label = whole.trim_start_matches("[^").trim_end_matches(']').to_owned();
                    self.runs.push(Run { note: Some(label), ..Run::default() });
                }
                _ => self.strip(words, marks.get(index + 1)),
            }
        }
        self.words(Span::new(at, span.end));
    }

    /// What was stripped may change the look of what follows.
    fn strip(&mut self, words: &str, next: Option<&Mark>) {
        let first = words.bytes().next();
        match first {
            Some(b'*' | b'_') => {
                // One of these marks is italic, two are bold, three both; four close one and open another.
                self.look.italic ^= words.len() & 1 > 0;
                self.look.bold ^= words.len() & 2 > 0;
            }
            Some(b'[') | Some(b'!') => self.links.push(self.runs.len()),
            Some(b']') => {
                let from = self.links.pop().unwrap_or(self.runs.len());
                let tail = next
                    .filter(|next| next.kind == MarkKind::Strip)
                    .and_then(|next| self.text.get(next.start as usize..next.end as usize))
                    .or_else(|| words.strip_prefix(']'))
                    .and_then(|tail| tail.strip_prefix('('))
                    .map(|tail| tail.trim_end_matches(')'));
                if let Some(address) = tail.and_then(|tail| tail.split_whitespace().next()) {
                    for run in self.runs.get_mut(from..).unwrap_or_default() {
                        run.link = Some(address.to_owned());
                    }
                }
            }
            Some(b'<') => self.tag(words),
            _ => {}
        }
    }

    fn tag(&mut self, words: &str) {
        let closes = words.starts_with("</");
        let name = words.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
        match name.as_str() {
            "b" | "strong" => self.look.bold = !closes,
            "i" | "em" => self.look.italic = !closes,
            "sup" => self.look.superscript = !closes,
            "br" | "hr" => self.push("\n"),
            _ => {}
        }
    }

    /// Words with the colours behind them; what the document itself does not say has none, but for blanks between words.
    fn words(&mut self, span: Span) {
        let Some(colours) = self.colours else { return self.lines(span) };
        let mut at = span.start;
        for (stretch, colour) in colours.over(span) {
            let (start, end) = (stretch.start.max(at), stretch.end.min(span.end));
            self.added(Span::new(at, start));
            self.look.marked = colour;
            self.lines(Span::new(start, end));
            at = end;
        }
        self.added(Span::new(at, span.end));
    }

    /// What stands between words of the document.
    fn added(&mut self, span: Span) {
        if self.text.get(span.range()).is_some_and(|words| !words.trim().is_empty()) {
            self.look.marked = None;
        }
        self.lines(span);
    }

    /// Words as they stand, lines joined but where a line ends with two blanks.
    fn lines(&mut self, span: Span) {
        let Some(words) = self.text.get(span.range()) else { return };
        let mut lines = words.split('\n').peekable();
        while let Some(line) = lines.next() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if lines.peek().is_none() {
                self.push(line);
            } else {
                let meant = self.breaks || line.ends_with("  ");
                self.push(line.trim_end());
                self.push(if meant { "\n" } else { " " });
            }
        }
    }

    /// Adds words in the look of now; runs of blanks become one.
    fn push(&mut self, words: &str) {
        for c in words.chars() {
            let before = self.runs.iter().rev().find_map(|run| match run.note {
                Some(_) => Some('^'),
                None => run.text.chars().next_back(),
            });
            let blank = |c: char| matches!(c, ' ' | '\n' | '\r' | '\t');
            if blank(c) && before.is_some_and(blank) {
                if c == '\n'
                    && let Some(last) = self.runs.last_mut().filter(|run| run.text.ends_with(' '))
                {
                    last.text.pop();
                    last.text.push('\n');
                }
                continue;
            }
            let c = if matches!(c, '\r' | '\t') { ' ' } else { c };
            let look = &self.look;
            let same = |run: &&mut Run| {
                run.note.is_none()
                    && run.link.is_none()
                    && (run.bold, run.italic, run.superscript, run.marked)
                        == (look.bold, look.italic, look.superscript, look.marked)
            };
            let fresh = self.links.last().is_some_and(|from| *from == self.runs.len());
            match self.runs.last_mut().filter(same).filter(|_| !fresh) {
                Some(run) => run.text.push(c),
                None => {
                    let run = Run { text: String::from(c), link: None, note: None, ..self.look.clone() };
                    self.runs.push(run);
                }
            }
        }
    }
}
