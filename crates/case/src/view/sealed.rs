//! Sealed answers: to a proposal that mediators put to several parties, each answers alone. Nobody sees an answer, nor
//! that there is one, until all have said yes; at the end of the time for it, readers learn only that there is no
//! agreement, and never who said what.
//!
//! This is a rule of views in one copy of a case: whoever holds the folder can read the answers.

use std::collections::HashMap;

use onetext_record::act::{Act, Anchor, Authority, Choice, Deed, Extent, Strength};
use onetext_record::{ActId, AsOf, DraftId, Kind, ParticipantId, Timeline, When};
use onetext_text::choice::Choice as InText;
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::readings::ReadingOptions;
use onetext_text::source::Source;
use onetext_text::words::WordsHash;
use serde::Serialize;

use crate::case::{Case, TornSeal};
use crate::choices::settle;
use crate::texts;

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
    /// Those that cannot be read.
    torn: &'a [TornSeal],
    /// The acts by their ids, while anything is sealed.
    acts: HashMap<&'a ActId, &'a Act>,
}

impl<'a> Sealed<'a> {
    /// Finds sealed proposals among all acts of a case. Takes time in proportion to the number of acts.
    pub(super) fn of(case: &'a Case, timeline: &Timeline<'a>) -> Self {
        let mut sealed = Self { torn: &case.torn_seals, ..Self::default() };
        let proposals =
            timeline.acts().iter().enumerate().filter_map(|(at, act)| Proposal::of(case, at, act));
        for proposal in proposals {
            let outcome = proposal.outcome(timeline);
            let (id, until) = (proposal.act.id.clone(), proposal.until);
            sealed.results.push(SealedResult { proposal: id, until, outcome });
            if outcome != Outcome::Agreed {
                sealed.open.push(proposal);
            }
        }
        if !sealed.open.is_empty() || !sealed.torn.is_empty() {
            sealed.acts = case.acts.iter().map(|act| (&act.id, act)).collect();
        }
        sealed
    }

    /// Whether an act is an answer that nobody is shown.
    pub(super) fn hides(&self, act: &Act, as_of: &AsOf) -> bool {
        if self.open.is_empty() && self.torn.is_empty() {
            return false;
        }
        let answered: Vec<&ActId> = self.chain(act).collect();
        let anchor = act
            .anchor
            .as_ref()
            .or_else(|| answered.iter().find_map(|id| self.acts.get(id).and_then(|act| act.anchor.as_ref())));
        self.open.iter().any(|proposal| proposal.is_answered(act, &answered, anchor, as_of))
            || self.torn.iter().any(|seal| {
                seal.id.as_ref().is_some_and(|id| answered.contains(&id))
                    || takes_position(act.kind())
                        && seal.draft.is_some()
                        && seal.draft.as_ref() == anchor.map(|one| &one.draft)
            })
    }

    /// The ids of what an act answers, of what that answers, and so on.
    fn chain<'s>(&'s self, act: &'s Act) -> impl Iterator<Item = &'s ActId> {
        let next = |id: &&'s ActId| self.acts.get(*id).and_then(|act| act.answers.as_ref());
        std::iter::successors(act.answers.as_ref(), next).take(self.acts.len() + 1)
    }
}

/// Kinds of acts that say what somebody thinks of words.
fn takes_position(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Accept
            | Kind::Reject
            | Kind::Reserve
            | Kind::Respond
            | Kind::Endorse
            | Kind::Initial
            | Kind::Sign
    )
}

/// A sealed proposal among the acts of a case.
#[derive(Debug)]
struct Proposal<'a> {
    case: &'a Case,
    at: usize,
    act: &'a Act,
    until: When,
}

impl<'a> Proposal<'a> {
    fn of(case: &'a Case, at: usize, act: &'a Act) -> Option<Self> {
        act.is_sealed().then_some(Self { case, at, act, until: act.until? })
    }

    /// Whether an act is an answer to the proposal: it answers it, or what answers it, and so on; or it takes a position on its
    /// words, by itself or by what it answers, while the proposal may have been running. A slip of the record must not unseal
    /// anything. Questions are no answers.
    fn is_answered(&self, act: &Act, answered: &[&ActId], anchor: Option<&Anchor>, as_of: &AsOf) -> bool {
        let asked = |id: &ParticipantId| self.act.to.contains(id);
        let is_theirs =
            act.by.iter().any(asked) || takes_position(act.kind()) && act.through.iter().any(asked);
        if !is_theirs || act.kind() == Kind::Ask || act.id == self.act.id {
            return false;
        }
        let answers = answered.contains(&&self.act.id);
        let by_name = matches!(act.kind(), Kind::Accept | Kind::Reject | Kind::Reserve | Kind::Respond);
        answers && by_name
            || (answers
                || takes_position(act.kind()) && anchor.is_some_and(|anchor| self.is_on_its_words(anchor)))
                && self.may_be_meanwhile(act, as_of)
    }

    /// Whether an anchor may concern words of the proposal: those of its draft, or of a language version of it.
    fn is_on_its_words(&self, anchor: &Anchor) -> bool {
        let Some(proposed) = &self.act.anchor else { return false };
        self.original(&proposed.draft) == self.original(&anchor.draft) && may_overlap(proposed, anchor)
    }

    /// The draft that a draft translates; itself, where it is no translation.
    fn original<'d>(&'d self, draft: &'d DraftId) -> &'d DraftId {
        let record = self.case.drafts.iter().find(|record| record.entry.id == *draft);
        record.map_or(draft, |record| record.entry.original())
    }

    /// Whether an act may have been done while the proposal ran: where an hour is not on record, at any hour of its day.
    fn may_be_meanwhile(&self, act: &Act, as_of: &AsOf) -> bool {
        let zone = &as_of.zone;
        let begun = self.act.earliest().starts(zone) <= act.earliest().ends(zone);
        begun && act.earliest().starts(zone) <= self.until.ends(zone)
    }

    /// All have said yes as soon as the last position of each, given in time, is an acceptance of the same words: of all of
    /// it, firmly, and without condition. What happens after that undoes no result.
    ///
    /// Takes time in proportion to the number of acts, and to that of answers in time times the length of the draft.
    fn outcome(&self, timeline: &Timeline<'_>) -> Outcome {
        let zone = &timeline.as_of.zone;
        // An answer whose hour is not on record is in time only where its whole day is.
        let in_time = |act: &Act| act.earliest().ends(zone) <= self.until.ends(zone);
        let mut positions: HashMap<&ParticipantId, usize> = HashMap::new();
        for (at, act) in timeline.acts().iter().enumerate().skip(self.at) {
            let answered = act.answers.as_ref().and_then(|id| timeline.position(id));
            match act.kind() {
                Kind::Withdraw if answered == Some(self.at) && takes_back(act, self.act) => break,
                Kind::Withdraw => {
                    positions.retain(|by, given| answered != Some(*given) || !act.by.contains(by))
                }
                Kind::Accept | Kind::Reject | Kind::Reserve if answered == Some(self.at) && in_time(act) => {
                    positions.extend(act.by.iter().filter(|by| self.act.to.contains(by)).map(|by| (by, at)));
                    // Only a new position can make all agree.
                    if self.all_agree(timeline, &positions) {
                        return Outcome::Agreed;
                    }
                }
                _ => {}
            }
        }
        match timeline.as_of.is_past(self.until) {
            true => Outcome::NoAgreement,
            false => Outcome::Pending,
        }
    }

    fn all_agree(&self, timeline: &Timeline<'_>, positions: &HashMap<&ParticipantId, usize>) -> bool {
        let given = |asked: &ParticipantId| positions.get(asked).map(|&at| timeline.acts()[at]);
        let answers: Option<Vec<&Act>> = self.act.to.iter().map(given).collect();
        let Some(answers) = answers else { return false };
        let Some((first, others)) = answers.split_first() else { return false };
        if !answers.iter().all(|answer| self.is_yes(answer)) {
            return false;
        }
        let words = self.words(&first.choice);
        words.is_some()
            && others.iter().all(|other| other.choice == first.choice || self.words(&other.choice) == words)
    }

    fn is_yes(&self, answer: &Act) -> bool {
        let Deed::Accept(acceptance) = &answer.deed else { return false };
        let whole = answer.anchor.is_none() || answer.anchor == self.act.anchor;
        let of_words = acceptance.extent != Some(Extent::Concept);
        let firm = acceptance.authority != Some(Authority::AdReferendum);
        let strong = matches!(acceptance.strength, None | Some(Strength::Accepts));
        whole && of_words && firm && strong && answer.conditions.is_empty()
    }

    /// The words of open places once these choices are taken, however they are written; `None` where they do not settle all of
    /// them. Where there is no text on record, there is nothing to settle.
    fn words(&self, choice: &[Choice]) -> Option<Vec<(ClauseIndex, WordsHash)>> {
        let anchor = self.act.anchor.as_ref();
        let record =
            anchor.and_then(|anchor| self.case.drafts.iter().find(|one| one.entry.id == anchor.draft));
        let Some((anchor, record, source)) =
            anchor.zip(record).and_then(|(a, r)| Some((a, r, r.source.as_ref()?)))
        else {
            return choice.is_empty().then(Vec::new);
        };
        let names = texts::names(&self.case.participants);
        let reading = ReadingOptions { names, overrides: record.overrides.clone() };
        let draft = Draft::parse(Source::clone(source), &reading);
        let outline = draft.outline();
        let tops = outline.iter().filter(|(_, clause)| clause.parent.is_none());
        let roots: Vec<(ClauseIndex, &str)> = match anchor.clauses.is_empty() {
            true => tops.map(|(index, _)| (index, "")).collect(),
            false => {
                let found =
                    anchor.clauses.iter().filter_map(|name| Some((outline.find(name).ok()?, name.as_str())));
                found.collect()
            }
        };
        let choices: Vec<InText<'_>> = choice.iter().map(Choice::in_text).collect();
        settle(&draft, &roots, &choices).ok()
    }
}

/// Whether a withdrawal is by somebody who did what it takes back.
fn takes_back(withdrawal: &Act, act: &Act) -> bool {
    withdrawal.by.iter().any(|by| act.by.contains(by))
}

/// Whether two anchors may have words in common. Clauses that are named so that it cannot be told without the text, may.
fn may_overlap(one: &Anchor, other: &Anchor) -> bool {
    let label = |name: &str| -> Option<String> {
        let name: String = name.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
        let is_plain = name.starts_with(|c: char| c.is_ascii_digit())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '(' | ')'));
        is_plain.then_some(name)
    };
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    one.clauses.is_empty()
        || other.clauses.is_empty()
        || one.clauses.iter().any(|a| {
            other.clauses.iter().any(|b| match (label(a), label(b)) {
                (Some(a), Some(b)) => within(&a, &b) || within(&b, &a),
                _ => true,
            })
        })
}
