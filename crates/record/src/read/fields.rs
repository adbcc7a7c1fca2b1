//! The one reader of tables: takes a table and the fields that it may have, checks and reads every field by its shape,
//! and gathers all problems and references on the way. What an item is made of is then taken out by name.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

mod nested;
mod plan;
mod remedy;
mod taken;

use remedy::remedy;

use super::value::{self, kind_of};
use super::{Context, Problem, Reference, Target, suggest};
use crate::act::{Choice, Dated, Decimal, Kind, NextStep};
use crate::audience::{Audience, AudienceName};
use crate::entry::Reading;
use crate::ids::{ActId, AudienceId, DraftId, NoteId, ParticipantId, ProvisionId};
use crate::plan::Sort;
use crate::plan::time::Length;
use crate::preferences;
use crate::schema::{self, Field, ItemSchema, Shape};
use crate::source::Source;
use crate::when::When;

/// The value of a field that could be read.
enum Parsed<'c> {
    Text(String),
    Texts(Vec<(String, Range<usize>)>),
    Flag(bool),
    When(When),
    Dates(Vec<Dated>),
    Number(Decimal),
    Audience(Audience),
    Choices(Vec<Choice>),
    Sources(Vec<Source>),
    Steps(Vec<NextStep>),
    OwnWords(BTreeMap<ParticipantId, String>),
    Renderings(BTreeMap<String, Vec<String>>),
    Readings(Vec<Reading>),
    Count(u64),
    Whole(i64),
    Length(Length),
    Tables(Vec<Fields<'c>>),
}

/// A table being read.
pub(super) struct Fields<'c> {
    context: &'c Context,
    /// What the table is, with its article.
    what: String,
    span: Range<usize>,
    values: BTreeMap<&'static str, (Range<usize>, Parsed<'c>)>,
    /// Fields that are there, readable or not.
    present: Vec<&'static str>,
    /// Fields that are lists without entries.
    empty: Vec<&'static str>,
    problems: Vec<Problem>,
    references: Vec<Reference>,
}

impl<'c> Fields<'c> {
    /// Reads a table that is not an act.
    pub(super) fn item(
        context: &'c Context,
        schema: &'static ItemSchema,
        table: &DeTable<'_>,
        span: Range<usize>,
    ) -> Self {
        let mut fields = Self::new(context, schema.what.to_owned(), span);
        fields.read(table, schema.fields.iter(), |_, _| None);
        for name in schema.needs {
            fields.need(&[name], schema.fields);
        }
        fields
    }

    /// Reads the table of an act of this kind; where the kind is not known, what can be read of it.
    pub(super) fn act(
        context: &'c Context,
        kind: Option<Kind>,
        table: &DeTable<'_>,
        span: Range<usize>,
    ) -> Self {
        let what = kind.map_or_else(|| "an act".to_owned(), |kind| format!("an act of kind `{kind}`"));
        let mut fields = Self::new(context, what, span);
        let own: Vec<&'static Field> = match kind {
            Some(kind) => schema::of(kind).own.iter().collect(),
            None => schema::KINDS.iter().flat_map(|schema| schema.own).collect(),
        };
        fields.read(table, schema::ACT.iter().chain(own), |what, name| {
            let kinds: Vec<String> = schema::kinds_with(name).map(|kind| format!("`{kind}`")).collect();
            let (last, rest) = kinds.split_last()?;
            let (belongs, kinds) = match rest {
                [] => ("belongs", last.clone()),
                _ => ("belongs", format!("{} and {last}", rest.join(", "))),
            };
            Some(format!("{what} has no field `{name}`: that {belongs} to {kinds}"))
        });
        for name in ["id", "kind", "on"] {
            fields.need(&[name], schema::ACT);
        }
        if let Some(kind) = kind {
            let known: Vec<Field> = schema::fields_of(kind).copied().collect();
            if schema::of(kind).need("by") == schema::Need::Required {
                fields.need(&["by"], &known);
            }
            for group in schema::of(kind).needs {
                fields.need(group, &known);
            }
        }
        fields
    }

    /// Reads the table of an entry of a plan.
    pub(super) fn provision(
        context: &'c Context,
        sort: Sort,
        table: &DeTable<'_>,
        span: Range<usize>,
    ) -> Self {
        let schema = schema::plan::of(sort);
        let mut fields = Self::new(context, schema.what.to_owned(), span);
        fields.read(table, schema::plan::fields_of(sort), |_, _| None);
        let known: Vec<Field> = schema::plan::fields_of(sort).copied().collect();
        for name in ["id", "on"].iter().chain(schema.needs) {
            fields.need(&[name], &known);
        }
        fields
    }

    /// Reads the table of an assessment of a party's wishes.
    pub(super) fn assessment(
        context: &'c Context,
        sort: preferences::Sort,
        table: &DeTable<'_>,
        span: Range<usize>,
    ) -> Self {
        let schema = schema::preferences::of(sort);
        let mut fields = Self::new(context, schema.what.to_owned(), span);
        fields.read(table, schema::preferences::fields_of(sort), |_, _| None);
        let known: Vec<Field> = schema::preferences::fields_of(sort).copied().collect();
        for name in schema::preferences::NEEDS.iter().chain(schema.needs) {
            fields.need(&[name], &known);
        }
        fields
    }

    fn new(context: &'c Context, what: String, span: Range<usize>) -> Self {
        Self {
            context,
            what,
            span,
            values: BTreeMap::new(),
            present: Vec::new(),
            empty: Vec::new(),
            problems: Vec::new(),
            references: Vec::new(),
        }
    }

    fn read(
        &mut self,
        table: &DeTable<'_>,
        known: impl Iterator<Item = &'static Field>,
        elsewhere: impl Fn(&str, &str) -> Option<String>,
    ) {
        let known: Vec<&'static Field> = known.collect();
        for (key, value) in table {
            let name: &str = key.get_ref();
            match known.iter().find(|field| field.name == name) {
                Some(field) => {
                    self.present.push(field.name);
                    if is_empty(value.get_ref()) {
                        self.empty.push(field.name);
                    }
                    if let Some(parsed) = self.value(field, value) {
                        self.values.insert(field.name, (value.span(), parsed));
                    }
                }
                None => {
                    let wrong_kind = elsewhere(&self.what, name);
                    let help = if wrong_kind.is_some() {
                        "take it out, or change `kind`".to_owned()
                    } else {
                        suggest(name, known.iter().map(|field| field.name)).map_or_else(
                            || "take it out; what has no field of its own can stand in a `note`".to_owned(),
                            |near| format!("did you mean `{near}`?"),
                        )
                    };
                    self.problem(
                        key.span(),
                        wrong_kind.unwrap_or_else(|| format!("{} has no field `{name}`", self.what)),
                        format!("a field that {} can have", self.what),
                        Some(help),
                    );
                }
            }
        }
    }

    /// One of these fields must be there.
    fn need(&mut self, group: &[&'static str], fields: &[Field]) {
        if group.iter().any(|name| self.present.contains(name)) {
            return;
        }
        let quoted: Vec<String> = group.iter().map(|name| format!("`{name}`")).collect();
        let Some(field) = group.first().and_then(|name| fields.iter().find(|field| field.name == *name))
        else {
            return;
        };
        let message = match group {
            [_] => format!("{} is missing: {} needs it", quoted.concat(), self.what),
            _ => format!("{} are both missing: {} needs one of them", quoted.join(" and "), self.what),
        };
        let expected = match group {
            [_] => format!("{}: {}", quoted.concat(), field.help),
            _ => quoted.join(" or "),
        };
        let help = format!("add, for example: {} = {}", field.name, field.shape.example());
        self.problem(self.span.clone(), message, expected, Some(help));
    }

    /// Notes a problem.
    pub(super) fn problem(
        &mut self,
        span: Range<usize>,
        message: String,
        expected: impl Into<String>,
        help: Option<String>,
    ) {
        self.problems.push(Problem { span, message, expected: expected.into(), help });
    }

    fn wrong_shape(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) {
        let help = remedy(field, value.get_ref())
            .unwrap_or_else(|| format!("write, for example: {} = {}", field.name, field.shape.example()));
        let message = format!("`{}` is {}", field.name, kind_of(value.get_ref()));
        self.problem(value.span(), message, field.shape.expected(), Some(help));
    }

    fn refer(&mut self, field: &Field, span: Range<usize>, target: Target) {
        self.references.push(Reference { span, field: field.name, target });
    }

    fn value(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<Parsed<'c>> {
        match field.shape {
            Shape::Id => self.own_id(field, value),
            Shape::Text => self.text(field, value).map(Parsed::Text),
            Shape::TextOrNumber => match value.get_ref() {
                DeValue::Integer(number) => Some(Parsed::Text(number.to_string())),
                _ => self.text(field, value).map(Parsed::Text),
            },
            Shape::File => self.file(field, value),
            Shape::Language => self.language(field, value),
            Shape::Kind => self.one_of(field, value, Kind::NAMES).map(Parsed::Text),
            Shape::OneOf(names) => self.one_of(field, value, names).map(Parsed::Text),
            Shape::OneOrMoreOf(names) => {
                self.list(field, value, true, |fields, value| fields.one_of(field, value, names))
            }
            Shape::Texts => self.list(field, value, false, |fields, value| fields.text(field, value)),
            Shape::TextOrTexts => self.list(field, value, true, |fields, value| fields.text(field, value)),
            Shape::Number => self.number(field, value),
            Shape::Flag => match value.get_ref() {
                DeValue::Boolean(flag) => Some(Parsed::Flag(*flag)),
                _ => self.none(field, value),
            },
            Shape::When => self.when(field, value).map(Parsed::When),
            Shape::Day => self.day(field, value),
            Shape::Dates => self.dates(field, value).map(Parsed::Dates),
            Shape::Participant => {
                self.named(field, value, |id| Target::Participant(ParticipantId::new(id))).map(Parsed::Text)
            }
            Shape::Participants => self.participants(field, value, false),
            Shape::ParticipantOrList => self.participants(field, value, true),
            Shape::Draft => self.named(field, value, |id| Target::Draft(DraftId::new(id))).map(Parsed::Text),
            Shape::Act => self.named(field, value, |id| Target::Act(ActId::new(id))).map(Parsed::Text),
            Shape::Note => self.named(field, value, |id| Target::Note(NoteId::new(id))).map(Parsed::Text),
            Shape::Acts => self.list(field, value, false, |fields, value| {
                fields.named(field, value, |id| Target::Act(ActId::new(id)))
            }),
            // An empty list means something in `[[match]]` alone, and its reader sees to it.
            Shape::Clauses => self.list(field, value, false, |fields, value| fields.text(field, value)),
            Shape::Provision => {
                self.named(field, value, |id| Target::Provision(ProvisionId::new(id))).map(Parsed::Text)
            }
            Shape::Provisions => self.list(field, value, false, |fields, value| {
                fields.named(field, value, |id| Target::Provision(ProvisionId::new(id)))
            }),
            Shape::Point => self.point(field, value).map(Parsed::Text),
            Shape::Points => self.list(field, value, true, |fields, value| fields.point(field, value)),
            Shape::Length => self.length(field, value).map(Parsed::Length),
            Shape::Count => self.count(field, value).map(Parsed::Count),
            Shape::Whole => match value.get_ref() {
                DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => Some(Parsed::Whole(number)),
                    Err(_) => self.none(field, value),
                },
                _ => self.none(field, value),
            },
            Shape::Days => self.days(field, value).map(Parsed::Dates),
            Shape::Zone => self.zone(field, value).map(Parsed::Text),
            Shape::Table(schema) => match value.get_ref() {
                DeValue::Table(table) => Some(Parsed::Tables(vec![self.inner(schema, table, value.span())])),
                _ => self.none(field, value),
            },
            Shape::Tables(schema) => {
                let read =
                    |fields: &mut Self, table: &DeTable<'_>, span| Some(fields.inner(schema, table, span));
                self.tables(field, value, read).map(Parsed::Tables)
            }
            Shape::Audience => self.audience(field, value),
            Shape::Choices => self.choices(field, value),
            Shape::OwnWords => self.own_words(field, value),
            Shape::Renderings => self.renderings(field, value),
            Shape::Sources => {
                let read = |fields: &mut Self, table: &DeTable<'_>, span| fields.source(table, span);
                self.tables(field, value, read).map(Parsed::Sources)
            }
            Shape::Steps => {
                let read = |fields: &mut Self, table: &DeTable<'_>, span| fields.step(table, span);
                self.tables(field, value, read).map(Parsed::Steps)
            }
            Shape::Readings => {
                let read = |fields: &mut Self, table: &DeTable<'_>, span| fields.reading(table, span);
                self.tables(field, value, read).map(Parsed::Readings)
            }
        }
    }

    fn none<T>(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<T> {
        self.wrong_shape(field, value);
        None
    }

    fn text(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let DeValue::String(text) = value.get_ref() else { return self.none(field, value) };
        if text.trim().is_empty() {
            let help = match field.shape {
                Shape::Id => format!("write, for example: {} = {}", field.name, field.shape.example()),
                _ => format!("write it, or leave `{}` out", field.name),
            };
            let help = Some(help);
            self.problem(value.span(), format!("`{}` is empty", field.name), field.shape.expected(), help);
            return None;
        }
        Some(text.clone().into_owned())
    }

    fn own_id(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<Parsed<'c>> {
        let id = self.text(field, value)?;
        if id.trim() != id || id.chars().any(char::is_control) {
            let message =
                format!("`{}` begins or ends with a space, or has a line break or tab in it", field.name);
            let help = Some(format!(
                "write {} = \"{}\"",
                field.name,
                id.split_whitespace().collect::<Vec<_>>().join("-")
            ));
            self.problem(value.span(), message, field.shape.expected(), help);
            return None;
        }
        Some(Parsed::Text(id))
    }

    fn file(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<Parsed<'c>> {
        let path = self.text(field, value)?;
        if !value::stays_below(&path) {
            let message = format!("`{}` leads out of the case folder: \u{201c}{path}\u{201d}", field.name);
            let help = "copy the file into the folder `drafts` of the case and write file = \"drafts/…\"";
            self.problem(value.span(), message, field.shape.expected(), Some(help.to_owned()));
            return None;
        }
        Some(Parsed::Text(path))
    }

    fn language(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<Parsed<'c>> {
        let tag = self.text(field, value)?;
        if !value::is_language(&tag) {
            let message = format!("`{}` is \u{201c}{tag}\u{201d}, which is not a language tag", field.name);
            let help = "write the short tag: \"en\" for English, \"ar\" for Arabic, \"fr\" for French";
            self.problem(value.span(), message, field.shape.expected(), Some(help.to_owned()));
            return None;
        }
        Some(Parsed::Text(tag))
    }

    fn one_of(
        &mut self,
        field: &Field,
        value: &Spanned<DeValue<'_>>,
        names: &[&'static str],
    ) -> Option<String> {
        let name = self.text(field, value)?;
        if names.contains(&name.as_str()) {
            return Some(name);
        }
        let help = suggest(&name, names.iter().copied()).map(|near| format!("did you mean \"{near}\"?"));
        let message = format!("`{}` cannot be \u{201c}{name}\u{201d}", field.name);
        self.problem(value.span(), message, field.shape.expected(), help);
        None
    }

    fn number(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<Parsed<'c>> {
        let (written, decimal) = match value.get_ref() {
            DeValue::Integer(number) => (number.to_string(), number.radix() == 10),
            DeValue::Float(number) => (number.as_str().to_owned(), true),
            _ => return self.none(field, value),
        };
        match Decimal::new(&written).filter(|_| decimal) {
            Some(number) => Some(Parsed::Number(number)),
            None => {
                let message = format!(
                    "`{}` is {written}, which is not a number that can be counted or measured",
                    field.name
                );
                let help = Some("write the figure in decimal digits: 40000, or 12.5".to_owned());
                self.problem(value.span(), message, field.shape.expected(), help);
                None
            }
        }
    }

    fn when(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<When> {
        let DeValue::Datetime(written) = value.get_ref() else { return self.none(field, value) };
        match value::when(written) {
            Ok(when) => Some(when),
            Err(wrong) => {
                let message = format!("`{}` {wrong}: {written}", field.name);
                let help = Some(format!("write, for example: {} = 2031-03-05", field.name));
                self.problem(value.span(), message, field.shape.expected(), help);
                None
            }
        }
    }

    fn day(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<Parsed<'c>> {
        let when = self.when(field, value)?;
        if when.time().is_some() {
            let message = format!("`{}` has a time of day", field.name);
            let help = Some(match field.shape {
                Shape::Days => format!("write {}", when.date()),
                _ => format!("write {} = {}", field.name, when.date()),
            });
            self.problem(value.span(), message, field.shape.expected(), help);
            return None;
        }
        Some(Parsed::When(when))
    }

    fn dates(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<Vec<Dated>> {
        if !value.get_ref().is_array() {
            return self.when(field, value).map(|when| vec![Dated { when, source: None }]);
        }
        let mut dates = self.tables(field, value, |fields, table, span| fields.dated(table, span))?;
        if is_empty(value.get_ref()) {
            let help = Some(format!("write, for example: {} = 2031-03-05", field.name));
            self.problem(
                value.span(),
                format!("`{}` is an empty list", field.name),
                field.shape.expected(),
                help,
            );
            return None;
        }
        let zone = &self.context.zone;
        dates.sort_by(|a, b| a.when.compare(&b.when, zone).then_with(|| a.source.cmp(&b.source)));
        if let Some(twice) = dates.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone()) {
            let message = format!("`{}` has the date {} twice from the same source", field.name, twice.when);
            self.problem(
                value.span(),
                message,
                "each date once for each source",
                Some("take one out".to_owned()),
            );
            return None;
        }
        Some(dates)
    }

    fn named(
        &mut self,
        field: &Field,
        value: &Spanned<DeValue<'_>>,
        target: impl FnOnce(&str) -> Target,
    ) -> Option<String> {
        let id = self.text(field, value)?;
        self.refer(field, value.span(), target(&id));
        Some(id)
    }

    /// A list whose entries are read one by one; with `or_one`, an entry alone will do.
    fn list(
        &mut self,
        field: &Field,
        value: &Spanned<DeValue<'_>>,
        or_one: bool,
        mut read: impl FnMut(&mut Self, &Spanned<DeValue<'_>>) -> Option<String>,
    ) -> Option<Parsed<'c>> {
        let DeValue::Array(entries) = value.get_ref() else {
            if or_one {
                return read(self, value).map(|entry| Parsed::Texts(vec![(entry, value.span())]));
            }
            return self.none(field, value);
        };
        let mut list: Vec<(String, Range<usize>)> = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some(text) = read(self, entry) else { continue };
            if list.iter().any(|(earlier, _)| *earlier == text) {
                self.twice(field, entry.span(), &text);
            } else {
                list.push((text, entry.span()));
            }
        }
        Some(Parsed::Texts(list))
    }

    fn twice(&mut self, field: &Field, span: Range<usize>, name: &str) {
        let message = format!("`{}` has \u{201c}{name}\u{201d} twice", field.name);
        self.problem(span, message, "each name once", Some("take one out".to_owned()));
    }

    fn participants(
        &mut self,
        field: &Field,
        value: &Spanned<DeValue<'_>>,
        or_one: bool,
    ) -> Option<Parsed<'c>> {
        let parsed = self.list(field, value, or_one, |fields, value| {
            fields.named(field, value, |id| Target::Participant(ParticipantId::new(id)))
        })?;
        self.not_empty(field, value, parsed)
    }

    fn not_empty(
        &mut self,
        field: &Field,
        value: &Spanned<DeValue<'_>>,
        parsed: Parsed<'c>,
    ) -> Option<Parsed<'c>> {
        let empty = is_empty(value.get_ref());
        if empty {
            let help = Some(format!("name somebody, or leave `{}` out", field.name));
            self.problem(
                value.span(),
                format!("`{}` is an empty list", field.name),
                field.shape.expected(),
                help,
            );
        }
        (!empty).then_some(parsed)
    }

    fn audience(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<Parsed<'c>> {
        let Parsed::Texts(names) =
            self.list(field, value, false, |fields, value| fields.text(field, value))?
        else {
            return None;
        };
        let mut audience = Vec::with_capacity(names.len());
        for (name, span) in names {
            let known = &self.context.names;
            let (name, target) = match name.as_str() {
                "public" => (AudienceName::Public, None),
                "team" => (AudienceName::Team, None),
                id if known.sets.contains(id) && !known.participants.contains(id) => {
                    let id = AudienceId::new(id);
                    (AudienceName::Set(id.clone()), Some(Target::Set(id)))
                }
                // A name that the case does not have is nobody's, and is told as a reference that leads nowhere: what a
                // reader sees must not depend on whether the entry of somebody hidden from them is there.
                id => {
                    let id = ParticipantId::new(id);
                    (AudienceName::Participant(id.clone()), Some(Target::Participant(id)))
                }
            };
            audience.push(name);
            if let Some(target) = target {
                self.refer(field, span, target);
            }
        }
        if is_empty(value.get_ref()) {
            let help = Some(format!("write {} = [\"team\"] where only the team may see it", field.name));
            self.problem(
                value.span(),
                format!("`{}` is an empty list", field.name),
                field.shape.expected(),
                help,
            );
            return None;
        }
        Some(Parsed::Audience(Audience(audience)))
    }

    fn choices(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<Parsed<'c>> {
        let DeValue::Array(entries) = value.get_ref() else { return self.none(field, value) };
        let mut choices = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some(text) = self.text(field, entry) else { continue };
            match value::choice(&text) {
                Some(choice) => choices.push(choice),
                None => {
                    let message =
                        format!("`{}` has \u{201c}{text}\u{201d}, which names no alternative", field.name);
                    let expected = "the chosen words, \"#1\" for the first alternative, \"in\" or \"out\"";
                    let help = Some("alternatives are counted from 1: \"#1\", \"#2\"".to_owned());
                    self.problem(entry.span(), message, expected, help);
                }
            }
        }
        Some(Parsed::Choices(choices))
    }

    fn own_words(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<Parsed<'c>> {
        let DeValue::Table(table) = value.get_ref() else { return self.none(field, value) };
        let mut words = BTreeMap::new();
        for (participant, word) in table {
            let id = ParticipantId::new(participant.get_ref().as_ref());
            self.refer(field, participant.span(), Target::Participant(id.clone()));
            if let Some(word) = self.text(field, word) {
                words.insert(id, word);
            }
        }
        Some(Parsed::OwnWords(words))
    }

    fn renderings(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<Parsed<'c>> {
        let DeValue::Table(table) = value.get_ref() else { return self.none(field, value) };
        let mut renderings = BTreeMap::new();
        for (tag, forms) in table {
            let name: &str = tag.get_ref();
            if !value::is_language(name) {
                let message =
                    format!("`{}` has \u{201c}{name}\u{201d}, which is not a language tag", field.name);
                let help = format!("write, for example: {} = {}", field.name, field.shape.example());
                self.problem(tag.span(), message, field.shape.expected(), Some(help));
                continue;
            }
            let read = self.list(field, forms, true, |fields, value| fields.text(field, value));
            if let Some(Parsed::Texts(forms)) = read {
                renderings.insert(name.to_owned(), forms.into_iter().map(|(form, _)| form).collect());
            }
        }
        Some(Parsed::Renderings(renderings))
    }

    /// A list of tables, each read by `read`.
    fn tables<T>(
        &mut self,
        field: &Field,
        value: &Spanned<DeValue<'_>>,
        mut read: impl FnMut(&mut Self, &DeTable<'_>, Range<usize>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let DeValue::Array(entries) = value.get_ref() else { return self.none(field, value) };
        let mut list = Vec::with_capacity(entries.len());
        for entry in entries {
            match entry.get_ref() {
                DeValue::Table(table) => list.extend(read(self, table, entry.span())),
                other => {
                    let message = format!("`{}` has {} in its list", field.name, kind_of(other));
                    let help = match (field.shape, other) {
                        (Shape::Dates, DeValue::Datetime(date)) => {
                            format!("write {{ date = {date}, source = \"who says so\" }}")
                        }
                        _ => format!("write, for example: {} = {}", field.name, field.shape.example()),
                    };
                    let help = Some(help);
                    self.problem(entry.span(), message, field.shape.expected(), help);
                }
            }
        }
        Some(list)
    }

    /// Whether a field is there, readable or not.
    pub(super) fn has(&self, name: &str) -> bool {
        self.present.contains(&name)
    }

    /// Where the value of a field stands, if it could be read; also after it was taken.
    pub(super) fn span_of(&self, name: &str) -> Option<Range<usize>> {
        self.values.get(name).map(|(span, _)| span.clone())
    }

    /// The flag in a field that is not taken yet.
    pub(super) fn peek_flag(&self, name: &str) -> Option<bool> {
        match self.values.get(name)?.1 {
            Parsed::Flag(flag) => Some(flag),
            _ => None,
        }
    }

    /// The text in a field that is not taken yet.
    pub(super) fn peek_text(&self, name: &str) -> Option<&str> {
        match &self.values.get(name)?.1 {
            Parsed::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts in a field that are not taken yet.
    pub(super) fn peek_texts(&self, name: &str) -> impl Iterator<Item = &str> {
        let texts: &[(String, Range<usize>)] = match self.values.get(name) {
            Some((_, Parsed::Texts(texts))) => texts,
            _ => &[],
        };
        texts.iter().map(|(text, _)| text.as_str())
    }

    /// The dates in a field that are not taken yet, earliest first.
    pub(super) fn peek_dates(&self, name: &str) -> &[Dated] {
        match self.values.get(name) {
            Some((_, Parsed::Dates(dates))) => dates,
            _ => &[],
        }
    }

    /// Whether a field is a list without entries.
    pub(super) fn is_empty_list(&self, name: &str) -> bool {
        self.empty.contains(&name)
    }

    /// A problem of two fields that do not go together, at the one named.
    pub(super) fn conflict(&mut self, at: &str, message: &str, expected: &str, help: &str) {
        let span = self.span_of(at).unwrap_or_else(|| self.span.clone());
        self.problem(span, message.to_owned(), expected, Some(help.to_owned()));
    }

    /// Notes a reference that only the item as a whole makes.
    pub(super) fn refer_to(&mut self, field: &'static str, span: Range<usize>, target: Target) {
        self.references.push(Reference { span, field, target });
    }

    /// The item, if it could be made and nothing was wrong; otherwise every problem in the order of the file.
    pub(super) fn finish<T>(mut self, item: Option<T>) -> Result<super::Read<T>, Vec<Problem>> {
        self.references.sort_by_key(|reference| reference.span.start);
        self.problems.sort_by_key(|problem| problem.span.start);
        match item {
            Some(item) if self.problems.is_empty() => Ok(super::Read { item, references: self.references }),
            Some(_) => Err(self.problems),
            None => {
                // Whatever keeps an item from being made has been noted; this holds even if that were wrong.
                if self.problems.is_empty() {
                    let message = format!("{} cannot be read", self.what);
                    self.problem(self.span.clone(), message, "the fields that it needs", None);
                }
                Err(self.problems)
            }
        }
    }
}

fn is_empty(value: &DeValue<'_>) -> bool {
    value.as_array().is_some_and(|entries| entries.is_empty())
}
