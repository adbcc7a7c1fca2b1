use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::ops::ControlFlow;

use super::{Condition, condition};
use crate::graph::Graph;
use crate::questions::altered::{level_with, levels, with_relations};
use crate::questions::why::why;
use crate::relation::Relation;
use crate::stability::Concept;

/// What would have to change in what a decision maker prefers, at the least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing: the condition holds.
    None,
    /// The wished state would have to be preferred more.
    Raise(Raise),
    /// That is not told, as its preferences are partly unknown or follow no order.
    NotTold,
}

impl Change {
    /// How many comparisons of two states change.
    fn cost(&self) -> usize {
        match self {
            Self::Raise(raise) => raise.changed.len(),
            Self::None | Self::NotTold => 0,
        }
    }
}

/// A state moved up in a ranking until it is preferred alike with the states of a better class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raise {
    /// By how many classes.
    pub classes: usize,
    /// The states that it is preferred alike with then, in order of position.
    pub level_with: Vec<usize>,
    /// The comparisons that this changes, in order of position.
    pub changed: Vec<Changed>,
}

/// How the wished state compares with another, now and then: is it preferred less, alike or more?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The position of the other state.
    pub other: usize,
    /// Now.
    pub now: Ordering,
    /// Then.
    pub then: Ordering,
}

/// The fewest comparisons of two states that would have to be otherwise in what a decision maker prefers for its condition to
/// hold, if its preferences are still to follow an order (transitive, with or without states preferred alike).
///
/// Moving the wished state up is never worse than any other change. For suppose another order will do, and let D be the states
/// that were preferred to the wished state s and no longer are, d one of the most preferred of them before. Each of D has changed
/// against s. Any other state x that was no worse than s and no better than d has changed against s or against d, or else d would
/// be preferred to s still: s ≤ x ≤ d, not both alike. So at least as many comparisons have changed as there are states beside
/// s from the class of s to that of d. Moving s up to the class of d changes just these; and as less is preferred to s then than
/// in the other order or now, and the condition only ever asks that states be not preferred, it holds.
#[must_use]
pub fn smallest(graph: &Graph, condition: &Condition) -> Change {
    let Condition { decision_maker, state, .. } = *condition;
    let Some(ladder) = Ladder::new(graph, decision_maker, state) else { return Change::NotTold };
    for classes in 0..=ladder.above() {
        let level = ladder.own + classes;
        if condition.holds(|other| ladder.level.get(other).is_some_and(|&its| its > level)) {
            return ladder.raise(classes);
        }
    }
    // At the top nothing is preferred to the state.
    ladder.raise(ladder.above())
}

/// The classes of a decision maker from the one of the wished state up.
struct Ladder {
    state: usize,
    level: Vec<usize>,
    own: usize,
}

impl Ladder {
    fn new(graph: &Graph, decision_maker: usize, state: usize) -> Option<Self> {
        let level = levels(graph.relation(decision_maker)?, graph.states())?;
        let own = *level.get(state)?;
        Some(Self { state, level, own })
    }

    /// How many classes are better.
    fn above(&self) -> usize {
        self.level.iter().max().map_or(0, |&best| best - self.own)
    }

    fn raise(&self, classes: usize) -> Change {
        if classes == 0 {
            return Change::None;
        }
        let then = self.own + classes;
        let others = || self.level.iter().enumerate().filter(|(other, _)| *other != self.state);
        Change::Raise(Raise {
            classes,
            level_with: others().filter(|(_, level)| **level == then).map(|(other, _)| other).collect(),
            changed: others()
                .map(|(other, its)| Changed { other, now: self.own.cmp(its), then: then.cmp(its) })
                .filter(|changed| changed.now != changed.then)
                .collect(),
        })
    }
}

/// What would have to change for everybody at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Together {
    /// This, by decision maker. The fewest comparisons in sum: for Nash, GMR and SMR among all orders; for SEQ and SSEQ, where
    /// each one's preferences also deter others, among all ways to move the state up in several rankings.
    Changes(Vec<Change>),
    /// Nothing will do: somebody's preferences are partly unknown or follow no order, and so are left as they are.
    Nothing,
    /// The search was stopped.
    Stopped,
}

/// How far a search has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many combinations of changes were tried.
    pub tried: usize,
    /// How many comparisons the one tried now changes.
    pub comparisons: usize,
}

/// What would have to change for `state` to be an equilibrium by `concept`.
///
/// For SEQ and SSEQ combinations of raises are tried, fewest changed comparisons first; there are as many as the product of
/// everybody's better classes. `tell` hears of each and can stop the search.
pub fn together(
    graph: &Graph,
    state: usize,
    concept: Concept,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Together {
    let decision_makers = 0..graph.decision_makers();
    if !concept.needs_improving_sanctions() {
        let changes = decision_makers.map(|at| {
            let condition = condition(graph, at, state, concept);
            let change = smallest(graph, &condition);
            let stable = change != Change::NotTold || why(graph, at, state, concept).is_stable();
            stable.then_some(if change == Change::NotTold { Change::None } else { change })
        });
        return changes.collect::<Option<Vec<Change>>>().map_or(Together::Nothing, Together::Changes);
    }

    let ladders: Vec<Option<Ladder>> =
        decision_makers.clone().map(|at| Ladder::new(graph, at, state)).collect();
    let changes: Vec<Vec<Change>> = ladders
        .iter()
        .map(|ladder| match ladder {
            Some(ladder) => (0..=ladder.above()).map(|classes| ladder.raise(classes)).collect(),
            None => vec![Change::None],
        })
        .collect();
    let pick = |classes: &[usize]| -> Vec<&Change> {
        changes.iter().zip(classes).filter_map(|(changes, &at)| changes.get(at)).collect()
    };
    let mut waiting = BinaryHeap::from([(Reverse(0), Reverse(vec![0; changes.len()]))]);
    let mut tried = 0;
    while let Some((Reverse(comparisons), Reverse(classes))) = waiting.pop() {
        if tell(Progress { tried, comparisons }).is_break() {
            return Together::Stopped;
        }
        tried += 1;
        let picked = pick(&classes);
        let relations: Vec<(usize, Relation)> = picked
            .iter()
            .enumerate()
            .filter_map(|(at, change)| {
                let Change::Raise(raise) = change else { return None };
                let model = *raise.level_with.first()?;
                Some((at, level_with(graph.relation(at)?, graph.states(), state, model)))
            })
            .collect();
        let altered = with_relations(graph, &relations);
        if decision_makers.clone().all(|at| why(&altered, at, state, concept).is_stable()) {
            return Together::Changes(picked.into_iter().cloned().collect());
        }
        // Each combination is come to once: by raising for the last one raised, or for one after it.
        let last = classes.iter().rposition(|&classes| classes > 0).unwrap_or(0);
        for at in last..classes.len() {
            let mut more = classes.clone();
            if let Some(one) = more.get_mut(at) {
                *one += 1;
            }
            let picked = pick(&more);
            if picked.len() == more.len() {
                let cost = picked.iter().map(|change| change.cost()).sum();
                waiting.push((Reverse(cost), Reverse(more)));
            }
        }
    }
    Together::Nothing
}
