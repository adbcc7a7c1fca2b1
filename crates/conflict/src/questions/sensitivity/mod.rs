//! Which single preference, if it were otherwise, would change what is an equilibrium.

mod statements;

pub use statements::{Reordered, statements};

use std::cmp::Ordering;
use std::ops::ControlFlow;

use super::altered::with_relations;
use super::order::Order;
use super::what_if::{Equilibria, Progress, WhatIf, what_if};
use super::whatever::{Contradiction, orders};
use crate::graph::Graph;
use crate::relation::{Compared, Relation};

/// Something that a decision maker might prefer otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// A comparison that is not known is settled.
    Settled {
        /// Whose, by place.
        decision_maker: usize,
        /// A state, by position.
        one: usize,
        /// A later one.
        other: usize,
        /// The first is preferred, is as good, or is less preferred.
        compared: Ordering,
    },
    /// States of two neighbouring classes are preferred the other way round.
    Swapped(Neighbours),
    /// They are preferred alike.
    Merged(Neighbours),
}

/// Two classes of states that are preferred alike, one preferred to the other, with none known to lie between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbours {
    /// Whose preference, by place.
    pub decision_maker: usize,
    /// The states of the class that is preferred now, in order of position.
    pub better: Vec<usize>,
    /// Those of the other.
    pub worse: Vec<usize>,
}

/// Tries, one at a time, every comparison that is not known, settled each of three ways, and every two neighbouring classes
/// swapped and merged, and tells which of them change the equilibria that `solve` finds: those of a solution by some extension, for
/// example, or the states that are equilibria whatever is unknown (see [`whatever`](super::whatever)).
///
/// Every graph that is solved knows what follows from the comparisons that it knows, except for decision makers of which
/// something that would follow is said not to be known (see [`whatever`](super::whatever)). Where one
/// state was much preferred, swapped classes take each other's place in that, too, if preferences are levels; and merged ones take
/// the place of the less preferred.
///
/// `tell` hears of each before it is tried, and can stop: what was found by then is given.
///
/// # Errors
/// Where known comparisons contradict each other, and those of solving.
pub fn sensitivity<E>(
    graph: &Graph,
    solve: &mut dyn FnMut(&Graph) -> Result<Vec<Equilibria>, E>,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<WhatIf<Otherwise>, Failed<E>> {
    let orders = orders(graph).map_err(Failed::Contradiction)?;
    let relation = |at: usize| graph.relation(at).zip(orders.get(at));
    let closed: Vec<(usize, Relation)> = (0..orders.len())
        .filter_map(|at| relation(at).map(|(relation, order)| (at, order.complete(relation))))
        .collect();
    let all: Vec<Otherwise> =
        orders.iter().enumerate().flat_map(|(at, order)| otherwise(at, order)).collect();
    let now = with_relations(graph, &closed);
    let make = &mut |what: &Otherwise| {
        let whose = what.decision_maker();
        let changed = relation(whose).map(|(relation, order)| (whose, what.apply(relation, order)));
        Some(with_relations(&now, changed.as_slice()))
    };
    what_if(&now, all, make, |state| state, solve, tell).map_err(Failed::Solving)
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failed<E> {
    /// Known comparisons contradict each other.
    #[error(transparent)]
    Contradiction(Contradiction),
    /// Solving failed.
    #[error("{0}")]
    Solving(E),
}

/// All that a decision maker might prefer otherwise.
fn otherwise(decision_maker: usize, order: &Order) -> Vec<Otherwise> {
    let classes = order.classes();
    let first = |class: &Vec<usize>| class.first().copied().unwrap_or(0);
    let compare = |one: &Vec<usize>, other: &Vec<usize>| order.compare(first(one), first(other));
    let mut all = Vec::new();
    for (place, one) in classes.iter().enumerate() {
        for other in classes.iter().skip(place + 1) {
            let (better, worse) = match compare(one, other) {
                // Settling one comparison of two classes settles all of them.
                Compared::Unknown => {
                    let (one, other) = (first(one), first(other));
                    all.extend(
                        [Ordering::Greater, Ordering::Equal, Ordering::Less]
                            .map(|compared| Otherwise::Settled { decision_maker, one, other, compared }),
                    );
                    continue;
                }
                Compared::Better | Compared::MuchBetter => (one, other),
                Compared::Worse | Compared::MuchWorse => (other, one),
                Compared::Same => continue,
            };
            let between = |class: &Vec<usize>| {
                compare(better, class) == Compared::Better && compare(class, worse) == Compared::Better
            };
            if !classes.iter().any(between) {
                let neighbours = Neighbours { decision_maker, better: better.clone(), worse: worse.clone() };
                all.push(Otherwise::Swapped(neighbours.clone()));
                all.push(Otherwise::Merged(neighbours));
            }
        }
    }
    all
}

impl Otherwise {
    const fn decision_maker(&self) -> usize {
        match self {
            Self::Settled { decision_maker, .. } => *decision_maker,
            Self::Swapped(neighbours) | Self::Merged(neighbours) => neighbours.decision_maker,
        }
    }

    /// The relation with this otherwise, and what follows. It stays free of contradictions: of two neighbouring classes there is no
    /// other way from the better to the worse than their own comparison, and of two that do not compare none at all.
    fn apply(&self, relation: &Relation, order: &Order) -> Relation {
        match self {
            Self::Settled { one, other, compared, .. } => {
                let mut order = order.clone();
                match compared {
                    Ordering::Greater => order.put_above(*one, *other),
                    Ordering::Less => order.put_above(*other, *one),
                    Ordering::Equal => {
                        order.put_not_below(*one, *other);
                        order.put_not_below(*other, *one);
                    }
                }
                order.complete(relation)
            }
            Self::Swapped(neighbours) => neighbours.put(relation, order, true),
            Self::Merged(neighbours) => neighbours.put(relation, order, false),
        }
    }
}

impl Neighbours {
    fn put(&self, relation: &Relation, order: &Order, swapped: bool) -> Relation {
        match relation {
            Relation::Levels { level, stretch } => {
                let moved = |numbers: &Vec<u32>| {
                    let number = |class: &[usize]| class.first().and_then(|&at| numbers.get(at)).copied();
                    let (better, worse) = (number(&self.better), number(&self.worse));
                    let mut moved = numbers.clone();
                    let mut set = |class: &[usize], number: Option<u32>| {
                        for &state in class {
                            if let (Some(own), Some(number)) = (moved.get_mut(state), number) {
                                *own = number;
                            }
                        }
                    };
                    set(&self.better, worse);
                    if swapped {
                        set(&self.worse, better);
                    }
                    moved
                };
                Relation::Levels { level: moved(level), stretch: stretch.as_ref().map(moved) }
            }
            Relation::Table(_) => {
                let Relation::Table(mut pairs) = order.complete(relation) else { return relation.clone() };
                for &one in &self.better {
                    for &other in &self.worse {
                        pairs.set(one, other, if swapped { Compared::Worse } else { Compared::Same });
                    }
                }
                let changed = Relation::Table(pairs);
                order.same_kind(&changed).complete(&changed)
            }
        }
    }
}
