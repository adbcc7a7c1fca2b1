//! Documents as Word and Google Docs write them, with all that these put around the words.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not there")]

use std::path::{Path, PathBuf};

use onetext_wordml::Opened;
use onetext_wordml::document::{ChangeKind, Colour, Comment, Direction, Document, Side, Story};
use onetext_wordml::markup::settle;
use onetext_wordml::scrub::{Keep, scrub};
use onetext_wordml::testing::zipped;

/// A file of the parts in a folder of `tests/files`.
fn file(name: &str) -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name);
    let mut parts = Vec::new();
    let mut open: Vec<PathBuf> = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                parts.push((name, std::fs::read(&path).unwrap()));
            }
        }
    }
    parts.sort();
    zipped(&parts)
}

fn read(name: &str) -> Document {
    Opened::from_bytes(&file(name)).unwrap().document
}

fn texts(document: &Document, side: Side) -> Vec<String> {
    document.joined(side).iter().map(|joined| document.joined_text(joined, side)).collect()
}

fn labels(document: &Document) -> Vec<&str> {
    document.paragraphs.iter().filter_map(|paragraph| Some(paragraph.label.as_ref()?.text.as_str())).collect()
}

#[test]
fn a_document_of_word_says_its_words_with_all_changes_accepted() {
    let document = read("word");
    assert_eq!(
        texts(&document, Side::Accepted),
        [
            "Agreement on the Harbour",
            "Access",
            "The Port Authority of the Upper Quay opens the gates daily.",
            "Fees are ten coins a day.",
            "small boats: see Article 1;",
            "ferries\u{fffc} and \u{2011}tugs; and\nrafts",
            "Safety",
            "A paragraph that loses its mark.",
            "A paragraph that is new.",
            "Nets are kept on the east pier.",
            "Each ship carries two lamps ☒✓",
            "Words beside the box and below it.",
            "Berth",
            "Depth",
            "North",
            "old quay",
            "4 m",
            "South",
            "6 m",
            "The parties meet in spring at the hall.",
            "يفتح الميناء 08:00 صباحاً.",
            "",
            " Ferries of the lower line.",
        ]
    );
}

#[test]
fn a_document_of_word_says_its_words_with_all_changes_rejected() {
    let document = read("word");
    assert_eq!(
        texts(&document, Side::Rejected),
        [
            "Agreement on the Harbour",
            "Access",
            "The Port Authority of the Upper Quay opens the gates daily.",
            "Fees are twelve coins.",
            "small boats: see Article 1;",
            "ferries\u{fffc} and \u{2011}tugs; and\nrafts",
            "Nets are kept on the east pier.",
            "Safety",
            "A paragraph that loses ",
            "its mark.",
            "Each ship carries two lamps ☒✓",
            "Words beside the box and below it.",
            "Berth",
            "Depth",
            "North",
            "old quay",
            "4 m",
            "The parties meet in spring at the hall.",
            "يفتح الميناء 08:00 صباحاً.",
            "",
            " Ferries of the lower line.",
        ]
    );
}

#[test]
fn the_numbers_of_word_come_from_the_styles_that_its_list_names_or_that_are_based_on_those() {
    // The fourth clause of the first article is the old place of one that moved; of two paragraphs that become one, the
    // first is numbered as it is with all changes rejected.
    assert_eq!(
        labels(&read("word")),
        ["Article 1", "1.1", "1.2", "(a)", "(b)", "1.3", "Article 2", "2.1", "2.1", "2.2", "2.3", "2.4"]
    );
    let headings: Vec<u8> =
        read("word").paragraphs.iter().filter_map(|paragraph| paragraph.heading).collect();
    assert_eq!(headings, [1, 1]);
}

#[test]
fn changes_of_word_are_told_by_sort_author_and_time_and_moves_by_name() {
    let document = read("word");
    let told: Vec<(ChangeKind, &str, &str)> = document
        .changes
        .iter()
        .map(|change| (change.kind, change.author.as_deref().unwrap(), change.date.as_deref().unwrap()))
        .collect();
    let (haddad, okafor) = ("N. Haddad", "R. Okafor");
    let (second, third, fourth) = ("2025-03-02T09:15:00Z", "2025-03-03T07:30:00Z", "2025-03-04T18:00:00Z");
    assert_eq!(
        told[..6],
        [
            (ChangeKind::Deletion, haddad, second),
            (ChangeKind::Insertion, haddad, second),
            (ChangeKind::Insertion, okafor, third),
            (ChangeKind::Deletion, haddad, fourth),
            (ChangeKind::MoveFrom, okafor, second),
            (ChangeKind::MoveFrom, okafor, second),
        ]
    );
    let moves: Vec<(ChangeKind, &str)> =
        document.changes.iter().filter_map(|change| Some((change.kind, change.name.as_deref()?))).collect();
    let name = "move190000009";
    assert_eq!(
        moves,
        [
            (ChangeKind::MoveFrom, name),
            (ChangeKind::MoveFrom, name),
            (ChangeKind::MoveTo, name),
            (ChangeKind::MoveTo, name)
        ]
    );
    assert_eq!(document.tables[0].rows.iter().map(|row| row.changes.len()).collect::<Vec<_>>(), [0, 0, 1]);
    assert!(document.tables[0].rows[0].header);
}

#[test]
fn comments_of_word_stand_at_their_words_and_answers_at_what_they_answer() {
    let document = read("word");
    let about = |comment: &Comment| {
        let paragraph = &document.paragraphs[comment.from.paragraph.0 as usize];
        let text = paragraph.text(Side::Accepted, &document.changes);
        text[comment.from.offset..comment.to.offset].to_owned()
    };
    let told: Vec<_> = document
        .comments
        .iter()
        .map(|comment| (comment.text.as_str(), about(comment), comment.answers, comment.done))
        .collect();
    let words = "The parties meet".to_owned();
    assert_eq!(told, [("Which parties?", words.clone(), None, true), ("Both.", words, Some(5), true)]);
}

#[test]
fn what_word_shows_beside_the_text_is_told_and_looks_are_read() {
    let document = read("word");
    let left: Vec<&str> = document.left_out.iter().map(|left| left.what.as_str()).collect();
    assert_eq!(
        left,
        [
            "a table of contents",
            "a text box with 2 words: “Boxed remark”",
            "1 hidden word: “unseen”",
            "a footer (footer1.xml) with 4 words: “Page 1 C:\\Users\\nhaddad\\Desktop\\quay 7.docx”",
            "a header (header1.xml) with 4 words: “Draft of the mediators”",
            "1 change of formatting"
        ]
    );
    let marked: Vec<(&str, Colour)> = document
        .paragraphs
        .iter()
        .flat_map(|paragraph| &paragraph.pieces)
        .filter_map(|piece| Some((piece.content.as_text(), piece.format.marked?)))
        .collect();
    let colour = |red, green, blue| Colour { red, green, blue };
    assert_eq!(
        marked,
        [("Words beside the box", colour(0, 255, 0)), (" and below it", colour(0xff, 0xe5, 0x99))]
    );
    let arabic = document.paragraphs.iter().find(|paragraph| paragraph.direction == Direction::Rtl).unwrap();
    let runs: Vec<Direction> = arabic.pieces.iter().map(|piece| piece.format.direction).collect();
    assert_eq!(runs, [Direction::Rtl, Direction::Ltr, Direction::Rtl]);
    let links: Vec<&str> = document
        .paragraphs
        .iter()
        .flat_map(|paragraph| &paragraph.pieces)
        .filter_map(|piece| piece.link.as_deref())
        .collect();
    assert_eq!(links, ["https://quay.example.org/spring", "https://quay.example.org/hall"]);
}

#[test]
fn a_document_of_google_docs_says_its_words_and_its_suggestions() {
    let document = read("google");
    let rest = [
        "First point",
        "Inner point",
        "The parties meet in spring.",
        "يفتح الميناء صباحاً.",
        "Berth",
        "Depth",
        "",
        " Coins of the lower mint.",
    ];
    let start = ["Agreement on the Harbour", "Access", "The gates open daily."];
    let boats = "Small boats are free.\nRafts too.";
    let accepted =
        [&start[..], &["Fees are ten coins\u{fffc}.", boats, "A clause that is suggested."], &rest].concat();
    assert_eq!(texts(&document, Side::Accepted), accepted);
    let rejected = [&start[..], &["Fees are twelve coins\u{fffc}.", boats], &rest].concat();
    assert_eq!(texts(&document, Side::Rejected), rejected);
    assert_eq!(labels(&document), ["1.", "a.", "i.", "2.", "●", "○"]);
    assert!(document.changes.iter().all(|change| change.author.as_deref() == Some("Lina Berg")));
    let heading = document.paragraphs.iter().find(|paragraph| paragraph.heading.is_some()).unwrap();
    assert_eq!(heading.text(Side::Accepted, &document.changes), "Access");
    assert_eq!(document.paragraphs.last().unwrap().story, Story::Footnote(0));
    let said: Vec<(&str, &str)> = document
        .comments
        .iter()
        .map(|comment| (comment.author.as_deref().unwrap(), comment.text.as_str()))
        .collect();
    assert_eq!(said, [("Lina Berg", "Which parties?"), ("Omar Said", "Both.")]);
    assert!(document.left_out.is_empty());
    // A switch that is written out as off is off.
    let clause = &document.paragraphs[2];
    let italic: Vec<bool> = clause.pieces.iter().map(|piece| piece.format.italic).collect();
    assert_eq!(italic, [false, true, false]);
    assert!(!document.tables[0].rows[0].header);
}

#[test]
fn settled_documents_of_both_say_one_side_and_have_no_changes_left() {
    for name in ["word", "google"] {
        for side in [Side::Accepted, Side::Rejected] {
            let opened = Opened::from_bytes(&file(name)).unwrap();
            let before = texts(&opened.document, side);
            let settled = Document::read(&settle(&opened.package, side).unwrap()).unwrap();
            assert!(settled.changes.is_empty(), "{name}");
            assert_eq!(texts(&settled, Side::Accepted), before, "{name}, {side:?}");
        }
    }
}

#[test]
fn nobody_who_made_them_and_no_place_on_a_disk_is_left_in_either_after_scrubbing() {
    for name in ["word", "google"] {
        let opened = Opened::from_bytes(&file(name)).unwrap();
        let before = texts(&opened.document, Side::Accepted);
        let clean = scrub(opened.package, Keep::default()).unwrap().package;
        for part in clean.names() {
            let text = String::from_utf8_lossy(clean.part(part).unwrap()).into_owned();
            for telling in [
                "addad",
                "kafor",
                "Berg",
                "Said",
                "Users",
                "2025",
                "Quay.dotx",
                "rsid",
                "paraId",
                "goog_",
                "GB",
                "LB",
                "example.org",
                "unseen",
            ] {
                assert!(!text.contains(telling), "{name}: {part} holds {telling}");
            }
        }
        assert_eq!(texts(&Document::read(&clean).unwrap(), Side::Accepted), before, "{name}");
    }
}
