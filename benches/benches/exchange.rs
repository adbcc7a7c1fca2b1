//! How long the best order of an exchange takes to find: 24 steps with and without precedence, and 20 steps beside a plain
//! table of all sets of steps in the same run. The peer finds the smallest largest temptation and nothing else; before it is
//! measured, both must agree.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a benchmark stops where something is wrong")]

use std::hint::black_box;

use divan::Bencher;
use fastrand::Rng;
use onetext_plan::exchange::{Exchange, Proof, Range, Step, Terms};

fn main() {
    divan::main();
}

/// What is made: steps of two parties by turns, costs of 1 to 1,000.
#[derive(Clone, Copy)]
struct Kind {
    steps: usize,
    /// Of 100 pairs of steps, how many must come in the order of the list.
    precedence: usize,
    /// Whether a step is worth to the other party just what it costs, so that nobody gains from the whole.
    equal: bool,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let worth = if self.equal { "equal worth" } else { "any worth" };
        write!(f, "{} steps, {}% of pairs, {worth}", self.steps, self.precedence)
    }
}

fn terms(kind: Kind, seed: u64) -> Terms {
    let mut rng = Rng::with_seed(seed);
    let parties = ["A", "B"];
    let mut terms = Terms { parties: parties.map(String::from).to_vec(), ..Terms::default() };
    let name = |step: usize| format!("s{step}");
    for step in 0..kind.steps {
        let cost = rng.i64(1..=1000);
        let worth = if kind.equal { cost } else { rng.i64(1..=1000) };
        let (actor, other) = (parties[step % 2], parties[(step + 1) % 2]);
        let exactly = |amount| Range::exactly(amount).unwrap();
        terms
            .steps
            .push(Step::new(name(step), actor).worth(actor, exactly(-cost)).worth(other, exactly(worth)));
    }
    for earlier in 0..kind.steps {
        for later in earlier + 1..kind.steps {
            if rng.usize(..100) < kind.precedence {
                terms.before.push((name(earlier), name(later)));
            }
        }
    }
    terms
}

/// Ten exchanges of a kind; one after another is measured.
fn measure(bencher: Bencher<'_, '_>, find: impl Fn(&Terms), kind: Kind) {
    let mut seed = 0;
    let next = move || {
        seed += 1;
        terms(kind, seed % 10)
    };
    bencher.with_inputs(next).bench_local_values(|terms| find(&terms));
}

const KINDS: [Kind; 5] = [
    Kind { steps: 24, precedence: 20, equal: false },
    Kind { steps: 24, precedence: 10, equal: false },
    Kind { steps: 24, precedence: 10, equal: true },
    Kind { steps: 24, precedence: 0, equal: false },
    Kind { steps: 24, precedence: 0, equal: true },
];

#[divan::bench(args = KINDS, sample_count = 20, sample_size = 1)]
fn best_order(bencher: Bencher<'_, '_>, kind: Kind) {
    let find = |terms: &Terms| {
        let best = Exchange::new(terms.clone()).unwrap().best_order();
        assert_ne!(best.proof, Proof::NotProven);
        black_box(best);
    };
    measure(bencher, find, kind);
}

/// What both can do in reasonable time.
const BOTH: [Kind; 2] =
    [Kind { steps: 20, precedence: 10, equal: false }, Kind { steps: 20, precedence: 0, equal: false }];

#[divan::bench(args = BOTH, sample_count = 20, sample_size = 1)]
fn best_order_beside_the_peer(bencher: Bencher<'_, '_>, kind: Kind) {
    measure(bencher, |terms| drop(black_box(Exchange::new(terms.clone()).unwrap().best_order())), kind);
}

#[divan::bench(args = BOTH, sample_count = 20, sample_size = 1)]
fn peer_plain_table(bencher: Bencher<'_, '_>, kind: Kind) {
    for seed in 0..10 {
        let terms = terms(kind, seed);
        let best = Exchange::new(terms.clone()).unwrap().best_order();
        assert_eq!(best.evaluation.largest.high, Some(plain_table(&terms)));
    }
    let find = |terms: &Terms| {
        black_box(plain_table(terms));
    };
    measure(bencher, find, kind);
}

/// The smallest largest temptation, by the definition: for every set of steps done, the best way to go on from there.
fn plain_table(terms: &Terms) -> i64 {
    let count = terms.steps.len();
    let number = |name: &str| terms.steps.iter().position(|step| step.name == name).unwrap();
    let mut needs = vec![0_usize; count];
    for (earlier, later) in &terms.before {
        needs[number(later)] |= 1 << number(earlier);
    }
    let actors: Vec<usize> = terms.steps.iter().map(|step| usize::from(step.actor == "B")).collect();
    let values: Vec<[i64; 2]> =
        terms.steps.iter().map(|step| ["A", "B"].map(|party| step.values[party].low())).collect();
    let full = (1 << count) - 1;
    let mut onward = vec![i64::MIN; full + 1];
    let mut ahead = vec![[0_i64; 2]; full + 1];
    for done in (0..full).rev() {
        let first = (!done).trailing_zeros() as usize;
        ahead[done] = [0, 1].map(|party| ahead[done | 1 << first][party] + values[first][party]);
        let mut best = i64::MAX;
        for step in (0..count).filter(|step| done >> step & 1 == 0 && needs[*step] & !done == 0) {
            best = best.min(onward[done | 1 << step].max(-ahead[done][actors[step]]));
        }
        onward[done] = best;
    }
    onward[0]
}
