//! What JSON, YAML and TOML describe alike: words, numbers, lists and tables, each with its place.

use super::source::{Refused, Source};
use std::collections::HashMap;

/// How deep lists and tables may nest.
pub(crate) const DEEPEST: usize = 64;

/// How many values a file may have.
pub(crate) const MOST_VALUES: usize = 4_000_000;

/// How much the references within one file may come to, in bytes, once they are put in full.
pub(crate) const MOST: usize = 64 << 20;

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// Where it begins, in bytes.
    pub(crate) at: usize,
    /// What it is.
    pub(crate) value: Value,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Nothing.
    Null,
    /// Yes or no, as written.
    Truth(String),
    /// A number, and how it is written.
    Number(f64, String),
    /// Words.
    Words(String),
    /// Values in order.
    List(Vec<Node>),
    /// Values by key, in order; keys differ.
    Table(Vec<(Node, Node)>),
}

impl Node {
    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Table(entries) => {
                entries.iter().find(|(name, _)| name.words() == Some(key)).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// How it is written, where it is one word, number or truth.
    pub(crate) fn words(&self) -> Option<&str> {
        match &self.value {
            Value::Truth(words) | Value::Number(_, words) | Value::Words(words) => Some(words),
            Value::Null | Value::List(_) | Value::Table(_) => None,
        }
    }

    /// What it is, in words.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Truth(_) => "true or false",
            Value::Number(..) => "a number",
            Value::Words(_) => "words",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }

    /// What it takes in memory, about, in bytes.
    pub(crate) fn size(&self) -> usize {
        std::mem::size_of::<Self>()
            + match &self.value {
                Value::Null => 0,
                Value::Truth(words) | Value::Number(_, words) | Value::Words(words) => words.len(),
                Value::List(nodes) => nodes.iter().map(Node::size).sum(),
                Value::Table(entries) => entries.iter().map(|(key, value)| key.size() + value.size()).sum(),
            }
    }
}

impl Source {
    /// The value of a key that must be there.
    pub(crate) fn need<'a>(&self, node: &'a Node, key: &str, expected: &str) -> Result<&'a Node, Refused> {
        node.get(key).ok_or_else(|| {
            self.refuse(node.at, format!("{key:?} is not given"), format!("{key}: {expected}"), "add it")
        })
    }

    /// The entries of a table.
    pub(crate) fn table<'a>(&self, node: &'a Node, what: &str) -> Result<&'a [(Node, Node)], Refused> {
        match &node.value {
            Value::Table(entries) => Ok(entries),
            _ => Err(self.wrong(node, what, "a table of keys and values")),
        }
    }

    /// The values of a list.
    pub(crate) fn list<'a>(&self, node: &'a Node, what: &str) -> Result<&'a [Node], Refused> {
        match &node.value {
            Value::List(nodes) => Ok(nodes),
            _ => Err(self.wrong(node, what, "a list")),
        }
    }

    /// Words, a number or a truth, as written.
    pub(crate) fn words<'a>(&self, node: &'a Node, what: &str) -> Result<&'a str, Refused> {
        node.words().ok_or_else(|| self.wrong(node, what, "a word or a number"))
    }

    /// A finite number.
    pub(crate) fn number(&self, node: &Node, what: &str) -> Result<f64, Refused> {
        match node.value {
            Value::Number(number, _) if number.is_finite() => Ok(number),
            Value::Number(..) => Err(self.wrong(node, what, "a finite number")),
            _ => Err(self.wrong(node, what, "a number")),
        }
    }

    /// A finite number, or minus infinity.
    pub(crate) fn number_or_nothing(&self, node: &Node, what: &str) -> Result<f64, Refused> {
        match node.value {
            Value::Number(number, _) if number == f64::NEG_INFINITY => Ok(number),
            _ => self.number(node, what),
        }
    }

    /// A whole number.
    pub(crate) fn whole(&self, node: &Node, what: &str) -> Result<i64, Refused> {
        match &node.value {
            Value::Number(_, written) => crate::space::whole(written),
            _ => None,
        }
        .ok_or_else(|| self.wrong(node, what, "a whole number"))
    }

    /// A refusal because a value is not what it should be.
    pub(crate) fn wrong(&self, node: &Node, what: &str, expected: &str) -> Refused {
        let is = match (&node.value, node.words()) {
            (Value::Words(_), Some(words)) => format!("the words {words:?}"),
            (_, Some(words)) => words.to_owned(),
            _ => node.kind().to_owned(),
        };
        self.refuse(node.at, format!("{what} is {is}"), expected, "write it so")
    }

    /// A table of these entries. A key that is there twice with the same value is there once; with another, nobody knows
    /// which is meant.
    pub(crate) fn entries(&mut self, given: Vec<(Node, Node)>) -> Result<Value, Refused> {
        let mut seen: HashMap<String, usize> = HashMap::with_capacity(given.len());
        let mut entries: Vec<(Node, Node)> = Vec::with_capacity(given.len());
        for (key, value) in given {
            let Some(words) = key.words().map(str::to_owned) else {
                entries.push((key, value));
                continue;
            };
            match seen.get(&words).and_then(|&at| entries.get(at)) {
                None => {
                    seen.insert(words, entries.len());
                    entries.push((key, value));
                }
                Some((_, first)) if same(first, &value) => {
                    self.repaired(
                        key.at,
                        format!("the key {words:?} is there twice with the same value: once was taken"),
                    );
                }
                Some(_) => {
                    return Err(self.refuse(
                        key.at,
                        format!("the key {words:?} is there twice, with different values"),
                        "each key once",
                        "take one of them away",
                    ));
                }
            }
        }
        Ok(Value::Table(entries))
    }
}

/// Whether two values are the same but for their places.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Table(one), Value::Table(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| same(&one.0, &other.0) && same(&one.1, &other.1))
        }
        (one, other) => one == other,
    }
}
