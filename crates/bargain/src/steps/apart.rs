//! Hyper-rectangles that are looked at as issues of their own.

use crate::space::{Rule, Space};
use crate::utility::{HyperRectangle, Pays};

/// A hyper-rectangle that is unpaid or paid.
#[derive(Debug, Clone)]
pub(super) struct Apart {
    /// Whose.
    pub(super) party: usize,
    /// What the party has for it where its bounds are not all kept.
    pub(super) unpaid: f64,
    /// What it has where they are.
    pub(super) paid: f64,
    /// By issue, the places of the values that keep its bounds.
    kept: Vec<(usize, Vec<u32>)>,
}

/// The place of *unpaid* among the two values, and of *paid*.
const UNPAID: u32 = 0;
const PAID: u32 = 1;

impl Apart {
    /// The part that a hyper-rectangle has in a party's utility, times a factor. The space has no real numbers.
    pub(super) fn new(space: &Space, party: usize, rectangle: &HyperRectangle, factor: f64) -> Self {
        let worth = rectangle.worth * rectangle.weight * factor;
        let (unpaid, paid) = match rectangle.pays {
            Pays::Inside => (0.0, worth),
            Pays::Outside => (worth, 0.0),
        };
        let mut package = vec![0; space.issues.len()];
        let mut issues: Vec<usize> = rectangle.bounds.iter().map(|bound| bound.issue).collect();
        issues.sort_unstable();
        issues.dedup();
        let kept = issues.into_iter().map(|issue| {
            let keeps = |&place: &u32| {
                package[issue] = place;
                let outcome = space.outcome(&package);
                let bounds = || rectangle.bounds.iter().filter(|bound| bound.issue == issue);
                bounds().all(|bound| bound.keeps(&outcome))
            };
            let places = (0..space.issues[issue].values.places().unwrap_or(0)).filter(keeps).collect();
            package[issue] = 0;
            (issue, places)
        });
        Self { party, unpaid, paid, kept: kept.collect() }
    }

    /// The combinations for which it is paid.
    pub(super) fn inside(&self) -> Rule {
        Rule::of_sets(self.kept.iter().cloned())
    }

    /// The rules by which the issue of this number, which stands for it, is paid where all bounds are kept, and nowhere else.
    pub(super) fn rules(&self, number: usize) -> Vec<Rule> {
        let inside = self.inside();
        let mut rules = inside.parts_needed_by(number, PAID);
        rules.push(inside.unless_decided(number, PAID));
        rules
    }

    /// What the two values add, one number for each party.
    pub(super) fn table(&self, parties: usize) -> Vec<f64> {
        let mut table = vec![0.0; 2 * parties];
        table[UNPAID as usize * parties + self.party] = self.unpaid;
        table[PAID as usize * parties + self.party] = self.paid;
        table
    }
}
