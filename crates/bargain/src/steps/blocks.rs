//! Issues that have to be looked at together.
//!
//! A utility is a sum of parts, each of which depends on some issues: of one where it is additive, of several where a
//! hyper-rectangle bounds several, of all where outcomes are listed. Issues that share a part for any party form one *block*; what
//! a block adds does not depend on the others, so that blocks are to every utility what issues are to an additive one.
//!
//! Where a block would have too many values, the hyper-rectangles in it do not join issues, but stand *apart*: each is an issue
//! of its own behind those of the space, *unpaid* or *paid*, and rules tie it to the values that its bounds speak of. So what
//! it costs to look at depends on how many of them are undecided at a time, and not on how many outcomes there are.

use crate::scenario::Scenario;
use crate::space::{Outcome, Rule, Space, Uncountable};
use crate::steps::NotInSteps;
use crate::steps::apart::Apart;
use crate::utility::{Aggregate, HyperRectangle, Take, Term, Utility};
use std::collections::BTreeSet;

/// Issues that are looked at together; each combination of their values is one value of the block, the first issue's counting
/// slowest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    issues: Vec<usize>,
    counts: Vec<u32>,
}

/// How many values one block is looked at with.
pub(super) const MOST: u64 = 1 << 20;

impl Block {
    /// How many issues it has.
    pub(super) fn issues(&self) -> usize {
        self.issues.len()
    }

    /// Its issues, by their places in the space.
    pub(super) fn each_issue(&self) -> impl Iterator<Item = usize> + '_ {
        self.issues.iter().copied()
    }

    pub(super) fn values(&self) -> u32 {
        self.counts.iter().product()
    }

    /// The places of the block's issues that are its value at `place`, put into `package`.
    pub(super) fn unpack(&self, mut place: u32, package: &mut [u32]) {
        for (&issue, &count) in self.issues.iter().zip(&self.counts).rev() {
            package[issue] = place % count;
            place /= count;
        }
    }
}

/// The blocks of a scenario, in the order of their first issues, and behind them one for each hyper-rectangle that stands apart,
/// in their order.
pub(super) fn of(scenario: &Scenario, most: u64) -> Result<(Vec<Block>, Vec<Apart>), NotInSteps> {
    let space = &scenario.space;
    let counts = space
        .issues
        .iter()
        .map(|issue| {
            let values = issue.values.count().ok_or_else(|| Uncountable::Real(issue.name.clone()))?;
            u32::try_from(values)
                .ok()
                .filter(|&count| u64::from(count) <= most)
                .ok_or_else(|| NotInSteps::TooManyValues { issue: issue.name.clone(), values, most })
        })
        .collect::<Result<Vec<u32>, NotInSteps>>()?;
    let parts: Vec<(usize, Part<'_>)> = scenario
        .profiles
        .iter()
        .enumerate()
        .flat_map(|(party, profile)| parts(&profile.utility).into_iter().map(move |part| (party, part)))
        .collect();
    let mut together = Together::new(counts.len());
    parts.iter().for_each(|(_, part)| together.join_all(part.issues(space)));
    let too_large = together.too_large(&counts, most);
    let mut apart = Vec::new();
    if !too_large.is_empty() {
        let mut fewer = Together::new(counts.len());
        for (party, part) in &parts {
            match part {
                Part::Rectangle(rectangle, factor)
                    if part.issues(space).any(|issue| too_large.contains(&together.root(issue)))
                        && several(rectangle) =>
                {
                    apart.push(Apart::new(space, *party, rectangle, *factor));
                }
                _ => fewer.join_all(part.issues(space)),
            }
        }
        together = fewer;
    }
    if let Some(&root) = together.too_large(&counts, most).first() {
        let issues = (0..counts.len()).filter(|&issue| together.root(issue) == root);
        let issues = issues.map(|issue| space.issues[issue].name.clone()).collect();
        return Err(NotInSteps::Entangled { issues, most });
    }
    let mut blocks: Vec<Block> = Vec::new();
    let mut block_of = vec![None; counts.len()];
    for (at, &count) in counts.iter().enumerate() {
        let block = *block_of[together.root(at)].get_or_insert_with(|| {
            blocks.push(Block { issues: Vec::new(), counts: Vec::new() });
            blocks.len() - 1
        });
        blocks[block].issues.push(at);
        blocks[block].counts.push(count);
    }
    blocks.extend((0..apart.len()).map(|at| Block { issues: vec![counts.len() + at], counts: vec![2] }));
    Ok((blocks, apart))
}

/// Whether a hyper-rectangle bounds several issues.
pub(super) fn several(rectangle: &HyperRectangle) -> bool {
    rectangle.bounds.windows(2).any(|two| two[0].issue != two[1].issue)
}

/// Disjoint sets of issues.
struct Together(Vec<usize>);

impl Together {
    fn new(issues: usize) -> Self {
        Self((0..issues).collect())
    }

    fn root(&self, mut issue: usize) -> usize {
        while self.0[issue] != issue {
            issue = self.0[issue];
        }
        issue
    }

    fn join_all(&mut self, mut issues: impl Iterator<Item = usize>) {
        let Some(first) = issues.next() else { return };
        for issue in issues {
            let (one, other) = (self.root(first), self.root(issue));
            self.0[one.max(other)] = one.min(other);
        }
    }

    /// The sets, by their first issues, that have more combinations of values than are looked at one by one.
    fn too_large(&self, counts: &[u32], most: u64) -> BTreeSet<usize> {
        let mut sizes = vec![Some(1u64); counts.len()];
        for (issue, &count) in counts.iter().enumerate() {
            let size = &mut sizes[self.root(issue)];
            *size = size.and_then(|size| size.checked_mul(u64::from(count))).filter(|&size| size <= most);
        }
        (0..counts.len()).filter(|&issue| sizes[issue].is_none()).collect()
    }
}

/// What is added to make a utility.
pub(super) enum Part<'a> {
    /// What one issue adds.
    Issue(usize, &'a Term),
    /// What a hyper-rectangle pays, times a factor.
    Rectangle(&'a HyperRectangle, f64),
    /// What parts taken together are worth, times a factor.
    Together(&'a Aggregate, f64),
    /// What the whole outcome is worth.
    Whole(&'a Utility),
    /// The same for every outcome.
    Constant(f64),
}

impl Part<'_> {
    /// What it adds.
    pub(super) fn of(&self, outcome: &Outcome) -> f64 {
        match self {
            Part::Issue(issue, term) => outcome.0.get(*issue).map_or(0.0, |&value| term.of(value)),
            Part::Rectangle(rectangle, factor) => factor * rectangle.of(outcome),
            Part::Together(aggregate, factor) => factor * aggregate.of(outcome),
            Part::Whole(utility) => utility.of(outcome),
            Part::Constant(constant) => *constant,
        }
    }

    /// The issues that it depends on.
    pub(super) fn issues(&self, space: &Space) -> Box<dyn Iterator<Item = usize> + '_> {
        match self {
            Part::Issue(issue, _) => Box::new(std::iter::once(*issue)),
            Part::Rectangle(rectangle, _) => Box::new(rectangle.bounds.iter().map(|bound| bound.issue)),
            Part::Together(aggregate, _) => Box::new(bounded(aggregate).into_iter()),
            Part::Whole(_) => Box::new(0..space.issues.len()),
            Part::Constant(_) => Box::new(std::iter::empty()),
        }
    }
}

fn bounded(aggregate: &Aggregate) -> Vec<usize> {
    let own =
        aggregate.rectangles.iter().flat_map(|rectangle| rectangle.bounds.iter().map(|bound| bound.issue));
    own.chain(aggregate.parts.iter().flat_map(bounded)).collect()
}

/// What is added to make a utility, before it is cut at [`at_most`].
pub(super) fn parts(utility: &Utility) -> Vec<Part<'_>> {
    match utility {
        Utility::Additive(additive) => {
            let terms = additive.terms.iter().enumerate().map(|(issue, term)| Part::Issue(issue, term));
            terms.chain([Part::Constant(additive.bias)]).collect()
        }
        Utility::Nested(nested) => {
            let mut parts = Vec::new();
            split(&nested.whole, nested.whole.weight / nested.divisor, &mut parts);
            parts
        }
        Utility::Table(_) => vec![Part::Whole(utility)],
    }
}

/// What the sum of the parts is cut at.
pub(super) fn at_most(utility: &Utility) -> Option<f64> {
    match utility {
        Utility::Additive(additive) => additive.at_most,
        Utility::Nested(nested) => nested.at_most,
        Utility::Table(_) => None,
    }
}

fn split<'a>(aggregate: &'a Aggregate, factor: f64, parts: &mut Vec<Part<'a>>) {
    if aggregate.take != Take::Sum {
        parts.push(Part::Together(aggregate, factor));
        return;
    }
    parts.extend(aggregate.rectangles.iter().map(|rectangle| Part::Rectangle(rectangle, factor)));
    for part in &aggregate.parts {
        split(part, factor * part.weight, parts);
    }
}

/// Rules of issues as rules of blocks.
pub(super) fn rules(blocks: &[Block], rules: &[Rule]) -> Vec<Rule> {
    if blocks.iter().all(|block| block.issues.len() == 1) {
        return rules.to_vec();
    }
    let mut package = vec![0; blocks.iter().map(Block::issues).sum()];
    rules
        .iter()
        .map(|rule| {
            let touched = blocks
                .iter()
                .enumerate()
                .filter(|(_, block)| rule.issues().any(|issue| block.issues.contains(&issue)));
            Rule::of_sets(touched.map(|(at, block)| {
                let holds = |&place: &u32| {
                    block.unpack(place, &mut package);
                    rule.parts()
                        .iter()
                        .filter(|part| block.issues.contains(&part.issue))
                        .all(|part| part.holds(package[part.issue]))
                };
                (at, (0..block.values()).filter(holds).collect())
            }))
        })
        .collect()
}
