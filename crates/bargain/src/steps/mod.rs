//! Utilities in whole steps of a stated scale.
//!
//! With floating point, whether two outcomes tie depends on the order in which their parts are added. So what is compared is
//! compared in whole numbers: what each option adds is rounded once to steps of 1/scale, and sums are exact from there on.

mod blocks;
mod scale;

use crate::scenario::Scenario;
use crate::space::{Uncountable, Walk};
use crate::utility::Profile;
use blocks::{Block, Part};
use num_bigint::BigUint;

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
    /// What the issues are made of where they stand for issues of a space.
    blocks: Vec<Block>,
    rounding: f64,
}

/// Why a scenario cannot be looked at in steps.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotInSteps {
    /// Outcomes cannot be gone through.
    #[error(transparent)]
    Uncountable(#[from] Uncountable),
    /// Too many values in one issue.
    #[error(
        "the issue {issue:?} has {values} values, more than the {most} that can be looked at one by one: say in how many steps it is to be looked at"
    )]
    TooManyValues {
        /// The issue.
        issue: String,
        /// How many.
        values: u64,
        /// How many are looked at one by one.
        most: u64,
    },
    /// Too many issues depend on each other.
    #[error("what {} are worth cannot be told apart, and together they have more values than the {most} that can be looked at one by one: decide some of them first", listed(.issues))]
    Entangled {
        /// The issues.
        issues: Vec<String>,
        /// How many values are looked at one by one.
        most: u64,
    },
    /// Numbers too large for the scale.
    #[error("the utilities of {party:?} are too large for a scale of {scale}: ask for a smaller scale")]
    TooLarge {
        /// Whose.
        party: String,
        /// The scale asked for.
        scale: u64,
    },
}

/// How many steps from nothing a sum may be, so that no sum of two overflows.
const FARTHEST: f64 = (1u64 << 60) as f64;

impl Steps {
    /// Steps given directly: `issues[i][v * parties + p]` is what value `v` of issue `i` adds for party `p`.
    ///
    /// Of a table that does not hold whole values of `parties` numbers, what is left over is not looked at.
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
            blocks: Vec::new(),
            rounding: 0.0,
        }
    }

    /// A scenario in steps of 1/`scale`.
    ///
    /// Cost: parties × values; of issues that depend on each other, all combinations of their values count.
    ///
    /// # Errors
    ///
    /// Where an issue has real or too many values, too many issues depend on each other, or utilities are too large for the scale.
    pub fn new(scenario: &Scenario, scale: u64) -> Result<Self, NotInSteps> {
        Worths::new(scenario)?.in_steps(scenario, scale)
    }

    /// A scenario in steps that are as fine as they need to be: the smallest scale at which nothing is rounded, up to 10¹²
    /// where there are at most 10⁶ outcomes and up to 10⁴ where there are more; or else 10⁹ and 10⁴.
    ///
    /// Cost and errors: as [`Steps::new`].
    pub fn fitting(scenario: &Scenario) -> Result<Self, NotInSteps> {
        let worths = Worths::new(scenario)?;
        let few = scenario.space.outcomes()? <= BigUint::from(scale::FEW_OUTCOMES);
        let numbers = worths.tables.iter().flatten().chain(&worths.base).copied();
        let marks = scenario
            .profiles
            .iter()
            .flat_map(|profile| [profile.reservation, blocks::at_most(&profile.utility)]);
        let (finest, other) = if few { (scale::FINEST, scale::FINE) } else { (scale::COARSE, scale::COARSE) };
        let scale = scale::exact(numbers.chain(marks.flatten()), finest).unwrap_or(other);
        worths.in_steps(scenario, scale)
    }

    /// How many steps there are in one unit of utility.
    #[must_use]
    pub fn scale(&self) -> u64 {
        self.scale
    }

    /// A utility in steps: the nearest whole number of them, as far as numbers go.
    #[must_use]
    pub fn in_steps(&self, utility: f64) -> i64 {
        #[expect(clippy::cast_precision_loss, reason = "a scale is far below what f64 counts exactly")]
        let steps = (utility * self.scale as f64).round().clamp(-FARTHEST, FARTHEST);
        #[expect(clippy::cast_possible_truncation, reason = "whole and in range")]
        return steps as i64;
    }

    /// Steps as a utility.
    #[must_use]
    pub fn in_units(&self, steps: i64) -> f64 {
        unit(steps, self.scale)
    }

    /// The least that each party has in any outcome, rules apart.
    #[must_use]
    pub fn least(&self) -> Vec<i64> {
        let least_of = |party: usize, issue: usize| {
            (0..self.values(issue)).map(|value| self.adds(issue, value)[party]).min().unwrap_or(0)
        };
        let sum = |party: usize| {
            self.base[party] + (0..self.issues()).map(|issue| least_of(party, issue)).sum::<i64>()
        };
        (0..self.parties).map(|party| self.cap[party].map_or(sum(party), |cap| cap.min(sum(party)))).collect()
    }

    /// How far an outcome's steps can be from its utility, for any party; nothing where every part of every utility is a
    /// whole number of steps.
    #[must_use]
    pub fn rounding(&self) -> f64 {
        self.rounding
    }

    /// The place of each issue's value in the space, given those of the blocks that the steps are about.
    #[must_use]
    pub fn package(&self, places: &[u32]) -> Vec<u32> {
        if self.blocks.is_empty() {
            return places.to_vec();
        }
        let mut package = vec![0; self.blocks.iter().map(Block::issues).sum()];
        for (block, &place) in self.blocks.iter().zip(places) {
            block.unpack(place, &mut package);
        }
        package
    }

    /// How many parties there are.
    #[must_use]
    pub fn parties(&self) -> usize {
        self.parties
    }

    /// How many issues there are; issues of a space that depend on each other count as one.
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
            blocks: self.blocks.clone(),
            rounding: self.rounding,
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

/// What each value of each block adds for each party, as its profile has it.
struct Worths {
    blocks: Vec<Block>,
    tables: Vec<Vec<f64>>,
    base: Vec<f64>,
}

impl Worths {
    fn new(scenario: &Scenario) -> Result<Self, NotInSteps> {
        let Scenario { space, profiles } = scenario;
        let blocks = blocks::of(scenario)?;
        let mut block_of = vec![0; space.issues.len()];
        for (at, block) in blocks.iter().enumerate() {
            block.each_issue().for_each(|issue| block_of[issue] = at);
        }
        let mut base = vec![0.0; profiles.len()];
        let mut by_block: Vec<Vec<Vec<Part>>> =
            blocks.iter().map(|_| profiles.iter().map(|_| Vec::new()).collect()).collect();
        let anything = space.outcome(&vec![0; space.issues.len()]);
        for (party, profile) in profiles.iter().enumerate() {
            for part in blocks::parts(&profile.utility) {
                let first = part.issues(space).next();
                match first {
                    Some(issue) => by_block[block_of[issue]][party].push(part),
                    None => base[party] += part.of(&anything),
                }
            }
        }
        let mut package = vec![0; space.issues.len()];
        let tables = blocks.iter().zip(&by_block).map(|(block, parts)| {
            let mut table = Vec::new();
            for place in 0..block.values() {
                block.unpack(place, &mut package);
                let outcome = space.outcome(&package);
                table.extend(
                    parts.iter().map(|parts| parts.iter().map(|part| part.of(&outcome)).sum::<f64>()),
                );
            }
            block.unpack(0, &mut package);
            table
        });
        Ok(Self { tables: tables.collect(), blocks, base })
    }

    fn in_steps(self, scenario: &Scenario, scale: u64) -> Result<Steps, NotInSteps> {
        let Scenario { space, profiles } = scenario;
        let parties = profiles.len();
        let mut farthest = vec![0.0; parties];
        let mut issues = Vec::with_capacity(self.tables.len());
        for table in &self.tables {
            let mut in_steps = Vec::with_capacity(table.len());
            let mut off = vec![0.0f64; parties];
            for worths in table.chunks_exact(parties.max(1)) {
                for ((profile, &worth), off) in profiles.iter().zip(worths).zip(&mut off) {
                    let rounded = steps(profile, worth, scale)?;
                    *off = off.max((worth - unit(rounded, scale)).abs());
                    in_steps.push(rounded);
                }
            }
            farthest.iter_mut().zip(off).for_each(|(farthest, off)| *farthest += off);
            issues.push(in_steps);
        }
        let base = profiles
            .iter()
            .zip(&self.base)
            .map(|(profile, &base)| steps(profile, base, scale))
            .collect::<Result<_, _>>()?;
        let cap = profiles
            .iter()
            .map(|profile| {
                blocks::at_most(&profile.utility).map(|most| steps(profile, most, scale)).transpose()
            })
            .collect::<Result<_, _>>()?;
        let walk = Walk::new(self.blocks.len(), &blocks::rules(&self.blocks, &space.rules));
        // What is off by less than the numbers of a file are is not rounding.
        let rounding = farthest.into_iter().fold(0.0, f64::max);
        let rounding = if rounding < 1e-13 { 0.0 } else { rounding };
        let has_rules = !space.rules.is_empty();
        Ok(Steps { scale, parties, base, cap, issues, walk, has_rules, blocks: self.blocks, rounding })
    }
}

/// Names as a message lists them.
fn listed(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().take(8).map(|name| format!("{name:?}")).collect();
    let more = names.len().saturating_sub(8);
    if more == 0 { quoted.join(", ") } else { format!("{} and {more} more", quoted.join(", ")) }
}

#[expect(clippy::cast_precision_loss, reason = "steps of utilities are far below what f64 counts exactly")]
fn unit(steps: i64, scale: u64) -> f64 {
    steps as f64 / scale as f64
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::space::{Issue, Outcome, Rule, Space, Values};
    use crate::utility::{
        Additive, Aggregate, Bound, Evaluator, HyperRectangle, Nested, Pays, Table, Take, Term, Utility,
    };
    use proptest::prelude::*;

    fn space(counts: &[u32], rules: Vec<Rule>) -> Space {
        let values = |count: &u32| Values::Integers { low: 0, high: i64::from(*count) - 1 };
        let issues = counts
            .iter()
            .enumerate()
            .map(|(at, count)| Issue { name: at.to_string(), values: values(count) })
            .collect();
        Space::with_rules("", issues, rules).unwrap()
    }

    fn profile(utility: Utility) -> Profile {
        Profile { name: "party".into(), utility, reservation: None, discount: 1.0 }
    }

    fn rectangle(worth: f64, bounds: &[(usize, u32, u32)]) -> HyperRectangle {
        let bound = |&(issue, low, high): &(usize, u32, u32)| Bound {
            issue,
            low: f64::from(low),
            high: f64::from(high),
        };
        HyperRectangle { worth, weight: 1.0, pays: Pays::Inside, bounds: bounds.iter().map(bound).collect() }
    }

    fn sum(rectangles: Vec<HyperRectangle>, parts: Vec<Aggregate>, take: Take) -> Aggregate {
        Aggregate { take, weight: 1.0, rectangles, parts }
    }

    /// Every allowed package by the places of the issues, with its steps by way of the blocks.
    fn all(steps: &Steps) -> Vec<(Vec<u32>, Vec<i64>)> {
        let mut all = vec![vec![]];
        for issue in 0..steps.issues() {
            let places = 0..u32::try_from(steps.values(issue)).unwrap();
            all = all
                .iter()
                .flat_map(|start: &Vec<u32>| {
                    places.clone().map(move |place| [start.as_slice(), &[place]].concat())
                })
                .collect();
        }
        all.into_iter()
            .filter(|places| steps.allows(places))
            .map(|places| (steps.package(&places), steps.of(&places)))
            .collect()
    }

    #[test]
    fn issues_that_no_party_ties_together_stay_apart() {
        let nested = Nested {
            whole: sum(
                vec![rectangle(2.0, &[(0, 0, 1), (2, 1, 1)]), rectangle(1.0, &[(1, 0, 0)])],
                vec![],
                Take::Sum,
            ),
            divisor: 1.0,
            at_most: None,
        };
        let scenario = Scenario {
            space: space(&[3, 2, 2, 4], vec![]),
            profiles: vec![profile(Utility::Nested(nested))],
        };
        let steps = Steps::new(&scenario, 1).unwrap();
        assert_eq!((0..steps.issues()).map(|issue| steps.values(issue)).collect::<Vec<_>>(), [6, 2, 4]);
    }

    #[test]
    fn issues_that_are_too_many_to_be_looked_at_together_are_named() {
        let bounds: Vec<(usize, u32, u32)> = (0..10).map(|issue| (issue, 0, 1)).collect();
        let nested = Nested {
            whole: sum(vec![rectangle(1.0, &bounds)], vec![], Take::Sum),
            divisor: 1.0,
            at_most: None,
        };
        let scenario =
            Scenario { space: space(&[10; 10], vec![]), profiles: vec![profile(Utility::Nested(nested))] };
        assert_eq!(
            Steps::new(&scenario, 1).unwrap_err().to_string(),
            "what \"0\", \"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\" and 2 more are worth cannot be told apart, and together they have \
             more values than the 1048576 that can be looked at one by one: decide some of them first"
        );
    }

    #[test]
    fn steps_are_as_fine_as_nothing_is_rounded_by() {
        let additive = |worths: Vec<f64>| {
            Utility::Additive(Additive {
                terms: vec![Term { weight: 0.5, evaluator: Evaluator::Table(worths) }],
                bias: 0.0,
                at_most: Some(1.0),
            })
        };
        let scenario = |worths| Scenario {
            space: Space::new(
                "",
                vec![Issue { name: "price".into(), values: Values::Options(vec!["a".into(), "b".into()]) }],
            )
            .unwrap(),
            profiles: vec![profile(additive(worths))],
        };
        let exact = Steps::fitting(&scenario(vec![1.0 / 3.0, 0.25])).unwrap();
        assert_eq!((exact.scale(), exact.rounding()), (24, 0.0));
        let irrational = vec![std::f64::consts::FRAC_1_PI, std::f64::consts::FRAC_1_SQRT_2];
        let rounded = Steps::fitting(&scenario(irrational)).unwrap();
        assert_eq!(rounded.scale(), 1_000_000_000);
        assert!(rounded.rounding() > 0.0 && rounded.rounding() <= 0.5e-9);
    }

    proptest! {
        #[test]
        fn through_blocks_every_outcome_is_worth_what_its_profile_says(
            counts in prop::collection::vec(1u32..4, 1..5),
            rectangles in prop::collection::vec((0i8..9, prop::collection::vec((0usize..5, 0u32..4, 0u32..4), 0..3), any::<bool>()), 0..5),
            listed in prop::collection::vec((prop::collection::vec(0u32..4, 5), 0i8..9), 0..4),
            ruled in prop::collection::vec(prop::collection::vec((0usize..5, 0u32..4), 1..4), 0..3),
            with_table in any::<bool>(),
        ) {
            let fit = |(issue, place): (usize, u32)| { let issue = issue % counts.len(); (issue, place % counts[issue]) };
            let rules = ruled.into_iter().map(|values| Rule::never_together(values.into_iter().map(fit))).collect();
            let (mut plain, mut least) = (vec![], vec![]);
            for (worth, bounds, compared) in rectangles {
                let bounds: Vec<_> = bounds.into_iter().map(|(issue, low, high)| (issue % counts.len(), low.min(high), low.max(high))).collect();
                if compared { &mut least } else { &mut plain }.push(rectangle(f64::from(worth), &bounds));
            }
            let parts = if least.is_empty() { vec![] } else { vec![sum(least, vec![], Take::Least)] };
            let nested = Nested { whole: sum(plain, parts, Take::Sum), divisor: 1.0, at_most: Some(12.0) };
            let space = space(&counts, rules);
            let mut profiles = vec![profile(Utility::Nested(nested))];
            if with_table {
                let mut table = Table::new(1.0);
                for (places, worth) in listed {
                    let places: Vec<u32> = counts.iter().zip(places).map(|(count, place)| place % count).collect();
                    table.list(&space.outcome(&places), f64::from(worth));
                }
                profiles.push(profile(Utility::Table(table)));
            }
            let scenario = Scenario { space, profiles };
            let steps = Steps::new(&scenario, 1).unwrap();
            let all = all(&steps);
            prop_assert_eq!(BigUint::from(all.len()), scenario.space.outcomes().unwrap());
            for (package, worth) in all {
                prop_assert!(scenario.space.allows(&package));
                let outcome: Outcome = scenario.space.outcome(&package);
                #[expect(clippy::cast_possible_truncation, reason = "small whole numbers")]
                let expected: Vec<i64> = scenario.profiles.iter().map(|profile| profile.utility.of(&outcome) as i64).collect();
                prop_assert_eq!(worth, expected);
            }
        }
    }
}
