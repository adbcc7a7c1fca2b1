//! What several tests of the crate use: the definitions taken literally, and random models.

// Not every test uses all of it.
#![allow(dead_code)]

pub(crate) mod ahead;
pub(crate) mod literal;
pub(crate) mod matrices;
pub(crate) mod random;
pub(crate) mod together;
