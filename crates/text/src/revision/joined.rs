//! Paragraphs that were parted or put together: neighbours of a pair that say what the pair alone does not.

use std::ops::Range;

use super::chain::Pair;
use super::items::{Item, Kind};
use super::pairs::Sides;
use super::{MARK, worth};

/// Items that stay together, one on one of the sides at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// A neighbour joins a pair if that saves so many words at least …
const WORDS: usize = 4;
/// … and one of so many of its own.
const SHARE: usize = 3;
/// No more items than this come together: with each that joins, all are compared again.
const TOGETHER: usize = 32;

/// The pairs, each with those of its free neighbours that belong to it.
pub(super) fn groups(sides: &Sides<'_>, old: &[Item], new: &[Item], pairs: &[Pair]) -> Vec<Group> {
    let mut groups: Vec<Group> =
        pairs.iter().map(|pair| Group { old: pair.old..pair.old + 1, new: pair.new..pair.new + 1 }).collect();
    // Each step takes a neighbour in, so that there are no more of them than items.
    for at in 0..=groups.len() {
        while let Some((index, grown)) = best(sides, (old, new), &groups, at) {
            groups[index] = grown;
        }
    }
    groups
}

/// The best that a group before or behind the gap with this number can do with a neighbour in the gap.
fn best(
    sides: &Sides<'_>,
    (old, new): (&[Item], &[Item]),
    groups: &[Group],
    gap: usize,
) -> Option<(usize, Group)> {
    let before = gap.checked_sub(1).and_then(|index| Some((index, groups.get(index)?)));
    let behind = groups.get(gap).map(|group| (gap, group));
    let start = before.map_or((0, 0), |(_, group)| (group.old.end, group.new.end));
    let end = behind.map_or((old.len(), new.len()), |(_, group)| (group.old.start, group.new.start));
    let mut found: Option<(usize, usize, Group)> = None;
    let mut consider = |index: usize, group: &Group, grown: Group, added: usize| {
        if grown.old.len().max(grown.new.len()) > TOGETHER {
            return;
        }
        let Some(saved) = saved(sides, (old, new), group, &grown) else { return };
        let enough = saved >= WORDS && saved * SHARE >= added;
        if enough && found.as_ref().is_none_or(|best| saved > best.0) {
            found = Some((saved, index, grown));
        }
    };
    if let Some((index, group)) = before {
        if start.0 < end.0 && group.new.len() == 1 {
            let grown = Group { old: group.old.start..start.0 + 1, new: group.new.clone() };
            consider(index, group, grown, old[start.0].words.len());
        }
        if start.1 < end.1 && group.old.len() == 1 {
            let grown = Group { old: group.old.clone(), new: group.new.start..start.1 + 1 };
            consider(index, group, grown, new[start.1].words.len());
        }
    }
    if let Some((index, group)) = behind {
        if start.0 < end.0 && group.new.len() == 1 {
            let grown = Group { old: end.0 - 1..group.old.end, new: group.new.clone() };
            consider(index, group, grown, old[end.0 - 1].words.len());
        }
        if start.1 < end.1 && group.old.len() == 1 {
            let grown = Group { old: group.old.clone(), new: end.1 - 1..group.new.end };
            consider(index, group, grown, new[end.1 - 1].words.len());
        }
    }
    found.map(|(_, index, grown)| (index, grown))
}

/// How many words more a group has in common than before it grew; `None` where its paragraphs cannot be joined.
fn saved(sides: &Sides<'_>, (old, new): (&[Item], &[Item]), group: &Group, grown: &Group) -> Option<usize> {
    let (before, after) = (&old[grown.old.clone()], &new[grown.new.clone()]);
    let olds = before.iter().map(|item| (item, &sides.old));
    let news = after.iter().map(|item| (item, &sides.new));
    let mut sort = None;
    for (item, texts) in olds.chain(news) {
        let paragraph = texts.paragraphs.get(item.paragraphs.start)?;
        let first = *sort.get_or_insert(paragraph.sort);
        if item.kind != Kind::Paragraph || paragraph.sort != first || paragraph.text.contains(MARK) {
            return None;
        }
    }
    let words = |items: &[Item], range: &Range<usize>| -> Vec<u32> {
        items[range.clone()].iter().flat_map(|item| item.words.iter().copied()).collect()
    };
    let was = worth::common(&words(old, &group.old), &words(new, &group.new));
    let (one, other) = (words(old, &grown.old), words(new, &grown.new));
    let is = worth::common(&one, &other);
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    (!worth::is_replaced_whole(is, shorter, longer)).then(|| is.saturating_sub(was))
}
