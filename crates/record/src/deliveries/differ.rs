//! Deliveries of what is meant as one text whose exact words differ, be it by a single word.
//!
//! **When two deliveries are compared.** Both are of drafts in one language whose words are on record and are the text's
//! own (or of two translations into one language), and at least half of the clauses of each draft, or of the current draft
//! where that is shorter, can be followed to the current draft: so both are versions of the one text, and a side letter is
//! not. Clauses correspond that became the same clause of the current draft; of those that are gone, the ones that had the
//! same label and share half of their words.
//!
//! **The rule.** They are told where
//! 1. two participants were last handed, shown or read different words for the same clauses ([`Rule::LastHanded`]). That
//!    one of them was once handed the other's words, too, and is only a draft further ([`Rule::LaterDraft`]), is no reason
//!    for alarm, unless the drafts differ by a single word alone, which nobody would notice; or
//! 2. one participant was handed different words under the same title ([`Rule::SameTitle`]).
//!
//! Before a delivery is recorded, [`nearly_the_same`] finds those that differ from it by a single word.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use onetext_text::clause::ClauseIndex;
use onetext_text::redline::{Change, ChangeKind, Extent, redline};
use onetext_text::words::WordsHash;
use serde::Serialize;

use super::{Delivered, deliveries};
use crate::act::Act;
use crate::ids::{DraftId, ParticipantId};
use crate::ledger::cover::{Cover, Sheet, Sheets, index, place};
use crate::texts::Texts;
use crate::timeline::Timeline;

/// Why two deliveries stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Two participants were last handed different words.
    LastHanded,
    /// One participant was handed different words under one title.
    SameTitle,
    /// One participant is a draft further than another, and was handed the other's words before.
    LaterDraft,
}

/// Two texts that were delivered as one, and where they differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing<'a> {
    /// Why they stand side by side.
    pub rule: Rule,
    /// The two texts, the one that was delivered first before the other.
    pub sides: [Side<'a>; 2],
    /// Where their words differ, in the order of the text; never empty.
    pub passages: Vec<Passage>,
}

/// One of the two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side<'a> {
    /// The draft.
    pub draft: DraftId,
    /// Who was last handed it, by which delivery; in the order of delivery.
    pub held: Vec<(ParticipantId, Delivered<'a>)>,
}

/// A place where two texts differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Clauses of the first text; none where it has no such words.
    #[serde(skip)]
    pub old: Vec<ClauseIndex>,
    /// Clauses of the second; none where it has no such words.
    #[serde(skip)]
    pub new: Vec<ClauseIndex>,
    /// What differs, word by word.
    pub changes: Vec<Change>,
}

impl Passage {
    /// How many words differ: deleted or inserted, whichever are more.
    pub fn words(&self) -> usize {
        let extent = Extent::of(&self.changes);
        extent.words_deleted.max(extent.words_inserted)
    }
}

impl Differing<'_> {
    /// How many words differ in all.
    pub fn words(&self) -> usize {
        self.passages.iter().map(Passage::words).sum()
    }

    /// Whether an owner marked one of the deliveries as differing on purpose.
    pub fn is_deliberate(&self) -> bool {
        self.sides.iter().flat_map(|side| &side.held).any(|(_, one)| one.is_parallel())
    }
}

/// An earlier delivery from which a new one differs by a single word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearly<'a> {
    /// The draft delivered then.
    pub draft: DraftId,
    /// Its deliveries, the earliest first.
    pub deliveries: Vec<Delivered<'a>>,
    /// Where the one word differs.
    pub passage: Passage,
}

/// All deliveries by the moment that differ by the rule above, the fewest differing words first. Takes time in proportion
/// to the acts, and to participants squared times the clauses of a draft.
pub fn differing<'a>(timeline: &Timeline<'a>, texts: &dyn Texts) -> Vec<Differing<'a>> {
    let shelf = Shelf::new(texts);
    let all: Vec<Read<'_, 'a>> = deliveries(timeline).into_iter().filter_map(|one| shelf.read(one)).collect();
    let mut to: BTreeMap<(&ParticipantId, &Class), Vec<usize>> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        for who in &one.delivered.act.to {
            to.entry((who, &one.class)).or_default().push(at);
        }
    }
    let last: Vec<(&ParticipantId, &Class, Last<'_>)> =
        to.iter().map(|((who, class), list)| (*who, *class, Last::new(&all, list))).collect();
    let mut groups: BTreeMap<Pair<'_>, BTreeSet<(usize, &ParticipantId)>> = BTreeMap::new();
    for (at, (one, class, ones)) in last.iter().enumerate() {
        for (other, other_class, others) in &last[at + 1..] {
            if class != other_class {
                continue;
            }
            for ((a, b), threads) in ones.differing_from(&all, others) {
                let behind = is_behind(&all, &to[&(*one, *class)], (a, b), &threads)
                    || is_behind(&all, &to[&(*other, *class)], (b, a), &threads);
                let rule = if behind { Rule::LaterDraft } else { Rule::LastHanded };
                let held = groups.entry(Pair::new(&all, rule, a, b, threads)).or_default();
                held.extend([(a, *one), (b, *other)]);
            }
        }
    }
    for ((who, _), list) in &to {
        for (a, b) in under_one_title(&shelf, &all, list) {
            let threads = all[a].differing_from(&all[b]);
            if !threads.is_empty() {
                let held = groups.entry(Pair::new(&all, Rule::SameTitle, a, b, threads)).or_default();
                held.extend([(a, *who), (b, *who)]);
            }
        }
    }
    let mut found: Vec<Differing<'a>> =
        groups.into_iter().filter_map(|(pair, held)| pair.told(&shelf, &all, held)).collect();
    for one in &mut found {
        if one.rule == Rule::LaterDraft && one.words() <= 1 {
            one.rule = Rule::LastHanded;
        }
    }
    found.sort_by_key(|one| (one.rule, one.words()));
    found
}

/// Earlier deliveries of the same text, to anybody, from which `new` differs by a single word, the latest first: of the
/// same clauses, or of drafts that differ by that word in all. None, where `new` is marked as differing on purpose.
pub fn nearly_the_same<'a>(timeline: &Timeline<'a>, texts: &dyn Texts, new: &'a Act) -> Vec<Nearly<'a>> {
    let shelf = Shelf::new(texts);
    let Some(new) = Delivered::of(new).filter(|new| !new.is_parallel()).and_then(|new| shelf.read(new))
    else {
        return Vec::new();
    };
    let earlier = deliveries(timeline).into_iter().filter_map(|one| shelf.read(one));
    let mut found: Vec<Nearly<'a>> = Vec::new();
    let mut compared: HashMap<(DraftId, Vec<usize>), Option<Passage>> = HashMap::new();
    for one in earlier.filter(|one| one.class == new.class && one.draft() != new.draft()) {
        let passage = compared
            .entry((one.draft().clone(), one.cover.roots.clone()))
            .or_insert_with(|| {
                // Of one clause of an earlier draft, a later one differs by a word in the course of things.
                if !one.is_of_the_clauses_of(&new) && one.drafts_differing_from(&new) > 1 {
                    return None;
                }
                let threads = one.differing_from(&new);
                // More than two clauses, one of them gone and one come in, cannot differ by one word.
                let passages =
                    if threads.len() > 2 { return None } else { shelf.passages(&one, &new, &threads) };
                match passages.as_slice() {
                    [passage] if passage.words() <= 1 => Some(passage.clone()),
                    _ => None,
                }
            })
            .clone();
        let Some(passage) = passage else { continue };
        match found.iter_mut().find(|near| near.draft == *one.draft() && near.passage == passage) {
            Some(near) => near.deliveries.push(one.delivered),
            None => {
                found.push(Nearly { draft: one.draft().clone(), deliveries: vec![one.delivered], passage })
            }
        }
    }
    found.reverse();
    found
}

/// Which drafts can be compared: the language, and whether the words are the text's own or a translation's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Class {
    lang: String,
    translation: bool,
}

/// One clause through the drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Thread<'t> {
    /// What became this clause of the current draft.
    Now(usize),
    /// What became none, by its id.
    Gone(&'t str),
}

/// A draft that is a version of the text, with its clauses by their threads.
struct Volume<'t> {
    class: Class,
    clauses: BTreeMap<Thread<'t>, Vec<usize>>,
    words: HashMap<Thread<'t>, WordsHash>,
    threads: Vec<Vec<Thread<'t>>>,
}

/// The drafts of a case, each looked at once.
struct Shelf<'t> {
    texts: &'t dyn Texts,
    sheets: Sheets<'t>,
    volumes: std::cell::RefCell<HashMap<DraftId, Option<Rc<Volume<'t>>>>>,
}

/// A delivery of words that can be compared.
struct Read<'t, 'a> {
    delivered: Delivered<'a>,
    class: Class,
    volume: Rc<Volume<'t>>,
    cover: Cover<'t>,
    whole: bool,
}

impl<'t> Shelf<'t> {
    fn new(texts: &'t dyn Texts) -> Self {
        Self { texts, sheets: Sheets::new(texts), volumes: std::cell::RefCell::default() }
    }

    /// A delivery with its words, where they can be compared at all.
    fn read<'a>(&self, delivered: Delivered<'a>) -> Option<Read<'t, 'a>> {
        let anchor = delivered.anchor().filter(|_| delivered.is_of_a_text())?;
        let volume = self.volume(&anchor.draft)?;
        let other_language = |lang: &String| !is_one_language(lang, &volume.class.lang);
        if delivered.act.lang.as_ref().is_some_and(other_language) {
            // It was read out in another language, in words that are not on record.
            return None;
        }
        let cover = self.sheets.cover(anchor)?;
        Some(Read { delivered, class: volume.class.clone(), volume, cover, whole: anchor.clauses.is_empty() })
    }

    fn volume(&self, draft: &DraftId) -> Option<Rc<Volume<'t>>> {
        if let Some(known) = self.volumes.borrow().get(draft) {
            return known.clone();
        }
        let volume = self.bind(draft).map(Rc::new);
        self.volumes.borrow_mut().insert(draft.clone(), volume.clone());
        volume
    }

    fn bind(&self, draft: &DraftId) -> Option<Volume<'t>> {
        let entry = self.texts.entry(draft)?;
        if !entry.authentic.is_words() {
            return None;
        }
        let translation = !entry.authentic.has_exact_words();
        let sheet = self.sheets.sheet(draft)?;
        let links = self.sheets.links(&sheet);
        let current = self.sheets.current()?;
        let reached: BTreeSet<usize> =
            (0..sheet.clauses.len()).flat_map(|at| links.to(at).iter().copied()).collect();
        if reached.len() * 2 < sheet.clauses.len().min(current.clauses.len()) {
            return None;
        }
        let mut clauses: BTreeMap<Thread<'t>, Vec<usize>> = BTreeMap::new();
        let mut threads = Vec::with_capacity(sheet.clauses.len());
        for (at, clause) in sheet.clauses.iter().enumerate() {
            let mut own: Vec<Thread<'t>> = links.to(at).iter().map(|&now| Thread::Now(now)).collect();
            if own.is_empty() {
                own.push(Thread::Gone(&clause.id));
            }
            for thread in &own {
                clauses.entry(*thread).or_default().push(at);
            }
            threads.push(own);
        }
        let digest =
            |list: &Vec<usize>| WordsHash::of_sequence(list.iter().map(|&at| &sheet.clauses[at].words));
        let words = clauses.iter().map(|(thread, list)| (*thread, digest(list))).collect();
        let class = Class { lang: entry.lang.to_lowercase(), translation };
        Some(Volume { class, clauses, words, threads })
    }

    /// Where the words of two deliveries differ in these threads.
    fn passages(&self, a: &Read<'t, '_>, b: &Read<'t, '_>, threads: &[Thread<'t>]) -> Vec<Passage> {
        let mut left: BTreeSet<Thread<'t>> = threads.iter().copied().collect();
        let mut passages = Vec::new();
        while let Some(first) = left.pop_first() {
            // A clause that was split or merged makes one place of several threads.
            let (mut old, mut new) = (BTreeSet::new(), BTreeSet::new());
            let (mut seen, mut reached) = (BTreeSet::from([first]), vec![first]);
            while let Some(thread) = reached.pop() {
                left.remove(&thread);
                for (side, of) in [(a, &mut old), (b, &mut new)] {
                    for &at in side.volume.clauses.get(&thread).into_iter().flatten() {
                        if side.cover.root_of(at).is_some() && of.insert(at) {
                            reached.extend(
                                side.volume.threads[at].iter().copied().filter(|one| seen.insert(*one)),
                            );
                        }
                    }
                }
            }
            self.compare(a.draft(), b.draft(), &old, &new, matches!(first, Thread::Gone(_)), &mut passages);
        }
        passages.sort_by_key(|passage| (passage.old.first().copied(), passage.new.first().copied()));
        passages
    }

    fn compare(
        &self,
        a: &DraftId,
        b: &DraftId,
        old: &BTreeSet<usize>,
        new: &BTreeSet<usize>,
        gone: bool,
        passages: &mut Vec<Passage>,
    ) {
        let indices = |of: &BTreeSet<usize>| of.iter().map(|&at| index(at)).collect::<Vec<_>>();
        let words = |draft: &DraftId, of: &BTreeSet<usize>| {
            let words: Vec<String> =
                of.iter().filter_map(|&at| self.texts.text_of(draft, index(at))).collect();
            words.join(" ")
        };
        let (before, after) = (words(a, old), words(b, new));
        let changes = redline(&before, &after);
        if changes.iter().all(|change| change.kind == ChangeKind::Equal) {
            return;
        }
        let extent = Extent::of(&changes);
        let touched = extent.words_deleted.max(extent.words_inserted);
        if gone && !old.is_empty() && !new.is_empty() && extent.words_equal < touched {
            // One label, and nothing else in common.
            passages.push(Passage { old: indices(old), new: Vec::new(), changes: redline(&before, "") });
            passages.push(Passage { old: Vec::new(), new: indices(new), changes: redline("", &after) });
            return;
        }
        passages.push(Passage { old: indices(old), new: indices(new), changes });
    }
}

/// Whether two language tags are of one language, whatever region or script they add.
pub fn is_one_language(one: &str, other: &str) -> bool {
    let primary = |lang: &'_ str| lang.split('-').next().unwrap_or_default().to_lowercase();
    primary(one) == primary(other)
}

impl<'t> Read<'t, '_> {
    fn draft(&self) -> &DraftId {
        &self.cover.sheet.draft
    }

    fn sheet(&self) -> &Sheet<'t> {
        &self.cover.sheet
    }

    /// The threads of what was delivered.
    fn threads(&self) -> impl Iterator<Item = Thread<'t>> + '_ {
        self.cover.clauses().flat_map(|at| self.volume.threads[at].iter().copied())
    }

    /// Whether it has something to say of a thread: words of it, or, as a delivery of all that stands around them, that
    /// there are none.
    fn speaks_of(&self, thread: Thread<'_>, has: &Self) -> bool {
        let mut at = match self.volume.clauses.get(&thread) {
            Some(own) => return own.iter().any(|&at| self.cover.root_of(at).is_some()),
            None if self.whole => return true,
            None => has.volume.clauses.get(&thread).and_then(|own| own.first().copied()),
        };
        while let Some(parent) = at.and_then(|at| has.sheet().clauses[at].parent).map(place) {
            let above =
                has.volume.threads[parent].iter().filter_map(|thread| self.volume.clauses.get(thread));
            if above.flatten().any(|&at| self.cover.root_of(at).is_some()) {
                return true;
            }
            at = Some(parent);
        }
        false
    }

    /// Whether both are of whole drafts, or of the same clauses.
    fn is_of_the_clauses_of(&self, other: &Self) -> bool {
        let roots = |of: &Self| -> BTreeSet<Thread<'t>> {
            of.cover.roots.iter().flat_map(|&root| of.volume.threads[root].iter().copied()).collect()
        };
        self.whole && other.whole || roots(self) == roots(other)
    }

    /// How many threads of both drafts, delivered or not, have words that differ.
    fn drafts_differing_from(&self, other: &Self) -> usize {
        let (ours, theirs) = (&self.volume.words, &other.volume.words);
        let threads: BTreeSet<&Thread<'t>> = ours.keys().chain(theirs.keys()).collect();
        threads.into_iter().filter(|thread| ours.get(*thread) != theirs.get(*thread)).count()
    }

    /// The threads of both deliveries whose words differ.
    fn differing_from(&self, other: &Self) -> Vec<Thread<'t>> {
        let threads: BTreeSet<Thread<'t>> = self.threads().chain(other.threads()).collect();
        let differ = |thread: &Thread<'t>| self.volume.words.get(thread) != other.volume.words.get(thread);
        threads
            .into_iter()
            .filter(|thread| {
                differ(thread) && self.speaks_of(*thread, other) && other.speaks_of(*thread, self)
            })
            .collect()
    }
}

/// For one participant, the delivery by which each thread was last handed to them; as places in the list of all.
struct Last<'t> {
    by_thread: BTreeMap<Thread<'t>, usize>,
    /// The last delivery of a whole draft: what it does not have, they were last handed a text without.
    whole: Option<usize>,
}

impl<'t> Last<'t> {
    fn new(all: &[Read<'t, '_>], list: &[usize]) -> Self {
        let mut last = Self { by_thread: BTreeMap::new(), whole: None };
        for &at in list.iter().rev() {
            for thread in all[at].threads() {
                last.by_thread.entry(thread).or_insert(at);
            }
            if all[at].whole {
                last.whole = Some(at);
                break;
            }
        }
        last
    }

    fn of(&self, thread: &Thread<'t>) -> Option<usize> {
        self.by_thread.get(thread).copied().or(self.whole)
    }

    /// Pairs of deliveries, one from each, with the threads whose words are the last of each and differ.
    fn differing_from(
        &self,
        all: &[Read<'t, '_>],
        other: &Self,
    ) -> BTreeMap<(usize, usize), Vec<Thread<'t>>> {
        let threads: BTreeSet<&Thread<'t>> = self.by_thread.keys().chain(other.by_thread.keys()).collect();
        let mut pairs: BTreeMap<(usize, usize), Vec<Thread<'t>>> = BTreeMap::new();
        for thread in threads {
            let (Some(a), Some(b)) = (self.of(thread), other.of(thread)) else { continue };
            if all[a].draft() != all[b].draft()
                && all[a].volume.words.get(thread) != all[b].volume.words.get(thread)
            {
                pairs.entry((a, b)).or_default().push(*thread);
            }
        }
        pairs
    }
}

/// Whether a participant who was last handed the first of a pair had been handed the words of the second before, in all
/// that differs.
fn is_behind(
    all: &[Read<'_, '_>],
    handed: &[usize],
    (last, older): (usize, usize),
    threads: &[Thread<'_>],
) -> bool {
    let before = || handed.iter().copied().take_while(|&at| at < last);
    threads.iter().all(|thread| {
        let words = all[older].volume.words.get(thread);
        before()
            .any(|at| all[at].volume.words.get(thread) == words && all[at].speaks_of(*thread, &all[older]))
    })
}

/// Deliveries of different drafts to one participant under one title, each with the one before it.
fn under_one_title(shelf: &Shelf<'_>, all: &[Read<'_, '_>], list: &[usize]) -> Vec<(usize, usize)> {
    let mut titled: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &at in list {
        let title = shelf.texts.entry(all[at].draft()).and_then(|entry| entry.title.as_deref());
        if let Some(title) = title {
            let words: Vec<String> = title.split_whitespace().map(str::to_lowercase).collect();
            titled.entry(words.join(" ")).or_default().push(at);
        }
    }
    let pairs = titled
        .into_values()
        .flat_map(|list| list.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>());
    pairs.filter(|&(a, b)| all[a].draft() != all[b].draft()).collect()
}

/// Two texts that differ, whoever holds them: deliveries of the same clauses of the same drafts are one pair.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Pair<'t> {
    rule: Rule,
    deliberate: bool,
    first: (DraftId, Vec<usize>),
    second: (DraftId, Vec<usize>),
    threads: Vec<Thread<'t>>,
}

impl<'t> Pair<'t> {
    fn new(all: &[Read<'t, '_>], rule: Rule, a: usize, b: usize, threads: Vec<Thread<'t>>) -> Self {
        let text = |at: usize| (all[at].draft().clone(), all[at].cover.roots.clone());
        let deliberate = all[a].delivered.is_parallel() || all[b].delivered.is_parallel();
        let (a, b) = (text(a), text(b));
        let (first, second) = if a <= b { (a, b) } else { (b, a) };
        Self { rule, deliberate, first, second, threads }
    }

    /// The pair with its deliveries; nothing, where the words turn out to be the same.
    fn told<'a>(
        self,
        shelf: &Shelf<'t>,
        all: &[Read<'t, 'a>],
        held: BTreeSet<(usize, &ParticipantId)>,
    ) -> Option<Differing<'a>> {
        let of = |text: &(DraftId, Vec<usize>)| -> Vec<(usize, &ParticipantId)> {
            let same = |at: usize| *all[at].draft() == text.0 && all[at].cover.roots == text.1;
            held.iter().copied().filter(|(at, _)| same(*at)).collect()
        };
        let mut sides = [of(&self.first), of(&self.second)];
        sides.sort_by_key(|side| side.first().map(|(at, _)| *at));
        let (a, b) = (sides[0].first()?.0, sides[1].first()?.0);
        let passages = shelf.passages(&all[a], &all[b], &self.threads);
        let side = |list: &[(usize, &ParticipantId)]| Side {
            draft: list.first().map_or_else(|| self.first.0.clone(), |(at, _)| all[*at].draft().clone()),
            held: list.iter().map(|(at, who)| ((*who).clone(), all[*at].delivered)).collect(),
        };
        let sides = [side(&sides[0]), side(&sides[1])];
        (!passages.is_empty()).then_some(Differing { rule: self.rule, sides, passages })
    }
}
