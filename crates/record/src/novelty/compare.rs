//! A change against one baseline.

use onetext_text::clause::{ClauseIndex, ClauseKind};
use onetext_text::concordance::{Phrase, Stand};
use onetext_text::particulars::{Lang, differences};
use onetext_text::redline::{Change, ChangeKind, redline};
use onetext_text::sentences::touched;

use crate::ids::DraftId;
use crate::texts::Drafts;

use super::put::{Put, inexact, places, text};
use super::stock::Stock;
use super::{Missing, Stands, Why};
use onetext_text::particulars::Difference;

/// The clauses that correspond to those of a change, by draft, in order of date.
pub(super) type Threads<'a> = Vec<(&'a DraftId, Vec<ClauseIndex>)>;

/// A change compared with one baseline.
#[derive(Debug)]
pub(super) struct Compared {
    pub(super) stands: Stands,
    pub(super) why: Why,
    pub(super) clauses: Vec<String>,
    pub(super) differences: Vec<Difference>,
    /// Sentences of either side that are touched.
    pub(super) sentences: Vec<String>,
    /// What the change brings in, each piece with the words next to it; empty unless something is changed.
    pub(super) inserted: Vec<Piece>,
}

/// Words that a change brings in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// With the word before them.
    pub(super) behind: Option<Phrase>,
    /// With the word after them.
    pub(super) before: Option<Phrase>,
    /// Alone.
    pub(super) alone: Phrase,
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

    /// The clauses of a change followed through all drafts of its line.
    pub(super) fn threads(&self, put: &Put<'a>) -> Threads<'a> {
        match put.draft {
            Some(draft) if !put.clauses.is_empty() => self.texts.thread(draft, &put.clauses),
            _ => Vec::new(),
        }
    }

    /// How a change stands in a draft.
    pub(super) fn stands(&self, put: &Put<'a>, draft: &DraftId, threads: &Threads<'a>) -> (Stands, Why) {
        let standing = self.standing(put, draft, threads);
        (standing.stands, standing.why)
    }

    /// How a change stands in a draft, with what differs.
    pub(super) fn compare(&self, put: &Put<'a>, draft: &DraftId, threads: &Threads<'a>) -> Compared {
        let Standing { stands, mut why, clauses } = self.standing(put, draft, threads);
        let outline = self.texts.outline(draft);
        let id = |index: &ClauseIndex| Some(outline?.get(*index)?.id.clone());
        let mut compared = Compared {
            stands,
            why: why.clone(),
            clauses: clauses.iter().filter_map(id).collect(),
            differences: Vec::new(),
            sentences: Vec::new(),
            inserted: Vec::new(),
        };
        let (Stands::Changed, Ok(words)) = (stands, put.words.exact()) else { return compared };
        let old = text(self.texts, draft, &clauses, put.deep);
        let mut changes = redline(&old, words);
        if self.options_give(put, draft, &clauses, words) {
            why = Why::OptionsTaken;
        } else if !put.of_draft && part_of(&mut changes) {
            why = Why::OtherPart;
        }
        let old: String = changes.iter().map(|change| change.old.as_str()).collect();
        compared.why = why;
        let lang = put.lang.map_or_else(|| Lang::of_script(words), Lang::of_tag);
        compared.differences = differences(&old, words, lang);
        let (before, after) = touched(&changes);
        compared.sentences = before.into_iter().chain(after).collect();
        compared.inserted = self.inserted(words, &changes);
        compared
    }

    fn standing(&self, put: &Put<'a>, draft: &DraftId, threads: &Threads<'a>) -> Standing {
        let plain = |stands, why| Standing { stands, why, clauses: Vec::new() };
        let entry = self.texts.entry(draft);
        let text = entry.map_or(Err(Missing::NoFile), |entry| match inexact(&entry.authentic) {
            Some(missing) => Err(missing),
            None => self.stock.text_of(draft).map(|text| (entry, text)).ok_or(Missing::NoFile),
        });
        let (words, (entry, text)) = match (put.words.exact(), text) {
            (Ok(words), Ok(text)) => (words, text),
            (words, text) => {
                return plain(Stands::Unknown, Why::Inexact { change: words.err(), baseline: text.err() });
            }
        };
        if put.of_draft && put.draft == Some(draft) {
            return Standing { stands: Stands::Identical, why: Why::OwnWords, clauses: put.clauses.clone() };
        }
        if let Some(lang) = put.lang
            && lang != entry.lang
        {
            return plain(Stands::Unknown, Why::Languages(lang.to_owned(), entry.lang.clone()));
        }
        let phrase = self.stock.concordance.phrase(words);
        let counterparts = self.counterparts(put, draft, threads);
        let counterpart = places(self.texts, draft, &counterparts, put.deep);
        if !counterpart.is_empty()
            && self.stock.concordance.words_of(text, counterpart.iter().copied()) == phrase
        {
            return Standing { stands: Stands::Identical, why: Why::SameClause, clauses: counterparts };
        }
        let found = self.stock.find_in(&phrase, text);
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
    fn counterparts(&self, put: &Put<'a>, draft: &DraftId, threads: &Threads<'a>) -> Vec<ClauseIndex> {
        if let Some((_, clauses)) = threads.iter().find(|(of, _)| *of == draft) {
            return clauses.clone();
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

    /// Whether clauses of a draft read as these words where certain options of their open points are taken.
    fn options_give(&self, put: &Put<'a>, draft: &DraftId, clauses: &[ClauseIndex], words: &str) -> bool {
        let Some(text) = self.stock.text_of(draft) else { return false };
        let places = places(self.texts, draft, clauses, put.deep);
        let open = self.stock.concordance.words_of(text, places);
        self.stock.concordance.can_read(&open, &self.stock.concordance.phrase(words))
    }

    fn inserted(&self, words: &str, changes: &[Change]) -> Vec<Piece> {
        let phrase = |words: &str| self.stock.concordance.phrase(words);
        let mut pieces = Vec::new();
        let mut at = 0;
        for change in changes {
            let end = at + change.new.len();
            let (head, piece, tail) = (&words[..at], words[at..end].trim(), &words[end..]);
            if change.kind != ChangeKind::Equal && !piece.is_empty() {
                let behind =
                    head.split_whitespace().next_back().map(|word| phrase(&format!("{word} {piece}")));
                let before = tail.split_whitespace().next().map(|word| phrase(&format!("{piece} {word}")));
                pieces.push(Piece { behind, before, alone: phrase(piece) });
            }
            at = end;
        }
        pieces
    }
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

/// Takes from a redline what the old text has before and after the place that shorter words are for. Whether anything was taken.
fn part_of(changes: &mut Vec<Change>) -> bool {
    let length =
        |side: fn(&Change) -> &String| changes.iter().map(|change| side(change).len()).sum::<usize>();
    if length(|change| &change.new) >= length(|change| &change.old) {
        return false;
    }
    let before = changes.len();
    let deleted = |change: Option<&Change>| change.is_some_and(|change| change.kind == ChangeKind::Deleted);
    while deleted(changes.first()) {
        changes.remove(0);
    }
    while deleted(changes.last()) {
        changes.pop();
    }
    let mut taken = changes.len() < before;
    let unrelated = changes.iter().all(|change| change.kind != ChangeKind::Equal);
    if unrelated {
        // Nothing of it is in the clause: the words come in, and take the place of none.
        for change in changes.iter_mut().filter(|change| change.kind == ChangeKind::Replaced) {
            change.kind = ChangeKind::Inserted;
            change.old.clear();
            taken = true;
        }
        return taken;
    }
    // Where words at an end take the place of more than they are, what is farther out is before or after the place.
    if let Some(first) = changes.first_mut().filter(|change| change.kind == ChangeKind::Replaced) {
        let wanted = first.new.split_whitespace().count();
        let kept: Vec<&str> = first.old.split_whitespace().collect();
        if kept.len() > wanted {
            let blank = if first.old.ends_with(char::is_whitespace) { " " } else { "" };
            first.old = format!("{}{blank}", kept[kept.len() - wanted..].join(" "));
            taken = true;
        }
    }
    if let Some(last) = changes.last_mut().filter(|change| change.kind == ChangeKind::Replaced) {
        let wanted = last.new.split_whitespace().count();
        let kept: Vec<&str> = last.old.split_whitespace().collect();
        if kept.len() > wanted {
            let blank = if last.old.starts_with(char::is_whitespace) { " " } else { "" };
            last.old = format!("{blank}{}", kept[..wanted].join(" "));
            taken = true;
        }
    }
    taken
}
