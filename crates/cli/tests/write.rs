//! The commands that write, as a person at two in the morning uses them.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Ran, Room};

const ACCEPT: &[&str] = &[
    "record",
    "well",
    "accept",
    "--by",
    "low",
    "--draft",
    "fi",
    "--clauses",
    "2",
    "--extent",
    "words",
    "--authority",
    "ad",
    "--on",
    "2031-03-05",
    "--audience",
    "coun",
    "--sources",
    "statement; Lower Farm; by telephone",
];

#[test]
fn a_case_from_nothing_to_a_brief() {
    let room = Room::with_case();
    let Ran { code, out, told } = room.run(ACCEPT);
    assert_eq!(code, 0, "{told}");
    let id = told.trim().strip_prefix("written, as ").unwrap();
    assert_eq!(
        out,
        format!(
            "well/record/2031-03.toml:\n  [[act]]\n  id = \"{id}\"\n  kind = \"accept\"\n  by = \"lower\"\n  on = 2031-03-05\n  \
             draft = \"first\"\n  clauses = [\"2\"]\n  audience = [\"council\"]\n  \
             sources = [{{ kind = \"statement\", who = \"Lower Farm\", ref = \"by telephone\" }}]\n  \
             extent = \"words\"\n  authority = \"ad_referendum\"\n"
        )
    );
    let check = room.run(&["check", "well"]);
    assert_eq!((check.code, check.told.as_str()), (0, ""));
    assert!(
        check.out.ends_with("3 participants, 1 draft, 1 act read; 0 problems, 0 remarks\n"),
        "{}",
        check.out
    );
    let status = room.run(&["status", "well", "--for", "council", "--json", "--as-of", "2031-03-06"]);
    let status: serde_json::Value = serde_json::from_str(&status.out).unwrap();
    let clause =
        status["clauses"].as_array().unwrap().iter().find(|clause| clause["label"] == "2").unwrap().clone();
    let lower = clause["consent"]
        .as_array()
        .unwrap()
        .iter()
        .find(|consent| consent["party"] == "lower")
        .unwrap()
        .clone();
    assert_eq!((&lower["status"], &lower["act"]), (&"ad_referendum".into(), &id.into()));
    let brief = room.run(&["brief", "well", "--for", "council", "--as-of", "2031-03-06"]);
    assert_eq!((brief.code, brief.told.as_str()), (0, ""));
    let names: Vec<String> = room.files().into_keys().collect();
    assert_eq!(
        names,
        [
            "first.en.md",
            "well/.gitignore",
            "well/case.toml",
            "well/drafts/.gitkeep",
            "well/drafts/first.en.md",
            "well/record/.gitkeep",
            "well/record/2031-03.toml"
        ],
        "nothing is left over"
    );
}

#[test]
fn a_dry_run_shows_what_would_be_written_and_writes_nothing() {
    let room = Room::with_case();
    room.put("second.md", "1. Other words.\n");
    room.run(&["note", "well", "sort", "me"]);
    let before = room.files();
    for arguments in [
        ACCEPT,
        &["new", "other", "--title", "Other"],
        &["add", "well", "participant", "--id", "priest", "--name", "Priest", "--role", "mediator"],
        &["add", "well", "draft", "second.md", "--current"],
        &["note", "well", "a", "word"],
    ] {
        let mut arguments = arguments.to_vec();
        arguments.push("--dry-run");
        let ran = room.run(&arguments);
        assert_eq!(ran.code, 0, "{}", ran.told);
        assert!(ran.told.starts_with("nothing was written: this was a dry run\n"), "{}", ran.told);
        assert!(ran.out.contains(".toml:\n  "), "{}", ran.out);
        assert_eq!(room.files(), before, "{arguments:?}");
    }
}

#[test]
fn what_is_wrong_is_refused_with_exit_code_2_and_nothing_is_written() {
    let room = Room::with_case();
    room.put("first.md", "1. Other words.\n");
    room.put("wide.md", [0xff, 0xfe, b'1', 0, b'.', 0]);
    let before = room.files();
    for (line, told) in [
        (
            "record well accept --draft first",
            "onetext: accept needs --by (who did it, or who put it forward as far as readers are told)\n",
        ),
        (
            "record well amend",
            "onetext: amend needs --by (who did it, or who put it forward as far as readers are told), and --draft (the draft that it concerns) or --words (words said, proposed or reserved, exactly)\n",
        ),
        (
            "record well accept --by farm --draft first",
            "onetext: --by: “farm” may mean upper, lower; write more of it\n",
        ),
        (
            "record well accept --by upper --draft first --until soon",
            "onetext: --until: “soon” is not a date; write 2031-03-05, or 2031-03-05T18:00, or 2031-03-05T18:00+03:00\n",
        ),
        (
            "record well deliver --by council --draft first --to upper --form loud",
            "onetext: --form: “loud” is none of oral, read_back, written\n",
        ),
        (
            "add well participant --id upper --name U --role party",
            "onetext: the id “upper” is taken; choose another\n",
        ),
        (
            "add well participant --id x",
            "onetext: participant needs --name (the name that the case uses), and --role (what the participant is in the negotiation)\n",
        ),
        (
            "add well audience --id public --members upper",
            "onetext: `id` cannot be \"public\", which always means the same; expected another name; choose another id\n",
        ),
        ("add well draft first.md", "onetext: there is a draft “first” already; give another with --id\n"),
        (
            "add well draft wide.md",
            "onetext: wide.md: not UTF-8: byte 0 (line 1, column 1) does not belong there; the file is likely UTF-16 (little-endian). Open it in the program that made it and save it as UTF-8, then add it again\n",
        ),
        ("new well", "onetext: well is there already and is not empty; choose a new folder\n"),
        (
            "new other --zone Quatar",
            "onetext: there is no time zone “Quatar”; write it as Asia/Qatar or Europe/Geneva\n",
        ),
        (
            "new other --languages english",
            "onetext: “english” is not a language tag; write \"en\" for English, \"ar\" for Arabic, \"fr\" for French\n",
        ),
    ] {
        let ran = room.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!((ran.code, ran.told.as_str(), ran.out.as_str()), (2, told, ""), "{line}");
    }
    for (line, told) in [
        ("add well draft gone.md", "onetext: there is no file gone.md\n"),
        ("add well draft well", "onetext: well is a folder, not a file\n"),
        (
            "record gone accept --by upper",
            "onetext: there is no folder gone; to begin a case there, run: onetext new gone\n",
        ),
    ] {
        let ran = room.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!((ran.code, ran.told.as_str()), (1, told), "{line}");
    }
    assert_eq!(room.files(), before);
}

#[test]
fn whoever_forgets_the_audience_is_told_who_sees_it() {
    let room = Room::with_case();
    let told = room.run(&["record", "well", "state", "--by", "upper", "--words", "no"]).told;
    assert!(told.ends_with("\nnobody but the team sees it: no --audience was given\n"), "{told}");
    let told =
        room.run(&["record", "well", "state", "--by", "upper", "--words", "no", "--audience", "team"]).told;
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn notes_are_taken_listed_and_sorted() {
    let room = Room::with_case();
    assert_eq!(
        room.run(&["note", "well", "--for", "team"]).out,
        "For \u{2068}team\u{2069}.\nno note waits to be sorted\n"
    );
    let taken = room.run(&["note", "well", "H. says", "clause 2 is fine", "--on", "2031-03-05 18:00"]);
    let id = taken.told.trim().strip_prefix("written, as ").unwrap();
    assert_eq!(
        room.run(&["note", "well", "--for", "team"]).out,
        format!(
            "For \u{2068}team\u{2069}.\n{id}  2031-03-05T18:00  \u{2068}H. says clause 2 is fine\u{2069}\n\n\
             To make an act of a note: onetext record CASE KIND --from-note NOTE …\n"
        )
    );
    let mut accept = ACCEPT.to_vec();
    accept.extend(["--from-note", &id[..3]]);
    assert_eq!(room.run(&accept).code, 0);
    assert!(room.read("well/record/2031-03.toml").contains(&format!("from_note = \"{id}\"")));
    assert_eq!(
        room.run(&["note", "well", "--for", "team"]).out,
        "For \u{2068}team\u{2069}.\nno note waits to be sorted\n"
    );
}

/// Eight people press enter at once: nobody's words are lost, and nobody is told that they were written when they were not.
#[test]
fn commands_at_the_same_time_lose_nothing() {
    let room = Room::with_case();
    let running: Vec<_> = (0..8)
        .map(|number| {
            let words = format!("statement {number}");
            let arguments =
                ["record", "well", "state", "--by", "upper", "--on", "2031-03-05", "--words", &words];
            let mut command = room.command(&arguments);
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    for run in running {
        let output = run.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let record = room.read("well/record/2031-03.toml");
    for number in 0..8 {
        assert_eq!(record.matches(&format!("words = \"statement {number}\"\n")).count(), 1, "{record}");
    }
    assert_eq!(room.run(&["check", "well"]).code, 0);
    assert!(!room.files().keys().any(|name| name.contains(".onetext-")), "nothing is left over");
}

#[test]
fn a_draft_is_added_as_it_is_and_becomes_the_current_one() {
    let room = Room::with_case();
    let bytes = "\u{feff}# Agreement\r\n\r\n1. The gate\0 opens.\r\n";
    room.put("second.md", bytes);
    let before = room.read("well/case.toml");
    let ran = room.run(&[
        "add",
        "well",
        "draft",
        "second.md",
        "--current",
        "--on",
        "2031-03-09",
        "--audience",
        "farms",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    assert_eq!(
        ran.out,
        "well/drafts/second.md:\n  (39 bytes, as they are in second.md)\nwell/case.toml:\n  [[draft]]\n  id = \"second\"\n  \
         file = \"drafts/second.md\"\n  lang = \"en\"\n  on = 2031-03-09\n  audience = [\"farms\"]\n  authentic = \"text\"\n  \
         current = true\n  (draft “first” is no longer the current one)\n"
    );
    assert_eq!(room.read("well/drafts/second.md"), bytes);
    let rest = before.replace("current = true\n", "");
    assert!(room.read("well/case.toml").starts_with(&rest));
    assert_eq!(room.run(&["check", "well"]).code, 0);
}

/// Whenever a command is killed, the file is the old one or the new one, whole.
#[test]
fn a_command_that_is_killed_leaves_every_file_whole() {
    let room = Room::with_case();
    let arguments = ["record", "well", "state", "--by", "upper", "--on", "2031-03-05", "--words", "w"];
    assert_eq!(room.run(&arguments).code, 0);
    let mut before = room.read("well/record/2031-03.toml");
    for milliseconds in 0..24 {
        let mut run = room.command(&arguments).stdout(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        let _ = run.kill();
        run.wait().unwrap();
        let after = room.read("well/record/2031-03.toml");
        assert!(after.starts_with(&before), "{after}");
        let added = &after[before.len()..];
        assert!(
            added.is_empty() || (added.starts_with("\n[[act]]\n") && added.ends_with("words = \"w\"\n")),
            "{added}"
        );
        before = after;
    }
    assert_eq!(room.run(&["check", "well"]).code, 0);
    assert_eq!(room.run(&arguments).code, 0, "a lock dies with whoever held it");
}
