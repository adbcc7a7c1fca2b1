//! Bargaining problems to be measured with, made from a seed.

use fastrand::Rng;

/// How what parties wish of an issue goes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wishes {
    /// Each party's evaluations are drawn for themselves, evenly from 0 to 1.
    Apart,
    /// The first party's are drawn so; those of each other are one less the first's, and up to a tenth more or less, held
    /// within 0 and 1.
    Opposed,
    /// Each value divides one unit among the parties, all divisions being equally likely.
    Divided,
}

/// What parties wish of issues: `[party][issue][value]` is weight times evaluation. Weights are drawn evenly from 0.5 to 1.5
/// and divided by their sum; evaluations of an issue are divided by the greatest, so that the best outcome is worth 1.
#[must_use]
pub fn utilities(
    seed: u64,
    parties: usize,
    issues: usize,
    values: usize,
    wishes: Wishes,
) -> Vec<Vec<Vec<f64>>> {
    let mut rng = Rng::with_seed(seed);
    let mut all = vec![vec![vec![0.0; values]; issues]; parties];
    for issue in 0..issues {
        for value in 0..values {
            let first = rng.f64();
            let mut evaluations: Vec<f64> = (0..parties)
                .map(|party| match wishes {
                    _ if party == 0 => first,
                    Wishes::Apart | Wishes::Divided => rng.f64(),
                    Wishes::Opposed => (1.0 - first + (rng.f64() - 0.5) * 0.2).clamp(0.0, 1.0),
                })
                .collect();
            if wishes == Wishes::Divided {
                evaluations.iter_mut().for_each(|evaluation| *evaluation = -(1.0 - *evaluation).ln());
                let sum: f64 = evaluations.iter().sum();
                evaluations.iter_mut().for_each(|evaluation| *evaluation /= sum);
            }
            for (party, evaluation) in all.iter_mut().zip(evaluations) {
                party[issue][value] = evaluation;
            }
        }
    }
    for party in &mut all {
        let weights: Vec<f64> = (0..issues).map(|_| 0.5 + rng.f64()).collect();
        let sum: f64 = weights.iter().sum();
        for (table, weight) in party.iter_mut().zip(weights) {
            let most = table.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
            table.iter_mut().for_each(|evaluation| *evaluation *= weight / sum / most);
        }
    }
    all
}

/// The wishes that negotiations are measured with: two opposed parties, so many issues of ten values.
#[must_use]
pub fn negotiated(issues: usize) -> Vec<Vec<Vec<f64>>> {
    utilities(2_026, 2, issues, 10, Wishes::Opposed)
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

/// How many problems of a kind are measured: seeds from 0 up to this.
pub const SEEDS: u64 = 9;

/// Points without a structure, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Points {
    /// 100,000 points of two numbers that add up to 1, the first drawn evenly: all are on the frontier.
    Line,
    /// 1,000,000 points of two numbers drawn evenly: few are on the frontier.
    Square,
    /// 1,000,000 points drawn evenly from a quarter of a disc: some hundreds are on the frontier.
    Disc,
    /// 100,000 points of three numbers that add up to 1, all such being equally likely: all are on the frontier.
    Simplex3,
    /// The same of four numbers.
    Simplex4,
    /// 1,000,000 points of three numbers drawn evenly.
    Cube,
}

impl Points {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Line, Self::Square, Self::Disc, Self::Simplex3, Self::Simplex4, Self::Cube];

    /// How many numbers a point has.
    #[must_use]
    pub fn numbers(self) -> usize {
        match self {
            Self::Line | Self::Square | Self::Disc => 2,
            Self::Simplex3 | Self::Cube => 3,
            Self::Simplex4 => 4,
        }
    }

    /// The points, the numbers of one after those of another.
    #[must_use]
    pub fn make(self, seed: u64) -> Vec<f64> {
        let mut rng = Rng::with_seed(seed);
        match self {
            Self::Line => (0..100_000).map(|_| rng.f64()).flat_map(|first| [first, 1.0 - first]).collect(),
            Self::Square => (0..2_000_000).map(|_| rng.f64()).collect(),
            Self::Cube => (0..3_000_000).map(|_| rng.f64()).collect(),
            Self::Disc => (0..1_000_000)
                .map(|_| (rng.f64() * std::f64::consts::FRAC_PI_2, rng.f64().sqrt()))
                .flat_map(|(angle, radius)| [angle.cos() * radius, angle.sin() * radius])
                .collect(),
            Self::Simplex3 | Self::Simplex4 => {
                let mut all: Vec<f64> =
                    (0..100_000 * self.numbers()).map(|_| -(1.0 - rng.f64()).ln()).collect();
                for point in all.chunks_exact_mut(self.numbers()) {
                    let sum: f64 = point.iter().sum();
                    point.iter_mut().for_each(|number| *number /= sum);
                }
                all
            }
        }
    }
}
