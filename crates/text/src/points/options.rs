//! Option blocks become points.

use super::wording::is_no_text;
use super::{Alternative, DEEPEST_TEXT, Found, Material, OpenPoint, PointKind};
use crate::bracket::Pair;
use crate::clause::{Clause, ClauseIndex, ClauseKind};
use crate::inline::{Mark, reader_words};
use crate::span::Span;

/// For each pair of brackets, whether it only encloses an option, `[Option 1: words]`, or its label, and so says nothing
/// that the option does not say. Takes the closing brackets of such pairs out of the bodies of clauses. Empty when
/// there are no options.
pub(crate) fn around_options(
    text: &str,
    clauses: &mut [Clause],
    marks: &[Mark],
    pairs: &[Pair],
) -> Vec<bool> {
    if !clauses.iter().any(|clause| clause.kind == ClauseKind::Option) {
        return Vec::new();
    }
    let mut around = vec![false; pairs.len()];
    for (pair, around) in pairs.iter().zip(&mut around) {
        let (open, close) = (marks[pair.open], marks[pair.close]);
        let option = &clauses[pair.from as usize];
        if option.kind != ClauseKind::Option || open.start >= option.body.start {
            continue;
        }
        if pair.to == pair.from && close.end <= option.body.start {
            *around = true;
            continue;
        }
        let last = &clauses[pair.to as usize];
        let plain = matches!(last.kind, ClauseKind::Option | ClauseKind::Item | ClauseKind::Paragraph);
        let rest = text.get(close.end as usize..last.span.end as usize).unwrap_or("");
        let ends = rest.trim_matches([' ', '*', '_', ']']).is_empty();
        if plain && ends && close.start >= last.body.start && is_below(clauses, pair.to, pair.from) {
            *around = true;
            let body = &mut clauses[pair.to as usize].body;
            body.end = body.end.min(close.start);
        }
    }
    around
}

/// Whether a clause is another or stands below it. Takes time in proportion to its depth.
fn is_below(clauses: &[Clause], clause: u32, above: u32) -> bool {
    let up = |&at: &u32| clauses[at as usize].parent.map(|parent| parent.0).filter(|&parent| parent >= above);
    std::iter::successors(Some(clause), up).any(|at| at == above)
}

impl Material<'_> {
    /// Option blocks that follow each other under one clause are one point.
    pub(super) fn option_points(&self, found: &mut Found) {
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
            own_end(&self.clauses[end - 1]).max(self.clauses[first].body.start),
        );
        if depth > DEEPEST_TEXT {
            return Alternative { span, text: String::new(), attributed: Vec::new(), attribution: None };
        }
        let attribution = self.attribution(self.clauses[first].body);
        let mut text = String::new();
        for (at, clause) in self.clauses[first..end].iter().enumerate() {
            let marks = &self.marks[self.offsets[first + at]..self.offsets[first + at + 1]];
            let words = reader_words(
                self.text,
                if at == 0 { attribution.words } else { Span::new(clause.span.start, own_end(clause)) },
                marks,
            );
            if !text.is_empty() && !words.is_empty() {
                text.push(' ');
            }
            text.push_str(&words);
        }
        if is_no_text(&text) {
            text.clear();
        }
        Alternative { span, text, attributed: attribution.names, attribution: attribution.span }
    }
}

/// Where a clause ends, but for a bracket around the option that it closes.
fn own_end(clause: &Clause) -> u32 {
    let plain = matches!(clause.kind, ClauseKind::Option | ClauseKind::Item | ClauseKind::Paragraph);
    if plain { clause.body.end.max(clause.span.start) } else { clause.span.end }
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
