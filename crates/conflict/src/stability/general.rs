//! What is stable on a graph for each decision maker.

use super::arrivals::Arrivals;
use super::ask::{Asked, NoAnswer, Tell, Work};
use super::least::Least;
use super::rule::{Rule, Scale};
use super::sides::Side;
use super::steps::{Movers, Steps};
use super::{Concept, Stable, numbers};
use crate::graph::Graph;
use crate::memory::fits;
use crate::relation::Relation;

/// Which states of a graph are stable for whom, by the concepts asked for, in their order. Sources: see [`Concept`].
///
/// Where a decision maker's preferences are levels, the answers for it take time in proportion to the moves of all, times how many
/// decision makers there are. Where they are a table, they take that for every state that it can improve on.
///
/// # Errors
/// Where preferences are partly unknown (see [`unknown`](super::unknown) for those), where more memory is needed than is allowed,
/// and where `tell` says to stop.
pub fn solve(graph: &Graph, asked: &Asked, tell: Tell<'_>) -> Result<Vec<Stable>, NoAnswer> {
    all_known(graph)?;
    by_rule(graph, &Rule::GENERAL, asked, tell)
}

/// About how many bytes it takes to answer, beyond the graph itself.
#[must_use]
pub fn memory(graph: &Graph, asked: &Asked) -> u64 {
    let (states, movers) = (graph.states() as u64, graph.decision_makers());
    let moves: usize = (0..movers)
        .map(|at| (0..graph.states()).map(|state| graph.moves(at, state).len()).sum::<usize>())
        .sum();
    let sets = if asked.wants(Concept::needs_improving_sanctions) { 2 } else { 1 };
    let arrivals = (moves as u64 * 4 + (states + 1) * 8 * movers as u64) * sets;
    let by_numbers = Least::memory(graph.states(), movers.saturating_sub(1), 2) + states * 4;
    // Forwards: who came to each state, in which search, and what waits; for coalitions the same backwards, and a set.
    let by_states = states * (2 + 4 + 16) + states * (2 + 8) + states / 8;
    let all_levels = (0..movers).all(|at| matches!(graph.relation(at), Some(Relation::Levels { .. })));
    let threads = rayon::current_num_threads() as u64;
    let at_once = if all_levels { by_numbers } else { by_numbers.max(by_states) };
    let results = (states / 8 + 8) * movers as u64 * asked.concepts.len() as u64;
    arrivals + at_once * threads + results
}

/// The same for any kind of stability.
pub(super) fn by_rule(
    graph: &Graph,
    rule: &Rule,
    asked: &Asked,
    tell: Tell<'_>,
) -> Result<Vec<Stable>, NoAnswer> {
    within(memory(graph, asked), asked)?;
    let players = graph.decision_makers();
    let mut work = Work::new(graph.states() as u64 * players as u64, tell)?;
    let scales: Vec<Option<Scale<'_>>> =
        (0..players).map(|at| graph.relation(at).and_then(|relation| rule.scale(relation))).collect();
    let improving = asked.wants(Concept::needs_improving_sanctions);
    let arrivals = scales.iter().any(Option::is_some).then(|| arrivals(graph, rule, improving));
    let steps = scales.iter().any(Option::is_none).then(|| steps(graph, rule, improving));
    let mut stable: Vec<Stable> = asked
        .concepts
        .iter()
        .map(|&concept| Stable { concept, by_decision_maker: Vec::with_capacity(players) })
        .collect();
    for (player, scale) in scales.into_iter().enumerate() {
        let sets = match (scale, &arrivals, &steps) {
            (Some(scale), Some(arrivals), _) => {
                let sets = numbers::stable(graph, player, rule, scale, arrivals, asked);
                work.add(graph.states())?;
                sets
            }
            (None, _, Some(steps)) => alone(graph, &[player], rule, steps, asked).stable(&mut work)?,
            _ => continue,
        };
        stable.iter_mut().zip(sets).for_each(|(stable, set)| stable.by_decision_maker.push(set));
    }
    Ok(stable)
}

/// A decision maker against all others.
pub(super) fn alone<'a>(
    graph: &'a Graph,
    members: &'a [usize; 1],
    rule: &'a Rule,
    steps: &'a Movers<Steps<'a>>,
    asked: &'a Asked,
) -> Side<'a> {
    Side {
        graph,
        members,
        own: Vec::new(),
        others: steps.but(members, false),
        answers: steps.but(members, true),
        rule,
        asked,
    }
}

/// What everybody can do, backwards; improvements only where they are wanted.
pub(super) fn arrivals(graph: &Graph, rule: &Rule, improving: bool) -> Movers<Arrivals> {
    let players = 0..graph.decision_makers();
    let improving =
        improving.then(|| players.clone().map(|player| Arrivals::improving(graph, player, rule.answers)));
    Movers::new(players.map(|player| Arrivals::all(graph, player)), improving)
}

/// What everybody can do, forwards; improvements only where they are wanted.
pub(super) fn steps<'a>(graph: &'a Graph, rule: &Rule, improving: bool) -> Movers<Steps<'a>> {
    let players = 0..graph.decision_makers();
    let improving =
        improving.then(|| players.clone().map(|player| Steps::improving(graph, player, rule.answers)));
    Movers::new(players.map(|player| Steps::Of(graph, player)), improving)
}

/// Refuse what needs more memory than there is.
pub(super) fn within(needed: u64, asked: &Asked) -> Result<(), NoAnswer> {
    let what = || "finding what is stable".to_owned();
    Ok(fits(what, u128::from(needed), asked.budget, "ask for fewer concepts, or leave states out")?)
}

/// Refuse preferences that are partly unknown.
pub(super) fn all_known(graph: &Graph) -> Result<(), NoAnswer> {
    let unknown = |&at: &usize| graph.relation(at).is_some_and(|relation| !relation.is_known());
    match (0..graph.decision_makers()).find(unknown) {
        Some(decision_maker) => Err(NoAnswer::Unknown { decision_maker }),
        None => Ok(()),
    }
}
