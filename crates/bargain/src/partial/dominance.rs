//! Which of some packages are surely, and which possibly, worse than another, for one party and for several together.

use crate::partial::linear::NotSettled;
use crate::partial::preference::{Preferences, Witness};
use crate::partial::statement::{Reading, Says, Strength};
use crate::partial::sum::Sum;
use num_bigint::BigInt;
use serde::Serialize;
use std::collections::BTreeMap;

/// What one party's utilities can make of each pair of a list of packages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relations {
    packages: usize,
    /// By first and second package: whether the first is better in some utility.
    better: Vec<bool>,
    /// Whether the first is not worse in some utility.
    not_worse: Vec<bool>,
}

impl Relations {
    /// Of these whole packages, each by the places of its values.
    ///
    /// Cost: at most two comparisons a pair, less those that an order of values settles or a utility met before shows.
    ///
    /// # Errors
    ///
    /// Where a comparison is not settled.
    pub fn new(preferences: &Preferences, packages: &[Vec<u32>]) -> Result<Self, NotSettled> {
        let orders = Orders::of(preferences);
        let mut seen: Vec<Witness> = Vec::new();
        let count = packages.len();
        let mut relations = Self {
            packages: count,
            better: vec![false; count * count],
            not_worse: vec![false; count * count],
        };
        for (at, one) in packages.iter().enumerate() {
            for (with, other) in packages.iter().enumerate() {
                let place = at * count + with;
                if one == other {
                    relations.not_worse[place] = true;
                    continue;
                }
                let sum = Sum::of_packages(one, other);
                let ordered = orders.settle(other, one);
                let mut some = |strength| match ordered {
                    Some(Strength::Over) => Ok(false),
                    Some(Strength::NotWorse) if strength == Strength::Over => Ok(false),
                    _ => shown(preferences, &mut seen, &sum, strength),
                };
                relations.better[place] = some(Strength::Over)?;
                relations.not_worse[place] = relations.better[place] || some(Strength::NotWorse)?;
            }
        }
        Ok(relations)
    }

    /// Whether a package, by its place in the list, is better than another in some utility.
    #[must_use]
    pub fn possibly_better(&self, one: usize, other: usize) -> bool {
        self.better[one * self.packages + other]
    }

    /// Whether it is not worse in some utility.
    #[must_use]
    pub fn possibly_not_worse(&self, one: usize, other: usize) -> bool {
        self.not_worse[one * self.packages + other]
    }

    /// Whether it is better in every utility.
    #[must_use]
    pub fn surely_better(&self, one: usize, other: usize) -> bool {
        !self.possibly_not_worse(other, one)
    }

    /// Whether it is not worse in every utility.
    #[must_use]
    pub fn surely_not_worse(&self, one: usize, other: usize) -> bool {
        !self.possibly_better(other, one)
    }
}

/// Whether some utility gives the sum; those met before are asked first.
fn shown(
    preferences: &Preferences,
    seen: &mut Vec<Witness>,
    sum: &Sum,
    strength: Strength,
) -> Result<bool, NotSettled> {
    let gives = |witness: &Witness| match strength {
        Strength::Over => witness.of(sum) > BigInt::ZERO,
        Strength::NotWorse => witness.of(sum) >= BigInt::ZERO,
    };
    if seen.iter().any(gives) {
        return Ok(true);
    }
    Ok(match preferences.some(sum, strength)? {
        Ok(witness) => {
            seen.push(witness);
            true
        }
        Err(_) => false,
    })
}

/// The order of the values of one issue, as far as statements on that issue alone say it.
pub(super) struct Orders(BTreeMap<(usize, u32, u32), Strength>);

impl Orders {
    pub(super) fn of(preferences: &Preferences) -> Self {
        let mut orders: BTreeMap<(usize, u32, u32), Strength> = BTreeMap::new();
        for statement in preferences.statements() {
            if let Says::Prefers { better, worse, strength, reading: Reading::AllElseEqual } = &statement.says
                && let ([one], [other]) = (better.choices(), worse.choices())
            {
                note(&mut orders, (one.0, one.1, other.1), *strength);
            }
        }
        // What follows from two is noted until nothing new follows.
        loop {
            let mut more = orders.clone();
            for (&(issue, best, middle), &first) in &orders {
                for (&(_, _, worst), &second) in orders.range((issue, middle, 0)..=(issue, middle, u32::MAX))
                {
                    let strict = first == Strength::Over || second == Strength::Over;
                    let strength = if strict { Strength::Over } else { Strength::NotWorse };
                    note(&mut more, (issue, best, worst), strength);
                }
            }
            if more == orders {
                return Self(orders);
            }
            orders = more;
        }
    }

    /// The worst and the best value of an issue of so many, where the order says them.
    pub(super) fn extremes(&self, issue: usize, count: u64) -> Option<(u32, u32)> {
        let mut above: BTreeMap<u32, u64> = BTreeMap::new();
        let mut below: BTreeMap<u32, u64> = BTreeMap::new();
        for &(_, better, worse) in
            self.0.range((issue, 0, 0)..=(issue, u32::MAX, u32::MAX)).map(|(pair, _)| pair)
        {
            if better != worse {
                *above.entry(better).or_default() += 1;
                *below.entry(worse).or_default() += 1;
            }
        }
        let over_all_others = |of: &BTreeMap<u32, u64>| {
            of.iter().find(|(_, others)| **others + 1 == count).map(|(&place, _)| place)
        };
        Some((over_all_others(&below)?, over_all_others(&above)?))
    }

    /// That the first is better, or not worse, issue by issue; nothing where the orders do not say.
    fn settle(&self, one: &[u32], other: &[u32]) -> Option<Strength> {
        let mut settled = Strength::NotWorse;
        for (issue, (&first, &second)) in one.iter().zip(other).enumerate().filter(|(_, (a, b))| a != b) {
            if *self.0.get(&(issue, first, second))? == Strength::Over {
                settled = Strength::Over;
            }
        }
        Some(settled)
    }
}

fn note(orders: &mut BTreeMap<(usize, u32, u32), Strength>, what: (usize, u32, u32), strength: Strength) {
    let noted = orders.entry(what).or_insert(strength);
    *noted = (*noted).min(strength);
}

/// By which others of a list a package is dominated: not worse for any party and better for one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Dominated {
    /// In every utility of every party: places in the list, ascending.
    pub surely_by: Vec<usize>,
    /// In some utilities and not in others.
    pub possibly_by: Vec<usize>,
}

/// For each package of a list, by which others it is dominated, given each party's [`Relations`] on that list. Parties mean
/// independently of each other, so what is possible for each is possible together.
///
/// Cost: packages² × parties.
#[must_use]
pub fn dominated(parties: &[Relations]) -> Vec<Dominated> {
    let count = parties.first().map_or(0, |relations| relations.packages);
    let by = |package: usize| {
        let mut dominated = Dominated::default();
        for by in (0..count).filter(|&by| by != package) {
            let surely = parties.iter().all(|party| party.surely_not_worse(by, package))
                && parties.iter().any(|party| party.surely_better(by, package));
            let possibly = parties.iter().all(|party| party.possibly_not_worse(by, package))
                && parties.iter().any(|party| party.possibly_better(by, package));
            if surely {
                dominated.surely_by.push(by);
            } else if possibly {
                dominated.possibly_by.push(by);
            }
        }
        dominated
    };
    (0..count).map(by).collect()
}
