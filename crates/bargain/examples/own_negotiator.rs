//! How to write a negotiator of one's own, and send it against others.
//!
//! `cargo run -p onetext-bargain --example own_negotiator`

use onetext_bargain::files::Reading;
use onetext_bargain::negotiate::tournament::{Files, Settings, Tournament};
use onetext_bargain::negotiate::{AlternatingOffers, Entrant, Negotiator, Offer, Protocol, Turn};
use onetext_bargain::scenario::Scenario;
use std::error::Error;
use std::num::NonZeroU32;
use std::ops::ControlFlow;
use std::path::Path;

/// Goes down its order of outcomes, as far as its share of the time that has passed, but never below the middle of what it could accept;
/// when it has heard something better than that, it repeats the best that it has heard.
#[derive(Default)]
struct Halfway {
    best_heard: Option<Offer>,
}

impl Negotiator for Halfway {
    fn offers(&mut self, turn: &mut Turn<'_>) -> Option<Offer> {
        let acceptable = turn.mine.rational();
        let down = (turn.time * acceptable.len() as f64 / 2.0) as usize;
        let own = *acceptable.get(down)?;
        let better = self.best_heard.filter(|&heard| turn.utility(heard) > turn.utility(own));
        Some(better.unwrap_or(own))
    }

    fn hears(&mut self, turn: &Turn<'_>, by: usize, offer: Offer) {
        if by != turn.seat && self.best_heard.is_none_or(|best| turn.utility(offer) > turn.utility(best)) {
            self.best_heard = Some(offer);
        }
    }
}

/// Holds the tournament, and tells how everybody fared.
fn told() -> Result<String, Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/well.toml");
    let scenario = Scenario::open(&path, Reading::default())?.scenario;
    let protocol = AlternatingOffers { rounds: NonZeroU32::new(100).ok_or("no rounds")? };
    let mut entrants = vec![Entrant::negotiator("halfway", Halfway::default)];
    for name in ["boulware", "conceder", "micro", "tit-for-tat"] {
        entrants.push(protocol.entrant(name)?);
    }
    let tournament =
        Tournament::new(protocol, vec![("well".to_owned(), scenario)], entrants, Settings::default())?;
    let mut held = Files::open(&tournament, None, None, false)?;
    held.run(None, &mut |_| ControlFlow::Continue(()))?;
    let lines = held.summary().standings.into_iter().map(|standing| {
        format!("{:12} {:.4} in {} seats\n", standing.negotiator, standing.utility.mean, standing.seats)
    });
    Ok(lines.collect())
}

#[expect(clippy::print_stdout, reason = "what an example is for")]
fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", told()?);
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_negotiator_of_ones_own_takes_part_like_any_other() {
        let told = super::told().unwrap();
        assert_eq!(told.lines().count(), 5);
        assert!(told.contains("halfway"));
    }
}
