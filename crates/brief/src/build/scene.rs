//! What several parts of a brief compute from the same view: the ledger, the order of acts, and which clauses of the text
//! negotiated now an act concerns.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use onetext_record::act::{Act, Anchor, Behind, Rearranged};
use onetext_record::as_of::AsOf;
use onetext_record::deliveries::{Delivered, deliveries};
use onetext_record::ledger::{Book, Ledger};
use onetext_record::standing::Standings;
use onetext_record::texts::Texts as _;
use onetext_record::timeline::Timeline;
use onetext_record::{DraftId, ParticipantId};
use onetext_text::clause::{ClauseIndex, ClauseKind};
use onetext_text::outline::Outline;

use super::say::Say;

/// Everything that is computed once for a brief.
pub(super) struct Scene<'a> {
    pub(super) say: &'a Say<'a>,
    pub(super) as_of: &'a AsOf,
    pub(super) timeline: &'a Timeline<'a>,
    pub(super) book: Book<'a, 'a, 'a>,
    pub(super) ledger: Ledger,
    pub(super) parties: Vec<ParticipantId>,
    deliveries: OnceCell<Vec<Delivered<'a>>>,
    /// For a draft, which of its clauses a clause of the current text comes from.
    origins: RefCell<HashMap<DraftId, HashMap<ClauseIndex, ClauseIndex>>>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(say: &'a Say<'a>, timeline: &'a Timeline<'a>) -> Self {
        let view = say.view;
        let parties: Vec<ParticipantId> = view.parties().map(|party| party.id.clone()).collect();
        let book = Book::new(timeline, view.texts());
        Self {
            say,
            as_of: timeline.as_of,
            timeline,
            ledger: book.ledger(&parties),
            book,
            parties,
            deliveries: OnceCell::new(),
            origins: RefCell::default(),
        }
    }

    /// How every act stands.
    pub(super) fn standings(&self) -> &Standings<'a, 'a> {
        self.book.standings()
    }

    /// Everything delivered to anybody, the earliest first.
    pub(super) fn deliveries(&self) -> &[Delivered<'a>] {
        self.deliveries.get_or_init(|| deliveries(self.timeline))
    }

    /// The text negotiated now.
    pub(super) fn current(&self) -> Option<(&'a DraftId, &'a Outline)> {
        let texts = self.say.view.texts();
        let version = texts.current_version()?;
        Some((&version.entry.id, texts.outline_of(version)?))
    }

    /// The words that an act concerns, or for which the words that it speaks of were proposed.
    pub(super) fn subject(&self, act: &'a Act) -> Option<&'a Anchor> {
        let answered =
            || act.answers.as_ref().and_then(|id| self.say.act(id)).and_then(|act| act.anchor.as_ref());
        self.timeline.anchor(self.timeline.position(&act.id)?).or_else(answered)
    }

    /// The topmost clauses of the current text that an act concerns, in order; for a new one, that behind which it would
    /// stand.
    pub(super) fn places_now(&self, act: &'a Act) -> Vec<ClauseIndex> {
        let Some(Rearranged::New { draft, behind }) = &act.rearranged else {
            return self.subject(act).map(|anchor| self.clauses_now(anchor)).unwrap_or_default();
        };
        let clauses = match behind {
            Behind::Start => return Vec::new(),
            Behind::Clause(name) => vec![name.clone()],
        };
        self.clauses_now(&Anchor { draft: draft.clone(), clauses })
    }

    /// The topmost clauses of the current text that an anchor leads to, in order; none, where it is of a whole draft or
    /// leads nowhere.
    pub(super) fn clauses_now(&self, anchor: &Anchor) -> Vec<ClauseIndex> {
        let texts = self.say.view.texts();
        let mut found: Vec<ClauseIndex> = self
            .say
            .anchored(anchor)
            .into_iter()
            .flat_map(|clause| texts.follow(&anchor.draft, clause))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The clause of `draft` from which a clause of the current text comes.
    pub(super) fn origin(&self, draft: &DraftId, clause: ClauseIndex) -> Option<ClauseIndex> {
        let mut origins = self.origins.borrow_mut();
        let of = origins.entry(draft.clone()).or_insert_with(|| {
            let texts = self.say.view.texts();
            let count = texts.outline(draft).map_or(0, |outline| outline.clauses.len() as u32);
            let mut back = HashMap::new();
            for old in (0..count).map(ClauseIndex) {
                for new in texts.follow(draft, old) {
                    back.entry(new).or_insert(old);
                }
            }
            back
        });
        of.get(&clause).copied()
    }
}

/// Whether a clause is a heading: it orders clauses and nobody consents to it apart from them.
pub(super) fn is_heading(outline: &Outline, index: ClauseIndex) -> bool {
    outline.get(index).is_some_and(|clause| matches!(clause.kind, ClauseKind::Heading(_)))
}
