//! Random conflicts of many kinds.

use std::collections::BTreeMap;

use fastrand::Rng;
use onetext_conflict::model::{Direction, Feasible, Opt, OptionForm};
use onetext_conflict::relation::Compared;

use super::literal::{Levels, Literal, States, narrow};

/// What is known of preferences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// Everything, as levels.
    Levels,
    /// Everything, as levels with how much.
    Much,
    /// Every pair by itself; preferences may go round in a circle.
    Pairs,
    /// Levels of which some pairs are not known.
    Partly,
    /// Every pair by itself, much or not, known or not.
    Anything,
}

/// A conflict with options: feasible combinations, moves over them.
pub(crate) struct WithOptions {
    pub(crate) literal: Literal,
    /// The bitmask of each state, in order.
    pub(crate) bitmasks: Vec<u64>,
    /// The bits of each decision maker.
    pub(crate) own: Vec<u64>,
}

impl WithOptions {
    /// The same options as the crate has them. Directions only matter for moves, which the graph has; so all are both ways.
    pub(crate) fn form(&self) -> OptionForm {
        let count = 64 - self.own.iter().fold(0, |all, own| all | own).leading_zeros() as usize;
        let owner = |at: usize| self.own.iter().position(|own| own >> at & 1 == 1).unwrap_or_default();
        let option = |at: usize| Opt {
            id: format!("o{at}"),
            name: format!("o{at}"),
            owner: owner(at),
            direction: Direction::Both,
        };
        let Ok(feasible) = Feasible::listed(count, self.bitmasks.clone()) else {
            unreachable!("there are states")
        };
        OptionForm { options: (0..count).map(option).collect(), feasible, coalesced: BTreeMap::new() }
    }
}

/// A conflict in option form, up to `most` states: 2 to 5 decision makers, options both ways and one way, infeasible combinations.
pub(crate) fn with_options(rng: &mut Rng, known: Known, most: usize) -> WithOptions {
    loop {
        let players = rng.usize(2..=5);
        let options = rng.usize(players.min(4)..=5.max(players));
        let mut own = vec![0_u64; players];
        for option in 0..options {
            let owner = if option < players { option } else { rng.usize(..players) };
            own[owner] |= 1 << option;
        }
        let one_way = if rng.bool() { 0.3 } else { 0.0 };
        let take_only = (0..options).filter(|_| rng.f64() < one_way).fold(0, |bits, at| bits | 1_u64 << at);
        let drop_only =
            (0..options).filter(|_| rng.f64() < one_way).fold(0, |bits, at| bits | 1_u64 << at) & !take_only;
        let share = one_of(rng, &[1.0, 0.8, 0.5, 0.3]);
        let bitmasks: Vec<u64> = (0..1_u64 << options).filter(|_| rng.f64() < share).collect();
        if bitmasks.is_empty() || bitmasks.len() > most {
            continue;
        }
        let can = |i: usize, s: u64, q: u64| {
            let taken = q & !s;
            let dropped = s & !q;
            s != q && (s ^ q) & !own[i] == 0 && taken & drop_only == 0 && dropped & take_only == 0
        };
        let moves = (0..players)
            .map(|i| {
                bitmasks
                    .iter()
                    .map(|&s| (0..bitmasks.len()).filter(|&q| can(i, s, bitmasks[q])).collect())
                    .collect()
            })
            .collect();
        return WithOptions { literal: preferring(rng, bitmasks.len(), moves, known), bitmasks, own };
    }
}

/// A conflict with moves given one by one, up to `most` states: 2 to 5 decision makers, whose moves need not be transitive.
pub(crate) fn with_arcs(rng: &mut Rng, known: Known, most: usize) -> Literal {
    let players = rng.usize(2..=5);
    let states = rng.usize(2..=most);
    let density = one_of(rng, &[0.1, 0.2, 0.35, 0.6]);
    let moves = (0..players)
        .map(|_| {
            (0..states).map(|s| (0..states).filter(|&q| q != s && rng.f64() < density).collect()).collect()
        })
        .collect();
    preferring(rng, states, moves, known)
}

fn preferring(rng: &mut Rng, states: usize, moves: Vec<Vec<States>>, known: Known) -> Literal {
    let mut compared = Vec::new();
    let mut levels = Vec::new();
    for _ in 0..moves.len() {
        let ties = rng.bool();
        let count = narrow(states);
        let mut level: Vec<u32> = (0..count).collect();
        rng.shuffle(&mut level);
        if ties {
            let most = rng.u32(1..=count);
            level.iter_mut().for_each(|level| *level = *level * most / count);
        }
        let stretches = rng.u32(1..=4);
        let stretch: Option<Vec<u32>> =
            (known == Known::Much).then(|| level.iter().map(|level| level * stretches / count).collect());
        let mut table = vec![vec![Compared::Same; states]; states];
        let unknown = one_of(rng, &[0.1, 0.3, 0.7]);
        for q in 0..states {
            for s in 0..q {
                let much = stretch.as_ref().is_some_and(|stretch| stretch[q] != stretch[s]);
                let by_level = match (level[q].cmp(&level[s]), much) {
                    (std::cmp::Ordering::Greater, true) => Compared::MuchBetter,
                    (std::cmp::Ordering::Greater, false) => Compared::Better,
                    (std::cmp::Ordering::Equal, _) => Compared::Same,
                    (std::cmp::Ordering::Less, false) => Compared::Worse,
                    (std::cmp::Ordering::Less, true) => Compared::MuchWorse,
                };
                let pair = match known {
                    Known::Levels | Known::Much => by_level,
                    Known::Pairs => one_of(rng, &[Compared::Better, Compared::Same, Compared::Worse]),
                    Known::Partly if rng.f64() < unknown => Compared::Unknown,
                    Known::Partly => by_level,
                    Known::Anything => one_of(
                        rng,
                        &[
                            Compared::MuchBetter,
                            Compared::Better,
                            Compared::Same,
                            Compared::Worse,
                            Compared::MuchWorse,
                            Compared::Unknown,
                        ],
                    ),
                };
                table[q][s] = pair;
                table[s][q] = pair.turned();
            }
        }
        compared.push(table);
        levels.push(matches!(known, Known::Levels | Known::Much).then_some(Levels { level, stretch }));
    }
    Literal { states, moves, compared, levels }
}

fn one_of<T: Copy>(rng: &mut Rng, several: &[T]) -> T {
    several[rng.usize(..several.len())]
}
