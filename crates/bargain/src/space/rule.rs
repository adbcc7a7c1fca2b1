//! Rules of a space: which choices cannot be agreed together.

use crate::space::{Issue, Values};

/// A combination that cannot be agreed: for each of its issues, any of these places. An outcome breaks the rule if every one
/// of its issues is decided at one of the places given for it.
///
/// Both kinds of rules that texts have are of this form: [`Rule::never_together`] and [`Rule::needs`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rule {
    parts: Vec<Part>,
}

/// The places of one issue that take part in a forbidden combination.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Part {
    /// The issue's place in the space.
    pub(crate) issue: usize,
    /// Places of its values, ascending; or all but these.
    pub(crate) places: Vec<u32>,
    /// Whether `places` are those left out.
    pub(crate) all_but: bool,
}

impl Part {
    /// Whether a value's place is one of those meant.
    pub(crate) fn holds(&self, place: u32) -> bool {
        self.places.binary_search(&place).is_ok() != self.all_but
    }

    /// Whether every place meant is meant by the other; may say no where only the number of values would tell.
    pub(crate) fn within(&self, other: &Self) -> bool {
        match (self.all_but, other.all_but) {
            (false, _) => self.places.iter().all(|&place| other.holds(place)),
            (true, true) => other.places.iter().all(|&place| !self.holds(place)),
            (true, false) => false,
        }
    }
}

/// Why a rule does not fit a space.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// It says nothing.
    #[error("a rule names no issue: name at least one value that is excluded")]
    Nothing,
    /// It names an issue that is not there.
    #[error("a rule names issue number {0}, and there are not that many")]
    NoSuchIssue(usize),
    /// It names a value that is not there.
    #[error("a rule names value number {place} of the issue {issue:?}, which has not that many")]
    NoSuchPlace {
        /// The issue.
        issue: String,
        /// The place named.
        place: u32,
    },
    /// It is about an issue of real numbers.
    #[error(
        "a rule is about {0:?}, which is decided as a real number: rules need values that can be counted"
    )]
    Real(String),
}

impl Rule {
    /// These values, given by the places of their issues and their own places in them, cannot all be chosen together. An
    /// issue that is named several times is meant with any of its places.
    #[must_use]
    pub fn never_together(values: impl IntoIterator<Item = (usize, u32)>) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        for (issue, place) in values {
            match parts.iter_mut().find(|part| part.issue == issue) {
                Some(part) => {
                    if let Err(at) = part.places.binary_search(&place) {
                        part.places.insert(at, place);
                    }
                }
                None => parts.push(Part { issue, places: vec![place], all_but: false }),
            }
        }
        Self { parts }
    }

    /// The first value can be chosen only with the second.
    #[must_use]
    pub fn needs((issue, place): (usize, u32), (other, needed): (usize, u32)) -> Self {
        Self {
            parts: vec![
                Part { issue, places: vec![place], all_but: false },
                Part { issue: other, places: vec![needed], all_but: true },
            ],
        }
    }

    /// A combination given by the places, ascending, that take part in it, each issue once.
    pub(crate) fn of_sets(sets: impl IntoIterator<Item = (usize, Vec<u32>)>) -> Self {
        Self {
            parts: sets.into_iter().map(|(issue, places)| Part { issue, places, all_but: false }).collect(),
        }
    }

    /// Where all these values are chosen (of an issue that is named several times any of its places), the other issue must be
    /// decided at one of the places `needed`.
    #[must_use]
    pub fn requires(
        chosen: impl IntoIterator<Item = (usize, u32)>,
        other: usize,
        mut needed: Vec<u32>,
    ) -> Self {
        needed.sort_unstable();
        needed.dedup();
        let mut rule = Self::never_together(chosen);
        rule.parts.push(Part { issue: other, places: needed, all_but: true });
        rule
    }

    /// The same rule where issues are numbered otherwise; no two of its issues may become one.
    pub(crate) fn renumbered(&self, number: impl Fn(usize) -> usize) -> Self {
        let renumber = |part: &Part| Part { issue: number(part.issue), ..part.clone() };
        Self { parts: self.parts.iter().map(renumber).collect() }
    }

    /// This combination can be chosen only where another issue is decided at this place.
    pub(crate) fn unless_decided(mut self, other: usize, place: u32) -> Self {
        self.parts.push(Part { issue: other, places: vec![place], all_but: true });
        self
    }

    /// Another issue can be decided at this place only where all of this combination is chosen: a rule for each of its issues.
    pub(crate) fn parts_needed_by(&self, other: usize, place: u32) -> Vec<Self> {
        let needed = |part: &Part| Self {
            parts: vec![
                Part { issue: other, places: vec![place], all_but: false },
                Part { all_but: !part.all_but, ..part.clone() },
            ],
        };
        self.parts.iter().map(needed).collect()
    }

    /// The issues that it is about.
    pub fn issues(&self) -> impl Iterator<Item = usize> + '_ {
        self.parts.iter().map(|part| part.issue)
    }

    /// Whether an outcome, given by the place of each issue's value, breaks it. A linear scan of its parts.
    #[must_use]
    pub fn broken_by(&self, places: &[u32]) -> bool {
        self.parts.iter().all(|part| places.get(part.issue).is_some_and(|&place| part.holds(place)))
    }

    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether it speaks of issues and values that there are.
    pub(crate) fn fits(&self, issues: &[Issue]) -> Result<(), RuleError> {
        if self.parts.is_empty() {
            return Err(RuleError::Nothing);
        }
        for part in &self.parts {
            let issue = issues.get(part.issue).ok_or(RuleError::NoSuchIssue(part.issue))?;
            if let Values::Reals { .. } = issue.values {
                return Err(RuleError::Real(issue.name.clone()));
            }
            let count = issue.values.count().unwrap_or(0);
            if let Some(&place) = part.places.iter().find(|place| u64::from(**place) >= count) {
                return Err(RuleError::NoSuchPlace { issue: issue.name.clone(), place });
            }
        }
        Ok(())
    }
}
