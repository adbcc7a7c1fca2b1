//! All words of a view: those of drafts that are texts themselves, and those that acts put forward.

use std::collections::HashMap;
use std::rc::Rc;

use onetext_text::clause::ClauseIndex;
use onetext_text::concordance::{Concordance, Phrase, Stand, TextIndex};
use onetext_text::words::WordsHash;

use crate::act::Act;
use crate::as_of::AsOf;
use crate::entry::DraftEntry;
use crate::ids::DraftId;
use crate::texts::Drafts;
use crate::timeline::Timeline;

use super::Memo;
use super::put::{Put, inexact};

/// The words of a view, and whose they are.
pub(super) struct Stock<'a> {
    pub(super) acts: Vec<&'a Act>,
    pub(super) texts: &'a dyn Drafts,
    pub(super) as_of: &'a AsOf,
    pub(super) concordance: Concordance,
    /// What each text of the concordance is.
    items: Vec<Item<'a>>,
    drafts: HashMap<&'a DraftId, TextIndex>,
    /// Acts with exact words of their own, by draft and by the clauses that they are for; as texts of the concordance.
    on_clause: HashMap<&'a DraftId, HashMap<ClauseIndex, Vec<TextIndex>>>,
    /// Those that are for no clause in particular.
    pub(super) on_no_clause: Vec<TextIndex>,
    /// Acts that put words of a draft forward, by draft; with the clauses, none for all of it.
    pub(super) forward: HashMap<&'a DraftId, Vec<(usize, Vec<ClauseIndex>)>>,
    found: Memo<Phrase, Rc<Vec<Stand>>>,
}

/// A text of the concordance.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item<'a> {
    /// A draft.
    Draft(&'a DraftEntry),
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
            drafts: HashMap::new(),
            on_clause: HashMap::new(),
            on_no_clause: Vec::new(),
            forward: HashMap::new(),
            found: Memo::default(),
        };
        for entry in texts.entries() {
            if inexact(&entry.authentic).is_some() {
                continue;
            }
            let Some(outline) = texts.outline(&entry.id) else { continue };
            let words = |at: usize| {
                texts
                    .text_of(&entry.id, ClauseIndex(u32::try_from(at).unwrap_or(u32::MAX)))
                    .unwrap_or_default()
            };
            let text = stock.concordance.add(outline.clauses.iter().map(|clause| clause.words), words);
            stock.items.push(Item::Draft(entry));
            stock.drafts.insert(&entry.id, text);
        }
        for put in puts {
            match (put.of_draft, put.words.exact()) {
                (false, Ok(words)) => stock.add(put, words),
                (true, Ok(_)) => {
                    let Some(draft) = put.draft else { continue };
                    let forward = stock.forward.entry(draft).or_default();
                    forward.push((put.act, put.clauses.clone()));
                }
                (_, Err(_)) => {}
            }
        }
        stock
    }

    fn add(&mut self, put: &Put<'a>, words: &str) {
        let text = self.concordance.add([WordsHash::of(words)], |_| words.to_owned());
        self.items.push(Item::Act(put.act));
        match put.draft {
            Some(draft) if !put.clauses.is_empty() => {
                for &clause in &put.clauses {
                    self.on_clause.entry(draft).or_default().entry(clause).or_default().push(text);
                }
            }
            _ => self.on_no_clause.push(text),
        }
    }

    /// Adds to `found` the acts with words for clauses of a draft, for anything above them, or for any of `below`.
    pub(super) fn acts_on(
        &self,
        draft: &DraftId,
        clauses: &[ClauseIndex],
        below: &[usize],
        found: &mut Vec<TextIndex>,
    ) {
        let Some(on_clause) = self.on_clause.get(draft) else { return };
        let above = clauses.iter().flat_map(|clause| self.above(draft, *clause));
        let below = below.iter().map(|&at| ClauseIndex(u32::try_from(at).unwrap_or(u32::MAX)));
        found.extend(above.chain(below).filter_map(|clause| on_clause.get(&clause)).flatten());
    }

    /// A draft among the texts; `None` where its exact words are not on record.
    pub(super) fn text_of(&self, draft: &DraftId) -> Option<TextIndex> {
        self.drafts.get(draft).copied()
    }

    /// What a text of the concordance is.
    pub(super) fn item(&self, text: TextIndex) -> Option<Item<'a>> {
        self.items.get(text.0 as usize).copied()
    }

    /// The clauses above one, from the nearest on.
    pub(super) fn above(&self, draft: &DraftId, clause: ClauseIndex) -> impl Iterator<Item = ClauseIndex> {
        let outline = self.texts.outline(draft);
        let parent = move |clause: &ClauseIndex| outline?.get(*clause)?.parent;
        std::iter::successors(parent(&clause), parent)
    }

    /// Everywhere that these words stand.
    pub(super) fn find(&self, phrase: &Phrase) -> Rc<Vec<Stand>> {
        if let Some(found) = self.found.borrow().get(phrase) {
            return Rc::clone(found);
        }
        let found = Rc::new(self.concordance.find(phrase));
        self.found.borrow_mut().insert(phrase.clone(), Rc::clone(&found));
        found
    }

    /// Where these words stand in one text.
    pub(super) fn find_in(&self, phrase: &Phrase, text: TextIndex) -> Vec<Stand> {
        let found = self.find(phrase);
        let start = found.partition_point(|stand| stand.text < text);
        found[start..].iter().take_while(|stand| stand.text == text).copied().collect()
    }
}
