//! Of offers that are alike to itself, what others seem to like.

use super::frequency::Frequencies;
use super::time_based::TimeBased;
use crate::negotiate::{Negotiator, Offer, Turn};

/// Demands what a [`TimeBased`] negotiator would, and of the outcomes that are worth that or a little more (up to 0.05 of the distance
/// between its best and its worst) offers the one that [`Frequencies`] say the others like best: with several others, the one of which
/// the least satisfied seems best served (trade-offs along a curve of equal worth, Faratin, Sierra & Jennings 2002; bidding of HardHeaded,
/// van Krimpen, Looije & Hajizadeh 2013). Of several that seem alike, the one that is worth most to itself.
///
/// Cost: at most 1,000 outcomes are looked at a turn, evenly spread over those that fit; for each, others × issues.
#[derive(Debug, Clone)]
pub struct TradeOff {
    demands: TimeBased,
    /// One a seat, from the first offer on.
    models: Vec<Frequencies>,
}

/// The breadth of what counts as alike.
const BREADTH: f64 = 0.05;

/// How many outcomes are looked at in a turn.
const LOOKED_AT: usize = 1_000;

impl TradeOff {
    /// One that demands as a time-based negotiator with this β does.
    #[must_use]
    pub fn new(beta: f64) -> Self {
        Self { demands: TimeBased::new(beta), models: Vec::new() }
    }
}

impl Negotiator for TradeOff {
    fn offers(&mut self, turn: &mut Turn<'_>) -> Option<Offer> {
        let mine = turn.mine;
        let target = self.demands.target(mine, turn.time)?;
        if self.models.is_empty() {
            return mine.nearest(target);
        }
        let breadth = BREADTH * (mine.best()? - mine.worst()?);
        // The target can be above the best by the last digit of a float.
        let end = mine.at_least(target).max(1);
        let start = mine.at_least((target + breadth).next_up()).min(end - 1);
        let alike = &mine.rational()[start..end];
        let seems = |offer: &Offer| {
            let others = self.models.iter().enumerate().filter(|&(seat, _)| seat != turn.seat);
            others.map(|(_, model)| model.worth(turn.places(*offer))).fold(f64::INFINITY, f64::min)
        };
        let every = alike.len().div_ceil(LOOKED_AT).max(1);
        let mut chosen: Option<(f64, Offer)> = None;
        for &offer in alike.iter().step_by(every) {
            let worth = seems(&offer);
            if chosen.is_none_or(|(most, _)| worth > most) {
                chosen = Some((worth, offer));
            }
        }
        chosen.map(|(_, offer)| offer)
    }

    fn hears(&mut self, turn: &Turn<'_>, by: usize, offer: Offer) {
        if by == turn.seat {
            return;
        }
        if self.models.is_empty() {
            let values = turn.space().issues.iter().map(|issue| issue.values.places().unwrap_or(0) as usize);
            self.models = vec![Frequencies::new(values); turn.parties];
        }
        self.models[by].saw(turn.places(offer));
    }
}
