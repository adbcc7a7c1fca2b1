//! Negotiators for alternating offers, each from its source.
//!
//! | name | what it does | source |
//! |---|---|---|
//! | `boulware[:β]`, `linear`, `conceder[:β]`, `time:β` | [`TimeBased`]: concedes with time alone | Faratin, Sierra & Jennings 1998 |
//! | `hard-liner` | [`TimeBased::hard_liner`]: demands its best to the end | as above, with β = 0 |
//! | `micro` | [`Micro`]: one new offer for each new offer of the other | de Jonge 2022 |
//! | `tit-for-tat[:relative]` | [`TitForTat`]: concedes as it is conceded to, in its own utility | Faratin, Sierra & Jennings 1998 |
//! | `random` | [`Random`]: any offer that it could accept | the usual lower baseline |
//! | `trade-off[:β]` | [`TradeOff`]: of offers that are alike to it, what others seem to like | van Krimpen, Looije & Hajizadeh 2013; Faratin, Sierra & Jennings 2002 |
//!
//! None of them offers or accepts what is worth less to it than its reservation value; where nothing reaches that, it walks away.

mod frequency;
mod micro;
mod random;
mod time_based;
mod tit_for_tat;
mod trade_off;

use super::alternating::Negotiator;
use super::entrant::{Entrant, UnknownEntrant, bare, number};

pub use frequency::Frequencies;
pub use micro::Micro;
pub use random::Random;
pub use time_based::TimeBased;
pub use tit_for_tat::{Imitates, TitForTat};
pub use trade_off::TradeOff;

/// The names that [`named`] knows.
pub const NAMES: [&str; 9] =
    ["boulware", "linear", "conceder", "time", "hard-liner", "micro", "tit-for-tat", "random", "trade-off"];

/// What may follow a name that concedes with time.
const EXPONENT: &str = "a number above 0 follows the colon, below 1 to concede late and above 1 to concede early, as in time:0.5";

/// The negotiator of this name, with what may follow it after a colon.
///
/// # Errors
///
/// Where nobody is called so, or what follows does not fit.
pub fn named(given: &str) -> Result<Entrant<dyn Negotiator>, UnknownEntrant> {
    let (name, parameter) = match given.split_once(':') {
        Some((name, parameter)) => (name, Some(parameter)),
        None => (given, None),
    };
    let exponent = |usual: f64| number(given, parameter, usual, |beta| beta > 0.0, EXPONENT);
    let time_based = |beta: f64| Entrant::negotiator(given, move || TimeBased::new(beta));
    Ok(match name {
        "boulware" => time_based(exponent(TimeBased::BOULWARE)?),
        "conceder" => time_based(exponent(TimeBased::CONCEDER)?),
        "linear" => {
            bare(given, parameter)?;
            time_based(1.0)
        }
        "time" if parameter.is_none() => {
            return Err(UnknownEntrant::Parameter { given: given.to_owned(), expects: EXPONENT });
        }
        "time" => time_based(exponent(1.0)?),
        "hard-liner" => {
            bare(given, parameter)?;
            time_based(0.0)
        }
        "micro" => {
            bare(given, parameter)?;
            Entrant::negotiator(given, Micro::default)
        }
        "tit-for-tat" => {
            let imitates = match parameter {
                None => Imitates::Steps,
                Some("relative") => Imitates::Shares,
                Some(_) => {
                    let expects = "only the word relative can follow this name, as in tit-for-tat:relative";
                    return Err(UnknownEntrant::Parameter { given: given.to_owned(), expects });
                }
            };
            Entrant::negotiator(given, move || TitForTat::new(imitates))
        }
        "random" => {
            bare(given, parameter)?;
            Entrant::negotiator(given, || Random)
        }
        "trade-off" => {
            let beta = exponent(TimeBased::BOULWARE)?;
            Entrant::negotiator(given, move || TradeOff::new(beta))
        }
        _ => return Err(UnknownEntrant::nobody(name, &NAMES)),
    })
}
