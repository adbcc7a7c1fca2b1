//! What a case says of itself, and names that lead nowhere or stand twice: what is told of each.

mod support;

use support::Folder;

#[test]
fn a_case_without_a_title() {
    let folder = Folder::whole();
    folder.instead(
        r#"title = "The well at Two Farms"
"#,
        "",
    );
    folder.tells(
        r#"problem: case.toml:1:1: `title` is missing
    | languages = ["en", "ar"]
    | ^
    expected: a title of the case, before its first item
    to do: write, for example: title = "The well at Two Farms""#,
    );
}

#[test]
fn an_empty_title() {
    let folder = Folder::whole();
    folder.instead(r#""The well at Two Farms""#, r#"" ""#);
    folder.tells(
        r#"problem: case.toml:1:9: `title` is empty
    | title = " "
    |         ^^^
    expected: a text in quotation marks
    to do: write, for example: title = "The well at Two Farms""#,
    );
}

#[test]
fn a_title_that_is_a_number() {
    let folder = Folder::whole();
    folder.instead(r#""The well at Two Farms""#, "7");
    folder.tells(
        r#"problem: case.toml:1:9: `title` is a number
    | title = 7
    |         ^
    expected: a text in quotation marks
    to do: write, for example: title = "The well at Two Farms""#,
    );
}

#[test]
fn a_title_without_quotation_marks() {
    let folder = Folder::whole();
    folder.instead(r#""The well at Two Farms""#, "The well");
    folder.tells(
        r#"problem: case.toml:1:9: the quotation marks around this text are missing
    | title = The well
    |         ^^^^^^^^
    expected: a text between two quotation marks
    to do: write title = "The well"; until then what stands before the first item is left out, and the rest is read"#,
    );
}

#[test]
fn a_zone_that_does_not_exist() {
    let folder = Folder::whole();
    folder.instead(
        "languages",
        r#"zone = "Quatar"
languages"#,
    );
    folder.tells(
        r#"problem: case.toml:2:8: there is no time zone “Quatar”
    | zone = "Quatar"
    |        ^^^^^^^^
    expected: the name of a time zone, by region and city
    to do: write, for example: zone = "Asia/Qatar"; until then UTC is taken"#,
    );
}

#[test]
fn a_zone_that_is_a_number() {
    let folder = Folder::whole();
    folder.instead(
        "languages",
        r#"zone = 3
languages"#,
    );
    folder.tells(
        r#"problem: case.toml:2:8: `zone` is a number
    | zone = 3
    |        ^
    expected: the name of a time zone
    to do: write, for example: zone = "Asia/Qatar""#,
    );
}

#[test]
fn a_reading_date_in_quotation_marks() {
    let folder = Folder::whole();
    folder.instead(
        "languages",
        r#"date = "2031-03-05"
languages"#,
    );
    folder.tells(
        r#"problem: case.toml:2:8: `date` is a text
    | date = "2031-03-05"
    |        ^^^^^^^^^^^^
    expected: a date without quotation marks
    to do: write, for example: date = 2031-03-20"#,
    );
}

#[test]
fn a_reading_date_that_is_a_time_of_day() {
    let folder = Folder::whole();
    folder.instead(
        "languages",
        r#"date = 18:00:00
languages"#,
    );
    folder.tells(
        r#"problem: case.toml:2:8: `date` is 18:00:00, which is no day of the calendar
    | date = 18:00:00
    |        ^^^^^^^^
    expected: a date without quotation marks
    to do: write, for example: date = 2031-03-20"#,
    );
}

#[test]
fn a_rule_that_is_a_list() {
    let folder = Folder::whole();
    folder.instead(
        "languages",
        r#"rule = ["x"]
languages"#,
    );
    folder.tells(
        r#"problem: case.toml:2:8: `rule` is a list
    | rule = ["x"]
    |        ^^^^^
    expected: a text in quotation marks
    to do: write, for example: rule = "nothing is agreed until everything is agreed""#,
    );
}

#[test]
fn languages_that_are_no_list() {
    let folder = Folder::whole();
    folder.instead(r#"["en", "ar"]"#, r#""en""#);
    folder.tells(
        r#"problem: case.toml:2:13: `languages` is a text
    | languages = "en"
    |             ^^^^
    expected: a list of language tags, the working language first
    to do: write, for example: languages = ["en", "ar"]"#,
    );
}

#[test]
fn a_language_that_is_a_number() {
    let folder = Folder::whole();
    folder.instead(r#"["en", "ar"]"#, r#"["en", 1]"#);
    folder.tells(
        r#"problem: case.toml:2:13: `languages` is a list
    | languages = ["en", 1]
    |             ^^^^^^^^^
    expected: a list of language tags, the working language first
    to do: write, for example: languages = ["en", "ar"]"#,
    );
}

#[test]
fn a_language_by_its_name() {
    let folder = Folder::whole();
    folder.instead(r#"["en", "ar"]"#, r#"["English"]"#);
    folder.tells(
        r#"problem: case.toml:2:14: “English” is not a language tag
    | languages = ["English"]
    |              ^^^^^^^^^
    expected: a list of language tags, the working language first
    to do: write the short tag: "en" for English, "ar" for Arabic, "fr" for French"#,
    );
}

#[test]
fn an_unknown_field_with_what_was_meant() {
    let folder = Folder::whole();
    folder.instead("title", "tilte");
    folder.tells(
        r#"problem: case.toml:1:1: a case has no field `tilte`
    | tilte = "The well at Two Farms"
    | ^^^^^
    expected: one of title, languages, date, zone, rule, analysis, highlights, or an item such as [[participant]]
    to do: did you mean `title`?"#,
    );
}

#[test]
fn an_unknown_field_that_is_like_no_other() {
    let folder = Folder::whole();
    folder.instead(
        "title",
        r#"colour = "red"
title"#,
    );
    folder.tells(
        r#"problem: case.toml:1:1: a case has no field `colour`
    | colour = "red"
    | ^^^^^^
    expected: one of title, languages, date, zone, rule, analysis, highlights, or an item such as [[participant]]
    to do: take it out, or move it into the item that it belongs to"#,
    );
}

#[test]
fn an_item_that_is_misspelt_in_case_toml() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[particpant]]
id = "x"
"#,
    );
    folder.tells(
        r#"problem: case.toml:33:3: a case has no field `particpant`
    | [[particpant]]
    |   ^^^^^^^^^^
    expected: one of title, languages, date, zone, rule, analysis, highlights, or an item such as [[participant]]
    to do: did you mean [[participant]]?"#,
    );
}

#[test]
fn an_act_in_case_toml() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"

"#,
    );
    folder.tells(
        r#"problem: case.toml:33:3: [[act]] is in case.toml, where it is not read
    | [[act]]
    |   ^^^
    expected: [[act]] in a file in the folder record
    to do: move it to a file in the folder record"#,
    );
    assert_eq!(folder.acts(), [] as [&str; 0]);
}

#[test]
fn a_match_in_case_toml() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[match]]
from = "first"
"#,
    );
    folder.tells(
        r#"problem: case.toml:33:3: [[match]] is in case.toml, where it is not read
    | [[match]]
    |   ^^^^^
    expected: [[match]] in lineage.toml
    to do: move it to lineage.toml"#,
    );
}

#[test]
fn a_participant_and_a_match_in_the_record() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[participant]]
id = "x"

[[match]]
[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:1:3: there is no `participant` here
    | [[participant]]
    |   ^^^^^^^^^^^
    expected: [[act]], [[note]] in this file
    to do: move it to case.toml

problem: record/a.toml:4:3: there is no `match` here
    | [[match]]
    |   ^^^^^
    expected: [[act]], [[note]] in this file
    to do: move it to lineage.toml"#,
    );
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn a_participant_with_one_bracket_for_two() {
    let folder = Folder::whole();
    folder.instead(
        r#"[[participant]]
id = "council""#,
        r#"[participant]
id = "council""#,
    );
    folder.tells(
        r#"problem: case.toml:14:1: `participant` is not a list of tables
    | [participant]
    | ^^^^^^^^^^^^^
    expected: [[participant]], with two brackets on either side
    to do: write [[participant]] on a line of its own above its fields

problem: case.toml:27:6: `by` names a participant “council”, which is not in the case
    | by = "council"
    |      ^^^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml

problem: case.toml:29:22: `audience` names “council”, who is not in the case
    | audience = ["farms", "council"]
    |                      ^^^^^^^^^
    expected: a list of participants, of named sets, "public" or "team"
    to do: add a [[participant]] or an [[audience]] of that id to case.toml"#,
    );
}

#[test]
fn two_participants_of_one_id() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[participant]]
id = "upper"
name = "Another"
role = "party"
"#,
    );
    folder.tells(
        r#"problem: case.toml:33:1: the id “upper” is that of another participant, in case.toml on line 4
    | [[participant]]
    | ^^^^^^^^^^^^^^^
    expected: an id that nothing else of its kind has
    to do: give one of the two another id; until then readers who may see both see the first alone"#,
    );
}

#[test]
fn a_named_set_of_a_participants_id() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[audience]]
id = "upper"
members = ["lower"]
"#,
    );
    folder.tells(
        r#"problem: case.toml:33:1: the id “upper” is that of another participant, in case.toml on line 4
    | [[audience]]
    | ^^^^^^^^^^^^
    expected: an id that nothing else of its kind has
    to do: give one of the two another id; until then readers who may see both see the first alone"#,
    );
}

#[test]
fn two_named_sets_of_one_id() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[audience]]
id = "farms"
members = ["council"]
"#,
    );
    folder.tells(
        r#"problem: case.toml:33:1: the id “farms” is that of another audience, in case.toml on line 19
    | [[audience]]
    | ^^^^^^^^^^^^
    expected: an id that nothing else of its kind has
    to do: give one of the two another id; until then readers who may see both see the first alone"#,
    );
}

#[test]
fn two_terms_of_one_id() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[term]]
id = "well"
neutral = "the well"

[[term]]
id = "well"
neutral = "the spring"
"#,
    );
    folder.tells(
        r#"problem: case.toml:37:1: the id “well” is that of another term, in case.toml on line 33
    | [[term]]
    | ^^^^^^^^
    expected: an id that nothing else of its kind has
    to do: give one of the two another id; until then readers who may see both see the first alone"#,
    );
}

#[test]
fn two_drafts_of_one_id() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[draft]]
id = "first"
file = "drafts/first.md"
lang = "ar"
on = 2031-03-02
authentic = "text"
"#,
    );
    folder.tells(
        r#"problem: case.toml:33:1: the id “first” is that of another draft, in case.toml on line 23
    | [[draft]]
    | ^^^^^^^^^
    expected: an id that nothing else of its kind has
    to do: give one of the two another id; until then readers who may see both see the first alone"#,
    );
}

#[test]
fn two_acts_of_one_id_in_two_files() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "same"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"

"#,
    );
    folder.put(
        "record/b.toml",
        r#"# later

[[act]]
id = "same"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"

"#,
    );
    folder.tells(
        r#"problem: record/b.toml:3:1: the id “same” is that of another act, in record/a.toml on line 1
    | [[act]]
    | ^^^^^^^
    expected: an id that nothing else of its kind has
    to do: give one of the two another id; until then readers who may see both see the first alone"#,
    );
    assert_eq!(folder.acts(), ["same"]);
}

#[test]
fn two_notes_of_one_id() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[note]]
id = "n"
on = 2031-03-02
words = "w"

[[note]]
id = "n"
on = 2031-03-02
words = "v"
"#,
    );
    folder.tells(
        r#"problem: record/a.toml:6:1: the id “n” is that of another note, in record/a.toml on line 1
    | [[note]]
    | ^^^^^^^^
    expected: an id that nothing else of its kind has
    to do: give one of the two another id; until then readers who may see both see the first alone"#,
    );
}

#[test]
fn an_act_and_a_note_may_have_one_id() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "n"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"

[[note]]
id = "n"
on = 2031-03-02
words = "w"
"#,
    );
    folder.tells("");
    assert_eq!(folder.acts(), ["n"]);
}

#[test]
fn a_name_that_leads_nowhere_in_by() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "uper"
on = 2031-03-02
words = "w"

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:12:6: `by` names a participant “uper”, which is not in the case
    | by = "uper"
    |      ^^^^^^
    expected: the id of a participant of this case
    to do: did you mean "upper"?"#,
    );
}

#[test]
fn a_name_that_leads_nowhere_in_by_list() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = ["upper", "stranger"]
on = 2031-03-02
words = "w"

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:12:16: `by` names a participant “stranger”, which is not in the case
    | by = ["upper", "stranger"]
    |                ^^^^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml"#,
    );
}

#[test]
fn a_name_that_leads_nowhere_in_through() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
through = "stranger"

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:15:11: `through` names a participant “stranger”, which is not in the case
    | through = "stranger"
    |           ^^^^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml"#,
    );
}

#[test]
fn a_name_that_leads_nowhere_in_to() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
to = ["stranger"]

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:15:7: `to` names a participant “stranger”, which is not in the case
    | to = ["stranger"]
    |       ^^^^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml"#,
    );
}

#[test]
fn a_name_that_leads_nowhere_in_origin() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
origin = "stranger"

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:15:10: `origin` names a participant “stranger”, which is not in the case
    | origin = "stranger"
    |          ^^^^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml"#,
    );
}

#[test]
fn a_name_that_leads_nowhere_in_audience() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
audience = ["uper", "stranger", "lower", "farm"]

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:15:13: `audience` names “uper”, who is not in the case
    | audience = ["uper", "stranger", "lower", "farm"]
    |             ^^^^^^
    expected: a list of participants, of named sets, "public" or "team"
    to do: did you mean "upper"?

problem: record/a.toml:15:21: `audience` names “stranger”, who is not in the case
    | audience = ["uper", "stranger", "lower", "farm"]
    |                     ^^^^^^^^^^
    expected: a list of participants, of named sets, "public" or "team"
    to do: add a [[participant]] or an [[audience]] of that id to case.toml

problem: record/a.toml:15:42: `audience` names “farm”, who is not in the case
    | audience = ["uper", "stranger", "lower", "farm"]
    |                                          ^^^^^^
    expected: a list of participants, of named sets, "public" or "team"
    to do: did you mean "farms"?"#,
    );
}

#[test]
fn a_name_that_leads_nowhere_in_draft() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "frist"

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:15:9: `draft` names a draft “frist”, which is not in the case
    | draft = "frist"
    |         ^^^^^^^
    expected: the id of a draft of this case
    to do: did you mean "first"?"#,
    );
}

#[test]
fn a_name_that_leads_nowhere_in_answers() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
answers = "zz"

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:15:11: `answers` names an act “zz”, which is not in the case
    | answers = "zz"
    |           ^^^^
    expected: the id of an act of this case
    to do: see whether that act could not be read itself"#,
    );
}

#[test]
fn a_name_that_leads_nowhere_in_if() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
if = ["zz", "before"]

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:15:7: `if` names an act “zz”, which is not in the case
    | if = ["zz", "before"]
    |       ^^^^
    expected: the id of an act of this case
    to do: see whether that act could not be read itself"#,
    );
}

#[test]
fn a_name_that_leads_nowhere_in_from_note() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
from_note = "zz"

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:15:13: `from_note` names a note “zz”, which is not in the case
    | from_note = "zz"
    |             ^^^^
    expected: the id of a note of this case
    to do: see whether that note could not be read itself"#,
    );
}

#[test]
fn a_name_that_leads_nowhere_in_sources() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
sources = [{ kind = "leak", who = "x", ref = "y", identity = "z", identity_audience = ["stranger"] }]

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:15:88: `identity_audience` names “stranger”, who is not in the case
    | sources = [{ kind = "leak", who = "x", ref = "y", identity = "z", identity_audience = ["stranger"] }]
    |                                                                                        ^^^^^^^^^^
    expected: a list of participants, of named sets, "public" or "team"
    to do: add a [[participant]] or an [[audience]] of that id to case.toml"#,
    );
}

#[test]
fn a_name_that_leads_nowhere_in_origin_audience() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
origin = "upper"
origin_audience = ["stranger"]

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:8:20: `origin_audience` names “stranger”, who is not in the case
    | origin_audience = ["stranger"]
    |                    ^^^^^^^^^^
    expected: a list of participants, of named sets, "public" or "team"
    to do: add a [[participant]] or an [[audience]] of that id to case.toml"#,
    );
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn a_name_that_leads_nowhere_in_attendees_of_a_round() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "convene"
by = "upper"
on = 2031-03-02
attendees = ["upper", "stranger"]

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:6:23: `attendees` names a participant “stranger”, which is not in the case
    | attendees = ["upper", "stranger"]
    |                       ^^^^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml"#,
    );
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn a_name_that_leads_nowhere_in_absent_of_a_round() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "convene"
by = "upper"
on = 2031-03-02
absent = ["stranger"]

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:6:11: `absent` names a participant “stranger”, which is not in the case
    | absent = ["stranger"]
    |           ^^^^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml"#,
    );
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn a_name_that_leads_nowhere_in_next_of_a_round() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "convene"
by = "upper"
on = 2031-03-02
next = [{ what = "map", owner = "stranger" }]

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:6:33: `owner` names a participant “stranger”, which is not in the case
    | next = [{ what = "map", owner = "stranger" }]
    |                                 ^^^^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml"#,
    );
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn a_name_that_leads_nowhere_in_resumes_of_a_round() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "convene"
by = "upper"
on = 2031-03-02
resumes = "zz"

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:6:11: `resumes` names an act “zz”, which is not in the case
    | resumes = "zz"
    |           ^^^^
    expected: the id of an act of this case
    to do: see whether that act could not be read itself"#,
    );
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn a_name_that_leads_nowhere_in_heard_by() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "assure"
by = "upper"
on = 2031-03-02
heard_by = ["stranger"]
to = "lower"
words = "w"

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:6:13: `heard_by` names a participant “stranger”, which is not in the case
    | heard_by = ["stranger"]
    |             ^^^^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml"#,
    );
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn a_name_that_leads_nowhere_in_about_of_warn() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "warn"
by = "upper"
on = 2031-03-02
about = "stranger"
words = "w"

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:6:9: `about` names a participant “stranger”, which is not in the case
    | about = "stranger"
    |         ^^^^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml"#,
    );
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn a_name_that_leads_nowhere_in_about_of_report() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "report"
by = "upper"
on = 2031-03-02
about = "stranger"
words = "w"

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:6:9: `about` names a participant “stranger”, which is not in the case
    | about = "stranger"
    |         ^^^^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml"#,
    );
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn a_name_that_leads_nowhere_in_about_of_allege() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "allege"
by = "upper"
on = 2031-03-02
about = "stranger"
words = "w"

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:6:9: `about` names a participant “stranger”, which is not in the case
    | about = "stranger"
    |         ^^^^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml"#,
    );
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn a_name_that_leads_nowhere_in_about_of_verify() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "verify"
by = "upper"
on = 2031-03-02
about = "stranger"
words = "w"

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:6:9: `about` names a participant “stranger”, which is not in the case
    | about = "stranger"
    |         ^^^^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml"#,
    );
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn members_of_a_named_set_that_lead_nowhere() {
    let folder = Folder::whole();
    folder.instead(r#"members = ["upper", "lower"]"#, r#"members = ["upper", "stranger"]"#);
    folder.tells(
        r#"problem: case.toml:21:21: `members` names a participant “stranger”, which is not in the case
    | members = ["upper", "stranger"]
    |                     ^^^^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml"#,
    );
}

#[test]
fn a_named_set_within_a_named_set() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[audience]]
id = "all"
members = ["farms"]
"#,
    );
    folder.tells(
        r#"problem: case.toml:35:12: `members` names a participant “farms”, which is not in the case
    | members = ["farms"]
    |            ^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml"#,
    );
}

#[test]
fn words_of_somebody_who_is_not_there() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[term]]
id = "well"
neutral = "the well"
words = { stranger = "my well" }
"#,
    );
    folder.tells(
        r#"problem: case.toml:36:11: `words` names a participant “stranger”, which is not in the case
    | words = { stranger = "my well" }
    |           ^^^^^^^^
    expected: the id of a participant of this case
    to do: add a [[participant]] to case.toml"#,
    );
}

#[test]
fn an_audience_of_a_participant_that_leads_nowhere() {
    let folder = Folder::whole();
    folder.instead(
        r#"role = "mediator""#,
        r#"role = "mediator"
audience = ["lowr"]"#,
    );
    folder.tells(
        r#"problem: case.toml:18:13: `audience` names “lowr”, who is not in the case
    | audience = ["lowr"]
    |             ^^^^^^
    expected: a list of participants, of named sets, "public" or "team"
    to do: did you mean "lower"?"#,
    );
}

#[test]
fn an_author_of_a_draft_who_is_not_there() {
    let folder = Folder::whole();
    folder.instead(r#"by = "council""#, r#"by = "concil""#);
    folder.tells(
        r#"problem: case.toml:27:6: `by` names a participant “concil”, which is not in the case
    | by = "concil"
    |      ^^^^^^^^
    expected: the id of a participant of this case
    to do: did you mean "council"?"#,
    );
}

#[test]
fn an_original_that_is_not_there() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[draft]]
id = "ar"
file = "drafts/first.md"
lang = "ar"
on = 2031-03-02
authentic = "translation"
of = "frist"
"#,
    );
    folder.tells(
        r#"problem: case.toml:39:6: `of` names a draft “frist”, which is not in the case
    | of = "frist"
    |      ^^^^^^^
    expected: the id of a draft of this case
    to do: did you mean "first"?"#,
    );
}

#[test]
fn what_names_an_item_that_could_not_be_read_is_told_where_to_begin() {
    let folder = Folder::whole();
    folder.instead(r#"role = "mediator""#, r#"role = "meditor""#);
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
through = "council"
answers = "b"

[[act]]
id = "b"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
untl = 2031-03-05

"#,
    );
    folder.tells(
        r#"problem: case.toml:17:8: `role` cannot be “meditor”
    | role = "meditor"
    |        ^^^^^^^^^
    expected: one or several of "party", "mediator", "guarantor", "endorser" and "outside_actor"
    to do: did you mean "mediator"?

problem: case.toml:27:6: `by` names participant “council”, which is in the case and could not be read itself
    | by = "council"
    |      ^^^^^^^^^
    expected: the id of a participant that can be read
    to do: mend that participant first; then this is right, too

problem: case.toml:29:22: `audience` names participant “council”, which is in the case and could not be read itself
    | audience = ["farms", "council"]
    |                      ^^^^^^^^^
    expected: the id of a participant that can be read
    to do: mend that participant first; then this is right, too

problem: record/a.toml:7:11: `through` names participant “council”, which is in the case and could not be read itself
    | through = "council"
    |           ^^^^^^^^^
    expected: the id of a participant that can be read
    to do: mend that participant first; then this is right, too

problem: record/a.toml:8:11: `answers` names act “b”, which is in the case and could not be read itself
    | answers = "b"
    |           ^^^
    expected: the id of an act that can be read
    to do: mend that act first; then this is right, too

problem: record/a.toml:16:1: an act of kind `state` has no field `untl`
    | untl = 2031-03-05
    | ^^^^
    expected: a field that an act of kind `state` can have
    to do: did you mean `until`?"#,
    );
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn a_clause_that_does_not_exist_costs_the_act() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"
clauses = ["7"]

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:16:12: `clauses` names a clause “7” that cannot be found: there is no clause "7"
    | clauses = ["7"]
    |            ^^^
    expected: a clause of draft “first” by its label, such as "2", "3(a)" or "Article 4, 2"
    to do: see the names of all clauses with: onetext points --clauses on the draft’s file, or leave `clauses` out where the whole draft is meant"#,
    );
    assert_eq!(folder.acts(), ["before"]);
}

#[test]
fn a_clause_that_may_be_one_of_several_costs_the_act() {
    let folder = Folder::whole();
    folder.put(
        "drafts/first.md",
        r#"# Article 1

1. First:

(a) Gate.

# Article 2

1. Second:

(a) Water.
"#,
    );
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"
clauses = ["(a)"]

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:16:12: `clauses` names a clause “(a)” that cannot be found: "(a)" fits 2 clauses: article-1.1.a, article-2.1.a. Say which, for example by its id
    | clauses = ["(a)"]
    |            ^^^^^
    expected: a clause of draft “first” by its label, such as "2", "3(a)" or "Article 4, 2"
    to do: see the names of all clauses with: onetext points --clauses on the draft’s file, or leave `clauses` out where the whole draft is meant"#,
    );
    assert_eq!(folder.acts(), ["before"]);
}

#[test]
fn a_clause_of_a_draft_without_a_file() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[draft]]
id = "secret"
lang = "en"
on = 2031-03-02
authentic = "unpublished"
"#,
    );
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "secret"
clauses = ["1"]

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:16:12: `clauses` names a clause “1” that cannot be found: draft “secret” has no file
    | clauses = ["1"]
    |            ^^^
    expected: a clause of draft “secret” by its label, such as "2", "3(a)" or "Article 4, 2"
    to do: see the names of all clauses with: onetext points --clauses on the draft’s file, or leave `clauses` out where the whole draft is meant"#,
    );
    assert_eq!(folder.acts(), ["before"]);
}
