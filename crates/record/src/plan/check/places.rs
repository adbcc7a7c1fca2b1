//! An order of entries that depends on what they say and where, and not on how they are called.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::Finding;
use crate::ids::ProvisionId;
use crate::plan::package::{Entries, Held};
use crate::plan::{Content, Provision};

/// The order of the entries of a case: by clause of the current draft, then by kind and by what they say.
pub(super) struct Places<'a, 'p> {
    /// In that order.
    pub(super) all: Vec<&'a Held<'p>>,
    places: HashMap<&'p ProvisionId, usize>,
}

impl<'a, 'p> Places<'a, 'p> {
    pub(super) fn new(entries: &'a Entries<'p>) -> Self {
        let mut all: Vec<&Held<'_>> = entries.all.iter().collect();
        all.sort_by(|one, other| order(one, other));
        let places = all.iter().enumerate().map(|(place, held)| (&held.provision.id, place)).collect();
        Self { all, places }
    }

    pub(super) fn of(&self, id: &ProvisionId) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// Findings by clause, then by kind, then by entry.
    pub(super) fn sort(&self, findings: &mut [Finding]) {
        findings.sort_by_cached_key(|finding| {
            let first = finding.entries.first().and_then(|id| self.of(id));
            let clause = first.map_or(u32::MAX, |place| clause(self.all[place]));
            let entries: Vec<Option<usize>> = finding.entries.iter().map(|id| self.of(id)).collect();
            (clause, finding.check(), entries)
        });
    }
}

/// The first clause of an entry; the greatest number where it has none.
fn clause(held: &Held<'_>) -> u32 {
    held.anchored.clauses.first().map_or(u32::MAX, |clause| clause.0)
}

/// What an entry says in words, without its id.
fn says(provision: &Provision) -> (Option<&str>, Option<&str>) {
    let does = match &provision.content {
        Content::Obligation(obligation) => Some(obligation.does.as_str()),
        _ => None,
    };
    (provision.title.as_deref(), does)
}

fn order(one: &Held<'_>, other: &Held<'_>) -> Ordering {
    clause(one)
        .cmp(&clause(other))
        .then_with(|| one.provision.content.sort().cmp(&other.provision.content.sort()))
        .then_with(|| says(one.provision).cmp(&says(other.provision)))
        .then_with(|| one.provision.id.cmp(&other.provision.id))
}
