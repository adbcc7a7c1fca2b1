//! Networks made up at random, and slow, literal ways to tell what can be kept of them.

#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod game;
pub mod made;
pub mod play;
pub mod reductions;
