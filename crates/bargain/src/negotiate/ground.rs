//! What is prepared of a scenario once: its outcomes listed, and each party's order of them.

use crate::scenario::Scenario;
use crate::space::{Space, Uncountable};
use crate::utility::{Profile, discounted};
use num_bigint::BigUint;
use std::sync::Arc;

/// How many outcomes are listed at most.
pub const MOST_LISTED: usize = 2_000_000;

/// How many combinations of values are looked at to find those that break no rule.
const MOST_TRIED: u64 = 1 << 26;

/// Why nothing can be negotiated.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CannotNegotiate {
    /// Fewer than two parties.
    #[error("there {}: a negotiation needs at least two", match .0 { 0 => "is no party".to_owned(), _ => "is one party".to_owned() })]
    TooFew(usize),
    /// Not one negotiator for each party.
    #[error("there are {} parties ({}) and {given} named to negotiate for them: name one for each, in their order", .parties.len(), .parties.join(", "))]
    Seats {
        /// The parties.
        parties: Vec<String>,
        /// How many were named.
        given: usize,
    },
    /// Outcomes cannot be gone through.
    #[error(transparent)]
    Uncountable(#[from] Uncountable),
    /// Too many outcomes.
    #[error(
        "there are {0} outcomes, and parties that make offers rank every one of them: at most {MOST_LISTED} can be ranked. Under the protocol single-text, where parties only compare two texts, there can be any number"
    )]
    TooMany(BigUint),
    /// The rules exclude everything.
    #[error("every outcome breaks a rule, so that nothing can be agreed: leave some rules out")]
    Nothing,
    /// A utility that is no number.
    #[error(
        "an outcome is worth {worth} to {party:?}, which cannot be compared: check the numbers of its profile"
    )]
    NoNumber {
        /// Whose.
        party: String,
        /// As it came out.
        worth: f64,
    },
    /// What somebody has without an agreement cannot be told.
    #[error(
        "what parties have without an agreement cannot be told: {0}; give every profile a reservation value"
    )]
    NoLeast(#[from] crate::steps::NotInSteps),
    /// A reservation value that is no number.
    #[error("the reservation value of {0:?} cannot be compared: give a number, or leave it out")]
    NoReservation(String),
}

/// What a party has at stake apart from the outcomes themselves.
#[derive(Debug, Clone, PartialEq)]
pub struct Stakes {
    /// Whose.
    pub name: String,
    /// What it accepts at least, before discounting; minus infinity where any agreement is better than none, or nothing is said.
    pub reservation: f64,
    /// What it has without an agreement, before discounting.
    pub without: f64,
    /// What is left of a utility at the deadline.
    pub discount: f64,
}

impl Stakes {
    /// The stakes of a profile of which the least that any outcome gives is known.
    pub(super) fn new(profile: &Profile, least: f64) -> Result<Self, CannotNegotiate> {
        let reservation = profile.reservation.unwrap_or(f64::NEG_INFINITY);
        if reservation.is_nan() || reservation == f64::INFINITY {
            return Err(CannotNegotiate::NoReservation(profile.name.clone()));
        }
        let without = if reservation.is_finite() { reservation } else { least };
        Ok(Self { name: profile.name.clone(), reservation, without, discount: profile.discount })
    }

    /// A utility at a time.
    #[must_use]
    pub fn at(&self, time: f64, utility: f64) -> f64 {
        discounted(utility, self.discount, time)
    }
}

/// One of the outcomes that are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Offer(pub(super) u32);

impl Offer {
    /// Its place in the list.
    #[must_use]
    pub fn place(self) -> usize {
        self.0 as usize
    }
}

/// A scenario of which every outcome is listed, in the order of its issues' values.
#[derive(Debug, Clone)]
pub struct Listed {
    space: Arc<Space>,
    places: Arc<[u32]>,
    wishes: Vec<Arc<Wishes>>,
}

/// What a party wishes of outcomes that are listed: what each is worth to it, and all in its order. Read by every session.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// What it has at stake.
    pub stakes: Stakes,
    /// By place in the list.
    utilities: Vec<f64>,
    /// The best first; of several that are worth the same, the first in the list.
    order: Vec<Offer>,
    /// What each of `order` is worth.
    ranked: Vec<f64>,
    /// How many of `order` are worth at least the reservation value.
    rational: usize,
}

impl Listed {
    /// Lists the outcomes of a scenario, and orders them for each party.
    ///
    /// Cost: parties × outcomes × log outcomes, once.
    ///
    /// # Errors
    ///
    /// Where there are fewer than two parties, or more outcomes than can be listed.
    pub fn new(scenario: &Scenario) -> Result<Self, CannotNegotiate> {
        let Scenario { space, profiles } = scenario;
        if profiles.len() < 2 {
            return Err(CannotNegotiate::TooFew(profiles.len()));
        }
        let places = list(space)?;
        let listed = places.chunks_exact(space.issues.len());
        let wishes = profiles
            .iter()
            .map(|profile| {
                let worths =
                    listed.clone().map(|places| profile.utility.of(&space.outcome(places))).collect();
                Wishes::new(profile, worths).map(Arc::new)
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { space: Arc::new(space.clone()), places: places.into(), wishes })
    }

    /// What can be agreed.
    #[must_use]
    pub fn space(&self) -> &Space {
        &self.space
    }

    /// What each party wishes, in the order of the scenario's profiles.
    #[must_use]
    pub fn wishes(&self) -> &[Arc<Wishes>] {
        &self.wishes
    }

    /// How many outcomes there are.
    #[must_use]
    pub fn outcomes(&self) -> usize {
        self.places.len() / self.space.issues.len()
    }

    /// The place of each issue's value in an outcome.
    #[must_use]
    pub fn places(&self, offer: Offer) -> &[u32] {
        let (at, issues) = (offer.0 as usize, self.space.issues.len());
        &self.places[at * issues..(at + 1) * issues]
    }

    /// The outcome of which each issue's value is at the place given, if it is allowed. Cost: a search in the list.
    #[must_use]
    pub fn offer(&self, places: &[u32]) -> Option<Offer> {
        let (mut low, mut high) = (0, self.outcomes());
        while low < high {
            let middle = low + (high - low) / 2;
            let there = Offer(u32::try_from(middle).ok()?);
            match self.places(there).cmp(places) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(there),
            }
        }
        None
    }
}

impl Wishes {
    fn new(profile: &Profile, utilities: Vec<f64>) -> Result<Self, CannotNegotiate> {
        if let Some(&worth) = utilities.iter().find(|worth| !worth.is_finite()) {
            return Err(CannotNegotiate::NoNumber { party: profile.name.clone(), worth });
        }
        // There are at most two million.
        let mut order: Vec<Offer> = (0u32..).zip(&utilities).map(|(at, _)| Offer(at)).collect();
        order.sort_by(|one, other| {
            let worth = |offer: &Offer| utilities[offer.0 as usize];
            worth(other).total_cmp(&worth(one)).then(one.cmp(other))
        });
        let ranked: Vec<f64> = order.iter().map(|offer| utilities[offer.0 as usize]).collect();
        let stakes = Stakes::new(profile, ranked.last().copied().unwrap_or_default())?;
        let rational = ranked.partition_point(|&worth| worth >= stakes.reservation);
        Ok(Self { stakes, utilities, order, ranked, rational })
    }

    /// What an outcome is worth, undiscounted.
    #[must_use]
    pub fn utility(&self, offer: Offer) -> f64 {
        self.utilities[offer.0 as usize]
    }

    /// The outcomes that are worth at least the reservation value, the best first.
    #[must_use]
    pub fn rational(&self) -> &[Offer] {
        &self.order[..self.rational]
    }

    /// The best that can be had; none where nothing reaches the reservation value.
    #[must_use]
    pub fn best(&self) -> Option<f64> {
        self.ranked[..self.rational].first().copied()
    }

    /// The worst that is still worth the reservation value.
    #[must_use]
    pub fn worst(&self) -> Option<f64> {
        self.ranked[..self.rational].last().copied()
    }

    /// How many of [`Wishes::rational`] are worth at least this. Cost: log outcomes.
    #[must_use]
    pub fn at_least(&self, utility: f64) -> usize {
        self.ranked[..self.rational].partition_point(|&worth| worth >= utility)
    }

    /// Of the outcomes that are worth at least this and the reservation value, one that is worth least; the best of all where
    /// none is. Cost: log outcomes.
    #[must_use]
    pub fn nearest(&self, utility: f64) -> Option<Offer> {
        self.rational().get(self.at_least(utility).saturating_sub(1)).copied()
    }
}

/// The places of every outcome that breaks no rule, one after the other, in ascending order.
fn list(space: &Space) -> Result<Vec<u32>, CannotNegotiate> {
    let outcomes = space.outcomes()?;
    if outcomes == BigUint::ZERO {
        return Err(CannotNegotiate::Nothing);
    }
    let many = || CannotNegotiate::TooMany(outcomes.clone());
    let count = usize::try_from(&outcomes).ok().filter(|&count| count <= MOST_LISTED).ok_or_else(many)?;
    let counts: Vec<u32> =
        space.issues.iter().map(|issue| issue.values.places()).collect::<Option<_>>().ok_or_else(many)?;
    counts
        .iter()
        .try_fold(1u64, |all, &count| all.checked_mul(u64::from(count)))
        .filter(|&all| all <= MOST_TRIED)
        .ok_or_else(many)?;
    let mut all = Vec::with_capacity(count * counts.len());
    let mut places = vec![0; counts.len()];
    loop {
        if space.allows(&places) {
            all.extend_from_slice(&places);
        }
        // The next in order: the last issue that can go on does, and those after it begin anew.
        let Some(at) = (0..counts.len()).rev().find(|&at| places[at] + 1 < counts[at]) else { break };
        places[at] += 1;
        places[at + 1..].fill(0);
    }
    Ok(all)
}
