//! What a check before signature finds, as the program tells it to each reader.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Ran, Room};
use serde_json::Value;

const CASE: &str = r#"title = "The well"
languages = ["en"]
zone = "UTC"
date = 2031-03-20

[[participant]]
id = "upper"
name = "Upper Farm"
role = "party"

[[participant]]
id = "lower"
name = "المزرعة السفلى"
role = "party"

[[participant]]
id = "council"
name = "Village Council"
role = "mediator"

[[draft]]
id = "first"
file = "drafts/first.md"
lang = "en"
by = "council"
on = 2031-03-01
authentic = "text"
audience = ["public"]
current = true
"#;

const TEXT: &str = "# The well\n\n1. The gate shall stand [open][shut] at night.\n\n2. Upper Farm shall mend the wall.\n\n\
    3. Lower Farm shall mend the path.\n\n4. The council shall hear both sides.\n";

const PLAN: &str = r##"
[[event]]
id = "signature"
by = "council"
on = 2031-03-02
audience = ["public"]
actors = ["upper", "lower"]

[[event]]
id = "lamp"
by = "council"
on = 2031-03-02
draft = "first"
clauses = ["1"]
choice = ["#1"]
audience = ["public"]
title = "the lamp is there"
actors = ["upper"]

[[obligation]]
id = "wall"
by = "council"
on = 2031-03-02
draft = "first"
clauses = ["2"]
audience = ["public"]
debtor = "upper"
does = "mend the wall"
when = ["path"]
due = { within = "9 days", of = "signature" }
verifier = "council"
on_breach = "the gate stays shut"

[[obligation]]
id = "path"
by = "council"
on = 2031-03-02
draft = "first"
clauses = ["3"]
audience = ["public"]
debtor = "lower"
does = "mend the path"
when = ["wall", "lamp"]
due = { within = "9 days", of = "signature" }
on_breach = "the gate stays shut"

[[dispute]]
id = "route"
by = "council"
on = 2031-03-02
draft = "first"
clauses = ["4"]
audience = ["public"]
notify = ["council"]
steps = [{ who = "council", does = "hear both sides", within = "2 days" }]

[[owned]]
id = "meant"
by = "council"
on = 2031-03-02
check = "no_verifier"
of = "path"
owner = "lower"
reason = "the neighbours see it every day"
"##;

const ACCEPTED: &str = r#"
[[act]]
id = "a1"
kind = "accept"
by = "upper"
on = 2031-03-05
draft = "first"
clauses = ["2"]
extent = "words"
audience = ["public"]

[[act]]
id = "a2"
kind = "accept"
by = "lower"
on = 2031-03-05
draft = "first"
clauses = ["3"]
extent = "words"
audience = ["public"]
"#;

fn room(plan: &str) -> Room {
    let room = Room::empty();
    room.put("c/case.toml", CASE);
    room.put("c/drafts/first.md", TEXT);
    room.put("c/plan/plan.toml", plan);
    room.put("c/record/acts.toml", ACCEPTED);
    room
}

fn run(room: &Room, reader: &str, more: &[&str]) -> Ran {
    let mut args = vec!["plan", "check", "c", "--for", reader];
    args.extend(more);
    room.run(&args)
}

fn json(room: &Room, reader: &str, more: &[&str]) -> Value {
    let more: Vec<&str> = more.iter().copied().chain(["--json"]).collect();
    serde_json::from_str(&run(room, reader, &more).out).unwrap()
}

/// Each finding as `check: entry, entry`.
fn found(json: &Value, list: &str) -> Vec<String> {
    let one = |finding: &Value| {
        let entries = finding["entries"].as_array().unwrap();
        let ids: Vec<&str> = entries.iter().map(|entry| entry["id"].as_str().unwrap()).collect();
        format!("{}: {}", finding["check"].as_str().unwrap(), ids.join(", "))
    };
    json[list].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn findings_come_with_their_clause_its_words_why_they_matter_and_what_would_mend_them() {
    let room = room(PLAN);
    let ran = run(&room, "public", &[]);
    assert_eq!(ran.code, 1);
    let told = json(&room, "public", &[]);
    assert_eq!(found(&told, "findings"), ["circular_waiting: wall, path", "impossible_branch: path"]);
    let circle = &told["findings"][0];
    assert_eq!(circle["clause"]["label"], "clause 2");
    assert_eq!(circle["clause"]["line"], 5);
    assert_eq!(circle["clause"]["words"]["words"], "Upper Farm shall mend the wall.");
    assert_eq!(
        circle["steps"],
        serde_json::json!([
            "\u{201c}mend the wall\u{201d} is not owed before \u{201c}mend the path\u{201d}.",
            "\u{201c}mend the path\u{201d} is not owed before \u{201c}mend the wall\u{201d}."
        ])
    );
    for part in ["said", "why", "mend", "kind"] {
        assert!(circle[part].as_str().is_some_and(|said| !said.is_empty()), "{part}");
    }
    assert_eq!(told["findings"][1]["unless"][0]["choice"], serde_json::json!(["#1"]));
    let counts: Vec<&str> =
        told["counts"].as_array().unwrap().iter().map(|count| count["check"].as_str().unwrap()).collect();
    assert_eq!(counts, ["circular_waiting", "impossible_branch"]);
    assert!(ran.out.contains("2 findings in 5 entries"), "{}", ran.out);
}

#[test]
fn an_owned_finding_is_shown_to_its_owner_with_the_reason_and_to_the_team_and_to_nobody_else() {
    let room = room(PLAN);
    for (reader, owned) in
        [("lower", true), ("team", true), ("upper", false), ("public", false), ("council", false)]
    {
        let told = json(&room, reader, &[]);
        let open = found(&told, "findings");
        assert!(!open.iter().any(|finding| finding.starts_with("no_verifier")), "{reader}: {open:?}");
        let expected: &[&str] = if owned { &["no_verifier: path"] } else { &[] };
        assert_eq!(found(&told, "owned"), expected, "{reader}");
        let shown = run(&room, reader, &[]).out.contains("the neighbours see it every day");
        assert_eq!(shown, owned, "{reader}");
    }
    let unmarked = PLAN.split("[[owned]]").next().unwrap();
    let room = self::room(unmarked);
    assert!(found(&json(&room, "upper", &[]), "findings").contains(&"no_verifier: path".to_owned()));
}

#[test]
fn one_kind_alone_can_be_asked_for_and_one_package_alone() {
    let room = room(PLAN);
    let only = |check: &str| found(&json(&room, "public", &["--only", check]), "findings");
    assert_eq!(only("impossible_branch"), ["impossible_branch: path"]);
    assert_eq!(only("impossible_branch,circular_waiting").len(), 2);
    assert_eq!(only("sums_differ"), Vec::<String>::new());
    assert_eq!(run(&room, "public", &["--only", "sums_differ"]).code, 0);
    assert_eq!(run(&room, "public", &["--only", "sums"]).code, 2);
    let choose = |option: &str| found(&json(&room, "public", &["--choose", option]), "findings");
    assert_eq!(choose("1=open"), ["circular_waiting: wall, path"]);
    assert_eq!(choose("1=shut"), ["circular_waiting: wall, path", "impossible_branch: path"]);
    let twice = json(&room, "public", &["--choose", "1=open", "--choose", "1=open"]);
    assert_eq!(twice, json(&room, "public", &["--choose", "1=open"]));
    assert_eq!(run(&room, "public", &["--choose", "1=ajar"]).code, 1);
}

#[test]
fn a_plan_in_which_nothing_is_found_ends_well_and_a_case_without_a_plan_has_no_result() {
    let sound = PLAN.replace("when = [\"wall\", \"lamp\"]", "verifier = \"council\"");
    let room = room(&sound);
    let ran = run(&room, "team", &[]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("Nothing is found in 6 entries that nobody owns."), "{}", ran.out);
    let empty = self::room("");
    let ran = run(&empty, "team", &[]);
    assert_eq!(ran.code, 1);
    assert!(ran.told.contains("no entry of a plan"), "{}", ran.told);
}

#[test]
fn whoever_has_not_accepted_what_binds_them_is_named_in_their_own_direction_of_writing() {
    let room = room(PLAN);
    room.put("c/record/acts.toml", "");
    let ran = run(&room, "public", &["--only", "not_accepted"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains(
            "\u{2068}المزرعة السفلى\u{2069}, \u{2068}clause 3\u{2069}: holds no text with these words."
        ),
        "{}",
        ran.out
    );
}

#[test]
fn what_nearly_every_entry_lacks_is_told_once_with_all_of_them() {
    let duty = |at: usize, more: &str| {
        format!(
            "[[obligation]]\nid = \"duty-{at}\"\nby = \"council\"\non = 2031-03-02\naudience = [\"public\"]\ndebtor = \"upper\"\n\
             does = \"mend wall {at}\"\non_breach = \"a fine\"\n{more}\n"
        )
    };
    let told = |duties: Vec<String>| {
        let room = room(&duties.concat());
        found(&json(&room, "public", &["--only", "no_verifier"]), "findings")
    };
    let verified = "verifier = \"council\"";
    let all = told((0..5).map(|at| duty(at, if at == 0 { verified } else { "" })).collect());
    assert_eq!(all.len(), 4, "four are told one by one: {all:?}");
    let nearly_all = told((0..6).map(|at| duty(at, if at == 0 { verified } else { "" })).collect());
    assert_eq!(nearly_all, ["no_verifier: duty-1, duty-2, duty-3, duty-4, duty-5"]);
    let some = told((0..10).map(|at| duty(at, if at < 4 { verified } else { "" })).collect());
    assert_eq!(some.len(), 6, "{some:?}");
}
