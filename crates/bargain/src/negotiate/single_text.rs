//! One text that a mediator changes bit by bit.

use super::ballot::{Asked, Ballot, Text, Voter};
use super::ending::{Ending, How};
use super::entrant::{Entrant, UnknownEntrant};
use super::ground::{CannotNegotiate, Stakes};
use super::seeds::derived;
use super::transcript::{Act, Transcript};
use super::{Protocol, voters};
use crate::scenario::Scenario;
use crate::space::{Open, Space, Walk};
use crate::steps::Steps;
use crate::utility::Profile;
use fastrand::Rng;
use num_bigint::BigUint;
use std::collections::HashSet;
use std::num::{NonZeroU32, NonZeroUsize};

/// A mediator begins with a text drawn by chance and proposes one change a round; a change that nobody vetoes is made. At the end each party says
/// whether it accepts the text that stands rather than to have none (Klein, Faratin, Sayama & Bar-Yam 2003, "Negotiating complex
/// contracts", where the last step is understood).
///
/// Parties only ever compare texts, so there may be any number of outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SingleText {
    /// How many changes are proposed.
    pub rounds: NonZeroU32,
    /// Whose wishes a change begins from.
    pub serving: Serving,
}

/// Whose wishes a proposed change begins from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Serving {
    /// Nobody's: one issue and its new value are drawn by chance.
    Chance,
    /// Those of the party that is served least. It is shown some changes drawn by chance, and chooses one to be voted on or lets the round
    /// pass. Whoever is shown changes is served by that, and whoever gains, as its vote says, by a change that another chose; of several served
    /// as little, the one that was shown changes longest ago, then the first. The mediator learns no utility.
    LeastServed {
        /// How many changes are shown.
        shown: NonZeroUsize,
    },
}

/// A scenario as texts are drafted in it: nothing is listed.
#[derive(Debug, Clone)]
pub struct Drafting {
    space: Space,
    profiles: Vec<Profile>,
    stakes: Vec<Stakes>,
    counts: Vec<u32>,
    /// The issues that have more than one value.
    open: Vec<usize>,
    walk: Walk,
}

/// How often a change is drawn anew where the rules forbid it.
const DRAWN: usize = 64;

impl Drafting {
    fn new(scenario: &Scenario) -> Result<Self, CannotNegotiate> {
        let Scenario { space, profiles } = scenario;
        if profiles.len() < 2 {
            return Err(CannotNegotiate::TooFew(profiles.len()));
        }
        let outcomes = space.outcomes()?;
        if outcomes == BigUint::ZERO {
            return Err(CannotNegotiate::Nothing);
        }
        let counts: Option<Vec<u32>> = space.issues.iter().map(|issue| issue.values.places()).collect();
        let counts = counts.ok_or(CannotNegotiate::TooMany(outcomes))?;
        // Only where nothing is known of what somebody has without an agreement does the least that they can have matter.
        let known = |profile: &Profile| profile.reservation.is_some_and(f64::is_finite);
        let least: Vec<f64> = if profiles.iter().all(known) {
            vec![0.0; profiles.len()]
        } else {
            let steps = Steps::fitting(scenario)?;
            let extremes = steps.extremes()?.ok_or(CannotNegotiate::Nothing)?;
            extremes.into_iter().map(|(least, _)| steps.in_units(least)).collect()
        };
        let stakes = profiles.iter().zip(least).map(|(profile, least)| Stakes::new(profile, least));
        Ok(Self {
            stakes: stakes.collect::<Result<_, _>>()?,
            open: (0..counts.len()).filter(|&issue| counts[issue] > 1).collect(),
            walk: Walk::new(counts.len(), &space.rules),
            space: space.clone(),
            profiles: profiles.clone(),
            counts,
        })
    }

    /// Any text that breaks no rule: issue by issue a value drawn by chance, or the next one that the rules leave possible.
    fn any(&self, random: &mut Rng) -> Vec<u32> {
        let mut places = vec![0; self.counts.len()];
        let mut dead = HashSet::new();
        // There is an outcome, so it is found.
        self.complete(0, &self.walk.start(), &mut places, &mut dead, random);
        places
    }

    fn complete(
        &self,
        at: usize,
        open: &Open,
        places: &mut [u32],
        dead: &mut HashSet<(usize, Open)>,
        random: &mut Rng,
    ) -> bool {
        let Some(&issue) = self.walk.order().get(at) else { return true };
        let count = self.counts[issue];
        let first = random.u32(..count);
        for place in (first..count).chain(0..first) {
            let Some(after) = self.walk.choose(at, open, place) else { continue };
            if dead.contains(&(at + 1, after.clone())) {
                continue;
            }
            places[issue] = place;
            if self.complete(at + 1, &after, places, dead, random) {
                return true;
            }
            dead.insert((at + 1, after));
        }
        false
    }

    /// A change of one issue of a text, or of two where the rules seem to forbid to change one alone; none if nothing is found.
    fn change(&self, text: &[u32], random: &mut Rng) -> Option<Vec<u32>> {
        let mut places = text.to_vec();
        for drawn in 0..DRAWN {
            let changes = if drawn < DRAWN / 2 { 1 } else { 2 };
            for _ in 0..changes {
                let issue = *random.choice(&self.open)?;
                let other = random.u32(..self.counts[issue] - 1);
                places[issue] = if other >= text[issue] { other + 1 } else { other };
            }
            if self.space.allows(&places) {
                return Some(places);
            }
            places.copy_from_slice(text);
        }
        None
    }
}

impl Protocol for SingleText {
    type Party = dyn Voter;
    type Ground = Drafting;

    fn name(&self) -> &'static str {
        "single-text"
    }

    fn rounds(&self) -> u32 {
        self.rounds.get()
    }

    fn settings(&self) -> String {
        match self.serving {
            Serving::Chance => format!("{} rounds {}", self.name(), self.rounds),
            Serving::LeastServed { shown } => {
                format!("{} rounds {} least served shown {shown}", self.name(), self.rounds)
            }
        }
    }

    fn entrant(&self, name: &str) -> Result<Entrant<dyn Voter>, UnknownEntrant> {
        voters::named(name)
    }

    fn prepare(&self, scenario: &Scenario) -> Result<Drafting, CannotNegotiate> {
        Drafting::new(scenario)
    }

    /// Cost: rounds × parties × what it costs to evaluate an outcome, times the changes shown.
    fn run(
        &self,
        ground: &Drafting,
        seats: &[usize],
        parties: &mut [Box<dyn Voter>],
        seed: u64,
        transcript: Option<&mut Transcript>,
    ) -> Ending {
        assert_eq!(seats.len(), parties.len(), "a party for each seat");
        let randoms = (0u64..).zip(seats).map(|(seat, _)| Rng::with_seed(derived(seed, seat))).collect();
        let mut mediator = Rng::with_seed(derived(seed, u64::MAX - 1));
        let standing = ground.any(&mut mediator);
        let mut session = Session {
            ground,
            seats,
            worths: vec![0.0; seats.len()],
            standing,
            served: vec![Served::default(); seats.len()],
            rounds: self.rounds.get(),
            randoms,
            transcript,
        };
        session.worths = session.worths_of(&session.standing);
        session.run(self.serving, parties, &mut mediator)
    }
}

struct Session<'a> {
    ground: &'a Drafting,
    seats: &'a [usize],
    standing: Vec<u32>,
    /// What the text that stands is worth to each seat.
    worths: Vec<f64>,
    served: Vec<Served>,
    rounds: u32,
    randoms: Vec<Rng>,
    transcript: Option<&'a mut Transcript>,
}

/// How well a seat was served.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Served {
    /// How often: by being shown changes, or by gaining from those that others chose.
    times: u32,
    /// When it was last shown changes.
    shown: u32,
}

impl Session<'_> {
    fn run(&mut self, serving: Serving, parties: &mut [Box<dyn Voter>], mediator: &mut Rng) -> Ending {
        self.note(0, None, Act::Offers, true);
        for round in 1..=self.rounds {
            self.round(round, serving, parties, mediator);
        }
        self.ratified(parties)
    }

    fn round(&mut self, round: u32, serving: Serving, parties: &mut [Box<dyn Voter>], mediator: &mut Rng) {
        let shown = match serving {
            Serving::Chance => 1,
            Serving::LeastServed { shown } => shown.get(),
        };
        let mut texts: Vec<Vec<u32>> =
            (0..shown).filter_map(|_| self.ground.change(&self.standing, mediator)).collect();
        let mut chooser = None;
        if let Serving::LeastServed { .. } = serving {
            let seat = (0..parties.len()).min_by_key(|&seat| self.served[seat]).unwrap_or(0);
            self.served[seat] = Served { times: self.served[seat].times + 1, shown: round };
            let worths: Vec<f64> = texts.iter().map(|text| self.worth(seat, text)).collect();
            let among: Vec<Text<'_>> =
                texts.iter().zip(worths).map(|(places, worth)| Text { places, worth }).collect();
            match parties[seat].chooses(&mut self.asked(seat, round), &among).filter(|&at| at < among.len()) {
                Some(at) => texts.swap(0, at),
                None => return self.note(round, Some(seat), Act::Passes, false),
            }
            chooser = Some(seat);
        }
        let Some(proposed) = texts.into_iter().next() else { return };
        let by = if chooser.is_some() { Act::Chooses } else { Act::Offers };
        if let Some(transcript) = &mut self.transcript {
            transcript.note(round, time(round, self.rounds), chooser, by, Some(&proposed));
        }
        let worths = self.worths_of(&proposed);
        let mut ballots = Vec::with_capacity(parties.len());
        for (seat, party) in parties.iter_mut().enumerate() {
            if chooser == Some(seat) {
                ballots.push(Ballot::Gains);
                continue;
            }
            let text = Text { places: &proposed, worth: worths[seat] };
            let ballot = party.votes(&mut self.asked(seat, round), text);
            let act = match ballot {
                Ballot::Vetoes => Act::Vetoes,
                Ballot::CanLiveWith => Act::CanLiveWith,
                Ballot::Gains => Act::Accepts,
            };
            self.note(round, Some(seat), act, false);
            ballots.push(ballot);
        }
        if ballots.contains(&Ballot::Vetoes) {
            return;
        }
        for (seat, (served, ballot)) in self.served.iter_mut().zip(ballots).enumerate() {
            served.times += u32::from(ballot == Ballot::Gains && chooser != Some(seat));
        }
        (self.standing, self.worths) = (proposed, worths);
    }

    fn ratified(&mut self, parties: &mut [Box<dyn Voter>]) -> Ending {
        let time = time(self.rounds, self.rounds);
        for (seat, party) in parties.iter_mut().enumerate() {
            let accepts = party.ratifies(&mut self.asked(seat, self.rounds));
            let act = if accepts { Act::Accepts } else { Act::WalksAway };
            self.note(self.rounds, Some(seat), act, true);
            if !accepts {
                let stakes = self.seats.iter().map(|&seat| &self.ground.stakes[seat]);
                return Ending::none(How::NotRatified(seat), self.rounds, time, stakes);
            }
        }
        let each = self.seats.iter().map(|&seat| &self.ground.stakes[seat]).zip(self.worths.iter().copied());
        Ending::agreed(self.standing.as_slice().into(), self.rounds, time, each)
    }

    fn worth(&self, seat: usize, places: &[u32]) -> f64 {
        self.ground.profiles[self.seats[seat]].utility.of(&self.ground.space.outcome(places))
    }

    fn worths_of(&self, places: &[u32]) -> Vec<f64> {
        let outcome = self.ground.space.outcome(places);
        self.seats.iter().map(|&seat| self.ground.profiles[seat].utility.of(&outcome)).collect()
    }

    fn asked(&mut self, seat: usize, round: u32) -> Asked<'_> {
        Asked {
            stakes: &self.ground.stakes[self.seats[seat]],
            standing: Text { places: &self.standing, worth: self.worths[seat] },
            seat,
            parties: self.seats.len(),
            round,
            rounds: self.rounds,
            time: time(round, self.rounds),
            random: &mut self.randoms[seat],
        }
    }

    /// Notes who did what; where it is about the text that stands, with that.
    fn note(&mut self, round: u32, seat: Option<usize>, act: Act, about_standing: bool) {
        let package = about_standing.then_some(self.standing.as_slice());
        if let Some(transcript) = &mut self.transcript {
            transcript.note(round, time(round, self.rounds), seat, act, package);
        }
    }
}

fn time(round: u32, rounds: u32) -> f64 {
    f64::from(round) / (f64::from(rounds) + 1.0)
}
