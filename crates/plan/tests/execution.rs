//! Strategies are followed against others who take as long as they like.

#![allow(clippy::unwrap_used, clippy::panic)]

mod networks;

use fastrand::Rng;
use networks::made::{self, Link};
use networks::play::{Temper, nothing_is_broken, play};
use onetext_plan::network::{Controllability, Misstep, Network, NodeId, Strategy};

fn strategy(network: &Network) -> Option<Strategy> {
    match network.controllability() {
        Controllability::Controllable(strategy) => Some(strategy),
        _ => None,
    }
}

#[test]
fn following_the_strategy_never_breaks_a_constraint_whatever_others_take() {
    let mut random = Rng::with_seed(11);
    let mut played = 0;
    let mut waited = 0;
    for round in 0..6000 {
        let (nodes, links) = match round % 20 {
            0 => made::plan(&mut random, 30, 30),
            1..6 => made::small(&mut random, 5, 4),
            6..11 => made::answers(&mut random, 10, 10),
            11..16 => made::ties(&mut random, 10, 6),
            _ => made::small(&mut random, 9, 12),
        };
        let network = made::network(nodes, &links);
        let Some(strategy) = strategy(&network) else { continue };
        waited += usize::from(strategy.rules().iter().any(|rule| !rule.waits.is_empty()));
        for planner in [Temper::Early, Temper::Late, Temper::Random, Temper::Random, Temper::Random] {
            let times = play(&network, &strategy, &mut random, planner);
            nothing_is_broken(&network, &times, &links);
        }
        played += 1;
    }
    assert!(played > 2000 && waited > 100, "{played} {waited}");
}

#[test]
fn plans_of_a_hundred_events_are_kept_whatever_others_take() {
    let mut random = Rng::with_seed(12);
    let mut played = 0;
    for slack in (0..200).step_by(8) {
        let (nodes, links) = made::plan(&mut random, 100, slack);
        let network = made::network(nodes, &links);
        let Some(strategy) = strategy(&network) else { continue };
        for planner in [Temper::Early, Temper::Late, Temper::Random] {
            let times = play(&network, &strategy, &mut random, planner);
            nothing_is_broken(&network, &times, &links);
        }
        played += 1;
    }
    assert!(played > 5, "{played}");
}

/// Others bring the goods in 2 to 6 days; the payment is due in the moment that they come.
fn payment() -> (Network, [NodeId; 3]) {
    let link = |from, to, min, max, contingent| Link { from, to, min: Some(min), max: Some(max), contingent };
    let network = made::network(3, &[link(0, 1, 2, 6, true), link(1, 2, 0, 0, false)]);
    let nodes = ["n0", "n1", "n2"].map(|name| network.find(name).unwrap());
    (network, nodes)
}

#[test]
fn an_event_waits_for_what_others_decide_and_can_follow_it_in_the_same_instant() {
    let (network, [ordered, delivered, paid]) = payment();
    let strategy = strategy(&network).unwrap();
    let rule = strategy.rules().iter().find(|rule| rule.node == paid).unwrap();
    assert_eq!(rule.waits.len(), 1);
    assert_eq!((rule.waits[0].until, rule.waits[0].since, rule.waits[0].time), (delivered, ordered, 6));
    let mut execution = strategy.execution();
    execution.perform(ordered, 10).unwrap();
    assert_eq!(execution.next().unwrap().earliest, Some(16));
    execution.observe(delivered, 13).unwrap();
    assert_eq!((execution.next().unwrap().earliest, execution.deadline()), (Some(13), Some(13)));
    execution.perform(paid, 13).unwrap();
    assert!(execution.is_over());
}

#[test]
fn what_the_rules_do_not_allow_is_refused_and_changes_nothing() {
    let (network, [ordered, delivered, paid]) = payment();
    let strategy = strategy(&network).unwrap();
    let mut execution = strategy.execution();
    assert_eq!(execution.perform(paid, 0), Err(Misstep::NotYet));
    assert_eq!(execution.observe(delivered, 0), Err(Misstep::NotYet));
    assert_eq!(execution.perform(delivered, 0), Err(Misstep::Whose));
    assert_eq!(execution.observe(ordered, 0), Err(Misstep::Whose));
    execution.perform(ordered, 0).unwrap();
    assert_eq!(execution.perform(ordered, 0), Err(Misstep::Twice));
    assert_eq!(execution.perform(paid, 5), Err(Misstep::Time));
    assert_eq!(execution.perform(paid, -1), Err(Misstep::Past));
    assert_eq!(execution.observe(delivered, 1), Err(Misstep::OutOfBounds));
    assert_eq!(execution.observe(delivered, 7), Err(Misstep::OutOfBounds));
    execution.observe(delivered, 2).unwrap();
    assert_eq!(execution.perform(paid, 3), Err(Misstep::Time));
    assert_eq!(execution.came(paid), None);
    execution.perform(paid, 2).unwrap();
}
