//! New items: acts, notes, drafts, participants and the rest, checked as if they had been read from a file.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use onetext_record::read::{self, Context, Names, Problem};
use onetext_record::schema::{self, Field, Need, Shape};
use onetext_record::{Act, ActId, Kind, When};
use onetext_text::source::Source;
use onetext_text::word::Side;
use toml::de::DeTable;
use toml_edit::Value;

use super::fields::{Given, Known, WriteError, value};
use super::{Change, FileChange, appended, read_if_there, warnings};
use crate::case::Case;
use crate::chunks::chunks;
use crate::load::check;
use crate::outside;

/// A draft to be added: its file as received, and what was given for its fields.
#[derive(Debug)]
pub struct NewDraft<'a> {
    /// The file, anywhere.
    pub file: &'a Path,
    /// Fields of its `[[draft]]`.
    pub given: &'a [Given],
}

/// A new act, at the end of the file of its month.
///
/// # Errors
/// What was given is not enough, not right, or names what the case does not have.
pub fn record(case: &Case, kind: Kind, given: &[Given], today: When) -> Result<Change, WriteError> {
    let known = Known::of(case);
    let fields: Vec<Field> = schema::fields_of(kind).copied().collect();
    let needs = (schema::of(kind).need("by") == Need::Required).then_some(&["by"][..]);
    refuse_if_missing(
        kind.as_str(),
        needs.into_iter().chain(schema::of(kind).needs.iter().copied()),
        &fields,
        given,
    )?;
    let mut values = values(&fields, given, &known)?;
    set_default(&mut values, &fields, "on", || {
        today.date().to_string().parse::<toml_edit::Datetime>().ok().map(Value::from)
    });
    let id = id_of(&mut values, &fields, || fresh_id(case));
    put(&mut values, &fields, "kind", kind.as_str().into());
    let text = item("act", &fields, values);
    let table = parse(&text)?;
    let table = first(&table, "act")?;
    let act = read::act(table, 0..text.len(), &context(case)).map_err(WriteError::Item)?;
    refuse_if(check::references(case, &act.references))?;
    if case.acts.iter().any(|other| other.id == act.item.id) {
        return Err(WriteError::Refused(format!(
            "there is an act \u{201c}{id}\u{201d} already; choose another id, or give none"
        )));
    }
    let path = month(&act.item);
    let for_team_by_silence = !given.iter().any(|given| given.field == "audience");
    let warnings = warnings::of(case, &act.item, today);
    Ok(Change { for_team_by_silence, warnings, ..append(case, path, &text, Some(id))? })
}

/// An act to be recorded, its fields made up as they will stand in the file; without an id.
#[derive(Debug, Clone)]
pub(crate) struct NewAct {
    pub(crate) kind: Kind,
    pub(crate) values: Vec<(&'static str, Value)>,
    /// The act that it answers.
    pub(crate) answers: Option<Answered>,
}

/// An act that a new one answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answered {
    /// One of those that are recorded with it, by its place among them.
    New(usize),
    /// One of the record.
    Recorded(ActId),
}

/// Several new acts, each at the end of the file of its month, all of them or none. No file changes where there is no act.
///
/// # Errors
/// As for [`record`].
pub(crate) fn record_all(case: &Case, acts: Vec<NewAct>) -> Result<Change, WriteError> {
    let mut ids: Vec<String> = Vec::with_capacity(acts.len());
    let mut taken: HashSet<&str> = case.acts.iter().map(|act| act.id.as_str()).collect();
    taken.extend(case.notes.iter().map(|note| note.id.as_str()));
    while ids.len() < acts.len() {
        let id = random_id();
        if !taken.contains(id.as_str()) && !ids.contains(&id) {
            ids.push(id);
        }
    }
    let context = context(case);
    let mut references = Vec::new();
    let mut files: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
    for (act, id) in acts.into_iter().zip(&ids) {
        let fields: Vec<Field> = schema::fields_of(act.kind).copied().collect();
        let mut values = Vec::new();
        for (name, value) in act.values {
            put(&mut values, &fields, name, value);
        }
        put(&mut values, &fields, "id", id.as_str().into());
        put(&mut values, &fields, "kind", act.kind.as_str().into());
        let answers = act.answers.and_then(|answers| match answers {
            Answered::New(at) => ids.get(at).cloned(),
            Answered::Recorded(id) => Some(id.to_string()),
        });
        if let Some(answers) = answers {
            put(&mut values, &fields, "answers", answers.as_str().into());
        }
        let text = item("act", &fields, values);
        let table = parse(&text)?;
        let read = read::act(first(&table, "act")?, 0..text.len(), &context).map_err(WriteError::Item)?;
        references.extend(read.references);
        files.entry(month(&read.item)).or_default().push(text);
    }
    // What they answer among themselves is there as soon as they are.
    references.retain(|reference| {
        !matches!(&reference.target, read::Target::Act(id) if ids.iter().any(|new| new == id.as_str()))
    });
    refuse_if(check::references(case, &references))?;
    let mut change = Change { id: None, for_team_by_silence: false, warnings: Vec::new(), files: Vec::new() };
    for (path, items) in files {
        let one = append(case, path, &items.join("\n"), None)?;
        change.files.extend(one.files);
    }
    Ok(change)
}

/// The file of an act's month.
fn month(act: &Act) -> PathBuf {
    let day = act.earliest().date();
    PathBuf::from(format!("record/{:04}-{:02}.toml", day.year(), day.month()))
}

/// The act that would be recorded, where nothing is written: for seeing beforehand what it would do. Whoever does it may be left
/// open.
///
/// # Errors
/// As for [`record`].
pub fn supposed(case: &Case, kind: Kind, given: &[Given]) -> Result<Act, WriteError> {
    let known = Known::of(case);
    let fields: Vec<Field> = schema::fields_of(kind).copied().collect();
    let mut values = values(&fields, given, &known)?;
    id_of(&mut values, &fields, || fresh_id(case));
    put(&mut values, &fields, "kind", kind.as_str().into());
    let somebody = case.participants.first().map(|one| one.id.to_string()).unwrap_or_default();
    let left_open = !given.iter().any(|given| given.field == "by");
    if left_open {
        put(&mut values, &fields, "by", somebody.into());
    }
    let text = item("act", &fields, values);
    let table = parse(&text)?;
    let read = read::act(first(&table, "act")?, 0..text.len(), &context(case)).map_err(WriteError::Item)?;
    refuse_if(check::references(case, &read.references))?;
    let mut act = read.item;
    if left_open {
        act.by.clear();
    }
    Ok(act)
}

/// A free note, at the end of `record/notes.toml`, for the team only unless an audience is given.
///
/// # Errors
/// The note is empty, or its audience names nobody of the case.
pub fn note(case: &Case, words: &str, on: When, audience: &[String]) -> Result<Change, WriteError> {
    let mut given = vec![
        Given { field: "on".into(), values: vec![on.to_string()] },
        Given { field: "words".into(), values: vec![words.trim().to_owned()] },
    ];
    if !audience.is_empty() {
        given.push(Given { field: "audience".into(), values: audience.to_vec() });
    }
    let fields = schema::NOTE.fields;
    let mut values = values(fields, &given, &Known::of(case))?;
    let id = id_of(&mut values, fields, || fresh_id(case));
    let text = item("note", fields, values);
    let table = parse(&text)?;
    read::note(first(&table, "note")?, 0..text.len(), &context(case)).map_err(WriteError::Item)?;
    append(case, PathBuf::from("record/notes.toml"), &text, Some(id))
}

/// A new participant, term or named audience, at the end of `case.toml`; `name` is that of the item.
///
/// # Errors
/// As for [`record`].
pub fn add_item(case: &Case, name: &str, given: &[Given]) -> Result<Change, WriteError> {
    let schema = match name {
        "participant" => &schema::PARTICIPANT,
        "term" => &schema::TERM,
        "audience" => &schema::NAMED_SET,
        other => return Err(WriteError::Refused(format!("there is no item \u{201c}{other}\u{201d}"))),
    };
    refuse_if_missing(name, schema.needs.iter().map(std::slice::from_ref), schema.fields, given)?;
    let values = values(schema.fields, given, &Known::of(case))?;
    let text = item(name, schema.fields, values);
    let table = parse(&text)?;
    let (table, span, context) = (first(&table, name)?, 0..text.len(), context(case));
    let (id, references) = match name {
        "participant" => {
            read::participant(table, span, &context).map(|read| (read.item.id.to_string(), read.references))
        }
        "term" => read::term(table, span, &context).map(|read| (read.item.id.to_string(), read.references)),
        _ => read::named_set(table, span, &context).map(|read| (read.item.id.to_string(), read.references)),
    }
    .map_err(WriteError::Item)?;
    refuse_if(check::references(case, &references))?;
    let taken = match name {
        "term" => case.terms.iter().any(|term| term.id.as_str() == id),
        _ => context.names.participants.contains(&id) || context.names.sets.contains(&id),
    };
    if taken {
        return Err(WriteError::Refused(format!("the id \u{201c}{id}\u{201d} is taken; choose another")));
    }
    append(case, PathBuf::from("case.toml"), &text, Some(id))
}

/// A new draft: its file is copied byte for byte into `drafts`, its entry added at the end of `case.toml`. Where it is to
/// be the current one, that is taken from the draft of its language that was.
///
/// # Errors
/// As for [`record`]; or the file is no text in UTF-8, or another file has its name.
pub fn add_draft(case: &Case, new: &NewDraft<'_>, today: When) -> Result<Change, WriteError> {
    let bytes = outside::read(new.file).map_err(|error| WriteError::Io(new.file.to_path_buf(), error))?;
    Source::of_file(new.file, bytes.clone(), Side::Accepted)
        .map_err(|refused| WriteError::Refused(format!("{}: {refused}", new.file.display())))?;
    let fields = schema::DRAFT.fields;
    let mut values = values(fields, new.given, &Known::of(case))?;
    let stem = new.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let id = id_of(&mut values, fields, || slug(stem.split('.').next().unwrap_or_default()));
    if case.drafts.iter().any(|draft| draft.entry.id.as_str() == id) {
        return Err(WriteError::Refused(format!(
            "there is a draft \u{201c}{id}\u{201d} already; give another with --id"
        )));
    }
    let path = PathBuf::from("drafts").join(&stem);
    let there = read_if_there(&case.root.join(&path)).map_err(|error| WriteError::Io(path.clone(), error))?;
    if there.as_ref().is_some_and(|there| *there != bytes) {
        return Err(WriteError::Refused(format!(
            "{} is there already with other words; rename the file that you add, so that nothing is lost",
            path.display()
        )));
    }
    put(&mut values, fields, "file", format!("drafts/{stem}").into());
    set_default(&mut values, fields, "lang", || {
        case.about.languages.first().map(|lang| lang.as_str().into())
    });
    set_default(&mut values, fields, "on", || {
        today.date().to_string().parse::<toml_edit::Datetime>().ok().map(Value::from)
    });
    set_default(&mut values, fields, "authentic", || Some("text".into()));
    let text = item("draft", fields, values);
    let table = parse(&text)?;
    let draft =
        read::draft(first(&table, "draft")?, 0..text.len(), &context(case)).map_err(WriteError::Item)?;
    refuse_if(check::references(case, &draft.references))?;
    let mut change = append(case, PathBuf::from("case.toml"), &text, Some(id))?;
    change.for_team_by_silence = !new.given.iter().any(|given| given.field == "audience");
    if draft.item.entry.current {
        take_current(&mut change.files[0], &draft.item.entry.lang, &text);
    }
    if there.is_none() {
        let shown = format!("({} bytes, as they are in {})\n", bytes.len(), new.file.display());
        change.files.insert(0, FileChange { path, before: None, after: bytes, shown });
    }
    Ok(change)
}

/// Takes `current` from the drafts of a language that stood before the one being added. Every byte but these stays: the
/// line goes, or, where more than `current = true` stands on it, `true` becomes `false`.
fn take_current(file: &mut FileChange, lang: &str, added: &str) {
    let before = String::from_utf8_lossy(file.before.as_deref().unwrap_or_default()).into_owned();
    let mut after = before.clone();
    let mut former = Vec::new();
    // From the end, so that what is found earlier keeps its place.
    for piece in chunks(&before).into_iter().rev() {
        let text = before[piece.clone()].trim_start_matches('\u{feff}');
        let offset = piece.end - text.len();
        // What cannot be read is no current draft now, and `check` tells if it is one when it has been mended.
        let Ok(table) = DeTable::parse(text) else { continue };
        let drafts = table.get_ref().get("draft").and_then(|drafts| drafts.get_ref().as_array());
        for draft in drafts.into_iter().flatten().rev() {
            let Some(draft) = draft.get_ref().as_table() else { continue };
            let text_of = |name: &str| draft.get(name).and_then(|value| value.get_ref().as_str());
            let Some((key, value)) = draft.get_key_value("current") else { continue };
            if text_of("lang") != Some(lang) || value.get_ref().as_bool() != Some(true) {
                continue;
            }
            former.extend(text_of("id").map(str::to_owned));
            let (start, end) = (offset + key.span().start, offset + value.span().end);
            let line_start = before[..start].rfind('\n').map_or(0, |at| at + 1);
            let line_end = before[end..].find('\n').map_or(before.len(), |at| end + at + 1);
            let alone =
                before[line_start..start].trim().is_empty() && before[end..line_end].trim().is_empty();
            match alone {
                true => after.replace_range(line_start..line_end, ""),
                false => after.replace_range(offset + value.span().start..end, "false"),
            }
        }
    }
    for id in former.iter().rev() {
        file.shown.push_str(&format!("(draft \u{201c}{id}\u{201d} is no longer the current one)\n"));
    }
    file.after = appended(&after, added).into_bytes();
}

/// Of each group of fields, one must be given.
fn refuse_if_missing<'n>(
    what: &str,
    needs: impl Iterator<Item = &'n [&'static str]>,
    fields: &[Field],
    given: &[Given],
) -> Result<(), WriteError> {
    let missing = needs
        .filter(|group| !given.iter().any(|given| group.contains(&given.field.as_str())))
        .map(|group| {
            group.iter().filter_map(|name| fields.iter().find(|field| field.name == *name)).copied().collect()
        })
        .collect::<Vec<Vec<Field>>>();
    if missing.is_empty() { Ok(()) } else { Err(WriteError::Missing { what: what.to_owned(), missing }) }
}

type Values = Vec<(usize, Value)>;

/// What was given, as values in the order of the schema.
fn values(fields: &[Field], given: &[Given], known: &Known) -> Result<Values, WriteError> {
    let mut values = Vec::new();
    for Given { field: name, values: typed } in given {
        let Some(at) = fields.iter().position(|field| field.name == name) else {
            let message = "there is no such field here".to_owned();
            return Err(WriteError::Field { field: name.clone(), message });
        };
        values.push((at, value(&fields[at], typed, known)?));
    }
    values.sort_by_key(|(at, _)| *at);
    Ok(values)
}

fn put(values: &mut Values, fields: &[Field], name: &str, value: Value) {
    if let Some(at) = fields.iter().position(|field| field.name == name) {
        values.retain(|(other, _)| *other != at);
        values.push((at, value));
        values.sort_by_key(|(at, _)| *at);
    }
}

fn set_default(values: &mut Values, fields: &[Field], name: &str, default: impl FnOnce() -> Option<Value>) {
    let given = values.iter().any(|(at, _)| fields[*at].name == name);
    if !given && let Some(value) = default() {
        put(values, fields, name, value);
    }
}

fn id_of(values: &mut Values, fields: &[Field], fresh: impl FnOnce() -> String) -> String {
    let given = values.iter().find(|(at, _)| fields[*at].shape == Shape::Id);
    if let Some(id) = given.and_then(|(_, value)| value.as_str()) {
        return id.to_owned();
    }
    let id = fresh();
    put(values, fields, "id", id.as_str().into());
    id
}

fn item(name: &str, fields: &[Field], values: Values) -> String {
    let mut text = format!("[[{name}]]\n");
    for (at, value) in values {
        text.push_str(&format!("{} = {}\n", fields[at].name, value.decorated("", "")));
    }
    text
}

fn parse(text: &str) -> Result<DeTable<'_>, WriteError> {
    let table = DeTable::parse(text).map_err(|error| WriteError::Refused(error.message().to_owned()))?;
    Ok(table.into_inner())
}

fn first<'t, 'i>(table: &'t DeTable<'i>, name: &str) -> Result<&'t DeTable<'i>, WriteError> {
    let item = table.get(name).and_then(|items| items.get_ref().as_array()?.first());
    item.and_then(|item| item.get_ref().as_table())
        .ok_or_else(|| WriteError::Refused(format!("no [[{name}]]")))
}

fn context(case: &Case) -> Context {
    let names = Names {
        participants: case.participants.iter().map(|participant| participant.id.to_string()).collect(),
        sets: case.sets.0.keys().map(ToString::to_string).collect(),
    };
    Context { names, zone: case.about.zone.clone() }
}

fn refuse_if(problems: Vec<Problem>) -> Result<(), WriteError> {
    if problems.is_empty() { Ok(()) } else { Err(WriteError::Item(problems)) }
}

fn append(case: &Case, path: PathBuf, item: &str, id: Option<String>) -> Result<Change, WriteError> {
    let before =
        read_if_there(&case.root.join(&path)).map_err(|error| WriteError::Io(path.clone(), error))?;
    let text = match &before {
        None => "",
        Some(bytes) => std::str::from_utf8(bytes).map_err(|_| {
            WriteError::Refused(format!("{} is not UTF-8; save it as UTF-8 first", path.display()))
        })?,
    };
    let after = appended(text, item).into_bytes();
    Ok(Change {
        id,
        for_team_by_silence: false,
        warnings: Vec::new(),
        files: vec![FileChange { path, before, after, shown: item.to_owned() }],
    })
}

/// Letters and digits that are not taken for one another when read aloud or written by hand.
const ALPHABET: &[u8] = b"bcdfghjkmnpqrstvwxz23456789";

/// A random id that nothing in the case has: it says nothing of when or in what order things were recorded.
fn fresh_id(case: &Case) -> String {
    loop {
        let id = random_id();
        let taken = case.acts.iter().any(|act| act.id.as_str() == id)
            || case.notes.iter().any(|note| note.id.as_str() == id);
        if !taken {
            return id;
        }
    }
}

fn random_id() -> String {
    (0..6).map(|_| char::from(ALPHABET[fastrand::usize(..ALPHABET.len())])).collect()
}

/// A name fit for an id: letters and digits, with hyphens between.
pub(crate) fn slug(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() { "draft".to_owned() } else { words.join("-") }
}
