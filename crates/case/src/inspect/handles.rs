//! Names that count: whoever sees `plan-1` and `plan-3` knows that there is a `plan-2`.

use std::collections::{BTreeMap, BTreeSet};

/// Numbers in words, as drafts are often called.
const ORDINALS: &[&str] =
    &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// A hidden name that visible ones give away.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Betrayed {
    /// The hidden name.
    pub(super) hidden: String,
    /// The nearest visible names of its row, before and behind it.
    pub(super) between: (String, String),
}

/// Names of `all` that are not among `seen`, and that stand in a row of numbers between two that are.
pub(super) fn betrayed<'a>(all: impl IntoIterator<Item = &'a str>, seen: &BTreeSet<&str>) -> Vec<Betrayed> {
    let mut rows: BTreeMap<(&str, &str), BTreeMap<u64, &str>> = BTreeMap::new();
    for name in all {
        if let Some((before, number, behind)) = parts(name) {
            rows.entry((before, behind)).or_default().insert(number, name);
        }
    }
    let mut found = Vec::new();
    for row in rows.values() {
        for (number, name) in row.iter().filter(|(_, name)| !seen.contains(*name)) {
            let is_seen = |(_, name): &(&u64, &&str)| seen.contains(**name);
            let before = row.range(..number).rev().find(is_seen);
            let behind = row.range(number + 1..).find(is_seen);
            if let (Some((_, before)), Some((_, behind))) = (before, behind) {
                let between = ((*before).to_owned(), (*behind).to_owned());
                found.push(Betrayed { hidden: (*name).to_owned(), between });
            }
        }
    }
    found
}

/// What stands before the last number of a name, the number, and what stands behind it.
fn parts(name: &str) -> Option<(&str, u64, &str)> {
    for (at, word) in ORDINALS.iter().enumerate() {
        if let Some(start) = name.to_lowercase().find(word).filter(|_| name.is_ascii()) {
            return Some((&name[..start], at as u64 + 1, &name[start + word.len()..]));
        }
    }
    let end = name.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = name[..end]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + name[at..].chars().next().map_or(1, char::len_utf8));
    Some((&name[..start], name[start..end].parse().ok()?, &name[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(all: &[&str], seen: &[&str]) -> Vec<String> {
        let found = betrayed(all.iter().copied(), &seen.iter().copied().collect());
        found
            .into_iter()
            .map(|one| format!("{} between {} and {}", one.hidden, one.between.0, one.between.1))
            .collect()
    }

    #[test]
    fn a_gap_in_a_row_of_names_betrays_the_hidden_one() {
        assert_eq!(
            told(&["plan-1", "plan-2", "plan-3"], &["plan-1", "plan-3"]),
            ["plan-2 between plan-1 and plan-3"]
        );
        assert_eq!(
            told(&["first", "second", "third"], &["first", "third"]),
            ["second between first and third"]
        );
        assert_eq!(told(&["p9", "p10", "p11"], &["p9", "p11"]), ["p10 between p9 and p11"]);
        assert_eq!(told(&["نص-1", "نص-2", "نص-3"], &["نص-1", "نص-3"]).len(), 1);
    }

    #[test]
    fn names_that_are_no_row_betray_nothing() {
        assert!(told(&["plan-1", "plan-3"], &["plan-1", "plan-3"]).is_empty(), "nothing is hidden");
        assert!(told(&["plan-1", "text-2", "plan-3"], &["plan-1", "plan-3"]).is_empty(), "another row");
        assert!(told(&["plan-1", "plan-2"], &["plan-1"]).is_empty(), "nothing behind it is seen");
        assert!(told(&["k3v9", "m2xd", "p7tq"], &["k3v9", "p7tq"]).is_empty());
        assert!(told(&["99999999999999999999999", "x"], &["x"]).is_empty());
    }
}
