//! The one-to-one part of a lineage: each clause with at most one partner, chosen by words and by place together.
//!
//! Words decide first, where they are distinctive. What is matched then tells where the rest belongs: under which
//! heading, under which clause, between which neighbours. So a short item or a piece of boilerplate is matched by
//! its place, and a clause that went elsewhere by its words.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::candidates::{Pair, Pairs, Repeats};
use super::features::{Build, Corpus, per_mille};
use super::order;

/// Partners of clauses, in both directions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matching {
    pub(super) new_of: Vec<Option<usize>>,
    pub(super) old_of: Vec<Option<usize>>,
}

impl Matching {
    fn empty(corpus: &Corpus) -> Self {
        Self { new_of: vec![None; corpus.old.len()], old_of: vec![None; corpus.new.len()] }
    }

    pub(super) fn link(&mut self, old: usize, new: usize) {
        self.new_of[old] = Some(new);
        self.old_of[new] = Some(old);
    }

    fn is_free(&self, old: usize, new: usize) -> bool {
        self.new_of[old].is_none() && self.old_of[new].is_none()
    }
}

/// What the user has settled: pairs that hold, and clauses that the matcher leaves alone.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) pairs: Vec<(usize, usize)>,
    pub(super) old: Vec<bool>,
    pub(super) new: Vec<bool>,
}

/// Score at which two clauses are taken to be one.
const ENOUGH: i32 = 430;
/// Below this likeness no place makes two clauses one.
const HARDLY_ALIKE: u32 = 180;
/// With fewer words in common than this, no clause is followed to another heading.
const TELLING: u32 = 4;
/// Rounds of matching by place; matchings are mostly settled after two.
const ROUNDS: usize = 4;

/// Matches clauses one to one.
pub(super) fn align(corpus: &Corpus, pairs: &mut Pairs, repeats: &Repeats, settled: &Settled) -> Matching {
    let mut matching = Matching::empty(corpus);
    for round in 0..=ROUNDS {
        if round > 0 {
            add_by_place(corpus, pairs, repeats, &matching);
        }
        let next = choose(corpus, pairs, &matching, settled, round > 0);
        if round > 1 && next == matching {
            break;
        }
        matching = next;
    }
    matching
}

/// What pairs score against a finished matching, by words and by place, in the order of `pairs`: those of which one
/// clause is free, and those of options. For other pairs nobody asks.
pub(super) fn scores(corpus: &Corpus, pairs: &Pairs, matching: &Matching) -> Vec<i32> {
    let windows = Window::all(corpus, matching);
    let related = Related::headings(corpus, matching);
    let asked = |pair: &Pair| {
        matching.new_of[pair.old].is_some() != matching.old_of[pair.new].is_some()
            || corpus.old[pair.old].is_option()
    };
    pairs
        .all
        .iter()
        .map(|pair| {
            if asked(pair) {
                words(pair) + place(corpus, matching, &windows, &related, pair)
            } else {
                i32::MIN
            }
        })
        .collect()
}

/// One round: scores every pair against the previous matching and takes the best first.
fn choose(corpus: &Corpus, pairs: &Pairs, before: &Matching, settled: &Settled, by_place: bool) -> Matching {
    let windows = if by_place { Window::all(corpus, before) } else { Vec::new() };
    let related = Related::headings(corpus, before);
    let mut scored: Vec<(i32, &Pair)> = pairs
        .all
        .iter()
        .filter(|pair| !settled.old[pair.old] && !settled.new[pair.new])
        .filter_map(|pair| {
            let place = if by_place { place(corpus, before, &windows, &related, pair) } else { 0 };
            let score = words(pair) + place;
            (score >= ENOUGH && pair.alike >= HARDLY_ALIKE).then_some((score, pair))
        })
        .collect();
    scored.sort_unstable_by_key(|(score, pair)| {
        (Reverse(*score), drift(corpus, pair), pair.old + pair.new, pair.old)
    });
    let mut matching = Matching::empty(corpus);
    for &(old, new) in &settled.pairs {
        matching.link(old, new);
    }
    for (_, pair) in scored {
        if matching.is_free(pair.old, pair.new) {
            matching.link(pair.old, pair.new);
        }
    }
    match_containers(corpus, &mut matching, settled);
    matching
}

/// Between which clauses of the new draft a clause belongs, if it kept its order under its heading.
#[derive(Debug, Clone, Copy)]
struct Window {
    after: Option<usize>,
    before: Option<usize>,
}

impl Window {
    /// For every old clause, from the matched clauses under its heading that kept their order.
    fn all(corpus: &Corpus, matching: &Matching) -> Vec<Self> {
        let mut runs: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for (index, unit) in corpus.old.iter().enumerate().filter(|(_, unit)| !unit.is_heading()) {
            runs.entry(unit.heading).or_default().push(index);
        }
        let mut windows = vec![Self { after: None, before: None }; corpus.old.len()];
        for run in runs.values() {
            let matched: Vec<(usize, usize, u64)> = run
                .iter()
                .filter_map(|&old| Some((old, matching.new_of[old]?)))
                .filter(|&(old, new)| {
                    let headings = (corpus.old[old].heading, corpus.new[new].heading);
                    matches!(agree(matching, headings.0, headings.1), Agree::Yes | Agree::Both)
                })
                .map(|(old, new)| (old, new, u64::from(corpus.old[old].length) + 1))
                .collect();
            let places: Vec<(usize, u64)> = matched.iter().map(|&(_, new, weight)| (new, weight)).collect();
            let kept: Vec<(usize, usize)> = matched
                .iter()
                .zip(order::out_of_order(&places))
                .filter(|&(_, moved)| !moved)
                .map(|(&(old, new, _), _)| (old, new))
                .collect();
            for &old in run {
                let next = kept.partition_point(|&(other, _)| other <= old);
                let first = kept.partition_point(|&(other, _)| other < old);
                windows[old] = Self {
                    after: first.checked_sub(1).and_then(|index| kept.get(index)).map(|&(_, new)| new),
                    before: kept.get(next).map(|&(_, new)| new),
                };
            }
        }
        windows
    }

    fn holds(self, new: usize) -> bool {
        self.after.is_none_or(|after| after <= new) && self.before.is_none_or(|before| new <= before)
    }
}

/// How far apart two clauses are in their drafts, in per mille of the drafts.
fn drift(corpus: &Corpus, pair: &Pair) -> u32 {
    per_mille(pair.old as u64, corpus.old.len() as u64)
        .abs_diff(per_mille(pair.new as u64, corpus.new.len() as u64))
}

pub(super) fn words(pair: &Pair) -> i32 {
    (pair.alike * (400 + pair.evidence * 600 / 1000) / 1000).cast_signed()
}

/// How well the places of two clauses agree, given what is matched already.
fn place(corpus: &Corpus, matching: &Matching, windows: &[Window], related: &Related, pair: &Pair) -> i32 {
    let (old, new) = (&corpus.old[pair.old], &corpus.new[pair.new]);
    let mut score = 0;
    // The surer the words, the less it matters that the place is another.
    let doubt = |most: i32| most * (900 - words(pair)).clamp(0, 400) / 400;

    let same_heading = related.agree(matching, old.heading, new.heading);
    if same_heading == Agree::No && pair.shared < TELLING {
        return i32::MIN / 2;
    }
    score += match same_heading {
        Agree::Yes => 120,
        Agree::Both => 60,
        Agree::Unknown => 0,
        Agree::No => -doubt(180),
    };
    if matches!(same_heading, Agree::Yes | Agree::Both) {
        score += if windows[pair.old].holds(pair.new) { 40 } else { -doubt(80) };
    }
    let same_above = agree_above(corpus, matching, old.above, new.above);
    score += match same_above {
        Agree::Yes => 110,
        Agree::Both => 20,
        Agree::Unknown => -10,
        Agree::No => -60,
    };
    // Where options gave way to one wording, or one wording to options, the place is that of all options together.
    let whole = old.is_option() != new.is_option();
    let (old_first, old_last) = if whole { (old.first_rival, old.last_rival) } else { (pair.old, pair.old) };
    let (new_first, new_last) = if whole { (new.first_rival, new.last_rival) } else { (pair.new, pair.new) };
    score += beside(matching, corpus.old[old_first].previous, corpus.new[new_first].previous);
    score += beside(matching, corpus.old[old_last].next, corpus.new[new_last].next);
    let (old_label, new_label) =
        if whole { (&old.place_label, &new.place_label) } else { (&old.label, &new.label) };
    if !old_label.is_empty() && old_label == new_label && same_heading != Agree::No && same_above != Agree::No
    {
        score += 60;
    }
    score += if old.kind == new.kind || whole { 30 } else { -10 };
    if !old.children.is_empty() && !new.children.is_empty() {
        let kept = old
            .children
            .iter()
            .filter(|&&child| {
                matching.new_of[child].is_some_and(|other| corpus.new[other].parent == Some(pair.new))
            })
            .count();
        let most = old.children.len().max(new.children.len());
        score += (per_mille(kept as u64, most as u64) * 150 / 1000).cast_signed();
    }
    score
}

/// Headings that share their clauses without being each other's partner: one was cut into several, or several
/// became one.
#[derive(Debug, Default)]
struct Related {
    pairs: HashSet<(usize, usize), Build>,
}

/// Share, in per mille of the matched words under a heading, that makes another heading a relative of it.
const RELATED: u64 = 400;

impl Related {
    /// By where the clauses under each heading went. One clause makes no relation: it may simply have moved.
    fn headings(corpus: &Corpus, matching: &Matching) -> Self {
        let mut flows: HashMap<(usize, usize), (u32, u64), Build> = HashMap::default();
        let mut from = vec![0_u64; corpus.old.len()];
        let mut into = vec![0_u64; corpus.new.len()];
        for (old, new) in matching.new_of.iter().enumerate() {
            let Some(new) = *new else { continue };
            let (before, after) = (&corpus.old[old], &corpus.new[new]);
            let (Some(old_heading), Some(new_heading)) = (before.heading, after.heading) else { continue };
            if before.is_heading() || after.is_heading() {
                continue;
            }
            let weight = u64::from(before.length.min(after.length).max(1));
            let flow = flows.entry((old_heading, new_heading)).or_default();
            *flow = (flow.0 + 1, flow.1 + weight);
            from[old_heading] += weight;
            into[new_heading] += weight;
        }
        let pairs = flows
            .into_iter()
            .filter(|&((old, new), (clauses, weight))| {
                clauses > 1 && weight * 1000 >= RELATED * from[old].min(into[new])
            })
            .map(|(pair, _)| pair)
            .collect();
        Self { pairs }
    }

    fn agree(&self, matching: &Matching, old: Option<usize>, new: Option<usize>) -> Agree {
        let plain = agree(matching, old, new);
        match (plain, old, new) {
            (Agree::No | Agree::Unknown, Some(old), Some(new)) if self.pairs.contains(&(old, new)) => {
                Agree::Both
            }
            _ => plain,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Agree {
    /// Matched with each other.
    Yes,
    /// Neither side has one.
    Both,
    Unknown,
    /// Matched elsewhere.
    No,
}

fn agree(matching: &Matching, old: Option<usize>, new: Option<usize>) -> Agree {
    match (old, new) {
        (None, None) => Agree::Both,
        (Some(old), Some(new)) if matching.new_of[old] == Some(new) => Agree::Yes,
        (old, new) => {
            let old_elsewhere = old.is_some_and(|old| matching.new_of[old].is_some());
            let new_elsewhere = new.is_some_and(|new| matching.old_of[new].is_some());
            if old_elsewhere || new_elsewhere { Agree::No } else { Agree::Unknown }
        }
    }
}

/// As [`agree`], but where options gave way to one wording, what stood under any of them stands under it.
fn agree_above(corpus: &Corpus, matching: &Matching, old: Option<usize>, new: Option<usize>) -> Agree {
    let (Some(before), Some(after)) = (old, new) else { return agree(matching, old, new) };
    let rivals_match = match (corpus.old[before].is_option(), corpus.new[after].is_option()) {
        (true, false) => (corpus.old[before].first_rival..=corpus.old[before].last_rival)
            .any(|rival| matching.new_of[rival] == Some(after)),
        (false, true) => (corpus.new[after].first_rival..=corpus.new[after].last_rival)
            .any(|rival| matching.old_of[rival] == Some(before)),
        _ => false,
    };
    if rivals_match { Agree::Yes } else { agree(matching, old, new) }
}

fn beside(matching: &Matching, old: Option<usize>, new: Option<usize>) -> i32 {
    match agree(matching, old, new) {
        Agree::Yes => 70,
        Agree::Both => 40,
        Agree::Unknown | Agree::No => 0,
    }
}

/// Matches headings and clauses without words of their own by what stands under them, by title and by label.
fn match_containers(corpus: &Corpus, matching: &mut Matching, settled: &Settled) {
    let mut votes: HashMap<(usize, usize), u32> = HashMap::new();
    let mut old_total = vec![0_u32; corpus.old.len()];
    let mut new_total = vec![0_u32; corpus.new.len()];
    for (old, new) in matching.new_of.iter().enumerate() {
        let Some(new) = *new else { continue };
        let weight = corpus.old[old].length.min(corpus.new[new].length).max(1);
        let old_chain = containers(&corpus.old, old);
        let new_chain = containers(&corpus.new, new);
        for &above in &old_chain {
            old_total[above] += weight;
        }
        for &above in &new_chain {
            new_total[above] += weight;
        }
        for &old_above in &old_chain {
            for &new_above in &new_chain {
                let (left, right) = (&corpus.old[old_above], &corpus.new[new_above]);
                if left.is_heading() && right.is_heading() || left.kind == right.kind {
                    *votes.entry((old_above, new_above)).or_default() += weight;
                }
            }
        }
    }
    // Headings that say the same are considered even when nothing under them is matched yet.
    let mut titled: HashMap<_, Vec<usize>> = HashMap::new();
    for (index, unit) in corpus.new.iter().enumerate().filter(|(_, unit)| unit.is_heading()) {
        titled.entry((unit.label.as_str(), unit.words)).or_default().push(index);
    }
    for (index, unit) in corpus.old.iter().enumerate().filter(|(_, unit)| unit.is_heading()) {
        let same = titled.get(&(unit.label.as_str(), unit.words)).filter(|same| same.len() <= SAME);
        for &other in same.into_iter().flatten() {
            votes.entry((index, other)).or_default();
        }
    }

    let mut scored: Vec<(u32, usize, usize)> = votes
        .into_iter()
        .filter(|&((old, new), _)| !settled.old[old] && !settled.new[new])
        .filter_map(|((old, new), votes)| {
            let (left, right) = (&corpus.old[old], &corpus.new[new]);
            let common = Common { votes, old_total: old_total[old], new_total: new_total[new] };
            let title = left.terms.dice_by_count(&right.terms);
            let label = u32::from(!left.label.is_empty() && left.label == right.label);
            let under = common.share();
            let above = match agree(matching, left.parent, right.parent) {
                Agree::Yes | Agree::Both => 60,
                Agree::Unknown => 0,
                Agree::No => 0,
            };
            let kind = if left.kind == right.kind { 60 } else { 0 };
            let score = under * 600 / 1000 + title * 350 / 1000 + label * 120 + above + kind;
            (score >= 420).then_some((score, old, new))
        })
        .collect();
    scored.sort_unstable_by_key(|&(score, old, new)| (Reverse(score), old.abs_diff(new), old + new, old));
    for (_, old, new) in scored {
        if matching.is_free(old, new) {
            matching.link(old, new);
        }
    }
}

struct Common {
    votes: u32,
    old_total: u32,
    new_total: u32,
}

impl Common {
    fn share(&self) -> u32 {
        per_mille(2 * u64::from(self.votes), u64::from(self.old_total) + u64::from(self.new_total))
    }
}

/// The headings above a clause, and those clauses above it that have no words of their own.
fn containers(units: &[super::features::Unit], index: usize) -> Vec<usize> {
    let mut chain = Vec::new();
    let mut above = units[index].parent;
    while let Some(parent) = above {
        if units[parent].is_heading() || units[parent].length == 0 {
            chain.push(parent);
        }
        above = units[parent].parent;
    }
    chain
}

/// With more clauses or headings of the same label than this, the label tells nothing.
const SAME: usize = 8;
/// The largest gap, in pairs, in which every clause is compared with every other.
const SMALL_GAP: usize = 64;

/// Adds pairs that no rare word suggests but the place does: between the same neighbours, or with the same label
/// under the same clause.
fn add_by_place(corpus: &Corpus, pairs: &mut Pairs, repeats: &Repeats, matching: &Matching) {
    for (old, unit) in corpus.old.iter().enumerate() {
        let Some(new) = matching.new_of[old] else { continue };
        let other = &corpus.new[new];
        let mut labelled: HashMap<&str, Vec<usize>> = HashMap::new();
        for &child in other.children.iter().filter(|&&child| !corpus.new[child].is_heading()) {
            labelled.entry(corpus.new[child].label.as_str()).or_default().push(child);
        }
        for &child in unit.children.iter().filter(|&&child| !corpus.old[child].is_heading()) {
            let label = corpus.old[child].label.as_str();
            let same = labelled.get(label).filter(|same| !label.is_empty() && same.len() <= SAME);
            for &candidate in same.into_iter().flatten() {
                pairs.add(corpus, repeats, child, candidate);
            }
        }
        add_gap(corpus, pairs, repeats, matching, (unit.next, other.next));
    }
    for (old, _) in corpus.old.iter().enumerate().filter(|(_, unit)| unit.is_heading()) {
        let Some(new) = matching.new_of[old] else { continue };
        // Children of a heading begin the run under it.
        let first_old = corpus.old[old].children.iter().copied().find(|&c| !corpus.old[c].is_heading());
        let first_new = corpus.new[new].children.iter().copied().find(|&c| !corpus.new[c].is_heading());
        add_gap(corpus, pairs, repeats, matching, (first_old, first_new));
    }
}

/// Pairs up the unmatched clauses that follow one matched pair, up to the next matched clause on either side.
fn add_gap(
    corpus: &Corpus,
    pairs: &mut Pairs,
    repeats: &Repeats,
    matching: &Matching,
    start: (Option<usize>, Option<usize>),
) {
    let mut old_gap = Vec::new();
    let mut next = start.0;
    while let Some(index) =
        next.filter(|&index| matching.new_of[index].is_none() && old_gap.len() < SMALL_GAP)
    {
        old_gap.push(index);
        next = corpus.old[index].next;
    }
    let mut new_gap = Vec::new();
    let mut next = start.1;
    while let Some(index) =
        next.filter(|&index| matching.old_of[index].is_none() && new_gap.len() < SMALL_GAP)
    {
        new_gap.push(index);
        next = corpus.new[index].next;
    }
    let all = old_gap.len() * new_gap.len() <= SMALL_GAP;
    for (row, &old) in old_gap.iter().enumerate() {
        for (column, &new) in new_gap.iter().enumerate() {
            if all || row.abs_diff(column) <= 2 {
                pairs.add(corpus, repeats, old, new);
            }
        }
    }
}
