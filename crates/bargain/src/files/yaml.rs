//! YAML as a tree. References (`*name`) are put in full, within a bound on what they may come to together.

use super::source::{Refused, Source};
use super::tree::{DEEPEST, MOST, MOST_VALUES, Node, Value};
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::collections::HashMap;

/// The first document of the file.
///
/// # Errors
///
/// Where it is not YAML, nests too deep, has a key twice, or refers to itself too often.
pub(crate) fn read(source: &mut Source) -> Result<Node, Refused> {
    let text = source.text().to_owned();
    let bytes = Bytes::new(&text);
    let mut open: Vec<Open> = Vec::new();
    let mut anchors: HashMap<usize, (Node, usize)> = HashMap::new();
    let mut referred = 0usize;
    let mut values = 0;
    for event in Parser::new_from_str(&text) {
        let (event, span) = event.map_err(|error| {
            source.refuse(
                bytes.at(error.marker().index()),
                format!("this is not YAML: {}", error.info()),
                "keys and values, indented alike",
                "mend the YAML at this place",
            )
        })?;
        let at = bytes.at(span.start.index());
        values += 1;
        source.at_most(at, values, MOST_VALUES, "values")?;
        let (node, anchor) = match event {
            Event::Alias(anchor) => {
                let Some((node, size)) = anchors.get(&anchor) else {
                    return Err(source.refuse(
                        at,
                        "a reference to something that is not there yet",
                        "a reference to what stands before",
                        "write out what is meant",
                    ));
                };
                referred = referred.saturating_add(*size);
                if referred > MOST {
                    return Err(source.refuse(
                        at,
                        "references within the file come to more than can be held",
                        format!("at most {MOST} bytes together"),
                        "write the file without references",
                    ));
                }
                (node.clone(), 0)
            }
            Event::Scalar(words, style, anchor, _) => {
                (Node { at, value: scalar(words.into_owned(), style) }, anchor)
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() >= DEEPEST => {
                return Err(source.refuse(
                    at,
                    format!("values nest more than {DEEPEST} deep"),
                    "a scenario, which nests a few deep",
                    "simplify the file",
                ));
            }
            Event::SequenceStart(anchor, _) => {
                open.push(Open { at, anchor, table: false, nodes: Vec::new() });
                continue;
            }
            Event::MappingStart(anchor, _) => {
                open.push(Open { at, anchor, table: true, nodes: Vec::new() });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(closed) => {
                    let anchor = closed.anchor;
                    (closed.node(source)?, anchor)
                }
                None => continue,
            },
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {
                continue;
            }
        };
        if anchor != 0 {
            let size = node.size();
            referred = referred.saturating_add(size);
            anchors.insert(anchor, (node.clone(), size));
        }
        match open.last_mut() {
            Some(parent) => parent.nodes.push(node),
            None => return Ok(node),
        }
    }
    Ok(Node { at: 0, value: Value::Null })
}

/// A list or a table that is not closed yet.
struct Open {
    at: usize,
    anchor: usize,
    table: bool,
    /// Of a table keys and values in turn.
    nodes: Vec<Node>,
}

impl Open {
    fn node(self, source: &mut Source) -> Result<Node, Refused> {
        let value = if self.table {
            let mut nodes = self.nodes.into_iter();
            let mut entries = Vec::new();
            while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
                entries.push((key, value));
            }
            source.entries(entries)?
        } else {
            Value::List(self.nodes)
        };
        Ok(Node { at: self.at, value })
    }
}

/// What words of YAML are: in quotes words; else, where they look like it, a number, a truth or nothing.
fn scalar(words: String, style: ScalarStyle) -> Value {
    if style != ScalarStyle::Plain {
        return Value::Words(words);
    }
    match words.as_str() {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => return Value::Truth(words),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" => return Value::Number(f64::INFINITY, words),
        "-.inf" | "-.Inf" | "-.INF" => return Value::Number(f64::NEG_INFINITY, words),
        ".nan" | ".NaN" | ".NAN" => return Value::Number(f64::NAN, words),
        _ => {}
    }
    let looks_like_it = words.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
        && words.bytes().any(|byte| byte.is_ascii_digit());
    match words.parse() {
        Ok(number) if looks_like_it => Value::Number(number, words),
        _ => Value::Words(words),
    }
}

/// Turns counts of characters into counts of bytes.
struct Bytes<'a> {
    text: &'a str,
    /// The byte of every 1024th character.
    steps: Vec<usize>,
}

const STEP: usize = 1024;

impl<'a> Bytes<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, steps: text.char_indices().step_by(STEP).map(|(at, _)| at).collect() }
    }

    fn at(&self, characters: usize) -> usize {
        let Some(&start) = self.steps.get(characters / STEP) else { return self.text.len() };
        self.text[start..].char_indices().nth(characters % STEP).map_or(self.text.len(), |(at, _)| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Node, String> {
        let mut source = Source::new("a.yml", text.as_bytes()).unwrap();
        read(&mut source).map_err(|refused| refused.to_string())
    }

    #[test]
    fn keys_may_be_numbers_and_have_commas() {
        let node = of("é: 1\nmapping:\n  Custom, Handmade: 0.5\n  5: -.inf\n  '7': yes\n").unwrap();
        let mapping = node.get("mapping").unwrap();
        assert_eq!(mapping.get("Custom, Handmade").unwrap().value, Value::Number(0.5, "0.5".into()));
        assert_eq!(mapping.get("5").unwrap().value, Value::Number(f64::NEG_INFINITY, "-.inf".into()));
        assert_eq!(mapping.get("7").unwrap().words(), Some("yes"));
        assert_eq!(mapping.get("5").unwrap().at, "é: 1\nmapping:\n  Custom, Handmade: 0.5\n  5: ".len());
    }

    #[test]
    fn references_are_put_in_full() {
        let node = of("a: &x [1, 2]\nb: *x\n").unwrap();
        assert_eq!(node.get("a").unwrap().value, node.get("b").unwrap().value);
    }

    #[test]
    fn references_that_grow_without_end_are_refused() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..30 {
            let references = vec![format!("*a{}", level - 1); 10].join(", ");
            bomb.push_str(&format!("a{level}: &a{level} [{references}]\n"));
        }
        assert!(of(&bomb).unwrap_err().contains("come to more than can be held"));
    }

    #[test]
    fn nesting_is_bounded_and_what_is_not_yaml_is_refused_with_its_place() {
        assert!(of(&format!("{}x{}", "[".repeat(100), "]".repeat(100))).unwrap_err().contains("deep"));
        assert!(of(&"[".repeat(10_000)).unwrap_err().contains("limit"));
        assert!(of("a: 1\n b: [\n").unwrap_err().starts_with("a.yml:"), "{:?}", of("a: 1\n b: [\n"));
        assert!(of("a: 1\na: 2\n").unwrap_err().starts_with("a.yml:2:1: the key \"a\" is there twice"));
    }
}
