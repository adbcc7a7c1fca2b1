//! Graphs and relations that differ in something.

use crate::graph::Graph;
use crate::relation::{Compared, Relation};

/// The graph with another relation for some decision makers.
pub(super) fn with_relations(graph: &Graph, changed: &[(usize, Relation)]) -> Graph {
    let decision_makers = (0..graph.decision_makers()).map(|at| {
        let moves = (0..graph.states()).flat_map(|from| {
            let origin = u32::try_from(from).unwrap_or(u32::MAX);
            graph.moves(at, from).iter().map(move |&to| (origin, to))
        });
        let same =
            || graph.relation(at).cloned().unwrap_or(Relation::Levels { level: Vec::new(), stretch: None });
        let relation = changed
            .iter()
            .find(|(whose, _)| *whose == at)
            .map_or_else(same, |(_, relation)| relation.clone());
        (moves.collect(), relation)
    });
    Graph::new(graph.states(), decision_makers.collect())
}

/// The relation in which `state` is preferred alike with `model` and compares with all others as that does.
pub(super) fn level_with(relation: &Relation, states: usize, state: usize, model: usize) -> Relation {
    let mut relation = relation.clone();
    match &mut relation {
        Relation::Levels { level, stretch } => {
            for numbers in std::iter::once(level).chain(stretch) {
                let number = numbers.get(model).copied();
                if let (Some(number), Some(own)) = (number, numbers.get_mut(state)) {
                    *own = number;
                }
            }
        }
        Relation::Table(pairs) => {
            for other in (0..states).filter(|&other| other != state) {
                let compared = pairs.compare(model, other);
                pairs.set(state, other, compared);
            }
        }
    }
    relation
}

/// The level of each state, higher ones preferred and without gaps, where all is known and follows an order; `None` otherwise.
///
/// Time in proportion to the square of the states where comparisons are given pair by pair.
pub(super) fn levels(relation: &Relation, states: usize) -> Option<Vec<usize>> {
    let raw: Vec<usize> = match relation {
        Relation::Levels { level, .. } => {
            (0..states).map(|at| level.get(at).map_or(0, |&level| level as usize)).collect()
        }
        Relation::Table(pairs) => {
            let worse = |one| (0..states).filter(|&other| pairs.compare(one, other).is_better()).count();
            let raw: Vec<usize> = (0..states).map(worse).collect();
            let ordered = raw.iter().enumerate().all(|(one, own)| {
                raw.iter().enumerate().all(|(other, its)| match pairs.compare(one, other) {
                    Compared::Unknown => false,
                    Compared::Same => own == its,
                    Compared::Better | Compared::MuchBetter => own > its,
                    Compared::Worse | Compared::MuchWorse => own < its,
                })
            });
            if !ordered {
                return None;
            }
            raw
        }
    };
    let mut distinct = raw.clone();
    distinct.sort_unstable();
    distinct.dedup();
    Some(raw.iter().map(|level| distinct.binary_search(level).unwrap_or(0)).collect())
}
