//! What would have to be so for a state to hold, where that depends on what is not known.

use std::sync::Arc;

use super::judge::{Judged, Open, judge};
use super::{Contradiction, Question, orders};
use crate::graph::Graph;
use crate::questions::order::Order;
use crate::stability::Concept;

/// A comparison that is not known, supposed to be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Supposed {
    /// Whose, by place.
    pub decision_maker: usize,
    /// The position of a state.
    pub one: usize,
    /// That of another.
    pub than: usize,
    /// Whether the first is preferred to the other, or is not.
    pub preferred: bool,
}

/// For whom a state is to be stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// The decision maker of this place.
    One(usize),
    /// Everybody.
    Everybody,
}

/// What to suppose of comparisons that are not known so that a state is stable by a concept, or so that it is not (`stable`): with
/// these it is so whatever the rest is. None of them can be left out, as far as that can be told without going through
/// completions. There may be other answers.
///
/// `None` where no completion makes it so, or none was found among `most_tried` partial ones.
///
/// # Errors
/// Where known comparisons contradict each other.
pub fn supposing(
    graph: &Graph,
    whom: Whom,
    state: usize,
    concept: Concept,
    stable: bool,
    most_tried: usize,
) -> Result<Option<Vec<Supposed>>, Contradiction> {
    let known: Vec<Arc<Order>> = orders(graph)?.into_iter().map(Arc::new).collect();
    let question = Question { graph, state, concept, most: most_tried };
    let everybody: Vec<usize> = (0..graph.decision_makers()).collect();
    Ok(match whom {
        Whom::One(decision_maker) => question.supposing(&known, &[decision_maker], stable),
        Whom::Everybody if stable => question.supposing(&known, &everybody, true),
        Whom::Everybody => everybody.iter().find_map(|&one| question.supposing(&known, &[one], false)),
    })
}

impl Supposed {
    fn put(self, orders: &mut [Arc<Order>]) {
        if let Some(order) = orders.get_mut(self.decision_maker).map(Arc::make_mut) {
            if self.preferred {
                order.put_above(self.one, self.than);
            } else {
                order.put_not_below(self.than, self.one);
            }
        }
    }
}

impl Question<'_> {
    fn supposing(&self, known: &[Arc<Order>], whom: &[usize], stable: bool) -> Option<Vec<Supposed>> {
        let wanted = if stable { Judged::Stable } else { Judged::Unstable };
        // Their own comparisons with the state are supposed to be as they have to be. Where they have to serve as others' sanctions,
        // too, they are left to the search.
        let mut start = known.to_vec();
        let mut supposed = Vec::new();
        if whom.len() == 1 || !self.concept.needs_improving_sanctions() {
            for &decision_maker in whom {
                let Some(order) = known.get(decision_maker) else { continue };
                for one in 0..self.graph.states() {
                    if order.prefers(one, self.state).is_none() {
                        supposed.push(Supposed { decision_maker, one, than: self.state, preferred: !stable });
                    }
                }
                Arc::make_mut(start.get_mut(decision_maker)?).put(self.state, stable);
            }
        }
        match self.search(start, whom, wanted) {
            Searched::Found(more) => supposed.extend(more),
            Searched::Nothing | Searched::GivenUp => return None,
        }

        // Each is left out that the others do without. The first ones to go are those of least use: found last.
        let holds = |supposed: &[Supposed]| {
            let mut orders = known.to_vec();
            supposed.iter().for_each(|one| one.put(&mut orders));
            self.judge_all(&orders, whom) == wanted
        };
        for at in (0..supposed.len()).rev() {
            let mut fewer = supposed.clone();
            fewer.remove(at);
            if holds(&fewer) {
                supposed = fewer;
            }
        }
        supposed.sort_unstable();
        Some(supposed)
    }

    /// Searches completions for one under which the state is stable for all of `whom`, or is not for the only one. One branch at a
    /// time is worked out, in place.
    pub(super) fn search(&self, start: Vec<Arc<Order>>, whom: &[usize], wanted: Judged) -> Searched {
        let mut orders = start.clone();
        let mut supposed: Vec<Supposed> = Vec::new();
        // What is to be tried yet: after how many of what is supposed now, and what then.
        let mut waiting: Vec<(usize, Supposed)> = Vec::new();
        for _ in 0..self.most.max(1) {
            let judged = self.judge_all(&orders, whom);
            if judged == wanted {
                return Searched::Found(supposed);
            }
            if let Judged::Open(Open { decision_maker, one, than, helps }) = judged {
                // What is more likely to lead to what is looked for is tried first.
                let likely = helps == (wanted == Judged::Stable);
                let supposing = |preferred| Supposed { decision_maker, one, than, preferred };
                waiting.push((supposed.len(), supposing(!likely)));
                supposing(likely).put(&mut orders);
                supposed.push(supposing(likely));
            } else {
                let Some((kept, next)) = waiting.pop() else { return Searched::Nothing };
                supposed.truncate(kept);
                supposed.push(next);
                orders.clone_from(&start);
                supposed.iter().for_each(|one| one.put(&mut orders));
            }
        }
        Searched::GivenUp
    }

    /// Whether the state is stable for all of `whom`.
    pub(super) fn judge_all(&self, orders: &[Arc<Order>], whom: &[usize]) -> Judged {
        let mut judged = Judged::Stable;
        for &decision_maker in whom {
            match judge(self.graph, orders, decision_maker, self.state, self.concept) {
                Judged::Unstable => return Judged::Unstable,
                Judged::Open(open) if judged == Judged::Stable => judged = Judged::Open(open),
                Judged::Stable | Judged::Open(_) => {}
            }
        }
        judged
    }
}

/// What a search came to.
pub(super) enum Searched {
    /// There is such a completion, and all those with these comparisons are such.
    Found(Vec<Supposed>),
    /// There is none.
    Nothing,
    /// That took more steps than allowed.
    GivenUp,
}
