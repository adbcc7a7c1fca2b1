//! A document without entries that somebody is not meant to see.

use std::collections::BTreeSet;

use super::build::MUCH;
use super::entries::{Document, Entry, Heading};
use super::tree::{Node, Value};
use crate::model::{NOTHING, named_in};

impl Document {
    /// Keep the entries for which `keep` says so, and of these whatever names only decision makers, options and states that they
    /// bring in themselves: what is left is as if there had never been others. Tells for each entry whether it was kept.
    pub fn keep_closed(&mut self, keep: impl Fn(&Entry) -> bool) -> Vec<bool> {
        let mut kept: Vec<bool> = self.entries.iter().map(keep).collect();
        loop {
            let left = || self.entries.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(entry, _)| entry);
            let known: BTreeSet<String> = left().flat_map(own_names).collect();
            let closed: Vec<bool> = self
                .entries
                .iter()
                .zip(&kept)
                .map(|(entry, kept)| *kept && entry.references().all(|node| names_only(node, &known)))
                .collect();
            if closed == kept {
                break;
            }
            kept = closed;
        }
        let mut each = kept.iter();
        self.entries.retain(|_| each.next().copied().unwrap_or(false));
        kept
    }
}

impl Entry {
    /// Whether the entry names states by numbers, which mean others where options are missing.
    #[must_use]
    pub fn numbers_states(&self) -> bool {
        let may = !matches!(
            self.heading(),
            Heading::DecisionMaker
                | Heading::Option
                | Heading::Weight
                | Heading::Infeasible
                | Heading::Preference
        );
        may && self.fields().any(|(key, node)| key.name != "worth" && key.name != "name" && has_number(node))
    }

    /// The decision maker whose option, move or preference it is, as written.
    #[must_use]
    pub fn of(&self) -> Option<&str> {
        ["of", "owner"].into_iter().find_map(|name| match &self.field(name)?.value {
            Value::Words(words) => Some(words.as_str()),
            _ => None,
        })
    }

    /// By what others call what it brings in, if it brings in something.
    #[must_use]
    pub fn brings(&self) -> Option<String> {
        own_names(self).next()
    }

    /// The fields that name what other entries bring in.
    fn references(&self) -> impl Iterator<Item = &Node> {
        self.own().filter(|(key, _)| !NAMES_NOTHING.contains(&key.name.as_str())).map(|(_, node)| node)
    }
}

/// Fields that name nothing of other entries.
const NAMES_NOTHING: [&str; 7] = ["id", "name", "direction", "unknown", "much", "weight", "all_else_equal"];

/// Whether a value names nothing but what is known.
fn names_only(node: &Node, known: &BTreeSet<String>) -> bool {
    let named = |words: &str| {
        // What everybody writes: no option taken, a break of a ranking, a state by its number.
        matches!(words, NOTHING | MUCH)
            || has_number(&Node::words(0, words))
            || known.contains(words)
            || words.split(',').all(|part| known.contains(part.trim()))
            || named_in(words).iter().all(|name| known.contains(name))
    };
    match &node.value {
        Value::Words(words) => named(words),
        Value::List(list) => list.iter().all(|one| names_only(one, known)),
        Value::Table(fields) => {
            fields.iter().all(|(key, value)| named(&key.name) && names_only(value, known))
        }
        Value::Null | Value::Truth(_) | Value::Number(_) => true,
    }
}

/// What others call what the entry brings in.
fn own_names(entry: &Entry) -> impl Iterator<Item = String> + '_ {
    let names = matches!(
        entry.heading(),
        Heading::DecisionMaker | Heading::Option | Heading::State | Heading::Coalesced
    );
    let fields = ["id", "name"].into_iter().filter(move |_| names).filter_map(|name| entry.field(name));
    fields.filter_map(|node| match &node.value {
        Value::Words(words) => Some(words.clone()),
        _ => None,
    })
}

fn has_number(node: &Node) -> bool {
    match &node.value {
        Value::Number(_) => true,
        Value::Words(words) => {
            words.starts_with('#') || (!words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit()))
        }
        Value::List(list) => list.iter().any(has_number),
        Value::Table(fields) => fields.iter().any(|(_, value)| has_number(value)),
        Value::Null | Value::Truth(_) => false,
    }
}
