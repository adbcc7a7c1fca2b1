//! What has become of the words that an entry of a plan was read from.

use std::collections::HashMap;

use onetext_text::clause::ClauseIndex;
use serde::Serialize;

use super::Provision;
use crate::act::{Anchor, Kind};
use crate::ids::{ActId, ProvisionId};
use crate::ledger::cover::{Cover, Sheets};
use crate::ledger::words::{Same, Settled};
use crate::texts::Texts;
use crate::timeline::Timeline;

/// What has become of words since an entry was read from them, in the terms of consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Words {
    /// It is tied to no words.
    Untied,
    /// They stand as they were.
    Same,
    /// They have changed, and nobody has confirmed it since.
    Stale,
    /// They have changed, and somebody has confirmed it in the words that stand now.
    Confirmed,
    /// Whether they are the same cannot be told: the exact words of one of the two drafts are not on record.
    Unknown,
    /// They lead to no clause of the current draft.
    Gone,
}

/// Where an entry stands in the current draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchored {
    /// What has become of its words.
    pub words: Words,
    /// The clauses of the current draft to which they lead, in document order.
    pub clauses: Vec<ClauseIndex>,
    /// The act by which somebody confirmed it last.
    pub confirmed_by: Option<ActId>,
}

impl Anchored {
    pub(super) fn of<'t>(
        provision: &Provision,
        texts: &'t dyn Texts,
        sheets: &Sheets<'t>,
        confirmed: Option<(&Anchor, &ActId)>,
    ) -> Self {
        let Some(anchor) = &provision.anchor else {
            return Self {
                words: Words::Untied,
                clauses: Vec::new(),
                confirmed_by: confirmed.map(|(_, id)| id.clone()),
            };
        };
        let (words, clauses) = stand(anchor, provision, texts, sheets);
        let Some((renewed, by)) = confirmed else { return Self { words, clauses, confirmed_by: None } };
        let (since, now) = stand(renewed, provision, texts, sheets);
        let words = match (words, since) {
            (Words::Same, _) => Words::Same,
            (_, Words::Same) => Words::Confirmed,
            (_, other) => other,
        };
        Self { words, clauses: if now.is_empty() { clauses } else { now }, confirmed_by: Some(by.clone()) }
    }
}

/// What has become of words of an anchor, and to which clauses of the current draft they lead.
fn stand<'t>(
    anchor: &Anchor,
    provision: &Provision,
    texts: &'t dyn Texts,
    sheets: &Sheets<'t>,
) -> (Words, Vec<ClauseIndex>) {
    let Some(cover) = sheets.cover(anchor) else { return (Words::Unknown, Vec::new()) };
    let Some(current) = sheets.current() else { return (Words::Unknown, Vec::new()) };
    let links = sheets.links(&cover.sheet);
    let mut now: Vec<usize> = cover.roots.iter().flat_map(|&root| links.to(root).iter().copied()).collect();
    now.sort_unstable();
    now.dedup();
    let clauses = || now.iter().filter_map(|&at| Some(ClauseIndex(u32::try_from(at).ok()?))).collect();
    let exact = cover.sheet.exact && current.exact;
    if now.is_empty() {
        // An account of a text may leave a clause out that the text has.
        return (if exact { Words::Gone } else { Words::Unknown }, Vec::new());
    }
    if sheets.is_current(&cover.sheet) {
        return (Words::Same, clauses());
    }
    if !exact {
        return (Words::Unknown, clauses());
    }
    let same = is_same(&cover, provision, texts, sheets, &now);
    (if same { Words::Same } else { Words::Stale }, clauses())
}

fn is_same<'t>(
    cover: &Cover<'t>,
    provision: &Provision,
    texts: &'t dyn Texts,
    sheets: &Sheets<'t>,
    now: &[usize],
) -> bool {
    let settled = Settled::new(texts, cover, &provision.choice);
    let same = Same::new(sheets, cover, &settled);
    now.iter().all(|&clause| same.of(sheets, cover, clause))
}

/// By which act somebody confirmed each entry last, and in which words. Acts that are taken back do not count. Takes time in
/// proportion to the acts.
pub(super) fn confirmations<'a>(
    timeline: &Timeline<'a>,
) -> HashMap<&'a ProvisionId, (&'a Anchor, &'a ActId)> {
    let mut last = HashMap::new();
    for (at, act) in timeline.acts().iter().enumerate() {
        if act.kind() == Kind::Confirm
            && let Some(anchor) = &act.anchor
            && timeline.withdrawals(at).next().is_none()
        {
            last.extend(act.plan.iter().map(|entry| (entry, (anchor, &act.id))));
        }
    }
    last
}
