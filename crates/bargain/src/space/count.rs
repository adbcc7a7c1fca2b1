//! How many outcomes a space has, exactly, however many.

use crate::space::{Space, Values, Walk};
use num_bigint::BigUint;
use std::collections::HashMap;

/// Why the outcomes of a space cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Uncountable {
    /// An issue has real numbers.
    #[error(
        "{0:?} is decided as a real number, so outcomes cannot be counted: say in how many steps it is to be looked at"
    )]
    Real(String),
    /// The rules are too entangled.
    #[error(
        "the rules tie so many issues together that more than {0} cases would have to be kept apart: leave some rules out"
    )]
    Entangled(usize),
}

/// How many sets of open rules are kept apart at most.
const CASES: usize = 1 << 20;

impl Space {
    /// How many outcomes can be agreed: the product of the issues' values, less those that break a rule.
    ///
    /// Cost: without rules one multiplication an issue; with rules, values × sets of rules open together ([`Walk`]).
    ///
    /// # Errors
    ///
    /// Where an issue has real numbers, or the rules are too entangled to count.
    pub fn outcomes(&self) -> Result<BigUint, Uncountable> {
        let counts = self
            .issues
            .iter()
            .map(|issue| issue.values.count().ok_or_else(|| Uncountable::Real(issue.name.clone())))
            .collect::<Result<Vec<u64>, _>>()?;
        if self.rules.is_empty() {
            return Ok(counts.into_iter().map(BigUint::from).product());
        }
        let walk = Walk::new(self.issues.len(), &self.rules);
        let mut cases = HashMap::from([(walk.start(), BigUint::from(1u8))]);
        for (at, &issue) in walk.order().iter().enumerate() {
            if walk.free(at) {
                cases.values_mut().for_each(|ways| *ways *= counts[issue]);
                continue;
            }
            let mut after: HashMap<_, BigUint> = HashMap::with_capacity(cases.len());
            // Values that no rule names are alike: one of them stands for all.
            let (named, like) = self.in_rules(issue, counts[issue]);
            for (open, ways) in &cases {
                for &place in &named {
                    if let Some(open) = walk.choose(at, open, place) {
                        *after.entry(open).or_default() += ways;
                    }
                }
                if let Some((place, how_many)) = like
                    && let Some(open) = walk.choose(at, open, place)
                {
                    *after.entry(open).or_default() += ways * how_many;
                }
            }
            if after.len() > CASES {
                return Err(Uncountable::Entangled(CASES));
            }
            cases = after;
        }
        Ok(cases.into_values().sum())
    }

    /// Whether an outcome breaks no rule. Real numbers are in no rule.
    #[must_use]
    pub fn allows(&self, places: &[u32]) -> bool {
        !self.rules.iter().any(|rule| rule.broken_by(places))
    }

    /// The places of an issue that some rule names, and for all others one of them with how many they are.
    fn in_rules(&self, issue: usize, count: u64) -> (Vec<u32>, Option<(u32, u64)>) {
        let mut named: Vec<u32> = self
            .rules
            .iter()
            .flat_map(|rule| rule.parts())
            .filter(|part| part.issue == issue)
            .flat_map(|part| part.places.iter().copied())
            .collect();
        named.sort_unstable();
        named.dedup();
        let other = (0..)
            .zip(named.iter().map(Some).chain([None]))
            .find(|(at, place)| Some(at) != *place)
            .map_or(0, |(at, _)| at);
        let rest = count - named.len() as u64;
        (named, (rest > 0).then_some((other, rest)))
    }
}

impl Values {
    /// How many values there are, where they are few enough to be gone through one by one.
    #[must_use]
    pub fn places(&self) -> Option<u32> {
        self.count().and_then(|count| u32::try_from(count).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::space::{Issue, Rule};
    use proptest::prelude::*;

    fn space(counts: &[u32], rules: Vec<Rule>) -> Space {
        let issues = counts
            .iter()
            .enumerate()
            .map(|(at, &count)| Issue {
                name: at.to_string(),
                values: Values::Integers { low: 0, high: i64::from(count) - 1 },
            })
            .collect();
        Space::with_rules("", issues, rules).unwrap()
    }

    /// Every outcome of the issues, allowed or not.
    fn all(counts: &[u32]) -> Vec<Vec<u32>> {
        counts.iter().fold(vec![vec![]], |so_far, &count| {
            so_far
                .iter()
                .flat_map(|start| (0..count).map(move |place| [start.as_slice(), &[place]].concat()))
                .collect()
        })
    }

    #[test]
    fn outcomes_are_counted_exactly_however_many_there_are() {
        assert_eq!(space(&[10; 50], vec![]).outcomes().unwrap().to_string(), format!("1{}", "0".repeat(50)));
        // Without (0, 0) in the first two issues, one in a hundred less.
        let rules = vec![Rule::never_together([(0, 0), (1, 0)])];
        assert_eq!(space(&[10; 50], rules).outcomes().unwrap().to_string(), format!("99{}", "0".repeat(48)));
    }

    #[test]
    fn an_issue_of_real_numbers_cannot_be_counted() {
        let real = Issue { name: "price".into(), values: Values::Reals { low: 0.0, high: 1.0 } };
        assert_eq!(Space::new("", vec![real]).unwrap().outcomes(), Err(Uncountable::Real("price".into())));
    }

    proptest! {
        #[test]
        fn outcomes_under_rules_are_those_that_break_none(
            counts in prop::collection::vec(1u32..5, 1..6),
            rules in prop::collection::vec((any::<bool>(), prop::collection::vec((0usize..6, 0u32..5), 1..4)), 0..5),
        ) {
            let fit = |(issue, place): (usize, u32)| { let issue = issue % counts.len(); (issue, place % counts[issue]) };
            let rules: Vec<Rule> = rules.into_iter().map(|(needs, values)| match (needs, values.as_slice()) {
                (true, &[one, other, ..]) if fit(one).0 != fit(other).0 => Rule::needs(fit(one), fit(other)),
                _ => Rule::never_together(values.into_iter().map(fit)),
            }).collect();
            let space = space(&counts, rules);
            let listed = all(&counts).into_iter().filter(|places| space.allows(places)).count();
            prop_assert_eq!(space.outcomes().unwrap(), BigUint::from(listed));
        }
    }
}
