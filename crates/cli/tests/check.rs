//! `check`, and what the other commands say of a case that has something wrong with it.

#![allow(clippy::unwrap_used)]

mod program;

use program::Room;

const SPOILT: &str = "[[act]]\nid = \"a\"\nkind = \"state\"\nby = \"uper\"\non = 2031-03-05\nwords = \"w\"\naudience = [\"public\"]\n\n[[act]]\nid = “b”\n";

#[test]
fn problems_are_shown_with_their_places_and_make_the_exit_code_1() {
    let room = Room::with_case();
    room.put("well/record/a.toml", SPOILT);
    let ran = room.run(&["check", "well"]);
    assert_eq!((ran.code, ran.told.as_str()), (1, ""));
    assert_eq!(
        ran.out,
        r#"problem: record/a.toml:4:6: `by` names a participant “uper”, which is not in the case
    | by = "uper"
    |      ^^^^^^
    expected: the id of a participant of this case
    to do: did you mean "upper"?

problem: record/a.toml:10:6: these quotation marks are not straight
    | id = “b”
    |      ^^^
    expected: straight quotation marks: "…"
    to do: type " in place of each; word processors make them curly by themselves; until then this [[act]] is left out, and the rest is read

remark: record/a.toml:1:1: act “a” is not shown to upper, lower, council, public, who are in its audience
    | [[act]]
    | ^^^^^^^
    expected: that whoever may see an act may see its author, its draft and the act that it answers
    to do: widen the audience of what they lack, or narrow that of this act

3 participants, 1 draft, 1 act read; 2 problems, 1 remark
"#
    );
}

#[test]
fn json_has_every_field_of_a_problem() {
    let room = Room::with_case();
    room.put("well/record/a.toml", SPOILT);
    let ran = room.run(&["check", "well", "--json"]);
    assert_eq!(ran.code, 1);
    let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&found["problems"], &found["remarks"]), (&2.into(), &1.into()));
    assert_eq!(
        found["diagnostics"][0],
        serde_json::json!({
            "severity": "problem", "file": "record/a.toml", "line": 4, "column": 6,
            "excerpt": { "text": "by = \"uper\"", "length": 6 },
            "message": "`by` names a participant “uper”, which is not in the case",
            "expected": "the id of a participant of this case",
            "help": "did you mean \"upper\"?",
        })
    );
}

#[test]
fn remarks_alone_are_no_failure() {
    let room = Room::with_case();
    room.put("well/record/minutes.txt", "x");
    let ran = room.run(&["check", "well"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("remark: record/minutes.txt:1:1: "), "{}", ran.out);
    assert!(ran.out.ends_with("0 problems, 1 remark\n"), "{}", ran.out);
}

/// Only the team may know that there is something to mend; for everybody else the output, errors and exit code are those of
/// a case without it.
#[test]
fn the_team_is_told_how_much_is_left_out_and_nobody_else_is() {
    let whole = Room::with_case();
    let spoilt = Room::with_case();
    spoilt.put("well/record/a.toml", SPOILT);
    let banner = "onetext: 2 things of this case cannot be read and are left out; see: onetext check well\n";
    for command in [
        &["brief", "well"] as &[&str],
        &["status", "well"],
        &["who", "well", "2"],
        &["chronology", "well"],
        &["search", "well", "gate"],
    ] {
        for (reader, told) in [("team", banner), ("upper", ""), ("council", ""), ("public", "")] {
            let mut arguments = command.to_vec();
            arguments.extend(["--for", reader, "--as-of", "2031-03-10", "--json"]);
            let (bad, good) = (spoilt.run(&arguments), whole.run(&arguments));
            assert_eq!(bad.code, good.code, "{arguments:?}");
            if reader == "team" {
                assert_eq!(bad.told, format!("{told}{}", good.told), "{arguments:?}");
            } else {
                assert_eq!(bad, good, "{arguments:?}");
            }
        }
    }
    spoilt.put("well/record/a.toml", &SPOILT[SPOILT.rfind("[[act]]").unwrap()..]);
    let one = spoilt.run(&["status", "well", "--for", "team"]).told;
    assert_eq!(
        one,
        "onetext: 1 thing of this case cannot be read and is left out; see: onetext check well\n"
    );
}
