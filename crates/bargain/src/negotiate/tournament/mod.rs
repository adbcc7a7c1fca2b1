//! Everybody against everybody: on every scenario, for every party, as often as asked.
//!
//! A tournament is a list of sessions that its settings fix, each with a number and with a seed of its own, which comes from the tournament's
//! seed and that number. So a session takes the same course whichever thread runs it and whenever, and results are handed on in the
//! order of the numbers: they are the same to the byte for any number of threads, and a tournament that was interrupted goes on where its
//! files end ([`Files`]).

mod distance;
mod files;
mod interval;
mod plan;
mod row;
mod summary;

use super::seeds::derived;
use super::{CannotNegotiate, Entrant, Protocol};
use crate::analysis::NoAnswer;
use crate::scenario::Scenario;
use distance::Marks;
use plan::Plan;
use rayon::prelude::*;
use std::fmt::Write as _;
use std::num::{NonZeroU32, NonZeroUsize};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

pub use files::{Files, NotResumed};
pub use interval::{Interval, interval};
pub use row::{Played, Row};
pub use summary::{Standing, Summary, Tally};

/// What tournaments differ in, besides who takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// How often each session is held, each time with a seed of its own.
    pub repetitions: NonZeroU32,
    /// What everything that chance decides is drawn from.
    pub seed: u64,
    /// Whether everybody plays every party in every order of speaking, or the parties speak in the order of the scenario.
    pub permuted: bool,
    /// Whether an entrant also meets itself.
    pub self_play: bool,
    /// Whether it is measured how far agreements are from the Pareto frontier and from Nash's solution.
    pub distances: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { repetitions: NonZeroU32::MIN, seed: 0, permuted: true, self_play: true, distances: false }
    }
}

/// Why there is no tournament.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NoTournament {
    /// No scenario.
    #[error("there is no scenario: name at least one")]
    NoScenario,
    /// Nobody takes part.
    #[error("nobody takes part: name at least one negotiator")]
    Nobody,
    /// Two of one name.
    #[error("{0:?} is named twice: results tell by names who is who, so name it once")]
    Twice(String),
    /// A scenario in which nothing can be negotiated.
    #[error("{scenario}: {why}")]
    Scenario {
        /// Which.
        scenario: String,
        /// Why.
        why: CannotNegotiate,
    },
    /// A scenario of which no distances can be measured.
    #[error("{scenario}: distances cannot be measured: {why}")]
    Distances {
        /// Which.
        scenario: String,
        /// Why.
        why: NoAnswer,
    },
    /// Fewer entrants than parties, where nobody is to meet itself.
    #[error(
        "{scenario} has {parties} parties, and there are fewer negotiators: name more, or let each meet itself"
    )]
    TooFew {
        /// Which.
        scenario: String,
        /// How many parties it has.
        parties: usize,
    },
    /// More sessions than can be numbered.
    #[error("there would be more than 2^64 sessions: leave negotiators, scenarios or repetitions out")]
    TooMany,
    /// No threads.
    #[error("threads cannot be started: {0}")]
    Threads(String),
}

/// All sessions of some entrants on some scenarios.
pub struct Tournament<P: Protocol> {
    protocol: P,
    entrants: Vec<Entrant<P::Party>>,
    scenarios: Vec<Held<P>>,
    settings: Settings,
    plan: Plan,
    digest: u64,
}

/// A scenario made ready.
struct Held<P: Protocol> {
    name: String,
    scenario: Scenario,
    ground: P::Ground,
    marks: Option<Marks>,
}

impl<P: Protocol> Tournament<P> {
    /// Makes a tournament ready: each scenario is prepared once. Scenarios are given with the names that results call them by.
    ///
    /// # Errors
    ///
    /// Where nobody takes part, nothing can be negotiated in a scenario, or names do not tell who is who.
    pub fn new(
        protocol: P,
        scenarios: Vec<(String, Scenario)>,
        entrants: Vec<Entrant<P::Party>>,
        settings: Settings,
    ) -> Result<Self, NoTournament> {
        if scenarios.is_empty() {
            return Err(NoTournament::NoScenario);
        }
        if entrants.is_empty() {
            return Err(NoTournament::Nobody);
        }
        let twice = twice(entrants.iter().map(Entrant::name))
            .or_else(|| twice(scenarios.iter().map(|(name, _)| name.as_str())));
        if let Some(name) = twice {
            return Err(NoTournament::Twice(name));
        }
        let mut fingerprint = Fingerprint::default();
        let _ = write!(fingerprint, "{} {} {settings:?}", env!("CARGO_PKG_VERSION"), protocol.settings());
        for entrant in &entrants {
            let _ = write!(fingerprint, "|{}", entrant.name());
        }
        let mut held = Vec::with_capacity(scenarios.len());
        for (name, scenario) in scenarios {
            let ground = protocol
                .prepare(&scenario)
                .map_err(|why| NoTournament::Scenario { scenario: name.clone(), why })?;
            if !settings.self_play && entrants.len() < scenario.profiles.len() {
                return Err(NoTournament::TooFew { scenario: name, parties: scenario.profiles.len() });
            }
            let marks = match settings.distances {
                true => Some(
                    Marks::new(&scenario)
                        .map_err(|why| NoTournament::Distances { scenario: name.clone(), why })?,
                ),
                false => None,
            };
            fingerprint.scenario(&name, &scenario);
            held.push(Held { name, scenario, ground, marks });
        }
        let parties: Vec<usize> = held.iter().map(|held| held.scenario.profiles.len()).collect();
        let plan = Plan::new(&parties, entrants.len(), &settings).ok_or(NoTournament::TooMany)?;
        Ok(Self { protocol, entrants, scenarios: held, settings, plan, digest: fingerprint.0 })
    }

    /// How many sessions there are.
    #[must_use]
    pub fn sessions(&self) -> u64 {
        self.plan.sessions()
    }

    /// What tells this tournament from another: sixteen hexadecimal digits that come from everything that decides its course.
    #[must_use]
    pub fn digest(&self) -> String {
        format!("{:016x}", self.digest)
    }

    /// Runs session number `number`, of those below [`Tournament::sessions`].
    #[must_use]
    pub fn play(&self, number: u64) -> Played {
        let meeting = self.plan.meeting(number);
        let held = &self.scenarios[meeting.scenario];
        let mut parties: Vec<Box<P::Party>> =
            meeting.entrants.iter().map(|&entrant| self.entrants[entrant].party()).collect();
        let seed = derived(self.settings.seed, number);
        let ending = self.protocol.run(&held.ground, &meeting.profiles, &mut parties, seed, None);
        let distances = match (&held.marks, &ending.agreement) {
            (Some(marks), Some(package)) => Some(marks.distances(&held.scenario, package)),
            _ => None,
        };
        Played { number, meeting, ending, distances }
    }

    /// Runs the sessions from number `from` on, and hands them to `take` in order, some at a time, until it breaks off or all are done. On so many
    /// threads, or one for each core.
    ///
    /// # Errors
    ///
    /// Where threads cannot be started, or with what `take` breaks off with.
    pub fn run<B>(
        &self,
        from: u64,
        threads: Option<NonZeroUsize>,
        take: &mut dyn FnMut(&[Row]) -> ControlFlow<B>,
    ) -> Result<ControlFlow<B>, NoTournament> {
        let threads = threads.map_or(0, NonZeroUsize::get);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .map_err(|why| NoTournament::Threads(why.to_string()))?;
        let (mut next, mut many) = (from, FEWEST);
        while next < self.sessions() {
            let end = self.sessions().min(next.saturating_add(many));
            let begun = Instant::now();
            let rows: Vec<Row> = pool.install(|| {
                (next..end).into_par_iter().map(|number| Row::new(self, self.play(number))).collect()
            });
            // What is in memory is lost when the program is stopped, so no more is kept than a moment's work.
            match begun.elapsed() {
                short if short < MOMENT / 2 => many = (many * 2).min(MOST),
                long if long > MOMENT * 2 => many = (many / 2).max(FEWEST),
                _ => {}
            }
            if let ControlFlow::Break(why) = take(&rows) {
                return Ok(ControlFlow::Break(why));
            }
            next = end;
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The names of the entrants.
    pub fn entrants(&self) -> impl Iterator<Item = &str> {
        self.entrants.iter().map(Entrant::name)
    }

    /// The most parties that a scenario has.
    fn most_parties(&self) -> usize {
        self.scenarios.iter().map(|held| held.scenario.profiles.len()).max().unwrap_or(0)
    }
}

/// How long sessions are run before their results are handed on.
const MOMENT: Duration = Duration::from_millis(200);
/// How many sessions at least are run before that.
const FEWEST: u64 = 16;
/// And how many at most.
const MOST: u64 = 1 << 14;

/// A name that comes twice.
fn twice<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut seen = std::collections::HashSet::new();
    names.into_iter().find(|name| !seen.insert(*name)).map(ToOwned::to_owned)
}

/// FNV-1a of what is written to it, 64 bits: enough to notice that something is not as it was.
struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl std::fmt::Write for Fingerprint {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Ok(())
    }
}

impl Fingerprint {
    fn scenario(&mut self, name: &str, scenario: &Scenario) {
        let _ = write!(self, "|{name}|{:?}", scenario.space);
        for profile in &scenario.profiles {
            let _ = write!(self, "|{:?} {:?} {:?}", profile.name, profile.reservation, profile.discount);
            let _ = match &profile.utility {
                crate::utility::Utility::Table(table) => {
                    write!(self, "{:?} {:?}", table.listed(), table.otherwise)
                }
                other => write!(self, "{other:?}"),
            };
        }
    }
}
