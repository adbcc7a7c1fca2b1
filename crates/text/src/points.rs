//! Open points: the places of a draft that are still to be decided.

use std::collections::HashMap;

use serde::Serialize;

use crate::bracket::{Doubt, Pair};
use crate::clause::{Clause, ClauseIndex, ClauseKind};
use crate::inline::{Mark, MarkKind, reader_words};
use crate::label::Family;
use crate::readings::ReadAs;
use crate::span::Span;

/// Brackets nested deeper than this have no text of their own in [`Alternative::text`]; their span says where it is.
/// It keeps the size of the result in proportion to that of the draft.
pub const DEEPEST_TEXT: usize = 24;

/// What kind of decision an open point asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PointKind {
    /// Words that may stand or fall: `[shall]`.
    Optional,
    /// One of several wordings: `[shall][should]`, or option blocks.
    Alternatives,
    /// Reserved and unwritten: `[X]`, `###`, `{Placeholder …}`.
    Placeholder,
}

/// One wording for an open point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alternative {
    /// The words without the brackets around them; for an option block all of it behind its label.
    pub span: Span,
    /// The words as a person reads them, without attribution; empty for `No text`.
    pub text: String,
    /// The names that the draft attributes the words to, as the caller spelt them.
    pub attributed: Vec<String>,
}

/// A place that is still to be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenPoint {
    /// The clause in whose own text it starts; for option blocks the first of them.
    pub clause: ClauseIndex,
    /// From its first mark to behind its last.
    pub span: Span,
    /// 1-based line of its first character.
    pub line: u32,
    /// 1-based column of its first character, in characters.
    pub column: u32,
    /// What kind of decision it asks for.
    pub kind: PointKind,
    /// The wordings to choose from; one for words that may stand or fall, none for a placeholder.
    pub alternatives: Vec<Alternative>,
    /// The innermost open point that this one starts inside, by its place among the points.
    pub parent: Option<usize>,
    /// The option blocks, when it is made of these; else empty.
    pub blocks: Vec<ClauseIndex>,
}

/// Marks counted over a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct BracketCounts {
    /// Opening brackets, unmatched ones included.
    pub open: usize,
    /// Closing brackets, unmatched ones included.
    pub close: usize,
    /// Option blocks.
    pub options: usize,
    /// Placeholders, those among alternatives included: `[5][X]` holds one.
    pub placeholders: usize,
}

/// What points are made from.
pub(crate) struct Material<'a> {
    pub(crate) text: &'a str,
    pub(crate) clauses: &'a [Clause],
    pub(crate) marks: &'a [Mark],
    /// First mark of each clause, and one behind the last.
    pub(crate) offsets: &'a [usize],
    pub(crate) pairs: &'a [Pair],
    pub(crate) options: &'a HashMap<u32, (u32, Family)>,
    pub(crate) names: &'a HashMap<String, String>,
    pub(crate) overrides: &'a HashMap<u32, ReadAs>,
}

/// The points, how many placeholders and option blocks there are, and choices made.
pub(crate) struct Found {
    pub(crate) points: Vec<OpenPoint>,
    pub(crate) placeholders: usize,
    pub(crate) doubts: Vec<Doubt>,
}

/// What a pair of brackets holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Words,
    /// `[X]`, `[ ]`: can be one of several alternatives.
    Blank,
    /// `[Placeholder for …]`: always a place of its own.
    Reserved,
    /// `[or]`, `[and]`: joins its neighbours.
    Joiner,
}

/// Finds the open points of a draft, in order of their places.
pub(crate) fn find(material: &Material<'_>) -> Found {
    let mut found = Found { points: Vec::new(), placeholders: 0, doubts: Vec::new() };
    let holds: Vec<Holds> = material.pairs.iter().map(|pair| material.holds(pair)).collect();
    material.bracket_points(&holds, &mut found);
    material.loose_placeholders(&holds, &mut found);
    material.option_points(&mut found);
    found.points.sort_by_key(|point| (point.span.start, std::cmp::Reverse(point.span.end)));
    let mut around: Vec<usize> = Vec::new();
    for at in 0..found.points.len() {
        let start = found.points[at].span.start;
        while around.last().is_some_and(|&outer| found.points[outer].span.end <= start) {
            around.pop();
        }
        found.points[at].parent = around.last().copied();
        around.push(at);
    }
    found
}

impl Material<'_> {
    fn inside(&self, pair: &Pair) -> Span {
        Span::new(self.marks[pair.open].end, self.marks[pair.close].start)
    }

    fn words(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    fn holds(&self, pair: &Pair) -> Holds {
        match self.overrides.get(&self.marks[pair.open].start) {
            Some(ReadAs::Placeholder) => return Holds::Reserved,
            Some(ReadAs::Optional | ReadAs::Alternatives) => return Holds::Words,
            _ => {}
        }
        let words = self.words(self.inside(pair));
        if is_reserved(words) {
            Holds::Reserved
        } else if pair.innermost && is_blank(words) {
            Holds::Blank
        } else if words.len() < 24 && is_joiner(words) {
            Holds::Joiner
        } else {
            Holds::Words
        }
    }

    /// Groups neighbouring pairs and makes a point of each group.
    fn bracket_points(&self, holds: &[Holds], found: &mut Found) {
        // For each level of nesting: where it ends, and the last pair in it.
        let mut levels: Vec<(u32, Option<usize>)> = vec![(u32::MAX, None)];
        // For each pair: the next one of its group, its depth, and whether it is the first.
        let mut next: Vec<Option<usize>> = vec![None; self.pairs.len()];
        let mut depths: Vec<usize> = Vec::with_capacity(self.pairs.len());
        let mut first: Vec<bool> = vec![true; self.pairs.len()];
        for (at, pair) in self.pairs.iter().enumerate() {
            let start = self.marks[pair.open].start;
            while levels.len() > 1 && levels.last().is_some_and(|level| level.0 <= start) {
                levels.pop();
            }
            depths.push(levels.len());
            let Some(level) = levels.last_mut() else { return };
            if let Some(before) = level.1.filter(|&before| self.joins(before, at, holds)) {
                next[before] = Some(at);
                first[at] = false;
            }
            level.1 = Some(at);
            levels.push((self.marks[pair.close].start, None));
        }
        let mut group = Vec::new();
        for (at, depth) in depths.into_iter().enumerate().filter(|&(at, _)| first[at]) {
            group.clear();
            group.extend(std::iter::successors(Some(at), |&member| next[member]));
            self.group_points(depth, &group, holds, found);
        }
        found.placeholders +=
            holds.iter().filter(|holds| matches!(holds, Holds::Blank | Holds::Reserved)).count();
    }

    fn gap(&self, before: usize, after: usize) -> &str {
        self.words(Span::new(
            self.marks[self.pairs[before].close].end,
            self.marks[self.pairs[after].open].start,
        ))
    }

    fn joins(&self, before: usize, after: usize, holds: &[Holds]) -> bool {
        let (first, second) = (&self.pairs[before], &self.pairs[after]);
        if first.to != second.from {
            return false;
        }
        let wanted = |pair: &Pair| self.overrides.get(&self.marks[pair.open].start).copied();
        match (wanted(first), wanted(second)) {
            (_, Some(ReadAs::Alternatives)) => return true,
            (Some(ReadAs::Optional), _) | (_, Some(ReadAs::Optional)) => return false,
            _ => {}
        }
        if holds[before] == Holds::Reserved || holds[after] == Holds::Reserved {
            return false;
        }
        let gap = self.gap(before, after);
        // `[oceans][, forests]` adds to a list.
        gap.len() < 48
            && is_gap(gap)
            && !self
                .words(self.inside(second))
                .trim_start_matches([' ', '*', '_'])
                .starts_with([',', ';', '،', '؛'])
    }

    fn group_points(&self, depth: usize, group: &[usize], holds: &[Holds], found: &mut Found) {
        let first = &self.pairs[group[0]];
        let span =
            Span::new(self.marks[first.open].start, self.marks[self.pairs[group[group.len() - 1]].close].end);
        let joiner = group.iter().any(|&at| holds[at] == Holds::Joiner);
        let words = group.iter().any(|&at| holds[at] == Holds::Words);
        if group.len() > 1 && joiner {
            found.doubts.push(Doubt {
                span,
                chosen: ReadAs::Optional,
                possible: vec![ReadAs::Alternatives],
                why: "A bracket among its neighbours holds only a joining word such as \"or\", so each of them may stand or fall by itself.",
            });
        }
        if group.len() > 1 && (joiner || !words) {
            for &at in group {
                self.point(depth, &[at], holds, found);
            }
            return;
        }
        if group.len() == 1 {
            self.point(depth, group, holds, found);
            return;
        }
        let touches = |two: &[usize]| {
            !self.gap(two[0], two[1]).trim().is_empty()
                || self.gap(two[0], two[1]).is_empty()
                || self.forced(two[1])
        };
        let touching = group.windows(2).filter(|two| touches(two)).count();
        if touching == group.len() - 1 {
            self.point(depth, group, holds, found);
            return;
        }
        if touching == 0 {
            found.doubts.push(Doubt {
                span,
                chosen: ReadAs::Alternatives,
                possible: vec![ReadAs::Optional],
                why: "Only blanks stand between these brackets; they are taken as wordings for one place.",
            });
            self.point(depth, group, holds, found);
            return;
        }
        found.doubts.push(Doubt {
            span,
            chosen: ReadAs::Optional,
            possible: vec![ReadAs::Alternatives],
            why: "Some of these brackets touch and some stand apart; those that touch are taken as wordings for one place, apart from the others.",
        });
        // `[contribution][commitment] [shall][should]` is two places: runs that touch, and the singles between them.
        let mut runs: Vec<(bool, Vec<usize>)> = Vec::new();
        for (turn, &at) in group.iter().enumerate() {
            let with_before = turn > 0 && touches(&[group[turn - 1], at]);
            let with_next = group.get(turn + 1).is_some_and(|&next| touches(&[at, next]));
            match runs.last_mut() {
                Some((_, run)) if with_before => run.push(at),
                Some((false, run)) if !with_next => run.push(at),
                _ => runs.push((with_next, vec![at])),
            }
        }
        for (_, run) in runs {
            if run.iter().any(|&at| holds[at] == Holds::Words) {
                self.point(depth, &run, holds, found);
            } else {
                for at in run {
                    self.point(depth, &[at], holds, found);
                }
            }
        }
    }

    /// Whether a reader said that a pair belongs to the one before it.
    fn forced(&self, at: usize) -> bool {
        self.overrides.get(&self.marks[self.pairs[at].open].start) == Some(&ReadAs::Alternatives)
    }

    fn point(&self, depth: usize, group: &[usize], holds: &[Holds], found: &mut Found) {
        let (first, last) = (&self.pairs[group[0]], &self.pairs[group[group.len() - 1]]);
        let kind = match (group.len(), holds[group[0]]) {
            (1, Holds::Blank | Holds::Reserved) => PointKind::Placeholder,
            (1, _) => PointKind::Optional,
            _ => PointKind::Alternatives,
        };
        let alternatives = match kind {
            PointKind::Placeholder => Vec::new(),
            _ => group.iter().map(|&at| self.alternative(&self.pairs[at], depth)).collect(),
        };
        found.points.push(OpenPoint {
            clause: ClauseIndex(first.from),
            span: Span::new(self.marks[first.open].start, self.marks[last.close].end),
            line: 0,
            column: 0,
            kind,
            alternatives,
            parent: None,
            blocks: Vec::new(),
        });
    }

    fn alternative(&self, pair: &Pair, depth: usize) -> Alternative {
        let inside = self.inside(pair);
        let (attributed, words) = self.attribution(inside);
        let text = if depth > DEEPEST_TEXT {
            String::new()
        } else {
            reader_words(self.text, words, &self.marks[pair.open + 1..pair.close])
        };
        Alternative { span: inside, text, attributed }
    }

    /// `X: words` and `words (X)`: the names, and where the words alone are.
    fn attribution(&self, inside: Span) -> (Vec<String>, Span) {
        let none = (Vec::new(), inside);
        if self.names.is_empty() {
            return none;
        }
        let words = self.words(inside);
        let head = &words[..floor(words, 240)];
        if let Some(colon) = head.find([':', '：'])
            && let Some(names) = self.all_names(&head[..colon])
        {
            let width = head[colon..].chars().next().map_or(1, char::len_utf8);
            return (names, Span::new(inside.start + (colon + width) as u32, inside.end));
        }
        let bare = words.trim_end_matches([' ', '*', '_', '.', ',', ';', '\n', '\r', '\t']);
        if bare.ends_with(')') {
            let from = bare.len() - floor_back(bare, 240);
            if let Some(open) = bare[from..].rfind('(')
                && let Some(names) = self.all_names(&bare[from + open + 1..bare.len() - 1])
            {
                return (names, Span::new(inside.start, inside.start + (from + open) as u32));
            }
        }
        none
    }

    fn all_names(&self, list: &str) -> Option<Vec<String>> {
        let known = |part: &str| self.names.get(&name_key(part)).cloned();
        if let Some(one) = known(list) {
            return Some(vec![one]);
        }
        let mut names = Vec::new();
        for part in list.split([',', '/', '&', '+', ';', '،', '؛']) {
            if let Some(name) = known(part) {
                names.push(name);
                continue;
            }
            let parts = [" and ", " و ", " و", " ו"]
                .iter()
                .find_map(|joiner| part.split_once(joiner))
                .or_else(|| part.trim_start().strip_prefix("and ").map(|rest| ("", rest)))?;
            for part in [parts.0, parts.1] {
                if !part.trim().is_empty() {
                    names.push(known(part)?);
                }
            }
        }
        Some(names)
    }

    /// `###` and `{Placeholder …}` that no bracket says already.
    fn loose_placeholders(&self, holds: &[Holds], found: &mut Found) {
        let mut said: Vec<(u32, u32)> = Vec::new();
        for (pair, holds) in self.pairs.iter().zip(holds) {
            if matches!(holds, Holds::Blank | Holds::Reserved) {
                let end = said.last().map_or(0, |last| last.1).max(self.marks[pair.close].end);
                said.push((self.marks[pair.open].start, end));
            }
        }
        let covered = |at: u32| {
            let before = said.partition_point(|&(start, _)| start <= at);
            before > 0 && said[before - 1].1 > at
        };
        for clause in 0..self.clauses.len() {
            let mut curly: Vec<u32> = Vec::new();
            for mark in &self.marks[self.offsets[clause]..self.offsets[clause + 1]] {
                let start = match mark.kind {
                    MarkKind::CurlyOpen => {
                        curly.push(mark.start);
                        continue;
                    }
                    MarkKind::CurlyClose => match curly.pop() {
                        Some(start) if is_reserved(self.words(Span::new(start, mark.end))) => start,
                        _ => continue,
                    },
                    MarkKind::Hashes => mark.start,
                    _ => continue,
                };
                if covered(start) || self.overrides.get(&start) == Some(&ReadAs::Text) {
                    continue;
                }
                found.placeholders += 1;
                found.points.push(OpenPoint {
                    clause: ClauseIndex(clause as u32),
                    span: Span::new(start, mark.end),
                    line: 0,
                    column: 0,
                    kind: PointKind::Placeholder,
                    alternatives: Vec::new(),
                    parent: None,
                    blocks: Vec::new(),
                });
            }
        }
    }

    /// Option blocks that follow each other under one clause are one point.
    fn option_points(&self, found: &mut Found) {
        let parents = self.clauses.len() + 1;
        let under = |clause: &Clause| clause.parent.map_or(0, |parent| parent.0 as usize + 1);
        // For each parent: the group that its last child belongs to.
        let mut last: Vec<Option<usize>> = vec![None; parents];
        let mut depths: Vec<usize> = vec![0; parents];
        let mut groups: Vec<Vec<u32>> = Vec::new();
        for (at, clause) in self.clauses.iter().enumerate() {
            let parent = under(clause);
            let option = clause.kind == ClauseKind::Option;
            depths[at + 1] = depths[parent] + usize::from(option);
            if !option {
                last[parent] = None;
                continue;
            }
            let own = self.options.get(&(at as u32));
            let goes_on = last[parent].filter(|&group| {
                let before = groups[group].last().and_then(|before| self.options.get(before));
                matches!((before, own), (Some(before), Some(own)) if before.1 == own.1 && before.0 < own.0)
            });
            if let Some(group) = goes_on {
                groups[group].push(at as u32);
            } else {
                last[parent] = Some(groups.len());
                groups.push(vec![at as u32]);
            }
        }
        let ends = subtree_ends(self.clauses);
        for group in groups {
            let alternatives: Vec<Alternative> = group
                .iter()
                .map(|&block| self.block(block as usize, ends[block as usize], depths[block as usize + 1]))
                .collect();
            let first = &self.clauses[group[0] as usize];
            let end = self.clauses[ends[group[group.len() - 1] as usize] - 1].span.end;
            found.points.push(OpenPoint {
                clause: ClauseIndex(group[0]),
                span: Span::new(first.span.start, end),
                line: 0,
                column: 0,
                kind: if group.len() > 1 { PointKind::Alternatives } else { PointKind::Optional },
                alternatives,
                parent: None,
                blocks: group.into_iter().map(ClauseIndex).collect(),
            });
        }
    }

    fn block(&self, first: usize, end: usize, depth: usize) -> Alternative {
        let span = Span::new(
            self.clauses[first].body.start,
            self.clauses[end - 1].span.end.max(self.clauses[first].body.start),
        );
        if depth > DEEPEST_TEXT {
            return Alternative { span, text: String::new(), attributed: Vec::new() };
        }
        let (attributed, own) = self.attribution(self.clauses[first].body);
        let mut text = String::new();
        for (at, clause) in self.clauses[first..end].iter().enumerate() {
            let marks = &self.marks[self.offsets[first + at]..self.offsets[first + at + 1]];
            let words = reader_words(self.text, if at == 0 { own } else { clause.span }, marks);
            if !text.is_empty() && !words.is_empty() {
                text.push(' ');
            }
            text.push_str(&words);
        }
        if is_no_text(&text) {
            text.clear();
        }
        Alternative { span, text, attributed }
    }
}

/// For each clause, the index behind everything below it.
fn subtree_ends(clauses: &[Clause]) -> Vec<usize> {
    let mut ends: Vec<usize> = (1..=clauses.len()).collect();
    for at in (0..clauses.len()).rev() {
        if let Some(parent) = clauses[at].parent {
            let parent = parent.0 as usize;
            ends[parent] = ends[parent].max(ends[at]);
        }
    }
    ends
}

/// A name as names are compared.
pub(crate) fn name_key(name: &str) -> String {
    crate::inline::fold(name.trim_matches([' ', '*', '_', '[', ']', '\n', '\r', '\t', '.'])).to_lowercase()
}

fn floor(words: &str, limit: usize) -> usize {
    (0..=limit.min(words.len())).rev().find(|&at| words.is_char_boundary(at)).unwrap_or(0)
}

fn floor_back(words: &str, limit: usize) -> usize {
    (0..=limit.min(words.len())).rev().find(|&back| words.is_char_boundary(words.len() - back)).unwrap_or(0)
}

/// `Placeholder …`, in any dress.
fn is_reserved(words: &str) -> bool {
    // A bounded look: brackets inside brackets would otherwise be looked at again and again.
    let bare = words[..floor(words, 40)].trim_start_matches([' ', '*', '_', '{', '[', '\n', '\r', '\t']);
    bare.get(..11).is_some_and(|head| head.eq_ignore_ascii_case("placeholder"))
}

/// Nothing, `X`, dots, rules or bullets: a place without words. And "to be determined" and its like.
fn is_blank(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    if bare.len() > 60 {
        return false;
    }
    let crosses = bare.len() < 5 && bare.bytes().all(|byte| matches!(byte, b'x' | b'X'));
    // `[.]` and `[,]` are punctuation that may stand or fall.
    let dots = bare != "."
        && bare
            .chars()
            .all(|c| matches!(c, '.' | '…' | '_' | '-' | '–' | '—' | '•' | '●' | '#' | '?' | '\\' | ' '));
    const LATER: [&str; 15] = [
        "tbd",
        "tbc",
        "to be determined",
        "to be decided",
        "to be completed",
        "to be confirmed",
        "to be inserted",
        "to be added",
        "يحدد لاحقا",
        "يُحدد لاحقاً",
        "يحدد لاحقاً",
        "يستكمل لاحقا",
        "להשלמה",
        "יושלם",
        "ייקבע בהמשך",
    ];
    crosses || dots || LATER.iter().any(|later| bare.trim_end_matches('.').eq_ignore_ascii_case(later))
}

/// Only a word that joins others.
fn is_joiner(words: &str) -> bool {
    let bare: String =
        words.chars().filter(|c| !c.is_whitespace() && !matches!(c, '[' | ']' | '*' | '_' | ',')).collect();
    matches!(
        bare.to_lowercase().as_str(),
        "or" | "and" | "and/or" | "/or" | "/and" | "/" | "أو" | "و" | "و/أو" | "או" | "ו" | "ו/או"
    )
}

/// What may stand between two wordings for one place: nothing, a blank, emphasis, "or", "/".
fn is_gap(gap: &str) -> bool {
    let bare =
        gap.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '\u{200e}' | '\u{200f}'));
    bare.is_empty()
        || ["or", "/", "and/or", "أو", "و/أو", "או", "ו/או"]
            .iter()
            .any(|joiner| bare.eq_ignore_ascii_case(joiner))
}

/// `No text`, with or without a note in parentheses.
fn is_no_text(words: &str) -> bool {
    let mut bare = words.trim_matches(['[', ']', ' ', '.', '*', '_']);
    if let Some(at) = bare.find(['(', '{'])
        && bare.ends_with([')', '}'])
    {
        bare = bare[..at].trim_end_matches([' ', '.', ']', '*', '_']);
    }
    const KNOWN: [&str; 9] = [
        "no text",
        "no provision",
        "no provisions",
        "لا نص",
        "لا يوجد نص",
        "بدون نص",
        "ללא טקסט",
        "אין טקסט",
        "ללא נוסח",
    ];
    bare.len() < 40 && KNOWN.iter().any(|known| bare.eq_ignore_ascii_case(known))
}
