//! A strategy followed to its end against others who choose at random.

use fastrand::Rng;
use onetext_plan::network::{Execution, Keeper, Network, NodeId, Strategy, Time};

/// How the others choose, and the planner.
#[derive(Debug, Clone, Copy)]
pub enum Temper {
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
pub fn play(network: &Network, strategy: &Strategy, random: &mut Rng, planner: Temper) -> Vec<Time> {
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

pub fn nothing_is_broken(network: &Network, times: &[Time], context: &dyn std::fmt::Debug) {
    for link in network.constraints() {
        let duration = times[link.to.index()] - times[link.from.index()];
        assert!(link.bounds.allow(duration), "{link:?} {times:?} {context:#?}");
    }
}
