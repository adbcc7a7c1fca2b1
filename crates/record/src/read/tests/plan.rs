//! Entries of a plan: each kind read whole, and what is told of each mistake.

use jiff::civil::{Weekday, date};

use super::*;
use crate::act::Anchor;
use crate::plan::phases::{Event, Extension, Phase, Takes};
use crate::plan::remedies::{DisputeClause, DisputeStep, Power};
use crate::plan::time::{Calendar, Deadline, Length, Trigger};
use crate::plan::{
    Batch, Check, Content, Guarantee, Key, List, Lot, Obligation, Owned, Person, PowerKind, Provision,
    Quantity, Side, Sort, Value, Vetting, exchange::Giving,
};

const HEAD: &str = "id = \"a\"\non = 2031-03-05\n";

fn entry(sort: Sort, text: &str) -> Result<Read<Provision>, Vec<Problem>> {
    let table = DeTable::parse(text).unwrap();
    provision(sort, table.get_ref(), 0..text.len(), &context())
}

/// What an entry of this kind with these fields beside its head provides.
fn content(sort: Sort, text: &str) -> Content {
    let text = format!("{HEAD}{text}");
    entry(sort, &text).unwrap_or_else(|problems| panic!("{text}: {problems:#?}")).item.content
}

/// Checks what is told of each mistake in an entry of this kind.
fn told_of(sort: Sort, head: &str, mistakes: &[(&str, &[&str])]) {
    for (mistake, expected) in mistakes {
        let text = format!("{head}{mistake}\n");
        let problems = entry(sort, &text).err().unwrap_or_default();
        let told: Vec<String> = problems
            .into_iter()
            .map(|problem| {
                let place = if problem.span == (0..text.len()) { "item" } else { &text[problem.span] };
                let help = problem.help.unwrap_or_default();
                format!("{place}: {}; {}; {help}", problem.message, problem.expected)
            })
            .collect();
        assert_eq!(told, *expected, "{mistake}");
    }
}

fn point(text: &str) -> Point {
    Point::parse(text)
}

fn by(day: &str) -> Option<Deadline> {
    Some(Deadline { trigger: Trigger::Date(day.parse().unwrap()), calendar: None })
}

fn within(length: &str, of: &str) -> Option<Deadline> {
    let trigger = Trigger::Within { length: length.parse().unwrap(), of: point(of) };
    Some(Deadline { trigger, calendar: None })
}

fn days(days: u32) -> Length {
    Length { days, ..Length::default() }
}

#[test]
fn an_entry_is_read_with_its_head_and_every_reference_has_its_place() {
    let text = r##"
id = "gate"
title = "The gate is opened"
by = ["upper", "lower"]
on = 2031-03-05
known = 2031-03-08
draft = "first"
clauses = ["2", "3(a)"]
choice = ["#2"]
audience = ["council", "mediators"]
sources = [{ kind = "text", who = "Upper Farm", ref = "letter" }]
note = "as both read it"
does = "open the gate"
debtor = "upper"
when = ["signature", "first.end"]
due = { within = "48 hours", of = "signature", calendar = "working" }
uses = ["names"]
"##;
    let Read { item, references } = entry(Sort::Obligation, text).unwrap();
    assert_eq!(item.title(), "The gate is opened");
    assert_eq!(item.by, ["upper".into(), "lower".into()]);
    assert_eq!(item.known.to_string(), "2031-03-08");
    let anchor = Anchor { draft: "first".into(), clauses: vec!["2".to_owned(), "3(a)".to_owned()] };
    assert_eq!(item.anchor, Some(anchor));
    assert_eq!(item.choice, [Choice::Alternative(2)]);
    assert_eq!(item.note.as_deref(), Some("as both read it"));
    assert_eq!(item.sources[0].who, "Upper Farm");
    let places: Vec<(&str, &str)> =
        references.iter().map(|one| (one.field, &text[one.span.clone()])).collect();
    let expected = [
        ("by", "\"upper\""),
        ("by", "\"lower\""),
        ("draft", "\"first\""),
        ("clauses", "\"2\""),
        ("clauses", "\"3(a)\""),
        ("audience", "\"council\""),
        ("audience", "\"mediators\""),
        ("debtor", "\"upper\""),
        ("when", "\"signature\""),
        ("when", "\"first.end\""),
        ("of", "\"signature\""),
        ("calendar", "\"working\""),
        ("uses", "\"names\""),
    ];
    assert_eq!(places, expected);
    assert_eq!(references[9].target, Target::Point(Point { of: "first".into(), end: true }));
    assert_eq!(references[11].target, Target::Provision("working".into()));
}

#[test]
fn what_an_entry_does_not_say_is_not_supplied() {
    let text = format!("{HEAD}does = \"open the gate\"\n");
    let item = entry(Sort::Obligation, &text).unwrap().item;
    assert_eq!(item.audience, Audience::team());
    assert_eq!(item.known, item.earliest());
    assert_eq!(item.anchor, None);
    assert_eq!(item.title(), "open the gate");
    let Content::Obligation(obligation) = item.content else { panic!("an obligation") };
    assert!(obligation.debtor.is_empty() && obligation.due.is_none() && obligation.quantity.is_none());
    assert_eq!(content(Sort::Event, ""), Content::Event(Event::default()));
    assert_eq!(content(Sort::Phase, ""), Content::Phase(Phase::default()));
}

#[test]
fn an_event_a_phase_and_a_power_are_read_whole() {
    let text = r#"actors = ["upper", "lower"]
needs = "first.end"
expected = 2031-04-01
from = { by = 2031-03-20 }
due = { day = 7, of = "signature", calendar = "working" }
takes = { least = "1 day", most = "2 weeks", of = "signature", by_nobody = true }"#;
    let event = Event {
        actors: vec!["upper".into(), "lower".into()],
        needs: vec![point("first.end")],
        expected: Some("2031-04-01".parse().unwrap()),
        from: by("2031-03-20"),
        due: Some(Deadline {
            trigger: Trigger::Day { day: 7, of: point("signature") },
            calendar: Some("working".into()),
        }),
        takes: Some(Takes {
            least: days(1),
            most: days(14),
            of: Some(point("signature")),
            decided_by: Vec::new(),
            by_nobody: true,
        }),
    };
    assert_eq!(content(Sort::Event, text), Content::Event(event));
    let text = r#"follows = "first"
gate = ["signature", "names"]
due = { within = "16 days", of = "signature" }
length = "42 days"
extension = { by = ["upper", "lower"], length = "1 week", times = 2, until = "agreed" }
otherwise = "it goes on"
snapback = "the gate is shut""#;
    let phase = Phase {
        follows: Some("first".into()),
        gate: vec![point("signature"), point("names")],
        due: within("16 days", "signature"),
        length: Some(days(42)),
        extension: Some(Extension {
            by: vec!["upper".into(), "lower".into()],
            length: Some(days(7)),
            times: Some(2),
            until: Some(point("agreed")),
        }),
        otherwise: Some("it goes on".to_owned()),
        snapback: Some("the gate is shut".to_owned()),
    };
    assert_eq!(content(Sort::Phase, text), Content::Phase(phase));
    let text = r#"power = "snap_back"
holder = "upper"
over = ["first"]
when = "breach"
notice = "48 hours"
due = { by = 2031-05-01 }"#;
    let power = Power {
        kind: PowerKind::SnapBack,
        holder: vec!["upper".into()],
        over: vec!["first".into()],
        when: vec![point("breach")],
        notice: Some(Length { minutes: 48 * 60, ..Length::default() }),
        due: by("2031-05-01"),
    };
    assert_eq!(content(Sort::Power, text), Content::Power(power));
}

#[test]
fn an_obligation_is_read_whole() {
    let text = r#"debtor = "upper"
creditor = ["lower"]
modality = "prohibition"
does = "shut the gate"
action = "gate"
quantity = 3
unit = "days"
phase = "first"
when = ["signature"]
unless = "breach"
from = { by = 2031-04-01 }
due = { by = 2031-04-20 }
takes = { least = "1 hour", most = "10 days", decided_by = "lower" }
verifier = "council"
evidence = "the watchman's book"
on_breach = "the council meets"
powers = ["stop"]
uses = ["names", "ratio"]"#;
    let Content::Obligation(read) = content(Sort::Obligation, text) else { panic!("an obligation") };
    let expected = Obligation {
        debtor: vec!["upper".into()],
        creditor: vec!["lower".into()],
        modality: crate::plan::Modality::Prohibition,
        does: "shut the gate".to_owned(),
        action: Some("gate".to_owned()),
        quantity: Some(Quantity { number: 3, unit: Some("days".to_owned()) }),
        phase: Some("first".into()),
        when: vec![point("signature")],
        unless: vec![point("breach")],
        from: by("2031-04-01"),
        due: by("2031-04-20"),
        takes: Some(Takes {
            least: Length { minutes: 60, ..Length::default() },
            most: Length { days: 10, ..Length::default() },
            of: None,
            decided_by: vec!["lower".into()],
            by_nobody: false,
        }),
        verifier: vec!["council".into()],
        evidence: Some("the watchman's book".to_owned()),
        on_breach: Some("the council meets".to_owned()),
        powers: vec!["stop".into()],
        uses: vec!["names".into(), "ratio".into()],
    };
    assert_eq!(read, expected);
}

#[test]
fn what_is_exchanged_is_read_whole() {
    let text = r#"gives = { by = "upper", number = 3, category = "goats", total = 33 }
returns = { by = "lower", number = 30, category = "sheep" }"#;
    let side = |by: &str, number, category: &str, total| Side {
        by: by.into(),
        number,
        category: category.to_owned(),
        total,
    };
    let key = Key { gives: side("upper", 3, "goats", Some(33)), returns: side("lower", 30, "sheep", None) };
    assert_eq!(content(Sort::Key, text), Content::Key(key));
    let text = r#"lots = [{ key = "ratio", gives = 3 }, { key = "other", gives = 1, returns = 50 }]
phase = "first"
after = "names"
from = { day = 7, of = "signature" }
due = { by = 2031-05-01 }
at_once = true
verifier = "council""#;
    let batch = Batch {
        lots: vec![
            Lot { key: "ratio".into(), gives: 3, returns: None },
            Lot { key: "other".into(), gives: 1, returns: Some(50) },
        ],
        phase: Some("first".into()),
        after: vec![point("names")],
        from: Some(Deadline { trigger: Trigger::Day { day: 7, of: point("signature") }, calendar: None }),
        due: by("2031-05-01"),
        at_once: true,
        verifier: vec!["council".into()],
    };
    assert_eq!(content(Sort::Batch, text), Content::Batch(batch));
    let text = r#"key = "ratio"
proposer = "lower"
due = { within = "1 day", of = "signature" }
vetting = { by = "upper", within = "24 hours" }
number = 33
used_by = ["day-7"]
persons = [{ id = "p1", category = "goats", name = "Old Nan", name_audience = ["council"] }, { id = "p2", name = "Bill" }]"#;
    let list = List {
        key: Some("ratio".into()),
        proposer: Some("lower".into()),
        due: within("1 day", "signature"),
        vetting: Some(Vetting {
            by: vec!["upper".into()],
            within: Some(Length { minutes: 24 * 60, ..Length::default() }),
        }),
        number: Some(33),
        used_by: vec!["day-7".into()],
        persons: vec![
            Person {
                id: "p1".to_owned(),
                category: Some("goats".to_owned()),
                name: Some("Old Nan".to_owned()),
                name_audience: Audience(vec![AudienceName::Participant("council".into())]),
            },
            // A name without `name_audience` is for the team alone, as whatever has no audience is.
            Person {
                id: "p2".to_owned(),
                category: None,
                name: Some("Bill".to_owned()),
                name_audience: Audience::team(),
            },
        ],
    };
    assert_eq!(content(Sort::List, text), Content::List(list));
}

#[test]
fn the_other_entries_are_read_whole() {
    let text = r#"over = ["gate"]
notify = ["council", "upper"]
steps = [{ who = "upper", does = "call the other", within = "1 hour" }, { does = "meet" }]"#;
    let step = |who: &[&str], does: &str, within: Option<&str>| DisputeStep {
        who: who.iter().map(|&who| who.into()).collect(),
        does: does.to_owned(),
        within: within.map(|length| length.parse().unwrap()),
    };
    let dispute = DisputeClause {
        over: vec!["gate".into()],
        notify: vec!["council".into(), "upper".into()],
        steps: vec![step(&["upper"], "call the other", Some("1 hour")), step(&[], "meet", None)],
    };
    assert_eq!(content(Sort::Dispute, text), Content::Dispute(dispute));
    let text = "rest = [\"friday\", \"saturday\"]\nholidays = [2031-05-01]\nzone = \"Asia/Amman\"";
    let calendar = Calendar {
        rest: vec![Weekday::Friday, Weekday::Saturday],
        holidays: vec![date(2031, 5, 1)],
        zone: Some("Asia/Amman".to_owned()),
    };
    assert_eq!(content(Sort::Calendar, text), Content::Calendar(calendar));
    let text = "by = \"council\"\nstep = \"day-7\"\nhalf = \"returns\"\nto = \"upper\"\nlow = -3\nhigh = 4";
    let value =
        Value { step: "day-7".into(), half: Some(Giving::Returns), to: "upper".into(), low: -3, high: 4 };
    assert_eq!(content(Sort::Value, text), Content::Value(value));
    let text =
        "by = \"council\"\nparty = \"upper\"\ngiven_by = \"council\"\nlow = 0\nhigh = 9\nuntil = \"day-7\"";
    let guarantee = Guarantee {
        party: "upper".into(),
        given_by: vec!["council".into()],
        low: 0,
        high: 9,
        until: Some("day-7".into()),
    };
    assert_eq!(content(Sort::Guarantee, text), Content::Guarantee(guarantee));
    let text = "check = \"no_deadline\"\nof = \"gate\"\nowner = \"upper\"\nreason = \"both want it open\"\nshown_to = [\"council\"]";
    let owned = Owned {
        check: Check::NoDeadline,
        of: "gate".into(),
        owner: vec!["upper".into()],
        reason: "both want it open".to_owned(),
        shown_to: Audience(vec![AudienceName::Participant("council".into())]),
    };
    assert_eq!(content(Sort::Owned, text), Content::Owned(owned));
    let text = text.lines().filter(|line| !line.starts_with("shown_to")).collect::<Vec<_>>().join("\n");
    let Content::Owned(alone) = content(Sort::Owned, &text) else { panic!("a mark") };
    assert_eq!(alone.shown_to, Audience::default(), "nobody but those who own it");
}

#[test]
fn mistakes_in_the_head_of_an_entry() {
    told_of(
        Sort::Event,
        "",
        &[
            (
                "on = 2031-03-05",
                &[
                    r#"item: `id` is missing: an event needs it; `id`: name of the entry, unique in the plan; add, for example: id = "k3v9""#,
                ],
            ),
            (
                "id = \"a\"",
                &[
                    r#"item: `on` is missing: an event needs it; `on`: when they did; add, for example: on = 2031-03-05, or [{ date = 2031-03-05, source = "…" }, { date = 2031-03-07, source = "…" }]"#,
                ],
            ),
            (
                "id = \"a.end\"\non = 2031-03-05",
                &[
                    r#""a.end": `id` is “a.end”, which means the end of the phase “a”; an id that does not end in ".end"; write, for example: id = "a-end""#,
                ],
            ),
        ],
    );
    told_of(
        Sort::Event,
        HEAD,
        &[
            (
                "clauses = [\"2\"]",
                &[
                    r#"["2"]: `clauses` is there without `draft`; `draft`: the draft whose clauses they are; add `draft`, or take `clauses` out"#,
                ],
            ),
            (
                "draft = \"first\"",
                &[
                    r#""first": `draft` is there without `clauses`: an entry of a plan is tied to the words that it was read from; `clauses`: where the words stand; add, for example: clauses = ["3"]; or take `draft` out where no clause says it"#,
                ],
            ),
            (
                "draft = \"first\"\nclauses = []",
                &[
                    "[]: `clauses` is an empty list; a list of clauses by their labels; name the clauses, or leave `draft` and `clauses` out where no clause says it",
                ],
            ),
            (
                "choice = [\"#1\"]",
                &[
                    r##"["#1"]: `choice` is there without `clauses`; `clauses`: at whose open points; add `clauses`, or take `choice` out"##,
                ],
            ),
            (
                "expcted = 2031-03-06",
                &[
                    "expcted: an event has no field `expcted`; a field that an event can have; did you mean `expected`?",
                ],
            ),
            (
                "words = \"so be it\"",
                &[
                    "words: an event has no field `words`; a field that an event can have; take it out; what has no field of its own can stand in a `note`",
                ],
            ),
            (
                "expected = \"2031-03-06\"",
                &[
                    r#""2031-03-06": `expected` is a text; a date, or a date and time, without quotation marks; write it without quotation marks: expected = 2031-03-06"#,
                ],
            ),
            (
                "needs = []\nactors = []",
                &[
                    "[]: `actors` is an empty list; a participant's id in quotation marks, or a list of them; name somebody, or leave `actors` out",
                ],
            ),
        ],
    );
}

#[test]
fn mistakes_in_deadlines_and_lengths() {
    let head = format!("{HEAD}does = \"open the gate\"\n");
    told_of(
        Sort::Obligation,
        &head,
        &[
            (
                "due = { by = 2031-04-01, day = 3 }",
                &[
                    r#"2031-04-01: a deadline says when in one way and not in several or none; one of `by`, `within` and `day`; write { by = 2031-05-01 }, { within = "7 days", of = "signature" } or { day = 7, of = "start" }"#,
                ],
            ),
            (
                "due = { of = \"signature\" }",
                &[
                    r#"{ of = "signature" }: a deadline says when in one way and not in several or none; one of `by`, `within` and `day`; write { by = 2031-05-01 }, { within = "7 days", of = "signature" } or { day = 7, of = "start" }"#,
                ],
            ),
            (
                "due = {}",
                &[
                    r#"{}: a deadline says when in one way and not in several or none; one of `by`, `within` and `day`; write { by = 2031-05-01 }, { within = "7 days", of = "signature" } or { day = 7, of = "start" }"#,
                ],
            ),
            (
                "due = { within = \"7 days\" }",
                &[
                    r#"{ within = "7 days" }: `of` goes with `within` and with `day`, and with these always; what the time is counted from; write, for example: { within = "7 days", of = "signature" }"#,
                ],
            ),
            (
                "due = { by = 2031-04-01, of = \"signature\" }",
                &[
                    r#""signature": `of` goes with `within` and with `day`, and with these always; what the time is counted from; write, for example: { within = "7 days", of = "signature" }"#,
                ],
            ),
            (
                "due = { day = 0, of = \"signature\" }",
                &["0: `day` is 0; a whole number above zero; write a whole number from 1 to 4294967295"],
            ),
            (
                "due = { day = -7, of = \"signature\" }",
                &["-7: `day` is -7; a whole number above zero; write a whole number from 1 to 4294967295"],
            ),
            (
                "due = { within = \"7 dayz\", of = \"signature\" }",
                &[
                    r#""7 dayz": `within` is “7 dayz”, which is not a number and a unit of time; a length of time in quotation marks, such as "7 days"; write a number and a unit: "48 hours", "7 days", "10 working days", "6 weeks", "2 months""#,
                ],
            ),
            (
                "due = { within = 7, of = \"signature\" }",
                &[
                    r#"7: `within` is a whole number; a length of time in quotation marks, such as "7 days"; write it with its unit, in quotation marks: within = "7 days""#,
                ],
            ),
            (
                "due = { within = \"300 years\", of = \"signature\" }",
                &[
                    r#""300 years": `within` is “300 years”, which is longer than a hundred years; a length of time in quotation marks, such as "7 days"; write a number and a unit: "48 hours", "7 days", "10 working days", "6 weeks", "2 months""#,
                ],
            ),
            (
                "due = { within = \"2 working weeks\", of = \"signature\" }",
                &[
                    r#""2 working weeks": `within` is “2 working weeks”, which is not a number and a unit of time; a length of time in quotation marks, such as "7 days"; write a number and a unit: "48 hours", "7 days", "10 working days", "6 weeks", "2 months""#,
                ],
            ),
            (
                "due = { within = \"2 working days\", of = \"signature\" }",
                &[
                    r#""2 working days": working days are counted, and no calendar says which days these are; a `calendar` with working days; write, for example: { within = "10 working days", of = "signature", calendar = "working" }, with a [[calendar]] of that id"#,
                ],
            ),
            (
                "takes = { least = \"1 day\", most = \"2 working days\" }",
                &[
                    r#""2 working days": working days are counted, and no calendar can be named here; a length in hours, days, weeks or months; working days are counted in `due` and `from` alone, where `calendar` names the days that count: write the deadline there, or the length in days"#,
                ],
            ),
            (
                "due = 2031-04-01",
                &[
                    "2031-04-01: `due` is a date; a deadline in braces; write it in braces: due = { by = 2031-04-01 }",
                ],
            ),
            (
                "due = { by = 2031-04-01 }\nfrom = { by = 2031-04-02 }",
                &[
                    "{ by = 2031-04-01 }: `due` is 2031-04-01, before `from`, 2031-04-02; `due` not before `from`; correct one of the two dates",
                ],
            ),
            (
                "due = { until = 2031-04-01 }",
                &[
                    r#"{ until = 2031-04-01 }: a deadline says when in one way and not in several or none; one of `by`, `within` and `day`; write { by = 2031-05-01 }, { within = "7 days", of = "signature" } or { day = 7, of = "start" }"#,
                    "until: a deadline has no field `until`; a field that a deadline can have; take it out; what has no field of its own can stand in a `note`",
                ],
            ),
            (
                "takes = { least = \"3 days\", most = \"2 days\" }",
                &[
                    r#""3 days": `least` is longer than `most`; the shorter length in `least`; exchange the two, or write the same in both"#,
                ],
            ),
            (
                "takes = { least = \"3 days\" }",
                &[
                    r#"{ least = "3 days" }: `most` is missing: `takes` needs it; `most`: at most; add, for example: most = "7 days""#,
                ],
            ),
            (
                "takes = { least = \"1 day\", most = \"2 days\", by_nobody = true, decided_by = \"upper\" }",
                &[
                    "true: `by_nobody` is true although `decided_by` names somebody; one of them; take one of them out",
                ],
            ),
        ],
    );
    told_of(
        Sort::Obligation,
        HEAD,
        &[(
            "due = { within = \"7 days\" }",
            &[
                r#"item: `does` is missing: an obligation needs it; `does`: what is to be done, or left undone; add, for example: does = "…""#,
                r#"{ within = "7 days" }: `of` goes with `within` and with `day`, and with these always; what the time is counted from; write, for example: { within = "7 days", of = "signature" }"#,
            ],
        )],
    );
}

#[test]
fn mistakes_in_numbers() {
    let head = format!("{HEAD}does = \"open the gate\"\n");
    told_of(
        Sort::Obligation,
        &head,
        &[
            (
                "quantity = -3",
                &[
                    "-3: `quantity` is -3; a whole number above zero; write a whole number from 1 to 4294967295",
                ],
            ),
            (
                "quantity = 0",
                &["0: `quantity` is 0; a whole number above zero; write a whole number from 1 to 4294967295"],
            ),
            (
                "quantity = 1.5",
                &["1.5: `quantity` is a number; a whole number above zero; write, for example: quantity = 3"],
            ),
            (
                "quantity = \"3\"",
                &[
                    r#""3": `quantity` is a text; a whole number above zero; write it without quotation marks: quantity = 3"#,
                ],
            ),
            (
                "quantity = 5000000000",
                &[
                    "5000000000: `quantity` is 5000000000; a whole number above zero; write a whole number from 1 to 4294967295",
                ],
            ),
            (
                "unit = \"goats\"",
                &[r#""goats": `unit` is there without `quantity`; `quantity`: how much; add `quantity`"#],
            ),
        ],
    );
    told_of(
        Sort::Key,
        HEAD,
        &[
            (
                "gives = { by = \"upper\", number = 0, category = \"goats\" }\nreturns = { by = \"lower\", number = 1, category = \"sheep\" }",
                &["0: `number` is 0; a whole number above zero; write a whole number from 1 to 4294967295"],
            ),
            (
                "gives = { by = \"upper\", number = 1, category = \"goats\" }",
                &[
                    r#"item: `returns` is missing: an exchange key needs it; `returns`: what it receives for that; add, for example: returns = { by = "council", number = 3, category = "…" }"#,
                ],
            ),
            (
                "gives = { by = \"upper\", number = 1 }\nreturns = { by = \"lower\", number = 1, category = \"sheep\", total = 0 }",
                &[
                    r#"{ by = "upper", number = 1 }: `category` is missing: a side of a key needs it; `category`: of this kind, in neutral words; add, for example: category = "…""#,
                    "0: `total` is 0; a whole number above zero; write a whole number from 1 to 4294967295",
                ],
            ),
        ],
    );
    told_of(
        Sort::Batch,
        HEAD,
        &[
            (
                "lots = [{ key = \"ratio\", gives = 0 }]",
                &["0: `gives` is 0; a whole number above zero; write a whole number from 1 to 4294967295"],
            ),
            (
                "lots = [{ gives = 3 }]",
                &[
                    r#"{ gives = 3 }: `key` is missing: a lot needs it; `key`: the key; add, for example: key = "notices""#,
                ],
            ),
            (
                "lots = []",
                &[
                    r#"[]: `lots` is an empty list; how many are exchanged under which key; write, for example: lots = [{ key = "workers", gives = 3 }]"#,
                ],
            ),
            (
                "lots = { key = \"ratio\", gives = 3 }",
                &[
                    r#"{ key = "ratio", gives = 3 }: `lots` is a group in braces; a list, each entry a lot in braces; write it in square brackets: lots = [{ … }]"#,
                ],
            ),
        ],
    );
    let head = format!("{HEAD}by = \"council\"\nstep = \"b\"\nto = \"upper\"\n");
    told_of(
        Sort::Value,
        &head,
        &[
            (
                "low = 3\nhigh = 2",
                &[
                    "3: `low` is 3, which is more than `high`, 2; the lower end first; exchange the two, or write the same in both",
                ],
            ),
            (
                "low = 1.5\nhigh = 2",
                &["1.5: `low` is a number; a whole number; write, for example: low = -3"],
            ),
            (
                "low = 3",
                &["item: `high` is missing: a value needs it; `high`: at most; add, for example: high = -3"],
            ),
        ],
    );
    let head = format!("{HEAD}party = \"upper\"\n");
    told_of(
        Sort::Guarantee,
        &head,
        &[
            (
                "by = \"council\"\nlow = -1\nhigh = 2",
                &[
                    "-1: `low` is -1: what somebody forfeits is not below zero; zero, or more; write how much would be forfeited",
                ],
            ),
            (
                "low = 1\nhigh = 2",
                &[
                    r#"item: `by` is missing: a guarantee needs it; `by`: who reads it so from the words, or stated it; add, for example: by = "council""#,
                ],
            ),
        ],
    );
}

#[test]
fn mistakes_in_lists_calendars_powers_and_marks() {
    told_of(
        Sort::List,
        HEAD,
        &[
            (
                "persons = [{ id = \"p1\" }, { id = \"p1\" }]",
                &[
                    r#""p1": `id` of a person is “p1” for the second time in this list; each person once; give each person a neutral id of their own"#,
                ],
            ),
            (
                "persons = [{ id = \"p1\", name_audience = [\"council\"] }]",
                &[
                    r#"["council"]: `name_audience` is there without `name`; both, or neither; add `name`, or take it out"#,
                ],
            ),
            (
                "persons = [{ name = \"Bill\" }]",
                &[
                    r#"{ name = "Bill" }: `id` is missing: a person needs it; `id`: a neutral id, unique in the list; add, for example: id = "k3v9""#,
                ],
            ),
            (
                "vetting = { within = \"soon\" }",
                &[
                    r#""soon": `within` is “soon”, which is not a number and a unit of time; a length of time in quotation marks, such as "7 days"; write a number and a unit: "48 hours", "7 days", "10 working days", "6 weeks", "2 months""#,
                ],
            ),
        ],
    );
    told_of(
        Sort::Calendar,
        HEAD,
        &[
            (
                "zone = \"Asia/Aman\"",
                &[
                    r#""Asia/Aman": `zone` is “Asia/Aman”, which is not a time zone; the name of a time zone, such as "Asia/Amman"; did you mean "Asia/Amman"?"#,
                ],
            ),
            (
                "rest = [\"fryday\"]",
                &[
                    r#""fryday": `rest` cannot be “fryday”; one or several of "monday", "tuesday", "wednesday", "thursday", "friday", "saturday" and "sunday"; did you mean "friday"?"#,
                ],
            ),
            (
                "holidays = [2031-05-01T12:00:00]",
                &[
                    "2031-05-01T12:00:00: `holidays` has a time of day; a list of dates without quotation marks and without times; write 2031-05-01",
                ],
            ),
            (
                "holidays = [\"2031-05-01\"]",
                &[
                    r#""2031-05-01": `holidays` is a text; a list of dates without quotation marks and without times; write it without quotation marks: 2031-05-01"#,
                ],
            ),
        ],
    );
    told_of(
        Sort::Power,
        HEAD,
        &[
            (
                "power = \"suspnd\"",
                &[
                    r#""suspnd": `power` cannot be “suspnd”; one of "suspend", "terminate", "extend" or "snap_back"; did you mean "suspend"?"#,
                ],
            ),
            (
                "due = {}",
                &[
                    r#"item: `power` is missing: a power needs it; `power`: to do what; add, for example: power = "suspend""#,
                    r#"{}: a deadline says when in one way and not in several or none; one of `by`, `within` and `day`; write { by = 2031-05-01 }, { within = "7 days", of = "signature" } or { day = 7, of = "start" }"#,
                ],
            ),
        ],
    );
    told_of(
        Sort::Dispute,
        HEAD,
        &[(
            "steps = [{ who = \"upper\" }]",
            &[
                r#"{ who = "upper" }: `does` is missing: a step of a dispute clause needs it; `does`: what they do; add, for example: does = "…""#,
            ],
        )],
    );
    let head = format!("{HEAD}check = \"no_deadline\"\nof = \"gate\"\nowner = \"upper\"\n");
    told_of(
        Sort::Owned,
        &head,
        &[
            (
                "",
                &[
                    r#"item: `reason` is missing: a mark of an owned finding needs it; `reason`: why; add, for example: reason = "…""#,
                ],
            ),
            (
                "reason = \"x\"\naudience = [\"council\"]",
                &[
                    r#"["council"]: a mark of an owned finding has no `audience`: those who own it decide; `shown_to`: to whom its owners let it be shown; write shown_to in its place, or take `audience` out"#,
                ],
            ),
        ],
    );
    told_of(
        Sort::Owned,
        HEAD,
        &[(
            "check = \"no_dedline\"\nof = \"gate\"\nowner = []\nreason = \"x\"",
            &[
                r#""no_dedline": `check` cannot be “no_dedline”; one of "stale", "undefined_event", "undefined_actor", "no_deadline", "no_verifier", "circular_waiting", "unreachable", "one_sided_gate", "impossible_branch", "duty_and_prohibition", "no_consequence", "no_dispute_route", "no_extension", "dates_conflict", "not_controllable", "list_after_use", "sums_differ" or "not_accepted"; did you mean "no_deadline"?"#,
                "[]: `owner` is an empty list; a participant's id in quotation marks, or a list of them; name somebody, or leave `owner` out",
            ],
        )],
    );
}
