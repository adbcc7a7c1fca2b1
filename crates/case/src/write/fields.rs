//! What people type for a field, turned into what a file says: names completed, dates and lists written as TOML.

use std::collections::BTreeMap;

use onetext_record::When;
use onetext_record::read::Problem;
use onetext_record::schema::{Field, Shape};
use toml_edit::{Array, Datetime, InlineTable, Value};

use super::complete::complete;
use crate::case::Case;

/// A field as given on a command line: every value that was given for it, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The field's name.
    pub field: String,
    /// Its values.
    pub values: Vec<String>,
}

/// Why something cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// What was typed for a field cannot stand there.
    #[error("{field}: {message}")]
    Field {
        /// The field.
        field: String,
        /// What is wrong with it, and what to do.
        message: String,
    },
    /// Fields are not given without which the item says nothing.
    #[error("{what} needs {}", needed(.missing, |field| format!("`{field}`")))]
    Missing {
        /// What was to be written: a kind of act, or an item.
        what: String,
        /// The fields; of those in one group, one is enough.
        missing: Vec<Vec<Field>>,
    },
    /// The item as a whole says too little, or what it cannot.
    #[error("{}", listed(.0))]
    Item(Vec<Problem>),
    /// Something else stands in the way.
    #[error("{0}")]
    Refused(String),
    /// A file could not be read.
    #[error("{0}: {1}")]
    Io(std::path::PathBuf, std::io::Error),
}

/// Fields that are missing with what each is for, named as `name` names them.
pub fn needed(missing: &[Vec<Field>], name: impl Fn(&str) -> String) -> String {
    let groups: Vec<String> = missing
        .iter()
        .map(|group| {
            let fields: Vec<String> =
                group.iter().map(|field| format!("{} ({})", name(field.name), field.help)).collect();
            fields.join(" or ")
        })
        .collect();
    groups.join(", and ")
}

fn listed(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| {
            let help = problem.help.as_deref().unwrap_or("");
            let expected = if problem.expected.is_empty() {
                String::new()
            } else {
                format!("; expected {}", problem.expected)
            };
            format!("{}{expected}{}{help}", problem.message, if help.is_empty() { "" } else { "; " })
        })
        .collect();
    lines.join("\n")
}

/// Every name of a case that can be completed: each id with another name for it.
pub(crate) struct Known {
    pub(crate) people: Vec<(String, String)>,
    pub(crate) audiences: Vec<(String, String)>,
    pub(crate) drafts: Vec<(String, String)>,
    pub(crate) acts: Vec<(String, String)>,
    pub(crate) notes: Vec<(String, String)>,
    pub(crate) provisions: Vec<(String, String)>,
}

impl Known {
    pub(crate) fn of(case: &Case) -> Self {
        let same = |id: String| (id.clone(), id);
        let people: Vec<(String, String)> =
            case.participants.iter().map(|person| (person.id.to_string(), person.name.clone())).collect();
        let mut audiences = vec![same("public".into()), same("team".into())];
        audiences.extend(case.sets.0.keys().map(|id| same(id.to_string())));
        audiences.extend(people.iter().cloned());
        Self {
            people,
            audiences,
            drafts: case
                .drafts
                .iter()
                .map(|draft| (draft.entry.id.to_string(), draft.entry.title().to_owned()))
                .collect(),
            acts: case.acts.iter().map(|act| same(act.id.to_string())).collect(),
            notes: case.notes.iter().map(|note| same(note.id.to_string())).collect(),
            provisions: case
                .provisions
                .iter()
                .map(|provision| (provision.id.to_string(), provision.title().to_owned()))
                .collect(),
        }
    }
}

/// The one of these names that is meant by what was typed for a field.
pub(crate) fn complete_name<'n>(
    field: &str,
    typed: &str,
    among: &'n [(String, String)],
) -> Result<&'n str, WriteError> {
    complete(typed, among)
        .map_err(|error| WriteError::Field { field: field.to_owned(), message: error.to_string() })
}

/// The value that a field has in a file, from what was typed for it.
pub(crate) fn value(field: &Field, typed: &[String], known: &Known) -> Result<Value, WriteError> {
    let refuse = |message: String| WriteError::Field { field: field.name.to_owned(), message };
    let name = |typed: &str, among: &[(String, String)]| -> Result<String, WriteError> {
        complete(typed, among).map(str::to_owned).map_err(|error| refuse(error.to_string()))
    };
    let names = |among: &[(String, String)]| -> Result<Vec<String>, WriteError> {
        split(typed, ',').map(|part| name(part, among)).collect()
    };
    let choice = |typed: &str, among: &[&str]| -> Result<String, WriteError> {
        let among: Vec<(String, String)> =
            among.iter().map(|&name| (name.to_owned(), name.replace('_', " "))).collect();
        complete(typed, &among).map(str::to_owned).map_err(|error| {
            refuse(format!("\u{201c}{typed}\u{201d} is none of {}", error.candidates.join(", ")))
        })
    };
    let Some(last) = typed.last() else {
        return Err(refuse(format!("nothing is given; write {}", field.shape.expected())));
    };
    Ok(match field.shape {
        Shape::Id | Shape::Text | Shape::Language | Shape::File | Shape::TextOrNumber => text(last),
        Shape::Texts | Shape::Choices => list(typed.iter().cloned()),
        Shape::TextOrTexts => one_or_list(typed.to_vec()),
        Shape::Clauses => list(clauses(typed)),
        Shape::Number => {
            let plain = last.replace(',', "");
            let hint =
                number(&plain).map_or_else(String::new, |_| format!("; write it without commas: {plain}"));
            number(last).ok_or_else(|| refuse(format!("\u{201c}{last}\u{201d} is not a number{hint}")))?
        }
        Shape::Flag => match last.to_lowercase().as_str() {
            "true" | "yes" => true.into(),
            "false" | "no" => false.into(),
            other => return Err(refuse(format!("\u{201c}{other}\u{201d} is neither true nor false"))),
        },
        Shape::When | Shape::Day => date(last).map_err(refuse)?.into(),
        Shape::Dates => dates(typed).map_err(refuse)?,
        Shape::Participant => name(last, &known.people)?.into(),
        Shape::Participants => list(names(&known.people)?),
        Shape::ParticipantOrList => one_or_list(names(&known.people)?),
        Shape::Audience => list(names(&known.audiences)?),
        Shape::Draft => name(last, &known.drafts)?.into(),
        Shape::Act => name(last, &known.acts)?.into(),
        Shape::Acts => list(names(&known.acts)?),
        Shape::Provisions => list(names(&known.provisions)?),
        Shape::Provision => name(last, &known.provisions)?.into(),
        Shape::Count | Shape::Whole => {
            let written = number(last).filter(Value::is_integer);
            written.ok_or_else(|| refuse(format!("\u{201c}{last}\u{201d} is not a whole number")))?
        }
        // What only entries of a plan have is written in their files.
        Shape::Point | Shape::Length | Shape::Zone => text(last),
        Shape::Points => list(split(typed, ',').map(str::to_owned)),
        Shape::Days => Value::Array(
            split(typed, ',').map(|day| date(day).map_err(refuse)).collect::<Result<Array, _>>()?,
        ),
        Shape::Table(_) | Shape::Tables(_) => {
            let read: Result<Value, _> = last.parse();
            read.map_err(|_| refuse(format!("\u{201c}{last}\u{201d}: write {}", field.shape.example())))?
        }
        Shape::Note => name(last, &known.notes)?.into(),
        Shape::OwnWords => {
            let mut words = InlineTable::new();
            for entry in typed {
                let Some((who, word)) = entry.split_once('=') else {
                    return Err(refuse(format!("\u{201c}{entry}\u{201d}: write participant=word")));
                };
                words.insert(&name(who.trim(), &known.people)?, word.trim().into());
            }
            Value::InlineTable(words)
        }
        Shape::Renderings => {
            let mut languages: BTreeMap<&str, Vec<String>> = BTreeMap::new();
            for entry in typed {
                let Some((language, forms)) = entry.split_once('=') else {
                    return Err(refuse(format!("\u{201c}{entry}\u{201d}: write language=word, other form")));
                };
                let forms = forms.split(',').map(str::trim).filter(|form| !form.is_empty());
                let of_language: &mut Vec<String> = languages.entry(language.trim()).or_default();
                of_language.extend(forms.map(str::to_owned));
            }
            let tables = languages.into_iter().map(|(language, forms)| (language, one_or_list(forms)));
            Value::InlineTable(tables.collect())
        }
        Shape::Sources => Value::Array(
            typed.iter().map(|entry| source(entry, known).map_err(refuse)).collect::<Result<_, _>>()?,
        ),
        Shape::Steps => Value::Array(
            typed.iter().map(|entry| step(entry, known).map_err(refuse)).collect::<Result<_, _>>()?,
        ),
        Shape::Readings => {
            Value::Array(typed.iter().map(|entry| reading(entry).map_err(refuse)).collect::<Result<_, _>>()?)
        }
        Shape::Kind => choice(last, onetext_record::Kind::NAMES)?.into(),
        Shape::OneOf(among) => choice(last, among)?.into(),
        Shape::OneOrMoreOf(among) => {
            one_or_list(split(typed, ',').map(|part| choice(part, among)).collect::<Result<_, _>>()?)
        }
    })
}

/// A text of several lines is written as such, unless one of them could be taken for the heading of an item in a file that
/// has a mistake in it.
pub(crate) fn text(typed: &str) -> Value {
    let plain = Value::from(typed);
    if !typed.lines().any(|line| line.trim_start().starts_with('[')) {
        return plain;
    }
    let mut escaped = String::from('"');
    for c in typed.chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            c if c.is_control() => escaped.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => escaped.push(c),
        }
    }
    escaped.push('"');
    escaped.parse().unwrap_or(plain)
}

fn split(typed: &[String], separator: char) -> impl Iterator<Item = &str> {
    typed.iter().flat_map(move |value| value.split(separator)).map(str::trim).filter(|part| !part.is_empty())
}

/// Labels are separated by `;`, or by `,` where every part looks like a label of its own: `Article 4, 2` is one.
fn clauses(typed: &[String]) -> Vec<String> {
    let label = |part: &str| !part.contains(char::is_whitespace);
    typed
        .iter()
        .flat_map(|value| {
            let parts: Vec<&str> = value.split(',').map(str::trim).collect();
            if value.contains(';') || !parts.iter().all(|part| label(part)) {
                value.split(';').map(str::trim).map(str::to_owned).collect::<Vec<_>>()
            } else {
                parts.into_iter().map(str::to_owned).collect()
            }
        })
        .filter(|part| !part.is_empty())
        .collect()
}

fn list(values: impl IntoIterator<Item = String>) -> Value {
    Value::Array(values.into_iter().collect::<Array>())
}

fn one_or_list(mut values: Vec<String>) -> Value {
    match values.pop() {
        Some(only) if values.is_empty() => only.into(),
        Some(last) => list(values.into_iter().chain([last])),
        None => list([]),
    }
}

fn number(typed: &str) -> Option<Value> {
    let plain: String = typed.trim().chars().filter(|&c| c != '_').collect();
    let value: Value = typed.trim().parse().ok()?;
    let finite = plain.parse::<f64>().is_ok_and(f64::is_finite);
    (finite && matches!(value, Value::Integer(_) | Value::Float(_))).then_some(value)
}

fn date(typed: &str) -> Result<Datetime, String> {
    let when: When = typed
        .trim()
        .replacen(' ', "T", 1)
        .parse()
        .map_err(|_| onetext_record::when::NotADate(typed.trim().to_owned()).to_string())?;
    let mut text = when.to_string();
    // TOML wants seconds where there is a time.
    if let Some(time) = when.time()
        && time.second() == 0
        && time.subsec_nanosecond() == 0
    {
        text.insert_str(16, ":00");
    }
    text.parse().map_err(|_| format!("\u{201c}{typed}\u{201d} is not a date"))
}

/// `2031-03-05`, or several with who says so: `2031-03-05 the harbour office`.
fn dates(typed: &[String]) -> Result<Value, String> {
    let one = |entry: &String| -> Result<(Datetime, Option<String>), String> {
        let entry = entry.trim();
        // A date and its time may have a space between them, too.
        let spaces = entry.match_indices(' ').map(|(at, _)| at).take(2);
        for end in [entry.len()].into_iter().chain(spaces.collect::<Vec<_>>().into_iter().rev()) {
            if let Ok(when) = date(&entry[..end]) {
                let source = entry[end..].trim();
                return Ok((when, (!source.is_empty()).then(|| source.to_owned())));
            }
        }
        Ok((date(entry)?, None))
    };
    let dates: Vec<(Datetime, Option<String>)> = typed.iter().map(one).collect::<Result<_, _>>()?;
    if let [(only, None)] = dates.as_slice() {
        return Ok((*only).into());
    }
    let table = |(when, source): (Datetime, Option<String>)| {
        let mut table = InlineTable::new();
        table.insert("date", when.into());
        if let Some(source) = source {
            table.insert("source", source.into());
        }
        table
    };
    Ok(Value::Array(dates.into_iter().map(table).collect()))
}

/// `kind; who; where it is found`, and further `; identity=…; identity_audience=…; date=…`.
fn source(typed: &str, known: &Known) -> Result<InlineTable, String> {
    let mut table = InlineTable::new();
    let mut plain = ["kind", "who", "ref"].into_iter();
    for part in typed.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        match part.split_once('=') {
            Some((field @ "identity", value)) => {
                table.insert(field, value.trim().into());
            }
            Some((field @ "date", value)) => {
                table.insert(field, date(value)?.into());
            }
            Some((field @ "identity_audience", value)) => {
                let names: Result<Array, String> = value
                    .split(',')
                    .map(|name| {
                        complete(name.trim(), &known.audiences)
                            .map(str::to_owned)
                            .map_err(|error| error.to_string())
                    })
                    .collect();
                table.insert(field, Value::Array(names?));
            }
            _ => {
                let field = plain
                    .next()
                    .ok_or_else(|| format!("\u{201c}{part}\u{201d} is one part too many: {SOURCE}"))?;
                let value = if field == "kind" {
                    let kinds: Vec<(String, String)> = onetext_record::SourceKind::NAMES
                        .iter()
                        .map(|&kind| (kind.to_owned(), kind.to_owned()))
                        .collect();
                    complete(part, &kinds).map_err(|error| error.to_string())?.to_owned()
                } else {
                    part.to_owned()
                };
                table.insert(field, value.into());
            }
        }
    }
    if plain.next().is_some() {
        return Err(format!("\u{201c}{typed}\u{201d} says too little: {SOURCE}"));
    }
    Ok(table)
}

const SOURCE: &str =
    "write \"kind; who; where it is found\", for example \"text; Lower Farm; letter of 5 March\"";

/// `what; when; who sees to it`, the last two optional.
fn step(typed: &str, known: &Known) -> Result<InlineTable, String> {
    let mut table = InlineTable::new();
    for (at, part) in typed.split(';').map(str::trim).enumerate() {
        match at {
            0 if !part.is_empty() => table.insert("what", part.into()),
            1 if !part.is_empty() => table.insert("on", date(part)?.into()),
            2 if !part.is_empty() => {
                let owner = complete(part, &known.people).map_err(|error| error.to_string())?;
                table.insert("owner", owner.into())
            }
            1 | 2 => None,
            _ => {
                return Err(
                    "write \"what; date; who sees to it\", for example \"send the map; 2031-03-05; council\""
                        .into(),
                );
            }
        };
    }
    Ok(table)
}

/// `12:5=text`.
fn reading(typed: &str) -> Result<InlineTable, String> {
    let (at, reads_as) =
        typed.split_once('=').ok_or_else(|| format!("\u{201c}{typed}\u{201d}: write line:column=text"))?;
    let mut table = InlineTable::new();
    table.insert("at", at.trim().into());
    table.insert("as", reads_as.trim().into());
    Ok(table)
}
