//! The Pareto frontier: the outcomes than which nothing is better for somebody and worse for nobody.
//!
//! **From structure.** [`of_steps`] never goes through the outcomes: it takes the issues one by one and keeps, of what the
//! parties may have so far, what nothing dominates. What it costs depends on how long the frontiers of the first issues
//! are, not on how many outcomes there are. It is exact on the scale of the steps it is given, or, where more labels would
//! have to be kept than it is allowed, within an error that it measures and tells ([`Frontier::error`]).
//!
//! **From points.** [`of_points`] takes what each outcome is worth and tells which are on the frontier.

mod first;
mod four;
mod hypervolume;
mod key;
mod layers;
mod many;
mod merge;
mod near;
mod points;
mod problem;
mod three;
mod ties;

#[cfg(test)]
mod tests;

use crate::steps::Steps;
use key::{Key, Wide};
use num_bigint::BigUint;
use problem::Problem;
use std::ops::ControlFlow;

pub use hypervolume::hypervolume;
pub use points::{BadPoints, of_points};

/// What to look for, and how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// What to tell of outcomes that are worth the same to all parties.
    pub ties: Ties,
    /// How many labels may be kept after an issue, of those that leave the same rules open. Where there are more, the
    /// frontier is told within an error. A label takes 16 to 24 bytes, and work on it several times that.
    pub most_labels: usize,
}

impl Default for Ask {
    fn default() -> Self {
        Self { ties: Ties::One, most_labels: 1 << 21 }
    }
}

impl Ask {
    fn needs_ties(&self) -> bool {
        self.ties != Ties::One
    }
}

/// What to tell of outcomes that are worth the same to all parties. All of them are on the frontier if one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// One outcome for each point: the first in the order of the places of its values.
    One,
    /// That, and how many there are.
    Count,
    /// That, how many there are, and which.
    All {
        /// How many to list for one point.
        at_most: usize,
    },
}

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How many issues are done.
    pub issues_done: usize,
    /// How many there are.
    pub issues: usize,
    /// How many labels are kept of the issue at work.
    pub labels: usize,
}

/// Why there is no frontier to tell.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TooHard {
    /// There is nobody.
    #[error("there is no party: a frontier needs the utilities of at least one")]
    NoParty,
    /// An issue without values.
    #[error("issue number {0} has no value: give it at least one, or leave the issue out")]
    Empty(usize),
    /// Sums too large.
    #[error(
        "what party number {party} may have is too large to be added up in steps: ask for a smaller scale"
    )]
    TooLarge {
        /// Whose.
        party: usize,
    },
    /// Too many parties.
    #[error("a frontier is looked for among at most {most} parties, and there are {parties}")]
    Parties {
        /// How many there are.
        parties: usize,
        /// How many there may be.
        most: usize,
    },
    /// The rules are too entangled.
    #[error(
        "the rules tie so many issues together that more than {0} cases would have to be kept apart: leave some rules out"
    )]
    Entangled(usize),
    /// Too many candidates for most memories.
    #[error(
        "more than {0} combinations of points and options would have to be looked at together: allow fewer points, so that the frontier is found within an error, or ask for a smaller scale"
    )]
    Candidates(usize),
    /// Too many labels to be counted.
    #[error("more than {0} points would have to be kept: ask for a smaller scale, or allow fewer")]
    Labels(usize),
    /// The caller asked to stop.
    #[error("stopped before the frontier was found")]
    Stopped,
}

/// How many parties at most.
const PARTIES: usize = 16;

/// A frontier, in the order of what its points are worth: most for the first party first, of those with as much most for the
/// second, and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frontier {
    scale: u64,
    parties: usize,
    issues: usize,
    points: Vec<i64>,
    first: Vec<u32>,
    ways: Option<Vec<BigUint>>,
    listed: Option<Vec<Vec<Vec<u32>>>>,
    error: Option<Vec<u64>>,
}

impl Frontier {
    /// How many points it has: outcomes that are worth the same to all are one point.
    #[must_use]
    pub fn size(&self) -> usize {
        self.points.len() / self.parties
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

    /// What each point is worth to each party, in steps.
    pub fn points(&self) -> impl ExactSizeIterator<Item = &[i64]> {
        self.points.chunks_exact(self.parties)
    }

    /// The outcome of the point: the place of the value of each issue of the steps ([`Steps::package`] tells what they stand
    /// for). Of several it is the first in the order of their packages' places; where the frontier is told within an error,
    /// one of them.
    #[must_use]
    pub fn outcome(&self, point: usize) -> &[u32] {
        &self.first[point * self.issues..(point + 1) * self.issues]
    }

    /// How many outcomes the point has, if that was asked. Where the frontier is told within an error these are those
    /// found, and there may be more.
    #[must_use]
    pub fn ways(&self, point: usize) -> Option<&BigUint> {
        self.ways.as_ref().map(|ways| &ways[point])
    }

    /// The outcomes of the point that were asked for, as [`Frontier::outcome`] gives them and in the order of their packages;
    /// none where they were not. Where there are more than were asked for ([`Frontier::ways`]), some of them; the first, if
    /// no choices exclude each other and nobody's sum is cut.
    #[must_use]
    pub fn outcomes(&self, point: usize) -> Option<&[Vec<u32>]> {
        self.listed.as_ref().map(|listed| listed[point].as_slice())
    }

    /// Whether this is the frontier on its scale.
    #[must_use]
    pub fn exact(&self) -> bool {
        self.error.is_none()
    }

    /// Where it is not exact: for every outcome there is, this has a point that lacks at most so many steps, by party.
    #[must_use]
    pub fn error(&self) -> Option<&[u64]> {
        self.error.as_deref()
    }

    /// The greatest of [`Frontier::error`] in units of utility; nothing where the frontier is exact.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "told to be read, and not compared")]
    pub fn epsilon(&self) -> f64 {
        let steps = self.error.iter().flatten().max().copied().unwrap_or(0);
        steps as f64 / self.scale as f64
    }
}

impl Frontier {
    /// What each point is worth to each party in units of utility, point by point: steps divided by the scale.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "steps of a scale are far below what f64 counts exactly")]
    pub fn in_utilities(&self) -> Vec<f64> {
        self.points.iter().map(|&steps| steps as f64 / self.scale as f64).collect()
    }

    /// The volume between a point of reference, in units of utility, and the frontier ([`hypervolume`]).
    #[must_use]
    pub fn hypervolume(&self, reference: &[f64], budget: u64) -> Option<f64> {
        (reference.len() == self.parties)
            .then(|| hypervolume(&self.in_utilities(), reference, budget))
            .flatten()
    }

    /// How far the nearest point of the frontier is from where everybody has a utility of 1 ([`distance_to_all_satisfied`]);
    /// none where there is no point. So Baarslag and others (*Evaluating practical negotiating agents*, Artificial
    /// Intelligence 198, 2013) and NegMAS define a scenario's opposition. NegoLog publishes another figure by that name: the
    /// same distance from the Kalai–Smorodinsky (or, in its words, Kalai) point, which need not be the nearest.
    ///
    /// Meant for utilities of at most 1, of which no outcome off the frontier is nearer. Cost: points × parties.
    #[must_use]
    pub fn opposition(&self) -> Option<f64> {
        let utilities = self.in_utilities();
        utilities.chunks_exact(self.parties).map(distance_to_all_satisfied).min_by(f64::total_cmp)
    }
}

/// How far utilities are from where everybody has 1: the square root of Σ(1 − uₚ)².
#[must_use]
pub fn distance_to_all_satisfied(utilities: &[f64]) -> f64 {
    utilities.iter().map(|utility| (1.0 - utility).powi(2)).sum::<f64>().sqrt()
}

/// The frontier of steps, without going through the outcomes.
///
/// Cost: candidates are the labels after each issue times the options of the next that no other dominates; for each,
/// log(options) for two parties, that and a look into a staircase for three, that and a search in a tree for more. What
/// `ask.ties` costs above is about as much again.
///
/// # Errors
///
/// See [`TooHard`].
pub fn of_steps(steps: &Steps, ask: &Ask) -> Result<Frontier, TooHard> {
    of_steps_telling(steps, ask, &mut |_| ControlFlow::Continue(()))
}

/// As [`of_steps`]; tells how far it is, many times a second, and stops when told to.
///
/// # Errors
///
/// See [`TooHard`].
pub fn of_steps_telling(
    steps: &Steps,
    ask: &Ask,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Frontier, TooHard> {
    let parties = steps.parties();
    if parties == 0 {
        return Err(TooHard::NoParty);
    }
    let problem = Problem::new(steps, ask)?;
    let bits = problem.bits();
    if let Some(layout) = u64::layout(&bits) {
        solve(&problem, layout, ask, tell)
    } else if let Some(layout) = u128::layout(&bits) {
        solve(&problem, layout, ask, tell)
    } else if let Some(layout) = Wide::<PARTIES>::layout(&bits) {
        solve(&problem, layout, ask, tell)
    } else {
        Err(TooHard::Parties { parties, most: PARTIES })
    }
}

fn solve<K: Key>(
    problem: &Problem<'_>,
    layout: key::Layout<K>,
    ask: &Ask,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Frontier, TooHard> {
    let layers = layers::work(problem, layout, ask, tell)?;
    let ways = ask.needs_ties().then(|| ties::count(problem, &layers)).transpose()?;
    let listed = match ask.ties {
        Ties::All { at_most } => Some(ties::list(problem, &layers, at_most)?),
        Ties::One | Ties::Count => None,
    };
    let issues = problem.order.len();
    let last = layers.all.last().map_or(&[][..], |layer| &layer.keys);
    let mut points = Vec::with_capacity(last.len() * problem.parties);
    for key in last {
        let number = |(place, floor): (_, &i64)| floor.wrapping_add_unsigned(key.number(place));
        points.extend(layers.layout.places.iter().zip(&problem.floor).map(number));
    }
    let mut first = vec![0; last.len() * issues];
    let mut search = None;
    for (point, &key) in last.iter().enumerate() {
        let places = &mut first[point * issues..][..issues];
        let is_cut = || first::Search::is_cut(problem, &layers.layout, key);
        if problem.plain && !problem.beside && layers.loss.is_none() && is_cut() {
            let search = search.get_or_insert_with(|| first::Search::new(problem, &layers));
            if let Some(outcome) = search.outcome(key) {
                places.copy_from_slice(&outcome);
                continue;
            }
        }
        let mut label = point;
        for (layer, &issue) in layers.all[1..].iter().zip(&problem.order).rev() {
            places[issue] = layer.place[label];
            label = layer.from[label] as usize;
        }
    }
    let steps = problem.steps;
    Ok(Frontier {
        scale: steps.scale(),
        parties: problem.parties,
        issues,
        points,
        first,
        ways,
        listed,
        error: layers.loss,
    })
}
