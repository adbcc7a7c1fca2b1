//! In which list of the old document the numbers of a list of the new one go on.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use onetext_text::revision::Script;
use onetext_wordml::Paragraph;

use super::sides::{Sheet, is_counted};

/// A list of a document, and the depth in it.
pub(super) type Level = (i32, u8);

/// Of a paragraph with a number that Word counts.
pub(super) fn level(paragraph: &Paragraph) -> Option<Level> {
    paragraph.label.as_ref().filter(|label| !label.bullet).map(|label| (label.list, label.level))
}

/// The numbers of one list at one depth, in one document.
#[derive(Debug, Default)]
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
#[derive(Debug)]
pub(super) struct Lists {
    old: BTreeMap<Level, Numbers>,
    of_new: HashMap<Level, Level>,
}

impl Lists {
    /// A list goes on with the one of which most of its paragraphs are; what has none takes one that begins with the same
    /// number and of which all paragraphs fall.
    pub(super) fn new(old: &Sheet<'_>, new: &Sheet<'_>, script: &Script) -> Self {
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
        let mut taken: HashSet<Level> = HashSet::new();
        for ((before, after), _) in shared {
            if !of_new.contains_key(&after) && taken.insert(before) {
                of_new.insert(after, before);
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
            }
        }
        Self { old: olds, of_new }
    }

    /// The paragraph of the old document nearest to a place whose list numbers a paragraph of the new one.
    pub(super) fn mate(&self, new: &Paragraph, near: usize) -> Option<usize> {
        let numbers = self.old.get(self.of_new.get(&level(new)?)?)?;
        numbers.paragraphs.iter().copied().min_by_key(|at| at.abs_diff(near))
    }

    /// Whether a paragraph that stays must change its list to be numbered by that of its new one.
    pub(super) fn changes(&self, old: &Paragraph, new: &Paragraph) -> bool {
        is_counted(new)
            && level(new)
                .and_then(|level| self.of_new.get(&level))
                .is_some_and(|own| level(old) != Some(*own))
    }
}
