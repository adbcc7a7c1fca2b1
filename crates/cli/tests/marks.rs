//! Colours behind the words of Word drafts, told by the program as the draft's own marks.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;

use onetext_wordml::testing::Docx;
use program::Room;

/// A paragraph of runs, each with a colour of the highlighter, or none.
fn paragraph(runs: &[(&str, &str)]) -> String {
    let runs: String = runs
        .iter()
        .map(|(colour, words)| {
            let mark = match *colour {
                "" => String::new(),
                // What is no colour of the highlighter is a shade.
                shade if shade.len() == 6 && shade.starts_with(|first: char| first.is_ascii_digit()) => {
                    format!("<w:rPr><w:shd w:val=\"clear\" w:fill=\"{shade}\"/></w:rPr>")
                }
                colour => format!("<w:rPr><w:highlight w:val=\"{colour}\"/></w:rPr>"),
            };
            format!("<w:r>{mark}<w:t xml:space=\"preserve\">{words}</w:t></w:r>")
        })
        .collect();
    format!("<w:p>{runs}</w:p>")
}

/// Three clauses: green, green and yellow, without colour; and one of a shade.
fn draft() -> Vec<u8> {
    let body = [
        paragraph(&[("green", "1. The gate opens at dawn.")]),
        paragraph(&[("green", "2. Water is shared "), ("yellow", "every second day.")]),
        paragraph(&[("", "3. The pump is mended.")]),
        paragraph(&[("92D050", "4. Copies lie in the chest.")]),
    ];
    Docx::new(&body.concat()).bytes()
}

/// A case whose current draft is the Word document, seen by the farms and the council.
fn room() -> Room {
    let room = Room::with_case();
    room.put("well/drafts/second.docx", draft());
    let case = room.read("well/case.toml").replace("current = true", "current = false");
    let more = "\n[[participant]]\nid = \"stranger\"\nname = \"Stranger\"\nrole = \"outside_actor\"\n\n\
        [highlights]\ngreen = \"agreed\"\nyellow = \"agreed in principle\"\nnone = \"open\"\n\n\
        [[draft]]\nid = \"second\"\nfile = \"drafts/second.docx\"\nlang = \"en\"\nby = [\"council\"]\non = 2031-03-02\n\
        audience = [\"farms\", \"council\"]\nauthentic = \"text\"\ncurrent = true\n";
    room.put("well/case.toml", case + more);
    let ran = room.run(&["check", "well"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.told);
    room
}

#[test]
fn points_lists_the_colours_of_a_draft() {
    let room = Room::empty();
    room.put("draft.docx", draft());
    let read = room.run(&["points", "draft.docx"]).read();
    for line in [
        "green behind 8 words: all of 1 clause, part of 1 clause",
        "yellow behind 3 words: part of 1 clause",
        "#92d050 behind 5 words: all of 1 clause",
        "none no colour behind 4 words: all of 1 clause",
    ] {
        assert!(read.contains(line), "{line}: {read}");
    }
    let json = room.run(&["points", "draft.docx", "--json"]).read();
    assert!(
        json.contains(r##"{ "colour": "#92d050", "meaning": null, "words": 5, "clauses": 1, "partly": 0 }"##),
        "{json}"
    );
    room.put("draft.md", program::DRAFT);
    assert!(!room.run(&["points", "draft.md", "--json"]).out.contains("marks"));
}

#[test]
fn status_who_and_brief_tell_marks_as_the_drafts_own() {
    let room = room();
    let asked = |arguments: &[&str]| {
        let ran = room.run(&[arguments, &["--for", "upper", "--as-of", "2031-03-20"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.told);
        ran.read()
    };
    let status = asked(&["status", "well"]);
    let meanings = "Marks are the draft's own; they are nobody's consent. By this case green means “agreed”, yellow means \
        “agreed in principle”, none means “open”.";
    assert!(status.contains(meanings), "{status}");
    assert!(status.contains("green, yellow") && status.contains("#92d050"), "{status}");

    let who = asked(&["who", "well", "2"]);
    let partly = "In the draft: partly marked green: agreed; partly marked yellow: agreed in principle.";
    assert!(who.contains(partly), "{who}");
    assert!(asked(&["who", "well", "3"]).contains("In the draft: not marked: open."));
    assert!(asked(&["who", "well", "4"]).contains("In the draft: marked #92d050."));

    let brief = asked(&["brief", "well"]);
    assert!(brief.contains("In the draft: marked green: agreed"), "{brief}");
    assert!(
        asked(&["brief", "well", "--html"]).contains("partly marked yellow: <bdi>agreed in principle</bdi>")
    );
    let json = asked(&["status", "well", "--json"]);
    let mark = r#"{ "clause": "3", "marks": [ { "colour": null, "meaning": "open", "words": 4 } ] }"#;
    assert!(json.contains(mark), "{json}");
    // Nobody has consented to anything.
    assert!(
        !json.contains("accepted") && json.contains("unanswered") || json.contains("not_delivered"),
        "{json}"
    );
}

#[test]
fn who_may_not_see_a_draft_sees_nothing_of_its_marks() {
    let room = room();
    for arguments in [
        &["status", "well"][..],
        &["brief", "well"],
        &["status", "well", "--json"],
        &["brief", "well", "--json"],
    ] {
        let shown = room.run(&[arguments, &["--for", "stranger", "--as-of", "2031-03-20"]].concat()).read();
        for word in ["green", "agreed in principle", "Marks are", "92d050"] {
            assert!(!shown.contains(word), "{arguments:?} {word}: {shown}");
        }
    }
}

#[test]
fn a_draft_without_colours_is_not_called_open_all_over() {
    let room = room();
    room.put(
        "well/drafts/second.docx",
        Docx::of_paragraphs(&["1. The gate opens.", "2. Water is shared."]).bytes(),
    );
    for arguments in [&["status", "well"][..], &["who", "well", "1"], &["brief", "well"]] {
        let shown = room.run(&[arguments, &["--for", "upper", "--as-of", "2031-03-20"]].concat()).read();
        assert!(!shown.contains("not marked") && !shown.contains("Marks are"), "{shown}");
    }
}
