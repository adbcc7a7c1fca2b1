//! The deals that are left.
//!
//! **What lives here.** Pure mathematics of bargaining, useful without a case: a [`space`] of issues and the outcomes that
//! they allow; what an outcome is worth to a party, its [`utility`]; the [`files`] that the field describes both in.
//!
//! **The one path.** A file becomes a [`scenario::Scenario`]: one space and the profile of each party, checked against it.
//! From a scenario come [`steps::Steps`], what each option adds for each party in whole steps of a stated scale; everything
//! that compares outcomes (frontiers, solutions) reads steps, and everything that is shown reads the profiles' own numbers.
//! Where no numbers are known, [`partial`] says what follows from what parties said, and reads a space and statements alone.
//! What parties reach when they [`negotiate`] over a scenario is found out by letting them.
//!
//! **Never here.** Cases, participants' records, texts, terminals. What the open points of a text are, and what a party said
//! of them, is turned into a space and statements by `case`.

pub mod analysis;
mod fewest;
pub mod files;
pub mod frontier;
pub mod negotiate;
pub mod packages;
pub mod partial;
pub mod scenario;
pub mod solve;
pub mod space;
pub mod steps;
pub mod utility;
