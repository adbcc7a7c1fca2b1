//! What entries of a model of a conflict have in a case.

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

use super::fields::Fields;
use super::{Context, Problem, Read};
use crate::audience::Audience;
use crate::conflict::ConflictEntry;
use crate::ids::ParticipantId;
use crate::schema::conflict::ENTRY;

/// Entries that others name.
const NAMED: [&str; 3] = ["decision_maker", "option", "state"];

/// Reads what an entry has beside the fields of its own format, which are left to that.
///
/// # Errors
/// Everything that is wrong with these fields.
pub fn conflict_entry(
    heading: &str,
    table: &DeTable<'_>,
    span: Range<usize>,
    context: &Context,
) -> Result<Read<ConflictEntry>, Vec<Problem>> {
    let is_here = |name: &str| ENTRY.fields.iter().any(|field| field.name == name);
    let (mut own, mut rest) = (DeTable::new(), Table::new());
    for (key, value) in table {
        if is_here(key.get_ref().as_ref()) {
            own.insert(key.clone(), value.clone());
        } else {
            rest.insert(key.get_ref().to_string(), plain(value.get_ref()));
        }
    }
    let mut fields = Fields::item(context, &ENTRY, &own, span);
    for (field, only) in [("participant", "decision_maker"), ("concern", "option"), ("now", "state")] {
        if heading != only && fields.has(field) {
            let message = format!("a [[{heading}]] has no field `{field}`: that belongs to [[{only}]]");
            fields.conflict(field, &message, "a field that this entry can have", "take it out");
        }
    }
    let on = fields.take_dates("on");
    let called = if NAMED.contains(&heading) { rest.get("id").or_else(|| rest.get("name")) } else { None };
    let id = called.and_then(Value::as_str).map(str::to_owned);
    let item = ConflictEntry {
        heading: heading.to_owned(),
        id,
        participant: fields.take_text("participant").map(ParticipantId::new),
        concern: fields.take_text("concern"),
        now: fields.take_flag("now").unwrap_or(false),
        by: fields.take_participants("by"),
        known: fields.take_when("known").or_else(|| on.first().map(|dated| dated.when)),
        on,
        audience: fields.take_audience("audience").unwrap_or_else(Audience::team),
        sources: fields.take_sources(),
        note: fields.take_text("note"),
        text: Table::from_iter([(heading.to_owned(), Value::Array(vec![Value::Table(rest)]))]).to_string(),
    };
    fields.finish(Some(item))
}

/// A value without its places.
fn plain(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Value::String(number.to_string()), Value::Integer),
        DeValue::Float(number) => {
            number.as_str().parse().map_or_else(|_| Value::String(number.to_string()), Value::Float)
        }
        DeValue::Boolean(truth) => Value::Boolean(*truth),
        DeValue::Datetime(date) => Value::Datetime(*date),
        DeValue::Array(array) => Value::Array(array.iter().map(|one| plain(one.get_ref())).collect()),
        DeValue::Table(table) => Value::Table(
            table.iter().map(|(key, one)| (key.get_ref().to_string(), plain(one.get_ref()))).collect(),
        ),
    }
}
