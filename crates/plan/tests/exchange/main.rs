//! The order of an exchange, against what anybody can work out by hand or by trying everything.

#![allow(clippy::unwrap_used)]

mod best;
mod made;
