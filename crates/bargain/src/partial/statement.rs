//! What a party said of packages, and how it was meant.

use crate::space::{Space, Values};
use serde::Serialize;
use std::fmt::Write as _;

/// Choices for one or more issues; the others are left open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Partial {
    /// Issue and place of its value, by issue, each issue once.
    choices: Vec<(usize, u32)>,
}

/// Why choices make no partial package.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartialError {
    /// It says nothing.
    #[error("no value is named: name at least one")]
    Nothing,
    /// An issue that is not there.
    #[error("issue number {0} is named, and there are not that many")]
    NoSuchIssue(usize),
    /// A value that is not there.
    #[error("value number {place} of the issue {issue:?} is named, which has not that many")]
    NoSuchPlace {
        /// The issue.
        issue: String,
        /// The place named.
        place: u32,
    },
    /// Two values of one issue.
    #[error("two values are named for the issue {0:?}: a package has one")]
    Twice(String),
    /// An issue of real numbers.
    #[error(
        "{0:?} is decided as a real number, and statements need values that can be counted: discretise it first"
    )]
    Real(String),
}

impl Partial {
    /// These choices, each an issue and the place of its value.
    ///
    /// # Errors
    ///
    /// Where there is none, one is not there, or two are of one issue.
    pub fn new(space: &Space, choices: impl IntoIterator<Item = (usize, u32)>) -> Result<Self, PartialError> {
        let mut choices: Vec<(usize, u32)> = choices.into_iter().collect();
        choices.sort_unstable();
        let partial = Self { choices };
        partial.fits(space).map(|()| partial)
    }

    /// The package that has these places, one an issue.
    ///
    /// # Errors
    ///
    /// As [`Partial::new`].
    pub fn whole(space: &Space, places: &[u32]) -> Result<Self, PartialError> {
        Self::new(space, places.iter().copied().enumerate())
    }

    /// Whether it is one of this space.
    pub(super) fn fits(&self, space: &Space) -> Result<(), PartialError> {
        if self.choices.is_empty() {
            return Err(PartialError::Nothing);
        }
        for &(issue, place) in &self.choices {
            let is = space.issues.get(issue).ok_or(PartialError::NoSuchIssue(issue))?;
            if let Values::Reals { .. } = is.values {
                return Err(PartialError::Real(is.name.clone()));
            }
            if u64::from(place) >= is.values.count().unwrap_or(0) {
                return Err(PartialError::NoSuchPlace { issue: is.name.clone(), place });
            }
        }
        match self.choices.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            Some(pair) => Err(PartialError::Twice(space.issues[pair[0].0].name.clone())),
            None => Ok(()),
        }
    }

    /// Its choices by issue, each issue once.
    #[must_use]
    pub fn choices(&self) -> &[(usize, u32)] {
        &self.choices
    }

    /// The place that it has in an issue, if it has one.
    #[must_use]
    pub fn at(&self, issue: usize) -> Option<u32> {
        self.choices.binary_search_by_key(&issue, |choice| choice.0).ok().map(|at| self.choices[at].1)
    }

    /// Whether a package has all its choices.
    #[must_use]
    pub fn is_in(&self, package: &[u32]) -> bool {
        self.choices.iter().all(|&(issue, place)| package.get(issue) == Some(&place))
    }

    /// Whether both speak of the same issues.
    pub(super) fn same_issues(&self, other: &Partial) -> bool {
        self.choices.iter().map(|choice| choice.0).eq(other.choices.iter().map(|choice| choice.0))
    }

    /// Its choices by the names that the space has for them: `gates: both, hours: 06–22`.
    #[must_use]
    pub fn words(&self, space: &Space) -> String {
        let mut words = String::new();
        for (at, &(issue, place)) in self.choices.iter().enumerate() {
            let (comma, name) = (if at == 0 { "" } else { ", " }, &space.issues[issue].name);
            let _ = write!(words, "{comma}{name}: {}", called(space, issue, place));
        }
        words
    }
}

/// What the value at this place of an issue is called.
fn called(space: &Space, issue: usize, place: u32) -> String {
    space.called(issue, space.at(issue, place))
}

/// What is meant by "A first", "A over B".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// Where two packages differ in this alone (*ceteris paribus*).
    AllElseEqual,
    /// Every package with the one over every package with the other, however the rest is decided in either.
    WhateverElse,
    /// The one is to come before the other in time. Kept and told; nothing on worth follows from it.
    InTime,
}

/// Whether a tie is meant to be possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Worth more.
    Over,
    /// Not worth less.
    NotWorse,
}

/// A share or a multiple, exactly as it was said: 3 of 10, 25 of 100, 2 of 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Fraction {
    /// How many parts.
    pub parts: u32,
    /// Of how many that make one.
    pub of: u32,
}

impl Fraction {
    fn at_most(self, other: Fraction) -> bool {
        u64::from(self.parts) * u64::from(other.of) <= u64::from(other.parts) * u64::from(self.of)
    }
}

/// One thing that a party said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The caller's name for it, by which answers can be traced.
    pub id: String,
    /// What.
    pub says: Says,
}

/// What a statement says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// One partial package over another.
    Prefers {
        /// The one preferred.
        better: Partial,
        /// The other.
        worse: Partial,
        /// Whether they may tie.
        strength: Strength,
        /// How it was meant.
        reading: Reading,
    },
    /// This whole package is not worse than no agreement.
    Accepts(Partial),
    /// No agreement is better than this whole package.
    PrefersNoAgreement(Partial),
    /// Nothing in this issue is worse than `worst` and nothing better than `best`.
    Extremes {
        /// The issue.
        issue: usize,
        /// Place of the worst value; others may be as bad.
        worst: u32,
        /// Place of the best value; others may be as good.
        best: u32,
    },
    /// Going from one partial package to another, all else equal, is this much of all that can be gained: of the sum over
    /// all issues of what lies between the worst and the best value of each. The weight of an issue is the share of going
    /// from its worst to its best value.
    Share {
        /// From here.
        from: Partial,
        /// To here.
        to: Partial,
        /// At least.
        low: Fraction,
        /// At most.
        high: Fraction,
    },
    /// Going from one partial package to another, all else equal, is this many times worth going from a third to a fourth.
    Times {
        /// From here.
        from: Partial,
        /// To here.
        to: Partial,
        /// At least.
        low: Fraction,
        /// At most; nothing if no more was said.
        high: Option<Fraction>,
        /// Compared with going from here.
        than_from: Partial,
        /// To here.
        than_to: Partial,
    },
}

/// Why a statement cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// A package that is none.
    #[error(transparent)]
    Partial(#[from] PartialError),
    /// All else cannot be equal.
    #[error(
        "the two sides speak of different issues, so all else cannot be equal: name the same issues on both, or mean \"whatever else\""
    )]
    DifferentIssues,
    /// A whole package is needed.
    #[error("only a whole package can be compared with no agreement: the issue {0:?} is left open")]
    Open(String),
    /// An interval that is none.
    #[error("from {}/{} to {}/{} is no interval: give the lower bound first, and no part of nothing", .low.parts, .low.of, .high.parts, .high.of)]
    Interval {
        /// As given.
        low: Fraction,
        /// As given.
        high: Fraction,
    },
    /// A share that needs to know all that can be gained.
    #[error(
        "\"at most a share of the whole\" says something only where the worst and the best value of every issue are known: say them for {0:?}, or compare with another difference"
    )]
    ExtremesNeeded(String),
    /// An issue with more values than can be looked at.
    #[error("the issue {0:?} has more than {MOST_VALUES} values, too many to say the worst and the best of")]
    TooMany(String),
}

/// How many values an issue has at most of which the worst and the best are said.
pub(super) const MOST_VALUES: u64 = 10_000;

impl Says {
    /// The partial packages that it speaks of.
    pub(super) fn partials(&self) -> Vec<&Partial> {
        match self {
            Says::Prefers { better, worse, .. } => vec![better, worse],
            Says::Accepts(package) | Says::PrefersNoAgreement(package) => vec![package],
            Says::Extremes { .. } => vec![],
            Says::Share { from, to, .. } => vec![from, to],
            Says::Times { from, to, than_from, than_to, .. } => vec![from, to, than_from, than_to],
        }
    }

    /// Whether it can be said of this space.
    pub(super) fn fits(&self, space: &Space) -> Result<(), Unusable> {
        for partial in self.partials() {
            partial.fits(space)?;
        }
        let same = |one: &Partial, other: &Partial| {
            if one.same_issues(other) { Ok(()) } else { Err(Unusable::DifferentIssues) }
        };
        let interval = |low: Fraction, high: Fraction| {
            let fine = low.of > 0 && high.of > 0 && low.at_most(high);
            if fine { Ok(()) } else { Err(Unusable::Interval { low, high }) }
        };
        match self {
            Says::Prefers { better, worse, reading: Reading::AllElseEqual, .. } => same(better, worse),
            Says::Prefers { .. } => Ok(()),
            Says::Accepts(package) | Says::PrefersNoAgreement(package) => {
                match (0..space.issues.len()).find(|&issue| package.at(issue).is_none()) {
                    Some(open) => Err(Unusable::Open(space.issues[open].name.clone())),
                    None => Ok(()),
                }
            }
            Says::Extremes { issue, worst, best } => {
                for place in [*worst, *best] {
                    Partial { choices: vec![(*issue, place)] }.fits(space)?;
                }
                let is = &space.issues[*issue];
                match is.values.count() {
                    Some(count) if count <= MOST_VALUES => Ok(()),
                    _ => Err(Unusable::TooMany(is.name.clone())),
                }
            }
            Says::Share { from, to, low, high } => same(from, to).and_then(|()| interval(*low, *high)),
            Says::Times { from, to, low, high, than_from, than_to } => {
                same(from, to)?;
                same(than_from, than_to)?;
                interval(*low, high.unwrap_or(*low))
            }
        }
    }
}

impl Statement {
    /// The statement in words, with the names that the space has.
    #[must_use]
    pub fn words(&self, space: &Space) -> String {
        let percent = |share: &Fraction| format!("{}/{}", share.parts, share.of);
        match &self.says {
            Says::Prefers { better, worse, strength, reading } => {
                let relation = match (reading, strength) {
                    (Reading::InTime, _) => "before",
                    (_, Strength::Over) => "over",
                    (_, Strength::NotWorse) => "not worse than",
                };
                let meant = match reading {
                    Reading::AllElseEqual => "all else equal",
                    Reading::WhateverElse => "whatever else",
                    Reading::InTime => "in time",
                };
                format!("{{{}}} {relation} {{{}}}, {meant}", better.words(space), worse.words(space))
            }
            Says::Accepts(package) => format!("{{{}}} not worse than no agreement", package.words(space)),
            Says::PrefersNoAgreement(package) => {
                format!("no agreement over {{{}}}", package.words(space))
            }
            Says::Extremes { issue, worst, best } => {
                let (worst, best) = (called(space, *issue, *worst), called(space, *issue, *best));
                format!("{}: {worst} is worst, {best} is best", space.issues[*issue].name)
            }
            Says::Share { from, to, low, high } => format!(
                "from {{{}}} to {{{}}} is {} to {} of all that can be gained",
                from.words(space),
                to.words(space),
                percent(low),
                percent(high)
            ),
            Says::Times { from, to, low, high, than_from, than_to } => format!(
                "from {{{}}} to {{{}}} is worth {}{} times from {{{}}} to {{{}}}",
                from.words(space),
                to.words(space),
                if high.is_none() { "at least " } else { "" },
                high.as_ref()
                    .map_or_else(|| percent(low), |high| format!("{} to {}", percent(low), percent(high))),
                than_from.words(space),
                than_to.words(space)
            ),
        }
    }
}
