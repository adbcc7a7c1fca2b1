use std::cmp::Ordering;
use std::convert::Infallible;
use std::ops::ControlFlow;

use fastrand::Rng;

use super::whatever::orders;
use super::{literal, random};
use crate::graph::Graph;
use crate::model::{
    DecisionMaker, Direction, Expression, Feasible, Model, Moves, Opt, OptionForm, Preference, Statement,
    Wish,
};
use crate::questions::sensitivity::{Failed, Otherwise, Reordered, sensitivity, statements};
use crate::questions::what_if::{Equilibria, Progress, WhatIf};
use crate::relation::{Compared, Pairs, Relation};
use crate::stability::Concept;

fn on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Every graph that is solved, the one of now first, and what is otherwise in each of the others.
fn graphs(graph: &Graph) -> (Vec<Graph>, Vec<Otherwise>) {
    let mut graphs = Vec::new();
    let solve = &mut |graph: &Graph| -> Result<Vec<Equilibria>, Infallible> {
        graphs.push(graph.clone());
        // No two have the same equilibria, so that each is a finding.
        Ok(vec![Equilibria { concept: Concept::Nash, states: vec![graphs.len() as u64] }])
    };
    let found = sensitivity(graph, solve, &mut on).unwrap();
    assert!(found.is_complete());
    let all = found.findings.into_iter().map(|finding| finding.what).collect();
    (graphs, all)
}

fn sign(compared: Compared) -> Option<Ordering> {
    match compared {
        Compared::MuchBetter | Compared::Better => Some(Ordering::Greater),
        Compared::Same => Some(Ordering::Equal),
        Compared::Worse | Compared::MuchWorse => Some(Ordering::Less),
        Compared::Unknown => None,
    }
}

fn compared_as(ordering: Ordering) -> Compared {
    match ordering {
        Ordering::Greater => Compared::Better,
        Ordering::Equal => Compared::Same,
        Ordering::Less => Compared::Worse,
    }
}

/// What all of some orders agree on.
fn common(orders: &[Relation], states: usize) -> Vec<Vec<Option<Ordering>>> {
    let compare = |one, other| {
        let mut all = orders.iter().map(|order| sign(order.compare(one, other)).unwrap());
        let first = all.next().unwrap();
        all.all(|one| one == first).then_some(first)
    };
    (0..states).map(|one| (0..states).map(|other| compare(one, other)).collect()).collect()
}

fn table(relation: &Relation, states: usize) -> Vec<Vec<Option<Ordering>>> {
    (0..states).map(|one| (0..states).map(|other| sign(relation.compare(one, other))).collect()).collect()
}

#[test]
fn each_thing_otherwise_is_in_the_graph_that_is_solved_with_all_that_follows_and_nothing_else() {
    let mut rng = Rng::with_seed(13);
    let mut kinds = [0; 3];
    for round in 0..60 {
        let states = rng.usize(2..6);
        let graph = random::graph(&mut rng, states, 2, |rng, states| {
            if round % 3 == 0 { random::levels(rng, states) } else { random::partly_known(rng, states, 0.5) }
        });
        let all_orders: Vec<Vec<Relation>> =
            (0..2).map(|who| orders(graph.relation(who).unwrap(), states)).collect();
        let known: Vec<_> = all_orders.iter().map(|orders| common(orders, states)).collect();
        let (graphs, all) = graphs(&graph);
        assert_eq!(graphs.len(), all.len() + 1);
        for (who, known) in known.iter().enumerate() {
            assert_eq!(table(graphs[0].relation(who).unwrap(), states), *known);
        }
        for (graph, what) in graphs.iter().skip(1).zip(&all) {
            let (whose, pairs, compared) = match what {
                Otherwise::Settled { decision_maker, one, other, compared } => {
                    kinds[0] += 1;
                    assert_eq!(known[*decision_maker][*one][*other], None);
                    (*decision_maker, vec![(*one, *other)], *compared)
                }
                Otherwise::Swapped(neighbours) | Otherwise::Merged(neighbours) => {
                    let swapped = matches!(what, Otherwise::Swapped(_));
                    kinds[if swapped { 1 } else { 2 }] += 1;
                    let pairs: Vec<(usize, usize)> = neighbours
                        .better
                        .iter()
                        .flat_map(|&one| neighbours.worse.iter().map(move |&other| (one, other)))
                        .collect();
                    let compared = if swapped { Ordering::Less } else { Ordering::Equal };
                    (neighbours.decision_maker, pairs, compared)
                }
            };
            // All orders that keep to the other comparisons and have these so.
            let mut wanted = Pairs::unknown(states);
            for (one, row) in known[whose].iter().enumerate() {
                for (other, &ordering) in row.iter().enumerate().take(one) {
                    if let Some(ordering) = ordering {
                        wanted.set(one, other, compared_as(ordering));
                    }
                }
            }
            for (one, other) in pairs {
                wanted.set(one, other, compared_as(compared));
            }
            let expected = common(&orders(&Relation::Table(wanted), states), states);
            assert_eq!(table(graph.relation(whose).unwrap(), states), expected, "{what:?}");
            assert_eq!(table(graph.relation(1 - whose).unwrap(), states), known[1 - whose]);
        }
        // Each comparison that is not known is settled three ways, but once for states that are known to be alike.
        for (who, known) in known.iter().enumerate() {
            for one in 0..states {
                for other in one + 1..states {
                    let first = |state: usize| {
                        (0..states).find(|&like| known[state][like] == Some(Ordering::Equal)).unwrap()
                    };
                    let (low, high) = (first(one).min(first(other)), first(one).max(first(other)));
                    let ways = all.iter().filter(|what| {
                        matches!(what, Otherwise::Settled { decision_maker, one, other, .. }
                            if *decision_maker == who && (*one, *other) == (low, high))
                    });
                    assert_eq!(ways.count(), if known[one][other].is_none() { 3 } else { 0 });
                    // Neighbours are swapped and merged.
                    let worse = known[one][other] == Some(Ordering::Less);
                    let (better, worse) = if worse { (other, one) } else { (one, other) };
                    let near = known[better][worse] == Some(Ordering::Greater)
                        && !(0..states).any(|between| {
                            known[better][between] == Some(Ordering::Greater)
                                && known[between][worse] == Some(Ordering::Greater)
                        });
                    let ways = all.iter().filter(|what| {
                        matches!(what, Otherwise::Swapped(pair) | Otherwise::Merged(pair)
                            if pair.decision_maker == who
                                && pair.better.contains(&better)
                                && pair.worse.contains(&worse))
                    });
                    assert_eq!(ways.count(), if near { 2 } else { 0 });
                }
            }
        }
    }
    assert!(kinds.iter().all(|&count| count > 100), "{kinds:?}");
}

fn equilibria(graph: &Graph) -> Vec<Equilibria> {
    let everybody =
        |state, concept| (0..graph.decision_makers()).all(|who| literal::stable(graph, who, state, concept));
    Concept::ALL
        .into_iter()
        .map(|concept| Equilibria {
            concept,
            states: (0..graph.states())
                .filter(|&state| everybody(state, concept))
                .map(|state| state as u64)
                .collect(),
        })
        .collect()
}

#[test]
fn what_is_gained_and_lost_is_the_difference_of_the_two_solutions() {
    let mut rng = Rng::with_seed(14);
    let (mut gained, mut lost) = (0, 0);
    for _ in 0..30 {
        let graph = random::graph(&mut rng, 5, 2, |rng, states| random::partly_known(rng, states, 0.2));
        let (graphs, all) = graphs(&graph);
        let solve = &mut |graph: &Graph| Ok::<_, Infallible>(equilibria(graph));
        let found = sensitivity(&graph, solve, &mut on).unwrap();
        assert_eq!(found.progress, Progress { tried: all.len(), of: all.len() });
        let now = equilibria(&graphs[0]);
        assert_eq!(found.now, now);
        for (graph, what) in graphs.iter().skip(1).zip(&all) {
            let then = equilibria(graph);
            let finding = found.findings.iter().find(|finding| finding.what == *what);
            assert_eq!(finding.is_some(), now != then);
            for (now, then) in now.iter().zip(&then) {
                for state in 0..5 {
                    let (was, is) = (now.states.contains(&state), then.states.contains(&state));
                    assert_eq!(found.gaining(now.concept, state).any(|one| one == what), is && !was);
                    assert_eq!(found.losing(now.concept, state).any(|one| one == what), was && !is);
                    gained += usize::from(is && !was);
                    lost += usize::from(was && !is);
                }
            }
        }
    }
    assert!(gained > 100 && lost > 100);
}

#[test]
fn what_is_much_preferred_goes_with_the_place_in_the_order() {
    let relation = Relation::Levels { level: vec![3, 2, 1], stretch: Some(vec![1, 0, 0]) };
    let graph = Graph::new(3, vec![(vec![(1, 0)], relation)]);
    let (graphs, all) = graphs(&graph);
    let compare = |at: usize, one, other| graphs[at].relation(0).unwrap().compare(one, other);
    assert_eq!(all.len(), 4);
    assert!(matches!(&all[0], Otherwise::Swapped(pair) if pair.better == [0] && pair.worse == [1]));
    assert_eq!(
        (compare(1, 1, 0), compare(1, 1, 2), compare(1, 0, 2)),
        (Compared::MuchBetter, Compared::MuchBetter, Compared::Better)
    );
    assert!(matches!(&all[1], Otherwise::Merged(pair) if pair.better == [0] && pair.worse == [1]));
    assert_eq!((compare(2, 0, 1), compare(2, 0, 2)), (Compared::Same, Compared::Better));
}

#[test]
fn it_can_be_stopped_and_gives_what_was_found_by_then() {
    let graph = random::graph(&mut Rng::with_seed(15), 5, 2, random::levels);
    let mut solved = 0;
    let solve = &mut |_: &Graph| -> Result<Vec<Equilibria>, Infallible> {
        solved += 1;
        Ok(vec![Equilibria { concept: Concept::Gmr, states: vec![solved] }])
    };
    let stop = &mut |progress: Progress| {
        if progress.tried == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let found = sensitivity(&graph, solve, stop).unwrap();
    assert_eq!((found.findings.len(), found.progress.tried, found.is_complete()), (2, 2, false));
    let fail = &mut |_: &Graph| Err::<Vec<Equilibria>, &str>("no");
    assert_eq!(sensitivity(&graph, fail, &mut on), Err(Failed::Solving("no")));
}

fn two_options(statements: Vec<Statement>) -> Model {
    let option = |name: &str, owner| Opt {
        id: name.to_owned(),
        name: name.to_owned(),
        owner,
        direction: Direction::Both,
    };
    Model {
        title: None,
        decision_makers: ["A", "B"]
            .map(|name| DecisionMaker { id: name.to_owned(), name: name.to_owned() })
            .to_vec(),
        moves: Moves::Options(OptionForm {
            options: vec![option("a", 0), option("b", 1)],
            feasible: Feasible::without(2, &[]).unwrap(),
            coalesced: std::collections::BTreeMap::new(),
        }),
        preferences: vec![
            Preference { wish: Wish::Prioritising(statements), unknown: Vec::new() },
            Preference { wish: Wish::Weighting(vec![(0, 0), (1, 1)]), unknown: Vec::new() },
        ],
        status_quo: None,
        state_names: std::collections::BTreeMap::new(),
    }
}

fn solve_model(model: &Model) -> Result<Vec<Equilibria>, Infallible> {
    Ok(equilibria(&Graph::of(model, u64::MAX).unwrap()))
}

#[test]
fn statements_are_dropped_and_moved_to_every_other_rank_once() {
    let wished = |statement| Statement { statement, known: true, much: false };
    let (a, b) = (Expression::Taken(0), Expression::Taken(1));
    let not = |one: &Expression| Expression::Not(Box::new(one.clone()));
    // First that a is not taken where b is; then that a is taken.
    let first = Expression::Any(vec![not(&a), not(&b)]);
    let all = vec![wished(first.clone()), wished(a.clone()), wished(b)];
    let model = two_options(all.clone());
    let found: WhatIf<Reordered> = statements(&model, &mut solve_model, &mut on).unwrap();
    let nash = |found: &WhatIf<Reordered>| found.now[0].states.clone();
    assert_eq!(nash(&found), [0b10], "B takes b, and A does not take a then");
    assert_eq!(found.progress, Progress { tried: 3 + 4, of: 3 + 4 });
    let makes: Vec<&Reordered> = found.gaining(Concept::Nash, 0b11).collect();
    assert_eq!(
        makes,
        [
            &Reordered::Dropped { decision_maker: 0, statement: 0 },
            &Reordered::Moved { decision_maker: 0, statement: 0, to: 1 },
            &Reordered::Moved { decision_maker: 0, statement: 0, to: 2 },
        ]
    );
    let Wish::Prioritising(then) =
        &Reordered::Moved { decision_maker: 0, statement: 0, to: 2 }.apply(&model).preferences[0].wish
    else {
        panic!()
    };
    assert_eq!(*then, [all[1].clone(), all[2].clone(), all[0].clone()]);
    let mut orders: Vec<Vec<Statement>> = Vec::new();
    for statement in 0..3_usize {
        for to in (0..3).filter(|&to| to != statement && to + 1 != statement) {
            let moved = Reordered::Moved { decision_maker: 0, statement, to }.apply(&model);
            let Wish::Prioritising(then) = &moved.preferences[0].wish else { panic!() };
            orders.push(then.clone());
        }
    }
    orders.push(all);
    for (at, one) in orders.iter().enumerate() {
        assert!(!orders[..at].contains(one), "no order comes twice");
    }
}

#[test]
fn a_comparison_said_not_to_be_known_is_settled_by_itself_though_others_would_settle_it() {
    let mut pairs = Pairs::unknown(3);
    pairs.set(0, 1, Compared::Better);
    pairs.set(1, 2, Compared::Better);
    let graph = Graph::new(3, vec![(vec![(2, 0)], Relation::Table(pairs.clone()))]);
    let (graphs, all) = graphs(&graph);
    assert_eq!(graphs[0].relation(0), graph.relation(0));
    for (graph, what) in graphs.iter().skip(1).zip(&all) {
        let mut expected = pairs.clone();
        match what {
            Otherwise::Settled { decision_maker: 0, one: 0, other: 2, compared } => {
                expected.set(0, 2, compared_as(*compared));
            }
            Otherwise::Swapped(pair) => expected.set(pair.better[0], pair.worse[0], Compared::Worse),
            Otherwise::Merged(pair) => expected.set(pair.better[0], pair.worse[0], Compared::Same),
            Otherwise::Settled { .. } => panic!("{what:?}"),
        }
        assert_eq!(graph.relation(0), Some(&Relation::Table(expected)));
    }
    assert_eq!(all.len(), 3 + 2 + 2);
}
