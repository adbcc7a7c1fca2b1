//! Sealed answers: to a proposal that mediators put to several parties, each answers alone. Nobody sees an answer, nor
//! that there is one, until all have said yes; at the end of the time for it, readers learn only that there is no
//! agreement, and never who said what.
//!
//! This is a rule of views in one copy of a case: whoever holds the folder can read the answers.

use std::collections::HashMap;

use onetext_record::act::{Act, Authority, Choice, Deed, Strength};
use onetext_record::{ActId, AsOf, DraftId, Kind, ParticipantId, Timeline, When};
use serde::Serialize;

/// What became of a sealed proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The time for answers runs; who has answered is not shown.
    Pending,
    /// All who were asked have said yes.
    Agreed,
    /// The time for answers is over, and not all have said yes.
    NoAgreement,
}

/// A sealed proposal and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SealedResult {
    /// The act that put it forward.
    pub proposal: ActId,
    /// By when answers are due.
    pub until: When,
    /// What became of it.
    pub outcome: Outcome,
}

/// The sealed proposals of a case at a moment, and the answers to them that are shown to nobody.
#[derive(Debug, Default)]
pub(super) struct Sealed<'a> {
    pub(super) results: Vec<SealedResult>,
    /// Those on which there is no agreement, or none yet.
    open: Vec<Proposal<'a>>,
}

impl<'a> Sealed<'a> {
    /// Finds sealed proposals among all acts of a case. Takes time in proportion to the number of acts.
    pub(super) fn of(timeline: &Timeline<'a>) -> Self {
        let mut sealed = Self::default();
        let proposals = timeline.acts().iter().enumerate().filter_map(|(at, act)| Proposal::of(at, act));
        for proposal in proposals {
            let outcome = proposal.outcome(timeline);
            let (id, until) = (proposal.act.id.clone(), proposal.until);
            sealed.results.push(SealedResult { proposal: id, until, outcome });
            if outcome != Outcome::Agreed {
                sealed.open.push(proposal);
            }
        }
        sealed
    }

    /// Whether an act is an answer that nobody is shown.
    pub(super) fn hides(&self, act: &Act, as_of: &AsOf) -> bool {
        self.open.iter().any(|proposal| proposal.is_answered_by(act, as_of))
    }
}

/// A sealed proposal among the acts of a case.
#[derive(Debug)]
struct Proposal<'a> {
    at: usize,
    act: &'a Act,
    until: When,
}

impl<'a> Proposal<'a> {
    fn of(at: usize, act: &'a Act) -> Option<Self> {
        match &act.deed {
            Deed::Table(tabling) if tabling.sealed => Some(Self { at, act, until: act.until? }),
            _ => None,
        }
    }

    /// Whether an act is a position of somebody who was asked: on the proposal by name, or on its draft while it ran.
    fn is_answered_by(&self, act: &Act, as_of: &AsOf) -> bool {
        if !act.by.iter().any(|by| self.act.to.contains(by)) {
            return false;
        }
        let answers = act.answers.as_ref() == Some(&self.act.id);
        match act.kind() {
            Kind::Respond => answers,
            Kind::Accept | Kind::Reject | Kind::Reserve | Kind::Initial | Kind::Sign => {
                answers || self.is_on_its_draft(act.draft()) && self.is_in_time(act, as_of)
            }
            _ => false,
        }
    }

    fn is_on_its_draft(&self, draft: Option<&DraftId>) -> bool {
        draft.is_some() && draft == self.act.draft()
    }

    fn is_in_time(&self, act: &Act, as_of: &AsOf) -> bool {
        let done = act.earliest().starts(&as_of.zone);
        self.act.earliest().starts(&as_of.zone) <= done && done <= self.until.ends(&as_of.zone)
    }

    /// All have said yes when the last answer in time of each is an acceptance of the same, without condition and on
    /// sufficient authority.
    fn outcome(&self, timeline: &Timeline<'_>) -> Outcome {
        let mut last: HashMap<&ParticipantId, &Act> = HashMap::new();
        for &answer in timeline.all_answers(self.at) {
            let act = timeline.acts()[answer];
            let is_position =
                matches!(act.kind(), Kind::Accept | Kind::Reject | Kind::Reserve | Kind::Respond);
            if is_position && timeline.is_in_force(answer) && self.is_in_time(act, timeline.as_of) {
                last.extend(act.by.iter().filter(|by| self.act.to.contains(by)).map(|by| (by, act)));
            }
        }
        let mut chosen: Option<&[Choice]> = None;
        let all = self.act.to.iter().all(|asked| {
            last.get(asked).is_some_and(|answer| {
                let same = *chosen.get_or_insert(&answer.choice) == answer.choice.as_slice();
                same && self.is_yes(answer)
            })
        });
        match all {
            true => Outcome::Agreed,
            false if timeline.as_of.is_past(self.until) => Outcome::NoAgreement,
            false => Outcome::Pending,
        }
    }

    fn is_yes(&self, answer: &Act) -> bool {
        let Deed::Accept(acceptance) = &answer.deed else { return false };
        let whole = answer.anchor.is_none() || answer.anchor == self.act.anchor;
        let firm = acceptance.authority != Some(Authority::AdReferendum);
        let strong = acceptance.strength != Some(Strength::TakesNote);
        whole && firm && strong && answer.conditions.is_empty()
    }
}
