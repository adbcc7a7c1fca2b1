//! TOML as the tree that all formats but XML share.

use crate::files::source::{Refused, Source};
use crate::files::tree::{DEEPEST, Node, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The table that the file holds.
///
/// # Errors
///
/// Where it is not TOML.
pub(crate) fn read(source: &Source) -> Result<Node, Refused> {
    match DeTable::parse(source.text()) {
        Ok(table) => Ok(Node { at: 0, value: entries(source, table.get_ref(), 0)? }),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            Err(source.refuse(
                at,
                format!("this is not TOML: {}", error.message()),
                "key = value",
                "mend the TOML at this place",
            ))
        }
    }
}

fn entries(source: &Source, table: &DeTable<'_>, deep: usize) -> Result<Value, Refused> {
    let mut entries = Vec::with_capacity(table.len());
    for (key, value) in table {
        let name = Node { at: key.span().start, value: Value::Words(key.get_ref().to_string()) };
        entries.push((name, node(source, value, deep)?));
    }
    // TOML keeps no order; that of the file is the one to state problems in.
    entries.sort_by_key(|(key, _)| key.at);
    Ok(Value::Table(entries))
}

fn node(source: &Source, value: &Spanned<DeValue<'_>>, deep: usize) -> Result<Node, Refused> {
    let at = value.span().start;
    if deep > DEEPEST {
        return Err(source.refuse(
            at,
            format!("values nest more than {DEEPEST} deep"),
            "a scenario, which nests a few deep",
            "simplify the file",
        ));
    }
    let wrong =
        |what: &str| source.refuse(at, format!("{what} cannot be read"), "a number", "write it in full");
    let value = match value.get_ref() {
        DeValue::String(words) => Value::Words(words.to_string()),
        DeValue::Integer(integer) => {
            let whole =
                i64::from_str_radix(integer.as_str(), integer.radix()).map_err(|_| wrong("the number"))?;
            #[expect(clippy::cast_precision_loss, reason = "what needs it exact reads it as it is written")]
            Value::Number(whole as f64, whole.to_string())
        }
        DeValue::Float(float) => {
            let number = float.as_str().parse().map_err(|_| wrong("the number"))?;
            Value::Number(number, float.as_str().to_owned())
        }
        DeValue::Boolean(truth) => Value::Truth(truth.to_string()),
        DeValue::Datetime(date) => Value::Words(date.to_string()),
        DeValue::Array(array) => {
            Value::List(array.iter().map(|value| node(source, value, deep + 1)).collect::<Result<_, _>>()?)
        }
        DeValue::Table(table) => entries(source, table, deep + 1)?,
    };
    Ok(Node { at, value })
}
