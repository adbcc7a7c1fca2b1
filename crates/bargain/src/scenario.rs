//! One space, and what each party wishes of it.

use crate::space::Space;
use crate::utility::Profile;

/// A space with the profiles of the parties, each of which fits it.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// What can be agreed.
    pub space: Space,
    /// What each party wishes; in byte order of the names of their files.
    pub profiles: Vec<Profile>,
}
