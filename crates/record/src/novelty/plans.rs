//! What each party believes to be the plan: the drafts on which their latest consent rests.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use crate::act::{Act, Kind};
use crate::ids::{ActId, DraftId, ParticipantId};
use crate::ledger::{self, Status};
use crate::participant::{Participant, Role};
use crate::standing::{Reason, Standings, is_consent};
use crate::texts::Drafts;
use crate::timeline::Timeline;
use crate::when::When;

use super::Stands;

/// Drafts that different parties hold to be the plan, side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plans {
    /// Whose latest consent or support rests on which draft: parties, then endorsers, in the order of the case.
    pub holders: Vec<Holder>,
    /// The drafts, in order of date.
    pub drafts: Vec<DraftId>,
    /// How each change stands in each of them.
    pub changes: Vec<PlanChange>,
}

/// Whose consent or support rests on which draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// Who.
    pub who: ParticipantId,
    /// The draft.
    pub draft: DraftId,
    /// Clauses of it by the names that the act gives them; none: all of it.
    pub clauses: Vec<String>,
    /// What consent it is; `None`: support by somebody whose consent is not asked for.
    pub status: Option<Status>,
    /// Since when.
    pub since: When,
    /// The act.
    pub act: ActId,
}

/// A change against each of the drafts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanChange {
    /// The act.
    pub act: ActId,
    /// Id of the clause.
    pub clause: Option<String>,
    /// How it stands, in the order of the drafts.
    pub stands: Vec<Stands>,
}

/// Whose latest consent or support rests on which draft: parties, and endorsers.
pub(super) fn holders(
    timeline: &Timeline<'_>,
    standings: &Standings<'_, '_>,
    texts: &dyn Drafts,
    people: &[Participant],
) -> Vec<Holder> {
    let mut latest: HashMap<(&ParticipantId, bool), Vec<Holder>> = HashMap::new();
    for (at, act) in timeline.acts().iter().enumerate() {
        let Some(consents) = rests_on_a_draft(act) else { continue };
        let over = matches!(
            standings.at(at).reason,
            Reason::Withdrawn | Reason::Lapsed | Reason::Expired | Reason::Superseded
        );
        let Some(anchor) = timeline.anchor(at).filter(|_| !over) else { continue };
        let Some(entry) = texts.entry(&anchor.draft) else { continue };
        let on_record = entry.authentic.has_exact_words() && texts.outline(&entry.id).is_some();
        for by in &act.by {
            let holder = Holder {
                who: by.clone(),
                draft: entry.id.clone(),
                clauses: anchor.clauses.clone(),
                status: consents.then(|| ledger::status_of(act, on_record)),
                since: act.earliest(),
                act: act.id.clone(),
            };
            // Consent to some clauses is beside what was said of whole drafts, which takes the place of all before it; of drafts
            // that somebody accepted clauses of, the latest is the one that they work on.
            let held = latest.entry((by, consents)).or_default();
            let again = |other: &Holder| other.draft == holder.draft && other.clauses == holder.clauses;
            let is_beside = |other: &Holder| other.clauses.is_empty() || other.draft == holder.draft;
            held.retain(|other| !holder.clauses.is_empty() && !again(other) && is_beside(other));
            held.push(holder);
        }
    }
    let party = |person: &&Participant| person.is(Role::Party);
    let parties = people.iter().filter(party).filter_map(|person| latest.get(&(&person.id, true))).flatten();
    let others = people
        .iter()
        .filter(|person| !party(person))
        .filter_map(|person| latest.get(&(&person.id, false)))
        .flatten();
    parties.chain(others).cloned().collect()
}

/// Whether an act is consent (`true`) or support (`false`); `None`: neither.
fn rests_on_a_draft(act: &Act) -> Option<bool> {
    match act.kind() {
        kind if is_consent(kind) => Some(true),
        Kind::Endorse => Some(false),
        _ => None,
    }
}

/// The drafts on which consent and support rested at each moment of a timeline.
pub(super) struct Resting<'t, 'a> {
    timeline: &'t Timeline<'a>,
    next: usize,
    latest: BTreeMap<(&'a ParticipantId, bool), Latest<'a>>,
}

/// Of one participant: the draft of the latest consent to a whole draft, and that of the latest to some clauses after it.
#[derive(Default)]
struct Latest<'a> {
    whole: Option<&'a DraftId>,
    part: Option<&'a DraftId>,
}

impl<'t, 'a> Resting<'t, 'a> {
    pub(super) fn new(timeline: &'t Timeline<'a>) -> Self {
        Self { timeline, next: 0, latest: BTreeMap::new() }
    }

    /// Those before the act at a place, which is no earlier than the one asked for before.
    pub(super) fn by(&mut self, act: usize) -> BTreeSet<&'a DraftId> {
        while self.next < act {
            let at = self.next;
            self.next += 1;
            let done = self.timeline.acts()[at];
            let Some(consents) = rests_on_a_draft(done) else { continue };
            let Some(anchor) = self.timeline.anchor(at).filter(|_| self.timeline.is_in_force(at)) else {
                continue;
            };
            for by in &done.by {
                let latest = self.latest.entry((by, consents)).or_default();
                match anchor.clauses.is_empty() {
                    true => *latest = Latest { whole: Some(&anchor.draft), part: None },
                    false => latest.part = Some(&anchor.draft),
                }
            }
        }
        self.latest.values().flat_map(|latest| latest.whole.into_iter().chain(latest.part)).collect()
    }
}

/// The plans, as yet without changes; `None` where all parties rest their consent on one draft, in whatever language, but for
/// clauses that have the same words there.
pub(super) fn plans(holders: Vec<Holder>, texts: &dyn Drafts) -> Option<Plans> {
    let original = |draft: &DraftId| texts.entry(draft).map_or(draft, |entry| entry.original()).clone();
    let of_parties = || holders.iter().filter(|holder| holder.status.is_some());
    let whole = of_parties().filter(|holder| holder.clauses.is_empty());
    let mut differing: BTreeSet<DraftId> = whole.map(|holder| original(&holder.draft)).collect();
    let others: BTreeSet<&DraftId> = of_parties().map(|holder| &holder.draft).collect();
    for part in of_parties().filter(|holder| !holder.clauses.is_empty()) {
        let own = original(&part.draft);
        for &other in &others {
            let there = original(other);
            // Two drafts of which it is known that they differ from some need no more looking.
            let is_known = differing.contains(&own) && differing.contains(&there);
            if there != own && !is_known && !has_same_words(texts, part, other) {
                differing.extend([own.clone(), there]);
            }
        }
    }
    if differing.len() < 2 {
        return None;
    }
    let held = |draft: &DraftId| holders.iter().any(|holder| holder.draft == *draft);
    let drafts = texts.entries().into_iter().map(|entry| entry.id.clone()).filter(held).collect();
    Some(Plans { holders, drafts, changes: Vec::new() })
}

/// Whether the clauses on which consent rests have the same words in another draft.
fn has_same_words(texts: &dyn Drafts, part: &Holder, other: &DraftId) -> bool {
    let (Some(own), Some(there)) = (texts.outline(&part.draft), texts.outline(other)) else { return false };
    part.clauses.iter().all(|name| {
        let Ok(clause) = own.find(name) else { return false };
        let matching = texts.match_directly(&part.draft, &[clause], other);
        matching.iter().any(|&at| there.subtree_words(at) == own.subtree_words(clause))
    })
}
