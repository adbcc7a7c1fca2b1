//! Entries of a case's model of a conflict: who may do what, and what each prefers.
//!
//! A model is written in a format of its own, entry by entry (`onetext_conflict::files`). Here is what every entry has beside
//! that in a case: who says so, since when it is known, who may see it.

use toml::{Table, Value};

use crate::act::Dated;
use crate::audience::Audience;
use crate::ids::ParticipantId;
use crate::source::Source;
use crate::when::When;

/// An entry of the model of a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictEntry {
    /// The heading under which it stands: `decision_maker`, `option`, `preference`, …
    pub heading: String,
    /// What it is called where others name it: the id of a decision maker, an option or a state, or its name where it has no
    /// other.
    pub id: Option<String>,
    /// The participant that a decision maker is.
    pub participant: Option<ParticipantId>,
    /// What warnings say that they concern where they are about this option.
    pub concern: Option<String>,
    /// Whether it is the state that holds now.
    pub now: bool,
    /// Who says so; nobody: those who keep the record.
    pub by: Vec<ParticipantId>,
    /// When they said it, once for every source that differs; none where that is not said.
    pub on: Vec<Dated>,
    /// When the record learnt of it; `None`: it is part of the model as long as there is one.
    pub known: Option<When>,
    /// Who may see it.
    pub audience: Audience,
    /// Where it is known from.
    pub sources: Vec<Source>,
    /// A remark for whoever may see it.
    pub note: Option<String>,
    /// What it says in its own format: its heading, and its fields but those above.
    pub text: String,
}

impl ConflictEntry {
    /// The fields of its own format.
    #[must_use]
    pub fn own_fields(&self) -> Table {
        let Ok(table) = self.text.parse::<Table>() else { return Table::new() };
        match table.into_iter().next() {
            Some((_, Value::Array(entries))) => match entries.into_iter().next() {
                Some(Value::Table(fields)) => fields,
                _ => Table::new(),
            },
            _ => Table::new(),
        }
    }

    /// The texts in the fields of its own format, each with the field in which it stands.
    #[must_use]
    pub fn own_texts(&self) -> Vec<(String, String)> {
        let mut texts = Vec::new();
        self.own_fields().into_iter().for_each(|(field, value)| gather(&field, value, &mut texts));
        texts
    }
}

/// All texts in a value.
fn gather(field: &str, value: Value, texts: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => texts.push((field.to_owned(), text)),
        Value::Array(values) => values.into_iter().for_each(|value| gather(field, value, texts)),
        Value::Table(fields) => fields.into_iter().for_each(|(_, value)| gather(field, value, texts)),
        _ => {}
    }
}
