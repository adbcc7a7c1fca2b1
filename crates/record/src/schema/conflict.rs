//! What entries of a model of a conflict have in a case, beside the fields of their own format.

use super::{Field, ItemSchema, Shape, field};

/// Fields that every entry can have.
pub const ENTRY: ItemSchema = ItemSchema { what: "an entry of the conflict", fields: FIELDS, needs: &[] };

const FIELDS: &[Field] = &[
    field("participant", Shape::Participant, "of a decision maker: the participant that it is"),
    field(
        "concern",
        Shape::Text,
        "of an option: what warnings say that they concern where they are about it",
    ),
    field("now", Shape::Flag, "of a state: true for the one that holds now"),
    field("by", Shape::ParticipantOrList, "who says so; absent: those who keep the record"),
    field("on", Shape::Dates, "when they said it"),
    field("known", Shape::When, "when the record learnt of it; absent: the earliest date, or always"),
    field("audience", Shape::Audience, "who may see it; absent: the team only"),
    field("sources", Shape::Sources, "where it is known from"),
    field("note", Shape::Text, "a remark for whoever may see it"),
];

/// The names of these fields.
pub fn names() -> Vec<&'static str> {
    FIELDS.iter().map(|field| field.name).collect()
}

/// Whether this is the name of a group of fields within an entry, so that it announces none of its own.
pub fn is_group(name: &str) -> bool {
    FIELDS.iter().any(|field| field.name == name && field.shape == Shape::Sources)
}
