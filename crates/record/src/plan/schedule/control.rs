//! Whether a plan holds together, and whether it can be kept whatever others take.
//!
//! The mathematics is that of [`onetext_plan::network`]. What nobody else decides needs no more than consistency. A cycle
//! that shows that a plan cannot be kept goes through what others decide; so only moments that are bound to such a moment in
//! both directions, not before and not after, are looked at for it (the strongly connected components of the distance graph
//! that have a contingent link), each of these groups for itself.

use onetext_plan::network::{Bounds, Conflict, Controllability, Network, NodeId, Side, Strategy};

use super::build::{Link, Links};
use super::calendar::Moment;
use super::claim::{Bound, Field, Node, Told};

/// By how many minutes the zero from which dates are counted is moved back in the networks here, so that it comes before
/// every moment of a plan: what is fixed to a date is fixed beforehand, and nobody chooses when dates begin.
const BEFORE_ALL: i64 = 1 << 40;

/// The most moments of one group for which a way of keeping the plan is worked out, which takes time in proportion to the
/// third power of their number. For more it is only said whether there is one.
pub const RULES_AT_MOST: usize = 250;

/// Whether the dates of a plan can hold, and be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Not all of them can hold, whatever anybody does.
    Inconsistent(Clash),
    /// They can hold only if others take the right time.
    NotControllable(Clash),
    /// They can be kept whatever others take within their bounds.
    Controllable {
        /// What to follow, for the moments that depend on what others decide; empty where nothing does.
        rules: Vec<Rule>,
        /// Whether there are rules that are not told, because there are too many moments.
        more: bool,
    },
}

/// Things that are said of the time between moments and that cannot all hold; without any one of them, the others can.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Clash {
    /// What is said, in the order of a walk from moment to moment that ends where it began.
    pub told: Vec<Told>,
    /// By how many minutes it falls short; `None` where they can all hold, but be kept only if others take the right time.
    pub short_by: Option<i64>,
    /// The place in `told` of the one that is left out of the windows, and to find what else cannot hold: a deadline, where
    /// there is one.
    pub left_out: Option<usize>,
}

/// What to follow for one moment that the plan brings about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The moment.
    pub node: Node,
    /// Not earlier than so many minutes after another.
    pub after: Vec<Distance>,
    /// Not later than so many minutes after another, once that has come.
    pub within: Vec<Distance>,
    /// What others decide and is to be waited for.
    pub waits: Vec<Wait>,
}

/// How far from another moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distance {
    /// The other moment; [`Node::Dates`] where it is a date.
    pub node: Node,
    /// So many minutes; with [`Node::Dates`] the moment itself.
    pub minutes: i64,
}

/// Not before `until` has come or so many minutes have passed since `since`, whichever is earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// What others decide.
    pub until: Node,
    /// What sets it going.
    pub since: Node,
    /// How long to wait at most.
    pub minutes: i64,
}

/// A network of some nodes of a plan.
struct Part<'a> {
    links: &'a Links,
    network: Network,
    /// The nodes of the plan, by their places in the network.
    nodes: Vec<usize>,
    /// The link of the plan of each link of the network; none: that dates begin before all.
    from: Vec<Option<usize>>,
}

/// How many clashes of one plan are looked for.
const CLASHES_AT_MOST: usize = 32;

/// What is found of a plan.
pub(super) struct Found {
    /// In the order in which they were found; those that cannot hold first.
    pub(super) clashes: Vec<Clash>,
    /// Whether what is not left out can hold together.
    pub(super) consistent: bool,
    pub(super) rules: Vec<Rule>,
    pub(super) more: bool,
}

impl Found {
    pub(super) fn outcome(&self) -> Outcome {
        match self.clashes.first() {
            Some(clash) if clash.short_by.is_some() => Outcome::Inconsistent(clash.clone()),
            Some(clash) => Outcome::NotControllable(clash.clone()),
            None => Outcome::Controllable { rules: self.rules.clone(), more: self.more },
        }
    }
}

/// Everything that cannot hold together, one thing of each clash being left out to find the next; and how to keep the rest
/// where there is none. Links that are left out are marked so.
pub(super) fn find(links: &mut Links) -> Found {
    let mut out = vec![false; links.links.len()];
    let found = find_all(links, &mut out);
    for (link, out) in links.links.iter_mut().zip(out) {
        link.left_out = out;
    }
    found
}

fn find_all(links: &Links, out: &mut [bool]) -> Found {
    let mut found = Found { clashes: Vec::new(), consistent: false, rules: Vec::new(), more: false };
    let all: Vec<usize> = (0..links.nodes.len()).collect();
    while found.clashes.len() < CLASHES_AT_MOST {
        // Others' durations count for consistency as if they could be chosen, so one network of all tells it.
        let Some((clash, left_out)) = Part::new(links, &all, false, out).inconsistency() else {
            found.consistent = true;
            break;
        };
        found.clashes.push(clash);
        let Some(left_out) = left_out else { break };
        out[left_out] = true;
    }
    if !found.consistent {
        return found;
    }
    for group in groups(links, out) {
        loop {
            let part = Part::new(links, &group, true, out);
            let conflict = match group.len() > RULES_AT_MOST {
                true => part.network.conflict(),
                false => match part.network.controllability() {
                    Controllability::Controllable(strategy) => {
                        found.rules.extend(part.rules(&strategy));
                        break;
                    }
                    Controllability::Inconsistent(conflict) | Controllability::Uncontrollable(conflict) => {
                        Some(conflict)
                    }
                },
            };
            let Some((clash, left_out)) = conflict.map(|conflict| part.clash(&conflict)) else {
                found.more = true;
                break;
            };
            found.clashes.push(clash);
            match left_out.filter(|_| found.clashes.len() < CLASHES_AT_MOST) {
                Some(left_out) => out[left_out] = true,
                None => return found,
            }
        }
    }
    found
}

/// The same with all moments in one network, for tests.
#[cfg(test)]
pub(super) fn outcome_of_all(links: &Links) -> Outcome {
    let all: Vec<usize> = (0..links.nodes.len()).collect();
    let part = Part::new(links, &all, true, &vec![false; links.links.len()]);
    match part.network.controllability() {
        Controllability::Inconsistent(conflict) => Outcome::Inconsistent(part.clash(&conflict).0),
        Controllability::Uncontrollable(conflict) => Outcome::NotControllable(part.clash(&conflict).0),
        Controllability::Controllable(_) => Outcome::Controllable { rules: Vec::new(), more: false },
    }
}

impl<'a> Part<'a> {
    fn new(links: &'a Links, nodes: &[usize], with_others: bool, out: &[bool]) -> Self {
        let mut part = Self { links, network: Network::new(), nodes: nodes.to_vec(), from: Vec::new() };
        let mut places: Vec<Option<NodeId>> = vec![None; links.nodes.len()];
        for &node in nodes {
            places[node] = part.network.node(node.to_string()).ok();
        }
        for (at, link) in links.links.iter().enumerate().filter(|(at, _)| !out[*at]) {
            if let (Some(from), Some(to)) = (places[link.from], places[link.to]) {
                part.add(at, link, from, to, with_others);
            }
        }
        if let Some(dates) = places.first().copied().flatten().filter(|_| with_others) {
            for &node in nodes.iter().filter(|node| **node != 0) {
                if let Some(to) = places[node] {
                    part.require(None, dates, to, Some(0), None);
                }
            }
        }
        part
    }

    fn add(&mut self, at: usize, link: &Link, from: NodeId, to: NodeId, with_others: bool) {
        let moved = if link.from == 0 { BEFORE_ALL } else { 0 };
        let (min, max) = (link.min.map(|min| min + moved), link.max.map(|max| max + moved));
        if let (true, true, Some(min), Some(max)) = (with_others, link.claim.uncertain, min, max) {
            let (min, max) = (min.max(1), max.max(1));
            if self.network.contingent(from, to, min.into(), max.into()).is_ok() {
                self.from.push(Some(at));
                return;
            }
        }
        self.require(Some(at), from, to, min, max);
    }

    fn require(&mut self, at: Option<usize>, from: NodeId, to: NodeId, min: Option<i64>, max: Option<i64>) {
        let bounds = Bounds { min: min.map(i128::from), max: max.map(i128::from) };
        if self.network.require(from, to, bounds).is_ok() {
            self.from.push(at);
            return;
        }
        // The least is more than the most: what cannot hold together is found by its two halves.
        for bounds in [Bounds { max: None, ..bounds }, Bounds { min: None, ..bounds }] {
            if self.network.require(from, to, bounds).is_ok() {
                self.from.push(at);
            }
        }
    }

    fn inconsistency(&self) -> Option<(Clash, Option<usize>)> {
        self.network.inconsistency().map(|conflict| self.clash(&conflict))
    }

    /// What a conflict of the network is in the plan, and the link of it that is to be left out.
    fn clash(&self, conflict: &Conflict) -> (Clash, Option<usize>) {
        let mut told: Vec<(usize, Told)> = Vec::new();
        for step in conflict.steps() {
            let Some(at) = self.from.get(step.constraint.index()).copied().flatten() else { continue };
            let Some(link) = self.links.links.get(at) else { continue };
            let (bound, minutes) = match step.side {
                Side::Least => (Bound::Least, link.min),
                Side::Most => (Bound::Most, link.max),
            };
            let moment = minutes.filter(|_| link.from == 0).map(Moment);
            told.push((at, Told { claim: link.claim.clone(), bound, moment }));
        }
        let is_due = |(_, told): &(usize, Told)| told.claim.field == Field::Due;
        let by_those_bound = |(_, told): &(usize, Told)| told.bound == Bound::Most && !told.claim.uncertain;
        let left_out = told.iter().position(is_due).or_else(|| told.iter().position(by_those_bound));
        let left_out = left_out.or((!told.is_empty()).then_some(0));
        let link = left_out.and_then(|at| told.get(at)).map(|(link, _)| *link);
        let short_by = conflict.short_by().and_then(|short| i64::try_from(short).ok());
        (Clash { told: told.into_iter().map(|(_, told)| told).collect(), short_by, left_out }, link)
    }

    fn node(&self, node: NodeId) -> Option<usize> {
        self.nodes.get(node.index()).copied()
    }

    fn rules(&self, strategy: &Strategy) -> Vec<Rule> {
        let name = |node: NodeId| self.node(node).map(|node| self.links.nodes[node].clone());
        let distance = |distance: &onetext_plan::network::Distance| {
            let (node, minutes) = (name(distance.node)?, i64::try_from(distance.time).ok()?);
            match node {
                // Nearer than that it is nothing that the plan says.
                Node::Dates if minutes <= 0 => None,
                Node::Dates => Some(Distance { node, minutes: minutes - BEFORE_ALL }),
                _ => Some(Distance { node, minutes }),
            }
        };
        let rule = |rule: &onetext_plan::network::Rule| {
            let node = name(rule.node).filter(|node| *node != Node::Dates)?;
            let wait = |wait: &onetext_plan::network::Wait| {
                let minutes = i64::try_from(wait.time).ok()?;
                Some(Wait { until: name(wait.until)?, since: name(wait.since)?, minutes })
            };
            Some(Rule {
                node,
                after: rule.after.iter().filter_map(distance).collect(),
                within: rule.within.iter().filter_map(distance).collect(),
                waits: rule.waits.iter().filter_map(wait).collect(),
            })
        };
        strategy.rules().iter().filter_map(rule).collect()
    }
}

/// The groups of nodes that are bound to each other in both directions and have a link that others decide; in each the
/// nodes in their order.
fn groups(links: &Links, out: &[bool]) -> Vec<Vec<usize>> {
    let nodes = links.nodes.len();
    let mut on: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    for (link, _) in links.links.iter().zip(out).filter(|(_, out)| !**out) {
        if link.max.is_some() {
            on[link.from].push(link.to);
        }
        if link.min.is_some() {
            on[link.to].push(link.from);
        }
    }
    // Dates begin before all.
    for on in on.iter_mut().skip(1) {
        on.push(0);
    }
    let component = components(&on);
    let mut found: Vec<usize> = Vec::new();
    for link in links.links.iter().filter(|link| link.claim.uncertain) {
        let (one, other) = (component[link.from], component[link.to]);
        if one == other && !found.contains(&one) {
            found.push(one);
        }
    }
    let members = |&group: &usize| (0..nodes).filter(|node| component[*node] == group).collect();
    found.iter().map(members).collect()
}

/// The strongly connected component of each node (Tarjan 1972), without recursion. O(nodes + edges).
pub(in crate::plan) fn components(on: &[Vec<usize>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let nodes = on.len();
    let (mut number, mut low) = (vec![NEW; nodes], vec![0; nodes]);
    let mut component = vec![NEW; nodes];
    let (mut next, mut count) = (0, 0);
    let mut open: Vec<usize> = Vec::new();
    for start in 0..nodes {
        if number[start] != NEW {
            continue;
        }
        let mut walk: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((node, at)) = walk.pop() {
            if at == 0 {
                (number[node], low[node]) = (next, next);
                next += 1;
                open.push(node);
            }
            if let Some(&to) = on[node].get(at) {
                walk.push((node, at + 1));
                if number[to] == NEW {
                    walk.push((to, 0));
                } else if component[to] == NEW {
                    low[node] = low[node].min(number[to]);
                }
                continue;
            }
            if low[node] == number[node] {
                while let Some(member) = open.pop() {
                    component[member] = count;
                    if member == node {
                        break;
                    }
                }
                count += 1;
            }
            if let Some(&(before, _)) = walk.last() {
                low[before] = low[before].min(low[node]);
            }
        }
    }
    component
}
