//! A file as a list of entries, each with its place.

use super::source::{Refused, Settled, Source};
use super::tree::{Key, Node, Value};
use super::{json, listed, toml};
use crate::names::nearest;

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Heading {
    /// Somebody who decides.
    DecisionMaker,
    /// Something that somebody can do or leave.
    Option,
    /// Combinations of options that cannot be.
    Infeasible,
    /// The combinations of options that can be.
    Feasible,
    /// Combinations of options that count as one state.
    Coalesced,
    /// A state, by name.
    State,
    /// A move from one state to another.
    Move,
    /// A statement that somebody wishes to be true (option prioritising).
    Preference,
    /// How much somebody minds an option (option weighting).
    Weight,
    /// States in the order in which somebody prefers them.
    Ranking,
    /// What states are worth to somebody.
    Payoff,
    /// A state that somebody prefers to another.
    Comparison,
    /// States of which it is not known which somebody prefers.
    Unknown,
    /// The state that holds now.
    StatusQuo,
}

/// A heading as it is written, the fields that it needs, and those that it may have.
type Form = (Heading, &'static str, &'static [&'static str], &'static [&'static str]);

const FORMS: [Form; 14] = [
    (Heading::DecisionMaker, "decision_maker", &[], &["id", "name"]),
    (Heading::Option, "option", &["owner"], &["id", "name", "direction"]),
    (Heading::Infeasible, "infeasible", &["when"], &[]),
    (Heading::Feasible, "feasible", &["states"], &[]),
    (Heading::Coalesced, "coalesced", &["states"], &["name"]),
    (Heading::State, "state", &["name"], &["taken"]),
    (Heading::Move, "move", &["of", "from", "to"], &[]),
    (Heading::Preference, "preference", &["of", "wish"], &["unknown", "much"]),
    (Heading::Weight, "weight", &["of", "option", "weight"], &[]),
    (Heading::Ranking, "ranking", &["of", "classes"], &[]),
    (Heading::Payoff, "payoff", &["of", "worth"], &[]),
    (Heading::Comparison, "comparison", &["of"], &["better", "worse", "alike", "much", "all_else_equal"]),
    (Heading::Unknown, "unknown", &["of"], &["between"]),
    (Heading::StatusQuo, "status_quo", &["state"], &[]),
];

impl Heading {
    fn form(self) -> Form {
        // Every heading has a form; the first stands in for none.
        FORMS.into_iter().find(|form| form.0 == self).unwrap_or(FORMS[0])
    }

    /// The heading as it is written.
    #[must_use]
    pub fn written(self) -> &'static str {
        self.form().1
    }

    /// All headings as they are written.
    pub const WRITTEN: [&str; 14] = {
        let mut written = [""; 14];
        let mut at = 0;
        while at < written.len() {
            written[at] = FORMS[at].1;
            at += 1;
        }
        written
    };

    /// Whether it says what somebody prefers.
    #[must_use]
    pub const fn is_preference(self) -> bool {
        matches!(
            self,
            Self::Preference | Self::Weight | Self::Ranking | Self::Payoff | Self::Comparison | Self::Unknown
        )
    }

    /// The heading of this name.
    #[must_use]
    pub fn of(written: &str) -> Option<Self> {
        FORMS.into_iter().find(|form| form.1 == written).map(|form| form.0)
    }
}

/// An entry of a file.
#[derive(Clone, Debug)]
pub struct Entry {
    heading: Heading,
    pub(super) at: usize,
    line: usize,
    fields: Vec<(Key, Node)>,
    kept: Vec<(Key, Node)>,
    /// Statements beside a ranking, which only are compared with it.
    pub(super) aside: bool,
}

impl Entry {
    pub(super) fn new(source: &Source, heading: Heading, at: usize, fields: Vec<(&str, Node)>) -> Self {
        let key = |(name, value): (&str, Node)| (Key { at: value.at, name: name.to_owned() }, value);
        let fields = fields.into_iter().map(key).collect();
        Self { heading, at, line: source.line(at), fields, kept: Vec::new(), aside: false }
    }

    /// What it is about.
    #[must_use]
    pub const fn heading(&self) -> Heading {
        self.heading
    }

    /// Its line in the file, from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// A field that the format of conflicts does not have, and that was to be kept.
    #[must_use]
    pub fn kept(&self, name: &str) -> Option<::toml::Value> {
        self.kept.iter().find(|(key, _)| key.name == name).map(|(_, node)| toml::value(node))
    }

    pub(super) fn field(&self, name: &str) -> Option<&Node> {
        self.fields.iter().find(|(key, _)| key.name == name).map(|(_, value)| value)
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = &(Key, Node)> {
        self.fields.iter().chain(&self.kept)
    }

    pub(super) fn own(&self) -> impl Iterator<Item = &(Key, Node)> {
        self.fields.iter()
    }
}

/// A file that describes a conflict, as entries that can be dropped before a model is made of the rest.
#[derive(Clone, Debug)]
pub struct Document {
    pub(super) source: Source,
    pub(super) title: Option<String>,
    pub(super) entries: Vec<Entry>,
    pub(super) settled: Vec<Settled>,
}

impl Document {
    /// The entries of a file, in TOML or in JSON: by its content, never by its name. `kept` are names of fields beyond the format
    /// that each entry may have. Of a file of several games `game` says which, from 1.
    ///
    /// # Errors
    /// Where it is neither, or an entry has fields that it should not have or lacks one: with its place and what to do.
    pub fn read(name: &str, bytes: &[u8], game: Option<usize>, kept: &[&str]) -> Result<Self, Refused> {
        let source = Source::new(name, bytes)?;
        if source.text().trim_start().starts_with('{') {
            let root = json::read(&source)?;
            return listed::document(source, &root, game);
        }
        if game.is_some() {
            return Err(source.refuse_all(
                "this file holds one model",
                "a file of several games after which one is named",
                "leave the number out",
            ));
        }
        let root = toml::read(&source)?;
        let mut document = Self { source, title: None, entries: Vec::new(), settled: Vec::new() };
        if let Value::Table(fields) = root.value {
            for (key, value) in fields {
                document.top(&key, value, kept)?;
            }
        }
        document.entries.sort_by_key(|entry| entry.at);
        Ok(document)
    }

    /// The entries in the order of the file.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn top(&mut self, key: &Key, value: Node, kept: &[&str]) -> Result<(), Refused> {
        if key.name == "title" {
            self.title = Some(self.source.words(&value, "the title")?.to_owned());
            return Ok(());
        }
        let Some(heading) = Heading::of(&key.name) else {
            let known = FORMS.iter().map(|form| form.1).chain(["title"]);
            let help = match nearest(&key.name, known) {
                Some(meant) => format!("did you mean {meant:?}?"),
                None => "take it out".to_owned(),
            };
            let message = format!("{:?} is nothing that a model has", key.name);
            return Err(self.source.refuse(key.at, message, "title, or an entry such as [[option]]", help));
        };
        let entries = match value.value {
            Value::List(list) if heading != Heading::StatusQuo => list,
            Value::Table(_) => vec![value],
            _ if heading == Heading::StatusQuo => {
                self.entries.push(Entry::new(&self.source, heading, key.at, vec![("state", value)]));
                return Ok(());
            }
            _ => {
                let expected = format!("[[{}]] and fields below it", key.name);
                return Err(self.source.wrong(&value, &format!("{:?}", key.name), &expected));
            }
        };
        for entry in entries {
            let entry = self.entry(heading, entry, kept)?;
            self.entries.push(entry);
        }
        Ok(())
    }

    fn entry(&self, heading: Heading, node: Node, kept: &[&str]) -> Result<Entry, Refused> {
        let (_, written, needed, optional) = heading.form();
        let Value::Table(given) = node.value else {
            return Err(self.source.wrong(&node, written, &format!("[[{written}]] and fields below it")));
        };
        let mut entry = Entry::new(&self.source, heading, node.at, Vec::new());
        for (key, value) in given {
            if needed.iter().chain(optional).any(|name| *name == key.name) {
                entry.fields.push((key, value));
            } else if kept.contains(&key.name.as_str()) {
                entry.kept.push((key, value));
            } else {
                let known = || needed.iter().chain(optional).copied();
                let help = match nearest(&key.name, known()) {
                    Some(meant) => format!("did you mean {meant:?}?"),
                    None => "take it out".to_owned(),
                };
                let message = format!("[[{written}]] has no field {:?}", key.name);
                return Err(self.source.refuse(
                    key.at,
                    message,
                    known().collect::<Vec<_>>().join(", "),
                    help,
                ));
            }
        }
        if let Some(missing) = needed.iter().find(|name| entry.field(name).is_none()) {
            let message = format!("this [[{written}]] has no {missing:?}");
            return Err(self.source.refuse(
                node.at,
                message,
                needed.join(", "),
                format!("add {missing} = …"),
            ));
        }
        Ok(entry)
    }
}
