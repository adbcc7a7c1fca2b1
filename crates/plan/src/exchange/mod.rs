//! The order of an exchange: who gives what before receiving what, and whether anybody gains by stopping half-way.

mod best;
mod evaluate;
mod order;
mod relation;
mod search;
mod span;
mod terms;

pub use best::{BestOrder, CheapestLast, Proof, USUAL_LIMIT};
pub use evaluate::{Enforcement, Evaluation, Exposure, Needed, NeededGuarantee, OpenValue, Point, Standing};
pub use order::{Order, OrderError};
pub use span::Span;
pub use terms::{Exchange, Guarantee, MAX_AMOUNT, MAX_STEPS, Range, RangeError, Step, Terms, TermsError};
