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
//! From a scenario to its frontier, a solution and a tournament:
//!
//! ```
//! use onetext_bargain::analysis::{frontier, solutions};
//! use onetext_bargain::files::Reading;
//! use onetext_bargain::frontier::Ask;
//! use onetext_bargain::negotiate::{AlternatingOffers, Protocol, tournament::{Settings, Tournament}};
//! use onetext_bargain::scenario::Scenario;
//! use std::{num::NonZeroU32, ops::ControlFlow};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let pie = "name = 'pie'\nissue = [{ name = 'slices', from = 0, to = 10 }]\n\
//!     [[party]]\nname = 'Ana'\nwishes.slices.line = { from = 0, at_from = 0, slope = 0.1 }\n\
//!     [[party]]\nname = 'Bo'\nwishes.slices.line = { from = 0, at_from = 1, slope = -0.1 }\n";
//! let files = [("pie.toml".to_owned(), pie.into())];
//! let scenario = Scenario::of_files("pie", files, Reading::OfItsFormat)?.scenario;
//! let found = frontier(&scenario, None, &Ask::default(), &mut |_| ControlFlow::Continue(()))?;
//! assert_eq!((found.frontier_size, found.exact), (11, true));
//! assert_eq!(solutions(&scenario, None)?.nash[0].utilities, [0.5, 0.5]);
//! let offers = AlternatingOffers { rounds: NonZeroU32::MIN.saturating_add(99) };
//! let entrants = vec![offers.entrant("boulware")?, offers.entrant("conceder")?];
//! let tournament = Tournament::new(offers, vec![("pie".into(), scenario)], entrants, Settings::default())?;
//! let agreed = (0..tournament.sessions()).filter(|&at| tournament.play(at).ending.agreement.is_some());
//! assert_eq!((tournament.sessions(), agreed.count()), (8, 8));
//! # Ok(()) }
//! ```
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
