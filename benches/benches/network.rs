//! How long it takes to tell of a network of 100 events whether it can be kept whatever others take, with the conflict or
//! the strategy: on plans made up at random, on a dense network, and on a chain all of which is in one conflict.
//!
//! Beside it the reduction rules applied literally until nothing changes (Morris and Muscettola 2005), as the tests have
//! them; they give the bare answer.

use std::time::{Duration, Instant};

use divan::{Bencher, black_box};
use onetext_plan::network::{Controllability, Network, Time};

#[path = "../../crates/plan/tests/networks/mod.rs"]
mod networks;

use networks::made::{self, Link};
use networks::reductions;

const EVENTS: usize = 100;

fn main() {
    compare();
    divan::main();
}

/// Both ways on the same plans, in turn.
#[allow(clippy::print_stdout)]
fn compare() {
    let mut times: Vec<(Duration, Duration)> = Vec::new();
    for (nodes, links) in plans(100).into_iter().step_by(5) {
        let network = made::network(nodes, &links);
        let start = Instant::now();
        let kept = matches!(black_box(network.controllability()), Controllability::Controllable(_));
        let fast = start.elapsed();
        let start = Instant::now();
        assert_eq!(black_box(reductions::controllable(nodes, &links)), kept);
        times.push((fast, start.elapsed()));
    }
    let mut ratios: Vec<f64> =
        times.iter().map(|(fast, slow)| slow.as_secs_f64() / fast.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    let longest = times.iter().map(|(fast, _)| *fast).max().unwrap_or_default();
    println!(
        "{} plans of {EVENTS} events: the longest {:.2} ms; the literal rules take {:.0} times as long in the median, {:.0} to {:.0} times",
        times.len(),
        longest.as_secs_f64() * 1e3,
        ratios.get(ratios.len() / 2).copied().unwrap_or_default(),
        ratios.first().copied().unwrap_or_default(),
        ratios.last().copied().unwrap_or_default(),
    );
}

/// Plans that leave more and more slack, so that some can be kept and others not.
fn plans(count: usize) -> Vec<(usize, Vec<Link>)> {
    let mut random = fastrand::Rng::with_seed(20_240_815);
    (0..count).map(|at| made::plan(&mut random, EVENTS, 2 * at as Time)).collect()
}

fn ask(bencher: Bencher<'_, '_>, networks: &[Network], kept: bool) {
    assert!(!networks.is_empty());
    for network in networks {
        assert_eq!(matches!(network.controllability(), Controllability::Controllable(_)), kept);
    }
    let mut next = networks.iter().cycle();
    bencher.with_inputs(|| next.next()).bench_local_values(|network| network.map(Network::controllability));
}

fn plans_that(kept: bool) -> Vec<Network> {
    let plans = plans(100).into_iter().map(|(nodes, links)| made::network(nodes, &links));
    plans.filter(|plan| matches!(plan.controllability(), Controllability::Controllable(_)) == kept).collect()
}

#[divan::bench(sample_count = 500)]
fn a_plan_that_can_be_kept_with_its_strategy(bencher: Bencher<'_, '_>) {
    ask(bencher, &plans_that(true), true);
}

#[divan::bench(sample_count = 500)]
fn a_plan_that_cannot_be_kept_with_its_conflict(bencher: Bencher<'_, '_>) {
    ask(bencher, &plans_that(false), false);
}

/// Every second event decided by others, and a deadline between every two that are not far apart.
fn dense() -> Network {
    let mut random = fastrand::Rng::with_seed(7);
    let mut links = Vec::new();
    for to in 1..EVENTS {
        let contingent = to % 2 == 0;
        links.push(Link { from: to - 1, to, min: Some(5), max: Some(9), contingent });
    }
    for to in 0..EVENTS {
        for from in to.saturating_sub(20)..to.saturating_sub(1) {
            let apart = (to - from) as Time;
            let (min, max) = (Some(4 * apart - 4), Some(9 * apart + random.i128(0..40)));
            links.push(Link { from, to, min, max, contingent: false });
        }
    }
    made::network(EVENTS, &links)
}

#[divan::bench(sample_count = 100)]
fn a_dense_network_that_can_be_kept(bencher: Bencher<'_, '_>) {
    ask(bencher, &[dense()], true);
}

/// A chain, every second duration of which others decide, with a deadline at its end that is too near by so much.
fn chain(short_by: Time) -> Network {
    let mut links = Vec::new();
    for to in 1..EVENTS {
        links.push(Link { from: to - 1, to, min: Some(5), max: Some(9), contingent: to % 2 == 0 });
    }
    let most = links.iter().map(|link| if link.contingent { 9 } else { 5 }).sum::<Time>();
    links.push(Link { from: 0, to: EVENTS - 1, min: None, max: Some(most - short_by), contingent: false });
    made::network(EVENTS, &links)
}

#[divan::bench(sample_count = 100)]
fn a_chain_all_of_which_is_in_one_conflict(bencher: Bencher<'_, '_>) {
    ask(bencher, &[chain(1)], false);
}

#[divan::bench(sample_count = 100)]
fn a_chain_that_can_be_kept(bencher: Bencher<'_, '_>) {
    ask(bencher, &[chain(0)], true);
}

#[divan::bench(sample_count = 100)]
fn a_chain_that_is_too_short_in_any_case(bencher: Bencher<'_, '_>) {
    ask(bencher, &[chain(1000)], false);
}
