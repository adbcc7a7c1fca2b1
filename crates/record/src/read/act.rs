//! Acts.

use std::ops::Range;

use toml::de::DeTable;

use super::fields::Fields;
use super::item::clauses_of;
use super::{Context, Problem, Read, Target};
use crate::act::{
    Acceptance, Act, Allegation, Allowance, Anchor, Assurance, Behind, Deed, Delivery, Extent, Figure,
    Finding, Kind, Origin, Rearranged, Rendering, Replacement, Response, Round, SilenceRule, Statement,
    Tabling, Warning,
};
use crate::audience::Audience;
use crate::ids::{ActId, DraftId, NoteId, ParticipantId, ProvisionId};

/// Reads an `[[act]]`.
///
/// An origin without `origin_audience`, and an identity without `identity_audience`, are for the team only, as
/// whatever has no audience is.
///
/// # Errors
/// Everything that is wrong with it.
pub fn act(table: &DeTable<'_>, span: Range<usize>, context: &Context) -> Result<Read<Act>, Vec<Problem>> {
    let kind = table.get("kind").and_then(|kind| kind.get_ref().as_str()).and_then(|kind| kind.parse().ok());
    let mut fields = Fields::act(context, kind, table, span);
    check_dates(&mut fields, context);
    check_pairs(&mut fields);
    check_not_itself(&mut fields);
    check_sealed(&mut fields);
    check_rearranged(&mut fields);
    if kind == Some(Kind::Measure) && fields.is_empty_list("sources") {
        fields.conflict(
            "sources",
            "`sources` is an empty list: a figure is never recorded without its source",
            "at least one source",
            "write, for example: sources = [{ kind = \"report\", who = \"Harbour Office\", ref = \"report of 5 March\" }]",
        );
    }
    if kind == Some(Kind::Disclose) && fields.has("clauses") {
        fields.conflict(
            "clauses",
            "`clauses` is there, but a draft is disclosed as a whole",
            "`draft` without `clauses`",
            "take `clauses` out; or add the clauses as a draft of their own, and disclose that",
        );
    }
    let item = kind.and_then(|kind| make_act(&mut fields, kind));
    fields.finish(item)
}

fn check_dates(fields: &mut Fields<'_>, context: &Context) {
    let Some(earliest) = fields.peek_dates("on").first().map(|dated| dated.when) else { return };
    for name in ["until", "ends", "due"] {
        if let Some(end) = fields.take_when(name)
            && end.ends(&context.zone) < earliest.starts(&context.zone)
        {
            let message = format!("`{name}` is {end}, before `on`, {earliest}");
            let expected = format!("`{name}` not before `on`");
            fields.conflict(name, &message, &expected, "correct one of the two dates");
        }
    }
    let latest = fields.peek_dates("on").last().map_or(earliest, |dated| dated.when);
    if let Some(occurred) = fields.take_when("occurred")
        && occurred.starts(&context.zone) > latest.ends(&context.zone)
    {
        let message =
            format!("`occurred` is {occurred}, after `on`, {latest}: nobody tells of what is still to come");
        fields.conflict("occurred", &message, "`occurred` not after `on`", "correct one of the two dates");
    }
}

/// Fields that say nothing without another.
fn check_pairs(fields: &mut Fields<'_>) {
    for (name, other, why) in [
        ("clauses", "draft", "the draft whose clauses they are"),
        ("choice", "draft", "the draft at whose open points it is taken"),
        ("behind", "draft", "the draft in which that place is"),
        ("origin_audience", "origin", "what it is about"),
        ("allows_to", "allows", "what they may be told"),
        ("agreed_by", "account", "the kind of account that was agreed"),
        ("quantity", "plan", "what it is so much of"),
        ("level", "plan", "what has come so far"),
        ("step", "answers", "the alleged breach on whose route it is a step"),
    ] {
        if fields.has(name) && !fields.has(other) {
            let message = format!("`{name}` is there without `{other}`");
            let help = format!("add `{other}`, or take `{name}` out");
            fields.conflict(name, &message, &format!("`{other}`: {why}"), &help);
        }
    }
    if fields.has("performance") && !fields.has("answers") && !fields.has("plan") {
        fields.conflict(
            "performance",
            "`performance` is there without `answers` and without `plan`",
            "`answers`: the promise that was kept or not; or `plan`: the entries of the plan that were",
            "add one of them, or take `performance` out",
        );
    }
    if fields.has("level") && fields.is_empty_list("sources") | !fields.has("sources") {
        fields.conflict(
            "level",
            "`level` is there without `sources`: an assessment is never recorded without its evidence",
            "`sources`: the evidence on which the monitor assesses it",
            "add, for example: sources = [{ kind = \"report\", who = \"the monitors\", ref = \"report 3\" }]",
        );
    }
    if fields.has("plan") && fields.peek_text("kind") == Some("confirm") && !fields.has("clauses") {
        fields.conflict(
            "plan",
            "`plan` of a confirmation is there without `draft` and `clauses`: an entry is confirmed in words",
            "`draft` and `clauses`: where the words stand in which it is confirmed",
            "add, for example: draft = \"third\" and clauses = [\"4\"]",
        );
    }
    if fields.is_empty_list("clauses") {
        fields.conflict(
            "clauses",
            "`clauses` is an empty list",
            "a list of clauses by their labels",
            "name the clauses, or leave `clauses` out where the whole draft is meant",
        );
    }
}

fn check_not_itself(fields: &mut Fields<'_>) {
    let Some(id) = fields.peek_text("id").map(str::to_owned) else { return };
    for name in ["answers", "resumes"] {
        if fields.peek_text(name) == Some(&id) {
            let message = format!("`{name}` names the act itself");
            fields.conflict(name, &message, "another act", "name the earlier act");
        }
    }
    if fields.peek_texts("closes").any(|closed| closed == id) {
        fields.conflict(
            "closes",
            "`closes` names the act itself",
            "alleged breaches that were made before",
            "name the alleged breach that this act settles",
        );
    }
    if fields.peek_texts("if").any(|condition| condition == id) {
        fields.conflict(
            "if",
            "`if` names the act itself",
            "other acts",
            "name the act on which this one depends",
        );
    }
}

/// Sealed answers need somebody who answers, and an end at which there is a result.
fn check_sealed(fields: &mut Fields<'_>) {
    if fields.take_flag("sealed") != Some(true) {
        return;
    }
    for (name, why, help) in [
        ("to", "who is to answer", "add, for example: to = [\"upper\", \"lower\"]"),
        ("until", "by when", "add, for example: until = 2031-03-05T18:00:00"),
    ] {
        if !fields.has(name) {
            let message = format!("`sealed` is there without `{name}`");
            fields.conflict("sealed", &message, &format!("`{name}`: {why}"), help);
        }
    }
    let by: Vec<String> = fields.peek_texts("by").map(str::to_owned).collect();
    let asked: Vec<String> = fields.peek_texts("to").map(str::to_owned).collect();
    if fields.has("to") && (asked.len() < 2 || asked.iter().any(|id| by.contains(id))) {
        fields.conflict(
            "to",
            "`to` of a sealed proposal has fewer than two participants in it, or one of those who put it forward",
            "at least two who answer, and none of those in `by`",
            "name all who are to answer; what is put to one alone needs no seal",
        );
    }
}

/// What is to go has no words and no other place, and what is new is of no clause that is there.
fn check_rearranged(fields: &mut Fields<'_>) {
    if fields.peek_flag("strikes") == Some(true) {
        if !fields.has("clauses") {
            fields.conflict(
                "strikes",
                "`strikes` is there without `clauses`",
                "`clauses`: what is to go",
                "name the clauses, or take `strikes` out",
            );
        }
        for (name, what) in [
            ("words", "what is to go has no words"),
            ("behind", "what is to go has no other place"),
            ("choice", "what is to go has no open points"),
        ] {
            if fields.has(name) {
                let message = format!("`{name}` is there with `strikes`: {what}");
                let expected = format!("`strikes` without `{name}`");
                let help = match name {
                    "words" => "take one of them out: other words in the place of a clause need no `strikes`",
                    _ => "take one of them out",
                };
                fields.conflict(name, &message, &expected, help);
            }
        }
    }
    if !fields.has("behind") {
        return;
    }
    if !fields.has("clauses") {
        if !fields.has("words") {
            fields.conflict(
                "behind",
                "`behind` is there without `words` and without `clauses`",
                "`words`: those of the new clause; or `clauses`: those that would move",
                "add one of them, or take `behind` out",
            );
        }
        for (name, what) in [
            ("choice", "a new clause has no open points of the draft"),
            ("sealed", "each answers alone to words that are in a draft"),
        ] {
            if fields.has(name) {
                let message = format!("`{name}` is there with `behind` and without `clauses`: {what}");
                fields.conflict(
                    name,
                    &message,
                    &format!("`behind` without `{name}`"),
                    "take one of them out",
                );
            }
        }
    }
    let behind = fields.peek_text("behind").unwrap_or_default().to_owned();
    if fields.peek_texts("clauses").any(|clause| clause == behind) {
        fields.conflict(
            "behind",
            "`behind` names one of the `clauses`, which cannot stand behind themselves",
            "another clause of the draft, or \"start\"",
            "name the clause behind which they would stand",
        );
    }
}

/// What becomes of clauses, and the anchor that is left: what is new is of no clause that is there.
fn rearranged(fields: &mut Fields<'_>, anchor: &mut Option<Anchor>) -> Option<Rearranged> {
    let strikes = fields.take_flag("strikes").unwrap_or(false);
    let span = fields.span_of("behind");
    let behind = fields.take_text("behind");
    let draft = anchor.as_ref()?.draft.clone();
    if strikes {
        return Some(Rearranged::Struck);
    }
    let behind = match behind? {
        start if start == Behind::START => Behind::Start,
        name => {
            if let Some(span) = span {
                let target = Target::Clause { draft: draft.clone(), name: name.clone() };
                fields.refer_to("behind", span, target);
            }
            Behind::Clause(name)
        }
    };
    let is_new = anchor.as_ref().is_some_and(|anchor| anchor.clauses.is_empty());
    if is_new {
        *anchor = None;
        return Some(Rearranged::New { draft, behind });
    }
    Some(Rearranged::Moved(behind))
}

fn make_act(fields: &mut Fields<'_>, kind: Kind) -> Option<Act> {
    let on = fields.take_dates("on");
    let draft = fields.take_text("draft");
    let clauses = clauses_of(fields, "clauses", draft.as_deref());
    let origin_audience = fields.take_audience("origin_audience").unwrap_or_else(Audience::team);
    let mut anchor = draft.map(|draft| Anchor { draft: DraftId::new(draft), clauses });
    // Only kinds that give words for words have these fields.
    let rearranged = if kind.gives_words_for_words() { rearranged(fields, &mut anchor) } else { None };
    // What all acts have, before what only some have: `deed` takes the rest.
    let known = fields.take_when("known").or_else(|| on.first().map(|dated| dated.when))?;
    Some(Act {
        id: ActId::new(fields.take_text("id")?),
        by: fields.take_participants("by"),
        through: participant(fields, "through"),
        confirmed: fields.take_flag("confirmed").unwrap_or(false),
        to: fields.take_participants("to"),
        on,
        known,
        anchor,
        rearranged,
        words: fields.take_text("words"),
        lang: fields.take_text("lang"),
        choice: fields.take_choices("choice"),
        conditions: fields.take_texts("if").into_iter().map(ActId::new).collect(),
        until: fields.take_when("until"),
        answers: fields.take_text("answers").map(ActId::new),
        plan: fields.take_texts("plan").into_iter().map(ProvisionId::new).collect(),
        step: fields.take_count("step").and_then(|step| u32::try_from(step).ok()),
        closes: fields.take_texts("closes").into_iter().map(ActId::new).collect(),
        label: fields.take_text("label"),
        red_line: fields.take_flag("red_line").unwrap_or(false),
        origin: participant(fields, "origin")
            .map(|participant| Origin { participant, audience: origin_audience }),
        allows: allowance(fields),
        audience: fields.take_audience("audience").unwrap_or_else(Audience::team),
        sources: fields.take_sources(),
        from_note: fields.take_text("from_note").map(NoteId::new),
        note: fields.take_text("note"),
        deed: deed(fields, kind)?,
    })
}

fn allowance(fields: &mut Fields<'_>) -> Option<Allowance> {
    let to = fields.has("allows_to").then(|| fields.take_participants("allows_to"));
    Some(Allowance { what: fields.take_one_of("allows")?, to })
}

fn participant(fields: &mut Fields<'_>, name: &str) -> Option<ParticipantId> {
    fields.take_text(name).map(ParticipantId::new)
}

fn deed(fields: &mut Fields<'_>, kind: Kind) -> Option<Deed> {
    Some(match kind {
        Kind::Table => Deed::Table(Tabling { sealed: fields.take_flag("sealed").unwrap_or(false) }),
        Kind::Amend => Deed::Amend,
        Kind::Clarify => Deed::Clarify,
        Kind::Interpret => Deed::Interpret(Rendering { renders: fields.take_text("renders") }),
        Kind::Float => Deed::Float,
        Kind::Accept => Deed::Accept(Acceptance {
            extent: fields.take_one_of("extent"),
            strength: fields.take_one_of("strength"),
            authority: fields.take_one_of("authority"),
            finality: fields.take_one_of("finality"),
            form: fields.take_one_of("form"),
        }),
        Kind::Reserve => Deed::Reserve(fields.take_one_of("form")),
        Kind::Reject => Deed::Reject(fields.take_one_of("form")),
        Kind::Withdraw => Deed::Withdraw,
        Kind::Lapse => Deed::Lapse,
        // What is not said to be support for the words is support for the idea.
        Kind::Endorse => Deed::Endorse(fields.take_one_of("extent").unwrap_or(Extent::Concept)),
        Kind::Deliver => Deed::Deliver(delivery(fields)),
        Kind::Show => Deed::Show(delivery(fields)),
        Kind::Convey => Deed::Convey,
        Kind::Ask => Deed::Ask { matter: fields.take_text("matter") },
        Kind::Respond => {
            Deed::Respond(Response { form: fields.take_one_of("form"), matter: fields.take_text("matter") })
        }
        Kind::Assure => Deed::Assure(Assurance {
            heard_by: fields.take_participants("heard_by"),
            form: fields.take_one_of("form"),
            matter: fields.take_text("matter"),
            due: fields.take_when("due"),
        }),
        Kind::State => Deed::State(Statement {
            account: fields.take_one_of("account"),
            agreed_by: fields.take_participants("agreed_by"),
        }),
        Kind::Warn => Deed::Warn(Warning {
            about: fields.take_participants("about"),
            certainty: fields.take_text("certainty"),
            concerns: fields.take_texts("concerns"),
        }),
        Kind::Deny => Deed::Deny,
        Kind::Characterise => Deed::Characterise,
        Kind::OpenSilence => Deed::OpenSilence(SilenceRule { rule: fields.take_text("rule")? }),
        Kind::BreakSilence => Deed::BreakSilence { rule: fields.take_text("rule") },
        Kind::Replace => Deed::Replace(Replacement {
            principal: fields.take_text("principal"),
            mandate: fields.take_text("mandate"),
            former: fields.take_text("former"),
        }),
        Kind::Convene => Deed::Convene(Box::new(round(fields))),
        Kind::Attend => Deed::Attend { present: fields.take_flag("present").unwrap_or(true) },
        Kind::Measure => Deed::Measure(Figure {
            indicator: fields.take_text("indicator")?,
            value: fields.take_number("value")?,
            unit: fields.take_text("unit"),
            bound: fields.take_one_of("bound").unwrap_or_default(),
        }),
        Kind::Initial => Deed::Initial(fields.take_one_of("authority")),
        Kind::Sign => Deed::Sign(fields.take_one_of("authority")),
        Kind::Report => Deed::Report(finding(fields)),
        Kind::Allege => Deed::Allege(Allegation {
            about: fields.take_participants("about"),
            occurred: fields.take_when("occurred"),
        }),
        Kind::Verify => Deed::Verify(finding(fields)),
        Kind::Disclose => {
            Deed::Disclose { to_audience: fields.take_audience("to_audience").unwrap_or_default() }
        }
        Kind::Correct => Deed::Correct,
        Kind::Confirm => Deed::Confirm,
    })
}

fn delivery(fields: &mut Fields<'_>) -> Delivery {
    Delivery {
        copy: fields.take_text("copy"),
        form: fields.take_one_of("form"),
        parallel: fields.take_flag("parallel").unwrap_or(false),
    }
}

fn finding(fields: &mut Fields<'_>) -> Finding {
    Finding {
        about: fields.take_participants("about"),
        performance: fields.take_one_of("performance"),
        quantity: fields.take_count("quantity"),
        occurred: fields.take_when("occurred"),
        level: fields.take_one_of("level"),
    }
}

fn round(fields: &mut Fields<'_>) -> Round {
    Round {
        place: fields.take_text("place"),
        ends: fields.take_when("ends"),
        attendees: fields.take_participants("attendees"),
        absent: fields.take_participants("absent"),
        aims: fields.take_texts("aims"),
        without_deal: fields.take_texts("without_deal"),
        agenda: fields.take_texts("agenda"),
        outcome: fields.take_text("outcome"),
        next: fields.take_steps("next"),
        resumes: fields.take_text("resumes").map(ActId::new),
        ask: fields.take_text("ask"),
        fallback: fields.take_text("fallback"),
        ask_audience: fields.take_audience("ask_audience").unwrap_or_else(Audience::team),
    }
}
