//! Small random conflicts of every kind.

use fastrand::Rng;

use crate::graph::Graph;
use crate::relation::{Compared, Pairs, Relation};

pub(super) fn levels(rng: &mut Rng, states: usize) -> Relation {
    let most = u32::try_from(rng.usize(1..=states)).unwrap();
    Relation::Levels { level: (0..states).map(|_| rng.u32(0..=most)).collect(), stretch: None }
}

/// An order of which some comparisons are not told, nor follow from those that are.
pub(super) fn partly_known(rng: &mut Rng, states: usize, unknown: f64) -> Relation {
    let Relation::Table(mut pairs) = partly_told(rng, states, unknown) else { panic!() };
    let no_worse = |compared: Compared| compared.is_better() || compared == Compared::Same;
    loop {
        let before = pairs.clone();
        for one in 0..states {
            for between in 0..states {
                for other in (0..states).filter(|&other| other != one) {
                    let (first, second) = (before.compare(one, between), before.compare(between, other));
                    if no_worse(first) && no_worse(second) {
                        let strict = first.is_better() || second.is_better();
                        pairs.set(one, other, if strict { Compared::Better } else { Compared::Same });
                    }
                }
            }
        }
        if pairs == before {
            return Relation::Table(pairs);
        }
    }
}

/// An order of which some comparisons are not told, though others may settle them.
pub(super) fn partly_told(rng: &mut Rng, states: usize, unknown: f64) -> Relation {
    let full = levels(rng, states);
    let mut pairs = Pairs::unknown(states);
    for one in 0..states {
        for other in 0..one {
            if rng.f64() >= unknown {
                pairs.set(one, other, full.compare(one, other));
            }
        }
    }
    Relation::Table(pairs)
}

/// Comparisons that follow no order: every concept is defined for them, too.
pub(super) fn without_order(rng: &mut Rng, states: usize) -> Relation {
    const ALL: [Compared; 4] = [Compared::Better, Compared::Worse, Compared::Same, Compared::Unknown];
    let mut pairs = Pairs::unknown(states);
    for one in 0..states {
        for other in 0..one {
            pairs.set(one, other, ALL[rng.usize(0..ALL.len())]);
        }
    }
    Relation::Table(pairs)
}

/// Arcs at random, or the moves of options of which some combinations cannot be and some go one way.
pub(super) fn moves(rng: &mut Rng, states: usize, decision_makers: usize) -> Vec<Vec<(u32, u32)>> {
    let pair = |one: usize, other: usize| (u32::try_from(one).unwrap(), u32::try_from(other).unwrap());
    if rng.bool() {
        let share = rng.f64() * rng.f64() * 0.7;
        return (0..decision_makers)
            .map(|_| {
                (0..states)
                    .flat_map(|one| (0..states).map(move |other| pair(one, other)))
                    .filter(|_| rng.f64() < share)
                    .collect()
            })
            .collect();
    }
    let mut masks: Vec<usize> = (0..states.next_power_of_two() * 2).collect();
    rng.shuffle(&mut masks);
    masks.truncate(states);
    masks.sort_unstable();
    let options = (states.next_power_of_two() * 2).trailing_zeros();
    let owner: Vec<usize> = (0..options).map(|_| rng.usize(0..decision_makers)).collect();
    let direction: Vec<u8> = (0..options).map(|_| rng.u8(0..4)).collect();
    let can = |decision_maker: usize, one: usize, other: usize| {
        (0..options as usize).all(|option| match (one >> option & 1, other >> option & 1) {
            (0, 1) => owner[option] == decision_maker && direction[option] != 1,
            (1, 0) => owner[option] == decision_maker && direction[option] != 2,
            _ => true,
        })
    };
    (0..decision_makers)
        .map(|decision_maker| {
            (0..states)
                .flat_map(|one| (0..states).map(move |other| (one, other)))
                .filter(|&(one, other)| one != other && can(decision_maker, masks[one], masks[other]))
                .map(|(one, other)| pair(one, other))
                .collect()
        })
        .collect()
}

pub(super) fn graph(
    rng: &mut Rng,
    states: usize,
    decision_makers: usize,
    mut relation: impl FnMut(&mut Rng, usize) -> Relation,
) -> Graph {
    let moves = moves(rng, states, decision_makers);
    Graph::new(states, moves.into_iter().map(|moves| (moves, relation(rng, states))).collect())
}
