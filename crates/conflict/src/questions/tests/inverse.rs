use std::ops::ControlFlow;

use fastrand::Rng;

use super::{literal, random};
use crate::graph::Graph;
use crate::questions::altered::with_relations;
use crate::questions::inverse::{Change, Given, Share, Together, condition, orders, smallest, together};
use crate::relation::{Compared, Relation};
use crate::stability::Concept;

/// Every order of so many states, ties among them: levels without gaps.
pub(super) fn weak_orders(states: usize) -> Vec<Vec<u32>> {
    let mut all = vec![Vec::new()];
    for _ in 0..states {
        all = all
            .into_iter()
            .flat_map(|levels: Vec<u32>| {
                (0..u32::try_from(states).unwrap()).map(move |level| [levels.clone(), vec![level]].concat())
            })
            .collect();
    }
    all.retain(|levels| (0..=*levels.iter().max().unwrap_or(&0)).all(|level| levels.contains(&level)));
    all
}

fn preferring(graph: &Graph, who: usize, level: &[u32]) -> Graph {
    with_relations(graph, &[(who, Relation::Levels { level: level.to_vec(), stretch: None })])
}

/// In how many pairs of states two orders differ.
fn differences(one: &[u32], other: &[u32]) -> usize {
    let pairs = (0..one.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    pairs.filter(|&(a, b)| one[a].cmp(&one[b]) != other[a].cmp(&other[b])).count()
}

#[test]
fn a_condition_holds_for_just_the_orders_that_make_the_state_stable_and_they_are_counted() {
    let mut rng = Rng::with_seed(4);
    let counts = [1, 1, 3, 13, 75, 541];
    let mut between = 0;
    for _ in 0..60 {
        let (states, decision_makers) = (rng.usize(1..6), rng.usize(1..4));
        let graph = random::graph(&mut rng, states, decision_makers, random::levels);
        let all = weak_orders(states);
        assert_eq!(all.len(), counts[states]);
        let (who, state) = (rng.usize(0..decision_makers), rng.usize(0..states));
        for concept in Concept::ALL {
            let condition = condition(&graph, who, state, concept);
            let (mut with_ties, mut strict) = (Share { holds: 0, of: 0 }, Share { holds: 0, of: 0 });
            for level in &all {
                let stable = literal::stable(&preferring(&graph, who, level), who, state, concept);
                assert_eq!(condition.holds(|other| level[other] > level[state]), stable);
                with_ties.of += 1;
                with_ties.holds += u128::from(stable);
                if *level.iter().max().unwrap() as usize == states - 1 {
                    strict.of += 1;
                    strict.holds += u128::from(stable);
                }
            }
            let told = orders(&condition, states).unwrap();
            assert_eq!((told.with_ties, told.strict), (with_ties, strict));
            between += usize::from(with_ties.holds < with_ties.of);
        }
    }
    assert!(between > 50);
}

#[test]
fn orders_are_counted_far_beyond_what_can_be_written_out() {
    // 29 states to move to: the state has to be at the top, alone or not.
    let moves = (1..30).map(|to| (0, to)).collect();
    let graph = Graph::new(30, vec![(moves, Relation::Levels { level: vec![0; 30], stretch: None })]);
    let all = condition(&graph, 0, 0, Concept::Nash);
    assert_eq!(orders(&all, 30), None, "29 states are concerned");
    let moves = (1..21).map(|to| (0, to)).collect();
    let graph = Graph::new(30, vec![(moves, Relation::Levels { level: vec![0; 30], stretch: None })]);
    let told = orders(&condition(&graph, 0, 0, Concept::Nash), 30).unwrap();
    assert_eq!(told.strict.of, (1..=30).product::<u128>());
    assert_eq!(told.strict.holds * 21, told.strict.of, "one of 21 states is the best of them");
    assert!(told.with_ties.holds * 21 > told.with_ties.of);
}

#[test]
fn no_order_with_fewer_changed_comparisons_makes_the_state_stable() {
    let mut rng = Rng::with_seed(5);
    let mut by_classes = [0; 4];
    for _ in 0..60 {
        let (states, decision_makers) = (rng.usize(2..6), rng.usize(1..4));
        let graph = random::graph(&mut rng, states, decision_makers, random::levels);
        let all = weak_orders(states);
        let (who, state) = (rng.usize(0..decision_makers), rng.usize(0..states));
        let Some(Relation::Levels { level: now, .. }) = graph.relation(who) else { panic!() };
        for concept in Concept::ALL {
            let condition = condition(&graph, who, state, concept);
            let fewest = all
                .iter()
                .filter(|level| literal::stable(&preferring(&graph, who, level), who, state, concept))
                .map(|level| differences(now, level))
                .min()
                .unwrap();
            match smallest(&graph, &condition) {
                Change::None => assert_eq!(fewest, 0),
                Change::Raise(raise) => {
                    assert_eq!(raise.changed.len(), fewest);
                    let mut then = now.clone();
                    then[state] = now[raise.level_with[0]];
                    assert!(raise.level_with.iter().all(|&other| now[other] == then[state]));
                    assert!(literal::stable(&preferring(&graph, who, &then), who, state, concept));
                    assert_eq!(differences(now, &then), fewest);
                    for changed in &raise.changed {
                        assert_eq!(changed.now, now[state].cmp(&now[changed.other]));
                        assert_eq!(changed.then, then[state].cmp(&now[changed.other]));
                    }
                    let mut passed = now.clone();
                    passed.retain(|&level| level > now[state] && level <= then[state]);
                    passed.sort_unstable();
                    passed.dedup();
                    assert_eq!(passed.len(), raise.classes);
                    by_classes[raise.classes.min(3)] += 1;
                }
                Change::NotTold => panic!(),
            }
        }
    }
    assert!(by_classes[1] > 20 && by_classes[2] > 5, "{by_classes:?}");
}

#[test]
fn the_changes_together_make_an_equilibrium_and_no_cheaper_raises_do() {
    let mut rng = Rng::with_seed(6);
    let mut several = 0;
    for _ in 0..250 {
        let (states, decision_makers) = (rng.usize(2..6), rng.usize(2..4));
        let graph = random::graph(&mut rng, states, decision_makers, |rng, states| Relation::Levels {
            level: (0..states).map(|_| rng.u32(0..8)).collect(),
            stretch: None,
        });
        let state = rng.usize(0..states);
        let levels: Vec<Vec<u32>> = (0..decision_makers)
            .map(|who| match graph.relation(who).unwrap() {
                Relation::Levels { level, .. } => level.clone(),
                Relation::Table(_) => panic!(),
            })
            .collect();
        for concept in Concept::ALL {
            // All ways to make the state alike with another, or to leave it, for everybody.
            let mut fewest = usize::MAX;
            for mut code in 0..states.pow(u32::try_from(decision_makers).unwrap()) {
                let (mut cost, mut relations) = (0, Vec::new());
                for (who, now) in levels.iter().enumerate() {
                    let mut then = now.clone();
                    then[state] = then[state].max(now[code % states]);
                    code /= states;
                    cost += differences(now, &then);
                    relations.push((who, Relation::Levels { level: then, stretch: None }));
                }
                let altered = with_relations(&graph, &relations);
                if (0..decision_makers).all(|who| literal::stable(&altered, who, state, concept)) {
                    fewest = fewest.min(cost);
                }
            }
            let Together::Changes(changes) =
                together(&graph, state, concept, &mut |_| ControlFlow::Continue(()))
            else {
                panic!()
            };
            let (mut cost, mut relations) = (0, Vec::new());
            for (who, change) in changes.iter().enumerate() {
                if let Change::Raise(raise) = change {
                    cost += raise.changed.len();
                    let mut then = levels[who].clone();
                    then[state] = then[raise.level_with[0]];
                    relations.push((who, Relation::Levels { level: then, stretch: None }));
                }
            }
            let altered = with_relations(&graph, &relations);
            assert!((0..decision_makers).all(|who| literal::stable(&altered, who, state, concept)));
            assert_eq!(cost, fewest);
            several += usize::from(relations.len() > 1);
        }
    }
    assert!(several > 20, "{several}");
}

#[test]
fn what_is_partly_unknown_is_left_as_it_is() {
    let mut rng = Rng::with_seed(7);
    let graph = random::graph(&mut rng, 4, 2, |rng, states| {
        let Relation::Table(mut pairs) = random::partly_known(rng, states, 0.0) else { panic!() };
        pairs.set(0, 1, Compared::Unknown);
        Relation::Table(pairs)
    });
    for state in 0..4 {
        for concept in Concept::ALL {
            let told = condition(&graph, 0, state, concept);
            assert_eq!(smallest(&graph, &told), Change::NotTold);
            let stable = (0..2).all(|who| literal::stable(&graph, who, state, concept));
            let expected = if stable { Together::Changes(vec![Change::None; 2]) } else { Together::Nothing };
            assert_eq!(together(&graph, state, concept, &mut |_| ControlFlow::Continue(())), expected);
            if concept.needs_no_escape() {
                let stop = together(&graph, state, Concept::Sseq, &mut |_| ControlFlow::Break(()));
                assert_eq!(stop, Together::Stopped);
            }
        }
    }
}

#[test]
fn what_is_left_of_a_condition_comes_to_the_same_however_the_rest_turns_out() {
    let mut rng = Rng::with_seed(20);
    let mut counts = [0; 3];
    for _ in 0..200 {
        let (states, decision_makers) = (rng.usize(2..8), rng.usize(1..4));
        let graph = random::graph(&mut rng, states, decision_makers, random::levels);
        let state = rng.usize(0..states);
        let known: Vec<Option<bool>> =
            (0..states).map(|_| [Some(true), Some(false), None][rng.usize(0..3)]).collect();
        for concept in Concept::ALL {
            let whole = condition(&graph, 0, state, concept);
            let given = whole.given(|state| known[state]);
            for _ in 0..20 {
                let all: Vec<bool> = known.iter().map(|known| known.unwrap_or_else(|| rng.bool())).collect();
                let holds = whole.holds(|state| all[state]);
                match &given {
                    Given::Holds => assert!(holds),
                    Given::Fails => assert!(!holds),
                    Given::Depends(rest) => assert_eq!(rest.holds(|state| all[state]), holds),
                }
            }
            counts[match &given {
                Given::Holds => 0,
                Given::Fails => 1,
                Given::Depends(rest) => {
                    for clause in &rest.clauses {
                        assert!(known[clause.to] != Some(false));
                        for one in &clause.deterrents {
                            assert!(one.escapes.iter().all(|&escape| known[escape].is_none()));
                        }
                    }
                    2
                }
            }] += 1;
        }
    }
    assert!(counts.iter().all(|&count| count > 50), "{counts:?}");
}
