use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;

use super::literal::{better, can_move};
use super::random;
use crate::graph::Graph;
use crate::model::StateSet;
use crate::questions::Step;
use crate::questions::paths::{Horizon, Kind, paths};
use crate::relation::Compared;

/// Every legal sequence of up to `most` moves.
fn sequences(graph: &Graph, start: usize, most: usize, kind: Kind, movers: &[usize]) -> Vec<Vec<Step>> {
    let mut all = vec![Vec::new()];
    let mut longest: Vec<Vec<Step>> = all.clone();
    for _ in 0..most {
        let mut longer = Vec::new();
        for steps in &longest {
            let from = steps.last().map_or(start, |step| step.to);
            for &who in
                movers.iter().filter(|&&who| steps.last().is_none_or(|last| last.decision_maker != who))
            {
                for to in 0..graph.states() {
                    let unknown = graph.relation(who).unwrap().compare(to, from) == Compared::Unknown;
                    let allowed = match kind {
                        Kind::Moves => true,
                        Kind::Improvements => better(graph, who, to, from),
                        Kind::PossibleImprovements => unknown || better(graph, who, to, from),
                    };
                    if allowed && can_move(graph, who, from, to) {
                        let mut steps = steps.clone();
                        steps.push(Step { decision_maker: who, to });
                        longer.push(steps);
                    }
                }
            }
        }
        all.extend(longer.iter().cloned());
        longest = longer;
    }
    all
}

#[test]
fn what_is_reached_and_how_is_what_writing_out_every_legal_sequence_gives() {
    let mut rng = Rng::with_seed(2);
    let mut several = 0;
    for _ in 0..400 {
        let (states, decision_makers) = (rng.usize(2..8), rng.usize(2..4));
        let graph = random::graph(&mut rng, states, decision_makers, random::without_order);
        let start = rng.usize(0..states);
        let most = rng.usize(0..6);
        let movers: Vec<usize> = (0..decision_makers).filter(|_| rng.f64() < 0.8).collect();
        for kind in [Kind::Moves, Kind::Improvements, Kind::PossibleImprovements] {
            let all = sequences(&graph, start, most, kind, &movers);
            let mut by_state: BTreeMap<usize, Vec<&Vec<Step>>> = BTreeMap::new();
            let mut arcs: BTreeMap<(usize, usize, usize), bool> = BTreeMap::new();
            for steps in &all {
                by_state.entry(steps.last().map_or(start, |step| step.to)).or_default().push(steps);
            }
            for shortest in by_state.values_mut() {
                let length = shortest.iter().map(|steps| steps.len()).min().unwrap();
                for steps in shortest.iter() {
                    let mut at = start;
                    for (place, step) in steps.iter().enumerate() {
                        let last = place + 1 == steps.len();
                        *arcs.entry((at, step.to, step.decision_maker)).or_default() |=
                            last && steps.len() == length;
                        at = step.to;
                    }
                }
                shortest.retain(|steps| steps.len() == length);
                shortest.sort();
            }

            let told = paths(&graph, start, Horizon::Moves(most), kind, &movers);
            let reached: Vec<usize> = told.ways().iter().map(|way| way.state).collect();
            assert_eq!(reached, by_state.keys().copied().collect::<Vec<_>>());
            for way in told.ways() {
                let literal: Vec<Vec<Step>> =
                    by_state[&way.state].iter().map(|&steps| steps.clone()).collect();
                assert_eq!(way.steps, literal[0]);
                assert_eq!(way.shortest, literal.len() as u64);
                assert_eq!(told.shortest(way.state, usize::MAX), literal);
                assert_eq!(told.shortest(way.state, 2), literal[..literal.len().min(2)]);
                several += usize::from(literal.len() > 1);
            }
            let told: Vec<((usize, usize, usize), bool)> = told
                .arcs()
                .iter()
                .map(|arc| ((arc.from, arc.to, arc.decision_maker), arc.shortest))
                .collect();
            assert_eq!(told, arcs.into_iter().collect::<Vec<_>>());
        }
    }
    assert!(several > 50, "{several}");
}

#[test]
fn without_a_horizon_everything_is_reached_that_a_horizon_beyond_all_pairs_reaches() {
    let mut rng = Rng::with_seed(3);
    for _ in 0..300 {
        let (states, decision_makers) = (rng.usize(1..9), rng.usize(1..4));
        let graph = random::graph(&mut rng, states, decision_makers, random::levels);
        let movers: Vec<usize> = (0..decision_makers).collect();
        for kind in [Kind::Moves, Kind::Improvements] {
            let any = paths(&graph, 0, Horizon::Any, kind, &movers);
            let far = paths(&graph, 0, Horizon::Moves(states * decision_makers + 1), kind, &movers);
            assert_eq!(any, far);
            let literal: BTreeSet<usize> =
                super::literal::reach(&graph, &movers, 0, kind == Kind::Improvements)
                    .into_iter()
                    .map(|(state, _)| state)
                    .chain([0])
                    .collect();
            assert_eq!(any.ways().iter().map(|way| way.state).collect::<BTreeSet<_>>(), literal);
            let even = StateSet::of(states, |state| state % 2 == 0);
            let told: Vec<usize> = any.to(&even).map(|way| way.state).collect();
            assert_eq!(told, literal.into_iter().filter(|state| state % 2 == 0).collect::<Vec<_>>());
        }
    }
}
