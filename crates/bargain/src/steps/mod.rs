//! Utilities in whole steps of a stated scale.
//!
//! With floating point, whether two outcomes tie depends on the order in which their parts are added. So what is compared is
//! compared in whole numbers: what each option adds is rounded once to steps of 1/scale, and sums are exact from there on.

mod apart;
mod blocks;
mod extremes;
mod scale;

use crate::scenario::Scenario;
use crate::space::{Rule, Space, Uncountable, Walk};
use crate::utility::Profile;
use apart::Apart;
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
    /// How many of the blocks, the last ones, stand for no issue of the space.
    apart: usize,
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
            apart: 0,
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
        Worths::new(scenario, blocks::MOST)?.in_steps(scenario, scale)
    }

    /// A scenario in steps that are as fine as they need to be: the smallest scale at which nothing is rounded, up to 10¹²
    /// where there are at most 10⁶ outcomes and up to 10⁴ where there are more; or else 10⁹ and 10⁴.
    ///
    /// Cost and errors: as [`Steps::new`].
    pub fn fitting(scenario: &Scenario) -> Result<Self, NotInSteps> {
        let worths = Worths::new(scenario, blocks::MOST)?;
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
        package.truncate(package.len() - self.apart);
        package
    }

    /// How many parties there are.
    #[must_use]
    pub fn parties(&self) -> usize {
        self.parties
    }

    /// How many issues there are; issues of a space that depend on each other count as one, and what is paid for several that do
    /// not count as one may be another.
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
            apart: self.apart,
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
    apart: Vec<Apart>,
    tables: Vec<Vec<f64>>,
    base: Vec<f64>,
}

impl Worths {
    /// Blocks have at most so many values.
    fn new(scenario: &Scenario, most: u64) -> Result<Self, NotInSteps> {
        let Scenario { space, profiles } = scenario;
        let (blocks, apart) = blocks::of(scenario, most)?;
        let of_issues = blocks.len() - apart.len();
        let mut block_of = vec![0; space.issues.len()];
        for (at, block) in blocks[..of_issues].iter().enumerate() {
            block.each_issue().for_each(|issue| block_of[issue] = at);
        }
        let mut base = vec![0.0; profiles.len()];
        let mut by_block: Vec<Vec<Vec<Part>>> =
            blocks.iter().map(|_| profiles.iter().map(|_| Vec::new()).collect()).collect();
        let anything = space.outcome(&vec![0; space.issues.len()]);
        for (party, profile) in profiles.iter().enumerate() {
            for part in blocks::parts(&profile.utility) {
                let mut issues = part.issues(space);
                match issues.next() {
                    Some(issue) if issues.all(|other| block_of[other] == block_of[issue]) => {
                        drop(issues);
                        by_block[block_of[issue]][party].push(part);
                    }
                    // It stands apart.
                    Some(_) => {}
                    None => base[party] += part.of(&anything),
                }
            }
        }
        let mut package = vec![0; space.issues.len()];
        let tables = blocks[..of_issues].iter().zip(&by_block).map(|(block, parts)| {
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
        let tables = tables.chain(apart.iter().map(|apart| apart.table(profiles.len()))).collect();
        Ok(Self { tables, blocks, apart, base })
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
        let (walk, has_rules) = walk(&self.blocks, &self.apart, space);
        // What is off by less than the numbers of a file are is not rounding.
        let rounding = farthest.into_iter().fold(0.0, f64::max);
        let rounding = if rounding < 1e-13 { 0.0 } else { rounding };
        Ok(Steps {
            scale,
            parties,
            base,
            cap,
            issues,
            walk,
            has_rules,
            blocks: self.blocks,
            apart: self.apart.len(),
            rounding,
        })
    }
}

/// The way through the blocks that keeps to the rules of the space, and by which what stands apart is decided behind the last
/// issue that it is about; and whether there is any rule.
fn walk(blocks: &[Block], apart: &[Apart], space: &Space) -> (Walk, bool) {
    let of_issues = blocks.len() - apart.len();
    let about: Vec<Rule> = space.rules.iter().cloned().chain(apart.iter().map(Apart::inside)).collect();
    let about = blocks::rules(&blocks[..of_issues], &about);
    let mut order = Vec::with_capacity(blocks.len());
    let mut waiting: Vec<(usize, Vec<usize>)> = (of_issues..)
        .zip(&about[space.rules.len()..])
        .map(|(at, rule)| (at, rule.issues().collect()))
        .collect();
    for block in Walk::new(of_issues, &about).order() {
        order.push(*block);
        for (_, issues) in &mut waiting {
            issues.retain(|issue| issue != block);
        }
        order.extend(waiting.extract_if(.., |(_, issues)| issues.is_empty()).map(|(at, _)| at));
    }
    let ties = (space.issues.len()..).zip(apart).flat_map(|(number, apart)| apart.rules(number));
    let rules: Vec<Rule> = space.rules.iter().cloned().chain(ties).collect();
    (Walk::along(order, &blocks::rules(blocks, &rules)), !rules.is_empty())
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
mod tests;
