//! A document as TOML.

use super::entries::{Document, Heading};
use super::tree::{Key, Node, Value};

/// Up to how many characters a list stands on one line.
const LINE: usize = 100;

impl Document {
    /// The document as TOML: what was read from JSON, too, in the words of this format.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut written = String::new();
        if let Some(title) = &self.title {
            written = format!("title = {}\n", words(title));
        }
        // What belongs to no entry of a list stands before all of them.
        let (now, entries): (Vec<_>, Vec<_>) = self
            .entries
            .iter()
            .filter(|entry| !entry.aside)
            .partition(|entry| entry.heading() == Heading::StatusQuo);
        for entry in now.into_iter().chain(entries) {
            let heading = entry.heading().written();
            let header = if entry.heading() == Heading::StatusQuo {
                format!("[{heading}]")
            } else {
                format!("[[{heading}]]")
            };
            written += &format!("{}{header}\n", if written.is_empty() { "" } else { "\n" });
            for (key, value) in entry.fields() {
                written += &format!("{} = {}\n", bare(key), lines(value));
            }
        }
        written
    }
}

fn bare(key: &Key) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if !key.name.is_empty() && key.name.bytes().all(plain) { key.name.clone() } else { words(&key.name) }
}

fn words(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A value, its parts on lines of their own where it is long.
fn lines(node: &Node) -> String {
    let whole = inline(node);
    match &node.value {
        Value::List(list) if whole.chars().count() > LINE => {
            let mut written = String::from("[\n");
            let mut line = String::new();
            for part in list.iter().map(inline) {
                if !line.is_empty() && line.chars().count() + part.chars().count() > LINE {
                    written += &format!("  {}\n", line.trim_end());
                    line.clear();
                }
                line += &format!("{part}, ");
            }
            if !line.is_empty() {
                written += &format!("  {}\n", line.trim_end());
            }
            written + "]"
        }
        _ => whole,
    }
}

fn inline(node: &Node) -> String {
    match &node.value {
        Value::Null => words(""),
        Value::Truth(truth) => truth.to_string(),
        Value::Number(number) => number.clone(),
        Value::Words(text) => words(text),
        Value::List(list) => format!("[{}]", list.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Table(fields) => {
            let fields: Vec<_> =
                fields.iter().map(|(key, value)| format!("{} = {}", bare(key), inline(value))).collect();
            if fields.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", fields.join(", ")) }
        }
    }
}
