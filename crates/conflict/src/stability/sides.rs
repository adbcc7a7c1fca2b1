//! Which states are stable for a decision maker or a coalition against all others, state by state or by numbers.

use rayon::prelude::*;

use super::Concept;
use super::arrivals::{Arrivals, improvements};
use super::ask::{Asked, NoAnswer, Restoring, Work};
use super::coalition::coalitional;
use super::leading::Leading;
use super::least::Least;
use super::rule::{Rule, Scale};
use crate::graph::Graph;
use crate::model::StateSet;
use crate::relation::Compared;

/// One side of a conflict, and what stands against it.
pub(super) struct Side<'a> {
    pub(super) graph: &'a Graph,
    /// A decision maker, or the members of a coalition. A coalition leaves for what is an improvement for all of its members, and
    /// is deterred by what deters one of them.
    pub(super) members: &'a [usize],
    /// Their own moves.
    pub(super) own: Vec<&'a Arrivals>,
    /// All moves of the others.
    pub(super) others: Vec<&'a Arrivals>,
    /// Those moves of the others that improve.
    pub(super) answers: Vec<&'a Arrivals>,
    pub(super) rule: &'a Rule,
    pub(super) asked: &'a Asked,
}

impl Side<'_> {
    /// The stable states, for each concept that is asked for.
    pub(super) fn stable(&self, work: &mut Work<'_>) -> Result<Vec<StateSet>, NoAnswer> {
        if let [one] = self.members
            && let Some(scale) = self.graph.relation(*one).and_then(|relation| self.rule.scale(relation))
        {
            let stable = self.by_numbers(*one, scale);
            work.add(self.graph.states())?;
            return Ok(stable);
        }
        self.by_states(work)
    }

    /// Where comparisons come down to numbers: a search for each concept settles all states.
    fn by_numbers(&self, one: usize, scale: Scale<'_>) -> Vec<StateSet> {
        let states = self.graph.states();
        let keep = if self.asked.restoring == Restoring::Sanctions { 1 } else { 2 };
        let unescaped = if self.asked.wants(Concept::needs_no_escape) {
            let of = |state: &u32| scale.numbers[*state as usize];
            (0..states)
                .map(|state| {
                    let own = scale.numbers[state];
                    self.graph.moves(one, state).iter().map(of).max().map_or(own, |most| most.max(own))
                })
                .collect()
        } else {
            Vec::new()
        };
        let of = |concept: &Concept| {
            let numbers = if concept.needs_no_escape() { &unescaped[..] } else { scale.numbers };
            let leaves = |state| improvements(self.graph, one, state, self.rule.leaves);
            if *concept == Concept::Nash {
                return StateSet::of(states, |state| leaves(state).next().is_none());
            }
            let least = Least::new(self.against(*concept), numbers, keep);
            StateSet::of(states, |state| {
                leaves(state).all(|left| {
                    least.from(left as usize).any(|sanction| {
                        (keep == 1 || sanction != state) && scale.deters(numbers[sanction], state)
                    })
                })
            })
        };
        self.asked.concepts.par_iter().map(of).collect()
    }

    /// Where they do not: a search for each state and concept.
    pub(super) fn by_states(&self, work: &mut Work<'_>) -> Result<Vec<StateSet>, NoAnswer> {
        let states = self.graph.states();
        let mut stable = vec![StateSet::empty(states); self.asked.concepts.len()];
        // Often enough to be stopped soon, and seldom enough to keep all cores at work.
        let stretch = states.div_ceil(200).max(64);
        for begin in (0..states).step_by(stretch) {
            let end = (begin + stretch).min(states);
            let verdicts: Vec<Vec<bool>> = (begin..end)
                .into_par_iter()
                .map_init(|| Leading::new(states), |leading, state| self.of_state(state, leading))
                .collect();
            for (state, verdicts) in (begin..end).zip(&verdicts) {
                for (stable, _) in stable.iter_mut().zip(verdicts).filter(|(_, holds)| **holds) {
                    stable.insert(state);
                }
            }
            work.add(end - begin)?;
        }
        Ok(stable)
    }

    /// Whether `state` is stable, for each concept that is asked for.
    fn of_state(&self, state: usize, leading: &mut Leading) -> Vec<bool> {
        let leaves = self.leaves(state);
        if leaves.is_empty() {
            return vec![true; self.asked.concepts.len()];
        }
        let all = self.sanctions(state);
        let unescaped =
            self.asked.wants(Concept::needs_no_escape).then(|| self.without_escape(state, &all, leading));
        let mut holds = |concept: &Concept| {
            let sanctions = unescaped.as_ref().filter(|_| concept.needs_no_escape()).unwrap_or(&all);
            *concept != Concept::Nash && leading.all_lead(self.against(*concept), sanctions, &leaves)
        };
        self.asked.concepts.iter().map(&mut holds).collect()
    }

    /// For what the side would leave `state` and is not deterred, by one concept.
    pub(super) fn unsanctioned(&self, concept: Concept, state: usize, leading: &mut Leading) -> Vec<u32> {
        let mut leaves = self.leaves(state);
        if leaves.is_empty() || concept == Concept::Nash {
            return leaves;
        }
        let mut sanctions = self.sanctions(state);
        if concept.needs_no_escape() {
            sanctions = self.without_escape(state, &sanctions, leading);
        }
        leading.search(self.against(concept), &sanctions);
        leaves.retain(|&left| !leading.leads(left as usize));
        leaves
    }

    /// What deters from leaving `state` where the others can bring it about.
    fn sanctions(&self, state: usize) -> StateSet {
        StateSet::of(self.graph.states(), |at| {
            (self.asked.restoring == Restoring::Sanctions || at != state)
                && self.compared(at, state).any(|compared| self.rule.sanctions.holds(compared))
        })
    }

    /// Those sanctions against leaving `state` from which the side cannot escape.
    fn without_escape(&self, state: usize, sanctions: &StateSet, leading: &mut Leading) -> StateSet {
        let escapes = StateSet::of(self.graph.states(), |at| {
            self.compared(at, state).all(|compared| self.rule.escapes.holds(compared))
        });
        leading.search(&self.own, &escapes);
        let mut left = StateSet::empty(self.graph.states());
        sanctions.iter().filter(|&at| !leading.leads(at)).for_each(|at| left.insert(at));
        left
    }

    /// The moves that the others sanction with.
    fn against(&self, concept: Concept) -> &[&Arrivals] {
        if concept.needs_improving_sanctions() { &self.answers } else { &self.others }
    }

    /// For what the side would leave `state`.
    pub(super) fn leaves(&self, state: usize) -> Vec<u32> {
        coalitional(self.graph, self.members, state, self.rule.leaves)
    }

    /// How `one` compares with `other` for each member.
    fn compared(&self, one: usize, other: usize) -> impl Iterator<Item = Compared> + '_ {
        self.members
            .iter()
            .filter_map(|&member| self.graph.relation(member))
            .map(move |relation| relation.compare(one, other))
    }
}
