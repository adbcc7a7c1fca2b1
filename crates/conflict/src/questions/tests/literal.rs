//! The definitions as they are written, however slowly, for the answers to be checked against.

use std::collections::BTreeSet;

use crate::graph::Graph;
use crate::relation::Compared;
use crate::stability::Concept;

pub(super) fn better(graph: &Graph, who: usize, one: usize, other: usize) -> bool {
    matches!(graph.relation(who).unwrap().compare(one, other), Compared::Better | Compared::MuchBetter)
}

pub(super) fn can_move(graph: &Graph, who: usize, from: usize, to: usize) -> bool {
    graph.moves(who, from).iter().any(|&reached| reached as usize == to)
}

/// What `movers` can bring about from `start`, nobody moving twice in a row.
pub(super) fn reach(
    graph: &Graph,
    movers: &[usize],
    start: usize,
    improving: bool,
) -> BTreeSet<(usize, usize)> {
    reach_by(graph, movers, start, |who, from, to| !improving || better(graph, who, to, from))
}

/// The same by moves of which this holds: each state with its last movers, grown until nothing is added.
pub(super) fn reach_by(
    graph: &Graph,
    movers: &[usize],
    start: usize,
    holds: impl Fn(usize, usize, usize) -> bool,
) -> BTreeSet<(usize, usize)> {
    let allowed = |who, from, to| can_move(graph, who, from, to) && holds(who, from, to);
    let states = 0..graph.states();
    let mut reached = BTreeSet::new();
    for &who in movers {
        for to in states.clone().filter(|&to| allowed(who, start, to)) {
            reached.insert((to, who));
        }
    }
    loop {
        let before = reached.clone();
        for &(from, last) in &before {
            for &who in movers.iter().filter(|&&who| who != last) {
                for to in states.clone().filter(|&to| allowed(who, from, to)) {
                    reached.insert((to, who));
                }
            }
        }
        if reached == before {
            return reached;
        }
    }
}

pub(super) fn stable(graph: &Graph, who: usize, state: usize, concept: Concept) -> bool {
    let others: Vec<usize> = (0..graph.decision_makers()).filter(|&other| other != who).collect();
    let states = || 0..graph.states();
    let improving = matches!(concept, Concept::Seq | Concept::Sseq);
    let escapes = |from| {
        matches!(concept, Concept::Smr | Concept::Sseq)
            && states().any(|to| can_move(graph, who, from, to) && better(graph, who, to, state))
    };
    let deterred = |improvement| {
        reach(graph, &others, improvement, improving)
            .into_iter()
            .any(|(sanction, _)| !better(graph, who, sanction, state) && !escapes(sanction))
    };
    states()
        .filter(|&to| can_move(graph, who, state, to) && better(graph, who, to, state))
        .all(|improvement| concept != Concept::Nash && deterred(improvement))
}
