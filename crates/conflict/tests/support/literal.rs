//! The definitions of the field, taken literally: plain sets, every sequence of moves, no cleverness. Slow, and right by being read.

use std::collections::BTreeSet;

use onetext_conflict::graph::Graph;
use onetext_conflict::relation::Compared::{self, Better, MuchBetter, MuchWorse, Same, Unknown, Worse};
use onetext_conflict::relation::{Pairs, Relation};
use onetext_conflict::stability::Concept;

pub(crate) type States = BTreeSet<usize>;

/// A conflict with nothing hidden: for each decision maker where it can move from each state, and how it compares any two.
#[derive(Clone, Debug)]
pub(crate) struct Literal {
    pub(crate) states: usize,
    /// `moves[i][s]` is R_i(s).
    pub(crate) moves: Vec<Vec<States>>,
    /// `compared[i][q][s]` tells how q compares with s for i.
    pub(crate) compared: Vec<Vec<Vec<Compared>>>,
    /// The same as levels, and stretches of them, where they come from such.
    pub(crate) levels: Vec<Option<Levels>>,
}

/// A level for each state, and which stretch of levels it lies in.
#[derive(Clone, Debug)]
pub(crate) struct Levels {
    pub(crate) level: Vec<u32>,
    pub(crate) stretch: Option<Vec<u32>>,
}

/// The same number, narrow; conflicts here have few states.
pub(crate) fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Leave on D, sanction by T, escape on C, answer on A: what each of the sets of a kind of stability holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    pub(crate) leave: &'static [Compared],
    pub(crate) sanction: &'static [Compared],
    pub(crate) escape: &'static [Compared],
    pub(crate) answer: &'static [Compared],
}

const PREFERRED: &[Compared] = &[Better, MuchBetter];
const PREFERRED_OR_UNKNOWN: &[Compared] = &[Better, MuchBetter, Unknown];
const NOT_PREFERRED: &[Compared] = &[Same, Worse, MuchWorse];
const NOT_PREFERRED_OR_UNKNOWN: &[Compared] = &[Same, Worse, MuchWorse, Unknown];

pub(crate) const KNOWN: Kind =
    Kind { leave: PREFERRED, sanction: NOT_PREFERRED, escape: PREFERRED, answer: PREFERRED };
/// The four extensions for unknown preferences, a to d.
pub(crate) const EXTENSIONS: [Kind; 4] = [
    Kind {
        leave: PREFERRED_OR_UNKNOWN,
        sanction: NOT_PREFERRED,
        escape: PREFERRED_OR_UNKNOWN,
        answer: PREFERRED_OR_UNKNOWN,
    },
    Kind {
        leave: PREFERRED,
        sanction: NOT_PREFERRED,
        escape: PREFERRED_OR_UNKNOWN,
        answer: PREFERRED_OR_UNKNOWN,
    },
    Kind {
        leave: PREFERRED_OR_UNKNOWN,
        sanction: NOT_PREFERRED_OR_UNKNOWN,
        escape: PREFERRED,
        answer: PREFERRED_OR_UNKNOWN,
    },
    Kind {
        leave: PREFERRED,
        sanction: NOT_PREFERRED_OR_UNKNOWN,
        escape: PREFERRED,
        answer: PREFERRED_OR_UNKNOWN,
    },
];
pub(crate) const STRONG: Kind = Kind {
    leave: PREFERRED,
    sanction: &[MuchWorse],
    escape: &[MuchBetter, Better, Same, Worse, Unknown],
    answer: PREFERRED,
};

impl Literal {
    pub(crate) fn players(&self) -> usize {
        self.moves.len()
    }

    pub(crate) fn others(&self, members: &[usize]) -> Vec<usize> {
        (0..self.players()).filter(|i| !members.contains(i)).collect()
    }

    fn is(&self, i: usize, q: usize, s: usize, how: &[Compared]) -> bool {
        how.contains(&self.compared[i][q][s])
    }

    /// Those moves of i from s to what compares with s so.
    pub(crate) fn improvements(&self, i: usize, s: usize, how: &[Compared]) -> States {
        self.moves[i][s].iter().copied().filter(|&q| self.is(i, q, s, how)).collect()
    }

    /// R_H(s), with the moves that `moves` gives: the least set, and who can be last to move to each state, such that (a) every
    /// move of a member from s belongs, and (b) every move of a member from a state that belongs, unless that member alone can have
    /// been the last to move there.
    fn legal(&self, members: &[usize], s: usize, moves: &[Vec<States>]) -> States {
        // last[q][j]: q belongs, and j can have been the last to move.
        let mut last = vec![vec![false; self.players()]; self.states];
        for &j in members {
            moves[j][s].iter().for_each(|&q| last[q][j] = true);
        }
        loop {
            let mut grew = false;
            for q in 0..self.states {
                for &j in members {
                    if members.iter().any(|&k| k != j && last[q][k]) {
                        for &r in &moves[j][q] {
                            grew |= !last[r][j];
                            last[r][j] = true;
                        }
                    }
                }
            }
            if !grew {
                return (0..self.states).filter(|&q| last[q].contains(&true)).collect();
            }
        }
    }

    /// R_H(s) of each state s.
    pub(crate) fn reached(&self, members: &[usize]) -> Vec<States> {
        (0..self.states).map(|s| self.legal(members, s, &self.moves)).collect()
    }

    /// R_H^+(s) of each state s.
    pub(crate) fn reached_by_improvements(&self, members: &[usize], how: &[Compared]) -> Vec<States> {
        let improving: Vec<Vec<States>> = (0..self.players())
            .map(|j| (0..self.states).map(|q| self.improvements(j, q, how)).collect())
            .collect();
        (0..self.states).map(|s| self.legal(members, s, &improving)).collect()
    }

    /// What the members reach if each of them moves once at most.
    pub(crate) fn reached_once(&self, members: &[usize], how: Option<&[Compared]>) -> Vec<States> {
        fn go(model: &Literal, left: &[usize], s: usize, how: Option<&[Compared]>, found: &mut States) {
            for &j in left {
                let moves =
                    how.map_or_else(|| model.moves[j][s].clone(), |how| model.improvements(j, s, how));
                let left: Vec<usize> = left.iter().copied().filter(|&k| k != j).collect();
                for q in moves {
                    found.insert(q);
                    go(model, &left, q, how, found);
                }
            }
        }
        (0..self.states)
            .map(|s| {
                let mut found = States::new();
                go(self, members, s, how, &mut found);
                found
            })
            .collect()
    }

    /// The states that are stable for i by a concept, where its opponents reach `reached` from each state (all that they can, or
    /// all that they can by improvements, as the concept says). `restoring`: whether s itself can be a sanction.
    pub(crate) fn stable(
        &self,
        concept: Concept,
        i: usize,
        kind: &Kind,
        reached: &[States],
        restoring: bool,
    ) -> States {
        let deters = |s: usize, s2: usize| {
            let sanction = self.is(i, s2, s, kind.sanction) && (restoring || s2 != s);
            let escape = self.moves[i][s2].iter().any(|&s3| self.is(i, s3, s, kind.escape));
            match concept {
                Concept::Smr | Concept::Sseq => sanction && !escape,
                _ => sanction,
            }
        };
        let holds = |s: usize| {
            let improvements = self.improvements(i, s, kind.leave);
            match concept {
                Concept::Nash => improvements.is_empty(),
                _ => improvements.iter().all(|&s1| reached[s1].iter().any(|&s2| deters(s, s2))),
            }
        };
        (0..self.states).filter(|&s| holds(s)).collect()
    }

    /// The stable states for every decision maker by a concept.
    pub(crate) fn all_stable(&self, concept: Concept, kind: &Kind, restoring: bool) -> Vec<States> {
        (0..self.players())
            .map(|i| {
                let others = self.others(&[i]);
                let reached = match concept {
                    Concept::Seq | Concept::Sseq => self.reached_by_improvements(&others, kind.answer),
                    _ => self.reached(&others),
                };
                self.stable(concept, i, kind, &reached, restoring)
            })
            .collect()
    }

    /// Whether something is stable for somebody only because one opponent can move twice.
    pub(crate) fn needs_two_moves(&self) -> bool {
        (0..self.players()).any(|i| {
            let others = self.others(&[i]);
            let differ = |concept, all: &[States], once: &[States]| {
                self.stable(concept, i, &KNOWN, all, true) != self.stable(concept, i, &KNOWN, once, true)
            };
            differ(Concept::Gmr, &self.reached(&others), &self.reached_once(&others, None))
                || differ(
                    Concept::Seq,
                    &self.reached_by_improvements(&others, PREFERRED),
                    &self.reached_once(&others, Some(PREFERRED)),
                )
        })
    }

    /// The same conflict as the crate has it.
    pub(crate) fn graph(&self) -> Graph {
        let player = |i: usize| {
            let moves = (0..self.states)
                .flat_map(|s| self.moves[i][s].iter().map(move |&q| (narrow(s), narrow(q))))
                .collect();
            let relation = match &self.levels[i] {
                Some(Levels { level, stretch }) => {
                    Relation::Levels { level: level.clone(), stretch: stretch.clone() }
                }
                None => {
                    let mut pairs = Pairs::unknown(self.states);
                    for (q, row) in self.compared[i].iter().enumerate() {
                        for (s, &compared) in row.iter().enumerate().filter(|&(s, _)| s < q) {
                            pairs.set(q, s, compared);
                        }
                    }
                    Relation::Table(pairs)
                }
            };
            (moves, relation)
        };
        Graph::new(self.states, (0..self.players()).map(player).collect())
    }
}
