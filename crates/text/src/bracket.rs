//! Brackets over the whole draft: which marks are brackets, how they pair, and what the pairs mean.
//!
//! Pairs nest, cross paragraphs and end at a heading. What stays unpaired is reported and harms nothing else.

use std::collections::HashMap;

use crate::blocks::Definitions;
use crate::inline::{Mark, MarkKind, is_address, is_path, strip_link};
use crate::readings::ReadAs;
use crate::span::Span;

/// A clause as bracket matching sees it.
pub(crate) struct Scope {
    /// Its marks.
    pub(crate) marks: std::ops::Range<usize>,
    /// Whether it is a heading, where brackets do not go on.
    pub(crate) heading: bool,
    /// Whether it is a footnote, which is read by itself.
    pub(crate) footnote: bool,
    /// Where its body starts, if it is a bulleted item and can start with a checkbox.
    pub(crate) checkbox: Option<u32>,
}

/// A pair of brackets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    /// Index of the opening mark.
    pub(crate) open: usize,
    /// Index of the closing mark.
    pub(crate) close: usize,
    /// Clause of the opening mark.
    pub(crate) from: u32,
    /// Clause of the closing mark.
    pub(crate) to: u32,
    /// Whether there is no bracket inside.
    pub(crate) innermost: bool,
    /// Whether it turned out to be no pair of brackets.
    pub(crate) link: bool,
}

/// A choice made about a bracket.
pub(crate) struct Doubt {
    pub(crate) span: Span,
    pub(crate) chosen: ReadAs,
    pub(crate) possible: Vec<ReadAs>,
    pub(crate) why: &'static str,
}

/// Everything found out about brackets.
#[derive(Default)]
pub(crate) struct Paired {
    /// By position of the opening bracket.
    pub(crate) pairs: Vec<Pair>,
    /// Marks of brackets that stayed alone, by position.
    pub(crate) alone: Vec<usize>,
    pub(crate) doubts: Vec<Doubt>,
}

/// Pairs the brackets of a draft and settles which of them are links, footnotes and checkboxes. Without the definitions of
/// links, as in a Word document, brackets are no links. Linear in the number of marks.
pub(crate) fn pair(
    text: &str,
    marks: &mut [Mark],
    scopes: &[Scope],
    definitions: Option<&Definitions>,
    overrides: &HashMap<u32, ReadAs>,
) -> Paired {
    let mut matcher = Matcher {
        text,
        definitions,
        overrides,
        found: Paired::default(),
        open: Vec::new(),
        outer: None,
        last: None,
        box_close: false,
    };
    for (clause, scope) in scopes.iter().enumerate() {
        matcher.scope(scope, clause as u32, marks);
    }
    matcher.end();
    let mut found = matcher.found;
    found.pairs.retain(|pair| !pair.link);
    found.pairs.sort_unstable_by_key(|pair| pair.open);
    found.alone.sort_unstable();
    found
}

struct Matcher<'a> {
    text: &'a str,
    definitions: Option<&'a Definitions>,
    overrides: &'a HashMap<u32, ReadAs>,
    found: Paired,
    /// Opening marks that wait for their partner, each with its clause.
    open: Vec<(usize, u32)>,
    /// What was open around the footnote that is being read.
    outer: Option<Vec<(usize, u32)>>,
    /// The last mark that was a bracket.
    last: Option<usize>,
    /// Whether the next closing bracket ends a checkbox.
    box_close: bool,
}

impl Matcher<'_> {
    fn end(&mut self) {
        self.found.alone.extend(self.open.drain(..).map(|(mark, _)| mark));
        if let Some(outer) = self.outer.take() {
            self.found.alone.extend(outer.into_iter().map(|(mark, _)| mark));
        }
    }

    fn scope(&mut self, scope: &Scope, clause: u32, marks: &mut [Mark]) {
        if scope.heading {
            self.end();
        } else if scope.footnote && self.outer.is_none() {
            self.outer = Some(std::mem::take(&mut self.open));
        } else if scope.footnote {
            self.found.alone.extend(self.open.drain(..).map(|(mark, _)| mark));
        } else if let Some(outer) = self.outer.take() {
            self.found.alone.extend(self.open.drain(..).map(|(mark, _)| mark));
            self.open = outer;
        }
        for at in scope.marks.clone() {
            match marks[at].kind {
                MarkKind::Open => self.opening(scope, clause, at, marks),
                MarkKind::Close => self.closing(clause, at, marks),
                MarkKind::Footnote => self.footnote(clause, at, marks),
                // A link's tail is no longer one when its turn comes: this bracket had no partner.
                MarkKind::LinkTail => marks[at].kind = MarkKind::Plain,
                _ => {}
            }
        }
        if scope.heading {
            self.end();
        }
    }

    fn footnote(&mut self, _clause: u32, at: usize, marks: &mut [Mark]) {
        if self.overrides.get(&marks[at].start) == Some(&ReadAs::Text) {
            marks[at].kind = MarkKind::Plain;
        }
    }

    fn opening(&mut self, scope: &Scope, clause: u32, at: usize, marks: &mut [Mark]) {
        let start = marks[at].start;
        let wanted = self.overrides.get(&start).copied();
        if wanted == Some(ReadAs::Text) {
            self.open.push((at, clause));
            self.last = Some(at);
            return;
        }
        if scope.checkbox == Some(start) && (wanted.is_none() || wanted == Some(ReadAs::Checkbox)) {
            let inside = self.text.as_bytes().get(start as usize + 1).copied().unwrap_or(0);
            let closed =
                marks.get(at + 1).is_some_and(|next| next.kind == MarkKind::Close && next.start == start + 2);
            // What stands three bytes on is a character's start only where the box is closed.
            let behind = self.text.get(start as usize + 3..).and_then(|rest| rest.chars().next());
            if closed && matches!(inside, b' ' | b'x' | b'X') && behind.is_none_or(char::is_whitespace) {
                marks[at].kind = MarkKind::Strip;
                marks[at].end = start + 3;
                self.box_close = true;
                self.doubt(
                    Span::new(start, start + 3),
                    ReadAs::Checkbox,
                    &[ReadAs::Placeholder],
                    "It stands at the start of a list item, where Markdown has a checkbox.",
                );
                return;
            }
        }
        self.open.push((at, clause));
        self.last = Some(at);
    }

    fn closing(&mut self, clause: u32, at: usize, marks: &mut [Mark]) {
        if std::mem::take(&mut self.box_close) {
            marks[at].kind = MarkKind::Strip;
            return;
        }
        let Some((open, from)) = self.open.pop() else {
            self.found.alone.push(at);
            self.last = Some(at);
            return;
        };
        let innermost = self.last == Some(open);
        self.last = Some(at);
        let mut pair = Pair { open, close: at, from, to: clause, innermost, link: false };
        let wanted = self.overrides.get(&marks[open].start).copied();
        match wanted {
            Some(ReadAs::Text | ReadAs::Footnote | ReadAs::Checkbox) => {
                marks[open].kind = MarkKind::Plain;
                marks[at].kind = MarkKind::Plain;
                pair.link = true;
            }
            Some(ReadAs::Link) => self.make_link(&mut pair, marks),
            Some(_) => {}
            None if from == clause => self.look_for_link(&mut pair, marks),
            None => {}
        }
        self.found.pairs.push(pair);
    }

    fn make_link(&mut self, pair: &mut Pair, marks: &mut [Mark]) {
        strip_link(self.text, marks, pair.open, pair.close);
        pair.link = true;
    }

    fn look_for_link(&mut self, pair: &mut Pair, marks: &mut [Mark]) {
        let Some(definitions) = self.definitions else { return };
        if marks
            .get(pair.close + 1)
            .is_some_and(|next| next.kind == MarkKind::LinkTail && next.start == marks[pair.close].end)
        {
            self.make_link(pair, marks);
            return;
        }
        let (start, end) = (marks[pair.open].start, marks[pair.close].end);
        if pair.innermost
            && self.text.as_bytes().get(end as usize) == Some(&b'(')
            && self.look_for_odd_link(pair, marks)
        {
            return;
        }
        if definitions.is_empty() || !pair.innermost || end - start > 1000 {
            return;
        }
        let name = &self.text[start as usize + 1..end as usize - 1];
        let before = self
            .found
            .pairs
            .last()
            .copied()
            .filter(|before| before.to == pair.from && marks[before.close].end == start);
        if name.trim().is_empty() {
            // `[name][]`
            if before.is_some_and(|before| before.link) {
                marks[pair.open].kind = MarkKind::Strip;
                marks[pair.open].end = end;
                marks[pair.close].kind = MarkKind::Strip;
                pair.link = true;
            }
            return;
        }
        if !definitions.contains(name) {
            return;
        }
        if let Some(before) =
            before.filter(|before| !before.link && self.overrides.get(&marks[before.open].start).is_none())
        {
            // `[words][name]`: the words stay, the name goes.
            marks[before.open].kind = MarkKind::Strip;
            marks[before.close].kind = MarkKind::Strip;
            marks[pair.open].kind = MarkKind::Strip;
            marks[pair.open].end = end;
            marks[pair.close].kind = MarkKind::Strip;
            if let Some(last) = self.found.pairs.last_mut() {
                last.link = true;
            }
        } else {
            marks[pair.open].kind = MarkKind::Strip;
            marks[pair.close].kind = MarkKind::Strip;
        }
        pair.link = true;
    }

    /// `[shall](may)`: Markdown would make a link of it, a drafter hardly means one. A picture is one, and so is what
    /// leads to something like a file.
    fn look_for_odd_link(&mut self, pair: &mut Pair, marks: &mut [Mark]) -> bool {
        let span = Span::new(marks[pair.open].start, marks[pair.close].end);
        let rest = &self.text.as_bytes()[span.end as usize + 1..];
        let Some(stop) = rest
            .iter()
            .take(200)
            .position(|&byte| byte.is_ascii_whitespace() || matches!(byte, b'(' | b')' | b'[' | b']'))
        else {
            return false;
        };
        if rest[stop] != b')' || stop == 0 || is_address(&rest[..stop]) {
            return false;
        }
        let picture = span.start > 0 && self.text.as_bytes()[span.start as usize - 1] == b'!';
        if picture || is_path(&rest[..stop]) {
            self.make_link(pair, marks);
            marks[pair.close].end = span.end + stop as u32 + 2;
            self.doubt(
                span,
                ReadAs::Link,
                &[ReadAs::Brackets],
                "What follows in parentheses looks like the name of a file, or a picture is shown.",
            );
            return true;
        }
        self.doubt(
            span,
            ReadAs::Brackets,
            &[ReadAs::Link],
            "Markdown would read it as a link, but what follows in parentheses is no address.",
        );
        false
    }

    fn doubt(&mut self, span: Span, chosen: ReadAs, possible: &[ReadAs], why: &'static str) {
        self.found.doubts.push(Doubt { span, chosen, possible: possible.to_vec(), why });
    }
}
