//! How good a package is by a solution: exactly, and roughly.

use crate::solve::Solution;
use num_bigint::BigUint;
use std::cmp::Ordering;

/// What a solution measures packages by: from where, to where.
#[derive(Debug, Clone)]
pub(crate) struct Worth {
    solution: Solution,
    disagreement: Vec<i64>,
    ideal: Vec<i64>,
    weights: Vec<u32>,
}

impl Worth {
    pub(crate) fn new(solution: Solution, disagreement: &[i64], ideal: &[i64], weights: &[u32]) -> Self {
        Self {
            solution,
            disagreement: disagreement.to_vec(),
            ideal: ideal.to_vec(),
            weights: weights.to_vec(),
        }
    }

    /// Which of two individually rational packages the solution prefers: greater is better.
    pub(crate) fn compare(&self, one: &[i64], other: &[i64]) -> Ordering {
        match self.solution {
            Solution::Nash => self
                .gainers(one)
                .cmp(&self.gainers(other))
                .then_with(|| self.product(one).cmp(&self.product(other))),
            Solution::KalaiSmorodinsky => {
                let (one, other) = (self.shares(one), self.shares(other));
                one.iter()
                    .zip(&other)
                    .map(|(one, other)| one.compare(*other))
                    .find(|order| order.is_ne())
                    .unwrap_or(Ordering::Equal)
            }
            Solution::Egalitarian => sorted(self.gains(one)).cmp(&sorted(self.gains(other))),
            Solution::EqualLoss => sorted(self.above_ideal(one)).cmp(&sorted(self.above_ideal(other))),
            Solution::Utilitarian => self.sum(one).cmp(&self.sum(other)),
        }
    }

    /// A rough value of what [`Worth::compare`] looks at first: a package whose rough value is smaller by more than [`Worth::slack`] is
    /// worse for certain.
    pub(crate) fn rough(&self, point: &[i64]) -> f64 {
        match self.solution {
            // A gain is at least one step and at most 2⁶⁰, so 64 a gainer keeps their number ahead of their product.
            Solution::Nash => {
                self.gains(point).filter(|&gain| gain > 0).map(|gain| 64.0 + real(gain).ln()).sum()
            }
            Solution::KalaiSmorodinsky => {
                let share =
                    |(gain, range): (i64, i64)| if range > 0 { real(gain) / real(range) } else { 1.0 };
                self.gains(point).zip(self.ranges()).map(share).fold(f64::INFINITY, f64::min)
            }
            Solution::Egalitarian => self.gains(point).min().map_or(0.0, real),
            Solution::EqualLoss => self.above_ideal(point).min().map_or(0.0, real),
            #[expect(clippy::cast_precision_loss, reason = "rough")]
            Solution::Utilitarian => self.sum(point) as f64,
        }
    }

    /// How far rough values can be wrong, at this size.
    pub(crate) fn slack(rough: f64) -> f64 {
        rough.abs() * 1e-12 + 1e-12
    }

    /// How many parties gain anything.
    pub(crate) fn gainers(&self, point: &[i64]) -> usize {
        self.gains(point).filter(|&gain| gain > 0).count()
    }

    fn gains<'a>(&'a self, point: &'a [i64]) -> impl Iterator<Item = i64> + 'a {
        point.iter().zip(&self.disagreement).map(|(u, d)| u - d)
    }

    fn ranges(&self) -> impl Iterator<Item = i64> + '_ {
        self.ideal.iter().zip(&self.disagreement).map(|(a, d)| a - d)
    }

    fn above_ideal<'a>(&'a self, point: &'a [i64]) -> impl Iterator<Item = i64> + 'a {
        point.iter().zip(&self.ideal).map(|(u, a)| u - a)
    }

    fn product(&self, point: &[i64]) -> BigUint {
        self.gains(point)
            .filter_map(|gain| u64::try_from(gain).ok())
            .filter(|&gain| gain > 0)
            .map(BigUint::from)
            .product()
    }

    fn shares(&self, point: &[i64]) -> Vec<Share> {
        // Who cannot gain at all in any rational package is the same in all of them, and is left out.
        let share = |(gain, range): (i64, i64)| {
            Some(Share { gain: u64::try_from(gain).ok()?, range: u64::try_from(range).ok()? })
        };
        let mut shares: Vec<Share> =
            self.gains(point).zip(self.ranges()).filter_map(share).filter(|share| share.range > 0).collect();
        shares.sort_unstable_by(|one, other| one.compare(*other));
        shares
    }

    fn sum(&self, point: &[i64]) -> i128 {
        point.iter().zip(&self.weights).map(|(&u, &w)| i128::from(u) * i128::from(w)).sum()
    }
}

fn sorted(values: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut values: Vec<i64> = values.collect();
    values.sort_unstable();
    values
}

#[expect(clippy::cast_precision_loss, reason = "rough")]
fn real(steps: i64) -> f64 {
    steps as f64
}

/// A part of what a party could gain at most.
#[derive(Debug, Clone, Copy)]
struct Share {
    gain: u64,
    range: u64,
}

impl Share {
    fn compare(self, other: Self) -> Ordering {
        (u128::from(self.gain) * u128::from(other.range))
            .cmp(&(u128::from(other.gain) * u128::from(self.range)))
    }
}
