//! A model laid out: states by position, the moves of each decision maker, and how each compares states.

mod lay_out;

pub use lay_out::NotLaidOut;

use crate::relation::Relation;

/// A conflict as a graph, for everything that is not solved in option form: partly unknown preferences, coalesced states, moves
/// that are given one by one, coalitions, and every question about single states.
#[derive(Clone, Debug)]
pub struct Graph {
    states: usize,
    decision_makers: Vec<Player>,
}

#[derive(Clone, Debug)]
struct Player {
    /// Where the moves from each state begin in `to`; one more than there are states.
    from: Vec<usize>,
    to: Vec<u32>,
    relation: Relation,
}

impl Graph {
    /// A graph of so many states, with the moves (from, to) and the relation of each decision maker. Moves from a state to
    /// itself are left out, and so are repetitions.
    #[must_use]
    pub fn new(states: usize, decision_makers: Vec<(Vec<(u32, u32)>, Relation)>) -> Self {
        let decision_makers = decision_makers
            .into_iter()
            .map(|(moves, relation)| Player::new(states, moves, relation))
            .collect();
        Self { states, decision_makers }
    }

    /// How many states there are.
    #[must_use]
    pub const fn states(&self) -> usize {
        self.states
    }

    /// How many decision makers there are.
    #[must_use]
    pub fn decision_makers(&self) -> usize {
        self.decision_makers.len()
    }

    /// The states that a decision maker can move to from `state`, in order of position.
    #[must_use]
    pub fn moves(&self, decision_maker: usize, state: usize) -> &[u32] {
        let Some(player) = self.decision_makers.get(decision_maker) else { return &[] };
        match (player.from.get(state), player.from.get(state + 1)) {
            (Some(&begin), Some(&end)) => player.to.get(begin..end).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// How a decision maker compares states; `None` for one that is not there.
    #[must_use]
    pub fn relation(&self, decision_maker: usize) -> Option<&Relation> {
        self.decision_makers.get(decision_maker).map(|player| &player.relation)
    }
}

impl Player {
    fn new(states: usize, mut moves: Vec<(u32, u32)>, relation: Relation) -> Self {
        moves.retain(|&(from, to)| from != to && (from as usize) < states && (to as usize) < states);
        moves.sort_unstable();
        moves.dedup();
        let mut from = vec![0; states + 1];
        for &(state, _) in &moves {
            if let Some(count) = from.get_mut(state as usize + 1) {
                *count += 1;
            }
        }
        add_up(&mut from);
        Self { from, to: moves.into_iter().map(|(_, to)| to).collect(), relation }
    }
}

/// Let each number be the sum of those up to it.
fn add_up(counts: &mut [usize]) {
    let mut so_far = 0;
    for count in counts {
        so_far += *count;
        *count = so_far;
    }
}
