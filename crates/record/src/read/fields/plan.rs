//! Values that only entries of a plan have: points, lengths of time, counts, and groups of fields.

use std::ops::Range;

use jiff::tz::TimeZone;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::{Target, suggest};
use super::{Fields, Parsed};
use crate::act::Dated;
use crate::plan::time::{Length, Point};
use crate::schema::{Field, ItemSchema};

impl<'c> Fields<'c> {
    /// A group of fields in braces. Its problems so far, and its references, are this table's.
    pub(super) fn inner(
        &mut self,
        schema: &'static ItemSchema,
        table: &DeTable<'_>,
        span: Range<usize>,
    ) -> Fields<'c> {
        let mut inner = Fields::item(self.context, schema, table, span);
        self.problems.append(&mut inner.problems);
        self.references.append(&mut inner.references);
        inner
    }

    pub(super) fn point(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<String> {
        self.named(field, value, |text| Target::Point(Point::parse(text)))
    }

    pub(super) fn length(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<Length> {
        let text = self.text(field, value)?;
        match text.parse() {
            Ok(length) => Some(length),
            Err(wrong) => {
                let message = format!("`{}` is \u{201c}{text}\u{201d}, which {wrong}", field.name);
                let help = "write a number and a unit: \"48 hours\", \"7 days\", \"10 working days\", \"6 weeks\", \"2 months\"";
                self.problem(value.span(), message, field.shape.expected(), Some(help.to_owned()));
                None
            }
        }
    }

    pub(super) fn count(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<u64> {
        let DeValue::Integer(written) = value.get_ref() else { return self.none(field, value) };
        // A number above what a signed number can hold is no count of anything, and sums of counts stay within bounds.
        match u64::from_str_radix(written.as_str(), written.radix()) {
            Ok(number) if number > 0 && number <= u64::from(u32::MAX) => Some(number),
            _ => {
                let message = format!("`{}` is {written}", field.name);
                let help = Some(format!("write a whole number from 1 to {}", u32::MAX));
                self.problem(value.span(), message, field.shape.expected(), help);
                None
            }
        }
    }

    pub(super) fn days(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<Vec<Dated>> {
        let DeValue::Array(entries) = value.get_ref() else { return self.none(field, value) };
        let mut days = Vec::with_capacity(entries.len());
        for entry in entries {
            if let Some(Parsed::When(when)) = self.day(field, entry) {
                days.push(Dated { when, source: None });
            }
        }
        Some(days)
    }

    pub(super) fn zone(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let name = self.text(field, value)?;
        if TimeZone::get(&name).is_ok() {
            return Some(name);
        }
        let message = format!("`{}` is \u{201c}{name}\u{201d}, which is not a time zone", field.name);
        let known: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
        let help = Some(suggest(&name, known.iter().map(String::as_str)).map_or_else(
            || "write its name in the tz database: \"Africa/Cairo\", \"UTC\"".to_owned(),
            |near| format!("did you mean \"{near}\"?"),
        ));
        self.problem(value.span(), message, field.shape.expected(), help);
        None
    }

    /// Takes a group of fields out; what is wrong with it is told with the item.
    pub(in crate::read) fn take_inner<T>(
        &mut self,
        name: &str,
        make: impl FnMut(&mut Fields<'c>) -> Option<T>,
    ) -> Option<T> {
        self.take_each(name, make).pop()
    }

    /// Takes each of a list of groups out.
    pub(in crate::read) fn take_each<T>(
        &mut self,
        name: &str,
        mut make: impl FnMut(&mut Fields<'c>) -> Option<T>,
    ) -> Vec<T> {
        let groups = match self.values.get_mut(name) {
            Some((_, Parsed::Tables(groups))) => std::mem::take(groups),
            _ => Vec::new(),
        };
        let mut made = Vec::with_capacity(groups.len());
        for mut group in groups {
            made.extend(make(&mut group));
            self.problems.append(&mut group.problems);
        }
        made
    }

    /// The length in a field.
    pub(in crate::read) fn take_length(&self, name: &str) -> Option<Length> {
        match self.values.get(name)?.1 {
            Parsed::Length(length) => Some(length),
            _ => None,
        }
    }

    /// The count in a field.
    pub(in crate::read) fn take_count(&self, name: &str) -> Option<u64> {
        match self.values.get(name)?.1 {
            Parsed::Count(count) => Some(count),
            _ => None,
        }
    }

    /// The whole number in a field.
    pub(in crate::read) fn take_whole(&self, name: &str) -> Option<i64> {
        match self.values.get(name)?.1 {
            Parsed::Whole(number) => Some(number),
            _ => None,
        }
    }
}
