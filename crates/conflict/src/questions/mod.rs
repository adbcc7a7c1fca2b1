//! Questions about a conflict that go beyond what is stable: why, by which way, and what if.
//!
//! Answers are data: positions of states, places of decision makers, the actual moves. Where several answers are as good, the one
//! that comes first by place and position is given, so that the same question has the same answer every time.
//!
//! Except in [`whatever`], what a decision maker is not known to prefer counts as not preferred.

pub mod inverse;
pub mod mediator;
pub mod paths;
pub mod sensitivity;
pub mod what_if;
pub mod whatever;
pub mod why;

mod altered;
mod order;
mod sequences;
#[cfg(test)]
mod tests;

pub use sequences::Step;
