//! How everybody fared.

use super::interval::{Interval, interval};
use super::plan::Meeting;
use serde::Serialize;

/// Counts results as they come, in the order of the sessions, so that sums are the same whoever computed them.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    names: Vec<String>,
    each: Vec<Count>,
    sessions: u64,
    agreements: u64,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Count {
    utility: Mean,
    agreed: Mean,
    time: Mean,
}

/// A mean and the sum of squared distances from it, as numbers come (Welford 1962).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Mean {
    count: u64,
    mean: f64,
    squares: f64,
}

impl Mean {
    #[expect(clippy::cast_precision_loss, reason = "counts are far below what f64 counts exactly")]
    fn add(&mut self, number: f64) {
        self.count += 1;
        let from = number - self.mean;
        self.mean += from / self.count as f64;
        self.squares += from * (number - self.mean);
    }
}

/// How everybody fared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// How many sessions were held.
    pub sessions: u64,
    /// How many of them ended with an agreement.
    pub agreements: u64,
    /// Everybody, the highest mean utility first.
    pub standings: Vec<Standing>,
    /// How the intervals are to be read.
    pub intervals: &'static str,
}

/// How one of them fared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// Who.
    pub negotiator: String,
    /// How often it sat at a table: twice in a session in which it met itself.
    pub seats: u64,
    /// What it had in the end, over all its seats.
    pub utility: Interval,
    /// The share of its seats with an agreement.
    pub agreement_rate: f64,
    /// When it agreed on average, between 0 and 1; none where it never did.
    pub mean_time: Option<f64>,
}

/// How intervals are computed, and what they leave out.
const INTERVALS: &str =
    "95 % by Student's t over seats, as if each were drawn independently from all meetings of this kind";

impl Tally {
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<String> = names.map(ToOwned::to_owned).collect();
        Self { each: vec![Count::default(); names.len()], names, sessions: 0, agreements: 0 }
    }

    /// A session was held.
    pub(super) fn add(&mut self, meeting: &Meeting, utilities: &[f64], agreed_at: Option<f64>) {
        self.sessions += 1;
        self.agreements += u64::from(agreed_at.is_some());
        for (&entrant, &utility) in meeting.entrants.iter().zip(utilities) {
            let count = &mut self.each[entrant];
            count.utility.add(utility);
            count.agreed.add(if agreed_at.is_some() { 1.0 } else { 0.0 });
            agreed_at.into_iter().for_each(|time| count.time.add(time));
        }
    }

    /// How everybody fared so far.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let standing = |(name, count): (&String, &Count)| Standing {
            negotiator: name.clone(),
            seats: count.utility.count,
            utility: interval(count.utility.count, count.utility.mean, count.utility.squares),
            agreement_rate: count.agreed.mean,
            mean_time: (count.time.count > 0).then_some(count.time.mean),
        };
        let mut standings: Vec<Standing> = self.names.iter().zip(&self.each).map(standing).collect();
        standings.sort_by(|one, other| other.utility.mean.total_cmp(&one.utility.mean));
        Summary { sessions: self.sessions, agreements: self.agreements, standings, intervals: INTERVALS }
    }
}
