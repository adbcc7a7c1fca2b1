//! Files of a plan: what is told of entries that cannot be read or do not fit together, and that nothing is half loaded.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails, also where it is in a function of its own"
)]

mod support;

use onetext_record::Reader;
use support::{Folder, end};

/// Entries that have nothing wrong with them.
const PLAN: &str = r#"[[event]]
id = "signature"
on = 2031-03-02
expected = 2031-04-10
actors = ["upper", "lower"]

[[phase]]
id = "first"
on = 2031-03-02
gate = ["signature"]
length = "6 weeks"

[[key]]
id = "ratio"
on = 2031-03-02
gives = { by = "upper", number = 3, category = "goats" }
returns = { by = "lower", number = 30, category = "sheep" }

[[calendar]]
id = "working"
on = 2031-03-02
rest = ["friday"]

"#;

fn with(entries: &str) -> Folder {
    let folder = Folder::whole();
    folder.put("plan/a.toml", PLAN).put("plan/b.toml", entries);
    folder
}

/// The ids of the entries of `plan/b.toml`, and of later files, that the team can see.
fn seen(folder: &Folder) -> Vec<String> {
    let view = folder.open().view(&Reader::Team, end()).unwrap();
    view.plan
        .iter()
        .map(|entry| entry.id.to_string())
        .filter(|id| !PLAN.contains(&format!("\"{id}\"")))
        .collect()
}

/// Checks what is told of the entries, and which of them are left.
#[track_caller]
fn tells(entries: &str, left: &[&str], expected: &str) {
    let folder = with(entries);
    folder.tells(expected);
    assert_eq!(seen(&folder), left);
}

#[test]
fn entries_that_fit_together() {
    tells(
        r#"[[obligation]]
id = "open"
on = 2031-03-02
draft = "first"
clauses = ["1"]
does = "open the gate"
debtor = "upper"
phase = "first"
when = ["signature"]
due = { by = 2031-04-10 }

[obligation.takes]
least = "1 day"
most = "2 days"

[[list]]
id = "names"
on = 2031-03-02

[[list.persons]]
id = "p1"

[[list.persons]]
id = "p2"
"#,
        &["open", "names"],
        "",
    );
    let folder = with("[[list]]\nid = \"names\"\non = 2031-03-02\n\n[[list.persons]]\nid = \"p1\"\n");
    let view = folder.open().view(&Reader::Team, end()).unwrap();
    let onetext_record::plan::Content::List(list) = &view.plan[4].content else { panic!("a list") };
    assert_eq!(list.persons.len(), 1, "what stands in tables of its own is part of the entry");
}

#[test]
fn an_entry_that_waits_for_one_that_is_not_there() {
    tells(
        r#"[[obligation]]
id = "open"
on = 2031-03-02
does = "open the gate"
when = ["signatur"]

[[obligation]]
id = "shut"
on = 2031-03-02
does = "shut it"
"#,
        &["shut"],
        r#"problem: plan/b.toml:5:9: `when` names an entry of the plan “signatur”, which is not in the case
    | when = ["signatur"]
    |         ^^^^^^^^^^
    expected: the id of an entry of the plan of this case
    to do: did you mean "signature"?"#,
    );
}

#[test]
fn an_entry_that_mentions_somebody_unknown() {
    tells(
        r#"[[obligation]]
id = "open"
on = 2031-03-02
does = "open the gate"
debtor = "uper"
"#,
        &[],
        r#"problem: plan/b.toml:5:10: `debtor` names a participant “uper”, which is not in the case
    | debtor = "uper"
    |          ^^^^^^
    expected: the id of a participant of this case
    to do: did you mean "upper"?"#,
    );
}

#[test]
fn an_entry_from_words_that_are_not_there() {
    tells(
        r#"[[obligation]]
id = "open"
on = 2031-03-02
does = "open the gate"
draft = "first"
clauses = ["1", "7"]

[[obligation]]
id = "shut"
on = 2031-03-02
does = "shut it"
draft = "second"
clauses = ["1"]
"#,
        &[],
        r#"problem: plan/b.toml:6:17: `clauses` names a clause “7” that cannot be found: there is no clause "7"
    | clauses = ["1", "7"]
    |                 ^^^
    expected: a clause of draft “first” by its label, such as "2", "3(a)" or "Article 4, 2"
    to do: see the names of all clauses with: onetext points --clauses on the draft’s file, or leave `clauses` out where the whole draft is meant

problem: plan/b.toml:12:9: `draft` names a draft “second”, which is not in the case
    | draft = "second"
    |         ^^^^^^^^
    expected: the id of a draft of this case
    to do: add a [[draft]] to case.toml"#,
    );
}

#[test]
fn a_negative_quantity_costs_the_entry_and_what_mentions_it() {
    tells(
        r#"[[obligation]]
id = "open"
on = 2031-03-02
does = "open the gate"
quantity = -3

[[obligation]]
id = "shut"
on = 2031-03-02
does = "shut it"
when = ["open"]
"#,
        &[],
        r#"problem: plan/b.toml:5:12: `quantity` is -3
    | quantity = -3
    |            ^^
    expected: a whole number above zero
    to do: write a whole number from 1 to 4294967295

problem: plan/b.toml:11:9: `when` names the entry of the plan “open”, which is in the case and could not be read itself
    | when = ["open"]
    |         ^^^^^^
    expected: the id of an entry of the plan that can be read
    to do: mend that entry of the plan first; then this is right, too"#,
    );
}

#[test]
fn a_key_with_zero() {
    tells(
        r#"[[key]]
id = "other"
on = 2031-03-02
gives = { by = "upper", number = 0, category = "goats" }
returns = { by = "lower", number = 30, category = "sheep" }
"#,
        &[],
        r#"problem: plan/b.toml:4:34: `number` is 0
    | gives = { by = "upper", number = 0, category = "goats" }
    |                                  ^
    expected: a whole number above zero
    to do: write a whole number from 1 to 4294967295"#,
    );
}

#[test]
fn a_deadline_before_what_the_entry_waits_for() {
    tells(
        r#"[[obligation]]
id = "open"
on = 2031-03-02
does = "open the gate"
when = ["first", "signature"]
due = { by = 2031-04-09 }

[[event]]
id = "opened"
on = 2031-03-02
needs = "open"
"#,
        &[],
        r#"problem: plan/b.toml:5:18: `when` names “signature”, which is to come on 2031-04-10 or later, and `due` is 2031-04-09, before that
    | when = ["first", "signature"]
    |                  ^^^^^^^^^^^
    expected: a deadline not before what it waits for
    to do: correct one of the two dates; until then this entry, and what mentions it, is shown to nobody"#,
    );
}

#[test]
fn a_deadline_before_what_the_beginning_is_counted_from() {
    tells(
        r#"[[batch]]
id = "goats"
on = 2031-03-02
lots = [{ key = "ratio", gives = 3 }]
from = { within = "7 days", of = "signature" }
due = { by = 2031-04-09T12:00:00 }
"#,
        &[],
        r#"problem: plan/b.toml:5:34: `of` names “signature”, which is to come on 2031-04-10 or later, and `due` is 2031-04-09T12:00, before that
    | from = { within = "7 days", of = "signature" }
    |                                  ^^^^^^^^^^^
    expected: a deadline not before what it waits for
    to do: correct one of the two dates; until then this entry, and what mentions it, is shown to nobody"#,
    );
}

#[test]
fn a_deadline_before_the_beginning() {
    tells(
        r#"[[obligation]]
id = "open"
on = 2031-03-02
does = "open the gate"
from = { by = 2031-04-02 }
due = { by = 2031-04-01 }
"#,
        &[],
        r#"problem: plan/b.toml:6:7: `due` is 2031-04-01, before `from`, 2031-04-02
    | due = { by = 2031-04-01 }
    |       ^^^^^^^^^^^^^^^^^^^
    expected: `due` not before `from`
    to do: correct one of the two dates"#,
    );
}

#[test]
fn a_deadline_in_two_ways() {
    tells(
        r#"[[obligation]]
id = "open"
on = 2031-03-02
does = "open the gate"
due = { by = 2031-04-02, within = "7 days", of = "signature" }
"#,
        &[],
        r#"problem: plan/b.toml:5:14: a deadline says when in one way and not in several or none
    | due = { by = 2031-04-02, within = "7 days", of = "signature" }
    |              ^^^^^^^^^^
    expected: one of `by`, `within` and `day`
    to do: write { by = 2031-05-01 }, { within = "7 days", of = "signature" } or { day = 7, of = "start" }"#,
    );
}

#[test]
fn the_end_of_what_does_not_last() {
    tells(
        r#"[[obligation]]
id = "open"
on = 2031-03-02
does = "open the gate"
when = ["signature.end", "first.end"]
"#,
        &[],
        r#"problem: plan/b.toml:5:9: `when` names the end of “signature”, which is an event and not a phase
    | when = ["signature.end", "first.end"]
    |         ^^^^^^^^^^^^^^^
    expected: the id of a phase
    to do: name the entry that was meant; until then this entry, and what mentions it, is shown to nobody"#,
    );
}

#[test]
fn a_point_that_is_no_moment() {
    tells(
        r#"[[obligation]]
id = "open"
on = 2031-03-02
does = "open the gate"
due = { within = "7 days", of = "ratio" }
"#,
        &[],
        r#"problem: plan/b.toml:5:33: `of` names “ratio”, which is an exchange key and not an event, a phase, an obligation, a batch or a list
    | due = { within = "7 days", of = "ratio" }
    |                                 ^^^^^^^
    expected: the id of an event, a phase, an obligation, a batch or a list
    to do: name the entry that was meant; until then this entry, and what mentions it, is shown to nobody"#,
    );
}

#[test]
fn entries_named_for_what_they_are_not() {
    tells(
        r#"[[obligation]]
id = "open"
on = 2031-03-02
does = "open the gate"
phase = "signature"
powers = ["ratio"]
uses = ["first"]
due = { within = "7 days", of = "signature", calendar = "first" }

[[phase]]
id = "second"
on = 2031-03-02
follows = "signature"

[[batch]]
id = "goats"
on = 2031-03-02
lots = [{ key = "first", gives = 3 }]

[[value]]
id = "worth"
by = "council"
on = 2031-03-02
step = "signature"
to = "upper"
low = 1
high = 2

[[power]]
id = "stop"
on = 2031-03-02
power = "suspend"
over = ["working"]
"#,
        &[],
        r#"problem: plan/b.toml:5:9: `phase` names “signature”, which is an event and not a phase
    | phase = "signature"
    |         ^^^^^^^^^^^
    expected: the id of a phase
    to do: name the entry that was meant; until then this entry, and what mentions it, is shown to nobody

problem: plan/b.toml:6:11: `powers` names “ratio”, which is an exchange key and not a power
    | powers = ["ratio"]
    |           ^^^^^^^
    expected: the id of a power
    to do: name the entry that was meant; until then this entry, and what mentions it, is shown to nobody

problem: plan/b.toml:7:9: `uses` names “first”, which is a phase and not a list or an exchange key
    | uses = ["first"]
    |         ^^^^^^^
    expected: the id of a list or an exchange key
    to do: name the entry that was meant; until then this entry, and what mentions it, is shown to nobody

problem: plan/b.toml:8:57: `calendar` names “first”, which is a phase and not a calendar
    | due = { within = "7 days", of = "signature", calendar = "first" }
    |                                                         ^^^^^^^
    expected: the id of a calendar
    to do: name the entry that was meant; until then this entry, and what mentions it, is shown to nobody

problem: plan/b.toml:13:11: `follows` names “signature”, which is an event and not a phase
    | follows = "signature"
    |           ^^^^^^^^^^^
    expected: the id of a phase
    to do: name the entry that was meant; until then this entry, and what mentions it, is shown to nobody

problem: plan/b.toml:18:17: `key` names “first”, which is a phase and not an exchange key
    | lots = [{ key = "first", gives = 3 }]
    |                 ^^^^^^^
    expected: the id of an exchange key
    to do: name the entry that was meant; until then this entry, and what mentions it, is shown to nobody

problem: plan/b.toml:24:8: `step` names “signature”, which is an event and not an obligation or a batch
    | step = "signature"
    |        ^^^^^^^^^^^
    expected: the id of an obligation or a batch
    to do: name the entry that was meant; until then this entry, and what mentions it, is shown to nobody

problem: plan/b.toml:33:9: `over` names “working”, which is a calendar and not an event, a phase, an obligation, a power, an exchange key, a batch, a list or a dispute clause
    | over = ["working"]
    |         ^^^^^^^^^
    expected: the id of an event, a phase, an obligation, a power, an exchange key, a batch, a list or a dispute clause
    to do: name the entry that was meant; until then this entry, and what mentions it, is shown to nobody"#,
    );
}

#[test]
fn a_kind_of_entry_misspelt() {
    tells(
        r#"[[oblgation]]
id = "open"
on = 2031-03-02
does = "open the gate"
"#,
        &[],
        r#"problem: plan/b.toml:1:3: there is no `oblgation` here
    | [[oblgation]]
    |   ^^^^^^^^^
    expected: [[event]], [[phase]], [[obligation]], [[power]], [[key]], [[batch]], [[list]], [[dispute]], [[calendar]], [[value]], [[guarantee]], [[owned]] in this file
    to do: did you mean [[obligation]]?"#,
    );
}

#[test]
fn an_act_among_the_entries() {
    tells(
        r#"[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "so be it"
"#,
        &[],
        r#"problem: plan/b.toml:1:3: there is no `act` here
    | [[act]]
    |   ^^^
    expected: [[event]], [[phase]], [[obligation]], [[power]], [[key]], [[batch]], [[list]], [[dispute]], [[calendar]], [[value]], [[guarantee]], [[owned]] in this file
    to do: move it to a file in the folder record"#,
    );
}

#[test]
fn a_group_of_fields_that_does_not_say_of_what() {
    tells(
        r#"[[list]]
id = "names"
on = 2031-03-02

[[persons]]
id = "p1"

[[obligation]]
id = "open"
on = 2031-03-02
does = "open the gate"

[due]
by = 2031-04-20
"#,
        &[],
        r#"problem: plan/b.toml:1:1: this [[list]] seems to go on behind a line below it that looks like a heading
    | [[list]]
    | ^^^^^^^^
    expected: all fields of an item together, below its heading
    to do: mend or take out that line; until then this item is left out, too, so that no half of it is taken for the whole

problem: plan/b.toml:5:3: there is no `persons` here
    | [[persons]]
    |   ^^^^^^^
    expected: [[event]], [[phase]], [[obligation]], [[power]], [[key]], [[batch]], [[list]], [[dispute]], [[calendar]], [[value]], [[guarantee]], [[owned]] in this file
    to do: below its entry, write the entry’s name in front: [obligation.persons] for one group of fields, [[list.persons]] for each of several; or write it in braces among the fields of the entry

problem: plan/b.toml:8:1: this [[obligation]] seems to go on behind a line below it that looks like a heading
    | [[obligation]]
    | ^^^^^^^^^^^^^^
    expected: all fields of an item together, below its heading
    to do: mend or take out that line; until then this item is left out, too, so that no half of it is taken for the whole

problem: plan/b.toml:13:2: there is no `due` here
    | [due]
    |  ^^^
    expected: [[event]], [[phase]], [[obligation]], [[power]], [[key]], [[batch]], [[list]], [[dispute]], [[calendar]], [[value]], [[guarantee]], [[owned]] in this file
    to do: below its entry, write the entry’s name in front: [obligation.due] for one group of fields, [[list.due]] for each of several; or write it in braces among the fields of the entry"#,
    );
}

#[test]
fn a_group_of_fields_with_something_wrong_in_it() {
    tells(
        r#"[[obligation]]
id = "open"
on = 2031-03-02
does = "open the gate"

[obligation.due]
within = "7 dayz"
of = "signature"
"#,
        &[],
        r#"problem: plan/b.toml:7:10: `within` is “7 dayz”, which is not a number and a unit of time
    | within = "7 dayz"
    |          ^^^^^^^^
    expected: a length of time in quotation marks, such as "7 days"
    to do: write a number and a unit: "48 hours", "7 days", "10 working days", "6 weeks", "2 months""#,
    );
}

#[test]
fn one_id_for_entries_of_two_kinds() {
    tells(
        r#"[[obligation]]
id = "first"
on = 2031-03-02
does = "open the gate"
"#,
        &[],
        r#"problem: plan/b.toml:1:1: the id “first” is that of another entry of the plan, in plan/a.toml on line 7
    | [[obligation]]
    | ^^^^^^^^^^^^^^
    expected: an id that nothing else of its kind has
    to do: give one of the two another id; until then readers who may see both see the first alone"#,
    );
}

#[test]
fn a_person_twice() {
    tells(
        r#"[[list]]
id = "names"
on = 2031-03-02
persons = [{ id = "p1" }, { id = "p1" }]
"#,
        &[],
        r#"problem: plan/b.toml:4:34: `id` of a person is “p1” for the second time in this list
    | persons = [{ id = "p1" }, { id = "p1" }]
    |                                  ^^^^
    expected: each person once
    to do: give each person a neutral id of their own"#,
    );
}

#[test]
fn one_bracket_where_two_are_needed() {
    tells(
        r#"[obligation]
id = "open"
on = 2031-03-02
does = "open the gate"
"#,
        &[],
        r#"problem: plan/b.toml:1:1: `obligation` is not a list of tables
    | [obligation]
    | ^^^^^^^^^^^^
    expected: [[obligation]], with two brackets on either side
    to do: write [[obligation]] on a line of its own above its fields"#,
    );
}

#[test]
fn an_entry_of_a_plan_in_the_record() {
    let folder = Folder::whole();
    folder.put("record/a.toml", "[[obligation]]\nid = \"open\"\non = 2031-03-02\ndoes = \"open the gate\"\n");
    folder.tells(
        r#"problem: record/a.toml:1:3: there is no `obligation` here
    | [[obligation]]
    |   ^^^^^^^^^^
    expected: [[act]], [[note]] in this file
    to do: move it to a file in the folder plan"#,
    );
}

#[test]
fn acts_on_entries_that_are_not_there() {
    let folder = with("");
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "kept"
kind = "report"
by = "upper"
on = 2031-04-11
words = "It was signed."
plan = ["sgnature", "signature"]
performance = "fulfilled"

[[act]]
id = "broken"
kind = "verify"
by = "council"
on = 2031-04-12
words = "Partly."
plan = ["first"]
quantity = 0
level = "half"
"#,
    );
    folder.tells(r#"problem: record/a.toml:7:9: `plan` names an entry of the plan “sgnature”, which is not in the case
    | plan = ["sgnature", "signature"]
    |         ^^^^^^^^^^
    expected: the id of an entry of the plan of this case
    to do: did you mean "signature"?

problem: record/a.toml:10:1: `level` is there without `sources`: an assessment is never recorded without its evidence
    | [[act]]
    | ^^^^^^^
    expected: `sources`: the evidence on which the monitor assesses it
    to do: add, for example: sources = [{ kind = "report", who = "the monitors", ref = "report 3" }]

problem: record/a.toml:17:12: `quantity` is 0
    | quantity = 0
    |            ^
    expected: a whole number above zero
    to do: write a whole number from 1 to 4294967295

problem: record/a.toml:18:9: `level` cannot be “half”
    | level = "half"
    |         ^^^^^^
    expected: one of "not_begun", "minimal", "intermediate" or "full""#);
}

#[test]
fn files_of_a_plan_that_cannot_be_read() {
    let folder = with("");
    folder.put("plan/b.toml", [0xff, 0xfe, 0x5b, 0x00]).put("plan/remarks.txt", "not read\n");
    folder.tells(
        r#"problem: plan/b.toml:1:1: this is not UTF-8; it is likely UTF-16 (little-endian)
    expected: a text file in UTF-8
    to do: open it in the program that made it and save it as UTF-8; until then nothing in it is read

remark: plan/remarks.txt:1:1: this file is not read: its name does not end in .toml
    expected: files of entries of the plan, with names that end in .toml
    to do: rename it, or move it out of the folder plan"#,
    );
    let folder = Folder::whole();
    folder.put("plan", "a file\n");
    folder.tells(
        r#"problem: plan:1:1: this is a file
    expected: a folder of files that can be read
    to do: make a folder of that name in its place"#,
    );
}

/// What the page on the format shows by example is read, field for field.
#[test]
fn the_entries_on_the_page_of_the_format_are_read() {
    let page = std::fs::read_to_string("../../docs/case-format.md").unwrap();
    let from = page.find("[[event]]                         # something that happens").unwrap();
    let shown = &page[from..from + page[from..].find("```").unwrap()];
    let event = |id: &str| format!("[[event]]\nid = \"{id}\"\non = 2031-03-05\n\n");
    let folder = Folder::whole();
    let phase = "[[phase]]\nid = \"first\"\non = 2031-03-05\n\n";
    folder
        .put("plan/a.toml", format!("{phase}{}{}{}", event("notices"), event("drought"), event("agreement")));
    folder.put("plan/b.toml", shown);
    folder.add("\n[[draft]]\nid = \"third\"\nfile = \"drafts/third.md\"\nlang = \"en\"\non = 2031-03-04\nauthentic = \"text\"\n");
    let open =
        "1. One.\n\n2. Two.\n\n3. Three.\n\n4. Four:\n\n    (a) The gate is open [at dawn][at all times].\n";
    folder.put("drafts/third.md", open);
    let case = folder.open();
    assert_eq!(case.problems(), 0, "{}", folder.told());
    let view = case.view(&Reader::Team, end()).unwrap();
    let mut sorts: Vec<_> = view.plan.iter().map(|entry| entry.content.sort()).collect();
    sorts.sort();
    sorts.dedup();
    assert_eq!(sorts, onetext_record::plan::Sort::ALL, "every kind is shown");
    for sort in onetext_record::plan::Sort::ALL {
        for field in onetext_record::schema::plan::of(*sort).own {
            assert!(shown.contains(&format!("{} = ", field.name)), "{sort}: {}", field.name);
        }
    }
}
