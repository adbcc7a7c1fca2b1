//! The sets of items that can be taken first, as counts along chains.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use super::Problem;
use crate::exchange::relation::{Relation, chains};

/// Beyond so many items no search is tried; a beam alone looks for an order.
const MAX_SEARCHED: usize = 256;

/// Codes of up to so many bits are marked in one table of bits: 32 MiB.
const DENSE_BITS: u32 = 28;

/// The items in chains, with what each must wait for.
pub(super) struct Lattice {
    /// What must come before what, as given and closed.
    given: Relation,
    last: Vec<bool>,
    chains: Vec<Vec<usize>>,
    /// For each item: the chains in which something must be taken before it, and how much of them.
    needs: Vec<Vec<(usize, u16)>>,
    /// The place of each chain's count in a code, as a number of bits, and how many bits it has.
    places: Vec<(u32, u32)>,
    bits: Option<u32>,
    parties: usize,
    /// What the first items of each chain bring together: by chain, count and party.
    sums: Vec<Vec<i128>>,
}

impl Lattice {
    /// Puts the items in chains.
    ///
    /// Besides what must come before what, an item is taken before another when that is never worse: both have the same
    /// takers, the first brings every party no less, waits for nothing that the other does not wait for, and everything that
    /// waits for the other waits for it. In an order with the other one first, the two can change places: every cost stays or
    /// falls.
    pub(super) fn new(problem: &Problem) -> Self {
        let count = problem.before.len();
        let given = Relation::new(&problem.before);
        let turned = given.turned();
        let last = (0..count).map(|item| turned.before(item).next().is_none()).collect();
        let parties = problem.start.len();
        let mut lattice = Self {
            given,
            last,
            chains: Vec::new(),
            needs: Vec::new(),
            places: Vec::new(),
            bits: None,
            parties,
            sums: Vec::new(),
        };
        if count > MAX_SEARCHED {
            return lattice;
        }
        let never_worse = |one: usize, other: usize| {
            problem.takers[one] == problem.takers[other]
                && problem.gains[one].iter().zip(&problem.gains[other]).all(|(one, other)| one >= other)
                && lattice.given.within(one, other)
                && turned.within(other, one)
        };
        let mut before = problem.before.clone();
        for one in 0..count {
            for other in (0..count).filter(|other| *other != one) {
                if never_worse(one, other) && (one < other || !never_worse(other, one)) {
                    before[other].push(one);
                }
            }
        }
        let relation = Relation::new(&before);
        lattice.chains = chains(&relation);
        let mut place = vec![(0, 0); count];
        let mut bits = 0;
        for (chain, items) in lattice.chains.iter().enumerate() {
            for (at, item) in items.iter().enumerate() {
                place[*item] = (chain, at);
            }
            let width = usize::BITS - items.len().leading_zeros();
            lattice.places.push((bits, width));
            bits += width;
        }
        lattice.bits = (bits < u128::BITS).then_some(bits);
        lattice.needs = (0..count)
            .map(|item| {
                let mut needs = vec![0; lattice.chains.len()];
                for (chain, at) in relation.before(item).map(|earlier| place[earlier]) {
                    needs[chain] = needs[chain].max(at as u16 + 1);
                }
                needs[place[item].0] = 0;
                needs.into_iter().enumerate().filter(|(_, need)| *need > 0).collect()
            })
            .collect();
        lattice.sums = lattice.chains.iter().map(|chain| sums(problem, chain)).collect();
        lattice
    }

    /// Whether nothing waits for `item`.
    pub(super) fn is_last(&self, item: usize) -> bool {
        self.last[item]
    }

    /// Whether `earlier` must come before `later`, as given.
    pub(super) fn must_precede(&self, earlier: usize, later: usize) -> bool {
        self.given.has(earlier, later)
    }

    pub(super) fn chain_count(&self) -> usize {
        self.chains.len()
    }

    /// What one item more of `chain` adds to a code.
    pub(super) fn unit(&self, chain: usize) -> u128 {
        1 << self.places[chain].0
    }

    /// How many bits codes have; `None` when there are too many sets for codes.
    pub(super) fn bits(&self) -> Option<u32> {
        self.bits
    }

    /// The first bit of the count of `chain`, and how many bits it has.
    pub(super) fn place(&self, chain: usize) -> (u32, u32) {
        self.places[chain]
    }

    /// The chains, each from its first item to its last.
    pub(super) fn chains(&self) -> &[Vec<usize>] {
        &self.chains
    }

    /// The chains in which something must be taken before `item`, apart from its own, and how much of them.
    pub(super) fn needs(&self, item: usize) -> &[(usize, u16)] {
        &self.needs[item]
    }

    /// The items that are taken when an item is taken from each of these chains in turn.
    pub(super) fn items_along(&self, way: &[usize]) -> Vec<usize> {
        let mut counts = vec![0; self.chains.len()];
        way.iter()
            .map(|chain| {
                counts[*chain] += 1;
                self.chains[*chain][counts[*chain] - 1]
            })
            .collect()
    }
}

/// What the first items of a chain bring together, from none of them to all.
fn sums(problem: &Problem, chain: &[usize]) -> Vec<i128> {
    let mut sum = vec![0; problem.start.len()];
    let mut sums = sum.clone();
    for item in chain {
        for (sum, gain) in sum.iter_mut().zip(&problem.gains[*item]) {
            *sum += gain;
        }
        sums.extend(&sum);
    }
    sums
}

/// One set: how many items of each chain are taken, and what the parties have then.
pub(super) struct State {
    pub(super) code: u128,
    pub(super) taken: usize,
    counts: Vec<u16>,
    levels: Vec<i128>,
}

impl State {
    /// The empty set.
    pub(super) fn new(problem: &Problem, lattice: &Lattice) -> Self {
        Self { code: 0, taken: 0, counts: vec![0; lattice.chains.len()], levels: problem.start.clone() }
    }

    /// The set with this code.
    pub(super) fn at(problem: &Problem, lattice: &Lattice, code: u128) -> Self {
        let mut state = Self::new(problem, lattice);
        state.code = code;
        for (chain, (place, width)) in lattice.places.iter().enumerate() {
            let count = (code >> place) as usize & ((1 << width) - 1);
            state.counts[chain] = count as u16;
            state.taken += count;
            let sums = &lattice.sums[chain][count * lattice.parties..];
            for (level, sum) in state.levels.iter_mut().zip(sums) {
                *level += sum;
            }
        }
        state
    }

    /// The next item of `chain`, when it can be taken now.
    pub(super) fn next(&self, lattice: &Lattice, chain: usize) -> Option<usize> {
        let item = *lattice.chains[chain].get(usize::from(self.counts[chain]))?;
        lattice.needs[item].iter().all(|(chain, need)| self.counts[*chain] >= *need).then_some(item)
    }

    /// The cost of taking `item` now.
    pub(super) fn cost_of(&self, problem: &Problem, item: usize) -> i128 {
        let gains = &problem.gains[item];
        let costs = problem.takers[item].iter().map(|party| -self.levels[*party] - gains[*party]);
        costs.max().unwrap_or(i128::MIN)
    }

    /// Takes the next item of `chain`.
    pub(super) fn take(&mut self, problem: &Problem, lattice: &Lattice, chain: usize) {
        let item = lattice.chains[chain][usize::from(self.counts[chain])];
        for (level, gain) in self.levels.iter_mut().zip(&problem.gains[item]) {
            *level += gain;
        }
        self.counts[chain] += 1;
        self.code += lattice.unit(chain);
        self.taken += 1;
    }

    /// How many items of `chain` are taken.
    pub(super) fn count(&self, chain: usize) -> u16 {
        self.counts[chain]
    }

    /// Puts the last item taken of `chain` back, and tells which it is.
    pub(super) fn untake(&mut self, problem: &Problem, lattice: &Lattice, chain: usize) -> usize {
        self.counts[chain] -= 1;
        let item = lattice.chains[chain][usize::from(self.counts[chain])];
        for (level, gain) in self.levels.iter_mut().zip(&problem.gains[item]) {
            *level -= gain;
        }
        self.code -= lattice.unit(chain);
        self.taken -= 1;
        item
    }
}

/// The sets that have been looked at.
pub(super) enum Seen {
    /// One bit for each code.
    Dense(Vec<u64>),
    /// The codes.
    Sparse(HashSet<u128, Mix>),
}

impl Seen {
    pub(super) fn new(lattice: &Lattice) -> Self {
        match lattice.bits {
            Some(bits) if bits <= DENSE_BITS => Self::Dense(vec![0; (1_usize << bits).div_ceil(64)]),
            _ => Self::Sparse(HashSet::default()),
        }
    }

    pub(super) fn contains(&self, code: u128) -> bool {
        match self {
            Self::Dense(words) => words[(code >> 6) as usize] >> (code & 63) & 1 == 1,
            Self::Sparse(codes) => codes.contains(&code),
        }
    }

    /// Notes the set; whether it is new.
    pub(super) fn insert(&mut self, code: u128) -> bool {
        match self {
            Self::Dense(words) => {
                let word = &mut words[(code >> 6) as usize];
                let bit = 1 << (code & 63);
                let new = *word & bit == 0;
                *word |= bit;
                new
            }
            Self::Sparse(codes) => codes.insert(code),
        }
    }
}

/// A hash for codes, which nobody from outside chooses: multiplication and a fold.
pub(super) type Mix = BuildHasherDefault<MixHasher>;

/// See [`Mix`].
#[derive(Default)]
pub(super) struct MixHasher(u64);

impl Hasher for MixHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u128(u128::from(*byte));
        }
    }

    fn write_u128(&mut self, code: u128) {
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        let fold = |value: u64| {
            let wide = u128::from(value) * u128::from(FACTOR);
            (wide >> 64) as u64 ^ wide as u64
        };
        self.0 = fold(fold(self.0 ^ code as u64) ^ (code >> 64) as u64 ^ FACTOR);
    }
}
