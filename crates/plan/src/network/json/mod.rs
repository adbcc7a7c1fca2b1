//! Networks as JSON, in the form that public collections of such networks have:
//!
//! ```json
//! {"nodes": [{"node_id": 1}, {"node_id": 2}],
//!  "constraints": [{"first_node": 1, "second_node": 2, "type": "stcu", "min_duration": 2.5, "max_duration": 5}]}
//! ```
//!
//! `type` is `stc` for a requirement, `stcu` for a contingent link. Ids are whole numbers or text. An end of a requirement is
//! open where it is missing, `null`, `"inf"` or `"-inf"` (or `Infinity`, which some programs write though it is not JSON).
//! Numbers are exact: all of a file are taken in units of its smallest decimal place. Node 0 need not be listed: it is what
//! `min_domain` and `max_domain` of a node are counted from. Other fields are not read.

mod read;

use std::ops::Range;

use serde::Serialize;
use serde_json::value::RawValue;
use thiserror::Error;

use super::{ConstraintId, Network, NodeId, Time, decimal};

/// A network with what its file says of it.
#[derive(Debug, Clone)]
pub struct File {
    /// The network.
    pub network: Network,
    /// How many decimal places its unit is: times of the network are in units of 10^−`places` of the file's.
    pub places: u32,
    ids: Vec<Written>,
    links: Vec<Link>,
}

/// A value of JSON as it is written, so that what is told of a file is told in its own way.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Written(Box<RawValue>);

impl Written {
    fn new(text: String) -> Self {
        Self(RawValue::from_string(text).unwrap_or_else(|_| RawValue::NULL.to_owned()))
    }

    /// The JSON.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }
}

impl From<&RawValue> for Written {
    fn from(raw: &RawValue) -> Self {
        Self(raw.to_owned())
    }
}

/// A link as the file writes it.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// The id of the first node.
    pub first_node: Written,
    /// The id of the second node.
    pub second_node: Written,
    /// `stc` or `stcu`.
    pub r#type: &'static str,
    /// The least duration.
    pub min_duration: Option<Written>,
    /// The greatest duration.
    pub max_duration: Option<Written>,
}

/// Why a file is no network, and where. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: {message}; expected {expected}; {help}")]
pub struct Fault {
    /// The bytes of the text that are at fault.
    pub span: Range<usize>,
    /// The line of the first of them.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What could stand there.
    pub expected: String,
    /// What to do.
    pub help: String,
}

impl File {
    /// Reads a network.
    ///
    /// # Errors
    /// The first fault that is found, from the top; nothing is read half.
    pub fn read(text: &str) -> Result<Self, Fault> {
        read::file(text)
    }

    /// A link as the file writes it.
    pub fn link(&self, id: ConstraintId) -> Option<&Link> {
        self.links.get(id.index())
    }

    /// All links as the file writes them, in the order of the network's.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The id of a node as the file writes it.
    pub fn id(&self, node: NodeId) -> Option<&Written> {
        self.ids.get(node.index())
    }

    /// A time in the file's unit, as a number of JSON.
    pub fn number(&self, time: Time) -> Written {
        Written::new(self.decimal(time))
    }

    /// A time in the file's unit, as a decimal number.
    pub fn decimal(&self, time: Time) -> String {
        decimal::write(time, self.places)
    }
}
