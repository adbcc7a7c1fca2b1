//! Which states are stable for a decision maker or a coalition against all others, state by state.

use rayon::prelude::*;

use super::Concept;
use super::arrivals::Arrivals;
use super::ask::{Asked, NoAnswer, Restoring, Work};
use super::coalition::coalitional;
use super::leading::Leading;
use super::rule::Rule;
use super::steps::Steps;
use super::ways::Ways;
use crate::graph::Graph;
use crate::model::StateSet;
use crate::relation::Compared;

/// One side of a conflict, and what stands against it.
pub(super) struct Side<'a> {
    pub(super) graph: &'a Graph,
    /// A decision maker, or the members of a coalition. A coalition leaves for what is an improvement for all of its members, and
    /// is deterred by what deters one of them.
    pub(super) members: &'a [usize],
    /// The moves of the members, where there are several.
    pub(super) own: Vec<&'a Arrivals>,
    /// All moves of the others.
    pub(super) others: Vec<&'a Steps<'a>>,
    /// Those moves of the others that improve.
    pub(super) answers: Vec<&'a Steps<'a>>,
    pub(super) rule: &'a Rule,
    pub(super) asked: &'a Asked,
}

/// Room for the searches about one state after the other.
pub(super) struct Room {
    ways: Ways,
    leading: Option<Leading>,
}

impl Side<'_> {
    pub(super) fn room(&self) -> Room {
        let states = self.graph.states();
        let leading = self.members.len() > 1 && self.asked.wants(Concept::needs_no_escape);
        Room { ways: Ways::new(states), leading: leading.then(|| Leading::new(states)) }
    }

    /// The stable states, for each concept that is asked for.
    pub(super) fn stable(&self, work: &mut Work<'_>) -> Result<Vec<StateSet>, NoAnswer> {
        let states = self.graph.states();
        let mut stable = vec![StateSet::empty(states); self.asked.concepts.len()];
        // Often enough to be stopped soon, and seldom enough to keep all cores at work.
        let stretch = states.div_ceil(200).max(64);
        for begin in (0..states).step_by(stretch) {
            let end = (begin + stretch).min(states);
            let verdicts: Vec<Vec<bool>> = (begin..end)
                .into_par_iter()
                .map_init(|| self.room(), |room, state| self.of_state(state, room))
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
    fn of_state(&self, state: usize, room: &mut Room) -> Vec<bool> {
        let leaves = self.leaves(state, room);
        if leaves.is_empty() {
            return vec![true; self.asked.concepts.len()];
        }
        self.look_for_escapes(state, room);
        let holds = |&concept: &Concept| {
            concept != Concept::Nash
                && leaves.iter().all(|&left| self.is_answered(concept, state, left as usize, room))
        };
        self.asked.concepts.iter().map(holds).collect()
    }

    /// For what the side would leave `state` and is not deterred, by one concept.
    pub(super) fn unsanctioned(&self, concept: Concept, state: usize, room: &mut Room) -> Vec<u32> {
        let mut leaves = self.leaves(state, room);
        self.look_for_escapes(state, room);
        leaves.retain(|&left| {
            concept == Concept::Nash || !self.is_answered(concept, state, left as usize, room)
        });
        leaves
    }

    /// For what the side would leave `state`.
    pub(super) fn leaves(&self, state: usize, room: &mut Room) -> Vec<u32> {
        coalitional(self.graph, self.members, state, self.rule.leaves, &mut room.ways)
    }

    /// Whether the others can bring about, once the side has left `state` for `left`, what deters it.
    fn is_answered(&self, concept: Concept, state: usize, left: usize, room: &mut Room) -> bool {
        let movers = if concept.needs_improving_sanctions() { &self.answers } else { &self.others };
        let Room { ways, leading } = room;
        let deters = |at: usize| {
            (self.asked.restoring == Restoring::Sanctions || at != state)
                && self.compared(at, state).any(|compared| self.rule.sanctions.holds(compared))
                && !(concept.needs_no_escape() && self.escapes(at, state, leading.as_ref()))
        };
        ways.find(movers.len(), |mover, state| movers[mover].from(state), left, deters)
    }

    /// Whether the side can move from `at` to what it still likes better than `state`.
    fn escapes(&self, at: usize, state: usize, leading: Option<&Leading>) -> bool {
        match (self.members, leading) {
            ([one], _) => self.graph.moves(*one, at).iter().any(|&to| self.is_escape(to as usize, state)),
            (_, Some(leading)) => leading.leads(at),
            _ => false,
        }
    }

    /// For several members escapes from all states are looked for together.
    fn look_for_escapes(&self, state: usize, room: &mut Room) {
        if let Some(leading) = &mut room.leading {
            let escapes = StateSet::of(self.graph.states(), |at| self.is_escape(at, state));
            leading.search(&self.own, &escapes);
        }
    }

    fn is_escape(&self, at: usize, state: usize) -> bool {
        self.compared(at, state).all(|compared| self.rule.escapes.holds(compared))
    }

    /// How `one` compares with `other` for each member.
    fn compared(&self, one: usize, other: usize) -> impl Iterator<Item = Compared> + '_ {
        self.members
            .iter()
            .filter_map(|&member| self.graph.relation(member))
            .map(move |relation| relation.compare(one, other))
    }
}
