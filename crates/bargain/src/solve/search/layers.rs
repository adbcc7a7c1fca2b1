//! All packages that reach given sums, choice by choice.

use crate::solve::search::goal::{Cut, real};
use crate::space::Open;
use crate::steps::Steps;
use num_bigint::BigUint;
use std::collections::HashMap;

/// Packages that were kept, by what they are worth, with the choices that lead to each.
pub(super) struct Kept {
    layers: Vec<Layer>,
    order: Vec<usize>,
    cap: Vec<Option<i64>>,
}

/// Partial packages of one length: each different worth (and set of open rules) once.
#[derive(Default)]
struct Layer {
    labels: Vec<Label>,
}

struct Label {
    steps: Box<[i64]>,
    open: Option<Open>,
    /// The partial packages that it continues, and the value with which.
    from: Vec<(u32, u32)>,
}

/// All packages that reach every cut; nothing if more than `most` partial packages of one length would have to be kept.
///
/// A partial package is dropped when even the best continuation, for a cut alone and without rules, does not reach it.
pub(super) fn all(steps: &Steps, cuts: &[Cut], most: usize) -> Option<Kept> {
    let order = steps.walk().order().to_vec();
    let rests: Vec<Vec<f64>> = cuts.iter().map(|cut| rest(steps, &order, &cut.weights)).collect();
    let start = steps.has_rules().then(|| steps.walk().start());
    let mut layers =
        vec![Layer { labels: vec![Label { steps: steps.base().into(), open: start, from: Vec::new() }] }];
    for (at, &issue) in order.iter().enumerate() {
        let mut next = Layer::default();
        let mut known: HashMap<(Box<[i64]>, Option<Open>), u32> = HashMap::new();
        let last = layers.last()?;
        for (from, label) in (0u32..).zip(&last.labels) {
            for (place, value) in (0u32..).zip(0..steps.values(issue)) {
                let sum: Box<[i64]> =
                    label.steps.iter().zip(steps.adds(issue, value)).map(|(sum, adds)| sum + adds).collect();
                let reaches = cuts.iter().zip(&rests).all(|(cut, rest)| {
                    let so_far: f64 = cut.weights.iter().zip(&sum).map(|(w, &u)| w * real(u)).sum();
                    let reach = so_far + rest[at + 1];
                    reach >= cut.at_least - room(reach, cut.at_least)
                });
                if !reaches {
                    continue;
                }
                let open = match &label.open {
                    None => None,
                    Some(open) => match steps.walk().choose(at, open, place) {
                        Some(open) => Some(open),
                        None => continue,
                    },
                };
                let key = (sum, open);
                if let Some(&label) = known.get(&key) {
                    next.labels[label as usize].from.push((from, place));
                } else {
                    if next.labels.len() >= most {
                        return None;
                    }
                    known.insert(key.clone(), u32::try_from(next.labels.len()).ok()?);
                    next.labels.push(Label { steps: key.0, open: key.1, from: vec![(from, place)] });
                }
            }
        }
        layers.push(next);
    }
    Some(Kept { layers, order, cap: steps.cap().to_vec() })
}

/// How far sums of this size can be wrong.
fn room(one: f64, other: f64) -> f64 {
    one.abs().max(other.abs()) * 1e-11 + 1e-9
}

/// For each number of choices made, the most that the others can add at these weights.
fn rest(steps: &Steps, order: &[usize], weights: &[f64]) -> Vec<f64> {
    let mut rest = vec![0.0; order.len() + 1];
    for (at, &issue) in order.iter().enumerate().rev() {
        let best = (0..steps.values(issue))
            .map(|value| steps.adds(issue, value).iter().zip(weights).map(|(&adds, w)| real(adds) * w).sum())
            .fold(f64::NEG_INFINITY, f64::max);
        rest[at] = rest[at + 1] + best;
    }
    rest
}

impl Kept {
    /// What the packages are worth; the same worth more than once where rules or caps tell the ways to it apart.
    pub(super) fn points(&self) -> impl Iterator<Item = Vec<i64>> + '_ {
        self.layers.last().into_iter().flat_map(|layer| &layer.labels).map(|label| self.capped(&label.steps))
    }

    /// The first packages worth this much, in the order of their values' places, and how many there are.
    pub(super) fn packages(&self, point: &[i64], at_most: usize) -> (Vec<Vec<u32>>, BigUint) {
        let Some(layer) = self.layers.last() else { return (Vec::new(), BigUint::ZERO) };
        let ends: Vec<u32> = (0u32..)
            .zip(&layer.labels)
            .filter(|(_, label)| *self.capped(&label.steps) == *point)
            .map(|(at, _)| at)
            .collect();
        let ways = self.ways();
        let count = ends.iter().map(|&end| &ways[self.layers.len() - 1][end as usize]).sum();
        let mut packages = Vec::new();
        for end in ends {
            self.trace(self.layers.len() - 1, end, &mut vec![0; self.order.len()], at_most, &mut packages);
        }
        packages.sort_unstable();
        (packages, count)
    }

    fn trace(
        &self,
        layer: usize,
        label: u32,
        package: &mut Vec<u32>,
        at_most: usize,
        packages: &mut Vec<Vec<u32>>,
    ) {
        if packages.len() >= at_most {
            return;
        }
        if layer == 0 {
            packages.push(package.clone());
            return;
        }
        for &(from, place) in &self.layers[layer].labels[label as usize].from {
            package[self.order[layer - 1]] = place;
            self.trace(layer - 1, from, package, at_most, packages);
        }
    }

    /// For each partial package, in how many ways it comes about.
    fn ways(&self) -> Vec<Vec<BigUint>> {
        let mut ways: Vec<Vec<BigUint>> = vec![vec![BigUint::from(1u8)]];
        for (at, layer) in self.layers.iter().enumerate().skip(1) {
            let before = &ways[at - 1];
            let here = layer
                .labels
                .iter()
                .map(|label| label.from.iter().map(|&(from, _)| &before[from as usize]).sum())
                .collect();
            ways.push(here);
        }
        ways
    }

    fn capped(&self, steps: &[i64]) -> Vec<i64> {
        steps.iter().zip(&self.cap).map(|(&u, cap)| cap.map_or(u, |cap| cap.min(u))).collect()
    }
}
