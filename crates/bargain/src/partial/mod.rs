//! What follows from what a party said, where no numbers are known.
//!
//! **Nothing is invented.** A party's preferences are every additive utility that agrees with its [`Statement`]s: U(package) =
//! Σ v(issue, value), with v ≥ 0 counted from the worst value of each issue. What an issue adds can be counted from anywhere,
//! and utilities of one party have no unit, so this loses nothing but that preferences are additive. Where a share of the whole or
//! an amount is asked for, the unit is all that can be gained, Σ w(issue) = 1 with w(issue) what lies between the worst and
//! best value.
//! Which values those are need not be known: w ≥ v for every value is all that is used, and is exact, as long as ranges
//! stand on the side that they make harder. Where they do not (an upper bound on a share), the extremes must have been said.
//! Orderings are the same in every unit and are decided without one.
//!
//! - [`Preferences`]: whether one package is preferred to another in *every* utility that agrees with the statements
//!   (*necessarily*) or in *some* (*possibly*), and because of which statements. G. B. Hazen, "Partial information, dominance,
//!   and potential optimality in multiattribute utility theory", Operations Research 34 (1986); S. Greco, V. Mousseau and
//!   R. Słowiński, "Ordinal regression revisited", European Journal of Operational Research 191 (2008).
//! - [`Relations`] and [`dominated()`]: the same for all pairs of a list, for one party and for several together.
//! - [`Conflict`]: statements that cannot all be meant, as few as possible.
//!
//! - [`Preferences::regrets`]: how much a party may lose by a package; [`Preferences::weights`]: what weights are left to issues.
//! - [`Preferences::acceptability`]: how often a package is the best of a list, in utilities drawn at random.
//! - [`Preferences::next_question`]: the comparison that would tell most.
//!
//! A red line is no statement on worth: it takes packages away and never counts as a large loss. What red lines leave, and the
//! fewest that leave nothing, is told by [`crate::packages`].
//!
//! "A over B" alone is not enough to go on: "whatever else" says far more than "all else equal", and "first" may be meant in
//! time. So every such statement carries its [`Reading`].
//!
//! Yes and no are proved in whole numbers; floating point finds the proofs. Amounts (regret, shares) are floating point, good to
//! about 10⁻⁶.

mod amount;
mod conflict;
mod dominance;
mod exact;
mod linear;
mod preference;
mod question;
mod sample;
mod simplex;
mod statement;
mod sum;

pub use amount::{Regret, Weight, Worth};
pub use conflict::Conflict;
pub use dominance::{Dominated, Relations, dominated};
pub use linear::NotSettled;
pub use preference::{NoPreferences, Preferences, Standing, Whether};
pub use question::{Narrowed, Question};
pub use sample::{Acceptability, Sampling, Share};
pub use statement::{Fraction, Partial, PartialError, Reading, Says, Statement, Strength, Unusable};

#[cfg(test)]
mod tests;
