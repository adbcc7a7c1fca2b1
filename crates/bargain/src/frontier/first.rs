//! The first outcome of each point where sums are cut.
//!
//! What is behind another label may be its equal once both are cut, so that the first outcome of a point need not be one
//! that the layers lead back to. But the layers tell what the issues still to be chosen can come to: with the issues taken
//! from the last to the first, each place is the first with which some label of the layer before still reaches the point.
//!
//! That concerns only points that are where some sum is cut: to others nothing that was cut has led, and the layers lead
//! back to their first outcomes.

use super::key::{Key, Layout};
use super::layers::{Layer, Layers};
use super::many::Tree;
use super::problem::Problem;

/// What the labels of a layer reach.
enum Reach<'a, K> {
    /// For one or two parties: descending in the first number, ascending in the last.
    Two(&'a [K]),
    Many(Box<Tree<K>>),
}

impl<K: Key> Reach<'_, K> {
    /// Whether a label has at least as much of everything.
    fn covers(&mut self, wanted: K, layout: &Layout<K>) -> bool {
        match self {
            Self::Two(keys) => {
                let first = layout.places[0];
                let enough = keys.partition_point(|key| key.number(&first) >= wanted.number(&first));
                enough.checked_sub(1).is_some_and(|at| keys[at].covers(wanted, layout.spare))
            }
            Self::Many(tree) => tree.covered(wanted),
        }
    }
}

/// Finds first outcomes.
pub(super) struct Search<'a, K> {
    problem: &'a Problem<'a>,
    layout: &'a Layout<K>,
    /// By layer.
    reaches: Vec<Reach<'a, K>>,
    /// By issue and value.
    adds: Vec<Vec<Vec<u64>>>,
}

impl<'a, K: Key> Search<'a, K> {
    pub(super) fn new(problem: &'a Problem<'a>, layers: &'a Layers<K>) -> Self {
        let layout = &layers.layout;
        let reach = |layer: &'a Layer<K>| {
            if problem.parties <= 2 {
                return Reach::Two(&layer.keys);
            }
            let mut tree = Tree::new(layout.clone());
            for &key in &layer.keys {
                tree.insert(key);
            }
            Reach::Many(Box::new(tree))
        };
        let values =
            |issue| (0..problem.steps.values(issue)).map(move |value| problem.adds(issue, value).collect());
        Self {
            problem,
            layout,
            reaches: layers.all[..problem.order.len()].iter().map(reach).collect(),
            adds: (0..problem.order.len()).map(|issue| values(issue).collect()).collect(),
        }
    }

    /// Whether a point is where a sum is cut.
    pub(super) fn is_cut(problem: &Problem<'_>, layout: &Layout<K>, point: K) -> bool {
        layout.places.iter().zip(&problem.cut).any(|(place, cut)| *cut == Some(point.number(place)))
    }

    /// The places of the first outcome of a point; none where the layers do not lead to one.
    ///
    /// Cost: a search in a layer for each value.
    pub(super) fn outcome(&mut self, point: K) -> Option<Vec<u32>> {
        let mut outcome = Vec::with_capacity(self.problem.order.len());
        let mut wanted: Vec<u64> = self.layout.places.iter().map(|place| point.number(place)).collect();
        for (values, reach) in self.adds.iter().zip(self.reaches.iter_mut().rev()) {
            let left = |adds: &[u64]| -> Vec<u64> {
                wanted.iter().zip(adds).map(|(wanted, adds)| wanted.saturating_sub(*adds)).collect()
            };
            let reaches = |adds: &Vec<u64>| reach.covers(self.layout.pack(&left(adds)), self.layout);
            let place = values.iter().position(reaches)?;
            wanted = left(&values[place]);
            outcome.push(u32::try_from(place).ok()?);
        }
        Some(outcome)
    }
}
