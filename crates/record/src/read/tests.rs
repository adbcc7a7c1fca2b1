mod plan;

use std::ops::Range;

use jiff::tz::TimeZone;
use toml::de::DeTable;

use super::*;
use crate::act::{Acceptance, Behind, Choice, Deed, Extent, Kind, Rearranged, Strength};
use crate::audience::{Audience, AudienceName};
use crate::participant::Role;
use crate::schema::{self, Shape};

fn context() -> Context {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Context {
        names: Names { participants: set(&["upper", "lower", "council"]), sets: set(&["mediators"]) },
        zone: TimeZone::UTC,
    }
}

type Reader<T> = fn(&DeTable<'_>, Range<usize>, &Context) -> Result<Read<T>, Vec<Problem>>;

fn read_with<T>(read: Reader<T>, text: &str) -> Result<Read<T>, Vec<Problem>> {
    let table = DeTable::parse(text).unwrap();
    read(table.get_ref(), 0..text.len(), &context())
}

/// Every problem as `place: message; expected; help`.
fn told<T>(read: Reader<T>, text: &str) -> Vec<String> {
    let problems = read_with(read, text).err().unwrap_or_default();
    problems
        .into_iter()
        .map(|problem| {
            let place = if problem.span == (0..text.len()) { "item" } else { &text[problem.span] };
            format!(
                "{place}: {}; {}; {}",
                problem.message,
                problem.expected,
                problem.help.unwrap_or_default()
            )
        })
        .collect()
}

const HEAD: &str = "id = \"a\"\nkind = \"accept\"\nby = \"upper\"\non = 2031-03-05\ndraft = \"first\"\n";

/// Checks what is told of each mistake: the text, and what is told, one line for each problem.
fn check<T>(read: Reader<T>, head: &str, mistakes: &[(&str, &[&str])]) {
    for (text, expected) in mistakes {
        assert_eq!(told(read, &format!("{head}{text}\n")), *expected, "{text}");
    }
}

#[test]
fn an_act_is_read_with_all_that_it_says_and_every_reference_has_its_place() {
    let text = r##"
id = "k3v9"
kind = "accept"
by = ["upper", "lower"]
through = "council"
confirmed = true
on = [{ date = 2031-03-07, source = "The Gazette" }, { date = 2031-03-05T18:00:00+03:00 }]
known = 2031-03-08
draft = "first"
clauses = ["2", "3(a)"]
extent = "words"
strength = "can_live_with"
choice = ["#2", "in", "from dawn to dusk"]
if = ["m2xd"]
until = 2031-03-20
origin = "upper"
audience = ["public", "mediators", "council"]
sources = [{ kind = "leak", who = "a guest", ref = "letter", identity = "the elder daughter", identity_audience = ["council"] }]
"##;
    let Read { item, references } = read_with(act, text).unwrap();
    assert_eq!(item.by, ["upper".into(), "lower".into()]);
    assert_eq!(item.earliest().to_string(), "2031-03-05T18:00+03:00", "the earliest account orders the act");
    assert_eq!(item.on[1].source.as_deref(), Some("The Gazette"));
    assert_eq!(item.known.to_string(), "2031-03-08");
    let given = Acceptance {
        extent: Some(Extent::Words),
        strength: Some(Strength::CanLiveWith),
        authority: None,
        finality: None,
        form: None,
    };
    assert_eq!(item.deed, Deed::Accept(given), "what is not said is not supplied");
    assert_eq!(item.choice, [Choice::Alternative(2), Choice::In, Choice::Words("from dawn to dusk".into())]);
    assert_eq!(
        item.origin.unwrap().audience,
        Audience::team(),
        "an origin without audience is for the team only"
    );
    assert_eq!(
        item.sources[0].identity.as_ref().unwrap().audience.0,
        [AudienceName::Participant("council".into())]
    );
    let names = [
        AudienceName::Public,
        AudienceName::Set("mediators".into()),
        AudienceName::Participant("council".into()),
    ];
    assert_eq!(item.audience.0, names);

    let places: Vec<&str> = references.iter().map(|reference| &text[reference.span.clone()]).collect();
    let expected = [
        "\"upper\"",
        "\"lower\"",
        "\"council\"",
        "\"first\"",
        "\"2\"",
        "\"3(a)\"",
        "\"m2xd\"",
        "\"upper\"",
        "\"mediators\"",
        "\"council\"",
        "\"council\"",
    ];
    assert_eq!(places, expected);
    assert_eq!(references[5].target, Target::Clause { draft: "first".into(), name: "3(a)".into() });
    assert_eq!(references[6].target, Target::Act("m2xd".into()));
}

/// Whether the entry of a hidden participant is there must not decide whether others see the act.
#[test]
fn a_name_in_an_audience_that_the_case_does_not_have_costs_the_name_and_not_the_act() {
    let text = format!("{HEAD}audience = [\"uper\", \"stranger\", \"lower\"]\n");
    let Read { item, references } = read_with(act, &text).unwrap();
    let somebody = |id: &str| AudienceName::Participant(id.into());
    assert_eq!(item.audience.0, [somebody("uper"), somebody("stranger"), somebody("lower")]);
    let told: Vec<(String, String)> = references
        .iter()
        .filter(|reference| reference.is_in_audience())
        .map(|reference| {
            let told = reference.missing(["upper", "lower", "mediators"]);
            assert_eq!(told.expected, Shape::Audience.expected());
            (told.message, told.help.unwrap_or_default())
        })
        .take(2)
        .collect();
    let pair = |message: &str, help: &str| (message.to_owned(), help.to_owned());
    assert_eq!(
        told,
        [
            pair("`audience` names “uper”, who is not in the case", "did you mean \"upper\"?"),
            pair(
                "`audience` names “stranger”, who is not in the case",
                "add a [[participant]] or an [[audience]] of that id to case.toml"
            ),
        ]
    );
}

#[test]
fn an_act_without_audience_is_for_the_team_only_and_a_participant_without_one_is_known_to_all() {
    let alone = read_with(act, HEAD).unwrap().item;
    assert_eq!(alone.audience, Audience::team());
    assert_eq!(alone.known, alone.earliest());
    let known =
        read_with(participant, "id = \"x\"\nname = \"X\"\nrole = [\"mediator\", \"guarantor\"]\nlead = true")
            .unwrap();
    assert_eq!(known.item.audience, Audience::public());
    assert_eq!(known.item.roles, [Role::Mediator, Role::Guarantor]);
}

/// A value for every shape, so that an act with all fields of its kind can be read.
fn value_for(shape: Shape) -> &'static str {
    match shape {
        Shape::When => "2031-03-06",
        Shape::Dates | Shape::Day => "2031-03-05",
        Shape::Choices => "[\"#1\"]",
        Shape::Audience => "[\"council\", \"mediators\"]",
        Shape::Participants => "[\"upper\", \"council\"]",
        Shape::Kind | Shape::OneOf(_) | Shape::OneOrMoreOf(_) => "",
        Shape::Number => "1_000.50",
        Shape::Flag => "true",
        Shape::Steps => "[{ what = \"x\", on = 2031-03-05, owner = \"council\" }]",
        Shape::Sources => "[{ kind = \"text\", who = \"x\", ref = \"y\", date = 2031-03-05 }]",
        Shape::Act => "\"b\"",
        Shape::Texts | Shape::Clauses | Shape::Acts | Shape::Provisions => "[\"b\"]",
        Shape::Count => "3",
        _ => "\"en\"",
    }
}

#[test]
fn every_field_of_every_kind_is_read_and_leaving_out_what_is_needed_is_told() {
    for &kind in Kind::ALL {
        // A draft is disclosed as a whole.
        let can_have = |field: &&schema::Field| match field.name {
            "clauses" => kind != Kind::Disclose,
            // What is to go has no words.
            "strikes" => false,
            _ => true,
        };
        let line = |field: &schema::Field| match field.shape {
            Shape::Kind => format!("kind = \"{kind}\"\n"),
            Shape::OneOf(_) if field.name == "extent" => "extent = \"words\"\n".to_owned(),
            Shape::OneOf(names) => format!("{} = \"{}\"\n", field.name, names[names.len() - 1]),
            // What is sealed is put to two others at least.
            _ if field.name == "to" => "to = [\"upper\", \"lower\"]\n".to_owned(),
            _ if field.name == "present" => "present = false\n".to_owned(),
            // What is told of has happened by then.
            _ if field.name == "occurred" => "occurred = 2031-03-05\n".to_owned(),
            shape => format!("{} = {}\n", field.name, value_for(shape)),
        };
        let whole: String = schema::fields_of(kind).filter(can_have).map(line).collect();
        let full = read_with(act, &whole).unwrap_or_else(|problems| panic!("{kind}: {problems:?}")).item;
        assert_eq!(full.kind(), kind);
        for field in schema::fields_of(kind).filter(can_have) {
            let others = schema::fields_of(kind).filter(can_have).filter(|other| other.name != field.name);
            let without: String = others.map(line).collect();
            match read_with(act, &without) {
                Ok(without) => {
                    assert!(without.item != full, "`{}` of {kind} is not read", field.name);
                    assert_ne!(
                        schema::of(kind).need(field.name),
                        schema::Need::Required,
                        "{kind}: {}",
                        field.name
                    );
                }
                Err(problems) => assert!(
                    problems.iter().any(|problem| problem.message.contains(&format!("`{}`", field.name))),
                    "{kind} without {}: {problems:?}",
                    field.name
                ),
            }
        }
    }
}

#[test]
fn numbers_keep_the_digits_that_were_typed() {
    let head = "id = \"m\"\nkind = \"measure\"\non = 2031-01-01\nindicator = \"x\"\nsources = [{ kind = \"text\", who = \"x\", ref = \"y\" }]\n";
    for (typed, kept) in [("40_000", "40000"), ("12.50", "12.50"), ("-3", "-3"), ("1e3", "1e3")] {
        let Deed::Measure(figure) = read_with(act, &format!("{head}value = {typed}")).unwrap().item.deed
        else {
            panic!()
        };
        assert_eq!(figure.value.as_str(), kept);
    }
}

#[test]
fn what_a_reference_does_not_find_is_told_with_the_nearest_name() {
    let reference = |target| Reference { span: 3..5, field: "answers", target };
    let missing = reference(Target::Act("k3v8".into())).missing(["k3v9", "p7tq"]);
    assert_eq!(missing.message, "`answers` names an act “k3v8”, which is not in the case");
    assert_eq!(missing.expected, "the id of an act of this case");
    assert_eq!(missing.help.as_deref(), Some("did you mean \"k3v9\"?"));
    let missing = reference(Target::Draft("third".into())).missing(["first"]);
    assert_eq!(missing.message, "`answers` names a draft “third”, which is not in the case");
    assert_eq!(missing.help.as_deref(), Some("add a [[draft]] to case.toml"));
    let missing = reference(Target::Participant("uper".into())).missing(["upper"]);
    assert_eq!(missing.message, "`answers` names a participant “uper”, which is not in the case");
    let clause = Target::Clause { draft: "first".into(), name: "9".into() };
    let missing = reference(clause).missing(["12", "13"]);
    assert_eq!(missing.message, "`answers` names a clause “9”, which draft “first” does not have");
    assert_eq!(missing.expected, "a label of the draft, such as \"2\", \"3(a)\" or \"Article 4, 2\"");
    assert_eq!(missing.help, None);
}

#[test]
fn unknown_fields_and_fields_of_another_kind() {
    check(
        act,
        HEAD,
        &[
            (
                r#"clauess = ["2"]"#,
                &[
                    "clauess: an act of kind `accept` has no field `clauess`; a field that an act of kind `accept` can have; did you mean `clauses`?",
                ],
            ),
            (
                "copy = 3",
                &[
                    "copy: an act of kind `accept` has no field `copy`: that belongs to `deliver` and `show`; a field that an act of kind `accept` can have; take it out, or change `kind`",
                ],
            ),
            (
                r#"attendees = ["upper"]"#,
                &[
                    "attendees: an act of kind `accept` has no field `attendees`: that belongs to `convene`; a field that an act of kind `accept` can have; take it out, or change `kind`",
                ],
            ),
            (
                "zzzz = 1",
                &[
                    "zzzz: an act of kind `accept` has no field `zzzz`; a field that an act of kind `accept` can have; take it out; what has no field of its own can stand in a `note`",
                ],
            ),
        ],
    );
}

#[test]
fn values_of_the_wrong_kind() {
    check(
        act,
        HEAD,
        &[
            (
                r#"confirmed = "yes""#,
                &[
                    r#""yes": `confirmed` is a text; true or false, without quotation marks; write it without quotation marks: confirmed = true"#,
                ],
            ),
            (
                r#"red_line = "very""#,
                &[
                    r#""very": `red_line` is a text; true or false, without quotation marks; write, for example: red_line = true"#,
                ],
            ),
            (
                r#"until = "2031-03-09""#,
                &[
                    r#""2031-03-09": `until` is a text; a date, or a date and time, without quotation marks; write it without quotation marks: until = 2031-03-09"#,
                ],
            ),
            (
                r#"until = "in May""#,
                &[
                    r#""in May": `until` is a text; a date, or a date and time, without quotation marks; write, for example: until = 2031-03-05, or 2031-03-05T18:00:00"#,
                ],
            ),
            (
                "until = 18:00:00",
                &[
                    "18:00:00: `until` is a time of day without a date: 18:00:00; a date, or a date and time, without quotation marks; write, for example: until = 2031-03-05",
                ],
            ),
            (
                "known = 5",
                &[
                    "5: `known` is a whole number; a date, or a date and time, without quotation marks; write, for example: known = 2031-03-05, or 2031-03-05T18:00:00",
                ],
            ),
            (
                r#"lang = "English""#,
                &[
                    r#""English": `lang` is “English”, which is not a language tag; a language tag such as "en", "ar" or "pt-BR"; write the short tag: "en" for English, "ar" for Arabic, "fr" for French"#,
                ],
            ),
            (
                r#"clauses = "2""#,
                &[
                    r#""2": `clauses` is a text; a list of clauses by their labels; write it in square brackets: clauses = ["2"]"#,
                ],
            ),
            (
                "clauses = [2]",
                &[
                    r#"2: `clauses` is a whole number; a list of clauses by their labels; write it in quotation marks: "2""#,
                ],
            ),
            (
                r#"audience = "public""#,
                &[
                    r#""public": `audience` is a text; a list of participants, of named sets, "public" or "team"; write it in square brackets: audience = ["public"]"#,
                ],
            ),
            (
                "choice = [2]",
                &[
                    r#"2: `choice` is a whole number; a list: the option taken at each open point, in order; write it in quotation marks: "2""#,
                ],
            ),
            (
                r#"sources = { kind = "text" }"#,
                &[
                    r#"{ kind = "text" }: `sources` is a group in braces; a list of sources; write it in square brackets: sources = [{ … }]"#,
                ],
            ),
            (
                r#"sources = ["letter"]"#,
                &[
                    r#""letter": `sources` has a text in its list; a list of sources; write, for example: sources = [{ kind = "text", who = "Lower Farm", ref = "letter of 5 March" }]"#,
                ],
            ),
            (
                "note = 3",
                &[
                    r#"3: `note` is a whole number; a text in quotation marks; write it in quotation marks: note = "3""#,
                ],
            ),
            (
                "label = 2031-03-05",
                &[
                    r#"2031-03-05: `label` is a date; a text in quotation marks; write it in quotation marks: label = "2031-03-05""#,
                ],
            ),
            (
                r#"if = "b""#,
                &[
                    r#""b": `if` is a text; a list of acts by their ids; write it in square brackets: if = ["b"]"#,
                ],
            ),
            (
                r#"words = ["a"]"#,
                &[r#"["a"]: `words` is a list; a text in quotation marks; write, for example: words = "…""#],
            ),
        ],
    );
}

#[test]
fn names_that_are_not_in_the_list_of_a_field() {
    check(
        act,
        HEAD,
        &[
            (
                r#"extent = "wrods""#,
                &[
                    r#""wrods": `extent` cannot be “wrods”; one of "words" or "concept"; did you mean "words"?"#,
                ],
            ),
            (
                r#"strength = "fully""#,
                &[
                    r#""fully": `strength` cannot be “fully”; one of "accepts", "can_live_with", "no_objection" or "takes_note"; "#,
                ],
            ),
            (
                r##"choice = ["#0"]"##,
                &[
                    r##""#0": `choice` has “#0”, which names no alternative; the chosen words, "#1" for the first alternative, "in" or "out"; alternatives are counted from 1: "#1", "#2""##,
                ],
            ),
            (
                r##"choice = ["#x"]"##,
                &[
                    r##""#x": `choice` has “#x”, which names no alternative; the chosen words, "#1" for the first alternative, "in" or "out"; alternatives are counted from 1: "#1", "#2""##,
                ],
            ),
        ],
    );
}

#[test]
fn empty_texts_and_lists() {
    check(
        act,
        HEAD,
        &[
            (
                "clauses = []",
                &[
                    "[]: `clauses` is an empty list; a list of clauses by their labels; name the clauses, or leave `clauses` out where the whole draft is meant",
                ],
            ),
            (
                "audience = []",
                &[
                    r#"[]: `audience` is an empty list; a list of participants, of named sets, "public" or "team"; write audience = ["team"] where only the team may see it"#,
                ],
            ),
            (
                "to = []",
                &[
                    "[]: `to` is an empty list; a participant's id in quotation marks, or a list of them; name somebody, or leave `to` out",
                ],
            ),
            (
                r#"note = " ""#,
                &[r#"" ": `note` is empty; a text in quotation marks; write it, or leave `note` out"#],
            ),
        ],
    );
}

#[test]
fn names_given_twice() {
    check(
        act,
        HEAD,
        &[
            (r#"clauses = ["2", "2"]"#, &[r#""2": `clauses` has “2” twice; each name once; take one out"#]),
            (
                r#"audience = ["upper", "upper"]"#,
                &[r#""upper": `audience` has “upper” twice; each name once; take one out"#],
            ),
            (
                r#"to = ["lower", "lower"]"#,
                &[r#""lower": `to` has “lower” twice; each name once; take one out"#],
            ),
            (r#"if = ["b", "b"]"#, &[r#""b": `if` has “b” twice; each name once; take one out"#]),
        ],
    );
}

#[test]
fn fields_that_do_not_go_together() {
    check(
        act,
        HEAD,
        &[
            (
                r#"if = ["a"]"#,
                &[r#"["a"]: `if` names the act itself; other acts; name the act on which this one depends"#],
            ),
            (
                r#"answers = "a""#,
                &[r#""a": `answers` names the act itself; another act; name the earlier act"#],
            ),
            (
                "until = 2031-03-04",
                &[
                    "2031-03-04: `until` is 2031-03-04, before `on`, 2031-03-05; `until` not before `on`; correct one of the two dates",
                ],
            ),
            (
                r#"origin_audience = ["team"]"#,
                &[
                    r#"["team"]: `origin_audience` is there without `origin`; `origin`: what it is about; add `origin`, or take `origin_audience` out"#,
                ],
            ),
        ],
    );
}

#[test]
fn mistakes_within_sources_are_all_told() {
    check(
        act,
        HEAD,
        &[
            (
                r#"sources = [{ kind = "text", who = "", date = 2031-03-05T10:00:00 }]"#,
                &[
                    r#"{ kind = "text", who = "", date = 2031-03-05T10:00:00 }: `ref` is missing: a source needs it; `ref`: where it is found; add, for example: ref = "…""#,
                    r#""": `who` is empty; a text in quotation marks; write it, or leave `who` out"#,
                    "2031-03-05T10:00:00: `date` has a time of day; a date without quotation marks and without a time; write date = 2031-03-05",
                ],
            ),
            (
                r#"sources = [{ kind = "txt", who = "x", ref = "y", identity_audience = ["team"] }]"#,
                &[
                    r#""txt": `kind` cannot be “txt”; one of "text", "statement", "report", "anonymous" or "leak"; did you mean "text"?"#,
                    r#"["team"]: `identity_audience` is there without `identity`; both, or `identity` alone, which is then for the team only; add `identity`, or take `identity_audience` out"#,
                ],
            ),
            (
                r#"sources = [{ kind = "text", who = "x", ref = "y", page = 3 }]"#,
                &[
                    "page: a source has no field `page`; a field that a source can have; take it out; what has no field of its own can stand in a `note`",
                ],
            ),
        ],
    );
}

#[test]
fn acts_without_what_their_kind_needs() {
    check(
        act,
        "",
        &[
            (
                "",
                &[
                    r#"item: `id` is missing: an act needs it; `id`: name of the act, unique in the case; add, for example: id = "k3v9""#,
                    r#"item: `kind` is missing: an act needs it; `kind`: what was done; add, for example: kind = "accept""#,
                    r#"item: `on` is missing: an act needs it; `on`: when it was done; add, for example: on = 2031-03-05, or [{ date = 2031-03-05, source = "…" }, { date = 2031-03-07, source = "…" }]"#,
                ],
            ),
            (
                r#"kind = "accept""#,
                &[
                    r#"item: `id` is missing: an act of kind `accept` needs it; `id`: name of the act, unique in the case; add, for example: id = "k3v9""#,
                    r#"item: `on` is missing: an act of kind `accept` needs it; `on`: when it was done; add, for example: on = 2031-03-05, or [{ date = 2031-03-05, source = "…" }, { date = 2031-03-07, source = "…" }]"#,
                    r#"item: `by` is missing: an act of kind `accept` needs it; `by`: who did it, or who put it forward as far as readers are told; add, for example: by = "council""#,
                    r#"item: `draft` and `answers` are both missing: an act of kind `accept` needs one of them; `draft` or `answers`; add, for example: draft = "first""#,
                ],
            ),
            (
                "kind = \"acept\"\nid = \"x\"\non = 2031-01-01\nstrength = 1",
                &[
                    r#""acept": `kind` cannot be “acept”; one of "table", "amend", "clarify", "interpret", "float", "accept", "reserve", "reject", "withdraw", "lapse", "endorse", "deliver", "show", "convey", "ask", "respond", "assure", "state", "warn", "deny", "characterise", "open_silence", "break_silence", "replace", "convene", "attend", "measure", "initial", "sign", "report", "allege", "verify", "disclose", "correct" or "confirm"; did you mean "accept"?"#,
                    r#"1: `strength` is a whole number; one of "accepts", "can_live_with", "no_objection" or "takes_note"; write, for example: strength = "accepts""#,
                ],
            ),
            (
                "id = \"\"\nkind = \"accept\"\non = []",
                &[
                    r#"item: `by` is missing: an act of kind `accept` needs it; `by`: who did it, or who put it forward as far as readers are told; add, for example: by = "council""#,
                    r#"item: `draft` and `answers` are both missing: an act of kind `accept` needs one of them; `draft` or `answers`; add, for example: draft = "first""#,
                    r#""": `id` is empty; a name of its own, in quotation marks; write, for example: id = "k3v9""#,
                    "[]: `on` is an empty list; a date without quotation marks, or a list of dates with their sources; write, for example: on = 2031-03-05",
                ],
            ),
            (
                "id = \"x\"\nkind = \"amend\"\nby = \"upper\"\non = [2031-01-01]\nclauses = [\"2\"]",
                &[
                    r#"item: `draft` and `words` are both missing: an act of kind `amend` needs one of them; `draft` or `words`; add, for example: draft = "first""#,
                    r#"2031-01-01: `on` has a date in its list; a date without quotation marks, or a list of dates with their sources; write { date = 2031-01-01, source = "who says so" }"#,
                    r#"["2"]: `clauses` is there without `draft`; `draft`: the draft whose clauses they are; add `draft`, or take `clauses` out"#,
                ],
            ),
            (
                "id = \"x\"\nkind = \"open_silence\"\nby = \"council\"\non = 2031-01-01",
                &[
                    r#"item: `draft` is missing: an act of kind `open_silence` needs it; `draft`: the draft that it concerns; add, for example: draft = "first""#,
                    "item: `until` is missing: an act of kind `open_silence` needs it; `until`: when it ends; add, for example: until = 2031-03-05, or 2031-03-05T18:00:00",
                    r#"item: `rule` is missing: an act of kind `open_silence` needs it; `rule`: the rule under which silence lets a text pass; add, for example: rule = "…""#,
                ],
            ),
            (
                "id = \"x\"\nkind = \"replace\"\nby = \"upper\"\non = 2031-01-01\nformer = \"A. Hill\"",
                &[
                    r#"item: `principal` and `mandate` are both missing: an act of kind `replace` needs one of them; `principal` or `mandate`; add, for example: principal = "…""#,
                ],
            ),
        ],
    );
}

#[test]
fn figures() {
    check(
        act,
        "kind = \"measure\"\non = 2031-01-01\nindicator = \"x\"\nid = \"m\"\n",
        &[
            (
                "value = \"40,000\"\nsources = []",
                &[
                    r#""40,000": `value` is a text; a number; write it without quotation marks and without commas: value = 40000"#,
                    r#"[]: `sources` is an empty list: a figure is never recorded without its source; at least one source; write, for example: sources = [{ kind = "report", who = "Harbour Office", ref = "report of 5 March" }]"#,
                ],
            ),
            (
                "value = nan",
                &[
                    r#"item: `sources` is missing: an act of kind `measure` needs it; `sources`: where it is known from; add, for example: sources = [{ kind = "text", who = "Lower Farm", ref = "letter of 5 March" }]"#,
                    "nan: `value` is nan, which is not a number that can be counted or measured; a number; write the figure in decimal digits: 40000, or 12.5",
                ],
            ),
            (
                "value = -inf\nsources = [{ kind = \"text\", who = \"x\", ref = \"y\" }]",
                &[
                    "-inf: `value` is -inf, which is not a number that can be counted or measured; a number; write the figure in decimal digits: 40000, or 12.5",
                ],
            ),
            (
                "value = 0xff\nunit = 1\nsources = [{ kind = \"text\", who = \"x\", ref = \"y\" }]",
                &[
                    "0xff: `value` is 0xff, which is not a number that can be counted or measured; a number; write the figure in decimal digits: 40000, or 12.5",
                    r#"1: `unit` is a whole number; a text in quotation marks; write it in quotation marks: unit = "1""#,
                ],
            ),
        ],
    );
}

#[test]
fn dates_and_rounds() {
    check(
        act,
        "kind = \"convene\"\nby = \"upper\"\nid = \"r\"\n",
        &[
            (
                "on = [{ date = 2031-01-01 }, { date = 2031-01-01 }]",
                &[
                    "[{ date = 2031-01-01 }, { date = 2031-01-01 }]: `on` has the date 2031-01-01 twice from the same source; each date once for each source; take one out",
                ],
            ),
            (
                r#"on = [{ date = "2031-01-01", source = 3 }, { source = "x" }]"#,
                &[
                    r#""2031-01-01": `date` is a text; a date, or a date and time, without quotation marks; write it without quotation marks: date = 2031-01-01"#,
                    r#"3: `source` is a whole number; a text in quotation marks; write it in quotation marks: source = "3""#,
                    r#"{ source = "x" }: `date` is missing: a date with its source needs it; `date`: the date; add, for example: date = 2031-03-05, or 2031-03-05T18:00:00"#,
                ],
            ),
            (
                "on = 2031-01-03\nends = 2031-01-02\nresumes = \"r\"",
                &[
                    "2031-01-02: `ends` is 2031-01-02, before `on`, 2031-01-03; `ends` not before `on`; correct one of the two dates",
                    r#""r": `resumes` names the act itself; another act; name the earlier act"#,
                ],
            ),
            (
                "on = 2031-01-03\nnext = [{ on = 2031-01-01 }]\ndelivered = true",
                &[
                    r#"{ on = 2031-01-01 }: `what` is missing: a next step needs it; `what`: what is to be done; add, for example: what = "…""#,
                    "delivered: an act of kind `convene` has no field `delivered`; a field that an act of kind `convene` can have; take it out; what has no field of its own can stand in a `note`",
                ],
            ),
        ],
    );
}

#[test]
fn participants() {
    check(
        participant,
        "",
        &[
            (
                "id = \"public\"\nname = \"x\"\nrole = []",
                &[
                    r#""public": `id` cannot be "public", which always means the same; another name; choose another id"#,
                    r#"[]: `role` is an empty list; at least one role; write, for example: role = "party""#,
                ],
            ),
            (
                "id = \"x\"\nname = \"x\"\nrole = \"party\"\nlead = true\nrloe = 1",
                &[
                    r#"true: `lead` is true for somebody who is no mediator; `lead` only for a mediator; take `lead` out, or add "mediator" to `role`"#,
                    "rloe: a participant has no field `rloe`; a field that a participant can have; did you mean `role`?",
                ],
            ),
            (
                "id = \" x\"\nname = \"x\"\nrole = \"partie\"",
                &[
                    r#"" x": `id` begins or ends with a space, or has a line break or tab in it; a name of its own, in quotation marks; write id = "x""#,
                    r#""partie": `role` cannot be “partie”; one or several of "party", "mediator", "guarantor", "endorser" and "outside_actor"; did you mean "party"?"#,
                ],
            ),
            (
                "id = \"x\"\nname = \"x\"\nrole = [\"party\", \"party\"]\nalso = \"y\"",
                &[
                    r#""party": `role` has “party” twice; each name once; take one out"#,
                    r#""y": `also` is a text; a list of texts; write it in square brackets: also = ["y"]"#,
                ],
            ),
        ],
    );
}

#[test]
fn terms() {
    check(
        term,
        "",
        &[
            (
                "id = \"x\"\nwords = \"y\"",
                &[
                    r#"item: `neutral` is missing: a term needs it; `neutral`: the word that the case itself uses; add, for example: neutral = "…""#,
                    r#""y": `words` is a text; each participant's own word, in braces; write, for example: words = { upper = "our well", lower = "the common well" }"#,
                ],
            ),
            (
                "id = \"x\"\nneutral = \"y\"\nwords = { upper = 3 }",
                &[
                    r#"3: `words` is a whole number; each participant's own word, in braces; write, for example: words = { upper = "our well", lower = "the common well" }"#,
                ],
            ),
        ],
    );
}

#[test]
fn named_sets() {
    check(
        named_set,
        "",
        &[
            (
                "id = \"team\"\nmembers = []",
                &[
                    r#""team": `id` cannot be "team", which always means the same; another name; choose another id"#,
                    "[]: `members` is an empty list; a list of participants; name somebody, or leave `members` out",
                ],
            ),
            (
                "id = \"x\"\nmembers = \"upper\"",
                &[
                    r#""upper": `members` is a text; a list of participants; write it in square brackets: members = ["upper"]"#,
                ],
            ),
        ],
    );
}

#[test]
fn notes() {
    check(
        note,
        "",
        &[(
            "id = \"n\"\non = 2031-01-01\nwords = \"\"\nby = \"upper\"",
            &[
                r#""": `words` is empty; a text in quotation marks; write it, or leave `words` out"#,
                "by: a note has no field `by`; a field that a note can have; take it out; what has no field of its own can stand in a `note`",
            ],
        )],
    );
}

#[test]
fn drafts() {
    check(
        draft,
        "id = \"d\"\nlang = \"en\"\non = 2031-01-01\n",
        &[
            (
                r#"authentic = "text""#,
                &[
                    r#""text": `file` is missing: only a draft whose text is not known can do without one; `file`: the file with its words; add, for example: file = "drafts/first.en.md"; or write authentic = "unpublished""#,
                ],
            ),
            (
                "authentic = \"translation\"\nfile = \"../x\"\nreadings = [{ at = \"0:1\", as = \"txt\" }]",
                &[
                    r#""translation": `of` is missing: a translation names the draft that it translates; `of`: the draft that it translates; add, for example: of = "first""#,
                    r#""../x": `file` leads out of the case folder: “../x”; a file below the case folder, in quotation marks; copy the file into the folder `drafts` of the case and write file = "drafts/…""#,
                    r#""0:1": `at` is “0:1”, which is not a place; line and column of the bracket, counted from 1; write, for example: at = "12:5""#,
                    r#""txt": `as` cannot be “txt”; one of "text", "optional", "alternatives", "placeholder" or "link"; did you mean "text"?"#,
                ],
            ),
            (
                "authentic = \"translation\"\nfile = \"x\"\nof = \"d\"",
                &[r#""d": `of` names the draft itself; another draft; name the draft that it translates"#],
            ),
            (
                "authentic = \"text\"\nfile = \"/x\"\nof = \"y\"\nreadings = [{ at = \"x\", as = \"text\" }]",
                &[
                    r#""/x": `file` leads out of the case folder: “/x”; a file below the case folder, in quotation marks; copy the file into the folder `drafts` of the case and write file = "drafts/…""#,
                    r#""y": `of` belongs to a translation; `of` only with authentic = "translation"; take it out, or write authentic = "translation""#,
                    r#""x": `at` is “x”, which is not a place; line and column of the bracket, counted from 1; write, for example: at = "12:5""#,
                ],
            ),
            (
                "authentic = \"oral\"\nfile = \"C:x\"\ncurrent = \"true\"",
                &[
                    r#""oral": `authentic` cannot be “oral”; one of "text", "summary", "unpublished" or "translation"; "#,
                    r#""C:x": `file` leads out of the case folder: “C:x”; a file below the case folder, in quotation marks; copy the file into the folder `drafts` of the case and write file = "drafts/…""#,
                    r#""true": `current` is a text; true or false, without quotation marks; write it without quotation marks: current = true"#,
                ],
            ),
        ],
    );
}

#[test]
fn matches() {
    check(
        lineage_match,
        "",
        &[
            (
                "from = \"a\"\nto = \"a\"\nold = []\nnew = []",
                &[
                    r#""a": `from` and `to` name the same draft; two drafts; name the older and the newer draft"#,
                    "[]: `old` and `new` are both empty lists; clauses in at least one of them; name the clauses, or take the whole [[match]] out",
                ],
            ),
            (
                "from = \"a\"\nold = \"2\"",
                &[
                    r#"item: `to` is missing: a match needs it; `to`: the newer draft; add, for example: to = "first""#,
                    r#"item: `new` is missing: a match needs it; `new`: what they became; an empty list: those in `old` are deleted; add, for example: new = ["2", "3(a)"]"#,
                    r#""2": `old` is a text; a list of clauses by their labels; write it in square brackets: old = ["2"]"#,
                ],
            ),
        ],
    );
}

#[test]
fn what_says_nothing_without_another_field_is_told() {
    for (lines, expected) in [
        (
            "kind = \"disclose\"\ndraft = \"d\"\nclauses = [\"1\"]\nto = \"upper\"",
            "a draft is disclosed as a whole",
        ),
        (
            "kind = \"table\"\ndraft = \"d\"\nsealed = true\nuntil = 2031-03-06",
            "`sealed` is there without `to`",
        ),
        (
            "kind = \"table\"\ndraft = \"d\"\nsealed = true\nuntil = 2031-03-06\nto = [\"upper\", \"council\"]",
            "or one of those who put it forward",
        ),
        (
            "kind = \"table\"\ndraft = \"d\"\nsealed = true\nuntil = 2031-03-06\nto = \"upper\"",
            "has fewer than two",
        ),
        (
            "kind = \"table\"\ndraft = \"d\"\nsealed = true\nto = \"upper\"",
            "`sealed` is there without `until`",
        ),
        (
            "kind = \"report\"\nwords = \"x\"\nperformance = \"partly\"",
            "`performance` is there without `answers`",
        ),
        ("kind = \"state\"\nwords = \"x\"\nallows_to = [\"upper\"]", "`allows_to` is there without `allows`"),
        (
            "kind = \"state\"\nwords = \"x\"\nagreed_by = [\"upper\"]",
            "`agreed_by` is there without `account`",
        ),
        (
            "kind = \"assure\"\nwords = \"x\"\nto = \"upper\"\ndue = 2031-03-01",
            "`due` is 2031-03-01, before `on`",
        ),
        (
            "kind = \"report\"\nwords = \"x\"\noccurred = 2031-03-06",
            "`occurred` is 2031-03-06, after `on`, 2031-03-05",
        ),
        ("kind = \"allege\"\nwords = \"x\"\ncloses = [\"x\"]", "`closes` names the act itself"),
        ("kind = \"amend\"\ndraft = \"d\"\nstrikes = true", "`strikes` is there without `clauses`"),
        (
            "kind = \"float\"\ndraft = \"d\"\nclauses = [\"2\"]\nstrikes = true\nwords = \"x\"",
            "`words` is there with `strikes`: what is to go has no words",
        ),
        (
            "kind = \"amend\"\ndraft = \"d\"\nclauses = [\"2\"]\nstrikes = true\nbehind = \"4\"",
            "`behind` is there with `strikes`",
        ),
        ("kind = \"amend\"\nwords = \"x\"\nbehind = \"4\"", "`behind` is there without `draft`"),
        (
            "kind = \"amend\"\ndraft = \"d\"\nbehind = \"4\"",
            "`behind` is there without `words` and without `clauses`",
        ),
        (
            "kind = \"amend\"\ndraft = \"d\"\nwords = \"x\"\nbehind = \"4\"\nchoice = [\"in\"]",
            "`choice` is there with `behind` and without `clauses`",
        ),
        (
            "kind = \"amend\"\ndraft = \"d\"\nclauses = [\"4\"]\nbehind = \"4\"",
            "`behind` names one of the `clauses`",
        ),
        ("kind = \"accept\"\ndraft = \"d\"\nbehind = \"4\"", "has no field `behind`"),
    ] {
        let text = format!("id = \"x\"\nby = \"council\"\non = 2031-03-05\n{lines}\n");
        let problems = read_with(act, &text).map(|read| read.item).unwrap_err();
        assert!(problems.iter().any(|problem| problem.message.contains(expected)), "{lines}: {problems:?}");
    }
}

#[test]
fn a_new_clause_concerns_none_that_is_there_and_what_moves_or_goes_concerns_its_own() {
    let of = |lines: &str| {
        let text = format!(
            "id = \"x\"\nby = \"upper\"\non = 2031-03-05\nkind = \"amend\"\ndraft = \"d\"\n{lines}\n"
        );
        let read = read_with(act, &text).unwrap();
        let refers = read.references.iter().filter(|one| one.field == "behind").count();
        (read.item.anchor.is_some(), read.item.draft().is_some(), read.item.rearranged, refers)
    };
    let behind = || Behind::Clause("4".to_owned());
    let new = |behind| Some(Rearranged::New { draft: "d".into(), behind });
    assert_eq!(of("words = \"x\"\nbehind = \"4\""), (false, true, new(behind()), 1));
    assert_eq!(of("words = \"x\"\nbehind = \"start\""), (false, true, new(Behind::Start), 0));
    let moved = Some(Rearranged::Moved(behind()));
    assert_eq!(of("clauses = [\"2\"]\nbehind = \"4\""), (true, true, moved, 1));
    assert_eq!(of("clauses = [\"2\"]\nstrikes = true"), (true, true, Some(Rearranged::Struck), 0));
    assert_eq!(of("clauses = [\"2\"]\nstrikes = false"), (true, true, None, 0));
}
