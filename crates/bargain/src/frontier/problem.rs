//! What a frontier is looked for in, brought into the form in which it is looked for: numbers that are not negative.
//!
//! Of each issue and party the least that a value adds is taken away, and added to what the party has at the start. So what
//! is still to come never takes anything away, and a sum may be cut as soon as it is beyond where it is cut in the end.

use super::{Ask, TooHard};
use crate::steps::Steps;

/// Steps, shifted.
pub(super) struct Problem<'a> {
    pub(super) steps: &'a Steps,
    pub(super) parties: usize,
    /// What nothing stands for, by party.
    pub(super) floor: Vec<i64>,
    /// The most that sums can come to, by party, before they are cut.
    pub(super) most: Vec<u64>,
    /// Where sums are cut, by party; only where some sum is beyond.
    pub(super) cut: Vec<Option<u64>>,
    /// The issues in the order in which they are taken.
    pub(super) order: Vec<usize>,
    /// Whether outcomes are ordered by what is chosen last first, so that taking the least place wherever labels are equal
    /// gives the first outcome in the end.
    pub(super) plain: bool,
    /// Whether a label that is behind another only in what may be cut in the end stays beside it. Without that all points
    /// are found, but not all outcomes.
    pub(super) beside: bool,
    /// By party, whether nothing that is chosen changes what it has.
    idle: Vec<bool>,
    /// By issue and party, the least that a value adds.
    least: Vec<Vec<i64>>,
}

impl<'a> Problem<'a> {
    /// Cost: values × parties.
    pub(super) fn new(steps: &'a Steps, ask: &Ask) -> Result<Self, TooHard> {
        let parties = steps.parties();
        let mut least = Vec::with_capacity(steps.issues());
        let mut floor: Vec<i128> = steps.base().iter().map(|&base| i128::from(base)).collect();
        let mut most = vec![0_i128; parties];
        for issue in 0..steps.issues() {
            let mut low = vec![i64::MAX; parties];
            let mut high = vec![i64::MIN; parties];
            for value in 0..steps.values(issue) {
                for (party, &adds) in steps.adds(issue, value).iter().enumerate() {
                    low[party] = low[party].min(adds);
                    high[party] = high[party].max(adds);
                }
            }
            if steps.values(issue) == 0 {
                return Err(TooHard::Empty(issue));
            }
            for party in 0..parties {
                floor[party] += i128::from(low[party]);
                most[party] += i128::from(high[party]) - i128::from(low[party]);
            }
            least.push(low);
        }
        let mut cut = vec![None; parties];
        let mut idle = vec![false; parties];
        for party in 0..parties {
            let Some(cap) = steps.cap()[party].map(i128::from) else { continue };
            if cap <= floor[party] {
                (floor[party], most[party], idle[party]) = (cap, 0, true);
            } else if cap < floor[party] + most[party] {
                cut[party] = Some(narrow(cap - floor[party], party)?);
            }
        }
        // Where one issue of the steps stands for several of the space, these need not be next to each other.
        let package = steps.package(&vec![0; steps.issues()]).len();
        let plain = !steps.has_rules() && package == steps.issues();
        let beside = cut.iter().any(Option::is_some) && (ask.needs_ties() || !plain);
        let order = if steps.has_rules() {
            steps.walk().order().to_vec()
        } else {
            // With the last issue first, what is chosen last is what outcomes are ordered by first.
            (0..steps.issues()).rev().collect()
        };
        let floor = floor
            .into_iter()
            .enumerate()
            .map(|(party, floor)| i64::try_from(floor).map_err(|_| TooHard::TooLarge { party }))
            .collect::<Result<_, _>>()?;
        let most = most
            .into_iter()
            .enumerate()
            .map(|(party, most)| narrow(most, party))
            .collect::<Result<_, _>>()?;
        Ok(Self { steps, parties, floor, most, cut, order, plain, beside, idle, least })
    }

    /// What a value adds, less the least that any value of its issue adds.
    pub(super) fn adds(&self, issue: usize, value: usize) -> impl Iterator<Item = u64> + '_ {
        let least = &self.least[issue];
        self.steps
            .adds(issue, value)
            .iter()
            .zip(least)
            .zip(&self.idle)
            .map(|((adds, least), idle)| if *idle { 0 } else { adds.abs_diff(*least) })
    }

    /// Whether any sum is cut.
    pub(super) fn cuts(&self) -> bool {
        self.cut.iter().any(Option::is_some)
    }

    /// By party the number below which a label is sure to end below where its sum is cut, when the issues taken as number
    /// `taken` and later are still to come.
    pub(super) fn uncut(&self, taken: usize) -> Vec<u64> {
        let ahead = |party: usize| -> u64 {
            self.order[taken..]
                .iter()
                .map(|&issue| {
                    let most =
                        (0..self.steps.values(issue)).map(|value| self.steps.adds(issue, value)[party]).max();
                    most.map_or(0, |most| most.abs_diff(self.least[issue][party]))
                })
                .sum()
        };
        (0..self.parties)
            .map(|party| self.cut[party].map_or(u64::MAX, |cut| cut.saturating_sub(ahead(party))))
            .collect()
    }

    /// Bits enough for the sums of each party.
    pub(super) fn bits(&self) -> Vec<u32> {
        self.most.iter().map(|most| u64::BITS - most.leading_zeros()).collect()
    }
}

/// A sum that two of fit into 63 bits.
fn narrow(sum: i128, party: usize) -> Result<u64, TooHard> {
    u64::try_from(sum).ok().filter(|sum| *sum < 1 << 62).ok_or(TooHard::TooLarge { party })
}
