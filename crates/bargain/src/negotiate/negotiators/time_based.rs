//! Negotiators that concede with time alone.

use crate::negotiate::{Negotiator, Offer, Turn, Wishes};

/// Demands at time t what is worth at least worst + (best − worst)·(1 − t^(1/β)) to it, where best and worst are those of the
/// outcomes that it could accept; of these it offers one that is worth least (Faratin, Sierra & Jennings 1998, "Negotiation decision
/// functions for autonomous agents", polynomial, with κ = 0). It accepts what is worth no less than what it would offer.
///
/// With β below 1 it holds out and concedes near the end (Boulware), with β above 1 it concedes early (conceder). GENIUS takes 0.2 and 2.
///
/// Cost: one power and a search in the order of outcomes a turn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeBased {
    /// 1/β; none where it never concedes.
    power: Option<f64>,
}

impl TimeBased {
    /// The usual β of those that hold out.
    pub const BOULWARE: f64 = 0.2;
    /// The usual β of those that concede.
    pub const CONCEDER: f64 = 2.0;

    /// One that concedes with this β; with 0 or less never.
    #[must_use]
    pub fn new(beta: f64) -> Self {
        Self { power: (beta > 0.0).then(|| beta.recip()) }
    }

    /// One that holds out.
    #[must_use]
    pub fn boulware() -> Self {
        Self::new(Self::BOULWARE)
    }

    /// One that concedes in equal steps.
    #[must_use]
    pub fn linear() -> Self {
        Self::new(1.0)
    }

    /// One that concedes early.
    #[must_use]
    pub fn conceder() -> Self {
        Self::new(Self::CONCEDER)
    }

    /// One that demands its best to the end.
    #[must_use]
    pub fn hard_liner() -> Self {
        Self::new(0.0)
    }

    /// What it demands at a time; none where nothing is acceptable to it.
    #[must_use]
    pub fn target(&self, mine: &Wishes, time: f64) -> Option<f64> {
        let (best, worst) = (mine.best()?, mine.worst()?);
        let conceded = self.power.map_or(0.0, |power| time.powf(power));
        Some(worst + (best - worst) * (1.0 - conceded))
    }
}

impl Negotiator for TimeBased {
    fn offers(&mut self, turn: &mut Turn<'_>) -> Option<Offer> {
        turn.mine.nearest(self.target(turn.mine, turn.time)?)
    }
}
