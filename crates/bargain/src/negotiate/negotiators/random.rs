//! Whatever it could accept.

use crate::negotiate::{Negotiator, Offer, Turn};

/// Offers anything that is worth its reservation value, each outcome as likely as another, and accepts what is worth no less than what it
/// has just drawn. The usual lower baseline.
#[derive(Debug, Clone, Copy, Default)]
pub struct Random;

impl Negotiator for Random {
    fn offers(&mut self, turn: &mut Turn<'_>) -> Option<Offer> {
        let all = turn.mine.rational();
        if all.is_empty() { None } else { Some(all[turn.random.usize(..all.len())]) }
    }
}
