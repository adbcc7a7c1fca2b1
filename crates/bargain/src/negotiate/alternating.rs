//! Stacked alternating offers, for any number of parties.

use super::ending::{Ending, How};
use super::entrant::{Entrant, UnknownEntrant};
use super::ground::{CannotNegotiate, Listed, Offer};
use super::seeds::derived;
use super::transcript::{Act, Transcript};
use super::turn::Turn;
use super::{Protocol, negotiators};
use crate::scenario::Scenario;
use std::num::NonZeroU32;

/// Parties speak in turn around the table. Whoever's turn it is accepts the offer that was made last, makes another, or walks away,
/// which ends it. There is an agreement when everybody else has accepted an offer one after the other; there is none when the rounds,
/// in each of which everybody has one turn, run out (Aydoğan, Festen, Hindriks & Jonker 2017; GENIUS, NegMAS).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlternatingOffers {
    /// After how many rounds it is over.
    pub rounds: NonZeroU32,
}

/// Who makes offers and answers them.
///
/// On its turn a party is first asked what it would offer, then whether it rather accepts what is on the table. Every offer that is
/// made, its own too, is told to everybody.
pub trait Negotiator: Send {
    /// What it offers now; nothing where it walks away.
    fn offers(&mut self, turn: &mut Turn<'_>) -> Option<Offer>;

    /// Whether it accepts what is on the table, where it would offer `next` instead. By default where that is worth no more than what is
    /// on the table, which is not worth less than its reservation value either (AC_next of Baarslag, Hindriks & Jonker 2014, with
    /// α = 1 and β = 0).
    fn accepts(&mut self, turn: &mut Turn<'_>, offer: Offer, next: Option<Offer>) -> bool {
        let worth = turn.utility(offer);
        worth >= turn.mine.stakes.reservation && next.is_none_or(|next| worth >= turn.utility(next))
    }

    /// An offer was made by the party in seat `by`.
    fn hears(&mut self, _turn: &Turn<'_>, _by: usize, _offer: Offer) {}
}

impl Protocol for AlternatingOffers {
    type Party = dyn Negotiator;
    type Ground = Listed;

    fn name(&self) -> &'static str {
        "alternating"
    }

    fn rounds(&self) -> u32 {
        self.rounds.get()
    }

    fn settings(&self) -> String {
        format!("{} rounds {}", self.name(), self.rounds)
    }

    fn entrant(&self, name: &str) -> Result<Entrant<dyn Negotiator>, UnknownEntrant> {
        negotiators::named(name)
    }

    fn prepare(&self, scenario: &Scenario) -> Result<Listed, CannotNegotiate> {
        Listed::new(scenario)
    }

    /// Cost: for each turn what the party computes, and telling everybody.
    fn run(
        &self,
        ground: &Listed,
        seats: &[usize],
        parties: &mut [Box<dyn Negotiator>],
        seed: u64,
        transcript: Option<&mut Transcript>,
    ) -> Ending {
        assert_eq!(seats.len(), parties.len(), "a party for each seat");
        let randoms = (0u64..).zip(seats).map(|(seat, _)| fastrand::Rng::with_seed(derived(seed, seat)));
        let mut session =
            Session { ground, seats, randoms: randoms.collect(), transcript, rounds: self.rounds.get() };
        session.run(parties)
    }
}

struct Session<'a> {
    ground: &'a Listed,
    seats: &'a [usize],
    randoms: Vec<fastrand::Rng>,
    transcript: Option<&'a mut Transcript>,
    rounds: u32,
}

impl Session<'_> {
    fn run(&mut self, parties: &mut [Box<dyn Negotiator>]) -> Ending {
        // What is on the table, and how many accept it besides whoever made it.
        let mut on_table: Option<(Offer, usize)> = None;
        for round in 1..=self.rounds {
            let time = f64::from(round) / (f64::from(self.rounds) + 1.0);
            for seat in 0..parties.len() {
                let mut turn = self.turn(seat, round, time);
                let next = parties[seat].offers(&mut turn);
                if let Some((offer, accepted)) = on_table
                    && parties[seat].accepts(&mut turn, offer, next)
                {
                    self.note(round, time, seat, Act::Accepts, Some(offer));
                    if accepted + 2 == parties.len() {
                        return self.agreed(offer, round, time);
                    }
                    on_table = Some((offer, accepted + 1));
                    continue;
                }
                // An offer of another scenario is no offer.
                let Some(next) = next.filter(|next| (next.0 as usize) < self.ground.outcomes()) else {
                    self.note(round, time, seat, Act::WalksAway, None);
                    let stakes = self.seats.iter().map(|&seat| &self.ground.wishes()[seat].stakes);
                    return Ending::none(How::WalkedAway(seat), round, time, stakes);
                };
                self.note(round, time, seat, Act::Offers, Some(next));
                on_table = Some((next, 0));
                for (hearer, party) in parties.iter_mut().enumerate() {
                    party.hears(&self.turn(hearer, round, time), seat, next);
                }
            }
        }
        let stakes = self.seats.iter().map(|&seat| &self.ground.wishes()[seat].stakes);
        Ending::none(How::Deadline, self.rounds, 1.0, stakes)
    }

    fn turn(&mut self, seat: usize, round: u32, time: f64) -> Turn<'_> {
        Turn {
            listed: self.ground,
            mine: &self.ground.wishes()[self.seats[seat]],
            seat,
            parties: self.seats.len(),
            round,
            rounds: self.rounds,
            time,
            random: &mut self.randoms[seat],
        }
    }

    fn note(&mut self, round: u32, time: f64, seat: usize, act: Act, offer: Option<Offer>) {
        if let Some(transcript) = &mut self.transcript {
            transcript.note(round, time, Some(seat), act, offer.map(|offer| self.ground.places(offer)));
        }
    }

    fn agreed(&self, offer: Offer, round: u32, time: f64) -> Ending {
        let each = self.seats.iter().map(|&seat| {
            let wishes = &self.ground.wishes()[seat];
            (&wishes.stakes, wishes.utility(offer))
        });
        Ending::agreed(self.ground.places(offer).into(), round, time, each)
    }
}
