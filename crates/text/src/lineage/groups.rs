//! From pairs to groups: clauses that were merged into one, or that one was split into, and the options that were
//! chosen.
//!
//! A clause without partner joins a pair if it explains words that the pair's own partner does not. Groups are
//! stars: several old clauses to one new, or one old to several new, never many to many.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::align::{Matching, Settled};
use super::candidates::Pairs;
use super::features::{Corpus, Overlap, Unit, per_mille};

/// Clauses that belong to a matched pair besides its own two.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// By new clause: further old ones that went into it.
    pub(super) merged: BTreeMap<usize, Vec<usize>>,
    /// By old clause: further new ones that came from it.
    pub(super) split: BTreeMap<usize, Vec<usize>>,
}

/// Which way a clause joins a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Merge,
    Split,
}

struct Proposal {
    score: u32,
    way: Way,
    /// The clause without partner.
    subject: usize,
    /// The clause of the other draft that it joins.
    host: usize,
    /// The partner of `host`, in the same draft as `subject`.
    partner: usize,
}

/// Finds the groups around the pairs of a matching.
pub(super) fn groups(corpus: &Corpus, pairs: &Pairs, matching: &Matching, settled: &Settled) -> Groups {
    let mut proposals = Vec::new();
    for pair in &pairs.all {
        if settled.old[pair.old] || settled.new[pair.new] {
            continue;
        }
        match (matching.new_of[pair.old], matching.old_of[pair.new]) {
            (None, Some(partner)) => propose(
                corpus.rarest,
                matching,
                Side { own: &corpus.old, other: &corpus.new, way: Way::Merge },
                (pair.old, pair.new, partner),
                &mut proposals,
            ),
            (Some(partner), None) => propose(
                corpus.rarest,
                matching,
                Side { own: &corpus.new, other: &corpus.old, way: Way::Split },
                (pair.new, pair.old, partner),
                &mut proposals,
            ),
            _ => {}
        }
    }
    proposals.sort_unstable_by_key(|p| (Reverse(p.score), p.way, p.subject, p.host));

    let mut groups = Groups::default();
    let mut taken_old = vec![false; corpus.old.len()];
    let mut taken_new = vec![false; corpus.new.len()];
    for proposal in proposals {
        let (subject_taken, star) = match proposal.way {
            Way::Merge => (&mut taken_old, !groups.split.contains_key(&proposal.partner)),
            Way::Split => (&mut taken_new, !groups.merged.contains_key(&proposal.partner)),
        };
        if subject_taken[proposal.subject] || !star {
            continue;
        }
        subject_taken[proposal.subject] = true;
        let further = match proposal.way {
            Way::Merge => &mut groups.merged,
            Way::Split => &mut groups.split,
        };
        further.entry(proposal.host).or_default().push(proposal.subject);
    }
    groups
}

#[derive(Clone, Copy)]
struct Side<'a> {
    own: &'a [Unit],
    other: &'a [Unit],
    way: Way,
}

fn propose(
    rarest: u32,
    matching: &Matching,
    side: Side<'_>,
    (subject, host, partner): (usize, usize, usize),
    proposals: &mut Vec<Proposal>,
) {
    let (clause, sibling, target) = (&side.own[subject], &side.own[partner], &side.other[host]);
    if clause.is_heading() || target.is_heading() {
        return;
    }
    let near = nearness(matching, side, subject, partner, host);
    let rivals =
        clause.is_option() && sibling.is_option() && clause.parent == sibling.parent && !target.is_option();
    if let Some(score) = fit(clause, sibling, target, near, rivals, rarest) {
        proposals.push(Proposal { score, way: side.way, subject, host, partner });
    }
}

/// How near the clause stands to the pair that it might join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Near {
    Beside,
    SameHeading,
    Elsewhere,
}

fn nearness(matching: &Matching, side: Side<'_>, subject: usize, partner: usize, host: usize) -> Near {
    let same = side.own[subject].heading == side.own[partner].heading
        || match (side.own[subject].heading, side.other[host].heading) {
            (Some(own), Some(other)) => match side.way {
                Way::Merge => matching.new_of[own] == Some(other),
                Way::Split => matching.old_of[own] == Some(other),
            },
            _ => false,
        };
    if !same {
        Near::Elsewhere
    } else if subject.abs_diff(partner) <= 2 || side.own[subject].parent == Some(partner) {
        Near::Beside
    } else {
        Near::SameHeading
    }
}

/// How many of the rarest words a clause must contribute to a group, in tenths, by how near it stands.
const CONTRIBUTION: [u32; 3] = [10, 18, 30];
/// Score that it must reach.
const ENOUGH: [u32; 3] = [260, 620, 850];

fn fit(clause: &Unit, sibling: &Unit, target: &Unit, near: Near, rivals: bool, rarest: u32) -> Option<u32> {
    let overlap = Overlap::of(&clause.terms, &target.terms);
    let own = clause.terms.contribution(&target.terms, &sibling.terms);
    // Rival wordings say nearly the same, so neither adds much to the other. A rival that is as close to the text
    // that was agreed as the one that was matched is part of it, too.
    if rivals && near != Near::Elsewhere {
        let matched = Overlap::of(&sibling.terms, &target.terms).dice();
        if overlap.dice() >= 450 && overlap.dice() * 100 >= matched * 85 {
            return Some(1000 + overlap.dice());
        }
    }
    let phrases = Overlap::of(&clause.pairs, &target.pairs);
    let own_phrases = clause.pairs.contribution(&target.pairs, &sibling.pairs);
    let share = per_mille(u64::from(own), u64::from(overlap.old));
    let share_phrases = per_mille(u64::from(own_phrases), u64::from(phrases.old));
    let score = (share * 350 + overlap.of_old() * 250 + share_phrases * 600) / 1000;
    let index = near as usize;
    if own * 10 >= CONTRIBUTION[index] * rarest && score >= ENOUGH[index] {
        return Some(score);
    }
    None
}
