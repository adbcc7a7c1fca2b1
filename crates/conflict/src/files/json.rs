//! JSON with the place of each value: the raw text of a value is a part of the file, and its place is where that part begins.

use std::collections::HashSet;
use std::fmt;

use serde::Deserializer;
use serde::de::{Deserialize, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::source::{Refused, Source};
use super::toml::too_deep;
use super::tree::{DEEPEST, Key, Node, Value, at_most_values};

/// The value that the file holds.
pub(super) fn read(source: &Source) -> Result<Node, Refused> {
    // There is a comma between any two values of a list or a table.
    at_most_values(source, source.text().bytes().filter(|byte| *byte == b',').count())?;
    let value = serde_json::from_str::<&RawValue>(source.text()).map_err(|error| mend(source, 0, &error))?;
    node(source, value, 0)
}

fn mend(source: &Source, begin: usize, error: &serde_json::Error) -> Refused {
    let text = source.text().get(begin..).unwrap_or_default();
    let line: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut at = (begin + line + error.column().saturating_sub(1)).min(source.text().len());
    while !source.text().is_char_boundary(at) {
        at -= 1;
    }
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    source.refuse(
        at,
        format!("this is not JSON: {message}"),
        "a value of JSON",
        "mend the JSON at this place",
    )
}

fn node(source: &Source, raw: &RawValue, deep: usize) -> Result<Node, Refused> {
    let text = raw.get();
    let at = (text.as_ptr() as usize).saturating_sub(source.text().as_ptr() as usize);
    if deep > DEEPEST {
        return Err(too_deep(source, at));
    }
    let wrong = |error: serde_json::Error| mend(source, at, &error);
    let value = match text.as_bytes().first() {
        Some(b'{') => {
            let given = serde_json::from_str::<Fields<'_>>(text).map_err(wrong)?.0;
            let mut fields: Vec<(Key, Node)> = Vec::with_capacity(given.len());
            let mut different = HashSet::with_capacity(given.len());
            for (name, value) in given {
                let value = node(source, value, deep + 1)?;
                if !different.insert(name.clone()) {
                    let message = format!("the key {name:?} is there twice");
                    return Err(source.refuse(value.at, message, "each key once", "take one of them away"));
                }
                fields.push((Key { at: value.at, name }, value));
            }
            Value::Table(fields)
        }
        Some(b'[') => {
            let list = serde_json::from_str::<Vec<&RawValue>>(text).map_err(wrong)?;
            Value::List(
                list.into_iter().map(|value| node(source, value, deep + 1)).collect::<Result<_, _>>()?,
            )
        }
        Some(b'"') => Value::Words(serde_json::from_str(text).map_err(wrong)?),
        Some(b't') => Value::Truth(true),
        Some(b'f') => Value::Truth(false),
        Some(b'n') => Value::Null,
        _ => Value::Number(text.to_owned()),
    };
    Ok(Node { at, value })
}

/// The fields of a table in order, also those that are there twice.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(All)
    }
}
