//! All words of a view: those of drafts that are texts themselves, and those that acts put forward.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use onetext_text::clause::ClauseIndex;
use onetext_text::concordance::{Concordance, Phrase, Stand, TextIndex};
use onetext_text::outline::Outline;
use onetext_text::words::WordsHash;

use crate::act::Act;
use crate::as_of::AsOf;
use crate::entry::DraftEntry;
use crate::ids::DraftId;
use crate::texts::Drafts;
use crate::timeline::Timeline;
use crate::when::When;

use super::put::{Put, inexact};

/// The words of a view, and whose they are.
pub(super) struct Stock<'a> {
    pub(super) acts: Vec<&'a Act>,
    pub(super) texts: &'a dyn Drafts,
    pub(super) as_of: &'a AsOf,
    pub(super) concordance: Concordance,
    /// What each text of the concordance is.
    items: Vec<Item>,
    /// The drafts in order of date.
    sheets: Vec<Sheet<'a>>,
    by_id: HashMap<&'a DraftId, usize>,
    /// Acts with exact words of their own that are for no clause in particular; as texts of the concordance.
    pub(super) on_no_clause: Vec<TextIndex>,
    found: Mutex<HashMap<Phrase, Arc<Vec<Stand>>>>,
}

/// A draft, and what has been put forward for it.
pub(super) struct Sheet<'a> {
    pub(super) entry: &'a DraftEntry,
    /// As a text of the concordance; `None` where its exact words are not on record.
    pub(super) text: Option<TextIndex>,
    /// One past the last clause below each clause.
    ends: Vec<usize>,
    /// The clause above each clause.
    parents: Vec<Option<ClauseIndex>>,
    /// Acts with exact words of their own, by the clauses that they are for; as texts of the concordance.
    on_clause: HashMap<ClauseIndex, Vec<TextIndex>>,
    /// Acts that put words of this draft forward, with the clauses.
    forward: Vec<(usize, Vec<ClauseIndex>)>,
}

impl<'a> Sheet<'a> {
    fn new(entry: &'a DraftEntry, outline: Option<&Outline>) -> Self {
        let clauses = outline.map(|outline| outline.clauses.as_slice()).unwrap_or_default();
        // Backwards: what ends a clause below ends the one above it, too.
        let mut ends: Vec<usize> = (1..=clauses.len()).collect();
        for at in (0..clauses.len()).rev() {
            if let Some(parent) = clauses[at].parent {
                let parent = parent.0 as usize;
                ends[parent] = ends[parent].max(ends[at]);
            }
        }
        Self {
            entry,
            text: None,
            ends,
            parents: clauses.iter().map(|clause| clause.parent).collect(),
            on_clause: HashMap::new(),
            forward: Vec::new(),
        }
    }

    /// Adds the places of clauses to `places`, in document order; with `deep`, of all below them, too.
    pub(super) fn places(&self, clauses: &[ClauseIndex], deep: bool, places: &mut Vec<usize>) {
        for clause in clauses {
            let start = clause.0 as usize;
            match self.ends.get(start) {
                Some(&end) if deep => places.extend(start..end),
                Some(_) => places.push(start),
                None => {}
            }
        }
        if clauses.len() > 1 {
            places.sort_unstable();
            places.dedup();
        }
    }

    /// The clauses above one, from the nearest on.
    pub(super) fn above(&self, clause: ClauseIndex) -> impl Iterator<Item = ClauseIndex> {
        let parent = |clause: &ClauseIndex| self.parents.get(clause.0 as usize).copied().flatten();
        std::iter::successors(parent(&clause), parent)
    }

    /// The first of the acts that put forward all of this draft, or one of these clauses, or what is above one of them, that meets
    /// a condition.
    pub(super) fn put_forward(
        &self,
        clauses: &[ClauseIndex],
        mut fits: impl FnMut(usize) -> bool,
    ) -> Option<usize> {
        let covers = |named: &[ClauseIndex]| {
            let mut ways =
                clauses.iter().flat_map(|&clause| std::iter::once(clause).chain(self.above(clause)));
            named.is_empty() || ways.any(|clause| named.contains(&clause))
        };
        let mut acts = self.forward.iter();
        acts.find(|(act, named)| covers(named) && fits(*act)).map(|(act, _)| *act)
    }
}

/// A text of the concordance.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item {
    /// A draft, by its place in order of date.
    Draft(usize),
    /// An act, by its place in the timeline.
    Act(usize),
}

impl<'a> Stock<'a> {
    pub(super) fn new(timeline: &Timeline<'a>, texts: &'a dyn Drafts, puts: &[Put<'a>]) -> Self {
        let mut stock = Self {
            acts: timeline.acts().to_vec(),
            texts,
            as_of: timeline.as_of,
            concordance: Concordance::default(),
            items: Vec::new(),
            sheets: Vec::new(),
            by_id: HashMap::new(),
            on_no_clause: Vec::new(),
            found: Mutex::default(),
        };
        for (at, entry) in texts.entries().into_iter().enumerate() {
            let outline = texts.outline(&entry.id);
            let mut sheet = Sheet::new(entry, outline);
            stock.by_id.entry(&entry.id).or_insert(at);
            if let Some(outline) = outline.filter(|_| inexact(&entry.authentic).is_none()) {
                let words = |at: usize| {
                    let clause = ClauseIndex(u32::try_from(at).unwrap_or(u32::MAX));
                    texts.text_of(&entry.id, clause).unwrap_or_default()
                };
                let digests = outline.clauses.iter().map(|clause| clause.words);
                sheet.text = Some(stock.concordance.add(digests, words));
                stock.items.push(Item::Draft(at));
            }
            stock.sheets.push(sheet);
        }
        for put in puts {
            match (put.of_draft, put.words.exact()) {
                (false, Ok(words)) => stock.add(put, words),
                (true, Ok(_)) => {
                    let at = put.draft.and_then(|draft| stock.by_id.get(draft));
                    if let Some(sheet) = at.and_then(|&at| stock.sheets.get_mut(at)) {
                        sheet.forward.push((put.act, put.clauses.clone()));
                    }
                }
                (_, Err(_)) => {}
            }
        }
        stock
    }

    fn add(&mut self, put: &Put<'a>, words: &str) {
        let text = self.concordance.add([WordsHash::of(words)], |_| words.to_owned());
        self.items.push(Item::Act(put.act));
        let at = put.draft.filter(|_| !put.clauses.is_empty()).and_then(|draft| self.by_id.get(draft));
        match at.and_then(|&at| self.sheets.get_mut(at)) {
            Some(sheet) => {
                for &clause in &put.clauses {
                    sheet.on_clause.entry(clause).or_default().push(text);
                }
            }
            None => self.on_no_clause.push(text),
        }
    }

    /// Adds to `found` the acts with words for clauses of a draft, for anything above them, or for any of `below`.
    pub(super) fn acts_on(
        &self,
        sheet: &Sheet<'_>,
        clauses: &[ClauseIndex],
        below: &[usize],
        found: &mut Vec<TextIndex>,
    ) {
        if sheet.on_clause.is_empty() {
            return;
        }
        let above = clauses.iter().flat_map(|&clause| sheet.above(clause));
        let below = below.iter().map(|&at| ClauseIndex(u32::try_from(at).unwrap_or(u32::MAX)));
        found.extend(above.chain(below).filter_map(|clause| sheet.on_clause.get(&clause)).flatten());
    }

    /// A draft by its place in order of date.
    pub(super) fn sheet(&self, at: usize) -> Option<&Sheet<'a>> {
        self.sheets.get(at)
    }

    /// A draft by its id.
    pub(super) fn sheet_of(&self, draft: &DraftId) -> Option<(usize, &Sheet<'a>)> {
        let at = *self.by_id.get(draft)?;
        Some((at, self.sheets.get(at)?))
    }

    /// How many drafts there were before a date.
    pub(super) fn drafts_before(&self, on: When) -> usize {
        self.sheets.partition_point(|sheet| sheet.entry.on.compare(&on, &self.as_of.zone).is_lt())
    }

    /// How many drafts there may have been by a date: where it is a day, those of any hour of it, too.
    pub(super) fn drafts_by(&self, on: When) -> usize {
        let (zone, end) = (&self.as_of.zone, on.ends(&self.as_of.zone));
        self.sheets.partition_point(|sheet| sheet.entry.on.starts(zone) <= end)
    }

    /// What a text of the concordance is.
    pub(super) fn item(&self, text: TextIndex) -> Option<Item> {
        self.items.get(text.0 as usize).copied()
    }

    /// Everywhere that these words stand.
    pub(super) fn find(&self, phrase: &Phrase) -> Arc<Vec<Stand>> {
        let kept = self.found.lock().ok().and_then(|found| found.get(phrase).cloned());
        kept.unwrap_or_else(|| {
            let made = Arc::new(self.concordance.find(phrase));
            if let Ok(mut found) = self.found.lock() {
                found.insert(phrase.clone(), Arc::clone(&made));
            }
            made
        })
    }

    /// Where these words stand in one text.
    pub(super) fn find_in(&self, phrase: &Phrase, text: TextIndex) -> Vec<Stand> {
        let found = self.find(phrase);
        let start = found.partition_point(|stand| stand.text < text);
        found[start..].iter().take_while(|stand| stand.text == text).copied().collect()
    }
}
