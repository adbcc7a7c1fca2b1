//! From pairs to groups: clauses that were merged into one, or that one was split into, and the options that were
//! chosen.
//!
//! A clause without partner joins a pair if it explains words that the pair's own partner does not. Groups are
//! stars: several old clauses to one new, or one old to several new, never many to many.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::align::{self, Matching, Settled};
use super::candidates::{Pair, Pairs};
use super::features::{Corpus, Overlap, Unit, per_mille};
use super::lists;

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
pub(super) enum Way {
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
pub(super) fn groups(corpus: &Corpus, pairs: &Pairs, matching: &mut Matching, settled: &Settled) -> Groups {
    let mut proposals = Vec::new();
    let scores = align::scores(corpus, pairs, matching);
    release_rivals(corpus, pairs, &scores, matching, settled);
    for (pair, score) in pairs.all.iter().zip(scores) {
        if settled.old[pair.old] || settled.new[pair.new] {
            continue;
        }
        match (matching.new_of[pair.old], matching.old_of[pair.new]) {
            (None, Some(partner)) => propose(
                corpus.rarest,
                matching,
                Side { own: &corpus.old, other: &corpus.new, way: Way::Merge },
                (pair.old, pair.new, partner),
                (pair, score),
                &mut proposals,
            ),
            (Some(partner), None) => propose(
                corpus.rarest,
                matching,
                Side { own: &corpus.new, other: &corpus.old, way: Way::Split },
                (pair.new, pair.old, partner),
                (pair, score),
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
    let mut taken = Taken { old: taken_old, new: taken_new };
    lists::fold(corpus, pairs, matching, settled, &mut taken, &mut groups);
    groups
}

/// Takes an option off what it was matched with where it fits the text that was chosen far better and only another
/// option of the same place stood in the way.
fn release_rivals(
    corpus: &Corpus,
    pairs: &Pairs,
    scores: &[i32],
    matching: &mut Matching,
    settled: &Settled,
) {
    let mut own_score: HashMap<usize, i32> = HashMap::new();
    for (pair, &score) in pairs.all.iter().zip(scores) {
        if matching.new_of[pair.old] == Some(pair.new) && corpus.old[pair.old].is_option() {
            own_score.insert(pair.old, score);
        }
    }
    let mut released = Vec::new();
    for (pair, &score) in pairs.all.iter().zip(scores) {
        if settled.old[pair.old] || corpus.new[pair.new].is_heading() {
            continue;
        }
        let Some(&own) = own_score.get(&pair.old) else { continue };
        let Some(rival) = matching.old_of[pair.new].filter(|&rival| rival != pair.old) else { continue };
        if score >= own + BETTER
            && corpus.old[rival].is_option()
            && options(&corpus.new, pair.new).next().is_none()
            && are_rivals(&corpus.old, pair.old, rival)
        {
            released.push(pair.old);
        }
    }
    for old in released {
        if let Some(new) = matching.new_of[old].take() {
            matching.old_of[new] = None;
        }
    }
}

/// Clauses that have joined a pair.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) old: Vec<bool>,
    pub(super) new: Vec<bool>,
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
    (pair, score): (&Pair, i32),
    proposals: &mut Vec<Proposal>,
) {
    let (clause, sibling, target) = (&side.own[subject], &side.own[partner], &side.other[host]);
    if clause.is_heading() || target.is_heading() {
        return;
    }
    let near = nearness(matching, side, subject, partner, host);
    let listed = near != Near::Elsewhere && clause.parent.is_some_and(|parent| parent.abs_diff(partner) <= 1);
    let rivals = options(side.other, host).next().is_none() && are_rivals(side.own, subject, partner);
    // Where the place speaks for a clause as well, it need not stand next to the pair.
    let near = if near == Near::SameHeading && score >= IN_PLACE && align::words(pair) >= TELLING {
        Near::Beside
    } else {
        near
    };
    // It would have been matched with the host, had the partner not been closer still.
    let close = near != Near::Elsewhere && score >= CLOSE && align::words(pair) >= CLOSE_WORDS;
    if close || rivals && score >= RIVAL && align::words(pair) >= RIVAL_WORDS {
        proposals.push(Proposal {
            score: if rivals { 1000 } else { 300 },
            way: side.way,
            subject,
            host,
            partner,
        });
    }
    if let Some(score) = fit(clause, sibling, target, near, (rivals, listed), rarest) {
        proposals.push(Proposal { score, way: side.way, subject, host, partner });
    }
}

/// Whether two clauses stand in different options of one place, as the options themselves or as blocks of them.
fn are_rivals(units: &[Unit], one: usize, other: usize) -> bool {
    options(units, one).any(|left| {
        options(units, other)
            .any(|right| left != right && units[left].first_rival == units[right].first_rival)
    })
}

/// The options that a clause stands in, from itself upwards.
fn options(units: &[Unit], index: usize) -> impl Iterator<Item = usize> + '_ {
    std::iter::successors(Some(index), |&index| units[index].parent).filter(|&index| units[index].is_option())
}

/// What a pair must score, and by words alone, for a clause that does not stand next to it to be taken as if it did.
const IN_PLACE: i32 = 550;
const TELLING: i32 = 300;
/// What it must score for the clause to join on that score alone.
const CLOSE: i32 = 700;
const CLOSE_WORDS: i32 = 400;
/// The same for an option beside another one that was chosen.
const RIVAL: i32 = 600;
const RIVAL_WORDS: i32 = 270;
/// How much better an option must fit the chosen text than what it was matched with.
const BETTER: i32 = 200;

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
const CONTRIBUTION: [u32; 3] = [10, 18, 20];
/// Score that it must reach.
const ENOUGH: [u32; 3] = [200, 620, 850];

/// What a long passage that went elsewhere must contribute, in tenths of the rarest word, and score.
const LONG: u32 = 50;
const LONG_ENOUGH: u32 = 700;
/// Share, in per mille, of the chosen text that a rival must explain.
const COVER: u32 = 400;
/// Share, in per mille, of the words of a rival under the same heading that must be in the chosen text.
const RIVAL_SHARE: u32 = 350;
/// Share, in per mille, at which a clause counts as contained in another.
pub(super) const WHOLE: u32 = 900;
/// How many of the rarest words a contained clause must contribute, in tenths.
const SHORT: u32 = 5;

/// A sentence of at least so many words is absorbed by another clause that has this share of its words and of its
/// phrases, even if the clause's partner has the same words, too.
const SENTENCE: u32 = 6;
const ABSORBED: u32 = 850;
const ABSORBED_PHRASES: u32 = 400;

fn fit(
    clause: &Unit,
    sibling: &Unit,
    target: &Unit,
    near: Near,
    (rivals, listed): (bool, bool),
    rarest: u32,
) -> Option<u32> {
    let overlap = Overlap::of(&clause.terms, &target.terms);
    let own = clause.terms.contribution(&target.terms, &sibling.terms);
    // Rival wordings say nearly the same, so neither adds much to the other. A rival that is as close to the text
    // that was agreed as the one that was matched is part of it, too.
    if rivals && near != Near::Elsewhere {
        let matched = Overlap::of(&sibling.terms, &target.terms).dice();
        if overlap.dice() >= 450 && overlap.dice() * 100 >= matched * 85 {
            return Some(1000 + overlap.dice());
        }
        let cover = Overlap::of(&sibling.terms, &target.terms).of_new();
        let own_share = if near == Near::Beside { 0 } else { RIVAL_SHARE };
        if overlap.of_new() >= COVER && overlap.of_new() * 100 >= cover * 85 && overlap.of_old() >= own_share
        {
            return Some(1000 + overlap.of_new());
        }
    }
    let share = per_mille(u64::from(own), u64::from(overlap.old));
    // A few words, all of them found in the other clause and nowhere in its partner: an item that became part of a
    // sentence, or the other way round.
    if (near == Near::Beside || listed) && share >= WHOLE && own * 10 >= SHORT * rarest {
        return Some(share);
    }
    let phrases = Overlap::of(&clause.pairs, &target.pairs);
    if near != Near::Elsewhere
        && clause.length >= SENTENCE
        && overlap.of_old() >= ABSORBED
        && phrases.of_old() >= ABSORBED_PHRASES
        && overlap.common >= 2 * rarest
    {
        return Some(overlap.of_old());
    }
    let own_phrases = clause.pairs.contribution(&target.pairs, &sibling.pairs);
    let share_phrases = per_mille(u64::from(own_phrases), u64::from(phrases.old));
    let score = (share * 350 + overlap.of_old() * 250 + share_phrases * 600) / 1000;
    let index = near as usize;
    if own * 10 >= CONTRIBUTION[index] * rarest && score >= ENOUGH[index] {
        return Some(score);
    }
    (near == Near::Elsewhere && own * 10 >= LONG * rarest && score >= LONG_ENOUGH).then_some(score)
}
