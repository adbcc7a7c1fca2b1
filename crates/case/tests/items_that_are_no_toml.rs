//! Every way in which an item may be no TOML at all: what is told of it, and that the items around it are read.

mod support;

use support::{AFTER, BEFORE, CASE, Folder};

/// Spoils an act that stands between two others.
fn spoilt(lines: &str, expected: &str) {
    let folder = Folder::whole();
    folder.put("record/a.toml", format!("{BEFORE}[[act]]\nid = \"spoilt\"\n{lines}\n{AFTER}"));
    folder.tells(expected);
    assert_eq!(folder.acts(), ["before", "after"]);
}

#[test]
fn a_text_without_the_quotation_mark_at_its_end() {
    spoilt(
        r#"by = "upper"#,
        r#"problem: record/a.toml:11:12: the quotation mark at the end of this text is missing
    | by = "upper
    |            ^
    expected: a text between two quotation marks, on one line
    to do: add the quotation mark; a text of several lines stands between """ and """; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_text_without_the_quotation_mark_at_its_beginning() {
    spoilt(
        r#"by = upper""#,
        r#"problem: record/a.toml:11:6: the quotation mark at the beginning of this text is missing
    | by = upper"
    |      ^
    expected: a text between two quotation marks
    to do: add the quotation mark; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_text_without_quotation_marks() {
    spoilt(
        "by = upper",
        r#"problem: record/a.toml:11:6: the quotation marks around this text are missing
    | by = upper
    |      ^^^^^
    expected: a text between two quotation marks
    to do: write by = "upper"; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn curly_quotation_marks() {
    spoilt(
        "by = “upper”",
        r#"problem: record/a.toml:11:6: these quotation marks are not straight
    | by = “upper”
    |      ^^^^^^^
    expected: straight quotation marks: "…"
    to do: type " in place of each; word processors make them curly by themselves; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn curly_quotation_marks_of_other_languages() {
    spoilt(
        "words = „nein“",
        r#"problem: record/a.toml:11:9: these quotation marks are not straight
    | words = „nein“
    |         ^^^^^^
    expected: straight quotation marks: "…"
    to do: type " in place of each; word processors make them curly by themselves; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_line_without_an_equals_sign() {
    spoilt(
        r#"by "upper""#,
        r#"problem: record/a.toml:11:4: `=` is missing: this line says nothing
    | by "upper"
    |    ^
    expected: a field, `=` and its value
    to do: add what is missing; a remark to yourself begins with #; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_colon_for_an_equals_sign() {
    spoilt(
        r#"by: "upper""#,
        r#"problem: record/a.toml:11:5: `by` has a colon where `=` belongs
    | by: "upper"
    |     ^
    expected: by = …
    to do: write = in place of the colon; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_line_of_prose() {
    spoilt(
        "They met in the hall.",
        r#"problem: record/a.toml:11:6: `=` is missing: this line says nothing
    | They met in the hall.
    |      ^
    expected: a field, `=` and its value
    to do: add what is missing; a remark to yourself begins with #; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_field_without_a_value() {
    spoilt(
        r#"by =
kind = "state""#,
        r#"problem: record/a.toml:11:5: `by` has no value
    | by =
    |     ^
    expected: by = …
    to do: write the value, or leave `by` out; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_field_that_stands_twice() {
    spoilt(
        r#"by = "upper"
by = "lower""#,
        r#"problem: record/a.toml:12:1: `by` stands twice in one item
    | by = "lower"
    | ^^
    expected: each field once
    to do: take one of the two lines out; where a new item should begin above it, write its heading, such as [[act]]; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_tab_is_allowed_and_what_is_missing_is_told() {
    spoilt(
        "\tby\t=\t\"up\tper\"",
        r#"problem: record/a.toml:9:1: `kind` is missing: an act needs it
    | [[act]]
    | ^^^^^^^
    expected: `kind`: what was done
    to do: add, for example: kind = "accept"

problem: record/a.toml:9:1: `on` is missing: an act needs it
    | [[act]]
    | ^^^^^^^
    expected: `on`: when it was done
    to do: add, for example: on = 2031-03-05, or [{ date = 2031-03-05, source = "…" }, { date = 2031-03-07, source = "…" }]"#,
    );
}

#[test]
fn a_control_character() {
    spoilt(
        "by = \"up\u{1}per\"",
        r#"problem: record/a.toml:11:9: there is an invisible character here (U+0001)
    | by = "up␁per"
    |         ^
    expected: visible characters and plain spaces
    to do: delete it; where it was to separate words, type a space; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_nul() {
    spoilt(
        "by = \"upper\u{0}\"",
        r#"problem: record/a.toml:11:12: there is an invisible character here (U+0000)
    | by = "upper␀"
    |            ^
    expected: visible characters and plain spaces
    to do: delete it; where it was to separate words, type a space; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_space_that_is_none() {
    spoilt(
        "by\u{a0}= \"upper\"",
        "problem: record/a.toml:11:3: there is an invisible character here (U+00A0)\n    | by\u{a0}= \"upper\"\n    |   ^\n    expected: visible characters and plain spaces\n    to do: delete it; where it was to separate words, type a space; until then this [[act]] is left out, and the rest is read",
    );
}

#[test]
fn a_mark_of_direction() {
    spoilt(
        "words = \"x\" \u{202e}# y",
        r#"problem: record/a.toml:11:13: there is an invisible character here (U+202E)
    | words = "x" �# y
    |             ^
    expected: visible characters and plain spaces
    to do: delete it; where it was to separate words, type a space; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_text_of_several_lines_that_never_ends() {
    spoilt(
        r#"words = """never closed"#,
        r#"problem: record/a.toml:11:9: the text that begins here with """ has no end
    | words = """never closed
    |         ^^^
    expected: """ behind its last word
    to do: write """ where the text ends; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_literal_text_of_several_lines_that_never_ends() {
    spoilt(
        "words = '''never closed",
        r#"problem: record/a.toml:11:9: the text that begins here with ''' has no end
    | words = '''never closed
    |         ^^^
    expected: ''' behind its last word
    to do: write ''' where the text ends; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_path_with_backslashes() {
    spoilt(
        r#"note = "C:\Users\clerk""#,
        r#"problem: record/a.toml:11:13: a backslash cannot stand here: it gives the letter behind it another meaning
    | note = "C:\Users\clerk"
    |             ^
    expected: a text without backslashes, or with \\ for each
    to do: write \\ for each \; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_day_that_is_not_in_the_calendar() {
    spoilt(
        "on = 2031-02-30",
        r#"problem: record/a.toml:11:6: this is no date of the calendar
    | on = 2031-02-30
    |      ^^^^^^^^^^
    expected: a date such as 2031-03-05, or 2031-03-05T18:00:00
    to do: write year, month and day in digits, with two for the month and the day; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_date_with_one_digit() {
    spoilt(
        "on = 2031-3-5",
        r#"problem: record/a.toml:11:6: this is no date of the calendar
    | on = 2031-3-5
    |      ^^^^^^^^
    expected: a date such as 2031-03-05, or 2031-03-05T18:00:00
    to do: write year, month and day in digits, with two for the month and the day; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_date_in_words() {
    spoilt(
        "on = 5 March 2031",
        r#"problem: record/a.toml:11:6: this is neither a date nor a number
    | on = 5 March 2031
    |      ^^^^^^^^^^^^
    expected: a date such as 2031-03-05, a number such as 40000, or a text in quotation marks
    to do: write it so; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn an_hour_that_no_clock_has() {
    spoilt(
        "until = 2031-03-05T25:00:00",
        r#"problem: record/a.toml:11:9: this is no date of the calendar
    | until = 2031-03-05T25:00:00
    |         ^^^^^^^^^^^^^^^^^^^
    expected: a date such as 2031-03-05, or 2031-03-05T18:00:00
    to do: write year, month and day in digits, with two for the month and the day; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_list_that_is_not_closed() {
    spoilt(
        r#"by = ["upper", "lower"
on = 2031-03-05"#,
        r#"problem: record/a.toml:12:1: a comma or a closing bracket is missing before this
    | on = 2031-03-05
    | ^
    expected: commas between the entries of a list, and a bracket at its end
    to do: add the comma or the bracket; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_list_that_is_not_closed_at_the_end_of_the_item() {
    spoilt(
        r#"by = ["upper", "lower""#,
        r#"problem: record/a.toml:11:23: a closing bracket is missing here
    | by = ["upper", "lower"
    |                       ^
    expected: a bracket at the end of the list
    to do: add the bracket; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_list_without_a_comma() {
    spoilt(
        r#"by = ["upper" "lower"]"#,
        r#"problem: record/a.toml:11:15: a comma or a closing bracket is missing before this
    | by = ["upper" "lower"]
    |               ^
    expected: commas between the entries of a list, and a bracket at its end
    to do: add the comma or the bracket; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn braces_that_are_not_closed() {
    spoilt(
        r#"sources = [{ kind = "text", who = "x", ref = "y" ]"#,
        r#"problem: record/a.toml:11:50: a comma or a closing bracket is missing before this
    | sources = [{ kind = "text", who = "x", ref = "y" ]
    |                                                  ^
    expected: commas between the entries of a list, and a bracket at its end
    to do: add the comma or the bracket; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn several_values_without_brackets() {
    spoilt(
        r#"by = "upper", "lower""#,
        r#"problem: record/a.toml:11:13: several values stand without square brackets
    | by = "upper", "lower"
    |             ^
    expected: a list in square brackets: ["…", "…"]
    to do: put square brackets around the list; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_quotation_within_a_text() {
    spoilt(
        r#"words = "he said "no" twice""#,
        r#"problem: record/a.toml:11:19: something stands behind the end of the text
    | words = "he said "no" twice"
    |                   ^
    expected: one text between two quotation marks
    to do: write \" for a quotation mark within the text, or put the whole between """ and """; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn an_apostrophe_in_a_text_between_apostrophes() {
    spoilt(
        "words = 'it's'",
        r#"problem: record/a.toml:11:13: something stands behind the end of the text
    | words = 'it's'
    |             ^
    expected: one text between two quotation marks
    to do: write \" for a quotation mark within the text, or put the whole between """ and """; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_number_with_a_comma() {
    spoilt(
        "value = 40,000",
        r#"problem: record/a.toml:11:11: a number cannot have a comma in it
    | value = 40,000
    |           ^
    expected: a number in plain digits, such as 40000 or 12.5
    to do: leave the comma out; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_remark_without_its_sign() {
    spoilt(
        "value = 40 barrels",
        r#"problem: record/a.toml:11:9: this is neither a date nor a number
    | value = 40 barrels
    |         ^^^^^^^^^^
    expected: a date such as 2031-03-05, a number such as 40000, or a text in quotation marks
    to do: write it so; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn yes_for_true() {
    spoilt(
        "confirmed = yes",
        r#"problem: record/a.toml:11:13: `yes` is not a value
    | confirmed = yes
    |             ^^^
    expected: true or false, in small letters
    to do: write confirmed = true; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn false_in_capitals() {
    spoilt(
        "confirmed = FALSE",
        r#"problem: record/a.toml:11:13: `FALSE` is not a value
    | confirmed = FALSE
    |             ^^^^^
    expected: true or false, in small letters
    to do: write confirmed = false; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_name_of_a_field_in_arabic() {
    spoilt(
        r#"من = "upper""#,
        r#"problem: record/a.toml:11:1: this cannot stand in the name of a field
    | من = "upper"
    | ^^
    expected: the name of a field, `=` and its value
    to do: write the name of the field as `onetext record CASE KIND --help` has it, without the hyphens; until then this [[act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_heading_with_a_bracket_too_few() {
    spoilt(
        r#"kind = "x"
[[act]
id = "y""#,
        r#"problem: record/a.toml:9:1: `on` is missing: an act needs it
    | [[act]]
    | ^^^^^^^
    expected: `on`: when it was done
    to do: add, for example: on = 2031-03-05, or [{ date = 2031-03-05, source = "…" }, { date = 2031-03-07, source = "…" }]

problem: record/a.toml:11:8: `kind` cannot be “x”
    | kind = "x"
    |        ^^^
    expected: one of "table", "amend", "clarify", "interpret", "float", "accept", "reserve", "reject", "withdraw", "lapse", "endorse", "deliver", "show", "convey", "ask", "respond", "assure", "state", "warn", "deny", "characterise", "open_silence", "break_silence", "replace", "convene", "attend", "measure", "initial", "sign", "report", "allege", "verify", "disclose", "correct" or "confirm"

problem: record/a.toml:12:7: this heading is not closed as it was opened
    | [[act]
    |       ^
    expected: two brackets on either side, as in [[act]], and nothing behind them
    to do: mend the brackets; until then this [[act] is left out, and the rest is read"#,
    );
}

#[test]
fn a_heading_with_a_bracket_too_many_on_one_side() {
    spoilt(
        r#"kind = "x"
[act]]
id = "y""#,
        r#"problem: record/a.toml:9:1: `on` is missing: an act needs it
    | [[act]]
    | ^^^^^^^
    expected: `on`: when it was done
    to do: add, for example: on = 2031-03-05, or [{ date = 2031-03-05, source = "…" }, { date = 2031-03-07, source = "…" }]

problem: record/a.toml:11:8: `kind` cannot be “x”
    | kind = "x"
    |        ^^^
    expected: one of "table", "amend", "clarify", "interpret", "float", "accept", "reserve", "reject", "withdraw", "lapse", "endorse", "deliver", "show", "convey", "ask", "respond", "assure", "state", "warn", "deny", "characterise", "open_silence", "break_silence", "replace", "convene", "attend", "measure", "initial", "sign", "report", "allege", "verify", "disclose", "correct" or "confirm"

problem: record/a.toml:12:6: this heading is not closed as it was opened
    | [act]]
    |      ^
    expected: two brackets on either side, as in [[act]], and nothing behind them
    to do: mend the brackets; until then this [act]] is left out, and the rest is read"#,
    );
}

#[test]
fn a_text_that_ends_only_in_a_later_item_costs_its_own_item_alone() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-01
words = "w"
note = """never closed
[[act]]
id = "b"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
[[act]]
id = "c"
kind = "state"
by = "upper"
on = 2031-03-03
words = """two
lines"""
[[act]]
id = "d"
kind = "state"
by = "upper"
on = 2031-03-04
words = "w"
"#,
    );
    folder.tells(
        r#"problem: record/a.toml:7:8: the text that begins here with """ has no end
    | note = """never closed
    |        ^^^
    expected: """ behind its last word
    to do: write """ where the text ends; until then this [[act]] is left out, and the rest is read"#,
    );
    assert_eq!(folder.acts(), ["b", "c", "d"]);
}

#[test]
fn one_bracket_for_two() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-01
words = "w"
[act]
id = "b"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
[[act]]
id = "c"
kind = "state"
by = "upper"
on = 2031-03-03
words = "w"
"#,
    );
    folder.tells(
        r#"problem: record/a.toml:7:1: `act` is not a list of tables
    | [act]
    | ^^^^^
    expected: [[act]], with two brackets on either side
    to do: write [[act]] on a line of its own above its fields"#,
    );
    assert_eq!(folder.acts(), ["a", "c"]);
}

#[test]
fn a_heading_that_is_misspelt() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-01
words = "w"
[[acts]]
id = "b"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
[[act]]
id = "c"
kind = "state"
by = "upper"
on = 2031-03-03
words = "w"
"#,
    );
    folder.tells(
        r#"problem: record/a.toml:7:3: there is no `acts` here
    | [[acts]]
    |   ^^^^
    expected: [[act]], [[note]] in this file
    to do: did you mean [[act]]?"#,
    );
    assert_eq!(folder.acts(), ["a", "c"]);
}

#[test]
fn a_heading_that_is_misspelt_over_an_item_that_is_no_toml() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-01
words = "w"
[[acts]]
id = “b”
[[act]]
id = "c"
kind = "state"
by = "upper"
on = 2031-03-03
words = "w"
"#,
    );
    folder.tells(
        r#"problem: record/a.toml:8:6: these quotation marks are not straight
    | id = “b”
    |      ^^^
    expected: straight quotation marks: "…"
    to do: type " in place of each; word processors make them curly by themselves; until then this [[acts]] is left out, and the rest is read"#,
    );
    assert_eq!(folder.acts(), ["a", "c"]);
}

#[test]
fn half_a_heading_at_the_end_of_half_a_file() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-01
words = "w"
[[act]]
id = "b"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
[[ac"#,
    );
    folder.tells(
        r#"problem: record/a.toml:13:5: this heading is not closed as it was opened
    | [[ac
    |     ^
    expected: two brackets on either side, as in [[act]], and nothing behind them
    to do: mend the brackets; until then this [[ac is left out, and the rest is read"#,
    );
    assert_eq!(folder.acts(), ["a", "b"]);
}

#[test]
fn a_source_whose_heading_is_broken_is_not_left_out_of_an_act_that_is_read() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-01
words = "w"
[[act]]
id = "b"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
[[act.sources]
kind = "leak"
who = "x"
ref = "y"
[[act]]
id = "c"
kind = "state"
by = "upper"
on = 2031-03-03
words = "w"
"#,
    );
    folder.tells(
        r#"problem: record/a.toml:13:15: this heading is not closed as it was opened
    | [[act.sources]
    |               ^
    expected: two brackets on either side, as in [[act]], and nothing behind them
    to do: mend the brackets; until then this [[act]] is left out, and the rest is read"#,
    );
    assert_eq!(folder.acts(), ["a", "c"]);
}

#[test]
fn a_field_before_the_first_item() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"by = "upper"
[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-01
words = "w"
"#,
    );
    folder.tells(
        r#"problem: record/a.toml:1:1: there is no `by` here
    | by = "upper"
    | ^^
    expected: [[act]], [[note]] in this file
    to do: take it out, or move it into the item that it belongs to"#,
    );
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn what_is_no_toml_before_the_first_item() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"Minutes of March
[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-01
words = "w"
"#,
    );
    folder.tells(
        r#"problem: record/a.toml:1:9: `=` is missing: this line says nothing
    | Minutes of March
    |         ^
    expected: a field, `=` and its value
    to do: add what is missing; a remark to yourself begins with #; until then what stands before the first item is left out, and the rest is read"#,
    );
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn an_act_in_case_toml_and_a_participant_in_the_record() {
    let folder = Folder::whole();
    folder.put(
        "case.toml",
        format!(
            r#"{CASE}
[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-01
words = "w"
"#
        ),
    );
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "b"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"

[[participant]]
id = "x"
name = "X"
role = "party"
"#,
    );
    folder.tells(
        r#"problem: case.toml:33:3: [[act]] is in case.toml, where it is not read
    | [[act]]
    |   ^^^
    expected: [[act]] in a file in the folder record
    to do: move it to a file in the folder record

problem: record/a.toml:8:3: there is no `participant` here
    | [[participant]]
    |   ^^^^^^^^^^^
    expected: [[act]], [[note]] in this file
    to do: move it to case.toml"#,
    );
    assert_eq!(folder.acts(), ["b"]);
}

#[test]
fn an_act_within_an_act() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-01
words = "w"
[act.act]
id = "x"
[[act]]
id = "b"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
"#,
    );
    folder.tells(
        r#"problem: record/a.toml:7:6: an act of kind `state` has no field `act`
    | [act.act]
    |      ^^^
    expected: a field that an act of kind `state` can have
    to do: take it out; what has no field of its own can stand in a `note`"#,
    );
    assert_eq!(folder.acts(), ["b"]);
}

#[test]
fn acts_as_a_list_of_texts() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"act = ["upper accepts"]
[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-01
words = "w"
"#,
    );
    folder.tells(
        r#"problem: record/a.toml:1:1: `act` is not a list of tables
    | act = ["upper accepts"]
    | ^^^
    expected: [[act]], with two brackets on either side
    to do: write [[act]] on a line of its own above its fields"#,
    );
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn carriage_returns_and_a_byte_order_mark_change_nothing() {
    let folder = Folder::whole();
    folder.put("record/a.toml", b"\xef\xbb\xbf[[act]]\x0d\x0aid = \x22a\x22\x0d\x0akind = \x22state\x22\x0d\x0aby = \x22upper\x22\x0d\x0aon = 2031-03-01\x0d\x0awords = \x22w\x22\x0d\x0a[[act]]\x0d\x0aid = \x22b\x22\x0d\x0akind = \x22state\x22\x0d\x0aby = \x22upper\x22\x0d\x0aon = 2031-03-02\x0d\x0awords = \x22w\x22\x0d\x0a");
    folder.put("case.toml", b"\xef\xbb\xbftitle = \x22The well at Two Farms\x22\x0d\x0alanguages = [\x22en\x22, \x22ar\x22]\x0d\x0a\x0d\x0a[[participant]]\x0d\x0aid = \x22upper\x22\x0d\x0aname = \x22Upper Farm\x22\x0d\x0arole = \x22party\x22\x0d\x0a\x0d\x0a[[participant]]\x0d\x0aid = \x22lower\x22\x0d\x0aname = \x22Lower Farm\x22\x0d\x0arole = \x22party\x22\x0d\x0a\x0d\x0a[[participant]]\x0d\x0aid = \x22council\x22\x0d\x0aname = \x22Village Council\x22\x0d\x0arole = \x22mediator\x22\x0d\x0a\x0d\x0a[[audience]]\x0d\x0aid = \x22farms\x22\x0d\x0amembers = [\x22upper\x22, \x22lower\x22]\x0d\x0a\x0d\x0a[[draft]]\x0d\x0aid = \x22first\x22\x0d\x0afile = \x22drafts/first.md\x22\x0d\x0alang = \x22en\x22\x0d\x0aby = \x22council\x22\x0d\x0aon = 2031-03-01\x0d\x0aaudience = [\x22farms\x22, \x22council\x22]\x0d\x0aauthentic = \x22text\x22\x0d\x0acurrent = true\x0d\x0a");
    folder.tells("");
    assert_eq!(folder.acts(), ["a", "b"]);
}

#[test]
fn columns_after_a_byte_order_mark_and_carriage_returns_are_counted_right() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        b"\xef\xbb\xbf[[act]]\x0d\x0aid = \x22a\x22\x0d\x0akind = \x22sate\x22\x0d\x0a",
    );
    folder.tells(
        r#"problem: record/a.toml:1:1: `on` is missing: an act needs it
    | [[act]]
    | ^^^^^^^
    expected: `on`: when it was done
    to do: add, for example: on = 2031-03-05, or [{ date = 2031-03-05, source = "…" }, { date = 2031-03-07, source = "…" }]

problem: record/a.toml:3:8: `kind` cannot be “sate”
    | kind = "sate"
    |        ^^^^^^
    expected: one of "table", "amend", "clarify", "interpret", "float", "accept", "reserve", "reject", "withdraw", "lapse", "endorse", "deliver", "show", "convey", "ask", "respond", "assure", "state", "warn", "deny", "characterise", "open_silence", "break_silence", "replace", "convene", "attend", "measure", "initial", "sign", "report", "allege", "verify", "disclose", "correct" or "confirm"
    to do: did you mean "state"?"#,
    );
    assert_eq!(folder.acts(), [] as [&str; 0]);
}

#[test]
fn a_column_in_a_line_of_arabic_is_counted_in_characters() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-01
words = "لن نوقّع", label = "موقف"
"#,
    );
    folder.tells(
        r#"problem: record/a.toml:6:19: several values stand without square brackets
    | words = "لن نوقّع", label = "موقف"
    |                   ^
    expected: a list in square brackets: ["…", "…"]
    to do: put square brackets around the list; until then this [[act]] is left out, and the rest is read"#,
    );
    assert_eq!(folder.acts(), [] as [&str; 0]);
}

#[test]
fn a_value_in_arabic_is_shown_at_its_column() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "state"
by = { "اسم" = "مصر" }
on = 2031-03-01
words = "w"
"#,
    );
    folder.tells(
        r#"problem: record/a.toml:4:6: `by` is a group in braces
    | by = { "اسم" = "مصر" }
    |      ^^^^^^^^^^^^^^^^^
    expected: a participant's id in quotation marks, or a list of them
    to do: write, for example: by = "council""#,
    );
    assert_eq!(folder.acts(), [] as [&str; 0]);
}

#[test]
fn an_empty_file_and_one_of_remarks_say_nothing() {
    let folder = Folder::whole();
    folder.put("record/a.toml", "");
    folder.put(
        "record/b.toml",
        r#"# nothing yet
"#,
    );
    folder.tells("");
    assert_eq!(folder.acts(), [] as [&str; 0]);
}

#[test]
fn what_controls_a_terminal_is_shown_and_not_obeyed() {
    let folder = Folder::whole();
    folder.put("record/a.toml", "[[act]]\nid = \"a\"\nkind = \"\u{1b}[2J\"\n");
    folder.tells(
        r#"problem: record/a.toml:3:9: there is an invisible character here (U+001B)
    | kind = "␛[2J"
    |         ^
    expected: visible characters and plain spaces
    to do: delete it; where it was to separate words, type a space; until then this [[act]] is left out, and the rest is read"#,
    );
    assert_eq!(folder.acts(), [] as [&str; 0]);
}

/// A line that looks like a heading must not leave the first half of an item to be read as all of it: what stood below might
/// have said who may see it, or on what condition.
#[test]
fn no_half_of_an_item_is_taken_for_the_whole() {
    let line_that_tears = [
        "[ask the board]",
        "[audience]",
        "[[audience]]",
        "[note]",
        "[1] see letter",
        "[[x]]",
        "[[act]]",
        "[x",
    ];
    for line in line_that_tears {
        let folder = Folder::whole();
        folder.put(
            "record/a.toml",
            format!(
                "{BEFORE}[[act]]\nid = \"torn\"\nkind = \"accept\"\nby = \"upper\"\non = 2031-03-03\ndraft = \"first\"\n\
                 audience = [\"public\"]\n{line}\nfinality = \"provisional\"\n{AFTER}"
            ),
        );
        assert_eq!(folder.acts(), ["before", "after"], "{line}");
        let case = format!(
            "{}\n[[participant]]\nid = \"lender\"\nname = \"Secret Bank\"\nrole = \"party\"\n{line}\naudience = [\"council\"]\n",
            support::CASE
        );
        let folder = Folder::whole();
        folder.put("case.toml", case);
        assert!(!folder.readers().contains(&"lender".to_owned()), "{line}");
    }
}

#[test]
fn a_match_with_a_broken_heading_takes_nothing_from_the_one_above_it() {
    let folder = Folder::whole();
    folder.put("drafts/second.md", "# Agreement\n\n1. Water is shared.\n\n2. The gate opens at noon.\n");
    folder.add(
        "\n[[draft]]\nid = \"second\"\nfile = \"drafts/second.md\"\nlang = \"en\"\non = 2031-03-05\naudience = [\"farms\"]\nauthentic = \"text\"\n",
    );
    let good = "[[match]]\nfrom = \"first\"\nto = \"second\"\nold = [\"1\"]\nnew = [\"2\"]\n";
    folder.put(
        "lineage.toml",
        format!("{good}\n[[match]\nold = [\"2\"]\nnew = [\"1\"]\nfrom = \"first\"\nto = \"second\"\n"),
    );
    folder.tells(
        r#"problem: lineage.toml:7:9: this heading is not closed as it was opened
    | [[match]
    |         ^
    expected: two brackets on either side, as in [[act]], and nothing behind them
    to do: mend the brackets; until then this [[match] is left out, and the rest is read"#,
    );
}
