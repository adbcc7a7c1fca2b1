//! What a party knows when it is its turn.

use super::ground::{Listed, Offer, Wishes};
use crate::space::Space;

/// What a party knows: its own wishes, what can be agreed, and the time. Of others' wishes it knows nothing.
pub struct Turn<'a> {
    pub(super) listed: &'a Listed,
    /// Its own wishes.
    pub mine: &'a Wishes,
    /// Its own seat; others speak in the order of theirs.
    pub seat: usize,
    /// How many parties there are.
    pub parties: usize,
    /// Which round it is, from 1.
    pub round: u32,
    /// How many there are.
    pub rounds: u32,
    /// When it is, between 0 and 1.
    pub time: f64,
    /// Chance, for this party alone.
    pub random: &'a mut fastrand::Rng,
}

impl<'a> Turn<'a> {
    /// What an offer is worth to it, undiscounted.
    #[must_use]
    pub fn utility(&self, offer: Offer) -> f64 {
        self.mine.utility(offer)
    }

    /// What can be agreed.
    #[must_use]
    pub fn space(&self) -> &'a Space {
        self.listed.space()
    }

    /// The place of each issue's value in an offer.
    #[must_use]
    pub fn places(&self, offer: Offer) -> &'a [u32] {
        self.listed.places(offer)
    }

    /// The offer of which each issue's value is at the place given; none where a rule forbids it.
    #[must_use]
    pub fn offer(&self, places: &[u32]) -> Option<Offer> {
        self.listed.offer(places)
    }
}
