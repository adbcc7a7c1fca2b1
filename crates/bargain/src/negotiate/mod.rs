//! Negotiations: what parties with known wishes do under a protocol, step by step.
//!
//! **The one path.** A [`Protocol`] prepares a [`Scenario`] once ([`Protocol::Ground`]); any number of sessions, on any number of threads,
//! are run on that ground ([`Protocol::run`]) by fresh parties that an [`Entrant`] makes, and each has an [`Ending`]. A
//! [`Tournament`](tournament::Tournament) runs every entrant against every other; [`session()`] tells one session in words.
//!
//! | protocol | source | its parties |
//! |---|---|---|
//! | [`AlternatingOffers`] | Aydoğan, Festen, Hindriks & Jonker 2017, "Alternating Offers Protocols for Multilateral Negotiation" | [`Negotiator`] |
//! | [`SingleText`] | Klein, Faratin, Sayama & Bar-Yam 2003, "Negotiating Complex Contracts" | [`Voter`] |
//!
//! Those that are here for them are in [`negotiators`] and [`voters`]; `examples/own_negotiator.rs` shows how to write another.
//!
//! **Time.** A deadline is a number of rounds. In round r of n, counted from 1, it is r/(n+1), as in GENIUS and NegMAS: after 0 and
//! before the deadline at 1.
//!
//! **What an ending is worth.** To each party the utility of what was agreed, at the time of the agreement, discounted as its
//! profile says; without an agreement its reservation value, discounted alike. A party of which no reservation value is known, or
//! that of minus infinity, has then the least that any outcome would give it.
//!
//! **Chance.** Everything is drawn from one seed, so a session with the same seed takes the same course. Powers and roots are those of the
//! machine's mathematical library: on another machine the last digit of a time-based target may differ.

mod alternating;
mod ballot;
mod ending;
mod entrant;
mod ground;
pub mod negotiators;
mod report;
mod seeds;
mod single_text;
pub mod tournament;
mod transcript;
mod turn;
pub mod voters;

use crate::scenario::Scenario;

pub use alternating::{AlternatingOffers, Negotiator};
pub use ballot::{Asked, Ballot, Text, Voter};
pub use ending::{Ending, How, Package};
pub use entrant::{Entrant, UnknownEntrant};
pub use ground::{CannotNegotiate, Listed, MOST_LISTED, Offer, Stakes, Wishes};
pub use report::{Ended, Said, Seat, SessionReport, session};
pub use single_text::{Drafting, Serving, SingleText};
pub use transcript::{Act, Event, Transcript};
pub use turn::Turn;

/// The rules by which parties negotiate.
///
/// A new protocol says what part a party plays in it, what it prepares of a scenario, and how one session runs.
pub trait Protocol: Sync {
    /// The part that a party plays.
    type Party: ?Sized;
    /// What is prepared once for a scenario, and read by all its sessions.
    type Ground: Send + Sync;

    /// What it is called.
    fn name(&self) -> &'static str;

    /// How many rounds a session has at most.
    fn rounds(&self) -> u32;

    /// All that tells it from the same protocol set up otherwise, in a few words without a comma.
    fn settings(&self) -> String;

    /// Whoever is called by this name.
    ///
    /// # Errors
    ///
    /// Where nobody is.
    fn entrant(&self, name: &str) -> Result<Entrant<Self::Party>, UnknownEntrant>;

    /// Prepares a scenario.
    ///
    /// # Errors
    ///
    /// Where nothing can be negotiated in it under this protocol.
    fn prepare(&self, scenario: &Scenario) -> Result<Self::Ground, CannotNegotiate>;

    /// Runs a session. `seats` are the profiles' places in the scenario in the order in which they speak, `parties` who negotiates
    /// for each; what is said is written down where a transcript is given.
    ///
    /// # Panics
    ///
    /// Where there are not as many parties as seats, or a seat names a profile that is not there.
    fn run(
        &self,
        ground: &Self::Ground,
        seats: &[usize],
        parties: &mut [Box<Self::Party>],
        seed: u64,
        transcript: Option<&mut Transcript>,
    ) -> Ending;
}
