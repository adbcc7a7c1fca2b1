//! Who first put words forward, in this view.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use onetext_text::clause::ClauseIndex;
use onetext_text::concordance::{Phrase, TextIndex};

use super::compare::{Compared, Differing};
use super::put::Put;
use super::stock::{Item, Stock};
use super::thread::Thread;
use super::{Earliest, First};
use crate::ids::ParticipantId;

/// The earliest act or draft of the view that has what a change brings in beyond a baseline: at the same place, where the
/// baseline has other words there; anywhere, where the words stand in it as they are or not at all. That is the same for all
/// baselines of a change, and kept in `anywhere`. Where dates do not tell which was first, all that may have been.
pub(super) fn earliest<'a>(
    stock: &Stock<'a>,
    put: &Put<'a>,
    compared: &Compared,
    thread: &Thread,
    anywhere: &OnceCell<First>,
) -> First {
    if put.words.exact().is_err() {
        return First::Nobody;
    }
    let search = Search { stock, put };
    match &compared.differing {
        Some(found) => {
            let at_this_place = || search.at_this_place(found, thread);
            found.earliest.get_or_init(at_this_place).clone()
        }
        None => anywhere.get_or_init(|| search.anywhere(&thread.phrase)).clone(),
    }
}

struct Search<'s, 'a> {
    stock: &'s Stock<'a>,
    put: &'s Put<'a>,
}

/// An act or draft that has the words, and when it was put forward.
struct Found {
    item: Earliest,
    /// Of what was put forward at one time, acts come before drafts, in their order.
    order: (bool, usize),
}

impl Found {
    /// The first and the last moment that its date may mean.
    fn span(&self, zone: &TimeZone) -> (DateTime, DateTime) {
        (self.item.on.starts(zone), self.item.on.ends(zone))
    }
}

impl Search<'_, '_> {
    /// Whoever has all the sentences into which something comes in the clauses of the thread, or in words for them. They may be
    /// read there with options taken, but not where the words are those that the change is held against.
    fn at_this_place(&self, found: &Differing, thread: &Thread) -> First {
        // Where words only fall, what is new is the place without them.
        let whole = [thread.phrase.clone()];
        let sentences = if found.inserted.is_empty() { &whole[..] } else { &found.inserted };
        // Reading with options taken costs most: only where all that comes in is there at all.
        let may_read = |words: &Phrase| {
            let has_all = !found.pieces.is_empty() && found.pieces.iter().all(|piece| words.has(piece));
            has_all && !words.has(&found.old)
        };
        let has = |words: &Phrase, sentence: &Phrase| {
            words.has(sentence) || may_read(words) && self.stock.concordance.can_read(words, sentence)
        };
        let has_all: Vec<bool> = thread
            .wordings
            .iter()
            .map(|words| sentences.iter().all(|sentence| has(words, sentence)))
            .collect();
        let zone = &self.stock.as_of.zone;
        let mut drafts = thread.before().filter(|&(_, _, wording)| has_all[wording]).peekable();
        // In order of date: those after the end of the first one's day were not before it.
        let end = drafts.peek().and_then(|&(sheet, ..)| Some(self.stock.sheet(sheet)?.entry.on.ends(zone)));
        let may_be_first = |&(sheet, ..): &(usize, &[ClauseIndex], usize)| {
            self.stock.sheet(sheet).is_some_and(|sheet| Some(sheet.entry.on.starts(zone)) <= end)
        };
        let drafts = drafts.take_while(may_be_first);
        let drafts = drafts.filter_map(|(sheet, clauses, _)| self.draft(sheet, clauses));
        let own = (!self.put.of_draft).then(|| self.act(self.put.act));
        let acts = thread.acts.iter().filter_map(|&text| self.act_with(text, sentences, &found.pieces));
        self.first(acts.chain(drafts).chain(own))
    }

    /// Whoever has these words, wherever they stand.
    fn anywhere(&self, phrase: &Phrase) -> First {
        let stands = self.stock.find(phrase);
        let found = stands.iter().filter_map(|stand| match self.stock.item(stand.text)? {
            Item::Act(at) => Some(self.act(at)),
            Item::Draft(sheet) => self.draft(sheet, &[ClauseIndex(stand.first)]),
        });
        self.first(found)
    }

    /// The earliest; where it may be any of several by different people, the earliest of each.
    fn first(&self, found: impl Iterator<Item = Found>) -> First {
        let zone = &self.stock.as_of.zone;
        let mut found: Vec<Found> = found.collect();
        // One that begins after the end of another came after it.
        let Some(end) = found.iter().map(|found| found.span(zone).1).min() else { return First::Nobody };
        found.retain(|found| found.span(zone).0 <= end);
        found.sort_by(|one, other| {
            one.item.on.compare(&other.item.on, zone).then_with(|| one.order.cmp(&other.order))
        });
        let mut seen: BTreeSet<BTreeSet<ParticipantId>> = BTreeSet::new();
        found.retain(|found| seen.insert(found.item.by.iter().cloned().collect()));
        let mut items = found.into_iter().map(|found| found.item);
        match (items.next(), items.next()) {
            (Some(first), None) => First::Known(first),
            (first, second) => First::OneOf(first.into_iter().chain(second).chain(items).collect()),
        }
    }

    /// An act, where its words have the sentences, or are a part of one of them with all that comes in.
    fn act_with(&self, text: TextIndex, sentences: &[Phrase], pieces: &[Phrase]) -> Option<Found> {
        let Item::Act(at) = self.stock.item(text)? else { return None };
        let words = self.stock.concordance.words_of(text, [0]);
        let has_all = sentences.iter().all(|sentence| words.has(sentence));
        let is_part = sentences.iter().any(|sentence| sentence.has(&words))
            && !pieces.is_empty()
            && pieces.iter().all(|piece| words.has(piece));
        (has_all || is_part).then(|| self.act(at))
    }

    fn act(&self, at: usize) -> Found {
        let act = self.stock.acts[at];
        let item =
            Earliest { by: act.by.clone(), on: act.earliest(), act: Some(act.id.clone()), draft: None };
        Found { item, order: (false, at) }
    }

    /// A draft, or the act that put it forward with these of its clauses, where that was no later.
    fn draft(&self, at: usize, clauses: &[ClauseIndex]) -> Option<Found> {
        let sheet = self.stock.sheet(at)?;
        let entry = sheet.entry;
        let zone = &self.stock.as_of.zone;
        let no_later = |act: usize| self.stock.acts[act].earliest().compare(&entry.on, zone).is_le();
        let draft = Some(entry.id.clone());
        let item = match sheet.put_forward(clauses, no_later).map(|act| self.stock.acts[act]) {
            Some(act) => {
                Earliest { by: act.by.clone(), on: act.earliest(), act: Some(act.id.clone()), draft }
            }
            None => Earliest { by: entry.by.clone(), on: entry.on, act: None, draft },
        };
        Some(Found { item, order: (true, at) })
    }
}
