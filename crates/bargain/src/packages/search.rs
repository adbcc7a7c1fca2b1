//! Packages in order of what they cost.
//!
//! Each demand becomes an issue of its own, *kept* or *crossed*, tied by rules to the values that cross it; so crossings cost
//! like values do. Starts of packages then wait in a queue, ordered by the least that any package with this start costs.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::{NoAnswer, Package, Question, Wanted};
use crate::space::{Issue, Open, Rule, Space, Uncountable, Values, Walk};

/// How many starts of packages are looked at, at most.
const CASES: usize = 1 << 21;
/// Of an issue that stands for a demand: the demand is kept, or crossed.
const KEPT: u32 = 0;
const CROSSED: u32 = 1;

/// What a package costs at least: crossings, moves of all sides, moves of the side that moves most; then its values.
type Key = (u64, u32, Vec<u32>);

/// A start of a package.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Start {
    key: Key,
    open: Open,
    /// Crossings and moves of all sides so far.
    sum: u64,
    moves: Vec<u32>,
}

/// The space with an issue for each demand.
struct Wider {
    space: Space,
    /// For each issue: which demand it stands for, or which issue of the narrower space it is.
    is: Vec<Is>,
    values: Vec<u32>,
}

#[derive(Clone, Copy)]
enum Is {
    Issue(usize),
    Demand(usize),
}

/// Crossings and moves in one number that is compared as they are: crossings first.
fn sum(crossings: u32, moves: u32) -> u64 {
    u64::from(crossings) << 32 | u64::from(moves)
}

impl Wider {
    fn new(question: &Question<'_>, wanted: Wanted) -> Result<Self, NoAnswer> {
        let narrow = question.space;
        // What does not fit is told of the space as it was given.
        let mut all = narrow.rules.clone();
        all.extend(question.demands.iter().cloned());
        Space::with_rules("", narrow.issues.clone(), all)?;
        // A demand is decided where its last issue is.
        let mut demands: Vec<(usize, usize)> = question
            .demands
            .iter()
            .enumerate()
            .map(|(at, rule)| (rule.issues().max().unwrap_or(0), at))
            .collect();
        demands.sort_unstable();
        let mut demands = demands.into_iter().peekable();
        let (mut issues, mut is, mut values) = (Vec::new(), Vec::new(), Vec::new());
        let mut place_of = vec![0; narrow.issues.len()];
        let mut crossing = Vec::new();
        for (at, issue) in narrow.issues.iter().enumerate() {
            let count = issue.values.places().ok_or_else(|| NoAnswer::Values(issue.name.clone()))?;
            place_of[at] = issues.len();
            issues.push(Issue { name: format!("issue {at}"), values: issue.values.clone() });
            is.push(Is::Issue(at));
            values.push(count);
            while let Some((_, demand)) = demands.next_if(|(last, _)| *last == at) {
                crossing.push(issues.len());
                issues.push(Issue {
                    name: format!("demand {demand}"),
                    values: Values::Integers { low: 0, high: 1 },
                });
                is.push(Is::Demand(demand));
                values.push(2);
            }
        }
        let mut rules: Vec<Rule> =
            narrow.rules.iter().map(|rule| rule.renumbered(|at| place_of[at])).collect();
        for &at in &crossing {
            let Is::Demand(demand) = is[at] else { continue };
            let demand = question.demands[demand].renumbered(|at| place_of[at]);
            rules.extend(demand.parts_needed_by(at, CROSSED));
            rules.push(demand.unless_decided(at, CROSSED));
        }
        match wanted {
            Wanted::All => {}
            Wanted::Without => rules.extend(crossing.iter().map(|&at| Rule::never_together([(at, CROSSED)]))),
            // Without a demand, no package crosses one.
            Wanted::Crossing if crossing.is_empty() => {
                rules.push(Rule::never_together(
                    (0..values.first().copied().unwrap_or(0)).map(|place| (0, place)),
                ));
            }
            Wanted::Crossing => rules.push(Rule::never_together(crossing.iter().map(|&at| (at, KEPT)))),
        }
        Ok(Self { space: Space::with_rules("", issues, rules)?, is, values })
    }
}

pub(super) fn first(question: &Question<'_>, wanted: Wanted, most: usize) -> Result<Vec<Package>, NoAnswer> {
    if most == 0 {
        return Ok(Vec::new());
    }
    let wider = Wider::new(question, wanted)?;
    let sides = question.moves.iter().flatten().map(Vec::len).max().unwrap_or(0);
    let walk = Walk::in_order(wider.is.len(), &wider.space.rules);
    let least = Least::new(question, &wider, &walk)?;
    let mut found = Vec::new();
    let mut queue = BinaryHeap::new();
    let mut seen: HashMap<(usize, Open, u64, Vec<u32>), usize> = HashMap::new();
    let mut visits = 0;
    let start = walk.start();
    if let Some(rest) = least.after(0, &start) {
        let moves = vec![0; sides];
        queue.push(Reverse(Start {
            key: (rest, bound(rest, &moves), Vec::new()),
            open: start,
            sum: 0,
            moves,
        }));
    }
    while let Some(Reverse(next)) = queue.pop() {
        let at = next.key.2.len();
        if at == wider.is.len() {
            found.push(package(&wider, next));
            if found.len() == most {
                break;
            }
            continue;
        }
        // Of starts that are alike from here on, only so many can lead to one of the first.
        let alike = seen.entry((at, next.open.clone(), next.sum, next.moves.clone())).or_default();
        *alike += 1;
        if *alike > most {
            continue;
        }
        visits += 1;
        if visits > CASES {
            return Err(Uncountable::Entangled(CASES).into());
        }
        for place in 0..wider.values[at] {
            let Some(open) = walk.choose(at, &next.open, place) else { continue };
            let Some(rest) = least.after(at + 1, &open) else { continue };
            let mut moves = next.moves.clone();
            let sum = next.sum + cost(question, wider.is[at], place, &mut moves);
            let mut places = next.key.2.clone();
            places.push(place);
            let key = (sum + rest, bound(sum + rest, &moves), places);
            queue.push(Reverse(Start { key, open, sum, moves }));
        }
    }
    Ok(found)
}

/// The least that the side that moves most can come to move: what it has moved so far, and its share of all moves.
fn bound(total: u64, moves: &[u32]) -> u32 {
    let all = u32::try_from(total & u64::from(u32::MAX)).unwrap_or(u32::MAX);
    let sides = u32::try_from(moves.len()).unwrap_or(u32::MAX).max(1);
    moves.iter().copied().max().unwrap_or(0).max(all.div_ceil(sides))
}

/// What a value costs, its moves added to those of each side.
fn cost(question: &Question<'_>, is: Is, place: u32, moves: &mut [u32]) -> u64 {
    match is {
        Is::Demand(_) => sum(u32::from(place == CROSSED), 0),
        Is::Issue(issue) => {
            let asked = question.moves.get(issue).and_then(|values| values.get(place as usize));
            let asked = asked.map(Vec::as_slice).unwrap_or_default();
            moves.iter_mut().zip(asked).for_each(|(all, more)| *all += more);
            sum(0, asked.iter().sum())
        }
    }
}

fn package(wider: &Wider, start: Start) -> Package {
    let mut package = Package { places: Vec::new(), crosses: Vec::new(), moves: start.moves };
    for (is, place) in wider.is.iter().zip(start.key.2) {
        match is {
            Is::Issue(_) => package.places.push(place),
            Is::Demand(demand) if place == CROSSED => package.crosses.push(*demand),
            Is::Demand(_) => {}
        }
    }
    package.crosses.sort_unstable();
    package
}

/// For each issue and set of rules that can be open before it, the least that the issues from there on cost.
struct Least(Vec<HashMap<Open, u64>>);

impl Least {
    fn new(question: &Question<'_>, wider: &Wider, walk: &Walk) -> Result<Self, NoAnswer> {
        let issues = wider.is.len();
        let mut reached: Vec<HashMap<Open, u64>> = vec![HashMap::new(); issues + 1];
        reached[0].insert(walk.start(), 0);
        let mut cases = 1;
        for at in 0..issues {
            let (before, after) = reached.split_at_mut(at + 1);
            for open in before[at].keys() {
                for place in 0..wider.values[at] {
                    if let Some(open) = walk.choose(at, open, place) {
                        after[0].insert(open, 0);
                    }
                }
            }
            cases += after[0].len();
            if cases > CASES {
                return Err(Uncountable::Entangled(CASES).into());
            }
        }
        for at in (0..issues).rev() {
            let (before, after) = reached.split_at_mut(at + 1);
            before[at].retain(|open, least| {
                let costs = (0..wider.values[at]).filter_map(|place| {
                    let rest = after[0].get(&walk.choose(at, open, place)?)?;
                    Some(rest + cost(question, wider.is[at], place, &mut []))
                });
                let found = costs.min();
                *least = found.unwrap_or(0);
                found.is_some()
            });
        }
        Ok(Self(reached))
    }

    /// Nothing, where no package has a start that leaves these rules open.
    fn after(&self, at: usize, open: &Open) -> Option<u64> {
        self.0[at].get(open).copied()
    }
}
