//! Issues that have to be looked at together.
//!
//! A utility is a sum of parts, each of which depends on some issues: of one where it is additive, of several where a
//! hyper-rectangle bounds several, of all where outcomes are listed. Issues that share a part for any party form one *block*; what
//! a block adds does not depend on the others, so that blocks are to every utility what issues are to an additive one.

use crate::scenario::Scenario;
use crate::space::{Outcome, Rule, Space, Uncountable};
use crate::steps::NotInSteps;
use crate::utility::{Aggregate, HyperRectangle, Take, Term, Utility};

/// Issues that are looked at together; each combination of their values is one value of the block, the first issue's counting
/// slowest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    issues: Vec<usize>,
    counts: Vec<u32>,
}

/// How many values one block is looked at with.
const MOST: u64 = 1 << 20;

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

/// The blocks of a scenario, in the order of their first issues.
pub(super) fn of(scenario: &Scenario) -> Result<Vec<Block>, NotInSteps> {
    let space = &scenario.space;
    let mut together = Together((0..space.issues.len()).collect());
    for part in scenario.profiles.iter().flat_map(|profile| parts(&profile.utility)) {
        let mut issues = part.issues(space);
        let first = issues.next();
        for issue in issues {
            together.join(first.unwrap_or(issue), issue);
        }
    }
    let mut blocks: Vec<Block> = Vec::new();
    let mut block_of = vec![None; space.issues.len()];
    for (at, issue) in space.issues.iter().enumerate() {
        let values = issue.values.count().ok_or_else(|| Uncountable::Real(issue.name.clone()))?;
        let count = u32::try_from(values)
            .ok()
            .filter(|&count| u64::from(count) <= MOST)
            .ok_or_else(|| NotInSteps::TooManyValues { issue: issue.name.clone(), values, most: MOST })?;
        let root = together.root(at);
        let block = *block_of[root].get_or_insert_with(|| {
            blocks.push(Block { issues: Vec::new(), counts: Vec::new() });
            blocks.len() - 1
        });
        blocks[block].issues.push(at);
        blocks[block].counts.push(count);
    }
    for block in &blocks {
        let fits = block.counts.iter().try_fold(1u64, |product, &count| {
            product.checked_mul(u64::from(count)).filter(|&all| all <= MOST)
        });
        if fits.is_none() {
            let issues = block.issues.iter().map(|&issue| space.issues[issue].name.clone()).collect();
            return Err(NotInSteps::Entangled { issues, most: MOST });
        }
    }
    Ok(blocks)
}

/// Disjoint sets of issues.
struct Together(Vec<usize>);

impl Together {
    fn root(&self, mut issue: usize) -> usize {
        while self.0[issue] != issue {
            issue = self.0[issue];
        }
        issue
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
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
