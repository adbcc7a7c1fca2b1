//! Which clauses an act covers, in its own draft and followed to the current one.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use onetext_text::clause::{Clause, ClauseIndex};

use crate::act::Anchor;
use crate::ids::DraftId;
use crate::texts::Texts;

/// A draft with its clauses followed to the current draft.
pub(crate) struct Sheet<'t> {
    pub(crate) draft: DraftId,
    pub(crate) clauses: &'t [Clause],
    /// Whether exact words of this draft are the text's own.
    pub(crate) exact: bool,
    /// One past the last clause below each clause.
    pub(crate) end: Vec<usize>,
    /// Open points of all clauses before each clause; one more entry than there are clauses.
    open_before: Vec<usize>,
    /// Clauses before each clause in whose words something is to be decided, be it that they stand at all; one more entry, too.
    undecided_before: Vec<usize>,
    /// What each clause has become in the current draft.
    links: OnceCell<Links>,
}

/// What became of each clause, and where each clause of the current draft came from.
pub(crate) struct Links {
    to: Lists,
    from: Lists,
    /// Clauses that became nothing, in document order.
    pub(crate) gone: Vec<usize>,
}

impl Links {
    fn new(to: Vec<Vec<usize>>, current: usize) -> Self {
        let gone = (0..to.len()).filter(|&old| to[old].is_empty()).collect();
        let pairs =
            || to.iter().enumerate().flat_map(|(old, became)| became.iter().map(move |&new| (old, new)));
        Self {
            gone,
            from: Lists::new(current, pairs().map(|(old, new)| (new, old))),
            to: Lists::new(to.len(), pairs()),
        }
    }

    /// What a clause of the draft has become.
    pub(crate) fn to(&self, old: usize) -> &[usize] {
        self.to.of(old)
    }

    /// Which clauses of the draft became a clause of the current one.
    pub(crate) fn from(&self, new: usize) -> &[usize] {
        self.from.of(new)
    }

    /// Whether no clause of the draft leads anywhere.
    pub(crate) fn lead_nowhere(&self) -> bool {
        self.to.items.is_empty()
    }
}

/// Many short lists end to end.
struct Lists {
    ends: Vec<usize>,
    items: Vec<usize>,
}

impl Lists {
    /// Lists by their number; within each, in the order given.
    fn new(lists: usize, pairs: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let mut ends = vec![0; lists];
        for (list, _) in pairs.clone() {
            ends[list] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            let length = *end;
            *end = sum;
            sum += length;
        }
        let mut items = vec![0; sum];
        for (list, item) in pairs {
            items[ends[list]] = item;
            ends[list] += 1;
        }
        Self { ends, items }
    }

    fn of(&self, list: usize) -> &[usize] {
        let start = if list == 0 { 0 } else { self.ends[list - 1] };
        &self.items[start..self.ends[list]]
    }
}

impl Sheet<'_> {
    /// Open points of a clause and of all below it.
    pub(crate) fn open_points(&self, clause: usize) -> usize {
        self.open_before[self.end[clause]] - self.open_before[clause]
    }

    /// Whether nothing is to be decided in a clause and all below it.
    pub(crate) fn is_decided(&self, clause: usize) -> bool {
        self.undecided_before[self.end[clause]] == self.undecided_before[clause]
    }

    /// Whether something is to be decided in a clause's own words: an open point in them, or one around them.
    pub(crate) fn is_undecided(&self, clause: usize) -> bool {
        self.clauses[clause].open_points > 0 || self.clauses[clause].bracketed
    }
}

/// Clauses that an act covers: of one draft, as disjoint stretches in document order.
#[derive(Clone)]
pub(crate) struct Cover<'t> {
    pub(crate) sheet: Rc<Sheet<'t>>,
    /// First clause of each stretch: the topmost clauses of the anchor.
    pub(crate) roots: Vec<usize>,
}

impl Cover<'_> {
    /// The clauses covered, in document order.
    pub(crate) fn clauses(&self) -> impl Iterator<Item = usize> + '_ {
        self.roots.iter().flat_map(|&root| root..self.sheet.end[root])
    }

    /// The topmost clause of the anchor under which a clause is covered.
    pub(crate) fn root_of(&self, clause: usize) -> Option<usize> {
        let after = self.roots.partition_point(|&root| root <= clause);
        let root = *self.roots.get(after.checked_sub(1)?)?;
        (clause < self.sheet.end[root]).then_some(root)
    }
}

/// Sheets of all drafts that have been asked for.
pub(crate) struct Sheets<'t> {
    texts: &'t dyn Texts,
    current: Option<Rc<Sheet<'t>>>,
    known: RefCell<HashMap<DraftId, Option<Rc<Sheet<'t>>>>>,
    found: RefCell<HashMap<(DraftId, String), Option<usize>>>,
}

impl<'t> Sheets<'t> {
    pub(crate) fn new(texts: &'t dyn Texts) -> Self {
        let current = texts.current().and_then(|draft| read(texts, draft)).map(Rc::new);
        Self { texts, current, known: RefCell::default(), found: RefCell::default() }
    }

    /// The current draft, if there is a file of it.
    pub(crate) fn current(&self) -> Option<&Rc<Sheet<'t>>> {
        self.current.as_ref()
    }

    /// A draft, if there is a file of it.
    pub(crate) fn sheet(&self, draft: &DraftId) -> Option<Rc<Sheet<'t>>> {
        if let Some(current) = self.current.as_ref().filter(|current| current.draft == *draft) {
            return Some(Rc::clone(current));
        }
        if let Some(known) = self.known.borrow().get(draft) {
            return known.clone();
        }
        let sheet = read(self.texts, draft).map(Rc::new);
        self.known.borrow_mut().insert(draft.clone(), sheet.clone());
        sheet
    }

    pub(crate) fn is_current(&self, sheet: &Sheet<'_>) -> bool {
        self.current.as_ref().is_some_and(|current| current.draft == sheet.draft)
    }

    /// What clauses of a draft have become. Followed once for each draft.
    pub(crate) fn links<'s>(&self, sheet: &'s Sheet<'t>) -> &'s Links {
        sheet.links.get_or_init(|| {
            let length = self.current.as_ref().map_or(0, |current| current.clauses.len());
            if self.is_current(sheet) {
                return Links::new((0..length).map(|at| vec![at]).collect(), length);
            }
            let clean = |became: Vec<ClauseIndex>| {
                let mut to: Vec<usize> = became.into_iter().map(place).filter(|&to| to < length).collect();
                to.sort_unstable();
                to.dedup();
                to
            };
            let mut to: Vec<Vec<usize>> =
                self.texts.follow_all(&sheet.draft, sheet.clauses.len()).into_iter().map(clean).collect();
            to.resize(sheet.clauses.len(), Vec::new());
            Links::new(to, length)
        })
    }

    /// What an anchor covers; `None` where there is no file of its draft.
    pub(crate) fn cover(&self, anchor: &Anchor) -> Option<Cover<'t>> {
        let sheet = self.sheet(&anchor.draft)?;
        let mut named: Vec<usize> = if anchor.clauses.is_empty() {
            (0..sheet.clauses.len()).filter(|&at| sheet.clauses[at].parent.is_none()).collect()
        } else {
            anchor.clauses.iter().filter_map(|name| self.find(&sheet, name)).collect()
        };
        named.sort_unstable();
        let mut roots: Vec<usize> = Vec::with_capacity(named.len());
        for at in named {
            if roots.last().is_none_or(|&root| at >= sheet.end[root]) {
                roots.push(at);
            }
        }
        Some(Cover { sheet, roots })
    }

    fn find(&self, sheet: &Sheet<'_>, name: &str) -> Option<usize> {
        let key = (sheet.draft.clone(), name.to_owned());
        if let Some(&found) = self.found.borrow().get(&key) {
            return found;
        }
        let found = self.texts.outline(&sheet.draft).and_then(|outline| outline.find(name).ok()).map(place);
        self.found.borrow_mut().insert(key, found);
        found
    }
}

pub(crate) fn place(index: ClauseIndex) -> usize {
    usize::try_from(index.0).unwrap_or(usize::MAX)
}

/// The index of a place in an outline, which never holds more clauses than an index can name.
pub(crate) fn index(place: usize) -> ClauseIndex {
    ClauseIndex(u32::try_from(place).unwrap_or(u32::MAX))
}

fn read<'t>(texts: &'t dyn Texts, draft: &DraftId) -> Option<Sheet<'t>> {
    let clauses = texts.outline(draft)?.clauses.as_slice();
    let exact = texts.entry(draft).is_some_and(|entry| entry.authentic.has_exact_words());
    let mut end: Vec<usize> = (1..=clauses.len()).collect();
    for at in (0..clauses.len()).rev() {
        if let Some(parent) = clauses[at].parent.map(place).filter(|&parent| parent < at) {
            end[parent] = end[parent].max(end[at]);
        }
    }
    let mut open_before = Vec::with_capacity(clauses.len() + 1);
    let mut sum = 0;
    open_before.push(sum);
    for clause in clauses {
        sum += usize::try_from(clause.open_points).unwrap_or(0);
        open_before.push(sum);
    }
    let mut sheet = Sheet {
        draft: draft.clone(),
        clauses,
        exact,
        end,
        open_before,
        undecided_before: vec![0],
        links: OnceCell::new(),
    };
    for at in 0..clauses.len() {
        let before = sheet.undecided_before[at];
        sheet.undecided_before.push(before + usize::from(sheet.is_undecided(at)));
    }
    Some(sheet)
}
