//! Random cases, changes of what a reader may not see, and everything that a reader can be shown.

pub(crate) mod assessments;
pub(crate) mod change;
pub(crate) mod conflicts;
pub(crate) mod entries;
pub(crate) mod generate;
pub(crate) mod model;
pub(crate) mod outputs;
pub(crate) mod relabel;
pub(crate) mod tape;
