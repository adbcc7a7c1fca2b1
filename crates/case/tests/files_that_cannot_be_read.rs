//! Files of a case that are missing, are none, or are in no encoding that is read: what is told of each.

#![allow(clippy::unwrap_used)]

mod support;

use onetext_case::cache::Cache;
use onetext_case::{Case, Silent};
use support::{AFTER, BEFORE, Folder};

#[test]
fn a_draft_that_is_missing() {
    let folder = Folder::whole();
    folder.instead("drafts/first.md", "drafts/frist.md");
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"

"#,
    );
    folder.tells(
        r#"problem: case.toml:25:8: there is no file “drafts/frist.md”
    | file = "drafts/frist.md"
    |        ^^^^^^^^^^^^^^^^^
    expected: the draft's file, below the case folder
    to do: put the file there, or correct its name here

problem: record/a.toml:15:9: `draft` names draft “first”, which is in the case and could not be read itself
    | draft = "first"
    |         ^^^^^^^
    expected: the id of a draft that can be read
    to do: mend that draft first; then this is right, too"#,
    );
}

#[test]
fn a_draft_outside_the_folder() {
    let folder = Folder::whole();
    folder.instead("drafts/first.md", "../first.md");
    folder.tells(
        r#"problem: case.toml:25:8: `file` leads out of the case folder: “../first.md”
    | file = "../first.md"
    |        ^^^^^^^^^^^^^
    expected: a file below the case folder, in quotation marks
    to do: copy the file into the folder `drafts` of the case and write file = "drafts/…""#,
    );
}

#[test]
fn a_draft_by_its_whole_path() {
    let folder = Folder::whole();
    folder.instead("drafts/first.md", "/etc/hostname");
    folder.tells(
        r#"problem: case.toml:25:8: `file` leads out of the case folder: “/etc/hostname”
    | file = "/etc/hostname"
    |        ^^^^^^^^^^^^^^^
    expected: a file below the case folder, in quotation marks
    to do: copy the file into the folder `drafts` of the case and write file = "drafts/…""#,
    );
}

#[test]
fn a_draft_that_is_a_folder() {
    let folder = Folder::whole();
    folder.instead("drafts/first.md", "drafts");
    folder.tells(
        r#"problem: case.toml:25:8: “drafts” is no file
    | file = "drafts"
    |        ^^^^^^^^
    expected: the draft's file, below the case folder
    to do: put the file there, or correct its name here"#,
    );
}

#[cfg(unix)]
#[test]
fn a_draft_behind_a_link_that_leads_out() {
    let folder = Folder::whole();
    std::fs::remove_file(folder.path("drafts/first.md")).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", folder.path("drafts/first.md")).unwrap();
    folder.tells(
        r#"problem: case.toml:25:8: the file “drafts/first.md” is a link that leads out of the case folder
    | file = "drafts/first.md"
    |        ^^^^^^^^^^^^^^^^^
    expected: a file that is itself below the case folder
    to do: put the file itself there in place of the link, so that the case is whole wherever it is copied to"#,
    );
}

#[cfg(unix)]
#[test]
fn a_draft_behind_a_link_that_leads_nowhere() {
    let folder = Folder::whole();
    std::fs::remove_file(folder.path("drafts/first.md")).unwrap();
    std::os::unix::fs::symlink("gone.md", folder.path("drafts/first.md")).unwrap();
    folder.tells(
        r#"problem: case.toml:25:8: there is no file “drafts/first.md”
    | file = "drafts/first.md"
    |        ^^^^^^^^^^^^^^^^^
    expected: the draft's file, below the case folder
    to do: put the file there, or correct its name here"#,
    );
}

#[cfg(unix)]
#[test]
fn a_draft_behind_a_link_within_the_case_is_read() {
    let folder = Folder::whole();
    std::fs::rename(folder.path("drafts/first.md"), folder.path("drafts/old.md")).unwrap();
    std::os::unix::fs::symlink("old.md", folder.path("drafts/first.md")).unwrap();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"
clauses = ["1"]

"#,
    );
    folder.tells("");
    assert_eq!(folder.acts(), ["a"]);
}

#[test]
fn an_empty_draft_is_read() {
    let folder = Folder::whole();
    folder.put("drafts/first.md", b"");
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"

"#,
    );
    folder.tells("");
}

#[test]
fn a_clause_of_an_empty_draft() {
    let folder = Folder::whole();
    folder.put("drafts/first.md", b"");
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"
clauses = ["1"]

"#,
    );
    folder.tells(
        r#"problem: record/a.toml:8:12: `clauses` names a clause “1” that cannot be found: there is no clause "1"
    | clauses = ["1"]
    |            ^^^
    expected: a clause of draft “first” by its label, such as "2", "3(a)" or "Article 4, 2"
    to do: see the names of all clauses with: onetext points --clauses on the draft’s file, or leave `clauses` out where the whole draft is meant"#,
    );
    assert_eq!(folder.acts(), [] as [&str; 0]);
}

#[test]
fn a_draft_in_utf_16_little_endian_with_its_mark() {
    let folder = Folder::whole();
    folder.put("drafts/first.md", b"\xff\xfe#\x00 \x00A\x00g\x00r\x00e\x00e\x00m\x00e\x00n\x00t\x00\x0a\x00\x0a\x001\x00.\x00 \x00T\x00h\x00e\x00 \x00g\x00a\x00t\x00e\x00 \x00o\x00p\x00e\x00n\x00s\x00 \x00[\x00a\x00t\x00 \x00d\x00a\x00w\x00n\x00]\x00.\x00\x0a\x00\x0a\x002\x00.\x00 \x00W\x00a\x00t\x00e\x00r\x00 \x00i\x00s\x00 \x00s\x00h\x00a\x00r\x00e\x00d\x00.\x00\x0a\x00");
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"

"#,
    );
    folder.tells(
        r#"problem: drafts/first.md:1:1: this is not UTF-8; it is likely UTF-16 (little-endian)
    expected: a draft in UTF-8
    to do: open it in the program that made it and save it as UTF-8; until then the draft and what is on its clauses is left out

problem: record/a.toml:15:9: `draft` names draft “first”, which is in the case and could not be read itself
    | draft = "first"
    |         ^^^^^^^
    expected: the id of a draft that can be read
    to do: mend that draft first; then this is right, too"#,
    );
}

#[test]
fn a_draft_in_utf_16_big_endian_with_its_mark() {
    let folder = Folder::whole();
    folder.put("drafts/first.md", b"\xfe\xff\x00#\x00 \x00A\x00g\x00r\x00e\x00e\x00m\x00e\x00n\x00t\x00\x0a\x00\x0a\x001\x00.\x00 \x00T\x00h\x00e\x00 \x00g\x00a\x00t\x00e\x00 \x00o\x00p\x00e\x00n\x00s\x00 \x00[\x00a\x00t\x00 \x00d\x00a\x00w\x00n\x00]\x00.\x00\x0a\x00\x0a\x002\x00.\x00 \x00W\x00a\x00t\x00e\x00r\x00 \x00i\x00s\x00 \x00s\x00h\x00a\x00r\x00e\x00d\x00.\x00\x0a");
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"

"#,
    );
    folder.tells(
        r#"problem: drafts/first.md:1:1: this is not UTF-8; it is likely UTF-16 (big-endian)
    expected: a draft in UTF-8
    to do: open it in the program that made it and save it as UTF-8; until then the draft and what is on its clauses is left out

problem: record/a.toml:15:9: `draft` names draft “first”, which is in the case and could not be read itself
    | draft = "first"
    |         ^^^^^^^
    expected: the id of a draft that can be read
    to do: mend that draft first; then this is right, too"#,
    );
}

#[test]
fn a_draft_in_utf_16_little_endian_without_a_mark() {
    let folder = Folder::whole();
    folder.put("drafts/first.md", b"#\x00 \x00A\x00g\x00r\x00e\x00e\x00m\x00e\x00n\x00t\x00\x0a\x00\x0a\x001\x00.\x00 \x00T\x00h\x00e\x00 \x00g\x00a\x00t\x00e\x00 \x00o\x00p\x00e\x00n\x00s\x00 \x00[\x00a\x00t\x00 \x00d\x00a\x00w\x00n\x00]\x00.\x00\x0a\x00\x0a\x002\x00.\x00 \x00W\x00a\x00t\x00e\x00r\x00 \x00i\x00s\x00 \x00s\x00h\x00a\x00r\x00e\x00d\x00.\x00\x0a\x00");
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"

"#,
    );
    folder.tells(
        r#"problem: drafts/first.md:1:2: this is not UTF-8; it is likely UTF-16 (little-endian)
    expected: a draft in UTF-8
    to do: open it in the program that made it and save it as UTF-8; until then the draft and what is on its clauses is left out

problem: record/a.toml:15:9: `draft` names draft “first”, which is in the case and could not be read itself
    | draft = "first"
    |         ^^^^^^^
    expected: the id of a draft that can be read
    to do: mend that draft first; then this is right, too"#,
    );
}

#[test]
fn a_draft_in_utf_16_big_endian_without_a_mark() {
    let folder = Folder::whole();
    folder.put("drafts/first.md", b"\x00#\x00 \x00A\x00g\x00r\x00e\x00e\x00m\x00e\x00n\x00t\x00\x0a\x00\x0a\x001\x00.\x00 \x00T\x00h\x00e\x00 \x00g\x00a\x00t\x00e\x00 \x00o\x00p\x00e\x00n\x00s\x00 \x00[\x00a\x00t\x00 \x00d\x00a\x00w\x00n\x00]\x00.\x00\x0a\x00\x0a\x002\x00.\x00 \x00W\x00a\x00t\x00e\x00r\x00 \x00i\x00s\x00 \x00s\x00h\x00a\x00r\x00e\x00d\x00.\x00\x0a");
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"

"#,
    );
    folder.tells(
        r#"problem: drafts/first.md:1:1: this is not UTF-8; it is likely UTF-16 (big-endian)
    expected: a draft in UTF-8
    to do: open it in the program that made it and save it as UTF-8; until then the draft and what is on its clauses is left out

problem: record/a.toml:15:9: `draft` names draft “first”, which is in the case and could not be read itself
    | draft = "first"
    |         ^^^^^^^
    expected: the id of a draft that can be read
    to do: mend that draft first; then this is right, too"#,
    );
}

#[test]
fn a_draft_in_arabic_windows() {
    let folder = Folder::whole();
    folder.put("drafts/first.md", b"\xe3\xd3\xe6\xcf\xc9 \xc7\xe1\xc7\xca\xdd\xc7\xde\x0a\x0a1. \xca\xdd\xca\xcd \xc7\xe1\xc8\xe6\xc7\xc8\xc9 \xda\xe4\xcf \xc7\xe1\xdd\xcc\xd1 \xe6\xed\xca\xde\xc7\xd3\xe3 \xc7\xe1\xd8\xd1\xdd\xc7\xe4 \xc7\xe1\xe3\xc7\xc1 \xc8\xc7\xe1\xca\xd3\xc7\xe6\xed \xdf\xe1 \xed\xe6\xe3.\x0a");
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"

"#,
    );
    folder.tells(
        r#"problem: drafts/first.md:1:1: this is not UTF-8; it is likely Windows-1256 (Arabic)
    expected: a draft in UTF-8
    to do: open it in the program that made it and save it as UTF-8; until then the draft and what is on its clauses is left out

problem: record/a.toml:15:9: `draft` names draft “first”, which is in the case and could not be read itself
    | draft = "first"
    |         ^^^^^^^
    expected: the id of a draft that can be read
    to do: mend that draft first; then this is right, too"#,
    );
}

#[test]
fn a_draft_in_hebrew_windows() {
    let folder = Folder::whole();
    folder.put("drafts/first.md", b"\xe8\xe9\xe5\xe8\xfa \xe4\xe4\xf1\xeb\xed\x0a\x0a1. \xe4\xf9\xf2\xf8 \xf0\xf4\xfa\xe7 \xf2\xed \xf9\xe7\xf8 \xe5\xe4\xee\xe9\xed \xee\xfa\xe7\xec\xf7\xe9\xed \xe1\xe9\xef \xf9\xf0\xe9 \xe4\xf6\xe3\xe3\xe9\xed \xe1\xeb\xec \xe9\xe5\xed.\x0a");
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"

"#,
    );
    folder.tells(
        r#"problem: drafts/first.md:1:1: this is not UTF-8; it is likely Windows-1255 (Hebrew)
    expected: a draft in UTF-8
    to do: open it in the program that made it and save it as UTF-8; until then the draft and what is on its clauses is left out

problem: record/a.toml:15:9: `draft` names draft “first”, which is in the case and could not be read itself
    | draft = "first"
    |         ^^^^^^^
    expected: the id of a draft that can be read
    to do: mend that draft first; then this is right, too"#,
    );
}

#[test]
fn a_draft_in_western_windows() {
    let folder = Folder::whole();
    folder.put(
        "drafts/first.md",
        b"Accord\x0a\x0a1. La barri\xe8re s\x92ouvre \xe0 l\x92aube, et l\x92eau est partag\xe9e.\x0a",
    );
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"

"#,
    );
    folder.tells(
        r#"problem: drafts/first.md:3:12: this is not UTF-8; it is likely Windows-1252 (Western European)
    expected: a draft in UTF-8
    to do: open it in the program that made it and save it as UTF-8; until then the draft and what is on its clauses is left out

problem: record/a.toml:15:9: `draft` names draft “first”, which is in the case and could not be read itself
    | draft = "first"
    |         ^^^^^^^
    expected: the id of a draft that can be read
    to do: mend that draft first; then this is right, too"#,
    );
}

#[test]
fn a_draft_in_latin_1() {
    let folder = Folder::whole();
    folder.put("drafts/first.md", b"Accord\x0a\x0a1. La barri\xe8re est ouverte \xe0 midi, et la cl\xe9 est gard\xe9e par le ma\xeetre.\x0a");
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"

"#,
    );
    folder.tells(
        r#"problem: drafts/first.md:3:12: this is not UTF-8; it is likely ISO 8859-1 (Latin-1)
    expected: a draft in UTF-8
    to do: open it in the program that made it and save it as UTF-8; until then the draft and what is on its clauses is left out

problem: record/a.toml:15:9: `draft` names draft “first”, which is in the case and could not be read itself
    | draft = "first"
    |         ^^^^^^^
    expected: the id of a draft that can be read
    to do: mend that draft first; then this is right, too"#,
    );
}

#[test]
fn a_word_document_that_is_cut_off() {
    let folder = Folder::whole();
    folder
        .put("drafts/first.md", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xdf\xa4\xd2lZ\x01\x00\x00");
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"

"#,
    );
    folder.tells(
        r#"problem: drafts/first.md:1:1: the file is damaged or not complete (its directory, which stands at its end, cannot be read): ask for it again
    expected: a Word document (.docx), or a text in UTF-8
    to do: put a file that can be read in its place, and name it in `file`; until then the draft and what is on its clauses is left out

problem: record/a.toml:15:9: `draft` names draft “first”, which is in the case and could not be read itself
    | draft = "first"
    |         ^^^^^^^
    expected: the id of a draft that can be read
    to do: mend that draft first; then this is right, too"#,
    );
}

#[test]
fn nul_carriage_returns_and_a_mark_are_allowed_in_a_draft() {
    let folder = Folder::whole();
    folder.put("drafts/first.md", b"\xef\xbb\xbf# Agreement\x0d\x0a\x0d\x0a1. The gate\x00 opens.\x0d\x0a");
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
draft = "first"

"#,
    );
    folder.tells("");
}

#[test]
fn a_record_file_that_is_not_utf_8() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

"#,
    );
    folder.put("record/b.toml", b"[[act]]\x0aid = \x22b\x22\x0akind = \x22state\x22\x0aby = \x22upper\x22\x0aon = 2031-03-02\x0awords = \x22caf\xe9 \xe0 midi\x22\x0a\x0a");
    let told = "problem: record/b.toml:6:13: this is not UTF-8; it is likely ISO 8859-1 (Latin-1)
    | words = \"caf\u{fffd} \u{fffd} midi\"
    |             ^
    expected: a text in UTF-8
    to do: open the file in the program that made it and save it as UTF-8; until then what stands between this heading and the next is left out";
    folder.tells(told);
    assert_eq!(folder.acts(), ["before"]);
    // It costs the item that it stands in, and no other of the same file.
    let mut both = b"[[act]]\nid = \"b\"\nkind = \"state\"\nby = \"upper\"\non = 2031-03-02\nwords = \"caf\xe9 \xe0 midi\"\n".to_vec();
    both.extend_from_slice(support::AFTER.as_bytes());
    folder.put("record/b.toml", &both);
    folder.tells(told);
    assert_eq!(folder.acts(), ["before", "after"]);
}

#[test]
fn a_record_file_in_utf_16() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

"#,
    );
    folder.put("record/b.toml", b"\xff\xfe[\x00[\x00a\x00c\x00t\x00]\x00]\x00\x0a\x00i\x00d\x00 \x00=\x00 \x00\x22\x00b\x00\x22\x00\x0a\x00k\x00i\x00n\x00d\x00 \x00=\x00 \x00\x22\x00s\x00t\x00a\x00t\x00e\x00\x22\x00\x0a\x00b\x00y\x00 \x00=\x00 \x00\x22\x00u\x00p\x00p\x00e\x00r\x00\x22\x00\x0a\x00o\x00n\x00 \x00=\x00 \x002\x000\x003\x001\x00-\x000\x003\x00-\x000\x002\x00\x0a\x00w\x00o\x00r\x00d\x00s\x00 \x00=\x00 \x00\x22\x00w\x00\x22\x00\x0a\x00\x0a\x00");
    folder.tells(
        r#"problem: record/b.toml:1:1: this is not UTF-8; it is likely UTF-16 (little-endian)
    expected: a text file in UTF-8
    to do: open it in the program that made it and save it as UTF-8; until then nothing in it is read"#,
    );
    assert_eq!(folder.acts(), ["before"]);
}

#[test]
fn case_toml_that_is_not_utf_8_is_one_problem_and_not_many() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

"#,
    );
    folder.put("case.toml", b"\xff\xfet\x00i\x00t\x00l\x00e\x00 \x00=\x00 \x00\x22\x00T\x00h\x00e\x00 \x00w\x00e\x00l\x00l\x00 \x00a\x00t\x00 \x00T\x00w\x00o\x00 \x00F\x00a\x00r\x00m\x00s\x00\x22\x00\x0a\x00l\x00a\x00n\x00g\x00u\x00a\x00g\x00e\x00s\x00 \x00=\x00 \x00[\x00\x22\x00e\x00n\x00\x22\x00,\x00 \x00\x22\x00a\x00r\x00\x22\x00]\x00\x0a\x00\x0a\x00[\x00[\x00p\x00a\x00r\x00t\x00i\x00c\x00i\x00p\x00a\x00n\x00t\x00]\x00]\x00\x0a\x00i\x00d\x00 \x00=\x00 \x00\x22\x00u\x00p\x00p\x00e\x00r\x00\x22\x00\x0a\x00n\x00a\x00m\x00e\x00 \x00=\x00 \x00\x22\x00U\x00p\x00p\x00e\x00r\x00 \x00F\x00a\x00r\x00m\x00\x22\x00\x0a\x00r\x00o\x00l\x00e\x00 \x00=\x00 \x00\x22\x00p\x00a\x00r\x00t\x00y\x00\x22\x00\x0a\x00\x0a\x00[\x00[\x00p\x00a\x00r\x00t\x00i\x00c\x00i\x00p\x00a\x00n\x00t\x00]\x00]\x00\x0a\x00i\x00d\x00 \x00=\x00 \x00\x22\x00l\x00o\x00w\x00e\x00r\x00\x22\x00\x0a\x00n\x00a\x00m\x00e\x00 \x00=\x00 \x00\x22\x00L\x00o\x00w\x00e\x00r\x00 \x00F\x00a\x00r\x00m\x00\x22\x00\x0a\x00r\x00o\x00l\x00e\x00 \x00=\x00 \x00\x22\x00p\x00a\x00r\x00t\x00y\x00\x22\x00\x0a\x00\x0a\x00[\x00[\x00p\x00a\x00r\x00t\x00i\x00c\x00i\x00p\x00a\x00n\x00t\x00]\x00]\x00\x0a\x00i\x00d\x00 \x00=\x00 \x00\x22\x00c\x00o\x00u\x00n\x00c\x00i\x00l\x00\x22\x00\x0a\x00n\x00a\x00m\x00e\x00 \x00=\x00 \x00\x22\x00V\x00i\x00l\x00l\x00a\x00g\x00e\x00 \x00C\x00o\x00u\x00n\x00c\x00i\x00l\x00\x22\x00\x0a\x00r\x00o\x00l\x00e\x00 \x00=\x00 \x00\x22\x00m\x00e\x00d\x00i\x00a\x00t\x00o\x00r\x00\x22\x00\x0a\x00\x0a\x00[\x00[\x00a\x00u\x00d\x00i\x00e\x00n\x00c\x00e\x00]\x00]\x00\x0a\x00i\x00d\x00 \x00=\x00 \x00\x22\x00f\x00a\x00r\x00m\x00s\x00\x22\x00\x0a\x00m\x00e\x00m\x00b\x00e\x00r\x00s\x00 \x00=\x00 \x00[\x00\x22\x00u\x00p\x00p\x00e\x00r\x00\x22\x00,\x00 \x00\x22\x00l\x00o\x00w\x00e\x00r\x00\x22\x00]\x00\x0a\x00\x0a\x00[\x00[\x00d\x00r\x00a\x00f\x00t\x00]\x00]\x00\x0a\x00i\x00d\x00 \x00=\x00 \x00\x22\x00f\x00i\x00r\x00s\x00t\x00\x22\x00\x0a\x00f\x00i\x00l\x00e\x00 \x00=\x00 \x00\x22\x00d\x00r\x00a\x00f\x00t\x00s\x00/\x00f\x00i\x00r\x00s\x00t\x00.\x00m\x00d\x00\x22\x00\x0a\x00l\x00a\x00n\x00g\x00 \x00=\x00 \x00\x22\x00e\x00n\x00\x22\x00\x0a\x00b\x00y\x00 \x00=\x00 \x00\x22\x00c\x00o\x00u\x00n\x00c\x00i\x00l\x00\x22\x00\x0a\x00o\x00n\x00 \x00=\x00 \x002\x000\x003\x001\x00-\x000\x003\x00-\x000\x001\x00\x0a\x00a\x00u\x00d\x00i\x00e\x00n\x00c\x00e\x00 \x00=\x00 \x00[\x00\x22\x00f\x00a\x00r\x00m\x00s\x00\x22\x00,\x00 \x00\x22\x00c\x00o\x00u\x00n\x00c\x00i\x00l\x00\x22\x00]\x00\x0a\x00a\x00u\x00t\x00h\x00e\x00n\x00t\x00i\x00c\x00 \x00=\x00 \x00\x22\x00t\x00e\x00x\x00t\x00\x22\x00\x0a\x00c\x00u\x00r\x00r\x00e\x00n\x00t\x00 \x00=\x00 \x00t\x00r\x00u\x00e\x00\x0a\x00");
    folder.tells(
        r#"problem: case.toml:1:1: this is not UTF-8; it is likely UTF-16 (little-endian)
    expected: a text file in UTF-8
    to do: open it in the program that made it and save it as UTF-8; until then nothing in it is read"#,
    );
}

#[test]
fn a_record_file_that_is_a_folder() {
    let folder = Folder::whole();
    folder.put("record/b.toml/x", "");
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

"#,
    );
    folder.tells(
        r#"problem: record/b.toml:1:1: this is no file
    expected: a file that can be read
    to do: take it away, or put a file in its place"#,
    );
    assert_eq!(folder.acts(), ["before"]);
}

#[cfg(unix)]
#[test]
fn a_record_file_behind_a_link_that_leads_nowhere() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

"#,
    );
    std::os::unix::fs::symlink("gone", folder.path("record/b.toml")).unwrap();
    folder.tells(
        r#"problem: record/b.toml:1:1: this is a link to something that is not there
    expected: a file that can be read
    to do: put the file itself there, or take the link away"#,
    );
    assert_eq!(folder.acts(), ["before"]);
}

#[test]
fn a_record_that_is_a_file() {
    let folder = Folder::whole();
    folder.put("record", "x");
    folder.tells(
        r#"problem: record:1:1: this is a file
    expected: a folder of files that can be read
    to do: make a folder of that name in its place"#,
    );
}

#[test]
fn no_record_at_all_is_no_mistake() {
    let folder = Folder::whole();
    folder.tells("");
    assert_eq!(folder.acts(), [] as [&str; 0]);
}

#[test]
fn an_empty_record_is_no_mistake() {
    let folder = Folder::whole();
    folder.put("record/.gitkeep", "");
    folder.tells("");
    assert_eq!(folder.acts(), [] as [&str; 0]);
}

#[test]
fn a_file_in_the_record_whose_name_says_that_it_is_none() {
    let folder = Folder::whole();
    folder.put("record/minutes.txt", "x");
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "before"
kind = "state"
by = "upper"
on = 2031-03-02
words = """We
[agree]."""

"#,
    );
    folder.tells(
        r#"remark: record/minutes.txt:1:1: this file is not read: its name does not end in .toml
    expected: files of acts and notes, with names that end in .toml
    to do: rename it, or move it out of the folder record"#,
    );
    assert_eq!(folder.acts(), ["before"]);
}

#[test]
fn lineage_that_names_a_draft_that_is_not_there() {
    let folder = Folder::whole();
    folder.put(
        "lineage.toml",
        r#"[[match]]
from = "first"
to = "second"
old = ["1"]
new = ["1"]
"#,
    );
    folder.tells(
        r#"problem: lineage.toml:3:6: `to` names a draft “second”, which is not in the case
    | to = "second"
    |      ^^^^^^^^
    expected: the id of a draft of this case
    to do: add a [[draft]] to case.toml"#,
    );
}

#[test]
fn lineage_that_names_a_clause_that_is_not_there() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[draft]]
id = "second"
file = "drafts/first.md"
lang = "en"
on = 2031-03-02
authentic = "text"
"#,
    );
    folder.put(
        "lineage.toml",
        r#"[[match]]
from = "first"
to = "second"
old = ["1"]
new = ["1", "9"]

[[match]]
from = "first"
to = "second"
old = ["1"]
new = ["1"]
"#,
    );
    folder.tells(
        r#"problem: lineage.toml:5:13: `new` names a clause “9” that cannot be found: there is no clause "9"
    | new = ["1", "9"]
    |             ^^^
    expected: a clause of draft “second” by its label, such as "2", "3(a)" or "Article 4, 2"
    to do: see the names of all clauses with: onetext points --clauses on the draft’s file"#,
    );
}

#[test]
fn lineage_that_is_misspelt() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[draft]]
id = "second"
file = "drafts/first.md"
lang = "en"
on = 2031-03-02
authentic = "text"
"#,
    );
    folder.put(
        "lineage.toml",
        r#"[[mach]]
from = "first"

[[match]]
from = "first"
to = "second"
old = ["1"]
new = ["1"]
"#,
    );
    folder.tells(
        r#"problem: lineage.toml:1:3: there is no `mach` here
    | [[mach]]
    |   ^^^^
    expected: [[match]] in this file
    to do: did you mean [[match]]?"#,
    );
}

#[test]
fn lineage_that_is_no_toml() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[draft]]
id = "second"
file = "drafts/first.md"
lang = "en"
on = 2031-03-02
authentic = "text"
"#,
    );
    folder.put(
        "lineage.toml",
        r#"[[match]]
from = first

[[match]]
from = "first"
to = "second"
old = ["1"]
new = ["1"]
"#,
    );
    folder.tells(
        r#"problem: lineage.toml:2:8: the quotation marks around this text are missing
    | from = first
    |        ^^^^^
    expected: a text between two quotation marks
    to do: write from = "first"; until then this [[match]] is left out, and the rest is read"#,
    );
}

#[test]
fn lineage_that_is_a_folder() {
    let folder = Folder::whole();
    folder.put("lineage.toml/x", "");
    folder.tells(
        r#"problem: lineage.toml:1:1: this is no file
    expected: a file that can be read
    to do: take it away, or put a file in its place"#,
    );
}

#[test]
fn lineage_with_an_unknown_field() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[draft]]
id = "second"
file = "drafts/first.md"
lang = "en"
on = 2031-03-02
authentic = "text"
"#,
    );
    folder.put(
        "lineage.toml",
        r#"[[match]]
from = "first"
to = "second"
old = ["1"]
new = ["1"]
certain = true
"#,
    );
    folder.tells(
        r#"problem: lineage.toml:6:1: a match has no field `certain`
    | certain = true
    | ^^^^^^^
    expected: a field that a match can have
    to do: take it out; what has no field of its own can stand in a `note`"#,
    );
}

#[test]
fn a_draft_of_ten_megabytes_on_one_line_is_read() {
    let folder = Folder::whole();
    folder.put("drafts/first.md", "1. The gate [opens]. ".repeat(500_000));
    folder.put("record/a.toml", BEFORE);
    folder.tells("");
    assert_eq!(folder.acts(), ["before"]);
}

/// Whoever runs the tests may be allowed to read everything; then nothing can be shown here.
#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_left_out() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::whole();
    folder.put("record/a.toml", BEFORE).put("record/b.toml", AFTER);
    for path in ["record/b.toml", "drafts/first.md"] {
        let nobody = std::fs::Permissions::from_mode(0o000);
        std::fs::set_permissions(folder.path(path), nobody).unwrap();
    }
    if std::fs::read(folder.path("record/b.toml")).is_ok() {
        eprintln!("skipped: this user may read every file");
        return;
    }
    folder.tells(
        r#"problem: case.toml:25:8: the file “drafts/first.md” may not be opened
    | file = "drafts/first.md"
    |        ^^^^^^^^^^^^^^^^^
    expected: the draft's file, below the case folder
    to do: put the file there, or correct its name here

problem: record/b.toml:1:1: this may not be opened
    expected: a file that can be read
    to do: have yourself allowed to read it; until then it is left out"#,
    );
    assert_eq!(folder.acts(), ["before"]);
}

/// Opening a pipe that nobody writes into would wait for ever.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_waited_for() {
    let folder = Folder::whole();
    std::fs::remove_file(folder.path("drafts/first.md")).unwrap();
    for path in ["record/b.toml", "lineage.toml", "drafts/first.md"] {
        std::fs::create_dir_all(folder.path(path).parent().unwrap()).unwrap();
        let made = std::process::Command::new("mkfifo").arg(folder.path(path)).status();
        if !made.is_ok_and(|status| status.success()) {
            eprintln!("skipped: no mkfifo here");
            return;
        }
    }
    folder.tells(
        r#"problem: case.toml:25:8: “drafts/first.md” is no file
    | file = "drafts/first.md"
    |        ^^^^^^^^^^^^^^^^^
    expected: the draft's file, below the case folder
    to do: put the file there, or correct its name here

problem: lineage.toml:1:1: this is no file
    expected: a file that can be read
    to do: take it away, or put a file in its place

problem: record/b.toml:1:1: this is no file
    expected: a file that can be read
    to do: take it away, or put a file in its place"#,
    );
}

#[test]
fn a_folder_that_is_no_case_is_refused_with_what_to_do() {
    let folder = Folder::empty();
    let root = folder.root().display().to_string();
    let refused =
        |path: &std::path::Path| Case::read_folder(path, Cache::none(), &Silent).unwrap_err().to_string();
    assert_eq!(
        refused(folder.root()),
        format!(
            "{root} is not a case: it has no case.toml; to begin a case in a new folder, run: onetext new DIR"
        )
    );
    assert_eq!(
        refused(&folder.path("gone")),
        format!("there is no folder {root}/gone; to begin a case there, run: onetext new {root}/gone")
    );
    folder.put("file", "x");
    assert_eq!(refused(&folder.path("file")), format!("{root}/file is a file; a case is a folder"));
    folder.put("case.toml/x", "");
    assert_eq!(refused(folder.root()), format!("{root}/case.toml: this is no file"));
}
