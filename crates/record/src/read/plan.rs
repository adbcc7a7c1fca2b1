//! Entries of a plan.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Weekday;
use toml::de::DeTable;

use super::fields::Fields;
use super::item::clauses_of;
use super::{Context, Problem, Read};
use crate::act::Anchor;
use crate::audience::Audience;
use crate::ids::{DraftId, ParticipantId, ProvisionId};
use crate::plan::phases::{Event, Extension, Phase, Takes};
use crate::plan::remedies::{DisputeClause, DisputeStep, Power};
use crate::plan::time::{Calendar, Deadline, Length, Point, Trigger};
use crate::plan::{
    Batch, Content, Guarantee, Key, List, Lot, Obligation, Owned, Person, Provision, Quantity, Side, Sort,
    Value, Vetting,
};
use crate::schema::plan::WEEKDAYS;

/// Reads an entry of a plan under the heading of this sort.
///
/// # Errors
/// Everything that is wrong with it.
pub fn provision(
    sort: Sort,
    table: &DeTable<'_>,
    span: Range<usize>,
    context: &Context,
) -> Result<Read<Provision>, Vec<Problem>> {
    let mut fields = Fields::provision(context, sort, table, span);
    check_header(&mut fields);
    check_own_id(&mut fields);
    if sort == Sort::Obligation && fields.has("unit") && !fields.has("quantity") {
        fields.conflict(
            "unit",
            "`unit` is there without `quantity`",
            "`quantity`: how much",
            "add `quantity`",
        );
    }
    if fields.is_empty_list("lots") {
        fields.conflict(
            "lots",
            "`lots` is an empty list",
            "how many are exchanged under which key",
            "write, for example: lots = [{ key = \"workers\", gives = 3 }]",
        );
    }
    if matches!(sort, Sort::Value | Sort::Guarantee) {
        check_range(&mut fields, sort);
    }
    if sort == Sort::Owned && fields.has("audience") {
        fields.conflict(
            "audience",
            "a mark of an owned finding has no `audience`: those who own it decide",
            "`shown_to`: to whom its owners let it be shown",
            "write shown_to in its place, or take `audience` out",
        );
    }
    let content = content(&mut fields, sort);
    if let Some(content) = &content {
        check_dates(&mut fields, content, context);
    }
    let item = content.and_then(|content| make_provision(&mut fields, content));
    fields.finish(item)
}

/// Fields of the header that say something only beside others.
fn check_header(fields: &mut Fields<'_>) {
    for (name, other, why) in [
        ("clauses", "draft", "the draft whose clauses they are"),
        ("choice", "clauses", "at whose open points"),
    ] {
        if fields.has(name) && !fields.has(other) {
            let message = format!("`{name}` is there without `{other}`");
            let help = format!("add `{other}`, or take `{name}` out");
            fields.conflict(name, &message, &format!("`{other}`: {why}"), &help);
        }
    }
    if fields.has("draft") && !fields.has("clauses") {
        fields.conflict(
            "draft",
            "`draft` is there without `clauses`: an entry of a plan is tied to the words that it was read from",
            "`clauses`: where the words stand",
            "add, for example: clauses = [\"3\"]; or take `draft` out where no clause says it",
        );
    }
    if fields.is_empty_list("clauses") {
        fields.conflict(
            "clauses",
            "`clauses` is an empty list",
            "a list of clauses by their labels",
            "name the clauses, or leave `draft` and `clauses` out where no clause says it",
        );
    }
}

/// An id that ends like the end of a phase could not be told from one.
fn check_own_id(fields: &mut Fields<'_>) {
    let Some(id) = fields.peek_text("id").map(str::to_owned) else { return };
    if let Some(phase) = id.strip_suffix(".end") {
        fields.conflict(
            "id",
            &format!(
                "`id` is \u{201c}{id}\u{201d}, which means the end of the phase \u{201c}{phase}\u{201d}"
            ),
            "an id that does not end in \".end\"",
            &format!("write, for example: id = \"{phase}-end\""),
        );
    }
}

/// What may not be done before a date is not due before it.
fn check_dates(fields: &mut Fields<'_>, content: &Content, context: &Context) {
    let (from, due) = match content {
        Content::Event(event) => (&event.from, &event.due),
        Content::Obligation(obligation) => (&obligation.from, &obligation.due),
        Content::Batch(batch) => (&batch.from, &batch.due),
        _ => return,
    };
    let (Some(Trigger::Date(from)), Some(Trigger::Date(due))) =
        (from.as_ref().map(|from| &from.trigger), due.as_ref().map(|due| &due.trigger))
    else {
        return;
    };
    if due.ends(&context.zone) < from.starts(&context.zone) {
        let message = format!("`due` is {due}, before `from`, {from}");
        fields.conflict("due", &message, "`due` not before `from`", "correct one of the two dates");
    }
}

/// The lower end of a range is not above its upper end; what is forfeited is no gain.
fn check_range(fields: &mut Fields<'_>, sort: Sort) {
    let (Some(low), Some(high)) = (fields.take_whole("low"), fields.take_whole("high")) else { return };
    if low > high {
        let message = format!("`low` is {low}, which is more than `high`, {high}");
        fields.conflict(
            "low",
            &message,
            "the lower end first",
            "exchange the two, or write the same in both",
        );
    }
    if sort == Sort::Guarantee && low < 0 {
        let message = format!("`low` is {low}: what somebody forfeits is not below zero");
        fields.conflict("low", &message, "zero, or more", "write how much would be forfeited");
    }
}

fn make_provision(fields: &mut Fields<'_>, content: Content) -> Option<Provision> {
    let on = fields.take_dates("on");
    let known = fields.take_when("known").or_else(|| on.first().map(|dated| dated.when))?;
    let draft = fields.take_text("draft");
    let clauses = clauses_of(fields, "clauses", draft.as_deref());
    Some(Provision {
        id: ProvisionId::new(fields.take_text("id")?),
        title: fields.take_text("title"),
        by: fields.take_participants("by"),
        on,
        known,
        anchor: draft.map(|draft| Anchor { draft: DraftId::new(draft), clauses }),
        choice: fields.take_choices("choice"),
        audience: fields.take_audience("audience").unwrap_or_else(Audience::team),
        sources: fields.take_sources(),
        note: fields.take_text("note"),
        content,
    })
}

fn content(fields: &mut Fields<'_>, sort: Sort) -> Option<Content> {
    Some(match sort {
        Sort::Event => Content::Event(Event {
            actors: fields.take_participants("actors"),
            needs: points(fields, "needs"),
            expected: fields.take_when("expected"),
            from: deadline(fields, "from"),
            due: deadline(fields, "due"),
            takes: takes(fields),
        }),
        Sort::Phase => Content::Phase(Phase {
            follows: provision_id(fields, "follows"),
            gate: points(fields, "gate"),
            due: deadline(fields, "due"),
            length: length(fields, "length"),
            extension: fields.take_inner("extension", |inner| {
                Some(Extension {
                    by: inner.take_participants("by"),
                    length: length(inner, "length"),
                    times: inner.take_count("times").and_then(|times| u32::try_from(times).ok()),
                    until: point(inner, "until"),
                })
            }),
            otherwise: fields.take_text("otherwise"),
            snapback: fields.take_text("snapback"),
        }),
        Sort::Obligation => Content::Obligation(obligation(fields)?),
        Sort::Power => Content::Power(Power {
            holder: fields.take_participants("holder"),
            over: provisions(fields, "over"),
            when: points(fields, "when"),
            notice: length(fields, "notice"),
            due: deadline(fields, "due"),
            kind: fields.take_one_of("power")?,
        }),
        Sort::Key => {
            let (gives, returns) = (side(fields, "gives"), side(fields, "returns"));
            Content::Key(Key { gives: gives?, returns: returns? })
        }
        Sort::Batch => Content::Batch(batch(fields)),
        Sort::List => Content::List(list(fields)),
        Sort::Dispute => Content::Dispute(DisputeClause {
            over: provisions(fields, "over"),
            notify: fields.take_participants("notify"),
            steps: fields.take_each("steps", |inner| {
                Some(DisputeStep {
                    who: inner.take_participants("who"),
                    does: inner.take_text("does")?,
                    within: length(inner, "within"),
                })
            }),
        }),
        Sort::Calendar => Content::Calendar(Calendar {
            rest: fields.take_texts("rest").iter().filter_map(|day| weekday(day)).collect(),
            holidays: fields.take_dates("holidays").iter().map(|dated| dated.when.date()).collect(),
            zone: fields.take_text("zone"),
        }),
        Sort::Value => Content::Value(Value {
            step: provision_id(fields, "step")?,
            half: fields.take_one_of("half"),
            to: ParticipantId::new(fields.take_text("to")?),
            low: fields.take_whole("low")?,
            high: fields.take_whole("high")?,
        }),
        Sort::Guarantee => Content::Guarantee(Guarantee {
            party: ParticipantId::new(fields.take_text("party")?),
            given_by: fields.take_participants("given_by"),
            low: fields.take_whole("low")?,
            high: fields.take_whole("high")?,
            until: provision_id(fields, "until"),
        }),
        Sort::Owned => Content::Owned(Owned {
            check: fields.take_one_of("check")?,
            of: provision_id(fields, "of")?,
            owner: fields.take_participants("owner"),
            reason: fields.take_text("reason")?,
            shown_to: fields.take_audience("shown_to").unwrap_or_default(),
        }),
    })
}

fn obligation(fields: &mut Fields<'_>) -> Option<Obligation> {
    let unit = fields.take_text("unit");
    Some(Obligation {
        debtor: fields.take_participants("debtor"),
        creditor: fields.take_participants("creditor"),
        modality: fields.take_one_of("modality").unwrap_or_default(),
        action: fields.take_text("action"),
        quantity: fields.take_count("quantity").map(|number| Quantity { number, unit }),
        phase: provision_id(fields, "phase"),
        when: points(fields, "when"),
        unless: points(fields, "unless"),
        from: deadline(fields, "from"),
        due: deadline(fields, "due"),
        takes: takes(fields),
        verifier: fields.take_participants("verifier"),
        evidence: fields.take_text("evidence"),
        on_breach: fields.take_text("on_breach"),
        powers: provisions(fields, "powers"),
        uses: provisions(fields, "uses"),
        // Last, so that whatever is wrong with the others is told, too.
        does: fields.take_text("does")?,
    })
}

fn batch(fields: &mut Fields<'_>) -> Batch {
    Batch {
        lots: fields.take_each("lots", |inner| {
            Some(Lot {
                key: provision_id(inner, "key")?,
                gives: inner.take_count("gives")?,
                returns: inner.take_count("returns"),
            })
        }),
        phase: provision_id(fields, "phase"),
        after: points(fields, "after"),
        from: deadline(fields, "from"),
        due: deadline(fields, "due"),
        at_once: fields.take_flag("at_once").unwrap_or(false),
        verifier: fields.take_participants("verifier"),
    }
}

fn list(fields: &mut Fields<'_>) -> List {
    let mut ids = BTreeSet::new();
    List {
        key: provision_id(fields, "key"),
        proposer: fields.take_text("proposer").map(ParticipantId::new),
        due: deadline(fields, "due"),
        vetting: fields.take_inner("vetting", |inner| {
            Some(Vetting { by: inner.take_participants("by"), within: length(inner, "within") })
        }),
        number: fields.take_count("number"),
        used_by: provisions(fields, "used_by"),
        persons: fields.take_each("persons", |inner| {
            let id = inner.take_text("id")?;
            if !ids.insert(id.clone()) {
                let message =
                    format!("`id` of a person is \u{201c}{id}\u{201d} for the second time in this list");
                inner.conflict(
                    "id",
                    &message,
                    "each person once",
                    "give each person a neutral id of their own",
                );
            }
            if inner.has("name_audience") && !inner.has("name") {
                let message = "`name_audience` is there without `name`";
                inner.conflict("name_audience", message, "both, or neither", "add `name`, or take it out");
            }
            Some(Person {
                id,
                category: inner.take_text("category"),
                name: inner.take_text("name"),
                name_audience: inner.take_audience("name_audience").unwrap_or_else(Audience::team),
            })
        }),
    }
}

fn side(fields: &mut Fields<'_>, name: &str) -> Option<Side> {
    fields.take_inner(name, |inner| {
        Some(Side {
            by: ParticipantId::new(inner.take_text("by")?),
            number: inner.take_count("number")?,
            category: inner.take_text("category")?,
            total: inner.take_count("total"),
        })
    })
}

fn deadline(fields: &mut Fields<'_>, name: &str) -> Option<Deadline> {
    fields.take_inner(name, |inner| {
        let ways = ["by", "within", "day"].into_iter().filter(|way| inner.has(way)).count();
        if ways != 1 {
            inner.conflict(
                "by",
                "a deadline says when in one way and not in several or none",
                "one of `by`, `within` and `day`",
                "write { by = 2031-05-01 }, { within = \"7 days\", of = \"signature\" } or { day = 7, of = \"start\" }",
            );
            return None;
        }
        if inner.has("by") == inner.has("of") {
            inner.conflict(
                "of",
                "`of` goes with `within` and with `day`, and with these always",
                "what the time is counted from",
                "write, for example: { within = \"7 days\", of = \"signature\" }",
            );
            return None;
        }
        let within = inner.take_length("within");
        if within.is_some_and(|length| length.working) && !inner.has("calendar") {
            inner.conflict(
                "within",
                "working days are counted, and no calendar says which days these are",
                "a `calendar` with working days",
                "write, for example: { within = \"10 working days\", of = \"signature\", calendar = \"working\" }, with a [[calendar]] of that id",
            );
            return None;
        }
        let trigger = match (inner.take_when("by"), within, inner.take_count("day")) {
            (Some(by), _, _) => Trigger::Date(by),
            (_, Some(length), _) => Trigger::Within { length, of: point(inner, "of")? },
            (_, _, Some(day)) => Trigger::Day { day: u32::try_from(day).ok()?, of: point(inner, "of")? },
            _ => return None,
        };
        Some(Deadline { trigger, calendar: provision_id(inner, "calendar") })
    })
}

/// A length of time where no calendar can be named, so that working days would be counted by none.
fn length(fields: &mut Fields<'_>, name: &str) -> Option<Length> {
    let length = fields.take_length(name)?;
    if length.working {
        fields.conflict(
            name,
            "working days are counted, and no calendar can be named here",
            "a length in hours, days, weeks or months",
            "working days are counted in `due` and `from` alone, where `calendar` names the days that count: write the deadline there, or the length in days",
        );
        return None;
    }
    Some(length)
}

fn takes(fields: &mut Fields<'_>) -> Option<Takes> {
    fields.take_inner("takes", |inner| {
        let (least, most) = (length(inner, "least")?, length(inner, "most")?);
        if least.at_most_minutes() > most.at_most_minutes() {
            inner.conflict(
                "least",
                "`least` is longer than `most`",
                "the shorter length in `least`",
                "exchange the two, or write the same in both",
            );
        }
        if inner.take_flag("by_nobody") == Some(true) && inner.has("decided_by") {
            inner.conflict(
                "by_nobody",
                "`by_nobody` is true although `decided_by` names somebody",
                "one of them",
                "take one of them out",
            );
        }
        Some(Takes {
            least,
            most,
            of: point(inner, "of"),
            decided_by: inner.take_participants("decided_by"),
            by_nobody: inner.take_flag("by_nobody").unwrap_or(false),
        })
    })
}

fn provision_id(fields: &mut Fields<'_>, name: &str) -> Option<ProvisionId> {
    fields.take_text(name).map(ProvisionId::new)
}

fn provisions(fields: &mut Fields<'_>, name: &str) -> Vec<ProvisionId> {
    fields.take_texts(name).into_iter().map(ProvisionId::new).collect()
}

fn point(fields: &mut Fields<'_>, name: &str) -> Option<Point> {
    fields.take_text(name).map(|text| Point::parse(&text))
}

fn points(fields: &mut Fields<'_>, name: &str) -> Vec<Point> {
    fields.take_texts(name).iter().map(|text| Point::parse(text)).collect()
}

fn weekday(name: &str) -> Option<Weekday> {
    let at = WEEKDAYS.iter().position(|day| *day == name)?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}
