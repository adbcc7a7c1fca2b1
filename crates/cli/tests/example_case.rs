//! The format by example stays valid input: the smallest case, kept outside the project, is read without a problem, and says
//! to each of its readers what it always said.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

fn example() -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/docs/example-case");
    if !path.is_dir() {
        eprintln!("skipped: the example case is not at {}", path.display());
        return None;
    }
    Some(path)
}

fn run(arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_onetext")).args(arguments).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

/// For each clause but the title: label, then status and flags of `upper` and of `lower`.
fn consent(case: &str, reader: &str) -> Vec<String> {
    let (code, out) = run(&["status", case, "--for", reader, "--json"]);
    assert_eq!(code, 0);
    let status: Value = serde_json::from_str(&out).unwrap();
    let clauses = status["clauses"].as_array().unwrap().iter().filter(|clause| clause["label"] != "");
    let of = |consent: &Value| {
        let flags: Vec<&str> =
            consent["flags"].as_array().unwrap().iter().map(|flag| flag.as_str().unwrap()).collect();
        format!(
            "{}{}",
            consent["status"].as_str().unwrap(),
            flags.iter().map(|flag| format!("+{flag}")).collect::<String>()
        )
    };
    clauses
        .map(|clause| {
            let positions: Vec<String> = clause["consent"].as_array().unwrap().iter().map(of).collect();
            format!("{} {}", clause["label"].as_str().unwrap(), positions.join(" "))
        })
        .collect()
}

#[test]
fn the_example_case_has_no_problem_and_says_to_each_reader_what_it_always_said() {
    let Some(path) = example() else { return };
    let case = path.to_str().unwrap();
    let (code, out) = run(&["check", case]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(
        consent(case, "team"),
        [
            "1 in_principle not_delivered",
            "2 in_principle provisional+stale",
            "3 in_principle not_delivered",
            "4 not_delivered not_delivered",
        ]
    );
    assert_eq!(
        consent(case, "public"),
        ["1 not_delivered not_asked", "2 not_delivered provisional", "3 not_delivered not_asked"]
    );
    // On its day the round is known, and that the priest is called to it is known to the mediators alone.
    for (reader, sees) in [
        ("council", true),
        ("priest", true),
        ("team", true),
        ("upper", false),
        ("lower", false),
        ("public", false),
    ] {
        let (_, brief) = run(&["brief", case, "--for", reader, "--as-of", "2031-03-21"]);
        assert_eq!(brief.contains("The priest"), sees, "{reader}");
    }
    let (_, council) = run(&["chronology", case, "--for", "council", "--json"]);
    let (_, lower) = run(&["chronology", case, "--for", "lower", "--json"]);
    assert!(council.contains("the elder daughter") && !lower.contains("the elder daughter"));
}
