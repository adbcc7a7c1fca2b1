//! Prices of the parties' utilities, the bound that they give, and a good package found on the way.

use crate::solve::search::goal::{Goal, What, real};
use crate::steps::Steps;

/// What prices tell of a goal.
#[derive(Debug)]
pub(super) struct Dual {
    /// One a party; not negative.
    pub(super) prices: Vec<f64>,
    /// No package is larger than this.
    pub(super) upper: f64,
    /// How large some package is that stands, if one was met.
    pub(super) met: Option<f64>,
}

/// Marks from the bound downwards.
pub(super) struct Marks {
    upper: f64,
    met: Option<f64>,
    below: f64,
    last: bool,
}

/// How often prices are corrected.
const ROUNDS: u32 = 240;

/// How many marks are tried where no package is known that would end it.
const SMALLEST_PART: f64 = 64.0;

impl Dual {
    pub(super) fn marks(&self) -> Marks {
        let span = self.met.map_or(self.upper.abs(), |met| self.upper - met).max(1e-9);
        Marks { upper: self.upper, met: self.met, below: span / SMALLEST_PART, last: false }
    }
}

impl Dual {
    /// The prices, and others beside them: with each party's raised or lowered, as they would be where a part of the choices is made
    /// and has served it worse or better than others.
    pub(super) fn and_beside(&self) -> Vec<Vec<f64>> {
        let most = self.prices.iter().copied().fold(0.0, f64::max);
        let mut all = vec![self.prices.clone()];
        for party in 0..self.prices.len() {
            for times in [2.0, 0.5] {
                let mut prices = self.prices.clone();
                // A price of nothing can only be raised.
                prices[party] =
                    if prices[party] > 0.0 { prices[party] * times } else { most * (times - 0.5) / 3.0 };
                all.push(prices);
            }
        }
        all
    }
}

impl Marks {
    /// The next lower mark: first close to the bound, where few packages reach it; never below what some package reaches.
    pub(super) fn next(&mut self) -> f64 {
        let mark = self.upper - self.below;
        self.below *= 4.0;
        match self.met {
            Some(met) if mark <= met || !mark.is_finite() => {
                self.last = true;
                met
            }
            None if self.below > 16.0 * (self.upper.abs() + 1.0) || !mark.is_finite() => {
                self.last = true;
                f64::NEG_INFINITY
            }
            _ => mark,
        }
    }

    pub(super) fn is_last(&self) -> bool {
        self.last
    }
}

/// Prices whose bound is as low as a few hundred corrections make it, and the best package met, starting from `seeds` too.
pub(super) fn solve(steps: &Steps, goal: &Goal, seeds: &[Vec<u32>]) -> Dual {
    let parties = steps.parties();
    let (least, most) = reach(steps);
    let spans: Vec<f64> = least.iter().zip(&most).map(|(least, most)| real(most - least).max(1.0)).collect();
    let mut met = Met { steps, goal, best: None, tried: 0 };
    for seed in seeds {
        met.look(seed.clone());
    }
    // How prices are turned into what each unit of a party's utility counts.
    let taking_part: Vec<bool> = match goal.what() {
        What::Smallest { units, .. } => units.iter().map(|&unit| unit > 0).collect(),
        What::Sum { .. } => vec![true; parties],
        What::Product { gains, .. } => gains.clone(),
    };
    let is_sum = matches!(goal.what(), What::Sum { .. });
    let mut prices: Vec<f64> = match goal.what() {
        What::Sum { .. } => vec![0.0; parties],
        _ => taking_part.iter().map(|&takes| if takes { 1.0 } else { 0.0 }).collect(),
    };
    rescale(&mut prices, is_sum);
    let mut best = (f64::INFINITY, prices.clone());
    for round in 0..ROUNDS {
        let weights = weights(goal, &prices, &spans);
        let package = dearest(steps, &weights);
        let worth = uncapped(steps, &package);
        let bound = bound(goal, &weights, &worth, &prices);
        if bound < best.0 {
            best = (bound, weights_as_prices(goal, &weights, &prices));
            met.look(package);
        }
        if best.0 == f64::NEG_INFINITY {
            break;
        }
        let pace = 1.0 / f64::from(round + 1).sqrt();
        correct(goal, &mut prices, &worth, &weights, &spans, pace);
        rescale(&mut prices, is_sum);
    }
    Dual { prices: best.1, upper: best.0, met: met.best }
}

/// The least and the most that each party can get, rules and caps apart.
fn reach(steps: &Steps) -> (Vec<i64>, Vec<i64>) {
    let mut least = steps.base().to_vec();
    let mut most = steps.base().to_vec();
    for issue in 0..steps.issues() {
        for party in 0..steps.parties() {
            let adds = (0..steps.values(issue)).map(|value| steps.adds(issue, value)[party]);
            least[party] += adds.clone().min().unwrap_or(0);
            most[party] += adds.max().unwrap_or(0);
        }
    }
    (least, most)
}

/// Whether a cap changes what some package is worth.
pub(super) fn is_cut(steps: &Steps) -> bool {
    let (_, most) = reach(steps);
    steps.cap().iter().zip(most).any(|(cap, most)| cap.is_some_and(|cap| cap < most))
}

/// What a step of each party counts at these prices.
fn weights(goal: &Goal, prices: &[f64], spans: &[f64]) -> Vec<f64> {
    let each = prices.iter().enumerate();
    match goal.what() {
        What::Smallest { units, .. } => each
            .map(|(party, price)| if units[party] > 0 { price / real(units[party]) } else { 0.0 })
            .collect(),
        What::Sum { weights, .. } => each.map(|(party, price)| f64::from(weights[party]) + price).collect(),
        What::Product { .. } => each.map(|(party, price)| price / spans[party]).collect(),
    }
}

/// Prices as [`Goal::cuts`] takes them.
fn weights_as_prices(goal: &Goal, weights: &[f64], prices: &[f64]) -> Vec<f64> {
    match goal.what() {
        What::Product { .. } => weights.to_vec(),
        What::Smallest { .. } | What::Sum { .. } => prices.to_vec(),
    }
}

/// The package that is worth most at these weights, found issue by issue.
fn dearest(steps: &Steps, weights: &[f64]) -> Vec<u32> {
    let best = |issue: usize| {
        let worth = |value: usize| -> f64 {
            steps.adds(issue, value).iter().zip(weights).map(|(&adds, w)| real(adds) * w).sum()
        };
        (0u32..)
            .zip(0..steps.values(issue))
            .map(|(place, value)| (place, worth(value)))
            .reduce(|best, next| if next.1 > best.1 { next } else { best })
    };
    (0..steps.issues()).map(|issue| best(issue).map_or(0, |(place, _)| place)).collect()
}

/// What a package is worth before caps: a bound must not count on them.
fn uncapped(steps: &Steps, package: &[u32]) -> Vec<i64> {
    let mut sum = steps.base().to_vec();
    for (issue, &place) in package.iter().enumerate() {
        sum.iter_mut().zip(steps.adds(issue, place as usize)).for_each(|(sum, adds)| *sum += adds);
    }
    sum
}

/// How large the goal can be at most, given what the dearest package is worth.
fn bound(goal: &Goal, weights: &[f64], dearest: &[i64], prices: &[f64]) -> f64 {
    match goal.what() {
        What::Smallest { from, .. } => {
            let total: f64 =
                prices.iter().zip(weights).filter(|(_, w)| **w > 0.0).map(|(price, _)| price).sum();
            if total > 0.0 { weighted(weights, dearest, from) / total } else { 0.0 }
        }
        What::Sum { .. } => {
            let of_floors: f64 = goal.floors().map_or(0.0, |floors| {
                prices.iter().zip(floors).map(|(price, &floor)| price * real(floor)).sum()
            });
            weights.iter().zip(dearest).map(|(w, &u)| w * real(u)).sum::<f64>() - of_floors
        }
        What::Product { from, gains } => {
            let n: f64 = gains.iter().map(|gains| f64::from(u8::from(*gains))).sum();
            if n == 0.0 {
                return 0.0;
            }
            let sum = weighted(weights, dearest, from);
            let log_prices: f64 =
                weights.iter().zip(gains).filter(|(_, gains)| **gains).map(|(w, _)| w.ln()).sum();
            if sum > 0.0 { n * (sum / n).ln() - log_prices } else { f64::NEG_INFINITY }
        }
    }
}

fn weighted(weights: &[f64], point: &[i64], from: &[i64]) -> f64 {
    weights.iter().zip(point).zip(from).map(|((w, u), from)| w * real(u - from)).sum()
}

/// Makes dearer what the dearest package gives too little of.
fn correct(goal: &Goal, prices: &mut [f64], dearest: &[i64], weights: &[f64], spans: &[f64], pace: f64) {
    match goal.what() {
        What::Smallest { from, units } => {
            let values: Vec<f64> = (0..prices.len())
                .map(|p| if units[p] > 0 { real(dearest[p] - from[p]) / real(units[p]) } else { 0.0 })
                .collect();
            let range = (0..prices.len())
                .filter(|&p| units[p] > 0)
                .map(|p| spans[p] / real(units[p]))
                .fold(0.0, f64::max);
            if range > 0.0 {
                prices
                    .iter_mut()
                    .zip(values)
                    .for_each(|(price, value)| *price *= (-4.0 * pace * value / range).exp());
            }
        }
        What::Sum { weights: own, .. } => {
            let dearest_weight = own.iter().copied().max().map_or(1.0, f64::from).max(1.0);
            if let Some(floors) = goal.floors() {
                for party in 0..prices.len() {
                    let over = real(dearest[party] - floors[party]) / spans[party];
                    prices[party] = (prices[party] - 2.0 * dearest_weight * pace * over).max(0.0);
                }
            }
        }
        What::Product { from, gains } => {
            let n: f64 = gains.iter().map(|gains| f64::from(u8::from(*gains))).sum();
            let sum = weighted(weights, dearest, from);
            if sum > 0.0 {
                for party in (0..prices.len()).filter(|&party| gains[party]) {
                    let share = weights[party] * real(dearest[party] - from[party]) / sum;
                    prices[party] *= (-pace * (n * share - 1.0)).clamp(-2.0, 2.0).exp();
                }
            }
        }
    }
}

/// Prices matter by their proportions, and none may vanish; but for sums, where they are what a floor costs.
fn rescale(prices: &mut [f64], is_sum: bool) {
    let total: f64 = prices.iter().sum();
    if !is_sum && total > 0.0 {
        prices.iter_mut().filter(|price| **price > 0.0).for_each(|price| *price = (*price / total).max(1e-9));
    }
}

/// The best package met.
struct Met<'a> {
    steps: &'a Steps,
    goal: &'a Goal,
    best: Option<f64>,
    tried: u32,
}

/// How many packages are bettered choice by choice.
const BETTERED: u32 = 24;

impl Met<'_> {
    /// Looks at a package and at what single other choices make of it.
    fn look(&mut self, mut package: Vec<u32>) {
        self.tried += 1;
        if self.tried > BETTERED {
            return;
        }
        // What does not stand is measured by how much is missing, so that the way leads to what does.
        let measure = |steps: &Steps, goal: &Goal, package: &[u32]| {
            let point = steps.of(package);
            let missing: f64 = goal.floors().map_or(0.0, |floors| {
                point.iter().zip(floors).map(|(u, floor)| real((floor - u).max(0))).sum()
            });
            (-missing, goal.value(&point))
        };
        let is_allowed = |package: &[u32]| self.steps.allows(package);
        let mut now =
            if is_allowed(&package) { Some(measure(self.steps, self.goal, &package)) } else { None };
        loop {
            let mut better = None;
            for issue in 0..self.steps.issues() {
                let held = package[issue];
                for (place, _) in
                    (0u32..).zip(0..self.steps.values(issue)).filter(|(place, _)| *place != held)
                {
                    package[issue] = place;
                    if is_allowed(&package) {
                        let measured = measure(self.steps, self.goal, &package);
                        if now.is_none_or(|now| measured > now) {
                            now = Some(measured);
                            better = Some((issue, place));
                        }
                    }
                }
                package[issue] = held;
            }
            match better {
                Some((issue, place)) => package[issue] = place,
                None => break,
            }
        }
        if let Some((missing, value)) = now
            && missing >= 0.0
            && self.best.is_none_or(|best| value > best)
        {
            self.best = Some(value);
        }
    }
}
