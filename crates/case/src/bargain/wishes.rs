//! What is known of each side's wishes, as statements without a number that nobody gave; and what follows from it for packages.
//!
//! A position is read as a wish in one way alone, and every output says so: of the options of a point, a side prefers the one
//! that it last accepted or put forward to each of the others, all else equal; and to those that it declined in any case.
//! Weaker consent ("can live with"), consent on condition and ideas that are floated say nothing of wishes. At a point of which
//! an assessment speaks, the assessment takes the place of this reading: a position may be a concession.

use std::collections::BTreeSet;

use onetext_bargain::partial::{
    Conflict, NoPreferences, Partial, Preferences, Reading, Relations, Sampling, Says, Statement, Strength,
    Unusable, Whether, Worth,
};
use onetext_bargain::space::Space;
use onetext_record::act::{Act, Deed, Kind, Strength as Consent};

use super::issues::of_the_same;
use super::{Undecided, Unused, Whence, WhyUnused};
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

/// What is known of the wishes of all sides.
#[derive(Debug, Default)]
pub struct Wishes {
    /// Each thing that is known: by side, then by point.
    pub all: Vec<Wish>,
    /// For each side, what follows.
    pub of: Vec<OfSide>,
    /// Assessments that nothing rests on, because they cannot be taken together with the points as they are.
    pub unused: Vec<Unused>,
}

/// What follows from what is known of one side's wishes.
#[derive(Debug)]
pub enum OfSide {
    /// Nothing is known.
    Unknown,
    /// These wishes, by their places among all; some utility agrees with them.
    Known(Vec<usize>),
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

/// A comparison to ask a side for.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The side, by its place.
    pub side: usize,
    /// Which of these options it prefers, all else equal.
    pub one: Partial,
    /// The others, at the same points.
    pub other: Partial,
    /// How many pairs of packages are put in order by either answer, at least.
    pub settles: usize,
    /// How many pairs it may hold either way round, as far as is known.
    pub open: usize,
}

/// How packages compare with no agreement for one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgainstNoAgreement {
    /// The side, by its place.
    pub side: usize,
    /// For each package, whether it is surely not worse or surely worse, and the wishes that are enough for it, by their
    /// places; neither, where it is not known.
    pub packages: Vec<(Option<bool>, Vec<usize>)>,
}

/// How utilities are drawn where a question is chosen: the same every time.
const SAMPLING: Sampling = Sampling { samples: 200, seed: 0 };

/// How many pairs of packages a side may hold either way round.
fn open_pairs(preferences: &Preferences, packages: &[Vec<u32>]) -> Option<usize> {
    let relations = Relations::new(preferences, packages).ok()?;
    let open = |&(one, other): &(usize, usize)| {
        relations.possibly_better(one, other) && relations.possibly_better(other, one)
    };
    let pairs = (0..packages.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
    Some(pairs.filter(open).count())
}

/// The issues whose worth a statement ties to each other; `None`: all.
fn issues_of(says: &Says) -> Option<Vec<usize>> {
    let of = |partials: &[&Partial]| {
        let choices = partials.iter().flat_map(|partial| partial.choices());
        Some(choices.map(|choice| choice.0).collect())
    };
    match says {
        Says::Prefers { reading: Reading::InTime, .. } => Some(Vec::new()),
        Says::Prefers { reading: Reading::WhateverElse, .. } | Says::Share { .. } => None,
        Says::Prefers { better, worse, .. } => of(&[better, worse]),
        Says::Accepts(_) | Says::PrefersNoAgreement(_) => None,
        Says::Extremes { issue, .. } => Some(vec![*issue]),
        Says::Times { from, to, than_from, than_to, .. } => of(&[from, to, than_from, than_to]),
    }
}

impl Undecided {
    /// What is known of the wishes of all sides; nothing where there is nothing to choose.
    ///
    /// Takes time in proportion to options × sides, and a few linear programs for each side.
    #[must_use]
    pub fn wishes(&self, view: &View) -> Wishes {
        let Some(space) = &self.space else { return Wishes::default() };
        let mut unused = Vec::new();
        let assessed = self.usable(space, &mut unused);
        let mut all: Vec<Wish> = Vec::new();
        for side in 0..self.sides.len() {
            let own = assessed.iter().filter(|assessed| assessed.side == side);
            for issue in 0..self.issues.len() {
                if !own.clone().any(|assessed| speaks_of(&assessed.says, issue)) {
                    self.of_position(view, space, side, issue, &mut all);
                }
            }
            for assessed in own {
                let whence = Whence::Assessment(assessed.id.clone());
                let statement = Statement { id: (all.len() + 1).to_string(), says: assessed.says.clone() };
                all.push(Wish { side, statement, whence });
            }
        }
        let of = (0..self.sides.len()).map(|side| OfSide::new(space, side, &all)).collect();
        Wishes { all, of, unused }
    }

    /// The assessments that can be taken as statements beside the others of the same side.
    fn usable(&self, space: &Space, unused: &mut Vec<Unused>) -> Vec<&super::Assessed> {
        let mut left: Vec<&super::Assessed> = self.assessed.iter().collect();
        for side in 0..self.sides.len() {
            loop {
                let own: Vec<usize> = (0..left.len()).filter(|&at| left[at].side == side).collect();
                let statement = |&at: &usize| Statement { id: at.to_string(), says: left[at].says.clone() };
                let found = Preferences::new(space, own.iter().map(statement).collect());
                let Err(NoPreferences::Unusable { id, why }) = found else { break };
                let Some(at) = own.into_iter().find(|at| at.to_string() == id) else { break };
                let why = match why {
                    Unusable::ExtremesNeeded(name) => {
                        WhyUnused::ExtremesNeeded(name.parse::<usize>().map_or(0, |number| number - 1))
                    }
                    other => WhyUnused::Unusable(other.to_string()),
                };
                unused.push(Unused { id: left.remove(at).id.clone(), why });
            }
        }
        left
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
            let (better, worse) = of_the_same(&self.issues, better.clone(), worse);
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
}

/// Whether a statement says something of an issue's worth.
fn speaks_of(says: &Says, issue: usize) -> bool {
    let names = |partials: &[&Partial]| partials.iter().any(|partial| partial.at(issue).is_some());
    match says {
        Says::Prefers { reading: Reading::InTime, .. } | Says::Accepts(_) | Says::PrefersNoAgreement(_) => {
            false
        }
        Says::Prefers { better, worse, .. } => names(&[better, worse]),
        Says::Extremes { issue: of, .. } => *of == issue,
        Says::Share { from, to, .. } => names(&[from, to]),
        Says::Times { from, to, than_from, than_to, .. } => names(&[from, to, than_from, than_to]),
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
        // Positions never contradict each other, so only what is tied to an assessment is looked at.
        let assessed = own.iter().filter(|&&at| matches!(all[at].whence, Whence::Assessment(_)));
        let issues = assessed.flat_map(|&at| {
            issues_of(&all[at].statement.says).unwrap_or_else(|| (0..space.issues.len()).collect())
        });
        let issues: BTreeSet<usize> = issues.collect();
        if issues.is_empty() {
            return Self::Known(own);
        }
        let looked_at = tied_to(space, all, &own, issues);
        let statements = looked_at.iter().map(|&at| all[at].statement.clone()).collect();
        match Preferences::new(space, statements) {
            Ok(_) => Self::Known(own),
            Err(NoPreferences::Contradiction(Conflict { statements, .. })) => {
                let named = statements.into_iter().filter_map(|at| looked_at.get(at).copied());
                Self::Contradiction(named.collect())
            }
            Err(other) => Self::NotSettled(other.to_string()),
        }
    }
}

impl Wishes {
    /// What is known of a side's wishes and bears on how these packages compare; nothing of a side of which nothing is worked
    /// out.
    fn bearing_on(&self, space: &Space, side: usize, packages: &[Vec<u32>]) -> Option<Preferences> {
        let own = match self.of.get(side)? {
            OfSide::Known(own) => own.as_slice(),
            OfSide::Unknown => &[],
            OfSide::Contradiction(_) | OfSide::NotSettled(_) => return None,
        };
        let differs = |issue: &usize| packages.windows(2).any(|two| two[0].get(*issue) != two[1].get(*issue));
        let issues = (0..space.issues.len()).filter(differs).collect();
        let bearing = tied_to(space, &self.all, own, issues);
        Preferences::new(space, bearing.into_iter().map(|at| self.all[at].statement.clone()).collect()).ok()
    }

    /// By which others each package of a list is dominated, as far as is known. Sides mean independently of each other.
    ///
    /// Cost: as [`Relations::new`] for each side of which anything is known.
    #[must_use]
    pub fn dominated(&self, space: &Space, packages: &[Vec<u32>]) -> Vec<Dominated> {
        let relations: Vec<Option<Relations>> = (0..self.of.len())
            .map(|side| {
                let preferences = self.bearing_on(space, side, packages)?;
                // Of whom nothing is known that bears on it, everything is possible.
                if preferences.statements().is_empty() {
                    return None;
                }
                Relations::new(&preferences, packages).ok()
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
                    dominated.surely.push((by, self.because(space, &packages[by], &packages[package])));
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

    /// For each side, the comparison that would tell most about these packages, those first by which most is settled; nothing of
    /// sides that surely hold one of the packages not worse than all others, or of which nothing is worked out.
    ///
    /// Cost: as [`Preferences::questions`] and three times [`Relations::new`] for each side.
    #[must_use]
    pub fn questions(&self, space: &Space, packages: &[Vec<u32>]) -> Vec<Asked> {
        let of_side = |side: usize| {
            let preferences = self.bearing_on(space, side, packages)?;
            let asked = preferences.questions(space, packages, SAMPLING).ok()?.into_iter().next()?;
            let open = open_pairs(&preferences, packages)?;
            let after = |better: &Partial, worse: &Partial| {
                let says = Says::Prefers {
                    better: better.clone(),
                    worse: worse.clone(),
                    strength: Strength::Over,
                    reading: asked.reading,
                };
                let mut statements = preferences.statements().to_vec();
                statements.push(Statement { id: String::new(), says });
                open_pairs(&Preferences::new(space, statements).ok()?, packages)
            };
            let left = after(&asked.one, &asked.other)?.max(after(&asked.other, &asked.one)?);
            Some(Asked { side, one: asked.one, other: asked.other, settles: open.saturating_sub(left), open })
        };
        let mut asked: Vec<Asked> = (0..self.of.len()).filter_map(of_side).collect();
        asked.sort_by_key(|asked| std::cmp::Reverse(asked.settles));
        asked
    }

    /// Whether anything is known of what packages are worth to a side.
    #[must_use]
    pub fn bounds_worth(&self, side: usize) -> bool {
        let Some(OfSide::Known(own)) = self.of.get(side) else { return false };
        own.iter().any(|&at| issues_of(&self.all[at].statement.says).is_none_or(|issues| !issues.is_empty()))
    }

    /// What each of these packages can be worth to a side; nothing where nothing is worked out.
    ///
    /// Cost: as [`Preferences::worth`] on everything that is known of the side.
    #[must_use]
    pub fn worth(&self, space: &Space, side: usize, packages: &[Vec<u32>]) -> Option<Vec<Worth>> {
        let Some(OfSide::Known(own)) = self.of.get(side) else { return None };
        let statements = own.iter().map(|&at| self.all[at].statement.clone()).collect();
        Preferences::new(space, statements).ok()?.worth(space, packages).ok()
    }

    /// How each of these packages compares with no agreement, for each side of which something is known on that.
    #[must_use]
    pub fn against_no_agreement(&self, space: &Space, packages: &[Vec<u32>]) -> Vec<AgainstNoAgreement> {
        let on_no_agreement = |at: &&usize| {
            let says = self.all.get(**at).map(|wish| &wish.statement.says);
            matches!(says, Some(Says::Accepts(_) | Says::PrefersNoAgreement(_)))
        };
        let of_side = |(side, of): (usize, &OfSide)| {
            let OfSide::Known(own) = of else { return None };
            own.iter().find(on_no_agreement)?;
            let statements = own.iter().map(|&at| self.all[at].statement.clone()).collect();
            let preferences = Preferences::new(space, statements).ok()?;
            let of_package = |package: &Vec<u32>| {
                let all =
                    |because: Vec<usize>| because.into_iter().filter_map(|at| own.get(at).copied()).collect();
                match preferences.compare_with_no_agreement(package).map(|standing| standing.not_worse) {
                    Ok(Whether::Surely { because }) => (Some(true), all(because)),
                    Ok(Whether::Never { because }) => (Some(false), all(because)),
                    Ok(Whether::Possibly) | Err(_) => (None, Vec::new()),
                }
            };
            Some(AgainstNoAgreement { side, packages: packages.iter().map(of_package).collect() })
        };
        self.of.iter().enumerate().filter_map(of_side).collect()
    }

    /// The wishes that are enough for one package to be worse than the other for no side, by their places.
    fn because(&self, space: &Space, one: &[u32], other: &[u32]) -> Vec<usize> {
        let both = [one.to_vec(), other.to_vec()];
        let mut all = Vec::new();
        for side in 0..self.of.len() {
            let Some(preferences) = self.bearing_on(space, side, &both) else { continue };
            let Ok(standing) = preferences.compare(one, other) else { continue };
            let because = match (standing.better, standing.not_worse) {
                (Whether::Surely { because }, _) | (_, Whether::Surely { because }) => because,
                _ => continue,
            };
            let said = because.into_iter().filter_map(|at| preferences.statements().get(at));
            all.extend(said.filter_map(|said| self.all.iter().position(|wish| wish.statement.id == said.id)));
        }
        all.sort_unstable();
        all
    }
}

/// Those of these wishes that bear on how packages compare that differ in these issues. Utilities are additive and orderings
/// have no unit, so that it is those that are tied to one of the issues, or to one that is tied to it, and so on.
fn tied_to(space: &Space, all: &[Wish], own: &[usize], mut issues: BTreeSet<usize>) -> Vec<usize> {
    let (mut left, mut bearing) = (own.to_vec(), Vec::new());
    loop {
        let touches = |at: &usize| match issues_of(&all[*at].statement.says) {
            Some(of) => of.iter().any(|issue| issues.contains(issue)),
            None => true,
        };
        let (touching, rest): (Vec<usize>, Vec<usize>) = left.into_iter().partition(touches);
        if touching.is_empty() {
            bearing.sort_unstable();
            return bearing;
        }
        for at in touching {
            let of = issues_of(&all[at].statement.says);
            issues.extend(of.unwrap_or_else(|| (0..space.issues.len()).collect()));
            bearing.push(at);
        }
        left = rest;
    }
}
