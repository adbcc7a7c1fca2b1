//! A change against one baseline.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use onetext_text::clause::{ClauseIndex, ClauseKind};
use onetext_text::concordance::{Phrase, Stand};
use onetext_text::particulars::{Difference, DifferenceKind, Lang, differences};
use onetext_text::redline::{Change, ChangeKind, redline};
use onetext_text::sentences::{come_into, touched};

use crate::ids::DraftId;
use crate::texts::Drafts;

use super::put::{Put, inexact, text};
use super::stock::Stock;
use super::thread::Thread;
use super::{First, Missing, Stands, Why};

/// A change compared with one baseline.
#[derive(Debug)]
pub(super) struct Compared {
    pub(super) stands: Stands,
    pub(super) why: Why,
    pub(super) clauses: Vec<String>,
    /// The same, by their places in the outline.
    pub(super) places: Vec<ClauseIndex>,
    /// Where something is changed, what: the same for baselines with the same words in that place.
    pub(super) differing: Option<Rc<Differing>>,
}

/// What differs between a change and the words in its place.
#[derive(Debug)]
pub(super) struct Differing {
    /// The words in its place.
    pub(super) old: Phrase,
    why: Why,
    pub(super) differences: Vec<Difference>,
    /// Sentences of either side that are touched.
    pub(super) sentences: Vec<String>,
    /// Sentences of the change that it brings something into: a word alone, in another sentence, would say something else.
    pub(super) inserted: Vec<Phrase>,
    /// What comes into them, alone.
    pub(super) pieces: Vec<Phrase>,
    /// Who was earliest with it.
    pub(super) earliest: OnceCell<First>,
}

/// How words stand in a baseline, and the clauses of it that tell.
struct Standing {
    stands: Stands,
    why: Why,
    clauses: Vec<ClauseIndex>,
}

/// Compares changes with drafts.
pub(super) struct Comparer<'a, 's> {
    texts: &'a dyn Drafts,
    stock: &'s Stock<'a>,
}

impl<'a, 's> Comparer<'a, 's> {
    pub(super) fn new(texts: &'a dyn Drafts, stock: &'s Stock<'a>) -> Self {
        Self { texts, stock }
    }

    /// How a change stands in a draft.
    pub(super) fn stands(&self, put: &Put<'_>, draft: &DraftId, thread: &Thread) -> Stands {
        self.standing(put, draft, thread).stands
    }

    /// How a change stands in a draft, with what differs; `known` holds what was found for other drafts.
    pub(super) fn compare(
        &self,
        put: &Put<'_>,
        draft: &DraftId,
        thread: &Thread,
        known: &mut Vec<Rc<Differing>>,
    ) -> Compared {
        let Standing { stands, why, clauses } = self.standing(put, draft, thread);
        let outline = self.texts.outline(draft);
        let id = |index: &ClauseIndex| Some(outline?.get(*index)?.id.clone());
        let ids = clauses.iter().filter_map(id).collect();
        let sheet = self.stock.sheet_of(draft).and_then(|(_, sheet)| Some((sheet, sheet.text?)));
        let (Stands::Changed, Ok(words), Some((sheet, text))) = (stands, put.words.exact(), sheet) else {
            return Compared { stands, why, clauses: ids, places: clauses, differing: None };
        };
        let mut places = Vec::new();
        sheet.places(&clauses, put.deep, &mut places);
        let old = self.stock.concordance.words_of(text, places);
        let found = known.iter().find(|known| known.old == old).map(Rc::clone);
        let differing = found.unwrap_or_else(|| {
            let made = Rc::new(self.differing(put, words, draft, &clauses, old, &thread.phrase));
            known.push(Rc::clone(&made));
            made
        });
        Compared {
            stands,
            why: differing.why.clone(),
            clauses: ids,
            places: clauses,
            differing: Some(differing),
        }
    }

    fn differing(
        &self,
        put: &Put<'_>,
        words: &str,
        draft: &DraftId,
        clauses: &[ClauseIndex],
        old: Phrase,
        phrase: &Phrase,
    ) -> Differing {
        let mut changes = redline(&text(self.texts, draft, clauses, put.deep), words);
        let why = if self.stock.concordance.can_read(&old, phrase) {
            Why::OptionsTaken
        } else if !put.of_draft && part_of(&mut changes).is_some() {
            Why::OtherPart
        } else {
            Why::OtherWords
        };
        let part: String = changes.iter().map(|change| change.old.as_str()).collect();
        let lang = put.lang.map_or_else(|| Lang::of_script(words), Lang::of_tag);
        let phrase = |words: &str| self.stock.concordance.phrase(words);
        let coming = changes.iter().filter(|change| change.brings_words());
        let (before, after) = touched(&changes);
        Differing {
            old,
            why,
            differences: named_differences(&part, words, lang),
            sentences: before.into_iter().chain(after).collect(),
            inserted: come_into(&changes).iter().map(|sentence| phrase(sentence)).collect(),
            pieces: coming.map(|change| phrase(change.new.trim())).collect(),
            earliest: OnceCell::new(),
        }
    }

    fn standing(&self, put: &Put<'_>, draft: &DraftId, thread: &Thread) -> Standing {
        let plain = |stands, why| Standing { stands, why, clauses: Vec::new() };
        let sheet = self.stock.sheet_of(draft).ok_or(Missing::NoFile);
        let text = sheet.and_then(|(at, sheet)| match inexact(&sheet.entry.authentic) {
            Some(missing) => Err(missing),
            None => sheet.text.map(|text| (at, sheet, text)).ok_or(Missing::NoFile),
        });
        let (at, sheet, text) = match (put.words.exact(), text) {
            (Ok(_), Ok(text)) => text,
            (words, text) => {
                return plain(Stands::Unknown, Why::Inexact { change: words.err(), baseline: text.err() });
            }
        };
        if put.of_draft && put.draft == Some(draft) {
            return Standing { stands: Stands::Identical, why: Why::OwnWords, clauses: put.clauses.clone() };
        }
        if let Some(lang) = put.lang
            && lang != sheet.entry.lang
        {
            return plain(Stands::Unknown, Why::Languages(lang.to_owned(), sheet.entry.lang.clone()));
        }
        let phrase = &thread.phrase;
        let counterparts = self.counterparts(put, draft, at, thread);
        let mut counterpart = Vec::new();
        sheet.places(&counterparts, put.deep, &mut counterpart);
        if !counterpart.is_empty()
            && self.stock.concordance.words_of(text, counterpart.iter().copied()) == *phrase
        {
            return Standing { stands: Stands::Identical, why: Why::SameClause, clauses: counterparts };
        }
        let found = self.stock.find_in(phrase, text);
        let within = |stand: &&Stand| {
            [stand.first, stand.last].iter().all(|&at| counterpart.binary_search(&(at as usize)).is_ok())
        };
        let option = |stand: &Stand| stand.bracketed || self.is_optional(draft, ClauseIndex(stand.first));
        if !put.of_draft
            && let Some(stand) = best(found.iter().filter(within), option)
        {
            let why = Why::WithinClause { option: option(stand) };
            return Standing { stands: Stands::Identical, why, clauses: vec![ClauseIndex(stand.first)] };
        }
        if let Some(stand) = best(found.iter().filter(|stand| !within(stand)), option) {
            let why = Why::Elsewhere { option: option(stand) };
            return Standing { stands: Stands::Identical, why, clauses: vec![ClauseIndex(stand.first)] };
        }
        if put.lang.is_none() {
            return plain(Stands::Unknown, Why::LanguageUnknown);
        }
        if !counterparts.is_empty() {
            return Standing { stands: Stands::Changed, why: Why::OtherWords, clauses: counterparts };
        }
        plain(Stands::Absent, if put.clauses.is_empty() { Why::NoPlace } else { Why::NoClause })
    }

    /// The clauses of a draft that correspond to those of a change: followed from draft to draft; where that thread is broken,
    /// by comparing the two drafts alone.
    fn counterparts(&self, put: &Put<'_>, draft: &DraftId, at: usize, thread: &Thread) -> Vec<ClauseIndex> {
        if let Some(clauses) = thread.of(at) {
            return clauses.to_vec();
        }
        match put.draft {
            Some(own) if !put.clauses.is_empty() => self.texts.match_directly(own, &put.clauses, draft),
            _ => Vec::new(),
        }
    }

    /// Whether a clause stands in a block of options, or inside a bracket that begins in another clause.
    fn is_optional(&self, draft: &DraftId, clause: ClauseIndex) -> bool {
        let Some(outline) = self.texts.outline(draft) else { return false };
        let mut at = outline.get(clause);
        while let Some(clause) = at {
            if clause.kind == ClauseKind::Option || clause.bracketed {
                return true;
            }
            at = clause.parent.and_then(|parent| outline.get(parent));
        }
        false
    }
}

/// What differs; where there is nothing to compare with, or words only changed places, all of the words.
fn named_differences(old: &str, new: &str, lang: Lang) -> Vec<Difference> {
    let found = if old.trim().is_empty() { Vec::new() } else { differences(old, new, lang) };
    if !found.is_empty() {
        return found;
    }
    let side = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
    vec![Difference { kind: DifferenceKind::Words, from: side(old), to: side(new), direction: None }]
}

/// The first that stands in the text; else the first that stands as an option.
fn best<'s>(stands: impl Iterator<Item = &'s Stand>, option: impl Fn(&Stand) -> bool) -> Option<&'s Stand> {
    let mut first = None;
    for stand in stands {
        if !option(stand) {
            return Some(stand);
        }
        first = first.or(Some(stand));
    }
    first
}

/// Takes from a redline what the old text has before and after the place that shorter words are for. Where that place is in the
/// old text, if anything was taken.
pub(super) fn part_of(changes: &mut Vec<Change>) -> Option<Range<usize>> {
    let whole: usize = changes.iter().map(|change| change.old.len()).sum();
    let mut place = 0..whole;
    let length =
        |side: fn(&Change) -> &String| changes.iter().map(|change| side(change).len()).sum::<usize>();
    if length(|change| &change.new) >= length(|change| &change.old) {
        return None;
    }
    let deleted = |change: Option<&Change>| change.is_some_and(|change| change.kind == ChangeKind::Deleted);
    let leading = changes.iter().take_while(|change| deleted(Some(*change))).count();
    place.start += changes.drain(..leading).map(|change| change.old.len()).sum::<usize>();
    while deleted(changes.last()) {
        place.end -= changes.pop().map_or(0, |change| change.old.len());
    }
    let unrelated = changes.iter().all(|change| change.kind != ChangeKind::Equal);
    if unrelated {
        // Nothing of it is in the clause: the words come in, and take the place of none.
        for change in changes.iter_mut().filter(|change| change.kind == ChangeKind::Replaced) {
            change.kind = ChangeKind::Inserted;
            change.old.clear();
            place.end = place.start;
        }
        return (place != (0..whole)).then_some(place);
    }
    // Where words at an end take the place of more than they are, what is farther out is before or after the place.
    if let Some(first) = changes.first_mut().filter(|change| change.kind == ChangeKind::Replaced) {
        let wanted = first.new.split_whitespace().count();
        let kept: Vec<&str> = first.old.split_whitespace().collect();
        if kept.len() > wanted {
            let blank = if first.old.ends_with(char::is_whitespace) { " " } else { "" };
            place.start += starts(&first.old, kept.len() - wanted);
            first.old = format!("{}{blank}", kept[kept.len() - wanted..].join(" "));
        }
    }
    if let Some(last) = changes.last_mut().filter(|change| change.kind == ChangeKind::Replaced) {
        let wanted = last.new.split_whitespace().count();
        let kept: Vec<&str> = last.old.split_whitespace().collect();
        if kept.len() > wanted {
            let blank = if last.old.starts_with(char::is_whitespace) { " " } else { "" };
            place.end -= last.old.len() - starts(&last.old, wanted);
            last.old = format!("{blank}{}", kept[..wanted].join(" "));
        }
    }
    (place != (0..whole)).then_some(place)
}

/// Where a word of a text starts, counted from 0; the end of the text, where it has no such word.
fn starts(text: &str, word: usize) -> usize {
    let begins = |&(at, c): &(usize, char)| {
        !c.is_whitespace() && text[..at].chars().next_back().is_none_or(char::is_whitespace)
    };
    text.char_indices().filter(begins).nth(word).map_or(text.len(), |(at, _)| at)
}
