//! What parties ruled out, and whether anything is left.

use crate::partial::smallest::smallest;
use crate::space::{Rule, Space, Uncountable};
use num_bigint::BigUint;
use serde::Serialize;

/// Packages that a party said it cannot accept. It takes them away; it is never a large loss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedLine {
    /// The caller's name for it.
    pub id: String,
    /// Whose it is.
    pub party: String,
    /// The combination that is ruled out.
    pub rule: Rule,
}

/// Red lines that together leave no package. Any one of them left out, some package is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RedLineClash {
    /// Their places in the list that was given, ascending; none where the space's own rules leave nothing.
    pub red_lines: Vec<usize>,
    /// Whether no fewer leave no package; if not, the search for fewer stopped early.
    pub fewest: bool,
}

/// The red lines that rule a package out, by their places in the list.
#[must_use]
pub fn ruled_out_by(red_lines: &[RedLine], package: &[u32]) -> Vec<usize> {
    (0..red_lines.len()).filter(|&at| red_lines[at].rule.broken_by(package)).collect()
}

/// How many packages these red lines leave, exactly.
///
/// # Errors
///
/// As [`Space::outcomes`].
pub fn left<'a>(
    space: &Space,
    red_lines: impl IntoIterator<Item = &'a RedLine>,
) -> Result<BigUint, Uncountable> {
    let mut ruled = space.clone();
    ruled.rules.extend(red_lines.into_iter().map(|line| line.rule.clone()));
    ruled.outcomes()
}

/// The fewest red lines, whoever's, that leave no package; nothing where all of them leave some.
///
/// Cost: a count of outcomes for each set that is looked at; a few more than there are red lines where few clash.
///
/// # Errors
///
/// As [`Space::outcomes`].
pub fn clash(space: &Space, red_lines: &[RedLine]) -> Result<Option<RedLineClash>, Uncountable> {
    let all: Vec<usize> = (0..red_lines.len()).collect();
    let nothing_left = |of: &[usize]| {
        let left = left(space, of.iter().map(|&at| &red_lines[at]))?;
        Ok((left == BigUint::ZERO).then(|| of.to_vec()))
    };
    Ok(smallest(&all, nothing_left)?.map(|clash| RedLineClash { red_lines: clash.of, fewest: clash.fewest }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partial::tests::{packages, space};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_clash_is_the_fewest_red_lines_that_leave_nothing(
            rules in prop::collection::vec(prop::collection::vec((0usize..3, 0u32..2), 1..3), 0..9),
        ) {
            let counts = [2, 2, 2];
            let space = space(&counts);
            let lines: Vec<RedLine> = rules.into_iter().enumerate().map(|(at, values)| RedLine {
                id: at.to_string(),
                party: (at % 3).to_string(),
                rule: Rule::never_together(values),
            }).collect();
            let left_by = |set: usize| packages(&counts).into_iter().any(|package| {
                ruled_out_by(&lines, &package).iter().all(|line| set & (1 << line) == 0)
            });
            let fewest = (0usize..1 << lines.len()).filter(|&set| !left_by(set)).map(usize::count_ones).min();
            let found = clash(&space, &lines).unwrap();
            prop_assert_eq!(found.as_ref().map(|clash| clash.red_lines.len() as u32), fewest);
            if let Some(found) = found {
                prop_assert!(found.fewest);
                prop_assert!(!left_by(found.red_lines.iter().map(|line| 1 << line).sum()));
            }
        }
    }

    #[test]
    fn red_lines_over_more_packages_than_can_be_listed_are_found_to_clash() {
        let space = space(&[10; 30]);
        let line = |id: &str, party: &str, rule| RedLine { id: id.into(), party: party.into(), rule };
        let lines = [
            line("low", "A", Rule::never_together((0..5).map(|place| (7, place)))),
            line("other", "C", Rule::never_together([(3, 1), (4, 1)])),
            line("high", "B", Rule::never_together((5..10).map(|place| (7, place)))),
        ];
        let found = clash(&space, &lines).unwrap();
        assert_eq!(found, Some(RedLineClash { red_lines: vec![0, 2], fewest: true }));
        assert_eq!(left(&space, &lines[..1]).unwrap().to_string(), format!("5{}", "0".repeat(29)));
    }
}
