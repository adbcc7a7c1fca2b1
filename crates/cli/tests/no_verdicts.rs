//! What the program says in its own words judges nobody. Labels that people gave are theirs, and are quoted.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Words that judge, in lower case: no output may have them in the program's own words.
const VERDICTS: &[&str] = &[
    "bad faith",
    "good faith",
    "really",
    "in fact",
    "actually",
    "in truth",
    "in reality",
    "new demand",
    "new demands",
    "honest",
    "honestly",
    "dishonest",
    "lie",
    "lies",
    "lied",
    "liar",
    "lying",
    "sincere",
    "insincere",
    "genuine",
    "genuinely",
    "merely",
    "so-called",
    "admittedly",
    "obviously",
    "of course",
    "unfair",
    "fair",
    "unreasonable",
    "reasonable",
    "blame",
    "guilty",
    "deceit",
    "deceive",
    "deceptive",
    "trick",
    "cheat",
    "pretend",
    "pretends",
    "pretext",
    "backtracks",
    "backtracked",
    "reneged",
    "reneges",
    "moved the goalposts",
    "intransigent",
    "stubborn",
    "spoiler",
    "suspicious",
];

/// The verdicts in a text, as whole words.
fn verdicts(text: &str) -> Vec<&'static str> {
    let words: String = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let has = |verdict: &&&str| {
        words.match_indices(**verdict).any(|(at, found)| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !letter(words[..at].chars().next_back()) && !letter(words[at + found.len()..].chars().next())
        })
    };
    VERDICTS.iter().filter(has).copied().collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The string literals of Rust source, tests and comments left out; with `help`, comments for documentation, too, which are
/// the help of arguments.
fn literals(source: &str, help: bool) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &source[at..];
        if rest.starts_with("//") {
            let line = rest.lines().next().unwrap_or_default();
            if help && line.starts_with("///") {
                found.push(line.to_owned());
            }
            at += line.len();
        } else if rest.starts_with("r\"")
            || rest.starts_with("r#") && rest[1..].trim_start_matches('#').starts_with('"')
        {
            let marks = rest[1..].bytes().take_while(|&byte| byte == b'#').count();
            let end = format!("\"{}", "#".repeat(marks));
            let inner = &rest[2 + marks..];
            let length = inner.find(&end).unwrap_or(inner.len());
            found.push(inner[..length].to_owned());
            at += 2 + marks + length + end.len();
        } else if rest.starts_with('"') {
            let mut end = 1;
            while bytes.get(at + end).is_some_and(|&byte| byte != b'"') {
                end += if bytes[at + end] == b'\\' { 2 } else { 1 };
            }
            // A line that goes on in the next one goes on at its first word.
            found.push(rest[1..end.min(rest.len())].replace("\\\n", "").replace("\\n", " "));
            at += end + 1;
        } else if rest.starts_with("'\\") || rest.starts_with("'\"'") {
            // A quotation mark as a character opens nothing; nor does one behind a backslash.
            at += 3;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "tests" {
                sources(&path, found);
            }
        } else if name.ends_with(".rs") && name != "tests.rs" && name != "testing.rs" {
            found.push(path);
        }
    }
}

#[test]
fn no_word_that_the_program_can_say_is_a_verdict() {
    let mut files = Vec::new();
    for part in ["wordml", "plan", "text", "record", "case", "brief", "cli"] {
        sources(&root().join("crates").join(part).join("src"), &mut files);
    }
    assert!(files.len() > 100, "{}", files.len());
    let mut read = 0;
    for file in files {
        let help = file.to_string_lossy().contains("cli/src/args");
        for literal in literals(&fs::read_to_string(&file).unwrap(), help) {
            read += 1;
            assert_eq!(verdicts(&literal), [""; 0], "{}: {literal}", file.display());
        }
    }
    assert!(read > 2_000, "{read}");
}

/// What the program itself says in an output for a terminal: what comes from the case stands between isolates.
fn own_words(output: &str) -> String {
    output
        .split('\u{2068}')
        .enumerate()
        .map(|(at, piece)| match (at, piece.split_once('\u{2069}')) {
            (0, _) | (_, None) => piece,
            (_, Some((_, own))) => own,
        })
        .collect::<Vec<_>>()
        .join("\u{2026}")
}

fn run(arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_onetext")).args(arguments).current_dir(root()).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() != Some(2), "{arguments:?}: {told}");
    String::from_utf8_lossy(&output.stdout).into_owned() + &told
}

#[test]
fn no_output_on_the_worked_cases_has_a_verdict_that_nobody_gave() {
    let mut given = 0;
    for (case, party, readers) in [
        ("cases/doha-2024", "israel", ["public", "israel", "hamas", "us", "team"]),
        ("cases/gaza-2025", "hamas", ["public", "israel", "hamas", "us", "team"]),
        ("cases/harbour-strike", "union", ["public", "union", "company", "ferreira", "team"]),
    ] {
        for reader in readers {
            for command in [
                &["brief", case][..],
                &["status", case],
                &["who", case, "2"],
                &["novelty", case],
                &["parity", case],
                &["packages", case],
                &["bridge", case],
                &["mandates", case],
                &["whatif", case, "withdraw", "b3gy"],
                &["chronology", case],
                &["search", case, "the"],
                &["packages", case],
                &["mandates", case],
                &["deliveries", case],
                &["promises", case],
                &["parity", case],
                &["may-say", case, "--to", party],
                &["plan", "status", case],
                &["plan", "due", case, "--within", "60 days"],
                &["plan", "ics", case],
                &["plan", "incident", case, "order-alleged"],
                &["plan", "incident", case, "e4ht"],
            ] {
                let output = run(&[command, &["--for", reader]].concat());
                given += usize::from(!verdicts(&output).is_empty());
                let own = own_words(&output);
                assert_eq!(verdicts(&own), [""; 0], "{command:?} for {reader}:\n{own}");
            }
        }
    }
    assert!(given > 10, "the cases quote such labels, and the test sees them: {given}");
}

#[test]
fn the_cases_from_the_public_record_judge_nobody_in_their_own_words() {
    let mut read = 0;
    for name in ["doha-2024", "gaza-2025"] {
        let case = root().join("cases").join(name);
        let mut files = vec![case.join("case.toml")];
        for folder in ["drafts", "record"] {
            files.extend(fs::read_dir(case.join(folder)).unwrap().map(|entry| entry.unwrap().path()));
        }
        for file in files {
            // Words, names for things and labels are those of whoever gave them.
            let given = ["words = ", "label = ", "note = \"The account has "];
            let text = fs::read_to_string(&file).unwrap();
            for line in text.lines().filter(|line| !given.iter().any(|start| line.starts_with(start))) {
                assert_eq!(verdicts(line), [""; 0], "{}: {line}", file.display());
                assert!(!line.contains("violat"), "{}: {line}", file.display());
                read += 1;
            }
        }
    }
    assert!(read > 500, "{read}");
}

#[test]
fn verdicts_are_found_as_whole_words_over_line_breaks() {
    assert_eq!(verdicts("It was REALLY\nso, in\n  fact."), ["really", "in fact"]);
    assert!(verdicts("The replies are belied; infact.").is_empty());
    let source = "let a = \"really\"; // \"actually\"\n/// honest\nlet b = '\"'; let c = r#\"a \"lie\"\"#;\n#[cfg(test)]\nmod tests { \"fair\" }";
    assert_eq!(literals(source, false), ["really", "a \"lie\""]);
    assert_eq!(literals(source, true).len(), 3);
}
