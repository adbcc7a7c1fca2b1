//! TOML with the place of each value.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::source::{Refused, Source};
use super::tree::{DEEPEST, Key, Node, Value, at_most_values};

/// The table that the file holds.
pub(super) fn read(source: &Source) -> Result<Node, Refused> {
    // There is a comma or a sign of equality for every value.
    at_most_values(source, source.text().bytes().filter(|byte| matches!(byte, b',' | b'=')).count())?;
    match DeTable::parse(source.text()) {
        Ok(table) => Ok(Node { at: 0, value: fields(source, table.get_ref(), 0)? }),
        Err(error) => Err(source.refuse(
            error.span().map_or(0, |span| span.start),
            format!("this is not TOML: {}", error.message().trim()),
            "key = value",
            "mend the TOML at this place",
        )),
    }
}

fn fields(source: &Source, table: &DeTable<'_>, deep: usize) -> Result<Value, Refused> {
    let mut fields = Vec::with_capacity(table.len());
    for (key, value) in table {
        let key = Key { at: key.span().start, name: key.get_ref().to_string() };
        fields.push((key, node(source, value, deep)?));
    }
    // TOML keeps no order; that of the file is the one to state problems in.
    fields.sort_by_key(|(key, _)| key.at);
    Ok(Value::Table(fields))
}

fn node(source: &Source, value: &Spanned<DeValue<'_>>, deep: usize) -> Result<Node, Refused> {
    let at = value.span().start;
    if deep > DEEPEST {
        return Err(too_deep(source, at));
    }
    let value = match value.get_ref() {
        DeValue::String(words) => Value::Words(words.to_string()),
        DeValue::Integer(integer) => match i128::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(whole) => Value::Number(whole.to_string()),
            Err(_) => {
                let message = format!("{} is a number of too many digits", integer.as_str());
                return Err(source.refuse(
                    at,
                    message,
                    "a number of at most 38 digits",
                    "write a smaller one",
                ));
            }
        },
        DeValue::Float(float) => Value::Number(float.as_str().to_owned()),
        DeValue::Boolean(truth) => Value::Truth(*truth),
        DeValue::Datetime(date) => Value::Words(date.to_string()),
        DeValue::Array(array) => {
            Value::List(array.iter().map(|value| node(source, value, deep + 1)).collect::<Result<_, _>>()?)
        }
        DeValue::Table(table) => fields(source, table, deep + 1)?,
    };
    Ok(Node { at, value })
}

pub(super) fn too_deep(source: &Source, at: usize) -> Refused {
    source.refuse(
        at,
        format!("values nest more than {DEEPEST} deep"),
        "a model, which nests a few deep",
        "simplify the file",
    )
}

/// A value without its place.
pub(super) fn value(node: &Node) -> ::toml::Value {
    match &node.value {
        Value::Null => ::toml::Value::String(String::new()),
        Value::Truth(truth) => ::toml::Value::Boolean(*truth),
        Value::Number(number) => match (number.parse(), number.parse()) {
            (Ok(whole), _) => ::toml::Value::Integer(whole),
            (_, Ok(float)) => ::toml::Value::Float(float),
            _ => ::toml::Value::String(number.clone()),
        },
        Value::Words(words) => ::toml::Value::String(words.clone()),
        Value::List(list) => ::toml::Value::Array(list.iter().map(value).collect()),
        Value::Table(fields) => {
            ::toml::Value::Table(fields.iter().map(|(key, node)| (key.name.clone(), value(node))).collect())
        }
    }
}
