//! Headings that nothing marks: which lines are headings by their words and by what stands around them.

use super::flow::Ending;
use super::{BlockKind, Line, Scan};
use crate::label::{self, Dress, Label, Rest, Script, Title, UNNAMED, opens_title};
use crate::readings::{Choice, ReadAs};
use crate::span::Span;

/// Ranks of units, and one more.
pub(super) const RANKS: usize = 8;
/// Blank lines that may stand between a heading and what it is the heading of.
const BLANKS: usize = 6;
/// Columns to the right of an item from which on a line is none of its paragraphs.
const CENTRED: u32 = 7;
/// Rank of units that are as often the labels of paragraphs as headings: `Clause 3`, `البند ٣`.
const SMALL_UNIT: u8 = 5;

impl<'a> Scan<'a> {
    /// Whether a line is a heading that nothing marks, and of which sort.
    pub(super) fn title(&mut self, line: Line<'a>, index: usize) -> Option<BlockKind> {
        let wanted = self.overrides.get(&line.start).copied();
        if matches!(wanted, Some(ReadAs::Text | ReadAs::Item)) {
            return None;
        }
        let found = label::title(line.words);
        let next = self.directly_below(index);
        if next.is_some_and(|next| super::underlined_level(next.words).is_some()) {
            return None;
        }
        let forced = wanted == Some(ReadAs::Heading);
        let Some(found) = found else { return forced.then_some(BlockKind::Evident(UNNAMED)) };
        // Indented lines belong to an item, but for titles set in the middle.
        let centred = matches!(found, Title::Unit { .. } | Title::Known(_) | Title::Capitals);
        let inside = line.column >= 4 && (!centred || self.is_inside(line));
        if !forced && (inside || !self.is_title(&found, line, index)) {
            return None;
        }
        let kind = match &found {
            Title::Unit { rank, value, .. } => {
                self.units[usize::from(*rank).min(RANKS - 1)] = *value;
                BlockKind::Evident(*rank)
            }
            Title::Known(rank) => BlockKind::Evident(*rank),
            Title::Bold | Title::Capitals => BlockKind::Evident(UNNAMED),
            Title::Labelled { label, .. } => {
                self.lettered.retain(|last| last.family != label.family && !label::is_next(last, label));
                self.lettered.push(label.place());
                BlockKind::Lettered
            }
        };
        let doubtful = match &found {
            Title::Unit { rest, .. } => matches!(rest, Rest::Running | Rest::Bare),
            Title::Labelled { .. } => true,
            _ => false,
        };
        if doubtful {
            self.found.choices.push(Choice {
                span: line.span(),
                chosen: ReadAs::Heading,
                possible: ReadAs::Item,
                why: "A label, a few words without a stop, and then what they are the heading of.",
            });
        }
        Some(kind)
    }

    /// Takes the line below `Article 3` as the title of the article, if it is one.
    pub(super) fn title_below(&mut self, heading: usize, line: Line<'a>, index: usize) -> bool {
        if self.open.is_some() || self.overrides.contains_key(&line.start) {
            return false;
        }
        let words = line.words;
        if label::names_unit(words) {
            return false;
        }
        let few = words.len() <= 160 && words.split_whitespace().count() <= 9;
        let first = words.trim_start_matches(['*', '_', '(', '[']).chars().next();
        let stop = words
            .trim_end_matches(['*', '_', ')', ']'])
            .ends_with(['.', ',', ';', ':', '?', '!', '،', '؛', '؟', '…']);
        if !few || stop || !first.is_some_and(opens_title) || label::start_of(words).is_some() {
            return false;
        }
        let Some(next) = self.below(index) else { return false };
        let ends = match self.directly_below(index) {
            // A line that breaks off early, before a sentence.
            Some(next) => {
                label::start_of(next.words).is_some()
                    || breaks_early(words, next.words) && !starts_small(next)
            }
            None => true,
        };
        if !ends || label::unit_rank(next.words).is_some() {
            return false;
        }
        let Some(block) = self.found.blocks.get_mut(heading) else { return false };
        block.span.end = line.end();
        block.body = line.start;
        block.body_end = line.end();
        self.found.choices.push(Choice {
            span: line.span(),
            chosen: ReadAs::Heading,
            possible: ReadAs::Text,
            why: "A few words without a stop below the name of a unit are taken as its title.",
        });
        true
    }

    fn is_title(&self, found: &Title, line: Line<'a>, index: usize) -> bool {
        let (direct, next) = (self.directly_below(index), self.below(index));
        let goes_on = direct.is_some_and(starts_small);
        match found {
            Title::Unit { rank, value, rest } => {
                let small = *rank >= SMALL_UNIT;
                let content = next.is_some_and(|next| label::unit_rank(next.words) != Some(*rank));
                let possible = match rest {
                    Rest::Nothing => !goes_on && (!small || next.is_some()),
                    Rest::SetOff => !goes_on && (!small || content),
                    Rest::Running => !goes_on && content,
                    Rest::Bare => direct.is_none() && content,
                };
                if !possible || self.open.is_none() {
                    return possible;
                }
                let counts_on = self.units[usize::from(*rank).min(RANKS - 1)] + 1 == *value;
                match self.ending(line) {
                    Ending::Stop => *rest != Rest::Bare,
                    Ending::Plain => counts_on && *rest != Rest::Bare && !small,
                    Ending::Comma | Ending::Joiner | Ending::Dangling => false,
                }
            }
            Title::Labelled { label, .. } if self.open.is_some() => {
                // `2. Supply` right behind the last sentence of `1.7`.
                self.ending(line) == Ending::Stop
                    && self.lettered.iter().any(|last| label::is_next(last, label))
                    && direct
                        .and_then(|next| label::start_of(next.words))
                        .is_some_and(|below| below.label.is_first_below(label))
            }
            _ if self.open.is_some() => false,
            Title::Known(_) => direct.is_none() || !goes_on,
            Title::Bold => true,
            Title::Capitals => next.is_some() && !goes_on,
            Title::Labelled { label, loud } => match next {
                Some(next) => self.is_labelled_title(label, *loud, direct, next, line),
                None => self.lettered.iter().any(|last| label::is_next(last, label)),
            },
        }
    }

    /// Whether a label with a few words is the heading of what stands below it, rather than one of a list of such.
    fn is_labelled_title(
        &self,
        label: &Label,
        loud: bool,
        direct: Option<Line<'a>>,
        next: Line<'a>,
        line: Line<'a>,
    ) -> bool {
        if label.suffix == 0
            && self.lists.iter().any(|(last, at)| at.abs_diff(line.column) < 2 && label::is_next(last, label))
        {
            return false;
        }
        let below = label::start_of(next.words);
        let below = below.as_ref().filter(|below| !below.bullet).map(|below| &below.label);
        // Whoever numbers titles has the first paragraph counted below the title: `2. Supply`, `2.1 The farm …`.
        if below.is_some_and(|below| below.is_first_below(label)) {
            return matches!(label.family.script, Script::Digits);
        }
        if direct.is_some() {
            return false;
        }
        if self.lettered.iter().any(|last| label::is_next(last, label)) {
            return true;
        }
        if below.is_some_and(|below| below.family == label.family || label::is_next(label, below)) {
            return false;
        }
        // `(1)` below `A. Words` is the list of an item, `1.` a paragraph under a title.
        let numbered = below
            .filter(|below| below.family.script == Script::Digits && below.family.dress != Dress::Parens);
        match label.family.script {
            _ if label.family.dress == Dress::Parens => false,
            Script::Upper | Script::RomanUpper => loud || numbered.is_some(),
            Script::Digits => loud,
            Script::Arabic | Script::Hebrew => numbered.is_some_and(Label::is_first),
            _ => false,
        }
    }

    /// Whether an indented line stands in or below an item, rather than in the middle of the page.
    fn is_inside(&self, line: Line<'a>) -> bool {
        self.open.is_some()
            || self.found.blocks.last().is_some_and(|last| match last.kind {
                BlockKind::Item | BlockKind::Option | BlockKind::Footnote => {
                    line.column < last.column + CENTRED && line.column > last.column
                }
                BlockKind::Paragraph => last.column > 0 && line.column.abs_diff(last.column) < 2,
                _ => false,
            })
    }

    /// The line below, if it is not blank.
    fn directly_below(&self, index: usize) -> Option<Line<'a>> {
        (index + 1 < self.lines.len()).then(|| self.line(index + 1)).filter(|line| !line.words.is_empty())
    }

    /// The next line that is not blank.
    fn below(&self, index: usize) -> Option<Line<'a>> {
        (index + 1..(index + 2 + BLANKS).min(self.lines.len()))
            .map(|below| self.line(below))
            .find(|line| !line.words.is_empty())
    }
}

fn starts_small(line: Line<'_>) -> bool {
    line.words.starts_with(char::is_lowercase)
}

/// Whether the first word of the next line would have had room on this one.
pub(super) fn breaks_early(words: &str, next: &str) -> bool {
    let first = next.split_whitespace().next().unwrap_or("");
    words.chars().count() + 1 + first.chars().count() <= 50
}

impl Line<'_> {
    /// Where its words are.
    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.end())
    }
}
