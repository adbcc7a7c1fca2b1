//! What follows from statements: 8 issues of 4 options with 12 orderings, as a mediator may have of one party, and 20 issues of 5
//! options with 100 orderings of random packages, where orderings settle next to nothing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a benchmark stops where something is wrong")]

use onetext_bargain::partial::{
    NoPreferences, Partial, Preferences, Reading, Relations, Sampling, Says, Statement, Strength,
};
use onetext_bargain::space::{Issue, Space, Values};

fn main() {
    divan::main();
}

/// A space, and orderings of random packages of it as a party with a random utility sees them.
struct Told {
    space: Space,
    counts: (usize, u32),
    statements: Vec<Statement>,
    random: fastrand::Rng,
}

impl Told {
    fn new(issues: usize, options: u32, orderings: usize) -> Self {
        let issue = |at| Issue {
            name: format!("issue {at}"),
            values: Values::Options((0..options).map(|place| place.to_string()).collect()),
        };
        let space = Space::new("", (0..issues).map(issue).collect()).unwrap();
        let mut told = Self {
            space,
            counts: (issues, options),
            statements: Vec::new(),
            random: fastrand::Rng::with_seed(3),
        };
        let values: Vec<f64> = (0..issues * options as usize).map(|_| told.random.f64()).collect();
        let worth = |package: &[u32]| -> f64 {
            let value = |(issue, &place): (usize, &u32)| values[issue * options as usize + place as usize];
            package.iter().enumerate().map(value).sum()
        };
        for _ in 0..orderings {
            let (mut better, mut worse) = (told.package(), told.package());
            if worth(&better) < worth(&worse) {
                std::mem::swap(&mut better, &mut worse);
            }
            told.say(&better, &worse);
        }
        told
    }

    fn package(&mut self) -> Vec<u32> {
        (0..self.counts.0).map(|_| self.random.u32(0..self.counts.1)).collect()
    }

    fn list(&mut self, packages: usize) -> Vec<Vec<u32>> {
        (0..packages).map(|_| self.package()).collect()
    }

    fn say(&mut self, better: &[u32], worse: &[u32]) {
        let whole = |places: &[u32]| Partial::whole(&self.space, places).unwrap();
        let says = Says::Prefers {
            better: whole(better),
            worse: whole(worse),
            strength: Strength::Over,
            reading: Reading::AllElseEqual,
        };
        self.statements.push(Statement { id: self.statements.len().to_string(), says });
    }

    fn preferences(&self) -> Preferences {
        Preferences::new(&self.space, self.statements.clone()).unwrap()
    }
}

#[divan::bench]
fn standing_of_two_packages(bencher: divan::Bencher) {
    let mut told = Told::new(8, 4, 12);
    let preferences = told.preferences();
    let list = told.list(2);
    bencher.bench_local(|| preferences.compare(&list[0], &list[1]).unwrap());
}

#[divan::bench(sample_count = 20)]
fn standing_of_two_packages_of_a_large_space(bencher: divan::Bencher) {
    let mut told = Told::new(20, 5, 100);
    let preferences = told.preferences();
    let list = told.list(2);
    bencher.bench_local(|| preferences.compare(&list[0], &list[1]).unwrap());
}

#[divan::bench(args = [12, 50], sample_count = 10)]
fn relations_of_a_list(bencher: divan::Bencher, packages: usize) {
    let mut told = Told::new(8, 4, 12);
    let preferences = told.preferences();
    let list = told.list(packages);
    bencher.bench_local(|| Relations::new(&preferences, &list).unwrap());
}

#[divan::bench(sample_count = 10)]
fn regrets_of_12_packages(bencher: divan::Bencher) {
    let mut told = Told::new(8, 4, 12);
    let preferences = told.preferences();
    let list = told.list(12);
    bencher.bench_local(|| preferences.regrets(&list).unwrap());
}

#[divan::bench(sample_count = 5)]
fn acceptability_of_12_packages_from_10_000_draws(bencher: divan::Bencher) {
    let mut told = Told::new(8, 4, 12);
    let preferences = told.preferences();
    let list = told.list(12);
    bencher.bench_local(|| preferences.acceptability(&list, Sampling::default()).unwrap());
}

#[divan::bench(args = [6, 12], sample_count = 5)]
fn next_question(bencher: divan::Bencher, packages: usize) {
    let mut told = Told::new(8, 4, 12);
    let preferences = told.preferences();
    let list = told.list(packages);
    let sampling = Sampling { samples: 2_000, seed: 0 };
    bencher.bench_local(|| preferences.next_question(&told.space, &list, sampling).unwrap());
}

#[divan::bench(sample_count = 10)]
fn smallest_contradiction_among_45_statements(bencher: divan::Bencher) {
    let mut told = Told::new(8, 4, 40);
    // Five packages in a circle.
    let circle = told.list(5);
    for at in 0..5 {
        told.say(&circle[at], &circle[(at + 1) % 5]);
    }
    bencher.bench_local(|| match Preferences::new(&told.space, told.statements.clone()) {
        Err(NoPreferences::Contradiction(conflict)) => conflict,
        other => panic!("{other:?}"),
    });
}
