//! Parties that vote on changes of one text.

use super::ground::Stakes;

/// A text, and what it is worth to whoever looks at it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Text<'a> {
    /// The place of each issue's value.
    pub places: &'a [u32],
    /// Undiscounted.
    pub worth: f64,
}

/// What a party knows when it is asked about a text.
pub struct Asked<'a> {
    /// What it has at stake.
    pub stakes: &'a Stakes,
    /// The text that stands.
    pub standing: Text<'a>,
    /// Its own seat.
    pub seat: usize,
    /// How many parties there are.
    pub parties: usize,
    /// Which round it is, from 1.
    pub round: u32,
    /// How many there are.
    pub rounds: u32,
    /// When it is, between 0 and 1.
    pub time: f64,
    /// Chance, for this party alone.
    pub random: &'a mut fastrand::Rng,
}

/// What a party says to a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ballot {
    /// No.
    Vetoes,
    /// Yes, without gaining by it.
    CanLiveWith,
    /// Yes, and gains by it.
    Gains,
}

/// Who votes on changes of one text.
pub trait Voter: Send {
    /// What it says to a text that would take the place of the one that stands.
    fn votes(&mut self, asked: &mut Asked<'_>, proposed: Text<'_>) -> Ballot;

    /// Which of these texts it would like in the place of the one that stands; none where it would rather keep that. By default the first
    /// of those that are worth most, if that is more than what stands is worth.
    fn chooses(&mut self, asked: &mut Asked<'_>, among: &[Text<'_>]) -> Option<usize> {
        let mut chosen = None;
        let mut most = asked.standing.worth;
        for (at, text) in among.iter().enumerate() {
            if text.worth > most {
                (chosen, most) = (Some(at), text.worth);
            }
        }
        chosen
    }

    /// Whether it accepts the text that stands at the end, rather than to have no agreement. By default where it is worth its reservation
    /// value.
    fn ratifies(&mut self, asked: &mut Asked<'_>) -> bool {
        asked.standing.worth >= asked.stakes.reservation
    }
}
