//! Pairs of brackets become points: neighbours are wordings for one place, the others places of their own.

use super::wording::{is_comma, is_gap, says_or};
use super::{Found, Holds, Material, OpenPoint, PointKind};
use crate::bracket::{Doubt, Pair};
use crate::clause::ClauseIndex;
use crate::readings::ReadAs;
use crate::span::Span;

impl Material<'_> {
    /// Groups neighbouring pairs and makes a point of each group.
    pub(super) fn bracket_points(&self, holds: &[Holds], found: &mut Found) {
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
        for (at, depth) in depths.into_iter().enumerate().filter(|&(at, _)| first[at] && !self.encloses(at)) {
            group.clear();
            group.extend(std::iter::successors(Some(at), |&member| next[member]));
            self.list_points(depth, &group, holds, found);
        }
        found.placeholders +=
            holds.iter().filter(|holds| matches!(holds, Holds::Blank | Holds::Reserved)).count();
    }

    /// Whether a pair only encloses an option.
    fn encloses(&self, at: usize) -> bool {
        self.around.get(at).copied().unwrap_or(false)
    }

    fn gap(&self, before: usize, after: usize) -> &str {
        self.words(Span::new(
            self.marks[self.pairs[before].close].end,
            self.marks[self.pairs[after].open].start,
        ))
    }

    fn joins(&self, before: usize, after: usize, holds: &[Holds]) -> bool {
        let (first, second) = (&self.pairs[before], &self.pairs[after]);
        if first.to != second.from || self.encloses(before) || self.encloses(after) {
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
            && (is_gap(gap) || is_comma(gap))
            && !self.has_asterisk(Span::new(self.marks[first.close].end, self.marks[second.open].start))
            && !self
                .words(self.inside(second))
                .trim_start_matches([' ', '*', '_'])
                .starts_with([',', ';', '،', '؛'])
    }

    /// Whether an asterisk stands between two brackets in a Word document: there it is a reference, and no emphasis.
    fn has_asterisk(&self, gap: Span) -> bool {
        let Some(word) = self.word else { return false };
        let words = self.words(gap);
        words.match_indices('*').any(|(at, _)| word.mark_at(gap.start + at as u32).is_none())
    }

    /// Commas join only where an "or" follows: `[a], [b] or [c]` are wordings for one place, `[a], [b] and [c]` three
    /// places.
    fn list_points(&self, depth: usize, group: &[usize], holds: &[Holds], found: &mut Found) {
        let comma = |two: &[usize]| !self.forced(two[1]) && is_comma(self.gap(two[0], two[1]));
        if !group.windows(2).any(comma) {
            self.group_points(depth, group, holds, found);
            return;
        }
        // Where a part begins, from the last to the first.
        let (mut starts, mut or) = (Vec::new(), false);
        for (at, two) in group.windows(2).enumerate().rev() {
            if !comma(two) {
                or = says_or(self.gap(two[0], two[1]));
            } else if !or {
                starts.push(at + 1);
            }
        }
        starts.push(0);
        let mut end = group.len();
        let mut parts: Vec<&[usize]> = Vec::new();
        for start in starts {
            parts.push(&group[start..end]);
            end = start;
        }
        for part in parts.into_iter().rev() {
            if part.windows(2).any(comma) {
                let (first, last) = (&self.pairs[part[0]], &self.pairs[part[part.len() - 1]]);
                found.doubts.push(Doubt {
                    span: Span::new(self.marks[first.open].start, self.marks[last.close].end),
                    chosen: ReadAs::Alternatives,
                    possible: vec![ReadAs::Optional],
                    why: "Commas and an \"or\" stand between these brackets; they are taken as wordings for one place.",
                });
            }
            self.group_points(depth, part, holds, found);
        }
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
}
