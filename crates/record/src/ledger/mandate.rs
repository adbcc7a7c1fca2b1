//! What a delegation may agree to, clause by clause.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::consent::Book;
use crate::act::{Deed, Kind};
use crate::ids::ParticipantId;
use crate::timeline::Timeline;

/// The mandates of a record, and the clauses of the current draft to which each is limited.
pub(super) struct Mandates {
    /// For each who was given one, places of the acts that gave it, in order.
    given: HashMap<ParticipantId, Vec<usize>>,
    /// By the place of the act that gave a mandate; `None`: it has no limit that can be followed to the current draft.
    limits: RefCell<HashMap<usize, Option<Rc<Vec<bool>>>>>,
}

impl Mandates {
    pub(super) fn new(timeline: &Timeline<'_>) -> Self {
        let mut given: HashMap<ParticipantId, Vec<usize>> = HashMap::new();
        for (at, act) in timeline.acts().iter().enumerate() {
            let Deed::Replace(replacement) = &act.deed else { continue };
            if replacement.mandate.is_none() || !timeline.is_in_force(at) {
                continue;
            }
            for by in &act.by {
                given.entry(by.clone()).or_default().push(at);
            }
        }
        Self { given, limits: RefCell::default() }
    }

    /// Whether all mandates that a party had when it consented, or last confirmed its consent, leave a clause of the
    /// current draft out: a mandate for some clauses takes the place of others on these clauses alone.
    pub(super) fn leave_out(
        &self,
        book: &Book<'_, '_, '_>,
        party: &ParticipantId,
        at: usize,
        clause: usize,
    ) -> bool {
        let Some(given) = self.given.get(party) else { return false };
        let confirmations = book.timeline.answers(at, Kind::Confirm);
        let own = confirmations.filter(|&confirm| book.timeline.is_by(confirm, party));
        let said = own.chain([at]).max().unwrap_or(at);
        let mut limits = self.limits.borrow_mut();
        let mut before = given.iter().copied().filter(|&mandate| mandate < said).peekable();
        let has_one = before.peek().is_some();
        let covers = |mandate: usize| {
            let limit = limits.entry(mandate).or_insert_with(|| limit(book, mandate).map(Rc::new));
            limit.as_ref().is_none_or(|covered| covered.get(clause).copied().unwrap_or(false))
        };
        // One for other clauses takes nothing away here.
        has_one && !before.any(covers)
    }
}

/// For each clause of the current draft, whether a mandate covers it. `None`: it names no clauses, or the words of its
/// draft or of the current one are not there, or no clause of the one leads to the other.
fn limit(book: &Book<'_, '_, '_>, mandate: usize) -> Option<Vec<bool>> {
    let anchor = book.timeline.acts()[mandate].anchor.as_ref()?;
    let current = book.sheets.current()?;
    let cover = book.cover(mandate).filter(|_| !anchor.clauses.is_empty())?;
    if book.sheets.links(&cover.sheet).lead_nowhere() {
        return None;
    }
    let mut covered = vec![false; current.clauses.len()];
    book.each_clause(mandate, |clause| covered[clause] = true);
    Some(covered)
}
