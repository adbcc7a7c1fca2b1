//! What it means that a party has said nothing: silence under an agreed rule, no text, no question, or no answer.

use std::collections::BTreeMap;

use super::consent::{Book, silent, speaks};
use super::cover::{Cover, Sheet};
use super::words::{Same, Settled};
use super::{Consent, Status};
use crate::act::{Deed, Kind};
use crate::ids::{DraftId, ParticipantId};
use crate::standing::State;

/// Silence procedures that ended without an objection, for one party.
pub(super) struct Silence {
    /// For each clause of the current draft, the procedure that ended last.
    last: Vec<Option<usize>>,
}

impl Silence {
    pub(super) fn new(book: &Book<'_, '_, '_>, party: &ParticipantId, clauses: usize) -> Self {
        let timeline = book.timeline;
        let acts = timeline.acts();
        let zone = &timeline.as_of.zone;
        let mut passed: Vec<usize> = (0..acts.len())
            .filter(|&at| matches!(acts[at].deed, Deed::OpenSilence(_)))
            .filter(|&at| acts[at].to.is_empty() || acts[at].to.contains(party))
            // Stands: it has ended, was not broken, and its author has not called it off.
            .filter(|&at| book.standings().at(at).state == State::Stands)
            .collect();
        passed.sort_by_key(|&at| (acts[at].until.map(|until| until.ends(zone)), at));
        let mut last = vec![None; clauses];
        for at in passed {
            book.each_clause(at, |clause| last[clause] = Some(at));
        }
        Self { last }
    }

    /// The procedure that ended last of those that covered a clause.
    pub(super) fn of(&self, clause: usize) -> Option<usize> {
        self.last.get(clause).copied().flatten()
    }
}

/// Which kind of nothing a party has said, for each clause of the current draft.
pub(super) struct Absence<'b> {
    /// Whether the party holds a text with the words of the clause.
    holds: Vec<bool>,
    /// The latest question on the clause that nothing answers directly.
    unanswered: Vec<Option<usize>>,
    /// The latest question on the clause that was answered directly.
    answered: Vec<Option<usize>>,
    /// The latest response that covers the clause.
    responded: Vec<Option<usize>>,
    book: &'b dyn Ids,
}

/// Names of acts by their places.
trait Ids {
    fn id(&self, at: usize) -> crate::ids::ActId;
}

impl Ids for Book<'_, '_, '_> {
    fn id(&self, at: usize) -> crate::ids::ActId {
        self.timeline.acts()[at].id.clone()
    }
}

impl<'b> Absence<'b> {
    pub(super) fn new(book: &'b Book<'_, '_, '_>, party: &ParticipantId, current: &Sheet<'_>) -> Self {
        let length = current.clauses.len();
        let timeline = book.timeline;
        let acts = timeline.acts();
        let mut absence = Self {
            holds: holds(book, party, current),
            unanswered: vec![None; length],
            answered: vec![None; length],
            responded: vec![None; length],
            book,
        };
        let answers = |at: usize| speaks(acts[at].kind()) || acts[at].kind() == Kind::Respond;
        for at in (0..acts.len()).filter(|&at| timeline.is_in_force(at)) {
            let slots = match acts[at].kind() {
                Kind::Ask if acts[at].to.contains(party) => {
                    let mut replies = timeline.all_answers(at).iter().copied();
                    let answered = replies.any(|reply| {
                        answers(reply) && timeline.is_by(reply, party) && timeline.is_in_force(reply)
                    });
                    if answered { &mut absence.answered } else { &mut absence.unanswered }
                }
                Kind::Respond if timeline.is_by(at, party) => &mut absence.responded,
                _ => continue,
            };
            book.each_clause(at, |clause| slots[clause] = Some(at));
        }
        absence
    }

    /// Whether the party holds a text with the words of a clause.
    pub(super) fn holds(&self, clause: usize) -> bool {
        self.holds[clause]
    }

    pub(super) fn of(&self, party: &ParticipantId, clause: usize) -> Consent {
        let (unanswered, answered, responded) =
            (self.unanswered[clause], self.answered[clause], self.responded[clause]);
        let waits = unanswered.filter(|&asked| responded.is_none_or(|response| response < asked));
        let (status, asked) = if !self.holds[clause] {
            (Status::NotDelivered, None)
        } else if let Some(asked) = waits {
            (Status::Unanswered, Some(asked))
        } else if answered.is_some() || responded.is_some() {
            (Status::Answered, answered.max(unanswered))
        } else {
            (Status::NotAsked, None)
        };
        let mut consent = silent(party, status);
        consent.asked = asked.map(|asked| self.book.id(asked));
        consent
    }
}

/// For each clause of the current draft, whether a party holds a text that has its exact words: one handed or shown to
/// it, put forward by it, or on which it has acted: itself, or through somebody whose account it has confirmed.
fn holds(book: &Book<'_, '_, '_>, party: &ParticipantId, current: &Sheet<'_>) -> Vec<bool> {
    let timeline = book.timeline;
    // The topmost clauses held of each draft; `None`: all of it.
    let mut held: BTreeMap<DraftId, Option<Vec<usize>>> = BTreeMap::new();
    for draft in book.texts.put_forward_by(party) {
        held.insert(draft.clone(), None);
    }
    for (at, act) in timeline.acts().iter().enumerate() {
        let Some(anchor) = &act.anchor else { continue };
        let confirmed = || {
            act.confirmed || timeline.answers(at, Kind::Confirm).any(|confirm| timeline.is_by(confirm, party))
        };
        let has_acted =
            act.by.contains(party) && (act.through.is_none() || confirmed()) && !book.is_denied_by(party, at);
        if has_acted {
            held.insert(anchor.draft.clone(), None);
        } else if matches!(act.deed, Deed::Deliver(_) | Deed::Show(_)) && act.to.contains(party) {
            let parts = held.entry(anchor.draft.clone()).or_insert_with(|| Some(Vec::new()));
            match (parts, anchor.clauses.is_empty(), book.cover(at)) {
                (whole, true, _) => *whole = None,
                (Some(parts), false, Some(cover)) => parts.extend(&cover.roots),
                _ => {}
            }
        }
    }
    let mut holds = vec![false; current.clauses.len()];
    for (draft, parts) in held {
        let Some(sheet) = book.sheets.sheet(&draft) else { continue };
        let is_current = book.sheets.is_current(&sheet);
        let comparable = is_current || (sheet.exact && current.exact);
        if !comparable {
            continue;
        }
        let roots = match parts {
            None => (0..sheet.clauses.len()).filter(|&at| sheet.clauses[at].parent.is_none()).collect(),
            Some(mut parts) => {
                parts.sort_unstable();
                let mut roots: Vec<usize> = Vec::new();
                for part in parts {
                    if roots.last().is_none_or(|&root| part >= sheet.end[root]) {
                        roots.push(part);
                    }
                }
                roots
            }
        };
        let cover = Cover { sheet, roots };
        if is_current {
            for clause in cover.clauses() {
                holds[clause] = true;
            }
        } else {
            let same = Same::new(&book.sheets, &cover, &Settled::default());
            for (clause, holds) in holds.iter_mut().enumerate() {
                *holds |= same.of(&book.sheets, &cover, clause);
            }
        }
    }
    holds
}
