//! One session in the scenario's own words.

use super::ending::{How, Package};
use super::transcript::{Act, Transcript};
use super::{CannotNegotiate, Entrant, Protocol};
use crate::analysis::Named;
use crate::scenario::Scenario;
use serde::Serialize;

/// A session from its first word to its end.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SessionReport {
    /// Under which protocol.
    pub protocol: &'static str,
    /// How many rounds there were at most.
    pub rounds: u32,
    /// What everything that chance decided was drawn from.
    pub seed: u64,
    /// Who negotiated for whom, in the order in which they speak; `utilities` are in the same order.
    pub parties: Vec<Seat>,
    /// What was said.
    pub transcript: Vec<Said>,
    /// How it ended.
    pub ending: Ended,
}

/// Who negotiated for whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seat {
    /// Whose wishes.
    pub party: String,
    /// Who negotiated.
    pub negotiator: String,
}

/// Somebody spoke.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Said {
    /// In which round, counted from 1; 0 before the first.
    pub round: u32,
    /// When, between 0 and 1.
    pub time: f64,
    /// Which party; nobody where it was the mediator.
    pub party: Option<String>,
    /// What was done.
    pub act: Act,
    /// With which outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Named>,
    /// What that is worth to each party, undiscounted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utilities: Option<Vec<f64>>,
}

/// How a session ended.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ended {
    /// How, in a word: `agreed`, `deadline`, `walked_away`, `not_ratified`.
    pub how: &'static str,
    /// Who ended it, where one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// In which round, counted from 1.
    pub round: u32,
    /// When, between 0 and 1.
    pub time: f64,
    /// What was agreed.
    pub agreement: Option<Named>,
    /// What each party has in the end: the utility of what was agreed or its reservation value, discounted.
    pub utilities: Vec<f64>,
}

/// Runs one session in which the entrants negotiate for the scenario's parties, in their order.
///
/// # Errors
///
/// Where nothing can be negotiated, or there are not as many entrants as parties.
pub fn session<P: Protocol>(
    scenario: &Scenario,
    protocol: &P,
    entrants: &[Entrant<P::Party>],
    seed: u64,
) -> Result<SessionReport, CannotNegotiate> {
    let ground = protocol.prepare(scenario)?;
    let names: Vec<&str> = scenario.profiles.iter().map(|profile| profile.name.as_str()).collect();
    if entrants.len() != names.len() {
        let parties = names.iter().map(ToString::to_string).collect();
        return Err(CannotNegotiate::Seats { parties, given: entrants.len() });
    }
    let seats: Vec<usize> = (0..names.len()).collect();
    let mut parties: Vec<Box<P::Party>> = entrants.iter().map(Entrant::party).collect();
    let mut transcript = Transcript::default();
    let ending = protocol.run(&ground, &seats, &mut parties, seed, Some(&mut transcript));
    let told = |package: &Package| {
        let outcome = scenario.space.outcome(package);
        let utilities = scenario.profiles.iter().map(|profile| profile.utility.of(&outcome)).collect();
        (scenario.space.named(&outcome), utilities)
    };
    let party = |seat: usize| names[seat].to_owned();
    let said = transcript.events.iter().map(|event| {
        let (outcome, utilities) = event.package.as_ref().map(told).unzip();
        Said {
            round: event.round,
            time: event.time,
            party: event.seat.map(party),
            act: event.act,
            outcome,
            utilities,
        }
    });
    let by = match ending.how {
        How::WalkedAway(seat) | How::NotRatified(seat) => Some(party(seat)),
        How::Agreed | How::Deadline => None,
    };
    Ok(SessionReport {
        protocol: protocol.name(),
        rounds: protocol.rounds(),
        seed,
        parties: (names.iter().zip(entrants))
            .map(|(party, entrant)| Seat {
                party: (*party).to_owned(),
                negotiator: entrant.name().to_owned(),
            })
            .collect(),
        transcript: said.collect(),
        ending: Ended {
            how: ending.how.word(),
            by,
            round: ending.round,
            time: ending.time,
            agreement: ending.agreement.as_ref().map(|package| told(package).0),
            utilities: ending.utilities,
        },
    })
}
