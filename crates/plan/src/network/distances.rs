//! How far apart any two nodes can be at the most.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Time;

/// No path. Sums of two distances stay below the limit of [`Time`].
pub(super) const NONE: Time = Time::MAX / 4;

/// How much later than one node another can come at the most, for every two.
pub(super) struct Distances {
    nodes: usize,
    table: Vec<Time>,
}

impl Distances {
    /// The lengths of shortest paths over edges (from, to, weight), no cycle of which is negative: in O(n³) where there are
    /// many edges, else in O(n · e · log n).
    pub(super) fn new(nodes: usize, edges: &[(usize, usize, Time)]) -> Self {
        if edges.len() > nodes * nodes / 16 { Self::dense(nodes, edges) } else { Self::sparse(nodes, edges) }
    }

    pub(super) fn nodes(&self) -> usize {
        self.nodes
    }

    pub(super) fn between(&self, from: usize, to: usize) -> Time {
        self.table[from * self.nodes + to]
    }

    fn empty(nodes: usize) -> Self {
        let mut distances = Self { nodes, table: vec![NONE; nodes * nodes] };
        for node in 0..nodes {
            distances.table[node * nodes + node] = 0;
        }
        distances
    }

    /// Floyd and Warshall.
    fn dense(nodes: usize, edges: &[(usize, usize, Time)]) -> Self {
        let mut distances = Self::empty(nodes);
        for &(from, to, weight) in edges {
            let known = &mut distances.table[from * nodes + to];
            *known = (*known).min(weight);
        }
        let mut row = Vec::with_capacity(nodes);
        for through in 0..nodes {
            row.clear();
            row.extend_from_slice(&distances.table[through * nodes..(through + 1) * nodes]);
            for from in distances.table.chunks_exact_mut(nodes.max(1)) {
                let first = from[through];
                if first >= NONE {
                    continue;
                }
                for (known, then) in from.iter_mut().zip(&row) {
                    if *then < NONE {
                        *known = (*known).min(first + then);
                    }
                }
            }
        }
        distances
    }

    /// Johnson: by heights at which no edge is negative, Dijkstra from each node.
    fn sparse(nodes: usize, edges: &[(usize, usize, Time)]) -> Self {
        let mut heights: Vec<Time> = vec![0; nodes];
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for &(from, to, weight) in edges {
                if heights[from] + weight < heights[to] {
                    heights[to] = heights[from] + weight;
                    changed = true;
                }
            }
        }
        let mut out: Vec<Vec<(usize, Time)>> = vec![Vec::new(); nodes];
        for &(from, to, weight) in edges {
            out[from].push((to, weight + heights[from] - heights[to]));
        }
        let mut distances = Self::empty(nodes);
        let mut queue = BinaryHeap::new();
        for (start, row) in distances.table.chunks_exact_mut(nodes.max(1)).enumerate() {
            queue.push(Reverse((0, start)));
            while let Some(Reverse((length, node))) = queue.pop() {
                if length > row[node] {
                    continue;
                }
                for &(to, weight) in &out[node] {
                    if length + weight < row[to] {
                        row[to] = length + weight;
                        queue.push(Reverse((row[to], to)));
                    }
                }
            }
            for (length, height) in row.iter_mut().zip(&heights) {
                if *length < NONE {
                    *length += height - heights[start];
                }
            }
        }
        distances
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_find_the_same_distances() {
        let mut random = fastrand::Rng::with_seed(3);
        for _ in 0..500 {
            let nodes = random.usize(0..12);
            let mut edges = Vec::new();
            // Weights made from heights, so that no cycle is negative and some are 0.
            let heights: Vec<Time> = (0..nodes).map(|_| random.i128(-9..9)).collect();
            for _ in 0..random.usize(0..3 * nodes + 1) {
                let (from, to) = (random.usize(..nodes.max(1)), random.usize(..nodes.max(1)));
                if from != to {
                    edges.push((from, to, heights[to] - heights[from] + random.i128(0..4)));
                }
            }
            assert_eq!(
                Distances::dense(nodes, &edges).table,
                Distances::sparse(nodes, &edges).table,
                "{edges:?}"
            );
        }
    }
}
