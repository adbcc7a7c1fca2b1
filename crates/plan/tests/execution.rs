//! Strategies are followed against others who take as long as they like.

#![allow(clippy::unwrap_used, clippy::panic)]

mod networks;

use fastrand::Rng;
use networks::made::{self, Link};
use onetext_plan::network::{Controllability, Execution, Keeper, Misstep, Network, NodeId, Strategy, Time};

fn strategy(network: &Network) -> Option<Strategy> {
    match network.controllability() {
        Controllability::Controllable(strategy) => Some(strategy),
        _ => None,
    }
}

/// How the others choose, and the planner.
#[derive(Debug, Clone, Copy)]
enum Temper {
    Early,
    Late,
    Random,
}

impl Temper {
    fn choose(self, random: &mut Rng, low: Time, high: Time) -> Time {
        match self {
            Self::Early => low,
            Self::Late => high,
            Self::Random => random.i128(low..=high),
        }
    }
}

/// Plays a strategy to its end, looking at nothing but what it says is open.
fn play(network: &Network, strategy: &Strategy, random: &mut Rng, planner: Temper) -> Vec<Time> {
    const PATIENCE: Time = 40;
    let mut execution = strategy.execution();
    let others = [Temper::Early, Temper::Late, Temper::Random][random.usize(..3)];
    let durations: Vec<Option<Time>> = network
        .constraints()
        .iter()
        .map(|link| match (link.keeper, link.bounds.min, link.bounds.max) {
            (Keeper::Others, Some(min), Some(max)) => Some(others.choose(random, min, max)),
            _ => None,
        })
        .collect();
    let mut now = 0;
    while !execution.is_over() {
        // What others will do next, which the planner does not know.
        let coming = network.constraints().iter().zip(&durations).filter_map(|(link, duration)| {
            let time = execution.came(link.from)? + (*duration)?;
            execution.came(link.to).is_none().then_some((time, link.to))
        });
        let coming: Option<(Time, NodeId)> = coming.min();
        let deadline = execution.deadline();
        let open = execution.open();
        let last = deadline.unwrap_or(now + PATIENCE);
        let mut possible: Vec<_> = open.iter().filter(|open| open.earliest.unwrap_or(now) <= last).collect();
        random.shuffle(&mut possible);
        // What is pressing comes first where it is as late as it may be.
        let chosen = possible.iter().map(|open| {
            let low = open.earliest.unwrap_or(now).max(now);
            let high = open.latest.unwrap_or(low + PATIENCE).min(last).max(low);
            (planner.choose(random, low, high), open.latest.unwrap_or(Time::MAX), open.node)
        });
        let chosen = match planner {
            Temper::Random => {
                let all: Vec<_> = chosen.collect();
                all.into_iter().min_by_key(|(time, latest, _)| (*time, *latest))
            }
            _ => chosen.min_by_key(|(time, latest, _)| (*time, *latest)),
        };
        match (chosen, coming) {
            (Some((time, _, _)), Some((others, node))) if others <= time => {
                execution.observe(node, others).unwrap_or_else(|misstep| panic!("{misstep}"));
                now = others;
            }
            (Some((time, _, node)), _) => {
                execution.perform(node, time).unwrap_or_else(|misstep| panic!("{misstep}"));
                now = time;
            }
            (None, Some((time, node))) => {
                execution.observe(node, time).unwrap_or_else(|misstep| panic!("{misstep}"));
                now = time;
            }
            (None, None) => panic!("nothing can be done: {execution:?}"),
        }
    }
    times(network, &execution)
}

fn times(network: &Network, execution: &Execution<'_>) -> Vec<Time> {
    network.nodes().iter().map(|name| execution.came(network.find(name).unwrap()).unwrap()).collect()
}

fn nothing_is_broken(network: &Network, times: &[Time], context: &dyn std::fmt::Debug) {
    for link in network.constraints() {
        let duration = times[link.to.index()] - times[link.from.index()];
        assert!(link.bounds.allow(duration), "{link:?} {times:?} {context:#?}");
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
            6..14 => made::answers(&mut random, 10, 10),
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
