//! One new offer for each new offer of the other.

use crate::negotiate::{Negotiator, Offer, Turn};

/// Goes down its order of outcomes one by one, but only while it has made no more different offers than it has heard; otherwise it
/// repeats one of its own, drawn at random (de Jonge 2022, "An analysis of the linear bilateral ANAC domains using the MiCRO
/// benchmark strategy"). It accepts what is worth no less than the least that it is ready to offer.
///
/// The source is about two parties. With more, it goes by the one that has made fewest different offers.
///
/// Cost: constant a turn; one bit an outcome for each other party.
#[derive(Debug, Clone, Default)]
pub struct Micro {
    /// How many different offers it has made: the first so many of its order.
    made: usize,
    /// For each seat which offers were heard, and how many.
    heard: Vec<Heard>,
}

#[derive(Debug, Clone, Default)]
struct Heard {
    bits: Vec<u64>,
    different: usize,
}

impl Micro {
    /// How many different offers it has made.
    #[must_use]
    pub fn made(&self) -> usize {
        self.made
    }

    /// Whether it is ready to make a new offer.
    fn concedes(&self, turn: &Turn<'_>) -> bool {
        let heard = |seat: usize| self.heard.get(seat).map_or(0, |heard| heard.different);
        let fewest = (0..turn.parties).filter(|&seat| seat != turn.seat).map(heard).min().unwrap_or(0);
        self.made <= fewest && self.made < turn.mine.rational().len()
    }
}

impl Negotiator for Micro {
    fn offers(&mut self, turn: &mut Turn<'_>) -> Option<Offer> {
        let order = turn.mine.rational();
        if self.concedes(turn) {
            return order.get(self.made).copied();
        }
        if self.made == 0 {
            return None;
        }
        order.get(turn.random.usize(..self.made)).copied()
    }

    fn accepts(&mut self, turn: &mut Turn<'_>, offer: Offer, _next: Option<Offer>) -> bool {
        let ready = if self.concedes(turn) { self.made } else { self.made.saturating_sub(1) };
        turn.mine.rational().get(ready).is_some_and(|&least| turn.utility(offer) >= turn.utility(least))
    }

    fn hears(&mut self, turn: &Turn<'_>, by: usize, offer: Offer) {
        if by == turn.seat {
            self.made += usize::from(turn.mine.rational().get(self.made) == Some(&offer));
            return;
        }
        self.heard.resize_with(turn.parties, Heard::default);
        self.heard[by].note(offer);
    }
}

impl Heard {
    fn note(&mut self, offer: Offer) {
        let (word, bit) = (offer.place() / 64, 1u64 << (offer.place() % 64));
        if self.bits.len() <= word {
            self.bits.resize(word + 1, 0);
        }
        self.different += usize::from(self.bits[word] & bit == 0);
        self.bits[word] |= bit;
    }
}
