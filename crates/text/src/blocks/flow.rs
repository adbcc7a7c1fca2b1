//! Whether a label at the start of a line begins a clause, or is part of a sentence that was wrapped there.
//!
//! Behind a blank line or a heading a label always begins one. In running text it does where it goes on with a list:
//! it is the next of an open item, of a list further up, or the first below an item; or it starts a list and the
//! words before it have come to a stop, or the next of its list follows. It does not where the words before it cannot
//! end so: "within", "paragraph", "of". Where that leaves a doubt, the line is among the readings.

use super::titles::breaks_early;
use super::{BlockKind, Line, Scan};
use crate::label::{self, Announces, Dress, Label, Script};
use crate::readings::{Choice, ReadAs};

/// Lists that are remembered; a draft has fewer sorts of labels.
const LISTS: usize = 24;
/// Lines in which the second item of a list is looked for.
const SEQUEL: usize = 12;
/// The same for numbers that nothing sets off, whose clauses may have lines between them.
const BARE_SEQUEL: usize = 30;
/// How far on the second item of a list can be.
const NEAR: u32 = 4;
/// How far apart two numbers of one list can be that follow each other.
const LEAP: u32 = 40;

/// How the words before a line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// With a point, a colon, a closing bracket or the like, or with "; and".
    Stop,
    /// With a comma.
    Comma,
    /// With a word that ends a clause as well as any other.
    Plain,
    /// With "and" or "or".
    Joiner,
    /// With a word that needs another one behind it.
    Dangling,
}

impl<'a> Scan<'a> {
    /// Whether a label begins a clause on this line.
    pub(super) fn begins(&mut self, start: &label::Start, line: Line<'a>, index: usize) -> bool {
        match self.overrides.get(&line.start) {
            Some(ReadAs::Text) => return false,
            Some(ReadAs::Item) => return true,
            _ => {}
        }
        if start.label.family.dress == Dress::Bare {
            return self.begins_bare(&start.label, line, index);
        }
        if self.open.is_none() {
            return !start.doubtful || self.goes_on(&start.label, line.column);
        }
        if start.announces == Announces::Option {
            return true;
        }
        let ending = self.ending(line);
        if start.bullet {
            return self.begins_bullet(line, ending);
        }
        let (begins, sure) = self.begins_label(start, line, index, ending);
        if !sure {
            let (chosen, possible, why) = if begins {
                (
                    ReadAs::Item,
                    ReadAs::Text,
                    "The label goes on with a list, though the line before it has not come to a stop.",
                )
            } else {
                (
                    ReadAs::Text,
                    ReadAs::Item,
                    "The line starts like an item, but the words before it go on, or no list is there that it goes on with.",
                )
            };
            self.found.choices.push(Choice { span: line.span(), chosen, possible, why });
        }
        begins
    }

    /// Keeps the label of the last block, so that it is known where its list goes on.
    pub(super) fn remember_last(&mut self) {
        let Some(block) = self.found.blocks.last() else { return };
        let (Some(label), column) = (&block.label, block.column) else { return };
        if label.family.script == Script::Bullet {
            return;
        }
        let mut place = label.place();
        let beside =
            |(last, at): &(Label, u32)| last.family.dress == label.family.dress && at.abs_diff(column) < 2;
        let next = self.lists.iter().position(|list| beside(list) && label::is_next(&list.0, label));
        match next {
            // `(v)` behind `(iv)` is a number, behind `(u)` a letter.
            Some(at) => place.count_as(self.lists[at].0.family),
            None => place.count_as_first(),
        }
        let same =
            next.or_else(|| self.lists.iter().position(|list| beside(list) && list.0.family == place.family));
        if let Some(at) = same {
            self.lists.remove(at);
        } else if self.lists.len() >= LISTS {
            self.lists.remove(0);
        }
        self.lists.push((place, column));
    }

    /// Whether a label is the next of a list that stands at its column, or the first below an item.
    fn goes_on(&self, label: &Label, column: u32) -> bool {
        self.lists.iter().any(|(last, at)| {
            at.abs_diff(column) < 2 && label::is_next(last, label) || label.is_first_below(last)
        }) || self.lettered.iter().any(|last| label::is_next(last, label) || label.is_first_below(last))
    }

    fn begins_bullet(&self, line: Line<'a>, ending: Ending) -> bool {
        let Some(open) = self.open.and_then(|open| self.found.blocks.get(open)) else { return true };
        // A dash in running text is written so; the other marks are none.
        let dash = line.words.starts_with(['–', '·']);
        !dash
            || open.bullet
            || matches!(ending, Ending::Stop | Ending::Comma)
            || line.column > open.column + 1
    }

    /// Whether a label begins a clause in running text, and whether that is beyond doubt.
    fn begins_label(
        &self,
        start: &label::Start,
        line: Line<'a>,
        index: usize,
        ending: Ending,
    ) -> (bool, bool) {
        let label = &start.label;
        let Some(open) = self.open.and_then(|open| self.found.blocks.get(open)) else { return (true, true) };
        let closed = matches!(ending, Ending::Stop | Ending::Comma);
        let last = open.label.as_ref().filter(|_| open.kind == BlockKind::Item);
        let beside = line.column <= open.column + 1;
        let repeats = last.is_some_and(|last| last.family == label.family && last.value == label.value)
            && line.column == open.column
            && label.family.script == Script::Digits
            && label.family.depth == 1;
        let next = beside && last.is_some_and(|last| label::is_next(last, label)) || repeats;
        let goes_on = next || self.goes_on(label, line.column);
        let small = line.words[start.body..].starts_with(char::is_lowercase);
        let dressed = label.family.dress == Dress::Parens;
        // One word alone ends where it ends, whatever it is.
        let own = self.text.get(open.body as usize..open.body_end as usize).unwrap_or("");
        let ending = match ending {
            Ending::Dangling | Ending::Joiner if !own.contains(char::is_whitespace) => Ending::Plain,
            other => other,
        };
        if goes_on {
            let joined = ending == Ending::Joiner && !(dressed || next && !small);
            return match ending {
                Ending::Dangling => (false, false),
                Ending::Joiner if joined => (false, false),
                Ending::Stop => (true, true),
                Ending::Comma => (start.firm || !small, start.firm),
                Ending::Plain | Ending::Joiner => {
                    (start.firm || !small, next && start.firm && (dressed || !small))
                }
            };
        }
        if start.doubtful {
            return (false, true);
        }
        if label.family.script == Script::Named {
            return (ending == Ending::Stop, false);
        }
        if label.is_first() {
            if matches!(ending, Ending::Dangling | Ending::Joiner) {
                return (false, false);
            }
            if closed && start.firm {
                return (true, ending == Ending::Stop);
            }
            let begins = (closed || start.firm) && self.has_sequel(label, line.column, index);
            return (begins, !begins && !start.firm);
        }
        self.begins_out_of_turn(start, line, index, ending)
    }

    /// The same for a label that is neither the next nor the first of a list: one before it was left out, or some
    /// change their places. A list with a gap must not swallow what stands behind it.
    fn begins_out_of_turn(
        &self,
        start: &label::Start,
        line: Line<'a>,
        index: usize,
        ending: Ending,
    ) -> (bool, bool) {
        let label = &start.label;
        let Some(open) = self.open.and_then(|open| self.found.blocks.get(open)) else { return (true, true) };
        let small = line.words[start.body..].starts_with(char::is_lowercase);
        let dressed = label.family.dress == Dress::Parens;
        let listed = self.lists.iter().any(|(last, at)| {
            at.abs_diff(line.column) < 2
                && last.family == label.family
                && last.prefix == label.prefix
                && (1..=LEAP).contains(&last.value.abs_diff(label.value))
        });
        let sequel = || self.has_sequel(label, line.column, index);
        let before = if index > 0 { self.line(index - 1).words } else { "" };
        if !listed {
            // The first of a list was left out.
            let announced = start.firm && before.ends_with([':', '：']) && (dressed || sequel());
            return (announced, !announced);
        }
        let early = breaks_early(before, line.words);
        let sibling = open.label.as_ref().is_some_and(|last| last.family == label.family);
        let item = open.kind == BlockKind::Item;
        let begins = match ending {
            Ending::Stop => (start.firm || sibling) && (!small || early || sequel()),
            Ending::Plain => {
                start.firm && item && !label::ends_with_month(before) && (!small || early || sequel())
            }
            Ending::Comma | Ending::Joiner => dressed && sibling && item && (early || sequel()),
            Ending::Dangling => false,
        };
        (begins, false)
    }

    /// Whether a number that nothing sets off begins a clause: others count up with it, and no list whose numbers are
    /// set off stands there.
    fn begins_bare(&mut self, label: &Label, line: Line<'a>, index: usize) -> bool {
        let before = if index > 0 { self.line(index - 1).words } else { "" };
        let closed = self.open.is_none()
            || match self.ending(line) {
                Ending::Stop => true,
                Ending::Plain => breaks_early(before, line.words) && !label::ends_with_month(before),
                Ending::Comma | Ending::Joiner | Ending::Dangling => false,
            };
        if !closed {
            return false;
        }
        let beside = |at: u32| at.abs_diff(line.column) < 2;
        let mut listed = false;
        for (last, at) in &self.lists {
            if last.family == label.family && beside(*at) {
                listed |= (1..SEQUEL as u32).contains(&label.value.saturating_sub(last.value));
            } else if last.family.script == label.family.script && last.family.depth == 1 && beside(*at) {
                return false;
            }
        }
        let starts =
            !listed && (label.value == 1 || self.open.is_none()) && self.has_bare_sequel(label, line, index);
        if starts {
            self.found.choices.push(Choice {
                span: line.span(),
                chosen: ReadAs::Item,
                possible: ReadAs::Text,
                why: "A number that nothing sets off starts a list, as another line goes on with it.",
            });
        }
        listed || starts
    }

    /// Whether the next number that nothing sets off follows, be it behind blank lines.
    fn has_bare_sequel(&self, label: &Label, line: Line<'a>, index: usize) -> bool {
        (index + 1..(index + 1 + BARE_SEQUEL).min(self.lines.len()))
            .map(|below| self.line(below))
            .take_while(|below| !below.words.starts_with('#'))
            .any(|below| {
                below.column.abs_diff(line.column) < 2
                    && below.words.starts_with(|c: char| label::digit(c).is_some())
                    && label::start_of(below.words).is_some_and(|next| is_near(label, &next.label))
            })
    }

    /// Whether a line is the next paragraph of a preamble that has no blank lines: `Recalling …,` behind a comma.
    pub(super) fn is_next_of_preamble(&mut self, open: usize, line: Line<'a>) -> bool {
        let Some(block) = self.found.blocks.get(open).filter(|block| block.kind == BlockKind::Paragraph)
        else {
            return false;
        };
        let words = line.words.trim_start_matches(['[', '*', '_']);
        let first = &words[..words.find(|c: char| !c.is_alphabetic()).unwrap_or(words.len())];
        let opens = first.starts_with(|c: char| c.is_ascii_uppercase())
            && (first.len() > 4 && (first.ends_with("ing") || first.ends_with("ed"))
                || OPERATIVE.contains(&first))
            || matches!(first, "وإذ" | "إذ");
        if !opens || !words[first.len()..].starts_with([' ', '*', '_', ']']) || line.column != block.column {
            return false;
        }
        let before = self.text[..line.start as usize]
            .trim_end()
            .trim_end_matches([']', '*', '_', ' '])
            .ends_with([',', ';', '،', '؛']);
        if !before || self.overrides.get(&line.start) == Some(&ReadAs::Text) {
            return false;
        }
        self.found.choices.push(Choice {
            span: line.span(),
            chosen: ReadAs::Item,
            possible: ReadAs::Text,
            why: "A line behind a comma that begins as the paragraphs of a preamble do.",
        });
        true
    }

    /// Whether the next item of a list that starts here follows before the text is interrupted.
    fn has_sequel(&self, label: &Label, column: u32, index: usize) -> bool {
        for below in index + 1..(index + 1 + SEQUEL).min(self.lines.len()) {
            let line = self.line(below);
            if line.words.is_empty() {
                return false;
            }
            if line.column.abs_diff(column) < 2
                && label::start_of(line.words)
                    .is_some_and(|next| label::is_next(label, &next.label) || is_near(label, &next.label))
            {
                return true;
            }
        }
        false
    }

    /// How the words before a line end.
    pub(super) fn ending(&self, line: Line<'a>) -> Ending {
        let mut before = self.text[..line.start as usize].trim_end();
        if !self.quoted.is_empty() {
            before = before.trim_end_matches(|c: char| c == '>' || c.is_whitespace());
        }
        let bare = before.trim_end_matches(['*', '_', ']', ')', '"', '}', '”', '»', '\\']);
        if before.ends_with([']', '*', '}', '_', '|']) {
            return Ending::Stop;
        }
        match bare.chars().next_back().unwrap_or('.') {
            '.' | ':' | ';' | '؛' | '—' | '–' | '؟' | '?' | '!' | '…' => return Ending::Stop,
            ',' | '،' => return Ending::Comma,
            _ => {}
        }
        let word = bare.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
        let known = |words: &[&str]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
        if known(&JOINERS) {
            return match bare[..bare.len() - word.len()].trim_end().chars().next_back() {
                Some(';' | ',' | '؛' | '،') => Ending::Stop,
                _ => Ending::Joiner,
            };
        }
        if known(&DANGLING) { Ending::Dangling } else { Ending::Plain }
    }
}

/// Whether one label can follow another in a list from which some were left out.
fn is_near(last: &Label, label: &Label) -> bool {
    last.family == label.family
        && last.prefix == label.prefix
        && (1..=NEAR).contains(&label.value.saturating_sub(last.value))
}

/// Words besides participles that lines of a preamble begin with.
const OPERATIVE: [&str; 22] = [
    "Agree",
    "Alarmed",
    "Aware",
    "Conscious",
    "Decide",
    "Declare",
    "Deeply",
    "Desirous",
    "Fully",
    "Gravely",
    "Has",
    "Have",
    "Hereby",
    "Mindful",
    "Moved",
    "Now",
    "Proceeding",
    "Resolve",
    "Strongly",
    "Taking",
    "Undertake",
    "WHEREAS",
];

const JOINERS: [&str; 8] = ["and", "or", "and/or", "و", "أو", "או", "ו", "but"];

/// Words that no sentence and no item ends with, among them those that name what a number follows.
const DANGLING: [&str; 93] = [
    "of",
    "in",
    "to",
    "the",
    "a",
    "an",
    "at",
    "by",
    "on",
    "for",
    "from",
    "with",
    "within",
    "under",
    "per",
    "than",
    "least",
    "most",
    "about",
    "after",
    "before",
    "until",
    "between",
    "through",
    "since",
    "that",
    "which",
    "see",
    "its",
    "their",
    "this",
    "these",
    "every",
    "each",
    "article",
    "articles",
    "art.",
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "sub-paragraph",
    "sub-paragraphs",
    "subparagraph",
    "subparagraphs",
    "section",
    "sections",
    "clause",
    "clauses",
    "annex",
    "annexes",
    "item",
    "items",
    "point",
    "points",
    "rule",
    "rules",
    "phase",
    "phases",
    "chapter",
    "part",
    "schedule",
    "option",
    "options",
    "day",
    "no",
    "nos",
    "page",
    "pages",
    "number",
    "المادة",
    "المواد",
    "الفقرة",
    "الفقرات",
    "البند",
    "البنود",
    "من",
    "في",
    "إلى",
    "على",
    "خلال",
    "عن",
    "مع",
    "סעיף",
    "סעיפים",
    "בסעיף",
    "פסקה",
    "של",
    "את",
    "על",
    "עם",
    "תוך",
    "אל",
];
