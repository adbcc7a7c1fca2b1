//! What was said in a session, in order.

use super::ending::Package;
use serde::Serialize;

/// What was said, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Transcript {
    /// Each time that somebody spoke.
    pub events: Vec<Event>,
}

/// Somebody spoke.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// In which round, counted from 1; 0 before the first.
    pub round: u32,
    /// When.
    pub time: f64,
    /// Who, by seat; nobody where it was the mediator.
    pub seat: Option<usize>,
    /// What was done.
    pub act: Act,
    /// With which package.
    pub package: Option<Package>,
}

/// What somebody does in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Puts a package forward: a party an offer, the mediator a text.
    Offers,
    /// Accepts the package that was put forward last.
    Accepts,
    /// Vetoes it.
    Vetoes,
    /// Can live with it: accepts without gaining by it.
    CanLiveWith,
    /// Chooses it among several that the mediator showed.
    Chooses,
    /// Leaves the text as it is.
    Passes,
    /// Ends the negotiation.
    WalksAway,
}

impl Transcript {
    pub(super) fn note(
        &mut self,
        round: u32,
        time: f64,
        seat: Option<usize>,
        act: Act,
        package: Option<&[u32]>,
    ) {
        self.events.push(Event { round, time, seat, act, package: package.map(Into::into) });
    }
}
