//! What the reading commands say when something about the command itself is wrong, their exit codes, and the names in JSON
//! that others rely on.

#![allow(clippy::unwrap_used)]

mod program;

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use program::{DRAFT, Ran, Room};
use serde_json::Value;

const READING: &[&[&str]] = &[
    &["brief", "well"],
    &["status", "well"],
    &["who", "well", "2"],
    &["novelty", "well"],
    &["chronology", "well"],
    &["search", "well", "gate"],
    &["packages", "well"],
    &["bridge", "well"],
    &["whatif", "well", "withdraw", "k3v9"],
    &["mandates", "well"],
    &["parity", "well"],
    &["plan", "check", "well"],
    &["plan", "timeline", "well"],
    &["plan", "order", "well"],
    &["plan", "whatif", "well", "--without", "signature"],
    &["plan", "status", "well"],
    &["plan", "incident", "well", "k3v9"],
    &["plan", "due", "well"],
    &["plan", "ics", "well"],
];

fn with<'a>(command: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    command.iter().chain(more).copied().collect()
}

#[test]
fn whatever_prints_from_a_case_needs_to_know_for_whom() {
    let room = Room::with_case();
    for command in READING {
        let Ran { code, out, told } = room.run(command);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(told.contains("--for <WHO>"), "{told}");
        let Ran { code, out, told } = room.run(&with(command, &["--for", "uper"]));
        assert_eq!((code, out.as_str()), (2, ""));
        let readers = "onetext: --for: no reader “uper” in this case; readers are public, team, upper, lower, council\n";
        assert_eq!(told, readers);
    }
}

#[test]
fn a_wrong_date_is_refused_with_a_right_one() {
    let room = Room::with_case();
    for command in READING {
        for date in ["tomorrow", "2031-13-01", "05/03/2031", "2031-03-05T18:00+03:00x", ""] {
            let Ran { code, told, .. } = room.run(&with(command, &["--for", "team", "--as-of", date]));
            assert_eq!(code, 2);
            assert!(told.contains("is not a date; write 2031-03-05, or 2031-03-05T18:00"), "{told}");
        }
    }
}

#[test]
fn a_result_is_0_no_result_1_and_a_wrong_command_2() {
    let room = Room::with_case();
    for (line, code) in [
        ("search well gate --for upper", 0),
        ("novelty well --for upper", 0),
        ("novelty well gone --for upper", 1),
        ("novelty well --against gone --for upper", 1),
        ("search well submarine --for upper", 1),
        ("who well 2 --for upper", 0),
        ("who well 9 --for upper", 1),
        ("status gone --for team", 1),
        ("status first.en.md --for team", 1),
        ("check gone", 1),
        ("frobnicate well", 2),
        ("status well --for team --colour", 2),
        ("record well dance", 2),
        ("", 2),
    ] {
        let mut arguments: Vec<&str> = line.split_whitespace().collect();
        if arguments.contains(&"--for") {
            arguments.extend(["--as-of", "2031-03-10"]);
        }
        let ran = room.run(&arguments);
        assert_eq!(ran.code, code, "{line}: {}", ran.told);
        assert!(code == 0 || !ran.told.is_empty() || line.starts_with("search"), "{line}");
    }
}

#[test]
fn drafts_that_cannot_be_read_are_told_in_one_line() {
    let room = Room::empty();
    room.put("good.md", DRAFT);
    room.put("wide.md", [0xff, 0xfe, b'1', 0, b'.', 0]);
    room.put("folder/x", "");
    let wide = "wide.md: not UTF-8: byte 0 (line 1, column 1) does not belong there; the file is likely UTF-16 (little-endian). Open it in the program that made it and save it as UTF-8, then add it again";
    for (file, told) in [
        ("gone.md", "there is no file gone.md"),
        ("folder", "folder is a folder, not a file"),
        ("wide.md", wide),
    ] {
        for arguments in [
            &["points", "good.md", file] as &[&str],
            &["compare", "good.md", file],
            &["compare", file, "good.md", "--json"],
            &["points", "good.md", "--names", file],
        ] {
            if file == "wide.md" && arguments.contains(&"--names") {
                continue;
            }
            let ran = room.run(arguments);
            assert_eq!(
                ran,
                Ran { code: 1, out: String::new(), told: format!("onetext: {told}\n") },
                "{arguments:?}"
            );
        }
    }
}

#[test]
fn an_empty_draft_has_no_points_and_everything_is_new_beside_it() {
    let room = Room::empty();
    room.put("empty.md", "");
    room.put("good.md", DRAFT);
    let points: Value = serde_json::from_str(&room.run(&["points", "empty.md", "--json"]).out).unwrap();
    assert_eq!(points["drafts"][0]["clauses"], 0);
    let units: Value =
        serde_json::from_str(&room.run(&["compare", "empty.md", "good.md", "--json"]).out).unwrap();
    assert_eq!(units["old_units"], serde_json::json!([]));
    assert_eq!(units["new"].as_array().unwrap().len(), units["new_units"].as_array().unwrap().len());
    assert_eq!(room.run(&["compare", "empty.md", "good.md"]).code, 0);
    assert_eq!(room.run(&["compare", "empty.md", "empty.md"]).code, 0);
    assert_eq!(room.run(&["points", "empty.md"]).code, 0);
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// These names are relied on by other programs: more may come, none may go.
fn has(value: &Value, names: &[&str]) {
    for name in names {
        assert!(keys(value).contains(name), "{name} is missing among {:?}", keys(value));
    }
}

#[test]
fn points_have_the_names_that_are_relied_on() {
    let room = Room::empty();
    room.put("a.md", "# Agreement\n\n1. The gate [shall][should] open [at dawn], [Upper Farm: never], [ ].\n\n2. Water] here.\n");
    room.put("names.txt", "\u{feff}# who attributes\r\nUpper Farm\r\n\r\n");
    let json = |arguments: &[&str]| -> Value { serde_json::from_str(&room.run(arguments).out).unwrap() };
    let points = json(&["points", "a.md", "--json", "--names", "names.txt"]);
    let draft = &points["drafts"][0];
    has(
        draft,
        &[
            "file",
            "clauses",
            "open_points",
            "brackets_open",
            "brackets_close",
            "unbalanced",
            "options",
            "placeholders",
            "points",
        ],
    );
    has(&draft["unbalanced"][0], &["line", "column", "what"]);
    for point in draft["points"].as_array().unwrap() {
        has(point, &["clause", "line", "column", "kind", "alternatives"]);
        assert!(["optional", "alternatives", "placeholder"].contains(&point["kind"].as_str().unwrap()));
    }
    assert_eq!(
        (&draft["file"], &draft["brackets_open"], &draft["brackets_close"]),
        (&"a.md".into(), &5.into(), &6.into())
    );
    assert_eq!(draft["unbalanced"][0]["line"], 5);
    assert_eq!(draft["points"][0]["alternatives"], serde_json::json!(["shall", "should"]));
    let without = json(&["points", "a.md", "--json"]);
    assert_ne!(
        without["drafts"][0]["points"], draft["points"],
        "names change how attributed brackets are read"
    );
}

#[test]
fn compare_has_the_names_that_are_relied_on() {
    let room = Room::empty();
    room.put("old.md", "# Agreement\n\n1. The gate opens at dawn on every working day.\n\n2. Water is shared by the farms.\n");
    room.put("new.md", "# Agreement\n\n1. The gate opens at noon on every working day.\n\n2. A clause about the road and its repair.\n");
    let units: Value =
        serde_json::from_str(&room.run(&["compare", "old.md", "new.md", "--json"]).out).unwrap();
    has(&units, &["old_units", "new_units", "pairs", "deleted", "new"]);
    for unit in units["old_units"].as_array().unwrap().iter().chain(units["new_units"].as_array().unwrap()) {
        has(unit, &["id", "kind", "line", "label", "text"]);
        assert!(
            ["heading", "paragraph", "item", "option", "definition", "row"]
                .contains(&unit["kind"].as_str().unwrap())
        );
    }
    let pairs = units["pairs"].as_array().unwrap();
    for pair in pairs {
        has(pair, &["old", "new", "relation", "moved", "renumbered", "similarity"]);
        assert!(
            ["identical", "edited", "split", "merged", "option_chosen"]
                .contains(&pair["relation"].as_str().unwrap())
        );
    }
    assert!(pairs.iter().any(|pair| pair["relation"] == "edited"), "{pairs:?}");
    assert_eq!(units["old_units"][1]["line"], 3);
}

#[test]
fn status_has_the_names_that_are_relied_on() {
    let room = Room::with_case();
    let arguments = [
        "record",
        "well",
        "accept",
        "--by",
        "lower",
        "--draft",
        "first",
        "--clauses",
        "2",
        "--extent",
        "words",
        "--on",
        "2031-03-05",
        "--audience",
        "council",
    ];
    assert_eq!(room.run(&arguments).code, 0);
    let ran = room.run(&["status", "well", "--for", "council", "--json", "--as-of", "2031-03-06"]);
    let status: Value = serde_json::from_str(&ran.out).unwrap();
    has(&status, &["as_of", "reader", "draft", "clauses"]);
    assert_eq!(
        (&status["as_of"], &status["reader"], &status["draft"]),
        (&"2031-03-06".into(), &"council".into(), &"first".into())
    );
    let statuses = [
        "accepted",
        "in_principle",
        "ad_referendum",
        "provisional",
        "no_objection",
        "reserved",
        "rejected",
        "withdrawn",
        "not_delivered",
        "not_asked",
        "unanswered",
    ];
    for clause in status["clauses"].as_array().unwrap() {
        has(clause, &["id", "label", "line", "open_points", "consent"]);
        for consent in clause["consent"].as_array().unwrap() {
            has(
                consent,
                &[
                    "party",
                    "status",
                    "extent",
                    "strength",
                    "authority",
                    "finality",
                    "form",
                    "lang",
                    "draft",
                    "since",
                    "until",
                    "through",
                    "confirmed",
                    "flags",
                    "conditions",
                    "act",
                ],
            );
            assert!(statuses.contains(&consent["status"].as_str().unwrap()), "{consent}");
        }
    }
}

#[test]
fn novelty_has_the_names_that_are_relied_on() {
    let room = Room::with_case();
    room.put("second.en.md", DRAFT.replace("at dawn", "within 14 days").replace("Water", "All water"));
    for arguments in [
        &[
            "add",
            "well",
            "draft",
            "second.en.md",
            "--by",
            "council",
            "--on",
            "2031-03-08",
            "--audience",
            "farms,council",
        ][..],
        &[
            "record",
            "well",
            "amend",
            "--id",
            "m",
            "--by",
            "council",
            "--draft",
            "second",
            "--clauses",
            "2",
            "--label",
            "clarification",
            "--on",
            "2031-03-08",
            "--audience",
            "farms",
        ],
        &[
            "record",
            "well",
            "characterise",
            "--id",
            "c",
            "--by",
            "lower",
            "--answers",
            "m",
            "--label",
            "new demand",
            "--on",
            "2031-03-09",
            "--audience",
            "farms",
        ],
    ] {
        let ran = room.run(arguments);
        assert_eq!(ran.code, 0, "{}", ran.told);
    }
    let ran = room.run(&[
        "novelty",
        "well",
        "m",
        "--against",
        "first",
        "--for",
        "lower",
        "--json",
        "--as-of",
        "2031-03-10",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    let novelty: Value = serde_json::from_str(&ran.out).unwrap();
    has(&novelty, &["title", "reader", "as_of", "against", "changes", "plans"]);
    let change = &novelty["changes"][0];
    has(
        change,
        &[
            "act",
            "by",
            "on",
            "label",
            "labels_by_others",
            "clause",
            "words",
            "baselines",
            "named",
            "left_out",
        ],
    );
    assert_eq!(
        change["labels_by_others"],
        serde_json::json!([{"by": ["lower"], "label": "new demand", "act": "c"}])
    );
    let baseline = &change["baselines"][0];
    has(baseline, &["draft", "stands", "why", "differences", "earliest"]);
    has(&baseline["differences"][0], &["kind", "from", "to", "direction"]);
    has(&baseline["earliest"], &["by", "on", "act", "draft"]);
    assert_eq!((&baseline["draft"], &baseline["stands"]), (&"first".into(), &"changed".into()));
}

/// Whoever pipes into `head` closes the pipe while there is more to come.
#[test]
fn output_that_nobody_reads_to_the_end_is_no_failure() {
    let room = Room::with_case();
    room.put("long.md", "1. The gate [opens] at [dawn].\n\n".repeat(4_000));
    for arguments in [
        &["points", "long.md"] as &[&str],
        &["points", "long.md", "--json"],
        &["compare", "first.en.md", "long.md", "--all"],
        &["compare", "first.en.md", "long.md", "--html"],
        &["completions", "bash"],
        &["record", "--help"],
    ] {
        let mut command = room.command(arguments);
        let mut run = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(run.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "{arguments:?}");
        let output = run.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && told.is_empty(), "{arguments:?}: {told}");
    }
}

#[test]
fn a_page_replaces_a_page_and_nothing_else() {
    let room = Room::with_case();
    let case = room.read("well/case.toml");
    let ran = room.run(&["brief", "well", "--for", "team", "--html", "well/case.toml"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.told.contains("is there already and is no HTML page"), "{}", ran.told);
    assert_eq!(room.read("well/case.toml"), case);
    for _ in 0..2 {
        assert_eq!(room.run(&["brief", "well", "--for", "team", "--html", "brief.html"]).code, 0);
    }
    assert!(room.read("brief.html").starts_with("<!DOCTYPE html>"));
}

#[test]
fn a_brief_is_written_as_a_word_document_and_over_another_one_only_where_that_is_asked_for() {
    let room = Room::with_case();
    let brief =
        ["brief", "well", "--for", "upper", "--as-of", "2031-05-01", "--copy", "7", "--docx", "brief.docx"];
    let ran = room.run(&brief);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.told);
    let bytes = std::fs::read(room.path("brief.docx")).unwrap();
    let opened = onetext_wordml::Opened::from_bytes(&bytes).unwrap();
    let text: Vec<String> = opened
        .document
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.text(onetext_wordml::document::Side::Accepted, &opened.document.changes))
        .collect();
    assert_eq!(text.first().map(String::as_str), Some("Well"));
    let text = text.join("\n");
    assert!(
        text.contains("Water is shared.") && text.contains("UpperFarm") && text.contains("Copy: 7"),
        "{text}"
    );
    std::fs::write(room.path("brief.docx"), "something else").unwrap();
    let ran = room.run(&brief);
    assert_eq!(ran.code, 2);
    assert!(ran.told.contains("--replace"), "{}", ran.told);
    assert_eq!(room.read("brief.docx"), "something else");
    assert_eq!(room.run(&[&brief[..], &["--replace"]].concat()).code, 0);
    assert_eq!(std::fs::read(room.path("brief.docx")).unwrap(), bytes, "the same case gives the same bytes");
    assert_eq!(room.run(&["brief", "well", "--for", "upper", "--docx", "b.docx", "--json"]).code, 2);
}

#[test]
fn escape_sequences_of_a_draft_reach_no_terminal() {
    let room = Room::with_case();
    room.put("a.md", "1. The \u{1b}]0;gate\u{7} opens \u{202e}now.\n");
    room.put("b.md", "1. The \u{1b}]0;gate\u{7} opens \u{202e}later.\n");
    for command in [
        &["compare", "a.md", "b.md", "--all"][..],
        &["compare", "a.md", "b.md", "--html", "-"],
        &["points", "a.md", "--clauses"],
    ] {
        let ran = room.run(command);
        assert_eq!(ran.code, 0);
        assert!(!ran.out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{command:?}: {:?}", ran.out);
    }
}
