//! Solutions of a bargaining problem: which packages a stated idea of fairness picks.
//!
//! Packages are points: what each is worth to each party, in steps. Below d, the *disagreement point*, a party is better off
//! without an agreement; every solution looks at packages alone that give nobody less (*individually rational*). a is the
//! *ideal point*: the most that each party gets in any such package. gᵢ = uᵢ − dᵢ is a party's gain, aᵢ − uᵢ its loss.
//!
//! | solution | picks | compares utilities of different parties |
//! |---|---|---|
//! | Nash (1950) | most parties that gain at all; then the largest product of their gains | no |
//! | Kalai–Smorodinsky (1975) | the largest smallest share gᵢ / (aᵢ − dᵢ); then the next smallest, and so on (Imai 1983) | no |
//! | egalitarian (Kalai 1977) | the largest smallest gain; then the next smallest, and so on | yes |
//! | equal loss (Chun 1988) | the smallest largest loss; then the next largest, and so on | yes |
//! | utilitarian | the largest sum of utilities, each times a weight | yes |
//!
//! Each picks from a finite set, where the axioms of the papers hold as far as the definitions above carry them: all are
//! Pareto optimal and individually rational; the first two do not change when a party's utilities are multiplied or shifted
//! (Nash's where all can gain together: otherwise products of different parties' gains are set against each other);
//! all treat parties alike that are alike. **All** maximisers are returned: that there are several is itself an answer.
//!
//! [`Points::solution`] picks from points that are there, [`search()`] from the structure of additive utilities, without a
//! frontier, where that would be too large. Where no package is individually rational there is *no zone of agreement*, and
//! [`clash`] says which demands exclude each other.
//!
//! Everything is decided in whole numbers; rough values serve only to leave out what is far from the best.

pub mod clash;
mod points;
mod search;
mod worth;

use serde::Serialize;

pub use points::Points;
pub use search::{Found, NotSettled, outcomes_of, search};

/// An idea of fairness that picks packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Solution {
    /// J. F. Nash, "The bargaining problem", Econometrica 18 (1950). Where not all can gain at once, first as many as can.
    Nash,
    /// E. Kalai and M. Smorodinsky, "Other solutions to Nash's bargaining problem", Econometrica 43 (1975); for more than two
    /// parties lexicographically, H. Imai, "Individual monotonicity and lexicographic maxmin solution", Econometrica 51
    /// (1983).
    KalaiSmorodinsky,
    /// E. Kalai, "Proportional solutions to bargaining situations", Econometrica 45 (1977), lexicographically.
    Egalitarian,
    /// Y. Chun, "The equal-loss principle for bargaining problems", Economics Letters 26 (1988), lexicographically.
    EqualLoss,
    /// The largest sum.
    Utilitarian,
}

impl Solution {
    /// All of them, in the order in which they are told.
    pub const ALL: [Solution; 5] = [
        Solution::Nash,
        Solution::KalaiSmorodinsky,
        Solution::Egalitarian,
        Solution::EqualLoss,
        Solution::Utilitarian,
    ];

    /// Whether it needs utilities of different parties to be comparable. Only Nash and Kalai–Smorodinsky do without.
    #[must_use]
    pub fn compares_parties(self) -> bool {
        !matches!(self, Solution::Nash | Solution::KalaiSmorodinsky)
    }
}

/// What the solutions of one problem are measured from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What each party has without an agreement, in steps.
    pub disagreement: Vec<i64>,
    /// What one step counts for each party in the utilitarian sum; all 1 unless chosen.
    pub weights: Vec<u32>,
}

impl Problem {
    /// A problem in which every party's utility counts alike.
    #[must_use]
    pub fn new(disagreement: Vec<i64>) -> Self {
        Self { weights: vec![1; disagreement.len()], disagreement }
    }
}
