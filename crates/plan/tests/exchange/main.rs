//! The order of an exchange, against what anybody can work out by hand or by trying everything.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails where something is not there")]

mod best;
mod cut;
mod evaluated;
mod made;
mod ordinal;
mod properties;
mod refused;
