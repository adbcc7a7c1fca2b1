//! A marked-up document that comes again, at the same time as another, on no day that is known, or where it cannot be kept.

#![allow(clippy::unwrap_used)]

mod marked_up;
mod program;

use marked_up::*;
use onetext_wordml::testing::Docx;
use program::Room;
use serde_json::Value;

/// The draft with one word of clause 1 changed by two people, one after the other.
fn gate(day: &str, other: &str) -> Docx {
    let gate = [
        run("1. The gate shall open at "),
        mark("del", "K. Abed", day, &struck("dawn")),
        mark("ins", "K. Abed", day, &run("noon")),
        run("."),
    ];
    let water = [
        run("2. Water is shared between the farms in "),
        mark("ins", "R. Nasser", other, &run("high ")),
        run("summer."),
    ];
    document(&[
        paragraph(&gate.concat()),
        paragraph(&water.concat()),
        [THREE, FOUR, FIVE].map(plain).concat(),
    ])
}

fn remarks(plan: &Value) -> Vec<String> {
    plan["remarks"].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// How many acts the record has.
fn recorded(room: &Room) -> usize {
    let files = room.files();
    let records = files.iter().filter(|(name, _)| name.starts_with("well/record/"));
    records.map(|(_, bytes)| String::from_utf8_lossy(bytes).matches("[[act]]").count()).sum()
}

#[test]
fn a_date_that_cannot_be_read_is_told_as_written_and_the_day_on_which_it_came_is_put_down() {
    let room = room();
    let docx = || gate("2031-02-30T10:00:00Z", "0000-00-00T00:00:00Z");
    let refused = import(&room, docx(), "");
    assert_eq!(refused.code, 2, "{}", refused.out);
    assert!(
        refused.told.contains(
            "the dates of 3 tracked changes cannot be read: “0000-00-00T00:00:00Z”, “2031-02-30T10:00:00Z”; say on which day it \
             came: --on"
        ),
        "{}",
        refused.told
    );
    let found = plan(&room, docx(), "--on 2031-03-09");
    assert!(acts(&found)[0].starts_with("tracked lower 2031-03-09 1: "), "{found:#}");
    let told = remarks(&found);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].ends_with("; the day on which the document came is put down instead, 9 March 2031"),
        "{told:?}"
    );
    let note = found["acts"][0]["note"].as_str().unwrap();
    assert!(note.contains("The date that the file gives cannot be read"), "{note}");
    assert!(!note.contains("02-30"), "{note}");
}

#[test]
fn a_date_after_the_day_on_which_it_came_is_told() {
    let room = room();
    let found = plan(&room, gate("2031-03-03", "2199-12-31"), "--on 2031-03-09");
    assert!(acts(&found)[1].starts_with("tracked lower 2199-12-31 2: "), "{found:#}");
    let told = remarks(&found);
    assert!(
        told[0].starts_with("1 tracked change is dated after the day on which the document came, 9 March 2031, the last on 31 December 2199; its act has the day"),
        "{told:?}"
    );
}

#[test]
fn words_without_a_mark_have_the_day_of_the_case_or_need_one() {
    let room = room();
    let docx = || {
        document(&[plain("1. The gate shall open at noon."), [TWO, THREE, FOUR, FIVE].map(plain).concat()])
    };
    let refused = import(&room, docx(), "");
    assert_eq!(refused.code, 2, "{}", refused.out);
    assert!(
        refused.told.contains(
            "1 place of it differs from the draft without a mark, and thus without a date; say on which day"
        ),
        "{}",
        refused.told
    );
    let given = plan(&room, docx(), "--on 2031-03-09");
    assert_eq!(acts(&given), ["unmarked lower 2031-03-09 1: The gate shall open at noon."]);

    let case = room.read("well/case.toml");
    room.put("well/case.toml", format!("date = 2031-03-12\n{case}"));
    let closed = plan(&room, docx(), "");
    assert_eq!(acts(&closed), ["unmarked lower 2031-03-12 1: The gate shall open at noon."]);
    assert_eq!(closed["came"], "2031-03-12");
    assert_eq!(
        remarks(&closed),
        [
            "nobody said on which day it came (--on): the date at which this case is read is taken, 12 March 2031"
        ]
    );
}

#[test]
fn a_file_that_comes_again_is_recognised_whoever_its_changes_are_put_down_to() {
    let room = room();
    let docx = || gate("2031-03-03", "2031-03-04");
    let first = import(&room, docx(), "--on 2031-03-09 --apply");
    assert_eq!(first.code, 0, "{}", first.told);
    let before = (recorded(&room), room.files());

    // The same file as somebody else's, and with an author put down to another.
    room.put("again.docx", docx().bytes());
    for more in [vec!["--by", "upper"], vec!["--by", "lower", "--author", "R. Nasser=upper"]] {
        let line = ["import", "well", "again.docx", "--against", "plan-1", "--on", "2031-03-09", "--apply"];
        let ran = room.run(&[&line[..], &more[..]].concat());
        assert_eq!(ran.code, 0, "{}", ran.told);
        assert!(ran.read().contains("Nothing new: every act is on record already."), "{}", ran.out);
        assert!(ran.read().contains("this very file was taken in before, against plan-1"), "{}", ran.out);
        assert!(ran.read().contains("on record already as done by LowerFarm"), "{}", ran.out);
    }
    assert_eq!((recorded(&room), room.files().len()), (before.0, before.1.len() + 1));

    // Another file in which the same author typed the same, with more: what is new alone is recorded.
    let more = document(&[
        paragraph(
            &[
                run("1. The gate shall open at "),
                mark("del", "K. Abed", "2031-03-03", &struck("dawn")),
                mark("ins", "K. Abed", "2031-03-03", &run("noon")),
                run("."),
            ]
            .concat(),
        ),
        plain(TWO),
        paragraph(&[run(THREE), mark("ins", "K. Abed", "2031-03-06", &run(" Nobody else does."))].concat()),
        [FOUR, FIVE].map(plain).concat(),
    ]);
    room.put("again.docx", more.bytes());
    let ran = room.run(&[
        "import",
        "well",
        "again.docx",
        "--by",
        "upper",
        "--against",
        "plan-1",
        "--on",
        "2031-03-10",
        "--apply",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    assert_eq!(recorded(&room), before.0 + 1);
}

#[test]
fn what_another_author_typed_alike_is_an_act_of_their_own() {
    let room = room();
    assert_eq!(import(&room, gate("2031-03-03", "2031-03-04"), "--on 2031-03-09 --apply").code, 0);
    let water = [
        run("2. Water is shared between the farms in "),
        mark("ins", "M. Upper", "2031-03-04", &run("high ")),
        run("summer."),
    ];
    let docx = document(&[plain(ONE), paragraph(&water.concat()), [THREE, FOUR, FIVE].map(plain).concat()]);
    room.put("other.docx", docx.bytes());
    let ran = room.run(&[
        "import",
        "well",
        "other.docx",
        "--by",
        "upper",
        "--against",
        "plan-1",
        "--on",
        "2031-03-09",
        "--json",
    ]);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found["acts"][0]["recorded"], Value::Null, "{found:#}");
}

#[test]
fn imports_at_the_same_time_record_each_act_once() {
    let room = room();
    room.put("answer.docx", gate("2031-03-03", "2031-03-04").bytes());
    let before = recorded(&room);
    let line =
        "import well answer.docx --by lower --through council --against plan-1 --on 2031-03-09 --apply";
    let arguments: Vec<&str> = line.split(' ').collect();
    let running: Vec<_> = (0..6)
        .map(|_| {
            let mut command = room.command(&arguments);
            command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    for child in running {
        let done = child.wait_with_output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    assert_eq!(recorded(&room), before + 2);
}

#[test]
fn where_the_record_cannot_be_written_the_document_is_not_kept_either() {
    let room = room();
    // Where the acts of March would be written, there is a folder.
    std::fs::create_dir_all(room.path("well/record/2031-03.toml/in-the-way")).unwrap();
    let ran = import(&room, gate("2031-03-03", "2031-03-04"), "--on 2031-03-09 --apply");
    assert_ne!(ran.code, 0, "{}", ran.out);
    assert!(!room.path("well/received").exists());
}

#[cfg(unix)]
#[test]
fn a_document_is_not_kept_by_way_of_a_link_that_leads_out_of_the_case() {
    let room = room();
    std::fs::create_dir(room.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(room.path("elsewhere"), room.path("well/received")).unwrap();
    let before = recorded(&room);
    for more in ["--on 2031-03-09", "--on 2031-03-09 --apply"] {
        let ran = import(&room, gate("2031-03-03", "2031-03-04"), more);
        assert_ne!(ran.code, 0, "{}", ran.out);
        assert!(ran.told.contains("leads out of the case folder"), "{}", ran.told);
    }
    assert_eq!(recorded(&room), before);
    assert_eq!(std::fs::read_dir(room.path("elsewhere")).unwrap().count(), 0);
}

#[test]
fn clauses_with_another_label_than_in_the_draft_are_named_with_both() {
    let room = room();
    let docx =
        document(&[plain(ONE), plain(TWO), plain(THREE), plain(&FOUR.replace("4.", "6.")), plain(FIVE)]);
    let found = plan(&room, docx, "");
    assert_eq!(
        found["left_out"],
        serde_json::json!([
            "1 clause with another label than in the draft: clause 4 has “4” in the draft and “6” here"
        ])
    );
}

#[test]
fn what_is_named_as_a_document_and_is_none_is_refused_with_what_it_holds() {
    let room = room();
    for (name, bytes, told) in [
        ("zero.docx", &b""[..], "the file is named as a Word document and holds nothing: ask for it again"),
        ("zeros.docx", &[0; 3000][..], "holds zeros alone"),
        (
            "page.docx",
            b"<!DOCTYPE html><p>1. The gate.</p>",
            "holds a web page (.html): open it in a word processor",
        ),
        (
            "text.DOCX",
            b"1. The gate.",
            "holds plain text: if it is the draft, give it a name that ends in .md",
        ),
        ("text.odt", b"1. The gate.", "the file is named as an OpenDocument text and holds plain text"),
        ("text.pdf", b"1. The gate.", "the file is named as a PDF and holds plain text"),
        ("noise.doc", &[0xfe, 3, 0xff, 9, 0x80][..], "holds bytes that are neither a document nor a text"),
        ("page.md", b"%PDF-1.7\n", "this is no Word document (.docx) but a PDF"),
        ("rich.rtf", b"{\\rtf1 gate}", "this is no Word document (.docx) but a file in Rich Text Format"),
    ] {
        room.put(name, bytes);
        room.put("well/drafts/kept.md", DRAFT);
        for line in [
            format!("points {name}"),
            format!("compare {name} plan.md"),
            format!("add well draft {name} --id other --by council --on 2031-03-02 --audience council"),
        ] {
            let ran = room.run(&line.split(' ').collect::<Vec<_>>());
            assert_ne!(ran.code, 0, "{line}: {}", ran.out);
            assert!(ran.told.contains(told), "{line}: {}", ran.told);
        }
    }
}

#[test]
fn a_file_that_is_too_large_is_refused_with_its_size_before_it_is_read() {
    let room = room();
    std::fs::File::create(room.path("large.docx")).unwrap().set_len(1 << 36).unwrap();
    for line in [
        "points large.docx",
        "compare plan.md large.docx",
        "import well large.docx --by lower --against plan-1",
        "add well draft large.docx --id other --by council --on 2031-03-02 --audience council",
    ] {
        let ran = room.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!(ran.code, 1, "{line}: {}", ran.out);
        assert!(
            ran.told.contains("68719476736 bytes") && ran.told.contains("128 MiB"),
            "{line}: {}",
            ran.told
        );
    }
}

#[test]
fn a_document_that_has_no_folder_to_go_to_is_told_by_the_folder() {
    let room = room();
    let ran = room.run(&["compare", "plan.md", "plan.md", "--docx", "nowhere/redline.docx"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.told.contains("there is no folder nowhere to write nowhere/redline.docx in"), "{}", ran.told);
    let ran = room.run(&["compare", "plan.md", "plan.md", "--docx", "plan.md/redline.docx"]);
    assert!(ran.told.contains("plan.md is no folder"), "{}", ran.told);
}
