//! The first outcome of each point where sums are cut.
//!
//! What is behind another label may be its equal once both are cut, so that the first outcome of a point need not be one
//! that the layers lead back to. But the layers tell what the issues still to be chosen can come to: with the issues taken
//! from the last to the first, each place is the first with which some label of the layer before still reaches the point.

use super::key::{Key, Layout};
use super::layers::Layers;
use super::many::Tree;
use super::merge::Keep;
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

/// By point, the places of its first outcome; none where the layers do not lead to one.
///
/// Cost: points × values × a search in a layer.
pub(super) fn outcomes<K: Key>(problem: &Problem<'_>, layers: &Layers<K>) -> Option<Vec<u32>> {
    let layout = &layers.layout;
    let (points, ahead) = layers.all.split_last()?;
    let mut reaches: Vec<Reach<'_, K>> = ahead
        .iter()
        .map(|layer| {
            if problem.parties <= 2 {
                return Reach::Two(&layer.keys);
            }
            let mut tree = Tree::new(layout.clone());
            layer.keys.iter().for_each(|&key| {
                tree.keep(key);
            });
            Reach::Many(Box::new(tree))
        })
        .collect();
    let adds: Vec<Vec<Vec<u64>>> = (0..problem.order.len())
        .map(|issue| {
            (0..problem.steps.values(issue)).map(|value| problem.adds(issue, value).collect()).collect()
        })
        .collect();
    let mut outcomes = Vec::with_capacity(points.keys.len() * problem.order.len());
    for &point in &points.keys {
        let mut wanted: Vec<u64> = layout.places.iter().map(|place| point.number(place)).collect();
        for (values, reach) in adds.iter().zip(reaches.iter_mut().rev()) {
            let left = |adds: &[u64]| -> Vec<u64> {
                wanted.iter().zip(adds).map(|(wanted, adds)| wanted.saturating_sub(*adds)).collect()
            };
            let place = values.iter().position(|adds| reach.covers(layout.pack(&left(adds)), layout))?;
            wanted = left(&values[place]);
            outcomes.push(u32::try_from(place).ok()?);
        }
    }
    Some(outcomes)
}
