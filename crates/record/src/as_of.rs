//! The moment at which a record is looked at.

use std::cmp::Ordering;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::act::{Act, Authority, Deed, Extent, Finality, Strength};
use crate::when::When;

/// A moment, as a civil time of the case's zone. For a whole day, its last moment.
#[derive(Debug, Clone)]
pub struct AsOf {
    /// The moment.
    pub at: DateTime,
    /// The zone of the case.
    pub zone: TimeZone,
}

impl AsOf {
    /// The last moment that a date or time may mean.
    pub fn end_of(when: When, zone: TimeZone) -> Self {
        Self { at: when.ends(&zone), zone }
    }

    /// Whether something had begun by then.
    pub fn has_begun(&self, when: When) -> bool {
        when.starts(&self.zone) <= self.at
    }

    /// Whether something was over by then: a day is over when its last moment has passed.
    pub fn is_past(&self, when: When) -> bool {
        when.ends(&self.zone) < self.at
    }

    /// Whether an act had been done by then, by the earliest account.
    pub fn is_done(&self, act: &Act) -> bool {
        self.has_begun(act.earliest())
    }

    /// Whether the record knew of an act by then.
    pub fn is_known(&self, act: &Act) -> bool {
        self.has_begun(act.known)
    }

    /// Orders acts by when they were done, then by when the record learnt of them. Where neither tells which came later,
    /// the one that commits its author less counts as later: no consent is read into a record that does not show it.
    /// Positions that are as firm are in the order of their drafts' names; ids, which carry no meaning, part only the rest.
    pub fn order(&self, a: &Act, b: &Act) -> Ordering {
        let of = |act: &Act| (Weakness::of(act) != Weakness::None).then(|| act.draft().cloned());
        a.earliest()
            .compare(&b.earliest(), &self.zone)
            .then_with(|| a.known.compare(&b.known, &self.zone))
            .then_with(|| Weakness::of(a).cmp(&Weakness::of(b)))
            .then_with(|| of(a).cmp(&of(b)))
            .then_with(|| a.id.cmp(&b.id))
    }
}

/// How little an act commits its author; the firmest first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Weakness {
    /// It takes no position.
    None,
    /// Consent: what is said of it here, the firmer first.
    Consent {
        concept: bool,
        strength: Option<Strength>,
        ad_referendum: bool,
        provisional: bool,
        conditional: bool,
        unconfirmed: bool,
        ends: bool,
    },
    Reserve,
    Reject,
    TakenBack,
}

impl Weakness {
    fn of(act: &Act) -> Self {
        let consent = |concept, strength, authority, finality| Self::Consent {
            concept,
            strength,
            ad_referendum: authority == Some(Authority::AdReferendum),
            provisional: finality == Some(Finality::Provisional),
            conditional: !act.conditions.is_empty(),
            unconfirmed: act.through.is_some() && !act.confirmed,
            ends: act.until.is_some(),
        };
        match &act.deed {
            Deed::Sign(authority) => consent(false, None, *authority, Some(Finality::Final)),
            Deed::Initial(authority) => consent(false, None, *authority, Some(Finality::Provisional)),
            Deed::Accept(given) => {
                // One that does not say how much consent it is, is as firm as one that accepts.
                let strength = given.strength.filter(|strength| *strength != Strength::Accepts);
                consent(given.extent != Some(Extent::Words), strength, given.authority, given.finality)
            }
            Deed::Reserve(_) => Self::Reserve,
            Deed::Reject(_) => Self::Reject,
            Deed::Withdraw | Deed::Lapse | Deed::BreakSilence { .. } => Self::TakenBack,
            _ => Self::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{acts, as_of};

    /// From the firmest to the weakest.
    const POSITIONS: [&str; 11] = [
        "sign {} 2031-03-05; draft = \"d\"",
        "initial {} 2031-03-05; draft = \"d\"",
        "accept {} 2031-03-05; draft = \"d\"; extent = \"words\"; finality = \"provisional\"; if = [\"x\"]",
        "accept {} 2031-03-05; draft = \"d\"; extent = \"words\"; authority = \"ad_referendum\"",
        "accept {} 2031-03-05; draft = \"d\"; extent = \"words\"; strength = \"can_live_with\"",
        "accept {} 2031-03-05; draft = \"d\"; extent = \"words\"; strength = \"takes_note\"",
        "accept {} 2031-03-05; draft = \"d\"; strength = \"accepts\"",
        "accept {} 2031-03-05; draft = \"d\"; authority = \"ad_referendum\"",
        "reserve {} 2031-03-05; draft = \"d\"",
        "reject {} 2031-03-05; draft = \"d\"",
        "withdraw {} 2031-03-05; answers = \"x\"",
    ];

    #[test]
    fn of_acts_of_one_day_the_weaker_counts_as_later_whatever_their_ids() {
        let moment = as_of("2031-03-20");
        for (firmer, one) in POSITIONS.iter().enumerate() {
            for other in &POSITIONS[firmer + 1..] {
                for (first, second) in [("a", "b"), ("b", "a")] {
                    let lines = format!("{first} {one}\n{second} {other}").replace("{}", "lower");
                    let acts = acts(&lines);
                    assert!(moment.order(&acts[0], &acts[1]).is_lt(), "{lines}");
                    assert!(moment.order(&acts[1], &acts[0]).is_gt(), "{lines}");
                }
            }
        }
    }
}
