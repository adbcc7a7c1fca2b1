//! How a session ends.

use super::ground::Stakes;
use serde::Serialize;

/// An outcome by the place of each issue's value.
pub type Package = Box<[u32]>;

/// How a session ended, and what that is worth to whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Ending {
    /// How.
    pub how: How,
    /// What was agreed.
    pub agreement: Option<Package>,
    /// In which round, counted from 1.
    pub round: u32,
    /// When: between 0 and 1, and 1 at the deadline.
    pub time: f64,
    /// What it is worth to each seat, discounted.
    pub utilities: Vec<f64>,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Everybody agreed.
    Agreed,
    /// The rounds ran out.
    Deadline,
    /// The party in this seat ended it.
    WalkedAway(usize),
    /// The party in this seat did not accept the text that was left at the end.
    NotRatified(usize),
}

impl How {
    /// In a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            How::Agreed => "agreed",
            How::Deadline => "deadline",
            How::WalkedAway(_) => "walked_away",
            How::NotRatified(_) => "not_ratified",
        }
    }
}

impl Ending {
    /// An agreement that is worth so much to each seat, before discounting.
    pub(super) fn agreed<'a>(
        package: Package,
        round: u32,
        time: f64,
        seats: impl Iterator<Item = (&'a Stakes, f64)>,
    ) -> Self {
        let utilities = seats.map(|(stakes, utility)| stakes.at(time, utility)).collect();
        Self { how: How::Agreed, agreement: Some(package), round, time, utilities }
    }

    /// No agreement.
    pub(super) fn none<'a>(how: How, round: u32, time: f64, seats: impl Iterator<Item = &'a Stakes>) -> Self {
        let utilities = seats.map(|stakes| stakes.at(time, stakes.without)).collect();
        Self { how, agreement: None, round, time, utilities }
    }
}
