//! How many negotiations are held in a second: alternating offers on 1,000 outcomes with a deadline of 100 rounds, what is shared per profile
//! prepared once; preparation by itself; and a tournament on one and on two threads. `benches/peers/bargain/negotiate.sh`
//! also does the same with NegMAS, on the same scenario.

#![allow(clippy::unwrap_used, reason = "a benchmark stops where something is wrong")]

use divan::Bencher;
use divan::counter::ItemsCount;
use onetext_bargain::negotiate::tournament::{Files, Settings, Tournament};
use onetext_bargain::negotiate::{AlternatingOffers, How, Protocol, SingleText};
use onetext_bargain::scenario::Scenario;
use onetext_bargain::space::{Issue, Space, Values};
use onetext_bargain::utility::{Additive, Evaluator, Profile, Term, Utility};
use onetext_benches::bargaining::negotiated;
use std::num::{NonZeroU32, NonZeroUsize};
use std::ops::ControlFlow;

fn main() {
    divan::main();
}

/// Opposed wishes of two parties over issues of ten values each.
fn scenario(issues: usize) -> Scenario {
    let wishes = negotiated(issues);
    let options = || (0..10).map(|value| format!("v{value}")).collect();
    let space = Space::new(
        "opposed",
        (0..issues)
            .map(|issue| Issue { name: format!("i{issue}"), values: Values::Options(options()) })
            .collect(),
    )
    .unwrap();
    let profile = |(party, tables): (usize, Vec<Vec<f64>>)| Profile {
        name: format!("p{party}"),
        utility: Utility::Additive(Additive {
            terms: tables
                .into_iter()
                .map(|table| Term { weight: 1.0, evaluator: Evaluator::Table(table) })
                .collect(),
            bias: 0.0,
            at_most: None,
        }),
        reservation: Some(0.0),
        discount: 1.0,
    };
    Scenario { space, profiles: wishes.into_iter().enumerate().map(profile).collect() }
}

fn protocol() -> AlternatingOffers {
    AlternatingOffers { rounds: NonZeroU32::new(100).unwrap() }
}

/// One session after another on one thread, each with parties and a seed of its own.
#[divan::bench(args = ["boulware,conceder", "boulware,boulware", "micro,micro", "tit-for-tat,boulware", "random,random", "trade-off,trade-off"])]
fn session(bencher: Bencher, with: &str) {
    let protocol = protocol();
    let ground = protocol.prepare(&scenario(3)).unwrap();
    assert_eq!(ground.outcomes(), 1_000);
    let entrants: Vec<_> = with.split(',').map(|name| protocol.entrant(name).unwrap()).collect();
    let mut seed = 0;
    bencher.counter(ItemsCount::new(1usize)).bench_local(|| {
        seed += 1;
        let mut parties: Vec<_> = entrants.iter().map(|entrant| entrant.party()).collect();
        let ending = protocol.run(&ground, &[0, 1], &mut parties, seed, None);
        assert!(ending.round > 1 || with.starts_with("random"), "{ending:?}");
        ending
    });
}

/// What is done once a scenario: 1,000, 10,000 and 100,000 outcomes.
#[divan::bench(args = [3, 4, 5])]
fn prepare(bencher: Bencher, issues: usize) {
    let scenario = scenario(issues);
    bencher.bench_local(|| protocol().prepare(&scenario).unwrap().outcomes());
}

/// A thousand changes of a text with 10^20 outcomes.
#[divan::bench]
fn single_text(bencher: Bencher) {
    let protocol = SingleText {
        rounds: NonZeroU32::new(1_000).unwrap(),
        serving: onetext_bargain::negotiate::Serving::Chance,
    };
    let ground = protocol.prepare(&scenario(20)).unwrap();
    let entrant = protocol.entrant("hill-climber").unwrap();
    let mut seed = 0;
    bencher.counter(ItemsCount::new(1usize)).bench_local(|| {
        seed += 1;
        let mut parties = vec![entrant.party(), entrant.party()];
        let ending = protocol.run(&ground, &[0, 1], &mut parties, seed, None);
        assert_eq!(ending.how, How::Agreed);
        ending
    });
}

/// Boulware and conceder against each other and themselves, for each party in each order, results written as CSV.
#[divan::bench(args = [1, 2], sample_count = 20, sample_size = 1)]
fn tournament(bencher: Bencher, threads: usize) {
    let protocol = protocol();
    let entrants = ["boulware", "conceder"].iter().map(|name| protocol.entrant(name).unwrap()).collect();
    let settings = Settings { repetitions: NonZeroU32::new(1_250).unwrap(), ..Settings::default() };
    let scenarios = vec![("opposed".to_owned(), scenario(3))];
    let tournament = Tournament::new(protocol, scenarios, entrants, settings).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("results.csv");
    bencher.counter(ItemsCount::new(tournament.sessions())).bench_local(|| {
        let _ = std::fs::remove_file(&path);
        let mut files = Files::open(&tournament, Some(&path), None, false).unwrap();
        files.run(NonZeroUsize::new(threads), &mut |_| ControlFlow::Continue(())).unwrap();
        files.summary().agreements
    });
}
