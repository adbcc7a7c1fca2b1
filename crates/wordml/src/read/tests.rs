//! What is read of documents that are written here, part by part.

use crate::document::{ChangeKind, Content, Direction, Document, Paragraph, Side, Story};
use crate::read::Opened;
use crate::testing::Docx;

fn read(docx: Docx) -> Document {
    let bytes = docx.bytes();
    Opened::from_bytes(&bytes).expect("a document that can be read").document
}

fn body(xml: &str) -> Document {
    read(Docx::new(xml))
}

fn texts(document: &Document, side: Side) -> Vec<String> {
    document.paragraphs.iter().map(|paragraph| paragraph.text(side, &document.changes)).collect()
}

fn accepted(document: &Document) -> Vec<String> {
    texts(document, Side::Accepted)
}

fn told(document: &Document) -> Vec<&str> {
    document.left_out.iter().map(|left| left.what.as_str()).collect()
}

fn only(document: &Document) -> &Paragraph {
    assert_eq!(document.paragraphs.len(), 1, "{document:#?}");
    &document.paragraphs[0]
}

#[test]
fn words_tabs_and_breaks_stand_in_their_order() {
    let document = body(
        "<w:p><w:r><w:t>one</w:t><w:tab/><w:t xml:space=\"preserve\"> two</w:t></w:r>\
         <w:r><w:br/><w:t>three</w:t><w:cr/><w:noBreakHyphen/><w:softHyphen/><w:br w:type=\"page\"/><w:t> four\n</w:t></w:r></w:p>",
    );
    assert_eq!(accepted(&document), ["one\t two\nthree\n\u{2011}four"]);
}

#[test]
fn every_paragraph_and_piece_knows_its_bytes() {
    let docx = Docx::new(
        "<w:p w:rsidR=\"1\"><w:pPr/><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t><w:tab/></w:r></w:p><w:p/>\
         <w:tbl><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    );
    let Opened { package, document } = Opened::from_bytes(&docx.bytes()).expect("a document");
    let xml = package.main_xml().expect("its text");
    let at = |range: &std::ops::Range<usize>| &xml[range.clone()];
    assert_eq!(document.paragraphs.len(), 3);
    assert!(at(&document.paragraphs[0].source).starts_with("<w:p w:rsidR"));
    assert!(at(&document.paragraphs[0].source).ends_with("</w:p>"));
    assert_eq!(at(&document.paragraphs[1].source), "<w:p/>");
    let piece = &document.paragraphs[0].pieces[0];
    assert_eq!(at(&piece.run), "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t><w:tab/></w:r>");
    assert_eq!(at(&piece.element), "<w:t>a</w:t>");
    assert!(piece.format.bold);
    assert_eq!(at(&document.paragraphs[0].pieces[1].element), "<w:tab/>");
    assert!(at(&document.tables[0].source).starts_with("<w:tbl>"));
    assert!(at(&document.tables[0].rows[0].source).ends_with("</w:tr>"));
    assert_eq!(document.paragraphs[2].cell.map(|cell| (cell.table, cell.row, cell.column)), Some((0, 0, 0)));
}

#[test]
fn tracked_changes_keep_their_authors_and_their_nesting() {
    let document = body(
        "<w:p><w:r><w:t xml:space=\"preserve\">a </w:t></w:r>\
         <w:ins w:id=\"1\" w:author=\"A\" w:date=\"2024-08-16T10:00:00Z\"><w:r><w:t xml:space=\"preserve\">b </w:t></w:r>\
         <w:del w:id=\"2\" w:author=\"B\"><w:r><w:delText xml:space=\"preserve\">c </w:delText></w:r></w:del></w:ins>\
         <w:del w:id=\"3\" w:author=\"B\"><w:r><w:delText>d</w:delText></w:r></w:del></w:p>",
    );
    assert_eq!(texts(&document, Side::Accepted), ["a b "]);
    assert_eq!(texts(&document, Side::Rejected), ["a d"]);
    let paragraph = only(&document);
    let nested = &paragraph.pieces[2].changes;
    assert_eq!(nested.len(), 2);
    let of = |index: usize| &document.changes[nested[index].0 as usize];
    assert_eq!((of(0).kind, of(0).author.as_deref()), (ChangeKind::Insertion, Some("A")));
    assert_eq!(
        (of(1).kind, of(1).author.as_deref(), of(1).date.as_deref()),
        (ChangeKind::Deletion, Some("B"), None)
    );
    assert_eq!(of(0).date.as_deref(), Some("2024-08-16T10:00:00Z"));
}

#[test]
fn headings_are_known_by_outline_or_by_the_english_name_of_their_style() {
    let document = read(
        Docx::new(
            "<w:p><w:pPr><w:pStyle w:val=\"berschrift1\"/></w:pPr></w:p>\
             <w:p><w:pPr><w:pStyle w:val=\"Derived\"/></w:pPr></w:p>\
             <w:p><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:p>\
             <w:p><w:pPr><w:pStyle w:val=\"berschrift1\"/><w:outlineLvl w:val=\"9\"/></w:pPr></w:p><w:p/>\
             <w:p><w:pPr><w:pStyle w:val=\"Round\"/></w:pPr></w:p>",
        )
        .styles(
            "<w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
             <w:style w:type=\"paragraph\" w:styleId=\"Derived\"><w:name w:val=\"Chapter\"/><w:basedOn w:val=\"Mid\"/></w:style>\
             <w:style w:type=\"paragraph\" w:styleId=\"Mid\"><w:name w:val=\"Mid\"/><w:pPr><w:outlineLvl w:val=\"4\"/></w:pPr></w:style>\
             <w:style w:type=\"paragraph\" w:styleId=\"Round\"><w:name w:val=\"x\"/><w:basedOn w:val=\"Round\"/></w:style>",
        ),
    );
    let levels: Vec<Option<u8>> = document.paragraphs.iter().map(|paragraph| paragraph.heading).collect();
    assert_eq!(levels, [Some(1), Some(5), Some(3), None, None, None]);
}

#[test]
fn notes_come_behind_the_body_in_the_order_of_their_references() {
    let document = read(
        Docx::new(
            "<w:p><w:r><w:t>x</w:t></w:r><w:r><w:footnoteReference w:id=\"3\"/></w:r>\
             <w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
        )
        .footnotes(
            "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
             <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>two</w:t></w:r></w:p></w:footnote>\
             <w:footnote w:id=\"3\"><w:p><w:ins w:author=\"A\"><w:r><w:t>three</w:t></w:r></w:ins></w:p></w:footnote>\
             <w:footnote w:id=\"4\"><w:p><w:r><w:t>never asked for</w:t></w:r></w:p></w:footnote>",
        ),
    );
    assert_eq!(accepted(&document), ["x\u{fffc}\u{fffc}", "three", "two"]);
    assert_eq!(texts(&document, Side::Rejected), ["x\u{fffc}\u{fffc}", "", "two"]);
    assert_eq!(document.paragraphs[0].pieces[1].content, Content::Note(Story::Footnote(3)));
    assert_eq!(document.paragraphs[1].story, Story::Footnote(3));
    assert_eq!(told(&document), ["a footnote of 3 words that nothing refers to"]);
}

#[test]
fn right_to_left_is_said_of_paragraphs_and_of_words() {
    let document = body(
        "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:bCs/><w:rtl/></w:rPr><w:t>شرم</w:t></w:r><w:r><w:t>12</w:t></w:r></w:p>",
    );
    let paragraph = only(&document);
    assert_eq!(paragraph.direction, Direction::Rtl);
    assert_eq!(
        (paragraph.pieces[0].format.direction, paragraph.pieces[0].format.bold),
        (Direction::Rtl, true)
    );
    assert_eq!(paragraph.pieces[1].format.direction, Direction::Ltr);
}

/// Two levels, "1." and "(a)", the first of which the style `Clause` stands for; list 5.
const LISTS: &str = "<w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>\
     <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"Clause\"/><w:lvlText w:val=\"%1.\"/>\
     <w:pPr><w:ind w:left=\"720\" w:hanging=\"360\"/></w:pPr></w:lvl>\
     <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"(%2)\"/></w:lvl></w:abstractNum>\
     <w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num>";

fn listed(level: u8, more: &str, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"5\"/></w:numPr>{more}</w:pPr>{words}</w:p>"
    )
}

fn labels(document: &Document) -> Vec<Option<&str>> {
    document
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.label.as_ref().map(|label| label.text.as_str()))
        .collect()
}

#[test]
fn numbers_count_what_is_there_when_all_changes_are_accepted() {
    let gone = "<w:rPr><w:del w:author=\"A\"/></w:rPr>";
    let come = "<w:rPr><w:ins w:author=\"A\"/></w:rPr>";
    let deleted = "<w:del w:author=\"A\"><w:r><w:delText>x</w:delText></w:r></w:del>";
    let document = read(
        Docx::new(
            &[
                listed(0, "", ""),
                listed(1, gone, deleted),
                listed(1, "", ""),
                listed(1, come, ""),
                listed(0, "", ""),
            ]
            .concat(),
        )
        .numbering(LISTS),
    );
    // The second is gone, and has the label that it had.
    assert_eq!(labels(&document), [Some("1."), Some("(a)"), Some("(a)"), Some("(b)"), Some("2.")]);
}

#[test]
fn a_style_gives_its_number_and_its_indent_unless_the_paragraph_says_otherwise() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Clause\"><w:name w:val=\"Clause\"/><w:pPr><w:numPr><w:numId w:val=\"5\"/></w:numPr></w:pPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Wide\"><w:name w:val=\"Wide\"/><w:basedOn w:val=\"Clause\"/><w:pPr><w:ind w:start=\"1in\"/></w:pPr></w:style>";
    let document = read(
        Docx::new(
            "<w:p><w:pPr><w:pStyle w:val=\"Clause\"/></w:pPr></w:p><w:p><w:pPr><w:pStyle w:val=\"Wide\"/></w:pPr></w:p>\
             <w:p><w:pPr><w:pStyle w:val=\"Wide\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr></w:p>\
             <w:p><w:pPr><w:pStyle w:val=\"Wide\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr></w:p>\
             <w:p><w:pPr><w:pStyle w:val=\"Clause\"/><w:ind w:firstLine=\"100\"/></w:pPr></w:p>",
        )
        .styles(styles)
        .numbering(LISTS),
    );
    assert_eq!(labels(&document), [Some("1."), Some("2."), None, Some("3."), Some("4.")]);
    let indents: Vec<(u32, u32)> =
        document.paragraphs.iter().map(|paragraph| (paragraph.indent, paragraph.first_line)).collect();
    assert_eq!(indents, [(720, 360), (1440, 1080), (1440, 1440), (720, 360), (720, 820)]);
}
