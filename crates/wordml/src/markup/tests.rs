//! What is marked, read back on both sides and settled.

use super::*;
use crate::new::{
    Look, NewBlock, NewCell, NewComment, NewNote, NewParagraph, NewRun, NewTable, NoteReference,
};
use crate::read::Opened;
use crate::testing::Docx;
use std::ops::Range;

const ME: &str = "Mediators";

fn stamps() -> Vec<Stamp> {
    vec![
        Stamp { author: ME.into(), date: Some("2024-12-04T00:00:00Z".into()) },
        Stamp { author: "A & \"B\"".into(), date: None },
    ]
}

fn run(text: &str) -> NewRun {
    NewRun { text: text.into(), ..NewRun::default() }
}

fn words(text: &str) -> NewBlock {
    NewBlock::Paragraph(NewParagraph { runs: vec![run(text)], ..NewParagraph::default() })
}

fn splice(at: Range<usize>, insert: &str) -> Splice {
    let insert = if insert.is_empty() { Vec::new() } else { vec![run(insert)] };
    Splice { at, insert, stamp: 0 }
}

fn edit(splices: Vec<Splice>) -> Treatment {
    Treatment::Edit(Edit { splices, ..Edit::default() })
}

fn p(index: u32) -> ParagraphIndex {
    ParagraphIndex(index)
}

fn texts(document: &Document, side: Side) -> Vec<String> {
    document.joined(side).iter().map(|joined| document.joined_text(joined, side)).collect()
}

/// A document before and after, read back, with its two sides; both readers of sides must agree.
struct Marked {
    package: Package,
    xml: String,
    accepted: Vec<String>,
    rejected: Vec<String>,
}

fn mark(docx: Docx, revision: Revision) -> Marked {
    let revision = Revision { stamps: stamps(), ..revision };
    let old = Opened::from_bytes(&docx.bytes()).unwrap();
    let package = apply(&old.package, &old.document, &revision).unwrap();
    let marked = Opened::from_bytes(&package.write().unwrap()).unwrap();
    let sides = [Side::Accepted, Side::Rejected].map(|side| {
        let told = texts(&marked.document, side);
        let settled = settle(&marked.package, side).unwrap();
        let settled = Opened::from_bytes(&settled.write().unwrap()).unwrap();
        assert!(settled.document.changes.is_empty(), "{:?}", settled.document.changes);
        assert_eq!(told, texts(&settled.document, side), "{side:?}\n{}", marked.package.main_xml().unwrap());
        told
    });
    let [accepted, rejected] = sides;
    assert_eq!(rejected, texts(&old.document, Side::Accepted), "{}", marked.package.main_xml().unwrap());
    Marked { xml: package.main_xml().unwrap().to_owned(), package, accepted, rejected }
}

#[test]
fn a_run_is_split_where_words_go_and_come_and_keeps_its_look() {
    let docx = Docx::new(
        "<w:p w:rsidR=\"00A1\"><w:pPr><w:keepNext/></w:pPr><w:r w:rsidR=\"1\"><w:rPr><w:i/></w:rPr><w:t>The parties shall agree.</w:t></w:r></w:p>\
         <w:p><w:r><w:t>Untouched.</w:t></w:r></w:p>",
    );
    let paragraphs = [(p(0), edit(vec![splice(12..17, "may")]))].into();
    let marked = mark(docx, Revision { paragraphs, ..Revision::default() });
    assert_eq!(marked.accepted, ["The parties may agree.", "Untouched."]);
    assert_eq!(marked.rejected, ["The parties shall agree.", "Untouched."]);
    assert!(
        marked.xml.contains(
            "<w:p w:rsidR=\"00A1\"><w:pPr><w:keepNext/></w:pPr><w:r w:rsidR=\"1\"><w:rPr><w:i/></w:rPr>\
             <w:t xml:space=\"preserve\">The parties </w:t></w:r>\
             <w:del w:id=\"1\" w:author=\"Mediators\" w:date=\"2024-12-04T00:00:00Z\"><w:r w:rsidR=\"1\"><w:rPr><w:i/></w:rPr>\
             <w:delText xml:space=\"preserve\">shall</w:delText></w:r></w:del>\
             <w:ins w:id=\"2\" w:author=\"Mediators\" w:date=\"2024-12-04T00:00:00Z\"><w:r><w:rPr><w:i w:val=\"0\"/>"
        ),
        "{}",
        marked.xml
    );
    assert!(marked.xml.contains("<w:p><w:r><w:t>Untouched.</w:t></w:r></w:p>"));
}

#[test]
fn paragraphs_go_and_come_and_take_their_marks_with_them() {
    let insertion =
        |place, text: &str| Insertion { place, content: Inserted::Block(words(text)), like: None, stamp: 1 };
    let marked = mark(
        Docx::of_paragraphs(&["One", "Two", "Three"]),
        Revision {
            paragraphs: [(p(1), Treatment::Delete { stamp: 0 })].into(),
            insertions: vec![
                insertion(Place::Before(p(0)), "Zero"),
                insertion(Place::After(p(0)), "Half"),
                insertion(Place::After(p(2)), "Four"),
                insertion(Place::After(p(2)), "Five"),
            ],
            ..Revision::default()
        },
    );
    assert_eq!(marked.accepted, ["Zero", "One", "Half", "Three", "Four", "Five"]);
    assert!(marked.xml.contains("w:author=\"A &amp; &quot;B&quot;\"/>"), "{}", marked.xml);
}

#[test]
fn the_last_paragraph_of_a_text_and_of_a_cell_goes_and_nothing_is_left() {
    let cell = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let body = format!(
        "{cell}<w:p><w:r><w:t>c</w:t></w:r></w:p><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>d</w:t></w:r></w:p><w:sectPr/>"
    );
    let gone = Treatment::Delete { stamp: 0 };
    let marked = mark(
        Docx::new(&body),
        Revision { paragraphs: [(p(1), gone.clone()), (p(3), gone.clone())].into(), ..Revision::default() },
    );
    assert_eq!(marked.accepted, ["a", "c"]);
    let accepted = settle(&marked.package, Side::Accepted).unwrap();
    assert!(
        !accepted.main_xml().unwrap().contains("center"),
        "the joined paragraph looks as the one that stays"
    );
    let rejected = settle(&marked.package, Side::Rejected).unwrap();
    assert!(rejected.main_xml().unwrap().contains("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r>"));
    let marked = mark(
        Docx::new(&body),
        Revision {
            paragraphs: [(p(1), gone.clone()), (p(3), gone), (p(2), edit(vec![splice(0..1, "C")]))].into(),
            insertions: vec![Insertion {
                place: Place::After(p(3)),
                content: Inserted::Block(words("e")),
                like: Some(Like { paragraph: p(2), number: Number::Same }),
                stamp: 0,
            }],
            ..Revision::default()
        },
    );
    assert_eq!(marked.accepted, ["a", "C", "e"]);
}

#[test]
fn a_paragraph_that_moves_is_told_as_moved_and_changed_on_the_way() {
    let marked = mark(
        Docx::of_paragraphs(&["One", "Two and a half", "Three"]),
        Revision {
            paragraphs: [(p(1), Treatment::MoveAway { stamp: 0, splices: vec![splice(3..7, " plus")] })]
                .into(),
            insertions: vec![Insertion {
                place: Place::Before(p(0)),
                content: Inserted::Moved { from: p(1) },
                like: None,
                stamp: 0,
            }],
            ..Revision::default()
        },
    );
    assert_eq!(marked.accepted, ["Two plus a half", "One", "Three"]);
    for part in ["moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"] {
        assert_eq!(marked.xml.matches(part).count(), 1, "{part}");
    }
    assert_eq!(marked.xml.matches("w:name=\"move1\"").count(), 2);
}

#[test]
fn paragraphs_that_move_together_are_one_move() {
    let moved = |from: u32, place: Place| Insertion {
        place,
        content: Inserted::Moved { from: p(from) },
        like: None,
        stamp: 0,
    };
    let away = || Treatment::MoveAway { stamp: 0, splices: Vec::new() };
    let behind = Place::After(p(4));
    let marked = mark(
        Docx::of_paragraphs(&["One", "Two", "Two a", "Three", "Four"]),
        Revision {
            paragraphs: [(p(0), away()), (p(1), away()), (p(2), away())].into(),
            insertions: vec![moved(1, behind), moved(2, behind), moved(0, Place::After(p(3)))],
            with_last: [p(2)].into(),
            ..Revision::default()
        },
    );
    assert_eq!(marked.accepted, ["Three", "One", "Four", "Two", "Two a"]);
    for part in ["moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"] {
        assert_eq!(marked.xml.matches(part).count(), 2, "{part}");
    }
    for name in ["move1", "move2"] {
        assert_eq!(marked.xml.matches(&format!("w:name=\"{name}\"")).count(), 2, "{name}");
    }
}

#[test]
fn a_paragraph_is_parted_and_two_are_joined() {
    let marked = mark(
        Docx::of_paragraphs(&["One. Two.", "Three", "Four"]),
        Revision {
            paragraphs: [
                (
                    p(0),
                    Treatment::Edit(Edit {
                        splices: vec![splice(4..5, "")],
                        splits: vec![Split { at: 5, insert: vec![run("(b)\t")], like: None, stamp: 0 }],
                        ..Edit::default()
                    }),
                ),
                (
                    p(1),
                    Treatment::Edit(Edit {
                        splices: vec![splice(5..5, " and ")],
                        join_next: Some(0),
                        ..Edit::default()
                    }),
                ),
            ]
            .into(),
            ..Revision::default()
        },
    );
    assert_eq!(marked.accepted, ["One.", "(b)\tTwo.", "Three and Four"]);
}

#[test]
fn links_keep_their_frame_and_fields_go_as_a_whole() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">See </w:t></w:r><w:hyperlink r:id=\"rLink1\"><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t>here</w:t></w:r></w:hyperlink>\
        <w:r><w:t xml:space=\"preserve\"> on page </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>17</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:bookmarkStart w:id=\"5\" w:name=\"b\"/><w:r><w:t>.</w:t></w:r><w:bookmarkEnd w:id=\"5\"/></w:p>";
    let docx = Docx::new(body).link("https://example.org");
    let marked = mark(
        docx.clone(),
        Revision {
            paragraphs: [(p(0), edit(vec![splice(8..8, " (new)"), splice(17..19, "18")]))].into(),
            ..Revision::default()
        },
    );
    assert_eq!(marked.accepted, ["See here (new) on page 18."]);
    assert!(marked.xml.contains("</w:hyperlink><w:ins"), "new words are no part of the link: {}", marked.xml);
    assert!(marked.xml.contains("<w:delInstrText>PAGE</w:delInstrText>"), "{}", marked.xml);
    let accepted = settle(&marked.package, Side::Accepted).unwrap();
    assert!(!accepted.main_xml().unwrap().contains("fldChar"));
    let rejected = settle(&marked.package, Side::Rejected).unwrap();
    assert!(rejected.main_xml().unwrap().contains("<w:instrText>PAGE</w:instrText>"));
    let marked = mark(
        docx,
        Revision {
            paragraphs: [(p(0), edit(vec![splice(6..8, "re and there"), splice(17..18, "2")]))].into(),
            ..Revision::default()
        },
    );
    assert_eq!(marked.accepted, ["See here and there on page 27."]);
    assert!(marked.xml.contains("</w:ins></w:hyperlink>"), "the rest of the link stays: {}", marked.xml);
    assert!(!marked.xml.contains("delInstrText"), "{}", marked.xml);
}

#[test]
fn rows_and_tables_go_and_come() {
    let row = |text: &str| {
        format!(
            "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"100\" w:type=\"dxa\"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"
        )
    };
    let table = |rows: &[&str]| {
        let rows: String = rows.iter().map(|text| row(text)).collect();
        format!("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"100\"/></w:tblGrid>{rows}</w:tbl>")
    };
    let body = format!(
        "<w:p><w:r><w:t>A</w:t></w:r></w:p>{}<w:p><w:r><w:t>B</w:t></w:r></w:p>{}<w:p/>",
        table(&["1", "2"]),
        table(&["3"])
    );
    let cell = |text: &str| {
        let NewBlock::Paragraph(paragraph) = words(text) else { panic!("no paragraph") };
        NewCell { paragraphs: vec![paragraph], ..NewCell::default() }
    };
    let marked = mark(
        Docx::new(&body),
        Revision {
            rows: [(RowPlace { table: 0, row: 1 }, 0), (RowPlace { table: 1, row: 0 }, 0)].into(),
            new_rows: vec![NewRows {
                before: RowPlace { table: 0, row: 2 },
                rows: vec![vec![cell("2a")]],
                stamp: 0,
            }],
            insertions: vec![Insertion {
                place: Place::After(p(0)),
                content: Inserted::Block(NewBlock::Table(NewTable {
                    rows: vec![vec![cell("x"), cell("y")]],
                    ..NewTable::default()
                })),
                like: None,
                stamp: 0,
            }],
            ..Revision::default()
        },
    );
    // Between two tables a paragraph must stand.
    assert_eq!(marked.accepted, ["A", "x", "y", "1", "2a", "B", ""]);
    let accepted = settle(&marked.package, Side::Accepted).unwrap();
    assert_eq!(accepted.main_xml().unwrap().matches("<w:tbl>").count(), 2);
}

#[test]
fn notes_go_with_their_references_come_with_new_ones_and_move_as_copies() {
    let note = |id: i32, text: &str| {
        format!(
            "<w:footnote w:id=\"{id}\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>"
        )
    };
    let refer = |id: i32| {
        format!(
            "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"
        )
    };
    let body = format!(
        "<w:p><w:r><w:t>One</w:t></w:r>{}</w:p><w:p><w:r><w:t>Two</w:t></w:r>{}</w:p><w:p><w:r><w:t>Three</w:t></w:r>{}</w:p>",
        refer(1),
        refer(2),
        refer(3)
    );
    let docx =
        Docx::new(&body).footnotes(&format!("{}{}{}", note(1, "first"), note(2, "second"), note(3, "third")));
    let marked = mark(
        docx,
        Revision {
            paragraphs: [
                (p(0), edit(vec![splice(3..6, "")])),
                (p(1), Treatment::MoveAway { stamp: 0, splices: Vec::new() }),
                (
                    p(2),
                    edit(vec![Splice {
                        at: 5..5,
                        insert: vec![NewRun {
                            text: "!".into(),
                            note: Some(NoteReference::New(0)),
                            ..NewRun::default()
                        }],
                        stamp: 0,
                    }]),
                ),
                (p(4), edit(vec![splice(0..6, "2nd")])),
            ]
            .into(),
            insertions: vec![Insertion {
                place: Place::After(p(2)),
                content: Inserted::Moved { from: p(1) },
                like: None,
                stamp: 0,
            }],
            notes: vec![NewNote {
                paragraphs: vec![NewParagraph { runs: vec![run("brand new")], ..NewParagraph::default() }],
            }],
            ..Revision::default()
        },
    );
    assert_eq!(marked.accepted[..3], ["One", "Three!\u{fffc}\u{fffc}", "Two\u{fffc}"]);
    let mut notes = marked.accepted[3..].to_vec();
    notes.iter_mut().for_each(|note| *note = note.trim().to_owned());
    assert_eq!(notes, ["brand new", "third", "2nd"]);
    let accepted = settle(&marked.package, Side::Accepted).unwrap();
    let footnotes = accepted.xml("word/footnotes.xml").unwrap().unwrap();
    assert!(!footnotes.contains("first") && !footnotes.contains("second"), "{footnotes}");
    let rejected = settle(&marked.package, Side::Rejected).unwrap();
    assert!(!rejected.xml("word/footnotes.xml").unwrap().unwrap().contains("brand new"));
}

#[test]
fn the_first_note_and_the_first_comment_of_a_document_get_parts_of_their_own() {
    let insert = vec![NewRun {
        text: " two".into(),
        note: Some(NoteReference::New(0)),
        link: Some("https://example.org/".into()),
        ..NewRun::default()
    }];
    let marked = mark(
        Docx::of_paragraphs(&["One"]),
        Revision {
            paragraphs: [(p(0), edit(vec![Splice { at: 3..3, insert, stamp: 0 }]))].into(),
            notes: vec![NewNote {
                paragraphs: vec![NewParagraph { runs: vec![run("A note.")], ..NewParagraph::default() }],
            }],
            comments: vec![CommentOn {
                paragraph: p(0),
                words: Some(0..3),
                comment: NewComment { author: "X".into(), date: None, text: "Why?".into() },
            }],
            ..Revision::default()
        },
    );
    assert_eq!(marked.accepted[0], "One two\u{fffc}");
    assert_eq!(marked.accepted[1].trim(), "A note.");
    let opened = Opened::from_bytes(&marked.package.write().unwrap()).unwrap();
    let [comment] = opened.document.comments.as_slice() else { panic!("{:?}", opened.document.comments) };
    assert_eq!((comment.text.as_str(), comment.from.offset, comment.to.offset), ("Why?", 0, 3));
}

#[test]
fn a_document_without_changes_is_settled_into_itself() {
    let docx = Docx::of_paragraphs(&["One", "Two"]).bytes();
    let package = Package::open(&docx).unwrap();
    assert_eq!(settle(&package, Side::Accepted).unwrap(), package);
    assert_eq!(
        apply(&package, &Opened::from_bytes(&docx).unwrap().document, &Revision::default()).unwrap(),
        package
    );
}

#[test]
fn looks_are_settled_with_the_words() {
    let body = "<w:p><w:pPr><w:jc w:val=\"left\"/><w:rPr><w:b/></w:rPr><w:pPrChange w:id=\"1\" w:author=\"x\"><w:pPr><w:jc w:val=\"right\"/></w:pPr></w:pPrChange></w:pPr>\
        <w:r><w:rPr><w:b/><w:rPrChange w:id=\"2\" w:author=\"x\"><w:rPr/></w:rPrChange></w:rPr><w:t>One</w:t></w:r></w:p><w:p><w:r><w:t>Two</w:t></w:r></w:p>";
    let package = Package::open(&Docx::new(body).bytes()).unwrap();
    let accepted = settle(&package, Side::Accepted).unwrap();
    assert!(accepted.main_xml().unwrap().contains(
        "<w:p><w:pPr><w:jc w:val=\"left\"/><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>One"
    ));
    let rejected = settle(&package, Side::Rejected).unwrap();
    assert!(
        rejected
            .main_xml()
            .unwrap()
            .contains("<w:p><w:pPr><w:jc w:val=\"right\"/><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>One")
    );
}

#[test]
fn a_change_that_has_no_place_is_refused() {
    let opened = Opened::from_bytes(&Docx::of_paragraphs(&["Ü"]).bytes()).unwrap();
    let refused = |revision: Revision| apply(&opened.package, &opened.document, &revision).err().unwrap();
    let within =
        Revision { paragraphs: [(p(0), edit(vec![splice(1..2, "")]))].into(), ..Revision::default() };
    assert_eq!(refused(within), MarkupError::Offset { paragraph: p(0), offset: 1 });
    let joined = Revision {
        paragraphs: [(p(0), Treatment::Edit(Edit { join_next: Some(0), ..Edit::default() }))].into(),
        ..Revision::default()
    };
    assert_eq!(refused(joined), MarkupError::Join { paragraph: p(0) });
    let nowhere =
        Insertion { place: Place::After(p(7)), content: Inserted::Block(words("x")), like: None, stamp: 0 };
    let nowhere = Revision { insertions: vec![nowhere], ..Revision::default() };
    assert_eq!(refused(nowhere), MarkupError::Place { insertion: 0 });
}

#[test]
fn bold_and_italic_are_those_of_the_new_words() {
    let docx = Docx::new("<w:p><w:r><w:rPr><w:b/><w:sz w:val=\"30\"/></w:rPr><w:t>Bold</w:t></w:r></w:p>");
    let insert = vec![
        run(" plain"),
        NewRun { text: " bold".into(), look: Look { bold: true, ..Look::default() }, ..NewRun::default() },
    ];
    let marked = mark(
        docx,
        Revision {
            paragraphs: [(p(0), edit(vec![Splice { at: 4..4, insert, stamp: 0 }]))].into(),
            ..Revision::default()
        },
    );
    assert!(
        marked
            .xml
            .contains("<w:b w:val=\"0\"/><w:sz w:val=\"30\"/></w:rPr><w:t xml:space=\"preserve\"> plain"),
        "{}",
        marked.xml
    );
    assert!(
        marked.xml.contains("<w:b/><w:bCs/><w:sz w:val=\"30\"/></w:rPr><w:t xml:space=\"preserve\"> bold"),
        "{}",
        marked.xml
    );
}

#[test]
fn changes_that_are_pending_stay_those_of_their_authors() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">One </w:t></w:r><w:ins w:id=\"7\" w:author=\"Other\"><w:r><w:t>big red</w:t></w:r></w:ins>\
        <w:del w:id=\"8\" w:author=\"Other\"><w:r><w:delText>small</w:delText></w:r></w:del><w:r><w:t xml:space=\"preserve\"> house</w:t></w:r></w:p>";
    let opened = Opened::from_bytes(&Docx::new(body).bytes()).unwrap();
    assert_eq!(texts(&opened.document, Side::Accepted), ["One big red house"]);
    let revision = Revision {
        stamps: stamps(),
        paragraphs: [(p(0), edit(vec![splice(4..7, "great"), splice(12..17, "barn")]))].into(),
        ..Revision::default()
    };
    let marked = apply(&opened.package, &opened.document, &revision).unwrap();
    let marked = Opened::from_bytes(&marked.write().unwrap()).unwrap();
    let xml = marked.package.main_xml().unwrap();
    assert_eq!(texts(&marked.document, Side::Accepted), ["One great red barn"], "{xml}");
    assert_eq!(texts(&marked.document, Side::Rejected), ["One small house"], "{xml}");
    let authors: Vec<&str> =
        marked.document.hands().iter().filter_map(|hand| hand.author.clone()).map(|_| "x").collect();
    assert_eq!(authors.len(), 2, "{xml}");
    for (side, expected) in [(Side::Accepted, "One great red barn"), (Side::Rejected, "One small house")] {
        let settled = Document::read(&settle(&marked.package, side).unwrap()).unwrap();
        assert_eq!(texts(&settled, Side::Accepted), [expected]);
    }
}

#[test]
fn a_paragraph_loses_its_automatic_number_where_it_is_to_have_none() {
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/><w:pPr><w:ind w:left=\"720\" w:hanging=\"360\"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let item = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let docx = Docx::new(&format!("{}{}", item("a"), item("b"))).numbering(numbering);
    let treatment = Edit {
        splices: vec![splice(0..0, "7\t")],
        like: Some((Like { paragraph: p(0), number: Number::Without }, 0)),
        ..Edit::default()
    };
    let marked = mark(
        docx,
        Revision {
            paragraphs: [(p(0), Treatment::Edit(treatment))].into(),
            insertions: vec![Insertion {
                place: Place::After(p(0)),
                content: Inserted::Block(words("c")),
                like: Some(Like { paragraph: p(1), number: Number::Same }),
                stamp: 0,
            }],
            ..Revision::default()
        },
    );
    let labels = |side| {
        let settled = Document::read(&settle(&marked.package, side).unwrap()).unwrap();
        settled
            .paragraphs
            .into_iter()
            .map(|one| (one.label.map(|label| label.text), one.indent))
            .collect::<Vec<_>>()
    };
    let number = |label: &str| Some(label.to_owned());
    assert_eq!(labels(Side::Accepted), [(None, 720), (number("1."), 720), (number("2."), 720)]);
    assert_eq!(labels(Side::Rejected), [(number("1."), 720), (number("2."), 720)]);
}

#[test]
fn a_part_with_another_prefix_is_marked_up_all_the_same() {
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let part = format!(
        "<x:document xmlns:x=\"{word}\"><x:body><x:p><x:pPr><x:jc x:val=\"center\"/></x:pPr><x:r><x:rPr><x:b/></x:rPr><x:t>One two</x:t></x:r></x:p><x:p><x:r><x:t>Three</x:t></x:r></x:p></x:body></x:document>"
    );
    let docx = Docx::new("").part("word/document.xml", part);
    let marked = mark(
        docx,
        Revision {
            paragraphs: [(p(0), edit(vec![splice(4..7, "2")])), (p(1), Treatment::Delete { stamp: 0 })]
                .into(),
            ..Revision::default()
        },
    );
    assert_eq!(marked.accepted, ["One 2"]);
}

#[test]
fn words_that_stand_in_one_of_several_alternatives_are_counted() {
    let body = "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"unknown\"><w:t>no</w:t></mc:Choice><mc:Fallback><w:t>yes</w:t></mc:Fallback></mc:AlternateContent><w:t>, and more</w:t></w:r></w:p>";
    let body = body.replace("Requires=\"unknown\"", "xmlns:u=\"urn:u\" Requires=\"u\"");
    let marked = mark(
        Docx::new(&body),
        Revision { paragraphs: [(p(0), edit(vec![splice(5..8, "or")]))].into(), ..Revision::default() },
    );
    assert_eq!(marked.accepted, ["yes, or more"]);
}

#[test]
fn a_content_control_goes_with_all_that_is_in_it_and_those_around_it() {
    let p_of = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let control = |content: &str| format!("<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>");
    let two = p_of("b") + &p_of("c");
    let gone = |at: &[u32]| Revision {
        paragraphs: at.iter().map(|at| (p(*at), Treatment::Delete { stamp: 0 })).collect(),
        ..Revision::default()
    };
    for inner in [control(&two), control(&control(&two))] {
        let docx = || Docx::new(&format!("{}{inner}{}", p_of("a"), p_of("d")));
        let marked = mark(docx(), gone(&[1, 2]));
        assert_eq!(marked.accepted, ["a", "d"]);
        assert_eq!(marked.xml.matches("<w:customXmlDelRangeStart ").count(), 2, "{}", marked.xml);
        let accepted = settle(&marked.package, Side::Accepted).unwrap();
        assert!(!accepted.main_xml().unwrap().contains("w:sdt"), "{}", accepted.main_xml().unwrap());
        let rejected = settle(&marked.package, Side::Rejected).unwrap();
        assert!(rejected.main_xml().unwrap().contains(&inner));
        // One that stays keeps its control, and one that has nothing beside it keeps a paragraph.
        let marked = mark(docx(), gone(&[2]));
        assert_eq!(marked.accepted, ["a", "b", "d"]);
        assert!(!marked.xml.contains("customXmlDel"));
    }
    let marked = mark(Docx::new(&control(&two)), gone(&[0, 1]));
    assert_eq!(marked.accepted, [""]);
}
