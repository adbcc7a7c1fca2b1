//! A document without entries that somebody is not meant to see.

use std::collections::BTreeSet;

use super::build::MUCH;
use super::entries::{Document, Entry, Heading};
use super::source::Place;
use super::tree::{Node, Value};
use crate::model::{NOTHING, named_in};
use crate::names::nearest;

impl Document {
    /// Keep the entries for which `keep` says so, asked in their order, and of these whatever names only decision makers, options
    /// and states that these bring in. What is left is as if there had never been more: nothing of it depends on the others. Tells
    /// for each entry whether it was kept.
    pub fn keep_closed(&mut self, mut keep: impl FnMut(&Entry) -> bool) -> Vec<bool> {
        let mut kept: Vec<bool> = self.entries.iter().map(&mut keep).collect();
        loop {
            let each = || self.entries.iter().zip(&kept);
            let names = Names::new(each().filter(|(_, is)| **is).map(|(entry, _)| entry));
            let closed: Vec<bool> = each()
                .map(|(entry, is)| {
                    *is && entry.references().all(|(kind, node)| names.lack(kind, node).is_none())
                })
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

    /// For each entry the first name in it that no entry brings in.
    #[must_use]
    pub fn names_of_nothing(&self) -> Vec<Option<NameOfNothing>> {
        let names = Names::new(self.entries.iter());
        let lacking = |entry: &Entry| {
            let (kind, name, at) = entry
                .references()
                .find_map(|(kind, node)| names.lack(kind, node).map(|(name, at)| (kind, name, at)))?;
            let meant = nearest(&name, names.known(kind)).map(str::to_owned);
            Some(NameOfNothing { meant, place: self.source.place(at), name })
        };
        self.entries.iter().map(lacking).collect()
    }

    /// Where states are first named by numbers, which mean others where options are missing.
    #[must_use]
    pub fn number_of_a_state(&self) -> Option<Place> {
        self.entries.iter().find_map(Entry::number_of_a_state).map(|at| self.source.place(at))
    }
}

/// A name that no entry brings in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameOfNothing {
    /// The name.
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// What may be meant.
    pub meant: Option<String>,
}

/// What a field names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Person,
    Option,
    /// States: by name, by their options, or by statements about these; also by number.
    States,
}

/// What entries bring in for others to name, by ids and names.
#[derive(Default)]
struct Names {
    people: BTreeSet<String>,
    options: BTreeSet<String>,
    states: BTreeSet<String>,
}

impl Names {
    fn new<'e>(entries: impl Iterator<Item = &'e Entry>) -> Self {
        let mut names = Self::default();
        for entry in entries {
            let brought = match entry.heading() {
                Heading::DecisionMaker => &mut names.people,
                Heading::Option => &mut names.options,
                Heading::State | Heading::Coalesced => &mut names.states,
                _ => continue,
            };
            let called = ["id", "name"].into_iter().filter_map(|field| entry.written(field));
            brought.extend(called.map(|name| name.trim().to_owned()));
        }
        names
    }

    /// What can be named where something of a kind is.
    fn known(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let (people, options, states) = match kind {
            Kind::Person => (true, false, false),
            Kind::Option => (false, true, false),
            Kind::States => (false, true, true),
        };
        let of = |brought, is_wanted: bool| -> Option<&BTreeSet<String>> { is_wanted.then_some(brought) };
        let all = [of(&self.people, people), of(&self.options, options), of(&self.states, states)];
        all.into_iter().flatten().flatten().map(String::as_str)
    }

    /// The first name in a value that nothing is called, and where it is.
    fn lack(&self, kind: Kind, node: &Node) -> Option<(String, usize)> {
        match &node.value {
            Value::Words(words) => self.lack_of_words(kind, words).map(|name| (name, node.at)),
            Value::List(list) => list.iter().find_map(|one| self.lack(kind, one)),
            Value::Table(fields) => fields.iter().find_map(|(key, value)| {
                let name = self.lack_of_words(kind, &key.name).map(|name| (name, key.at));
                name.or_else(|| self.lack(kind, value))
            }),
            Value::Null | Value::Truth(_) | Value::Number(_) => None,
        }
    }

    fn lack_of_words(&self, kind: Kind, words: &str) -> Option<String> {
        let is = |brought: &BTreeSet<String>, name: &str| brought.contains(name.trim());
        let one = |is_there: bool| (!is_there).then(|| words.trim().to_owned());
        match kind {
            Kind::Person => one(is(&self.people, words)),
            Kind::Option => one(is(&self.options, words)),
            Kind::States => {
                let either = |name: &str| is(&self.states, name) || is(&self.options, name);
                // A name as a whole counts before a list of options, and that before a statement. What everybody writes: no option
                // taken, a break of a ranking, a state by its number.
                if either(words) || matches!(words, NOTHING | MUCH) || is_number(words) {
                    return None;
                }
                if words.contains(',') && words.split(',').all(|part| is(&self.options, part)) {
                    return None;
                }
                match named_in(words) {
                    Some(named) => named.into_iter().find(|name| !either(name)),
                    None => one(false),
                }
            }
        }
    }
}

impl Entry {
    /// Where the entry names a state by a number.
    fn number_of_a_state(&self) -> Option<usize> {
        let may = !matches!(
            self.heading(),
            Heading::DecisionMaker
                | Heading::Option
                | Heading::Weight
                | Heading::Infeasible
                | Heading::Preference
        );
        let mut own = self.own().filter(|_| may);
        own.find_map(|(key, node)| match key.name.as_str() {
            // What states are worth, in the order of their numbers; a table names them.
            "worth" => matches!(node.value, Value::List(_)).then_some(node.at),
            "name" => None,
            _ => number_in(node),
        })
    }

    /// The decision maker whose option, move or preference it is, as written.
    #[must_use]
    pub fn of(&self) -> Option<&str> {
        ["of", "owner"].into_iter().find_map(|field| self.written(field))
    }

    /// By what others call what it brings in, if it brings in something.
    #[must_use]
    pub fn brings(&self) -> Option<&str> {
        let brings = matches!(
            self.heading(),
            Heading::DecisionMaker | Heading::Option | Heading::State | Heading::Coalesced
        );
        ["id", "name"].into_iter().filter(|_| brings).find_map(|field| self.written(field))
    }

    fn written(&self, field: &str) -> Option<&str> {
        match &self.field(field)?.value {
            Value::Words(words) => Some(words),
            _ => None,
        }
    }

    /// The fields that name what other entries bring in, and what they name.
    fn references(&self) -> impl Iterator<Item = (Kind, &Node)> {
        self.own().filter_map(|(key, node)| {
            let kind = match key.name.as_str() {
                "id" | "name" | "direction" | "unknown" | "much" | "weight" | "all_else_equal" => {
                    return None;
                }
                "of" | "owner" => Kind::Person,
                "option" => Kind::Option,
                _ => Kind::States,
            };
            Some((kind, node))
        })
    }
}

fn number_in(node: &Node) -> Option<usize> {
    match &node.value {
        Value::Number(_) => Some(node.at),
        Value::Words(words) => is_number(words).then_some(node.at),
        Value::List(list) => list.iter().find_map(number_in),
        Value::Table(fields) => fields.iter().find_map(|(_, value)| number_in(value)),
        Value::Null | Value::Truth(_) => None,
    }
}

fn is_number(words: &str) -> bool {
    words.starts_with('#') || (!words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit()))
}
