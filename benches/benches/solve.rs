//! Solutions from the structure of utilities, without a frontier: 20 issues of 5 options (9.5·10¹³ outcomes).

use onetext_bargain::solve::{Problem, Solution, search};
use onetext_bargain::steps::Steps;

fn main() {
    divan::main();
}

/// Random weights and evaluations; the second party's are the first's turned round, with some noise, and so on in turn.
fn opposed(parties: usize, issues: usize, options: usize, seed: u64) -> Steps {
    const SCALE: f64 = 10_000.0;
    let mut random = fastrand::Rng::with_seed(seed);
    let weights: Vec<Vec<f64>> = (0..parties)
        .map(|_| {
            let raw: Vec<f64> = (0..issues).map(|_| random.f64() + 0.1).collect();
            let sum: f64 = raw.iter().sum();
            raw.into_iter().map(|w| w / sum).collect()
        })
        .collect();
    let tables = (0..issues)
        .map(|issue| {
            (0..options)
                .flat_map(|_| {
                    let first = random.f64();
                    (0..parties)
                        .map(|party| {
                            let turned = if party % 2 == 0 { first } else { 1.0 - first };
                            let evaluation = 0.8 * turned + 0.2 * random.f64();
                            (weights[party][issue] * evaluation * SCALE).round() as i64
                        })
                        .collect::<Vec<_>>()
                })
                .collect()
        })
        .collect();
    Steps::from_tables(10_000, parties, tables)
}

#[divan::bench(args = [2, 3, 4, 5, 6], consts = [0, 1, 2, 3, 4])]
fn solution<const WHICH: usize>(bencher: divan::Bencher, parties: usize) {
    let problems: Vec<Steps> = (0..20).map(|seed| opposed(parties, 20, 5, seed)).collect();
    let problem = Problem::new(vec![2_000; parties]);
    let mut at = 0;
    bencher.bench_local(|| {
        at += 1;
        search(&problems[at % problems.len()], Solution::ALL[WHICH], &problem, 1).map(|found| found.points)
    });
}
