//! The plain way: a table with one entry for each set, filled from the empty set up. It takes a time that is known beforehand,
//! where a flood would have to look at most sets anyhow.

use super::Problem;
use super::lattice::Lattice;

/// Tables have no more entries than two to this power: 128 MiB.
pub(super) const MOST_BITS: u32 = 24;

/// An entry for a set that is not reached.
const NEVER: i64 = i64::MAX;

/// All sets, as numbers from nought up.
pub(super) struct Table {
    parties: usize,
    start: Vec<i64>,
    chains: Vec<Chain>,
    full: usize,
    entries: usize,
    /// Codes are halved between two chains, so that what a set brings is the sum of two entries.
    low_bits: u32,
    low: Vec<i64>,
    high: Vec<i64>,
}

/// A chain and its place in codes.
struct Chain {
    place: u32,
    mask: usize,
    links: Vec<Link>,
}

/// One item of a chain.
struct Link {
    item: usize,
    takers: Vec<usize>,
    gains: Vec<i64>,
    /// What must be taken before it: places, masks and the least counts there.
    needs: Vec<(u32, usize, usize)>,
}

impl Chain {
    fn count(&self, code: usize) -> usize {
        code >> self.place & self.mask
    }
}

impl Link {
    fn is_free(&self, code: usize) -> bool {
        self.needs.iter().all(|(place, mask, least)| code >> place & mask >= *least)
    }

    fn cost(&self, levels: &[i64]) -> i64 {
        let costs = self.takers.iter().map(|party| -levels[*party] - self.gains[*party]);
        costs.max().unwrap_or(i64::MIN)
    }
}

impl Table {
    /// Prepares tables; `None` when there are too many sets or the sums do not fit.
    pub(super) fn new(problem: &Problem, lattice: &Lattice) -> Option<Self> {
        let bits = lattice.bits().filter(|bits| *bits <= MOST_BITS)?;
        let amounts = problem.start.iter().chain(problem.gains.iter().flatten());
        let total: i128 = amounts.map(|amount| amount.abs()).sum();
        if total * (problem.before.len() as i128 + 1) >= i128::from(NEVER) {
            return None;
        }
        let narrow = |levels: &[i128]| levels.iter().map(|level| *level as i64).collect::<Vec<_>>();
        let at = |chain: usize| {
            let (place, width) = lattice.place(chain);
            (place, (1 << width) - 1)
        };
        let link = |item: usize| Link {
            item,
            takers: problem.takers[item].clone(),
            gains: narrow(&problem.gains[item]),
            needs: lattice
                .needs(item)
                .iter()
                .map(|(chain, least)| (at(*chain).0, at(*chain).1, usize::from(*least)))
                .collect(),
        };
        let chains: Vec<Chain> = lattice
            .chains()
            .iter()
            .enumerate()
            .map(|(chain, items)| Chain {
                place: at(chain).0,
                mask: at(chain).1,
                links: items.iter().map(|item| link(*item)).collect(),
            })
            .collect();
        let places = chains.iter().map(|chain| chain.place).chain([bits]);
        let low_bits = places.min_by_key(|place| place.abs_diff(bits / 2)).unwrap_or(0);
        let parties = problem.start.len();
        let mut table = Self {
            parties,
            start: narrow(&problem.start),
            full: chains.iter().map(|chain| chain.links.len() << chain.place).sum(),
            chains,
            entries: 1 << bits,
            low_bits,
            low: Vec::new(),
            high: Vec::new(),
        };
        table.low = table.sums(0, low_bits);
        table.high = table.sums(low_bits, bits);
        Some(table)
    }

    /// What all counts in the bits `from..to` bring.
    fn sums(&self, from: u32, to: u32) -> Vec<i64> {
        let mut sums = vec![0; self.parties];
        for code in 1..1_usize << (to - from) {
            let code = code << from;
            let counted = self
                .chains
                .iter()
                .find_map(|chain| chain.count(code).checked_sub(1).map(|last| (chain, last)));
            let Some((chain, last)) = counted else { continue };
            let rest = (code - (1 << chain.place)) >> from;
            for party in 0..self.parties {
                // A count beyond the end of its chain is no set, and nobody asks what it brings.
                let gain = chain.links.get(last).map_or(0, |link| link.gains[party]);
                sums.push(sums[rest * self.parties + party] + gain);
            }
        }
        sums
    }

    /// How many sets there may be.
    pub(super) fn len(&self) -> usize {
        self.entries
    }

    /// The smallest largest cost of an order, when that is below `known`.
    pub(super) fn largest(&self, known: i64) -> Option<i64> {
        let onward = |entry: i64, cost: i64| if cost < known { entry.max(cost) } else { NEVER };
        Some(self.fill(i64::MIN, onward)[self.full]).filter(|entry| *entry != NEVER)
    }

    /// The items of an order with no cost above `ceiling` whose costs above nought add up to the least, when there is such an
    /// order.
    pub(super) fn least_sum(&self, ceiling: i64) -> Option<Vec<usize>> {
        let onward = |entry: i64, cost: i64| if cost <= ceiling { entry + cost.max(0) } else { NEVER };
        let entries = self.fill(0, onward);
        let mut code = self.full;
        if entries[code] == NEVER {
            return None;
        }
        let mut levels = self.start.clone();
        let mut items = Vec::new();
        while code > 0 {
            // Of several items that may have been taken last, the one with the highest number was.
            let mut back: Option<(usize, usize)> = None;
            for chain in &self.chains {
                let Some(last) = chain.count(code).checked_sub(1) else { continue };
                let (link, before) = (&chain.links[last], code - (1 << chain.place));
                if entries[before] != NEVER && link.is_free(before) {
                    self.levels(before, &mut levels);
                    if onward(entries[before], link.cost(&levels)) == entries[code] {
                        back = back.max(Some((link.item, before)));
                    }
                }
            }
            let (item, before) = back?;
            items.push(item);
            code = before;
        }
        items.reverse();
        Some(items)
    }

    /// Fills a table: the smallest of what `onward` makes of the entries that lead to a set and the cost of the way. A code is
    /// larger than those of all the sets that lead to it.
    fn fill(&self, first: i64, onward: impl Fn(i64, i64) -> i64) -> Vec<i64> {
        let mut entries = vec![NEVER; self.entries];
        let mut levels = self.start.clone();
        entries[0] = first;
        for code in 0..self.full {
            let entry = entries[code];
            if entry == NEVER {
                continue;
            }
            self.levels(code, &mut levels);
            for chain in &self.chains {
                let Some(link) = chain.links.get(chain.count(code)).filter(|link| link.is_free(code)) else {
                    continue;
                };
                let next = &mut entries[code + (1 << chain.place)];
                *next = (*next).min(onward(entry, link.cost(&levels)));
            }
        }
        entries
    }

    /// What the parties have once the set `code` is taken.
    fn levels(&self, code: usize, levels: &mut [i64]) {
        let low = &self.low[(code & ((1 << self.low_bits) - 1)) * self.parties..];
        let high = &self.high[(code >> self.low_bits) * self.parties..];
        for (((level, start), low), high) in levels.iter_mut().zip(&self.start).zip(low).zip(high) {
            *level = start + low + high;
        }
    }
}
