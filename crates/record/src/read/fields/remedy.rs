//! What to write instead of a value of the wrong kind.

use toml::de::DeValue;

use crate::act::Decimal;
use crate::schema::{Field, Shape};
use crate::when::When;

/// What to write instead, where that can be told from what is written.
pub(super) fn remedy(field: &Field, value: &DeValue<'_>) -> Option<String> {
    let name = field.name;
    match (field.shape, value) {
        (Shape::When | Shape::Dates | Shape::Day, DeValue::String(text)) => {
            let when: When = text.trim().parse().ok()?;
            Some(format!("write it without quotation marks: {name} = {when}"))
        }
        (Shape::Flag, DeValue::String(text)) => match text.trim().to_lowercase().as_str() {
            "true" | "yes" => Some(format!("write it without quotation marks: {name} = true")),
            "false" | "no" => Some(format!("write it without quotation marks: {name} = false")),
            _ => None,
        },
        (Shape::Number, DeValue::String(text)) => {
            let digits: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}')).collect();
            let number = Decimal::new(&digits)?;
            Some(format!("write it without quotation marks and without commas: {name} = {}", number.as_str()))
        }
        (
            Shape::Audience
            | Shape::Clauses
            | Shape::Acts
            | Shape::Provisions
            | Shape::Texts
            | Shape::Participants
            | Shape::Choices,
            DeValue::String(text),
        ) => Some(format!("write it in square brackets: {name} = [\"{text}\"]")),
        (Shape::Clauses | Shape::Choices, DeValue::Integer(number)) => {
            Some(format!("write it in quotation marks: \"{number}\""))
        }
        (Shape::Sources | Shape::Steps | Shape::Readings | Shape::Tables(_), DeValue::Table(_)) => {
            Some(format!("write it in square brackets: {name} = [{{ … }}]"))
        }
        (Shape::Table(schema), DeValue::Datetime(date)) if schema.has("by") => {
            Some(format!("write it in braces: {name} = {{ by = {date} }}"))
        }
        (Shape::Length, DeValue::Integer(number)) => {
            Some(format!("write it with its unit, in quotation marks: {name} = \"{number} days\""))
        }
        (Shape::Count | Shape::Whole, DeValue::String(text)) => {
            let number: i64 = text.trim().parse().ok()?;
            Some(format!("write it without quotation marks: {name} = {number}"))
        }
        (Shape::Days, DeValue::String(text)) => {
            let when: When = text.trim().parse().ok()?;
            Some(format!("write it without quotation marks: {}", when.date()))
        }
        (
            Shape::Id | Shape::Text | Shape::Draft | Shape::Act | Shape::Note,
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_),
        ) => {
            let written = match value {
                DeValue::Integer(number) => number.to_string(),
                DeValue::Float(number) => number.to_string(),
                DeValue::Datetime(date) => date.to_string(),
                _ => return None,
            };
            Some(format!("write it in quotation marks: {name} = \"{written}\""))
        }
        _ => None,
    }
}
