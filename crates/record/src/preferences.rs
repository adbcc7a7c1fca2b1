//! Assessments of a party's wishes: what somebody says that a party prefers, in terms of the text.
//!
//! An [`Assessment`] has the header of an act, and says whose wishes it is about and who says so. What it says is its
//! [`Content`]: options of open points over others, amounts, red lines, the least that would be accepted. Amounts are those
//! that somebody gave; none is made up.

use crate::act::{Choice, Dated};
use crate::audience::Audience;
use crate::ids::{AssessmentId, DraftId, ParticipantId};
use crate::source::Source;
use crate::when::When;

/// What somebody says of a party's wishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Unique among the assessments of the case.
    pub id: AssessmentId,
    /// Whose wishes they are.
    pub party: ParticipantId,
    /// Who says so; nobody: those who keep the record.
    pub by: Vec<ParticipantId>,
    /// When they said it, once for every source that differs; never empty, earliest first.
    pub on: Vec<Dated>,
    /// When the record learnt of it.
    pub known: When,
    /// The draft whose open points it speaks of.
    pub draft: DraftId,
    /// Who may see it.
    pub audience: Audience,
    /// Where it is known from.
    pub sources: Vec<Source>,
    /// A remark for whoever may see it.
    pub note: Option<String>,
    /// What it says.
    pub content: Content,
}

/// What an assessment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Options over others (`[[prefers]]`).
    Prefers {
        /// The ones preferred.
        better: Vec<Chosen>,
        /// The others.
        worse: Vec<Chosen>,
        /// Whether they may be worth the same.
        may_tie: bool,
        /// How it is meant.
        reading: Meant,
    },
    /// The worst and the best option of a point (`[[extremes]]`).
    Extremes {
        /// Nothing at the point is worse.
        worst: Chosen,
        /// Nothing at the point is better.
        best: Chosen,
    },
    /// Which share of all that can be gained lies between two choices, all else equal (`[[share]]`).
    Share {
        /// From these options.
        from: Vec<Chosen>,
        /// To these, at the same points.
        to: Vec<Chosen>,
        /// At least.
        low: Amount,
        /// At most.
        high: Amount,
    },
    /// How many times as much lies between two choices as between two others, all else equal (`[[ratio]]`).
    Ratio {
        /// From these options.
        from: Vec<Chosen>,
        /// To these, at the same points.
        to: Vec<Chosen>,
        /// Compared with going from these options.
        than_from: Vec<Chosen>,
        /// To these, at the same points.
        than_to: Vec<Chosen>,
        /// At least.
        low: Amount,
        /// At most; `None`: no more is said.
        high: Option<Amount>,
    },
    /// Options that the party could not accept together (`[[red_line]]`).
    RedLine(Vec<Chosen>),
    /// How a whole package compares with no agreement (`[[reservation]]`).
    Reservation {
        /// An option for every open point.
        options: Vec<Chosen>,
        /// Whether it would still be accepted: not worse than no agreement. Otherwise no agreement is better.
        acceptable: bool,
    },
}

/// An option of an open point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The clause, with all below it.
    pub clause: String,
    /// Which of its open points that offer options, counted from 1; `None`: the one that offers this option.
    pub point: Option<u32>,
    /// The option.
    pub option: Choice,
}

/// How "A over B" is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meant {
    /// Where everything else is decided alike.
    AllElseEqual,
    /// However the rest is decided in either.
    WhateverElse,
    /// The one is to come before the other in time: this says nothing of worth.
    InTime,
}

/// An amount exactly as it was given: so many parts, of how many that make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// How many parts.
    pub parts: u32,
    /// Of how many that make one; a power of ten.
    pub of: u32,
}

/// The name of what an assessment says, as the heading of its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is described at the content of its name")]
pub enum Sort {
    Prefers,
    Extremes,
    Share,
    Ratio,
    RedLine,
    Reservation,
}

impl Assessment {
    /// When it was made, by the earliest account.
    pub fn earliest(&self) -> When {
        self.on.first().map_or(self.known, |dated| dated.when)
    }
}

impl Content {
    /// The name of what is said.
    pub fn sort(&self) -> Sort {
        match self {
            Self::Prefers { .. } => Sort::Prefers,
            Self::Extremes { .. } => Sort::Extremes,
            Self::Share { .. } => Sort::Share,
            Self::Ratio { .. } => Sort::Ratio,
            Self::RedLine(_) => Sort::RedLine,
            Self::Reservation { .. } => Sort::Reservation,
        }
    }

    /// Every option that it names, in order.
    pub fn options(&self) -> Vec<&Chosen> {
        match self {
            Self::Prefers { better, worse, .. } => better.iter().chain(worse).collect(),
            Self::Extremes { worst, best } => vec![worst, best],
            Self::Share { from, to, .. } => from.iter().chain(to).collect(),
            Self::Ratio { from, to, than_from, than_to, .. } => {
                from.iter().chain(to).chain(than_from).chain(than_to).collect()
            }
            Self::RedLine(options) | Self::Reservation { options, .. } => options.iter().collect(),
        }
    }
}

impl Amount {
    /// A number that is not below zero, written in decimal digits: at most nine, of them at most six behind the point.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        let is_number = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
        if whole.is_empty() || whole.len() + rest.len() > 9 || rest.len() > 6 {
            return None;
        }
        if !is_number(whole) || !is_number(rest) {
            return None;
        }
        let of = 10u32.pow(rest.len() as u32);
        Some(Self { parts: format!("{whole}{rest}").parse().ok()?, of })
    }

    /// Whether it is not more than another.
    pub fn at_most(self, other: Self) -> bool {
        u64::from(self.parts) * u64::from(other.of) <= u64::from(other.parts) * u64::from(self.of)
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let places = self.of.checked_ilog10().unwrap_or(0) as usize;
        match places {
            0 => write!(f, "{}", self.parts),
            _ => write!(f, "{}.{:0places$}", self.parts / self.of, self.parts % self.of),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_kept_as_they_were_given() {
        for (text, parts, of) in [("0.25", 25, 100), ("3", 3, 1), ("1.50", 150, 100), ("0", 0, 1)] {
            assert_eq!(Amount::parse(text), Some(Amount { parts, of }));
            assert_eq!(Amount::parse(text).unwrap().to_string(), text);
        }
        for text in ["-1", "", ".5", "1e3", "inf", "0.1234567", "1234567890", "1.2.3"] {
            assert_eq!(Amount::parse(text), None, "{text}");
        }
        let amount = |text| Amount::parse(text).unwrap();
        assert!(amount("0.3").at_most(amount("0.30")) && !amount("1").at_most(amount("0.99")));
    }
}
