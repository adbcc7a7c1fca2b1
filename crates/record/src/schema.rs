//! What may stand in each item of a case: every field with its shape and one line of help, in one place. Reading is
//! strict by these tables, and what writes items takes its fields and its help from them.

pub mod conflict;
pub mod plan;
pub mod preferences;

use crate::act::{
    Account, Allowed, Authority, Bound, Extent, Finality, Form, Kind, Level, Performance, Strength,
};
use crate::entry::{Force, Pending, ReadAs};
use crate::participant::Role;
use crate::source::SourceKind;

/// One field of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in files.
    pub name: &'static str,
    /// What may stand in it.
    pub shape: Shape,
    /// What it is for, in one line.
    pub help: &'static str,
}

/// What may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The item's own id.
    Id,
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// A text, or a list of texts.
    TextOrTexts,
    /// A text, or a number taken as a text.
    TextOrNumber,
    /// A number, kept as typed.
    Number,
    /// `true` or `false`.
    Flag,
    /// A date, or a date and time.
    When,
    /// A date without a time.
    Day,
    /// A date, or a list of dates with who says so.
    Dates,
    /// A language tag (BCP 47).
    Language,
    /// One participant.
    Participant,
    /// A list of participants.
    Participants,
    /// One participant, or a list.
    ParticipantOrList,
    /// Each participant's own word.
    OwnWords,
    /// The words of a term in each language.
    Renderings,
    /// Who may see something.
    Audience,
    /// A draft.
    Draft,
    /// Clauses by their labels.
    Clauses,
    /// One act.
    Act,
    /// A list of acts.
    Acts,
    /// A list of entries of the plan.
    Provisions,
    /// One entry of the plan.
    Provision,
    /// A point of the plan: an entry, or the end of a phase.
    Point,
    /// Points of the plan.
    Points,
    /// A length of time.
    Length,
    /// A whole number above zero.
    Count,
    /// A whole number.
    Whole,
    /// A list of dates without times.
    Days,
    /// The name of a time zone.
    Zone,
    /// A group of fields in braces.
    Table(&'static ItemSchema),
    /// A list of such groups.
    Tables(&'static ItemSchema),
    /// A note.
    Note,
    /// The options taken at open points.
    Choices,
    /// Sources.
    Sources,
    /// Next steps of a round.
    Steps,
    /// How brackets are to be read.
    Readings,
    /// A file below the case folder.
    File,
    /// The kind of an act.
    Kind,
    /// One of these names.
    OneOf(&'static [&'static str]),
    /// One of these names, or a list of them.
    OneOrMoreOf(&'static [&'static str]),
}

impl Shape {
    /// What is expected, for people: `a date without quotation marks`.
    pub fn expected(self) -> String {
        let text = match self {
            Self::Id => "a name of its own, in quotation marks",
            Self::Text | Self::Note | Self::Act | Self::Draft => "a text in quotation marks",
            Self::Texts => "a list of texts",
            Self::TextOrTexts => "a text in quotation marks, or a list of texts",
            Self::TextOrNumber => "a text in quotation marks, or a number",
            Self::Number => "a number",
            Self::Flag => "true or false, without quotation marks",
            Self::When => "a date, or a date and time, without quotation marks",
            Self::Day => "a date without quotation marks and without a time",
            Self::Dates => "a date without quotation marks, or a list of dates with their sources",
            Self::Language => "a language tag such as \"en\", \"ar\" or \"pt-BR\"",
            Self::Participant => "a participant's id in quotation marks",
            Self::Participants => "a list of participants",
            Self::ParticipantOrList => "a participant's id in quotation marks, or a list of them",
            Self::OwnWords => "each participant's own word, in braces",
            Self::Renderings => "the words of the term in each language, in braces",
            Self::Audience => "a list of participants, of named sets, \"public\" or \"team\"",
            Self::Clauses => "a list of clauses by their labels",
            Self::Acts => "a list of acts by their ids",
            Self::Provisions => "a list of entries of the plan by their ids",
            Self::Provision => "the id of an entry of the plan, in quotation marks",
            Self::Point => "the id of an entry of the plan, or of a phase with \".end\", in quotation marks",
            Self::Points => "a list of entries of the plan by their ids, or of phases with \".end\"",
            Self::Length => "a length of time in quotation marks, such as \"7 days\"",
            Self::Count => "a whole number above zero",
            Self::Whole => "a whole number",
            Self::Days => "a list of dates without quotation marks and without times",
            Self::Zone => "the name of a time zone, such as \"Asia/Amman\"",
            Self::Table(schema) => return format!("{} in braces", schema.what),
            Self::Tables(schema) => return format!("a list, each entry {} in braces", schema.what),
            Self::Choices => "a list: the option taken at each open point, in order",
            Self::Sources => "a list of sources",
            Self::Steps => "a list of next steps",
            Self::Readings => "a list of readings of brackets",
            Self::File => "a file below the case folder, in quotation marks",
            Self::Kind => return format!("one of {}", listed(Kind::NAMES, "or")),
            Self::OneOf(names) => return format!("one of {}", listed(names, "or")),
            Self::OneOrMoreOf(names) => return format!("one or several of {}", listed(names, "and")),
        };
        text.to_owned()
    }

    /// How it is written, by example.
    pub fn example(self) -> String {
        let text = match self {
            Self::Id => "\"k3v9\"",
            Self::Text | Self::TextOrTexts => "\"…\"",
            Self::Texts => "[\"…\", \"…\"]",
            Self::TextOrNumber => "\"3\"",
            Self::Number => "40000",
            Self::Flag => "true",
            Self::When => "2031-03-05, or 2031-03-05T18:00:00",
            Self::Day => "2031-03-05",
            Self::Dates => {
                "2031-03-05, or [{ date = 2031-03-05, source = \"…\" }, { date = 2031-03-07, source = \"…\" }]"
            }
            Self::Language => "\"en\"",
            Self::Participant | Self::ParticipantOrList => "\"council\"",
            Self::Participants => "[\"upper\", \"council\"]",
            Self::OwnWords => "{ upper = \"our well\", lower = \"the common well\" }",
            Self::Renderings => "{ en = [\"captive\", \"captives\"], ar = \"محتجز\" }",
            Self::Audience => "[\"council\", \"mediators\"]",
            Self::Draft => "\"first\"",
            Self::Clauses => "[\"2\", \"3(a)\"]",
            Self::Act => "\"k3v9\"",
            Self::Acts => "[\"k3v9\"]",
            Self::Provisions => "[\"notices\"]",
            Self::Provision => "\"notices\"",
            Self::Point => "\"signature\"",
            Self::Points => "[\"signature\", \"first.end\"]",
            Self::Length => "\"7 days\"",
            Self::Count => "3",
            Self::Whole => "-3",
            Self::Days => "[2031-05-01, 2031-12-25]",
            Self::Zone => "\"Asia/Amman\"",
            Self::Table(schema) => return schema.example(),
            Self::Tables(schema) => return format!("[{}]", schema.example()),
            Self::Note => "\"n4x2\"",
            Self::Choices => "[\"from dawn to dusk\"], or [\"#1\"], or [\"in\"]",
            Self::Sources => "[{ kind = \"text\", who = \"Lower Farm\", ref = \"letter of 5 March\" }]",
            Self::Steps => "[{ what = \"send the map\", on = 2031-03-05, owner = \"council\" }]",
            Self::Readings => "[{ at = \"12:5\", as = \"text\" }]",
            Self::File => "\"drafts/first.en.md\"",
            Self::Kind => "\"accept\"",
            Self::OneOf(names) | Self::OneOrMoreOf(names) => {
                return names.first().map_or_else(String::new, |name| format!("\"{name}\""));
            }
        };
        text.to_owned()
    }
}

/// `"a", "b" or "c"`.
pub(crate) fn listed(names: &[&str], last: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
    }
}

const fn field(name: &'static str, shape: Shape, help: &'static str) -> Field {
    Field { name, shape, help }
}

/// One kind of act: what was done, what it needs, and the fields that only some kinds have.
#[derive(Debug, Clone, Copy)]
pub struct KindSchema {
    /// Its name.
    pub kind: Kind,
    /// What was done, in one line.
    pub help: &'static str,
    /// Fields without which it says nothing; of those in one group, one is enough.
    pub needs: &'static [&'static [&'static str]],
    /// Fields that it has beside those of every act.
    pub own: &'static [Field],
}

/// Whether a field must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// One of these must.
    OneOf(&'static [&'static str]),
    /// It may.
    Optional,
}

impl KindSchema {
    /// Whether an act of this kind is always somebody's: a lapse and a figure are nobody's, and what is reported can be told
    /// without its author, on the strength of its sources.
    fn has_an_author(&self) -> bool {
        !matches!(self.kind, Kind::Lapse | Kind::Measure | Kind::State | Kind::Report | Kind::Interpret)
    }

    /// Whether this kind of act needs a field.
    pub fn need(&self, field: &str) -> Need {
        if field == "by" && self.has_an_author() || matches!(field, "id" | "kind" | "on") {
            return Need::Required;
        }
        match self.needs.iter().find(|group| group.contains(&field)) {
            Some([_]) => Need::Required,
            Some(group) => Need::OneOf(group),
            None => Need::Optional,
        }
    }
}

/// The fields that an act of this kind can have, its own first after those that every act has.
pub fn fields_of(kind: Kind) -> impl Iterator<Item = &'static Field> {
    ACT.iter().chain(of(kind).own)
}

/// What is said of a kind.
pub fn of(kind: Kind) -> &'static KindSchema {
    // The test below holds the table to the order of the kinds.
    &KINDS[kind as usize]
}

/// The kinds that have this field for their own.
pub fn kinds_with(field: &str) -> impl Iterator<Item = Kind> {
    KINDS
        .iter()
        .filter(move |schema| schema.own.iter().any(|own| own.name == field))
        .map(|schema| schema.kind)
}

/// Fields that every act can have.
pub const ACT: &[Field] = &[
    field("id", Shape::Id, "name of the act, unique in the case"),
    field("kind", Shape::Kind, "what was done"),
    field("by", Shape::ParticipantOrList, "who did it, or who put it forward as far as readers are told"),
    field("through", Shape::Participant, "who conveyed it"),
    field("confirmed", Shape::Flag, "true once the one for whom it was conveyed has confirmed it"),
    field("to", Shape::ParticipantOrList, "to whom it was done"),
    field("on", Shape::Dates, "when it was done"),
    field("known", Shape::When, "when the record learnt of it; absent: the earliest date of the act"),
    field("draft", Shape::Draft, "the draft that it concerns"),
    field("clauses", Shape::Clauses, "the clauses concerned, with all below them; absent: the whole draft"),
    field("words", Shape::Text, "words said, proposed or reserved, exactly"),
    field("lang", Shape::Language, "the language in which it was done"),
    field("choice", Shape::Choices, "the option taken at each open point of the clauses, in order"),
    field("if", Shape::Acts, "acts on which this one is conditional"),
    field("until", Shape::When, "when it ends"),
    field(
        "answers",
        Shape::Act,
        "the act that it answers, withdraws, confirms, corrects, denies or characterises",
    ),
    field("plan", Shape::Provisions, "the entries of the plan that it concerns"),
    field("step", Shape::Count, "the step of the dispute clause that it is, counted from 1"),
    field("closes", Shape::Acts, "the alleged breaches that it settles, as its author says"),
    field("label", Shape::Text, "the author's own word for it"),
    field("red_line", Shape::Flag, "true where the author says that they cannot accept it"),
    field("origin", Shape::Participant, "where it came from, for a few readers only"),
    field("origin_audience", Shape::Audience, "who may know where it came from; absent: the team only"),
    field(
        "allows",
        Shape::OneOf(Allowed::NAMES),
        "what the speaker allowed the hearers to do with it; absent: for you only",
    ),
    field("allows_to", Shape::Participants, "to whom it may be said; absent: to anybody"),
    field("audience", Shape::Audience, "who may see the act; absent: the team only"),
    field("sources", Shape::Sources, "where it is known from"),
    field("from_note", Shape::Note, "the note that it was sorted from"),
    field("note", Shape::Text, "a remark for whoever may see the act"),
];

const BEHIND: Field = field(
    "behind",
    Shape::Text,
    "the clause behind which `words` would stand as a new clause, or, with `clauses`, to where these would move; \"start\": before all",
);
const STRIKES: Field = field("strikes", Shape::Flag, "true where the clauses are to go");
const REARRANGED: &[Field] = &[BEHIND, STRIKES];
const EXTENT: Field =
    field("extent", Shape::OneOf(Extent::NAMES), "whether it is of the exact words or of the concept");
const AUTHORITY: Field = field("authority", Shape::OneOf(Authority::NAMES), "on whose authority");
const FORM: Field = field("form", Shape::OneOf(Form::NAMES), "in what form");
const RULE: Field = field("rule", Shape::Text, "the rule under which silence lets a text pass");
const ABOUT: Field = field("about", Shape::ParticipantOrList, "whom it is about");
const MATTER: Field =
    field("matter", Shape::Text, "a neutral short name for what it is about, where no clause says it");
const DELIVERY: &[Field] = &[
    field("copy", Shape::TextOrNumber, "number of the copy"),
    FORM,
    field("parallel", Shape::Flag, "true where it is meant to differ from what others hold"),
];
const FINDING: &[Field] = &[
    ABOUT,
    field(
        "performance",
        Shape::OneOf(Performance::NAMES),
        "how far the promise that it answers, or what it concerns of the plan, was kept",
    ),
    field("quantity", Shape::Count, "how much of it was done, in the unit of what it concerns"),
    OCCURRED,
];
const VERIFICATION: &[Field] = &[
    FINDING[0],
    FINDING[1],
    FINDING[2],
    OCCURRED,
    field("level", Shape::OneOf(Level::NAMES), "how far it has come, as this monitor assesses it"),
];
const OCCURRED: Field =
    field("occurred", Shape::When, "when what it tells of happened; absent: on the date of the act");

const fn kind(
    kind: Kind,
    help: &'static str,
    needs: &'static [&'static [&'static str]],
    own: &'static [Field],
) -> KindSchema {
    KindSchema { kind, help, needs, own }
}

/// Every kind of act, in the order of [`Kind::ALL`].
pub const KINDS: &[KindSchema] = &[
    kind(
        Kind::Table,
        "put a draft or words forward formally",
        &[&["draft", "words"]],
        &[
            field(
                "sealed",
                Shape::Flag,
                "true where each of `to` answers alone by `until`, and no answer is shown",
            ),
            BEHIND,
            STRIKES,
        ],
    ),
    kind(Kind::Amend, "proposed a change of substance", &[&["draft", "words"]], REARRANGED),
    kind(Kind::Clarify, "claimed a meaning without change", &[&["draft", "words"]], REARRANGED),
    kind(
        Kind::Interpret,
        "gave one side's reading, or a rendering in another language",
        &[&["draft", "words"], &["by", "sources"]],
        &[field("renders", Shape::Text, "the words of the original that `words` render"), BEHIND, STRIKES],
    ),
    kind(Kind::Float, "tried out an idea", &[&["draft", "words"]], REARRANGED),
    kind(
        Kind::Accept,
        "gave consent",
        &[&["draft", "answers"]],
        &[
            EXTENT,
            field("strength", Shape::OneOf(Strength::NAMES), "how much consent it is"),
            AUTHORITY,
            field("finality", Shape::OneOf(Finality::NAMES), "whether it may be reopened"),
            FORM,
        ],
    ),
    kind(Kind::Reserve, "accepted but for a stated exception", &[&["draft", "answers"]], &[FORM]),
    kind(Kind::Reject, "declined these words", &[&["draft", "answers"]], &[FORM]),
    kind(Kind::Withdraw, "took back an earlier act", &[&["answers"]], &[]),
    kind(Kind::Lapse, "an earlier act ran out", &[&["answers"]], &[]),
    kind(Kind::Endorse, "supported a text without being bound", &[&["draft", "answers"]], &[EXTENT]),
    kind(Kind::Deliver, "handed a text over", &[&["draft"], &["to"]], DELIVERY),
    kind(Kind::Show, "showed a text and took it back", &[&["draft"], &["to"]], DELIVERY),
    kind(Kind::Convey, "carried words from one to another", &[&["to"], &["words"]], &[]),
    kind(Kind::Ask, "put a question, or asked for consent", &[&["to"]], &[MATTER]),
    kind(Kind::Respond, "answered a question", &[&["answers"]], &[FORM, MATTER]),
    kind(
        Kind::Assure,
        "promised, as mediator or guarantor",
        &[&["to"], &["words"]],
        &[
            field("heard_by", Shape::Participants, "who else heard it"),
            FORM,
            MATTER,
            field("due", Shape::When, "by when it is to be kept"),
        ],
    ),
    kind(
        Kind::State,
        "said something publicly or to the mediators",
        &[&["words"], &["by", "sources"]],
        &[
            field("account", Shape::OneOf(Account::NAMES), "where it is an agreed account: of what kind"),
            field("agreed_by", Shape::Participants, "who else agreed to the account"),
        ],
    ),
    kind(
        Kind::Warn,
        "warned of something",
        &[&["words"]],
        &[
            field("about", Shape::ParticipantOrList, "whose choice it is"),
            field("certainty", Shape::Text, "how certain, in the warner's own terms"),
            field("concerns", Shape::TextOrTexts, "the options of theirs that it concerns"),
        ],
    ),
    kind(Kind::Deny, "denied an earlier act", &[&["answers"]], &[]),
    kind(Kind::Characterise, "put an own label on another's act", &[&["answers"]], &[]),
    kind(Kind::OpenSilence, "began a silence procedure", &[&["draft"], &["until"], &["rule"]], &[RULE]),
    kind(Kind::BreakSilence, "objected under a silence procedure", &[&["answers"]], &[RULE]),
    kind(
        Kind::Replace,
        "changed a principal or a mandate",
        &[&["principal", "mandate"]],
        &[
            field("principal", Shape::Text, "the new principal"),
            field("mandate", Shape::Text, "the new mandate"),
            field("former", Shape::Text, "who or what it replaces"),
        ],
    ),
    kind(
        Kind::Convene,
        "called a round",
        &[],
        &[
            field("place", Shape::Text, "where"),
            field("ends", Shape::When, "the last day of the round"),
            field("attendees", Shape::Participants, "who is called, or came"),
            field("absent", Shape::Participants, "who stays away"),
            field("aims", Shape::Texts, "what it is for; \"clause 3\" links to the text"),
            field("without_deal", Shape::TextOrTexts, "what happens without a deal, as stated by somebody"),
            field("agenda", Shape::TextOrTexts, "what is to be discussed"),
            field("outcome", Shape::Text, "what came of it"),
            field("next", Shape::Steps, "what is to be done next, by whom and when"),
            field("resumes", Shape::Act, "the earlier round that it extends or resumes"),
            field("ask", Shape::Text, "the one thing to ask for"),
            field("fallback", Shape::Text, "what to fall back on"),
            field("ask_audience", Shape::Audience, "who may see `ask` and `fallback`; absent: the team only"),
        ],
    ),
    kind(
        Kind::Attend,
        "came to a round",
        &[&["answers"]],
        &[field("present", Shape::Flag, "false for somebody who did not come")],
    ),
    kind(
        Kind::Measure,
        "gave a dated figure",
        &[&["indicator"], &["value"], &["sources"]],
        &[
            field("indicator", Shape::Text, "what is counted"),
            field("value", Shape::Number, "the figure"),
            field("unit", Shape::Text, "the unit of the figure"),
            field("bound", Shape::OneOf(Bound::NAMES), "how the figure is meant"),
        ],
    ),
    kind(Kind::Initial, "initialled a text", &[&["draft"]], &[AUTHORITY]),
    kind(Kind::Sign, "signed a text", &[&["draft"]], &[AUTHORITY]),
    kind(Kind::Report, "told of performance", &[&["words"], &["by", "sources"]], FINDING),
    kind(Kind::Allege, "alleged a breach", &[&["words"]], &[ABOUT, OCCURRED]),
    kind(Kind::Verify, "established facts", &[&["words"]], VERIFICATION),
    kind(
        Kind::Disclose,
        "let somebody else see an act or a draft",
        &[&["answers", "draft"], &["to", "to_audience"]],
        &[field("to_audience", Shape::Audience, "to whom, where it is a named set or the public")],
    ),
    kind(Kind::Correct, "corrected an earlier act, which stays", &[&["answers"]], &[]),
    kind(Kind::Confirm, "confirmed an earlier act, or an entry of the plan", &[&["answers", "plan"]], &[]),
];

/// An item that is not an act: what it is called, its fields, and those that it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemSchema {
    /// What it is called, with its article: `a participant`.
    pub what: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
    /// Those that it must have.
    pub needs: &'static [&'static str],
}

impl ItemSchema {
    /// Whether it has a field of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name)
    }

    /// How it is written, by example: with the fields that it needs, or with its first.
    fn example(&self) -> String {
        let shown = |field: &&Field| self.needs.is_empty() || self.needs.contains(&field.name);
        let shown = self.fields.iter().filter(shown).take(self.needs.len().max(1));
        let pairs = shown.map(|field| {
            let example = field.shape.example();
            // Of several ways to write a value, one will do here.
            let one = if field.shape == Shape::When { example.split(',').next() } else { None };
            format!("{} = {}", field.name, one.unwrap_or(&example))
        });
        format!("{{ {} }}", pairs.collect::<Vec<String>>().join(", "))
    }
}

/// `[[participant]]`.
pub const PARTICIPANT: ItemSchema = ItemSchema {
    what: "a participant",
    fields: &[
        field("id", Shape::Id, "neutral id, by which everything else names the participant"),
        field("name", Shape::Text, "the name that the case uses"),
        field("role", Shape::OneOrMoreOf(Role::NAMES), "what the participant is in the negotiation"),
        field("lead", Shape::Flag, "true for the lead mediator"),
        field("principal", Shape::Text, "who decides behind the delegation"),
        field("mandate", Shape::Text, "what the delegation may agree to"),
        field("also", Shape::Texts, "other names that texts use for the participant"),
        field("audience", Shape::Audience, "who may know that they take part; absent: everybody"),
    ],
    needs: &["id", "name", "role"],
};

/// `[[term]]`.
pub const TERM: ItemSchema = ItemSchema {
    what: "a term",
    fields: &[
        field("id", Shape::Id, "neutral id of the contested thing"),
        field("neutral", Shape::Text, "the word that the case itself uses"),
        field("words", Shape::OwnWords, "each participant's own word for it"),
        field("renderings", Shape::Renderings, "how texts have it in each language"),
        field("audience", Shape::Audience, "who may see this entry; absent: everybody"),
    ],
    needs: &["id", "neutral"],
};

/// `[[audience]]`.
pub const NAMED_SET: ItemSchema = ItemSchema {
    what: "a named audience",
    fields: &[
        field("id", Shape::Id, "its name in audiences"),
        field("members", Shape::Participants, "who is in it"),
    ],
    needs: &["id", "members"],
};

/// `[[draft]]`.
pub const DRAFT: ItemSchema = ItemSchema {
    what: "a draft",
    fields: &[
        field("id", Shape::Id, "name of the draft"),
        field("title", Shape::Text, "a title for people"),
        field("file", Shape::File, "the file with its words, below the case folder"),
        field("lang", Shape::Language, "the language of the file"),
        field("by", Shape::ParticipantOrList, "who put it forward, as far as readers are told"),
        field("on", Shape::When, "when it was put forward"),
        field("known", Shape::When, "when the record learnt of it; absent: when it was put forward"),
        field("audience", Shape::Audience, "who may see it; absent: the team only"),
        field(
            "authentic",
            Shape::OneOf(&["text", "summary", "unpublished", "translation"]),
            "how the file relates to the words",
        ),
        field("of", Shape::Draft, "the draft that it translates"),
        field("force", Shape::OneOf(Force::NAMES), "what force a translation has"),
        field("current", Shape::Flag, "true for the text now negotiated"),
        field("sources", Shape::Sources, "where it is known from"),
        field("note", Shape::Text, "a remark for whoever may see the draft"),
        field("readings", Shape::Readings, "how brackets are to be read, where the usual reading is wrong"),
        field(
            "changes",
            Shape::OneOf(Pending::NAMES),
            "how tracked changes that wait in a Word document are read; accepted where nothing is said",
        ),
    ],
    needs: &["id", "lang", "on", "authentic"],
};

/// `[[note]]`.
pub const NOTE: ItemSchema = ItemSchema {
    what: "a note",
    fields: &[
        field("id", Shape::Id, "name of the note"),
        field("on", Shape::When, "when it was taken"),
        field("words", Shape::Text, "what it says"),
        field("audience", Shape::Audience, "who may see it; absent: the team only"),
    ],
    needs: &["id", "on", "words"],
};

/// `[[match]]`.
pub const MATCH: ItemSchema = ItemSchema {
    what: "a match",
    fields: &[
        field("from", Shape::Draft, "the older draft"),
        field("to", Shape::Draft, "the newer draft"),
        field("old", Shape::Clauses, "clauses of the older draft; an empty list: those in `new` are new"),
        field("new", Shape::Clauses, "what they became; an empty list: those in `old` are deleted"),
    ],
    needs: &["from", "to", "old", "new"],
};

/// One of `sources`.
pub const SOURCE: ItemSchema = ItemSchema {
    what: "a source",
    fields: &[
        field("kind", Shape::OneOf(SourceKind::NAMES), "what kind of source it is"),
        field("who", Shape::Text, "who says so, as far as readers are told"),
        field("ref", Shape::Text, "where it is found"),
        field("date", Shape::Day, "when it was published or said"),
        field("identity", Shape::Text, "the person behind it, for a few readers only"),
        field("identity_audience", Shape::Audience, "who may know the person; absent: the team only"),
    ],
    needs: &["kind", "who", "ref"],
};

/// One of several dates in `on`.
pub const DATED: ItemSchema = ItemSchema {
    what: "a date with its source",
    fields: &[field("date", Shape::When, "the date"), field("source", Shape::Text, "who gives this date")],
    needs: &["date"],
};

/// One of `next`.
pub const STEP: ItemSchema = ItemSchema {
    what: "a next step",
    fields: &[
        field("what", Shape::Text, "what is to be done"),
        field("on", Shape::When, "when"),
        field("owner", Shape::Participant, "who sees to it"),
    ],
    needs: &["what"],
};

/// One of `readings`.
pub const READING: ItemSchema = ItemSchema {
    what: "a reading",
    fields: &[
        field("at", Shape::Text, "line and column of the bracket: \"12:5\""),
        field("as", Shape::OneOf(ReadAs::NAMES), "what it is"),
    ],
    needs: &["at", "as"],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_kinds_is_in_the_order_of_the_kinds() {
        let listed: Vec<Kind> = KINDS.iter().map(|schema| schema.kind).collect();
        assert_eq!(listed, Kind::ALL);
    }

    #[test]
    fn whatever_a_kind_needs_is_among_its_fields_and_no_field_is_there_twice() {
        for &kind in Kind::ALL {
            let names: Vec<&str> = fields_of(kind).map(|field| field.name).collect();
            for needed in of(kind).needs.iter().copied().flatten() {
                assert!(names.contains(needed), "{kind} needs {needed}");
            }
            let mut once = names.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), names.len(), "{kind}");
        }
    }

    #[test]
    fn need_tells_required_from_one_of_several() {
        assert_eq!(of(Kind::Accept).need("draft"), Need::OneOf(&["draft", "answers"]));
        assert_eq!(of(Kind::Sign).need("draft"), Need::Required);
        assert_eq!(of(Kind::Amend).need("words"), Need::OneOf(&["draft", "words"]));
        assert_eq!(of(Kind::Measure).need("by"), Need::Optional);
        assert_eq!(of(Kind::Ask).need("by"), Need::Required);
        assert_eq!(of(Kind::Ask).need("note"), Need::Optional);
    }
}
