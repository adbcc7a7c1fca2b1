//! What may stand in the entries of a plan.

use super::{Field, ItemSchema, Shape, field};
use crate::plan::exchange::Giving;
use crate::plan::{Check, Modality, PowerKind, Sort};

/// Fields that every entry of a plan can have.
pub const PROVISION: &[Field] = &[
    field("id", Shape::Id, "name of the entry, unique in the plan"),
    field("title", Shape::Text, "a short title for people"),
    field("by", Shape::ParticipantOrList, "who reads it so from the words, or stated it"),
    field("on", Shape::Dates, "when they did"),
    field("known", Shape::When, "when the record learnt of it; absent: the earliest date"),
    field("draft", Shape::Draft, "the draft from whose words it was read"),
    field("clauses", Shape::Clauses, "the clauses, with all below them"),
    field("choice", Shape::Choices, "the option at each open point of the clauses with which it holds"),
    field("audience", Shape::Audience, "who may see it; absent: the team only"),
    field("sources", Shape::Sources, "where it is known from"),
    field("note", Shape::Text, "a remark for whoever may see it"),
];

const FROM: Field = field("from", Shape::Table(&DEADLINE), "not before");
const DUE: Field = field("due", Shape::Table(&DEADLINE), "at the latest");
const TAKES: Field = field("takes", Shape::Table(&LASTS), "how long it takes");
const VERIFIER: Field = field("verifier", Shape::ParticipantOrList, "who establishes whether it was done");

/// A kind of entry of a plan: the fields that it has beside those of every entry, and those that it needs.
#[derive(Debug, Clone, Copy)]
pub struct SortSchema {
    /// Its name.
    pub sort: Sort,
    /// What it is, with its article.
    pub what: &'static str,
    /// Fields that it has beside those of every entry.
    pub own: &'static [Field],
    /// Fields that must be there beside `id` and `on`.
    pub needs: &'static [&'static str],
}

/// What is said of a kind of entry.
pub fn of(sort: Sort) -> &'static SortSchema {
    // The test below holds the table to the order of the sorts.
    &SORTS[sort as usize]
}

/// The fields that an entry of this kind can have.
pub fn fields_of(sort: Sort) -> impl Iterator<Item = &'static Field> {
    PROVISION.iter().chain(of(sort).own)
}

/// Whether this is the name of a group of fields within an entry, so that it announces no entry of its own.
pub fn is_group(name: &str) -> bool {
    let is_one = |field: &Field| {
        field.name == name && matches!(field.shape, Shape::Table(_) | Shape::Tables(_) | Shape::Sources)
    };
    PROVISION.iter().chain(SORTS.iter().flat_map(|schema| schema.own)).any(is_one)
}

/// Every kind of entry, in the order of [`Sort::ALL`].
pub const SORTS: &[SortSchema] = &[
    SortSchema {
        sort: Sort::Event,
        what: "an event",
        own: &[
            field("actors", Shape::ParticipantOrList, "those without whose act it cannot happen"),
            field("needs", Shape::Points, "what must have happened before it"),
            field("expected", Shape::When, "the date that the text or an agreement gives it"),
            FROM,
            DUE,
            TAKES,
        ],
        needs: &[],
    },
    SortSchema {
        sort: Sort::Phase,
        what: "a phase",
        own: &[
            field("follows", Shape::Provision, "the phase before it"),
            field("gate", Shape::Points, "what must have happened before it begins"),
            DUE,
            field("length", Shape::Length, "how long it lasts"),
            field("extension", Shape::Table(&EXTENSION), "under which rule it goes on beyond its length"),
            field("otherwise", Shape::Text, "what follows where the gate does not open, as the text says"),
            field(
                "snapback",
                Shape::Text,
                "what returns to its earlier state where it fails, as the text says",
            ),
        ],
        needs: &[],
    },
    SortSchema {
        sort: Sort::Obligation,
        what: "an obligation",
        own: &[
            field("debtor", Shape::ParticipantOrList, "who is bound; absent: the text does not say"),
            field("creditor", Shape::ParticipantOrList, "to whom it is owed"),
            field("modality", Shape::OneOf(Modality::NAMES), "a duty or a prohibition; absent: a duty"),
            field("does", Shape::Text, "what is to be done, or left undone"),
            field(
                "action",
                Shape::Text,
                "a short name for the conduct, the same wherever it is commanded or forbidden",
            ),
            field("quantity", Shape::Count, "how much"),
            field("unit", Shape::Text, "of what"),
            field("phase", Shape::Provision, "the phase in which it is due"),
            field("when", Shape::Points, "what must have happened before it is owed"),
            field("unless", Shape::Points, "what ends it, or keeps it from being owed, if it happens"),
            FROM,
            DUE,
            TAKES,
            VERIFIER,
            field("evidence", Shape::Text, "by what they can tell"),
            field("on_breach", Shape::Text, "what follows where it is not done, as the text says"),
            field("powers", Shape::Provisions, "the powers that arise where it is not done"),
            field("uses", Shape::Provisions, "lists that must be there for it, keys that say how much"),
        ],
        needs: &["does"],
    },
    SortSchema {
        sort: Sort::Power,
        what: "a power",
        own: &[
            field("power", Shape::OneOf(PowerKind::NAMES), "to do what"),
            field("holder", Shape::ParticipantOrList, "who has it; absent: the text does not say"),
            field("over", Shape::Provisions, "over which entries; absent: over the whole plan"),
            field("when", Shape::Points, "what must have happened before it can be used"),
            field("notice", Shape::Length, "how long before its use it must be announced"),
            DUE,
        ],
        needs: &["power"],
    },
    SortSchema {
        sort: Sort::Key,
        what: "an exchange key",
        own: &[
            field("gives", Shape::Table(&SIDE), "what one side gives"),
            field("returns", Shape::Table(&SIDE), "what it receives for that"),
        ],
        needs: &["gives", "returns"],
    },
    SortSchema {
        sort: Sort::Batch,
        what: "a batch",
        own: &[
            field("lots", Shape::Tables(&LOT), "how many under which key"),
            field("phase", Shape::Provision, "the phase in which it is due"),
            field("after", Shape::Points, "what must have happened before it"),
            FROM,
            DUE,
            field("at_once", Shape::Flag, "true where both sides give at the same moment"),
            VERIFIER,
        ],
        needs: &["lots"],
    },
    SortSchema {
        sort: Sort::List,
        what: "a list",
        own: &[
            field("key", Shape::Provision, "the key under which its persons are exchanged"),
            field("proposer", Shape::Participant, "who puts it forward; absent: the text does not say"),
            DUE,
            field("vetting", Shape::Table(&VETTING), "who may object, and how long they have"),
            field("number", Shape::Count, "how many persons it is to name"),
            field("used_by", Shape::Provisions, "the batches and obligations that it must be there for"),
            field("persons", Shape::Tables(&PERSON), "the persons on it"),
        ],
        needs: &[],
    },
    SortSchema {
        sort: Sort::Dispute,
        what: "a dispute clause",
        own: &[
            field("over", Shape::Provisions, "over which entries; absent: over the whole plan"),
            field("notify", Shape::Participants, "whom to call in the first hour, in this order"),
            field("steps", Shape::Tables(&DISPUTE_STEP), "the route, in order"),
        ],
        needs: &[],
    },
    SortSchema {
        sort: Sort::Calendar,
        what: "a calendar",
        own: &[
            field("rest", Shape::OneOrMoreOf(WEEKDAYS), "days of the week that are no working days"),
            field("holidays", Shape::Days, "dates that are no working days"),
            field("zone", Shape::Zone, "the zone in which its days begin and end; absent: that of the case"),
        ],
        needs: &[],
    },
    SortSchema {
        sort: Sort::Value,
        what: "a value",
        own: &[
            field("step", Shape::Provision, "the obligation or batch"),
            field("half", Shape::OneOf(Giving::NAMES), "which half of a batch; absent: the whole"),
            field("to", Shape::Participant, "to whom it is worth that"),
            field("low", Shape::Whole, "at least, in the author's own unit; below zero for a cost"),
            field("high", Shape::Whole, "at most"),
        ],
        needs: &["by", "step", "to", "low", "high"],
    },
    SortSchema {
        sort: Sort::Guarantee,
        what: "a guarantee",
        own: &[
            field("party", Shape::Participant, "who would forfeit it by stopping"),
            field("given_by", Shape::ParticipantOrList, "who holds it, or would exact it"),
            field("low", Shape::Whole, "at least, in the unit of the values"),
            field("high", Shape::Whole, "at most"),
            field("until", Shape::Provision, "the step after which it is handed back"),
        ],
        needs: &["by", "party", "low", "high"],
    },
    SortSchema {
        sort: Sort::Owned,
        what: "a mark of an owned finding",
        own: &[
            field("check", Shape::OneOf(Check::NAMES), "what is found"),
            field("of", Shape::Provision, "in which entry"),
            field("owner", Shape::ParticipantOrList, "who means it so"),
            field("reason", Shape::Text, "why"),
            field("shown_to", Shape::Audience, "to whom else they let it be shown; absent: to nobody"),
        ],
        needs: &["check", "of", "owner", "reason"],
    },
];

/// Days of the week, as written.
pub const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// `due` and `from`.
pub const DEADLINE: ItemSchema = ItemSchema {
    what: "a deadline",
    fields: &[
        field("by", Shape::When, "a date"),
        field("within", Shape::Length, "so long after `of`"),
        field("day", Shape::Count, "the end of that day, the day of `of` being day 1"),
        field("of", Shape::Point, "what it is counted from"),
        field("calendar", Shape::Provision, "the calendar whose days count"),
    ],
    needs: &[],
};

/// `takes`.
pub const LASTS: ItemSchema = ItemSchema {
    what: "`takes`",
    fields: &[
        field("least", Shape::Length, "at least"),
        field("most", Shape::Length, "at most"),
        field("of", Shape::Point, "from when; absent: from the last of what it needs"),
        field(
            "decided_by",
            Shape::ParticipantOrList,
            "who decides how long, where it is not who has to do it",
        ),
        field("by_nobody", Shape::Flag, "true where nobody decides: weather, the state of a road"),
    ],
    needs: &["least", "most"],
};

/// `extension`.
pub const EXTENSION: ItemSchema = ItemSchema {
    what: "an extension",
    fields: &[
        field("by", Shape::ParticipantOrList, "those who must agree; absent: it goes on by itself"),
        field("length", Shape::Length, "how long each time"),
        field("times", Shape::Count, "how often; absent: no limit"),
        field("until", Shape::Point, "as long as this has not happened"),
    ],
    needs: &[],
};

/// `gives` and `returns`.
pub const SIDE: ItemSchema = ItemSchema {
    what: "a side of a key",
    fields: &[
        field("by", Shape::Participant, "who gives"),
        field("number", Shape::Count, "so many at a time"),
        field("category", Shape::Text, "of this kind, in neutral words"),
        field("total", Shape::Count, "so many altogether, where the text says it"),
    ],
    needs: &["by", "number", "category"],
};

/// One of `lots`.
pub const LOT: ItemSchema = ItemSchema {
    what: "a lot",
    fields: &[
        field("key", Shape::Provision, "the key"),
        field("gives", Shape::Count, "how many are given"),
        field("returns", Shape::Count, "how many are returned; absent: as the key says"),
    ],
    needs: &["key", "gives"],
};

/// `vetting`.
pub const VETTING: ItemSchema = ItemSchema {
    what: "vetting",
    fields: &[
        field("by", Shape::ParticipantOrList, "those who may object"),
        field("within", Shape::Length, "how long they have"),
    ],
    needs: &[],
};

/// One of `persons`.
pub const PERSON: ItemSchema = ItemSchema {
    what: "a person",
    fields: &[
        field("id", Shape::Id, "a neutral id, unique in the list"),
        field("category", Shape::Text, "the category, as the sides of keys name it"),
        field("name", Shape::Text, "the name, for those cleared for it alone"),
        field("name_audience", Shape::Audience, "who is cleared for the name; absent: the team only"),
    ],
    needs: &["id"],
};

/// One of `steps`.
pub const DISPUTE_STEP: ItemSchema = ItemSchema {
    what: "a step of a dispute clause",
    fields: &[
        field("who", Shape::ParticipantOrList, "who acts"),
        field("does", Shape::Text, "what they do"),
        field("within", Shape::Length, "how long they have, from the end of the step before"),
    ],
    needs: &["does"],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_entries_is_in_the_order_of_their_names() {
        let listed: Vec<Sort> = SORTS.iter().map(|schema| schema.sort).collect();
        assert_eq!(listed, Sort::ALL);
    }

    #[test]
    fn whatever_an_entry_needs_is_among_its_fields_and_no_field_is_there_twice() {
        for &sort in Sort::ALL {
            let names: Vec<&str> = fields_of(sort).map(|field| field.name).collect();
            for needed in of(sort).needs {
                assert!(names.contains(needed), "{sort} needs {needed}");
            }
            let mut once = names.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), names.len(), "{sort}");
        }
    }
}
