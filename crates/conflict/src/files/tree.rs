//! What TOML and JSON describe alike: words, numbers, lists and tables, each with its place.

use super::source::{Refused, Source};

/// How deep lists and tables may nest.
pub(super) const DEEPEST: usize = 32;

/// How many values a file may have: so many take about half a gigabyte.
const MOST_VALUES: usize = 6_000_000;

/// Refuses a file that seems to have more values than are read.
pub(super) fn at_most_values(source: &Source, values: usize) -> Result<(), Refused> {
    if values <= MOST_VALUES {
        return Ok(());
    }
    Err(source.refuse_all(
        format!("the file has about {values} values"),
        format!("at most {MOST_VALUES}"),
        "state preferences by options instead of state by state",
    ))
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// Where it begins, in bytes.
    pub(super) at: usize,
    pub(super) value: Value,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Nothing, as JSON has it.
    Null,
    Truth(bool),
    /// A number as it is written.
    Number(String),
    Words(String),
    List(Vec<Node>),
    /// Values by key in the order of the file; keys differ.
    Table(Vec<(Key, Node)>),
}

/// A key with its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Key {
    pub(super) at: usize,
    pub(super) name: String,
}

impl Node {
    pub(super) fn words(at: usize, words: impl Into<String>) -> Self {
        Self { at, value: Value::Words(words.into()) }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Table(fields) => fields.iter().find(|(name, _)| name.name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// What it is, in words.
    fn said(&self) -> String {
        match &self.value {
            Value::Null => "nothing".into(),
            Value::Truth(truth) => truth.to_string(),
            Value::Number(number) => format!("the number {number}"),
            Value::Words(words) => format!("the words {words:?}"),
            Value::List(_) => "a list".into(),
            Value::Table(_) => "a table".into(),
        }
    }
}

impl Source {
    /// A refusal because a value is not of the kind that it should be.
    pub(super) fn wrong(&self, node: &Node, what: &str, expected: &str) -> Refused {
        self.refuse(node.at, format!("{what} is {}", node.said()), expected, "write it so")
    }

    pub(super) fn words<'n>(&self, node: &'n Node, what: &str) -> Result<&'n str, Refused> {
        match &node.value {
            Value::Words(words) => Ok(words),
            _ => Err(self.wrong(node, what, "words in quotes")),
        }
    }

    pub(super) fn list<'n>(&self, node: &'n Node, what: &str) -> Result<&'n [Node], Refused> {
        match &node.value {
            Value::List(list) => Ok(list),
            _ => Err(self.wrong(node, what, "a list")),
        }
    }

    pub(super) fn truth(&self, node: &Node, what: &str) -> Result<bool, Refused> {
        match node.value {
            Value::Truth(truth) => Ok(truth),
            _ => Err(self.wrong(node, what, "true or false")),
        }
    }

    /// A whole number that is not below nought.
    pub(super) fn count(&self, node: &Node, what: &str) -> Result<u64, Refused> {
        let number = match &node.value {
            Value::Number(number) => number.parse().ok(),
            _ => None,
        };
        number.ok_or_else(|| self.wrong(node, what, "a whole number, 0 or more"))
    }
}
