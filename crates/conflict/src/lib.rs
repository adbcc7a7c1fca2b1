//! Who would walk away.
//!
//! **What lives here.** The Graph Model for Conflict Resolution (Kilgour, Hipel and Fang 1987; Fang, Hipel and Kilgour 1993),
//! useful without a case: decision makers, the options that each of them has, the states that follow, what each prefers, and
//! in which states somebody would do better by moving.
//!
//! **The one path.** A file becomes a [`model::Model`]: decision makers, states, moves and preferences as they were given. Where
//! a model is in option form and its preferences are known, its states are solved in place by their bitmasks, however many they
//! are. Everything else is laid out as a [`graph::Graph`]: states by position, the moves of each decision maker, and a
//! [`relation::Relation`] that compares any two states. What is stable, and every question about it, is asked of one of the two.
//!
//! **Never here.** Cases, participants' records, texts, terminals, pictures.

pub mod answer;
pub mod files;
pub mod graph;
pub mod memory;
pub mod model;
mod names;
pub mod option_form;
pub mod questions;
pub mod relation;
pub mod stability;
