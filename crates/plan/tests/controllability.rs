//! Whether networks can be kept, against slower and simpler ways to tell.

#![allow(clippy::unwrap_used, clippy::panic)]

mod networks;

use fastrand::Rng;
use networks::made::{self, Link};
use networks::{game, reductions};
use onetext_plan::network::{
    Bounds, Conflict, Controllability, LARGEST, Network, NodeId, Refused, Side, Time,
};

fn can_be_kept(network: &Network) -> bool {
    matches!(network.controllability(), Controllability::Controllable(_))
}

fn conflict(network: &Network) -> Option<Conflict> {
    match network.controllability() {
        Controllability::Controllable(_) => None,
        Controllability::Inconsistent(conflict) | Controllability::Uncontrollable(conflict) => Some(conflict),
    }
}

#[test]
fn a_small_network_can_be_kept_exactly_where_the_game_can_be_won() {
    let mut random = Rng::with_seed(1);
    let mut won = [0, 0];
    for round in 0..4000 {
        let (nodes, links) = match round % 4 {
            0 => made::small(&mut random, 5, 2),
            1 => made::answers(&mut random, 5, 2),
            2 => made::ties(&mut random, 5, 2),
            _ => made::small(&mut random, 4, 3),
        };
        if !links.iter().any(|link| link.contingent) {
            continue;
        }
        let wins = game::controllable(nodes, &links);
        assert_eq!(can_be_kept(&made::network(nodes, &links)), wins, "{nodes} {links:#?}");
        won[usize::from(wins)] += 1;
    }
    assert!(won.iter().all(|count| *count > 500), "{won:?}");
}

#[test]
fn networks_of_all_sizes_can_be_kept_exactly_where_the_reduction_rules_find_no_circle() {
    let mut random = Rng::with_seed(2);
    let mut kept = [0, 0];
    let mut check = |nodes, links: Vec<Link>| {
        let can = reductions::controllable(nodes, &links);
        assert_eq!(can_be_kept(&made::network(nodes, &links)), can, "{nodes} {links:#?}");
        kept[usize::from(can)] += 1;
    };
    for _ in 0..2500 {
        let (nodes, links) = made::small(&mut random, 9, 8);
        check(nodes, links);
        let (nodes, links) = made::answers(&mut random, 12, 20);
        check(nodes, links);
        let (nodes, links) = made::ties(&mut random, 12, 12);
        check(nodes, links);
    }
    for round in 0..200 {
        let (nodes, links) = made::plan(&mut random, 20 + round % 20, 2 + (round % 12) as Time);
        check(nodes, links);
    }
    assert!(kept.iter().all(|count| *count > 500), "{kept:?}");
}

#[test]
fn plans_of_a_hundred_events_can_be_kept_exactly_where_the_reduction_rules_find_no_circle() {
    let mut random = Rng::with_seed(3);
    let mut kept = [0, 0];
    for slack in [0, 10, 20, 30, 40, 50, 60, 80, 100, 150, 200] {
        let (nodes, links) = made::plan(&mut random, 100, slack);
        let can = reductions::controllable(nodes, &links);
        assert_eq!(can_be_kept(&made::network(nodes, &links)), can, "{links:#?}");
        kept[usize::from(can)] += 1;
    }
    assert!(kept.iter().all(|count| *count > 0), "{kept:?}");
}

#[test]
fn a_conflict_cannot_be_kept_alone_and_no_link_of_it_can_be_left_out() {
    let mut random = Rng::with_seed(4);
    let mut found = [0, 0];
    for round in 0..3000 {
        let (nodes, links) = match round % 10 {
            0 => made::plan(&mut random, 30, 15),
            1..6 => made::answers(&mut random, 9, 8),
            _ => made::small(&mut random, 8, 8),
        };
        let network = made::network(nodes, &links);
        let Some(conflict) = conflict(&network) else { continue };
        let ids = conflict.constraints();
        assert!(!can_be_kept(&made::only(&network, &ids)), "{links:#?} {conflict:?}");
        for left_out in &ids {
            let rest: Vec<_> = ids.iter().copied().filter(|id| id != left_out).collect();
            let answer = made::only(&network, &rest).controllability();
            let can = match conflict.short_by() {
                Some(_) => !matches!(answer, Controllability::Inconsistent(_)),
                None => matches!(answer, Controllability::Controllable(_)),
            };
            assert!(can, "{left_out:?} {links:#?} {conflict:?}");
        }
        found[usize::from(conflict.short_by().is_some())] += 1;
    }
    assert!(found.iter().all(|count| *count > 200), "{found:?}");
}

/// All shortest paths at once: the literal definition of what consistency and windows are.
fn floyd_warshall(nodes: usize, links: &[Link]) -> Option<Vec<Vec<Option<Time>>>> {
    let mut table = vec![vec![None; nodes]; nodes];
    for (node, row) in table.iter_mut().enumerate() {
        row[node] = Some(0);
    }
    let shorter =
        |cell: &mut Option<Time>, length: Time| *cell = Some(cell.map_or(length, |known| known.min(length)));
    for link in links {
        if let Some(max) = link.max {
            shorter(&mut table[link.from][link.to], max);
        }
        if let Some(min) = link.min {
            shorter(&mut table[link.to][link.from], -min);
        }
    }
    for through in 0..nodes {
        for from in 0..nodes {
            for to in 0..nodes {
                if let (Some(first), Some(second)) = (table[from][through], table[through][to]) {
                    shorter(&mut table[from][to], first + second);
                }
            }
        }
    }
    (0..nodes).all(|node| table[node][node] == Some(0)).then_some(table)
}

#[test]
fn windows_are_shortest_paths_and_an_inconsistency_is_a_circle_that_adds_up_to_less_than_nothing() {
    let mut random = Rng::with_seed(5);
    let mut consistent = [0, 0];
    for _ in 0..3000 {
        let (nodes, links) = made::small(&mut random, 8, 8);
        let network = made::network(nodes, &links);
        let table = floyd_warshall(nodes, &links);
        consistent[usize::from(table.is_some())] += 1;
        let from = network.find("n1").unwrap();
        let windows = network.windows(from);
        assert_eq!(windows.is_some(), table.is_some());
        let answer = network.controllability();
        assert_eq!(matches!(answer, Controllability::Inconsistent(_)), table.is_none());
        if let (Some(windows), Some(table)) = (windows, table) {
            for (node, window) in windows.iter().enumerate() {
                assert_eq!(window.latest, table[1][node]);
                assert_eq!(window.earliest, table[node][1].map(|back| -back));
            }
        }
        if let Controllability::Inconsistent(conflict) = answer {
            around(&network, &conflict);
        }
    }
    assert!(consistent.iter().all(|count| *count > 300), "{consistent:?}");
}

fn around(network: &Network, conflict: &Conflict) {
    let steps = conflict.steps();
    let mut total = 0;
    let mut seen: Vec<NodeId> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        assert_eq!(step.to, steps[(at + 1) % steps.len()].from, "{conflict:?}");
        assert!(!seen.contains(&step.from), "{conflict:?}");
        seen.push(step.from);
        let bounds = network.constraints()[step.constraint.index()].bounds;
        total += match step.side {
            Side::Most => bounds.max.unwrap(),
            Side::Least => -bounds.min.unwrap(),
        };
    }
    assert!(total < 0 && conflict.short_by() == Some(-total), "{conflict:?}");
}

#[test]
fn what_cannot_be_kept_cannot_be_kept_with_less_room_and_the_names_of_events_do_not_matter() {
    let mut random = Rng::with_seed(6);
    let mut counted = [0, 0];
    for _ in 0..2000 {
        let (nodes, links) = made::small(&mut random, 8, 8);
        let can = can_be_kept(&made::network(nodes, &links));
        counted[usize::from(can)] += 1;
        // The planner has less room, others have more.
        let tighter = links.iter().map(|link| {
            let mut link = *link;
            let by = random.i128(0..3);
            match (link.contingent, link.min, link.max) {
                (true, Some(min), max) => {
                    (link.min, link.max) = (Some((min - by).max(1)), max.map(|max| max + by))
                }
                (false, Some(min), Some(max)) if min + by <= max => link.min = Some(min + by),
                (false, None, max) => link.max = max.map(|max| max - by),
                _ => {}
            }
            link
        });
        let tighter: Vec<Link> = tighter.collect();
        assert!(can || !can_be_kept(&made::network(nodes, &tighter)), "{links:#?} {tighter:#?}");

        let mut order: Vec<usize> = (0..nodes).collect();
        random.shuffle(&mut order);
        let mut again: Vec<Link> =
            links.iter().map(|link| Link { from: order[link.from], to: order[link.to], ..*link }).collect();
        random.shuffle(&mut again);
        assert_eq!(can_be_kept(&made::network(nodes, &again)), can, "{links:#?} {order:?}");
    }
    assert!(counted.iter().all(|count| *count > 200), "{counted:?}");
}

#[test]
fn without_anything_that_others_decide_what_is_consistent_can_be_kept() {
    let mut random = Rng::with_seed(7);
    for _ in 0..1000 {
        let (nodes, mut links) = made::small(&mut random, 8, 8);
        links.retain(|link| !link.contingent);
        let answer = made::network(nodes, &links).controllability();
        assert!(!matches!(answer, Controllability::Uncontrollable(_)), "{links:#?}");
    }
    assert!(can_be_kept(&Network::new()));
}

#[test]
fn the_largest_bounds_that_there_can_be_are_reckoned_with_exactly() {
    const HALF: Time = LARGEST / 2;
    const NODES: usize = 61;
    // Others take half of the largest bound at the most, the planner can do with one less.
    let step = |to| Link { from: to - 1, to, min: Some(HALF - 1), max: Some(HALF), contingent: to % 2 == 0 };
    for (deadline, kept) in [(LARGEST, true), (LARGEST - 1, true), (LARGEST - 2, false)] {
        let mut links: Vec<Link> = (1..NODES).map(step).collect();
        for to in (2..NODES).step_by(2) {
            links.push(Link {
                from: to - 2,
                to,
                min: Some(-LARGEST),
                max: Some(deadline),
                contingent: false,
            });
        }
        let network = made::network(NODES, &links);
        assert_eq!(can_be_kept(&network), kept, "{deadline}");
        assert_eq!(reductions::controllable(NODES, &links), kept, "{deadline}");
        let windows = network.windows(network.find("n0").unwrap()).unwrap();
        assert_eq!(windows[NODES - 1].latest, Some(30 * deadline));
        assert_eq!(windows[NODES - 1].earliest, Some(60 * (HALF - 1)));
    }
    let mut network = made::network(2, &[]);
    let (one, other) = (network.find("n0").unwrap(), network.find("n1").unwrap());
    assert_eq!(network.require(one, other, Bounds::at_least(LARGEST + 1)), Err(Refused::TooLarge));
    assert_eq!(network.require(one, other, Bounds::at_most(-LARGEST - 1)), Err(Refused::TooLarge));
    assert_eq!(network.require(one, other, Bounds::at_most(Time::MIN)), Err(Refused::TooLarge));
    let elsewhere = made::network(3, &[]).find("n2").unwrap();
    assert_eq!(network.require(one, elsewhere, Bounds::at_least(0)), Err(Refused::UnknownNode));
    assert_eq!(network.contingent(elsewhere, one, 1, 2), Err(Refused::UnknownNode));
    assert!(network.constraints().is_empty() && network.windows(elsewhere).is_some());
}
