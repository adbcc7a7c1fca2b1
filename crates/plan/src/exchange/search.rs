//! The search behind every best order: items are taken one by one, each after those before it; a taken item changes what every
//! party has left; and taking an item costs what its takers lack. Wanted is the order whose largest cost is smallest.
//!
//! For temptations, the items are the moves **from the last back to the first**: what the parties have left is what is still
//! to come, and the cost is the temptation. At the end of an exchange little is left to come, so that most wrong turns show
//! at once.
//!
//! The sets that can be taken first form a lattice of down-sets, and the order wanted is a path through it whose largest step
//! is smallest: a bottleneck shortest path. Three things keep it small. Items of which one is never worse to take first are
//! taken in that order (`Lattice::new`). Sets are counts along chains, as few chains as there can be. And the
//! lattice is flooded from a lower bound upwards, so that nothing beyond the result is looked at.

mod beam;
mod lattice;
mod table;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use lattice::{Lattice, Mix, Seen, State};
use table::Table;

/// What is to be put in order. Where nothing else decides, items with lower numbers tend to be taken first.
pub(super) struct Problem {
    /// For each item, those that must be taken before it.
    pub(super) before: Vec<Vec<usize>>,
    /// For each item, the parties whose cost counts when it is taken.
    pub(super) takers: Vec<Vec<usize>>,
    /// What each party has at the start.
    pub(super) start: Vec<i128>,
    /// What each item brings each party: `gains[item][party]`.
    pub(super) gains: Vec<Vec<i128>>,
}

/// The order found.
pub(super) struct Found {
    /// The items in the order in which they are taken.
    pub(super) items: Vec<usize>,
    /// The largest cost.
    pub(super) largest: i128,
    /// No order has a largest cost below this.
    pub(super) at_least: i128,
    /// Whether no order with the same largest cost has a smaller sum of costs above nought.
    pub(super) least_sum: bool,
    /// How many sets were looked at.
    pub(super) looked_at: usize,
}

impl Problem {
    /// The cost for the takers of `item` when they have `levels` after it is taken.
    fn cost(&self, item: usize, levels: &[i128]) -> i128 {
        self.takers[item].iter().map(|party| -levels[*party]).max().unwrap_or(i128::MIN)
    }

    /// The largest cost of an order, and the sum of its costs above nought.
    pub(super) fn costs(&self, items: &[usize]) -> (i128, i128) {
        let mut levels = self.start.clone();
        let (mut largest, mut sum) = (i128::MIN, 0);
        for item in items {
            for (level, gain) in levels.iter_mut().zip(&self.gains[*item]) {
                *level += gain;
            }
            let cost = self.cost(*item, &levels);
            largest = largest.max(cost);
            sum += cost.max(0);
        }
        (largest, sum)
    }

    /// The cost of taking `item` first of all.
    pub(super) fn cost_first(&self, item: usize) -> i128 {
        let levels: Vec<i128> =
            self.start.iter().zip(&self.gains[item]).map(|(start, gain)| start + gain).collect();
        self.cost(item, &levels)
    }

    /// The least that the largest cost of any order can be, from what can be seen without a search: some item is taken first,
    /// some item is taken last, and each is taken with no more than everything that can be taken before it.
    fn bound(&self, lattice: &Lattice) -> i128 {
        let items = 0..self.before.len();
        let first =
            items.clone().filter(|item| self.before[*item].is_empty()).map(|item| self.cost_first(item));
        let mut all = self.start.clone();
        for gains in &self.gains {
            for (level, gain) in all.iter_mut().zip(gains) {
                *level += gain;
            }
        }
        let last = items.clone().filter(|item| lattice.is_last(*item)).map(|item| self.cost(item, &all));
        let each = items.map(|item| {
            let mut levels = self.start.clone();
            for (other, gains) in self.gains.iter().enumerate() {
                for (level, gain) in levels.iter_mut().zip(gains) {
                    let counts = other == item || lattice.must_precede(other, item);
                    let may = !lattice.must_precede(item, other) && *gain > 0;
                    *level += if counts || may { *gain } else { 0 };
                }
            }
            self.cost(item, &levels)
        });
        let least = i128::MIN;
        first.min().unwrap_or(least).max(last.min().unwrap_or(least)).max(each.max().unwrap_or(least))
    }
}

/// The order of the items of `problem` whose largest cost is smallest and, among those, whose costs above nought add up to
/// the least.
///
/// A beam finds a good order; a flood shows that there is no better one, or finds it; shortest paths settle the sum. Where a
/// stage would look at more than `limit` sets (the flood, which is quicker, at some times as many), a table of all of them
/// takes over when there are not too many (2²⁴); otherwise what is not proven is told.
pub(super) fn search(problem: &Problem, limit: usize) -> Found {
    let lattice = Lattice::new(problem);
    let mut best = Best::new(problem, beam::beam(problem, None));
    let mut table = None;
    let mut at_least = problem.bound(&lattice);
    let mut looked_at = 0;
    if lattice.bits().is_some() && at_least < best.largest {
        // A flood is quicker than a table as long as it is small.
        let patience = if lattice.bits().is_some_and(|bits| bits <= table::MOST_BITS) { 3 } else { 20 };
        let flooded = flood(problem, &lattice, at_least, best.largest, limit.saturating_mul(patience));
        looked_at += flooded.looked_at;
        at_least = flooded.level;
        if let Some(path) = flooded.path {
            best.offer(problem, path);
        }
        if !flooded.complete {
            table = Table::new(problem, &lattice);
            if let Some(table) = &table {
                looked_at += table.len();
                let known = i64::try_from(best.largest).unwrap_or(i64::MAX);
                at_least = table.largest(known).map_or(best.largest, i128::from);
            }
        }
    }
    // Whatever the order, somebody bears the largest cost once: there is no smaller sum than that.
    let mut least_sum = best.largest == at_least && best.sum == at_least.max(0);
    if best.largest > at_least || !least_sum {
        best.offer(problem, beam::beam(problem, Some(at_least)));
        least_sum = best.largest == at_least && best.sum == at_least.max(0);
    }
    if best.largest == at_least && !least_sum && lattice.bits().is_some() && table.is_none() {
        let settled = settle(problem, &lattice, &best, limit);
        looked_at += settled.looked_at;
        least_sum = settled.complete;
        if let Some(path) = settled.path {
            best.offer(problem, path);
        }
        if !least_sum {
            table = Table::new(problem, &lattice);
        }
    }
    if let (Some(table), Ok(ceiling), false) = (table, i64::try_from(at_least), least_sum) {
        looked_at += table.len();
        if let Some(path) = table.least_sum(ceiling) {
            best.offer(problem, path);
            least_sum = true;
        }
    }
    Found { items: best.items, largest: best.largest, at_least, least_sum, looked_at }
}

/// The best order so far.
struct Best {
    items: Vec<usize>,
    largest: i128,
    sum: i128,
}

impl Best {
    fn new(problem: &Problem, items: Vec<usize>) -> Self {
        let (largest, sum) = problem.costs(&items);
        Self { items, largest, sum }
    }

    /// Takes `items` where they are better.
    fn offer(&mut self, problem: &Problem, items: Vec<usize>) {
        let other = Self::new(problem, items);
        if (other.largest, other.sum) < (self.largest, self.sum) {
            *self = other;
        }
    }
}

/// What a stage of the search came to.
struct Stage {
    /// The largest cost below which nothing is left to look at.
    level: i128,
    /// Whether the stage came to its end.
    complete: bool,
    /// The items on the path found, when there is one.
    path: Option<Vec<usize>>,
    looked_at: usize,
}

/// Floods the lattice from the empty set: first all that can be reached at `level`; then the level rises to the smallest cost
/// that stood in the way, until everything is taken or `known` is reached, which an order is known for. Each set is looked at
/// once, apart from the rises.
fn flood(problem: &Problem, lattice: &Lattice, mut level: i128, known: i128, limit: usize) -> Stage {
    let mut seen = Seen::new(lattice);
    let mut state = State::new(problem, lattice);
    let mut shore: BinaryHeap<Reverse<(i128, u128)>> = BinaryHeap::new();
    // Of each set on the way: where its candidates begin.
    let mut begins: Vec<usize> = Vec::new();
    let mut candidates: Vec<(i128, usize)> = Vec::new();
    let mut way: Vec<usize> = Vec::new();
    let mut looked_at = 1;
    seen.insert(state.code);
    loop {
        if state.taken == problem.before.len() {
            let path = Some(way_back(problem, lattice, state, &seen, level));
            return Stage { level, complete: true, path, looked_at };
        }
        let begin = candidates.len();
        let mut barrier = known;
        for chain in 0..lattice.chain_count() {
            let Some(item) = state.next(lattice, chain) else { continue };
            let cost = state.cost_of(problem, item);
            if cost >= barrier || seen.contains(state.code + lattice.unit(chain)) {
                continue;
            }
            if cost > level {
                barrier = cost;
            } else {
                candidates.push((cost, chain));
            }
        }
        if barrier < known {
            shore.push(Reverse((barrier, state.code)));
        }
        // The cheapest last, since they are tried from the end.
        candidates[begin..].sort_unstable_by(|one, other| other.cmp(one));
        begins.push(begin);
        // On to a set not seen yet: from here, from further back, or across the lowest barrier.
        loop {
            let Some(begin) = begins.last().copied() else {
                let Some(Reverse((barrier, code))) = shore.pop() else {
                    return Stage { level: known, complete: true, path: None, looked_at };
                };
                looked_at += 1;
                if looked_at > limit {
                    return Stage { level, complete: false, path: None, looked_at };
                }
                level = level.max(barrier);
                state = State::at(problem, lattice, code);
                way.clear();
                break;
            };
            if candidates.len() == begin {
                begins.pop();
                if let Some(chain) = way.pop() {
                    state.untake(problem, lattice, chain);
                }
                continue;
            }
            let Some((_, chain)) = candidates.pop() else { continue };
            if seen.insert(state.code + lattice.unit(chain)) {
                state.take(problem, lattice, chain);
                way.push(chain);
                looked_at += 1;
                if looked_at > limit {
                    return Stage { level, complete: false, path: None, looked_at };
                }
                break;
            }
        }
    }
}

/// From the full set back to the empty one through sets that were reached at `level`. From each of them there is a way back,
/// since each was reached from such a set.
fn way_back(problem: &Problem, lattice: &Lattice, mut state: State, seen: &Seen, level: i128) -> Vec<usize> {
    let mut items = Vec::with_capacity(state.taken);
    while state.taken > 0 {
        let mut back: Option<(Reverse<i128>, usize, usize)> = None;
        for chain in 0..lattice.chain_count() {
            if state.count(chain) == 0 || !seen.contains(state.code - lattice.unit(chain)) {
                continue;
            }
            let item = state.untake(problem, lattice, chain);
            let cost = state.cost_of(problem, item);
            state.take(problem, lattice, chain);
            if cost <= level {
                back = back.max(Some((Reverse(cost.max(0)), item, chain)));
            }
        }
        let Some((_, item, chain)) = back else { break };
        state.untake(problem, lattice, chain);
        items.push(item);
    }
    items.reverse();
    items
}

/// Settles which order at the largest cost of `best` has the smallest sum of costs above nought, by shortest paths from the empty
/// set (Dijkstra 1959), looking only for a smaller sum than that of `best`.
fn settle(problem: &Problem, lattice: &Lattice, best: &Best, limit: usize) -> Stage {
    let all = problem.before.len();
    let mut reached: HashMap<u128, (i128, usize), Mix> = HashMap::default();
    // By sum; among equal sums those with the fewest items left, then those found first.
    let mut open: BinaryHeap<Reverse<(i128, usize, usize, u128)>> = BinaryHeap::new();
    let mut found = 0;
    let start = State::new(problem, lattice);
    reached.insert(start.code, (0, usize::MAX));
    open.push(Reverse((0, all, found, start.code)));
    while let Some(Reverse((sum, left, _, code))) = open.pop() {
        if reached.get(&code).is_none_or(|(known, _)| *known < sum) {
            continue;
        }
        if left == 0 {
            let mut way = Vec::with_capacity(all);
            let mut code = code;
            while let Some((_, chain)) = reached.get(&code).filter(|(_, chain)| *chain != usize::MAX) {
                way.push(*chain);
                code -= lattice.unit(*chain);
            }
            way.reverse();
            let path = Some(lattice.items_along(&way));
            return Stage { level: best.largest, complete: true, path, looked_at: found };
        }
        let state = State::at(problem, lattice, code);
        for chain in 0..lattice.chain_count() {
            let Some(item) = state.next(lattice, chain) else { continue };
            let cost = state.cost_of(problem, item);
            let sum = sum + cost.max(0);
            if cost > best.largest || sum >= best.sum {
                continue;
            }
            let code = code + lattice.unit(chain);
            if reached.get(&code).is_none_or(|(known, _)| *known > sum) {
                reached.insert(code, (sum, chain));
                found += 1;
                open.push(Reverse((sum, left - 1, found, code)));
            }
        }
        if found > limit {
            return Stage { level: best.largest, complete: false, path: None, looked_at: found };
        }
    }
    Stage { level: best.largest, complete: true, path: None, looked_at: found }
}
