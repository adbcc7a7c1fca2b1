//! How little orderings alone settle in a large space.

use super::space;
use crate::partial::statement::{Partial, Reading, Says, Statement, Strength};
use crate::partial::{Preferences, Relations};
use fastrand::Rng;

/// Of so many random pairs, how many are settled after so many orderings of random packages, by a party with a random utility
/// over 20 issues of 5 options (100 unknowns).
fn settled(orderings: usize, pairs: usize, seed: u64) -> usize {
    let counts = [5; 20];
    let space = space(&counts);
    let mut random = Rng::with_seed(seed);
    let values: Vec<f64> = (0..100).map(|_| random.f64()).collect();
    let mut package = || (0..20).map(|_| random.u32(0..5)).collect::<Vec<u32>>();
    let worth = |package: &[u32]| -> f64 {
        package.iter().enumerate().map(|(issue, &place)| values[issue * 5 + place as usize]).sum()
    };
    let said = (0..orderings)
        .map(|at| {
            let (mut better, mut worse) = (package(), package());
            if worth(&better) < worth(&worse) {
                std::mem::swap(&mut better, &mut worse);
            }
            let whole = |places: &[u32]| Partial::whole(&space, places).unwrap();
            let (better, worse) = (whole(&better), whole(&worse));
            let says =
                Says::Prefers { better, worse, strength: Strength::Over, reading: Reading::AllElseEqual };
            Statement { id: at.to_string(), says }
        })
        .collect();
    let preferences = Preferences::new(&space, said).unwrap();
    (0..pairs)
        .filter(|_| {
            let relations = Relations::new(&preferences, &[package(), package()]).unwrap();
            relations.surely_not_worse(0, 1) || relations.surely_not_worse(1, 0)
        })
        .count()
}

#[test]
fn orderings_of_random_packages_settle_next_to_nothing_of_a_large_space() {
    // With optimisation all of the figure in docs/benchmarks.md; without, some of it.
    let (parties, pairs) = if cfg!(debug_assertions) { (1, 5) } else { (5, 100) };
    for seed in 0..parties {
        for (orderings, at_most) in [(10, 0), (40, 0), (100, 1)] {
            let settled = settled(orderings, pairs, seed);
            assert!(settled <= at_most, "{settled} of {pairs} pairs after {orderings} orderings");
        }
    }
}
