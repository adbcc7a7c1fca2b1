//! Acts for tests, written in one line each, and drafts for them.

use jiff::tz::TimeZone;
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::lineage::Lineage;
use onetext_text::outline::Outline;
use onetext_text::readings::ReadingOptions;
use onetext_text::source::Source;
use onetext_text::words::WordsHash;
use toml::de::DeTable;

use crate::act::{Act, Choice};
use crate::as_of::AsOf;
use crate::entry::{Authentic, DraftEntry};
use crate::ids::{DraftId, ParticipantId};
use crate::plan::{Provision, Sort};
use crate::read::{self, Context, Names};
use crate::texts::{Drafts, Texts};

/// Acts from lines of `id kind by date; field = value; …`.
pub(crate) fn acts(lines: &str) -> Vec<Act> {
    let names = ["upper", "lower", "council", "priest"].map(str::to_owned);
    let context = Context {
        names: Names { participants: names.into(), sets: Default::default() },
        zone: TimeZone::UTC,
    };
    let read = |line: &str| {
        let mut parts = line.split(';');
        let head: Vec<&str> = parts.next().unwrap().split_whitespace().collect();
        let by = if head[2] == "-" {
            String::new()
        } else {
            format!("by = {:?}\n", head[2].split(',').collect::<Vec<_>>())
        };
        let mut text = format!("id = {:?}\nkind = {:?}\n{by}on = {}\n", head[0], head[1], head[3]);
        for field in parts {
            text.push_str(field.trim());
            text.push('\n');
        }
        let table = DeTable::parse(&text).unwrap();
        read::act(table.get_ref(), 0..0, &context)
            .unwrap_or_else(|problems| panic!("{line}: {problems:?}"))
            .item
    };
    lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(read).collect()
}

/// Entries of a plan from a file of them; every one that can do without says nothing of when it was read so.
pub(crate) fn provisions(text: &str) -> Vec<Provision> {
    let names = ["upper", "lower", "council", "priest"].map(str::to_owned);
    let context = Context {
        names: Names { participants: names.into(), sets: Default::default() },
        zone: TimeZone::UTC,
    };
    // One entry at a time, in the order of the file: TOML gathers those under one heading.
    let mut entries: Vec<(Sort, String)> = Vec::new();
    for line in text.lines().map(str::trim) {
        match line.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
            Some(heading) => entries.push((heading.parse().unwrap(), String::new())),
            None => {
                if let Some((_, entry)) = entries.last_mut() {
                    entry.push_str(line);
                    entry.push('\n');
                }
            }
        }
    }
    let read = |(sort, mut entry): (Sort, String)| {
        if !entry.lines().any(|line| line.starts_with("on =")) {
            entry.insert_str(0, "on = 2031-03-01\n");
        }
        let table = DeTable::parse(&entry).unwrap();
        read::provision(sort, table.get_ref(), 0..0, &context)
            .unwrap_or_else(|problems| panic!("{entry}: {problems:?}"))
            .item
    };
    entries.into_iter().map(read).collect()
}

pub(crate) fn as_of(date: &str) -> AsOf {
    AsOf::end_of(date.parse().unwrap(), TimeZone::UTC)
}

/// Drafts with lineage straight to the last one, which is the current one.
pub(crate) struct Library(pub(crate) Vec<Volume>);

/// What is said of a draft, its words, and what each clause became in the current draft.
pub(crate) type Volume = (DraftEntry, Option<Draft>, Vec<Vec<ClauseIndex>>);

impl Library {
    /// Drafts as `id`, what they are, and their text; `-` where there is no file.
    pub(crate) fn new(drafts: &[(&str, Authentic, &str)]) -> Self {
        let parse = |text: &str| {
            let source = Source::from_bytes(text.as_bytes().to_vec()).unwrap();
            Draft::parse(source, &ReadingOptions::default())
        };
        let last = drafts.last().filter(|(_, _, text)| *text != "-").map(|(_, _, text)| parse(text));
        let read = |(id, authentic, text): &(&str, Authentic, &str)| {
            let draft = (*text != "-").then(|| parse(text));
            let links = match (&draft, &last) {
                (Some(draft), Some(last)) => {
                    let lineage = Lineage::between(draft, last, &[]);
                    (0..draft.outline().clauses.len() as u32)
                        .map(|at| lineage.successors(ClauseIndex(at)).to_vec())
                        .collect()
                }
                _ => Vec::new(),
            };
            let entry = DraftEntry {
                id: (*id).into(),
                title: None,
                lang: "en".into(),
                by: vec!["council".into()],
                on: "2031-03-01".parse().unwrap(),
                known: "2031-03-01".parse().unwrap(),
                audience: crate::Audience::public(),
                authentic: authentic.clone(),
                current: false,
                sources: Vec::new(),
                note: None,
            };
            (entry, draft, links)
        };
        Self(drafts.iter().map(read).collect())
    }

    fn find(&self, draft: &DraftId) -> Option<&Volume> {
        self.0.iter().find(|(entry, _, _)| entry.id == *draft)
    }
}

/// All drafts are of one line, in the order given.
impl Drafts for Library {
    fn entries(&self) -> Vec<&DraftEntry> {
        self.0.iter().map(|(entry, _, _)| entry).collect()
    }

    fn before(&self, draft: &DraftId) -> Option<&DraftId> {
        let at = self.0.iter().position(|(entry, _, _)| entry.id == *draft)?;
        self.0.get(at.checked_sub(1)?).map(|(entry, _, _)| &entry.id)
    }

    fn changed(&self, draft: &DraftId) -> Vec<ClauseIndex> {
        let Some(outline) = self.outline(draft) else { return Vec::new() };
        let same = |clause: ClauseIndex| {
            let before = self.before(draft)?;
            let old = self.match_directly(draft, &[clause], before);
            let words = |at: &ClauseIndex| Some(self.outline(before)?.get(*at)?.words);
            Some(old.iter().any(|old| words(old) == outline.get(clause).map(|clause| clause.words)))
        };
        outline.iter().map(|(clause, _)| clause).filter(|&clause| same(clause) != Some(true)).collect()
    }

    fn thread(
        &self,
        draft: &DraftId,
        clauses: &[ClauseIndex],
        last: usize,
        visit: &mut dyn FnMut(usize, &[ClauseIndex]),
    ) {
        let Some(start) = self.0.iter().position(|(entry, _, _)| entry.id == *draft) else { return };
        visit(start, clauses);
        let back: Vec<usize> = (0..start).rev().collect();
        let on: Vec<usize> = (start + 1..self.0.len()).filter(|&at| at <= last).collect();
        for way in [back, on] {
            let (mut from, mut followed) = (start, clauses.to_vec());
            for to in way {
                followed = self.match_directly(&self.0[from].0.id, &followed, &self.0[to].0.id);
                if followed.is_empty() {
                    break;
                }
                visit(to, &followed);
                from = to;
            }
        }
    }

    fn match_directly(&self, from: &DraftId, clauses: &[ClauseIndex], to: &DraftId) -> Vec<ClauseIndex> {
        let place = |draft: &DraftId| self.0.iter().position(|(entry, _, _)| entry.id == *draft);
        let (Some(one), Some(other)) = (place(from), place(to)) else { return Vec::new() };
        let (old, new) = (one.min(other), one.max(other));
        let (Some(old), Some(new)) = (&self.0[old].1, &self.0[new].1) else { return Vec::new() };
        let lineage = Lineage::between(old, new, &[]);
        let follow = |clause: &ClauseIndex| match one < other {
            true => lineage.successors(*clause).to_vec(),
            false => lineage.predecessors(*clause).to_vec(),
        };
        let mut found: Vec<ClauseIndex> = clauses.iter().flat_map(follow).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Texts for Library {
    fn current(&self) -> Option<&DraftId> {
        self.0.last().map(|(entry, _, _)| &entry.id)
    }

    fn entry(&self, draft: &DraftId) -> Option<&DraftEntry> {
        self.find(draft).map(|(entry, _, _)| entry)
    }

    fn outline(&self, draft: &DraftId) -> Option<&Outline> {
        self.find(draft)?.1.as_ref().map(Draft::outline)
    }

    fn follow(&self, draft: &DraftId, clause: ClauseIndex) -> Vec<ClauseIndex> {
        if self.current() == Some(draft) {
            return vec![clause];
        }
        self.find(draft).and_then(|(_, _, links)| links.get(clause.0 as usize)).cloned().unwrap_or_default()
    }

    fn settled(
        &self,
        draft: &DraftId,
        clause: ClauseIndex,
        choice: &[Choice],
    ) -> Option<Vec<(ClauseIndex, WordsHash)>> {
        let taken: Vec<_> = choice.iter().map(Choice::in_text).collect();
        Some(self.find(draft)?.1.as_ref()?.settle(clause, &taken).ok()?.words())
    }

    fn text_of(&self, draft: &DraftId, clause: ClauseIndex) -> Option<String> {
        Some(self.find(draft)?.1.as_ref()?.text_of(clause))
    }

    fn put_forward_by(&self, participant: &ParticipantId) -> Vec<&DraftId> {
        self.0
            .iter()
            .filter(|(entry, _, _)| entry.by.contains(participant))
            .map(|(entry, _, _)| &entry.id)
            .collect()
    }
}
