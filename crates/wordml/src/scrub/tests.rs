use super::*;
use crate::document::{Document, Side};
use crate::testing::{Docx, NAMESPACES};

/// What must not travel, wherever it is put.
const MARK: &str = "ZQSecretQZ";

/// Text of each paragraph, with all changes accepted and with all rejected.
fn texts(package: &Package) -> Vec<(String, String)> {
    let document = Document::read(package).unwrap();
    document
        .paragraphs
        .iter()
        .map(|paragraph| {
            (
                paragraph.text(Side::Accepted, &document.changes),
                paragraph.text(Side::Rejected, &document.changes),
            )
        })
        .collect()
}

fn scrubbed(docx: Docx, keep: Keep) -> Package {
    let package = Package::open(&docx.bytes()).unwrap();
    let before = texts(&package);
    let in_body = |package: &Package| {
        let document = Document::read(package).unwrap();
        document.paragraphs.iter().filter(|paragraph| paragraph.story == crate::document::Story::Body).count()
    };
    let body = in_body(&package);
    let result = scrub(package, keep).unwrap().package;
    let bytes = result.write().unwrap();
    let again = Package::open(&bytes).unwrap();
    let after = texts(&again);
    assert_eq!(after[..in_body(&again)], before[..body]);
    // A note goes with a reference that is not shown.
    assert!(after.iter().all(|text| before.contains(text)));
    // What was scrubbed once has nothing left to scrub.
    // Numbers that stand for names begin anew.
    let twice = scrub(again.clone(), keep).unwrap().package;
    for name in again.names() {
        let plain = |package: &Package| {
            String::from_utf8_lossy(package.part(name).unwrap())
                .replace(|digit: char| digit.is_ascii_digit(), "")
        };
        assert!(plain(&twice) == plain(&again), "{name} changes again");
    }
    again
}

/// The parts in which the mark, in letters of any case, is still found.
fn marked(package: &Package) -> Vec<String> {
    let mark = MARK.to_lowercase();
    let found = |data: &[u8]| String::from_utf8_lossy(data).to_lowercase().contains(&mark);
    package
        .names()
        .filter(|name| name.to_lowercase().contains(&mark) || package.part(name).is_some_and(found))
        .map(str::to_owned)
        .collect()
}

/// The properties of a section whose pages have as their header the part that is the document's at this position.
fn header_reference(position: usize) -> String {
    format!("<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rPart{position}\"/></w:sectPr>")
}

fn body(package: &Package) -> &str {
    let text = package.main_xml().unwrap();
    text.split_once("<w:body>").unwrap().1.split_once("</w:body>").unwrap().0
}

#[test]
fn nothing_of_parts_that_are_not_needed_stays() {
    let word = |content: &str| format!("<w:x {NAMESPACES}>{content}{MARK}</w:x>");
    let mut docx = Docx::of_paragraphs(&["The parties agree."]).styles("").settings("");
    for name in [
        "docProps/core.xml",
        "docProps/app.xml",
        "docProps/custom.xml",
        "customXml/item1.xml",
        "customXml/itemProps1.xml",
        "word/people.xml",
        "word/commentsIds.xml",
        "word/commentsExtended.xml",
        "word/commentsExtensible.xml",
        "word/glossary/document.xml",
        "word/webSettings.xml",
        "word/fontTable.xml",
        "word/mailMerge.xml",
        "word/unheardOf.xml",
        "_xmlsignatures/sig1.xml",
    ] {
        docx = docx.part(name, word(""));
    }
    docx = docx.part("docProps/thumbnail.jpeg", MARK).part("word/embeddings/Book1.xlsx", MARK);
    docx = docx.part(format!("word/{MARK}.xml").as_str(), word("")).link(&format!("https://{MARK}/"));
    let package = scrubbed(docx, Keep::default());
    assert_eq!(marked(&package), Vec::<String>::new());
    let names: Vec<&str> = package.names().collect();
    assert_eq!(
        names,
        [
            "[Content_Types].xml",
            "_rels/.rels",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/settings.xml",
            "word/styles.xml"
        ]
    );
}

#[test]
fn settings_stay_by_which_the_text_is_set_and_no_others() {
    let settings = format!(
        "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"567\"/><w:attachedTemplate r:id=\"{MARK}\"/>\
         <w:documentProtection w:edit=\"comments\" w:hash=\"{MARK}\"/><w:docVars><w:docVar w:name=\"{MARK}\" w:val=\"1\"/>\
         </w:docVars><w:rsids><w:rsidRoot w:val=\"00{MARK}\"/></w:rsids><w:evenAndOddHeaders/><w:mailMerge><w:query \
         w:val=\"{MARK}\"/></w:mailMerge><w:themeFontLang w:val=\"en-{MARK}\" w:bidi=\"he-IL\"/><w14:docId \
         w14:val=\"{MARK}\"/><w15:docId w15:val=\"{MARK}\"/><!-- {MARK} --><?mso {MARK}?>"
    );
    let package = scrubbed(Docx::of_paragraphs(&["x"]).settings(&settings), Keep::default());
    let text = package.xml("word/settings.xml").unwrap().unwrap();
    let inner = text.split_once('>').unwrap().1.split_once('>').unwrap().1;
    assert_eq!(
        inner,
        "<w:defaultTabStop w:val=\"567\"/><w:evenAndOddHeaders/><w:themeFontLang w:val=\"en\" \
         w:bidi=\"he\"/></w:settings>"
    );
}

#[test]
fn a_paragraph_keeps_its_words_and_looks_and_loses_all_else() {
    let before = format!(
        "<w:p w:rsidR=\"00{MARK}\" w:rsidRDefault=\"00\" w14:paraId=\"{MARK}\" w14:textId=\"77777777\"><w:pPr><w:pStyle \
         w:val=\"A\"/><w:divId w:val=\"{MARK}\"/><w:rPr><w:lang w:val=\"he-IL\"/></w:rPr></w:pPr><w:bookmarkStart w:id=\"1\" \
         w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"1\"/><w:proofErr w:type=\"spellStart\"/><w:permStart w:id=\"2\" \
         w:ed=\"{MARK}\"/><w:r w:rsidRPr=\"00{MARK}\"><w:rPr><w:b/><w:lang w:val=\"en-{MARK}\"/></w:rPr><w:t \
         xml:space=\"preserve\">The </w:t></w:r><w:permEnd w:id=\"2\"/><!--{MARK}--><w:smartTag w:uri=\"{MARK}\" \
         w:element=\"PersonName\"><w:smartTagPr><w:attr w:name=\"{MARK}\" w:val=\"1\"/></w:smartTagPr><w:r><w:t>parties\
         </w:t></w:r></w:smartTag><w:r><w:lastRenderedPageBreak/><w:t> &amp; agree.</w:t></w:r></w:p>"
    );
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:name w:val=\"A\"/><w:rsid w:val=\"00AB\"/></w:style>";
    let package = scrubbed(Docx::new(&before).styles(styles), Keep::default());
    assert_eq!(
        body(&package),
        "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:rPr></w:rPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t \
         xml:space=\"preserve\">The </w:t></w:r><w:r><w:t>parties</w:t></w:r><w:r><w:t> &amp; agree.</w:t></w:r></w:p>"
    );
    assert!(!package.xml("word/styles.xml").unwrap().unwrap().contains("rsid"));
}

#[test]
fn bookmarks_stay_where_something_refers_to_them() {
    let mark = |id: u8, name: &str| {
        format!(
            "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/><w:r><w:t>{id}</w:t></w:r><w:bookmarkEnd w:id=\"{id}\"/>"
        )
    };
    let before = format!(
        "<w:p>{}{}{}</w:p><w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> REF _Re</w:instrText></w:r>\
         <w:r><w:instrText>f7 \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t>\
         </w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p><w:p><w:hyperlink w:anchor=\"Here\" \
         w:tooltip=\"{MARK}\"><w:r><w:t>there</w:t></w:r></w:hyperlink></w:p>",
        mark(1, MARK),
        mark(2, "_Ref7"),
        mark(3, "Here")
    );
    let package = scrubbed(Docx::new(&before), Keep::default());
    assert_eq!(marked(&package), Vec::<String>::new());
    let names: Vec<&str> =
        body(&package).split("w:name=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(names, ["_Ref7", "Here"]);
    assert_eq!(body(&package).matches("bookmarkEnd").count(), 2);
    assert!(body(&package).contains("<w:hyperlink w:anchor=\"Here\"><w:r>"));
}

#[test]
fn an_address_stays_only_where_the_words_say_it() {
    let link = |id: &str, words: &str| {
        format!("<w:p><w:hyperlink r:id=\"{id}\"><w:r><w:t>{words}</w:t></w:r></w:hyperlink></w:p>")
    };
    let before = format!(
        "{}{}{}{}",
        link("rLink1", "our proposal"),
        link("rLink2", "www.example.org/plan"),
        link("rLink3", "a colleague"),
        link("rLink4", "press@example.org")
    );
    let docx = Docx::new(&before)
        .link(&format!("file:///C:/Users/{MARK}/Proposal%203.docx"))
        .link("https://www.example.org/plan/")
        .link(&format!("https://mail.example.org/?from={MARK}"))
        .link("mailto:press@example.org");
    let package = scrubbed(docx, Keep::default());
    assert_eq!(marked(&package), Vec::<String>::new());
    assert_eq!(
        body(&package),
        "<w:p><w:r><w:t>our proposal</w:t></w:r></w:p><w:p><w:hyperlink \
         r:id=\"rLink2\"><w:r><w:t>www.example.org/plan</w:t></w:r></w:hyperlink></w:p><w:p><w:r><w:t>a \
         colleague</w:t></w:r></w:p><w:p><w:hyperlink \
         r:id=\"rLink4\"><w:r><w:t>press@example.org</w:t></w:r></w:hyperlink></w:p>"
    );
}

fn field(code: &str, result: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"><w:fldData>{MARK}</w:fldData></w:fldChar></w:r><w:r><w:instrText>{code}\
         </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{result}<w:r><w:fldChar \
         w:fldCharType=\"end\"/></w:r>"
    )
}

#[test]
fn instructions_of_fields_go_and_what_they_show_stays() {
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let nested =
        field(&format!(" IF 1 = 1 \"{MARK}\" "), &field(&format!(" DOCPROPERTY {MARK} "), &run("inner")));
    let code_in_code = format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> INCLUDETEXT </w:instrText></w:r>{}<w:r>\
         <w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        field(" FILENAME \\p ", &run(MARK)),
        run("included")
    );
    let before = format!(
        "<w:p>{}</w:p><w:p>{nested}</w:p><w:p>{code_in_code}</w:p><w:p>{}</w:p><w:p><w:fldSimple w:instr=\" AUTHOR {MARK} \
         \"><w:r><w:t>simple</w:t></w:r></w:fldSimple></w:p><w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>\
         <w:instrText>{MARK}</w:instrText></w:r><w:r><w:t>never ends</w:t></w:r></w:p><w:p><w:r><w:instrText>{MARK}\
         </w:instrText></w:r></w:p>",
        field(&format!(" FILENAME \\p {MARK} "), &run("Draft 3.docx")),
        field(" PAGE ", &run("7")),
    );
    let package = scrubbed(Docx::new(&before), Keep::default());
    assert_eq!(marked(&package), Vec::<String>::new());
    assert!(body(&package).contains("<w:instrText> PAGE </w:instrText>"));
    assert_eq!(body(&package).matches("instrText>").count(), 2);
    let shown: Vec<String> = texts(&package).into_iter().map(|(text, _)| text).collect();
    assert_eq!(shown, ["Draft 3.docx", "inner", "included", "7", "simple", "never ends", ""]);
}

#[test]
fn a_header_keeps_its_words_and_its_page_number_and_loses_the_name_of_the_file() {
    let header = format!(
        "<w:p><w:r><w:t>Draft, page </w:t></w:r>{}{}<w:fldSimple w:instr=\" FILENAME \"><w:r><w:t>{MARK}</w:t></w:r>\
         </w:fldSimple></w:p>",
        field(" PAGE ", "<w:r><w:t>7</w:t></w:r>"),
        field(" FILENAME \\p ", &format!("<w:r><w:t>C:\\Users\\{MARK}\\x.docx</w:t></w:r>"))
    );
    let docx = Docx::new(&format!("<w:p/>{}", header_reference(1))).word("header1", "hdr", &header);
    let package = scrubbed(docx, Keep::default());
    assert_eq!(marked(&package), Vec::<String>::new());
    let text = package.xml("word/header1.xml").unwrap().unwrap();
    assert!(text.contains("Draft, page ") && text.contains(" PAGE ") && text.contains(">7<"));
}

#[test]
fn hidden_words_do_not_travel_and_neither_does_a_note_that_only_they_refer_to() {
    let styles = "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"H\"><w:name w:val=\"H\"/><w:basedOn \
                  w:val=\"G\"/></w:style><w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"G\"><w:name \
                  w:val=\"G\"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type=\"paragraph\" w:customStyle=\"1\" \
                  w:styleId=\"P\"><w:name w:val=\"P\"/><w:rPr><w:vanish/></w:rPr></w:style>";
    let before = format!(
        "<w:p><w:r><w:t>Shown</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>{MARK}</w:t><w:footnoteReference w:id=\"2\"/>\
         </w:r><w:r><w:rPr><w:rStyle w:val=\"H\"/></w:rPr><w:t>{MARK}</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr>\
         <w:t>too.</w:t><w:footnoteReference w:id=\"3\"/></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"P\"/></w:pPr><w:r>\
         <w:t>{MARK}</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"false\"/></w:rPr><w:t>seen</w:t></w:r></w:p>"
    );
    let note = |id: u8, words: &str| {
        format!(
            "<w:footnote w:id=\"{id}\"><w:p><w:r><w:footnoteRef/><w:t>{words}</w:t></w:r></w:p></w:footnote>"
        )
    };
    let notes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>{}{}",
        note(2, MARK),
        note(3, "Kept.")
    );
    let header = format!("<w:p><w:r><w:rPr><w:rStyle w:val=\"H\"/></w:rPr><w:t>{MARK}</w:t></w:r></w:p>");
    let before = before + &header_reference(3);
    let docx = Docx::new(&before).styles(styles).footnotes(&notes).word("header1", "hdr", &header);
    let package = Package::open(&docx.bytes()).unwrap();
    let after = scrub(package, Keep::default()).unwrap().package;
    assert_eq!(marked(&after), Vec::<String>::new());
    let shown: Vec<String> = texts(&after).into_iter().map(|(text, _)| text).collect();
    assert_eq!(shown, ["Showntoo.\u{fffc}", "seen", "Kept."]);
    assert!(after.xml("word/footnotes.xml").unwrap().unwrap().contains("separator"));
    assert!(after.part("word/header1.xml").is_some());
}

#[test]
fn tracked_changes_stay_and_lose_their_names_and_times_unless_these_are_kept() {
    let before = format!(
        "<w:p><w:pPr><w:rPr><w:ins w:id=\"1\" w:author=\"{MARK}\" w:date=\"2024-08-16T10:00:00Z\"/></w:rPr><w:pPrChange \
         w:id=\"9\" w:author=\"{MARK}\" w:date=\"2024-08-16T10:00:00Z\"><w:pPr/></w:pPrChange></w:pPr><w:ins w:id=\"2\" \
         w:author=\"{MARK}\" w:date=\"2024-08-16T10:00:00Z\"><w:r><w:t>new </w:t></w:r></w:ins><w:del w:id=\"3\" \
         w:author=\"{MARK}\"><w:r><w:delText>old</w:delText></w:r></w:del><w:moveFromRangeStart w:id=\"4\" \
         w:author=\"{MARK}\" w:name=\"move{MARK}\"/><w:moveFrom w:id=\"5\" w:author=\"{MARK}\"><w:r><w:t>gone</w:t></w:r>\
         </w:moveFrom><w:moveFromRangeEnd w:id=\"4\"/></w:p><w:p><w:moveToRangeStart w:id=\"6\" w:author=\"{MARK}\" \
         w:name=\"move{MARK}\"/><w:moveTo w:id=\"7\" w:author=\"{MARK}\"><w:r><w:t>gone</w:t></w:r></w:moveTo>\
         <w:moveToRangeEnd w:id=\"6\"/></w:p>"
    );
    let without = scrubbed(Docx::new(&before), Keep::default());
    assert_eq!(marked(&without), Vec::<String>::new());
    assert!(!body(&without).contains("2024"));
    assert_eq!(body(&without).matches("w:author=\"Author\"").count(), 8);
    assert_eq!(body(&without).matches("w:name=\"move1\"").count(), 2);
    let with = scrubbed(Docx::new(&before), Keep { stamps: true, ..Keep::default() });
    assert_eq!(body(&with), before);
}

#[test]
fn comments_go_with_their_marks_unless_they_are_kept() {
    let before = "<w:p><w:commentRangeStart w:id=\"1\"/><w:r><w:t>Words</w:t></w:r><w:commentRangeEnd w:id=\"1\"/><w:r>\
                  <w:commentReference w:id=\"1\"/></w:r></w:p>";
    let comments = format!(
        "<w:comment w:id=\"1\" w:author=\"{MARK}\" w:initials=\"{MARK}\" w:date=\"2024-08-16T10:00:00Z\"><w:p \
         w14:paraId=\"00000001\" w:rsidR=\"00AB\"><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>"
    );
    let docx = || Docx::new(before).comments(&comments).part("word/people.xml", format!("<x>{MARK}</x>"));
    let without = scrubbed(docx(), Keep::default());
    assert_eq!(body(&without), "<w:p><w:r><w:t>Words</w:t></w:r><w:r></w:r></w:p>");
    assert_eq!(without.part("word/comments.xml"), None);
    let with = scrubbed(docx(), Keep { comments: true, stamps: false });
    assert_eq!(body(&with), before);
    assert_eq!(marked(&with), Vec::<String>::new());
    let read = Document::read(&with).unwrap();
    assert_eq!(read.comments[0].text, "Why?");
    assert_eq!(read.comments[0].author.as_deref(), Some("Author"));
}

#[test]
fn objects_and_controls_go_and_their_pictures_stay_under_names_that_tell_nothing() {
    let before = format!(
        "<w:p><w:r><w:object w:dxaOrig=\"1\"><v:shape id=\"{MARK}\" alt=\"{MARK}\" o:spid=\"{MARK}\" \
         o:gfxdata=\"{MARK}\"><v:imagedata r:id=\"rPic\" o:title=\"{MARK}\" o:href=\"{MARK}\"/></v:shape><o:OLEObject \
         ProgID=\"Excel.Sheet.12\" ShapeID=\"{MARK}\" r:id=\"rObj\"/></w:object></w:r><w:r><w:drawing><wp:inline \
         xmlns:wp14=\"http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing\" wp14:anchorId=\"{MARK}\">\
         <wp:docPr id=\"1\" name=\"{MARK}\" descr=\"C:\\{MARK}.png\"><a:hlinkClick r:id=\"rHid\"/></wp:docPr><a:blip \
         r:embed=\"rPic\" r:link=\"rOut\"><a:extLst><a:ext uri=\"{MARK}\"/></a:extLst></a:blip></wp:inline></w:drawing></w:r>\
         <w:r><w:control r:id=\"rCtl\" w:name=\"{MARK}\"/></w:r></w:p><w:altChunk r:id=\"rAlt\"/>"
    );
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
             Target=\"{target}\"{}/>",
            if target.contains(':') { " TargetMode=\"External\"" } else { "" }
        )
    };
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}{}{}{}{}{}</Relationships>",
        relation("rPic", "image", &format!("media/{MARK}.PNG")),
        relation("rObj", "package", "embeddings/Book1.xlsx"),
        relation("rHid", "hyperlink", &format!("https://{MARK}/")),
        relation("rOut", "image", &format!("file:///C:/{MARK}.png")),
        relation("rCtl", "control", "activeX/activeX1.xml"),
        relation("rAlt", "aFChunk", "chunk.html"),
    );
    let docx = Docx::new(&before)
        .part("word/_rels/document.xml.rels", relations)
        .part(&format!("word/media/{MARK}.PNG"), "picture")
        .part("word/embeddings/Book1.xlsx", MARK)
        .part("word/activeX/activeX1.xml", format!("<x>{MARK}</x>"))
        .part("word/chunk.html", MARK);
    let package = Package::open(&docx.bytes()).unwrap();
    let result = scrub(package, Keep::default()).unwrap();
    assert_eq!(marked(&result.package), Vec::<String>::new());
    assert_eq!(result.package.part("word/media/image1.png"), Some(&b"picture"[..]));
    assert_eq!(result.package.content_type("word/media/image1.png").unwrap().as_deref(), Some("image/png"));
    assert_eq!(result.untouched, ["a picture, with what its own format holds"]);
    let relations = result.package.relations("word/document.xml").unwrap();
    assert_eq!(relations.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["rPic"]);
    assert!(body(&result.package).contains("<a:blip r:embed=\"rPic\"></a:blip>"));
}

#[test]
fn styles_of_another_document_go_and_those_in_use_stay_with_what_they_are_based_on() {
    let style = |id: &str, more: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{id}\"><w:name w:val=\"{id}\"/>{more}</w:style>"
        )
    };
    let styles = format!(
        "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"en-IL\" w:eastAsia=\"en-US\" w:bidi=\"ar-{MARK}\"/></w:rPr>\
         </w:rPrDefault></w:docDefaults>{}{}{}<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name \
         w:val=\"heading 1\"/></w:style>",
        style("Clause", "<w:basedOn w:val=\"Base\"/>"),
        style("Base", ""),
        style(MARK, &format!("<w:aliases w:val=\"{MARK}\"/>")),
    );
    let docx = Docx::new("<w:p><w:pPr><w:pStyle w:val=\"Clause\"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>")
        .styles(&styles);
    let package = scrubbed(docx, Keep::default());
    assert_eq!(marked(&package), Vec::<String>::new());
    let text = package.xml("word/styles.xml").unwrap().unwrap();
    let kept: Vec<&str> =
        text.split("w:styleId=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(kept, ["Clause", "Base", "Heading1"]);
    assert!(text.contains("<w:lang w:val=\"en\" w:eastAsia=\"en\" w:bidi=\"ar\"/>"));
}

#[test]
fn content_controls_keep_what_is_in_them() {
    let before = format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"{MARK}\"/><w:tag w:val=\"{MARK}\"/><w:id w:val=\"12345\"/><w:dataBinding \
         w:xpath=\"/{MARK}\" w:storeItemID=\"{{1}}\"/><w:date w:fullDate=\"2024-01-01T00:00:00Z\"/><w:text/></w:sdtPr>\
         <w:sdtContent><w:p><w:r><w:t>Bound words</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    );
    let package = scrubbed(Docx::new(&before), Keep::default());
    assert_eq!(
        body(&package),
        "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Bound \
         words</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    );
}

/// A drawing of the picture (chart) that a relationship leads to.
fn drawing(id: &str) -> String {
    format!("<w:drawing><wp:inline><a:blip r:embed=\"{id}\"/></wp:inline></w:drawing>")
}

/// A document with relationships `rPic1` … to pictures, each of which holds the mark but the first, and `rChart` to a chart
/// with data.
fn with_pictures(body: &str, pictures: u8) -> Docx {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |inner: &str| {
        let space = "http://schemas.openxmlformats.org/package/2006/relationships";
        format!("<Relationships xmlns=\"{space}\">{inner}</Relationships>")
    };
    let mut own = format!("<Relationship Id=\"rChart\" Type=\"{kind}/chart\" Target=\"charts/chart1.xml\"/>");
    let mut docx = Docx::new(body)
        .part("word/charts/chart1.xml", format!("<c:chart xmlns:c=\"x\"><c:v>{MARK}</c:v></c:chart>"))
        .part(
            "word/charts/_rels/chart1.xml.rels",
            relations(&format!("<Relationship Id=\"r1\" Type=\"{kind}/image\" Target=\"../media/in.png\"/>")),
        )
        .part("word/media/in.png", MARK);
    for number in 1..=pictures {
        let name = format!("media/picture{number}.png");
        own.push_str(&format!("<Relationship Id=\"rPic{number}\" Type=\"{kind}/image\" Target=\"{name}\"/>"));
        docx = docx.part(&format!("word/{name}"), if number == 1 { "seen" } else { MARK });
    }
    docx.part("word/_rels/document.xml.rels", relations(&own))
}

#[test]
fn pictures_and_charts_that_only_words_named_that_are_not_shown_do_not_travel() {
    let hidden = |content: &str| format!("<w:r><w:rPr><w:vanish/></w:rPr>{content}</w:r>");
    let old = "<w:pict><v:shape><v:imagedata o:relid=\"rPic3\"/></v:shape></w:pict>";
    let chart = "<w:drawing><wp:inline><c:chart xmlns:c=\"x\" r:id=\"rChart\"/></wp:inline></w:drawing>";
    let body = format!(
        "<w:p><w:r>{}</w:r>{}{}{}</w:p>",
        drawing("rPic1"),
        hidden(&drawing("rPic2")),
        hidden(old),
        hidden(chart)
    );
    let package = Package::open(&with_pictures(&body, 4).bytes()).unwrap();
    let after = scrub(package, Keep::default()).unwrap().package;
    assert_eq!(marked(&after), Vec::<String>::new());
    let names: Vec<&str> = after.names().filter(|name| !name.ends_with("rels")).collect();
    assert_eq!(names, ["[Content_Types].xml", "word/document.xml", "word/media/image1.png"]);
    assert_eq!(after.part("word/media/image1.png"), Some(&b"seen"[..]));
    assert_eq!(after.relations("word/document.xml").unwrap().len(), 1);
}

#[test]
fn a_picture_loses_what_its_format_tells_of_it_and_one_that_cannot_be_read_is_told() {
    let chunk = |kind: &str, content: &str| {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length[..], kind.as_bytes(), content.as_bytes(), b"crc!"].concat()
    };
    let start = [&b"\x89PNG\r\n\x1a\n"[..], &chunk("IHDR", "size and depth")].concat();
    let end = [chunk("IDAT", "image"), chunk("IEND", "")].concat();
    let photo = [&start[..], &chunk("tEXt", &format!("Author\0{MARK}")), &end].concat();
    let body = format!("<w:p><w:r>{}{}</w:r></w:p>", drawing("rPic1"), drawing("rPic2"));
    let docx = with_pictures(&body, 2).part("word/media/picture2.png", photo);
    let result = scrub(Package::open(&docx.bytes()).unwrap(), Keep::default()).unwrap();
    assert_eq!(marked(&result.package), Vec::<String>::new());
    assert_eq!(result.package.part("word/media/image2.png"), Some(&[start, end].concat()[..]));
    assert_eq!(result.package.part("word/media/image1.png"), Some(&b"seen"[..]));
    assert_eq!(result.untouched, ["a picture, with what its own format holds"]);
}

#[test]
fn a_picture_in_words_that_a_change_took_away_does_not_travel() {
    let body = format!(
        "<w:p><w:r>{}</w:r><w:del w:id=\"1\" w:author=\"A\"><w:r>{}</w:r></w:del></w:p>",
        drawing("rPic1"),
        drawing("rPic2")
    );
    let package = Package::open(&with_pictures(&body, 2).bytes()).unwrap();
    let settled = crate::markup::settle(&package, Side::Accepted).unwrap();
    assert_eq!(settled.part("word/media/picture2.png"), None);
    let after = scrub(settled, Keep::default()).unwrap().package;
    assert_eq!(marked(&after), Vec::<String>::new());
    assert_eq!(after.part("word/media/image1.png"), Some(&b"seen"[..]));
    // Where the change waits, what it takes away is still there, and so is its picture.
    let waiting = scrub(package, Keep::default()).unwrap().package;
    assert_eq!(marked(&waiting), ["word/media/image2.png"]);
}

/// Pieces of documents, each with the mark where it must not travel, and with words that stay.
const PIECES: [&str; 26] = [
    "<w:r w:rsidR=\"MARK\"><w:t>a</w:t></w:r>",
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>MARK</w:t></w:r>",
    "<w:r><w:rPr><w:rStyle w:val=\"H\"/></w:rPr><w:t>MARK</w:t><w:tab/></w:r>",
    "<w:ins w:id=\"1\" w:author=\"MARK\" w:date=\"MARK\"><w:r><w:t>b</w:t></w:r></w:ins>",
    "<w:del w:id=\"2\" w:author=\"MARK\"><w:r w:rsidDel=\"MARK\"><w:delText>c</w:delText></w:r></w:del>",
    "<w:smartTag w:uri=\"MARK\" w:element=\"x\"><w:smartTagPr><w:attr w:name=\"MARK\" w:val=\"1\"/></w:smartTagPr><w:r>\
     <w:t>d</w:t></w:r></w:smartTag>",
    "<w:sdt><w:sdtPr><w:alias w:val=\"MARK\"/></w:sdtPr><w:sdtContent><w:r><w:t>e</w:t></w:r></w:sdtContent></w:sdt>",
    "<w:fldSimple w:instr=\" AUTHOR MARK \"><w:r><w:t>f</w:t></w:r></w:fldSimple>",
    "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>",
    "<w:hyperlink r:id=\"rLink1\" w:tooltip=\"MARK\"><w:r><w:t>g</w:t></w:r></w:hyperlink>",
    "<w:bookmarkStart w:id=\"3\" w:name=\"MARK\"/>",
    "<w:bookmarkEnd w:id=\"3\"/>",
    "<w:proofErr w:type=\"MARK\"/><!-- MARK --><?MARK?>",
    "<w:r><w:tab/><w:br/><w:noBreakHyphen/><w:t xml:space=\"preserve\"> h &amp; </w:t></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"MARK\"/></w:ffData></w:fldChar></w:r>",
    "<w:r><w:instrText> FILENAME MARK </w:instrText></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
    "<w:commentRangeStart w:id=\"1\"/><w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>",
    "<w:r><w:pict><v:shape alt=\"MARK\" id=\"MARK\"><v:textbox><w:txbxContent><w:p w:rsidR=\"MARK\"><w:r><w:t>i</w:t></w:r>\
     </w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
    "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:r w:rsidR=\"MARK\"><w:t>j</w:t></w:r></mc:Choice><mc:Fallback><w:r>\
     <w:rPr><w:lang w:val=\"MARK\"/></w:rPr><w:t>k</w:t></w:r></mc:Fallback></mc:AlternateContent>",
    "<w:customXml w:uri=\"MARK\" w:element=\"MARK\"><w:customXmlPr><w:placeholder w:val=\"MARK\"/></w:customXmlPr><w:r>\
     <w:t>l</w:t></w:r></w:customXml>",
    "<w:moveFromRangeStart w:id=\"5\" w:author=\"MARK\" w:name=\"MARK\"/><w:moveFrom w:id=\"6\" w:author=\"MARK\"><w:r>\
     <w:t>m</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id=\"5\"/>",
    "<w:permStart w:id=\"7\" w:ed=\"MARK\"/><w:permEnd w:id=\"7\"/>",
    "<w:r><w:footnoteReference w:id=\"2\"/></w:r>",
    "</w:p><w:p w14:paraId=\"MARK\" w:rsidRDefault=\"MARK\">",
];

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config {
        cases: 100,
        failure_persistence: None,
        ..proptest::test_runner::Config::default()
    })]

    #[test]
    fn whatever_a_document_is_made_of_the_mark_goes_and_the_text_stays(
        pieces in proptest::collection::vec(0..PIECES.len(), 0..60),
    ) {
        let body: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        let body = format!("<w:p>{body}</w:p>").replace("MARK", MARK);
        let styles = "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"H\"><w:name w:val=\"H\"/><w:rPr>\
                      <w:vanish/></w:rPr></w:style>";
        let notes = format!(
            "<w:footnote w:id=\"2\"><w:p w:rsidR=\"{MARK}\"><w:r><w:t>n</w:t></w:r></w:p></w:footnote><w:footnote \
             w:id=\"3\"><w:p><w:r><w:t>{MARK}</w:t></w:r></w:p></w:footnote>"
        );
        let docx = Docx::new(&body).styles(styles).footnotes(&notes).link(&format!("https://{MARK}/"));
        let package = scrubbed(docx, Keep::default());
        proptest::prop_assert_eq!(marked(&package), Vec::<String>::new());
    }
}
