//! Steps cut into equal pieces, so that less is at stake at each point.

use serde::Serialize;

use super::span::Span;
use super::{Enforcement, Exchange, Guarantee, Proof, Range, RangeError, Step, Terms, TermsError};

/// Why steps cannot be cut.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CutError {
    /// Not even one piece.
    #[error("a step cannot be cut into no pieces")]
    NoPiece,
    /// A name that no step has.
    #[error("\"{0}\" is no step of the exchange")]
    Unknown(String),
    /// A step that happens at once with others.
    #[error(
        "\"{0}\" happens at once with other steps; nobody waits for anything there, so that cutting it changes nothing"
    )]
    AtOnce(String),
    /// A step whose worth somebody has not stated.
    #[error("what \"{step}\" is worth to \"{party}\" is unknown, and so is what a piece of it is worth")]
    UnknownValue {
        /// The step.
        step: String,
        /// The party whose value is unknown.
        party: String,
    },
    /// A step that its actor gains from in any case.
    #[error(
        "\"{0}\" costs its actor nothing; it is not given for anything, and cutting it would only put off what the actor gains"
    )]
    CostsNothing(String),
    /// An amount that is too large in the smaller unit.
    #[error(transparent)]
    Range(#[from] RangeError),
    /// A count of units that is too large in the smaller unit.
    #[error("\"{0}\" counts for too many units to be cut")]
    Units(String),
    /// Too many pieces in all, or a piece that has the name of another step.
    #[error(transparent)]
    Terms(#[from] TermsError),
}

/// What cutting into so many pieces comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CutRow {
    /// Into how many pieces each step is cut; 1: as it stands. **The amounts of this row are in units that are this many
    /// times as small** as those of the exchange, so that nothing is rounded.
    pub pieces: u32,
    /// The largest temptation in the best order, at best and at worst.
    pub largest: Span,
    /// By how much less than without cutting that is at worst; `None` when unknown.
    pub gained: Option<i64>,
    /// The largest temptation, at worst, is at least this in every order.
    pub at_least: Option<i64>,
    /// How that is known.
    pub proof: Proof,
    /// Whether the exchange enforces itself in that order.
    pub enforcement: Enforcement,
}

impl Exchange {
    /// The steps that can be cut, as listed.
    #[must_use]
    pub fn can_be_cut(&self) -> Vec<&str> {
        let names = self.terms.steps.iter().map(|step| step.name.as_str());
        names.enumerate().filter(|(step, _)| self.check_cut(*step).is_ok()).map(|(_, name)| name).collect()
    }

    fn check_cut(&self, number: usize) -> Result<(), CutError> {
        let step = &self.steps[number];
        let name = || self.terms.steps[number].name.clone();
        if self.moves[step.part_of].steps.len() > 1 {
            return Err(CutError::AtOnce(name()));
        }
        if let Some(party) = step.values.iter().position(Option::is_none) {
            return Err(CutError::UnknownValue { step: name(), party: self.terms.parties[party].clone() });
        }
        match step.values[step.actor] {
            Some(value) if value.low() > 0 => Err(CutError::CostsNothing(name())),
            _ => Ok(()),
        }
    }

    /// The exchange with each of `steps` cut into `pieces` equal ones, called `NAME 1/3` and so on, in a unit that is
    /// `pieces` times as small: amounts and counts of what is not cut grow accordingly, and nothing is rounded.
    ///
    /// The pieces of a step come one after another. Where a step must come before another and both are cut, each piece of the
    /// one comes before the like piece of the other; where one of them is not cut, all pieces of the one come before the
    /// other. What is given back after a step is given back after its last piece.
    ///
    /// In the best order the largest temptation is never more than without cutting, since the pieces can be done in one go,
    /// and less and less is then at stake. Where two parties exchange one step each, without guarantees, and both gain from
    /// the whole, it is **exactly divided by the number of pieces**: the cheaper step's last piece comes last.
    ///
    /// # Errors
    ///
    /// For steps that are unknown or cannot be cut, and when there would be too many steps or too large amounts.
    pub fn cut<S: AsRef<str>>(&self, steps: &[S], pieces: u32) -> Result<Self, CutError> {
        if pieces == 0 {
            return Err(CutError::NoPiece);
        }
        let by = i64::from(pieces);
        let mut cut = vec![false; self.steps.len()];
        for name in steps.iter().map(AsRef::as_ref) {
            let number = self.terms.steps.iter().position(|step| step.name == name);
            let number = number.ok_or_else(|| CutError::Unknown(name.to_owned()))?;
            self.check_cut(number)?;
            cut[number] = pieces > 1;
        }
        let number_of = |name: &str| self.terms.steps.iter().position(|step| step.name == name);
        let is_cut = |name: &str| number_of(name).is_some_and(|number| cut[number]);
        let piece = |name: &str, at: u32| {
            if is_cut(name) { format!("{name} {at}/{pieces}") } else { name.to_owned() }
        };

        let mut terms = Terms { parties: self.terms.parties.clone(), ..Terms::default() };
        if (self.steps.len() as u64).saturating_mul(u64::from(pieces)) > u64::from(u32::MAX) {
            return Err(TermsError::TooMany { what: "steps", count: usize::MAX }.into());
        }
        for (step, cut) in self.terms.steps.iter().zip(&cut) {
            if !cut {
                let units =
                    step.units.checked_mul(pieces).ok_or_else(|| CutError::Units(step.name.clone()))?;
                let mut whole = Step { units, ..step.clone() };
                for value in whole.values.values_mut() {
                    *value = value.times(by)?;
                }
                terms.steps.push(whole);
                continue;
            }
            for at in 1..=pieces {
                terms.steps.push(Step { name: piece(&step.name, at), ..step.clone() });
                if at > 1 {
                    terms.before.push((piece(&step.name, at - 1), piece(&step.name, at)));
                }
            }
        }
        for (first, second) in &self.terms.before {
            if is_cut(first) && is_cut(second) {
                terms.before.extend((1..=pieces).map(|at| (piece(first, at), piece(second, at))));
            } else {
                terms.before.push((piece(first, pieces), piece(second, 1)));
            }
        }
        terms.at_once.clone_from(&self.terms.at_once);
        for guarantee in &self.terms.guarantees {
            terms.guarantees.push(Guarantee {
                party: guarantee.party.clone(),
                amount: guarantee.amount.times(by)?,
                until: guarantee.until.as_ref().map(|until| piece(until, pieces)),
            });
        }
        Ok(Self::new(terms)?)
    }

    /// What cutting `steps` gains: the best order without cutting, and with 2, 3 and up to `most` pieces.
    ///
    /// # Errors
    ///
    /// As for [`Self::cut`].
    pub fn cut_table<S: AsRef<str>>(&self, steps: &[S], most: u32) -> Result<Vec<CutRow>, CutError> {
        let mut rows: Vec<CutRow> = Vec::new();
        for pieces in 1..=most {
            let best = self.cut(steps, pieces)?.best_order();
            let largest = best.evaluation.largest;
            let whole = rows.first().map_or(largest, |row| row.largest).high;
            // The first row stands in the unit of the exchange, this one in a smaller one.
            let gained =
                whole.zip(largest.high).map(|(whole, now)| whole.saturating_mul(i64::from(pieces)) - now);
            rows.push(CutRow {
                pieces,
                largest,
                gained,
                at_least: best.at_least,
                proof: best.proof,
                enforcement: best.evaluation.enforcement,
            });
        }
        Ok(rows)
    }
}

impl Range {
    /// The same in a unit that is `by` times as small.
    fn times(self, by: i64) -> Result<Self, RangeError> {
        let times = |amount: i64| amount.checked_mul(by).ok_or(RangeError::TooLarge { amount });
        Self::new(times(self.low())?, times(self.high())?)
    }
}
