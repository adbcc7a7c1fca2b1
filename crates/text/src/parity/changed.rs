//! Clauses that changed in one language since the drafts before, and not in another.

use super::align::Pair;
use super::{Finding, FindingKind, Place, Report, Version};
use crate::clause::ClauseIndex;
use crate::lineage::{Link, Relation};

/// What became of a clause since the draft before.
enum Since {
    Same,
    /// With the words that stood there before, where there were any.
    Changed(Option<String>),
}

/// Tells of clauses that changed in some languages and not in others, among the versions that have a draft before them.
pub(super) fn clauses(versions: &[Version<'_>], aligned: &[Vec<Pair>], report: &mut Report) {
    let Some((first, others)) = versions.split_first() else { return };
    if versions.iter().filter(|version| version.before.is_some()).count() < 2 {
        return;
    }
    // For each clause of the first version, the clause of each other that stands for it.
    let mut beside: Vec<Vec<Option<ClauseIndex>>> =
        vec![vec![None; others.len()]; first.draft.outline().clauses.len()];
    for (at, pairs) in aligned.iter().enumerate() {
        for pair in pairs {
            let slot = pair.first.and_then(|first| beside.get_mut(first.0 as usize)?.get_mut(at));
            if let Some(slot) = slot {
                *slot = pair.other;
            }
        }
    }
    let links: Vec<Links<'_>> = versions.iter().map(links).collect();
    for (index, clause) in first.draft.outline().iter() {
        let others_here = beside.get(index.0 as usize).map(Vec::as_slice).unwrap_or_default();
        let here = std::iter::once(Some(index)).chain(others_here.iter().copied());
        let known: Vec<(&Version<'_>, ClauseIndex, Since)> = versions
            .iter()
            .zip(&links)
            .zip(here)
            .filter_map(|((version, links), at)| Some((version, at?, since(version, links, at?)?)))
            .collect();
        let tags = |changed: bool| -> Vec<String> {
            let of = known.iter().filter(|(_, _, since)| matches!(since, Since::Changed(_)) == changed);
            of.map(|(version, ..)| version.tag.to_owned()).collect()
        };
        let (changed, unchanged) = (tags(true), tags(false));
        if changed.is_empty() || unchanged.is_empty() {
            continue;
        }
        let last = known.iter().rev().find_map(|(version, at, since)| match since {
            Since::Changed(before) => Some((version, *at, before.clone())),
            Since::Same => None,
        });
        let Some((version, at, before)) = last else { continue };
        let line = version.draft.outline().get(at).map_or(clause.line, |clause| clause.line);
        let finding = Finding {
            kind: FindingKind::Changed,
            languages: changed,
            from: before,
            to: Some(version.draft.text_of(at)),
            line,
            unchanged,
        };
        report.tell(Place::of(index), finding);
    }
}

/// For each clause the link that leads to it.
type Links<'d> = Vec<Option<&'d Link>>;

fn links<'d>(version: &Version<'d>) -> Links<'d> {
    let mut links = vec![None; version.draft.outline().clauses.len()];
    for link in version.before.iter().flat_map(|(_, lineage)| &lineage.links) {
        for new in &link.new {
            if let Some(slot) = links.get_mut(new.0 as usize) {
                *slot = Some(link);
            }
        }
    }
    links
}

/// What became of a clause since the draft before; `None` where there is none.
fn since(version: &Version<'_>, links: &Links<'_>, clause: ClauseIndex) -> Option<Since> {
    let (before, _) = version.before?;
    let Some(link) = links.get(clause.0 as usize).copied().flatten() else {
        return Some(Since::Changed(None));
    };
    if link.relation == Relation::Identical {
        return Some(Since::Same);
    }
    let words: Vec<String> = link.old.iter().map(|&old| before.text_of(old)).collect();
    Some(Since::Changed(Some(words.join(" "))))
}
