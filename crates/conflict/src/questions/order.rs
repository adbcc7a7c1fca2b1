//! What is known of a decision maker's comparisons, and all that follows from it.

use std::convert::Infallible;

use crate::model::StateSet;
use crate::relation::{Compared, Relation};

/// Comparisons of states that are known. Two bits for every pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Order {
    /// Of each state, those that it is preferred to.
    above: Vec<StateSet>,
    /// Of each state, those that are not preferred to it, itself among them.
    not_below: Vec<StateSet>,
    /// Whether what follows from comparisons by transitivity is known with them.
    transitive: bool,
}

/// Why there is no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoOrder<S> {
    /// Of two states the first is preferred, and yet would follow to be no better.
    Circle(usize, usize),
    /// The caller asked to stop.
    Stopped(S),
}

impl Order {
    /// What a relation says. `go_on` is asked once for each state.
    ///
    /// Where something that would follow from what is known is said not to be known, that is taken at its word: then nothing follows
    /// from anything, and each comparison that is not known is settled by itself.
    ///
    /// Time in proportion to the cube of the states over 64 where comparisons are given pair by pair.
    pub(super) fn of<S>(
        relation: &Relation,
        states: usize,
        go_on: &mut dyn FnMut() -> Result<(), S>,
    ) -> Result<Self, NoOrder<S>> {
        let said = Self::said(relation, states);
        let mut closed = said.clone();
        if matches!(relation, Relation::Table(_)) {
            closed.close(go_on).map_err(NoOrder::Stopped)?;
        }
        let circle = |one: usize| {
            (0..states).find(|&other| relation.compare(one, other).is_better() && closed.reaches(other, one))
        };
        match (0..states).find_map(|one| circle(one).map(|other| (one, other))) {
            Some((one, other)) => Err(NoOrder::Circle(one, other)),
            None if closed == said => Ok(closed),
            None => Ok(Self { transitive: false, ..said }),
        }
    }

    fn said(relation: &Relation, states: usize) -> Self {
        let rows = |says: &dyn Fn(Compared) -> bool| -> Vec<StateSet> {
            (0..states).map(|one| StateSet::of(states, |other| says(relation.compare(one, other)))).collect()
        };
        Self {
            above: rows(&Compared::is_better),
            not_below: rows(&|compared| compared.is_better() || compared == Compared::Same),
            transitive: true,
        }
    }

    /// Warshall's closure, with pivots; strictness anywhere on the way makes the whole strict.
    fn close<S>(&mut self, go_on: &mut dyn FnMut() -> Result<(), S>) -> Result<(), S> {
        for pivot in 0..self.states() {
            go_on()?;
            self.follow(pivot, pivot, false);
        }
        Ok(())
    }

    /// What a changed relation says, with what follows where something follows from this one's comparisons.
    pub(super) fn same_kind(&self, changed: &Relation) -> Self {
        let mut order = Self { transitive: self.transitive, ..Self::said(changed, self.states()) };
        if order.transitive {
            let Ok(()) = order.close(&mut || Ok::<(), Infallible>(()));
        }
        order
    }

    /// Whether it is known that `one` is preferred to `other`, or that it is not; `None` where orders of both kinds keep to what is
    /// known.
    pub(super) fn prefers(&self, one: usize, other: usize) -> Option<bool> {
        if self.is_above(one, other) { Some(true) } else { self.reaches(other, one).then_some(false) }
    }

    /// Let `one` be preferred to `other`, with all that follows. What is known must leave that open.
    pub(super) fn put_above(&mut self, one: usize, other: usize) {
        self.follow(one, other, true);
    }

    /// Let `other` not be preferred to `one`, with all that follows. What is known must leave that open.
    pub(super) fn put_not_below(&mut self, one: usize, other: usize) {
        self.follow(one, other, false);
    }

    /// Let a state be preferred to all those of which it is not known how they compare with it, or all those to it.
    ///
    /// Time in proportion to the square of the states over 64: each chain of comparisons needs at most one of the new ones, since
    /// all of them lead from, or to, the one state.
    pub(super) fn put(&mut self, state: usize, best: bool) {
        let open = StateSet::of(self.states(), |other| {
            self.prefers(state, other).is_none() && self.prefers(other, state).is_none()
        });
        if open.is_empty() {
            return;
        }
        // Who comes to be above, and what below.
        let (from, to) = if best {
            let mut below = open;
            if self.transitive {
                for other in below.clone().iter() {
                    self.not_below.get(other).into_iter().for_each(|more| below.unite(more));
                }
            }
            let above = self.transitive.then(|| StateSet::of(self.states(), |one| self.reaches(one, state)));
            (above.unwrap_or_else(|| StateSet::of(self.states(), |one| one == state)), below)
        } else if self.transitive {
            let reaches = |one: usize| self.not_below.get(one).is_some_and(|row| row.meets(&open));
            (StateSet::of(self.states(), reaches), self.not_below.get(state).cloned().unwrap_or(open))
        } else {
            (open, StateSet::of(self.states(), |one| one == state))
        };
        for one in from.iter() {
            for rows in [&mut self.above, &mut self.not_below] {
                rows.get_mut(one).into_iter().for_each(|row| row.unite(&to));
            }
        }
    }

    /// The comparisons of a relation, with those that it does not know as they follow from this order, where they do.
    pub(super) fn complete(&self, relation: &Relation) -> Relation {
        let Relation::Table(pairs) = relation else { return relation.clone() };
        let mut pairs = pairs.clone();
        for one in 0..pairs.states() {
            for other in (0..one).rev() {
                if pairs.compare(one, other) == Compared::Unknown {
                    pairs.set(one, other, self.compare(one, other));
                }
            }
        }
        Relation::Table(pairs)
    }

    /// How two states compare, as far as it is known. Whether one is much preferred is not told.
    pub(super) fn compare(&self, one: usize, other: usize) -> Compared {
        match (self.prefers(one, other), self.prefers(other, one)) {
            (Some(true), _) => Compared::Better,
            (_, Some(true)) => Compared::Worse,
            (Some(false), Some(false)) => Compared::Same,
            _ => Compared::Unknown,
        }
    }

    /// How many states are ordered.
    pub(super) const fn states(&self) -> usize {
        self.above.len()
    }

    /// The classes of states that are known to be preferred alike, each in order of position, in order of their first states. Each
    /// state by itself where nothing follows from that.
    pub(super) fn classes(&self) -> Vec<Vec<usize>> {
        if !self.transitive {
            return (0..self.states()).map(|state| vec![state]).collect();
        }
        let mut classes: Vec<Vec<usize>> = Vec::new();
        let mut seen = StateSet::empty(self.above.len());
        for one in 0..self.above.len() {
            if !seen.contains(one) {
                let class: Vec<usize> = (one..self.above.len())
                    .filter(|&other| self.compare(one, other) == Compared::Same)
                    .collect();
                class.iter().for_each(|&other| seen.insert(other));
                classes.push(class);
            }
        }
        classes
    }

    fn is_above(&self, one: usize, other: usize) -> bool {
        self.above.get(one).is_some_and(|above| above.contains(other))
    }

    fn reaches(&self, one: usize, other: usize) -> bool {
        self.not_below.get(one).is_some_and(|set| set.contains(other))
    }

    /// Add that `one` is no worse than `other`, or better, to what is closed; with one pivot for both, close over it.
    fn follow(&mut self, one: usize, other: usize, strict: bool) {
        if !self.transitive {
            if strict && let Some(row) = self.above.get_mut(one) {
                row.insert(other);
            }
            if let Some(row) = self.not_below.get_mut(one) {
                row.insert(other);
            }
            return;
        }
        let (Some(above), Some(not_below)) =
            (self.above.get(other).cloned(), self.not_below.get(other).cloned())
        else {
            return;
        };
        for state in 0..self.above.len() {
            if !self.reaches(state, one) {
                continue;
            }
            let strictly = strict || self.is_above(state, one);
            if let Some(row) = self.above.get_mut(state) {
                row.unite(if strictly { &not_below } else { &above });
            }
            if let Some(row) = self.not_below.get_mut(state) {
                row.unite(&not_below);
            }
        }
    }
}
