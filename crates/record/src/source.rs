//! Where something is known from, and of what kind that is.

use jiff::civil::Date;
use serde::Serialize;

use crate::audience::Audience;

/// What kind of source it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// The text itself.
    Text,
    /// A party's own statement.
    Statement,
    /// A named report.
    Report,
    /// An anonymous report.
    Anonymous,
    /// A leak.
    Leak,
}

/// One source of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What kind of source it is.
    pub kind: SourceKind,
    /// Who says so, as far as readers are told.
    pub who: String,
    /// Where it is found.
    pub reference: String,
    /// When it was published or said, where that differs from the act.
    pub date: Option<Date>,
    /// The person behind it, for a few readers only.
    pub identity: Option<Identity>,
}

/// Who a protected source is: kept apart from what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Who it is.
    pub name: String,
    /// Who may know.
    pub audience: Audience,
}
