//! From where movers can bring about one of some states, nobody moving twice in a row.

use super::arrivals::Arrivals;
use crate::model::StateSet;

/// A search backwards from some states.
///
/// What matters about a state is who can make the first move of a way that ends in a target: nobody, exactly one mover, or
/// several. A mover that comes to the state may not move on at once; so where one alone can go on, it does not help those ways on
/// which that mover came. Each move is gone over once: one search takes time in proportion to the moves of all movers.
pub(super) struct Leading {
    first: Vec<u16>,
    waiting: Vec<(u32, u16)>,
}

const NOBODY: u16 = 0;
const SEVERAL: u16 = u16::MAX;

impl Leading {
    /// Room for searches among so many states.
    pub(super) fn new(states: usize) -> Self {
        Self { first: vec![NOBODY; states], waiting: Vec::new() }
    }

    /// Look from where the movers can bring about one of `targets` by one move or more; then ask [`Self::leads`]. At most 32,766
    /// movers.
    pub(super) fn search(&mut self, movers: &[&Arrivals], targets: &StateSet) {
        self.first.fill(NOBODY);
        self.waiting.clear();
        for target in targets.iter() {
            for (mover, arrivals) in (1..).zip(movers) {
                self.arrive(arrivals.origins(target), mover, targets);
            }
        }
        while let Some((state, only)) = self.waiting.pop() {
            // The first time `only` can go on from here, which helps all others that come here; the second time somebody else
            // can, too, which helps `only`.
            let again = only & AGAIN != 0;
            for (mover, arrivals) in (1..).zip(movers) {
                if (mover == only & !AGAIN) == again {
                    self.arrive(arrivals.origins(state as usize), mover, targets);
                }
            }
        }
    }

    /// Whether the last search found a way from `state`, of one move or more.
    pub(super) fn leads(&self, state: usize) -> bool {
        self.first[state] != NOBODY
    }

    /// `mover` can come from each of `origins` to where a way begins.
    fn arrive(&mut self, origins: &[u32], mover: u16, targets: &StateSet) {
        for &origin in origins {
            let first = &mut self.first[origin as usize];
            let before = *first;
            if before == SEVERAL || before == mover {
                continue;
            }
            *first = if before == NOBODY { mover } else { SEVERAL };
            // A target has been gone back from already, by all.
            if !targets.contains(origin as usize) {
                self.waiting.push(if before == NOBODY { (origin, mover) } else { (origin, before | AGAIN) });
            }
        }
    }
}

/// Marks in `waiting` the second time that a state is gone back from.
const AGAIN: u16 = 1 << 15;
