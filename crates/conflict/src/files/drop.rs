//! A document without entries that somebody is not meant to see.

use std::collections::BTreeMap;

use super::build::MUCH;
use super::entries::{Document, Entry, Heading};
use super::tree::{Node, Value};
use crate::model::{NOTHING, named_in};

impl Document {
    /// Keep the entries for which `keep` says so, asked in their order, and of these whatever names only decision makers, options
    /// and states that are kept, too. What only says something with others falls with them: of what one decision maker prefers,
    /// statements, weights and what is said to be unknown. What is left is as if there had never been more. Tells for each entry
    /// whether it was kept.
    pub fn keep_closed(&mut self, mut keep: impl FnMut(&Entry) -> bool) -> Vec<bool> {
        let mut kept: Vec<bool> = self.entries.iter().map(&mut keep).collect();
        let names = Names::new(&self.entries);
        loop {
            let mut closed: Vec<bool> = self
                .entries
                .iter()
                .zip(&kept)
                .map(|(entry, is)| {
                    *is && entry.references().all(|(kind, node)| names.lead_to_kept(kind, node, &kept))
                })
                .collect();
            for (at, entry) in self.entries.iter().enumerate() {
                let with = names.said_with(&self.entries, entry);
                if closed[at] && with.into_iter().any(|other| !closed[other]) {
                    closed[at] = false;
                }
            }
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

/// What a field names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Person,
    Option,
    /// States: by name, by their options, or by statements about these; also by number.
    States,
}

/// Which entries bring in what others name. An id counts before a name.
struct Names {
    people: Brought,
    options: Brought,
    states: Brought,
}

#[derive(Default)]
struct Brought {
    ids: BTreeMap<String, Vec<usize>>,
    names: BTreeMap<String, Vec<usize>>,
}

impl Brought {
    fn of(&self, name: &str) -> &[usize] {
        let name = name.trim();
        self.ids.get(name).or_else(|| self.names.get(name)).map_or(&[], Vec::as_slice)
    }

    /// Whether all that may be meant by a name is kept, and there is something.
    fn kept(&self, name: &str, kept: &[bool]) -> bool {
        let meant = self.of(name);
        !meant.is_empty() && meant.iter().all(|&at| kept.get(at) == Some(&true))
    }
}

impl Names {
    fn new(entries: &[Entry]) -> Self {
        let mut names =
            Self { people: Brought::default(), options: Brought::default(), states: Brought::default() };
        for (at, entry) in entries.iter().enumerate() {
            let brought = match entry.heading() {
                Heading::DecisionMaker => &mut names.people,
                Heading::Option => &mut names.options,
                Heading::State | Heading::Coalesced => &mut names.states,
                _ => continue,
            };
            for (field, of) in [("id", &mut brought.ids), ("name", &mut brought.names)] {
                if let Some(name) = entry.written(field) {
                    of.entry(name.trim().to_owned()).or_default().push(at);
                }
            }
        }
        names
    }

    /// Whether a value names nothing but what is kept.
    fn lead_to_kept(&self, kind: Kind, node: &Node, kept: &[bool]) -> bool {
        match &node.value {
            Value::Words(words) => self.words_lead_to_kept(kind, words, kept),
            Value::List(list) => list.iter().all(|one| self.lead_to_kept(kind, one, kept)),
            Value::Table(fields) => fields.iter().all(|(key, value)| {
                self.words_lead_to_kept(kind, &key.name, kept) && self.lead_to_kept(kind, value, kept)
            }),
            Value::Null | Value::Truth(_) | Value::Number(_) => true,
        }
    }

    fn words_lead_to_kept(&self, kind: Kind, words: &str, kept: &[bool]) -> bool {
        match kind {
            Kind::Person => self.people.kept(words, kept),
            Kind::Option => self.options.kept(words, kept),
            Kind::States => {
                // A name as a whole counts before a list of options, and that before a statement.
                if !self.states.of(words).is_empty() {
                    return self.states.kept(words, kept);
                }
                if !self.options.of(words).is_empty() {
                    return self.options.kept(words, kept);
                }
                // What everybody writes: no option taken, a break of a ranking, a state by its number.
                if matches!(words, NOTHING | MUCH) || is_number(words) {
                    return true;
                }
                let either = |name: &str| self.states.kept(name, kept) || self.options.kept(name, kept);
                let listed =
                    words.contains(',') && words.split(',').all(|part| !self.options.of(part).is_empty());
                if listed {
                    return words.split(',').all(either);
                }
                named_in(words).is_some_and(|named| named.iter().all(|name| either(name)))
            }
        }
    }

    /// Whom a field is about.
    fn person(&self, entry: &Entry) -> Option<usize> {
        self.people.of(entry.of()?).first().copied()
    }

    /// The entries without which this one says something else.
    fn said_with(&self, entries: &[Entry], entry: &Entry) -> Vec<usize> {
        let together =
            |heading: Heading| matches!(heading, Heading::Preference | Heading::Weight | Heading::Unknown);
        if !entry.heading().is_preference() {
            return Vec::new();
        }
        let of = self.person(entry);
        let each = entries.iter().enumerate();
        let all = each.filter(|(_, other)| together(other.heading()) && self.person(other) == of);
        all.map(|(at, _)| at).collect()
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
        may && self.own().any(|(key, node)| match key.name.as_str() {
            // What states are worth, in the order of their numbers; a table names them.
            "worth" => matches!(node.value, Value::List(_)),
            name => name != "name" && has_number(node),
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

fn has_number(node: &Node) -> bool {
    match &node.value {
        Value::Number(_) => true,
        Value::Words(words) => is_number(words),
        Value::List(list) => list.iter().any(has_number),
        Value::Table(fields) => fields.iter().any(|(_, value)| has_number(value)),
        Value::Null | Value::Truth(_) => false,
    }
}

fn is_number(words: &str) -> bool {
    words.starts_with('#') || (!words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit()))
}
