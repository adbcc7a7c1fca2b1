//! Bargaining problems to be measured with, made from a seed.

use fastrand::Rng;

/// How what parties wish of an issue goes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wishes {
    /// Each party's evaluations are drawn for themselves, evenly from 0 to 1.
    Apart,
    /// The first party's are drawn so; those of each other are one less the first's, and up to a fifth more or less, held
    /// within 0 and 1.
    Opposed,
}

/// What parties wish of issues: `[party][issue][value]` is weight times evaluation. Weights are drawn evenly from 0 to 1 and
/// divided by their sum; evaluations of an issue are divided by the greatest, so that the best outcome is worth 1.
#[must_use]
pub fn utilities(
    seed: u64,
    parties: usize,
    issues: usize,
    values: usize,
    wishes: Wishes,
) -> Vec<Vec<Vec<f64>>> {
    let mut rng = Rng::with_seed(seed);
    let first: Vec<Vec<f64>> = (0..issues).map(|_| (0..values).map(|_| rng.f64()).collect()).collect();
    let mut all = Vec::with_capacity(parties);
    for party in 0..parties {
        let weights: Vec<f64> = (0..issues).map(|_| rng.f64()).collect();
        let sum: f64 = weights.iter().sum();
        let tables = (first.iter().zip(weights)).map(|(first, weight)| {
            let evaluations: Vec<f64> = (first.iter())
                .map(|&first| match wishes {
                    _ if party == 0 => first,
                    Wishes::Apart => rng.f64(),
                    Wishes::Opposed => (1.0 - first + (rng.f64() - 0.5) * 0.4).clamp(0.0, 1.0),
                })
                .collect();
            let most = evaluations.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
            evaluations.into_iter().map(|evaluation| weight / sum * evaluation / most).collect()
        });
        all.push(tables.collect());
    }
    all
}

/// The same in steps of 1/`scale`, each rounded: `[issue][value * parties + party]`.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "between 0 and the scale")]
#[expect(clippy::cast_precision_loss, reason = "a scale is far below what f64 counts exactly")]
pub fn in_steps(utilities: &[Vec<Vec<f64>>], scale: u64) -> Vec<Vec<i64>> {
    let issues = utilities.first().map_or(0, Vec::len);
    (0..issues)
        .map(|issue| {
            let values = utilities[0][issue].len();
            (0..values)
                .flat_map(|value| {
                    utilities.iter().map(move |party| (party[issue][value] * scale as f64).round() as i64)
                })
                .collect()
        })
        .collect()
}
