//! Utilities in whole steps of a stated scale.
//!
//! With floating point, whether two outcomes tie depends on the order in which their parts are added. So what is compared is
//! compared in whole numbers: what each option adds is rounded once to steps of 1/scale, and sums are exact from there on.

use crate::scenario::Scenario;
use crate::space::{Uncountable, Walk};
use crate::utility::Profile;

/// What each value of each issue adds for each party, in steps; and the rules that choices must keep to.
///
/// An outcome's steps for a party are its `base` and what each choice adds, cut at `cap`.
#[derive(Debug, Clone)]
pub struct Steps {
    scale: u64,
    parties: usize,
    base: Vec<i64>,
    cap: Vec<Option<i64>>,
    issues: Vec<Vec<i64>>,
    walk: Walk,
    has_rules: bool,
}

/// Why a scenario cannot be looked at in steps.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotInSteps {
    /// Outcomes cannot be gone through.
    #[error(transparent)]
    Uncountable(#[from] Uncountable),
    /// Too many values in one issue.
    #[error(
        "the issue {issue:?} has {values} values, more than {MOST} can be looked at one by one: say in how many steps it is to be looked at"
    )]
    TooManyValues {
        /// The issue.
        issue: String,
        /// How many.
        values: u64,
    },
    /// What an outcome is worth is not the sum of what its parts are.
    #[error(
        "what an outcome is worth to {0:?} is not the sum of what each issue adds: its outcomes have to be gone through one by one"
    )]
    NotAdditive(String),
    /// Numbers too large for the scale.
    #[error("the utilities of {party:?} are too large for a scale of {scale}: ask for a smaller scale")]
    TooLarge {
        /// Whose.
        party: String,
        /// The scale asked for.
        scale: u64,
    },
}

/// How many values of one issue are looked at one by one.
const MOST: u64 = 1 << 20;

/// How many steps from nothing a sum may be, so that no sum of two overflows.
const FARTHEST: f64 = (1u64 << 60) as f64;

impl Steps {
    /// Steps given directly: `issues[i][v * parties + p]` is what value `v` of issue `i` adds for party `p`.
    ///
    /// # Panics
    ///
    /// Never; tables that do not fit `parties` are cut to whole values.
    #[must_use]
    pub fn from_tables(scale: u64, parties: usize, issues: Vec<Vec<i64>>) -> Self {
        let walk = Walk::new(issues.len(), &[]);
        Self {
            scale,
            parties,
            base: vec![0; parties],
            cap: vec![None; parties],
            issues,
            walk,
            has_rules: false,
        }
    }

    /// A scenario of additive utilities, in steps of 1/`scale`.
    ///
    /// Cost: parties × values.
    ///
    /// # Errors
    ///
    /// Where an issue has real or too many values, or utilities too large for the scale.
    pub fn new(scenario: &Scenario, scale: u64) -> Result<Self, NotInSteps> {
        let Scenario { space, profiles } = scenario;
        let parties = profiles.len();
        let additive = profiles
            .iter()
            .map(|profile| {
                profile.utility.additive().ok_or_else(|| NotInSteps::NotAdditive(profile.name.clone()))
            })
            .collect::<Result<Vec<_>, _>>()?;
        let mut issues = Vec::with_capacity(space.issues.len());
        for (at, issue) in space.issues.iter().enumerate() {
            let values = issue.values.count().ok_or_else(|| Uncountable::Real(issue.name.clone()))?;
            if values > MOST {
                return Err(NotInSteps::TooManyValues { issue: issue.name.clone(), values });
            }
            let mut table = Vec::with_capacity(usize::try_from(values).unwrap_or(0) * parties);
            for value in space.values(at) {
                for (profile, additive) in profiles.iter().zip(&additive) {
                    table.push(steps(profile, additive.terms[at].of(value), scale)?);
                }
            }
            issues.push(table);
        }
        let mut base = Vec::with_capacity(parties);
        let mut cap = Vec::with_capacity(parties);
        for (profile, additive) in profiles.iter().zip(&additive) {
            base.push(steps(profile, additive.bias, scale)?);
            cap.push(additive.at_most.map(|most| steps(profile, most, scale)).transpose()?);
        }
        let walk = Walk::new(space.issues.len(), &space.rules);
        Ok(Self { scale, parties, base, cap, issues, walk, has_rules: !space.rules.is_empty() })
    }

    /// How many steps there are in one unit of utility.
    #[must_use]
    pub fn scale(&self) -> u64 {
        self.scale
    }

    /// How many parties there are.
    #[must_use]
    pub fn parties(&self) -> usize {
        self.parties
    }

    /// How many issues there are.
    #[must_use]
    pub fn issues(&self) -> usize {
        self.issues.len()
    }

    /// How many values the issue has.
    #[must_use]
    pub fn values(&self, issue: usize) -> usize {
        self.issues[issue].len() / self.parties.max(1)
    }

    /// What the value adds for each party.
    #[must_use]
    pub fn adds(&self, issue: usize, value: usize) -> &[i64] {
        &self.issues[issue][value * self.parties..(value + 1) * self.parties]
    }

    /// What each party has before anything is chosen.
    #[must_use]
    pub fn base(&self) -> &[i64] {
        &self.base
    }

    /// What the sum of each party is cut at.
    #[must_use]
    pub fn cap(&self) -> &[Option<i64>] {
        &self.cap
    }

    /// The way through the issues that keeps to the rules.
    #[must_use]
    pub fn walk(&self) -> &Walk {
        &self.walk
    }

    /// Whether any choices exclude each other.
    #[must_use]
    pub fn has_rules(&self) -> bool {
        self.has_rules
    }

    /// The same for some of the parties, in the order given.
    #[must_use]
    pub fn among(&self, parties: &[usize]) -> Self {
        let pick = |values: &[i64]| -> Vec<i64> { parties.iter().map(|&party| values[party]).collect() };
        Self {
            scale: self.scale,
            parties: parties.len(),
            base: pick(&self.base),
            cap: parties.iter().map(|&party| self.cap[party]).collect(),
            issues: self
                .issues
                .iter()
                .map(|table| table.chunks_exact(self.parties.max(1)).flat_map(pick).collect())
                .collect(),
            walk: self.walk.clone(),
            has_rules: self.has_rules,
        }
    }

    /// Whether these choices break no rule.
    #[must_use]
    pub fn allows(&self, places: &[u32]) -> bool {
        let choose = |open, (at, &issue): (usize, &usize)| self.walk.choose(at, &open, places[issue]);
        !self.has_rules || self.walk.order().iter().enumerate().try_fold(self.walk.start(), choose).is_some()
    }

    /// What these choices are worth to each party.
    #[must_use]
    pub fn of(&self, places: &[u32]) -> Vec<i64> {
        let mut sum = self.base.clone();
        for (issue, &place) in places.iter().enumerate() {
            for (sum, adds) in sum.iter_mut().zip(self.adds(issue, place as usize)) {
                *sum += adds;
            }
        }
        for (sum, cap) in sum.iter_mut().zip(&self.cap) {
            *sum = cap.map_or(*sum, |cap| cap.min(*sum));
        }
        sum
    }
}

/// A utility in whole steps, halves away from nothing.
fn steps(profile: &Profile, utility: f64, scale: u64) -> Result<i64, NotInSteps> {
    #[expect(clippy::cast_precision_loss, reason = "a scale is far below what f64 counts exactly")]
    let steps = (utility * scale as f64).round();
    if steps.abs() < FARTHEST {
        #[expect(clippy::cast_possible_truncation, reason = "whole and in range")]
        return Ok(steps as i64);
    }
    Err(NotInSteps::TooLarge { party: profile.name.clone(), scale })
}
