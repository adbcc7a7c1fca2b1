//! The states of the least numbers that movers can bring about from each state, nobody moving twice in a row.

use super::arrivals::Arrivals;

/// For each state the places of the states with the least numbers that can be brought about from it.
pub(super) struct Least {
    found: Vec<u32>,
    nodes: usize,
    keep: usize,
}

const NONE: u32 = u32::MAX;

impl Least {
    /// Search from all states at once. States are gone back from in order of their numbers; whatever is reached for the first
    /// time has found its least, and need not be gone back from for anything larger. So the whole search takes time in proportion
    /// to the moves of all movers times how many movers there are, times `keep`: for how many different states to look, 1 or 2.
    ///
    /// What a state finds includes itself.
    pub(super) fn new(movers: &[&Arrivals], numbers: &[u32], keep: usize) -> Self {
        let states = u32::try_from(numbers.len()).unwrap_or(NONE);
        // A node is a state and who moved last: one of the movers, or nobody.
        let nodes = movers.len() + 1;
        let mut least = Self { found: vec![NONE; numbers.len() * nodes * keep], nodes, keep };
        let mut order: Vec<u32> = (0..states).collect();
        order.sort_by_key(|&state| numbers[state as usize]);
        let mut waiting = Vec::new();
        for &target in &order {
            for last in 0..nodes {
                if least.put(target, last, target) {
                    waiting.push((target, last));
                }
            }
            while let Some((state, last)) = waiting.pop() {
                let Some(arrivals) = movers.get(last) else { continue };
                for &origin in arrivals.origins(state as usize) {
                    for before in (0..nodes).filter(|&before| before != last) {
                        if least.put(origin, before, target) {
                            waiting.push((origin, before));
                        }
                    }
                }
            }
        }
        least
    }

    /// The states of the least numbers that can be brought about from `state`, least first; as many as were to be kept, where
    /// there are so many.
    pub(super) fn from(&self, state: usize) -> impl Iterator<Item = usize> {
        self.places(state, self.nodes - 1)
            .iter()
            .filter(|&&target| target != NONE)
            .map(|&target| target as usize)
    }

    /// How many bytes a search takes.
    pub(super) fn memory(states: usize, movers: usize, keep: usize) -> u64 {
        let nodes = states as u64 * (movers as u64 + 1);
        // What is found, what waits, and the order.
        nodes * 4 * keep as u64 + nodes * 16 + states as u64 * 8
    }

    fn places(&self, state: usize, last: usize) -> &[u32] {
        let at = (state * self.nodes + last) * self.keep;
        &self.found[at..at + self.keep]
    }

    /// Note `target` for a node if there is room and it was not noted. The targets come one after the other, so that only the
    /// last one noted can be the same.
    fn put(&mut self, state: u32, last: usize, target: u32) -> bool {
        let at = (state as usize * self.nodes + last) * self.keep;
        for place in &mut self.found[at..at + self.keep] {
            if *place == target {
                return false;
            }
            if *place == NONE {
                *place = target;
                return true;
            }
        }
        false
    }
}
