//! What may stand in assessments of a party's wishes.

use super::{Field, ItemSchema, Shape, field};
use crate::preferences::{Meant, Sort};

/// Fields that every assessment can have.
pub const ASSESSMENT: &[Field] = &[
    field("id", Shape::Id, "name of the assessment, unique among them"),
    field("party", Shape::Participant, "whose wishes they are"),
    field("by", Shape::ParticipantOrList, "who says so; absent: those who keep the record"),
    field("on", Shape::Dates, "when they said it"),
    field("known", Shape::When, "when the record learnt of it; absent: the earliest date"),
    field("draft", Shape::Draft, "the draft whose open points it speaks of"),
    field("audience", Shape::Audience, "who may see it; absent: the team only"),
    field("sources", Shape::Sources, "where it is known from"),
    field("note", Shape::Text, "a remark for whoever may see it"),
];

/// What every assessment needs.
pub const NEEDS: &[&str] = &["id", "party", "on", "draft"];

const FROM: Field = field("from", Shape::Tables(&CHOSEN), "from these options");
const TO: Field = field("to", Shape::Tables(&CHOSEN), "to these, at the same points");

/// A kind of assessment: the fields that it has beside those of every one, and those that it needs.
#[derive(Debug, Clone, Copy)]
pub struct SortSchema {
    /// Its name.
    pub sort: Sort,
    /// What it is, with its article.
    pub what: &'static str,
    /// Fields that it has beside those of every assessment.
    pub own: &'static [Field],
    /// Fields that must be there beside [`NEEDS`].
    pub needs: &'static [&'static str],
}

/// What is said of a kind of assessment.
pub fn of(sort: Sort) -> &'static SortSchema {
    // The test below holds the table to the order of the sorts.
    &SORTS[sort as usize]
}

/// The fields that an assessment of this kind can have.
pub fn fields_of(sort: Sort) -> impl Iterator<Item = &'static Field> {
    ASSESSMENT.iter().chain(of(sort).own)
}

/// Whether this is the name of a group of fields within an assessment, so that it announces none of its own.
pub fn is_group(name: &str) -> bool {
    let is_one = |field: &Field| {
        field.name == name && matches!(field.shape, Shape::Table(_) | Shape::Tables(_) | Shape::Sources)
    };
    ASSESSMENT.iter().chain(SORTS.iter().flat_map(|schema| schema.own)).any(is_one)
}

/// Every kind of assessment, in the order of [`Sort::ALL`].
pub const SORTS: &[SortSchema] = &[
    SortSchema {
        sort: Sort::Prefers,
        what: "a preference",
        own: &[
            field("better", Shape::Tables(&CHOSEN), "the options preferred"),
            field("worse", Shape::Tables(&CHOSEN), "the options that they are preferred to"),
            field("reading", Shape::OneOf(Meant::NAMES), "how it is meant"),
            field("may_tie", Shape::Flag, "true where both may be worth the same"),
        ],
        needs: &["better", "worse", "reading"],
    },
    SortSchema {
        sort: Sort::Extremes,
        what: "a worst and best option",
        own: &[
            field("worst", Shape::Table(&CHOSEN), "the worst option of a point"),
            field("best", Shape::Table(&CHOSEN), "the best option of that point"),
        ],
        needs: &["worst", "best"],
    },
    SortSchema {
        sort: Sort::Share,
        what: "a share",
        own: &[
            FROM,
            TO,
            field("low", Shape::Number, "at least this share of all that can be gained, from 0 to 1"),
            field("high", Shape::Number, "at most this share"),
        ],
        needs: &["from", "to", "low", "high"],
    },
    SortSchema {
        sort: Sort::Ratio,
        what: "a ratio",
        own: &[
            FROM,
            TO,
            field("than_from", Shape::Tables(&CHOSEN), "compared with going from these options"),
            field("than_to", Shape::Tables(&CHOSEN), "to these, at the same points"),
            field("low", Shape::Number, "at least so many times as much"),
            field("high", Shape::Number, "at most so many times; absent: no more is said"),
        ],
        needs: &["from", "to", "than_from", "than_to", "low"],
    },
    SortSchema {
        sort: Sort::RedLine,
        what: "an assessed red line",
        own: &[field("options", Shape::Tables(&CHOSEN), "what the party could not accept together")],
        needs: &["options"],
    },
    SortSchema {
        sort: Sort::Reservation,
        what: "a reservation",
        own: &[
            field("options", Shape::Tables(&CHOSEN), "an option for every open point"),
            field(
                "acceptable",
                Shape::Flag,
                "true: not worse for the party than no agreement; false: no agreement is better",
            ),
        ],
        needs: &["options", "acceptable"],
    },
];

/// An option of an open point.
pub const CHOSEN: ItemSchema = ItemSchema {
    what: "an option",
    fields: &[
        field("clause", Shape::Text, "the clause, with all below it"),
        field(
            "point",
            Shape::Count,
            "which of its open points that offer options, counted from 1; absent: the one that offers this option",
        ),
        field("option", Shape::Text, "the words of the option; or \"#1\", \"#2\", \"in\", \"out\""),
    ],
    needs: &["clause", "option"],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_assessments_is_in_the_order_of_their_names() {
        let listed: Vec<Sort> = SORTS.iter().map(|schema| schema.sort).collect();
        assert_eq!(listed, Sort::ALL);
    }

    #[test]
    fn whatever_an_assessment_needs_is_among_its_fields_and_no_field_is_there_twice() {
        for &sort in Sort::ALL {
            let names: Vec<&str> = fields_of(sort).map(|field| field.name).collect();
            for needed in of(sort).needs.iter().chain(NEEDS) {
                assert!(names.contains(needed), "{sort} needs {needed}");
            }
            let mut once = names.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), names.len(), "{sort}");
        }
    }
}
