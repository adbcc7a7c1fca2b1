use std::cmp::Ordering;
use std::ops::ControlFlow;

use fastrand::Rng;

use super::inverse::weak_orders;
use super::{literal, random};
use crate::graph::Graph;
use crate::questions::altered::with_relations;
use crate::questions::whatever::{
    Asked, Contradiction, Holds, NoAnswer, Seen, Supposed, Whatever, Whom, supposing, whatever,
};
use crate::questions::why::{Unknown, why_where};
use crate::relation::{Compared, Pairs, Relation};
use crate::stability::{self, Concept};

/// The orders that keep to what a relation says.
pub(super) fn orders(relation: &Relation, states: usize) -> Vec<Relation> {
    let keeps = |level: &Vec<u32>| {
        (0..states).all(|one| {
            (0..states).all(|other| match relation.compare(one, other) {
                Compared::Unknown => true,
                Compared::Same => level[one] == level[other],
                Compared::Better | Compared::MuchBetter => level[one].cmp(&level[other]) == Ordering::Greater,
                Compared::Worse | Compared::MuchWorse => level[one].cmp(&level[other]) == Ordering::Less,
            })
        })
    };
    let all = weak_orders(states).into_iter().filter(keeps);
    all.map(|level| Relation::Levels { level, stretch: None }).collect()
}

/// Whether what is not known is told by none of the orders that keep to what is: each such comparison differs among them.
fn is_open(relation: &Relation, orders: &[Relation], states: usize) -> bool {
    let better = |order: &Relation, one, other| order.compare(one, other).is_better();
    (0..states).all(|one| {
        (0..one).filter(|&other| relation.compare(one, other) == Compared::Unknown).all(|other| {
            orders.iter().any(|order| better(order, one, other))
                && orders.iter().any(|order| better(order, other, one))
        })
    })
}

/// The completions of a relation: orders, or every comparison by itself where orders would settle what is said not to be known.
fn completions(relation: &Relation, states: usize) -> Vec<Relation> {
    let orders = orders(relation, states);
    if is_open(relation, &orders, states) {
        return orders;
    }
    let Relation::Table(pairs) = relation else { panic!() };
    let mut all = vec![pairs.clone()];
    for one in 0..states {
        for other in (0..one).filter(|&other| pairs.compare(one, other) == Compared::Unknown) {
            let ways = [Compared::Better, Compared::Same, Compared::Worse];
            all = all
                .into_iter()
                .flat_map(|pairs: Pairs| {
                    ways.map(|compared| {
                        let mut pairs = pairs.clone();
                        pairs.set(one, other, compared);
                        pairs
                    })
                })
                .collect();
        }
    }
    all.into_iter().map(Relation::Table).collect()
}

/// Every completion of everybody's preferences at once.
fn profiles(graph: &Graph) -> Vec<Graph> {
    (0..graph.decision_makers()).fold(vec![graph.clone()], |graphs, who| {
        let completions = completions(graph.relation(who).unwrap(), graph.states());
        graphs
            .iter()
            .flat_map(|graph| completions.iter().map(|one| with_relations(graph, &[(who, one.clone())])))
            .collect()
    })
}

fn ask(graph: &Graph, most_tried: usize) -> Vec<Whatever> {
    let asked = Asked { most_tried, ..Asked::default() };
    whatever(graph, &asked, &mut |_| ControlFlow::Continue(())).unwrap()
}

/// Whether something that was seen under all completions agrees with what is said.
fn agrees(said: Holds, seen: &[bool]) -> bool {
    let (holds, fails) = (seen.contains(&true), seen.contains(&false));
    match said {
        Holds::Always => !fails,
        Holds::Sometimes => holds && fails,
        Holds::Never => !holds,
        Holds::NotSettled(Seen::Nothing) => true,
        Holds::NotSettled(Seen::Holding) => holds,
        Holds::NotSettled(Seen::Failing) => fails,
    }
}

/// Compares what is said with what every completion shows, and counts: of stability and of equilibria, what holds sometimes and
/// what is not settled.
fn compare(graph: &Graph, said: &[Whatever], counts: &mut [usize; 4]) {
    let profiles = profiles(graph);
    for said in said {
        for state in 0..graph.states() {
            let mut everybody = vec![true; profiles.len()];
            for who in 0..graph.decision_makers() {
                let seen: Vec<bool> = profiles
                    .iter()
                    .map(|completed| literal::stable(completed, who, state, said.concept))
                    .collect();
                everybody.iter_mut().zip(&seen).for_each(|(all, one)| *all &= one);
                let holds = said.by_decision_maker[who][state];
                assert!(agrees(holds, &seen), "{:?} {who} {state} {holds:?} {graph:?}", said.concept);
                counts[0] += usize::from(holds == Holds::Sometimes);
                counts[1] += usize::from(matches!(holds, Holds::NotSettled(_)));
            }
            let holds = said.equilibria[state];
            assert!(agrees(holds, &everybody), "{:?} {state} {holds:?} {graph:?}", said.concept);
            counts[2] += usize::from(holds == Holds::Sometimes);
            counts[3] += usize::from(matches!(holds, Holds::NotSettled(_)));
        }
    }
}

#[test]
fn what_holds_always_sometimes_or_never_is_what_all_completions_show() {
    let mut rng = Rng::with_seed(8);
    let mut counts = [0; 4];
    let mut given_up = [0; 4];
    let mut graphs = 0;
    while graphs < 200 {
        let (states, decision_makers) = (rng.usize(2..5), rng.usize(2..4));
        let graph = random::graph(&mut rng, states, decision_makers, |rng, states| {
            random::partly_known(rng, states, 0.5)
        });
        let profiles: usize =
            (0..decision_makers).map(|who| completions(graph.relation(who).unwrap(), states).len()).product();
        if !(3..=200).contains(&profiles) {
            continue;
        }
        graphs += 1;
        compare(&graph, &ask(&graph, usize::MAX), &mut counts);
        compare(&graph, &ask(&graph, 1), &mut given_up);
    }
    assert!(counts[0] > 500 && counts[2] > 500, "{counts:?}");
    assert_eq!((counts[1], counts[3]), (0, 0), "without a limit all is settled");
    assert!(given_up[1] > 10 && given_up[3] > 10, "{given_up:?}");
}

#[test]
fn what_is_said_not_to_be_known_is_not_settled_by_what_would_follow() {
    let mut rng = Rng::with_seed(22);
    let mut counts = [0; 4];
    let (mut graphs, mut alone) = (0, 0);
    while graphs < 80 {
        let (states, decision_makers) = (rng.usize(3..5), rng.usize(2..4));
        let graph = random::graph(&mut rng, states, decision_makers, |rng, states| {
            random::partly_told(rng, states, 0.25)
        });
        let each: Vec<Vec<Relation>> =
            (0..decision_makers).map(|who| completions(graph.relation(who).unwrap(), states)).collect();
        let by_themselves = each.iter().filter(|all| matches!(all[0], Relation::Table(_))).count();
        let profiles: usize = each.iter().map(Vec::len).product();
        if by_themselves == 0 || profiles > 300 {
            continue;
        }
        graphs += 1;
        alone += by_themselves;
        compare(&graph, &ask(&graph, usize::MAX), &mut counts);
    }
    assert!(alone > 80 && counts[0] > 200 && counts[2] > 100, "{alone} {counts:?}");
    assert_eq!((counts[1], counts[3]), (0, 0), "without a limit all is settled");
}

/// Whether a completion is as supposed.
fn as_supposed(completed: &Graph, supposed: &[Supposed]) -> bool {
    supposed
        .iter()
        .all(|one| literal::better(completed, one.decision_maker, one.one, one.than) == one.preferred)
}

#[test]
fn what_is_supposed_is_enough_and_for_concepts_without_improving_sanctions_none_too_many() {
    let mut rng = Rng::with_seed(21);
    let (mut several, mut graphs) = (0, 0);
    while graphs < 150 {
        let (states, decision_makers) = (rng.usize(2..5), rng.usize(2..4));
        let graph = random::graph(&mut rng, states, decision_makers, |rng, states| {
            random::partly_known(rng, states, 0.5)
        });
        let profiles = profiles(&graph);
        if !(3..=200).contains(&profiles.len()) {
            continue;
        }
        graphs += 1;
        for concept in Concept::ALL {
            for state in 0..states {
                let one = rng.usize(0..decision_makers);
                for whom in [Whom::One(one), Whom::Everybody] {
                    let holds = |completed: &Graph| match whom {
                        Whom::One(who) => literal::stable(completed, who, state, concept),
                        Whom::Everybody => {
                            (0..decision_makers).all(|who| literal::stable(completed, who, state, concept))
                        }
                    };
                    let seen: Vec<bool> = profiles.iter().map(holds).collect();
                    for stable in [true, false] {
                        let told = supposing(&graph, whom, state, concept, stable, usize::MAX).unwrap();
                        assert_eq!(told.is_some(), seen.contains(&stable));
                        let Some(supposed) = told else { continue };
                        several += usize::from(supposed.len() > 1);
                        let all = |supposed: &[Supposed]| {
                            let mut fitting = profiles
                                .iter()
                                .zip(&seen)
                                .filter(|(completed, _)| as_supposed(completed, supposed))
                                .map(|(_, &holds)| holds)
                                .peekable();
                            assert!(fitting.peek().is_some(), "what is supposed can be");
                            fitting.all(|holds| holds == stable)
                        };
                        assert!(
                            all(&supposed),
                            "{concept:?} {whom:?} {state} {stable} {supposed:?} {graph:?}"
                        );
                        if !concept.needs_improving_sanctions() && (stable || whom != Whom::Everybody) {
                            for at in 0..supposed.len() {
                                let mut fewer = supposed.clone();
                                fewer.remove(at);
                                assert!(!all(&fewer), "{supposed:?}");
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(several > 100, "{several}");
}

#[test]
fn explanations_that_take_the_unknown_as_worst_or_best_tell_what_holds_always_or_never() {
    let mut rng = Rng::with_seed(23);
    let (mut always, mut never, mut neither) = (0, 0, 0);
    for _ in 0..150 {
        let (states, decision_makers) = (rng.usize(1..8), rng.usize(1..4));
        let graph = random::graph(&mut rng, states, decision_makers, |rng, states| {
            if rng.bool() {
                random::partly_known(rng, states, 0.5)
            } else {
                random::partly_told(rng, states, 0.2)
            }
        });
        for said in ask(&graph, 2_000) {
            for who in 0..decision_makers {
                for state in 0..states {
                    let stable = |unknown| why_where(&graph, who, state, said.concept, unknown).is_stable();
                    let (worst, best) = (stable(Unknown::AgainstStability), stable(Unknown::ForStability));
                    let holds = said.by_decision_maker[who][state];
                    assert!(best || !worst);
                    if worst {
                        assert_eq!(holds, Holds::Always);
                        always += 1;
                    } else if !best {
                        assert_eq!(holds, Holds::Never);
                        never += 1;
                    } else {
                        assert!(holds == Holds::Sometimes || said.concept.needs_improving_sanctions());
                        neither += 1;
                    }
                }
            }
        }
    }
    assert!(always > 500 && never > 500 && neither > 500, "{always} {never} {neither}");
}

#[test]
fn sanctions_of_several_moves_are_settled_though_no_order_allows_all_that_is_not_excluded() {
    // The first can leave state 0 for 1; the others go on from there along some of the moves below, some of them back and forth.
    let mut rng = Rng::with_seed(9);
    let mut counts = [0; 4];
    for _ in 0..25 {
        let moves = |rng: &mut Rng, all: &[(u32, u32)]| -> Vec<(u32, u32)> {
            all.iter().copied().filter(|_| rng.f64() < 0.9).collect()
        };
        let first = vec![(0, 1), (3, 0)];
        let second = moves(&mut rng, &[(1, 2), (2, 1), (3, 1), (3, 2)]);
        let third = moves(&mut rng, &[(2, 3), (3, 2), (2, 0), (1, 3)]);
        let known = Relation::Levels { level: vec![1, 2, rng.u32(0..3), rng.u32(0..3)], stretch: None };
        let hidden = |rng: &mut Rng| random::partly_known(rng, 4, 0.6);
        let graph =
            Graph::new(4, vec![(first, known), (second, hidden(&mut rng)), (third, hidden(&mut rng))]);
        if profiles(&graph).len() <= 600 {
            compare(&graph, &ask(&graph, usize::MAX), &mut counts);
        }
    }
    assert!(counts[0] > 5, "{counts:?}");
    assert_eq!((counts[1], counts[3]), (0, 0));
}

#[test]
fn where_all_is_known_always_is_what_is_stable_and_never_the_rest() {
    let mut rng = Rng::with_seed(10);
    for _ in 0..100 {
        let (states, decision_makers) = (rng.usize(1..9), rng.usize(1..4));
        let graph = random::graph(&mut rng, states, decision_makers, random::levels);
        let solved =
            stability::solve(&graph, &stability::Asked::default(), &mut |_| ControlFlow::Continue(()))
                .unwrap();
        for (said, solved) in ask(&graph, 1).iter().zip(solved) {
            assert_eq!(said.always(), solved.equilibria());
            assert_eq!(said.possible(), solved.equilibria());
            for (states, stable) in said.by_decision_maker.iter().zip(&solved.by_decision_maker) {
                for (state, holds) in states.iter().enumerate() {
                    assert_eq!(*holds, if stable.contains(state) { Holds::Always } else { Holds::Never });
                }
            }
        }
    }
}

#[test]
fn what_the_extremes_settle_is_what_the_search_for_a_completion_finds() {
    let mut rng = Rng::with_seed(11);
    let mut counts = [0; 3];
    for _ in 0..150 {
        let (states, decision_makers) = (rng.usize(1..9), rng.usize(1..4));
        let graph = random::graph(&mut rng, states, decision_makers, |rng, states| {
            if rng.bool() {
                random::partly_known(rng, states, 0.5)
            } else {
                random::partly_told(rng, states, 0.2)
            }
        });
        for said in ask(&graph, 500) {
            let found = |whom, state, stable| {
                supposing(&graph, whom, state, said.concept, stable, 500).unwrap().is_some()
            };
            for state in 0..states {
                let by_decision_maker = said.by_decision_maker.iter().map(|states| states[state]);
                let each = by_decision_maker.enumerate().map(|(who, holds)| (Whom::One(who), holds));
                for (whom, holds) in each.chain([(Whom::Everybody, said.equilibria[state])]) {
                    let (stable, unstable) = match holds {
                        Holds::Always => (true, false),
                        Holds::Sometimes => (true, true),
                        Holds::Never => (false, true),
                        Holds::NotSettled(_) => continue,
                    };
                    assert_eq!((found(whom, state, true), found(whom, state, false)), (stable, unstable));
                    counts[usize::from(stable) + usize::from(stable && unstable)] += 1;
                }
            }
        }
    }
    assert!(counts.iter().all(|&count| count > 1_000), "{counts:?}");
}

/// An order that keeps to what a closed relation says: states are taken one class after another, best first, each time those that
/// nothing left is preferred to.
fn completed_at_random(rng: &mut Rng, relation: &Relation, states: usize) -> Relation {
    let mut level = vec![0; states];
    let mut left: Vec<usize> = (0..states).collect();
    let mut next = u32::try_from(states).unwrap();
    while !left.is_empty() {
        let best: Vec<usize> = left
            .iter()
            .copied()
            .filter(|&one| !left.iter().any(|&other| relation.compare(other, one).is_better()))
            .collect();
        let one = best[rng.usize(0..best.len())];
        let with: Vec<usize> = best
            .iter()
            .copied()
            .filter(|&other| relation.compare(one, other) == Compared::Same || rng.f64() < 0.2)
            .collect();
        // All that are known to be alike are taken together.
        let taken: Vec<usize> = left
            .iter()
            .copied()
            .filter(|&state| with.iter().any(|&other| relation.compare(state, other) == Compared::Same))
            .collect();
        taken.iter().for_each(|&state| level[state] = next);
        left.retain(|state| !taken.contains(state));
        next -= 1;
    }
    Relation::Levels { level, stretch: None }
}

#[test]
fn what_is_said_of_larger_conflicts_is_borne_out_by_completions_taken_at_random() {
    let mut rng = Rng::with_seed(12);
    for _ in 0..20 {
        let graph = random::graph(&mut rng, 8, 3, |rng, states| random::partly_known(rng, states, 0.5));
        let relations: Vec<(usize, Relation)> =
            (0..3).map(|who| (who, completed_at_random(&mut rng, graph.relation(who).unwrap(), 8))).collect();
        let completed = with_relations(&graph, &relations);
        for said in ask(&graph, 100) {
            for state in 0..8 {
                let stable: Vec<bool> =
                    (0..3).map(|who| literal::stable(&completed, who, state, said.concept)).collect();
                for (holds, &stable) in said.by_decision_maker.iter().map(|states| states[state]).zip(&stable)
                {
                    assert_ne!(holds, if stable { Holds::Never } else { Holds::Always });
                }
                let equilibrium = stable.iter().all(|&stable| stable);
                assert_ne!(said.equilibria[state], if equilibrium { Holds::Never } else { Holds::Always });
            }
        }
    }
}

#[test]
fn comparisons_that_go_round_in_a_circle_are_named() {
    let mut pairs = Pairs::unknown(4);
    pairs.set(1, 2, Compared::Better);
    pairs.set(2, 3, Compared::Same);
    let fine = Graph::new(4, vec![(vec![(2, 1)], Relation::Table(pairs.clone()))]);
    assert_eq!(ask(&fine, 1)[0].by_decision_maker[0][2], Holds::Never);
    pairs.set(3, 1, Compared::Same);
    let graph = Graph::new(4, vec![(vec![(2, 1)], Relation::Table(pairs))]);
    assert_eq!(
        whatever(&graph, &Asked::default(), &mut |_| ControlFlow::Continue(())),
        Err(NoAnswer::Contradiction(Contradiction { decision_maker: 0, one: 1, other: 2 }))
    );
    assert_eq!(whatever(&fine, &Asked::default(), &mut |_| ControlFlow::Break(())), Err(NoAnswer::Stopped));
}
