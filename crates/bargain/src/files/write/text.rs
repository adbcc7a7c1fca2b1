//! JSON and YAML of a tree, and words in quotes.

use std::fmt::Write;

/// A value to write.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// Words.
    Words(String),
    /// A number.
    Number(f64),
    /// A whole number.
    Whole(i64),
    /// Values in order.
    List(Vec<Node>),
    /// Values by key, in order.
    Table(Vec<(String, Node)>),
    /// Values by keys that are numbers, where the notation has such keys.
    ByNumber(Vec<(String, Node)>),
}

/// Keys of the format itself, which need no quotes in YAML.
const KEYS: [&str; 15] = [
    "bias",
    "coefficients",
    "discount",
    "factor",
    "issues",
    "mapping",
    "name",
    "outcome_ranges",
    "reserved_value",
    "slope",
    "type",
    "ufun",
    "utilities",
    "values",
    "weights",
];

impl Node {
    /// Words.
    pub(super) fn words(words: &str) -> Self {
        Node::Words(words.to_owned())
    }

    /// A table of these keys.
    pub(super) fn table<const N: usize>(entries: [(&str, Node); N]) -> Self {
        Node::Table(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// The value as JSON, with a line for each.
    pub(super) fn json(&self) -> String {
        let mut text = String::new();
        self.write_json(&mut text, 0);
        text.push('\n');
        text
    }

    fn write_json(&self, text: &mut String, deep: usize) {
        let line = |text: &mut String, deep: usize| {
            text.push('\n');
            (0..deep).for_each(|_| text.push_str("  "));
        };
        match self {
            Node::Words(words) => text.push_str(&quoted(words)),
            Node::Number(number) if *number == f64::NEG_INFINITY => text.push_str("-Infinity"),
            Node::Number(number) => text.push_str(&decimal(*number)),
            Node::Whole(whole) => text.push_str(&whole.to_string()),
            Node::List(nodes) if nodes.is_empty() => text.push_str("[]"),
            Node::List(nodes) => {
                for (at, node) in nodes.iter().enumerate() {
                    text.push(if at == 0 { '[' } else { ',' });
                    line(text, deep + 1);
                    node.write_json(text, deep + 1);
                }
                line(text, deep);
                text.push(']');
            }
            Node::Table(entries) | Node::ByNumber(entries) if entries.is_empty() => text.push_str("{}"),
            Node::Table(entries) | Node::ByNumber(entries) => {
                for (at, (key, node)) in entries.iter().enumerate() {
                    text.push(if at == 0 { '{' } else { ',' });
                    line(text, deep + 1);
                    text.push_str(&quoted(key));
                    text.push_str(": ");
                    node.write_json(text, deep + 1);
                }
                line(text, deep);
                text.push('}');
            }
        }
    }

    /// The value as YAML. Words and keys are in quotes throughout, so that none is taken for a number or a truth.
    pub(super) fn yaml(&self) -> String {
        let mut text = String::new();
        self.write_yaml(&mut text, 0);
        text
    }

    fn write_yaml(&self, text: &mut String, deep: usize) {
        let indent = "  ".repeat(deep);
        match self {
            Node::Table(entries) | Node::ByNumber(entries) if !entries.is_empty() => {
                let numbers = matches!(self, Node::ByNumber(_));
                for (key, node) in entries {
                    let plain = numbers || KEYS.contains(&key.as_str());
                    let key = if plain { key.clone() } else { quoted(key) };
                    let _ = write!(text, "{indent}{key}:");
                    node.write_yaml_value(text, deep);
                }
            }
            Node::List(nodes) if !nodes.is_empty() => {
                for node in nodes {
                    let _ = write!(text, "{indent}-");
                    node.write_yaml_value(text, deep);
                }
            }
            scalar => {
                let _ = writeln!(text, "{indent}{}", scalar.yaml_scalar());
            }
        }
    }

    fn write_yaml_value(&self, text: &mut String, deep: usize) {
        match self {
            Node::Table(entries) | Node::ByNumber(entries) if !entries.is_empty() => {
                text.push('\n');
                self.write_yaml(text, deep + 1);
            }
            Node::List(nodes) if !nodes.is_empty() => {
                text.push('\n');
                self.write_yaml(text, deep + 1);
            }
            scalar => {
                let _ = writeln!(text, " {}", scalar.yaml_scalar());
            }
        }
    }

    fn yaml_scalar(&self) -> String {
        match self {
            Node::Words(words) => quoted(words),
            Node::Number(number) if *number == f64::NEG_INFINITY => "-.inf".into(),
            Node::Number(number) => decimal(*number),
            Node::Whole(whole) => whole.to_string(),
            Node::List(_) => "[]".into(),
            Node::Table(_) | Node::ByNumber(_) => "{}".into(),
        }
    }
}

/// Words in double quotes, as JSON, YAML and TOML read them alike.
pub(super) fn quoted(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 2);
    text.push('"');
    for c in words.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            // Also those that YAML takes for ends of lines or for nothing.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

/// A number in digits, with a point: the shortest that reads back as the same.
pub(super) fn decimal(number: f64) -> String {
    let digits = number.to_string();
    if digits.contains('.') || !number.is_finite() { digits } else { format!("{digits}.0") }
}
