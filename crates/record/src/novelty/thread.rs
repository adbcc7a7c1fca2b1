//! The clauses of a change followed through all drafts of its line, with what has been put forward for them.

use onetext_text::clause::ClauseIndex;
use onetext_text::concordance::{Phrase, TextIndex};

use crate::ids::DraftId;
use crate::texts::Drafts;

use super::put::{Put, places};
use super::stock::Stock;

/// What stands, and what was proposed, at the place of a change: looked up once, whatever number of baselines there is.
pub(super) struct Thread<'a> {
    /// The drafts that have the place, in order of date.
    pub(super) drafts: Vec<Followed<'a>>,
    /// The different words that stand there, in the order in which they come in.
    pub(super) wordings: Vec<Phrase>,
    /// Acts with words for this place, as texts of the concordance.
    pub(super) acts: Vec<TextIndex>,
}

/// The place of a change in one draft.
pub(super) struct Followed<'a> {
    pub(super) draft: &'a DraftId,
    pub(super) text: Option<TextIndex>,
    /// The clauses that correspond.
    pub(super) clauses: Vec<ClauseIndex>,
    /// Where they are in the draft, with what stands below them.
    pub(super) places: Vec<usize>,
    /// Their words, by their place among the wordings.
    pub(super) wording: usize,
}

impl<'a> Thread<'a> {
    pub(super) fn new(texts: &'a dyn Drafts, stock: &Stock<'a>, put: &Put<'a>) -> Self {
        let followed = match put.draft {
            Some(draft) if !put.clauses.is_empty() => texts.thread(draft, &put.clauses),
            _ => Vec::new(),
        };
        let mut thread =
            Self { drafts: Vec::with_capacity(followed.len()), wordings: Vec::new(), acts: Vec::new() };
        for (draft, clauses) in followed {
            let places = places(texts, draft, &clauses, put.deep);
            let text = stock.text_of(draft);
            let wording = thread.wording(stock, text, &places);
            stock.acts_on(draft, &clauses, &places, &mut thread.acts);
            thread.drafts.push(Followed { draft, text, clauses, places, wording });
        }
        thread.acts.extend(&stock.on_no_clause);
        thread.acts.sort_unstable();
        thread.acts.dedup();
        thread
    }

    /// Most drafts have the words of the draft before.
    fn wording(&mut self, stock: &Stock<'a>, text: Option<TextIndex>, places: &[usize]) -> usize {
        if let (Some(last), Some(text)) = (self.drafts.last(), text)
            && let Some(before) = last.text
            && last.places.len() == places.len()
            && last
                .places
                .iter()
                .zip(places)
                .all(|(&one, &other)| stock.concordance.same((before, one), (text, other)))
        {
            return last.wording;
        }
        let words =
            text.map(|text| stock.concordance.words_of(text, places.iter().copied())).unwrap_or_default();
        self.wordings.push(words);
        self.wordings.len() - 1
    }

    /// The place in one draft.
    pub(super) fn of(&self, draft: &DraftId) -> Option<&Followed<'a>> {
        self.drafts.iter().find(|followed| followed.draft == draft)
    }
}
