//! Files that describe scenarios, read with every repair stated, or refused.
//!
//! **The one path.** The bytes of a file become a `Source`; what it holds is recognised by its content, never by its
//! name; a domain becomes a [`Space`](crate::space::Space), and each profile, checked against it, a
//! [`Profile`](crate::utility::Profile). What was not as its format has it and could only have been meant one way is read that
//! way and stated as a [`Repair`]; everything else is [`Refused`] with its place. Nothing is loaded to fail later.

mod evaluate;
mod evaluators;
mod genius;
mod geniusweb;
mod json;
mod negmas;
mod negolog;
mod open;
mod own;
mod recognise;
mod source;
mod tree;
mod weighted;
mod write;
mod xml;
mod yaml;

pub use evaluate::{Bids, Evaluated, Line};
pub use open::{Ignored, Opened, OpenedProfile, Reading, open_profile};
pub use recognise::Format;
pub use source::{Place, Refused, Repair};
pub use write::{CannotSay, Target, Written, write};
