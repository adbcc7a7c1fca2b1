//! The brief of a small case, line by line. To accept a change after reading it: `ACCEPT=1 cargo test -p onetext-brief --test golden`.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not there")]

mod common;

use std::fs;

use common::{brief, here};
use onetext_brief::terminal;

fn same(name: &str, found: &str) {
    let path = here("tests/expected").join(name);
    if std::env::var_os("ACCEPT").is_some() {
        fs::write(&path, found).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap();
    for (at, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "{name}, line {}", at + 1);
    }
    assert_eq!(found.lines().count(), expected.lines().count(), "{name}");
}

#[test]
fn in_a_terminal() {
    same(
        "arabic.txt",
        &terminal::render(&brief(&here("tests/cases/arabic"), "team", Some("2031-05-09")), 80, false),
    );
}

#[test]
fn as_json() {
    let brief = brief(&here("tests/cases/arabic"), "upper", Some("2031-05-09"));
    same("arabic.json", &(serde_json::to_string_pretty(&brief).unwrap() + "\n"));
}

#[test]
fn for_a_reader_who_sees_next_to_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("case.toml"),
        "title = \"Empty\"\nlanguages = [\"en\"]\ndate = 2031-05-01\n",
    )
    .unwrap();
    same("empty.txt", &terminal::render(&brief(folder.path(), "public", None), 60, false));
}
