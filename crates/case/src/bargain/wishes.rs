//! What is known of each side's wishes, as statements without a number that nobody gave; and what follows from it for packages.
//!
//! A position is read as a wish in one way alone, and every output says so: of the options of a point, a side prefers the one
//! that it last accepted or put forward to each of the others, all else equal; and to those that it declined in any case.
//! Weaker consent ("can live with"), consent on condition and ideas that are floated say nothing of wishes.

use onetext_bargain::partial::{
    Conflict, NoPreferences, Partial, Preferences, Reading, Relations, Says, Statement, Strength, Whether,
};
use onetext_bargain::space::Space;
use onetext_record::act::{Act, Deed, Kind, Strength as Consent};
use onetext_record::ids::ActId;

use super::{Opt, Undecided};
use crate::View;

/// One thing that is known of a side's wishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Whose: the side, by its place.
    pub side: usize,
    /// What.
    pub statement: Statement,
    /// Where it is known from.
    pub whence: Whence,
}

/// Where a wish is known from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whence {
    /// An act that took an option, or declined one.
    Act(ActId),
}

/// What is known of the wishes of all sides.
#[derive(Debug, Default)]
pub struct Wishes {
    /// Each thing that is known: by side, then by point.
    pub all: Vec<Wish>,
    /// For each side, what follows.
    pub of: Vec<OfSide>,
}

/// What follows from what is known of one side's wishes.
#[derive(Debug)]
pub enum OfSide {
    /// Nothing is known.
    Unknown,
    /// The utilities that agree with what is known: its places among all wishes, and what follows from them.
    Known(Vec<usize>, Box<Preferences>),
    /// These wishes, by their places among all, cannot all be meant; so nothing is worked out.
    Contradiction(Vec<usize>),
    /// What follows could not be settled.
    NotSettled(String),
}

/// By which others of a list a package is dominated: none of which is worse for any side, and which is better for one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dominated {
    /// By these in every utility that agrees with what is known; with the wishes that are enough for it, by their places.
    pub surely: Vec<(usize, Vec<usize>)>,
    /// By these it is possible, and some side is known not to hold them worse.
    pub possibly: Vec<usize>,
    /// Nothing that is known speaks for or against it.
    pub unknown: Vec<usize>,
}

impl Undecided {
    /// What is known of the wishes of all sides; nothing where there is nothing to choose.
    ///
    /// Takes time in proportion to options × sides, and a few linear programs for each side.
    #[must_use]
    pub fn wishes(&self, view: &View) -> Wishes {
        let Some(space) = &self.space else { return Wishes::default() };
        let mut all = Vec::new();
        for side in 0..self.sides.len() {
            for issue in 0..self.issues.len() {
                self.of_position(view, space, side, issue, &mut all);
            }
        }
        let of = (0..self.sides.len()).map(|side| OfSide::new(space, side, &all)).collect();
        Wishes { all, of }
    }

    /// What a position says of wishes.
    fn of_position(&self, view: &View, space: &Space, side: usize, issue: usize, all: &mut Vec<Wish>) {
        let position = &self.positions[issue][side];
        let Some((took, act)) = &position.took else { return };
        let wished = view.act(act).is_some_and(says_a_wish);
        let Some(better) = self.with_inner(issue, *took, |inner| {
            self.positions[inner][side].took.as_ref().map(|(place, _)| *place)
        }) else {
            return;
        };
        for other in (0..self.issues[issue].options.len() as u32).filter(|other| other != took) {
            let declined = position.declined.iter().find(|(place, _)| *place == other);
            let whence = match declined {
                Some((_, act)) => act,
                None if wished => act,
                None => continue,
            };
            if self.falls(issue, other) {
                continue;
            }
            // Where the others have points within, it is not known how these would be decided.
            let Some(worse) = self.with_inner(issue, other, |_| None) else { continue };
            let (better, worse) = self.of_the_same(better.clone(), worse);
            let (Ok(better), Ok(worse)) = (Partial::new(space, better), Partial::new(space, worse)) else {
                continue;
            };
            let says =
                Says::Prefers { better, worse, strength: Strength::Over, reading: Reading::AllElseEqual };
            let statement = Statement { id: (all.len() + 1).to_string(), says };
            all.push(Wish { side, statement, whence: Whence::Act(whence.clone()) });
        }
    }

    /// An option with how every point within its words is decided; nothing where that is not known of one that is asked.
    fn with_inner(
        &self,
        issue: usize,
        place: u32,
        decided: impl Fn(usize) -> Option<u32>,
    ) -> Option<Vec<(usize, u32)>> {
        let mut choices = vec![(issue, place)];
        // Points come behind the words that they lie in.
        for (inner, within) in self.issues.iter().enumerate().skip(issue + 1) {
            let Some(within) = within.within else { continue };
            if choices.contains(&within) {
                choices.push((inner, decided(inner)?));
            }
        }
        Some(choices)
    }

    /// Both sides of a comparison with the points that only one of them decides: in the other these fall with the words
    /// around them.
    fn of_the_same(
        &self,
        mut one: Vec<(usize, u32)>,
        mut other: Vec<(usize, u32)>,
    ) -> (Vec<(usize, u32)>, Vec<(usize, u32)>) {
        let missing = |of: &[(usize, u32)], in_this: &[(usize, u32)]| -> Vec<(usize, u32)> {
            let is_there = |issue: usize| in_this.iter().any(|(there, _)| *there == issue);
            let falls = |issue: usize| self.issues[issue].options.iter().position(|one| *one == Opt::Falls);
            of.iter()
                .filter(|(issue, _)| !is_there(*issue))
                .filter_map(|(issue, _)| Some((*issue, falls(*issue)? as u32)))
                .collect()
        };
        let (of_one, of_other) = (missing(&other, &one), missing(&one, &other));
        one.extend(of_one);
        other.extend(of_other);
        (one, other)
    }
}

/// Whether who takes an option by this act says that they prefer it.
fn says_a_wish(act: &Act) -> bool {
    let weaker = match &act.deed {
        Deed::Accept(acceptance) => acceptance.strength.is_some_and(|strength| strength != Consent::Accepts),
        _ => act.kind() == Kind::Float,
    };
    !weaker && act.conditions.is_empty()
}

impl OfSide {
    fn new(space: &Space, side: usize, all: &[Wish]) -> Self {
        let own: Vec<usize> = (0..all.len()).filter(|&at| all[at].side == side).collect();
        if own.is_empty() {
            return Self::Unknown;
        }
        let statements = own.iter().map(|&at| all[at].statement.clone()).collect();
        match Preferences::new(space, statements) {
            Ok(preferences) => Self::Known(own, Box::new(preferences)),
            Err(NoPreferences::Contradiction(Conflict { statements, .. })) => {
                Self::Contradiction(statements.into_iter().filter_map(|at| own.get(at).copied()).collect())
            }
            Err(other) => Self::NotSettled(other.to_string()),
        }
    }
}

impl Wishes {
    /// By which others each package of a list is dominated, as far as is known. Sides mean independently of each other.
    ///
    /// Cost: as [`Relations::new`] for each side of which anything is known.
    #[must_use]
    pub fn dominated(&self, packages: &[Vec<u32>]) -> Vec<Dominated> {
        let relations: Vec<Option<Relations>> = self
            .of
            .iter()
            .map(|of| match of {
                OfSide::Known(_, preferences) => Relations::new(preferences, packages).ok(),
                _ => None,
            })
            .collect();
        let count = packages.len();
        let of_package = |package: usize| {
            let mut dominated = Dominated::default();
            for by in (0..count).filter(|&by| by != package) {
                let all = |is: &dyn Fn(&Relations) -> bool, unknown: bool| {
                    relations.iter().all(|side| side.as_ref().map_or(unknown, is))
                };
                let any = |is: &dyn Fn(&Relations) -> bool, unknown: bool| {
                    relations.iter().any(|side| side.as_ref().map_or(unknown, is))
                };
                if all(&|side| side.surely_not_worse(by, package), false)
                    && any(&|side| side.surely_better(by, package), false)
                {
                    dominated.surely.push((by, self.because(&packages[by], &packages[package])));
                } else if all(&|side| side.possibly_not_worse(by, package), true)
                    && any(&|side| side.possibly_better(by, package), true)
                {
                    if any(&|side| side.surely_not_worse(by, package), false) {
                        dominated.possibly.push(by);
                    } else {
                        dominated.unknown.push(by);
                    }
                }
            }
            dominated
        };
        (0..count).map(of_package).collect()
    }

    /// The wishes that are enough for one package to be worse than the other for no side, by their places.
    fn because(&self, one: &[u32], other: &[u32]) -> Vec<usize> {
        let mut because = Vec::new();
        for of in &self.of {
            let OfSide::Known(own, preferences) = of else { continue };
            let Ok(standing) = preferences.compare(one, other) else { continue };
            let enough = match (standing.better, standing.not_worse) {
                (Whether::Surely { because }, _) | (_, Whether::Surely { because }) => because,
                _ => continue,
            };
            because.extend(enough.into_iter().filter_map(|at| own.get(at).copied()));
        }
        because.sort_unstable();
        because
    }
}
