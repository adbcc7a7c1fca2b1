//! What a search wants to be as large as it can be, and what a package must reach to be that large.

use crate::steps::Steps;

/// Something to be made as large as it can be.
#[derive(Debug, Clone)]
pub(super) struct Goal {
    what: What,
    /// What each party must have at least.
    floors: Option<Vec<i64>>,
}

#[derive(Debug, Clone)]
pub(super) enum What {
    /// The smallest of (uᵢ − fromᵢ) / unitᵢ, over the parties whose unit is not nothing.
    Smallest { from: Vec<i64>, units: Vec<i64> },
    /// Σ weightᵢ·uᵢ; and whether every package of the largest sum is wanted, or one.
    Sum { weights: Vec<u32>, every: bool },
    /// Π (uᵢ − fromᵢ) over the parties that gain, each of which must gain at least a step.
    Product { from: Vec<i64>, gains: Vec<bool> },
}

/// A sum that a package must reach: Σ weightᵢ·uᵢ ≥ at least.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    pub(super) weights: Vec<f64>,
    pub(super) at_least: f64,
}

impl Goal {
    pub(super) fn smallest(from: Vec<i64>, units: Vec<i64>, floors: Option<Vec<i64>>) -> Self {
        Self { what: What::Smallest { from, units }, floors }
    }

    pub(super) fn sum(weights: Vec<u32>, floors: Vec<i64>) -> Self {
        Self { what: What::Sum { weights, every: true }, floors: Some(floors) }
    }

    /// How much one party can have.
    pub(super) fn most_of(party: usize, floors: Vec<i64>) -> Self {
        let weights = (0..floors.len()).map(|one| u32::from(one == party)).collect();
        Self { what: What::Sum { weights, every: false }, floors: Some(floors) }
    }

    pub(super) fn product(from: Vec<i64>, gains: Vec<bool>) -> Self {
        let floors = from.iter().zip(&gains).map(|(d, gains)| d + i64::from(*gains)).collect();
        Self { what: What::Product { from, gains }, floors: Some(floors) }
    }

    pub(super) fn what(&self) -> &What {
        &self.what
    }

    /// Whether of two packages, one of which gives nobody less and somebody more, only that one can be picked.
    pub(super) fn betters_are_picked(&self) -> bool {
        match &self.what {
            What::Sum { weights, every } => !every || weights.iter().all(|&weight| weight > 0),
            What::Smallest { .. } | What::Product { .. } => true,
        }
    }

    pub(super) fn floors(&self) -> Option<&[i64]> {
        self.floors.as_deref()
    }

    /// Whether each party has what it must have.
    pub(super) fn stands(&self, point: &[i64]) -> bool {
        self.floors.as_ref().is_none_or(|floors| point.iter().zip(floors).all(|(u, floor)| u >= floor))
    }

    /// How large it is; for a product its logarithm.
    pub(super) fn value(&self, point: &[i64]) -> f64 {
        match &self.what {
            // Where nobody can gain anything, all packages are alike.
            What::Smallest { units, .. } if units.iter().all(|&unit| unit <= 0) => 0.0,
            What::Smallest { from, units } => point
                .iter()
                .zip(from)
                .zip(units)
                .filter(|(_, unit)| **unit > 0)
                .map(|((u, from), unit)| real(u - from) / real(*unit))
                .fold(f64::INFINITY, f64::min),
            What::Sum { weights, .. } => {
                point.iter().zip(weights).map(|(u, w)| real(*u) * f64::from(*w)).sum()
            }
            What::Product { from, gains } => point
                .iter()
                .zip(from)
                .zip(gains)
                .filter(|(_, gains)| **gains)
                .map(|((u, d), _)| real((u - d).max(1)).ln())
                .sum(),
        }
    }

    /// Whether a package is as large as the mark, as far as rough values tell, and stands.
    pub(super) fn reaches(&self, point: &[i64], mark: f64) -> bool {
        self.stands(point) && self.value(point) >= mark
    }

    /// What a package that reaches the mark reaches at each of these prices too, and by itself for each party.
    pub(super) fn cuts(&self, steps: &Steps, mark: f64, prices: &[Vec<f64>]) -> Vec<Cut> {
        let parties = steps.parties();
        let mut least: Vec<f64> = match &self.floors {
            Some(floors) => floors.iter().map(|&floor| real(floor)).collect(),
            None => vec![f64::NEG_INFINITY; parties],
        };
        let mut cuts = Vec::new();
        match &self.what {
            What::Smallest { from, units } => {
                for party in 0..parties {
                    if units[party] > 0 {
                        least[party] = least[party].max(real(from[party]) + mark * real(units[party]));
                    }
                }
            }
            What::Sum { weights, .. } => {
                let weights = weights.iter().map(|&w| f64::from(w)).collect();
                cuts.push(Cut { weights, at_least: mark });
            }
            What::Product { .. } => {}
        }
        cuts.extend(prices.iter().filter_map(|prices| self.priced(mark, prices)));
        for (party, &least) in least.iter().enumerate().filter(|(_, least)| least.is_finite()) {
            let mut weights = vec![0.0; parties];
            weights[party] = 1.0;
            cuts.push(Cut { weights, at_least: least });
        }
        cuts
    }
}

impl Goal {
    /// What a package that reaches the mark reaches at these prices.
    fn priced(&self, mark: f64, prices: &[f64]) -> Option<Cut> {
        match &self.what {
            What::Smallest { from, units } => {
                let weights: Vec<f64> = prices
                    .iter()
                    .zip(units)
                    .map(|(price, unit)| if *unit > 0 { price / real(*unit) } else { 0.0 })
                    .collect();
                let of_from: f64 = weights.iter().zip(from).map(|(w, from)| w * real(*from)).sum();
                let total: f64 =
                    prices.iter().zip(units).filter(|(_, unit)| **unit > 0).map(|(price, _)| price).sum();
                Some(Cut { weights, at_least: of_from + total * mark })
            }
            What::Sum { weights, .. } => {
                let priced = weights.iter().zip(prices).map(|(&w, price)| f64::from(w) + price).collect();
                let of_floors: f64 =
                    self.floors.iter().flatten().zip(prices).map(|(f, p)| p * real(*f)).sum();
                Some(Cut { weights: priced, at_least: mark + of_floors })
            }
            What::Product { from, gains } => {
                let weights: Vec<f64> = prices
                    .iter()
                    .zip(gains)
                    .map(|(price, gains)| if *gains { *price } else { 0.0 })
                    .collect();
                let gainers = gains.iter().filter(|gains| **gains).count();
                if gainers == 0 {
                    return None;
                }
                #[expect(clippy::cast_precision_loss, reason = "as many as there are parties")]
                let n = gainers as f64;
                let log_prices: f64 = weights.iter().filter(|w| **w > 0.0).map(|w| w.ln()).sum();
                let of_from: f64 = weights.iter().zip(from).map(|(w, d)| w * real(*d)).sum();
                Some(Cut { weights, at_least: of_from + n * ((mark + log_prices) / n).exp() })
            }
        }
    }

    /// What it makes as large as it can, in words.
    pub(super) fn words(&self) -> &'static str {
        match &self.what {
            What::Smallest { .. } => "the smallest gain, as it is measured (a loss below 0)",
            What::Sum { .. } => "the sum in steps",
            What::Product { .. } => "the logarithm of the product of gains in steps",
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "bounds are rough and leave room for it")]
pub(super) fn real(steps: i64) -> f64 {
    steps as f64
}
