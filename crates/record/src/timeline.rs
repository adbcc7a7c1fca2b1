//! Acts in order, with what answers what: the index from which everything else in this crate is computed.

use std::collections::HashMap;

use crate::act::{Act, Anchor, Kind};
use crate::as_of::AsOf;
use crate::ids::{ActId, ParticipantId};

/// The acts known by a moment: those done, oldest first, and those whose date is still to come, apart. What the record
/// learnt later does not exist in it.
#[derive(Debug)]
pub struct Timeline<'a> {
    /// The moment.
    pub as_of: &'a AsOf,
    acts: Vec<&'a Act>,
    planned: Vec<&'a Act>,
    by_id: HashMap<&'a ActId, usize>,
    answers: Vec<Vec<usize>>,
    in_force: Vec<bool>,
}

impl<'a> Timeline<'a> {
    /// Puts acts in order. Takes time in proportion to `n log n`; the order of the acts given changes nothing.
    pub fn new(acts: impl IntoIterator<Item = &'a Act>, as_of: &'a AsOf) -> Self {
        let mut acts: Vec<&Act> = acts.into_iter().filter(|act| as_of.is_known(act)).collect();
        acts.sort_by(|a, b| as_of.order(a, b));
        let planned = acts.split_off(acts.partition_point(|act| as_of.is_done(act)));
        let by_id: HashMap<&ActId, usize> = acts.iter().enumerate().map(|(at, act)| (&act.id, at)).collect();
        let mut answers = vec![Vec::new(); acts.len()];
        for (at, act) in acts.iter().enumerate() {
            if let Some(&answered) = act.answers.as_ref().and_then(|id| by_id.get(id)) {
                answers[answered].push(at);
            }
        }
        let mut timeline = Self { as_of, acts, planned, by_id, answers, in_force: Vec::new() };
        timeline.in_force = timeline.find_in_force();
        timeline
    }

    /// The acts done, in order. Places in the order are indices of this.
    pub fn acts(&self) -> &[&'a Act] {
        &self.acts
    }

    /// Acts that are known but whose date has not come, in order: rounds called, signings announced.
    pub fn planned(&self) -> &[&'a Act] {
        &self.planned
    }

    /// The place of an act in the order.
    pub fn position(&self, id: &ActId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// An act by its id.
    pub fn get(&self, id: &ActId) -> Option<&'a Act> {
        self.position(id).map(|at| self.acts[at])
    }

    /// Places of the acts of some kind that answer an act and have not been taken back themselves, in order.
    pub fn answers(&self, at: usize, kind: Kind) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.answers[at]
            .iter()
            .copied()
            .filter(move |&answer| self.acts[answer].kind() == kind && self.in_force[answer])
    }

    /// Places of all acts that answer an act, in order.
    pub fn all_answers(&self, at: usize) -> &[usize] {
        &self.answers[at]
    }

    /// Places of the acts that answer an act, may have been done after it, and have not been taken back, in order: what is dated
    /// before a question or a promise cannot be an answer to it, nor an account of how it was kept.
    pub fn later_answers(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let zone = &self.as_of.zone;
        let since = self.acts[at].earliest().starts(zone);
        let later = move |answer: &usize| self.acts[*answer].earliest().ends(zone) >= since;
        self.answers[at].iter().copied().filter(later).filter(move |&answer| self.in_force[answer])
    }

    /// Whether nobody who did an act has taken it back as a whole.
    pub fn is_in_force(&self, at: usize) -> bool {
        self.in_force[at]
    }

    /// Withdrawals of an act by those who did it, whether of all of it or of part.
    pub fn withdrawals(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.answers(at, Kind::Withdraw).filter(move |&answer| self.may_take_back(answer, at))
    }

    /// The words that an act concerns: its own anchor, else that of the act that it answers, and so on. A position on a
    /// proposal of other words than the draft's concerns those words and no clause, whatever draft it names beside them.
    pub fn anchor(&self, at: usize) -> Option<&'a Anchor> {
        let mut act = self.acts[at];
        for _ in 0..=self.acts.len() {
            let answered = act.answers.as_ref().and_then(|id| self.get(id));
            let takes_position = matches!(act.kind(), Kind::Accept | Kind::Reject | Kind::Reserve);
            let of_other_words = answered.is_some_and(Act::has_words_of_its_own);
            if of_other_words && (takes_position || act.anchor.is_none()) {
                return None;
            }
            if let Some(anchor) = &act.anchor {
                return Some(anchor);
            }
            act = answered?;
        }
        None
    }

    /// Only who did something can take it back; what nobody did, anybody can.
    fn may_take_back(&self, withdrawal: usize, at: usize) -> bool {
        let (withdrawal, act) = (self.acts[withdrawal], self.acts[at]);
        act.by.is_empty() || withdrawal.by.iter().any(|by| act.by.contains(by))
    }

    /// An act is in force unless a withdrawal that is in force takes it back; withdrawals that answer each other in a
    /// circle take nothing back.
    fn find_in_force(&self) -> Vec<bool> {
        let takes_back = |at: usize| -> Option<usize> {
            let act = self.acts[at];
            let answered = self.position(act.answers.as_ref()?)?;
            let whole = act.anchor.is_none();
            (act.kind() == Kind::Withdraw && whole && self.may_take_back(at, answered)).then_some(answered)
        };
        let target: Vec<Option<usize>> = (0..self.acts.len()).map(takes_back).collect();
        let mut waiting_for = vec![0usize; self.acts.len()];
        for &answered in target.iter().flatten() {
            waiting_for[answered] += 1;
        }
        let mut in_force = vec![true; self.acts.len()];
        let mut settled: Vec<usize> = (0..self.acts.len()).filter(|&at| waiting_for[at] == 0).collect();
        while let Some(at) = settled.pop() {
            let Some(answered) = target[at] else { continue };
            if in_force[at] {
                in_force[answered] = false;
            }
            waiting_for[answered] -= 1;
            if waiting_for[answered] == 0 {
                settled.push(answered);
            }
        }
        // Whatever still waits stands in a circle of withdrawals.
        for (at, waiting) in waiting_for.iter().enumerate() {
            if *waiting > 0 && target[at].is_some() {
                in_force[at] = false;
            }
        }
        in_force
    }

    /// Whether an act is by this participant.
    pub fn is_by(&self, at: usize, participant: &ParticipantId) -> bool {
        self.acts[at].by.contains(participant)
    }
}
