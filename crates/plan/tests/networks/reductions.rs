//! Dynamic controllability by the reduction rules themselves, applied to every two edges until nothing changes, as Morris
//! and Muscettola (2005) state them: slow, and with none of what makes the other fast.
//!
//! Distances without a label, and for each contingent link distances to its activation under "while it has not come". A
//! negative distance from a node to itself shows that there is no strategy. That what is seen can be answered in the same
//! instant makes the lower-case rule need a negative edge.

use onetext_plan::network::Time;

use super::made::Link;

type Table = Vec<Vec<Option<Time>>>;

struct Reductions {
    plain: Table,
    /// For each contingent link, from each node, how negative the way to its activation is.
    upper: Table,
    changed: bool,
}

fn lower(cell: &mut Option<Time>, to: Time) -> bool {
    let better = cell.is_none_or(|known| to < known);
    if better {
        *cell = Some(to);
    }
    better
}

pub fn controllable(nodes: usize, links: &[Link]) -> bool {
    let contingent: Vec<&Link> = links.iter().filter(|link| link.contingent).collect();
    let mut reductions = Reductions {
        plain: vec![vec![None; nodes]; nodes],
        upper: vec![vec![None; nodes]; contingent.len()],
        changed: true,
    };
    for link in links {
        if let Some(max) = link.max {
            lower(&mut reductions.plain[link.from][link.to], max);
        }
        if let Some(min) = link.min {
            lower(&mut reductions.plain[link.to][link.from], -min);
        }
    }
    for (at, link) in contingent.iter().enumerate() {
        reductions.upper[at][link.to] = Some(-link.max.unwrap());
    }
    while std::mem::take(&mut reductions.changed) {
        reductions.round(nodes, &contingent);
        if (0..nodes).any(|node| reductions.plain[node][node].is_some_and(|round| round < 0)) {
            return false;
        }
        let circle =
            |(at, link): (usize, &&Link)| reductions.upper[at][link.from].is_some_and(|round| round < 0);
        if contingent.iter().enumerate().any(circle) {
            return false;
        }
    }
    true
}

impl Reductions {
    fn plain(&mut self, from: usize, to: usize, weight: Time) {
        self.changed |= lower(&mut self.plain[from][to], weight);
    }

    fn round(&mut self, nodes: usize, contingent: &[&Link]) {
        // No case: one edge after another.
        for middle in 0..nodes {
            for from in 0..nodes {
                let Some(first) = self.plain[from][middle] else { continue };
                for to in 0..nodes {
                    if let Some(second) = self.plain[middle][to] {
                        self.plain(from, to, first + second);
                    }
                }
            }
        }
        for (at, link) in contingent.iter().enumerate() {
            // Upper case: after a plain edge.
            for middle in 0..nodes {
                let Some(second) = self.upper[at][middle] else { continue };
                for from in 0..nodes {
                    if let Some(first) = self.plain[from][middle] {
                        self.changed |= lower(&mut self.upper[at][from], first + second);
                    }
                }
            }
            // Label removal: it lasts at least so long in any case.
            for from in (0..nodes).filter(|from| *from != link.to) {
                if let Some(weight) = self.upper[at][from] {
                    let least = link.min.unwrap();
                    if weight >= -least {
                        self.plain(from, link.from, weight);
                    }
                }
            }
        }
        for (at, link) in contingent.iter().enumerate() {
            let (activation, node, least) = (link.from, link.to, link.min.unwrap());
            // Lower case: what must come before it must come before its earliest.
            for to in 0..nodes {
                if let Some(weight) = self.plain[node][to].filter(|weight| *weight < 0)
                    && to != node
                {
                    self.plain(activation, to, least + weight);
                }
            }
            // Cross case: the same with what waits for another.
            for other in (0..contingent.len()).filter(|other| *other != at) {
                if let Some(weight) = self.upper[other][node].filter(|weight| *weight < 0) {
                    self.changed |= lower(&mut self.upper[other][activation], least + weight);
                }
            }
        }
    }
}
