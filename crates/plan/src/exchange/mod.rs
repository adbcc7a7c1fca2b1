//! The order of an exchange: who gives what before receiving what, and whether anybody gains by stopping half-way.
//!
//! [`Terms`] say what is exchanged; [`Exchange::new`] checks that they hang together. Then:
//!
//! - [`Exchange::evaluate`] looks at one order point by point: who is exposed, what the next mover would gain by stopping,
//!   whether the exchange enforces itself, on which values that depends, and how large a guarantee would make it so
//!   ([`Evaluation::needed_guarantee`]);
//! - [`Exchange::best_order`] finds the order whose largest temptation is smallest, and says how that is known;
//! - [`Exchange::cut_table`] tells what cutting steps into pieces gains;
//! - [`Exchange::settled`], [`Exchange::ordinal`] and [`Exchange::alternating_order`] need no values.
//!
//! **Amounts** are whole numbers of a unit that the caller chooses, each a [`Range`] or unknown; nothing is rounded and
//! nothing is filled in. An amount is a party's own valuation: those of different parties are never added to each other or
//! compared.
//!
//! **Sources.** An exchange in steps that nobody gains by leaving: T. Sandholm and V. Lesser, "Equilibrium analysis of the
//! possibilities of unenforced exchange in multiagent systems", IJCAI 1995. Why it goes in small steps: B. Lockwood and J. P.
//! Thomas, "Gradualism and irreversibility", Review of Economic Studies 69 (2002). The temptation T(X, s) = −V(X, a(s)) −
//! D(a(s)) follows theirs: X what is done, s the next step, a(s) who does it, V what is still to come, D what is forfeited.
//!
//! **Two facts.** No order has a smaller largest temptation than the cheapest step that can come last
//! ([`BestOrder::cheapest_last`]). And cutting a reciprocal exchange of two steps into k equal pieces divides it by k
//! ([`Exchange::cut`]).
//!
//! **Cost.** Looking at an order: moves × parties. The best order: sets of moves that can be done first, 2ⁿ at most, in
//! practice few; up to 2²⁴ of them are always gone through where that is needed, beyond that what is not proven is told
//! ([`Proof`]).
//!
//! ```
//! use onetext_plan::exchange::{Enforcement, Exchange, Range, Step, Terms};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // The captives cost A 3 to 5 and are worth 9 to B; the prisoners cost B 4 and are worth 8 to A.
//! let exchange = Exchange::new(Terms {
//!     parties: vec!["A".into(), "B".into()],
//!     steps: vec![
//!         Step::new("captives", "A").worth("A", Range::new(-5, -3)?).worth("B", Range::exactly(9)?),
//!         Step::new("prisoners", "B").worth("A", Range::exactly(8)?).worth("B", Range::exactly(-4)?),
//!     ],
//!     ..Terms::default()
//! })?;
//! let best = exchange.best_order();
//! assert_eq!(best.order.names(), [["captives"], ["prisoners"]]);
//! // Once it has the captives, B would gain 4 by keeping the prisoners: so much would have to be guaranteed.
//! assert_eq!(best.evaluation.enforcement, Enforcement::InNoCase);
//! assert_eq!(best.evaluation.needed_guarantee().common.high, Some(4));
//! // In four pieces it is a quarter: 4 in a unit that is four times as small.
//! let rows = exchange.cut_table(&["captives", "prisoners"], 4)?;
//! assert_eq!((rows[3].pieces, rows[3].largest.high), (4, Some(4)));
//! # Ok(())
//! # }
//! ```

mod best;
mod cut;
mod evaluate;
mod order;
mod ordinal;
mod relation;
mod search;
mod span;
mod terms;

pub use best::{BestOrder, CheapestLast, Proof, USUAL_LIMIT};
pub use cut::{CutError, CutRow};
pub use evaluate::{Enforcement, Evaluation, Exposure, Needed, NeededGuarantee, OpenValue, Point, Standing};
pub use order::{Order, OrderError};
pub use ordinal::{Advance, Alternating, GivenAll, GivenFirst, Ordinal, Run, Settled};
pub use span::Span;
pub use terms::{Exchange, Guarantee, MAX_AMOUNT, MAX_STEPS, Range, RangeError, Step, Terms, TermsError};
