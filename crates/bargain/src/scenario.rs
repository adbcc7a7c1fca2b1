//! One space, and what each party wishes of it.

use crate::space::{Space, SpaceError};
use crate::utility::Profile;

/// A space with the profiles of the parties, each of which fits it.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// What can be agreed.
    pub space: Space,
    /// What each party wishes; in byte order of the names of their files.
    pub profiles: Vec<Profile>,
}

impl Scenario {
    /// The scenario in which so many values of each issue that is decided as a real number are looked at, evenly spread, and
    /// which issues these are. What is found in it is found of those values alone.
    ///
    /// # Errors
    ///
    /// Where fewer than two are asked for.
    pub fn discretised(&self, values: u32) -> Result<(Self, Vec<String>), SpaceError> {
        let (space, looked_at) = self.space.discretised(values)?;
        Ok((Self { space, profiles: self.profiles.clone() }, looked_at))
    }
}
