//! A draft as read: its source, clauses, brackets and open points.

use std::collections::HashMap;

use serde::Serialize;

use crate::blocks;
use crate::bracket::{self, Scope};
use crate::clause::{Clause, ClauseIndex, ClauseKind};
use crate::inline::{self, Mark, MarkKind};
use crate::nesting;
use crate::outline::Outline;
use crate::points::{self, BracketCounts, Material, OpenPoint, name_key};
use crate::readings::{ReadAs, Reading, ReadingOptions};
use crate::source::Source;
use crate::span::Span;
use crate::word::Word;
use crate::words;

/// What is wrong with a bracket that stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnbalancedWhat {
    /// `[` without a `]` before the next heading.
    NeverClosed,
    /// `]` without a `[` since the last heading.
    NeverOpened,
}

impl UnbalancedWhat {
    /// As a phrase for people.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NeverClosed => "\"[\" is not closed before the next heading",
            Self::NeverOpened => "\"]\" closes nothing that was opened since the last heading",
        }
    }
}

impl std::fmt::Display for UnbalancedWhat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A bracket without its partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Unbalanced {
    /// The bracket.
    pub span: Span,
    /// Its 1-based line.
    pub line: u32,
    /// Its 1-based column, in characters.
    pub column: u32,
    /// What is wrong with it.
    pub what: UnbalancedWhat,
}

/// One version of the negotiating text, as read.
#[derive(Debug, Clone)]
pub struct Draft {
    source: Source,
    outline: Outline,
    points: Vec<OpenPoint>,
    counts: BracketCounts,
    unbalanced: Vec<Unbalanced>,
    readings: Vec<Reading>,
    machinery: Vec<Span>,
    marks: Vec<Mark>,
    /// First mark of each clause, and one behind the last.
    offsets: Vec<usize>,
}

impl Draft {
    /// Reads a draft. Whatever the text is, there is a result; what did not fit is among [`Draft::unbalanced`] and
    /// [`Draft::readings`]. Takes time in proportion to the length of the text.
    #[must_use]
    pub fn parse(source: Source, reading: &ReadingOptions) -> Self {
        let overrides: HashMap<u32, ReadAs> = reading
            .overrides
            .iter()
            .filter_map(|wanted| Some((source.byte_at(wanted.line, wanted.column)?, wanted.read_as)))
            .collect();
        let mut divided = blocks::divide(&source, &overrides);
        let text = source.text();
        let nested = nesting::nest(text, &mut divided.blocks, &overrides);
        let mut clauses = nested.clauses;

        let mut marks = Vec::with_capacity(text.len() / 24);
        let mut offsets = Vec::with_capacity(clauses.len() + 1);
        let mut scopes: Vec<Scope> = Vec::with_capacity(clauses.len());
        for (clause, block) in clauses.iter().zip(&divided.blocks) {
            let from = marks.len();
            offsets.push(from);
            if !block.code {
                match source.word() {
                    Some(word) => inline::lex_word(text, words_of(text, block), word.map(), &mut marks),
                    None => inline::lex(text, words_of(text, block), &mut marks),
                }
            }
            scopes.push(Scope {
                marks: from..marks.len(),
                heading: matches!(clause.kind, ClauseKind::Heading(_)),
                footnote: block.kind == blocks::BlockKind::Footnote
                    || clause.parent.is_some_and(|parent| scopes[parent.0 as usize].footnote),
                checkbox: (source.word().is_none() && block.bullet && clause.label.is_empty())
                    .then_some(clause.body.start),
            });
        }
        offsets.push(marks.len());

        let links = source.word().is_none().then_some(&divided.definitions);
        let paired = bracket::pair(text, &mut marks, &scopes, links, &overrides);
        let around = points::around_options(text, &mut clauses, &marks, &paired.pairs);
        let material = Material {
            text,
            clauses: &clauses,
            marks: &marks,
            offsets: &offsets,
            pairs: &paired.pairs,
            around: &around,
            options: &nested.options,
            names: &reading.names.iter().map(|name| (name_key(name), name.clone())).collect(),
            overrides: &overrides,
            word: source.word().map(Word::map),
        };
        let found = points::find(&material);
        let mut points = found.points;
        for point in &mut points {
            (point.line, point.column) = source.line_column(point.span.start);
            clauses[point.clause.0 as usize].open_points += 1;
        }

        // Points come in order of their places, so that each clause is looked at once.
        let mut next = 0;
        for point in points.iter().filter(|point| point.blocks.is_empty()) {
            next = next.max(point.clause.0 as usize + 1);
            while let Some(clause) = clauses.get_mut(next).filter(|clause| clause.span.start < point.span.end)
            {
                clause.bracketed = true;
                next += 1;
            }
        }

        let mut counts = BracketCounts {
            options: clauses.iter().filter(|clause| clause.kind == ClauseKind::Option).count(),
            placeholders: found.placeholders,
            ..BracketCounts::default()
        };
        for mark in &marks {
            match mark.kind {
                MarkKind::Open => counts.open += 1,
                MarkKind::Close => counts.close += 1,
                _ => {}
            }
        }
        let unbalanced = paired
            .alone
            .iter()
            .map(|&at| &marks[at])
            .filter_map(|mark| {
                let what = match mark.kind {
                    MarkKind::Open => UnbalancedWhat::NeverClosed,
                    MarkKind::Close => UnbalancedWhat::NeverOpened,
                    _ => return None,
                };
                let (line, column) = source.line_column(mark.start);
                Some(Unbalanced { span: Span::new(mark.start, mark.end), line, column, what })
            })
            .collect();

        let choices = divided
            .choices
            .into_iter()
            .chain(nested.choices)
            .map(|choice| (choice.span, choice.chosen, vec![choice.possible], choice.why));
        let doubts = paired
            .doubts
            .into_iter()
            .chain(found.doubts)
            .map(|doubt| (doubt.span, doubt.chosen, doubt.possible, doubt.why));
        let mut readings: Vec<Reading> = choices
            .chain(doubts)
            .map(|(span, chosen, possible, why)| {
                let (line, column) = source.line_column(span.start);
                Reading { span, line, column, chosen, possible, why }
            })
            .collect();
        readings.sort_by_key(|reading| (reading.span.start, reading.span.end));

        let (mut clean, mut hashed) = (String::new(), Vec::new());
        for (at, clause) in clauses.iter_mut().enumerate() {
            hashed.clear();
            let own = &marks[offsets[at]..offsets[at + 1]];
            // A bracket around a label is words, though the label is none.
            for mark in own.iter().take_while(|mark| mark.start < clause.body.start) {
                match mark.kind {
                    MarkKind::Open => hashed.extend_from_slice(b"[\xff"),
                    MarkKind::Close => hashed.extend_from_slice(b"]\xff"),
                    _ => {}
                }
            }
            words::feed_clause(text, clause.body, own, &mut clean, &mut hashed);
            hashed.extend(std::iter::repeat_n(b"]\xff", closed_behind(clause, own)).flatten());
            clause.words = words::WordsHash::digest(&hashed);
        }
        Self {
            outline: Outline::from(clauses),
            source,
            points,
            counts,
            unbalanced,
            readings,
            machinery: divided.machinery,
            marks,
            offsets,
        }
    }

    /// The bytes and the text.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The clauses.
    #[must_use]
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The open points, by place; nested ones are points of their own and follow the one around them.
    #[must_use]
    pub fn points(&self) -> &[OpenPoint] {
        &self.points
    }

    /// Brackets, options and placeholders, counted.
    #[must_use]
    pub fn counts(&self) -> BracketCounts {
        self.counts
    }

    /// Brackets without a partner, by place.
    #[must_use]
    pub fn unbalanced(&self) -> &[Unbalanced] {
        &self.unbalanced
    }

    /// Readings that involved a choice, by place.
    #[must_use]
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// What is neither words nor blank: front matter, rules, comments, link definitions.
    #[must_use]
    pub fn machinery(&self) -> &[Span] {
        &self.machinery
    }

    /// A clause's own text behind its label, as it stands in the source; empty when there is no such clause.
    #[must_use]
    pub fn body(&self, clause: ClauseIndex) -> &str {
        self.outline.get(clause).map_or("", |clause| self.source.slice(clause.body))
    }

    /// The marks in a clause's own text, in order.
    pub(crate) fn marks_of(&self, clause: ClauseIndex) -> &[Mark] {
        let at = clause.0 as usize;
        let from = self.offsets.get(at).copied().unwrap_or(self.marks.len());
        let to = self.offsets.get(at + 1).copied().unwrap_or(self.marks.len());
        self.marks.get(from..to).unwrap_or_default()
    }

    /// The label of a clause as it stands in the source; empty where it has none, or a bullet.
    pub(crate) fn label_as_written(&self, clause: ClauseIndex) -> &str {
        let found = self.outline.get(clause).filter(|clause| !clause.label.is_empty());
        found.map_or("", |clause| self.source.slice(Span::new(clause.span.start, clause.body.start)).trim())
    }

    /// The words of a stretch of a clause's own text, without what is not words.
    pub(crate) fn words_within(&self, clause: ClauseIndex, span: Span) -> String {
        let marks = self.marks_of(clause);
        let from = marks.partition_point(|mark| mark.end <= span.start);
        let to = marks.partition_point(|mark| mark.start < span.end).max(from);
        let mut words = String::new();
        inline::write_words(self.source.text(), span, &marks[from..to], &mut words);
        words
    }

    /// A clause's own words as a person reads them: without label, emphasis and link machinery, on one line; brackets
    /// are kept.
    #[must_use]
    pub fn text_of(&self, clause: ClauseIndex) -> String {
        let Some(found) = self.outline.get(clause) else { return String::new() };
        let own = self.marks_of(clause);
        // A bracket that opens before the label and closes behind it is part of what is read.
        let mut around = 0usize;
        for mark in own.iter().take_while(|mark| mark.start < found.body.start) {
            match mark.kind {
                MarkKind::Open => around += 1,
                MarkKind::Close => around = around.saturating_sub(1),
                _ => {}
            }
        }
        let words = inline::reader_words(self.source.text(), found.body, own);
        let behind = closed_behind(found, own);
        if around + behind == 0 {
            words
        } else {
            format!("{}{words}{}", "[".repeat(around), "]".repeat(behind))
        }
    }
}

/// How many brackets around an option are closed behind the body of a clause.
fn closed_behind(clause: &Clause, own: &[Mark]) -> usize {
    if clause.body.end == clause.span.end || matches!(clause.kind, ClauseKind::Heading(_) | ClauseKind::Row) {
        return 0;
    }
    let behind = own.iter().rev().take_while(|mark| mark.start >= clause.body.end.max(clause.body.start));
    behind.filter(|mark| mark.kind == MarkKind::Close && mark.start > clause.span.start).count()
}

/// Where a block's words are: all of it but the marks of a heading and the mark of a footnote.
fn words_of(text: &str, block: &blocks::Block) -> Span {
    match block.kind {
        blocks::BlockKind::Heading(_) => {
            let words = &text[block.span.range()];
            let marks = words.len() - words.trim_start_matches('#').len();
            Span::new(block.span.start + marks as u32, block.body_end.max(block.span.start + marks as u32))
        }
        blocks::BlockKind::Footnote => Span::new(block.body, block.span.end),
        _ => block.span,
    }
}
