//! What of a Word document its words do not show is told wherever the document is read, with its place.

#![allow(clippy::unwrap_used)]

mod program;

use onetext_wordml::testing::Docx;
use program::{Ran, Room};
use serde_json::Value;

fn run(look: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// A draft with everything that its words do not show.
fn marked() -> Vec<u8> {
    let tracked = |words: &str| {
        let date = "w:date=\"2031-03-03T10:00:00Z\"";
        format!("<w:ins w:id=\"1\" w:author=\"K. Abed\" {date}>{words}</w:ins>")
    };
    let boxed = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>Not for the press</w:t></w:r></w:p>\
                 </w:txbxContent></v:textbox></v:shape></w:pict></w:r>";
    let comment = "<w:commentRangeStart w:id=\"0\"/><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>";
    let body = format!(
        "<w:p>{}{}{}</w:p><w:p>{}{}{}{comment}</w:p><w:p>{}{boxed}</w:p>",
        run("", "1. The gate opens at "),
        run("<w:strike/>", "dawn"),
        run("<w:dstrike/>", " or dusk"),
        run("", "2. Water is shared."),
        run("<w:vanish/>", " Ask the council."),
        tracked(&format!("{}{}", run("", " In summer."), run("<w:vanish/>", " If they pay."))),
        run("", "3. Books are kept."),
    );
    let words = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    Docx::new(&body)
        .word("header1", "hdr", &words("Third draft, not agreed"))
        .word("footer1", "ftr", &words("Lower Farm"))
        .comments(&format!("<w:comment w:id=\"0\" w:author=\"L. Said\">{}</w:comment>", words("Since when?")))
        .bytes()
}

/// What is told of the draft itself.
const BESIDE: [&str; 6] = [
    "words struck through by hand at paragraph 1, read as words: “dawn or dusk”",
    "left out at paragraph 2: 6 hidden words: “Ask the council. If they pay.”",
    "left out at paragraph 3: a text box with 4 words: “Not for the press”",
    "left out: a footer (footer1.xml) with 2 words: “Lower Farm”",
    "left out: a header (header1.xml) with 4 words: “Third draft, not agreed”",
    "1 comment is not part of the text",
];

const CHANGE: &str = "1 tracked change by “K. Abed” is read as accepted";

fn done(room: &Room, line: &str) -> Ran {
    let ran = room.run(&line.split(' ').collect::<Vec<_>>());
    assert_eq!(ran.code, 0, "{line}: {}", ran.told);
    ran
}

fn json(room: &Room, line: &str) -> Value {
    serde_json::from_str(&done(room, line).out).unwrap()
}

fn lists(value: &Value) -> Vec<&str> {
    value.as_array().map(|list| list.iter().map(|one| one.as_str().unwrap()).collect()).unwrap_or_default()
}

/// Text of a terminal with its lines joined and without marks of direction.
fn flat(text: &str) -> String {
    let bare = text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "");
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn room() -> Room {
    let room = Room::with_case();
    room.put("marked.docx", marked());
    room.put("plain.md", "1. The gate opens at noon.\n\n2. Water is shared.\n\n3. Books are kept.\n");
    room
}

#[test]
fn points_and_both_sides_of_a_comparison_tell_what_the_words_do_not_show() {
    let room = room();
    let points = json(&room, "points marked.docx --json");
    let told = lists(&points["drafts"][0]["notices"]);
    assert_eq!(told.len(), BESIDE.len() + 1, "{told:#?}");
    assert!(told.contains(&CHANGE) && BESIDE.iter().all(|notice| told.contains(notice)), "{told:#?}");

    for (line, own, other) in [
        ("compare marked.docx plain.md --json", "old_notices", "new_notices"),
        ("compare plain.md marked.docx --json", "new_notices", "old_notices"),
    ] {
        let found = json(&room, line);
        assert_eq!(lists(&found[own]), told, "{line}");
        assert!(found.get(other).is_none(), "{line}");
    }
    let shown = flat(&done(&room, "compare marked.docx plain.md").out);
    assert!(told.iter().all(|notice| shown.contains(&format!("marked.docx: {notice}"))), "{shown}");
}

#[test]
fn what_is_passed_on_of_a_comparison_tells_nothing_and_the_terminal_tells_it() {
    let room = room();
    for line in [
        "compare plain.md marked.docx --html page.html",
        "compare plain.md marked.docx --docx redline.docx",
        "compare marked.docx plain.md --docx marked-redline.docx",
    ] {
        let ran = done(&room, line);
        for notice in BESIDE.iter().chain([&CHANGE]) {
            assert!(ran.told.contains(&format!("marked.docx: {notice}\n")), "{line}: {}", ran.told);
        }
        assert_eq!(ran.out, "");
    }
    let page = room.read("page.html");
    assert!(!page.contains("K. Abed") && !page.contains("struck through by hand"), "{page}");
}

#[test]
fn check_lists_what_word_drafts_do_not_show_as_remarks_under_the_draft() {
    let room = room();
    done(
        &room,
        "add well draft marked.docx --id third --by council --on 2031-03-04 --audience farms,council",
    );
    let found = json(&room, "check well --json");
    assert_eq!(found["problems"], 0);
    let remarks: Vec<&Value> = found["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["file"].as_str().unwrap().ends_with(".docx"))
        .collect();
    assert!(remarks.iter().all(|one| one["severity"] == "remark"), "{remarks:#?}");
    let mut messages: Vec<&str> = remarks.iter().map(|one| one["message"].as_str().unwrap()).collect();
    let mut expected: Vec<String> =
        BESIDE.iter().chain([&CHANGE]).map(|notice| format!("draft “third”: {notice}")).collect();
    messages.sort_unstable();
    expected.sort_unstable();
    assert_eq!(messages, expected);
    let struck = remarks.iter().find(|one| one["message"].as_str().unwrap().contains("by hand")).unwrap();
    let hidden = remarks.iter().find(|one| one["message"].as_str().unwrap().contains("hidden")).unwrap();
    assert!(struck["line"].as_u64() < hidden["line"].as_u64(), "{remarks:#?}");

    // A draft without any of it has no remark.
    let room = Room::with_case();
    room.put("bare.docx", Docx::of_paragraphs(&["1. The gate opens."]).bytes());
    done(&room, "add well draft bare.docx --id bare --by council --on 2031-03-04 --audience farms,council");
    assert_eq!(json(&room, "check well --json")["remarks"], 0);
}

#[test]
fn an_import_tells_with_its_place_what_becomes_no_act() {
    let room = room();
    done(
        &room,
        "add well draft plain.md --id plan-1 --by council --on 2031-03-02 --audience farms,council --current",
    );
    let plan = json(
        &room,
        "import well marked.docx --by lower --through council --against plan-1 --on 2031-03-05 --json",
    );
    let told = lists(&plan["left_out"]);
    // Comments become acts.
    for notice in &BESIDE[..5] {
        assert!(told.contains(notice), "{notice}: {told:#?}");
    }
}
