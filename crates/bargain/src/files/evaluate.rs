//! Bids of a profile, evaluated line by line.

use super::open::{OpenedProfile, Reading, pair};
use super::source::Refused;
use crate::space::{NoSuchValue, Outcome, Space, Value, Values};
use crate::utility::discounted;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::HashMap;
use std::path::PathBuf;

/// A line of bids: which profile of which domain evaluates them, both as paths from a common directory.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Line {
    /// The file of the domain.
    pub domain: String,
    /// The file of the profile.
    pub profile: String,
    /// Each the values of all issues in their order: words, and numbers for issues of numbers.
    pub bids: Vec<Vec<Json>>,
}

/// What a line of bids comes to.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Evaluated {
    /// Each bid in order.
    Utilities {
        /// As given.
        domain: String,
        /// As given.
        profile: String,
        /// What each bid is worth, undiscounted.
        u: Vec<f64>,
        /// The reservation value, undiscounted; none where any agreement is better than none.
        reservation: Option<f64>,
        /// The discount factor.
        discount: f64,
        /// The first bid at half time; none where there is no bid.
        u0_at_half_time: Option<f64>,
    },
    /// Why there is no result.
    Refused {
        /// As given.
        domain: String,
        /// As given.
        profile: String,
        /// What is wrong and what to do.
        error: String,
    },
}

/// Evaluates lines of bids, and keeps what it has read for the lines to come.
#[derive(Debug)]
pub struct Bids {
    root: PathBuf,
    reading: Reading,
    opened: HashMap<(String, String), Result<OpenedProfile, Refused>>,
}

/// Why a bid is no outcome.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
enum NoBid {
    /// Too few or too many values.
    #[error(
        "bid {number} has {given} values, and there are {issues} issues: give one for each issue, in their order"
    )]
    Length { number: usize, given: usize, issues: usize },
    /// A value that is not there.
    #[error("bid {number}: {reason}")]
    Value { number: usize, reason: NoSuchValue },
}

impl Bids {
    /// An evaluation of files under this directory.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>, reading: Reading) -> Self {
        Self { root: root.into(), reading, opened: HashMap::new() }
    }

    /// What a line comes to. The files of a pair are read once.
    pub fn evaluate(&mut self, line: &Line) -> Evaluated {
        let Line { domain, profile, bids } = line;
        let (root, reading) = (&self.root, self.reading);
        let opened = self
            .opened
            .entry((domain.clone(), profile.clone()))
            .or_insert_with(|| pair(&root.join(domain), domain, &root.join(profile), profile, reading));
        let refused =
            |error: String| Evaluated::Refused { domain: domain.clone(), profile: profile.clone(), error };
        let opened = match opened {
            Ok(opened) => opened,
            Err(error) => return refused(error.to_string()),
        };
        match utilities(opened, bids) {
            Ok(u) => Evaluated::Utilities {
                domain: domain.clone(),
                profile: profile.clone(),
                reservation: opened.profile.reservation.filter(|worth| worth.is_finite()),
                discount: opened.profile.discount,
                u0_at_half_time: u.first().map(|worth| discounted(*worth, opened.profile.discount, 0.5)),
                u,
            },
            Err(error) => refused(error.to_string()),
        }
    }

    /// What was repaired in the files read so far, those of each pair in order of their names.
    #[must_use]
    pub fn repairs(&self) -> Vec<super::Repair> {
        let mut pairs: Vec<_> = self.opened.iter().collect();
        pairs.sort_by_key(|(names, _)| *names);
        let mut repairs: Vec<_> = pairs
            .into_iter()
            .filter_map(|(_, opened)| opened.as_ref().ok())
            .flat_map(|o| o.repairs.clone())
            .collect();
        let mut seen = std::collections::HashSet::new();
        repairs.retain(|repair| seen.insert(repair.clone()));
        repairs
    }
}

fn utilities(opened: &OpenedProfile, bids: &[Vec<Json>]) -> Result<Vec<f64>, NoBid> {
    bids.iter()
        .zip(1..)
        .map(|(bid, number)| Ok(opened.profile.utility.of(&outcome(&opened.space, bid, number)?)))
        .collect()
}

fn outcome(space: &Space, bid: &[Json], number: usize) -> Result<Outcome, NoBid> {
    if bid.len() != space.issues.len() {
        return Err(NoBid::Length { number, given: bid.len(), issues: space.issues.len() });
    }
    bid.iter()
        .enumerate()
        .map(|(issue, given)| value(space, issue, given).map_err(|reason| NoBid::Value { number, reason }))
        .collect::<Result<_, _>>()
        .map(Outcome)
}

/// The value of an issue that is meant. Tools that do not resolve references of XML give words with `&amp;` in them.
fn value(space: &Space, issue: usize, given: &Json) -> Result<Value, NoSuchValue> {
    let words = match given {
        Json::String(words) => words.clone(),
        other => other.to_string(),
    };
    space.value(issue, &words).or_else(|reason| {
        let resolved = match &space.issues[issue].values {
            Values::Options(_) => quick_xml::escape::unescape(&words).ok(),
            Values::Integers { .. } | Values::Reals { .. } | Values::Grid { .. } => None,
        };
        resolved.and_then(|words| space.value(issue, &words).ok()).ok_or(reason)
    })
}
