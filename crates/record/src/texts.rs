//! What the ledger has to know of texts. The case knows drafts and their lineage; this is all of it that consent needs.

use onetext_text::clause::ClauseIndex;
use onetext_text::outline::Outline;
use onetext_text::words::WordsHash;

use crate::act::Choice;
use crate::entry::DraftEntry;
use crate::ids::{DraftId, ParticipantId};

/// The texts of a case as one reader may see them.
pub trait Texts {
    /// The text now negotiated.
    fn current(&self) -> Option<&DraftId>;

    /// What the case says about a draft.
    fn entry(&self, draft: &DraftId) -> Option<&DraftEntry>;

    /// The clauses of a draft. `None`: there is no file of it.
    fn outline(&self, draft: &DraftId) -> Option<&Outline>;

    /// What a clause of a draft has become in the current draft: none when it is deleted, several when it is split.
    /// A clause of the current draft has become itself.
    fn follow(&self, draft: &DraftId, clause: ClauseIndex) -> Vec<ClauseIndex>;

    /// What each of the first `clauses` clauses of a draft has become: [`Texts::follow`] for all of them at once.
    fn follow_all(&self, draft: &DraftId, clauses: usize) -> Vec<Vec<ClauseIndex>> {
        (0u32..).take(clauses).map(|at| self.follow(draft, ClauseIndex(at))).collect()
    }

    /// The words of a clause and of each clause below it once these choices are taken at its open points, in document
    /// order. `None` when the choices do not settle every open point.
    fn settled(
        &self,
        draft: &DraftId,
        clause: ClauseIndex,
        choice: &[Choice],
    ) -> Option<Vec<(ClauseIndex, WordsHash)>>;

    /// The words of a clause as a person reads them, without its label and without the clauses below it. `None` where
    /// there is no file of the draft, or only the digests of its words are at hand.
    fn text_of(&self, _draft: &DraftId, _clause: ClauseIndex) -> Option<String> {
        None
    }

    /// Drafts that a participant put forward, whether or not any act mentions them: their author holds them.
    fn put_forward_by(&self, participant: &ParticipantId) -> Vec<&DraftId>;
}

/// What novelty has to know of texts beside that: every draft, and how clauses are followed between any two of them.
pub trait Drafts: Texts + Sync {
    /// What the case says about each draft, by date, then by when the record learnt of it, then by id.
    fn entries(&self) -> Vec<&DraftEntry>;

    /// The draft before this one in its line of texts: words of its own, the same language, and no translation.
    fn before(&self, draft: &DraftId) -> Option<&DraftId>;

    /// Clauses of a draft that are new or have other words than in the draft before it in its line, in document order.
    fn changed(&self, draft: &DraftId) -> Vec<ClauseIndex>;

    /// Clauses followed from one draft to the others of its line, step by step, as long as any correspond: `visit` is given the
    /// place of each draft among the entries, with the clauses; first the draft itself, then those before it, the nearest
    /// first, then those after it up to the one at `last`.
    fn thread(
        &self,
        draft: &DraftId,
        clauses: &[ClauseIndex],
        last: usize,
        visit: &mut dyn FnMut(usize, &[ClauseIndex]),
    );

    /// The clauses of another draft of the line that match these when the two drafts are compared with each other alone:
    /// for clauses that were dropped in between and came back.
    fn match_directly(&self, from: &DraftId, clauses: &[ClauseIndex], to: &DraftId) -> Vec<ClauseIndex>;
}
