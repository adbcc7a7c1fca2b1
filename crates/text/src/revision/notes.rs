//! Notes: which one each becomes, and which references must go because theirs became another.

use std::collections::HashMap;
use std::ops::Range;

use super::pairs::Sides;
use super::steps::within;
use super::{NOTE, Note, Paragraph, Script, Step};
use crate::redline::{Change, ChangeKind};

/// The paragraphs of both sides.
pub(super) type Both<'a> = (&'a [Paragraph], &'a [Paragraph]);

/// Follows the references that stay: an old note becomes the one that its first such reference has in the new draft. A note
/// may be referred to several times, on either side; where one of its other references has a note with other words there,
/// that reference is taken out and set anew, with that note.
pub(super) fn follow(sides: &Sides<'_>, script: &mut Script) {
    let (olds, news): (HashMap<u32, Range<usize>>, HashMap<u32, Range<usize>>) =
        (sides.old.notes().into_iter().collect(), sides.new.notes().into_iter().collect());
    if olds.is_empty() && news.is_empty() {
        return;
    }
    let mut becomes: HashMap<u32, u32> = HashMap::new();
    let mut found: Vec<(usize, Note)> = Vec::new();
    let mut pairs = Vec::new();
    let paragraphs = (sides.old.paragraphs, sides.new.paragraphs);
    script.visit(&mut |step| referred(paragraphs, step, &mut pairs));
    // A note may itself refer to others.
    while !pairs.is_empty() {
        let mut more = Vec::new();
        for (old, new) in pairs {
            let (Some(before), Some(after)) = (olds.get(&old), news.get(&new)) else { continue };
            if becomes.contains_key(&old) {
                continue;
            }
            becomes.insert(old, new);
            let steps = within(sides, before, after);
            steps.iter().for_each(|step| referred(paragraphs, step, &mut more));
            found.push((after.start, Note { old, new, steps }));
        }
        pairs = more;
    }
    found.sort_by_key(|(at, note)| (*at, note.old));
    script.notes = found.into_iter().map(|(_, note)| note).collect();

    let words = |range: Option<&Range<usize>>| {
        let paragraphs = range.and_then(|range| sides.new.paragraphs.get(range.clone())).unwrap_or_default();
        paragraphs.iter().map(|paragraph| (paragraph.text.as_str(), paragraph.notes.as_slice()))
    };
    let stays = |old: u32, new: u32| match becomes.get(&old) {
        Some(own) if *own == new => true,
        Some(own) => words(news.get(own)).eq(words(news.get(&new))),
        // One that the file does not have is as good as another.
        None => !olds.contains_key(&old) && !news.contains_key(&new),
    };
    part(script, paragraphs, stays);
}

/// Replaces the references among equal words of which the old note does not stay for the new one.
pub(super) fn part(script: &mut Script, paragraphs: Both<'_>, stays: impl Fn(u32, u32) -> bool) {
    script.visit_changes(&mut |old, new, changes| {
        let pairs = references(paragraphs, old, new, changes);
        if pairs.iter().flatten().any(|&(old, new)| !stays(old, new)) {
            *changes = set_anew(std::mem::take(changes), &pairs, &stays);
        }
    });
}

/// The notes that the equal words of a step refer to.
pub(super) fn referred(paragraphs: Both<'_>, step: &Step, pairs: &mut Vec<(u32, u32)>) {
    let found = match step {
        Step::Together(both) => references(paragraphs, both.old.clone(), both.new.clone(), &both.changes),
        Step::MovedHere { old, new, changes } => {
            references(paragraphs, *old..*old + 1, *new..*new + 1, changes)
        }
        _ => return,
    };
    pairs.extend(found.into_iter().flatten());
}

/// For each change, the notes that its equal words refer to on both sides, in order.
fn references(
    paragraphs: Both<'_>,
    old: Range<usize>,
    new: Range<usize>,
    changes: &[Change],
) -> Vec<Vec<(u32, u32)>> {
    let notes = |paragraphs: &[Paragraph], range: Range<usize>| -> Vec<u32> {
        let own = paragraphs.get(range).unwrap_or_default();
        own.iter().flat_map(|paragraph| paragraph.notes.iter().copied()).collect()
    };
    let (olds, news) = (notes(paragraphs.0, old), notes(paragraphs.1, new));
    if olds.is_empty() || news.is_empty() {
        return Vec::new();
    }
    let (mut olds, mut news) = (olds.into_iter(), news.into_iter());
    changes
        .iter()
        .map(|change| {
            let (before, after) = (change.old.matches(NOTE).count(), change.new.matches(NOTE).count());
            let (before, after): (Vec<u32>, Vec<u32>) =
                (olds.by_ref().take(before).collect(), news.by_ref().take(after).collect());
            let equal = change.kind == ChangeKind::Equal;
            if equal { before.into_iter().zip(after).collect() } else { Vec::new() }
        })
        .collect()
}

/// The changes with each reference among equal words replaced of which the old note does not stay for the new one.
fn set_anew(
    changes: Vec<Change>,
    pairs: &[Vec<(u32, u32)>],
    stays: impl Fn(u32, u32) -> bool,
) -> Vec<Change> {
    let mut apart = Vec::with_capacity(changes.len());
    for (change, pairs) in changes.into_iter().zip(pairs) {
        if pairs.iter().all(|&(old, new)| stays(old, new)) {
            apart.push(change);
            continue;
        }
        let mut equal = (String::new(), String::new());
        let mut parts = change.old.split(NOTE).zip(change.new.split(NOTE));
        let first = parts.next().unwrap_or_default();
        equal.0.push_str(first.0);
        equal.1.push_str(first.1);
        // A character that only looks like a reference has no note, and stays.
        let mut pairs = pairs.iter();
        for (old, new) in parts {
            if pairs.next().is_none_or(|&(before, after)| stays(before, after)) {
                equal.0.push(NOTE);
                equal.1.push(NOTE);
            } else {
                apart.extend(made(ChangeKind::Equal, std::mem::take(&mut equal)));
                apart.extend(made(ChangeKind::Replaced, (NOTE.to_string(), NOTE.to_string())));
            }
            equal.0.push_str(old);
            equal.1.push_str(new);
        }
        apart.extend(made(ChangeKind::Equal, equal));
    }
    apart
}

/// A change, where there is something in it.
fn made(kind: ChangeKind, (old, new): (String, String)) -> Option<Change> {
    (!old.is_empty() || !new.is_empty()).then_some(Change { kind, old, new })
}
