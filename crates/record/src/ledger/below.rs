//! Where a party stands otherwise on something below a clause than on the clause.

use super::cover::{Sheet, place};
use super::{Consent, Flag, Status};

/// Flags consent to a clause where the party's position on something below it is weaker.
pub(super) fn flag_weaker(column: &mut [Consent], current: &Sheet<'_>) {
    // The weakest position below each clause and on it; clauses stand after those that they are under.
    let mut weakest: Vec<Weakness> = column.iter().map(Weakness::of).collect();
    for at in (0..column.len()).rev() {
        let own = Weakness::of(&column[at]);
        if column[at].is_given() && weakest[at].exceeds(&own) {
            column[at].flags.push(Flag::Below);
            column[at].flags.sort_unstable();
        }
        if let Some(parent) = current.clauses[at].parent.map(place).filter(|&parent| parent < at) {
            let below = weakest[at];
            weakest[parent].add(&below);
        }
    }
}

/// How far a position is from consent to the words as they stand.
#[derive(Clone, Copy)]
struct Weakness {
    /// 0 for what is accepted.
    status: u8,
    /// Whether it is flagged as not to be relied on: stale, on a condition that does not stand, expired, denied.
    doubts: [bool; 4],
}

impl Weakness {
    fn of(consent: &Consent) -> Self {
        let status = match consent.status {
            Status::Accepted => 0,
            Status::Provisional => 1,
            Status::AdReferendum => 2,
            Status::NoObjection => 3,
            Status::InPrinciple => 4,
            Status::Reserved => 5,
            _ => 6,
        };
        let doubts =
            [Flag::Stale, Flag::Condition, Flag::Expired, Flag::Denied].map(|flag| consent.has(flag));
        Self { status, doubts }
    }

    fn add(&mut self, other: &Self) {
        self.status = self.status.max(other.status);
        for (doubt, other) in self.doubts.iter_mut().zip(other.doubts) {
            *doubt |= other;
        }
    }

    fn exceeds(&self, own: &Self) -> bool {
        self.status > own.status || self.doubts.iter().zip(own.doubts).any(|(&doubt, own)| doubt && !own)
    }
}
