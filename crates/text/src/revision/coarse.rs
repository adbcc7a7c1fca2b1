//! Coarser scripts: whole paragraphs in place of words, for where the finer changes cannot be carried out.

use std::collections::HashSet;
use std::ops::Range;

use super::notes::{self, Both};
use super::{Script, Spot, Step};

/// See [`Script::coarser`].
pub(super) fn coarser(script: &Script, paragraphs: Both<'_>, spots: &[Spot], reach: usize) -> Script {
    let mut near: HashSet<usize> = HashSet::new();
    for (at, step) in script.body.iter().enumerate() {
        if spots.iter().any(|spot| covers(step, *spot)) {
            near.extend(at.saturating_sub(reach)..=at.saturating_add(reach).min(script.body.len() - 1));
        }
    }
    let mut parted = script.clone();
    parted.body = whole(&script.body, |at, _| near.contains(&at));
    let apart = |old: u32, new: u32| {
        spots.iter().any(|spot| matches!(spot, Spot::OldNote(note) if *note == old))
            || spots.iter().any(|spot| matches!(spot, Spot::NewNote(note) if *note == new))
    };
    notes::part(&mut parted, paragraphs, |old, new| !apart(old, new));
    keep_notes(&mut parted, paragraphs);
    parted
}

/// See [`Script::by_paragraph`].
pub(super) fn by_paragraph(script: &Script, paragraphs: Both<'_>) -> Script {
    let mut parted = script.clone();
    let unchanged = |step: &Step| match step {
        Step::Together(both) => both.is_unchanged(),
        Step::Table { rows, .. } => {
            let mut unchanged = true;
            super::visit_rows(rows, &mut |step| {
                unchanged &= matches!(step, Step::Together(both) if both.is_unchanged());
            });
            unchanged
        }
        _ => false,
    };
    parted.body = whole(&script.body, |_, step| !unchanged(step));
    let changed: HashSet<u32> =
        script.notes.iter().filter(|note| !note.steps.iter().all(unchanged)).map(|note| note.old).collect();
    notes::part(&mut parted, paragraphs, |old, _| !changed.contains(&old));
    keep_notes(&mut parted, paragraphs);
    parted
}

/// See [`Script::replaced`].
pub(super) fn replaced(script: &Script) -> Script {
    Script { body: whole(&script.body, |_, _| true), notes: Vec::new() }
}

/// Drops the notes to which no reference stays.
fn keep_notes(script: &mut Script, paragraphs: Both<'_>) {
    let mut pairs = Vec::new();
    script.visit(&mut |step| notes::referred(paragraphs, step, &mut pairs));
    let kept: HashSet<u32> = pairs.into_iter().map(|(old, _)| old).collect();
    script.notes.retain(|note| kept.contains(&note.old));
}

/// Whether a step is about a place.
fn covers(step: &Step, spot: Spot) -> bool {
    let (old, new): (Range<usize>, Range<usize>) = match step {
        Step::Together(both) => (both.old.clone(), both.new.clone()),
        Step::Table { old, new, .. } => (old.clone(), new.clone()),
        Step::Deleted { old } | Step::MovedAway { old, .. } => (*old..*old + 1, 0..0),
        Step::Inserted { new } | Step::MovedHere { new, .. } => (0..0, *new..*new + 1),
        Step::TableDeleted { old } => (old.clone(), 0..0),
        Step::TableInserted { new } => (0..0, new.clone()),
    };
    match spot {
        Spot::Old(at) => old.contains(&at),
        Spot::New(at) => new.contains(&at),
        Spot::OldNote(_) | Spot::NewNote(_) => false,
    }
}

/// Deletes and inserts what some steps keep or move; a paragraph that moves does so at both its places.
fn whole(steps: &[Step], chosen: impl Fn(usize, &Step) -> bool) -> Vec<Step> {
    let mut stopped: HashSet<usize> = HashSet::new();
    for (at, step) in steps.iter().enumerate() {
        if let Step::MovedAway { old, .. } | Step::MovedHere { old, .. } = step
            && chosen(at, step)
        {
            stopped.insert(*old);
        }
    }
    let mut out: Vec<Step> = Vec::with_capacity(steps.len());
    // What falls stands before what comes, between two steps that stay.
    let mut come: Vec<Step> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Together(both) if chosen(at, step) => {
                out.extend(both.old.clone().map(|old| Step::Deleted { old }));
                come.extend(both.new.clone().map(|new| Step::Inserted { new }));
            }
            Step::Table { old, new, .. } if chosen(at, step) => {
                out.push(Step::TableDeleted { old: old.clone() });
                come.push(Step::TableInserted { new: new.clone() });
            }
            Step::MovedAway { old, .. } if stopped.contains(old) => out.push(Step::Deleted { old: *old }),
            Step::MovedHere { old, new, .. } if stopped.contains(old) => {
                come.push(Step::Inserted { new: *new });
            }
            Step::Deleted { .. } | Step::MovedAway { .. } | Step::TableDeleted { .. } => {
                out.push(step.clone())
            }
            Step::Inserted { .. } | Step::MovedHere { .. } | Step::TableInserted { .. } => {
                come.push(step.clone());
            }
            Step::Together(_) | Step::Table { .. } => {
                out.append(&mut come);
                out.push(step.clone());
            }
        }
    }
    out.append(&mut come);
    out
}
