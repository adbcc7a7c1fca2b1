//! The clauses of a change followed through all drafts of its line, with what has been put forward for them.

use std::ops::Range;

use onetext_text::clause::ClauseIndex;
use onetext_text::concordance::{Phrase, TextIndex};

use super::put::Put;
use super::stock::{Sheet, Stock};

/// What stands, and what was proposed, at the place of a change: looked up once, whatever number of baselines there is.
pub(super) struct Thread {
    /// The words put forward; empty where they are not on record.
    pub(super) phrase: Phrase,
    /// The drafts that have the place, in order of date.
    followed: Vec<Followed>,
    /// Their clauses, end to end.
    clauses: Vec<ClauseIndex>,
    /// The different words that stand there, or stood there by the time of the change.
    pub(super) wordings: Vec<Phrase>,
    /// Acts with words for this place, as texts of the concordance.
    pub(super) acts: Vec<TextIndex>,
}

/// The place of a change in one draft.
struct Followed {
    /// The draft, by its place in the stock.
    sheet: usize,
    /// The clauses that correspond.
    clauses: Range<usize>,
    /// Their words, by their place among the wordings; `None` where the draft came after the change.
    wording: Option<usize>,
}

impl Thread {
    /// Follows a change to all drafts before it, and on to the one at `last`. `by_then` tells how many drafts there were by the
    /// time of the change.
    pub(super) fn new(stock: &Stock<'_>, put: &Put<'_>, by_then: usize, last: usize) -> Self {
        let mut thread = Self {
            phrase: put.words.exact().map(|words| stock.concordance.phrase(words)).unwrap_or_default(),
            followed: Vec::new(),
            clauses: Vec::new(),
            wordings: Vec::new(),
            acts: stock.on_no_clause.clone(),
        };
        let Some(draft) = put.draft.filter(|_| !put.clauses.is_empty()) else { return thread };
        let mut places = Places::default();
        stock.texts.thread(draft, &put.clauses, last.max(by_then.saturating_sub(1)), &mut |at, clauses| {
            let Some(sheet) = stock.sheet(at) else { return };
            let start = thread.clauses.len();
            thread.clauses.extend(clauses);
            let known = at < by_then || sheet.entry.id == *draft;
            let wording = known.then(|| {
                places.next(at, sheet, clauses, put.deep);
                stock.acts_on(sheet, clauses, &places.now, &mut thread.acts);
                thread.wording(stock, &places)
            });
            thread.followed.push(Followed { sheet: at, clauses: start..thread.clauses.len(), wording });
        });
        thread.followed.sort_unstable_by_key(|followed| followed.sheet);
        thread.acts.sort_unstable();
        thread.acts.dedup();
        thread
    }

    /// Most drafts have the words of their neighbour.
    fn wording(&mut self, stock: &Stock<'_>, places: &Places) -> usize {
        let text = |at: usize| stock.sheet(at).and_then(|sheet| sheet.text);
        let Some(now) = text(places.at) else {
            self.wordings.push(Phrase::default());
            return self.wordings.len() - 1;
        };
        let last = self.followed.last().and_then(|last| last.wording);
        if let (Some(wording), Some(before)) = (last, text(places.at_before))
            && places.before.len() == places.now.len()
            && places
                .before
                .iter()
                .zip(&places.now)
                .all(|(&one, &other)| stock.concordance.same((before, one), (now, other)))
        {
            return wording;
        }
        self.wordings.push(stock.concordance.words_of(now, places.now.iter().copied()));
        self.wordings.len() - 1
    }

    /// The clauses of one draft that are followed to.
    pub(super) fn of(&self, sheet: usize) -> Option<&[ClauseIndex]> {
        let at = self.followed.binary_search_by_key(&sheet, |followed| followed.sheet).ok()?;
        self.clauses.get(self.followed[at].clauses.clone())
    }

    /// The drafts by the time of the change, in order of date, with the clauses and the wording there.
    pub(super) fn before(&self) -> impl Iterator<Item = (usize, &[ClauseIndex], usize)> {
        self.followed.iter().filter_map(|followed| {
            Some((followed.sheet, &self.clauses[followed.clauses.clone()], followed.wording?))
        })
    }
}

/// The places of the clauses in the draft that is looked at, and in the one before.
#[derive(Default)]
struct Places {
    at: usize,
    now: Vec<usize>,
    at_before: usize,
    before: Vec<usize>,
}

impl Places {
    fn next(&mut self, at: usize, sheet: &Sheet<'_>, clauses: &[ClauseIndex], deep: bool) {
        std::mem::swap(&mut self.now, &mut self.before);
        (self.at_before, self.at) = (self.at, at);
        self.now.clear();
        sheet.places(clauses, deep, &mut self.now);
    }
}
