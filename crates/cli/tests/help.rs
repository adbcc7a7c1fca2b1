//! Help, completions and man pages.

#![allow(clippy::unwrap_used)]

mod program;

use onetext_record::Kind;
use program::Room;

const COMMANDS: &[&str] = &[
    "new",
    "add",
    "record",
    "note",
    "check",
    "brief",
    "status",
    "who",
    "novelty",
    "packages",
    "whatif",
    "mandates",
    "chronology",
    "search",
    "deliveries",
    "promises",
    "leak",
    "points",
    "compare",
    "plan",
    "bargain",
    "bridge",
    "conflict",
    "completions",
    "man",
];

#[test]
fn every_command_shows_an_example_in_its_help() {
    let room = Room::empty();
    let help = room.run(&["--help"]);
    assert_eq!(help.code, 0);
    let mut all: Vec<Vec<&str>> = vec![vec![]];
    all.extend(COMMANDS.iter().map(|command| vec![*command]));
    all.extend(["draft", "participant", "term", "audience"].map(|item| vec!["add", "case", item]));
    all.extend(Kind::ALL.iter().map(|kind| vec!["record", "case", kind.as_str()]));
    let on_plans = ["network", "check", "timeline", "status", "incident", "due", "ics"];
    all.extend(on_plans.map(|name| vec!["plan", name]));
    let on_scenarios = ["evaluate", "frontier", "solve", "describe", "run", "tournament"];
    all.extend(on_scenarios.map(|name| vec!["bargain", name]));
    let on_conflicts = ["solve", "why", "paths", "inverse", "sensitivity", "intervene", "draw", "convert"];
    all.extend(on_conflicts.map(|name| vec!["conflict", name]));
    for mut command in all {
        assert!(command.first().is_none_or(|name| help.out.contains(&format!("\n  {name} "))), "{command:?}");
        command.push("--help");
        let ran = room.run(&command);
        let example =
            ran.out.lines().skip_while(|line| !line.starts_with("Example")).nth(1).unwrap_or_default();
        assert!(ran.code == 0 && example.starts_with("  onetext "), "{command:?}: {}", ran.out);
    }
}

/// The examples of `record` are made from what each kind needs; they must be enough.
#[test]
fn the_example_of_every_kind_can_be_recorded() {
    let room = Room::with_case();
    room.run(&["add", "well", "audience", "--id", "mediators", "--members", "council"]);
    let earlier =
        ["record", "well", "state", "--by", "upper", "--words", "w", "--id", "k3v9", "--on", "2031-03-01"];
    assert_eq!(room.run(&earlier).code, 0);
    for kind in Kind::ALL {
        let help = room.run(&["record", "well", kind.as_str(), "--help"]).out;
        let help = help.replace(" \\\n     ", "");
        let line = help.lines().find(|line| line.starts_with("  onetext record my-case ")).unwrap();
        // As a shell would take it apart.
        let mut arguments: Vec<String> = vec![String::new()];
        let mut quoted = false;
        for c in line.trim().chars() {
            match c {
                '"' => quoted = !quoted,
                ' ' if !quoted => arguments.push(String::new()),
                c => arguments.last_mut().unwrap().push(c),
            }
        }
        let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).skip(1).collect();
        arguments[1] = "well";
        arguments.extend(["--on", "2031-03-02"]);
        let ran = room.run(&arguments);
        assert_eq!(ran.code, 0, "{line}: {}", ran.told);
    }
    let check = room.run(&["check", "well"]);
    assert_eq!(check.code, 0, "{}", check.out);
}

#[test]
fn completions_are_made_for_every_usual_shell() {
    let room = Room::empty();
    for (shell, sign) in
        [("bash", "complete -F _onetext"), ("zsh", "#compdef onetext"), ("fish", "complete -c onetext")]
    {
        let ran = room.run(&["completions", shell]);
        assert_eq!((ran.code, ran.told.as_str()), (0, ""));
        assert!(ran.out.contains(sign), "{shell}");
        for command in COMMANDS {
            assert!(ran.out.contains(command), "{shell}: {command}");
        }
        assert!(ran.out.contains("ad_referendum") || ran.out.contains("authority"), "{shell}");
    }
    assert_eq!(room.run(&["completions", "cmd"]).code, 2);
}

#[test]
fn there_is_a_man_page_for_every_command() {
    let room = Room::empty();
    let ran = room.run(&["man", "pages/man1"]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    for command in COMMANDS {
        let page = room.read(&format!("pages/man1/onetext-{command}.1"));
        assert!(page.contains(".SH SYNOPSIS"), "{command}");
    }
    assert!(room.read("pages/man1/onetext.1").contains("onetext brief"));
    room.put("file", "x");
    assert_eq!(room.run(&["man", "file"]).code, 1);
}
