//! Assessments of a party's wishes.

use std::ops::Range;

use toml::de::DeTable;

use super::fields::Fields;
use super::value::choice;
use super::{Context, Problem, Read, Target};
use crate::act::Choice;
use crate::audience::Audience;
use crate::ids::{AssessmentId, DraftId, ParticipantId};
use crate::preferences::{Amount, Assessment, Chosen, Content, Sort};

/// Reads an assessment under the heading of this sort.
///
/// # Errors
/// Everything that is wrong with it.
pub fn assessment(
    sort: Sort,
    table: &DeTable<'_>,
    span: Range<usize>,
    context: &Context,
) -> Result<Read<Assessment>, Vec<Problem>> {
    let mut fields = Fields::assessment(context, sort, table, span);
    let draft = fields.take_text("draft").map(DraftId::new);
    let content = content(&mut fields, sort, draft.as_ref());
    let item = content.zip(draft).and_then(|(content, draft)| make(&mut fields, draft, content));
    fields.finish(item)
}

fn make(fields: &mut Fields<'_>, draft: DraftId, content: Content) -> Option<Assessment> {
    let on = fields.take_dates("on");
    let known = fields.take_when("known").or_else(|| on.first().map(|dated| dated.when))?;
    Some(Assessment {
        id: AssessmentId::new(fields.take_text("id")?),
        party: ParticipantId::new(fields.take_text("party")?),
        by: fields.take_participants("by"),
        on,
        known,
        draft,
        audience: fields.take_audience("audience").unwrap_or_else(Audience::team),
        sources: fields.take_sources(),
        note: fields.take_text("note"),
        content,
    })
}

fn content(fields: &mut Fields<'_>, sort: Sort, draft: Option<&DraftId>) -> Option<Content> {
    Some(match sort {
        Sort::Prefers => {
            let (better, worse) = (options(fields, "better", draft), options(fields, "worse", draft));
            Content::Prefers {
                better: better?,
                worse: worse?,
                may_tie: fields.take_flag("may_tie").unwrap_or(false),
                reading: fields.take_one_of("reading")?,
            }
        }
        Sort::Extremes => {
            let (worst, best) = (options(fields, "worst", draft), options(fields, "best", draft));
            Content::Extremes { worst: worst?.pop()?, best: best?.pop()? }
        }
        Sort::Share => {
            let (from, to) = (options(fields, "from", draft), options(fields, "to", draft));
            let (low, high) = (amount(fields, "low", true), amount(fields, "high", true));
            in_order(fields, low, high);
            Content::Share { from: from?, to: to?, low: low?, high: high? }
        }
        Sort::Ratio => {
            let (from, to) = (options(fields, "from", draft), options(fields, "to", draft));
            let (than_from, than_to) =
                (options(fields, "than_from", draft), options(fields, "than_to", draft));
            let (low, high) = (amount(fields, "low", false), amount(fields, "high", false));
            in_order(fields, low, high);
            Content::Ratio { from: from?, to: to?, than_from: than_from?, than_to: than_to?, low: low?, high }
        }
        Sort::RedLine => Content::RedLine(options(fields, "options", draft)?),
        Sort::Reservation => Content::Reservation {
            options: options(fields, "options", draft)?,
            acceptable: fields.take_flag("acceptable")?,
        },
    })
}

/// The options in a field, each with its clause as a reference.
fn options(fields: &mut Fields<'_>, name: &'static str, draft: Option<&DraftId>) -> Option<Vec<Chosen>> {
    if fields.is_empty_list(name) {
        let message = format!("`{name}` is an empty list");
        fields.conflict(
            name,
            &message,
            "at least one option",
            "write, for example: [{ clause = \"2\", option = \"shall\" }]",
        );
    }
    let mut clauses = Vec::new();
    let options = fields.take_each(name, |inner| {
        let place = inner.span_of("clause");
        let clause = inner.take_text("clause")?;
        clauses.extend(place.map(|place| (clause.clone(), place)));
        Some(Chosen {
            clause,
            point: inner.take_count("point").and_then(|point| u32::try_from(point).ok()),
            option: option(inner)?,
        })
    });
    for (name, place) in clauses {
        if let Some(draft) = draft {
            fields.refer_to("clause", place, Target::Clause { draft: draft.clone(), name });
        }
    }
    (!options.is_empty()).then_some(options)
}

fn option(inner: &mut Fields<'_>) -> Option<Choice> {
    let text = inner.take_text("option")?;
    let option = choice(&text);
    if option.is_none() {
        let message = format!("`option` is \u{201c}{text}\u{201d}, and alternatives are counted from 1");
        inner.conflict(
            "option",
            &message,
            "the words of the option, or \"#1\" for the first alternative",
            "write, for example: option = \"#1\"",
        );
    }
    option
}

/// An amount that is not below zero; a share is not above one, either.
fn amount(fields: &mut Fields<'_>, name: &str, is_share: bool) -> Option<Amount> {
    let number = fields.take_number(name)?;
    let amount = Amount::parse(number.as_str())
        .filter(|amount| !is_share || amount.at_most(Amount { parts: 1, of: 1 }));
    if amount.is_none() {
        let message = format!("`{name}` is {}", number.as_str());
        let expected = match is_share {
            true => "a share from 0 to 1, in at most six decimal places",
            false => "a number that is not below zero, in at most nine digits",
        };
        fields.conflict(name, &message, expected, &format!("write, for example: {name} = 0.25"));
    }
    amount
}

fn in_order(fields: &mut Fields<'_>, low: Option<Amount>, high: Option<Amount>) {
    let (Some(low), Some(high)) = (low, high) else { return };
    if !low.at_most(high) {
        let message = format!("`low` is {low}, which is more than `high`, {high}");
        fields.conflict(
            "low",
            &message,
            "the lower end first",
            "exchange the two, or write the same in both",
        );
    }
}
