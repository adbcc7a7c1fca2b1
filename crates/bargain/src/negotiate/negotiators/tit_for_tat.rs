//! Conceding as one is conceded to.

use crate::negotiate::{Negotiator, Offer, Turn};

/// Concedes as much as the other's last two offers differ in worth to itself, and demands more again when they worsen (behaviour-dependent
/// tactics of Faratin, Sierra & Jennings 1998 with a window of one, in utilities instead of issue by issue). It begins with its best; as
/// long as it has heard fewer than two offers it goes down by one outcome a turn, since two that wait for each other would wait for ever.
///
/// With several others it goes by the one that conceded least. Cost: a search in the order of outcomes a turn.
#[derive(Debug, Clone)]
pub struct TitForTat {
    imitates: Imitates,
    /// What it demands; none before its first turn.
    demands: Option<f64>,
    /// How many turns it had.
    turns: usize,
    /// For each seat what its last two offers were worth, the later last.
    heard: Vec<(Option<f64>, Option<f64>)>,
}

/// What is imitated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imitates {
    /// The difference: what the other's offers gained me is what I let go.
    Steps,
    /// The ratio, both above the worst that I could accept: where what I am offered doubles, what I demand is halved. Where one of the
    /// two offers was not above that worst, nothing is conceded.
    Shares,
}

impl TitForTat {
    /// One that imitates these.
    #[must_use]
    pub fn new(imitates: Imitates) -> Self {
        Self { imitates, demands: None, turns: 0, heard: Vec::new() }
    }

    /// What it demands next.
    fn next(&self, turn: &Turn<'_>, best: f64, worst: f64) -> f64 {
        let Some(demands) = self.demands else { return best };
        let others = || (0..turn.parties).filter(|&seat| seat != turn.seat);
        let two = |seat: usize| match self.heard.get(seat) {
            Some(&(Some(before), Some(last))) => Some((before, last)),
            _ => None,
        };
        let Some(all) = others().map(two).collect::<Option<Vec<_>>>() else {
            let ranked = turn.mine.rational();
            let down = ranked.get(self.turns.min(ranked.len().saturating_sub(1)));
            return down.map_or(demands, |&offer| turn.utility(offer).min(demands));
        };
        let after = |(before, last): (f64, f64)| match self.imitates {
            Imitates::Steps => demands - (last - before),
            Imitates::Shares if before > worst && last > worst => {
                worst + (demands - worst) * (before - worst) / (last - worst)
            }
            Imitates::Shares => demands,
        };
        // Who conceded least leaves most to be demanded.
        all.into_iter().map(after).fold(f64::NEG_INFINITY, f64::max).clamp(worst, best)
    }
}

impl Negotiator for TitForTat {
    fn offers(&mut self, turn: &mut Turn<'_>) -> Option<Offer> {
        let (best, worst) = (turn.mine.best()?, turn.mine.worst()?);
        let demands = self.next(turn, best, worst);
        self.demands = Some(demands);
        self.turns += 1;
        // What is off by the last digits of sums and differences is not a demand.
        turn.mine.nearest(demands - 1e-9 * (best - worst))
    }

    fn hears(&mut self, turn: &Turn<'_>, by: usize, offer: Offer) {
        if by == turn.seat {
            return;
        }
        self.heard.resize(turn.parties, (None, None));
        let (_, last) = self.heard[by];
        self.heard[by] = (last, Some(turn.utility(offer)));
    }
}
