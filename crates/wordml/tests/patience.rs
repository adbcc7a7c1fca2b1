//! Documents that are made to take time or memory: refused, or read in time that grows with their size alone. A test of these
//! that did not hold would not end.

use onetext_wordml::document::Side;
use onetext_wordml::testing::Docx;
use onetext_wordml::{Opened, Refused};

const MANY: usize = 100_000;

fn read(docx: Docx) -> Result<Opened, Refused> {
    Opened::from_bytes(&docx.bytes())
}

fn body(xml: &str) -> Result<Opened, Refused> {
    read(Docx::new(xml))
}

#[test]
fn changes_within_changes_without_end_are_refused() {
    let deep = |depth: usize| {
        format!(
            "<w:p>{}<w:r><w:t>x</w:t></w:r>{}</w:p>",
            "<w:ins w:author=\"A\">".repeat(depth),
            "</w:ins>".repeat(depth)
        )
    };
    assert_eq!(body(&deep(16)).expect("as many as are read").document.changes.len(), 16);
    let refused = body(&deep(17)).expect_err("one more").to_string();
    assert!(refused.contains("more than 16 tracked changes stand within each other"), "{refused}");
}

#[test]
fn a_part_that_holds_more_than_any_document_is_refused() {
    let tabs = format!("<w:p><w:r>{}</w:r></w:p>", "<w:tab/>".repeat(1_000_001));
    assert!(matches!(body(&tabs), Err(Refused::TooLarge { .. })));
}

#[test]
fn fields_that_begin_and_never_end_take_no_more_time_than_others() {
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:t>x</w:t></w:r>";
    let opened = body(&format!("<w:p>{}</w:p>", begin.repeat(MANY))).expect("a document");
    assert_eq!(opened.document.paragraphs[0].text(Side::Accepted, &[]).len(), MANY);
}

#[test]
fn moves_and_comments_that_never_end_take_no_more_time_than_others() {
    let mut xml = String::from("<w:p>");
    for at in 0..MANY {
        xml.push_str(&format!(
            "<w:moveFromRangeStart w:id=\"{at}\" w:name=\"n\"/><w:moveToRangeEnd w:id=\"-{at}\"/><w:commentRangeStart w:id=\"{at}\"/>"
        ));
    }
    xml.push_str("</w:p>");
    for at in 0..MANY {
        xml.push_str(&format!("<w:commentRangeEnd w:id=\"{at}\"/>"));
    }
    assert_eq!(body(&xml).expect("a document").document.paragraphs.len(), 1);
}

#[test]
fn styles_in_a_circle_or_in_a_long_row_are_followed_only_so_far() {
    let mut styles = String::new();
    for at in 0..10_000 {
        styles.push_str(&format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"s{at}\"><w:name w:val=\"n\"/><w:basedOn w:val=\"s{}\"/></w:style>",
            (at + 1) % 10_000
        ));
    }
    let paragraphs: String =
        (0..10_000).map(|at| format!("<w:p><w:pPr><w:pStyle w:val=\"s{at}\"/></w:pPr></w:p>")).collect();
    let opened = read(Docx::new(&paragraphs).styles(&styles)).expect("a document");
    assert_eq!(opened.document.paragraphs.len(), 10_000);
    styles.push_str("<w:style w:type=\"paragraph\" w:styleId=\"one\"/>");
    assert!(matches!(read(Docx::new("").styles(&styles)), Err(Refused::TooLarge { .. })));
}

#[test]
fn many_hands_are_told_apart_in_time() {
    let mut xml = String::from("<w:p>");
    for at in 0..MANY {
        xml.push_str(&format!("<w:ins w:author=\"A{at}\"><w:r><w:t>x</w:t></w:r></w:ins>"));
    }
    xml.push_str("</w:p>");
    assert_eq!(body(&xml).expect("a document").document.hands().len(), MANY);
}

#[test]
fn a_number_longer_than_any_label_is_not_written_before_each_paragraph_and_that_is_told() {
    let text = format!("{}{}", "%1".repeat(100), "x".repeat(1_000_000));
    for (text, start, format, shown) in [
        (text.as_str(), 1, "decimal", 0),
        ("%1%1%1%1%1%1%1%1", 20_000, "chicago", 0),
        ("%1%1%1%1%1%1%1%1", 20_000, "hebrew2", 0),
        ("%1%1%1%1%1%1%1%1", 20_000, "decimal", 10_000),
        (&"x".repeat(255), 1, "decimal", 10_000),
        (&"x".repeat(256), 1, "decimal", 0),
    ] {
        let numbering = format!(
            "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/>\
             <w:lvlText w:val=\"{text}\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>"
        );
        let paragraph =
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>";
        let document =
            read(Docx::new(&paragraph.repeat(10_000)).numbering(&numbering)).expect("a document").document;
        let labels = document.paragraphs.iter().filter(|paragraph| paragraph.label.is_some()).count();
        let told: Vec<&str> = document.left_out.iter().map(|left| left.what.as_str()).collect();
        let all = "10000 automatic numbers of more than 255 characters";
        assert_eq!((labels, told), (shown, if shown == 0 { vec![all] } else { vec![] }));
    }
}
