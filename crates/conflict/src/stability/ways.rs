//! What movers can bring about from a state, nobody moving twice in a row.

/// A search forwards, nearest first.
///
/// What matters about a state is who came there: one mover only, who may not move on at once, or several, so that anybody may. Each
/// move is gone over once: one search takes at most time in proportion to the moves of all movers, and less where something is
/// found soon.
pub(super) struct Ways {
    /// In which search each state was reached last.
    search: Vec<u32>,
    now: u32,
    came: Vec<u16>,
    waiting: Vec<(u32, u16)>,
}

const SEVERAL: u16 = u16::MAX;
/// Marks in `waiting` the second time that a state is gone on from, for the one who alone came there before.
const AGAIN: u16 = 1 << 15;
/// In `waiting`: anybody may move on.
const START: u16 = AGAIN - 1;

impl Ways {
    /// Room for searches among so many states.
    pub(super) fn new(states: usize) -> Self {
        Self { search: vec![0; states], now: 0, came: vec![0; states], waiting: Vec::new() }
    }

    /// Whether some of `movers` movers, with the moves that `from` tells for each of them and each state, can bring about from
    /// `start` what is wanted, by one move or more. States are tried once each, until one is wanted. At most 32,766 movers.
    pub(super) fn find<'m>(
        &mut self,
        movers: usize,
        from: impl Fn(usize, usize) -> &'m [u32],
        start: usize,
        mut wanted: impl FnMut(usize) -> bool,
    ) -> bool {
        if self.now == u32::MAX {
            self.search.fill(0);
            self.now = 0;
        }
        self.now += 1;
        self.waiting.clear();
        self.waiting.push((u32::try_from(start).unwrap_or(u32::MAX), START));
        let mut next = 0;
        while let Some(&(state, came)) = self.waiting.get(next) {
            next += 1;
            for (mover, number) in (0..movers).zip(0_u16..) {
                if (came & !AGAIN == number) != (came & AGAIN != 0) {
                    continue;
                }
                for &to in from(mover, state as usize) {
                    let at = to as usize;
                    if self.search[at] != self.now {
                        self.search[at] = self.now;
                        self.came[at] = number;
                        self.waiting.push((to, number));
                        if wanted(at) {
                            return true;
                        }
                    } else if self.came[at] != number && self.came[at] != SEVERAL {
                        self.waiting.push((to, self.came[at] | AGAIN));
                        self.came[at] = SEVERAL;
                    }
                }
            }
        }
        false
    }
}
