//! Frontiers: from the structure of utilities and from bare points, on problems made from seeds 0 to 8 by
//! `onetext_benches::bargaining`, one after another, so that medians are over problems. With packages, without ties counted.
//! `benches/peers/bargain/frontier.sh` runs other packages on the same problems.

#![allow(clippy::unwrap_used, reason = "a benchmark stops where something is wrong")]

use std::hint::black_box;

use divan::Bencher;
use onetext_bargain::frontier::{Ask, Ties, hypervolume, of_points, of_steps};
use onetext_bargain::scenario::Scenario;
use onetext_bargain::space::{Issue, Rule, Space, Values};
use onetext_bargain::steps::Steps;
use onetext_bargain::utility::{Additive, Evaluator, Profile, Term, Utility};
use onetext_benches::bargaining::{Points, SEEDS, Wishes, in_steps, utilities};

fn main() {
    divan::main();
}

/// A problem's size, what parties wish of it, and the scale.
#[derive(Clone, Copy)]
struct Kind {
    parties: usize,
    issues: usize,
    values: usize,
    wishes: Wishes,
    scale: u64,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { parties, issues, values, wishes, scale } = self;
        write!(f, "{parties} x {issues} x {values}, {wishes:?}, scale {scale}")
    }
}

const fn kind(parties: usize, issues: usize, values: usize, wishes: Wishes, scale: u64) -> Kind {
    Kind { parties, issues, values, wishes, scale }
}

const FINE: u64 = 1_000_000_000;
const COARSE: u64 = 10_000;

const KINDS: [Kind; 15] = [
    kind(2, 6, 10, Wishes::Apart, FINE),
    kind(2, 6, 10, Wishes::Opposed, FINE),
    kind(2, 6, 10, Wishes::Divided, FINE),
    kind(3, 5, 10, Wishes::Apart, FINE),
    kind(3, 5, 10, Wishes::Opposed, FINE),
    kind(3, 5, 10, Wishes::Divided, FINE),
    kind(2, 20, 5, Wishes::Apart, COARSE),
    kind(2, 20, 5, Wishes::Opposed, COARSE),
    kind(2, 20, 5, Wishes::Divided, COARSE),
    kind(3, 15, 5, Wishes::Apart, COARSE),
    kind(3, 15, 5, Wishes::Opposed, COARSE),
    kind(3, 15, 5, Wishes::Divided, COARSE),
    kind(4, 15, 5, Wishes::Apart, COARSE),
    kind(4, 15, 5, Wishes::Opposed, COARSE),
    kind(4, 15, 5, Wishes::Divided, COARSE),
];

fn problem(kind: Kind, seed: u64) -> Steps {
    let utilities = utilities(seed, kind.parties, kind.issues, kind.values, kind.wishes);
    Steps::from_tables(kind.scale, kind.parties, in_steps(&utilities, kind.scale))
}

/// The problems of all seeds in turn.
fn in_turn<T>(make: impl Fn(u64) -> T) -> impl FnMut() -> T {
    let mut seed = 0;
    move || {
        seed = (seed + 1) % SEEDS;
        make(seed)
    }
}

#[divan::bench(args = KINDS, sample_count = 27, sample_size = 1)]
fn from_structure(bencher: Bencher<'_, '_>, kind: Kind) {
    bencher
        .with_inputs(in_turn(|seed| problem(kind, seed)))
        .bench_local_refs(|steps| black_box(of_steps(steps, &Ask::default()).unwrap()));
}

/// The same, with every tied outcome counted.
#[divan::bench(args = [KINDS[7], KINDS[10], KINDS[13]], sample_count = 27, sample_size = 1)]
fn with_ties_counted(bencher: Bencher<'_, '_>, kind: Kind) {
    let ask = Ask { ties: Ties::Count, ..Ask::default() };
    bencher
        .with_inputs(in_turn(|seed| problem(kind, seed)))
        .bench_local_refs(|steps| black_box(of_steps(steps, &ask).unwrap()));
}

/// 2 × 20 × 5, opposed, under so many random rules of two issues each, half of them exclusions and half needs.
fn ruled(seed: u64, rules: usize) -> Steps {
    let utilities = utilities(seed, 2, 20, 5, Wishes::Opposed);
    let mut rng = fastrand::Rng::with_seed(seed + 100);
    let rules = (0..rules).map(|_| {
        let one = rng.usize(..20);
        let other = (one + 1 + rng.usize(..19)) % 20;
        let (one, other) = ((one, rng.u32(..5)), (other, rng.u32(..5)));
        if rng.bool() { Rule::never_together([one, other]) } else { Rule::needs(one, other) }
    });
    let issue = |issue: usize| Issue {
        name: issue.to_string(),
        values: Values::Options((0..5).map(|value| value.to_string()).collect()),
    };
    let space = Space::with_rules("", (0..20).map(issue).collect(), rules.collect()).unwrap();
    let profile = |tables: Vec<Vec<f64>>| Profile {
        name: String::new(),
        utility: Utility::Additive(Additive {
            terms: (tables.into_iter())
                .map(|table| Term { weight: 1.0, evaluator: Evaluator::Table(table) })
                .collect(),
            bias: 0.0,
            at_most: None,
        }),
        reservation: None,
        discount: 1.0,
    };
    Steps::new(&Scenario { space, profiles: utilities.into_iter().map(profile).collect() }, COARSE).unwrap()
}

#[divan::bench(args = [10, 20, 40], sample_count = 27, sample_size = 1)]
fn under_rules(bencher: Bencher<'_, '_>, rules: usize) {
    bencher
        .with_inputs(in_turn(|seed| ruled(seed, rules)))
        .bench_local_refs(|steps| black_box(of_steps(steps, &Ask::default()).unwrap()));
}

#[divan::bench(args = Points::ALL, sample_count = 27, sample_size = 1)]
fn from_points(bencher: Bencher<'_, '_>, points: Points) {
    bencher
        .with_inputs(in_turn(|seed| points.make(seed)))
        .bench_local_refs(|numbers| black_box(of_points(numbers, points.numbers()).unwrap()));
}

#[divan::bench(args = [Points::Line, Points::Simplex3], sample_count = 9, sample_size = 1)]
fn volume(bencher: Bencher<'_, '_>, points: Points) {
    let reference = vec![0.0; points.numbers()];
    bencher
        .with_inputs(in_turn(|seed| points.make(seed)))
        .bench_local_refs(|numbers| black_box(hypervolume(numbers, &reference, u64::MAX).unwrap()));
}
