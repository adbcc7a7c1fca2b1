//! A good order quickly: the best few sets of each size, from the empty one to all.

use std::collections::HashSet;

use super::Problem;

/// One set with the best way to it that was kept.
#[derive(Clone)]
struct Partial {
    largest: i128,
    sum: i128,
    set: Vec<u64>,
    levels: Vec<i128>,
    items: Vec<u32>,
}

/// An order of all items. With a `ceiling`, costs up to it are all alike, and only the sum of costs above nought counts.
pub(super) fn beam(problem: &Problem, ceiling: Option<i128>) -> Vec<usize> {
    let count = problem.before.len();
    // About as much work for any number of items.
    let width = (300_000 / (count * count).max(1)).clamp(1, 400);
    let begin = Partial {
        largest: ceiling.unwrap_or(i128::MIN),
        sum: 0,
        set: vec![0; count.div_ceil(64)],
        levels: problem.start.clone(),
        items: Vec::new(),
    };
    let mut kept = vec![begin];
    for _ in 0..count {
        let mut next: Vec<(i128, i128, usize, usize)> = Vec::new();
        for (from, partial) in kept.iter().enumerate() {
            let taken = |item: usize| partial.set[item / 64] >> (item % 64) & 1 == 1;
            for item in (0..count).filter(|item| !taken(*item)) {
                if !problem.before[item].iter().all(|earlier| taken(*earlier)) {
                    continue;
                }
                let gains = &problem.gains[item];
                let costs = problem.takers[item].iter().map(|party| -partial.levels[*party] - gains[*party]);
                let cost = costs.max().unwrap_or(i128::MIN);
                next.push((partial.largest.max(cost), partial.sum + cost.max(0), from, item));
            }
        }
        next.sort_unstable();
        let mut sets = HashSet::new();
        let mut kept_next = Vec::with_capacity(width);
        for (largest, sum, from, item) in next {
            if kept_next.len() == width {
                break;
            }
            let mut set = kept[from].set.clone();
            set[item / 64] |= 1 << (item % 64);
            if sets.insert(set.clone()) {
                let mut partial = Partial { largest, sum, set, ..kept[from].clone() };
                for (level, gain) in partial.levels.iter_mut().zip(&problem.gains[item]) {
                    *level += gain;
                }
                partial.items.push(item as u32);
                kept_next.push(partial);
            }
        }
        kept = kept_next;
    }
    kept.first().map(|partial| partial.items.iter().map(|item| *item as usize).collect()).unwrap_or_default()
}
