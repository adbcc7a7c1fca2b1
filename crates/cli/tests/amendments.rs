//! Amendments that put in, strike and move clauses, as tracked changes of the Word document that leaves.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;

use std::fs;

use onetext_wordml::document::{Change, ChangeKind, Side};
use onetext_wordml::read::Opened;
use onetext_wordml::testing::Docx;
use onetext_wordml::{Document, Package};
use program::Room;

const DRAFT: &str = "# Agreement\n\n1. The gate opens at dawn.\n\n2. Water is shared by both farms:\n\n   (a) in summer on alternate days;\n\n   \
     (b) in winter[^1] as each likes.\n\n3. Goats drink last.\n\n4. Disputes go to the council.\n\n[^1]: Winter begins at the first frost.\n";

/// What the draft says, paragraph by paragraph.
const OLD: [&str; 8] = [
    "Agreement",
    "1.\tThe gate opens at dawn.",
    "2.\tWater is shared by both farms:",
    "(a)\tin summer on alternate days;",
    "(b)\tin winter\u{fffc} as each likes.",
    "3.\tGoats drink last.",
    "4.\tDisputes go to the council.",
    "Winter begins at the first frost.",
];

fn done(room: &Room, arguments: &[&str]) -> String {
    let ran = room.run(arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.told);
    ran.told.replace(['\u{2068}', '\u{2069}'], "")
}

/// A case whose current draft is this file.
fn room(file: &str, bytes: impl AsRef<[u8]>) -> Room {
    let room = Room::with_case();
    room.put(file, bytes);
    let line = format!(
        "add well draft {file} --id d --lang en --by council --on 2031-03-05 --audience farms,council --current"
    );
    done(&room, &line.split(' ').collect::<Vec<_>>());
    room
}

/// Records an amendment: who, when, and what.
fn amend(room: &Room, id: &str, by: &str, on: &str, what: &[&str]) {
    let head = ["record", "well", "amend", "--id", id, "--by", by, "--on", on, "--draft", "d"];
    done(room, &[&head[..], &["--audience", "farms,council"], what].concat());
}

/// The document with these amendments, or all, and what is said of it.
fn export(room: &Room, named: &[&str]) -> (Document, String) {
    let line = "export well --for lower --as-of 2031-03-20 --docx out.docx --replace --amendments";
    let named = named.join(",");
    let mut line: Vec<&str> = line.split(' ').collect();
    line.extend((!named.is_empty()).then_some(named.as_str()));
    let told = done(room, &line);
    (Opened::from_bytes(&fs::read(room.path("out.docx")).unwrap()).unwrap().document, told)
}

/// One side of a document, paragraph by paragraph, without empty ones.
fn said(document: &Document, side: Side) -> Vec<String> {
    let joined = document.joined(side);
    let texts = joined.iter().map(|joined| document.joined_text(joined, side).trim_start().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

/// The changes of a document as somebody made them.
fn kinds(document: &Document, author: &str) -> Vec<ChangeKind> {
    let own = |change: &&Change| change.author.as_deref() == Some(author);
    let mut kinds: Vec<ChangeKind> = document.changes.iter().filter(own).map(|change| change.kind).collect();
    kinds.dedup();
    kinds
}

/// What each act comes to that a document is taken in as, and the act on record that says the same.
fn taken_in(room: &Room) -> Vec<(String, Option<String>)> {
    let line = "import well out.docx --by lower --against d --json";
    let mut line: Vec<&str> = line.split(' ').collect();
    let bytes = fs::read(room.path("out.docx")).unwrap();
    let document = Opened::from_bytes(&bytes).unwrap().document;
    for (author, participant) in [("UpperFarm", "UpperFarm=upper"), ("LowerFarm", "LowerFarm=lower")] {
        if document.changes.iter().any(|change| change.author.as_deref() == Some(author)) {
            line.extend(["--author", participant]);
        }
    }
    let ran = room.run(&line);
    assert_eq!(ran.code, 0, "{}", ran.told);
    let plan: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let one = |act: &serde_json::Value| {
        let text = |field: &str| act[field].as_str().unwrap_or("-").to_owned();
        let what = format!(
            "{} {} {} > {}{}: {} ({})",
            text("by"),
            text("on"),
            act["clauses"],
            text("behind"),
            if act["strikes"] == true { "!" } else { "" },
            text("words"),
            text("note")
        );
        (what, act["recorded"].as_str().map(str::to_owned))
    };
    plan["acts"].as_array().unwrap().iter().map(one).collect()
}

fn without<'t>(old: &[&'t str], gone: &[&str]) -> Vec<&'t str> {
    old.iter().filter(|text| !gone.iter().any(|gone| text.contains(gone))).copied().collect()
}

fn with<'t>(old: &[&'t str], behind: &str, new: &[&'t str]) -> Vec<&'t str> {
    let at = old.iter().position(|text| text.contains(behind)).unwrap() + 1;
    [&old[..at], new, &old[at..]].concat()
}

/// Recognised acts, in alphabetical order; fails where an act of the document is none of the record.
fn recognised(room: &Room) -> Vec<String> {
    let acts = taken_in(room);
    let mut known: Vec<String> = acts.iter().filter_map(|(_, recorded)| recorded.clone()).collect();
    assert_eq!(known.len(), acts.len(), "{acts:#?}");
    known.sort();
    known
}

#[test]
fn new_clauses_stand_behind_theirs_in_the_order_of_the_acts_and_in_the_names_of_those_who_put_them_forward() {
    let room = room("d.md", DRAFT);
    amend(&room, "third", "lower", "2031-03-08", &["--behind", "2", "--words", "2b. Mules drink third."]);
    amend(&room, "first", "upper", "2031-03-06", &["--behind", "2", "--words", "Camels drink first."]);
    let secret = ["--origin", "upper", "--origin-audience", "upper"];
    let second = ["--behind", "2", "--words", "Horses drink\nsecond.\n\nAnd they drink much."];
    amend(&room, "second", "lower", "2031-03-07", &[&second[..], &secret].concat());
    amend(&room, "below", "upper", "2031-03-09", &["--behind", "2(a)", "--words", "in spring on all days;"]);
    amend(&room, "start", "upper", "2031-03-10", &["--behind", "start", "--words", "The farms,"]);
    amend(&room, "end", "upper", "2031-03-11", &["--behind", "4", "--words", "Done at the well."]);
    let (document, told) = export(&room, &[]);
    assert!(told.contains("6 amendments are marked."), "{told}");
    assert_eq!(said(&document, Side::Rejected), OLD);
    let new = with(&OLD, "(a)", &["in spring on all days;"]);
    let horses = ["Horses drink second.", "And they drink much."];
    let new = with(&new, "(b)", &["Camels drink first.", horses[0], horses[1], "2b.\tMules drink third."]);
    let new = [vec!["The farms,"], with(&new, "4.", &["Done at the well."])].concat();
    assert_eq!(said(&document, Side::Accepted), new);
    assert!(document.changes.iter().all(|change| change.kind == ChangeKind::Insertion));
    for (words, author, day) in [
        ("Camels", "UpperFarm", "2031-03-06"),
        ("Horses", "LowerFarm", "2031-03-07"),
        ("much", "LowerFarm", "2031-03-07"),
    ] {
        let of = |text: &str| text.contains(words);
        let piece = document
            .paragraphs
            .iter()
            .find(|paragraph| of(&paragraph.text(Side::Accepted, &document.changes)))
            .and_then(|paragraph| paragraph.pieces.first())
            .unwrap();
        let change = &document.changes[piece.changes[0].0 as usize];
        assert_eq!(change.author.as_deref(), Some(author));
        assert_eq!(change.date, Some(format!("{day}T00:00:00Z")));
    }
    assert_eq!(recognised(&room), ["below", "end", "first", "second", "start", "third"]);
}

#[test]
fn a_clause_that_is_struck_goes_with_all_below_it_and_with_the_notes_to_which_it_refers() {
    let room = room("d.md", DRAFT);
    amend(&room, "water", "upper", "2031-03-06", &["--clauses", "2", "--strikes"]);
    amend(&room, "end", "lower", "2031-03-07", &["--clauses", "4", "--strikes"]);
    let (document, told) = export(&room, &[]);
    assert!(told.contains("2 amendments are marked."), "{told}");
    assert_eq!(said(&document, Side::Rejected), OLD);
    let gone = ["Water", "summer", "winter", "Disputes", "Winter"];
    assert_eq!(said(&document, Side::Accepted), without(&OLD, &gone));
    assert!(document.changes.iter().all(|change| change.kind == ChangeKind::Deletion));
    assert_eq!(recognised(&room), ["end", "water"]);
}

#[test]
fn a_clause_that_moves_goes_as_one_move_with_all_below_it() {
    for (behind, first) in [("4", false), ("start", true)] {
        let room = room("d.md", DRAFT);
        amend(&room, "move", "upper", "2031-03-06", &["--clauses", "2", "--behind", behind]);
        let (document, told) = export(&room, &[]);
        assert!(told.contains("1 amendment is marked."), "{told}");
        assert_eq!(said(&document, Side::Rejected), OLD);
        let left = without(&OLD, &["Water", "summer", "winter"]);
        let new = if first { [&OLD[2..5], &left].concat() } else { with(&left, "4.", &OLD[2..5]) };
        assert_eq!(said(&document, Side::Accepted), new);
        let names: Vec<&str> = document.changes.iter().filter_map(|change| change.name.as_deref()).collect();
        assert!(!names.is_empty() && names.iter().all(|name| *name == "move1"), "{names:?}");
        assert_eq!(recognised(&room), ["move"]);
    }
}

#[test]
fn words_that_change_in_a_clause_that_somebody_else_moves_are_marked_within_the_move() {
    let room = room("d.md", DRAFT);
    amend(&room, "move", "upper", "2031-03-06", &["--clauses", "2", "--behind", "4"]);
    amend(
        &room,
        "words",
        "lower",
        "2031-03-07",
        &["--clauses", "2(a)", "--words", "in summer on each second day;"],
    );
    amend(&room, "strike", "lower", "2031-03-08", &["--clauses", "2(b)", "--strikes"]);
    let (document, told) = export(&room, &[]);
    assert!(told.contains("3 amendments are marked."), "{told}");
    assert_eq!(said(&document, Side::Rejected), OLD);
    let left = without(&OLD, &["Water", "summer", "winter", "Winter"]);
    let moved = ["2.\tWater is shared by both farms:", "(a)\tin summer on each second day;"];
    assert_eq!(said(&document, Side::Accepted), with(&left, "4.", &moved));
    let lower = kinds(&document, "LowerFarm");
    assert!(lower.contains(&ChangeKind::Deletion) && lower.contains(&ChangeKind::Insertion), "{lower:?}");
    assert!(!lower.contains(&ChangeKind::MoveTo) && !lower.contains(&ChangeKind::MoveFrom), "{lower:?}");
    assert_eq!(recognised(&room), ["move", "strike", "words"]);
}

#[test]
fn a_clause_may_move_and_get_other_words_in_one_amendment() {
    let room = room("d.md", DRAFT);
    let what = ["--clauses", "3", "--behind", "1", "--words", "3. Goats drink first."];
    amend(&room, "move", "upper", "2031-03-06", &what);
    let (document, told) = export(&room, &[]);
    assert!(told.contains("1 amendment is marked."), "{told}");
    assert_eq!(said(&document, Side::Rejected), OLD);
    let left = without(&OLD, &["Goats"]);
    assert_eq!(said(&document, Side::Accepted), with(&left, "1.", &["3.\tGoats drink first."]));
}

#[test]
fn other_words_for_a_new_clause_of_somebody_else_are_marked_within_it() {
    let room = room("d.md", DRAFT);
    amend(&room, "new", "upper", "2031-03-06", &["--behind", "3", "--words", "Camels drink first."]);
    let words = ["--behind", "3", "--answers", "new", "--words", "Camels and mules drink last."];
    amend(&room, "upon", "lower", "2031-03-07", &words);
    let (document, told) = export(&room, &[]);
    assert!(told.contains("2 amendments are marked."), "{told}");
    assert_eq!(said(&document, Side::Rejected), OLD);
    assert_eq!(said(&document, Side::Accepted), with(&OLD, "3.", &["Camels and mules drink last."]));
    assert_eq!(kinds(&document, "UpperFarm"), [ChangeKind::Insertion]);
    assert_eq!(recognised(&room), ["new", "upon"]);
    let (document, _) = export(&room, &["upon"]);
    assert_eq!(said(&document, Side::Accepted), with(&OLD, "3.", &["Camels and mules drink last."]));
    assert_eq!(kinds(&document, "LowerFarm"), [ChangeKind::Insertion]);
}

#[test]
fn nothing_is_struck_within_what_its_own_author_moves_or_puts_in() {
    // LibreOffice and Word read a deletion within an insertion of the same author as none, or as none of both.
    let nested = |document: &Document| {
        let change = |at: onetext_wordml::document::ChangeIndex| &document.changes[at.0 as usize];
        document.paragraphs.iter().flat_map(|paragraph| &paragraph.pieces).any(|piece| {
            let all: Vec<&Change> = piece.changes.iter().map(|at| change(*at)).collect();
            all.iter().any(|one| one.kind.stays())
                && all.iter().any(|one| {
                    !one.kind.stays()
                        && all.iter().any(|other| other.kind.stays() && other.author == one.author)
                })
        })
    };
    let words = ["--clauses", "2(a)", "--words", "in summer on each second day;"];
    let room = room("d.md", DRAFT);
    amend(&room, "move", "upper", "2031-03-06", &["--clauses", "2", "--behind", "4"]);
    amend(&room, "words", "upper", "2031-03-07", &words);
    amend(&room, "new", "upper", "2031-03-06", &["--behind", "3", "--words", "Camels drink first."]);
    let upon = ["--behind", "3", "--answers", "new", "--words", "Camels and mules drink last."];
    amend(&room, "upon", "upper", "2031-03-07", &upon);
    let (document, told) = export(&room, &["move", "words", "new", "upon"]);
    assert!(told.contains("3 of 4 amendments are marked."), "{told}");
    let why = "a later amendment of the same author has other words for it, and is marked";
    assert!(told.contains(&format!("Not marked: new: {why}.")), "{told}");
    assert!(!nested(&document));
    assert_eq!(said(&document, Side::Rejected), OLD);
    let left = without(&OLD, &["Water", "summer", "winter"]);
    let moved = ["2.\tWater is shared by both farms:", "(a)\tin summer on each second day;", OLD[4]];
    let new = with(&left, "4.", &moved);
    let camels = ["Camels and mules drink last."];
    assert_eq!(said(&document, Side::Accepted), with(&new, "3.", &camels));

    // What somebody else changes in the same paragraph is marked within the move, where the words have come to stand.
    let room = self::room("d.md", DRAFT);
    amend(&room, "move", "upper", "2031-03-06", &["--clauses", "2(b)", "--behind", "4"]);
    let words = ["--clauses", "2(b)", "--words", "in the whole winter as each likes."];
    amend(&room, "words", "upper", "2031-03-07", &words);
    amend(
        &room,
        "other",
        "lower",
        "2031-03-08",
        &["--clauses", "2(b)", "--words", "in winter as each agrees."],
    );
    let (document, told) = export(&room, &[]);
    assert!(told.contains("3 amendments are marked."), "{told}");
    assert!(!nested(&document));
    assert_eq!(said(&document, Side::Rejected), OLD);
    let moved = ["(b)\tin the whole winter\u{fffc} as each agrees."];
    assert_eq!(said(&document, Side::Accepted), with(&without(&OLD, &["(b)"]), "4.", &moved));

    // Who moves a clause does not strike it, nor the other way round.
    for strike in ["2", "2(b)"] {
        let room = self::room("d.md", DRAFT);
        amend(&room, "move", "upper", "2031-03-06", &["--clauses", "2", "--behind", "4"]);
        amend(&room, "strike", "upper", "2031-03-07", &["--clauses", strike, "--strikes"]);
        let (document, told) = export(&room, &[]);
        assert!(told.contains("Not marked: strike: another amendment that is marked moves"), "{told}");
        assert!(!nested(&document));
    }
}

#[test]
fn of_two_amendments_that_cannot_be_marked_beside_each_other_the_later_one_is_named() {
    let cases: [(&[&str], &[&str], &str); 7] = [
        (
            &["--clauses", "2", "--strikes"],
            &["--clauses", "2(a)", "--strikes"],
            "strikes the clause or a part of it",
        ),
        (
            &["--clauses", "3", "--strikes"],
            &["--clauses", "3", "--words", "Goats drink first."],
            "strikes the clause",
        ),
        (
            &["--clauses", "3", "--words", "Goats drink first."],
            &["--clauses", "3", "--strikes"],
            "changes words that this one",
        ),
        (
            &["--clauses", "2(a)", "--behind", "2(b)"],
            &["--clauses", "2", "--strikes"],
            "moves the clause or a part of it",
        ),
        (
            &["--clauses", "2", "--behind", "4"],
            &["--clauses", "2", "--behind", "start"],
            "moves the clause or a part of it",
        ),
        (
            &["--behind", "2(a)", "--words", "in spring;"],
            &["--clauses", "2", "--behind", "4"],
            "has its place within what moves",
        ),
        (
            &["--clauses", "2", "--behind", "4"],
            &["--behind", "2(a)", "--words", "in spring;"],
            "has its place within what moves",
        ),
    ];
    for (one, other, why) in cases {
        let room = room("d.md", DRAFT);
        amend(&room, "one", "upper", "2031-03-06", one);
        amend(&room, "other", "lower", "2031-03-07", other);
        let (both, told) = export(&room, &[]);
        assert!(told.contains("1 of 2 amendments are marked."), "{told}");
        assert!(
            told.contains(&format!("Not marked: other: another amendment that is marked {why}")),
            "{told}"
        );
        assert!(both.changes.iter().all(|change| change.author.as_deref() == Some("UpperFarm")));
        let (alone, told) = export(&room, &["other"]);
        assert!(told.contains("1 amendment is marked."), "{told}");
        assert_eq!(said(&alone, Side::Rejected), OLD);
        assert_ne!(said(&alone, Side::Accepted), OLD);
        assert_eq!(recognised(&room), ["other"]);
    }
}

#[test]
fn a_move_to_where_the_clause_is_and_places_that_are_not_there_are_named() {
    let room = room("d.md", DRAFT);
    amend(&room, "stays", "upper", "2031-03-06", &["--clauses", "2", "--behind", "1"]);
    amend(&room, "note", "upper", "2031-03-06", &["--clauses", "note-1", "--strikes"]);
    let (document, told) = export(&room, &[]);
    assert!(told.contains("Not marked: stays: the draft is so already."), "{told}");
    assert!(told.contains("Not marked: note: a footnote comes and goes with its reference alone."), "{told}");
    assert!(document.changes.is_empty());
}

#[test]
fn rows_are_struck_as_rows_and_nothing_is_put_between_them() {
    let room = room(
        "d.md",
        "# Agreement\n\n1. Turns:\n\n| Farm | Day |\n|---|---|\n| Upper | Monday |\n| Lower | Tuesday |\n\n2. Goats drink last.\n",
    );
    let old = said(&export(&room, &[]).0, Side::Rejected);
    amend(&room, "row", "upper", "2031-03-06", &["--clauses", "r1", "--strikes"]);
    amend(&room, "behind", "lower", "2031-03-07", &["--behind", "r1", "--words", "Camels drink first."]);
    amend(&room, "away", "lower", "2031-03-08", &["--clauses", "r1", "--behind", "2"]);
    let (document, told) = export(&room, &["row"]);
    assert!(told.contains("1 amendment is marked."), "{told}");
    assert_eq!(said(&document, Side::Rejected), old);
    assert_eq!(
        said(&document, Side::Accepted),
        without(&old.iter().map(String::as_str).collect::<Vec<_>>(), &["Upper", "Monday"])
    );
    assert_eq!(recognised(&room), ["row"]);
    amend(&room, "new", "lower", "2031-03-09", &["--behind", "r2", "--words", "Council | Friday"]);
    let (document, told) = export(&room, &["away", "behind", "new"]);
    assert!(document.changes.is_empty());
    for act in ["away", "behind", "new"] {
        let why = "rows of a table cannot be marked as new or moved, nor paragraphs put between them";
        assert!(told.contains(&format!("Not marked: {act}: {why}.")), "{told}");
    }
}

/// A draft as Word saves it: clauses that Word counts, two levels of them, with a note and ids of sittings.
fn word() -> Vec<u8> {
    let item = |level: u8, words: &str| {
        format!(
            "<w:p w:rsidR=\"00AB12CD\"><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{words}</w:p>"
        )
    };
    let run = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let noted =
        format!("{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}", run("in winter"), run(" as each likes."));
    let body = [
        "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>Agreement</w:t></w:r></w:p>".to_owned(),
        item(0, &run("The gate opens at dawn.")),
        item(0, &run("Water is shared by both farms:")),
        item(1, &run("in summer on alternate days;")),
        item(1, &noted),
        item(0, &run("Goats drink last.")),
        item(0, &run("Disputes go to the council.")),
    ];
    let level = |level: u8, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    Docx::new(&body.concat())
        .numbering(&format!(
            "<w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
            level(0, "decimal", "%1."),
            level(1, "lowerLetter", "(%2)")
        ))
        .footnotes("<w:footnote w:id=\"2\"><w:p><w:r><w:t>Winter begins at the first frost.</w:t></w:r></w:p></w:footnote>")
        .bytes()
}

/// The paragraphs of a file's body as they stand in it.
fn paragraphs(bytes: &[u8]) -> Vec<String> {
    let package = Package::open(bytes).unwrap();
    let text = package.xml("word/document.xml").unwrap().unwrap().to_owned();
    let paragraphs = text.split("<w:p>").flat_map(|part| part.split("<w:p ")).skip(1);
    paragraphs.map(|part| part.split("</w:p>").next().unwrap().to_owned()).collect()
}

#[test]
fn a_draft_that_came_from_word_is_marked_in_place_and_what_is_not_touched_stays_byte_for_byte() {
    let room = room("d.docx", word());
    let old: Vec<String> =
        OLD.iter().map(|text| text.split_once('\t').map_or(*text, |(_, words)| words).to_owned()).collect();
    let old: Vec<&str> = old.iter().map(String::as_str).collect();
    let before = export(&room, &[]);
    assert!(before.0.changes.is_empty());
    let untouched = paragraphs(&fs::read(room.path("out.docx")).unwrap());
    amend(&room, "new", "upper", "2031-03-06", &["--behind", "1", "--words", "Camels drink first."]);
    amend(&room, "strike", "lower", "2031-03-07", &["--clauses", "3", "--strikes"]);
    amend(&room, "move", "upper", "2031-03-08", &["--clauses", "2", "--behind", "4"]);
    amend(
        &room,
        "words",
        "lower",
        "2031-03-09",
        &["--clauses", "2(a)", "--words", "in summer on each second day;"],
    );
    let (document, told) = export(&room, &[]);
    assert!(told.contains("4 amendments are marked."), "{told}");
    assert_eq!(said(&document, Side::Rejected), old);
    let new =
        without(&with(&old, "dawn", &["Camels drink first."]), &["Goats", "Water", "summer", "in winter"]);
    let moved = ["Water is shared by both farms:", "in summer on each second day;", old[4]];
    assert_eq!(said(&document, Side::Accepted), with(&new, "Disputes", &moved));
    let now = paragraphs(&fs::read(room.path("out.docx")).unwrap());
    for words in ["Agreement", "The gate"] {
        let at = untouched.iter().find(|paragraph| paragraph.contains(words)).unwrap();
        assert!(now.contains(at), "{words}: {now:#?}");
    }
    let camels = document
        .paragraphs
        .iter()
        .find(|paragraph| paragraph.text(Side::Accepted, &document.changes).contains("Camels"))
        .unwrap();
    assert_eq!(
        camels.label.as_ref().map(|label| label.text.as_str()),
        Some("2."),
        "it is counted as its sibling is"
    );
    assert_eq!(recognised(&room), ["move", "new", "strike", "words"]);
}
