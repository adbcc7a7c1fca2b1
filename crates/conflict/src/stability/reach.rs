//! What movers can bring about from a state, nobody moving twice in a row.

use super::rule::Among;
use crate::graph::Graph;
use crate::model::StateSet;
use crate::relation::Compared;

/// Which states some decision makers can bring about together from `state` by one move or more, in any order, nobody moving twice
/// in a row (the legal sequences of Fang, Hipel and Kilgour 1993, section 3.3: R_H of a coalition H). The state itself is among
/// them where they can come back to it.
///
/// With `improving`, only moves count to what compares, for the one who moves, with the state it leaves as one of these.
///
/// Takes time in proportion to the moves of these decision makers.
#[must_use]
pub fn reachable(graph: &Graph, movers: &[usize], improving: Option<&[Compared]>, state: usize) -> StateSet {
    let improving = improving.map(Among::of);
    let mut reached = StateSet::empty(graph.states());
    // Who came to each state: nobody yet, one mover only, or several. The one who alone came may not move on.
    let mut came = vec![Came::Nobody; graph.states()];
    // From where to go on, all movers or one, but for one.
    let mut waiting = vec![(state, Onward::All)];
    while let Some((from, onward)) = waiting.pop() {
        for &mover in movers.iter().filter(|&&mover| onward.allows(mover)) {
            for &to in graph.moves(mover, from) {
                let to = to as usize;
                let counts = improving.is_none_or(|improving| {
                    graph.relation(mover).is_some_and(|relation| improving.holds(relation.compare(to, from)))
                });
                if !counts {
                    continue;
                }
                reached.insert(to);
                let Some(came) = came.get_mut(to) else { continue };
                match *came {
                    Came::Nobody => {
                        *came = Came::Only(mover);
                        waiting.push((to, Onward::AllBut(mover)));
                    }
                    Came::Only(before) if before != mover => {
                        *came = Came::Several;
                        waiting.push((to, Onward::Only(before)));
                    }
                    _ => {}
                }
            }
        }
    }
    reached
}

#[derive(Clone, Copy, PartialEq)]
enum Came {
    Nobody,
    Only(usize),
    Several,
}

#[derive(Clone, Copy)]
enum Onward {
    All,
    AllBut(usize),
    Only(usize),
}

impl Onward {
    fn allows(self, mover: usize) -> bool {
        match self {
            Self::All => true,
            Self::AllBut(but) => mover != but,
            Self::Only(only) => mover == only,
        }
    }
}
