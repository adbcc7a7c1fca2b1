//! The drafts of a view: their clauses, and how each clause is followed to the text that is negotiated now.
//!
//! Everything is computed when it is first asked for, from the drafts of the view alone, and what costs time is kept in
//! the [`Cache`]. A text is followed through its successors in the same language; a summary or an unpublished text is
//! matched with the current draft directly, since what it leaves out would otherwise break the thread; a translation goes
//! by the labels of its original.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock};

use onetext_record::act::{Act, Choice};
use onetext_record::entry::{Authentic, DraftEntry};
use onetext_record::texts::Drafts;
use onetext_record::{DraftId, LineageMatch, Participant, ParticipantId};
use onetext_text::clause::{ClauseIndex, ClauseKind};
use onetext_text::draft::Draft;
use onetext_text::lineage::{LINEAGE_VERSION, Lineage, Link, Override, Relation};
use onetext_text::outline::Outline;
use onetext_text::places::by_labels;
use onetext_text::readings::ReadingOptions;
use onetext_text::source::Source;
use onetext_text::words::WordsHash;
use rayon::prelude::*;

use crate::cache::{Cache, Key};
use crate::case::DraftRecord;
use crate::progress::Progress;

/// The length in bytes from which results for a draft are kept on disk: shorter ones are read faster than they are found.
const WORTH_KEEPING: usize = 16 * 1024;

/// The drafts of a view, in order of date.
#[derive(Debug)]
pub struct Texts {
    versions: Vec<Version>,
    /// Where each draft is among them.
    positions: HashMap<DraftId, usize>,
    current: Option<usize>,
    matches: Vec<LineageMatch>,
    cache: Cache,
    /// How clauses of two drafts correspond, for pairs that were asked for.
    links: Mutex<HashMap<(usize, usize), Arc<Links>>>,
}

/// How clauses of an older and a newer draft correspond.
#[derive(Debug)]
struct Links {
    on: Side,
    back: Side,
}

/// For each clause of one draft, in order, those of the other: short lists end to end.
#[derive(Debug, Default)]
struct Side {
    ends: Vec<u32>,
    clauses: Vec<ClauseIndex>,
}

impl Links {
    fn of(lineage: &Lineage) -> Self {
        let side = |links: &[Option<usize>], other: fn(&Link) -> &Vec<ClauseIndex>| {
            let mut side = Side::default();
            for link in links {
                side.clauses.extend(link.iter().flat_map(|&link| other(&lineage.links[link])));
                side.ends.push(side.clauses.len() as u32);
            }
            side
        };
        Self {
            on: side(&lineage.link_of_each_old(), |link| &link.new),
            back: side(&lineage.link_of_each_new(), |link| &link.old),
        }
    }
}

impl Side {
    fn of(&self, clause: ClauseIndex) -> &[ClauseIndex] {
        let at = clause.0 as usize;
        let Some(&end) = self.ends.get(at) else { return &[] };
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.clauses[start as usize..end as usize]
    }

    /// What corresponds to any of these, in document order, into `found`.
    fn of_all(&self, clauses: &[ClauseIndex], found: &mut Vec<ClauseIndex>) {
        found.clear();
        found.extend(clauses.iter().flat_map(|clause| self.of(*clause)));
        if found.len() > 1 {
            found.sort_unstable();
            found.dedup();
        }
    }
}

/// One draft of a view.
#[derive(Debug)]
pub struct Version {
    /// What the case says about it.
    pub entry: DraftEntry,
    content: Option<Content>,
}

/// The words of a draft, and what has been computed from them so far.
#[derive(Debug)]
struct Content {
    source: Arc<Source>,
    reading: ReadingOptions,
    key: Key,
    outline: OnceLock<Arc<Outline>>,
    draft: OnceLock<Draft>,
    /// For each clause, the clauses of the current draft that it has become.
    to_current: OnceLock<Vec<Vec<ClauseIndex>>>,
}

/// How clauses of a draft get to the current one.
enum Route {
    Here,
    /// By matching words with this draft, and from there on as that one does.
    Words(usize),
    /// By the labels of this draft, which it translates, and from there on as that one does.
    Labels(usize),
    Nowhere,
}

impl Texts {
    pub(crate) fn new(
        drafts: Vec<DraftRecord>,
        matches: Vec<LineageMatch>,
        participants: &[Participant],
        cache: Cache,
    ) -> Self {
        let names = names(participants);
        let mut versions: Vec<Version> =
            drafts.into_iter().map(|draft| Version::new(draft, &names)).collect();
        open_circles(&mut versions);
        let current = current(&versions);
        let mut positions = HashMap::with_capacity(versions.len());
        for (at, version) in versions.iter().enumerate() {
            positions.entry(version.entry.id.clone()).or_insert(at);
        }
        Self { versions, positions, current, matches, cache, links: Mutex::default() }
    }

    /// The drafts, by date, then by when the record learnt of them, then by id.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// The text now negotiated: the draft marked so; where the view has none, the latest that it has words of.
    pub fn current_version(&self) -> Option<&Version> {
        self.current.map(|at| &self.versions[at])
    }

    /// A draft by its id.
    pub fn version(&self, id: &DraftId) -> Option<&Version> {
        self.position(id).map(|at| &self.versions[at])
    }

    /// A draft with its words; `None` where the view has no file of it.
    pub fn draft(&self, id: &DraftId) -> Option<&Draft> {
        self.version(id)?.draft()
    }

    /// The outline of a draft; `None` where the view has no file of it.
    pub fn outline_of<'t>(&'t self, version: &'t Version) -> Option<&'t Outline> {
        let content = version.content.as_ref()?;
        Some(content.outline(&self.cache))
    }

    /// How clauses of one draft became those of another. `None` where the view lacks a file of either.
    pub fn lineage(&self, old: &DraftId, new: &DraftId) -> Option<Lineage> {
        self.between(self.position(old)?, self.position(new)?)
    }

    /// The draft before this one in its line of texts: the same language, no translation, and words of its own.
    pub fn predecessor(&self, id: &DraftId) -> Option<&Version> {
        self.before_in_line(self.position(id)?).map(|before| &self.versions[before])
    }

    /// Computes, on all cores, what following the anchors of `acts` to the current draft will need.
    pub fn prepare(&self, acts: &[Act], progress: &dyn Progress) {
        let mut wanted: Vec<usize> =
            acts.iter().filter_map(|act| self.position(act.draft()?)).chain(self.current).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut steps: Vec<(usize, usize)> = Vec::new();
        let mut outlines = wanted.clone();
        for &start in &wanted {
            let mut at = start;
            while let Route::Words(next) | Route::Labels(next) = self.route(at) {
                outlines.push(next);
                if matches!(self.route(at), Route::Words(_)) {
                    steps.push((at, next));
                }
                at = next;
            }
        }
        outlines.sort_unstable();
        outlines.dedup();
        steps.sort_unstable();
        steps.dedup();
        progress.begin("reading and matching drafts", outlines.len() + steps.len());
        outlines.par_iter().for_each(|&at| {
            self.outline_of(&self.versions[at]);
            progress.step();
        });
        let found: Vec<Option<Lineage>> = steps
            .par_iter()
            .map(|&(old, new)| {
                let lineage = self.between(old, new);
                progress.step();
                lineage
            })
            .collect();
        let found: HashMap<(usize, usize), Lineage> =
            steps.into_iter().zip(found).filter_map(|(step, lineage)| Some((step, lineage?))).collect();
        for at in wanted {
            self.path_to_current(at, &found);
        }
        progress.end();
    }

    fn position(&self, id: &DraftId) -> Option<usize> {
        self.positions.get(id).copied()
    }

    fn before_in_line(&self, at: usize) -> Option<usize> {
        let of = &self.versions[at];
        self.versions[..at].iter().rposition(|version| version.continues(of))
    }

    fn after_in_line(&self, at: usize) -> Option<usize> {
        let of = &self.versions[at];
        let later = self.versions.get(at + 1..)?;
        later.iter().position(|version| version.continues(of)).map(|after| at + 1 + after)
    }

    /// The draft before one in its line, and how the clauses of the two correspond.
    fn step_back(&self, at: usize) -> Option<(usize, Arc<Links>)> {
        let before = self.before_in_line(at)?;
        Some((before, self.links(before, at)?))
    }

    /// How clauses of two drafts correspond, kept as long as the view.
    fn links(&self, old: usize, new: usize) -> Option<Arc<Links>> {
        let kept = |links: &mut HashMap<(usize, usize), Arc<Links>>| links.get(&(old, new)).cloned();
        if let Some(links) = self.links.lock().ok().and_then(|mut links| kept(&mut links)) {
            return Some(links);
        }
        let lineage = self.between(old, new)?;
        let links = Arc::new(Links::of(&lineage));
        if let Ok(mut all) = self.links.lock() {
            all.insert((old, new), Arc::clone(&links));
        }
        Some(links)
    }

    /// Reads every draft of a line and matches it with the one before, on all cores: what following clauses between any
    /// two drafts needs.
    pub fn prepare_lines(&self, progress: &dyn Progress) {
        let wanted: Vec<usize> =
            (0..self.versions.len()).filter(|&at| self.versions[at].is_of_a_line()).collect();
        progress.begin("reading and matching drafts", 2 * wanted.len());
        wanted.par_iter().for_each(|&at| {
            self.versions[at].draft();
            progress.step();
        });
        wanted.par_iter().for_each(|&at| {
            self.step_back(at);
            progress.step();
        });
        progress.end();
    }

    fn route(&self, at: usize) -> Route {
        let Some(current) = self.current else { return Route::Nowhere };
        if at == current {
            return Route::Here;
        }
        let version = &self.versions[at];
        let now = &self.versions[current];
        if version.content.is_none() || now.content.is_none() {
            return Route::Nowhere;
        }
        if let Authentic::Translation { of, .. } = &version.entry.authentic {
            return match of.as_ref().and_then(|of| self.position(of)) {
                Some(original) if self.versions[original].content.is_some() && original != at => {
                    Route::Labels(original)
                }
                _ => Route::Nowhere,
            };
        }
        if version.entry.lang != now.entry.lang {
            return Route::Labels(current);
        }
        if !version.continues(now) || at > current {
            return Route::Words(current);
        }
        let next = self.versions[at + 1..=current].iter().position(|later| later.continues(now));
        next.map_or(Route::Nowhere, |next| Route::Words(at + 1 + next))
    }

    fn between(&self, old: usize, new: usize) -> Option<Lineage> {
        let (old, new) = (&self.versions[old], &self.versions[new]);
        let overrides = self.overrides(old, new);
        let (before, after) = (old.content.as_ref()?, new.content.as_ref()?);
        let key = lineage_key(&before.key, &after.key, &overrides);
        let worth_keeping = before.is_long() || after.is_long();
        if worth_keeping && let Some(lineage) = self.cache.get(&key) {
            return Some(lineage);
        }
        let lineage = Lineage::between(before.draft(), after.draft(), &overrides);
        if worth_keeping {
            self.cache.put(&key, &lineage);
        }
        Some(lineage)
    }

    /// What `lineage.toml` says of two drafts, in terms of their clauses.
    fn overrides(&self, old: &Version, new: &Version) -> Vec<Override> {
        // A correction that names a clause that is not there is left out whole.
        let ids = |version: &Version, names: &[String]| -> Option<Vec<String>> {
            let outline = self.outline_of(version)?;
            names.iter().map(|name| Some(outline.get(outline.find(name).ok()?)?.id.clone())).collect()
        };
        self.matches
            .iter()
            .filter(|entry| entry.from == old.entry.id && entry.to == new.entry.id)
            .filter_map(|entry| Some(Override { old: ids(old, &entry.old)?, new: ids(new, &entry.new)? }))
            .collect()
    }

    /// Whether a draft has its words on record, and a clause of that name among them.
    pub(crate) fn has_clause(&self, draft: &DraftId, clause: &str) -> bool {
        let outline = self.version(draft).and_then(|version| self.outline_of(version));
        outline.is_some_and(|outline| outline.find(clause).is_ok())
    }

    /// Computes the outlines of these drafts on all cores.
    pub(crate) fn outlines<'d>(&self, drafts: impl Iterator<Item = &'d DraftId>) {
        let wanted: BTreeSet<usize> = drafts.filter_map(|draft| self.position(draft)).collect();
        let wanted: Vec<usize> = wanted.into_iter().collect();
        wanted.par_iter().for_each(|&at| {
            self.outline_of(&self.versions[at]);
        });
    }

    /// For each clause of a draft, the clauses of the current draft that it has become.
    fn path_to_current(
        &self,
        at: usize,
        found: &HashMap<(usize, usize), Lineage>,
    ) -> Option<&Vec<Vec<ClauseIndex>>> {
        let mut waiting = Vec::new();
        let mut step = at;
        loop {
            let content = self.versions[step].content.as_ref()?;
            if content.to_current.get().is_some() {
                break;
            }
            match self.route(step) {
                Route::Nowhere => return None,
                Route::Here => {
                    let outline = content.outline(&self.cache);
                    let same =
                        (0..outline.clauses.len() as u32).map(|index| vec![ClauseIndex(index)]).collect();
                    let _ = content.to_current.set(same);
                    break;
                }
                Route::Words(next) | Route::Labels(next) => {
                    waiting.push((step, next));
                    step = next;
                }
            }
        }
        while let Some((from, to)) = waiting.pop() {
            let content = self.versions[from].content.as_ref()?;
            let onward = self.versions[to].content.as_ref()?.to_current.get()?;
            let step = match self.route(from) {
                Route::Labels(_) => self.by_labels(from, to)?,
                _ => match found.get(&(from, to)) {
                    Some(lineage) => successors(lineage, content.outline(&self.cache)),
                    None => successors(&self.between(from, to)?, content.outline(&self.cache)),
                },
            };
            let mut path: Vec<Vec<ClauseIndex>> = step
                .into_iter()
                .map(|successors| {
                    let mut reached: Vec<ClauseIndex> = successors
                        .iter()
                        .filter_map(|index| onward.get(index.0 as usize))
                        .flatten()
                        .copied()
                        .collect();
                    reached.sort_unstable();
                    reached.dedup();
                    reached
                })
                .collect();
            self.find_again(content.outline(&self.cache), &mut path);
            let _ = content.to_current.set(path);
        }
        self.versions[at].content.as_ref()?.to_current.get()
    }

    /// Clauses whose thread broke, but whose exact words stand in the current draft, once there and once here.
    fn find_again(&self, outline: &Outline, path: &mut [Vec<ClauseIndex>]) {
        let Some(current) = self.current_version().and_then(|version| self.outline_of(version)) else {
            return;
        };
        let lost = |path: &[Vec<ClauseIndex>], index: usize| path[index].is_empty();
        if !(0..path.len()).any(|index| lost(path, index)) {
            return;
        }
        let (here, there) = (once(outline), once(current));
        for (index, clause) in outline.clauses.iter().enumerate() {
            if lost(path, index)
                && here.get(&clause.words).is_some_and(Option::is_some)
                && let Some(Some(found)) = there.get(&clause.words)
            {
                path[index] = vec![*found];
            }
        }
    }

    /// By the labels on the way down to a clause; what has none, by its place among its like: titles are translated, labels are
    /// not.
    fn by_labels(&self, from: usize, to: usize) -> Option<Vec<Vec<ClauseIndex>>> {
        let from = self.outline_of(&self.versions[from])?;
        let to = self.outline_of(&self.versions[to])?;
        Some(by_labels(from, to).into_iter().map(|found| found.into_iter().collect()).collect())
    }
}

impl onetext_record::texts::Texts for Texts {
    fn current(&self) -> Option<&DraftId> {
        self.current_version().map(|version| &version.entry.id)
    }

    fn entry(&self, draft: &DraftId) -> Option<&DraftEntry> {
        self.version(draft).map(|version| &version.entry)
    }

    fn outline(&self, draft: &DraftId) -> Option<&Outline> {
        self.outline_of(self.version(draft)?)
    }

    fn follow(&self, draft: &DraftId, clause: ClauseIndex) -> Vec<ClauseIndex> {
        let path = self.position(draft).and_then(|at| self.path_to_current(at, &HashMap::new()));
        path.and_then(|path| path.get(clause.0 as usize)).cloned().unwrap_or_default()
    }

    fn follow_all(&self, draft: &DraftId, clauses: usize) -> Vec<Vec<ClauseIndex>> {
        let path = self.position(draft).and_then(|at| self.path_to_current(at, &HashMap::new()));
        let mut all = path.cloned().unwrap_or_default();
        all.resize(clauses, Vec::new());
        all
    }

    fn text_of(&self, draft: &DraftId, clause: ClauseIndex) -> Option<String> {
        Some(self.draft(draft)?.text_of(clause))
    }

    fn put_forward_by(&self, participant: &ParticipantId) -> Vec<&DraftId> {
        let by = |version: &&Version| version.entry.by.contains(participant);
        self.versions.iter().filter(by).map(|version| &version.entry.id).collect()
    }

    fn settled(
        &self,
        draft: &DraftId,
        clause: ClauseIndex,
        choice: &[Choice],
    ) -> Option<Vec<(ClauseIndex, WordsHash)>> {
        let choices: Vec<onetext_text::choice::Choice<'_>> = choice.iter().map(Choice::in_text).collect();
        self.draft(draft)?.settle(clause, &choices).ok().map(|settled| settled.words())
    }
}

impl Drafts for Texts {
    fn entries(&self) -> Vec<&DraftEntry> {
        self.versions.iter().map(|version| &version.entry).collect()
    }

    fn before(&self, draft: &DraftId) -> Option<&DraftId> {
        let at = self.position(draft)?;
        self.before_in_line(at).map(|before| &self.versions[before].entry.id)
    }

    fn changed(&self, draft: &DraftId) -> Vec<ClauseIndex> {
        let Some(at) = self.position(draft) else { return Vec::new() };
        let Some(before) = self.before_in_line(at) else { return Vec::new() };
        let Some(lineage) = self.between(before, at) else { return Vec::new() };
        let edited = lineage.links.iter().filter(|link| link.relation != Relation::Identical);
        let mut changed: Vec<ClauseIndex> =
            edited.flat_map(|link| &link.new).chain(&lineage.new).copied().collect();
        changed.sort_unstable();
        changed
    }

    fn thread(
        &self,
        draft: &DraftId,
        clauses: &[ClauseIndex],
        last: usize,
        visit: &mut dyn FnMut(usize, &[ClauseIndex]),
    ) {
        let Some(at) = self.position(draft) else { return };
        visit(at, clauses);
        let (mut step, mut followed, mut next) = (at, clauses.to_vec(), Vec::new());
        while let Some((before, links)) = self.step_back(step) {
            links.back.of_all(&followed, &mut next);
            std::mem::swap(&mut followed, &mut next);
            if followed.is_empty() {
                break;
            }
            visit(before, &followed);
            step = before;
        }
        (step, followed) = (at, clauses.to_vec());
        let line = self.versions[at].is_of_a_line();
        while let Some(after) =
            line.then(|| self.after_in_line(step)).flatten().filter(|&after| after <= last)
            && let Some((_, links)) = self.step_back(after)
        {
            links.on.of_all(&followed, &mut next);
            std::mem::swap(&mut followed, &mut next);
            if followed.is_empty() {
                break;
            }
            visit(after, &followed);
            step = after;
        }
    }

    fn match_directly(&self, from: &DraftId, clauses: &[ClauseIndex], to: &DraftId) -> Vec<ClauseIndex> {
        let (Some(from), Some(to)) = (self.position(from), self.position(to)) else { return Vec::new() };
        if !self.versions[from].continues(&self.versions[to]) {
            return Vec::new();
        }
        let Some(links) = self.links(from.min(to), from.max(to)) else { return Vec::new() };
        let mut found = Vec::new();
        if from < to { &links.on } else { &links.back }.of_all(clauses, &mut found);
        found
    }
}

impl Version {
    /// Whether it belongs to a line of texts that clauses are followed in.
    fn is_of_a_line(&self) -> bool {
        self.continues(self)
    }

    /// The draft's words as bytes and text; `None` where there is no file of it.
    pub fn source(&self) -> Option<&Source> {
        self.content.as_ref().map(|content| content.source.as_ref())
    }

    fn new(draft: DraftRecord, names: &[String]) -> Self {
        let DraftRecord { entry, source, overrides, .. } = draft;
        let content = source.map(|source| {
            let reading = ReadingOptions { names: names.to_vec(), overrides };
            let key = outline_key(&source, &reading);
            Content {
                source,
                reading,
                key,
                outline: OnceLock::new(),
                draft: OnceLock::new(),
                to_current: OnceLock::new(),
            }
        });
        Self { entry, content }
    }

    /// The draft with its words; `None` where there is no file of it.
    pub fn draft(&self) -> Option<&Draft> {
        self.content.as_ref().map(Content::draft)
    }

    /// How its text is read: by which names, and where otherwise than usual; `None` where the view has no file of it.
    pub fn reading(&self) -> Option<&ReadingOptions> {
        self.content.as_ref().map(|content| &content.reading)
    }

    /// Whether there is a file of it.
    pub fn has_words(&self) -> bool {
        self.content.is_some()
    }

    /// Whether this is a text of the same line as `other`: both texts themselves, in one language.
    fn continues(&self, other: &Self) -> bool {
        self.has_words()
            && self.entry.authentic == Authentic::Text
            && other.entry.authentic == Authentic::Text
            && self.entry.lang == other.entry.lang
    }
}

impl Content {
    fn draft(&self) -> &Draft {
        self.draft.get_or_init(|| Draft::parse(Source::clone(&self.source), &self.reading))
    }

    fn outline(&self, cache: &Cache) -> &Outline {
        if let Some(draft) = self.draft.get() {
            return draft.outline();
        }
        self.outline
            .get_or_init(|| cache.outline(&self.key, self.is_long(), || self.draft().outline().clone()))
    }

    /// Whether reading and matching it takes long enough for the results to be kept on disk.
    fn is_long(&self) -> bool {
        self.source.as_bytes().len() >= WORTH_KEEPING
    }
}

/// Names that a text may use for participants, for brackets such as `[X: words]`.
pub(crate) fn names(participants: &[Participant]) -> Vec<String> {
    participants
        .iter()
        .flat_map(|participant| {
            let own = [participant.name.clone(), participant.id.to_string()];
            own.into_iter().chain(participant.also.iter().cloned())
        })
        .collect()
}

/// Takes the originals from translations that lead back to themselves: none of them can be followed. `check` tells of it.
fn open_circles(versions: &mut [Version]) {
    let of: HashMap<DraftId, DraftId> = versions
        .iter()
        .filter_map(|version| match &version.entry.authentic {
            Authentic::Translation { of: Some(of), .. } => Some((version.entry.id.clone(), of.clone())),
            _ => None,
        })
        .collect();
    let leads_back = |id: &DraftId| {
        let mut next = of.get(id);
        for _ in 0..of.len() {
            match next {
                Some(at) if at == id => return true,
                Some(at) => next = of.get(at),
                None => return false,
            }
        }
        next.is_some()
    };
    for Version { entry, .. } in versions {
        if leads_back(&entry.id)
            && let Authentic::Translation { of, .. } = &mut entry.authentic
        {
            *of = None;
        }
    }
}

fn current(versions: &[Version]) -> Option<usize> {
    let marked = versions.iter().rposition(|version| version.entry.current);
    let translation = |version: &Version| matches!(version.entry.authentic, Authentic::Translation { .. });
    marked
        .or_else(|| versions.iter().rposition(|version| version.has_words() && !translation(version)))
        .or_else(|| versions.iter().rposition(Version::has_words))
}

fn outline_key(source: &Source, reading: &ReadingOptions) -> Key {
    let names = reading.names.join("\0");
    let overrides = format!("{:?}", reading.overrides);
    let version = onetext_text::READING_VERSION.to_le_bytes();
    // One Word document has two texts: with its tracked changes and without.
    let side = source.word().map_or_else(String::new, |word| format!("{:?}", word.side()));
    Key::of([
        b"outline".as_slice(),
        &version,
        source.as_bytes(),
        names.as_bytes(),
        overrides.as_bytes(),
        side.as_bytes(),
    ])
}

fn lineage_key(old: &Key, new: &Key, overrides: &[Override]) -> Key {
    let overrides = format!("{overrides:?}");
    let version = LINEAGE_VERSION.to_le_bytes();
    Key::of([b"lineage".as_slice(), &version, old.as_bytes(), new.as_bytes(), overrides.as_bytes()])
}

fn successors(lineage: &Lineage, outline: &Outline) -> Vec<Vec<ClauseIndex>> {
    let mut successors = vec![Vec::new(); outline.clauses.len()];
    for link in &lineage.links {
        for old in &link.old {
            if let Some(of) = successors.get_mut(old.0 as usize) {
                of.extend(&link.new);
            }
        }
    }
    successors
}

/// Words that stand in exactly one clause (headings left out), with that clause; `None` for words that stand in several.
fn once(outline: &Outline) -> HashMap<WordsHash, Option<ClauseIndex>> {
    let mut found = HashMap::new();
    for (clause, index) in outline.clauses.iter().zip(0..) {
        if !matches!(clause.kind, ClauseKind::Heading(_)) {
            found.entry(clause.words).and_modify(|seen| *seen = None).or_insert(Some(ClauseIndex(index)));
        }
    }
    found
}
