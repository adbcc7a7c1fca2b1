//! Places that are reserved without a bracket: `###`, `{Placeholder …}`.

use super::wording::is_reserved;
use super::{Found, Holds, Material, OpenPoint, PointKind};
use crate::clause::ClauseIndex;
use crate::inline::MarkKind;
use crate::readings::ReadAs;
use crate::span::Span;

impl Material<'_> {
    /// `###` and `{Placeholder …}` that no bracket says already.
    pub(super) fn loose_placeholders(&self, holds: &[Holds], found: &mut Found) {
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
}
