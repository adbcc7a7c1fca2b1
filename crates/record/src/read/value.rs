//! Values that consist of one piece: dates, numbers, names of clauses, choices, files.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use toml::de::DeValue;
use toml::value::Datetime;

use crate::act::Choice;
use crate::when::When;

/// What a TOML value is, in plain words.
pub(super) fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a group in braces",
    }
}

/// A date or a date and time; `Err` says what is wrong with it.
pub(super) fn when(written: &Datetime) -> Result<When, &'static str> {
    let Some(date) = written.date else { return Err("is a time of day without a date") };
    let number = |part: u8| i8::try_from(part).map_err(|_| "is not in the calendar");
    let year = i16::try_from(date.year).map_err(|_| "is not in the calendar")?;
    let date =
        Date::new(year, number(date.month)?, number(date.day)?).map_err(|_| "is not in the calendar")?;
    let Some(time) = written.time else { return Ok(When::day(date)) };
    let nanosecond = i32::try_from(time.nanosecond.unwrap_or(0)).map_err(|_| "is not a time of day")?;
    let time =
        Time::new(number(time.hour)?, number(time.minute)?, number(time.second.unwrap_or(0))?, nanosecond)
            .map_err(|_| "is not a time of day")?;
    let at = DateTime::from_parts(date, time);
    let minutes = match written.offset {
        None => return Ok(When::local(at)),
        Some(toml::value::Offset::Z) => 0,
        Some(toml::value::Offset::Custom { minutes }) => i32::from(minutes),
    };
    let offset = Offset::from_seconds(minutes * 60).map_err(|_| "has an offset that no zone has")?;
    // An instant outside the calendar cannot be compared with others.
    offset.to_timestamp(at).map_err(|_| "is not in the calendar")?;
    Ok(When::with_offset(at, offset))
}

/// One entry of `choice`: the words, `#1` for the first alternative, `in` or `out`. `None`: it names no alternative.
pub fn choice(text: &str) -> Option<Choice> {
    match text {
        "in" => Some(Choice::In),
        "out" => Some(Choice::Out),
        _ => match text.strip_prefix('#') {
            Some(number) => match number.parse::<u32>() {
                Ok(number) if number > 0 => usize::try_from(number).ok().map(Choice::Alternative),
                _ => None,
            },
            None => Some(Choice::Words(text.to_owned())),
        },
    }
}

/// `12:5`: line and column from 1.
pub(super) fn place(text: &str) -> Option<(u32, u32)> {
    let (line, column) = text.split_once(':')?;
    let (line, column) = (line.parse().ok()?, column.parse().ok()?);
    (line > 0 && column > 0).then_some((line, column))
}

/// Whether a path stays below the folder that it starts from, on every system.
pub(super) fn stays_below(path: &str) -> bool {
    let drive = path.as_bytes().get(1) == Some(&b':');
    !drive && path.split(['/', '\\']).all(|part| part != ".." && !part.is_empty())
}

/// Whether this has the form of a language tag (BCP 47): subtags of letters and digits, the first of two or three letters.
pub fn is_language(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && subtags.all(|sub| (1..=8).contains(&sub.len()) && sub.bytes().all(|b| b.is_ascii_alphanumeric()))
}
