//! Where clauses stand, in terms that do not depend on the language: titles are translated, numbers are not.

use std::collections::HashMap;

use crate::clause::{ClauseIndex, ClauseKind};
use crate::outline::Outline;

/// Where each clause stands: the numbers on the way down to it; and for what has none (titles, lettered items of another
/// alphabet) its kind and its place among those of that kind.
#[must_use]
pub fn places(outline: &Outline) -> Vec<String> {
    let mut places: Vec<String> = Vec::with_capacity(outline.clauses.len());
    let mut counts: HashMap<(Option<ClauseIndex>, &str), usize> = HashMap::new();
    for clause in &outline.clauses {
        let above = clause.parent.and_then(|parent| places.get(parent.0 as usize)).map_or("", String::as_str);
        let count = counts.entry((clause.parent, clause.kind.as_str())).or_default();
        *count += 1;
        // Ids have their numbers in Western digits, whatever the draft writes.
        let key = clause.id.rsplit('.').next().unwrap_or_default();
        let numbered = clause.kind == ClauseKind::Item && key.bytes().all(|byte| byte.is_ascii_digit());
        let own = if numbered { key.to_owned() } else { format!("{} {count}", clause.kind.as_str()) };
        places.push(format!("{above}/{own}"));
    }
    places
}

/// For each clause of one outline, the one that stands at the same place in another.
#[must_use]
pub fn by_labels(from: &Outline, to: &Outline) -> Vec<Option<ClauseIndex>> {
    let there: HashMap<String, ClauseIndex> = places(to).into_iter().zip((0..).map(ClauseIndex)).collect();
    places(from).into_iter().map(|place| there.get(&place).copied()).collect()
}
