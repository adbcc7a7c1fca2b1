//! What is stable for coalitions: decision makers who would move together where all of them gain.

use super::Concept;
use super::ask::{Asked, NoAnswer, Tell, Work};
use super::general::{all_known, arrivals, memory, steps, within};
use super::reach::reached;
use super::rule::{Among, Rule};
use super::sides::Side;
use super::steps::Steps;
use super::ways::Ways;
use crate::graph::Graph;
use crate::model::StateSet;

/// For how many decision makers all coalitions are looked at.
pub const MOST: usize = 10;

/// What is stable for coalitions by one concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoalitionStable {
    /// By which concept.
    pub concept: Concept,
    /// For each coalition that was asked about, in that order, the states that it does not leave.
    pub by_coalition: Vec<StateSet>,
}

impl CoalitionStable {
    /// The states that none of the coalitions leaves. Where every coalition was asked about, these are coalitionally stable.
    #[must_use]
    pub fn for_all(&self) -> StateSet {
        let mut sets = self.by_coalition.iter();
        let mut all = sets.next().cloned().unwrap_or_else(|| StateSet::empty(0));
        sets.for_each(|set| all.intersect(set));
        all
    }
}

/// Every coalition out of so many decision makers, those of one included: in order of the numbers of which bit i stands for decision
/// maker i.
///
/// # Errors
/// For more than [`MOST`] decision makers.
pub fn every(decision_makers: usize) -> Result<Vec<Vec<usize>>, NoAnswer> {
    if decision_makers > MOST {
        return Err(NoAnswer::Coalitions { decision_makers, most: MOST });
    }
    let everybody: Vec<usize> = (0..decision_makers).collect();
    Ok(subsets(&everybody))
}

/// Which states are stable for which of these coalitions, by the concepts asked for, in their order.
///
/// Definitions: Kilgour, Hipel, Fang and Peng (2001); Inohara and Hipel (2008). A coalition leaves a state for one that it can bring
/// about by moves of its members, nobody twice in a row, and that all of its members prefer (a coalitional improvement). It is
/// deterred by what one of its members does not prefer to the state left; an escape is again something that all prefer. With SEQ the
/// others sanction by coalitional improvements of any coalitions among them, none twice in a row: also for a coalition of one, so
/// that it may be deterred here from what it is not deterred from in [`solve`](super::solve). SSEQ, which the sources do not
/// have, is taken in the same way.
///
/// With SEQ and SSEQ all improvements of all coalitions are laid out first: 4 bytes for each, up to the square of the states for
/// each coalition.
///
/// # Errors
/// Where a coalition is empty or not of this graph, where with SEQ and SSEQ there are more than [`MOST`] decision makers, where
/// preferences are partly unknown, where more memory is needed than is allowed, and where `tell` says to stop.
pub fn solve(
    graph: &Graph,
    coalitions: &[Vec<usize>],
    asked: &Asked,
    tell: Tell<'_>,
) -> Result<Vec<CoalitionStable>, NoAnswer> {
    let players = graph.decision_makers();
    let mut members: Vec<Vec<usize>> = coalitions.to_vec();
    for coalition in &mut members {
        let named = coalition.len();
        coalition.sort_unstable();
        coalition.dedup();
        if named == 0 || named != coalition.len() || coalition.last().is_some_and(|&last| last >= players) {
            return Err(NoAnswer::NoCoalition { decision_makers: players });
        }
    }
    all_known(graph)?;
    within(memory(graph, asked), asked)?;
    let answering = asked.wants(Concept::needs_improving_sanctions);
    let answers = if answering { every(players)? } else { Vec::new() };
    let states = graph.states();
    let mut work = Work::new((states * (members.len() + answers.len())) as u64, tell)?;
    let steps = steps(graph, &Rule::GENERAL, false);
    let arrivals = arrivals(graph, &Rule::GENERAL, false);
    let improving = Improving::new(graph, answers, asked, &mut work)?;
    let mut stable: Vec<CoalitionStable> = asked
        .concepts
        .iter()
        .map(|&concept| CoalitionStable { concept, by_coalition: Vec::with_capacity(members.len()) })
        .collect();
    for members in &members {
        let side = Side {
            graph,
            members,
            own: arrivals.of(members),
            others: steps.but(members, false),
            answers: improving.without(members),
            rule: &Rule::GENERAL,
            asked,
        };
        for (stable, set) in stable.iter_mut().zip(side.stable(&mut work)?) {
            stable.by_coalition.push(set);
        }
    }
    Ok(stable)
}

/// The coalitional improvements of coalitions.
struct Improving<'a> {
    of: Vec<(Vec<usize>, Steps<'a>)>,
}

impl<'a> Improving<'a> {
    fn new(
        graph: &'a Graph,
        coalitions: Vec<Vec<usize>>,
        asked: &Asked,
        work: &mut Work<'_>,
    ) -> Result<Self, NoAnswer> {
        let mut bytes = memory(graph, asked);
        let mut of = Vec::with_capacity(coalitions.len());
        let mut ways = Ways::new(graph.states());
        for members in coalitions {
            let mut moves: Vec<Vec<u32>> = Vec::with_capacity(graph.states());
            for state in 0..graph.states() {
                let improvements = coalitional(graph, &members, state, Among::BETTER, &mut ways);
                // As a list first, and then laid out.
                bytes += improvements.len() as u64 * 8 + 32;
                within(bytes, asked)?;
                moves.push(improvements);
            }
            of.push((members, Steps::laid(moves.into_iter())));
            work.add(graph.states())?;
        }
        Ok(Self { of })
    }

    /// Those of coalitions without any of these members.
    fn without(&self, members: &[usize]) -> Vec<&Steps<'a>> {
        let apart = |coalition: &[usize]| !coalition.iter().any(|one| members.contains(one));
        self.of.iter().filter(|(coalition, _)| apart(coalition)).map(|(_, steps)| steps).collect()
    }
}

/// The coalitional improvements from `state`: what the members can bring about together, nobody moving twice in a row, and all of
/// them prefer to it.
#[must_use]
pub fn coalitional_improvements(graph: &Graph, members: &[usize], state: usize) -> Vec<u32> {
    coalitional(graph, members, state, Among::BETTER, &mut Ways::new(graph.states()))
}

/// The same for what compares with `state` so for all members.
pub(super) fn coalitional(
    graph: &Graph,
    members: &[usize],
    state: usize,
    leaves: Among,
    ways: &mut Ways,
) -> Vec<u32> {
    let gain = |to: usize| {
        members.iter().all(|&member| {
            graph.relation(member).is_some_and(|relation| leaves.holds(relation.compare(to, state)))
        })
    };
    if let [one] = members {
        return graph.moves(*one, state).iter().copied().filter(|&to| gain(to as usize)).collect();
    }
    let steps: Vec<Steps<'_>> = members.iter().map(|&member| Steps::Of(graph, member)).collect();
    let reached = reached(graph, &steps.iter().collect::<Vec<_>>(), state, ways);
    reached.iter().filter(|&to| gain(to)).filter_map(|to| u32::try_from(to).ok()).collect()
}

fn subsets(of: &[usize]) -> Vec<Vec<usize>> {
    let chosen = |bits: usize| of.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1);
    (1..1_usize << of.len()).map(|bits| chosen(bits).map(|(_, &member)| member).collect()).collect()
}
