//! Voters for a mediated single text.
//!
//! | name | what it does | source |
//! |---|---|---|
//! | `hill-climber` | [`HillClimber`]: accepts what is worth no less than the text that stands | Klein, Faratin, Sayama & Bar-Yam 2003 |
//! | `annealer[:T]` | [`Annealer`]: early on also accepts small losses | the same |

use super::ballot::{Asked, Ballot, Text, Voter};
use super::entrant::{Entrant, UnknownEntrant, bare, number};

/// The names that [`named`] knows.
pub const NAMES: [&str; 2] = ["hill-climber", "annealer"];

/// Accepts what is worth no less to it than the text that stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct HillClimber;

/// Accepts what is worth less by Δ with probability e^(−Δ/T), where T goes down from its first value to 0 in equal steps; so early on it
/// can leave a text that nothing near betters.
#[derive(Debug, Clone, Copy)]
pub struct Annealer {
    /// The first T, in utility.
    pub temperature: f64,
}

impl Annealer {
    /// The usual first T.
    pub const TEMPERATURE: f64 = 0.1;
}

impl Voter for HillClimber {
    fn votes(&mut self, asked: &mut Asked<'_>, proposed: Text<'_>) -> Ballot {
        compared(asked.standing, proposed)
    }
}

impl Voter for Annealer {
    fn votes(&mut self, asked: &mut Asked<'_>, proposed: Text<'_>) -> Ballot {
        let ballot = compared(asked.standing, proposed);
        let temperature = self.temperature * (1.0 - asked.time);
        let loss = asked.standing.worth - proposed.worth;
        match ballot {
            Ballot::Vetoes if asked.random.f64() < (-loss / temperature).exp() => Ballot::CanLiveWith,
            _ => ballot,
        }
    }
}

fn compared(standing: Text<'_>, proposed: Text<'_>) -> Ballot {
    if proposed.worth > standing.worth {
        Ballot::Gains
    } else if proposed.worth < standing.worth {
        Ballot::Vetoes
    } else {
        Ballot::CanLiveWith
    }
}

/// The voter of this name, with what may follow it after a colon.
///
/// # Errors
///
/// Where nobody is called so, or what follows does not fit.
pub fn named(given: &str) -> Result<Entrant<dyn Voter>, UnknownEntrant> {
    let (name, parameter) = match given.split_once(':') {
        Some((name, parameter)) => (name, Some(parameter)),
        None => (given, None),
    };
    match name {
        "hill-climber" => {
            bare(given, parameter)?;
            Ok(Entrant::voter(given, || HillClimber))
        }
        "annealer" => {
            let expects = "a number above 0 follows the colon, the loss that is accepted at first with probability 1/e, as in annealer:0.1";
            let temperature = number(given, parameter, Annealer::TEMPERATURE, |t| t > 0.0, expects)?;
            Ok(Entrant::voter(given, move || Annealer { temperature }))
        }
        _ => Err(UnknownEntrant::nobody(name, &NAMES)),
    }
}
