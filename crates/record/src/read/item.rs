//! Items that are not acts.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::DeTable;

use super::fields::Fields;
use super::{Context, Problem, Read, Target};
use crate::act::Note;
use crate::audience::{Audience, NamedSet};
use crate::entry::{Authentic, DraftEntry, LineageMatch, Pending, Reading};
use crate::ids::{AudienceId, DraftId, NoteId, ParticipantId, TermId};
use crate::participant::{Participant, Role, Term};
use crate::schema;

/// Reads a `[[participant]]`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn participant(
    table: &DeTable<'_>,
    span: Range<usize>,
    context: &Context,
) -> Result<Read<Participant>, Vec<Problem>> {
    let mut fields = Fields::item(context, &schema::PARTICIPANT, table, span);
    not_reserved(&mut fields);
    let roles: Vec<Role> = fields.take_texts("role").iter().filter_map(|role| role.parse().ok()).collect();
    let lead = fields.take_flag("lead").unwrap_or(false);
    if fields.is_empty_list("role") {
        fields.conflict(
            "role",
            "`role` is an empty list",
            "at least one role",
            "write, for example: role = \"party\"",
        );
    } else if lead && !roles.contains(&Role::Mediator) && !roles.is_empty() {
        fields.conflict(
            "lead",
            "`lead` is true for somebody who is no mediator",
            "`lead` only for a mediator",
            "take `lead` out, or add \"mediator\" to `role`",
        );
    }
    let item = make_participant(&mut fields, roles, lead);
    fields.finish(item)
}

fn make_participant(fields: &mut Fields<'_>, roles: Vec<Role>, lead: bool) -> Option<Participant> {
    Some(Participant {
        id: ParticipantId::new(own_id(fields)?),
        name: fields.take_text("name")?,
        roles,
        lead,
        principal: fields.take_text("principal"),
        mandate: fields.take_text("mandate"),
        also: fields.take_texts("also"),
        audience: fields.take_audience("audience").unwrap_or_else(Audience::public),
    })
}

/// Reads a `[[term]]`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn term(table: &DeTable<'_>, span: Range<usize>, context: &Context) -> Result<Read<Term>, Vec<Problem>> {
    let mut fields = Fields::item(context, &schema::TERM, table, span);
    let item = make_term(&mut fields);
    fields.finish(item)
}

fn make_term(fields: &mut Fields<'_>) -> Option<Term> {
    Some(Term {
        id: TermId::new(own_id(fields)?),
        neutral: fields.take_text("neutral")?,
        words: fields.take_own_words("words"),
        renderings: fields.take_renderings("renderings"),
        audience: fields.take_audience("audience").unwrap_or_else(Audience::public),
    })
}

/// Reads an `[[audience]]`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn named_set(
    table: &DeTable<'_>,
    span: Range<usize>,
    context: &Context,
) -> Result<Read<NamedSet>, Vec<Problem>> {
    let mut fields = Fields::item(context, &schema::NAMED_SET, table, span);
    not_reserved(&mut fields);
    let members: BTreeSet<ParticipantId> = fields.take_participants("members").into_iter().collect();
    let item = own_id(&mut fields).map(|id| NamedSet { id: AudienceId::new(id), members });
    fields.finish(item)
}

/// A draft as the case file lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftItem {
    /// What the case says about it.
    pub entry: DraftEntry,
    /// The file with its words, below the case folder.
    pub file: Option<String>,
    /// Where the name of the file stands.
    pub file_span: Option<Range<usize>>,
    /// Corrections of how brackets are read.
    pub readings: Vec<Reading>,
    /// How tracked changes that wait in its file are read.
    pub changes: Pending,
}

/// Reads a `[[draft]]`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn draft(
    table: &DeTable<'_>,
    span: Range<usize>,
    context: &Context,
) -> Result<Read<DraftItem>, Vec<Problem>> {
    let mut fields = Fields::item(context, &schema::DRAFT, table, span);
    let authentic = fields.take_text("authentic");
    let of = fields.take_text("of");
    match authentic.as_deref() {
        Some("translation") if !fields.has("of") => fields.conflict(
            "authentic",
            "`of` is missing: a translation names the draft that it translates",
            "`of`: the draft that it translates",
            "add, for example: of = \"first\"",
        ),
        Some("text" | "summary" | "unpublished") if of.is_some() => fields.conflict(
            "of",
            "`of` belongs to a translation",
            "`of` only with authentic = \"translation\"",
            "take it out, or write authentic = \"translation\"",
        ),
        _ => {}
    }
    if matches!(authentic.as_deref(), Some("text" | "summary" | "unpublished")) && fields.has("force") {
        fields.conflict(
            "force",
            "`force` belongs to a translation",
            "`force` only with authentic = \"translation\"",
            "take it out, or write authentic = \"translation\"",
        );
    }
    if matches!(authentic.as_deref(), Some("text" | "summary" | "translation")) && !fields.has("file") {
        fields.conflict(
            "authentic",
            "`file` is missing: only a draft whose text is not known can do without one",
            "`file`: the file with its words",
            "add, for example: file = \"drafts/first.en.md\"; or write authentic = \"unpublished\"",
        );
    }
    let item = make_draft(&mut fields, authentic, of);
    if let Some(DraftItem {
        entry: DraftEntry { id, authentic: Authentic::Translation { of: Some(of), .. }, .. },
        ..
    }) = &item
        && id == of
    {
        fields.conflict(
            "of",
            "`of` names the draft itself",
            "another draft",
            "name the draft that it translates",
        );
    }
    fields.finish(item)
}

fn make_draft(fields: &mut Fields<'_>, authentic: Option<String>, of: Option<String>) -> Option<DraftItem> {
    let on = fields.take_when("on")?;
    let entry = DraftEntry {
        id: DraftId::new(own_id(fields)?),
        title: fields.take_text("title"),
        lang: fields.take_text("lang")?,
        by: fields.take_participants("by"),
        on,
        known: fields.take_when("known").unwrap_or(on),
        audience: fields.take_audience("audience").unwrap_or_else(Audience::team),
        authentic: match authentic?.as_str() {
            "text" => Authentic::Text,
            "summary" => Authentic::Summary,
            "unpublished" => Authentic::Unpublished,
            _ => Authentic::Translation { of: of.map(DraftId::new), force: fields.take_one_of("force") },
        },
        current: fields.take_flag("current").unwrap_or(false),
        sources: fields.take_sources(),
        note: fields.take_text("note"),
    };
    let file_span = fields.span_of("file");
    Some(DraftItem {
        entry,
        file: fields.take_text("file"),
        file_span,
        readings: fields.take_readings("readings"),
        changes: fields.take_one_of("changes").unwrap_or_default(),
    })
}

/// Reads a `[[note]]`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn note(table: &DeTable<'_>, span: Range<usize>, context: &Context) -> Result<Read<Note>, Vec<Problem>> {
    let mut fields = Fields::item(context, &schema::NOTE, table, span);
    let item = make_note(&mut fields);
    fields.finish(item)
}

fn make_note(fields: &mut Fields<'_>) -> Option<Note> {
    Some(Note {
        id: NoteId::new(own_id(fields)?),
        on: fields.take_when("on")?,
        words: fields.take_text("words")?,
        audience: fields.take_audience("audience").unwrap_or_else(Audience::team),
    })
}

/// Reads a `[[match]]` of `lineage.toml`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn lineage_match(
    table: &DeTable<'_>,
    span: Range<usize>,
    context: &Context,
) -> Result<Read<LineageMatch>, Vec<Problem>> {
    let mut fields = Fields::item(context, &schema::MATCH, table, span);
    let (from, to) = (fields.take_text("from"), fields.take_text("to"));
    if from.is_some() && from == to {
        fields.conflict(
            "to",
            "`from` and `to` name the same draft",
            "two drafts",
            "name the older and the newer draft",
        );
    }
    let old = clauses_of(&mut fields, "old", from.as_deref());
    let new = clauses_of(&mut fields, "new", to.as_deref());
    if fields.is_empty_list("old") && fields.is_empty_list("new") {
        fields.conflict(
            "old",
            "`old` and `new` are both empty lists",
            "clauses in at least one of them",
            "name the clauses, or take the whole [[match]] out",
        );
    }
    let item = match (from, to) {
        (Some(from), Some(to)) => {
            Some(LineageMatch { from: DraftId::new(from), to: DraftId::new(to), old, new })
        }
        _ => None,
    };
    fields.finish(item)
}

/// The clauses in a field, each noted as a reference to a clause of `draft`.
pub(super) fn clauses_of(fields: &mut Fields<'_>, field: &'static str, draft: Option<&str>) -> Vec<String> {
    let places = fields.take_places(field);
    for (name, span) in places.iter().filter(|_| draft.is_some()) {
        let draft = DraftId::new(draft.unwrap_or_default());
        fields.refer_to(field, span.clone(), Target::Clause { draft, name: name.clone() });
    }
    places.into_iter().map(|(name, _)| name).collect()
}

fn own_id(fields: &mut Fields<'_>) -> Option<String> {
    fields.take_text("id")
}

/// `public` and `team` always exist and are nobody's id.
fn not_reserved(fields: &mut Fields<'_>) {
    let Some(id) = fields.peek_text("id").filter(|id| matches!(*id, "public" | "team")) else { return };
    let message = format!("`id` cannot be \"{id}\", which always means the same");
    fields.conflict("id", &message, "another name", "choose another id");
}
