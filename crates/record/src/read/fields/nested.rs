//! Tables within an item: sources, dates with their sources, next steps, readings of brackets.

use std::ops::Range;

use toml::de::DeTable;

use super::super::value;
use super::Fields;
use crate::act::{Dated, NextStep};
use crate::entry::Reading;
use crate::ids::ParticipantId;
use crate::schema::{self, ItemSchema};
use crate::source::{Identity, Source};

impl Fields<'_> {
    /// Reads a table within this one; its problems and references are this one's.
    fn within<T>(
        &mut self,
        schema: &'static ItemSchema,
        table: &DeTable<'_>,
        span: Range<usize>,
        make: impl FnOnce(&mut Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        let mut inner = Fields::item(self.context, schema, table, span);
        let made = make(&mut inner);
        let whole = inner.problems.is_empty();
        self.problems.append(&mut inner.problems);
        self.references.append(&mut inner.references);
        made.filter(|_| whole)
    }

    pub(super) fn source(&mut self, table: &DeTable<'_>, span: Range<usize>) -> Option<Source> {
        self.within(&schema::SOURCE, table, span, |fields| {
            let audience = fields.take_audience("identity_audience");
            if !fields.has("identity")
                && let Some(span) = fields.span_of("identity_audience")
            {
                fields.problem(
                    span,
                    "`identity_audience` is there without `identity`".to_owned(),
                    "both, or `identity` alone, which is then for the team only",
                    Some("add `identity`, or take `identity_audience` out".to_owned()),
                );
            }
            Some(Source {
                kind: fields.take_one_of("kind")?,
                who: fields.take_text("who")?,
                reference: fields.take_text("ref")?,
                date: fields.take_when("date").map(|when| when.date()),
                identity: fields
                    .take_text("identity")
                    .map(|name| Identity { name, audience: audience.unwrap_or_default() }),
            })
        })
    }

    pub(super) fn dated(&mut self, table: &DeTable<'_>, span: Range<usize>) -> Option<Dated> {
        self.within(&schema::DATED, table, span, |fields| {
            Some(Dated { when: fields.take_when("date")?, source: fields.take_text("source") })
        })
    }

    pub(super) fn step(&mut self, table: &DeTable<'_>, span: Range<usize>) -> Option<NextStep> {
        self.within(&schema::STEP, table, span, |fields| {
            Some(NextStep {
                what: fields.take_text("what")?,
                on: fields.take_when("on"),
                owner: fields.take_text("owner").map(ParticipantId::new),
            })
        })
    }

    pub(super) fn reading(&mut self, table: &DeTable<'_>, span: Range<usize>) -> Option<Reading> {
        self.within(&schema::READING, table, span, |fields| {
            let (at, at_span) = (fields.take_text("at")?, fields.span_of("at").unwrap_or_default());
            let Some((line, column)) = value::place(&at) else {
                fields.problem(
                    at_span,
                    format!("`at` is \u{201c}{at}\u{201d}, which is not a place"),
                    "line and column of the bracket, counted from 1",
                    Some("write, for example: at = \"12:5\"".to_owned()),
                );
                return None;
            };
            Some(Reading { line, column, read_as: fields.take_one_of("as")? })
        })
    }
}
