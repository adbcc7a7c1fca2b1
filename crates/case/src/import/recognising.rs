//! Which acts the record has already.

use std::collections::BTreeSet;

use onetext_record::act::{Act, Behind, Rearranged};
use onetext_record::{DraftId, Kind};
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;

use super::kept::Kept;
use super::{Effect, Proposed, Sort};
use crate::case::Case;

/// By what an act of the file is known to be one of the record, which came from a document or not, besides saying the same.
type Way<'w> = dyn Fn(&Proposed, &Act, Option<&Kept>) -> bool + 'w;

/// Finds the acts that the record has already: each act of it is one of those of the file, at most. Those that came from the
/// same file, or were typed by the same author of another, are the same whoever they are put down to.
pub(super) fn recognise(case: &Case, against: &Draft, draft: &DraftId, digest: &str, acts: &mut [Proposed]) {
    let outline = against.outline();
    let clauses = |names: &[String]| -> Vec<ClauseIndex> {
        let mut found: Vec<ClauseIndex> = names.iter().filter_map(|name| outline.find(name).ok()).collect();
        found.sort_unstable();
        found
    };
    // Behind a clause is behind all that is below it, and so behind the last of that.
    let last = |clause: ClauseIndex| outline.subtree(clause).last().map(|at| ClauseIndex(at as u32));
    let behind = |name: &str| outline.find(name).ok().and_then(last);
    let names = Names { clauses: &clauses, behind: &behind };
    let of_draft = case.acts.iter().filter(|act| act.draft() == Some(draft));
    let mut waiting: Vec<(&Act, Option<Kept>)> = of_draft.map(|act| (act, Kept::of(act))).collect();
    let is_theirs = |act: &Proposed, known: &Act, _: Option<&Kept>| known.by == [act.by.clone()];
    let is_typed = |act: &Proposed, _: &Act, kept: Option<&Kept>| {
        kept.is_some_and(|kept| {
            kept.digest == digest
                || act.dated && act.author.is_some() && kept.author.as_deref() == act.author.as_deref()
        })
    };
    let ways: [&Way<'_>; 2] = [&is_theirs, &is_typed];
    // One without a day of its own is any of those that say the same, and must not take the one that another is by its day.
    for (way, dated) in ways.iter().flat_map(|way| [(way, true), (way, false)]) {
        for act in acts.iter_mut().filter(|act| act.recorded.is_none() && act.dated == dated) {
            let found = waiting
                .iter()
                .position(|(known, kept)| way(act, known, kept.as_ref()) && act.is(known, draft, &names));
            if let Some(at) = found {
                act.take_from(waiting.swap_remove(at).0);
            }
        }
    }
    // What declines another act is known by that act.
    for at in 0..acts.len() {
        let Some(upon) = acts.get(at).filter(|act| matches!(act.effect, Effect::Declined { .. })) else {
            continue;
        };
        let answered = upon.upon.first().and_then(|&other| acts.get(other)?.recorded.clone());
        let known = case.acts.iter().find(|known| {
            answered.is_some()
                && known.answers == answered
                && known.kind() == upon.kind()
                && known.by == [upon.by.clone()]
                && known.on.iter().any(|on| on.when.date() == upon.on.date() || !upon.dated)
        });
        if let (Some(known), Some(act)) = (known, acts.get_mut(at)) {
            act.take_from(known);
        }
    }
}

/// The drafts against which this very file was taken in before, with where it is kept, as the record says.
pub(super) fn taken_in_before(case: &Case, digest: &str) -> BTreeSet<(DraftId, String)> {
    let of = |act: &Act| {
        let kept = Kept::of(act).filter(|kept| kept.digest == digest)?;
        Some((act.draft()?.clone(), kept.path))
    };
    case.acts.iter().filter_map(of).collect()
}

/// How clauses are found by their names.
struct Names<'f> {
    clauses: &'f dyn Fn(&[String]) -> Vec<ClauseIndex>,
    /// The last clause before the place behind one.
    behind: &'f dyn Fn(&str) -> Option<ClauseIndex>,
}

impl Proposed {
    /// As what kind of act it is recorded.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match (self.sort, &self.effect) {
            (_, Effect::Declined { own: true }) => Kind::Withdraw,
            (_, Effect::Declined { own: false }) => Kind::Reject,
            (Sort::Tracked | Sort::Unmarked, _) => Kind::Amend,
            (Sort::Comment, _) => Kind::State,
        }
    }

    /// The act of the record that this is.
    fn take_from(&mut self, known: &Act) {
        self.recorded = Some(known.id.clone());
        self.recorded_by.clone_from(&known.by);
        if let Some(on) = known.on.first().filter(|_| !self.dated) {
            self.on = on.when;
        }
    }

    /// Whether an act of the record says the same, whoever it is by. The day counts where the file gives it.
    fn is(&self, act: &Act, draft: &DraftId, names: &Names<'_>) -> bool {
        let words = |words: Option<&str>| -> Vec<String> {
            words.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
        };
        act.kind() == self.kind()
            && (!self.dated || act.on.iter().any(|on| on.when.date() == self.on.date()))
            && act.draft() == Some(draft)
            && words(act.words.as_deref()) == words(self.words.as_deref())
            && self.does_as(act, names)
    }

    /// Whether an act of the record does the same to the same clauses.
    fn does_as(&self, act: &Act, names: &Names<'_>) -> bool {
        let clauses = names.clauses;
        let own = |act: &Act| clauses(act.anchor.as_ref().map_or(&[], |anchor| &anchor.clauses));
        let named = |behind: &Behind| match behind {
            Behind::Start => None,
            Behind::Clause(name) => (names.behind)(name),
        };
        match (&self.effect, &act.rearranged) {
            (Effect::New(here), Some(Rearranged::New { behind, .. })) => named(here) == named(behind),
            (Effect::Moved(here), Some(Rearranged::Moved(behind))) => {
                named(here) == named(behind) && own(act) == clauses(&self.clauses)
            }
            (Effect::Struck, Some(Rearranged::Struck)) => own(act) == clauses(&self.clauses),
            // As acts were recorded that had no such place: a new clause as one of that before it.
            (Effect::New(Behind::Clause(here)), None) => own(act) == clauses(std::slice::from_ref(here)),
            (Effect::New(Behind::Start), None) => own(act).is_empty(),
            // Without words, the note alone tells what was done.
            (_, None) => {
                let told = self.words.is_some() || act.note.as_deref() == Some(self.note().as_str());
                told && own(act) == clauses(&self.clauses)
            }
            (_, Some(_)) => false,
        }
    }
}
