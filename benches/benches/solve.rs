//! Solutions of scenarios: from the structure of utilities, without a frontier, where there are 9.5·10¹³ outcomes; and all that is
//! usually told of a scenario of 10⁵ outcomes.

#![allow(clippy::expect_used, reason = "a benchmark stops where something is wrong")]

use onetext_bargain::analysis;
use onetext_bargain::scenario::Scenario;
use onetext_bargain::solve::{Problem, Solution, search};
use onetext_bargain::space::{Issue, Space, Values};
use onetext_bargain::steps::Steps;
use onetext_bargain::utility::{Additive, Evaluator, Profile, Term, Utility};
use onetext_benches::bargaining::{Wishes, in_steps, utilities};

fn main() {
    divan::main();
}

/// So many problems are taken in turn.
const SEEDS: u64 = 20;

/// What the parties have without an agreement, in steps of 10⁻⁴.
const WITHOUT: i64 = 2_000;

#[divan::bench(args = [2, 3, 4, 5, 6], consts = [0, 1, 2, 3, 4])]
fn solution_20_issues_5_values<const WHICH: usize>(bencher: divan::Bencher, parties: usize) {
    let steps = |seed| {
        Steps::from_tables(
            10_000,
            parties,
            in_steps(&utilities(seed, parties, 20, 5, Wishes::Opposed), 10_000),
        )
    };
    let problems: Vec<Steps> = (0..SEEDS).map(steps).collect();
    let problem = Problem::new(vec![WITHOUT; parties]);
    let mut turns = problems.iter().cycle();
    bencher.bench_local(|| turns.next().map(|steps| search(steps, Solution::ALL[WHICH], &problem, 1)));
}

/// A scenario of 5 issues with 10 values each.
fn scenario(seed: u64, parties: usize) -> Scenario {
    let issue = |at: usize| Issue {
        name: format!("issue {at}"),
        values: Values::Options((0..10).map(|v| format!("value {v}")).collect()),
    };
    let space =
        Space::new("bench", (0..5).map(issue).collect()).expect("issues and values have names of their own");
    let profile = |(at, worths): (usize, Vec<Vec<f64>>)| {
        let terms = worths
            .into_iter()
            .map(|table| Term { weight: 1.0, evaluator: Evaluator::Table(table) })
            .collect();
        let utility = Utility::Additive(Additive { terms, bias: 0.0, at_most: Some(1.0) });
        Profile { name: format!("party {at}"), utility, reservation: Some(0.3), discount: 1.0 }
    };
    Scenario {
        space,
        profiles: utilities(seed, parties, 5, 10, Wishes::Apart)
            .into_iter()
            .enumerate()
            .map(profile)
            .collect(),
    }
}

#[divan::bench(args = [2, 3])]
fn statistics_of_100_000_outcomes(bencher: divan::Bencher, parties: usize) {
    let scenarios: Vec<Scenario> = (0..SEEDS).map(|seed| scenario(seed, parties)).collect();
    let mut turns = scenarios.iter().cycle();
    bencher.bench_local(|| turns.next().map(|scenario| analysis::statistics(scenario, None)));
}
