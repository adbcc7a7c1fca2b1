//! In which list of the old document the numbers of a list of the new one go on.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use onetext_text::revision::Script;
use onetext_wordml::Paragraph;
use onetext_wordml::numbering::{Definitions, LEVELS, Place};

use super::sides::{Sheet, is_counted};

/// A list of a document, and the depth in it.
pub(super) type Level = (i32, u8);

/// Of a paragraph with a number that Word counts.
pub(super) fn level(paragraph: &Paragraph) -> Option<Level> {
    paragraph.label.as_ref().filter(|label| !label.bullet).map(|label| (label.list, label.level))
}

/// The numbers of one list at one depth, in one document.
#[derive(Debug, Clone, Default)]
struct Numbers {
    first: String,
    paragraphs: Vec<usize>,
}

fn numbers(sheet: &Sheet<'_>) -> BTreeMap<Level, Numbers> {
    let mut found: BTreeMap<Level, Numbers> = BTreeMap::new();
    for (at, paragraph) in sheet.document.paragraphs.iter().enumerate() {
        if let (Some(level), Some(label)) = (level(paragraph), &paragraph.label) {
            let own = found
                .entry(level)
                .or_insert_with(|| Numbers { first: label.text.clone(), ..Numbers::default() });
            own.paragraphs.push(at);
        }
    }
    found
}

/// For the lists of the new document, those of the old one that number their paragraphs.
#[derive(Debug, Clone)]
pub(super) struct Lists {
    old: BTreeMap<Level, Numbers>,
    of_new: HashMap<Level, Level>,
    /// The list of the old document in which most levels of a list of the new one go on.
    of_list: HashMap<i32, i32>,
    /// Lists that the old document defines just as the new one does, and that number nothing which stays.
    twins: HashMap<i32, i32>,
    /// What the old document defines.
    levels: HashSet<Level>,
}

impl Lists {
    /// A list goes on with the one of which most of its paragraphs are; what has none takes one that begins with the same
    /// number and of which all paragraphs fall, or one that the old document defines alike and does not use.
    pub(super) fn new(
        (old, old_defined): (&Sheet<'_>, &Definitions),
        (new, new_defined): (&Sheet<'_>, &Definitions),
        script: &Script,
    ) -> Self {
        let (olds, news) = (numbers(old), numbers(new));
        let mut shared: BTreeMap<(Level, Level), usize> = BTreeMap::new();
        let mut kept: HashSet<Level> = HashSet::new();
        script.visit_kept(&mut |before, after| {
            let before = old.paragraph(before).and_then(level);
            kept.extend(before);
            if let (Some(before), Some(after)) = (before, new.paragraph(after).and_then(level)) {
                *shared.entry((before, after)).or_default() += 1;
            }
        });
        let mut shared: Vec<((Level, Level), usize)> =
            shared.into_iter().filter(|((one, two), _)| one.1 == two.1).collect();
        shared.sort_by_key(|&(pair, times)| (Reverse(times), pair));
        let mut of_new: HashMap<Level, Level> = HashMap::new();
        let mut of_list: HashMap<i32, i32> = HashMap::new();
        let mut taken: HashSet<Level> = HashSet::new();
        for ((before, after), _) in shared {
            if !of_new.contains_key(&after) && taken.insert(before) {
                of_new.insert(after, before);
                of_list.entry(after.0).or_insert(before.0);
            }
        }
        for (&after, own) in &news {
            if of_new.contains_key(&after) {
                continue;
            }
            let spare = olds.iter().find(|(before, numbers)| {
                before.1 == after.1
                    && numbers.first == own.first
                    && !kept.contains(before)
                    && !taken.contains(before)
            });
            if let Some((&before, _)) = spare {
                taken.insert(before);
                of_new.insert(after, before);
                of_list.entry(after.0).or_insert(before.0);
            }
        }
        let mut free: Vec<i32> =
            old_defined.lists().filter(|list| !taken.iter().chain(&kept).any(|one| one.0 == *list)).collect();
        let mut twins: HashMap<i32, i32> = HashMap::new();
        let used: BTreeSet<i32> = news.keys().map(|level| level.0).collect();
        for list in used {
            let alike = |own: &i32| old_defined.numbers_alike(*own, new_defined, list);
            // That of the same name first: both may come from one document.
            let twin = free
                .iter()
                .position(|own| *own == list && alike(own))
                .or_else(|| free.iter().position(alike));
            twins.extend(twin.map(|at| (list, free.remove(at))));
        }
        let levels = old_defined
            .lists()
            .flat_map(|list| (0..LEVELS as u8).map(move |level| (list, level)))
            .filter(|&(list, level)| old_defined.level(Place { list, level }).is_some())
            .collect();
        Self { old: olds, of_new, of_list, twins, levels }
    }

    /// The same, but with lists that the old document defines alike in place of those in which these levels go on.
    pub(super) fn apart(&self, wrong: &HashSet<Level>) -> Self {
        let mut apart = self.clone();
        for (list, twin) in &self.twins {
            if wrong.iter().any(|level| level.0 == *list) {
                apart.of_new.retain(|level, _| level.0 != *list);
                apart.of_list.insert(*list, *twin);
            }
        }
        apart
    }

    /// The list and level of the old document that number a paragraph of the new one.
    pub(super) fn of(&self, new: &Paragraph) -> Option<Level> {
        let own = level(new)?;
        let beside = || {
            let list = self.of_list.get(&own.0).or_else(|| self.twins.get(&own.0))?;
            self.levels.get(&(*list, own.1)).copied()
        };
        self.of_new.get(&own).copied().or_else(beside)
    }

    /// The paragraph of the old document nearest to a place whose list numbers a paragraph of the new one.
    pub(super) fn mate(&self, new: &Paragraph, near: usize) -> Option<usize> {
        let numbers = self.old.get(&self.of(new)?)?;
        numbers.paragraphs.iter().copied().min_by_key(|at| at.abs_diff(near))
    }

    /// Whether a paragraph that stays must change its list to be numbered by that of its new one.
    pub(super) fn changes(&self, old: &Paragraph, new: &Paragraph) -> bool {
        is_counted(new) && self.of(new).is_some_and(|own| level(old) != Some(own))
    }
}
