//! What a clause is called: its label as shown, its id, its path.

use std::borrow::Cow;

use super::{Tree, is_heading, under};
use crate::blocks::{Block, BlockKind};
use crate::clause::{Clause, ClauseIndex, ClauseKind};
use crate::inline::fold;
use crate::label::{self, Dress, Family, Label, Script};
use crate::outline::slug;
use crate::span::Span;
use crate::words::WordsHash;

impl Tree<'_> {
    /// The label as Markdown shows it: a list that repeats its number counts on.
    pub(super) fn shown_label(
        &mut self,
        block: &Block,
        label: Option<&mut Label>,
        parent: Option<u32>,
        index: u32,
    ) -> String {
        let Some(label) = label else { return String::new() };
        let plain = block.kind == BlockKind::Item
            && label.family == (Family { script: Script::Digits, dress: Dress::Plain, depth: 1 })
            && label.suffix == 0
            && label.text.is_ascii();
        if !plain {
            return std::mem::take(&mut label.text);
        }
        let below = &mut self.below[under(parent)];
        let shown = match below.numbered {
            Some((clause, written, shown)) if clause == below.last && written == label.value => shown + 1,
            _ => label.value,
        };
        below.numbered = Some((index, label.value, shown));
        if shown == label.value { std::mem::take(&mut label.text) } else { shown.to_string() }
    }

    pub(super) fn clause(&mut self, block: &Block, rank: u16, label: String, parent: Option<u32>) -> Clause {
        let body = trimmed(self.text, Span::new(block.body.min(block.body_end), block.body_end));
        let words = &self.text[body.range()];
        let kind = match block.kind {
            BlockKind::Heading(level) => ClauseKind::Heading(level),
            BlockKind::Evident(_) | BlockKind::Lettered => {
                let below = u8::try_from(rank.saturating_sub(self.base)).unwrap_or(u8::MAX);
                ClauseKind::Heading(u8::try_from(self.base / 16).unwrap_or(6).saturating_add(below))
            }
            BlockKind::Option => ClauseKind::Option,
            BlockKind::Row => ClauseKind::Row,
            BlockKind::Item | BlockKind::Paragraph if label::is_definition(words) => ClauseKind::Definition,
            BlockKind::Item => ClauseKind::Item,
            BlockKind::Paragraph | BlockKind::Footnote | BlockKind::Header => ClauseKind::Paragraph,
        };
        let (key, name) = self.key(block, &label, words, parent);
        let (mut id, mut path) = match parent.map(|parent| &self.nested.clauses[parent as usize]) {
            Some(above) => (joined(&above.id, ".", &key), joined(&above.path, ", ", &name)),
            None => (key.clone(), name.into_owned()),
        };
        let count = self.ids.entry((parent, key)).or_insert(0);
        *count += 1;
        let count = *count;
        if count > 1 {
            // `~` stands in no key, so the longer name is new.
            id = format!("{id}~{count}");
            path = format!("{path} [{count}]");
        }
        Clause {
            id,
            kind,
            label,
            path,
            parent: parent.map(ClauseIndex),
            line: block.line,
            span: block.span,
            body,
            words: WordsHash([0; 16]),
            open_points: 0,
            bracketed: false,
        }
    }

    /// What the clause is called below its parent, for machines and for people.
    fn key<'l>(
        &mut self,
        block: &Block,
        label: &'l str,
        words: &str,
        parent: Option<u32>,
    ) -> (String, Cow<'l, str>) {
        if block.kind == BlockKind::Footnote {
            return (
                format!("note-{}", slug(label.trim_start_matches("[^").trim_end_matches(']'))),
                Cow::Borrowed(label),
            );
        }
        if !label.is_empty() {
            let key = slug(label);
            if !key.is_empty() {
                return (key, Cow::Borrowed(label));
            }
        }
        if is_heading(block.kind) {
            let title: String =
                fold(words).chars().filter(|c| !matches!(c, '*' | '_' | '[' | ']' | '#')).take(60).collect();
            let key = slug(title.split_whitespace().take(6).collect::<Vec<_>>().join(" ").as_str());
            if !key.is_empty() {
                return (key, Cow::Owned(title));
            }
        }
        let counts = &mut self.below[under(parent)];
        if block.kind == BlockKind::Row {
            counts.rows += 1;
            (format!("r{}", counts.rows), Cow::Owned(format!("| {}", counts.rows)))
        } else {
            counts.paragraphs += 1;
            (format!("p{}", counts.paragraphs), Cow::Owned(format!("¶ {}", counts.paragraphs)))
        }
    }
}

fn joined(head: &str, between: &str, tail: &str) -> String {
    let mut whole = String::with_capacity(head.len() + between.len() + tail.len());
    whole.push_str(head);
    whole.push_str(between);
    whole.push_str(tail);
    whole
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = &text[span.range()];
    let start = span.start + (words.len() - words.trim_start().len()) as u32;
    Span::new(start, start + words.trim().len() as u32)
}
