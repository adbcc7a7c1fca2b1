//! Which acts the record has already.

use onetext_record::act::{Act, Behind, Rearranged};
use onetext_record::{DraftId, Kind};
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;

use super::{Effect, Proposed, Sort};
use crate::case::Case;

/// Finds the acts that the record has already: each act of it is one of those of the file, at most.
pub(super) fn recognise(case: &Case, against: &Draft, draft: &DraftId, acts: &mut [Proposed]) {
    let outline = against.outline();
    let clauses = |names: &[String]| -> Vec<ClauseIndex> {
        let mut found: Vec<ClauseIndex> = names.iter().filter_map(|name| outline.find(name).ok()).collect();
        found.sort_unstable();
        found
    };
    let mut waiting: Vec<&Act> = case.acts.iter().filter(|act| act.draft() == Some(draft)).collect();
    for act in acts {
        if let Some(at) = waiting.iter().position(|known| act.is(known, draft, &clauses)) {
            act.recorded = Some(waiting.swap_remove(at).id.clone());
        }
    }
}

impl Proposed {
    pub(super) const fn kind(&self) -> Kind {
        match self.sort {
            Sort::Tracked | Sort::Unmarked => Kind::Amend,
            Sort::Comment => Kind::State,
        }
    }

    /// Whether an act of the record says the same. The day counts where the file gives it.
    fn is(&self, act: &Act, draft: &DraftId, clauses: &dyn Fn(&[String]) -> Vec<ClauseIndex>) -> bool {
        let words = |words: Option<&str>| -> Vec<String> {
            words.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
        };
        act.kind() == self.kind()
            && act.by == [self.by.clone()]
            && (!self.dated || act.on.iter().any(|on| on.when.date() == self.on.date()))
            && act.draft() == Some(draft)
            && words(act.words.as_deref()) == words(self.words.as_deref())
            && self.does_as(act, clauses)
    }

    /// Whether an act of the record does the same to the same clauses.
    fn does_as(&self, act: &Act, clauses: &dyn Fn(&[String]) -> Vec<ClauseIndex>) -> bool {
        let own = |act: &Act| clauses(act.anchor.as_ref().map_or(&[], |anchor| &anchor.clauses));
        let named = |behind: &Behind| match behind {
            Behind::Start => Vec::new(),
            Behind::Clause(name) => clauses(std::slice::from_ref(name)),
        };
        match (&self.effect, &act.rearranged) {
            (Effect::New(here), Some(Rearranged::New { behind, .. })) => named(here) == named(behind),
            (Effect::Moved(here), Some(Rearranged::Moved(behind))) => {
                named(here) == named(behind) && own(act) == clauses(&self.clauses)
            }
            (Effect::Struck, Some(Rearranged::Struck)) => own(act) == clauses(&self.clauses),
            // As acts were recorded that had no such place: a new clause as one of that before it.
            (Effect::New(here), None) => own(act) == named(here),
            // Without words, the note alone tells what was done.
            (_, None) => {
                let told = self.words.is_some() || act.note.as_deref() == Some(self.note().as_str());
                told && own(act) == clauses(&self.clauses)
            }
            (_, Some(_)) => false,
        }
    }
}
