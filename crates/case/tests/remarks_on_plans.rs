//! What nothing forbids in entries of a plan and acts about them, but may not say what was meant.

mod support;

use support::Folder;

#[track_caller]
fn tells(plan: &str, acts: &str, expected: &str) {
    let folder = Folder::whole();
    folder.put("plan/a.toml", plan).put("record/a.toml", acts);
    folder.tells(expected);
}

#[test]
fn an_entry_that_readers_in_its_audience_do_not_see() {
    tells(
        r#"[[event]]
id = "signature"
on = 2031-03-02
audience = ["upper"]

[[obligation]]
id = "open"
on = 2031-03-02
does = "open the gate"
when = ["signature"]
audience = ["farms", "council"]

[[owned]]
id = "meant"
on = 2031-03-02
check = "no_deadline"
of = "open"
owner = "lower"
reason = "it is"
"#,
        "",
        r#"remark: plan/a.toml:6:1: entry “open” is not shown to lower, council, who are in its audience
    | [[obligation]]
    | ^^^^^^^^^^^^^^
    expected: that whoever may see an entry of the plan may see its draft, and every participant and entry that it mentions
    to do: widen the audience of what they lack, or narrow that of this entry

remark: plan/a.toml:13:1: entry “meant” is not shown to lower, who own the finding or are let into it
    | [[owned]]
    | ^^^^^^^^^
    expected: that whoever may see an entry of the plan may see its draft, and every participant and entry that it mentions
    to do: widen the audience of what they lack, or narrow that of this entry"#,
    );
}

#[test]
fn an_entry_whose_choices_settle_nothing() {
    tells(
        r#"[[obligation]]
id = "open"
on = 2031-03-02
does = "open the gate"
draft = "first"
clauses = ["1"]
choice = ["at noon"]

[[obligation]]
id = "dawn"
on = 2031-03-02
does = "open the gate at dawn"
draft = "first"
clauses = ["1"]
choice = ["in"]
"#,
        "",
        r##"remark: plan/a.toml:1:1: the choices of entry “open” do not settle clause “1”: choice 1 is none that the open point on line 3 offers
    | [[obligation]]
    | ^^^^^^^^^^^^^^
    expected: one choice for each open point; until then it cannot be told with which options it holds
    to do: give one choice for each open point, in the order of the text: the words of the draft, "#1", "#2", "in" or "out""##,
    );
}

#[test]
fn a_confirmation_of_what_was_read_from_no_words() {
    tells(
        r#"[[obligation]]
id = "open"
on = 2031-03-02
does = "open the gate"
"#,
        r#"[[act]]
id = "a"
kind = "confirm"
by = "upper"
on = 2031-03-05
plan = ["open"]
draft = "first"
clauses = ["1"]
"#,
        r#"remark: record/a.toml:1:1: act “a” confirms entry “open”, which was read from no words: it changes nothing
    | [[act]]
    | ^^^^^^^
    expected: an entry with `draft` and `clauses`
    to do: tie the entry to its words, or name the entry that was meant"#,
    );
}

#[test]
fn more_reported_than_is_owed_and_a_step_that_no_dispute_clause_has() {
    tells(
        r#"[[obligation]]
id = "goats"
on = 2031-03-02
does = "hand over goats"
quantity = 33
unit = "goats"

[[dispute]]
id = "route"
on = 2031-03-02
steps = [{ does = "call" }, { does = "meet" }]
"#,
        r#"[[act]]
id = "a"
kind = "report"
by = "upper"
on = 2031-03-05
words = "All of them."
plan = ["goats"]
quantity = 34

[[act]]
id = "b"
kind = "report"
by = "upper"
on = 2031-03-05
words = "Exactly all of them."
plan = ["goats"]
quantity = 33

[[act]]
id = "c"
kind = "allege"
by = "lower"
on = 2031-03-06
words = "They were sheep."
plan = ["goats"]

[[act]]
id = "d"
kind = "state"
by = "lower"
on = 2031-03-06
words = "We met."
answers = "c"
step = 2

[[act]]
id = "e"
kind = "state"
by = "lower"
on = 2031-03-06
words = "We met again."
answers = "c"
step = 3
"#,
        r#"remark: record/a.toml:1:1: act “a” tells of 34, and entry “goats” is of 33 in all
    | [[act]]
    | ^^^^^^^
    expected: a quantity that is not above that of the entry
    to do: correct one of the two; or leave it, where more was done than is owed

remark: record/a.toml:36:1: act “e” is step 3, and no dispute clause has so many
    | [[act]]
    | ^^^^^^^
    expected: the number of a step of the dispute clause, counted from 1
    to do: correct `step`, or add the step to the dispute clause"#,
    );
}

#[test]
fn names_of_entries_that_give_hidden_ones_away() {
    let entry = |number: u32, audience: &str| {
        format!("[[event]]\nid = \"phase-{number}\"\non = 2031-03-02\naudience = [\"{audience}\"]\n\n")
    };
    tells(
        &[entry(1, "lower"), entry(2, "upper"), entry(3, "lower")].concat(),
        "",
        r#"remark: plan/a.toml:6:1: the name of entry “phase-2” is given away to lower, who see “phase-1” and “phase-3” and not what is between
    | [[event]]
    | ^^^^^^^^^
    expected: names that do not count, where some of them are hidden from somebody
    to do: choose names without a number, such as a day or a place; commands make random ones for acts"#,
    );
}
