//! The tutorial is true: every command in it runs, in order, and every output shown in it is what the program prints.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails where something is not there"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A step of the tutorial.
enum Step {
    Heading(String),
    Prose(String),
    /// Commands, as they would be typed.
    Commands(String),
    /// What the last commands print, as far as it is shown.
    Shown(Vec<String>),
}

/// Reads the steps: fenced blocks without a language are commands, those marked `text` are what they print.
fn steps(tutorial: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut lines = tutorial.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            steps.push(match line.strip_prefix("## ") {
                Some(heading) => Step::Heading(heading.to_owned()),
                None => Step::Prose(line.to_owned()),
            });
            continue;
        };
        let block: Vec<String> =
            lines.by_ref().take_while(|line| !line.starts_with("```")).map(str::to_owned).collect();
        match info {
            "" => steps.push(Step::Commands(block.join("\n"))),
            "text" => steps.push(Step::Shown(block)),
            other => panic!("a block of {other:?} is neither commands nor output"),
        }
    }
    steps
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A folder beside a checkout, with the program on the path.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(root().join("cases"), folder.path().join("cases")).unwrap();
        Self { folder }
    }

    /// Runs commands as a shell does, each of which must end with a result: what they print.
    fn run(&self, commands: &str, may_find_problems: bool) -> String {
        let program = Path::new(env!("CARGO_BIN_EXE_onetext")).parent().unwrap().display().to_string();
        let path = format!("{program}:{}", std::env::var("PATH").unwrap_or_default());
        let script = if may_find_problems { commands.to_owned() } else { format!("set -e\n{commands}") };
        let output = Command::new("sh")
            .args(["-c", &script])
            .env("PATH", path)
            .env_remove("COLUMNS")
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        let told =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        let wanted = if may_find_problems { Some(1) } else { Some(0) };
        assert_eq!(output.status.code(), wanted, "{commands}\n{told}");
        // Marks that nobody sees are not written in the tutorial.
        told.replace(['\u{2068}', '\u{2069}'], "").replace('\u{a0}', " ")
    }

    /// What the reader is told to do in an editor.
    fn edit(&self, file: &str, act: &str, from: &str, to: &str) {
        let file = self.folder.path().join(file);
        let text = std::fs::read_to_string(&file).unwrap();
        let at = text.find(&format!("id = \"{act}\"")).unwrap();
        let (before, after) = text.split_at(at);
        assert!(after.contains(from));
        std::fs::write(&file, format!("{before}{}", after.replacen(from, to, 1))).unwrap();
    }
}

/// A line without what is made anew each time: the id of an act that is recorded.
fn lasting(line: &str) -> &str {
    let line = line.trim_end();
    if line.trim_start().starts_with("id = \"") { "id" } else { line }
}

/// Where the lines that are shown differ from what is printed. A line `…` stands for any number of lines, and what is
/// shown may begin and end anywhere.
fn difference(shown: &[String], printed: &str) -> Option<String> {
    let printed: Vec<&str> = printed.lines().map(lasting).collect();
    let mut from = 0;
    for part in shown.split(|line| line.trim() == "…") {
        let mut part: Vec<&str> = part.iter().map(|line| lasting(line)).collect();
        while part.first() == Some(&"") {
            part.remove(0);
        }
        while part.last() == Some(&"") {
            part.pop();
        }
        if part.is_empty() {
            continue;
        }
        let found = printed[from..].windows(part.len()).position(|window| *window == part[..]);
        let Some(at) = found else {
            let rest = &printed[from..];
            let agrees =
                |at: usize| rest[at..].iter().zip(&part).take_while(|(one, other)| one == other).count();
            let Some(near) = (0..rest.len()).max_by_key(|&at| (agrees(at), std::cmp::Reverse(at))) else {
                return Some(format!("shown after the end of what is printed: {}", part[0]));
            };
            let good = agrees(near);
            return Some(format!(
                "shown:   {}\nprinted: {}",
                part[good],
                rest.get(near + good).unwrap_or(&"(nothing more)")
            ));
        };
        from += at + part.len();
    }
    None
}

#[test]
fn every_command_of_the_tutorial_runs_and_prints_what_is_shown() {
    let tutorial = std::fs::read_to_string(root().join("docs/tutorial.md")).unwrap();
    let desk = Desk::new();
    let (mut commands, mut printed) = (String::new(), String::new());
    let (mut mistake, mut shown, mut told) = (false, 0, String::new());
    let slip = ("velmar/record/2031-04-third-draft.toml", "u1xm");
    for step in steps(&tutorial) {
        match step {
            Step::Heading(heading) => {
                if std::mem::replace(&mut mistake, heading.contains("A mistake, on purpose")) {
                    desk.edit(slip.0, slip.1, "extent = \"wording\"", "extent = \"words\"");
                } else if mistake {
                    desk.edit(slip.0, slip.1, "extent = \"words\"", "extent = \"wording\"");
                }
            }
            Step::Prose(line) if line.starts_with("Then again without `--dry-run`") => {
                commands = commands.replace(" --dry-run", "");
                printed = desk.run(&commands, mistake);
            }
            Step::Prose(_) => {}
            Step::Commands(block) => {
                // What a check of a plan finds is no mistake of the case, and yet tells scripts.
                printed = desk.run(&block, mistake || block.starts_with("onetext plan check"));
                commands = block;
            }
            Step::Shown(block) => {
                shown += 1;
                if let Some(difference) = difference(&block, &printed) {
                    let _ = writeln!(told, "$ {commands}\n{difference}\n");
                }
            }
        }
    }
    assert!(told.is_empty(), "{told}");
    assert!(shown > 15, "{shown} outputs are shown");
}

#[test]
fn a_changed_line_and_a_line_too_many_are_found() {
    let shown = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let printed = "one\ntwo\n  id = \"abc\"\nthree\nfour\n";
    for same in ["one\ntwo", "two\n  id = \"xyz\"\nthree", "one\n…\nfour", "…\nthree\n…\n"] {
        assert_eq!(difference(&shown(same), printed), None, "{same}");
    }
    for other in ["one\nthree", "four\n…\none", "one\n…\nfive"] {
        assert!(difference(&shown(other), printed).is_some(), "{other}");
    }
}
