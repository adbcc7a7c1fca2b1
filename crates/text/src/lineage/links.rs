//! Puts a lineage together: overrides first, then the matcher's pairs and groups, each with its relation.

use std::collections::HashMap;

use super::align::{self, Matching, Settled};
use super::candidates::{Pairs, Repeats};
use super::features::{Bag, Corpus, Input, Overlap, Unit};
use super::groups::{self, Groups};
use super::{Lineage, Link, Override, Relation, Similarity, order};
use crate::clause::ClauseIndex;
use crate::draft::Draft;

/// Clauses of both sides that belong together.
struct Group {
    old: Vec<usize>,
    new: Vec<usize>,
}

/// See [`Lineage::between`].
pub(super) fn between(old: &Draft, new: &Draft, overrides: &[Override]) -> Lineage {
    let corpus = Corpus::new(&inputs(old), &inputs(new));
    let (settled, mut found) = settle(old, new, overrides);
    if overrides.is_empty() && unchanged(old, new) {
        found = (0..corpus.old.len()).map(|index| Group { old: vec![index], new: vec![index] }).collect();
    } else {
        let repeats = Repeats::of(&corpus);
        let mut pairs = Pairs::sharing_words(&corpus, &repeats);
        let mut matching = align::align(&corpus, &mut pairs, &repeats, &settled);
        let groups = groups::groups(&corpus, &pairs, &mut matching, &settled);
        collect(&matching, groups, &settled, &mut found);
    }
    lineage(old, new, &corpus, found)
}

fn inputs(draft: &Draft) -> Vec<Input> {
    draft
        .outline()
        .clauses
        .iter()
        .enumerate()
        .map(|(index, clause)| Input {
            kind: clause.kind,
            label: clause.label.clone(),
            parent: clause.parent.map(|parent| parent.0 as usize),
            text: draft.text_of(place(index)),
            words: clause.words,
        })
        .collect()
}

fn place(index: usize) -> ClauseIndex {
    ClauseIndex(u32::try_from(index).unwrap_or(u32::MAX))
}

/// Whether both drafts have the same clauses with the same words throughout.
fn unchanged(old: &Draft, new: &Draft) -> bool {
    let (old, new) = (&old.outline().clauses, &new.outline().clauses);
    old.len() == new.len()
        && old.iter().zip(new).all(|(old, new)| {
            old.words == new.words
                && old.kind == new.kind
                && old.parent == new.parent
                && old.label == new.label
        })
}

/// What the overrides settle, as groups and as clauses that the matcher leaves alone.
fn settle(old: &Draft, new: &Draft, overrides: &[Override]) -> (Settled, Vec<Group>) {
    let ids = |draft: &Draft| -> HashMap<String, usize> {
        if overrides.is_empty() {
            return HashMap::new();
        }
        draft.outline().clauses.iter().enumerate().map(|(index, clause)| (clause.id.clone(), index)).collect()
    };
    let (old_ids, new_ids) = (ids(old), ids(new));
    let mut settled = Settled {
        pairs: Vec::new(),
        old: vec![false; old.outline().clauses.len()],
        new: vec![false; new.outline().clauses.len()],
    };
    let mut groups = Vec::new();
    for said in overrides {
        let claim = |ids: &[String], known: &HashMap<String, usize>, taken: &mut Vec<bool>| {
            let mut claimed: Vec<usize> =
                ids.iter().filter_map(|id| known.get(id)).copied().filter(|&index| !taken[index]).collect();
            claimed.sort_unstable();
            claimed.dedup();
            claimed
        };
        let old_side = claim(&said.old, &old_ids, &mut settled.old);
        let new_side = claim(&said.new, &new_ids, &mut settled.new);
        // An override whose one side has gone from the drafts says nothing that can be applied.
        if old_side.is_empty() != said.old.is_empty() || new_side.is_empty() != said.new.is_empty() {
            continue;
        }
        old_side.iter().for_each(|&index| settled.old[index] = true);
        new_side.iter().for_each(|&index| settled.new[index] = true);
        if let (Some(&first_old), Some(&first_new)) = (old_side.first(), new_side.first()) {
            settled.pairs.push((first_old, first_new));
            groups.push(Group { old: old_side, new: new_side });
        }
    }
    (settled, groups)
}

fn collect(matching: &Matching, mut groups: Groups, settled: &Settled, found: &mut Vec<Group>) {
    for (new, old) in matching.old_of.iter().enumerate() {
        let Some(old) = *old else { continue };
        if settled.old[old] || settled.new[new] {
            continue;
        }
        let mut group = Group { old: vec![old], new: vec![new] };
        group.old.extend(groups.merged.remove(&new).unwrap_or_default());
        group.new.extend(groups.split.remove(&old).unwrap_or_default());
        group.old.sort_unstable();
        group.new.sort_unstable();
        found.push(group);
    }
}

fn lineage(old: &Draft, new: &Draft, corpus: &Corpus, mut found: Vec<Group>) -> Lineage {
    found.sort_unstable_by_key(|group| group.new.first().copied());
    let moved = moved(corpus, &found);
    let mut linked_old = vec![false; corpus.old.len()];
    let mut linked_new = vec![false; corpus.new.len()];
    let links = found
        .iter()
        .zip(moved)
        .map(|(group, moved)| {
            group.old.iter().for_each(|&index| linked_old[index] = true);
            group.new.iter().for_each(|&index| linked_new[index] = true);
            let relation = relation(corpus, group);
            Link {
                old: group.old.iter().copied().map(place).collect(),
                new: group.new.iter().copied().map(place).collect(),
                relation,
                moved,
                renumbered: renumbered(old, new, group),
                similarity: similarity(corpus, group, relation),
            }
        })
        .collect();
    let rest = |linked: &[bool]| -> Vec<ClauseIndex> {
        (0..linked.len()).filter(|&index| !linked[index]).map(place).collect()
    };
    Lineage { links, deleted: rest(&linked_old), new: rest(&linked_new) }
}

fn relation(corpus: &Corpus, group: &Group) -> Relation {
    let old: Vec<&Unit> = group.old.iter().map(|&index| &corpus.old[index]).collect();
    let new: Vec<&Unit> = group.new.iter().map(|&index| &corpus.new[index]).collect();
    match (old.as_slice(), new.as_slice()) {
        ([before], [after]) if before.is_option() && !after.is_option() => Relation::OptionChosen,
        ([before], [after]) if before.words == after.words => Relation::Identical,
        ([before], [after]) if chosen(before, after) => Relation::OptionChosen,
        ([_], [_]) => Relation::Edited,
        (rivals, [after]) if rivals.iter().all(|unit| unit.is_option()) && !after.is_option() => {
            Relation::OptionChosen
        }
        (_, [_]) => Relation::Merged,
        ([_], _) => Relation::Split,
        (_, _) if old.len() >= new.len() => Relation::Merged,
        (_, _) => Relation::Split,
    }
}

/// Whether one clause is what is left of another's rival wordings.
fn chosen(before: &Unit, after: &Unit) -> bool {
    before.alternatives
        && !after.alternatives
        && before.is_option() == after.is_option()
        && Overlap::of(&before.terms, &after.terms).of_new() >= 750
}

fn similarity(corpus: &Corpus, group: &Group, relation: Relation) -> Similarity {
    if relation == Relation::Identical {
        return Similarity::SAME;
    }
    let join = |units: &[Unit], indices: &[usize], bag: fn(&Unit) -> &Bag| {
        Bag::new(indices.iter().flat_map(|&index| bag(&units[index]).terms.iter().copied()).collect())
    };
    let terms = Overlap::of(
        &join(&corpus.old, &group.old, |unit| &unit.terms),
        &join(&corpus.new, &group.new, |unit| &unit.terms),
    );
    let phrases = Overlap::of(
        &join(&corpus.old, &group.old, |unit| &unit.pairs),
        &join(&corpus.new, &group.new, |unit| &unit.pairs),
    );
    Similarity::from_per_mille((terms.dice() * 650 + phrases.dice() * 350) / 1000)
}

fn renumbered(old: &Draft, new: &Draft, group: &Group) -> bool {
    let (Some(&before), Some(&after)) = (group.old.first(), group.new.first()) else { return false };
    let (before, after) = (&old.outline().clauses[before], &new.outline().clauses[after]);
    before.label != after.label || before.path != after.path
}

/// For every group, whether it changed places.
fn moved(corpus: &Corpus, found: &[Group]) -> Vec<bool> {
    let mut new_of: Vec<Option<usize>> = vec![None; corpus.old.len()];
    let mut old_of: Vec<Option<usize>> = vec![None; corpus.new.len()];
    for group in found {
        for &old in &group.old {
            new_of[old] = group.new.first().copied();
        }
        for &new in &group.new {
            old_of[new] = group.old.first().copied();
        }
    }
    let places: Vec<(usize, u64)> = found
        .iter()
        .map(|group| {
            let first = group.old.first().copied().unwrap_or(0);
            (first, u64::from(corpus.old[first].length) + 1)
        })
        .collect();
    let mut moved = order::out_of_order(&places);
    for (group, moved) in found.iter().zip(&mut moved) {
        let (Some(&old), Some(&new)) = (group.old.first(), group.new.first()) else { continue };
        let (before, after) = (corpus.old[old].heading, corpus.new[new].heading);
        let elsewhere = match (before, after) {
            (None, None) => false,
            (Some(before), Some(after)) => new_of[before] != Some(after) && old_of[after] != Some(before),
            (Some(before), None) => new_of[before].is_some(),
            (None, Some(after)) => old_of[after].is_some(),
        };
        *moved |= elsewhere;
    }
    moved
}
