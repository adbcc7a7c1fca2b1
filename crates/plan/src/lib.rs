//! Whether a plan can be carried out.
//!
//! **What lives here.** Pure mathematics of plans, useful without a case: temporal [`network`]s, with and without durations
//! that somebody else decides; and the order of an [`exchange`], with who is exposed at each of its points.
//!
//! **Never here.** Cases, participants' records, texts, files, terminals. What a plan's obligations say, and to which words
//! they are tied, lives in `record`; a network or an exchange is made from them by `case`.

pub mod exchange;
pub mod network;
