//! What is stable whatever the unknown preferences are.
//!
//! Comparisons that are not known are taken to be somehow: every decision maker has an order of all states, with some preferred
//! alike perhaps, that keeps to all its known comparisons. Such an order is a *completion*. A state may be stable under every
//! completion of everybody's comparisons, under some only, or under none.
//!
//! Where it is said of two states that it is not known which a decision maker prefers although its known comparisons would settle
//! that, no order leaves it open. To take what is said at its word, all comparisons that are not known of this decision maker are
//! then each taken to be somehow, by themselves, whether or not they make an order together.
//!
//! This is another question than the four extensions of [`unknown`](crate::stability::unknown) answer, in which not knowing is
//! itself a reason to move or not to. They meet in this: for Nash, GMR and SMR a state is stable under every completion exactly where
//! it is by extension A, and under some exactly where it is by extension D.

mod extremes;
mod judge;
mod suppose;

pub use suppose::{Supposed, Whom, supposing};

use std::ops::ControlFlow;
use std::sync::Arc;

use rayon::prelude::*;
use thiserror::Error;

use super::order::{NoOrder, Order};
use crate::graph::Graph;
use crate::memory::{TooLarge, fits};
use crate::model::StateSet;
use crate::stability::{self, Concept};
use extremes::Extremes;
use judge::{Judged, judge};
use suppose::Searched;

/// Under which completions something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holds {
    /// Under every one.
    Always,
    /// Under some, not under others.
    Sometimes,
    /// Under none.
    Never,
    /// That was not settled within the work allowed.
    NotSettled(Seen),
}

/// What was seen of completions where not all was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Seen {
    /// None either way.
    Nothing,
    /// One under which it holds. So it does always or sometimes.
    Holding,
    /// One under which it does not. So it holds sometimes or never.
    Failing,
}

impl Holds {
    /// From whether there is a completion under which it holds and one under which it does not, where that is settled.
    const fn from(holding: Option<bool>, failing: Option<bool>) -> Self {
        match (holding, failing) {
            (Some(false), _) => Self::Never,
            (_, Some(false)) => Self::Always,
            (Some(true), Some(true)) => Self::Sometimes,
            (Some(true), None) => Self::NotSettled(Seen::Holding),
            (None, Some(true)) => Self::NotSettled(Seen::Failing),
            (None, None) => Self::NotSettled(Seen::Nothing),
        }
    }
}

/// What holds by one concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whatever {
    /// By which concept.
    pub concept: Concept,
    /// By decision maker and position of a state, whether the state is stable for the one.
    pub by_decision_maker: Vec<Vec<Holds>>,
    /// By position, whether the state is an equilibrium, that is stable for everybody under one and the same completion of
    /// everybody's comparisons.
    pub equilibria: Vec<Holds>,
}

impl Whatever {
    /// The states that are equilibria under every completion.
    #[must_use]
    pub fn always(&self) -> StateSet {
        StateSet::of(self.equilibria.len(), |at| self.equilibria.get(at) == Some(&Holds::Always))
    }

    /// The states that may be equilibria: all but those that are under no completion.
    #[must_use]
    pub fn possible(&self) -> StateSet {
        StateSet::of(self.equilibria.len(), |at| self.equilibria.get(at) != Some(&Holds::Never))
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// By which concepts; the answers come in this order.
    pub concepts: Vec<Concept>,
    /// For SEQ and SSEQ: how many partial completions are tried at most for each thing to settle.
    pub most_tried: usize,
    /// How many bytes there are for it beyond the graph itself, as [`memory`] estimates them.
    pub budget: u64,
}

impl Default for Asked {
    fn default() -> Self {
        Self { concepts: Concept::ALL.to_vec(), most_tried: 2_000, budget: u64::MAX }
    }
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many states were looked at: once for each of two extremes, and once for each concept that is searched.
    pub done: usize,
    /// How many there are to be looked at.
    pub of: usize,
}

/// Comparisons that no order can keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "decision maker number {} prefers state number {} to number {}, and by its other preferences the second is at least as good as the first: take one of them back",
    decision_maker + 1, one + 1, other + 1
)]
pub struct Contradiction {
    /// Whose, by place.
    pub decision_maker: usize,
    /// The state that is said to be preferred, by position.
    pub one: usize,
    /// To which one.
    pub other: usize,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoAnswer {
    /// The known comparisons contradict each other.
    #[error(transparent)]
    Contradiction(#[from] Contradiction),
    /// It would take more memory than allowed.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// The caller asked to stop.
    #[error("stopped before everything was looked at")]
    Stopped,
}

/// What is stable for whom under every completion of the comparisons that are not known, under some, or under none.
///
/// **Nash, GMR, SMR** are settled by two completions. Whether a state s is stable for i by them depends on i's order alone, and in
/// it only on which states are preferred to s; and what is stable stays so where fewer are. Let U be the states of which i's known
/// comparisons, with all that follows from them, do not say how they compare with s. There is a completion in which s is
/// preferred to all of U: if adding s > x for all x in U made a circle, then part of the circle would lead from some x in U to s by
/// comparisons that were known, and x would compare with s as known. In the same way there is one in which all of U are
/// preferred to s. (Where comparisons are settled by themselves, there are such completions at once.) No completion has fewer
/// states preferred to s than the first, none more than the second. As everybody's order is completed for itself, a state is an
/// equilibrium under some completion where it is stable for each under one. All of this takes as long as two of the four
/// extensions, and as what follows from comparisons, in proportion to the cube of the states over 64.
///
/// **SEQ and SSEQ** depend on the others' orders, too. What is stable by Nash always is so by both always, and what never is by GMR,
/// or for SSEQ by SMR, never is by them. For the rest, i's own order is settled in the same way, and the others' are searched:
/// what is certain and what is excluded is worked out at each step, and a comparison that matters is settled one way and the
/// other. For equilibria everybody's comparisons are searched at once. A search that would take more than
/// [`Asked::most_tried`] steps is given up, and says so.
///
/// # Errors
/// Where known comparisons contradict each other, where more memory is needed than is allowed, and where `tell` says to stop.
pub fn whatever(
    graph: &Graph,
    asked: &Asked,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Vec<Whatever>, NoAnswer> {
    let what = || "finding what is stable whatever is not known".to_owned();
    let help = "ask for fewer concepts, leave states out, or state preferences";
    fits(what, u128::from(memory(graph, asked)), asked.budget, help)?;
    let searched = asked.concepts.iter().filter(|concept| concept.needs_improving_sanctions()).count();
    let mut progress = Progress { done: 0, of: graph.states() * (2 + searched) };
    let orders = orders_unless(graph, &mut || match tell(progress) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(NoAnswer::Stopped),
    })?;
    let orders: Vec<Arc<Order>> = orders.into_iter().map(Arc::new).collect();
    let extremes = Extremes::of(graph, asked, &mut progress, tell)?;
    let mut results = Vec::with_capacity(asked.concepts.len());
    for &concept in &asked.concepts {
        let mut result = Whatever {
            concept,
            by_decision_maker: vec![Vec::with_capacity(graph.states()); graph.decision_makers()],
            equilibria: Vec::with_capacity(graph.states()),
        };
        let settle = |state| {
            let question = Question { graph, state, concept, most: asked.most_tried };
            question.settle(&orders, &extremes)
        };
        let states: Vec<usize> = (0..graph.states()).collect();
        for some in states.chunks(AT_ONCE) {
            // Only what is searched takes long.
            let settled: Vec<(Vec<Settled>, Holds)> = if concept.needs_improving_sanctions() {
                if tell(progress).is_break() {
                    return Err(NoAnswer::Stopped);
                }
                progress.done += some.len();
                some.par_iter().map(|&state| settle(state)).collect()
            } else {
                some.iter().map(|&state| settle(state)).collect()
            };
            for (each, everybody) in settled {
                result.equilibria.push(everybody);
                for (states, settled) in result.by_decision_maker.iter_mut().zip(each) {
                    states.push(Holds::from(settled.holding, settled.failing));
                }
            }
        }
        results.push(result);
    }
    Ok(results)
}

/// How many states are searched between two times that progress is told.
const AT_ONCE: usize = 64;

/// About how many bytes it takes to answer, beyond the graph itself: everybody's order, and changed ones in each thread.
#[must_use]
pub fn memory(graph: &Graph, asked: &Asked) -> u64 {
    let (states, movers) = (graph.states() as u64, graph.decision_makers() as u64);
    let order = states.saturating_mul(states.div_ceil(64)).saturating_mul(16);
    let searched = asked.concepts.iter().any(|concept| concept.needs_improving_sanctions());
    let copies = if searched { 1 + 2 * rayon::current_num_threads() as u64 } else { 1 };
    let results = states * (movers + 1) * 2 * asked.concepts.len() as u64;
    stability::memory(graph, &Extremes::asked(asked))
        .saturating_add(order.saturating_mul(movers * copies + 1))
        .saturating_add(results)
}

/// Everybody's known comparisons, with what follows.
pub(super) fn orders(graph: &Graph) -> Result<Vec<Order>, Contradiction> {
    orders_unless(graph, &mut || Ok(()))
}

/// The same, unless `go_on` says to stop; it is asked often.
fn orders_unless<E: From<Contradiction>>(
    graph: &Graph,
    go_on: &mut dyn FnMut() -> Result<(), E>,
) -> Result<Vec<Order>, E> {
    (0..graph.decision_makers())
        .filter_map(|at| graph.relation(at).map(|relation| (at, relation)))
        .map(|(decision_maker, relation)| {
            Order::of(relation, graph.states(), go_on).map_err(|why| match why {
                NoOrder::Circle(one, other) => Contradiction { decision_maker, one, other }.into(),
                NoOrder::Stopped(stopped) => stopped,
            })
        })
        .collect()
}

/// Whether there is a completion under which a state is stable, and one under which it is not; `None` where that is not settled.
#[derive(Clone, Copy)]
struct Settled {
    holding: Option<bool>,
    failing: Option<bool>,
}

impl Settled {
    const ALWAYS: Self = Self { holding: Some(true), failing: Some(false) };
    const SOMETIMES: Self = Self { holding: Some(true), failing: Some(true) };
    const NEVER: Self = Self { holding: Some(false), failing: Some(true) };
}

/// Whether a state is stable by a concept.
struct Question<'a> {
    graph: &'a Graph,
    state: usize,
    concept: Concept,
    most: usize,
}

impl Question<'_> {
    /// For each, and for everybody at once.
    fn settle(&self, orders: &[Arc<Order>], extremes: &Extremes) -> (Vec<Settled>, Holds) {
        let each: Vec<Settled> = (0..self.graph.decision_makers())
            .map(|at| match extremes.settled(self.concept, at, self.state) {
                Some(settled) => settled,
                None => self.for_one(orders, at),
            })
            .collect();
        let everybody = self.for_all(orders, &each);
        (each, everybody)
    }

    /// For one decision maker, by search.
    fn for_one(&self, orders: &[Arc<Order>], decision_maker: usize) -> Settled {
        match judge(self.graph, orders, decision_maker, self.state, self.concept) {
            Judged::Stable => return Settled::ALWAYS,
            Judged::Unstable => return Settled::NEVER,
            Judged::Open(_) => {}
        }
        let extreme = |best: bool| {
            let mut orders = orders.to_vec();
            if let Some(own) = orders.get_mut(decision_maker) {
                Arc::make_mut(own).put(self.state, best);
            }
            self.exists(orders, &[decision_maker], best)
        };
        Settled { holding: extreme(true), failing: extreme(false) }
    }

    /// For everybody at once.
    fn for_all(&self, orders: &[Arc<Order>], each: &[Settled]) -> Holds {
        let any = |which: &dyn Fn(&Settled) -> bool| each.iter().any(which);
        // It fails to be an equilibrium where it fails to be stable for somebody, whatever the others' orders.
        let failing = if any(&|one| one.failing == Some(true)) {
            Some(true)
        } else if any(&|one| one.failing.is_none()) {
            None
        } else {
            Some(false)
        };
        let holding = if any(&|one| one.holding == Some(false)) {
            Some(false)
        } else if failing == Some(false) || !self.concept.needs_improving_sanctions() {
            Some(true)
        } else {
            let everybody: Vec<usize> = (0..each.len()).collect();
            // Where everybody likes the state as well as may be, that is often enough.
            let mut fondest = orders.to_vec();
            fondest.iter_mut().for_each(|order| Arc::make_mut(order).put(self.state, true));
            match self.judge_all(&fondest, &everybody) {
                Judged::Stable => Some(true),
                Judged::Unstable | Judged::Open(_) => self.exists(orders.to_vec(), &everybody, true),
            }
        };
        Holds::from(holding, failing)
    }

    /// Whether there is a completion under which the state is stable for all of `whom`, or is not for the only one.
    fn exists(&self, orders: Vec<Arc<Order>>, whom: &[usize], stable: bool) -> Option<bool> {
        let wanted = if stable { Judged::Stable } else { Judged::Unstable };
        match self.search(orders, whom, wanted) {
            Searched::Found(_) => Some(true),
            Searched::Nothing => Some(false),
            Searched::GivenUp => None,
        }
    }
}
