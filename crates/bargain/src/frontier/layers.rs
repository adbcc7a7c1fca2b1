//! Issue by issue: what nothing dominates of what nothing dominated before and the options of one issue more.
//!
//! A label that is dominated stays so whatever is chosen later, as the same is added to both. Where there are rules, only
//! labels that leave the same rules open are compared ([`crate::space::Walk`]), as only these can go on alike.
//!
//! Where sums are cut, a label can be less than another now and the same in the end, so that both are outcomes of the
//! frontier. There a label falls only to one that is surely still ahead of it in the end: ahead in a number that what is to
//! come cannot bring to where it is cut.

use super::four::Ranges;
use super::key::{Key, Layout};
use super::many::Tree;
use super::merge::{All, Candidate, Keep, Merger, Rising, Source};
use super::near;
use super::problem::Problem;
use super::three::Sweep;
use super::{Ask, Progress, TooHard};
use crate::space::Open;
use std::collections::HashMap;
use std::ops::{ControlFlow, Range};

/// The labels after some issues.
pub(super) struct Layer<K> {
    /// Group by group, in descending order in each.
    pub(super) keys: Vec<K>,
    /// By label, the one of the layer before that it comes from.
    pub(super) from: Vec<u32>,
    /// By label, the place of the value that it comes by.
    pub(super) place: Vec<u32>,
    /// The labels that leave the same rules open.
    pub(super) groups: Vec<(Open, Range<usize>)>,
}

/// All layers.
pub(super) struct Layers<K> {
    /// After no issue, after the first that is taken, and so on.
    pub(super) all: Vec<Layer<K>>,
    pub(super) layout: Layout<K>,
    /// By party, how much less the labels kept may have than the frontier; none where they are the frontier.
    pub(super) loss: Option<Vec<u64>>,
}

/// How many candidates are looked at between two reports of progress.
const BETWEEN: usize = 1 << 16;
/// How many sets of open rules are kept apart at most.
const CASES: usize = 1 << 14;
/// Up to how many sets of open rules each is compared with all others.
const ACROSS: usize = 1 << 10;
/// How many candidates are held at a time at most: some gigabytes.
const CANDIDATES: usize = 1 << 27;
/// How many labels there are at most, so that their numbers fit.
const LABELS: usize = 1 << 31;

/// An option of an issue: what it adds, and its place.
type Choice<K> = (K, u32);

/// By the rules that are open after an issue, which labels come there by which options.
pub(super) type Ways<K> = Vec<(Open, Vec<Source<K>>)>;

/// Works through the issues.
pub(super) fn work<K: Key>(
    problem: &Problem<'_>,
    layout: Layout<K>,
    ask: &Ask,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Layers<K>, TooHard> {
    let start = problem.steps.walk().start();
    let first = Layer { keys: vec![K::ZERO], from: vec![0], place: vec![0], groups: vec![(start, 0..1)] };
    let mut worker = Worker { problem, layout, ask, tell, merger: Merger::new(), loss: None };
    let mut all = vec![first];
    for taken in 0..problem.order.len() {
        let next = worker.layer(taken, &all)?;
        // What labels had is asked for again only where ties are, or sums are cut.
        if let Some(before) = all.last_mut().filter(|_| !ask.needs_ties() && !problem.cuts()) {
            before.keys = Vec::new();
        }
        all.push(next);
    }
    Ok(Layers { all, layout: worker.layout, loss: worker.loss })
}

struct Worker<'a, K> {
    problem: &'a Problem<'a>,
    layout: Layout<K>,
    ask: &'a Ask,
    tell: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    merger: Merger<K>,
    loss: Option<Vec<u64>>,
}

impl<K: Key> Worker<'_, K> {
    /// The layer after the issue taken as number `taken`, when those before are there.
    fn layer(&mut self, taken: usize, before: &[Layer<K>]) -> Result<Layer<K>, TooHard> {
        let last = &before[before.len() - 1];
        let groups = sources(self.problem, &self.layout, taken, last)?;
        let most = &self.problem.most;
        let mut next = Layer { keys: Vec::new(), from: Vec::new(), place: Vec::new(), groups: Vec::new() };
        let mut lost = vec![0; self.problem.parties];
        // Made once for all groups, as their making costs as much as a small group.
        let mut sweep = match self.problem.parties {
            _ if self.problem.beside => {
                let uncut = self.problem.uncut(taken + 1);
                Falls::Beside(Uncut::new(&self.layout, uncut))
            }
            0..=2 => Falls::Two(Rising::new(self.layout.last())),
            3 => Falls::Three(Sweep::new(&self.layout, most)),
            _ => match Ranges::new(&self.layout, most, false) {
                Some(ranges) => Falls::Four(ranges),
                None => Falls::Many(Tree::new(self.layout.clone())),
            },
        };
        for (open, sources) in groups {
            if sources.iter().map(|source| source.labels.len()).sum::<usize>() > CANDIDATES {
                return Err(TooHard::Candidates(CANDIDATES));
            }
            let begin = next.keys.len();
            let candidates = match &mut sweep {
                // Where nothing is cut, what is merged stays in order, and falls on the way.
                Falls::Two(rising) if !self.problem.cuts() => self.merger.merge(&last.keys, &sources, rising),
                _ => self.merger.merge(&last.keys, &sources, &mut All),
            };
            if self.problem.cuts() {
                cut(self.problem, &self.layout, candidates);
            }
            let mut taker = Taker { problem: self.problem, before, taken, tell: &mut *self.tell };
            match &mut sweep {
                Falls::Two(_) if !self.problem.cuts() => taker.take(candidates, &mut All, &mut next)?,
                Falls::Two(rising) => taker.take(candidates, rising, &mut next)?,
                Falls::Three(sweep) => taker.take(candidates, sweep, &mut next)?,
                Falls::Four(ranges) => taker.take(candidates, ranges, &mut next)?,
                Falls::Many(tree) => taker.take(candidates, tree, &mut next)?,
                Falls::Beside(uncut) => taker.take(candidates, uncut, &mut next)?,
            }
            if next.keys.len() - begin > self.ask.most_labels {
                for (lost, new) in lost.iter_mut().zip(self.fewer(&mut next, begin)) {
                    *lost = new.max(*lost);
                }
            }
            next.groups.push((open, begin..next.keys.len()));
            if next.keys.len() >= LABELS {
                return Err(TooHard::Labels(LABELS));
            }
        }
        if self.problem.parties <= 2 && !self.problem.beside && next.groups.len() <= ACROSS {
            across(&mut next, &self.layout);
        }
        if lost.iter().any(|lost| *lost > 0) {
            let loss = self.loss.get_or_insert_with(|| vec![0; lost.len()]);
            loss.iter_mut().zip(lost).for_each(|(loss, lost)| *loss += lost);
        }
        Ok(next)
    }

    /// Leaves labels of the last group out until they are few enough; what is lost by that, by party.
    fn fewer(&self, next: &mut Layer<K>, begin: usize) -> Vec<u64> {
        let (kept, lost) = near::fewer(&next.keys[begin..], &self.layout, self.ask.most_labels);
        for (to, from) in kept.iter().enumerate() {
            let from = begin + *from as usize;
            next.keys[begin + to] = next.keys[from];
            next.from[begin + to] = next.from[from];
            next.place[begin + to] = next.place[from];
        }
        next.keys.truncate(begin + kept.len());
        next.from.truncate(begin + kept.len());
        next.place.truncate(begin + kept.len());
        lost
    }
}

/// For every set of rules that may be open after this issue, which labels come there by which options.
pub(super) fn sources<K: Key>(
    problem: &Problem<'_>,
    layout: &Layout<K>,
    taken: usize,
    last: &Layer<K>,
) -> Result<Ways<K>, TooHard> {
    let issue = problem.order[taken];
    let walk = problem.steps.walk();
    let mut numbers = Vec::with_capacity(problem.parties);
    let mut choices: Vec<Choice<K>> = Vec::with_capacity(problem.steps.values(issue));
    for (place, value) in (0..).zip(0..problem.steps.values(issue)) {
        numbers.clear();
        numbers.extend(problem.adds(issue, value));
        choices.push((layout.pack(&numbers), place));
    }
    let mut groups: Vec<(Open, Vec<Source<K>>)> = Vec::new();
    let mut known: HashMap<Open, usize> = HashMap::new();
    let free = !problem.steps.has_rules() || walk.free(taken);
    if free {
        best(problem, layout, &mut choices);
    }
    for (open, labels) in &last.groups {
        let mut ways: Vec<(Open, Vec<Choice<K>>)> = Vec::new();
        if free {
            ways.push((open.clone(), choices.clone()));
        } else {
            for &(adds, place) in &choices {
                let Some(after) = walk.choose(taken, open, place) else { continue };
                match ways.iter_mut().find(|way| way.0 == after) {
                    Some(way) => way.1.push((adds, place)),
                    None => ways.push((after, vec![(adds, place)])),
                }
            }
            ways.iter_mut().for_each(|way| best(problem, layout, &mut way.1));
        }
        for (after, choices) in ways {
            let group = *known.entry(after).or_insert_with_key(|after| {
                groups.push((after.clone(), Vec::new()));
                groups.len() - 1
            });
            let source = |(adds, place)| Source { labels: labels.clone(), adds, place };
            groups[group].1.extend(choices.into_iter().map(source));
        }
        if groups.len() > CASES {
            return Err(TooHard::Entangled(CASES));
        }
    }
    Ok(groups)
}

/// Leaves out options that another dominates, in the order of their places; of parties whose sum is cut, only what is as
/// good for them.
fn best<K: Key>(problem: &Problem<'_>, layout: &Layout<K>, choices: &mut Vec<Choice<K>>) {
    if choices.len() < 2 {
        return;
    }
    choices.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    if problem.beside {
        let never = problem.cut.iter().map(|cut| if cut.is_some() { 0 } else { u64::MAX }).collect();
        keep_with(choices, &mut Uncut::new(layout, never));
    } else if problem.parties <= 2 {
        keep_with(choices, &mut Rising::new(layout.last()));
    } else {
        keep_with(choices, &mut Tree::new(layout.clone()));
    }
    choices.sort_unstable_by_key(|choice| choice.1);
}

fn keep_with<K: Key>(choices: &mut Vec<Choice<K>>, keep: &mut impl Keep<K>) {
    let mut kept = None;
    choices.retain(|choice| {
        let stays = kept == Some(choice.0) || keep.keep(choice.0);
        kept = if stays { Some(choice.0) } else { kept };
        stays
    });
}

/// Cuts candidates, and puts them in descending order again.
fn cut<K: Key>(problem: &Problem<'_>, layout: &Layout<K>, candidates: &mut [Candidate<K>]) {
    let mut changed = false;
    for candidate in candidates.iter_mut() {
        let key = cut_one(problem, layout, candidate.key);
        changed |= key != candidate.key;
        candidate.key = key;
    }
    if changed {
        // Those that are cut are few, and the order of the others stays: a stable sort makes use of that.
        candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.key));
    }
}

/// A label, cut.
pub(super) fn cut_one<K: Key>(problem: &Problem<'_>, layout: &Layout<K>, sum: K) -> K {
    layout.places.iter().zip(&problem.cut).fold(sum, |key, (place, cut)| match cut {
        Some(cut) if key.number(place) > *cut => key.with(place, *cut),
        _ => key,
    })
}

/// For one or two parties, leaves out labels that are behind one that leaves fewer rules open: whatever they can go on with,
/// that can, too.
fn across<K: Key>(layer: &mut Layer<K>, layout: &Layout<K>) {
    let (first, last) = (layout.places[0], layout.last());
    let mut falls = vec![false; layer.keys.len()];
    for (open, labels) in &layer.groups {
        for (fewer, others) in &layer.groups {
            if open == fewer || !fewer.within(open) {
                continue;
            }
            let others = &layer.keys[others.clone()];
            let mut passed = 0;
            for (&key, falls) in layer.keys[labels.clone()].iter().zip(&mut falls[labels.clone()]) {
                while passed < others.len() && others[passed].number(&first) >= key.number(&first) {
                    passed += 1;
                }
                // Of those with as much of the first number, the last has most of the last.
                if let Some(other) = passed.checked_sub(1).map(|at| others[at]) {
                    *falls |= other != key && other.number(&last) >= key.number(&last);
                }
            }
        }
    }
    let mut kept = 0;
    for (_, labels) in &mut layer.groups {
        let begin = kept;
        for label in labels.clone().filter(|label| !falls[*label]) {
            layer.keys[kept] = layer.keys[label];
            layer.from[kept] = layer.from[label];
            layer.place[kept] = layer.place[label];
            kept += 1;
        }
        *labels = begin..kept;
    }
    layer.keys.truncate(kept);
    layer.from.truncate(kept);
    layer.place.truncate(kept);
    layer.groups.retain(|group| !group.1.is_empty());
}

/// How labels fall, by how many parties there are.
enum Falls<K> {
    Two(Rising<K>),
    Three(Sweep),
    Four(Ranges<K>),
    Many(Tree<K>),
    Beside(Uncut<K>),
}

/// Takes candidates into a layer.
struct Taker<'a, K> {
    problem: &'a Problem<'a>,
    before: &'a [Layer<K>],
    taken: usize,
    tell: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
}

impl<K: Key> Taker<'_, K> {
    /// Takes what is kept of candidates that come in descending order; of equal ones, the one whose choices come first.
    fn take(
        &mut self,
        candidates: &[Candidate<K>],
        keep: &mut impl Keep<K>,
        next: &mut Layer<K>,
    ) -> Result<(), TooHard> {
        let Problem { order, plain, beside, .. } = self.problem;
        keep.restart();
        let begin = next.keys.len();
        for candidates in candidates.chunks(BETWEEN) {
            let progress = Progress { issues_done: self.taken, issues: order.len(), labels: next.keys.len() };
            if (self.tell)(progress).is_break() {
                return Err(TooHard::Stopped);
            }
            for candidate in candidates {
                if next.keys.len() > begin && next.keys.last() == Some(&candidate.key) {
                    let last = next.keys.len() - 1;
                    let kept =
                        Candidate { key: candidate.key, from: next.from[last], place: next.place[last] };
                    // Equal ones come in the order of their places.
                    let in_order = *plain && !beside;
                    if !in_order && comes_first(candidate, &kept, self.before, self.problem) {
                        (next.from[last], next.place[last]) = (candidate.from, candidate.place);
                    }
                } else if keep.keep(candidate.key) {
                    next.keys.push(candidate.key);
                    next.from.push(candidate.from);
                    next.place.push(candidate.place);
                }
            }
        }
        Ok(())
    }
}

/// Whether the choices of one candidate come before those of another in the order of the issues.
fn comes_first<K>(
    one: &Candidate<K>,
    other: &Candidate<K>,
    before: &[Layer<K>],
    problem: &Problem<'_>,
) -> bool {
    let order = &problem.order;
    let package = |candidate: &Candidate<K>| {
        let mut choices = vec![0; order.len()];
        let (mut label, mut place) = (candidate.from, candidate.place);
        for (layer, &issue) in before.iter().zip(order).rev() {
            choices[issue] = place;
            place = layer.place[label as usize];
            label = layer.from[label as usize];
        }
        problem.steps.package(&choices)
    };
    package(one) < package(other)
}

/// What falls where sums are cut.
struct Uncut<K> {
    ahead: Ahead<K>,
    layout: Layout<K>,
    /// By party, below which number a label is sure to end below where its sum is cut.
    uncut: Vec<u64>,
}

/// What came before.
enum Ahead<K> {
    /// For one or two parties: the last first number; one more than the most of the last number at it or before it, and
    /// before it alone.
    Two { first: u64, most: u64, most_before: u64 },
    /// For more.
    Many(Tree<K>),
}

impl<K: Key> Uncut<K> {
    fn new(layout: &Layout<K>, uncut: Vec<u64>) -> Self {
        let ahead = match uncut.len() {
            0..=2 => Ahead::Two { first: u64::MAX, most: 0, most_before: 0 },
            _ => Ahead::Many(Tree::new(layout.clone())),
        };
        Self { ahead, layout: layout.clone(), uncut }
    }
}

impl<K: Key> Keep<K> for Uncut<K> {
    fn restart(&mut self) {
        match &mut self.ahead {
            Ahead::Two { first, most, most_before } => (*first, *most, *most_before) = (u64::MAX, 0, 0),
            Ahead::Many(tree) => tree.clear(),
        }
    }

    fn keep(&mut self, key: K) -> bool {
        match &mut self.ahead {
            Ahead::Two { first, most, most_before } => {
                let last = key.number(&self.layout.last());
                let number = key.number(&self.layout.places[0]);
                if number < *first {
                    (*first, *most_before) = (number, *most);
                }
                let below = (number < self.uncut[0] && *most_before > last)
                    || (self.uncut.last().is_some_and(|uncut| last < *uncut) && *most > last + 1);
                *most = (*most).max(last + 1);
                !below
            }
            Ahead::Many(tree) => {
                for (place, uncut) in self.layout.places.iter().zip(&self.uncut) {
                    let number = key.number(place);
                    if number < *uncut && number < place.mask && tree.covered(key.with(place, number + 1)) {
                        return false;
                    }
                }
                tree.insert(key);
                true
            }
        }
    }
}
