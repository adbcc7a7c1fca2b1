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
    assert_eq!(told(&document), ["a footnote that nothing refers to, with 3 words: “never asked for”"]);
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
fn numbers_headings_and_indents_before_tracked_changes_are_known_beside_those_behind_them() {
    let new = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr><w:rPr><w:ins w:id=\"1\"/></w:rPr></w:pPr>\
         <w:ins w:id=\"2\"><w:r><w:t>new</w:t></w:r></w:ins></w:p>";
    let was = |before: &str| format!("<w:pPrChange w:id=\"3\"><w:pPr>{before}</w:pPr></w:pPrChange>");
    let twice = was(&format!("<w:outlineLvl w:val=\"1\"/>{}", was("<w:outlineLvl w:val=\"4\"/>")));
    let item = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr><w:ind w:left=\"300\"/>";
    let plain = format!("<w:p><w:pPr>{}</w:pPr><w:r><w:t>was an item</w:t></w:r></w:p>", was(item));
    let document = read(
        Docx::new(
            &[new, &listed(0, "", &run("one")), &plain, &listed(0, &twice, &run("was a heading"))].concat(),
        )
        .numbering(LISTS),
    );
    let on = |side| -> Vec<_> {
        let look = |paragraph: &Paragraph| {
            let label = paragraph.label_on(side).map(|label| label.text.clone());
            (label, paragraph.heading_on(side), paragraph.first_line_on(side))
        };
        document
            .joined(side)
            .iter()
            .map(|joined| look(&document.paragraphs[joined.looks.0 as usize]))
            .collect()
    };
    let label = |text: &str| Some(text.to_owned());
    let accepted = on(Side::Accepted);
    assert_eq!(accepted[0].0, label("1."), "{accepted:?}");
    assert_eq!(accepted[1].0, label("2."));
    assert_eq!(accepted[2], (None, None, 0));
    assert_eq!((accepted[3].0.clone(), accepted[3].1), (label("3."), None));
    let rejected = on(Side::Rejected);
    let item = |number: &str| (label(number), None, 0);
    assert_eq!(rejected, [(label("1."), None, 360), item("2."), (None, Some(2), 0)]);
    assert_eq!(told(&document), ["2 changes of formatting"]);
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

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

fn sign(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>")
}

fn field(code: &str, result: &str) -> String {
    format!(
        "{}<w:r><w:instrText xml:space=\"preserve\">{code}</w:instrText></w:r>{}{result}{}",
        sign("begin"),
        sign("separate"),
        sign("end")
    )
}

#[test]
fn links_fields_and_structured_parts_give_their_words_alone() {
    let inner = field(" PAGE ", &run("7"));
    let document = read(
        Docx::new(&format!(
            "<w:p>{}<w:hyperlink r:id=\"rLink1\" w:anchor=\"top\">{}</w:hyperlink>{}{}</w:p>\
             <w:p><w:fldSimple w:instr=\" REF x \">{}</w:fldSimple><w:smartTag w:element=\"place\"><w:smartTagPr/>{}</w:smartTag>\
             <w:sdt><w:sdtPr><w:alias w:val=\"not shown\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>\
             <w:sdt><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt>\
             <w:customXml w:element=\"x\"><w:customXmlPr><w:attr w:name=\"n\" w:val=\"v\"/></w:customXmlPr><w:p>{}</w:p></w:customXml>",
            run("see "),
            run("there"),
            field(&format!(" IF {} = \"7\" ", "x"), &run(" or here")),
            field(" HYPERLINK \"https://example.org\" ", &format!("{}{inner}", run(", p. "))),
            run("2.1"),
            run(" Doha"),
            run(" today"),
            run("block"),
            run("custom"),
        ))
        .link("https://example.org/x"),
    );
    assert_eq!(accepted(&document), ["see there or here, p. 7", "2.1 Doha today", "block", "custom"]);
    let links: Vec<Option<&str>> =
        document.paragraphs[0].pieces.iter().map(|piece| piece.link.as_deref()).collect();
    let address = Some("https://example.org");
    assert_eq!(links, [None, Some("https://example.org/x#top"), None, address, address]);
}

#[test]
fn fields_within_instructions_and_fields_across_paragraphs_are_followed() {
    let document = body(&format!(
        "<w:p>{}<w:r><w:instrText>IF </w:instrText></w:r>{}<w:r><w:instrText> = 1</w:instrText></w:r>{}{}</w:p><w:p>{}{}</w:p>",
        sign("begin"),
        field("PAGE", &run("9")),
        sign("separate"),
        run("one"),
        run("two"),
        sign("end"),
    ));
    assert_eq!(accepted(&document), ["one", "two"]);
}

#[test]
fn a_field_that_never_ends_takes_no_words_with_it() {
    let document = body(&format!(
        "<w:p>{}{}<w:r><w:instrText>PAGE</w:instrText></w:r>{}</w:p><w:p>{}{}</w:p>",
        field("REF a", &run("kept")),
        sign("begin"),
        run(" also"),
        run("and this"),
        field("REF b", &run(" too")),
    ));
    assert_eq!(accepted(&document), ["kept also", "and this too"]);
}

#[test]
fn tables_of_contents_are_left_out_and_told_once() {
    let entry = |words: &str| format!("<w:p>{}{}</w:p>", run(words), field("PAGEREF _Toc1", &run("3")));
    let by_field = format!(
        "<w:p>{}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{}{}</w:p>{}<w:p>{}</w:p>",
        sign("begin"),
        sign("separate"),
        run("Article 1"),
        entry("Article 2"),
        sign("end"),
    );
    let document = body(&format!(
        "<w:p>{}</w:p>{by_field}<w:p>{}</w:p>\
         <w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>\
         <w:p>{}</w:p>{by_field}</w:sdtContent></w:sdt><w:p>{}</w:p>",
        run("before"),
        run("between"),
        run("Contents"),
        run("after"),
    ));
    assert_eq!(accepted(&document), ["before", "between", "after"]);
    assert_eq!(told(&document), ["a table of contents", "a table of contents"]);
}

#[test]
fn of_alternatives_one_is_read_and_text_boxes_and_pictures_are_told() {
    let shape = "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><wps:wsp><wps:txbx><w:txbxContent>\
         <w:p><w:r><w:t>in the</w:t></w:r></w:p><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></wp:inline></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>in the box again</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>\
         </mc:AlternateContent>";
    let document = body(&format!(
        "<w:p><w:r>{shape}<w:t>beside</w:t></w:r><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>\
         <w:p><mc:AlternateContent><mc:Choice xmlns:z=\"urn:unknown\" Requires=\"z\">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:p>",
        run("new"),
        run("old"),
    ));
    assert_eq!(accepted(&document), ["beside", "old"]);
    assert_eq!(told(&document), ["a text box with 3 words: “in the box”", "a picture"]);
}

#[test]
fn formulas_and_words_above_words_are_read_as_words() {
    let document = body(
        "<w:p><m:oMathPara xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><m:oMath>\
         <m:f><m:fPr><m:type m:val=\"bar\"/></m:fPr><m:num><m:r><m:rPr/><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>\
         </m:oMath></m:oMathPara></w:p>\
         <w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>above</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
    );
    assert_eq!(accepted(&document), ["ab", "base"]);
}

#[test]
fn prefixes_and_the_strict_form_of_the_format_make_no_difference() {
    let document = read(Docx::new("").part(
        "word/document.xml",
        "<document xmlns=\"http://purl.oclc.org/ooxml/wordprocessingml/main\" xmlns:q=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">\
         <body><p><q:pPr><outlineLvl q:val=\"0\"/></q:pPr><r><t>strict</t></r></p></body></document>",
    ));
    assert_eq!(accepted(&document), ["strict"]);
    assert_eq!(document.paragraphs[0].heading, Some(1));
}

#[test]
fn moves_carry_the_name_of_their_range_and_of_their_marks() {
    let mark = |kind: &str| format!("<w:pPr><w:rPr><w:{kind} w:author=\"A\"/></w:rPr></w:pPr>");
    let document = body(&format!(
        "<w:p>{}<w:moveFromRangeStart w:id=\"1\" w:name=\"move7\"/><w:moveFrom w:author=\"A\">{}</w:moveFrom></w:p>\
         <w:moveFromRangeEnd w:id=\"1\"/><w:p>{}</w:p>\
         <w:moveToRangeStart w:id=\"2\" w:name=\"move7\"/><w:p>{}<w:moveTo w:author=\"A\">{}</w:moveTo></w:p><w:moveToRangeEnd w:id=\"2\"/>\
         <w:p><w:moveTo w:author=\"A\">{}</w:moveTo></w:p>",
        mark("moveFrom"),
        run("moved"),
        run("stays"),
        mark("moveTo"),
        run("moved"),
        run("without a range"),
    ));
    assert_eq!(texts(&document, Side::Accepted), ["", "stays", "moved", "without a range"]);
    assert_eq!(texts(&document, Side::Rejected), ["moved", "stays", "", ""]);
    let names: Vec<(ChangeKind, Option<&str>)> =
        document.changes.iter().map(|change| (change.kind, change.name.as_deref())).collect();
    let (from, to) = (ChangeKind::MoveFrom, ChangeKind::MoveTo);
    assert_eq!(
        names,
        [(from, Some("move7")), (from, Some("move7")), (to, Some("move7")), (to, Some("move7")), (to, None)]
    );
    let joined =
        |side| document.joined(side).iter().map(|it| document.joined_text(it, side)).collect::<Vec<_>>();
    assert_eq!(joined(Side::Accepted), ["stays", "moved", "without a range"]);
    assert_eq!(joined(Side::Rejected), ["moved", "stays", ""]);
}

#[test]
fn paragraphs_whose_marks_changed_are_parted_and_joined() {
    let with_mark = |kind: &str, words: &str| {
        format!("<w:p><w:pPr><w:rPr><w:{kind} w:author=\"A\"/></w:rPr></w:pPr>{}</w:p>", run(words))
    };
    let document = body(&format!(
        "{}<w:p>{}</w:p>{}<w:p>{}</w:p>\
         <w:tbl><w:tr><w:tc>{}</w:tc><w:tc><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p></w:tc></w:tr></w:tbl>",
        with_mark("del", "one "),
        run("two"),
        with_mark("ins", "three "),
        run("four"),
        with_mark("del", "last of its cell"),
    ));
    let joined =
        |side| document.joined(side).iter().map(|it| document.joined_text(it, side)).collect::<Vec<_>>();
    assert_eq!(joined(Side::Accepted), ["one two", "three ", "four", "last of its cell", ""]);
    assert_eq!(joined(Side::Rejected), ["one ", "two", "three four", "last of its cell", ""]);
}

#[test]
fn tables_keep_rows_cells_headers_and_changes_of_rows() {
    let cell = |inside: &str| format!("<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{inside}</w:tc>");
    let p = |words: &str| format!("<w:p>{}</w:p>", run(words));
    let nested = format!("<w:tbl><w:tblPr/><w:tr>{}</w:tr></w:tbl>", cell(&p("inner")));
    let document = body(&format!(
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr>\
         <w:sdt><w:sdtContent><w:tr><w:trPr><w:del w:author=\"A\"/></w:trPr>{}</w:tr></w:sdtContent></w:sdt>\
         <w:tr><w:tc><w:tcPr><w:vMerge/><w:cellIns w:author=\"A\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>{}",
        cell(&p("a")),
        cell(&format!("{nested}{}", p("b"))),
        cell(&p("gone")),
        p("after"),
    ));
    let places: Vec<Option<(u32, u32, u32)>> = document
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.cell.map(|cell| (cell.table, cell.row, cell.column)))
        .collect();
    let at = |row, column| Some((0, row, column));
    assert_eq!(places, [at(0, 0), at(0, 1), at(0, 1), at(1, 0), at(2, 0), None]);
    assert_eq!(texts(&document, Side::Accepted), ["a", "inner", "b", "", "", "after"]);
    assert_eq!(texts(&document, Side::Rejected), ["a", "inner", "b", "gone", "", "after"]);
    let rows = &document.tables[0].rows;
    assert_eq!(
        rows.iter().map(|row| (row.cells, row.header)).collect::<Vec<_>>(),
        [(2, true), (1, false), (1, false)]
    );
    assert_eq!(rows[1].changes, document.paragraphs[3].pieces[0].changes);
    assert_eq!(document.joined(Side::Accepted).len(), 5);
    assert_eq!(told(&document), ["1 change of a single cell"]);
}

#[test]
fn comments_stand_where_their_marks_are_and_know_what_they_answer() {
    let comment = |id: i32, para: &str, words: &str| {
        format!(
            "<w:comment w:id=\"{id}\" w:author=\"Q\" w:date=\"2024-08-16T10:00:00Z\"><w:p>{}</w:p><w:p w14:paraId=\"{para}\">\
             <w:r><w:annotationRef/></w:r>{}</w:p></w:comment>",
            run("first line"),
            run(words)
        )
    };
    let document = read(
        Docx::new(&format!(
            "<w:p>{}<w:commentRangeStart w:id=\"1\"/><w:del w:author=\"A\"><w:r><w:delText>gone</w:delText></w:r></w:del>{}</w:p>\
             <w:p>{}<w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>{}</w:p>\
             <w:commentRangeStart w:id=\"2\"/><w:p>{}</w:p><w:commentRangeEnd w:id=\"2\"/><w:p><w:r><w:commentReference w:id=\"2\"/></w:r></w:p>\
             <w:p>{}<w:r><w:commentReference w:id=\"3\"/></w:r></w:p>",
            run("ab "),
            run("cd"),
            run("ef"),
            run("gh"),
            run("whole"),
            run("point"),
        ))
        .comments(&[comment(1, "0A", "one"), comment(2, "0B", "two"), comment(3, "0C", "three"), comment(4, "0D", "four")].concat())
        .part(
            "word/commentsExtended.xml",
            format!(
                "<w15:commentsEx {}><w15:commentEx w15:paraId=\"0A\" w15:done=\"1\"/>\
                 <w15:commentEx w15:paraId=\"0B\" w15:paraIdParent=\"0A\" w15:done=\"0\"/></w15:commentsEx>",
                crate::testing::NAMESPACES
            ),
        ),
    );
    let found: Vec<_> = document
        .comments
        .iter()
        .map(|comment| {
            let at = |anchor: crate::document::Anchor| (anchor.paragraph.0, anchor.offset);
            (comment.id, at(comment.from), at(comment.to), comment.answers, comment.done)
        })
        .collect();
    assert_eq!(
        found,
        [
            (1, (0, 3), (1, 2), None, true),
            (2, (2, 0), (2, 5), Some(1), false),
            (3, (4, 5), (4, 5), None, false)
        ]
    );
    assert_eq!(document.comments[0].text, "first line\none");
    assert_eq!(document.comments[0].author.as_deref(), Some("Q"));
    assert_eq!(told(&document), ["a comment of 3 words that belongs to no place"]);
}

#[test]
fn looks_follow_styles_and_switches() {
    let styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:i/></w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:styleId=\"Bold\"><w:name w:val=\"Bold\"/><w:pPr><w:bidi/><w:shd w:val=\"clear\" w:fill=\"C0FFEE\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:rPr><w:b/><w:highlight w:val=\"yellow\"/></w:rPr></w:style>";
    let words = |properties: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>x</w:t></w:r>");
    let document = read(
        Docx::new(&format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Bold\"/></w:pPr>{}{}{}{}{}{}</w:p>",
            words(""),
            words("<w:rStyle w:val=\"Strong\"/>"),
            words("<w:rStyle w:val=\"Strong\"/><w:b/><w:highlight w:val=\"none\"/>"),
            words("<w:i w:val=\"0\"/><w:highlight w:val=\"green\"/><w:u w:val=\"single\"/>"),
            words("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFFFFF\"/><w:strike/><w:vertAlign w:val=\"superscript\"/>"),
            words("<w:vanish/><w:shd w:val=\"pct50\" w:color=\"000000\" w:fill=\"FFFFFF\"/>"),
        ))
        .styles(styles),
    );
    let formats: Vec<_> = document.paragraphs[0].pieces.iter().map(|piece| piece.format).collect();
    assert_eq!(
        formats.iter().map(|format| format.bold).collect::<Vec<_>>(),
        [true, false, true, true, true, true]
    );
    assert_eq!(
        formats.iter().map(|format| format.italic).collect::<Vec<_>>(),
        [true, true, true, false, true, true]
    );
    let marked: Vec<Option<[u8; 3]>> = formats
        .iter()
        .map(|format| format.marked.map(|colour| [colour.red, colour.green, colour.blue]))
        .collect();
    let ground = Some([0xc0, 0xff, 0xee]);
    assert_eq!(marked, [ground, Some([255, 255, 0]), ground, Some([0, 255, 0]), None, Some([127, 127, 127])]);
    assert!(formats[3].underline && formats[4].strike && formats[4].superscript && formats[5].hidden);
    assert_eq!(document.paragraphs[0].direction, Direction::Rtl);
    assert_eq!(accepted(&document), ["xxxxx"]);
    assert_eq!(told(&document), ["1 hidden word: “x”"]);
}

#[test]
fn symbols_of_symbol_fonts_are_their_characters() {
    let document = body(
        "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:rPr/></w:r>\
         <w:r><w:rPr><w:rFonts w:ascii=\"Symbol\" w:hAnsi=\"Symbol\"/></w:rPr><w:t>\u{f0b3} 3</w:t></w:r></w:p>",
    );
    assert_eq!(accepted(&document), ["☑≥ 3"]);
}

#[test]
fn what_is_left_out_is_told() {
    let document = read(
        Docx::new(
            "<w:p><w:r><w:rPr><w:b/><w:rPrChange w:author=\"A\"><w:rPr/></w:rPrChange></w:rPr><w:t>x</w:t></w:r>\
             <w:r><w:footnoteReference w:id=\"9\"/></w:r>\
             <w:p><w:r><w:t>within it</w:t></w:r></w:p></w:p><w:altChunk r:id=\"r1\"/>\
             <w:p><w:pPr><w:pPrChange w:author=\"A\"><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:pPrChange></w:pPr></w:p>",
        )
        .word("header1", "hdr", "<w:p><w:r><w:t>Draft of 5 May</w:t></w:r></w:p>"),
    );
    assert_eq!(accepted(&document), ["x\u{fffc}", ""]);
    assert_eq!(document.paragraphs[1].heading, None);
    assert_eq!(
        told(&document),
        [
            "in a place where text cannot stand, 2 words: “within it”",
            "a part in another format",
            "a reference to a note that does not exist",
            "a header (header1.xml) with 4 words: “Draft of 5 May”",
            "2 changes of formatting"
        ]
    );
}

#[test]
fn what_is_left_out_is_quoted_up_to_a_length() {
    let hidden = |words: &str| format!("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{words}</w:t></w:r></w:p>");
    let long = "The gate is not to be opened before the council has heard of all that was said.";
    let document = body(&[hidden(long), hidden(&"x".repeat(200))].concat());
    let cut = "x".repeat(60);
    assert_eq!(
        told(&document),
        [
            "17 hidden words: “The gate is not to be opened before the council has heard of …”".to_owned(),
            format!("1 hidden word: “{cut} …”")
        ]
    );
    let near: Vec<u32> = document.left_out.iter().map(|left| left.near.unwrap().0).collect();
    assert_eq!(near, [0, 1]);
}

#[test]
fn words_struck_through_by_hand_are_found_on_the_side_on_which_they_stay_words() {
    let run = |look: &str, words: &str| {
        format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    };
    let document = read(
        Docx::new(&format!(
            "<w:p>{}{}{}{}{}</w:p><w:p>{}<w:ins w:author=\"A\">{}</w:ins><w:del w:author=\"A\">{}</w:del></w:p><w:p>{}{}{}</w:p>",
            run("<w:strike/>", "no"),
            run("<w:dstrike/>", " toll"),
            run("", " but "),
            run("<w:rStyle w:val=\"Gone\"/>", "one"),
            run("<w:rStyle w:val=\"Gone\"/><w:strike w:val=\"0\"/>", " stays"),
            run("", "The gate"),
            run("<w:strike/>", " opens"),
            run("<w:strike/>", " shuts"),
            run("<w:strike/><w:vanish/>", "hidden"),
            run("<w:strike/>", " , "),
            run("", "seen"),
        ))
        .styles(
            "<w:style w:type=\"character\" w:styleId=\"Gone\"><w:name w:val=\"Gone\"/><w:rPr><w:strike/></w:rPr></w:style>",
        ),
    );
    let struck = |side| -> Vec<(u32, String)> {
        document.struck_by_hand(side).into_iter().map(|(at, words)| (at.0, words)).collect()
    };
    let first = (0, "no toll … one".to_owned());
    assert_eq!(struck(Side::Accepted), [first.clone(), (1, " opens".to_owned())]);
    assert_eq!(struck(Side::Rejected), [first, (1, " shuts".to_owned())]);
}
